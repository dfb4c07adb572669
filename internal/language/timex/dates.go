package timex

import (
	"strconv"
	"strings"
	"time"

	"github.com/parleyhq/parley/internal/language"
)

// datePhrase reads a date with what says which part of it: late March, early next week, the end of 2024.
func (f *finder) datePhrase(i int) phrase {
	j, mod := f.stage(i)
	if p := f.within(j); p.end > 0 && j > i {
		p.mod = mod
		return p
	}
	p := f.date(j)
	if p.end == 0 {
		return p
	}
	if f.is(j, isMonth|isWeekday|isUnit|isSeason|isPart) && f.words[j].mid {
		p.mod = "MID"
	}
	if j == i {
		return p
	}
	switch {
	case p.kind != language.Date || p.how == byText && len(p.text) != 4 || p.weekday > 0 || p.dom > 0 || p.how == byDay:
		return phrase{}
	case p.grain == aDay && p.how != byAnchor:
		return phrase{}
	}
	p.mod = mod
	return p
}

// within reads the week of "later in the week", the month of "the end of the month".
func (f *finder) within(i int) phrase {
	if !f.is(i, isThe) || !f.says(i-1, "in", "of") || f.says(i-1, "of") && (f.says(i+1, "day", "century") || f.says(i+2, "of") || f.says(i+2, "before", "after")) || !f.says(i+1, "day", "week", "month", "year", "decade", "century") {
		return phrase{}
	}
	p := phrase{end: i + 2, kind: language.Date, how: byShift, grain: grainOf(f.words[i+1].lex.unit)}
	if p.grain == aDay {
		p.how = byAnchor
	}
	return p
}

// stage reads early, late-, the end of, earlier in; where there is none it stays at i.
func (f *finder) stage(i int) (end int, mod string) {
	j := i
	if f.is(j, isThe) && (f.is(j+1, isPoint) && f.says(j+2, "of") || f.is(j+1, isStage) && !f.says(j+1, "earlier", "later") && !f.hyphen(j+2)) {
		j++
	}
	switch {
	case f.is(j, isPoint) && f.says(j+1, "of"):
		return j + 2, f.words[j].lex.stage
	case f.is(j, isStage):
		mod = f.words[j].lex.stage
		j++
		if f.hyphen(j) {
			j++
		} else if f.says(j, "in") && (f.is(j+1, isThe|isMonth) || f.whole(j+1) > 0) && !f.is(j+1, isPart) {
			j++
		}
		return j, mod
	}
	return i, ""
}

// date reads a date: Tuesday, March 18, last week, 2024, the third quarter, Easter.
func (f *finder) date(i int) phrase {
	var best phrase
	for _, read := range [...]func(*finder, int) phrase{
		(*finder).shifted, (*finder).weekday, (*finder).named, (*finder).monthFirst, (*finder).dayFirst, (*finder).counted,
		(*finder).yearAlone, (*finder).season, (*finder).same, (*finder).today, (*finder).dayBefore, (*finder).written,
	} {
		if p := read(f, i); p.end > best.end {
			best = p
		}
	}
	if best.end > 0 && (best.weekday > 0 || best.dom > 0 || best.grain == aDay || best.how == byDay) && best.kind == language.Date {
		best = f.withTime(best)
	}
	return best
}

// withTime reads on to the part of the day or the hour: Friday night, Tuesday at 9 a.m.
func (f *finder) withTime(p phrase) phrase {
	j := p.end
	if f.is(j, isPart) && !(f.is(j, isPart) && f.says(j, "midday")) {
		p.part, p.end, p.kind = f.words[j].lex.code, j+1, language.Clock
		return p
	}
	if f.says(j, ",") {
		j++
	}
	if f.says(j, "at") {
		j++
	}
	if f.says(j, "about", "around") {
		j++
	}
	if c := f.clock(j); c.end > 0 {
		p.clock, p.end, p.kind = c.clock, c.end, language.Clock
	}
	return p
}

// shifted reads last week, next Tuesday, this March, the previous day, last Christmas, last night.
func (f *finder) shifted(i int) phrase {
	j, the := i, false
	if f.is(j, isThe) {
		j, the = j+1, true
	}
	if f.says(j, "this") && f.says(j+1, "past", "coming") { // this past weekend
		j++
	}
	if !f.is(j, isShift) {
		return phrase{}
	}
	p := phrase{kind: language.Date, how: byShift, shift: int(f.words[j].lex.number), firm: true}
	if !the && f.says(j, "following", "preceding") { // following Monday's call
		return phrase{}
	}
	if the && f.says(j, "following", "next", "previous", "preceding") {
		p.how = byAnchor
	}
	k := j + 1
	p.end = k + 1
	w := f.wordAt(k)
	switch {
	case f.is(k, isWeekday):
		p.how, p.weekday = byWeekday, int(w.number)
	case f.is(k, isMonth) && f.whole(k+1) > 31, f.is(k, isMonthShort) && f.whole(k+1) < 0:
		return phrase{}
	case f.is(k, isMonth|isMonthShort):
		p.how, p.month = byMonth, int(w.number)
		if d := f.domAt(k + 1); d > 0 { // last Oct. 23
			p.how, p.dom, p.end = byCalendar, d, k+2
		}
	case f.is(k, isSeason) && f.tag(k) != language.VB && f.tag(k) != language.VBD:
		p.how, p.season, p.grain = byGrain, w.code, aSeason
	case f.says(k, "night"):
		p.grain, p.part, p.kind = aDay, "NI", language.Clock
	case f.is(k, isPart):
		if !f.says(j, "this") && p.how != byAnchor {
			return phrase{}
		}
		p.grain, p.part, p.kind = aDay, w.code, language.Clock
	case f.is(k, isUnit) && !f.is(k, isOrdinal):
		p.grain = grainOf(w.unit)
		if the && f.says(j, "last", "next") && p.grain > aWeekend && f.says(i-1, "for", "in", "over", "during", "within", "throughout") { // over the last year
			return f.lasting(length{1, w.unit, false, k + 1})
		}
		if p.grain == noGrain || f.hyphen(k+1) && !f.says(k+2, "long") || p.grain == aDay && !the && !f.says(j, "previous", "next") {
			return phrase{}
		}
		if p.grain != aWeekend && f.says(j, "past", "coming") && !f.says(j-1, "this") { // the past week: a length
			return phrase{}
		}
	case f.entry(k, "DAY") != nil:
		e := f.entry(k, "DAY")
		p.how, p.day, p.end = byDay, e.day, k+len(e.words)
	default:
		return phrase{}
	}
	return p
}

// wordAt gives what the tables say of a word.
func (f *finder) wordAt(i int) *lexeme {
	if i < 0 || i >= len(f.words) {
		return &nothing
	}
	return f.words[i].lex
}

// weekday reads Tuesday, Tuesday, March 18, 2025, Tuesday 18 March, Tuesday last week.
func (f *finder) weekday(i int) phrase {
	if !f.is(i, isWeekday|isWeekdayShort) || f.is(i+1, isPaper) && f.says(i-1, "the") && f.form(i+1) != "" {
		return phrase{}
	}
	n := int(f.words[i].lex.number)
	j := i + 1
	if f.says(j, ",") {
		j++
	}
	if f.says(j, "the") {
		j++
	}
	if p := f.monthFirst(j); p.end > 0 && p.dom > 0 {
		p.weekday = n
		return p
	}
	if p := f.dayFirst(j); p.end > 0 && p.month > 0 {
		p.weekday = n
		return p
	}
	if !f.is(i, isWeekday) {
		return phrase{}
	}
	p := phrase{end: i + 1, kind: language.Date, how: byWeekday, weekday: n}
	if shift, end := f.shiftOf(i+1, "week"); end > 0 {
		p.how, p.grain, p.shift, p.end, p.firm = byShift, aDay, shift, end, true
	}
	return p
}

// shiftOf reads last week, of next year, after the day that is in it; end is 0 where there is none.
func (f *finder) shiftOf(i int, unit string) (shift, end int) {
	if f.says(i, "of") {
		i++
	}
	if f.is(i, isShift) && f.says(i+1, unit) && !f.says(i, "past", "previous", "following", "preceding") {
		return int(f.words[i].lex.number), i + 2
	}
	return 0, 0
}

// domAt gives the day of the month written at i: 18, 18th; 0 for none.
func (f *finder) domAt(i int) int {
	if n := f.whole(i); n > 0 && n <= 31 {
		return n
	}
	if f.is(i, isFigure) {
		if n, end := f.ordinal(i); end == i+1 && n > 0 && n <= 31 {
			return n
		}
	}
	return 0
}

// yearAfter reads the year after a month or a season: March 2025; March 18, 2025. It stays at i where there is none.
func (f *finder) yearAfter(i int) (year, end int) {
	j := i
	if f.says(j, ",") || f.says(j, "of") {
		j++
	}
	if y := f.whole(j); y >= 1000 && y <= 2200 && len(f.form(j)) == 4 {
		return y, j + 1
	}
	return 0, i
}

// monthFirst reads March, March 18, March 18, 2025, March 2025.
func (f *finder) monthFirst(i int) phrase {
	if !f.is(i, isMonth|isMonthShort) {
		return phrase{}
	}
	p := phrase{end: i + 1, kind: language.Date, how: byMonth, month: int(f.words[i].lex.number)}
	if d := f.domAt(i + 1); d > 0 && !f.is(i+2, isMeridiem) {
		p.dom, p.end, p.how = d, i+2, byCalendar
		return f.inYear(p)
	}
	if f.is(i+1, isThe) {
		if n, end := f.ordinal(i + 2); end > 0 && n <= 31 && f.is(i+2, isFigure) {
			p.dom, p.end, p.how = n, end, byCalendar
			return p
		}
	}
	if y, end := f.yearAfter(i + 1); y > 0 {
		p.year, p.end, p.how = y, end, byCalendar
		return p
	}
	if f.is(i, isMonthShort) && !f.is(i, isMonth) || !f.aMonth(i) {
		return phrase{}
	}
	if shift, end := f.shiftOf(i+1, "year"); end > 0 { // in April next year
		p.how, p.shift, p.grain, p.end, p.firm = byShift, shift, aYear, end, true
	} else if j := i + 1; f.is(j, isThe|isSame) && (f.says(j+1, "same", "that") && f.says(j+2, "year") || f.says(j, "that") && f.says(j+1, "year")) {
		p.end = j + 2
		if f.says(j, "the") {
			p.end++
		}
		p.how, p.grain = byAnchor, aYear
	}
	return p
}

// inYear reads on to the year of a day: March 18, 2025; June 16 of last year.
func (f *finder) inYear(p phrase) phrase {
	if y, end := f.yearAfter(p.end); y > 0 {
		p.year, p.end = y, end
	} else if shift, end := f.shiftOf(p.end, "year"); end > 0 && f.published.known() {
		p.year, p.end = f.published.at.Year()+shift, end
	}
	return p
}

// aMonth tells the months May, March and August from other words, and April and June from people.
func (f *finder) aMonth(i int) bool {
	switch form := f.form(i); form {
	case "May", "March", "MAY", "MARCH":
		if x := f.tag(i); x != language.NNP && x != language.NN {
			return false
		}
	}
	if f.is(i, isMonth) && f.tag(i+1) == language.NNP && !f.is(i+1, telling) && !f.is(i-1, isStage) && f.from+i+1 < len(f.t.Words) && f.tag(i-1) != language.IN {
		switch f.form(i) {
		case "April", "May", "June", "August":
			return f.says(i-1, "the", "a", "last", "this", "next")
		}
	}
	if f.form(i) == "May" && f.tag(i-1) == language.NNP { // Theresa May
		return false
	}
	if f.form(i) == "March" && f.says(i+1, "of") && f.is(i+2, isThe) {
		return false
	}
	if f.form(i) == "March" && f.says(i+1, "for", "on") && !f.is(i-1, isStage) && f.tag(i-1) != language.IN {
		return false
	}
	return true
}

// dayFirst reads 18 March, 18 March 2025, the 18th of March.
func (f *finder) dayFirst(i int) phrase {
	j := i
	if f.is(j, isThe) {
		j++
	}
	d := f.domAt(j)
	if d == 0 {
		if n, end := f.ordinal(j); end > 0 && n <= 31 && f.says(end, "of") {
			d, j = n, end-1
		} else {
			return phrase{}
		}
	}
	k := j + 1
	if f.says(k, "of") {
		k++
	}
	if f.is(k, isMonth|isMonthShort) && (k > j+1 || f.is(i, isFigure) || f.is(j, isFigure)) {
		if f.is(k, isMonth) && f.form(k) == "May" && f.tag(k) == language.MD {
			return phrase{}
		}
		p := phrase{end: k + 1, kind: language.Date, how: byCalendar, month: int(f.words[k].lex.number), dom: d}
		p = f.inYear(p)
		if f.domAt(k+1) > 0 && f.whole(k+1) > 0 && p.year == 0 && j == i && !f.is(k, isMonthShort) && f.tag(i-1) != language.IN {
			return phrase{} // 5 March 18
		}
		return p
	}
	// the 18-19 March: the first of two days
	if f.says(k, "-", "–", "and", "to", "or") && k == j+1 {
		if d2 := f.domAt(k + 1); d2 > d && f.is(k+2, isMonth|isMonthShort) && f.whole(k+3) != 0 && (f.whole(k+3) < 0 || f.whole(k+3) > 31) {
			p := phrase{end: j + 1, kind: language.Date, how: byCalendar, month: int(f.words[k+2].lex.number), dom: d}
			p.year, _ = f.yearAfter(k + 3)
			return p
		}
	}
	return phrase{}
}

// counted reads what has an ordinal: the third quarter of 2024, the 20th century, Q3 2024, the first half of the year.
func (f *finder) counted(i int) phrase {
	j, the := i, false
	if f.is(j, isThe) {
		j, the = j+1, true
	}
	n, end := f.ordinal(j)
	if end == 0 {
		return f.shortQuarter(i)
	}
	if f.hyphen(end) {
		end++
	}
	p := phrase{end: end + 1, kind: language.Date, how: byGrain}
	switch {
	case f.says(end, "century"):
		p.how, p.text = byText, two(n-1)
		if the && f.hyphen(end-1) {
			return phrase{} // the 19th-century law: without its article
		}
		if n < 1 || n > 99 {
			return phrase{}
		}
		return p
	case f.says(end, "quarter") && n <= 4:
		p.grain, p.month = aQuarter, 3*n-2
	case f.says(end, "half") && n <= 2:
		p.grain, p.month = aHalf, 6*n-5
	case the && j > i && f.is(j, isFigure) && n <= 31 && !f.hyphen(j+1) && f.says(i-1, "on", "by", "until", "till", "from", "before", "after", "since") && !f.tag(j+1).IsNoun() && f.tag(j+1) != language.JJ && !f.says(j+1, "of"):
		return phrase{end: j + 1, kind: language.Date, how: byCalendar, dom: n}
	default:
		return phrase{}
	}
	p = f.ofYear(p)
	if p.grain == aHalf && p.year == 0 && !p.firm || !the && p.year == 0 && !p.firm && f.tag(i-1) != language.IN && p.grain == aHalf {
		return phrase{}
	}
	return p
}

// shortQuarter reads Q3 2024.
func (f *finder) shortQuarter(i int) phrase {
	if f.is(i, isQuarter) {
		return f.ofYear(phrase{end: i + 1, kind: language.Date, how: byGrain, grain: aQuarter, month: 3*int(f.words[i].lex.number) - 2})
	}
	return phrase{}
}

// ofYear reads on to the year of a quarter or a half: of 2024, 2024, of last year, of the year.
func (f *finder) ofYear(p phrase) phrase {
	if y, end := f.yearAfter(p.end); y > 0 {
		p.year, p.end = y, end
		return p
	}
	j := p.end
	if !f.says(j, "of") {
		if !f.is(j, isShift) {
			return p
		}
		j--
	}
	j++
	if f.is(j, isFiscal) {
		j++
	}
	if y := f.whole(j); y >= 1900 && y <= 2100 {
		p.year, p.end = y, j+1
		return p
	}
	if f.is(j, isShift|isThe) && f.says(j+1, "year") {
		if f.is(j, isShift) {
			p.shift = int(f.words[j].lex.number)
		}
		p.firm, p.end = true, j+2
	}
	return p
}

// yearAlone reads 2024, the 1990s, the '90s, fiscal 1998.
func (f *finder) yearAlone(i int) phrase {
	j := i
	if f.is(j, isFiscal) {
		j++
		if f.says(j, "year") {
			j++
		}
		if y := f.whole(j); y >= 1900 && y <= 2100 {
			return phrase{end: j + 1, kind: language.Date, how: byGrain, grain: aYear, year: y}
		}
		return phrase{}
	}
	if f.is(j, isThe) {
		j++
	}
	if !f.is(j, isFigure) {
		return f.spelled(i)
	}
	if n, suffix := f.figure(j); suffix == "s" && n == float64(int(n)) && int(n)%10 == 0 {
		return f.decade(i, j, int(n))
	}
	if j > i {
		return phrase{}
	}
	y := f.whole(i)
	if len(f.form(i)) == 2 && y > 0 { // 2022-23
		if b := f.whole(i - 2); f.joined(i-1) && len(f.form(i-2)) == 4 && b >= 1900 && b < 2100 && b%100 < y && f.aYear(i-2, b) {
			return phrase{end: i + 1, kind: language.Date, how: byGrain, grain: aYear, year: b/100*100 + y}
		}
		return phrase{}
	}
	if len(f.form(i)) != 4 || !f.aYear(i, y) {
		return phrase{}
	}
	return phrase{end: i + 1, kind: language.Date, how: byGrain, grain: aYear, year: y}
}

// spelled reads a year as it is spoken: nineteen ninety-four, twenty twenty-five.
func (f *finder) spelled(i int) phrase {
	if !f.is(i, isNumber|isTens) || !f.says(i, "eighteen", "nineteen", "twenty") || !f.says(i-1, "in", "since", "of", "by", "from", "until", "year") {
		return phrase{}
	}
	j := i + 1
	if f.hyphen(j) {
		j++
	}
	n, end := f.number(j)
	if !f.is(j, isTens|isNumber) || n < 10 || n > 99 || f.is(end, isUnits|isHundred) || f.tag(end) == language.NNS {
		return phrase{}
	}
	return phrase{end: end, kind: language.Date, how: byGrain, grain: aYear, year: int(f.words[i].lex.number)*100 + int(n)}
}

// decade reads the 1990s, the '90s.
func (f *finder) decade(i, j, n int) phrase {
	p := phrase{end: j + 1, kind: language.Date, how: byGrain, grain: aDecade}
	switch {
	case n >= 1000 && n < 2200:
		p.year = n
	case n >= 10 && n < 100 && (j > i || !isDigit(f.form(j)[0]) || f.is(j-1, isStage) || f.hyphen(j-1)) && !f.says(i-1, "high", "low"):
		p.year = 1900 + n
		if n < 20 {
			p.year += 100
		}
	default:
		return phrase{}
	}
	return p
}

// aYear tells a year from any other number of four figures.
func (f *finder) aYear(i, y int) bool {
	if y < 1500 || y > 2100 || f.is(i+1, isUnits|isUnit|isHundred|isMeridiem|isZone|isEra|isTimes|isMeasure) || f.tag(i-1) == language.Dollar {
		return false
	}
	if f.hyphen(i+1) && f.is(i+2, isUnit) || f.says(i-1, "$", "€", "£", "#", "No.", "No", "¥", "+", "$US", "USD", "EUR", "about", "some", "nearly", "almost", "than", "over") {
		return false
	}
	next := f.tag(i + 1)
	switch {
	case f.says(i-1, "in", "since", "until", "till", "year", "mid", "early", "late", "circa", "summer", "winter", "spring", "autumn", "fall", "during"):
		return y >= 1500 && !(next == language.NNS && f.says(i-1, "in") && y%100 == 0 && !f.says(i+1, "talks", "elections"))
	case f.says(i-1, "of", "by", "from", "before", "after", "for", "to", "and", "or", "between", "through", "-", "–", "("):
		return y >= 1800 && (next != language.NNS && next != language.JJ || plain(y))
	case f.is(i-1, isThe|isA|isSame) || f.tag(i-1) == language.POS || f.tag(i-1) == language.PRPS || f.says(i-1, "its", "their", "his", "her"):
		return y >= 1800 && f.tag(i+1) != language.Stop && !(next == language.NNS && y%100 == 0)
	case next == language.NNS || next == language.JJ:
		return plain(y)
	case next == language.CD:
		return false
	}
	return y >= 1900 && y <= 2050 && y != 2000 || y == 2000 && (next != language.NN)
}

// plain reports whether a number of four figures before a plural is sooner a year than a count: the press puts a comma
// into counts, but for round ones.
func plain(y int) bool { return y > 1900 && y < 2050 && y%50 != 0 }

// season reads the spring, summer 2024, the winter of 1944, spring.
func (f *finder) season(i int) phrase {
	j, the := i, false
	if f.is(j, isThe) {
		j, the = j+1, true
	}
	if !f.is(j, isSeason) || !f.tag(j).IsNoun() {
		return phrase{}
	}
	p := phrase{end: j + 1, kind: language.Date, how: byGrain, grain: aSeason, season: f.words[j].lex.code}
	if y, end := f.yearAfter(p.end); y > 0 {
		p.year, p.end = y, end
		return p
	}
	if f.is(j+1, isShift) && f.says(j+2, "year") || f.says(j+1, "of") && f.is(j+2, isShift) && f.says(j+3, "year") {
		k := j + 1
		if f.says(k, "of") {
			k++
		}
		p.shift, p.firm, p.end = int(f.words[k].lex.number), true, k+2
		return p
	}
	c := f.form(j)[0]
	named := 'A' <= c && c <= 'Z' && j > 0 // the Prague Spring, a fall
	fall := f.says(j, "fall", "spring") && !the && !f.is(j-1, isStage) && !f.words[j].mid
	if f.tag(j) == language.NNS || named || fall && !f.says(j-1, "in", "by", "this", "until", "since") || f.says(j, "fall") && (f.says(j+1, "of", "in") || !f.says(i-1, "in", "by", "until", "since", "during", "for", "of", "before", "after")) {
		return phrase{}
	}
	if !the && f.tag(j-1) != language.IN && !f.is(j-1, isStage) && !f.words[j].mid {
		return phrase{}
	}
	return p
}

// same reads that day, the same month, that night.
func (f *finder) same(i int) phrase {
	j := i
	if f.is(j, isThe) && f.is(j+1, isSame) {
		j++
	}
	if !f.is(j, isSame) || j == i && f.says(j, "same") {
		return phrase{}
	}
	if f.says(j, "that") && f.says(j+1, "same", "very") {
		j++
	}
	p := phrase{end: j + 2, kind: language.Date, how: byAnchor}
	switch {
	case f.is(j+1, isUnit) && !f.is(j+1, isOrdinal) && !f.says(j+1, "night"):
		p.grain = grainOf(f.words[j+1].lex.unit)
		if p.grain == noGrain || f.says(j, "that") && f.is(j+2, isOld) || f.hyphen(j+2) {
			return phrase{}
		}
	case f.is(j+1, isPart):
		p.grain, p.part, p.kind = aDay, f.words[j+1].lex.code, language.Clock
	default:
		return phrase{}
	}
	return p
}

// today reads yesterday, tomorrow night, tonight, overnight; and the weekend.
func (f *finder) today(i int) phrase {
	if e := f.entry(i, "SHIFT"); e != nil {
		return phrase{end: i + len(e.words), kind: language.Date, how: byShift, shift: e.shift, grain: aDay, firm: true}
	}
	if e := f.entry(i, "END"); e != nil {
		return phrase{end: i + len(e.words), kind: language.Date, how: byShift, grain: e.grain, mod: "END", firm: true}
	}
	if e := f.entry(i, "TONIGHT", "NIGHT"); e != nil {
		return phrase{end: i + len(e.words), kind: language.Clock, how: byShift, grain: aDay, part: "NI", firm: true}
	}
	if j := i; f.is(j, isThe) && f.says(j+1, "weekend") || f.says(i, "weekend") {
		if f.is(j, isThe) {
			j++
		}
		if f.says(i-1, "a", "every", "each", "one", "per", "two") || f.hyphen(i-1) {
			return phrase{}
		}
		return phrase{end: j + 1, kind: language.Date, how: byWeekend, grain: aWeekend}
	}
	return phrase{}
}

// dayBefore reads the day before, the year after, where nothing follows that it is before or after.
func (f *finder) dayBefore(i int) phrase {
	if p := f.yearAgo(i); p.end > 0 {
		return p
	}
	if f.is(i, isThe) && f.says(i+1, "week", "weekend") && f.says(i+2, "of") { // the week of March 6
		p := f.dayPhrase(i + 3)
		if p.kind == language.Date && p.how == byCalendar {
			p.stretch = grainOf(f.words[i+1].lex.unit)
			return p
		}
	}
	if f.is(i, isThe) && f.says(i+1, "quarter") && f.says(i-1, "in", "for", "during") && !f.says(i+2, "of", "century") { // in the quarter
		return phrase{end: i + 2, kind: language.Date, how: byAnchor, grain: aQuarter}
	}
	if !f.is(i, isThe) || !f.is(i+1, isUnit) || f.is(i+1, isOrdinal) || !f.says(i+2, "before", "after", "earlier", "later") {
		return phrase{}
	}
	next := f.tag(i + 3)
	if f.says(i+2, "before", "after") && i+3 < len(f.words) && next != language.Stop && next != language.Comma && next != language.CC && next != language.Colon && next != language.VBD {
		return phrase{}
	}
	p := phrase{end: i + 3, kind: language.Date, how: byAnchor, shift: 1, grain: grainOf(f.words[i+1].lex.unit)}
	if f.says(i+2, "before", "earlier") {
		p.shift = -1
	}
	if p.grain == noGrain {
		return phrase{}
	}
	return p
}

// yearAgo reads the year-ago quarter, the year-earlier period.
func (f *finder) yearAgo(i int) phrase {
	j := i
	if f.is(j, isThe) {
		j++
	}
	if !f.says(j, "year") || !f.hyphen(j+1) || !f.is(j+2, isAgo|isBefore) {
		return phrase{}
	}
	p := phrase{end: j + 3, kind: language.Date, how: byAnchor, grain: aYear, shift: -1}
	if f.says(p.end, "period") || f.is(p.end, isUnit) {
		p.end++
	}
	return p
}

// named reads a day that has a name, and its year: Christmas 2024, Easter.
func (f *finder) named(i int) phrase {
	e := f.entry(i, "DAY")
	if e == nil {
		return phrase{}
	}
	if c := f.form(i)[0]; 'a' <= c && c <= 'z' {
		return phrase{}
	}
	p := phrase{end: i + len(e.words), kind: language.Date, how: byDay, day: e.day}
	if len(e.day.event) > 0 {
		if f.published.known() && f.published.at.Before(date(e.day.year, e.day.month, e.day.dom)) || !f.says(p.end, e.day.event...) {
			return phrase{}
		}
		return p
	}
	p.year, p.end = f.yearAfter(p.end)
	if f.says(p.end, "week", "weekend") {
		p.grain = aWeek
		if f.says(p.end, "weekend") {
			p.grain = aWeekend
		}
		p.end++
	}
	return p
}

// written reads a date of figures: 2025-03-18, 18/03/2025, 18.03.2025. Where it cannot be told whether the day or
// the month comes first, the value is the year alone.
func (f *finder) written(i int) phrase {
	form := f.form(i)
	if !f.is(i, isFigure) || len(form) < 6 || len(form) > 10 {
		return phrase{}
	}
	if t, err := time.Parse("2006-01-02", form); err == nil {
		return phrase{end: i + 1, kind: language.Date, how: byText, text: t.Format("2006-01-02")}
	}
	parts := strings.FieldsFunc(form, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(parts) != 3 || len(parts[2]) != 4 || strings.Count(form, form[len(parts[0]):len(parts[0])+1]) != 2 {
		return phrase{}
	}
	var n [3]int
	for k, part := range parts {
		v, err := strconv.Atoi(part)
		if err != nil || len(part) > 4 {
			return phrase{}
		}
		n[k] = v
	}
	d, m, y := n[0], n[1], n[2]
	dayFirst := strings.Contains(form, ".")
	p := phrase{end: i + 1, kind: language.Date, how: byText}
	switch {
	case y < 1000 || y > 2200 || d < 1 || m < 1 || d > 31 || m > 31 || d > 12 && m > 12:
		return phrase{}
	case m > 12:
		d, m = m, d
	case d <= 12 && !dayFirst && d != m:
		p.text = parts[2] + "-XX-XX"
		return p
	}
	if date(y, time.Month(m), d).Day() != d {
		return phrase{}
	}
	p.text = parts[2] + "-" + two(m) + "-" + two(d)
	return p
}

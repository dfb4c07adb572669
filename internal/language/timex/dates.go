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
	if f.is(j, isPart) && !f.is(j, isClock) {
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

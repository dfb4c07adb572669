package timex

import (
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/language"
)

// A length is a length of time as its words have it.
type length struct {
	many float64 // -1 where it is not told
	unit unit
	bare bool // there is no number: weeks
	end  int
}

// length reads a number and its unit: 30 days, 30-day, two more weeks, a month; and units alone: weeks.
func (f *finder) length(i int) length {
	switch {
	case f.says(i, "quarters"):
		return length{}
	case f.is(i, isUnits):
		return length{-1, f.words[i].lex.unit, true, i + 1}
	case f.is(i, isUnit) && f.hyphen(i+1) && f.says(i+2, "long"):
		return length{1, f.words[i].lex.unit, true, i + 1}
	}
	many, j := f.number(i)
	if j == 0 {
		return length{}
	}
	for f.is(j, isMore) {
		j++
	}
	if f.hyphen(j) {
		j++
	}
	if !f.is(j, isUnit|isUnits) || f.is(j, isUnit) && many > 1 && j == i+1 && !f.is(i, isFigure) && f.is(j, isOrdinal) {
		return length{}
	}
	if f.is(j, isOrdinal) && f.is(j, isUnit) && !f.hyphen(j-1) { // a second round
		return length{}
	}
	l := length{many, f.words[j].lex.unit, false, j + 1}
	if l.unit.name == "Q" && !f.is(j-1, isMore) && !f.is(i-1, isSpan) { // a quarter of the voters, three quarters
		return length{}
	}
	if l.many == 1 && f.says(l.end, "and") && f.is(l.end+1, isA) && f.is(l.end+2, isHalf) { // a year and a half
		l.many, l.end = 1.5, l.end+3
	}
	return l
}

// duration reads a length of time, and what makes a date of it: three years ago, two days later.
func (f *finder) duration(i int) phrase {
	j, span := i, false
	if f.is(j, isThe) && f.is(j+1, isSpan) {
		j++
	}
	if f.is(j, isSpan) && (f.is(j+1, isNumber|isTens|isFigure|isVague|isCouple|isUnits) || f.is(j+1, isHalf) || f.is(j+1, isA) && f.is(j+2, isVague|isCouple)) {
		j++
		span = true
	} else if f.says(j, "past", "coming", "recent") && f.is(j+1, isUnit) { // the past day
		if f.words[j+1].lex.unit.name == "WE" {
			return phrase{}
		}
		return f.lasting(length{1, f.words[j+1].lex.unit, false, j + 2})
	}
	if j > i && !span {
		return phrase{}
	}
	l := f.length(j)
	if l.end == 0 || f.age(l.end) || f.says(i-1, "aged") {
		return phrase{}
	}
	if l.bare && f.is(i-1, isHours|isPart) && !f.is(i-1, isSpan) { // the early hours of Friday
		return phrase{}
	}
	if span && l.bare && !f.says(j-1, "recent", "past", "coming", "previous", "next", "last") {
		return phrase{}
	}
	if !span {
		if p := f.reckoned(l); p.end > 0 {
			return p
		}
		if f.is(i, isA) && l.many == 1 && f.rate(i) {
			return phrase{}
		}
	}
	if f.hyphen(l.end) && f.says(l.end+1, "long") {
		l.end += 2
	}
	if l.unit.name == "WE" && l.many == 1 {
		return phrase{}
	}
	return f.compound(f.lasting(l), l)
}

// compound goes on with a length that smaller units follow: one hour and 20 minutes, two years, six months.
func (f *finder) compound(p phrase, l length) phrase {
	for whole(l) {
		j := l.end
		list := f.says(j, ",") // two years, six months and three days may be three lengths; of the clock it is one
		if list {
			j++
		}
		if f.says(j, "and") {
			j++
		}
		next := f.length(j)
		if next.end == 0 || list && !next.unit.time || !whole(next) || !smaller(next.unit, l.unit) || f.age(next.end) || f.reckoned(next).end > 0 {
			break
		}
		p.end, p.text, l = next.end, joined(p.text, next.value()), next
	}
	return p
}

// whole reports whether a length is so many whole units.
func whole(l length) bool { return !l.bare && l.many >= 1 && l.many == float64(int(l.many)) }

// smaller reports whether one unit is part of another.
func smaller(a, b unit) bool {
	const order = "SMHDMY" // weeks stand alone in ISO 8601
	rank := func(u unit) int {
		if u.time {
			return strings.Index(order, u.name)
		}
		return strings.LastIndex(order, u.name)
	}
	return a.many <= 1 && b.many <= 1 && len(a.name) == 1 && rank(a) >= 0 && rank(a) < rank(b)
}

// joined writes two lengths as one: P1Y and P6M as P1Y6M, P1D and PT2H as P1DT2H.
func joined(a, b string) string {
	if strings.Contains(a, "T") {
		return a + strings.TrimPrefix(b, "PT")
	}
	return a + strings.TrimPrefix(b, "P")
}

// age reports whether what follows makes an age of a length: 44-year-old, 44 years old, 44 years of age.
func (f *finder) age(end int) bool {
	if f.hyphen(end) {
		end++
	}
	return f.is(end, isOld) || f.says(end, "of") && f.says(end+1, "age")
}

// lasting makes a duration of a length.
func (f *finder) lasting(l length) phrase {
	return phrase{end: l.end, kind: language.Duration, how: byText, text: l.value()}
}

// value writes a length as ISO 8601 does; X is a number that is not told.
func (l length) value() string {
	u := l.unit
	many, name := l.many*float64(u.many), u.name
	switch name {
	case "Q":
		many, name = many*3, "M"
	case "WE":
		many, name = many*2, "D"
	}
	sign := "P"
	if u.time {
		sign = "PT"
	}
	switch {
	case l.many < 0:
		return sign + "X" + name
	case l.many == .5 && name == "Y" && u.many == 1:
		return "P6M"
	case l.many == .5 && name == "D":
		return "PT12H"
	case l.many == .5 && name == "H":
		return "PT30M"
	}
	if u.time && name == "H" && many == float64(int(many))+.5 && many < 1000 { // PT1H30M
		return sign + strconv.Itoa(int(many)) + "H30M"
	}
	return sign + strconv.FormatFloat(many, 'f', -1, 64) + name
}

// grainOf gives the stretch of the calendar that a unit is.
func grainOf(u unit) grain {
	if u.time {
		return noGrain
	}
	switch u.name {
	case "D":
		return aDay
	case "W":
		return aWeek
	case "WE":
		return aWeekend
	case "M":
		return aMonth
	case "Q":
		return aQuarter
	case "Y":
		switch u.many {
		case 10:
			return aDecade
		case 100:
			return aCentury
		case 1:
			return aYear
		}
	}
	return noGrain
}

// reckoned reads a length and the word that makes a date of it.
func (f *finder) reckoned(l length) phrase {
	j := l.end
	if f.hyphen(j) { // the year-ago quarter
		j++
	}
	p := phrase{end: j + 1, kind: language.Date}
	sign := 1
	switch {
	case f.is(j, isAgo):
		p.how, sign = byShift, -1
		if l.many < 0 {
			p.how, p.text = byText, "PAST_REF"
			return p
		}
	case f.says(j, "from") && f.says(j+1, "now", "today"):
		p.how, p.end = byShift, j+2
		if l.many < 0 {
			p.how, p.text = byText, "FUTURE_REF"
			return p
		}
	case f.is(j, isHence):
		p.how = byShift
	case f.is(j, isBefore) && !f.says(j+1, "than"):
		p.how, sign = byAnchor, -1
	case f.is(j, isAfter):
		p.how = byAnchor
	default:
		return phrase{}
	}
	if l.many < 0 {
		if l.bare {
			return phrase{}
		}
		p.how, p.kind, p.text = byText, language.Duration, l.value()
		return p
	}
	n := l.many * float64(max(l.unit.many, 1))
	p.grain = grainOf(unit{1, l.unit.name, l.unit.time})
	switch {
	case p.grain == noGrain: // hours ago
		p.how, p.kind, p.text = byText, language.Duration, l.value()
		if f.is(j, isAgo) {
			p.kind, p.text = language.Date, "PAST_REF"
		}
	case n != float64(int(n)) || n > 9000:
		p.how, p.text = byText, strings.Repeat("X", 4)
	}
	p.shift = sign * int(min(n, 9000))
	return p
}

// set reads times that come again: every week, each of the last three years, twice a day, $5 a day.
func (f *finder) set(i int) phrase {
	switch {
	case f.is(i, isEach):
		j := i + 1
		p := phrase{kind: language.Set, how: byText, quant: strings.ToUpper(f.form(i))}
		if f.says(j, "other") {
			j++
		}
		if f.is(j, isWeekday) {
			p.end, p.text = j+1, "XXXX-WXX-"+strconv.Itoa(int(f.words[j].lex.number))
			if f.is(j+1, isPart) {
				p.text, p.end = p.text+"T"+f.words[j+1].lex.code, j+2
			}
			return p
		}
		if f.is(j, isMonth) {
			p.end, p.text = j+1, "XXXX-"+two(int(f.words[j].lex.number))
			return p
		}
		if f.is(j, isPart) && !f.is(j, isUnit) {
			p.end, p.text = j+1, "XXXX-XX-XXT"+f.words[j].lex.code
			return p
		}
		l := length{many: 1, end: j}
		switch {
		case f.is(j, isUnit) && !f.is(j, isOrdinal):
			l.unit, l.end = f.words[j].lex.unit, j+1
		case f.is(j, isNumber|isTens|isFigure|isVague):
			l = f.length(j)
		}
		if l.end == j || l.end == 0 {
			return phrase{}
		}
		p.end, p.text = l.end, l.value()
		if f.says(i+1, "other") {
			l.many *= 2
			p.text = l.value()
		}
		return p
	case f.is(i, isA|isPer) && f.is(i+1, isUnit) && !f.is(i+1, isOrdinal) && (f.is(i, isPer) || f.rate(i)):
		p := phrase{end: i + 2, kind: language.Set, how: byText, text: length{many: 1, unit: f.words[i+1].lex.unit}.value()}
		switch {
		case f.says(i-1, "twice"):
			p.freq = "2X"
		case f.says(i-1, "times"):
			if n, end := f.number(i - 2); end == i-1 && n > 0 {
				p.freq = strconv.Itoa(int(n)) + "X"
			}
		}
		return p
	case f.is(i, isWeekdays):
		return phrase{end: i + 1, kind: language.Set, how: byText, text: "XXXX-WXX-" + strconv.Itoa(int(f.words[i].lex.number))}
	}
	return phrase{}
}

// rate reports whether "a day" at i follows what is counted: $5 a day, twice a week, 100 flights a day.
func (f *finder) rate(i int) bool {
	if !f.is(i, isA) || !f.is(i+1, isUnit) || f.says(i+2, "ago", "later", "earlier", "before", "after") || f.hyphen(i+2) {
		return false
	}
	if f.is(i-1, isTimes) {
		return true
	}
	if f.is(i-1, isUnits) { // six days a week
		return true
	}
	if f.tag(i-1) == language.CD { // $5 million a year
		return true
	}
	if f.tag(i-1) == language.NNS || f.tag(i-1) == language.NN && f.tag(i-2) == language.CD {
		for k := i - 1; k > i-6 && k >= 0; k-- {
			if f.tag(k) == language.CD || f.is(k, isNumber|isTens|isHundred|isCouple|isVague) || f.says(k, "many", "much", "more", "hundreds", "thousands", "millions") {
				return true
			}
			if !f.tag(k).IsNoun() && f.tag(k) != language.JJ && !f.says(k, "of") {
				return false
			}
		}
	}
	return false
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

package timex

import (
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/language"
)

// time reads a time of day and its date: 4 p.m., 16:00 GMT, noon Friday, 10 a.m. on March 18, the morning of March 18.
func (f *finder) time(i int) phrase {
	if p := f.partOf(i); p.end > 0 {
		return p
	}
	p := f.clock(i)
	if p.end == 0 {
		return p
	}
	j := p.end
	if f.says(j, "on") || f.says(j, ",") && f.is(j+1, isWeekday|isMonth|isMonthShort) {
		j++
	}
	if d := f.dayPhrase(j); d.end > 0 && d.clock == "" {
		if f.says(p.end-1, "o'clock", "o’clock") && d.part != "" && d.part != "MO" && p.clock < "T12" { // 6 o'clock this afternoon
			h, _ := strconv.Atoi(p.clock[1:3])
			p.clock = "T" + two(h+12) + p.clock[3:]
		}
		d.kind, d.clock, d.part = language.Clock, p.clock, ""
		return d
	}
	return p
}

// dayPhrase reads a date that is one day.
func (f *finder) dayPhrase(i int) phrase {
	d := f.date(i)
	if d.end > 0 && (d.weekday > 0 || d.dom > 0 || d.grain == aDay || d.how == byDay && d.grain == noGrain) {
		return d
	}
	return phrase{}
}

// partOf reads the morning of March 18, the night of Friday; and the evening, in the morning.
func (f *finder) partOf(i int) phrase {
	j := i
	if f.is(j, isThe) {
		j++
	}
	if !f.is(j, isPart) || f.tag(j) != language.NN && f.tag(j) != language.NNP {
		return phrase{}
	}
	code := f.words[j].lex.code
	if f.says(j+1, "of") {
		if d := f.dayPhrase(j + 2); d.end > 0 && d.kind == language.Date {
			d.kind, d.part = language.Clock, code
			return d
		}
	}
	if j > i && !f.says(j+1, "of") && f.says(i-1, "in", "during", "by", "until") {
		return phrase{end: j + 1, kind: language.Clock, how: byClock, part: code}
	}
	return phrase{}
}

// clock reads a time of day: 4 p.m., 4:30pm, 16:00, 1600 GMT, noon, 5 o'clock, 4 before "to 6 p.m.".
func (f *finder) clock(i int) phrase {
	p := phrase{kind: language.Clock, how: byClock}
	if f.is(i, isClock) && f.tag(i).IsNoun() || f.is(i, isClock) && f.says(i-1, "at", "by", "until", "from", "before", "after") {
		p.clock, p.end = "T"+two(int(f.words[i].lex.number))+":00", i+1
		return f.zone(p)
	}
	if !f.is(i, isFigure|isNumber) {
		return phrase{}
	}
	h, m, colon := f.hour(i)
	if h < 0 {
		return phrase{}
	}
	half := -1
	switch j := i + 1; {
	case f.is(j, isMeridiem) && !(f.says(j, "am") && f.tag(j) == language.VBP):
		half, p.end = int(f.words[j].lex.number), j+1
	case f.says(j, "o'clock", "o’clock") && f.says(j+1, "in") && f.is(j+2, isThe) && f.is(j+3, isPart):
		half, p.end = f.halfOf(j+3), j+4
	case f.says(j, "o'clock", "o’clock"):
		p.end = j + 1
	case f.range12(i) >= 0:
		half, p.end = f.range12(i), i+1
	case h <= 12 && f.says(j, "in") && f.says(j+1, "the") && f.is(j+2, isPart) && f.says(i-1, "at", "about", "around", "until", "by"):
		half, p.end = f.halfOf(j+2), j+3
	case colon, len(f.form(i)) == 4 && f.is(j, isZone):
		p.end = j
	case len(f.form(i)) == 4 && (f.says(j, "hours", "hrs") || f.says(j, "local") && f.says(j+1, "time")) && f.whole(i) >= 0:
		p.end = j
		if !f.says(j, "local") {
			p.end++
		}
	default:
		return phrase{}
	}
	if half >= 0 {
		if h > 12 || h == 0 {
			return phrase{}
		}
		h = h%12 + half
	}
	p.clock = "T" + two(h) + ":" + two(m)
	return f.zone(p)
}

// halfOf gives the half of the day that its part is in.
func (f *finder) halfOf(i int) int {
	if f.wordAt(i).code == "MO" {
		return 0
	}
	return 12
}

// hour reads 4, 4:30, 4.30, 16:00, 1600; the hour is -1 where it is none.
func (f *finder) hour(i int) (h, m int, colon bool) {
	if f.is(i, isNumber) {
		if n := int(f.words[i].lex.number); n <= 12 && (f.is(i+1, isMeridiem) || f.says(i+1, "o'clock", "o’clock")) {
			return n, 0, false
		}
		return -1, 0, false
	}
	form := f.form(i)
	if n := f.whole(i); n >= 0 {
		switch {
		case len(form) == 4 && n%100 < 60 && n/100 <= 24 && !f.is(i+1, isMeridiem):
			return n / 100, n % 100, false
		case len(form) <= 2 && n <= 24:
			return n, 0, false
		}
		return -1, 0, false
	}
	at := strings.IndexAny(form, ":.")
	if at < 1 || at > 2 || len(form) < at+3 || form[at] == '.' && !f.is(i+1, isMeridiem) && !(f.says(i-1, "at", "from", "until", "by") && f.tells(i+1)) {
		return -1, 0, false
	}
	h, err1 := strconv.Atoi(form[:at])
	m, err2 := strconv.Atoi(form[at+1 : at+3])
	if err1 != nil || err2 != nil || h > 24 || m > 59 || len(form) > at+3 && (len(form) != at+6 || form[at] != ':') {
		return -1, 0, false
	}
	return h, m, form[at] == ':' || !f.is(i+1, isMeridiem)
}

// tells reports whether the word at i shows that a number before it is an hour: 10.30 GMT, 10.30 on Friday, 10.30 tonight.
func (f *finder) tells(i int) bool {
	return f.is(i, isZone|isWeekday) || f.says(i, "local", "today", "tonight", "tomorrow") || f.says(i, "on") && f.is(i+1, isWeekday)
}

// range12 tells the half of the day of an hour before "to 6 p.m." or "-6 p.m.", -1 where it is no such hour.
func (f *finder) range12(i int) int {
	if !f.says(i+1, "to", "and", "-", "–", "or") || !f.is(i+3, isMeridiem) || !f.is(i+2, isFigure) {
		return -1
	}
	if f.says(i+1, "and") && !f.says(i-1, "between") {
		return -1
	}
	h, _, _ := f.hour(i)
	to, _, _ := f.hour(i + 2)
	half := int(f.words[i+3].lex.number)
	if h < 1 || h > 12 || to < 1 {
		return -1
	}
	if h%12 > to%12 { // 10 to 2 p.m.
		return 12 - half
	}
	return half
}

// zone reads on to where on earth the clock stands: GMT, EST, local time, Moscow time. Only GMT is written in the value.
func (f *finder) zone(p phrase) phrase {
	j := p.end
	switch {
	case f.is(j, isZone):
		p.end++
		p.clock += f.words[j].lex.code
		if f.says(j+1, "time") {
			p.end++
		}
	case f.says(j+1, "time") && (f.says(j, "local") || f.tag(j) == language.NNP || f.tag(j) == language.JJ && f.form(j) != "" && f.form(j)[0] < 'a'):
		p.end += 2
	}
	return p
}

package timex

import "github.com/parleyhq/parley/internal/language"

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

// within reads the week of "later in the week", the month of "the end of the month".
func (f *finder) within(i int) phrase {
	if !f.is(i, isThe) || !f.says(i-1, "in", "of") || f.says(i-1, "of") && (f.says(i+1, "day", "century") || f.says(i+2, "of") || f.says(i+2, "before", "after")) || !f.says(i+1, "day", "week", "month", "year", "decade", "century") {
		return phrase{}
	}
	p := phrase{end: i + 2, kind: language.Date, how: byStory, grain: grainOf(f.words[i+1].lex.unit)}
	if p.grain == aDay {
		p.how = byAnchor
	}
	return p
}

package timex

import (
	"slices"
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/language"
)

// A phrase is an expression as its words have it, before it is known when that is.
type phrase struct {
	start, end       int // words of the sentence
	kind             language.TimexKind
	mod, freq, quant string
	how              how
	year             int // 0 where it is not told
	month, dom       int
	weekday          int
	season           string
	day              *day
	shift            int
	grain            grain
	stretch          grain  // what of the day found is meant: the week of March 6
	clock            string // T16:00
	part             string // MO
	text             string // the value, where it is told in full
	firm             bool   // the words tell which: last Tuesday
}

// A how is how it is known when an expression is.
type how uint8

const (
	byNothing  how = iota
	byText         // its words alone tell
	byCalendar     // year, month, day, as far as told
	byWeekday
	byMonth  // a month alone
	byGrain  // the year, decade, quarter or season told by year, month and grain
	byDay    // a day that has a name
	byShift  // so many from publication
	byAnchor // so many from the day last spoken of
	byStory  // that of the day last spoken of in a report of what happened, or else that of publication
	byClock  // on the day spoken of
	byWeekend
)

// at gives the longest expression that begins at the i-th word; its end is 0 where there is none. One that means
// nothing is a phrase that is to be passed over.
func (f *finder) at(i int) phrase {
	best := f.listed(i)
	for _, read := range [...]func(*finder, int) phrase{(*finder).modified, (*finder).set, (*finder).time, (*finder).datePhrase, (*finder).duration} {
		if p := read(f, i); p.end > best.end {
			best = p
		}
	}
	best.start = i
	return best
}

// entry gives the longest row of the tables that begins at the i-th word and is of one of the kinds, nil for none.
func (f *finder) entry(i int, kinds ...string) *entry {
	if !f.is(i, isPhrase) {
		return nil
	}
	for _, e := range f.words[i].lex.phrases {
		if !slices.Contains(kinds, e.kind) || i+len(e.words) > len(f.words) {
			continue
		}
		if e.kind == "NAME" && f.spelt(i, e.words) || e.kind != "NAME" && f.follow(i, e.words) {
			return e
		}
	}
	return nil
}

// follow reports whether the words stand in the sentence from the i-th on.
func (f *finder) follow(i int, words []string) bool {
	var low [longest]byte
	for k, w := range words {
		form := f.form(i + k)
		if len(form) > longest || string(lower(low[:0], form)) != w {
			return false
		}
	}
	return true
}

// spelt reports whether the words stand in the sentence from the i-th on, capitals and all.
func (f *finder) spelt(i int, words []string) bool {
	for k, w := range words {
		if f.form(i+k) != w {
			return false
		}
	}
	return true
}

// listed reads what phrases.tsv has.
func (f *finder) listed(i int) phrase {
	e := f.entry(i, "DATE", "DURATION", "SET", "NOT", "NAME")
	if e == nil {
		return phrase{}
	}
	p := phrase{end: i + len(e.words), how: byText, text: e.value, kind: language.TimexKind(e.kind)}
	switch {
	case e.kind == "NOT" || e.kind == "NAME":
		return phrase{end: p.end}
	case e.kind == "DATE" && f.is(i, isThe) && (f.tag(p.end).IsNoun() || !f.tag(p.end-1).IsNoun()): // the past mistakes, the future king
		return phrase{}
	case e.kind == "DURATION" && f.age(p.end):
		return phrase{}
	case e.kind == "SET" && i > 0 && isUpper(f.form(i)): // the China Daily
		return phrase{}
	}
	return p
}

func isUpper(form string) bool { return form != "" && 'A' <= form[0] && form[0] <= 'Z' }

// modified reads an expression with a modifier before it: nearly three years, about 4 p.m.
func (f *finder) modified(i int) phrase {
	e := f.entry(i, "MOD")
	if e == nil {
		return phrase{}
	}
	if f.says(i, "over", "under") && f.tag(i-1) != language.IN { // it spent $4 million over 10 years
		return phrase{}
	}
	j := i + len(e.words)
	p := f.time(j)
	if q := f.duration(j); q.end > p.end {
		p = q
		if f.is(j, isSpan|isThe) || f.is(j, isUnits) {
			return phrase{} // over the past decade; about years
		}
	}
	if p.end > 0 && e.value != "" {
		p.mod = e.value
		return p
	}
	return phrase{}
}

// number reads a number: 30, two, twenty-five, a dozen, a, several. many is -1 for one that is not told. half says
// that there is a half more.
func (f *finder) number(i int) (many float64, end int) {
	switch {
	case f.is(i, isFigure):
		n, suffix := f.figure(i)
		if part := fractions[suffix]; part > 0 {
			return n + part, i + 1
		} else if suffix != "" {
			return 0, 0
		}
		many, end = n, i+1
		if part := fractions[f.form(end)]; part > 0 { // 5 1/2
			return many + part, end + 1
		}
		if f.is(end, isHundred) {
			many *= float64(f.words[end].lex.number)
			end++
		}
	case f.is(i, isTens):
		many, end = float64(f.words[i].lex.number), i+1
		if f.hyphen(end) && f.is(end+1, isNumber) && f.words[end+1].lex.number < 10 {
			many += float64(f.words[end+1].lex.number)
			end += 2
		}
	case f.is(i, isNumber):
		many, end = float64(f.words[i].lex.number), i+1
		if f.is(end, isHundred) {
			many *= float64(f.words[end].lex.number)
			end++
		}
	case f.is(i, isA) && f.is(i+1, isVague):
		return -1, i + 2
	case f.is(i, isA) && f.is(i+1, isHundred):
		return float64(f.words[i+1].lex.number), i + 2
	case f.is(i, isA) && f.is(i+1, isCouple):
		return f.couple(i + 1)
	case f.is(i, isCouple):
		return f.couple(i)
	case f.is(i, isVague):
		return -1, i + 1
	case f.is(i, isA):
		if f.hyphen(i+1) || f.hyphen(i+2) { // a week-long halt: without its article
			return 0, 0
		}
		return 1, i + 1
	case f.is(i, isHalf) && f.is(i+1, isA): // half a year
		return .5, i + 2
	default:
		return 0, 0
	}
	if f.hyphen(end) && f.says(end+1, "plus", "odd") { // 15-plus years
		return many, end + 2
	}
	// two and a half years, two-and-a-half-year
	j := end
	for f.hyphen(j) || f.says(j, "and") || f.is(j, isA) {
		j++
	}
	if j > end+1 && f.is(j, isHalf) {
		many, end = many+.5, j+1
	}
	return many, end
}

// fractions are what may follow a whole number.
var fractions = map[string]float64{"1/2": .5, "1/4": .25, "3/4": .75, "½": .5, "¼": .25, "¾": .75}

// couple reads a couple [of], dozens [of].
func (f *finder) couple(i int) (many float64, end int) {
	many, end = float64(f.words[i].lex.number), i+1
	if many == 0 {
		many = -1
	}
	if f.says(end, "of") {
		end++
	}
	return many, end
}

// figure reads a number written in figures, and the letters after it: 18th, 1990s, '90s.
func (f *finder) figure(i int) (n float64, suffix string) {
	form := strings.TrimLeft(f.form(i), "'’")
	digits := 0
	for digits < len(form) && (isDigit(form[digits]) || digits > 0 && digits+1 < len(form) && isDigit(form[digits+1]) && (form[digits] == '.' || form[digits] == ',')) {
		digits++
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(form[:digits], ",", ""), 64)
	if err != nil || digits > 12 {
		return 0, "?"
	}
	return n, form[digits:]
}

// whole reads a number of nothing but figures, -1 for any other word.
func (f *finder) whole(i int) int {
	if !f.is(i, isFigure) {
		return -1
	}
	form := f.form(i)
	n := 0
	for k := range len(form) {
		if !isDigit(form[k]) || k > 4 {
			return -1
		}
		n = n*10 + int(form[k]-'0')
	}
	return n
}

// ordinal reads an ordinal: third, 18th, twenty-first; 0 for any other word.
func (f *finder) ordinal(i int) (n, end int) {
	switch {
	case f.is(i, isOrdinal):
		return int(f.words[i].lex.number), i + 1
	case f.is(i, isTens) && f.hyphen(i+1) && f.is(i+2, isOrdinal) && f.words[i+2].lex.number < 10:
		return int(f.words[i].lex.number + f.words[i+2].lex.number), i + 3
	case f.is(i, isFigure):
		switch n, suffix := f.figure(i); suffix {
		case "st", "nd", "rd", "th":
			return int(n), i + 1
		}
	}
	return 0, 0
}

package figure

import (
	"math"
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/language"
)

// A number is a number as it stands in a sentence, with its unit.
type number struct {
	words      language.Range // the digits or number words, with scale and currency sign
	end        int            // after the unit, or words.End
	value      float64
	unit       unit
	comparator string
	from       int  // the first word of the comparator, or words.Start
	spelled    bool // written as a word: two
	bare       bool // written without a thousands separator, point or scale: 1967, 20
	hyphen     bool // joined by a hyphen to what follows: 15-year
}

// numberAt reads the number that begins at a word of the sentence.
func (f *finder) numberAt(i int) (number, bool) {
	n := number{words: language.Range{Start: i, End: i}, from: i}
	if money, ok := f.sign(i); ok {
		n.unit, n.words.End = money, i+1
	}
	if !f.digits(&n) && !f.spelled(&n) {
		return n, false
	}
	f.scale(&n)
	n.value = math.Round(n.value*1e6) / 1e6 // 2.3 million is 2300000, and not a little less
	n.end = n.words.End
	f.unitAfter(&n)
	f.compare(&n)
	return n, true
}

// sign reads a currency sign before a number.
func (f *finder) sign(i int) (unit, bool) {
	form := f.lower(i)
	if !strings.ContainsAny(form, "$€£¥₽₴₪₹₩₺") && form != "usd" && form != "eur" && form != "gbp" {
		return unit{}, false
	}
	u, ok := f.lex.units[form]
	return u, ok && u.kind == "money" && i+1 < f.s.End
}

// digits reads a number written in figures: 1,300 or 3.5.
func (f *finder) digits(n *number) bool {
	form := f.form(n.words.End)
	if form == "" || form[0] < '0' || form[0] > '9' {
		return false
	}
	body, suffix := form, ""
	if at := strings.IndexFunc(form, func(r rune) bool { return (r < '0' || r > '9') && r != ',' && r != '.' }); at > 0 {
		body, suffix = form[:at], strings.ToLower(form[at:])
	}
	if !grouped(body) {
		return false
	}
	value, err := strconv.ParseFloat(strings.ReplaceAll(body, ",", ""), 64)
	if err != nil {
		return false
	}
	times := 1.0
	if suffix != "" { // 3bn, 6km where they are one word
		if scale, ok := f.lex.scales[suffix]; ok {
			times = scale
		} else if u, ok := f.lex.units[suffix]; ok && n.unit.name == "" {
			n.unit = u
		} else {
			return false
		}
	}
	n.value = value * times
	n.bare = suffix == "" && !strings.ContainsAny(body, ",.")
	n.words.End++
	return true
}

// grouped reports whether commas stand where thousands are parted, and at most one point.
func grouped(body string) bool {
	whole, part, point := strings.Cut(body, ".")
	if point && (part == "" || strings.ContainsAny(part, ".,")) {
		return false
	}
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if g == "" || i > 0 && len(g) != 3 || i == 0 && len(groups) > 1 && len(g) > 3 {
			return false
		}
	}
	return true
}

// spelled reads a number written in words: two, twenty-five, half a million, a dozen, a hundred.
func (f *finder) spelled(n *number) bool {
	i := n.words.End
	for length := 3; length > 1; length-- {
		if value, ok := f.lex.numbers[f.phrase(i, length)]; ok {
			n.value, n.words.End, n.spelled = value, i+length, true
			return true
		}
	}
	word := f.lower(i)
	if f.lower(i-1) == "of" && (f.lower(i-2) == "quarter" || f.lower(i-2) == "third" || f.lower(i-2) == "half" || f.lower(i-2) == "quarters" || f.lower(i-2) == "thirds") {
		return false // a quarter of a million is no million
	}
	if (word == "a" || word == "one") && f.lex.scales[f.lower(i+1)] >= 100 && len(f.form(i+1)) > 3 {
		n.value, n.words.End, n.spelled = 1, i+1, true
		return true
	}
	tens, unit, joined := strings.Cut(word, "-")
	value, ok := f.lex.numbers[tens]
	if !ok {
		return false
	}
	if small, ok := f.lex.numbers[unit]; joined && ok {
		value += small
	} else if joined {
		return false
	}
	n.value, n.words.End, n.spelled = value, i+1, true
	if value >= 20 && math.Mod(value, 10) == 0 && f.form(i+1) == "-" {
		if small, ok := f.lex.numbers[f.lower(i+2)]; ok && small < 10 {
			n.value, n.words.End = value+small, i+3
		}
	}
	return true
}

// scale reads what multiplies the number: million, "hundred thousand", bn.
func (f *finder) scale(n *number) {
	for range 3 {
		at := n.words.End
		if f.form(at) == "-" && f.touches(at) { // a two-million-strong army
			at++
		}
		word := f.lower(at)
		times, ok := f.lex.scales[word]
		if !ok || len(word) == 1 && n.unit.kind != "money" && !f.counts(at) {
			return
		}
		n.value *= times
		n.words.End = at + 1
		n.bare = false
		if word == "hundred" && f.lower(at+1) == "and" { // two hundred and fifty
			if small, ok := f.lex.numbers[f.lower(at+2)]; ok && small < 100 {
				n.value, n.words.End = n.value+small, at+3
			}
		}
	}
}

// counts reports whether a letter behind a number means millions and no metres, for what follows is counted or does
// something: 1.2m barrels, 8.2m have fled.
func (f *finder) counts(at int) bool {
	next := f.xpos(at + 1)
	return f.touches(at) && (next.IsNoun() || next.IsVerb() || next == language.MD || next == language.WP)
}

// unitAfter reads the unit behind a number: 87%, 6km, 15-year, 20 square miles.
func (f *finder) unitAfter(n *number) {
	at := n.words.End
	if f.form(at) == "-" && f.touches(at) && f.touches(at+1) {
		n.hyphen = true
		at++
		if f.lower(at) == "plus" { // 90-plus minutes
			at++
		}
	}
	switch f.lower(at) { // two more weeks
	case "more", "full", "further", "additional", "extra", "consecutive", "straight", "other", "whole":
		if u, ok := f.unit(at+1, 1); ok && u.kind == "time" {
			at++
		}
	}
	for length := 2; length > 0; length-- {
		u, ok := f.unit(at, length)
		if !ok || n.unit.name != "" && u.kind != n.unit.kind { // $5 a day
			continue
		}
		if n.spelled && length == 1 && u.name == "seconds" && !strings.HasSuffix(f.lower(at), "s") {
			continue // one second later: a rank
		}
		n.unit, n.end = u, at+length
		return
	}
}

// unit gives the unit that some words name, in the singular or plural.
func (f *finder) unit(at, length int) (unit, bool) {
	p := f.phrase(at, length)
	if p == "" || f.xpos(at).IsVerb() || f.xpos(at) == language.PRP {
		return unit{}, false // 3 won is no sum
	}
	for _, word := range []string{p, strings.TrimSuffix(p, "s"), strings.TrimSuffix(p, "es")} {
		if u, ok := f.lex.units[word]; ok && (len(word) > 1 || !isLetter(word[0]) || f.touches(at)) && (word == p || len(word) > 2) {
			return u, true
		}
	}
	return unit{}, false
}

func isLetter(b byte) bool { return 'a' <= b && b <= 'z' }

// particle reports whether "over" belongs to the verb before it: handed over 500 weapons.
func (f *finder) particle(i int) bool {
	if f.lower(i) != "over" || i == f.s.Start {
		return false
	}
	switch f.t.Lemma(i - 1) {
	case "hand", "turn", "take", "sign", "give", "carry", "bring", "win":
		return true
	}
	return false
}

// compare reads the comparator before or behind a number: at least, nearly, or more.
func (f *finder) compare(n *number) {
	first := n.words.Start
	if f.lower(first-1) == "a" && n.unit.name == "" && first-1 >= f.s.Start { // nearly a dozen
		first--
	}
	for length := f.lex.longest; length > 0; length-- {
		start := first - length
		if start < f.s.Start {
			continue
		}
		if c, ok := f.lex.comparators[f.phrase(start, length)]; ok && !f.particle(start) {
			n.comparator, n.from = c, start
			return
		}
	}
	for length := 2; length > 0; length-- {
		for _, at := range []int{n.end, n.words.End, n.end + 1} {
			if c, ok := f.lex.after[f.phrase(at, length)]; ok && (length > 1 || f.form(at-1) == "-") {
				n.comparator = c
				return
			}
		}
	}
	if f.form(n.words.End) == "-" && f.lower(n.words.End+1) == "plus" {
		n.comparator = "at least"
	}
}

// Package figure reads a parsed text with its times and statements and writes the figures in it.
//
// A figure is a number that counts or measures something (guide figures). Numbers are found by their words, what they
// count by the words that follow, and what became of those counted by the tree of the sentence, or where that does not
// tell by the words beside them.
package figure

import (
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// Find gives the figures of a document, in order of their first words.
func Find(d *doc.Document, t *language.Text, times []meaning.Timex, statements []meaning.Statement) []meaning.Figure {
	lex, err := lexiconOf()
	if err != nil {
		panic(err) // the embedded table is wrong; TestLexicon tells
	}
	f := &finder{lex: lex, t: t, statements: statements}
	f.mark(times)
	var figures []meaning.Figure
	for _, s := range t.Sentences {
		f.s = s
		for _, n := range f.sentence() {
			figures = append(figures, f.figure(d, n))
		}
	}
	return figures
}

// A finder holds what one call of Find works with.
type finder struct {
	lex        *lexicon
	t          *language.Text
	statements []meaning.Statement
	times      []*meaning.Timex // for each word the time expression that it stands in, or nil
	named      []bool           // for each word whether it stands in the words that name who says something
	s          language.Range   // the sentence
	counted    string           // what the last figure of the sentence counted, without its fate
	befell     string           // and its fate
}

// mark notes which words are part of a time expression or of a source.
func (f *finder) mark(times []meaning.Timex) {
	f.times = make([]*meaning.Timex, len(f.t.Words))
	for i := range times {
		for _, e := range times[i].Evidence {
			r := f.t.WordsIn(e.Start, e.End)
			for w := r.Start; w < r.End; w++ {
				f.times[w] = &times[i]
			}
		}
	}
	f.named = make([]bool, len(f.t.Words))
	for _, s := range f.statements {
		if s.Source == nil {
			continue
		}
		r := f.t.WordsIn(s.Source.Start, s.Source.End)
		for w := r.Start; w < r.End; w++ {
			f.named[w] = true
		}
	}
}

// A found figure is a number with what it counts.
type found struct {
	number
	what string
}

// sentence gives the figures of a sentence.
func (f *finder) sentence() []found {
	var all []found
	var last number // the number before, whether it is a figure or not
	wasNone := false
	f.counted, f.befell = "", ""
	for i := f.s.Start; i < f.s.End; {
		n, ok := f.numberAt(i)
		if !ok {
			i++
			continue
		}
		i = max(n.end, i+1)
		second, ranges := f.rangeTo(&n)
		if last.end > 0 && f.joins(last.end, n.from) && last.unit.kind == "money" && n.unit.name == "" && f.nounAfter(n) < 0 {
			n.unit = last.unit // $3-4 billion
		}
		joined := last.end > 0 && f.joins(last.end, n.from)
		if f.none(n) || joined && wasNone && n.unit.name == "" && f.nounAfter(n) < 0 || f.converts(last, n) {
			last, wasNone = n, true
			continue
		}
		last, wasNone = n, false
		what, counts := f.what(n)
		if ranges {
			what, counts = f.what(second)
		}
		if !counts {
			wasNone = true
			continue
		}
		if k := len(all) - 1; k >= 0 && all[k].value == n.value && all[k].unit == n.unit && f.lower(n.words.Start-1) == "for" && n.words.Start-1 == all[k].end {
			all[k].what, all[k].end = what, n.end // 175 for 175 people: one exchange
			continue
		}
		all = append(all, found{n, what})
	}
	return all
}

// rangeTo gives the second number of a range that begins with the number, and lends the first the scale and unit that only
// the second has: 10 to 12 million, $3-4 billion, from 12% to more than 45% of it.
func (f *finder) rangeTo(n *number) (second number, ok bool) {
	at := n.end
	if f.dated(*n) || f.year(*n) {
		return second, false
	}
	switch f.lower(at) {
	case "to", "-", "–", "—", "or":
	case "and":
		if f.lower(n.from-1) != "between" {
			return second, false
		}
	default:
		return second, false
	}
	for i := at + 1; i <= at+3 && !ok; i++ { // over a comparator
		second, ok = f.numberAt(i)
		ok = ok && second.from <= at+1
	}
	if !ok || n.unit.name != "" && second.unit.name != "" && n.unit != second.unit {
		return second, false
	}
	if times := f.scaleOf(second); times > n.value && f.scaleOf(*n) == 1 && n.value*times < second.value {
		n.value *= times
		n.bare = false
	}
	if n.unit.name == "" {
		n.unit = second.unit
	}
	second.unit = n.unit
	return second, second.value > n.value
}

func (n number) scaled() bool { return !n.bare && n.value >= 1000 }

// scaleOf gives what the scale words of a number multiply it by.
func (f *finder) scaleOf(n number) float64 {
	times := 1.0
	for i := n.words.Start; i < n.words.End; i++ {
		if s, ok := f.lex.scales[f.lower(i)]; ok {
			times *= s
		}
	}
	return times
}

// joins reports whether only a conjunction or a sign of a range stands between two words.
func (f *finder) joins(end, start int) bool {
	if start-end > 2 {
		return false
	}
	for i := end; i < start; i++ {
		switch f.lower(i) {
		case "and", "or", "to", "-", "–", "—", ",", "&":
		default:
			return false
		}
	}
	return true
}

// converts reports whether a number in brackets tells the one before it in other units: 6km (3.7 miles).
func (f *finder) converts(last, n number) bool {
	if last.end == 0 || n.unit.name == "" || n.unit.kind != last.unit.kind || n.unit.name == last.unit.name || n.unit.kind == "time" || n.unit.kind == "share" {
		return false
	}
	open := n.from - 1
	return open >= last.end && open-last.end < 3 && (f.form(open) == "(" || f.form(open) == "[")
}

// figure makes a figure of the record.
func (f *finder) figure(d *doc.Document, n found) meaning.Figure {
	span := f.t.Span(f.clause(n.number))
	at := f.t.Span(n.words)
	x := meaning.Figure{
		ID:         d.ID + "-f" + strconv.Itoa(at.Start),
		Doc:        d.ID,
		Value:      n.value,
		Unit:       n.unit.name,
		What:       n.what,
		Comparator: n.comparator,
		Time:       f.day(n.number),
		Evidence:   []doc.Evidence{d.Evidence(span)},
	}
	if s := f.statement(at); s != nil {
		x.Statement = s.ID
		if s.Speaker != (meaning.Speaker{}) {
			speaker := s.Speaker
			x.By = &speaker
		}
	}
	return x
}

// statement gives the statement with the shortest content in which a place stands.
func (f *finder) statement(at doc.Span) *meaning.Statement {
	var best *meaning.Statement
	length := 0
	for i := range f.statements {
		for _, c := range f.statements[i].Content {
			if c.Span().Contains(at) && (best == nil || c.Span().Len() < length) {
				best, length = &f.statements[i], c.Span().Len()
			}
		}
	}
	return best
}

// day gives the day or month for which a figure holds: the one date of its clause, where that says when and not since or
// until when.
func (f *finder) day(n number) string {
	var date *meaning.Timex
	r := f.clause(n)
	for i := r.Start; i < r.End; i++ {
		x := f.times[i]
		if x == nil || x == date || x.Kind != "DATE" && x.Kind != "TIME" {
			continue
		}
		if date != nil {
			return ""
		}
		switch f.lower(i - 1) {
		case "since", "until", "till", "by", "before", "after", "from", "to", "through":
			return ""
		}
		date = x
	}
	if date == nil || len(date.Value) < len("2031-05") || date.Value[0] < '0' || date.Value[0] > '9' || date.Value[5] < '0' || date.Value[5] > '9' {
		return ""
	}
	return date.Value[:min(len(date.Value), len("2031-05-02"))]
}

// clause gives the words that a figure rests on: at least eight on either side, on to the next mark, within the sentence.
func (f *finder) clause(n number) language.Range {
	const beside = 8
	r := language.Range{Start: max(n.from-beside, f.s.Start), End: min(n.end+beside, f.s.End)}
	for r.Start > f.s.Start && !f.parts(r.Start-1) {
		r.Start--
	}
	for r.End < f.s.End && !f.parts(r.End) {
		r.End++
	}
	return r
}

// parts reports whether a word is a mark that parts clauses.
func (f *finder) parts(i int) bool {
	switch f.t.Words[i].XPOS {
	case language.Comma, language.Colon, language.Stop:
		return true
	}
	return false
}

// form gives a word of the sentence, and nothing outside it.
func (f *finder) form(i int) string {
	if i < f.s.Start || i >= f.s.End {
		return ""
	}
	return f.t.Form(i)
}

func (f *finder) lower(i int) string { return strings.ToLower(f.form(i)) }

// phrase gives some words in small letters with a space between them; empty where the sentence ends before.
func (f *finder) phrase(i, length int) string {
	if i < f.s.Start || i+length > f.s.End {
		return ""
	}
	if length == 1 {
		return f.lower(i)
	}
	words := make([]string, length)
	for k := range words {
		words[k] = f.lower(i + k)
	}
	return strings.Join(words, " ")
}

// touches reports whether no space stands before a word.
func (f *finder) touches(i int) bool {
	return i > f.s.Start && i < f.s.End && f.t.Words[i].Start == f.t.Words[i-1].End
}

// xpos gives the tag of a word of the sentence, and none outside it.
func (f *finder) xpos(i int) language.XPOS {
	if i < f.s.Start || i >= f.s.End {
		return language.NoXPOS
	}
	return f.t.Words[i].XPOS
}

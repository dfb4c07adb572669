// Package statement reads attributions and who their sources are, and writes statements: attributions understood, each
// with how its words are given, in what act, through which medium, and the evidence that it rests on (guide attribution §8).
package statement

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// Speakers tells who a source is.
type Speakers interface {
	// Speaker tells who the source at a place in the document is: the whole noun phrase, as the attribution has it.
	Speaker(source doc.Span) meaning.Source
	// Author tells whose a text inside the document is, or the document itself where it is an official text.
	Author(part doc.Part) meaning.Source
	// Medium tells which newspaper, agency or broadcaster is named at a place, or nil. Reporters are none.
	Medium(at doc.Span) *meaning.Via
}

// From makes statements of a document's attributions, in the order of their first words and each once. The text is
// the document's: its paragraphs divide the evidence. The times are those that the document speaks of.
func From(d *doc.Document, t *language.Text, times []meaning.Timex, attributions []meaning.Attribution, speakers Speakers) []meaning.Statement {
	through := media(attributions, speakers)
	sources := resolve(d.Text, attributions)
	out := make([]meaning.Statement, 0, len(attributions))
	for i, a := range attributions {
		if through[i].carrier || !says(d.Text, a) {
			continue
		}
		s := understand(d, t, a, sources[i], speakers)
		s.Time = timeOf(d.Text, a, times)
		if by := through[i].by; by >= 0 {
			s.Via = through[i].via
			s.Evidence = evidence(d, t, append(places(a), *attributions[by].Source))
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b meaning.Statement) int { return cmp.Compare(a.Evidence[0].Start, b.Evidence[0].Start) })
	name(out)
	return out
}

// understand makes a statement of an attribution. source is the place that tells who its source is.
func understand(d *doc.Document, t *language.Text, a meaning.Attribution, source *doc.Span, speakers Speakers) meaning.Statement {
	s := meaning.Statement{
		Doc:        d.ID,
		Quotation:  quotationOf(d.Text, a),
		Act:        actOf(d.Text, a),
		Negated:    negatedOf(d.Text, a),
		Modality:   modalityOf(d.Text, a),
		Confidence: math.Round(100*a.Confidence) / 100,
		Content:    make([]doc.Quote, 0, len(a.Content)),
		Evidence:   evidence(d, t, places(a)),
	}
	for _, c := range a.Content {
		s.Content = append(s.Content, d.Quote(c))
	}
	if a.Cue != nil {
		q := d.Quote(*a.Cue)
		s.Cue = &q
	}
	if a.Source != nil {
		q := d.Quote(*a.Source)
		s.Source = &q
		who := speakers.Speaker(*source)
		s.Speaker, s.Jointly, s.Sourcing, s.Described = who.Speaker, who.Jointly, who.Sourcing, who.Described
	}
	if part := accountOf(d, a); part != nil {
		who := speakers.Author(*part)
		s.Speaker, s.Sourcing = who.Speaker, who.Sourcing
	}
	if a.Through != nil {
		s.Via = speakers.Medium(*a.Through)
	}
	return s
}

// accountOf gives the part of the document that an attribution without source and cue is the account of, or nil.
func accountOf(d *doc.Document, a meaning.Attribution) *doc.Part {
	if a.Source != nil || a.Cue != nil || len(a.Content) == 0 {
		return nil
	}
	for i := range d.Parts {
		// a bare quotation inside the part is not the account: that begins where the part's words do
		if p := &d.Parts[i]; p.Author != "" && p.Span.Contains(hull(a)) && 2*hull(a).Len() > p.Span.Len() {
			return p
		}
	}
	return nil
}

// A passage is how an attribution came to be known.
type passage struct {
	carrier bool         // it says only that a medium passed on another one
	via     *meaning.Via // the medium that passed it on
	by      int          // the attribution that says so; -1 for none
}

// media finds the attributions to a medium that only pass on another one, `the minister said ..., according to the agency`,
// and gives that one the medium.
func media(attributions []meaning.Attribution, speakers Speakers) []passage {
	out := make([]passage, len(attributions))
	for i := range out {
		out[i].by = -1
	}
	for i, outer := range attributions {
		if outer.Source == nil || len(outer.Content) != 1 {
			continue
		}
		const near = 8 // attributions, in the order of their first words
		for j := max(0, i-near); j < min(len(attributions), i+near); j++ {
			inner := attributions[j]
			if i == j || inner.Source == nil || !passesOn(outer, inner) {
				continue
			}
			if via := speakers.Medium(*outer.Source); via != nil {
				out[i].carrier, out[j].via, out[j].by = true, via, i
			}
			break
		}
	}
	return out
}

// passesOn reports whether the content of an attribution is another one: its source, cue and content, and little else.
func passesOn(outer, inner meaning.Attribution) bool {
	const slack = 30 // bytes: a date, an adverb
	content, whole := outer.Content[0], hull(inner)
	return len(inner.Content) > 0 && whole.Overlaps(content) && !content.Overlaps(*outer.Source) &&
		whole.Start >= content.Start-slack && whole.Start <= content.Start+slack &&
		whole.End >= content.End-slack && whole.End <= content.End+slack/10
}

// hull is the smallest place that holds all of an attribution.
func hull(a meaning.Attribution) doc.Span {
	var h doc.Span
	for i, s := range places(a) {
		if i == 0 {
			h = s
		}
		h = h.Cover(s)
	}
	return h
}

// places gives the parts of an attribution that stand where it is made; of one that is carried on from an earlier
// quotation, the content alone.
func places(a meaning.Attribution) []doc.Span {
	out := make([]doc.Span, 0, len(a.Content)+2)
	if !a.Carried {
		if a.Source != nil {
			out = append(out, *a.Source)
		}
		if a.Cue != nil {
			out = append(out, *a.Cue)
		}
	}
	out = append(out, a.Content...)
	sortSpans(out)
	return out
}

// endOf is where a paragraph ends.
func endOf(t *language.Text, p language.Range) int {
	if p.Len() == 0 {
		return 0
	}
	return int(t.Words[t.Sentences[p.End-1].End-1].End)
}

func sortSpans(s []doc.Span) {
	slices.SortFunc(s, func(x, y doc.Span) int { return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End)) })
}

// evidence gives, for each paragraph that the parts of an act of saying touch, the words that carry it there: from the first
// part to the last.
func evidence(d *doc.Document, t *language.Text, parts []doc.Span) []doc.Evidence {
	sortSpans(parts)
	var out []doc.Evidence
	if len(parts) == 0 {
		return nil
	}
	from, _ := slices.BinarySearchFunc(t.Paragraphs, parts[0].Start, func(p language.Range, at int) int {
		return cmp.Compare(endOf(t, p), at+1)
	})
	for _, p := range t.Paragraphs[from:] {
		if p.Len() == 0 {
			continue
		}
		words := language.Range{Start: t.Sentences[p.Start].Start, End: t.Sentences[p.End-1].End}
		paragraph := t.Span(words)
		if paragraph.End <= parts[0].Start {
			continue
		}
		var h doc.Span
		for _, s := range parts {
			if s = (doc.Span{Start: max(s.Start, paragraph.Start), End: min(s.End, paragraph.End)}); s.Len() > 0 {
				if h.Len() == 0 {
					h = s
				}
				h = h.Cover(s)
			}
		}
		if h.Len() > 0 {
			out = append(out, d.Evidence(h))
		}
		if paragraph.Start >= parts[len(parts)-1].Start && paragraph.End >= parts[len(parts)-1].End {
			break
		}
	}
	return out
}

// name gives each statement its id: the document's, and where it stands.
func name(statements []meaning.Statement) {
	last, n := "", 1
	for i := range statements {
		s := &statements[i]
		id := s.Doc + "-s" + strconv.Itoa(s.Evidence[0].Start)
		if id == last {
			n++
			id += "." + strconv.Itoa(n)
		} else {
			last, n = id, 1
		}
		s.ID = id
	}
}

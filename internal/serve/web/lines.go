package web

import (
	"slices"

	"github.com/parleyhq/parley/internal/cite"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/wording"
)

// A line is a line of the record on a page: in words, with the words of the texts that it rests on.
type line struct {
	ID    string
	Href  string // of its own page, where it has one
	Class string // of its party's colour
	Lead  string
	Facts []string
	Words []*evidence
	More  int // how many further places it rests on

	Reviewed *reviewed // what people decided on it; nil for what cannot be decided on
}

// An evidence is words that something rests on, with their place in the reader.
type evidence struct {
	doc.Evidence
	Document *document
	Href     string      // of the words in the reader
	Live     string      // of the words in the page that they came from
	Also     []*evidence // the same words elsewhere
}

// Short is the words on one line, cut where they grow long.
func (e *evidence) Short() string { return shorten(wording.OneLine(e.Quote), 320) }

// evidence gives the words that something rests on their addresses, the first most of them.
func (v *view) evidence(all []doc.Evidence, most int) ([]*evidence, error) {
	shown := all[:min(len(all), most)]
	ids := make([]string, len(shown))
	for i, e := range shown {
		ids[i] = e.Doc
	}
	if err := v.need(ids...); err != nil {
		return nil, err
	}
	var out []*evidence
	for _, e := range shown {
		d := v.document(e.Doc)
		one := &evidence{Evidence: e, Document: d, Href: placeHref(d, e.Start, e.End), Live: cite.Link(d.URL, e.Quote)}
		if i := slices.IndexFunc(out, func(x *evidence) bool { return wording.OneLine(x.Quote) == wording.OneLine(e.Quote) }); i >= 0 {
			out[i].Also = append(out[i].Also, one) // a copy, or a line told twice: its words once
			continue
		}
		out = append(out, one)
	}
	return out, nil
}

// needOf looks up the documents of what several lines rest on at once, the first most places of each.
func needOf[T any](v *view, lines []T, most int, evidence func(T) []doc.Evidence) error {
	var ids []string
	for _, l := range lines {
		all := evidence(l)
		for _, e := range all[:min(len(all), most)] {
			ids = append(ids, e.Doc)
		}
	}
	return v.need(ids...)
}

// placesOf is how many places words stand in.
func placesOf(words []*evidence) int {
	n := len(words)
	for _, e := range words {
		n += len(e.Also)
	}
	return n
}

// mostWords is how many places a line of a list shows.
const mostWords = 3

// line puts a line of the record on a page.
func (v *view) line(id string, l wording.Line, evidence []doc.Evidence) (*line, error) {
	words, err := v.evidence(evidence, mostWords)
	if err != nil {
		return nil, err
	}
	return &line{ID: id, Lead: l.Lead, Facts: slices.Clone(l.Facts), Words: words, More: len(evidence) - placesOf(words)}, nil
}

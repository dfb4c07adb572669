package web

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/cite"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

// Citation names where a statement stands, for a line to copy: the outlet, whose copy it is, the
// title, the day, the address. The words themselves are Reported.
func (s *statement) Citation() string {
	d := s.Document
	var line []string
	for _, part := range []string{d.Outlet, agencyWords(d), quoted(oneLine(d.Title)), citedDay(d.Published), cite.Address(d.URL)} {
		if part != "" {
			line = append(line, part)
		}
	}
	return cmp.Or(strings.Join(line, ", "), d.Heading)
}

func agencyWords(d *document) string {
	if d.Agency == "" || d.Agency == d.Outlet {
		return ""
	}
	return "copy of " + d.Agency
}

func citedDay(p doc.Published) string {
	day := dayWords(p.Date)
	if day != "" && p.Basis == doc.Inferred {
		day += " (date inferred)"
	}
	return day
}

func quoted(s string) string {
	if s == "" {
		return ""
	}
	return "“" + s + "”"
}

// near is how many bytes may lie between two places whose words are cited in one run.
const near = 48

// Reported gives the document's own words for the statement, source and cue included, in the text's
// order, with […] where words between them are left out.
func (s *statement) Reported() string {
	var words strings.Builder
	for _, p := range s.pieces {
		words.WriteString(p.Text)
	}
	return words.String()
}

// A piece is some of the words of a statement: what was said, or the rest: who said it and how.
type piece struct {
	Text string
	Said bool
}

// pieces cuts the document's words for a statement into what was said and the rest.
func pieces(s *meaning.Statement) []piece {
	text, base := stretch(s)
	said := places(s.Content, text, base)
	var spans []doc.Span
	for _, q := range []*doc.Quote{s.Source, s.Cue} {
		if q != nil {
			spans = append(spans, places([]doc.Quote{*q}, text, base)...)
		}
	}
	var out []piece
	add := func(span doc.Span, said bool) {
		if span.Len() > 0 {
			out = append(out, piece{words(span.Of(text)), said})
		}
	}
	for i, run := range runs(append(spans, said...)) {
		if i > 0 {
			out = append(out, piece{Text: " […] "})
		}
		at := run.Start
		for _, c := range said {
			if c.End <= at || c.Start >= run.End {
				continue
			}
			add(doc.Span{Start: at, End: max(at, c.Start)}, false)
			add(doc.Span{Start: max(at, c.Start), End: c.End}, true)
			at = c.End
		}
		add(doc.Span{Start: at, End: max(at, run.End)}, false)
	}
	return out
}

// stretch gives the part of the document's text that a statement stands in, as far as its evidence and its parts hold it, and
// where it begins. What they do not hold is space.
func stretch(s *meaning.Statement) (text string, base int) {
	quotes := slices.Clone(s.Content)
	for _, q := range []*doc.Quote{s.Source, s.Cue} {
		if q != nil {
			quotes = append(quotes, *q)
		}
	}
	for _, e := range s.Evidence {
		quotes = append(quotes, doc.Quote{Start: e.Start, End: e.End, Text: e.Quote})
	}
	end := 0
	for i, q := range quotes {
		if i == 0 || q.Start < base {
			base = q.Start
		}
		end = max(end, q.End)
	}
	const most = 1 << 20 // bytes: more than this no page shows
	if len(quotes) == 0 || base < 0 || end < base || end-base > most {
		return "", base
	}
	held := bytes.Repeat([]byte(" "), end-base)
	for _, q := range quotes {
		if len(q.Text) == q.End-q.Start {
			copy(held[q.Start-base:], q.Text)
		}
	}
	return string(held), base
}

// places gives the spans of quotes in a stretch of the text that begins at base, in order, without the white space around
// them.
func places(quotes []doc.Quote, text string, base int) []doc.Span {
	var spans []doc.Span
	for _, q := range quotes {
		q.Start, q.End = q.Start-base, q.End-base
		if 0 <= q.Start && q.Start < q.End && q.End <= len(text) && startsRune(text, q.Start) && startsRune(text, q.End) {
			if span := trimmed(text, q.Span()); span.Len() > 0 {
				spans = append(spans, span)
			}
		}
	}
	slices.SortFunc(spans, bySpan)
	return spans
}

// runs joins spans that are near each other.
func runs(spans []doc.Span) []doc.Span {
	slices.SortFunc(spans, bySpan)
	var runs []doc.Span
	for _, span := range spans {
		if last := len(runs) - 1; last >= 0 && span.Start <= runs[last].End+near {
			runs[last] = runs[last].Cover(span)
			continue
		}
		runs = append(runs, span)
	}
	return runs
}

func bySpan(a, b doc.Span) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

// words joins the lines of some of a text, and keeps a space at either end.
func words(s string) string {
	joined := oneLine(s)
	if joined == "" {
		return " "
	}
	if first, _ := utf8.DecodeRuneInString(s); unicode.IsSpace(first) {
		joined = " " + joined
	}
	if last, _ := utf8.DecodeLastRuneInString(s); unicode.IsSpace(last) {
		joined += " "
	}
	return joined
}

// Lead gives the pieces for a list: cut off where they grow long, and a space between them kept.
func (s *statement) Lead() []piece {
	left := 360
	var out []piece
	for _, p := range s.pieces {
		if left < 20 {
			out = append(out, piece{Text: " …"})
			break
		}
		p.Text = shorten(p.Text, left)
		left -= len(p.Text)
		out = append(out, p)
	}
	return out
}

// Live is the address of the words in the page that they came from, or nothing where the page has no address.
func (s *statement) Live() string {
	said := ""
	if len(s.Content) > 0 {
		said = s.Content[0].Text
	}
	return cite.Link(s.Document.URL, said)
}

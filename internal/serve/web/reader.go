package web

import (
	"encoding/json"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

// reader is one document: its running text with the statements marked, and their notes beside it.
type reader struct {
	*document
	Sections       []section
	Parties        []*party // heard in the document, in the site's order
	Earlier, Later *document
}

func (r *reader) frame() (section, title, json string) {
	return "documents", r.Heading, r.Href + ".json"
}

// A section is a run of the text by one author: the document's own, or a part.
type section struct {
	ID         string // of a part's place on the page
	Part       *doc.Part
	Paragraphs []paragraph
}

// A paragraph is a paragraph with the notes on what begins in it.
type paragraph struct {
	ID        string
	Text      template.HTML
	Furniture bool // all of it
	Headline  bool
	Notes     []*statement
}

func (s *site) reader(r *http.Request) (*answer, error) {
	id, asJSON := strings.CutSuffix(r.PathValue("id"), ".json")
	d := s.documentByID[id]
	if d == nil {
		return nil, errNotFound
	}
	if asJSON {
		return documentJSON(d)
	}
	page := *d.page()
	page.Parties = heardIn(d, s.parties)
	i := slices.Index(s.documents, d)
	if i > 0 {
		page.Earlier = s.documents[i-1]
	}
	if i+1 < len(s.documents) {
		page.Later = s.documents[i+1]
	}
	return &answer{template: "reader", data: &page}, nil
}

func heardIn(d *document, parties []*party) []*party {
	var heard []*party
	for _, p := range parties {
		if slices.ContainsFunc(d.Statements, func(s *statement) bool { return s.Party == p }) {
			heard = append(heard, p)
		}
	}
	return heard
}

// newReader lays out a document's text: paragraphs, parts, marks and notes.
func newReader(d *document) *reader {
	page := &reader{document: d}
	m := newMarked(d.Document, d.Statements)
	wrapped, width := hardWrapped(d.Text), longestLine(d.Text)
	titled := false
	for i, p := range d.paragraphs {
		if part := partAt(d.Document, p.Start); len(page.Sections) == 0 || page.last().Part != part {
			page.Sections = append(page.Sections, section{ID: "part-" + strconv.Itoa(len(page.Sections)), Part: part})
		}
		var breaks []int
		if wrapped {
			breaks = keptBreaks(d.Text, p, width)
		}
		words := strings.TrimSpace(p.Of(d.Text))
		view := paragraph{
			ID:        paragraphID(i),
			Text:      m.html(p, breaks),
			Furniture: words != "" && muted(trimmed(d.Text, p), d.Furniture),
			Headline:  !titled && words != "" && oneLine(words) == oneLine(d.Title),
			Notes:     m.statementsAt(p),
		}
		titled = titled || view.Headline
		last := page.last()
		last.Paragraphs = append(last.Paragraphs, view)
	}
	return page
}

func (r *reader) last() *section { return &r.Sections[len(r.Sections)-1] }

func paragraphID(i int) string { return "p-" + strconv.Itoa(i+1) }

// trimmed is a place without the white space around it.
func trimmed(text string, p doc.Span) doc.Span {
	left := strings.TrimLeftFunc(p.Of(text), unicode.IsSpace)
	start := p.End - len(left)
	return doc.Span{Start: start, End: start + len(strings.TrimRightFunc(left, unicode.IsSpace))}
}

// partEdges gives the places where a part begins or ends, in order.
func partEdges(d *doc.Document) []int {
	var edges []int
	for _, p := range d.Parts {
		for _, at := range []int{p.Span.Start, p.Span.End} {
			if 0 <= at && at <= len(d.Text) && startsRune(d.Text, at) {
				edges = append(edges, at)
			}
		}
	}
	slices.Sort(edges)
	return slices.Compact(edges)
}

func partAt(d *doc.Document, at int) *doc.Part {
	for i := range d.Parts {
		if p := &d.Parts[i]; p.Span.Start <= at && at < p.Span.End {
			return p
		}
	}
	return nil
}

// documentJSON is a document and its statements with the fields of the contract.
func documentJSON(d *document) (*answer, error) {
	statements := make([]meaning.Statement, 0, len(d.Statements))
	for _, s := range d.Statements {
		statements = append(statements, *s.Statement)
	}
	return jsonAnswer(struct {
		Type string `json:"type"`
		*doc.Document
		Statements []meaning.Statement `json:"statements"`
	}{"document", d.Document, statements})
}

func jsonAnswer(v any) (*answer, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return &answer{mediaType: "application/json", body: append(body, '\n')}, nil
}

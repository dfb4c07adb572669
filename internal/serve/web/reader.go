package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/review"
	"github.com/parleyhq/parley/internal/store"
)

// reader is one document: its running text with the statements marked, and their notes beside it.
type reader struct {
	*document
	Said     []*statement
	Sourcing *shares
	Sections []section
	Parties  []*party // heard in the document, in the site's order
	More     bool     // the document has more statements than a page can bear
	lit      doc.Span // the words that the visitor came for
	Marked   []markable
	Before   *document // in the order of their dates
	After    *document

	Deciding bool
	Crowded  bool    // so many notes that each only leads to where it is decided on
	Others   []*card // what people decided on items of the document: those that are struck, or are no statements
	Adding   *adding // nil where nothing is being added
}

// An adding is the form to add an item that the engine missed.
type adding struct {
	Kind   string
	Words  string
	Near   string
	Fields []formField
	Issues []choice
}

// Addable are the types of items that can be added.
func (r *reader) Addable() []string { return review.Addable() }

// crowded is how many notes bear the whole form each.
const crowded = 150

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
	Text      markup
	Furniture bool // all of it
	Headline  bool
	Notes     []*statement
}

// mostNotes is how many statements of one document a page shows.
const mostNotes = 2000

func (s *site) reader(r *http.Request) (*answer, error) {
	id, asJSON := strings.CutSuffix(r.PathValue("id"), ".json")
	full, err := s.store.Document(r.Context(), id)
	if err != nil {
		return nil, found(err)
	}
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	q := store.Query{Types: []string{filing.Statement}, Tags: []store.Tag{{Name: "doc", Value: id}}}
	items, more, err := v.all(q, mostNotes)
	if err != nil {
		return nil, err
	}
	if asJSON {
		return documentJSON(full, items)
	}
	d := newDocument(full)
	v.documents[id] = d
	said, err := v.statements(items)
	if err != nil {
		return nil, err
	}
	d.Statements = len(said)
	lit, err := readPlace(r.URL.Query().Get("at"), full.Text)
	if err != nil {
		return nil, err
	}
	marked, marks, err := v.itemMarks(full)
	if err != nil {
		return nil, err
	}
	page := newReader(d, said, lit, marks...)
	page.Marked = marked
	if page.Before, page.After, err = v.neighbours(full); err != nil {
		return nil, err
	}
	page.More = more
	if err := page.reviewed(v, r.URL.Query()); err != nil {
		return nil, err
	}
	for _, p := range v.parties {
		if slices.ContainsFunc(said, func(s *statement) bool { return s.Party == p }) {
			page.Parties = append(page.Parties, p)
		}
	}
	return &answer{page: page}, nil
}

// reviewed looks up what people decided on items of the document, and reads what the visitor is about to add.
func (r *reader) reviewed(v *view, q url.Values) error {
	r.Deciding, r.Crowded = v.deciding, len(r.Said) > crowded
	of := store.Tag{Name: "doc", Value: r.ID}
	items, _, err := v.all(store.Query{Types: []string{filing.Struck}, Tags: []store.Tag{of}}, 100)
	if err != nil {
		return err
	}
	for _, what := range []meaning.Verdict{meaning.ReviewedAdded, meaning.ReviewedChanged, meaning.ReviewedRight} {
		more, _, err := v.all(store.Query{Types: []string{filing.Position, filing.Figure, filing.Commitment, filing.Contact}, Tags: []store.Tag{of, {Name: "review", Value: string(what)}}}, 50)
		if err != nil {
			return err
		}
		items = append(items, more...)
	}
	seen := map[string]bool{}
	for _, item := range items {
		if seen[item.ID] {
			continue
		}
		seen[item.ID] = true
		c, err := v.card(item)
		if err != nil {
			return err
		}
		r.Others = append(r.Others, c)
	}
	kind := q.Get("add")
	if !v.deciding || !slices.Contains(review.Addable(), kind) {
		return nil
	}
	words := q.Get("words")
	r.Adding = &adding{Kind: kind, Words: words[:min(len(words), 2000)], Near: q.Get("near"), Fields: v.form(kind, nil), Issues: v.issues()}
	if !slices.ContainsFunc(r.Adding.Fields, func(f formField) bool { return f.Kind == review.Issue }) {
		r.Adding.Issues = nil
	}
	return nil
}

// readPlace reads a place in a text from an address: 120-164, in bytes. It is empty where none is asked for.
func readPlace(s, text string) (doc.Span, error) {
	if s == "" {
		return doc.Span{}, nil
	}
	var at doc.Span
	if n, err := fmt.Sscanf(s, "%d-%d", &at.Start, &at.End); n != 2 || err != nil {
		return at, badRequest("A place is two numbers, as 120-164: the first and the last byte of the words.")
	}
	if at.Start < 0 || at.End <= at.Start || at.End > len(text) || !startsRune(text, at.Start) || !startsRune(text, at.End) {
		return at, badRequest("The document has no words at this place. It may have been read again since the link was made.")
	}
	return at, nil
}

// newReader lays out a document's text: paragraphs, parts, marks and notes.
func newReader(d *document, said []*statement, lit doc.Span, items ...itemMark) *reader {
	for i, s := range said {
		s.N = i + 1
	}
	page := &reader{document: d, Said: said, Sourcing: sharesOf(said), lit: lit}
	m := newMarked(d.Document, said)
	m.light(lit)
	m.items = items
	wrapped, width := hardWrapped(d.Text), longestLine(d.Text)
	titled := false
	for i, p := range paragraphs(d.Text, partEdges(d.Document)) {
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
func documentJSON(d *doc.Document, items []store.Item) (*answer, error) {
	statements := make([]json.RawMessage, len(items))
	for i, item := range items {
		statements[i] = item.Body
	}
	return jsonAnswer(struct {
		Type string `json:"type"`
		*doc.Document
		Statements []json.RawMessage `json:"statements"`
	}{"document", d, statements})
}

func jsonAnswer(v any) (*answer, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return &answer{mediaType: "application/json", body: append(body, '\n')}, nil
}

package web

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/cite"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/wording"
)

// A site is the pages of what a store keeps.
type site struct {
	store  store.Store
	name   string // of the negotiation
	note   string // shown above every page
	engine string // what read the documents
	words  wording.Words
	desk   Desk // nil where the pages can only be read
}

// A view is what one request has looked up so far: a page asks for the items that it shows, and this gives them their
// addresses, their colours and their documents.
type view struct {
	ctx       context.Context
	store     store.Store
	parties   []*party // the one heard most first; that without a name last
	byName    map[string]*party
	documents map[string]*document
	names     map[string]string // of actors, by id
	words     wording.Words
	whole     filing.DossierSummary
	counted   *filter // whose values are counted in countings, by the key of the field; those left open have none
	countings map[string]counting
	deciding  bool   // decisions are taken
	today     string // ISO 8601: the day that days left are counted from, that of the newest document
}

// view begins a request. The parties are looked up at once, for every page shows their colours.
func (s *site) view(ctx context.Context) (*view, error) {
	v := &view{ctx: ctx, store: s.store, words: s.words, deciding: s.desk != nil, byName: map[string]*party{}, documents: map[string]*document{}, names: map[string]string{}}
	items, _, err := s.store.Items(ctx, store.Query{Types: []string{filing.Party}, Limit: 200})
	if err != nil {
		return nil, err
	}
	if v.whole, err = v.summary(); err != nil {
		return nil, err
	}
	v.today = v.whole.To
	for _, item := range items {
		if err := v.addParty(item); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// addParty takes in a party, with its colour.
func (v *view) addParty(item store.Item) error {
	p := &party{Class: "p0"}
	if err := item.Read(&p.PartySummary); err != nil {
		return err
	}
	if p.Rank > 0 && p.Rank <= colours {
		p.Class = "p" + strconv.Itoa(p.Rank)
	}
	p.Href = partyHref(p.Name)
	p.Sourcing = newShares(p.PartySummary.Sourcing)
	v.parties = append(v.parties, p)
	v.byName[p.Name] = p
	return nil
}

// colours is how many party colours there are; further parties share the neutral one, p0.
const colours = 7

// A party is a side with those who speak for it. The party without a name holds the statements whose
// speaker is not known to stand for any.
type party struct {
	filing.PartySummary
	Class    string // of its colour
	Href     string
	Sourcing *shares
}

// Label names the party, also the one without a name.
func (p *party) Label() string { return cmp.Or(p.Name, "No party given") }

func partyHref(name string) string {
	return "/statements?" + url.Values{"party": {cmp.Or(name, none)}}.Encode()
}

// party gives the party of that name; one that nobody speaks for has the neutral colour.
func (v *view) party(name string) *party {
	p := v.byName[name]
	if p == nil {
		p = &party{PartySummary: filing.PartySummary{Name: name}, Class: "p0", Href: partyHref(name), Sourcing: newShares(nil)}
		v.byName[name] = p
	}
	return p
}

// A document is a document as lists show it, without its text.
type document struct {
	*doc.Document
	Href       string
	Heading    string // its title, or what else names it
	Outlet     string // its publisher, or what else says where it came from
	Engine     string
	Statements int
}

func newDocument(d *doc.Document) *document {
	view := &document{Document: d, Href: "/documents/" + url.PathEscape(d.ID), Outlet: outlet(d)}
	view.Heading = cmp.Or(oneLine(d.Title), fileName(d.Path), d.URL, shorten(firstLine(d.Text), 80), "Document "+d.ID)
	return view
}

// outlet says where a document came from; nothing where only its file is known.
func outlet(d *doc.Document) string {
	if d.Publisher == "" && d.Agency == "" && d.URL == "" {
		return ""
	}
	return cite.Outlet(d)
}

func firstLine(text string) string {
	for line := range strings.Lines(text) {
		if line = oneLine(line); line != "" {
			return line
		}
	}
	return ""
}

func fileName(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }

// documentOf reads a document's item.
func documentOf(item store.Item) (*document, error) {
	var line struct {
		*doc.Document
		Engine     string `json:"engine"`
		Statements int    `json:"statements"`
		Opening    string `json:"opening"`
	}
	if err := item.Read(&line); err != nil {
		return nil, err
	}
	line.Text = line.Opening // all of the text that a list needs
	d := newDocument(line.Document)
	d.Engine, d.Statements = line.Engine, line.Statements
	return d, nil
}

// need looks up the documents of several ids, those that are not known yet.
func (v *view) need(ids ...string) error {
	var missing []string
	for _, id := range ids {
		if v.documents[id] == nil && id != "" && !slices.Contains(missing, id) {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	items, err := v.store.Lookup(v.ctx, missing, store.InList)
	if err != nil {
		return err
	}
	for _, id := range missing {
		item, ok := items[id]
		if !ok || item.Type != filing.Document {
			v.documents[id] = newDocument(&doc.Document{ID: id}) // it is gone since: its lines go with the next weave
			continue
		}
		if v.documents[id], err = documentOf(item); err != nil {
			return err
		}
	}
	return nil
}

// document gives a document that was looked up.
func (v *view) document(id string) *document {
	if d := v.documents[id]; d != nil {
		return d
	}
	return newDocument(&doc.Document{ID: id})
}

// each reads the bodies of items.
func each[T any](items []store.Item) ([]T, error) {
	return readAll(items, func(item store.Item) (one T, err error) {
		err = item.Read(&one)
		return one, err
	})
}

// readAll reads the bodies of items by a reader of their type.
func readAll[T any](items []store.Item, read func(store.Item) (T, error)) ([]T, error) {
	out := make([]T, len(items))
	for i, item := range items {
		var err error
		if out[i], err = read(item); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// pageForm is the form of a line for its own page; as JSON that is the whole.
func pageForm(asJSON bool) store.Form {
	if asJSON {
		return store.Whole
	}
	return store.OnPage
}

// all asks for everything that a query finds, up to a bound that a page can bear. more says that there is more.
func (v *view) all(q store.Query, most int) (items []store.Item, more bool, err error) {
	for q.Limit = min(most, 1000); ; {
		page, next, err := v.store.Items(v.ctx, q)
		if err != nil {
			return nil, false, err
		}
		if items = append(items, page...); next == "" {
			return items, false, nil
		}
		if len(items) >= most {
			return items, true, nil
		}
		q.After, q.Limit = next, min(most-len(items), 1000)
	}
}

// A statement is a statement with where it was made and by whom.
type statement struct {
	*meaning.Statement
	N        int // its number in its document, from 1; 0 where the page does not count
	Anchor   string
	Href     string // of its words in the reader
	Document *document
	Actor    *actorLink // nil when the speaker is no actor
	Party    *party
	Who      string // who said it, in a few words
	Named    bool   // Who is a name, and not the text's description
	Reviewed *reviewed
	pieces   []piece
}

// An actorLink leads to an actor's page.
type actorLink struct{ Name, Href string }

func actorHref(id string) string { return "/actors/" + url.PathEscape(id) }

// statements makes statements of items, and looks up their documents.
func (v *view) statements(items []store.Item) ([]*statement, error) {
	lines, err := each[meaning.Statement](items)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(lines))
	for i := range lines {
		ids[i] = lines[i].Doc
	}
	if err := v.need(ids...); err != nil {
		return nil, err
	}
	out := make([]*statement, len(lines))
	for i := range lines {
		out[i] = v.statement(&lines[i], v.document(lines[i].Doc))
	}
	return out, nil
}

func (v *view) statement(st *meaning.Statement, d *document) *statement {
	s := &statement{Statement: st, Anchor: "s-" + st.ID, Document: d, Party: v.party(st.Speaker.Party)}
	s.Href = d.Href + "#" + url.PathEscape(s.Anchor)
	if st.Speaker.Actor != "" {
		s.Actor = &actorLink{st.Speaker.Name, actorHref(st.Speaker.Actor)}
	}
	s.Who, s.Named = who(st)
	s.pieces = pieces(st)
	s.Reviewed = v.reviewed(filing.Statement, st.ID, st.Review)
	return s
}

// who gives the speaker's name, or else what the text says of the source.
func who(st *meaning.Statement) (words string, named bool) {
	if st.Speaker.Name != "" {
		return st.Speaker.Name, true
	}
	if st.Described != "" {
		return oneLine(st.Described), false
	}
	if st.Source != nil {
		return oneLine(st.Source.Text), false
	}
	return "Source not given", false
}

// What the templates ask of a statement.

// ActWords says what was done by saying it; that it was not done, or by which modal verb it is left open.
func (s *statement) ActWords() string {
	words := actWords(s.Act)
	if s.Modality != "" {
		words += " (“" + s.Modality + "”)"
	}
	if s.Negated {
		words += " (not done)"
	}
	return words
}

func (s *statement) QuotationWords() string { return quotationWords(s.Quotation) }
func (s *statement) SourcingWords() string  { return sourcingWords(s.Sourcing) }

// Unsaid reports whether what stands here was not said: reported of a mind, or a refusal.
func (s *statement) Unsaid() bool { return s.Quotation == meaning.NoQuotation }

// found tells a missing item from a failure.
func found(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return errNotFound
	}
	return err
}

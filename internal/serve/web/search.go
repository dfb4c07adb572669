package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/wording"
)

// kinds are the types of items that a search looks in, in words.
var kinds = []choice{
	{filing.Statement, "statements"},
	{filing.Position, "positions"},
	{filing.Commitment, "commitments"},
	{filing.Contact, "contacts"},
	{filing.Discrepancy, "discrepancies"},
	{filing.Figure, "figures"},
	{filing.Document, "documents"},
	{filing.Actor, "actors"},
}

// searchFields are what a search may be narrowed by.
var searchFields = []field{
	{Key: "party", Tag: "party", Label: "Party", words: partyWords, dot: partyDot},
	{Key: "issue", Tag: "issue", Label: "Issue", words: issueWords},
	{Key: "act", Tag: "act", Label: "What was done", values: acts},
	{Key: "sourcing", Tag: "sourcing", Label: "How it is sourced", values: sourcings},
	{Key: "source", Tag: "publisher", Label: "Source", words: itself},
}

// results is the page of a search.
type results struct {
	Filter   *filter
	Type     string
	Types    []option
	Narrowed []narrowing
	Facets   []facet
	Asked    bool // something was searched for
	Lines    []*result
	Pager    pager
}

func (p *results) frame() (section, title, json string) {
	return "search", "Search", "/search.json" + p.Filter.query("", "")
}

// A result is a line that was found.
type result struct {
	*line
	Kind string
}

// search looks for words in all that the record holds; without words it lists what the other fields ask for.
func (s *site) search(r *http.Request) (*answer, error) {
	f, kind, err := readSearch(r.URL.Query())
	if err != nil {
		return nil, err
	}
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	p := &results{Filter: f, Type: kind, Narrowed: v.narrowed(f), Asked: f.Narrow()}
	if !p.Asked {
		return &answer{page: p}, nil
	}
	types := searched(kind)
	v.count(f, types...)
	q := f.ask(types...)
	q.Newest, q.Form = true, store.InList
	items, next, err := s.store.Items(r.Context(), q)
	if err != nil {
		return nil, found(err)
	}
	p.Pager = f.pager(next)
	if err := v.needItems(items); err != nil {
		return nil, err
	}
	for _, item := range items {
		l, err := v.result(item)
		if err != nil {
			return nil, err
		}
		p.Lines = append(p.Lines, l)
	}
	for _, field := range searchFields {
		facet, err := v.facet(f, field.Key, 25, types...)
		if err != nil {
			return nil, err
		}
		p.Facets = append(p.Facets, facet)
	}
	for _, k := range append([]choice{{"", "everything"}}, kinds...) {
		p.Types = append(p.Types, option{Value: k.Value, Words: k.Words, Chosen: k.Value == kind, Href: withType(f, k.Value)})
	}
	return &answer{page: p}, nil
}

// needItems looks up the documents of the first places of items of any type at once.
func (v *view) needItems(items []store.Item) error {
	type placed struct {
		Evidence []doc.Evidence `json:"evidence"`
		Between  []struct {
			Evidence []doc.Evidence `json:"evidence"`
		} `json:"between"`
	}
	lines, err := each[placed](items)
	if err != nil {
		return err
	}
	return needOf(v, lines, mostWords, func(l placed) []doc.Evidence {
		for _, side := range l.Between {
			l.Evidence = append(l.Evidence, side.Evidence...)
		}
		return l.Evidence
	})
}

// readSearch reads what is searched for. The type is a field of its own: it is no tag.
func readSearch(q url.Values) (*filter, string, error) {
	kind := q.Get("type")
	if kind != "" && !slices.ContainsFunc(kinds, func(c choice) bool { return c.Value == kind }) {
		return nil, "", badRequest("There is no type “" + shorten(kind, 40) + "”.")
	}
	f, err := readFilter("/search", searchFields, q)
	if err == nil {
		f.fixed = map[string]string{"type": kind}
	}
	return f, kind, err
}

func searched(kind string) []string {
	if kind != "" {
		return []string{kind}
	}
	types := make([]string, len(kinds))
	for i, k := range kinds {
		types[i] = k.Value
	}
	return types
}

func withType(f *filter, kind string) string {
	other := *f
	other.fixed = map[string]string{"type": kind}
	return other.Href("", "")
}

func (s *site) searchJSON(r *http.Request) (*answer, error) {
	f, kind, err := readSearch(r.URL.Query())
	if err != nil {
		return nil, err
	}
	f.path = "/search.json"
	q := f.ask(searched(kind)...)
	q.Newest, q.Form = true, store.InList
	items, next, err := s.store.Items(r.Context(), q)
	if err != nil {
		return nil, found(err)
	}
	return listed(items, f.pager(next).Next)
}

// result puts an item that was found into words.
func (v *view) result(item store.Item) (*result, error) {
	one := []store.Item{item}
	kind := inWords(kinds, item.Type)
	var l *line
	var err error
	switch item.Type {
	case filing.Statement:
		var said []*statement
		if said, err = v.statements(one); err != nil {
			return nil, err
		}
		st := said[0]
		l, err = v.line(st.ID, wording.Line{Lead: upper(st.Who) + " " + st.ActWords(), Facts: nonempty(st.Speaker.Role, st.Party.Name, st.SourcingWords())}, st.Evidence[:min(1, len(st.Evidence))])
		if err == nil {
			l.Class, l.Href = st.Party.Class, st.Href
		}
	case filing.Position:
		var p []meaning.Position
		if p, err = each[meaning.Position](one); err != nil {
			return nil, err
		}
		if l, err = v.line(p[0].ID, wording.Position(p[0]), p[0].Evidence); err == nil {
			l.Class = v.party(p[0].Party).Class
			l.Facts = append([]string{v.words.Issue(p[0].Issue)}, l.Facts...)
		}
	case filing.Commitment:
		var c filing.CommitmentLine
		if c, err = filing.ReadCommitment(item); err != nil {
			return nil, err
		}
		if l, err = v.line(c.ID, v.commitmentWords(c), c.Evidence[:min(1, len(c.Evidence))]); err == nil {
			l.Href = commitmentHref(c.ID)
		}
	case filing.Contact:
		var c []dossier.Contact
		if c, err = each[dossier.Contact](one); err != nil {
			return nil, err
		}
		if l, err = v.line(c[0].ID, wording.Contact(c[0]), c[0].Evidence[:min(1, len(c[0].Evidence))]); err == nil {
			l.Href = accountsHref(c[0].ID)
		}
	case filing.Discrepancy:
		var d []dossier.Discrepancy
		if d, err = each[dossier.Discrepancy](one); err != nil {
			return nil, err
		}
		var evidence []doc.Evidence
		for _, side := range d[0].Between {
			evidence = append(evidence, side.Evidence...)
		}
		words := v.words.Discrepancy(d[0])
		if l, err = v.line(d[0].ID, wording.Line{Lead: words.Lead, Facts: []string{d[0].Why}}, evidence[:min(2, len(evidence))]); err == nil && d[0].Contact != "" {
			l.Href = accountsHref(d[0].Contact)
		}
	case filing.Figure:
		var g []meaning.Figure
		if g, err = each[meaning.Figure](one); err != nil {
			return nil, err
		}
		l, err = v.line(g[0].ID, wording.Figure(g[0]), g[0].Evidence)
	case filing.Document:
		var d *document
		if d, err = documentOf(item); err != nil {
			return nil, err
		}
		l = &line{ID: d.ID, Href: d.Href, Lead: d.Heading, Facts: nonempty(d.Outlet, dayWords(d.Published.Date), plural(d.Statements, "statement", "statements"))}
	case filing.Actor:
		var a *actor
		if a, err = v.actor(item); err != nil {
			return nil, err
		}
		l = &line{ID: a.ID, Href: a.Href, Class: a.Party.Class, Lead: a.Name, Facts: nonempty(strings.Join(a.Roles, ", "), a.Party.Name, plural(a.Statements, "statement", "statements"))}
	default:
		l = &line{ID: item.ID, Lead: item.ID}
	}
	if err != nil {
		return nil, err
	}
	return &result{l, kind}, nil
}

func nonempty(all ...string) []string {
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

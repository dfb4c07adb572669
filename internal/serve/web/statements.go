package web

import (
	"net/http"
	"slices"

	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/store"
)

// statementFields are what a list of statements may be narrowed by.
var statementFields = []field{
	{Key: "party", Tag: "party", Label: "Party", words: partyWords, dot: partyDot},
	{Key: "actor", Tag: "actor", Label: "Speaker", words: actorWords, need: (*view).needNames},
	{Key: "act", Tag: "act", Label: "What was done", values: acts},
	{Key: "sourcing", Tag: "sourcing", Label: "How it is sourced", values: sourcings},
	{Key: "quotation", Tag: "quotation", Label: "How it is quoted", values: quotations},
	{Key: "source", Tag: "publisher", Label: "Source", words: itself},
	{Key: "document", Tag: "doc", Label: "Document", words: documentWords, alone: true},
	reviewField,
}

func itself(_ *view, value string) string { return value }

func partyWords(_ *view, value string) string {
	if value == none {
		return "No party given"
	}
	return value
}

func partyDot(v *view, value string) string {
	if value == none {
		value = ""
	}
	return v.party(value).Class
}

func actorWords(v *view, value string) string {
	if value == none {
		return "Sources without a name"
	}
	if err := v.needNames(value); err != nil || v.names[value] == "" {
		return value
	}
	return v.names[value]
}

// needNames looks up the names of actors, those that are not known yet.
func (v *view) needNames(ids ...string) error {
	missing := slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		_, known := v.names[id]
		return known || id == none
	})
	if len(missing) == 0 {
		return nil
	}
	items, err := v.store.Lookup(v.ctx, missing, store.InList)
	if err != nil {
		return err
	}
	for _, id := range missing {
		v.names[id] = ""
		if item, ok := items[id]; ok && item.Type == filing.Actor {
			a, err := filing.ReadActor(item)
			if err != nil {
				return err
			}
			v.names[id] = a.Name
		}
	}
	return nil
}

func documentWords(v *view, value string) string {
	if err := v.need(value); err != nil {
		return value
	}
	return v.document(value).Heading
}

// statementList is the page of statements, in the order of their documents.
type statementList struct {
	Filter   *filter
	Narrowed []narrowing // what the list is narrowed down to, each with the way back
	Total    int         // statements that the filter lets through
	Groups   []documentGroup
	Facets   []facet
	Selects  []facet
	Pager    pager
	query    string
}

func (l *statementList) frame() (section, title, json string) {
	return "statements", "Statements", "/statements.json" + l.query
}

// A documentGroup is statements of one document that follow one another.
type documentGroup struct {
	Document   *document
	Statements []*statement
}

func grouped(statements []*statement) []documentGroup {
	var out []documentGroup
	for _, st := range statements {
		if n := len(out); n == 0 || out[n-1].Document != st.Document {
			out = append(out, documentGroup{Document: st.Document})
		}
		g := &out[len(out)-1]
		g.Statements = append(g.Statements, st)
	}
	return out
}

func (s *site) statementList(r *http.Request) (*answer, error) {
	f, err := readFilter("/statements", statementFields, r.URL.Query())
	if err != nil {
		return nil, err
	}
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	v.count(f, filing.Statement)
	items, next, err := s.store.Items(r.Context(), f.ask(filing.Statement))
	if err != nil {
		return nil, found(err)
	}
	statements, err := v.statements(items)
	if err != nil {
		return nil, err
	}
	l := &statementList{Filter: f, Groups: grouped(statements), Narrowed: v.narrowed(f), Pager: f.pager(next), query: f.query("", "")}
	for _, x := range []struct {
		key  string
		most int
		into *[]facet
	}{{"party", 12, &l.Facets}, {"sourcing", 12, &l.Facets}, {"quotation", 12, &l.Facets}, {"act", 20, &l.Facets}, {"review", 8, &l.Facets}, {"actor", 40, &l.Selects}, {"source", 40, &l.Selects}} {
		facet, err := v.facet(f, x.key, x.most, filing.Statement)
		if err != nil {
			return nil, err
		}
		*x.into = append(*x.into, facet)
	}
	if l.Total, err = v.total(f, f.ask(filing.Statement), len(items), next); err != nil {
		return nil, err
	}
	return &answer{page: l}, nil
}

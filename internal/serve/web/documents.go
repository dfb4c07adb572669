package web

import (
	"net/http"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/filing"
)

// documentFields are what the list of documents may be narrowed by.
var documentFields = []field{
	{Key: "source", Tag: "publisher", Label: "Source", words: itself},
	{Key: "agency", Tag: "agency", Label: "Agency", words: itself},
	{Key: "kind", Tag: "kind", Label: "Kind", values: []choice{
		{string(doc.Report), "report"}, {string(doc.Readout), "readout"}, {string(doc.Release), "official statement"}, {string(doc.Transcript), "transcript"},
	}},
}

// documentList is the page of the documents, the latest first.
type documentList struct {
	Filter    *filter
	Narrowed  []narrowing
	Facets    []facet
	Total     int
	Documents []*document
	Pager     pager
}

func (l *documentList) frame() (section, title, json string) {
	return "documents", "Documents", "/documents.json" + l.Filter.query("", "")
}

func (s *site) documentList(r *http.Request) (*answer, error) {
	f, err := readFilter("/documents", documentFields, r.URL.Query())
	if err != nil {
		return nil, err
	}
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	q := f.ask(filing.Document)
	q.Newest = true
	items, next, err := s.store.Items(r.Context(), q)
	if err != nil {
		return nil, found(err)
	}
	l := &documentList{Filter: f, Narrowed: v.narrowed(f), Pager: f.pager(next)}
	if l.Total, err = v.total(q, len(items), next); err != nil {
		return nil, err
	}
	for _, item := range items {
		d, err := documentOf(item)
		if err != nil {
			return nil, err
		}
		l.Documents = append(l.Documents, d)
	}
	for _, field := range documentFields {
		facet, err := v.facet(f, field.Key, 40, filing.Document)
		if err != nil {
			return nil, err
		}
		l.Facets = append(l.Facets, facet)
	}
	return &answer{template: "documents", data: l}, nil
}

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
	listing
	Documents []*document
}

func (l *documentList) frame() (section, title, json string) {
	return "documents", "Documents", "/documents.json" + l.Filter.query("", "")
}

func (s *site) documentList(r *http.Request) (*answer, error) {
	_, beside, items, err := s.list(r, "/documents", documentFields, filing.Document, true)
	if err != nil {
		return nil, err
	}
	l := &documentList{listing: beside}
	for _, item := range items {
		d, err := documentOf(item)
		if err != nil {
			return nil, err
		}
		l.Documents = append(l.Documents, d)
	}
	return &answer{page: l}, nil
}

package web

import (
	"fmt"
	"net/http"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
)

// statement leads from a statement's own address to its words in the reader.
func (s *site) statement(r *http.Request) (*answer, error) {
	item, err := s.store.Item(r.Context(), r.PathValue("id"), store.OnPage)
	if err != nil {
		return nil, found(err)
	}
	if item.Type != filing.Statement {
		return nil, errNotFound
	}
	st, err := each[meaning.Statement]([]store.Item{item})
	if err != nil {
		return nil, err
	}
	d := newDocument(&doc.Document{ID: st[0].Doc})
	return &answer{location: d.Href + "#s-" + st[0].ID, status: http.StatusSeeOther}, nil
}

// placeHref leads to a place in a document's text: the reader lights it up and shows it.
func placeHref(d *document, start, end int) string {
	return fmt.Sprintf("%s?at=%d-%d#at", d.Href, start, end)
}

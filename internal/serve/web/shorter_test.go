package web

import (
	"net/http/httptest"
	"testing"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/store/sqlite"
	"github.com/parleyhq/parley/internal/weave"
	"github.com/parleyhq/parley/internal/weave/press"
)

// Pages are made of the shorter forms of long lines. They show what they would show of the whole lines, to the byte. (The brief cites
// more than one of several tellings alike where a line is long; it is not among them.)
func TestPagesOfShorterLines(t *testing.T) {
	p := press.NewArchive(5)
	var documents []*doc.Document
	var readings []*meaning.Reading
	var reads []store.Read
	for i := range 400 {
		d, r := p.Write(i)
		documents, readings = append(documents, d), append(readings, r)
		reads = append(reads, store.Read{Document: d, Reading: r, Input: d.ID, Items: filing.Of(d, r)})
	}
	long := filing.Woven(weave.Weave(documents, readings))
	whole, shortened := make([]store.Item, len(long)), 0
	for i, item := range long {
		whole[i] = item
		if item.Shorter != nil {
			whole[i].Shorter = nil
			shortened++
		}
	}
	if shortened < 100 {
		t.Fatalf("%d lines are long: too few to test with", shortened)
	}
	keep := func(woven []store.Item) store.Store {
		s, err := sqlite.Open(t.Context(), ":memory:")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		if err := s.Keep(t.Context(), reads); err != nil {
			t.Fatal(err)
		}
		if err := s.Weave(t.Context(), woven, nil); err != nil {
			t.Fatal(err)
		}
		return s
	}
	get := func(s store.Store, path string) string {
		w := httptest.NewRecorder()
		New(s, "Two stores").ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w.Body.String()
	}
	a, b := keep(whole), keep(long)
	paths := []string{
		"/", "/positions", "/commitments", "/commitments?status=violated", "/contacts", "/timeline", "/timeline?from=2031-01-03&to=2031-01-05", "/discrepancies",
		"/actors", "/search?words=truce", "/search?type=actor", "/search?type=contact", "/statements", "/review?type=commitment", "/review?type=contact",
	}
	for kind, href := range map[string]func(string) string{filing.Commitment: commitmentHref, filing.Contact: accountsHref, filing.Stand: standHref, filing.Actor: actorHref} {
		items, _, err := b.Items(t.Context(), store.Query{Types: []string{kind}, Limit: 12})
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range items {
			paths = append(paths, href(item.ID))
			if kind != filing.Stand {
				paths = append(paths, "/review/items/"+item.ID)
			}
		}
	}
	for _, path := range paths {
		if get(a, path) != get(b, path) {
			t.Errorf("%s shows something else of the shorter lines than of the whole ones", path)
		}
	}
}

package web

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/pipeline"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/wording"
)

// talks is the negotiation of valmora as it goes on: with the texts of testdata/talks, which the engine reads, so that there is
// something on every kind of page.
func talks(t testing.TB) store.Store {
	t.Helper()
	documents, readings := valmoraReadings(t)
	more, err := talksRead()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range more {
		documents, readings = append(documents, r.Document), append(readings, r.Reading)
	}
	return kept(t, documents, readings)
}

// talksRead reads the texts once for all tests.
var talksRead = sync.OnceValues(func() ([]store.Read, error) {
	const name = "testdata/talks/agenda.yaml"
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	a, err := agenda.Load(text, name)
	if err != nil {
		return nil, err
	}
	engine, err := pipeline.New(a)
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob("testdata/talks/[0-9]*.txt")
	if err != nil {
		return nil, err
	}
	var out []store.Read
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		head, body, _ := strings.Cut(string(raw), "\ntext\n")
		f := map[string]string{}
		for line := range strings.Lines(head) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			f[key] = value
		}
		date, basis, _ := strings.Cut(f["published"], " ")
		d := &doc.Document{
			ID: "talks-" + strings.TrimSuffix(filepath.Base(file), ".txt"), Path: file, MediaType: "text/plain", Language: "en",
			Text: f["title"] + "\n\n" + body, Title: f["title"], Publisher: f["publisher"], Agency: f["agency"], Kind: doc.Kind(f["kind"]),
			Published: doc.Published{Date: date, Basis: doc.Basis(basis)},
		}
		out = append(out, store.Read{Document: d, Reading: engine.Read(d), Input: file})
	}
	issueNames = engine.Issues()
	return out, nil
})

// issueNames are the names of the issues of the engine that read the talks.
var issueNames map[string]string

// talksSite is the site of the talks, with its store.
func talksSite(t testing.TB) (http.Handler, store.Store) {
	t.Helper()
	s := talks(t)
	return New(s, "Valmora and Estria: the strait talks", Note("An invented negotiation, to try the pages with."),
		Engine("parley 0.1"), Words(wording.Words{Issues: issueNames})), s
}

// A page of the site by a name for it.
type pageAt struct{ name, path string }

// itemPages are the pages of items of the talks, one or two of each kind: that with the most on it.
func itemPages(t testing.TB, s store.Store) []pageAt {
	t.Helper()
	var out []pageAt
	for _, kind := range []struct {
		name, kind string
		path       func(id string) string
	}{
		{"position", filing.Stand, standHref},
		{"commitment", filing.Commitment, commitmentHref},
		{"accounts", filing.Contact, accountsHref},
		{"review-item", filing.Position, func(id string) string { return "/review/items/" + id }},
	} {
		items, _, err := s.Items(t.Context(), store.Query{Types: []string{kind.kind}})
		if err != nil {
			t.Fatal(err)
		}
		if len(items) == 0 {
			t.Fatalf("the talks have no %s", kind.kind)
		}
		fullest := slices.MaxFunc(items, func(a, b store.Item) int { return len(a.Tags)*1000 + len(a.Body) - len(b.Tags)*1000 - len(b.Body) })
		out = append(out, pageAt{kind.name, kind.path(fullest.ID)})
	}
	return out
}

// The invented talks have something of each kind to show; a page that shows none of its kind is not tested by them.
func TestTalksHaveOfEachKind(t *testing.T) {
	s := talks(t)
	for kind, least := range map[string]int{
		filing.Stand: 4, filing.Position: 6, filing.Commitment: 2, filing.Contact: 2, filing.Account: 2, filing.Discrepancy: 2,
		filing.Lineage: 1, filing.Event: 6, filing.Figure: 2,
	} {
		n, err := s.Count(t.Context(), store.Query{Types: []string{kind}})
		if err != nil || n < least {
			t.Errorf("%d items of type %s, want %d or more; %v", n, kind, least, err)
		}
	}
}

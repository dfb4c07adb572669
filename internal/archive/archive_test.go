package archive_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/parleyhq/parley/internal/archive"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/store/postgres"
	"github.com/parleyhq/parley/internal/store/postgres/postgrestest"
	"github.com/parleyhq/parley/internal/store/sqlite"
)

// TestMoves has a record go from SQLite to PostgreSQL and back, through archives that are the same to the byte.
func TestMoves(t *testing.T) {
	server := postgrestest.Start(t)
	first := desk(t)
	a := written(t, first)

	second, err := postgres.Open(t.Context(), server.Database(t))
	check(t, err)
	defer second.Close()
	check(t, archive.Restore(t.Context(), bytes.NewReader(a), second, func() {}))
	b := written(t, second)
	if !bytes.Equal(a, b) {
		t.Error("the archive of PostgreSQL is another than the one it was filled with")
	}

	third, err := sqlite.Open(t.Context(), ":memory:")
	check(t, err)
	defer third.Close()
	check(t, archive.Restore(t.Context(), bytes.NewReader(b), third, func() {}))
	if !bytes.Equal(a, written(t, third)) {
		t.Error("the archive of the second SQLite is another than the first")
	}
	for _, s := range []store.Store{second, third} {
		same(t, first, s)
	}
}

// TestBroken cuts an archive off everywhere and changes each of its bytes: none of that is taken for an archive.
func TestBroken(t *testing.T) {
	whole := written(t, desk(t))
	content, err := archive.Check(bytes.NewReader(whole))
	check(t, err)
	if content != (archive.Content{Documents: 3, Failures: 1, Decisions: 2}) {
		t.Errorf("it has %+v", content)
	}
	for n := range whole {
		if _, err := archive.Check(bytes.NewReader(whole[:n])); !errors.Is(err, archive.ErrBroken) && !errors.Is(err, archive.ErrNoArchive) {
			t.Fatalf("cut off after %d of %d bytes: %v", n, len(whole), err)
		}
	}
	const header = 10 // of gzip: what stands there of the system and the time says nothing of the content
	for n := header; n < len(whole); n++ {
		other := bytes.Clone(whole)
		other[n] ^= 0x10
		if _, err := archive.Check(bytes.NewReader(other)); err == nil {
			t.Fatalf("byte %d changed, and it was not seen", n)
		}
	}
	if _, err := archive.Check(bytes.NewReader(append(bytes.Clone(whole), "more"...))); !errors.Is(err, archive.ErrBroken) {
		t.Errorf("with more behind its end: %v", err)
	}
}

// desk is a store with all that an archive has: documents of two engines, a failure that was tried twice, decisions, an agenda.
func desk(t *testing.T) store.Store {
	t.Helper()
	ctx := t.Context()
	s, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "desk.db"))
	check(t, err)
	t.Cleanup(func() { s.Close() })
	check(t, keep.SetNegotiation(ctx, s, keep.Negotiation{Name: "The strait of <Sella>", File: "agenda.yaml", Agenda: "name: The strait of <Sella>\n"}))
	texts := []string{"Ana Duarte said “no” & left.\n", "Estria wants the ports opened.\n", "\x00 Nothing \u2028 here."}
	for i, text := range texts {
		d := &doc.Document{ID: string(rune('a' + i)), Path: "in/a.txt", Text: text, Published: doc.Published{Date: "2031-05-06", Basis: doc.Given}}
		span := doc.Span{Start: 0, End: len(text)}
		r := &meaning.Reading{Doc: d.ID, Engine: "0.1", Statements: []meaning.Statement{{
			ID: d.ID + "-s0", Doc: d.ID, Act: meaning.Asserts, Speaker: meaning.Speaker{Actor: "ana-duarte", Name: "Ana Duarte", Party: "Valmora"},
			Evidence: []doc.Evidence{d.Evidence(span)},
		}}}
		check(t, s.Keep(ctx, []store.Read{{Document: d, Reading: r, Input: d.Path, Agenda: "h", Items: filing.Of(d, r)}}))
	}
	at := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	failure := store.Failure{Input: "in/b.pdf", Error: "is no text", At: at}
	check(t, s.Fail(ctx, failure))
	check(t, s.Fail(ctx, failure))
	check(t, s.Decide(ctx, store.Decision{ID: "r2", At: at, Who: "Pia Lind", What: store.Wrong, Type: "statement", Item: "a-s0", Anchor: []doc.Evidence{{Doc: "a", Start: 0, End: 4, Quote: "Ana "}}, Was: json.RawMessage(`{"act":"asserts"}`)}))
	check(t, s.Decide(ctx, store.Decision{ID: "r1", At: at.Add(time.Nanosecond), Who: "Pia Lind", What: store.Undo, Undoes: "r2"}))
	check(t, keep.Weave(ctx, s, ""))
	return s
}

func written(t *testing.T, s store.Store) []byte {
	t.Helper()
	var b bytes.Buffer
	_, err := archive.Write(t.Context(), &b, s)
	check(t, err)
	return b.Bytes()
}

// same holds the items of two stores against each other.
func same(t *testing.T, a, b store.Store) {
	t.Helper()
	x, y := items(t, a), items(t, b)
	if len(x) == 0 || len(x) != len(y) {
		t.Fatalf("%d items, and %d where it was restored", len(x), len(y))
	}
	for id, hash := range x {
		if y[id] != hash {
			t.Errorf("%s is another item where it was restored", id)
		}
	}
}

func items(t *testing.T, s store.Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	page, _, err := s.Items(context.Background(), store.Query{Limit: 1000})
	check(t, err)
	for _, item := range page {
		whole, err := s.Item(t.Context(), item.ID, store.Whole)
		check(t, err)
		all[item.ID] = whole.Hash()
	}
	return all
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

package keep_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/review"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/store/postgres"
	"github.com/parleyhq/parley/internal/store/postgres/postgrestest"
	"github.com/parleyhq/parley/internal/store/sqlite"
)

// onBoth runs a test on an empty store of each kind.
func onBoth(t *testing.T, test func(t *testing.T, s store.Store)) {
	t.Run("sqlite", func(t *testing.T) {
		s, err := sqlite.Open(t.Context(), ":memory:")
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		test(t, s)
	})
	t.Run("postgres", func(t *testing.T) {
		s, err := postgres.Open(t.Context(), postgrestest.Start(t).Database(t))
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		test(t, s)
	})
}

// page makes a document and its reading: a position and a mention of a truce. Another engine gives other ids.
func page(n int, engine string) (*doc.Document, *meaning.Reading) {
	id := fmt.Sprintf("d%04d", n)
	d := &doc.Document{ID: id, Path: id + ".txt", MediaType: "text/plain", Published: doc.Published{Date: "2031-05-02", Basis: doc.Given}}
	d.Text = fmt.Sprintf("Valmora calls for a truce of ships, report %d. Both sides agreed on a truce. It would pay %d crowns.\n", n, n+40)
	words := func(w string) []doc.Evidence {
		i := strings.Index(d.Text, w)
		return []doc.Evidence{d.Evidence(doc.Span{Start: i, End: i + len(w)})}
	}
	r := &meaning.Reading{Doc: id, Engine: engine, Positions: []meaning.Position{{
		ID: id + "-p" + engine, Doc: id, Party: "Valmora", Issue: "ceasefire", Stance: meaning.StanceDemands, Confidence: 0.6, Evidence: words("Valmora calls for a truce of ships"),
	}}, Commitments: []meaning.Commitment{{
		ID: id + "-c" + engine, Doc: id, Issue: "ceasefire", Kind: meaning.Agreement, Status: meaning.StatusAgreed, Parties: []string{"Estria", "Valmora"}, Made: "2031-05-01",
		Evidence: words("Both sides agreed on a truce"),
	}}}
	return d, r
}

// read keeps so many documents as an engine reads them.
func read(t *testing.T, s store.Store, n int, engine string) {
	t.Helper()
	k := keep.New(s, engine, "")
	for i := range n {
		d, r := page(i, engine)
		if err := k.Add(t.Context(), d.Path, d, r); err != nil {
			t.Fatal(err)
		}
	}
	if err := k.Weave(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
}

// all gives every item of a store, by id, with its type before its line.
func all(t *testing.T, s store.Store) map[string]string {
	t.Helper()
	items := map[string]string{}
	q := store.Query{Limit: 1000}
	for {
		page, next, err := s.Items(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range page {
			items[i.ID] = fmt.Sprint(i.Type, " ", i.Tags, " ", string(i.Body))
		}
		if q.After = next; next == "" {
			return items
		}
	}
}

// on makes a decision on an item of a store.
func on(t *testing.T, s store.Store, what store.Verdict, id, decision string) store.Decision {
	t.Helper()
	item, err := s.Item(t.Context(), id, store.Whole)
	if err != nil {
		t.Fatal(id, err)
	}
	one, err := review.Read(item.Body)
	if err != nil {
		t.Fatal(err)
	}
	d := one.Decide(what)
	d.ID, d.Who, d.At = decision, "Ines Falk", time.Now().UTC()
	return d
}

func decide(t *testing.T, desk *keep.Desk, d ...store.Decision) {
	t.Helper()
	if _, err := desk.Decide(t.Context(), d...); err != nil {
		t.Fatal(err)
	}
	desk.Wait()
}

func undo(of, id string) store.Decision {
	return store.Decision{ID: id, Who: "Ines Falk", At: time.Now().UTC(), What: store.Undo, Undoes: of}
}

// typeOf is the type under which an item is kept, and what its line says of its review.
func typeOf(t *testing.T, s store.Store, id string) (kind, verdict string) {
	t.Helper()
	item, err := s.Item(t.Context(), id, store.Whole)
	if err != nil {
		t.Fatal(id, err)
	}
	var line struct{ Review *meaning.Review }
	if err := json.Unmarshal(item.Body, &line); err != nil {
		t.Fatal(err)
	}
	if line.Review != nil {
		verdict = string(line.Review.Verdict)
	}
	return item.Type, verdict
}

// What is decided shows at once; a newer engine keeps it; what is undone leaves no trace in the record.
func TestReview(t *testing.T) {
	onBoth(t, func(t *testing.T, s store.Store) {
		read(t, s, 3, "1.0.0")
		before := all(t, s)
		desk := keep.NewDesk(s, "")
		const p, c = "d0001-p1.0.0", "of-d0000-c1.0.0"
		change := on(t, s, store.Change, p, "2")
		change.Field, change.Value = "stance", review.Value("proposes")
		add := store.Decision{ID: "3", Who: "Jonas Weil", At: time.Now().UTC(), What: store.Add, Type: review.Figure, Value: review.Values(map[string]string{"value": "42"})}
		d, _ := page(2, "")
		words, err := review.Locate(d, "42 crowns", -1)
		if err != nil {
			t.Fatal(err)
		}
		add.Anchor = []review.Evidence{words}
		decide(t, desk, on(t, s, store.Wrong, "d0000-p1.0.0", "1"), change, add, on(t, s, store.Right, c, "4"))
		check := func(engine string) {
			t.Helper()
			for id, want := range map[string]string{"d0000-p" + engine: "struck wrong", "d0001-p" + engine: "position changed", "added-3": "figure added", "of-d0000-c" + engine: "commitment right"} {
				if kind, verdict := typeOf(t, s, id); kind+" "+verdict != want {
					t.Errorf("%s is %s %s, want %s", id, kind, verdict, want)
				}
			}
			for _, tag := range []store.Tag{{Name: "review", Value: "changed"}, {Name: "stance", Value: "proposes"}} {
				if n, err := s.Count(t.Context(), store.Query{Types: []string{filing.Position}, Tags: []store.Tag{tag}}); err != nil || n != 1 {
					t.Errorf("%v: %d positions, %v", tag, n, err)
				}
			}
		}
		check("1.0.0")
		read(t, s, 3, "2.0.0")
		check("2.0.0")
		fates, err := keep.Fates(t.Context(), s)
		if err != nil || len(fates) != 4 || fates["2"].State != review.InForce || fates["2"].On != "d0001-p2.0.0" {
			t.Errorf("fates %v, %v", fates, err)
		}
		read(t, s, 3, "1.0.0")
		for _, id := range []string{"1", "2", "3", "4"} {
			decide(t, desk, undo(id, "u"+id))
		}
		if diff := cmp.Diff(before, all(t, s)); diff != "" {
			t.Errorf("-before +after all is undone\n%s", diff)
		}
	})
}

// In a large record the item shows what was decided at once, and the record as a whole is the same in the end.
func TestReviewOfALargeRecord(t *testing.T) {
	onBoth(t, func(t *testing.T, s store.Store) {
		read(t, s, 5, "1.0.0")
		before := all(t, s)
		slow := keep.NewDesk(s, "")
		keep.SetLarge(slow, 2)
		const p, c = "d0001-p1.0.0", "of-d0000-c1.0.0"
		held := keep.Hold(slow) // nothing is woven until it is let go
		change := on(t, s, store.Change, c, "1")
		change.Field, change.Value = "status", review.Value("ended")
		later, err := slow.Decide(t.Context(), on(t, s, store.Wrong, p, "0"), change)
		if err != nil || !later || !slow.Weaving() {
			t.Fatal("it was woven at once", err)
		}
		if kind, verdict := typeOf(t, s, p); kind != filing.Struck || verdict != "wrong" {
			t.Errorf("%s is %s %s", p, kind, verdict)
		}
		if _, verdict := typeOf(t, s, c); verdict != "changed" {
			t.Errorf("%s is %s", c, verdict)
		}
		held()
		slow.Wait()
		overlaid := all(t, s)
		// the same, woven at once
		if err := keep.Weave(t.Context(), s, ""); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(overlaid, all(t, s)); diff != "" {
			t.Errorf("-in the background +at once\n%s", diff)
		}
		held = keep.Hold(slow)
		if _, err := slow.Decide(t.Context(), undo("0", "u0"), undo("1", "u1")); err != nil {
			t.Fatal(err)
		}
		if kind, verdict := typeOf(t, s, p); kind != filing.Position || verdict != "" {
			t.Errorf("%s is %s %s after it was undone", p, kind, verdict)
		}
		held()
		slow.Wait()
		if diff := cmp.Diff(before, all(t, s)); diff != "" {
			t.Errorf("-before +after all is undone\n%s", diff)
		}
	})
}

// Many decide at once, and nothing is lost.
func TestReviewByMany(t *testing.T) {
	onBoth(t, func(t *testing.T, s store.Store) {
		const people = 12
		read(t, s, people, "1.0.0")
		desk := keep.NewDesk(s, "")
		var all sync.WaitGroup
		for i := range people {
			d := on(t, s, []store.Verdict{store.Right, store.Wrong}[i%2], fmt.Sprintf("d%04d-p1.0.0", i), fmt.Sprint(i))
			all.Go(func() {
				if _, err := desk.Decide(t.Context(), d); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for i := range people {
			want := []string{"position right", "struck wrong"}[i%2]
			if kind, verdict := typeOf(t, s, fmt.Sprintf("d%04d-p1.0.0", i)); kind+" "+verdict != want {
				t.Errorf("%d is %s %s, want %s", i, kind, verdict, want)
			}
		}
		if n, err := s.Count(t.Context(), store.Query{Types: []string{filing.Position}}); err != nil || n != people/2 {
			t.Errorf("%d positions are left, %v", n, err)
		}
	})
}

// Package storetest is the one suite that every store passes: it tests the contract of package store.
package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
)

// Run tests a kind of store. open gives a new, empty one; again opens what another open one keeps a second time, as
// another program would.
func Run(t *testing.T, open func(t *testing.T) (s store.Store, again func() store.Store)) {
	for _, c := range []struct {
		name string
		test func(*testing.T, store.Store, func() store.Store)
	}{
		{"documents and readings come back as they were", keepsReadings},
		{"a new reading replaces the old one and its items", replacesReadings},
		{"a failure is a row until its input is read", keepsFailures},
		{"items come in order, a page at a time", pages},
		{"items are asked for by tags, time and words", asks},
		{"what searches mean", searches},
		{"the values of a tag are counted", counts},
		{"several tags are counted at once, as far as is asked", facets},
		{"words, tags and types are found in order", inOrder},
		{"the dossier is replaced item by item", weaves},
		{"a long line is given in the form asked for", forms},
		{"decisions are kept in order and never changed", decides},
		{"settings", settings},
		{"what was read by another engine or agenda", outdated},
		{"all is taken away", clears},
		{"what is not there", notThere},
		{"fifty writers and fifty readers lose nothing", crowd},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, again := open(t)
			t.Cleanup(func() { s.Close() })
			c.test(t, s, again)
		})
	}
}

// Doc makes a document with a reading of one statement, whose words are the text.
func Doc(n int, text string, tags ...store.Tag) store.Read {
	d := &doc.Document{ID: fmt.Sprintf("d%05d", n), Path: fmt.Sprintf("%d.txt", n), Text: text, Published: doc.Published{Date: fmt.Sprintf("2031-%02d-%02d", 1+n/28%12, 1+n%28), Basis: doc.Given}}
	st := meaning.Statement{ID: d.ID + "-s0", Doc: d.ID, Act: meaning.Asserts, Evidence: []doc.Evidence{d.Evidence(doc.Span{Start: 0, End: len(text)})}}
	body, err := json.Marshal(st)
	if err != nil {
		panic(err) // plain types are always JSON
	}
	return store.Read{
		Document: d,
		Reading:  &meaning.Reading{Doc: d.ID, Engine: "1", Statements: []meaning.Statement{st}},
		Input:    d.Path,
		Agenda:   "a",
		Items:    []store.Item{{ID: st.ID, Type: "statement", Sort: d.Published.Date + " " + d.ID, Tags: append([]store.Tag{{Name: "doc", Value: d.ID}}, tags...), Words: text, Body: body}},
	}
}

func keepsReadings(t *testing.T, s store.Store, again func() store.Store) {
	ctx := t.Context()
	a, b := Doc(1, "Duarte said \"no\".\nThe port's <gates> – ünïcode, \u2028 too."), Doc(2, "Second.")
	must(t, s.Keep(ctx, []store.Read{b, a}))
	for _, s := range []store.Store{s, again()} {
		got, err := s.Document(ctx, a.Document.ID)
		must(t, err)
		same(t, got, a.Document)
		var all []store.Read
		for r, err := range s.Readings(ctx) {
			must(t, err)
			all = append(all, r)
		}
		a, b := a, b
		a.Items, b.Items = nil, nil
		same(t, all, []store.Read{a, b})
		engine, agenda, err := s.Engine(ctx, a.Document.ID)
		must(t, err)
		same(t, []string{engine, agenda}, []string{"1", "a"})
	}
}

func replacesReadings(t *testing.T, s store.Store, _ func() store.Store) {
	ctx := t.Context()
	r := Doc(1, "The port opens.", store.Tag{Name: "party", Value: "Valmora"})
	r.Items = append(r.Items, store.Item{ID: "extra", Type: "figure", Sort: "2031", Words: "seven", Body: json.RawMessage(`{}`)})
	must(t, s.Keep(ctx, []store.Read{r}))
	r.Reading.Engine, r.Items = "2", r.Items[:1]
	r.Items[0].Tags = []store.Tag{{Name: "party", Value: "Tarsia"}}
	r.Items[0].Words = "the gates"
	must(t, s.Keep(ctx, []store.Read{r}))
	same(t, ids(t, s, store.Query{}), []string{"d00001-s0"})
	same(t, ids(t, s, store.Query{Tags: []store.Tag{{Name: "party", Value: "Valmora"}}}), nil)
	same(t, ids(t, s, store.Query{Tags: []store.Tag{{Name: "party", Value: "Tarsia"}}}), []string{"d00001-s0"})
	same(t, ids(t, s, store.Query{Words: "port"}), nil)
	same(t, ids(t, s, store.Query{Words: "seven"}), nil)
	same(t, ids(t, s, store.Query{Words: "gates"}), []string{"d00001-s0"})
	values, err := s.Values(ctx, store.Query{}, "party", 10)
	must(t, err)
	same(t, values, []store.Value{{Value: "Tarsia", Count: 1}})
}

func keepsFailures(t *testing.T, s store.Store, _ func() store.Store) {
	ctx := t.Context()
	at := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	must(t, s.Fail(ctx, store.Failure{Input: "1.txt", Error: "it is empty", At: at}))
	must(t, s.Fail(ctx, store.Failure{Input: "b", Error: "no such file", At: at.Add(time.Second)}))
	must(t, s.Fail(ctx, store.Failure{Input: "1.txt", Error: "it is no text", At: at.Add(time.Minute)}))
	got, err := s.Failures(ctx)
	must(t, err)
	same(t, got, []store.Failure{{Input: "1.txt", Error: "it is no text", At: at.Add(time.Minute), Tries: 2}, {Input: "b", Error: "no such file", At: at.Add(time.Second), Tries: 1}})
	must(t, s.Keep(ctx, []store.Read{Doc(1, "now it is one")}))
	got, err = s.Failures(ctx)
	must(t, err)
	same(t, len(got), 1)
}

func pages(t *testing.T, s store.Store, _ func() store.Store) {
	ctx := t.Context()
	var reads []store.Read
	var want []string
	for n := range 25 {
		r := Doc(n, "words")
		r.Items[0].Sort = fmt.Sprint("2031-01-", 10+n/5) // several have one place in the order
		reads = append(reads, r)
		want = append(want, r.Items[0].ID)
	}
	must(t, s.Keep(ctx, reads))
	for _, newest := range []bool{false, true} {
		for _, q := range []store.Query{{}, {Types: []string{"statement"}}, {Words: "word"}} {
			q.Newest, q.Limit = newest, 7
			var got []string
			for n := 0; ; n++ {
				items, next, err := s.Items(ctx, q)
				must(t, err)
				for _, i := range items {
					got = append(got, i.ID)
				}
				if q.After = next; next == "" || n > 9 {
					break
				}
			}
			if newest {
				slices.Reverse(got)
			}
			same(t, got, want)
		}
	}
	if _, _, err := s.Items(ctx, store.Query{After: "nonsense"}); err == nil {
		t.Error("a place that is none: no error")
	}
}

func asks(t *testing.T, s store.Store, _ func() store.Store) {
	tag := func(name, value string) store.Tag { return store.Tag{Name: name, Value: value} }
	must(t, s.Keep(t.Context(), []store.Read{
		Doc(1, "weapons", tag("party", "Valmora"), tag("issue", "arms")),
		Doc(2, "weapons", tag("party", "Tarsia"), tag("issue", "arms")),
		Doc(3, "land", tag("party", "Tarsia"), tag("party", "Valmora"), tag("issue", "territory")),
	}))
	for _, c := range []struct {
		name string
		ask  store.Query
		want string
	}{
		{"all", store.Query{}, "1 2 3"},
		{"one tag", store.Query{Tags: []store.Tag{tag("party", "Tarsia")}}, "2 3"},
		{"two tags", store.Query{Tags: []store.Tag{tag("party", "Tarsia"), tag("issue", "arms")}}, "2"},
		{"either of two values", store.Query{Tags: []store.Tag{tag("party", "Tarsia"), tag("party", "Valmora")}}, "1 2 3"},
		{"either of two values, and a tag", store.Query{Tags: []store.Tag{tag("party", "Tarsia"), tag("party", "Valmora"), tag("issue", "arms")}}, "1 2"},
		{"either of two documents", store.Query{Tags: []store.Tag{tag("doc", "d00001"), tag("doc", "d00003")}}, "1 3"},
		{"either of two documents, and a tag", store.Query{Tags: []store.Tag{tag("doc", "d00001"), tag("doc", "d00003"), tag("issue", "arms")}}, "1"},
		{"a document, words and a tag", store.Query{Tags: []store.Tag{tag("doc", "d00003"), tag("issue", "territory")}, Words: "land"}, "3"},
		{"three tags", store.Query{Types: []string{"statement"}, Tags: []store.Tag{tag("party", "Tarsia"), tag("party", "Valmora"), tag("issue", "territory"), tag("doc", "d00003")}}, "3"},
		{"a value with marks in it", store.Query{Tags: []store.Tag{tag("party", `O'Hara \ "x" & !y`), tag("issue", "arms")}}, ""},
		{"a type", store.Query{Types: []string{"figure"}}, ""},
		{"types", store.Query{Types: []string{"figure", "statement"}}, "1 2 3"},
		{"from a day", store.Query{From: "2031-01-03"}, "2 3"},
		{"to a day, itself included", store.Query{To: "2031-01-03"}, "1 2"},
		{"words and a tag", store.Query{Words: "weapon", Tags: []store.Tag{tag("party", "Valmora")}}, "1"},
		{"a value that is none", store.Query{Tags: []store.Tag{tag("party", "x' OR 1=1 --")}}, ""},
	} {
		var got []string
		for _, id := range ids(t, s, c.ask) {
			got = append(got, strings.TrimLeft(strings.TrimSuffix(strings.TrimPrefix(id, "d"), "-s0"), "0"))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		if n, err := s.Count(t.Context(), c.ask); err != nil || n != len(got) {
			t.Errorf("%s: counted %d, %v", c.name, n, err)
		}
	}
}

func searches(t *testing.T, s store.Store, _ func() store.Store) {
	must(t, s.Keep(t.Context(), []store.Read{
		Doc(1, "The parties agreed to a ceasefire at sea."),
		Doc(2, "No ceasefire was agreed; talks on café licences went on."),
		Doc(3, "A cease-fire, the minister's envoy said, holds on land."),
	}))
	for _, c := range []struct{ words, want string }{
		{"ceasefire", "1 2"},
		{"agree ceasefire", "1 2"},
		{"ceasefire -talks", "1"},
		{`"at sea"`, "1"},
		{`"sea at"`, ""},
		{`“at sea”`, "1"},
		{"sea OR land", "1 3"},
		{"negotia*", ""},
		{"licen*", "2"},
		{"cafe", "2"},
		{"café", "2"},
		{"cease-fire", "3"},
		{"minister's", "3"},
		{"CEASEFIRE", "1 2"},
		{"-talks", ""}, // nothing to look for
		{`" AND ( NEAR`, ""},
		{"' ; DROP TABLE item", ""},
		{"\x00 \xff", ""},
	} {
		var got []string
		for _, id := range ids(t, s, store.Query{Words: c.words}) {
			got = append(got, strings.TrimLeft(strings.TrimSuffix(strings.TrimPrefix(id, "d"), "-s0"), "0"))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: got %q, want %q", c.words, got, c.want)
		}
	}
}

func counts(t *testing.T, s store.Store, _ func() store.Store) {
	tag := func(name, value string) store.Tag { return store.Tag{Name: name, Value: value} }
	must(t, s.Keep(t.Context(), []store.Read{
		Doc(1, "one", tag("party", "B"), tag("issue", "x")), Doc(2, "two", tag("party", "B"), tag("issue", "y")), Doc(3, "three", tag("party", "A"), tag("issue", "x")), Doc(4, "four", tag("party", "C")),
	}))
	for _, c := range []struct {
		ask  store.Query
		want []store.Value
	}{
		{store.Query{}, []store.Value{{Value: "B", Count: 2}, {Value: "A", Count: 1}}},
		{store.Query{Types: []string{"statement"}}, []store.Value{{Value: "B", Count: 2}, {Value: "A", Count: 1}}},
		{store.Query{Types: []string{"figure"}}, nil},
		{store.Query{Tags: []store.Tag{tag("issue", "x")}}, []store.Value{{Value: "A", Count: 1}, {Value: "B", Count: 1}}},
		{store.Query{Words: "two"}, []store.Value{{Value: "B", Count: 1}}},
	} {
		got, err := s.Values(t.Context(), c.ask, "party", 2)
		must(t, err)
		same(t, got, c.want)
	}
}

// facets counts several tags at once, as far as the query bounds it, and what has gone is counted no more.
func facets(t *testing.T, s store.Store, _ func() store.Store) {
	ctx := t.Context()
	tag := func(name, value string) store.Tag { return store.Tag{Name: name, Value: value} }
	var reads []store.Read
	for n := range 60 {
		reads = append(reads, Doc(n, "The ferry sails.", tag("party", string(rune('A'+n%3))), tag("issue", string(rune('x'+n%2)))))
	}
	must(t, s.Keep(ctx, reads))
	must(t, s.Keep(ctx, []store.Read{Doc(0, "The ferry stays.", tag("party", "B"))})) // it was A's, on x
	both := []string{"party", "issue"}
	whole := map[string][]store.Value{"party": {{Value: "B", Count: 21}, {Value: "C", Count: 20}, {Value: "A", Count: 19}}, "issue": {{Value: "y", Count: 30}, {Value: "x", Count: 29}}}
	for _, q := range []store.Query{{}, {Types: []string{"statement"}}, {Words: "ferry"}, {From: "1900"}, {Words: "ferry", Bound: 60}} {
		got, err := s.Facets(ctx, q, both, 5)
		must(t, err)
		same(t, got, store.Facets{Values: whole, Found: 60})
		n, err := s.Count(ctx, q)
		must(t, err)
		same(t, n, 60)
	}
	got, err := s.Facets(ctx, store.Query{Tags: []store.Tag{tag("issue", "x")}}, []string{"party"}, 2)
	must(t, err)
	same(t, got, store.Facets{Values: map[string][]store.Value{"party": {{Value: "B", Count: 10}, {Value: "C", Count: 10}}}, Found: 29})
	for _, q := range []store.Query{{Words: "ferry", Bound: 10}, {From: "1900", Bound: 10, Newest: true}} {
		got, err := s.Facets(ctx, q, both, 5)
		must(t, err)
		parties := got.Values["party"]
		if counted := parties[0].Count + parties[1].Count + parties[2].Count; counted < 60 != got.Part || counted < 10 || counted != got.Found {
			t.Errorf("%v: %d are counted of %d found, and in part: %v", q, counted, got.Found, got.Part)
		}
		n, err := s.Count(ctx, q)
		must(t, err)
		if n <= 10 || n > 60 {
			t.Errorf("%v: counts %d, which is not more than 10 of 60", q, n)
		}
	}
	must(t, s.Clear(ctx))
	n, err := s.Count(ctx, store.Query{})
	must(t, err)
	same(t, n, 0)
}

// inOrder finds words and tags, forwards and backwards and page by page, in the order of sort whatever order they were kept in.
func inOrder(t *testing.T, s store.Store, _ func() store.Store) {
	ctx := t.Context()
	sorts := []string{"2031-05-06 b", "2031-05-06 a", "2031-05", "2031", "2031-05-06T10:00", "~", "2030-12-31 z", "2031-05-07", "2031-05-06", "", "000000012", "0 1", "2031-11-01", "é"}
	var items []store.Item
	for i := range 140 {
		item := store.Item{ID: fmt.Sprintf("c%03d", i), Type: []string{"commitment", "contact"}[i%2], Sort: sorts[(i*5)%len(sorts)], Words: "the ferry", Body: json.RawMessage(`1`)}
		item.Tags = []store.Tag{{Name: "party", Value: "A"}, {Name: "issue", Value: fmt.Sprint(i % 3)}}
		items = append(items, item)
	}
	must(t, s.Weave(ctx, items[:70], nil))
	must(t, s.Weave(ctx, items[70:], nil))
	must(t, s.Weave(ctx, items[20:40], nil)) // again
	for _, q := range []store.Query{
		{Words: "ferry"},
		{Words: "ferry", Types: []string{"contact"}},
		{Types: []string{"commitment", "contact"}},
		{Tags: items[0].Tags, Types: []string{"commitment", "contact"}},
		{Words: "ferry", Tags: items[0].Tags},
		{Words: "ferry", From: "2031-05", To: "2031-05"},
		{Types: []string{"commitment", "contact"}, From: "2031", To: "2031-05-06"},
	} {
		for _, newest := range []bool{false, true} {
			q.Newest, q.Limit, q.After = newest, 9, ""
			want := 0
			for _, item := range items {
				if asked(item, q) {
					want++
				}
			}
			seen, last := map[string]bool{}, ""
			for page := 0; ; page++ {
				got, next, err := s.Items(ctx, q)
				must(t, err)
				for i, item := range got {
					if seen[item.ID] || !asked(item, store.Query{Types: q.Types, From: q.From, To: q.To}) {
						t.Errorf("%+v: %s is given twice, or not asked for", q, item.ID)
					}
					if (page > 0 || i > 0) && (newest && item.Sort > last || !newest && item.Sort < last) {
						t.Errorf("%+v: %q stands after %q", q, item.Sort, last)
					}
					seen[item.ID], last = true, item.Sort
				}
				if next == "" {
					break
				}
				q.After = next
			}
			same(t, len(seen), want)
			n, err := s.Count(ctx, q)
			must(t, err)
			same(t, n, want)
		}
	}
}

// asked tells whether a query asks for an item, whatever its words.
func asked(item store.Item, q store.Query) bool {
	for _, tag := range q.Tags {
		if !slices.Contains(item.Tags, tag) {
			return false
		}
	}
	return (len(q.Types) == 0 || slices.Contains(q.Types, item.Type)) && item.Sort >= q.From && (q.To == "" || item.Sort < q.To+"\U0010ffff")
}

func weaves(t *testing.T, s store.Store, _ func() store.Store) {
	ctx := t.Context()
	item := func(id, body string) store.Item {
		return store.Item{ID: id, Type: "commitment", Sort: "2031-05-06", Tags: []store.Tag{{Name: "issue", Value: "ceasefire"}}, Words: body, Body: json.RawMessage(`"` + body + `"`)}
	}
	must(t, s.Keep(ctx, []store.Read{Doc(1, "of a reading")}))
	must(t, s.Weave(ctx, []store.Item{item("c1", "one"), item("c2", "two")}, nil))
	must(t, s.Weave(ctx, []store.Item{item("c2", "changed"), item("c3", "three")}, []string{"c1", "d00001-s0", "nothing"}))
	same(t, ids(t, s, store.Query{Types: []string{"commitment"}}), []string{"c2", "c3"})
	same(t, ids(t, s, store.Query{Types: []string{"statement"}}), []string{"d00001-s0"})  // a reading's items are not the dossier's
	must(t, s.Weave(ctx, []store.Item{item("c2", "before"), item("c2", "changed")}, nil)) // of two with one id the last stands
	got, err := s.Item(ctx, "c2", store.Whole)
	must(t, err)
	want := item("c2", "changed")
	want.Words = "" // they are for search alone
	same(t, got, want)
	found, err := s.Lookup(ctx, []string{"c3", "c1", "d00001-s0"}, store.Whole)
	must(t, err)
	same(t, len(found), 2)
	same(t, string(found["c3"].Body), `"three"`)
	hashes, err := s.Hashes(ctx)
	must(t, err)
	same(t, hashes, map[string]string{"c2": item("c2", "changed").Hash(), "c3": item("c3", "three").Hash()})
}

// forms keeps a line with its shorter forms and one without: each way to ask gives the form asked for, or else the whole.
func forms(t *testing.T, s store.Store, again func() store.Store) {
	ctx := t.Context()
	line := func(id string, shorter *store.Shorter) store.Item {
		return store.Item{ID: id, Type: "commitment", Sort: id, Body: json.RawMessage(`{"id":"` + id + `","places":[1,2,3]}`), Shorter: shorter}
	}
	long := line("long", &store.Shorter{OnPage: json.RawMessage(`{"page":1}`), InList: json.RawMessage(`{"list":1}`)})
	must(t, s.Weave(ctx, []store.Item{long, line("short", nil)}, nil))
	ask := func(form store.Form) string {
		t.Helper()
		items, _, err := s.Items(ctx, store.Query{Types: []string{"commitment"}, Form: form})
		must(t, err)
		found, err := s.Lookup(ctx, []string{"long", "short"}, form)
		must(t, err)
		var all []string
		for _, item := range items {
			one, err := again().Item(ctx, item.ID, form)
			must(t, err)
			same(t, string(one.Body), string(item.Body))
			same(t, string(found[item.ID].Body), string(item.Body))
			all = append(all, string(item.Body))
		}
		return strings.Join(all, " ")
	}
	whole := `{"id":"long","places":[1,2,3]}`
	short := ` {"id":"short","places":[1,2,3]}`
	same(t, ask(store.Whole), whole+short)
	same(t, ask(store.OnPage), `{"page":1}`+short)
	same(t, ask(store.InList), `{"list":1}`+short)
	hashes, err := s.Hashes(ctx)
	must(t, err)
	same(t, hashes["long"], long.Hash())
	if long.Hash() == line("long", nil).Hash() {
		t.Error("a line that is kept without its shorter forms would not be written anew with them")
	}
	must(t, s.Weave(ctx, []store.Item{line("long", nil)}, nil)) // it has become short
	same(t, ask(store.InList), whole+short)
	must(t, s.Weave(ctx, []store.Item{long}, nil))
	must(t, s.Weave(ctx, nil, []string{"long"}))
	same(t, ask(store.OnPage), strings.TrimSpace(short))
	must(t, s.Weave(ctx, []store.Item{long}, nil))
	must(t, s.Clear(ctx))
	must(t, s.Weave(ctx, []store.Item{line("long", nil)}, nil))
	same(t, ask(store.InList), whole)
}

func decides(t *testing.T, s store.Store, again func() store.Store) {
	ctx := t.Context()
	var want []store.Decision
	for n := range 5 {
		d := store.Decision{ID: fmt.Sprint("r", 5-n), At: time.Date(2031, 5, 6, 7, 0, n, 0, time.UTC), Who: "I. Brandt", What: store.Wrong, Why: "it was the envoy", Type: "statement", Item: "d1-s0", Anchor: []doc.Evidence{{Doc: "d1", Start: 1, End: 4, Quote: "who"}}, Value: json.RawMessage(`{"a":[1,2]}`)}
		must(t, s.Decide(ctx, d))
		want = append(want, d)
	}
	if err := s.Decide(ctx, want[0]); err == nil {
		t.Error("a decision was kept twice")
	}
	got, err := again().Decisions(ctx)
	must(t, err)
	same(t, got, want)
}

func settings(t *testing.T, s store.Store, again func() store.Store) {
	ctx := t.Context()
	if v, err := s.Setting(ctx, "name"); v != "" || err != nil {
		t.Errorf("a setting that is not there: %q, %v", v, err)
	}
	must(t, s.Set(ctx, "name", "one"))
	must(t, s.Set(ctx, "name", "Talks of Valmora’s ports"))
	v, err := again().Setting(ctx, "name")
	must(t, err)
	same(t, v, "Talks of Valmora’s ports")
}

func outdated(t *testing.T, s store.Store, _ func() store.Store) {
	ctx := t.Context()
	a, b, c := Doc(1, "One."), Doc(2, "Two."), Doc(3, "Three.")
	b.Reading.Engine, c.Agenda = "2", "other"
	must(t, s.Keep(ctx, []store.Read{c, b, a}))
	for _, want := range []struct {
		engine, agenda string
		documents      []store.Known
	}{
		{"1", "a", []store.Known{{ID: "d00002", Input: "2.txt"}, {ID: "d00003", Input: "3.txt"}}},
		{"2", "a", []store.Known{{ID: "d00001", Input: "1.txt"}, {ID: "d00003", Input: "3.txt"}}},
		{"1", "other", []store.Known{{ID: "d00001", Input: "1.txt"}, {ID: "d00002", Input: "2.txt"}}},
	} {
		got, err := s.Outdated(ctx, want.engine, want.agenda)
		must(t, err)
		same(t, got, want.documents)
	}
}

func clears(t *testing.T, s store.Store, _ func() store.Store) {
	ctx := t.Context()
	must(t, s.Keep(ctx, []store.Read{Doc(1, "The port opens.", store.Tag{Name: "party", Value: "Valmora"})}))
	must(t, s.Fail(ctx, store.Failure{Input: "b", Error: "no such file", At: time.Now()}))
	must(t, s.Weave(ctx, []store.Item{{ID: "c1", Type: "commitment", Sort: "2031", Words: "port", Body: json.RawMessage(`{}`)}}, nil))
	must(t, s.Decide(ctx, store.Decision{ID: "r1", At: time.Now(), Who: "editor", What: store.Right}))
	must(t, s.Set(ctx, "name", "The straits"))
	must(t, s.Clear(ctx))
	n, err := s.Count(ctx, store.Query{})
	must(t, err)
	same(t, n, 0)
	same(t, ids(t, s, store.Query{Words: "port"}), nil)
	values, err := s.Values(ctx, store.Query{}, "party", 10)
	must(t, err)
	same(t, len(values), 0)
	failures, err := s.Failures(ctx)
	must(t, err)
	same(t, len(failures), 0)
	decisions, err := s.Decisions(ctx)
	must(t, err)
	same(t, len(decisions), 0)
	name, err := s.Setting(ctx, "name")
	must(t, err)
	same(t, name, "")
	for range s.Readings(ctx) {
		t.Error("a reading is still there")
	}
	must(t, s.Keep(ctx, []store.Read{Doc(1, "The port opens.")}))
	same(t, ids(t, s, store.Query{Words: "port"}), []string{"d00001-s0"})
}

func notThere(t *testing.T, s store.Store, _ func() store.Store) {
	ctx := t.Context()
	if _, err := s.Document(ctx, "none"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("document: %v", err)
	}
	if _, err := s.Item(ctx, "none", store.Whole); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("item: %v", err)
	}
	if engine, agenda, err := s.Engine(ctx, "none"); engine != "" || agenda != "" || err != nil {
		t.Errorf("engine: %q %q %v", engine, agenda, err)
	}
	done, cancel := context.WithCancel(ctx)
	cancel()
	if err := s.Keep(done, []store.Read{Doc(1, "late")}); err == nil {
		t.Error("kept after it was called off")
	}
	same(t, ids(t, s, store.Query{}), nil)
}

// crowd lets fifty write, each a document of its own and one that all write, while fifty read.
func crowd(t *testing.T, s store.Store, again func() store.Store) {
	ctx := t.Context()
	other := again()
	var all sync.WaitGroup
	fail := make(chan error, 100)
	for w := range 50 {
		on := []store.Store{s, other}[w%2]
		all.Go(func() {
			r, shared := Doc(w, fmt.Sprint("writer ", w)), Doc(99, fmt.Sprint("shared by ", w))
			if err := on.Keep(ctx, []store.Read{r, shared}); err != nil {
				fail <- fmt.Errorf("writer %d: %w", w, err)
				return
			}
			if err := on.Decide(ctx, store.Decision{ID: fmt.Sprint("r", w), At: time.Unix(int64(w), 0).UTC(), Who: "w", What: store.Right}); err != nil {
				fail <- fmt.Errorf("writer %d decides: %w", w, err)
			}
		})
		all.Go(func() {
			for range 5 {
				items, _, err := on.Items(ctx, store.Query{Words: "writer OR shared", Limit: 200})
				if err != nil {
					fail <- fmt.Errorf("reader %d: %w", w, err)
					return
				}
				for _, i := range items {
					if len(i.Body) == 0 {
						fail <- fmt.Errorf("reader %d: %s is half written", w, i.ID)
					}
				}
			}
		})
	}
	all.Wait()
	close(fail)
	for err := range fail {
		t.Error(err)
	}
	same(t, len(ids(t, s, store.Query{Limit: 1000})), 51)
	decisions, err := s.Decisions(ctx)
	must(t, err)
	same(t, len(decisions), 50)
}

// ids gives the ids of what a query asks for, in its order.
func ids(t *testing.T, s store.Store, q store.Query) []string {
	t.Helper()
	items, _, err := s.Items(t.Context(), q)
	must(t, err)
	var all []string
	for _, i := range items {
		all = append(all, i.ID)
	}
	return all
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func same[T any](t *testing.T, got, want T) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("not the same (-want +got):\n%s", d)
	}
}

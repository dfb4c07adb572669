package filing_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/weave"
	"github.com/parleyhq/parley/internal/weave/press"
)

// Of a large archive every line that is long has shorter forms, which are shorter, name their type and id as the whole does, have
// no place that the whole has not, and say how many it has.
func TestShorter(t *testing.T) {
	p := press.NewArchive(3)
	var documents []*doc.Document
	var readings []*meaning.Reading
	for i := range 1500 {
		d, r := p.Write(i)
		documents, readings = append(documents, d), append(readings, r)
	}
	shortened := map[string]int{}
	for _, item := range filing.Woven(weave.Weave(documents, readings)) {
		if item.Shorter == nil {
			if len(item.Body) > 12_000 && item.Type != filing.Count && item.Type != filing.Summary {
				t.Errorf("%s: %d bytes have no shorter form", item.ID, len(item.Body))
			}
			continue
		}
		shortened[item.Type]++
		if item.Type == filing.Commitment || item.Type == filing.Contact {
			placesIn(t, item)
		}
		if len(item.Shorter.InList) > len(item.Shorter.OnPage) || len(item.Shorter.OnPage) > len(item.Body)+100 || len(item.Shorter.InList) > 4000 {
			t.Errorf("%s: whole %d bytes, on its page %d, in a list %d", item.ID, len(item.Body), len(item.Shorter.OnPage), len(item.Shorter.InList))
		}
		whole := read(t, item.Body)
		for _, form := range []json.RawMessage{item.Shorter.OnPage, item.Shorter.InList} {
			short := read(t, form)
			if short.Type != whole.Type || short.ID != whole.ID {
				t.Errorf("%s: a shorter form is a %s %q", item.ID, short.Type, short.ID)
			}
			for i, e := range short.Evidence {
				if e != whole.Evidence[i] {
					t.Errorf("%s: place %d is %v in a shorter form, and %v in the whole", item.ID, i, e, whole.Evidence[i])
				}
			}
			if n := short.Whole.Places; len(short.Evidence) > 0 && n != len(whole.Evidence) {
				t.Errorf("%s: a shorter form says that the whole has %d places; it has %d", item.ID, n, len(whole.Evidence))
			}
		}
	}
	for _, kind := range []string{filing.Commitment, filing.Contact, filing.Actor, filing.Stand, filing.Event} {
		if shortened[kind] == 0 {
			t.Errorf("no %s was long: nothing was tested of it", kind)
		}
	}
}

// placesIn reads the places in single documents as they are found by reading them all.
func placesIn(t *testing.T, item store.Item) {
	t.Helper()
	want := map[string][]doc.Evidence{}
	for _, e := range read(t, item.Body).Evidence {
		want[e.Doc] = append(want[e.Doc], e)
	}
	want["d9"] = nil // which no other begins with
	for document, places := range want {
		got, err := filing.PlacesIn(item, document)
		if err != nil || !slices.Equal(got, places) {
			t.Errorf("%s in %s: got %v, want %v; %v", item.ID, document, got, places, err)
		}
	}
}

type line struct {
	Type     string
	ID       string
	Evidence []doc.Evidence
	Whole    filing.Whole
}

func read(t *testing.T, body json.RawMessage) (l line) {
	t.Helper()
	if err := json.Unmarshal(body, &l); err != nil {
		t.Fatal(err)
	}
	return l
}

// A commitment in any form is read with how much the whole has.
func TestReadCommitment(t *testing.T) {
	p := press.New(1)
	var documents []*doc.Document
	var readings []*meaning.Reading
	for i := range 400 {
		d, r := p.Write(i)
		documents, readings = append(documents, d), append(readings, r)
	}
	var longest store.Item
	for _, item := range filing.Woven(weave.Weave(documents, readings)) {
		if item.Type == filing.Commitment && len(item.Body) > len(longest.Body) {
			longest = item
		}
	}
	if longest.Shorter == nil {
		t.Fatal("no commitment is long")
	}
	whole, err := filing.ReadCommitment(longest)
	if err != nil {
		t.Fatal(err)
	}
	onPage, err := filing.ReadCommitment(store.Item{Body: longest.Shorter.OnPage})
	if err != nil {
		t.Fatal(err)
	}
	inList, err := filing.ReadCommitment(store.Item{Body: longest.Shorter.InList})
	if err != nil {
		t.Fatal(err)
	}
	if onPage.Whole != whole.Whole || inList.Whole != whole.Whole || whole.Whole.Places < 100 || whole.Whole.Breaches == 0 {
		t.Errorf("the whole has %+v, its page %+v, a list %+v", whole.Whole, onPage.Whole, inList.Whole)
	}
	if onPage.Status != whole.Status || onPage.History[0].Status != whole.History[0].Status || inList.Scope != whole.Scope {
		t.Errorf("the forms differ in what they have in common")
	}
	if filing.Places(longest) != 0 || filing.Places(store.Item{Body: longest.Shorter.InList}) != whole.Whole.Places {
		t.Error("Places tells a whole line from a shorter one")
	}
	if strings.Contains(string(longest.Body), `"whole"`) {
		t.Error("a whole line is printed as it always was")
	}
}

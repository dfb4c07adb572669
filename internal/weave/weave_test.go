package weave

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

func sample() ([]*doc.Document, []*meaning.Reading) {
	documents := []*doc.Document{
		{ID: "c", Text: "Duarte said no."},
		{ID: "d", Text: "Duarte said nothing.", Published: doc.Published{Date: "2031-05"}},
		{ID: "a", Text: "Ana Duarte said yes.", Published: doc.Published{Date: "2031-05-02"}},
		{ID: "b", Text: "Minister Duarte said maybe.", Published: doc.Published{Date: "2031-05-01"}},
	}
	actor := func(name, party string, listed bool, aliases ...string) meaning.Actor {
		return meaning.Actor{ID: "ana-duarte", Name: name, Party: party, Listed: listed, Aliases: aliases}
	}
	readings := []*meaning.Reading{
		{Doc: "a", Actors: []meaning.Actor{actor("Ana Duarte", "Valmora", false, "Duarte")}, Statements: []meaning.Statement{{ID: "a-1", Doc: "a"}, {ID: "a-2", Doc: "a"}}},
		{Doc: "b", Actors: []meaning.Actor{actor("Ana Duarte", "Estria", true, "Minister Duarte")}, Statements: []meaning.Statement{{ID: "b-1", Doc: "b"}}},
		{Doc: "c", Actors: []meaning.Actor{actor("Ana Duarte", "Valmora", false, "Ana Duarte")}},
		{Doc: "gone", Statements: []meaning.Statement{{ID: "gone-1", Doc: "gone"}}},
	}
	return documents, readings
}

func TestWeave(t *testing.T) {
	d := Weave(sample())
	var documents, statements []string
	for _, x := range d.Documents {
		documents = append(documents, x.ID)
	}
	for _, x := range d.Statements {
		statements = append(statements, x.ID)
	}
	want := []meaning.Actor{{ID: "ana-duarte", Name: "Ana Duarte", Party: "Estria", Listed: true, Aliases: []string{"Duarte", "Minister Duarte"}}}
	for _, diff := range []string{
		cmp.Diff([]string{"b", "a", "d", "c"}, documents),   // the oldest first, a month after its days, the undated last
		cmp.Diff([]string{"b-1", "a-1", "a-2"}, statements), // the one whose document is gone is not shown
		cmp.Diff(want, d.Actors),                            // what a list says stands above two texts
	} {
		if diff != "" {
			t.Error(diff)
		}
	}
}

func TestWeaveInAnyOrder(t *testing.T) {
	want := Weave(sample())
	rapid.Check(t, func(t *rapid.T) {
		documents, readings := sample()
		got := Weave(rapid.Permutation(documents).Draw(t, "documents"), rapid.Permutation(readings).Draw(t, "readings"))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

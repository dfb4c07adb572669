package examples_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/parleyhq/parley/examples"
	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/intake/desk"
	"github.com/parleyhq/parley/internal/pipeline"
	"github.com/parleyhq/parley/internal/weave"
)

// TestWhereTheAccountsPart finds in the negotiation what README.md says was planted there: one call told twice.
func TestWhereTheAccountsPart(t *testing.T) {
	content, err := fs.ReadFile(examples.BlackSeaSpring(), "agenda.yaml")
	if err != nil {
		t.Fatal(err)
	}
	a, err := agenda.Load(content, "agenda.yaml")
	if err != nil {
		t.Fatal(err)
	}
	engine, err := pipeline.New(a)
	if err != nil {
		t.Fatal(err)
	}
	w := weave.New()
	for item, err := range (desk.Desk{Disk: examples.BlackSeaSpring()}).Open(t.Context(), []string{"."}) {
		if err != nil {
			t.Fatal(err)
		}
		d, err := desk.Document(item)
		if err != nil {
			t.Fatal(err)
		}
		w.Add(d, engine.Read(d))
	}
	var found []string
	for _, d := range w.Dossier().Discrepancies {
		found = append(found, told(d))
	}
	for _, want := range []string{
		"scope ceasefire-energy: Russia, United States",            // "energy and infrastructure" against energy infrastructure
		"denial arms-supplies: Russia, United States",              // a key condition, and "we didn't talk about aid"
		"omission arms-supplies: Russia, not United States",        // the end of military aid
		"omission intelligence-sharing: Russia, not United States", // and of intelligence
		"omission prisoners: Russia, not United States",            // the exchange of prisoners
		"omission conflict-causes: Russia, not United States",      // the root causes
		"omission regional: United States, not Russia",             // Iran and Israel
		"quote-variant of Ilse Marwitz",                            // the text that is not yet a truce
		"denial violations: Russia, Ukraine",                       // the truce at Easter, kept and broken
	} {
		if !slices.Contains(found, want) {
			t.Errorf("%s was not found; found:\n%s", want, strings.Join(found, "\n"))
		}
	}
}

// told writes a discrepancy in one line; of an omission the side that leaves the issue out comes last.
func told(d dossier.Discrepancy) string {
	sides := []string{d.Between[0].Party, d.Between[1].Party}
	switch d.Kind {
	case dossier.QuoteVariant:
		return "quote-variant of " + d.Between[0].Speaker
	case dossier.Omission:
		if d.Between[0].Says == "" {
			slices.Reverse(sides)
		}
		return "omission " + d.Issue + ": " + sides[0] + ", not " + sides[1]
	}
	return string(d.Kind) + " " + d.Issue + ": " + strings.Join(sides, ", ")
}

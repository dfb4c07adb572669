package discrepancy_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/casefile"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/dossier/discrepancy"
	"github.com/parleyhq/parley/internal/intake"
	"github.com/parleyhq/parley/internal/intake/desk"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/pipeline"
)

// TestTexts reads testdata/texts.txt: short texts, and beside them where the accounts in them part.
func TestTexts(t *testing.T) {
	file, err := os.ReadFile("../../agenda/testdata/valmora.yaml")
	if err != nil {
		t.Fatal(err)
	}
	a, err := agenda.Load(file, "valmora.yaml")
	if err != nil {
		t.Fatal(err)
	}
	engine, err := pipeline.New(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range casefile.Read(t, "testdata/texts.txt") {
		t.Run(c.Title, func(t *testing.T) {
			d, err := desk.Document(intake.Item{Name: "case", Place: "case", Path: "case.txt", MediaType: "text/plain", Data: []byte(c.Text)})
			if err != nil {
				t.Fatal(err)
			}
			reading := engine.Read(d)
			var got []string
			for _, x := range found(reading) {
				got = append(got, line(x))
				holds(t, d, x)
			}
			if got == nil {
				got = []string{"none"}
			}
			slices.Sort(got)
			if diff := cmp.Diff(c.Lines, got); diff != "" {
				t.Errorf("%s\nwant - got +\n%s%s", c.Text, diff, accounts(reading))
			}
		})
	}
}

// found gives where the accounts of a reading part, contact by contact.
func found(r *meaning.Reading) []dossier.Discrepancy {
	groups := map[string][]meaning.Account{}
	for _, a := range r.Accounts {
		groups[a.Contact] = append(groups[a.Contact], a)
	}
	var all []dossier.Discrepancy
	for _, contact := range slices.Sorted(maps.Keys(groups)) {
		all = append(all, discrepancy.OfAccounts(contact, groups[contact])...)
	}
	return all
}

// line writes a discrepancy as the cases do.
func line(d dossier.Discrepancy) string {
	var sides []string
	for _, s := range d.Between {
		sides = append(sides, s.Party)
	}
	return fmt.Sprintf("%s %s: %s", d.Kind, d.Issue, strings.Join(sides, ", "))
}

// holds checks that the words of each side are the text's own.
func holds(t *testing.T, d *doc.Document, x dossier.Discrepancy) {
	t.Helper()
	if x.ID == "" || x.Why == "" || len(x.Between) != 2 {
		t.Errorf("%v has no id, no reason or not two sides", x)
	}
	for _, s := range x.Between {
		for _, e := range s.Evidence {
			if e.Doc != d.ID || e.Span().Of(d.Text) != e.Quote {
				t.Errorf("the evidence %v does not hold", e)
			}
		}
	}
}

// accounts shows what was read, to see where a case went wrong.
func accounts(r *meaning.Reading) string {
	var b strings.Builder
	for _, a := range r.Accounts {
		fmt.Fprintf(&b, "%s %s %s of %q\n", a.Party, a.Voice, a.Speaker.Name, a.Contact)
		for _, p := range a.Points {
			fmt.Fprintf(&b, "\t%s %s by %v denied %v absent %v outcome %d extent %d %q: %.80s\n", p.Issue, p.Deed, p.By, p.Denied, p.Absent, p.Outcome, p.Extent, p.Marker, p.Evidence[0].Quote)
		}
	}
	return b.String()
}

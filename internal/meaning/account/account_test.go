package account_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/casefile"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/intake"
	"github.com/parleyhq/parley/internal/intake/desk"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/pipeline"
)

// TestCases reads testdata/cases.txt: texts, and beside them the accounts that the sides give.
func TestCases(t *testing.T) {
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
	for _, c := range casefile.Read(t, "testdata/cases.txt") {
		t.Run(c.Title, func(t *testing.T) {
			d, err := desk.Document(intake.Item{Name: "case", Place: "case", Path: "case.txt", MediaType: "text/plain", Data: []byte(c.Text)})
			if err != nil {
				t.Fatal(err)
			}
			reading := engine.Read(d)
			var got []string
			for _, account := range reading.Accounts {
				got = append(got, head(account, reading.Contacts))
				for _, p := range account.Points {
					got = append(got, "\t"+point(p))
					holds(t, d, p)
				}
			}
			if got == nil {
				got = []string{"none"}
			}
			if diff := cmp.Diff(c.Lines, got); diff != "" {
				t.Errorf("%s\nwant - got +\n%s", c.Text, diff)
			}
		})
	}
}

// head writes an account as the cases do.
func head(a meaning.Account, contacts []meaning.Contact) string {
	words := []string{a.Party, string(a.Voice)}
	if a.Full {
		words = append(words, "full")
	}
	if i := slices.IndexFunc(contacts, func(c meaning.Contact) bool { return c.ID == a.Contact }); i >= 0 {
		words = append(words, "of", string(contacts[i].Form))
	}
	return strings.Join(words, " ")
}

// point writes a point as the cases do.
func point(p meaning.Point) string {
	words := []string{p.Issue}
	if p.Issue == "" {
		words = []string{"-"}
	}
	add := func(is bool, word string) {
		if is {
			words = append(words, word)
		}
	}
	add(p.Deed != "", string(p.Deed))
	add(len(p.By) > 0, "by "+strings.Join(p.By, " and "))
	add(p.Denied, "denied")
	add(p.Absent, "absent")
	add(p.Outcome > 0, "well")
	add(p.Outcome < 0, "badly")
	add(p.Extent > 0, "all")
	add(p.Extent < 0, "part")
	add(len(p.Names) > 0, "names "+strings.Join(p.Names, " and "))
	return strings.Join(words, " ")
}

func holds(t *testing.T, d *doc.Document, p meaning.Point) {
	t.Helper()
	if len(p.Evidence) == 0 {
		t.Errorf("%v rests on nothing", p)
	}
	for _, e := range p.Evidence {
		if e.Doc != d.ID || e.Span().Of(d.Text) != e.Quote {
			t.Errorf("the evidence %v does not hold", e)
		}
	}
}

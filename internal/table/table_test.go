package table

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/wording"
)

// sample is a dossier with a line or two of each sort.
func sample() *dossier.Dossier {
	d := &doc.Document{
		ID: "d1", URL: "https://harbour-post.example/strait", Publisher: "Harbour Post", Title: "The strait",
		Published: doc.Published{Date: "2031-05-06T10:00:00Z"},
		Text:      "The strait\n\nValmora wants all boats gone. Estria will not talk.\nThey agreed on a pause.",
	}
	says := func(words string) []doc.Evidence {
		at := strings.Index(d.Text, words)
		return []doc.Evidence{d.Evidence(doc.Span{Start: at, End: at + len(words)})}
	}
	one := dossier.Sources{Documents: 1, Independent: 1}
	wants, refuses, pause := says("Valmora wants all boats gone"), says("Estria will not talk"), says("They agreed on a pause")
	return &dossier.Dossier{
		Documents:  []*doc.Document{d, {ID: "d2", Path: "copy.txt", Title: "The strait"}},
		Statements: []meaning.Statement{{Doc: "d1"}},
		Stands: []dossier.Stand{
			{Party: "Valmora", Issue: "withdrawal", Sources: one, Positions: []meaning.Position{
				{ID: "p1", Party: "Valmora", Issue: "withdrawal", Stance: meaning.StanceDemands, Object: &doc.Quote{Text: "all boats\ngone"}, Evidence: wants},
				{ID: "p2", Party: "Valmora", Issue: "withdrawal", Stance: meaning.StanceDemands, Fallback: true, By: &meaning.Speaker{}, Evidence: wants},
			}},
			{Party: "Estria", Issue: "talks-format", Sources: one, Positions: []meaning.Position{
				{ID: "p3", Party: "Estria", Issue: "talks-format", Stance: meaning.StanceRejects, Evidence: refuses},
			}},
		},
		Commitments: []dossier.Commitment{{
			ID: "c1", Issue: "ceasefire-maritime", Scope: "a pause", Parties: []string{"Estria", "Valmora"}, End: "2031-06-05", Computed: true, Status: meaning.StatusAgreed,
			History: []dossier.Standing{{Status: meaning.StatusAgreed, Time: "2031-05-06", By: "Tomas Hale", Party: "Estria", Evidence: pause}}, Sources: one, Evidence: pause,
		}},
		Contacts: []dossier.Contact{{ID: "k1", Form: meaning.Talks, Participants: []string{"Estria", "Valmora"}, Date: "2031-05-05", Status: meaning.Held, Sources: one, Evidence: pause}},
		Discrepancies: []dossier.Discrepancy{{ID: "x1", Kind: dossier.Omission, Issue: "withdrawal", Why: "…", Between: []dossier.Side{
			{Party: "Valmora", Says: "wants all boats gone", Evidence: wants}, {Party: "Estria", Doc: "d1"},
		}}},
		Lineage:  []dossier.Descent{{Doc: "d2", Origin: "d1", Relation: dossier.Copy, Share: 1}},
		Timeline: []dossier.Event{{ID: "e1", Date: "2031-06-05", Kind: dossier.EventEnd, What: "End of a pause", Planned: true, Slipped: "2031-06-01", Evidence: pause}},
	}
}

var words = wording.Words{Issues: map[string]string{"withdrawal": "Withdrawal of forces", "talks-format": "Format of talks"}}

var update = flag.Bool("update", false, "write testdata/tables.txt anew; read it before it is committed")

// TestText holds all tables of the sample against those of testdata, which are there to be read.
func TestText(t *testing.T) {
	var out strings.Builder
	for _, x := range []struct {
		name string
		*Table
	}{
		{"positions", Positions(sample(), words)},
		{"commitments", Commitments(sample(), words)},
		{"contacts", Contacts(sample(), words)},
		{"timeline", Timeline(sample(), words)},
		{"discrepancies", Discrepancies(sample(), words)},
		{"sources", Sources(sample(), words)},
		{"timeline of nothing", Timeline(&dossier.Dossier{}, words)},
	} {
		out.WriteString("== " + x.name + "\n\n")
		if err := x.Text(&out, 100); err != nil {
			t.Fatal(err)
		}
		out.WriteString("\n")
	}
	const file = "testdata/tables.txt"
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Error(diff)
	}
}

// TestCSV reads back what a spreadsheet would.
func TestCSV(t *testing.T) {
	var out strings.Builder
	if err := Positions(sample(), words).CSV(&out); err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(out.String(), bom)
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || !marked || len(rows) != 4 {
		t.Fatalf("%d rows, marked as UTF-8: %v, %v", len(rows), marked, err)
	}
	got := map[string]string{}
	for i, name := range rows[0] {
		got[name] = rows[1][i]
	}
	want := map[string]string{
		"issue": "Withdrawal of forces", "party": "Valmora", "stance": "demands", "what": "all boats gone", "of": "", "condition": "", "hedge": "", "held by": "",
		"according to": "", "sourcing": "", "time": "", "documents": "1", "independent": "1", "source": "Harbour Post, 2031-05-06, line 3", "publisher": "Harbour Post",
		"published": "2031-05-06", "line": "3", "first byte": "12", "end byte": "40", "words": "Valmora wants all boats gone",
		"link": "https://harbour-post.example/strait#:~:text=Valmora%20wants%20all%20boats%20gone", "document": "d1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestNoFormula checks that no cell begins as a formula does, and that others stay as they are.
func TestNoFormula(t *testing.T) {
	for cell, want := range map[string]string{
		"=1+1": "'=1+1", "+1 (555)": "'+1 (555)", "-5": "-5", "-x": "'-x", "@x": "'@x", "\t=1": "'\t=1", "a=b": "a=b", "": "", " ": " ", "“=1”": "“=1”", "＝1": "'＝1",
	} {
		if got := harmless(cell); got != want {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.String().Draw(t, "cell")
		if got := harmless(cell); got != cell && got != "'"+cell {
			t.Fatalf("%q became %q", cell, got)
		}
	})
}

// TestJSONL checks that each item is one line of the record.
func TestJSONL(t *testing.T) {
	for kind, table := range map[string]*Table{
		"position": Positions(sample(), words), "commitment": Commitments(sample(), words), "contact": Contacts(sample(), words),
		"event": Timeline(sample(), words), "discrepancy": Discrepancies(sample(), words), "source": Sources(sample(), words),
	} {
		var out strings.Builder
		if err := table.JSONL(&out); err != nil {
			t.Fatal(err)
		}
		n := 0
		for line := range strings.Lines(out.String()) {
			var x struct{ Type, ID string }
			if err := json.Unmarshal([]byte(line), &x); err != nil || x.Type != kind || x.ID == "" {
				t.Errorf("%s: %v: %s", kind, err, line)
			}
			n++
		}
		if want := map[string]int{"position": 3, "source": 2}[kind]; n != max(want, 1) {
			t.Errorf("%d lines of %s", n, kind)
		}
	}
}

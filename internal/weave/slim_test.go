package weave

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

// TestSlim draws documents of sentences with dates and quotations, and holds the dossier of the slim readings against that of the
// whole ones.
func TestSlim(t *testing.T) {
	deadlines, quotes, spared := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		whole, slim := New(), New()
		for i := range rapid.IntRange(1, 6).Draw(t, "documents") {
			d, r := drawSayings(t, fmt.Sprintf("d%d", i))
			small := Slim(d, r)
			spared += len(r.Statements) + len(r.Timexes) - len(small.Statements) - len(small.Timexes)
			whole.Add(d, r)
			slim.Add(d, small)
		}
		a, b := whole.Dossier(), slim.Dossier()
		a.Statements, b.Statements = nil, nil
		for _, e := range a.Timeline {
			if e.Kind == "deadline" {
				deadlines++
			}
		}
		quotes += len(a.Discrepancies)
		x, _ := json.MarshalIndent(a, "", " ")
		y, _ := json.MarshalIndent(b, "", " ")
		if diff := cmp.Diff(string(x), string(y)); diff != "" {
			t.Fatalf("the dossier of slim readings is another (-whole +slim):\n%s", diff)
		}
	})
	if deadlines == 0 || quotes == 0 || spared == 0 {
		t.Errorf("%d deadlines, %d quotations in two wordings and %d items spared: the test shows nothing", deadlines, quotes, spared)
	}
}

// drawSayings makes a document of sentences, each told by a statement, a position, a commitment or nobody.
func drawSayings(t *rapid.T, id string) (*doc.Document, *meaning.Reading) {
	type said struct{ before, date, after string }
	sentences := []said{
		{"The convoy must leave by ", "2031-05-20", ", she said."},
		{"The deadline of ", "2031-05-09", " has passed."},
		{"The two met on ", "2031-05-02", "."},
		{"It is unlikely to be signed by ", "2031-06-01", "."},
		{"“We will open the two northern ports to every ship this spring,” she said", "", "."},
		{"“We will open the three northern ports to every ship this spring,” she said", "", "."},
	}
	sentences = append(sentences, sentences[4], sentences[5], sentences[4], sentences[5]) // so that both wordings come often
	d := &doc.Document{ID: id, Published: doc.Published{Date: rapid.SampledFrom([]string{"2031-05-06", "2031-05-06", "2031-05-08", ""}).Draw(t, "published")}}
	var at []doc.Span
	var dates []doc.Span
	var all []said
	for range rapid.IntRange(1, 8).Draw(t, "sentences") {
		s := rapid.SampledFrom(sentences).Draw(t, "sentence")
		start := len(d.Text)
		d.Text += s.before
		dates = append(dates, doc.Span{Start: len(d.Text), End: len(d.Text) + len(s.date)})
		d.Text += s.date + s.after
		at = append(at, doc.Span{Start: start, End: len(d.Text)})
		d.Text += "\n"
		all = append(all, s)
	}
	r := &meaning.Reading{Doc: id, Engine: "1.0.0"}
	for i, s := range all {
		e := []doc.Evidence{d.Evidence(at[i])}
		if s.date != "" {
			r.Timexes = append(r.Timexes, meaning.Timex{ID: fmt.Sprintf("%s-t%d", id, i), Kind: "DATE", Value: s.date, Evidence: []doc.Evidence{d.Evidence(dates[i])}})
		}
		switch rapid.IntRange(0, 4).Draw(t, "told by") {
		case 0:
			r.Positions = append(r.Positions, meaning.Position{ID: fmt.Sprintf("%s-p%d", id, i), Doc: id, Party: "Valmora", Issue: "ports", Stance: meaning.StanceDemands, Evidence: e})
		case 1:
			r.Commitments = append(r.Commitments, meaning.Commitment{ID: fmt.Sprintf("%s-c%d", id, i), Doc: id, Issue: "ports", Parties: []string{"Valmora"}, Status: meaning.StatusPromised, Evidence: e})
		case 2, 3:
			quotation := rapid.SampledFrom([]meaning.Quotation{meaning.Direct, meaning.Direct, meaning.Mixed, meaning.Indirect}).Draw(t, "quotation")
			r.Statements = append(r.Statements, meaning.Statement{
				ID: fmt.Sprintf("%s-s%d", id, i), Doc: id, Speaker: meaning.Speaker{Name: rapid.SampledFrom([]string{"Ana Duarte", "Ana Duarte", ""}).Draw(t, "speaker")},
				Quotation: quotation, Act: meaning.Asserts, Content: []doc.Quote{d.Quote(at[i])}, Evidence: e,
			})
		}
	}
	return d, r
}

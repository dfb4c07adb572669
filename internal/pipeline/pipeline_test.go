package pipeline

import (
	"encoding/json"
	"io/fs"
	"strings"
	"testing"

	"github.com/parleyhq/parley/examples"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/intake/desk"
	"github.com/parleyhq/parley/internal/meaning"
)

// bundled reads the documents of the bundled negotiation.
func bundled(t testing.TB) []*doc.Document {
	t.Helper()
	var documents []*doc.Document
	for item, err := range (desk.Desk{Disk: examples.BlackSeaSpring()}).Open(t.Context(), []string{"."}) {
		if err != nil {
			t.Fatal(err)
		}
		document, err := desk.Document(item)
		if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, document)
	}
	return documents
}

func newEngine(t testing.TB) *Engine {
	t.Helper()
	engine, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// TestReadingsHold checks on the bundled negotiation what must hold of every reading of every text.
func TestReadingsHold(t *testing.T) {
	engine := newEngine(t)
	for _, d := range bundled(t) {
		r := engine.Read(d)
		if r.Doc != d.ID || len(r.Statements) == 0 {
			t.Errorf("%s: a reading of %q with %d statements", d.Path, r.Doc, len(r.Statements))
		}
		hold(t, d, r)
	}
}

// hold checks that every item rests on words of the document, and that every speaker is one of its actors.
func hold(t testing.TB, d *doc.Document, r *meaning.Reading) {
	t.Helper()
	ids := map[string]bool{}
	evidence := func(of string, all []doc.Evidence) {
		if len(all) == 0 {
			t.Errorf("%s: %s rests on nothing", d.ID, of)
		}
		for _, e := range all {
			if e.Doc != d.ID || e.Start < 0 || e.End <= e.Start || e.End > len(d.Text) || d.Text[e.Start:e.End] != e.Quote {
				t.Errorf("%s: the evidence of %s does not hold: %+v", d.ID, of, e)
			}
		}
	}
	for _, a := range r.Actors {
		ids[a.ID] = true
		evidence("actor "+a.ID, a.Evidence)
	}
	seen := map[string]bool{}
	for _, s := range r.Statements {
		evidence("statement "+s.ID, s.Evidence)
		if seen[s.ID] {
			t.Errorf("%s: two statements are called %s", d.ID, s.ID)
		}
		seen[s.ID] = true
		for _, speaker := range append(s.Jointly, s.Speaker) {
			if speaker.Actor != "" && !ids[speaker.Actor] {
				t.Errorf("%s: the speaker of %s, %s, is none of the actors", d.ID, s.ID, speaker.Actor)
			}
		}
		if s.Sourcing == meaning.Unnamed && s.Speaker.Name != "" {
			t.Errorf("%s: the unnamed source of %s has a name: %s", d.ID, s.ID, s.Speaker.Name)
		}
		for _, f := range d.Furniture {
			for _, c := range s.Content {
				if f.Contains(c.Span()) {
					t.Errorf("%s: %s rests on furniture: %q", d.ID, s.ID, c.Text)
				}
			}
		}
	}
}

// TestReadingIsAFunction checks that the same document gives the same bytes, with the same engine and with another.
func TestReadingIsAFunction(t *testing.T) {
	one, other := newEngine(t), newEngine(t)
	bytes := func(e *Engine, d *doc.Document) string {
		b, err := json.Marshal(e.Read(d))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for _, d := range bundled(t) {
		if first := bytes(one, d); first != bytes(one, d) || first != bytes(other, d) {
			t.Errorf("%s is read in two ways", d.Path)
		}
	}
}

// FuzzRead reads any text, as any kind of document, without a crash and with evidence that holds.
func FuzzRead(f *testing.F) {
	err := fs.WalkDir(examples.BlackSeaSpring(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".txt") {
			text, err := fs.ReadFile(examples.BlackSeaSpring(), name)
			if err != nil {
				return err
			}
			f.Add(string(text[:min(len(text), 1500)]), "2025-03-18", 3, 400)
		}
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	engine := newEngine(f)
	f.Fuzz(func(t *testing.T, text, date string, from, to int) {
		text = strings.ToValidUTF8(text, "\ufffd")
		d := &doc.Document{ID: "d", Text: text, Published: doc.Published{Date: date, Basis: doc.Given}}
		if 0 <= from && from < to && to <= len(text) {
			d.Parts = []doc.Part{{Span: doc.Span{Start: from, End: to}, Kind: doc.Release, Author: "the ministry"}}
		}
		hold(t, d, engine.Read(d))
	})
}

func TestStagesAreShown(t *testing.T) {
	engine := newEngine(t)
	d := &doc.Document{ID: "d", Text: "Ana Duarte said on 6 May 2031 that the ports would reopen."}
	for _, c := range []struct{ stage, shown string }{
		{"document", "# d\nAna Duarte said"},
		{"token", "Ana Duarte said on 6 May 2031 that the ports would reopen .\n"},
		{"tag", "Ana/NNP Duarte/NNP said/VBD"},
		{"timex", "2031-05-06"},
		{"entity", "person       name         Ana Duarte"},
		{"attribution", "source        0-10     Ana Duarte\ncue          11-15     said\n"},
		{"coref", "0  person"},
		{"actor", "ana-duarte\tperson"},
		{"statement", "Ana Duarte\t\tasserts\tindirect\tnamed"},
		{"parse", "2\tDuarte\tduarte\tNNP\t1\tflat\n3\tsaid\tsay\tVBD\t0\troot\n"},
	} {
		var out strings.Builder
		if err := engine.Show(&out, d, c.stage); err != nil || !strings.Contains(out.String(), c.shown) {
			t.Errorf("%s: %v; no %q in\n%s", c.stage, err, c.shown, out.String())
		}
	}
	if got := strings.Join(Stages(), " "); got != "document token tag timex entity attribution coref actor statement parse issue position commitment contact account figure fingerprint" {
		t.Errorf("the stages are %s: is each of them looked at above?", got)
	}
	if err := engine.Show(&strings.Builder{}, d, "nonsense"); err == nil || !strings.Contains(err.Error(), "choose one of document, token") {
		t.Errorf("a stage that is not there: %v", err)
	}
}

func BenchmarkRead(b *testing.B) {
	engine, documents := newEngine(b), bundled(b)
	words := 0
	for _, d := range documents {
		words += len(strings.Fields(d.Text))
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range documents {
			engine.Read(d)
		}
	}
	b.ReportMetric(float64(len(documents)*b.N)/b.Elapsed().Seconds(), "docs/s")
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}

package record

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

const words = "Ports to reopen\n\n\"We will wait,\" Duarte told the Harbour Post. Officials <in Sella> declined to comment.\n"

// sample is one document with a statement by a person, through a newspaper, and one by nobody in particular.
func sample() (*doc.Document, *meaning.Reading) {
	d := &doc.Document{
		ID: "d1", Path: "ports.txt", Text: words, Title: "Ports to reopen", Agency: "Sella Wire", Kind: doc.Report,
		Published: doc.Published{Date: "2031-05", Basis: doc.Inferred}, Byline: []string{"Pia Lind", "Jon Berg"},
	}
	quote := func(s string) *doc.Quote {
		at := strings.Index(words, s)
		q := d.Quote(doc.Span{Start: at, End: at + len(s)})
		return &q
	}
	evidence := func(s string) []doc.Evidence { return []doc.Evidence{d.Evidence(quote(s).Span())} }
	return d, &meaning.Reading{
		Doc: "d1", Engine: "9.9.9",
		Actors: []meaning.Actor{{ID: "ana-duarte", Name: "Ana Duarte", Kind: meaning.Person, Party: "Valmora", Evidence: evidence("Duarte")}},
		Statements: []meaning.Statement{
			{
				ID: "d1-s17", Doc: "d1", Source: quote("Duarte"), Cue: quote("told"), Content: []doc.Quote{*quote("\"We will wait,\"")},
				Speaker: meaning.Speaker{Actor: "ana-duarte", Name: "Ana Duarte", Role: "foreign minister", Party: "Valmora"},
				Via:     &meaning.Via{Name: "Harbour Post"}, Quotation: meaning.Direct, Act: meaning.Asserts, Sourcing: meaning.Named,
				Evidence: evidence("\"We will wait,\" Duarte told the Harbour Post"),
			},
			{
				ID: "d1-s61", Doc: "d1", Source: quote("Officials <in Sella>"), Cue: quote("declined"), Quotation: meaning.NoQuotation,
				Act: meaning.NoComment, Sourcing: meaning.Unnamed, Described: "Officials <in Sella>", Evidence: evidence("Officials <in Sella> declined to comment"),
			},
		},
	}
}

func TestText(t *testing.T) {
	const want = `Ports to reopen
  ports.txt · 2031-05 (inferred) · Sella Wire · by Pia
  Lind, Jon Berg · report

  Ana Duarte (foreign minister, Valmora) · asserts
  ("told") · direct · named · via Harbour Post
      "We will wait,"
      [line 3, bytes 17–61]

  unnamed: Officials <in Sella> · no-comment
  ("declined") · none · unnamed
      declined
      [line 3, bytes 63–103]

problem: gone.txt: is not there
`
	var out strings.Builder
	w := NewText(&out, 56)
	check(t, w.Document(sample()), w.Problem(Problem{"gone.txt", "is not there"}), w.Close())
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

func TestJSONL(t *testing.T) {
	const want = `{"type":"document","id":"d1","path":"ports.txt","sha256":"","mediaType":"","text":"Ports to reopen\n\n\"We will wait,\" Duarte told the Harbour Post. Officials <in Sella> declined to comment.\n","title":"Ports to reopen","agency":"Sella Wire","byline":["Pia Lind","Jon Berg"],"published":{"date":"2031-05","basis":"inferred"},"kind":"report","engine":"9.9.9"}
{"type":"statement","id":"d1-s17","doc":"d1","source":{"start":33,"end":39,"text":"Duarte"},"cue":{"start":40,"end":44,"text":"told"},"content":[{"start":17,"end":32,"text":"\"We will wait,\""}],"speaker":{"actor":"ana-duarte","name":"Ana Duarte","role":"foreign minister","party":"Valmora"},"via":{"name":"Harbour Post"},"quotation":"direct","act":"asserts","sourcing":"named","evidence":[{"doc":"d1","start":17,"end":61,"quote":"\"We will wait,\" Duarte told the Harbour Post"}]}
{"type":"statement","id":"d1-s61","doc":"d1","source":{"start":63,"end":83,"text":"Officials <in Sella>"},"cue":{"start":84,"end":92,"text":"declined"},"content":null,"speaker":{},"quotation":"none","act":"no-comment","sourcing":"unnamed","described":"Officials <in Sella>","evidence":[{"doc":"d1","start":63,"end":103,"quote":"Officials <in Sella> declined to comment"}]}
{"type":"problem","input":"gone.txt","error":"is not there"}
{"type":"actor","id":"ana-duarte","name":"Ana Duarte","kind":"person","party":"Valmora","evidence":[{"doc":"d1","start":33,"end":39,"quote":"Duarte"}]}
`
	var out strings.Builder
	w := NewJSONL(&out)
	check(t, w.Document(sample()), w.Problem(Problem{"gone.txt", "is not there"}), w.Close())
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

func TestSummary(t *testing.T) {
	const want = `2 documents, 4 statements, 1 problem

Heard most
     2  Ana Duarte (Valmora)

How it is sourced
     2  a person with a name
     2  people without a name
`
	var out strings.Builder
	w := NewText(&strings.Builder{}, 80).(*text)
	check(t, w.Document(sample()), w.Document(sample()), w.Problem(Problem{}))
	w.summary.Print(&out)
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

// TestWriteError checks that a full disk or a closed pipe is not taken for a record.
func TestWriteError(t *testing.T) {
	for _, w := range []Writer{NewText(full{}, 80), NewJSONL(full{})} {
		if err := errors.Join(w.Document(sample()), w.Close()); !errors.Is(err, errFull) {
			t.Errorf("%T: %v, want the error of the writer", w, err)
		}
	}
}

var errFull = errors.New("no space left")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func check(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

package position_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/casefile"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/coref"
	"github.com/parleyhq/parley/internal/language/entity"
	"github.com/parleyhq/parley/internal/language/parse"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/timex"
	"github.com/parleyhq/parley/internal/language/token"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/meaning/actor"
	"github.com/parleyhq/parley/internal/meaning/attribution"
	"github.com/parleyhq/parley/internal/meaning/issue"
	"github.com/parleyhq/parley/internal/meaning/position"
	"github.com/parleyhq/parley/internal/meaning/statement"
)

// A reader does the stages before position.
type reader struct {
	world  *agenda.World
	tagger *tag.Tagger
	parser *parse.Parser
}

func newReader(t testing.TB) reader {
	t.Helper()
	world, err := agenda.LoadWorld()
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile("testdata/valley.yaml")
	if err != nil {
		t.Fatal(err)
	}
	a, err := agenda.Load(content, "valley.yaml")
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := tag.Load()
	if err != nil {
		t.Fatal(err)
	}
	parser, err := parse.Load()
	if err != nil {
		t.Fatal(err)
	}
	return reader{world.With(a), tagger, parser}
}

// An input is what Find reads of one document.
type input struct {
	doc        *doc.Document
	text       *language.Text
	times      []meaning.Timex
	topics     []meaning.Topic
	statements []meaning.Statement
	cast       *actor.Cast
}

func (r reader) input(s, date string) input {
	d := &doc.Document{ID: "case", Text: s, Published: doc.Published{Date: date, Basis: doc.Given}}
	in := input{doc: d, text: token.Split(s, nil)}
	r.tagger.Tag(in.text)
	for _, x := range timex.Find(in.text, d.Published) {
		in.times = append(in.times, meaning.Timex{Kind: string(x.Kind), Value: x.Value, Evidence: []doc.Evidence{d.Evidence(in.text.Span(x.Words))}})
	}
	mentions := entity.Find(in.text, r.world)
	attributions := attribution.Find(d, in.text)
	entities := coref.Resolve(in.text, mentions, r.world, coref.Options{Date: date})
	in.cast = actor.Read(d, in.text, mentions, entities, r.world)
	in.statements = statement.From(d, in.text, in.times, attributions, in.cast)
	r.parser.Parse(in.text)
	in.topics = issue.Find(in.text, r.world)
	return in
}

func (in input) find() []meaning.Position {
	return position.Find(in.doc, in.text, in.times, in.topics, in.statements, in.cast)
}

// Positions of invented negotiations, in testdata/*.txt.
func TestCases(t *testing.T) {
	r := newReader(t)
	for _, file := range []string{"testdata/stances.txt", "testdata/holders.txt", "testdata/objects.txt", "testdata/idioms.txt", "testdata/none.txt"} {
		for _, c := range casefile.Read(t, file) {
			t.Run(c.Title, func(t *testing.T) {
				in := r.input(c.Text, c.Date)
				var got []string
				for _, p := range in.find() {
					got = append(got, line(p))
				}
				var want []string
				for _, l := range c.Lines {
					if l != "none" {
						want = append(want, l)
					}
				}
				slices.Sort(got)
				slices.Sort(want)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s\nwant - got +\n%s", c.Text, diff)
				}
			})
		}
	}
}

// line writes a position as the cases have it.
func line(p meaning.Position) string {
	s := fmt.Sprintf("%s | %s | %s", p.Party, p.Stance, p.Issue)
	if p.Of != "" {
		s += " | of " + p.Of
	}
	if p.Condition != nil {
		s += " | condition: " + p.Condition.Text
	}
	if p.Fallback {
		s += " | fallback"
	}
	if p.Hedge != "" {
		s += " | hedge: " + p.Hedge
	}
	if p.By != nil {
		s += " | by " + p.By.Name
		if p.By.Name == "" {
			s += p.By.Party
		}
	}
	if p.Time != "" {
		s += " | at " + p.Time
	}
	return s
}

// Whatever sentences are put together, the evidence of a position holds, its ids are its own, it has a party, an issue and a
// stance, and reading again gives the same.
func TestEvidenceHolds(t *testing.T) {
	r := newReader(t)
	var sentences []string
	for _, file := range []string{"testdata/stances.txt", "testdata/holders.txt", "testdata/objects.txt", "testdata/idioms.txt", "testdata/none.txt"} {
		for _, c := range casefile.Read(t, file) {
			sentences = append(sentences, strings.TrimSpace(c.Text))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		joint := rapid.SampledFrom([]string{" ", "\n\n", ", ", " “"}).Draw(t, "joint")
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(sentences), 1, 4).Draw(t, "sentences"), joint)
		text = text[:rapid.IntRange(len(text)/2, len(text)).Draw(t, "cut")]
		in := r.input(strings.ToValidUTF8(text, ""), "2031-05-07")
		found := in.find()
		ids := map[string]bool{}
		for _, p := range found {
			if p.Party == "" || p.Issue == "" || p.Stance == "" || len(p.Evidence) == 0 || ids[p.ID] {
				t.Fatalf("%+v lacks a field or an id of its own", p)
			}
			ids[p.ID] = true
			for _, e := range p.Evidence {
				if e.Doc != in.doc.ID || e.Start >= e.End || e.Span().Of(in.doc.Text) != e.Quote {
					t.Fatalf("the evidence %v does not hold", e)
				}
			}
			if p.Confidence <= 0 || p.Confidence > 1 {
				t.Fatalf("the confidence %v is none", p.Confidence)
			}
		}
		if diff := cmp.Diff(found, in.find()); diff != "" {
			t.Fatalf("a second reading differs:\n%s", diff)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	r := newReader(b)
	var text strings.Builder
	for _, file := range []string{"testdata/stances.txt", "testdata/objects.txt"} {
		for _, c := range casefile.Read(b, file) {
			text.WriteString(c.Text)
		}
	}
	in := r.input(text.String(), "2031-05-07")
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		in.find()
	}
}

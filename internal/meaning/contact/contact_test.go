package contact_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

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
	"github.com/parleyhq/parley/internal/meaning/contact"
)

// A reader does the stages before contact.
type reader struct {
	world  *agenda.World
	tagger *tag.Tagger
	parser *parse.Parser
}

func newReader(t testing.TB) reader {
	t.Helper()
	tagger, err := tag.Load()
	if err != nil {
		t.Fatal(err)
	}
	parser, err := parse.Load()
	if err != nil {
		t.Fatal(err)
	}
	return reader{casefile.World(t, "../../agenda"), tagger, parser}
}

// before does the stages before contact.
func (r reader) before(s, date string) (*doc.Document, *language.Text, []meaning.Timex, *actor.Cast) {
	d := &doc.Document{ID: "case", Text: s, Published: doc.Published{Date: date}, Furniture: captions(s)}
	text := token.Split(s, d.Furniture)
	r.tagger.Tag(text)
	var times []meaning.Timex
	for _, x := range timex.Find(text, d.Published) {
		times = append(times, meaning.Timex{Kind: string(x.Kind), Value: x.Value, Evidence: []doc.Evidence{d.Evidence(text.Span(x.Words))}})
	}
	ms := entity.Find(text, r.world)
	es := coref.Resolve(text, ms, r.world, coref.Options{Date: date})
	cast := actor.Read(d, text, ms, es, r.world)
	r.parser.Parse(text)
	return d, text, times, cast
}

// captions are the paragraphs that begin with "Photo: ", which stand beside the text.
func captions(s string) []doc.Span {
	var all []doc.Span
	at := 0
	for line := range strings.Lines(s) {
		if strings.HasPrefix(line, "Photo: ") {
			all = append(all, doc.Span{Start: at, End: at + len(strings.TrimRight(line, "\n"))})
		}
		at += len(line)
	}
	return all
}

func (r reader) contacts(s, date string) []meaning.Contact {
	d, text, times, cast := r.before(s, date)
	return contact.Find(d, text, times, cast)
}

func TestCases(t *testing.T) {
	r := newReader(t)
	for _, c := range casefile.Read(t, "testdata/cases.txt") {
		t.Run(c.Title, func(t *testing.T) {
			got := lines(r.contacts(c.Text, c.Date))
			if want := c.Lines; !same(got, want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
			}
		})
	}
}

func same(got, want []string) bool {
	return strings.Join(got, "\n") == strings.Join(want, "\n") || len(got) == 0 && len(want) == 1 && want[0] == "none"
}

// lines writes contacts as the cases have them.
func lines(all []meaning.Contact) []string {
	var lines []string
	for _, c := range all {
		names := make([]string, len(c.Participants))
		for i, p := range c.Participants {
			names[i] = p.Name
		}
		line := fmt.Sprintf("%s | %s | %s | %s | %s | %s | %d", c.Form, strings.Join(names, " + "), c.Date, c.Place, c.Duration, c.Status, len(c.Evidence))
		lines = append(lines, strings.ReplaceAll(line, "|  |", "| |"))
	}
	for i := range lines {
		lines[i] = strings.ReplaceAll(lines[i], "|  |", "| |")
	}
	return lines
}

// Whatever is read, contacts are in order, of two at least, and rest on the words of the text.
func FuzzFind(f *testing.F) {
	for _, c := range casefile.Read(f, "testdata/cases.txt") {
		f.Add(c.Text, c.Date)
	}
	r := newReader(f)
	f.Fuzz(func(t *testing.T, s, date string) {
		if !utf8.ValidString(s) || len(s) > 2000 {
			return
		}
		found := r.contacts(s, date)
		if again := r.contacts(s, date); fmt.Sprint(found) != fmt.Sprint(again) {
			t.Error("other contacts the second time")
		}
		at := -1
		for _, c := range found {
			if len(c.Participants) < 2 || len(c.Evidence) == 0 || c.Form == "" || c.Status == "" || c.Evidence[0].Start < at {
				t.Fatalf("%+v is not whole or out of order", c)
			}
			at = c.Evidence[0].Start
			for _, e := range c.Evidence {
				if e.Start < 0 || e.End > len(s) || s[e.Start:e.End] != e.Quote {
					t.Errorf("the evidence %v does not hold", e)
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var s strings.Builder
	for _, c := range casefile.Read(b, "testdata/cases.txt") {
		fmt.Fprintln(&s, c.Text)
	}
	r := newReader(b)
	d, text, times, cast := r.before(s.String()[:min(s.Len(), 4400)], "2031-03-04")
	b.ReportAllocs()
	for b.Loop() {
		contact.Find(d, text, times, cast)
	}
	b.ReportMetric(float64(len(text.Words)), "words")
}

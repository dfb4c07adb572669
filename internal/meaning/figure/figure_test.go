package figure

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/casefile"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/parse"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/timex"
	"github.com/parleyhq/parley/internal/language/token"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/meaning/attribution"
)

// A reader does the stages before figure. Whoever is a source is called as the text has it.
type reader struct {
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
	return reader{tagger, parser}
}

// parts gives what Find reads.
func (r reader) parts(text, date string) (*doc.Document, *language.Text, []meaning.Timex, []meaning.Statement) {
	d := &doc.Document{ID: "case", Text: text, Published: doc.Published{Date: date}}
	t := token.Split(text, nil)
	r.tagger.Tag(t)
	var times []meaning.Timex
	for _, x := range timex.Find(t, d.Published) {
		times = append(times, meaning.Timex{Kind: string(x.Kind), Value: x.Value, Evidence: []doc.Evidence{d.Evidence(t.Span(x.Words))}})
	}
	var statements []meaning.Statement
	for _, a := range attribution.Find(d, t) {
		s := meaning.Statement{ID: "case-" + strconv.Itoa(len(statements))}
		if a.Source != nil {
			source := d.Quote(*a.Source)
			s.Source, s.Speaker.Name = &source, source.Text
		}
		for _, c := range a.Content {
			s.Content = append(s.Content, d.Quote(c))
		}
		statements = append(statements, s)
	}
	r.parser.Parse(t)
	return d, t, times, statements
}

func (r reader) figures(text, date string) []meaning.Figure {
	d, t, times, statements := r.parts(text, date)
	return Find(d, t, times, statements)
}

func TestCases(t *testing.T) {
	r := newReader(t)
	for _, c := range casefile.Read(t, "testdata/cases.txt") {
		t.Run(c.Title, func(t *testing.T) {
			var got []string
			for _, x := range r.figures(c.Text, c.Date) {
				got = append(got, line(x))
			}
			if diff := cmp.Diff(c.Lines, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// line writes a figure as the cases have it.
func line(x meaning.Figure) string {
	fields := []string{strings.TrimSpace(x.Comparator + " " + strconv.FormatFloat(x.Value, 'f', -1, 64) + " " + x.Unit), x.What}
	by := ""
	if x.By != nil {
		by = x.By.Name
	}
	fields = append(fields, by, x.Time)
	for fields[len(fields)-1] == "" {
		fields = fields[:len(fields)-1]
	}
	return strings.Join(fields, " | ")
}

func TestLexicon(t *testing.T) {
	if _, err := lexiconOf(); err != nil {
		t.Fatal(err)
	}
	for table, want := range map[string]string{
		"number\tdozen\ttwelve\n":          "words.tsv:1: \"twelve\" is no number",
		"# units\nunit money\t€|euro\n":    "words.tsv:2: the class \"unit money\" is not known, or has a meaning where it needs none, or none where it needs one",
		"loose\tside|Party\n":              "words.tsv:1: \"Party\" is empty or not in small letters",
		"number\ttwo\t2\nnumber\ttwo\t3\n": "words.tsv:2: \"two\" stands there twice; it meant 2 before",
		"number\ttwo\t2\tpair\n":           "words.tsv:1: 4 fields; a line is a class, words with | between them and, for some classes, a meaning",
		"weight\tton\ttons\n":              "words.tsv:1: the class \"weight\" is not known",
	} {
		if _, err := parseLexicon(table, "words.tsv"); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", table, err, want)
		}
	}
}

// Whatever is read, the evidence of a figure holds and figures come in order, the same each time.
func FuzzFind(f *testing.F) {
	for _, c := range casefile.Read(f, "testdata/cases.txt") {
		f.Add(c.Text)
	}
	f.Add("1 - 2 - 3, 4 and $ 5 to - -")
	r := newReader(f)
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 3000 {
			return
		}
		all := r.figures(s, "2031-03-04")
		if diff := cmp.Diff(all, r.figures(s, "2031-03-04")); diff != "" {
			t.Error(diff)
		}
		ids := map[string]bool{}
		for _, x := range all {
			if ids[x.ID] {
				t.Errorf("two figures are called %s", x.ID)
			}
			ids[x.ID] = true
			e := x.Evidence[0]
			if e.Start < 0 || e.End > len(s) || e.Start >= e.End || s[e.Start:e.End] != e.Quote {
				t.Errorf("the evidence of %s does not hold", x.ID)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var s strings.Builder
	for _, c := range casefile.Read(b, "testdata/cases.txt") {
		s.WriteString(c.Text)
	}
	d, t, times, statements := newReader(b).parts(s.String(), "2031-03-04")
	b.ReportAllocs()
	for b.Loop() {
		Find(d, t, times, statements)
	}
	b.ReportMetric(float64(len(t.Words)), "words")
}

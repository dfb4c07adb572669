package issue_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/casefile"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/parse"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/token"
	"github.com/parleyhq/parley/internal/meaning/issue"
)

// reader gives the words of a text with their trees.
func reader(t testing.TB) func(string) *language.Text {
	t.Helper()
	tagger, err := tag.Load()
	if err != nil {
		t.Fatal(err)
	}
	parser, err := parse.Load()
	if err != nil {
		t.Fatal(err)
	}
	return func(s string) *language.Text {
		text := token.Split(s, nil)
		tagger.Tag(text)
		parser.Parse(text)
		return text
	}
}

// sure is the weight from which the cases give a topic.
const sure = 0.5

func topics(text *language.Text, w *agenda.World) []string {
	var lines []string
	for _, t := range issue.Find(text, w) {
		if t.Weight >= sure {
			lines = append(lines, t.Issue+" | "+strings.Join(strings.Fields(t.At.Of(text.Source)), " "))
		}
	}
	return lines
}

func TestCases(t *testing.T) {
	read, world := reader(t), casefile.World(t, "../../agenda")
	for _, c := range casefile.Read(t, "testdata/cases.txt") {
		t.Run(c.Title, func(t *testing.T) {
			if got := topics(read(c.Text), world); !slices.Equal(got, c.Lines) {
				t.Errorf("%s\ngot\n%s\nwant\n%s", c.Text, strings.Join(got, "\n"), strings.Join(c.Lines, "\n"))
			}
		})
	}
}

func BenchmarkFind(b *testing.B) {
	read, world := reader(b), casefile.World(b, "../../agenda")
	var s strings.Builder
	for _, c := range casefile.Read(b, "testdata/cases.txt") {
		s.WriteString(c.Text)
	}
	text := read(s.String())
	b.ReportAllocs()
	b.ReportMetric(float64(len(text.Words)), "words")
	for b.Loop() {
		issue.Find(text, world)
	}
}

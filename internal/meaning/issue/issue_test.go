package issue_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

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
	for b.Loop() {
		issue.Find(text, world)
	}
	b.ReportMetric(float64(len(text.Words)), "words")
}

// Whatever the text, topics stand in order, within a sentence, and their heads within them.
func TestTopicsLieInTheText(t *testing.T) {
	read, world := reader(t), casefile.World(t, "../../agenda")
	words := []string{"lift", "sanctions", "the", "truce", "on", "attacks", "power", "-", "plants", "and", ",", ".", "release", "prisoners", "Valmora", "\n\n", "nuclear", "of", "weapons", "“", "”", "deliver", "aid"}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOf(rapid.SampledFrom(words)).Draw(t, "words"), " ")
		text := read(s)
		last := 0
		for _, topic := range issue.Find(text, world) {
			if topic.At.Start < last || topic.At.End > len(s) || topic.At.End <= topic.At.Start {
				t.Fatalf("%q: %v out of order or place", s, topic)
			}
			last = topic.At.Start
			if head := text.Words[topic.Head].Span(); head.Start < topic.At.Start || head.End > topic.At.End {
				t.Fatalf("%q: the head %v is not in %v", s, head, topic.At)
			}
			if sentence := text.Span(text.SentenceOf(topic.Head)); topic.At.Start < sentence.Start || topic.At.End > sentence.End {
				t.Fatalf("%q: %v is not in the sentence %v", s, topic.At, sentence)
			}
			if _, ok := world.Issue(topic.Issue); !ok || topic.Weight <= 0 || topic.Weight > 1 {
				t.Fatalf("%q: %v has no such issue or a strange weight", s, topic)
			}
		}
	})
}

// The terms of an agenda come before those of the list, and the list's are found all the same.
func TestTermsOfAnAgenda(t *testing.T) {
	read, world := reader(t), casefile.World(t, "../../agenda")
	text := read("Kestria will open the sluices of the Sella dam and release the prisoners. Valmora would lift sanctions.")
	want := []string{"water | sluices", "water | Sella dam", "prisoners | release the prisoners", "sanctions | lift sanctions"}
	if got := topics(text, world); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

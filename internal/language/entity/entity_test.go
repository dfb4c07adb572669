package entity_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/casefile"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/entity"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/token"
)

func tagger(t testing.TB) *tag.Tagger {
	t.Helper()
	tg, err := tag.Load()
	if err != nil {
		t.Fatal(err)
	}
	return tg
}

func TestCases(t *testing.T) {
	w, tg := casefile.World(t, "../../agenda"), tagger(t)
	for _, c := range casefile.Read(t, "testdata/cases.txt") {
		t.Run(c.Title, func(t *testing.T) {
			text := token.Split(c.Text, nil)
			tg.Tag(text)
			var got []string
			for _, m := range entity.Find(text, w) {
				got = append(got, fmt.Sprintf("%s | %s | %s", text.Span(m.Words).Of(c.Text), m.Kind, m.Form))
			}
			for _, line := range c.Lines {
				if !slices.Contains(got, line) {
					t.Errorf("not found: %s\n%s", line, strings.Join(got, "\n"))
				}
			}
			for _, line := range got {
				if strings.HasSuffix(line, "| name") && !slices.Contains(c.Lines, line) {
					t.Errorf("found, and is no name here: %s", line)
				}
			}
		})
	}
}

// check reports a mention that does not hold: outside its sentence, with its head outside, or out of order.
func check(t *testing.T, text *language.Text, ms []language.Mention) {
	t.Helper()
	sentence := make([]int, len(text.Words))
	for i, s := range text.Sentences {
		for k := s.Start; k < s.End; k++ {
			sentence[k] = i
		}
	}
	for i, m := range ms {
		switch {
		case m.Words.Start < 0 || m.Words.End > len(text.Words) || m.Words.Start >= m.Words.End:
			t.Fatalf("mention %d has no words: %v", i, m.Words)
		case m.Head < m.Words.Start || m.Head >= m.Words.End:
			t.Errorf("the head of mention %d is outside it: %d in %v", i, m.Head, m.Words)
		case sentence[m.Words.Start] != sentence[m.Words.End-1]:
			t.Errorf("mention %d crosses sentences: %q", i, text.Span(m.Words).Of(text.Source))
		case i > 0 && (ms[i-1].Words.Start > m.Words.Start || ms[i-1].Words == m.Words):
			t.Errorf("mention %d is out of order or twice: %v after %v", i, m.Words, ms[i-1].Words)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range casefile.Read(f, "testdata/cases.txt") {
		f.Add(c.Text)
	}
	f.Add("al-")
	f.Add("The Of of - -Ana- 's 's Minister of of the")
	f.Add("MR. THE US'S “I")
	w, tg := casefile.World(f, "../../agenda"), tagger(f)
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 5000 {
			return
		}
		plain := token.Split(s, nil)
		check(t, plain, entity.Find(plain, w)) // before tagging
		text := token.Split(s, nil)
		tg.Tag(text)
		ms := entity.Find(text, w)
		check(t, text, ms)
		if again := entity.Find(text, w); !slices.Equal(ms, again) {
			t.Error("found otherwise the second time")
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var s strings.Builder
	for s.Len() < 4400 { // about 700 words
		for _, c := range casefile.Read(b, "testdata/cases.txt") {
			s.WriteString(c.Text)
		}
	}
	text := token.Split(s.String()[:4400], nil)
	tagger(b).Tag(text)
	w := casefile.World(b, "../../agenda")
	b.ReportAllocs()
	for b.Loop() {
		entity.Find(text, w)
	}
	b.ReportMetric(float64(len(text.Words)), "words")
}

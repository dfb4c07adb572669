package parse

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/weights"
)

// universal is the UPOS of the tags that the cases use.
var universal = map[string]language.UPOS{
	"DT": language.DET, "JJ": language.ADJ, "NN": language.NOUN, "NNS": language.NOUN, "NNP": language.PROPN, "VBD": language.VERB,
	"IN": language.ADP, "MD": language.AUX, "VB": language.VERB, ".": language.PUNCT, ",": language.PUNCT, "``": language.PUNCT,
	"''": language.PUNCT, "PRP": language.PRON, "VBP": language.AUX, "VBN": language.VERB, "VBG": language.VERB, "VBZ": language.AUX, "POS": language.PART,
}

// cases reads the sentences of testdata, as tagged words and as they must come out.
func cases(t testing.TB) (text *language.Text, want []string) {
	t.Helper()
	file, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	text = &language.Text{}
	for row := range strings.Lines(string(file)) {
		row = strings.TrimSpace(row)
		if row == "" || strings.HasPrefix(row, "#") {
			continue
		}
		first := len(text.Words)
		for item := range strings.FieldsSeq(row) {
			col := strings.Split(item, "/")
			if item[0] == '/' || len(col) != 4 {
				t.Fatalf("testdata/cases.txt: want word/tag/head/relation, have %q", item)
			}
			if text.Source != "" {
				text.Source += " "
			}
			w := language.Word{Start: int32(len(text.Source)), Head: -1, UPOS: universal[col[1]]}
			text.Source += col[0]
			w.End = int32(len(text.Source))
			w.XPOS, _ = language.ParseXPOS(col[1])
			text.Words = append(text.Words, w)
			want = append(want, item)
		}
		text.Sentences = append(text.Sentences, language.Range{Start: first, End: len(text.Words)})
		text.Paragraphs = append(text.Paragraphs, language.Range{Start: len(text.Sentences) - 1, End: len(text.Sentences)})
	}
	return text, want
}

func TestCases(t *testing.T) {
	parser, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	text, want := cases(t)
	parser.Parse(text)
	for _, s := range text.Sentences {
		for i := s.Start; i < s.End; i++ {
			w := text.Words[i]
			head := 0
			if w.Rel != language.Root {
				head = int(w.Head) - s.Start + 1
			}
			if got := fmt.Sprintf("%s/%s/%d/%s", text.Form(i), w.XPOS, head, w.Rel); got != want[i] {
				t.Errorf("%s: have %s, want %s", text.Span(s).Of(text.Source), got, want[i])
			}
		}
	}
}

// Whatever the words, every sentence gets one root and no cycle; a sentence parses alike beside any others.
func TestAnyWords(t *testing.T) {
	parser, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	text := &language.Text{Source: strings.Repeat("a", 3000)}
	for i := range 3000 {
		text.Words = append(text.Words, language.Word{Start: int32(i), End: int32(i + 1), UPOS: language.UPOS(i % language.NumUPOS), XPOS: language.XPOS(i % language.NumXPOS)})
	}
	for at, n := 0, 1; at < 3000; n = n*3/2 + 1 {
		text.Sentences = append(text.Sentences, language.Range{Start: at, End: min(at+n, 3000)})
		at += n
	}
	tagged := slices.Clone(text.Words)
	parser.Parse(text)
	sound(t, text)
	for _, s := range text.Sentences {
		alone := &language.Text{Source: text.Source, Words: slices.Clone(tagged[s.Start:s.End]), Sentences: []language.Range{{Start: 0, End: s.Len()}}}
		parser.Parse(alone)
		for i, w := range alone.Words {
			if head := text.Words[s.Start+i].Head; w.Rel != text.Words[s.Start+i].Rel || w.Head >= 0 && w.Head != head-int32(s.Start) {
				t.Fatalf("word %d of sentence %v: head %d and %v alone, %d and %v beside others", i, s, w.Head, w.Rel, head, text.Words[s.Start+i].Rel)
			}
		}
	}
}

// sound fails the test unless every sentence is a tree with one root.
func sound(t *testing.T, text *language.Text) {
	t.Helper()
	for _, s := range text.Sentences {
		roots := 0
		for i := s.Start; i < s.End; i++ {
			at, steps := i, 0
			for text.Words[at].Rel != language.Root {
				h := int(text.Words[at].Head)
				if h < s.Start || h >= s.End || text.Words[at].Rel == language.NoRel || steps > s.Len() {
					t.Fatalf("word %d of sentence %v: head %d, %v, %d steps from the root", i, s, h, text.Words[at].Rel, steps)
				}
				at = h
				steps++
			}
			if at == i {
				roots++
			}
		}
		if roots != 1 {
			t.Fatalf("%d roots in sentence %v", roots, s)
		}
	}
}

func TestFaultyWeights(t *testing.T) {
	for _, n := range []int{0, 4, len(signature), len(signature) + 5, len(weights.Parse) / 2, len(weights.Parse) - 1} {
		if _, err := ReadNet(weights.Parse[:n]); err == nil {
			t.Errorf("%d bytes of %d are accepted", n, len(weights.Parse))
		}
	}
	if _, err := ReadNet(weights.Parse + "x"); err == nil {
		t.Error("a byte too many is accepted")
	}
}

func FuzzParse(f *testing.F) {
	parser, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("Talks don't end.", uint8(4))
	f.Fuzz(func(t *testing.T, source string, cut uint8) {
		text := &language.Text{Source: source}
		step := int(cut%16) + 1
		for i := 0; i < len(source); i += step {
			text.Words = append(text.Words, language.Word{
				Start: int32(i), End: int32(min(i+step, len(source))),
				UPOS: language.UPOS(int(source[i]) % language.NumUPOS), XPOS: language.XPOS(int(source[i]) % language.NumXPOS),
			})
		}
		for i := 0; i < len(text.Words); i += 1 + int(cut) {
			text.Sentences = append(text.Sentences, language.Range{Start: i, End: min(i+1+int(cut), len(text.Words))})
		}
		parser.Parse(text)
		sound(t, text)
	})
}

func BenchmarkParse(b *testing.B) {
	parser, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	text, _ := cases(b)
	one := text.Words
	for len(text.Words) < 1000 {
		at := len(text.Words)
		for _, s := range text.Sentences[:4] {
			text.Sentences = append(text.Sentences, language.Range{Start: s.Start + at, End: s.End + at})
		}
		text.Words = append(text.Words, one...)
	}
	words := 0
	b.ReportAllocs()
	for b.Loop() {
		parser.Parse(text)
		words += len(text.Words)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadNet(weights.Parse); err != nil {
			b.Fatal(err)
		}
	}
}

package tag

import (
	"os"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/weights"
)

// cases reads the sentences of testdata, as words and as "word/UPOS/XPOS".
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
			item, touches := strings.CutPrefix(item, "+")
			if !touches && text.Source != "" {
				text.Source += " "
			}
			form, _, _ := strings.Cut(item, "/")
			start := int32(len(text.Source))
			text.Source += form
			text.Words = append(text.Words, language.Word{Start: start, End: int32(len(text.Source)), Head: -1})
			want = append(want, item)
		}
		text.Sentences = append(text.Sentences, language.Range{Start: first, End: len(text.Words)})
		text.Paragraphs = append(text.Paragraphs, language.Range{Start: len(text.Sentences) - 1, End: len(text.Sentences)})
	}
	return text, want
}

func TestCases(t *testing.T) {
	tagger, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	text, want := cases(t)
	tagger.Tag(text)
	for i, w := range text.Words {
		if got := text.Form(i) + "/" + w.UPOS.String() + "/" + w.XPOS.String(); got != want[i] {
			t.Errorf("word %d is %s, want %s", i, got, want[i])
		}
	}
}

// Weights that were cut short or changed are refused or used, but never crash the program.
func TestFaultyWeights(t *testing.T) {
	small := string(WriteModel([]Class{{language.NOUN, language.NN}, {language.VERB, language.VB}}, NewLexicon(map[string]uint8{"go": 2}),
		map[uint32][]Weight{1: {{0, 5}}, 1 << 31: {{1, -7}}}))
	if _, err := ReadModel(small); err != nil {
		t.Fatal(err)
	}
	text, _ := cases(t)
	for _, n := range []int{0, 5, len(signature), len(signature) + 1, len(signature) + 4, len(signature) + 30, len(small) - 1} {
		if _, err := ReadModel(small[:n]); err == nil {
			t.Errorf("%d bytes of %d are accepted", n, len(small))
		}
	}
	for i := 0; i < len(small); i += 1 + len(small)/500 {
		broken := []byte(small)
		broken[i] ^= 0xff
		if m, err := ReadModel(string(broken)); err == nil {
			New(m).Tag(text)
		}
	}
}

func FuzzTag(f *testing.F) {
	tagger, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("Talks don't end.", uint8(4))
	f.Add("\xff’ ‘’\u2028 x", uint8(1))
	f.Fuzz(func(t *testing.T, source string, cut uint8) {
		text := &language.Text{Source: source}
		step := int(cut%16) + 1
		for i := 0; i < len(source); i += step {
			text.Words = append(text.Words, language.Word{Start: int32(i), End: int32(min(i+step, len(source)))})
		}
		if len(text.Words) > 0 {
			text.Sentences = []language.Range{{Start: 0, End: len(text.Words)}}
		}
		tagger.Tag(text)
		for i, w := range text.Words {
			if w.UPOS == language.NoUPOS || w.XPOS == language.NoXPOS {
				t.Fatalf("word %d of %q has no tag", i, source)
			}
		}
	})
}

func BenchmarkTag(b *testing.B) {
	tagger, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	text, _ := cases(b)
	words := 0
	b.ReportAllocs()
	for b.Loop() {
		tagger.Tag(text)
		words += len(text.Words)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadModel(weights.Tag); err != nil {
			b.Fatal(err)
		}
	}
}

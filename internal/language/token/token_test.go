package token

import (
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
)

func TestCases(t *testing.T) {
	file, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	var text, want []string
	run := func() {
		if len(want) > 0 {
			cases++
			if diff := cmp.Diff(strings.Join(want, "\n"), printed(Split(strings.Join(text, "\n"), nil))); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", strings.Join(text, "\n"), diff)
			}
		}
		text, want = nil, nil
	}
	for row := range strings.Lines(string(file)) {
		row = strings.TrimRight(row, "\n")
		switch {
		case row == "":
			run()
		case strings.HasPrefix(row, "# "):
		case strings.HasPrefix(row, ">"):
			text = append(text, strings.TrimPrefix(row[1:], " "))
		default:
			want = append(want, row)
		}
	}
	run()
	if cases < 15 {
		t.Errorf("read %d cases only", cases)
	}
}

// printed is a text as the cases write it.
func printed(t *language.Text) string {
	var out strings.Builder
	for p, par := range t.Paragraphs {
		if p > 0 {
			out.WriteString("--\n")
		}
		for _, s := range t.Sentences[par.Start:par.End] {
			for i := s.Start; i < s.End; i++ {
				if i > s.Start {
					out.WriteByte(' ')
				}
				out.WriteString(t.Form(i))
			}
			out.WriteByte('\n')
		}
	}
	return strings.TrimSuffix(out.String(), "\n")
}

func TestFurnitureHoldsNoWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Talks began [AD]on Monday.\n[ADVERTISEMENT]\nThey ended.", "Talks began on Monday .\n--\nThey ended ."},
		{"[Share this]Talks be[AD]gan.", "Talks be gan ."},
		{"[One\nTwo\nThree]", ""},
		{"Talks [began\nand]ended", "Talks\n--\nended"},
	} {
		if got := printed(Split(c.text, brackets(c.text))); got != c.want {
			t.Errorf("%q: got\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}

// brackets marks what stands in square brackets as furniture.
func brackets(text string) (spans []doc.Span) {
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '[')
		j := strings.IndexByte(text[at:], ']')
		if i < 0 || j < i {
			return spans
		}
		spans = append(spans, doc.Span{Start: at + i, End: at + j + 1})
		at += j + 1
	}
}

func TestLexiconNamesTheFaultyLine(t *testing.T) {
	if _, err := readLexicon("english.tsv", english); err != nil {
		t.Error(err)
	}
	for _, c := range []struct{ table, want string }{
		{"title\tMr\nrank\tMajor\n", `x.tsv:2: there is no kind "rank"`},
		{"# all\n\ntitle Mr\n", `x.tsv:3: want a kind, a tab and words, have "title Mr"`},
		{"fused\tcannot\n", `x.tsv:1: a fused word needs the place of its cut, as in can|not; have "cannot"`},
	} {
		if _, err := readLexicon("x.tsv", c.table); err == nil || err.Error() != c.want {
			t.Errorf("%q: error %v, want %s", c.table, err, c.want)
		}
	}
}

// FuzzSplit holds to what Split promises of any bytes: words in order, apart and outside furniture, every
// word in one sentence, every sentence in one paragraph, and no letter or figure left out.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{"Mr. Lima’s “U.S.-led” talks... don't stop!", "\xff\xfe ’’’ ''' . . .", "a@b.c http://x.y/(z). 1,000,000.5-3", "[furniture] and [more\n] text", "x\u2028y\r\nz\rw\u00adv"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		furniture := brackets(text)
		out := Split(text, furniture)
		check(t, out)
		covered := make([]bool, len(text))
		for _, s := range furniture {
			for i := s.Start; i < s.End; i++ {
				covered[i] = true
			}
		}
		for _, w := range out.Words {
			for i := w.Start; i < w.End; i++ {
				if covered[i] {
					t.Fatalf("word %q of %q lies in furniture", text[w.Start:w.End], text)
				}
				covered[i] = true
			}
		}
		for i, r := range text {
			if !covered[i] && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
				t.Fatalf("%q at %d of %q is in no word", r, i, text)
			}
		}
	})
}

// check fails the test unless the ranges of the text are in order, apart and whole.
func check(t *testing.T, text *language.Text) {
	t.Helper()
	at := int32(0)
	for i, w := range text.Words {
		if w.Start < at || w.End <= w.Start || int(w.End) > len(text.Source) {
			t.Fatalf("word %d [%d,%d) after %d in %q", i, w.Start, w.End, at, text.Source)
		}
		at = w.End
	}
	whole(t, text.Sentences, len(text.Words))
	whole(t, text.Paragraphs, len(text.Sentences))
}

func whole(t *testing.T, ranges []language.Range, n int) {
	t.Helper()
	at := 0
	for _, r := range ranges {
		if r.Start != at || r.End <= r.Start {
			t.Fatalf("range %v after %d", r, at)
		}
		at = r.End
	}
	if at != n {
		t.Fatalf("the ranges end at %d of %d", at, n)
	}
}

// The time that a text takes grows with its length and no faster, also without spaces.
func TestLongChunks(t *testing.T) {
	for _, unit := range []string{"a.", "a-", "1-", "1,111", "a’s", "a@", "’", "(", "x/", ".", "\xff"} {
		check(t, Split(strings.Repeat(unit, 100_000), nil))
	}
}

func BenchmarkSplit(b *testing.B) {
	file, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat(string(file), 10)
	words := 0
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		words += len(Split(text, nil).Words)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

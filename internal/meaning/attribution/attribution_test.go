package attribution

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/token"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/weights"
)

func tagger(t testing.TB) *tag.Tagger {
	t.Helper()
	tg, err := tag.Load()
	if err != nil {
		t.Fatal(err)
	}
	return tg
}

// read makes a tagged text of words.
func read(tg *tag.Tagger, text string) (*doc.Document, *language.Text) {
	d := &doc.Document{ID: "case", Text: text}
	words := token.Split(text, nil)
	tg.Tag(words)
	return d, words
}

// rules is a model that has learned nothing.
var rules = NewModel(0, nil, nil)

// TestRules reads testdata/cases: a text, and beside it what the rules alone find in it.
func TestRules(t *testing.T) { testCases(t, "testdata/cases/*.txt", rules) }

// TestLearned reads testdata/learned.txt: a text, and beside it what the model keeps of what the rules find.
func TestLearned(t *testing.T) { testCases(t, "testdata/learned.txt", shipped()) }

func testCases(t *testing.T, pattern string, m *Model) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	tg := tagger(t)
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range strings.Split(string(raw), "\n== ")[1:] {
			title, body, _ := strings.Cut(c, "\n")
			text, want, ok := strings.Cut(body, "\n--\n")
			if !ok {
				text, ok = strings.CutSuffix(strings.TrimRight(body, "\n"), "\n--")
			}
			if !ok {
				t.Fatalf("%s: %q has no line of -- between the text and what is found", f, title)
			}
			t.Run(filepath.Base(f)+"/"+title, func(t *testing.T) {
				d, words := read(tg, strings.TrimSpace(text))
				var got []string
				for _, a := range FindWith(d, words, m) {
					got = append(got, line(d.Text, a))
				}
				var wanted []string
				for l := range strings.Lines(want) {
					if l = strings.TrimSpace(l); l != "" {
						wanted = append(wanted, l)
					}
				}
				if diff := cmp.Diff(wanted, got); diff != "" {
					t.Errorf("%s\nwant - got +\n%s", d.Text, diff)
				}
			})
		}
	}
}

// An official text is its publisher's account from end to end, where it names the publisher.
func TestOfficialText(t *testing.T) {
	const heading = "Readout by the Office of the President of Valmora"
	d, words := read(tagger(t), heading+"\n\nPresident Rui Sande spoke with Chancellor Ana Duarte.\n\nBoth leaders agreed on a truce of ten days.")
	for _, c := range []struct{ title, author, want string }{
		{heading, "Office of the President of Valmora", "Office of the President of Valmora"},
		{heading, "the Valmoran government", "-"}, // whose it is stands elsewhere: on the page, or above the heading
	} {
		d.Kind, d.Parts = doc.Readout, []doc.Part{{Span: doc.Span{End: len(d.Text)}, Kind: doc.Readout, Title: c.title, Author: c.author}}
		want := c.want + " | - | President Rui Sande spoke with Chancellor Ana Duarte | Both leaders agreed on a truce of ten days | asserts"
		if found := Find(d, words); len(found) != 1 || line(d.Text, found[0]) != want {
			t.Errorf("found %+v, want one: %s", found, want)
		}
	}
	d.Parts[0].Author = ""
	for _, a := range Find(d, words) {
		if a.Cue == nil {
			t.Errorf("%s is an account of nobody knows whom", line(d.Text, a))
		}
	}
}

// A model reads back as it was written, and what is cut short is refused.
func TestModelReadsBack(t *testing.T) {
	m := NewModel(0.25, []Step{{-1, 0.25}, {1, 0.75}}, map[Head][]float32{Judge: {-1, 0.5, 0.25, 1}, SourceEnd: {1, -2}})
	data := string(m.Bytes())
	back, err := ReadModel(data)
	if err != nil {
		t.Fatal(err)
	}
	if string(back.Bytes()) != data || back.Threshold != 0.25 || back.learned(ContentEnd) || !back.learned(Judge) {
		t.Errorf("read back as %+v", back)
	}
	for n := range len(data) {
		if _, err := ReadModel(data[:n]); err == nil {
			t.Errorf("the first %d bytes of %d are taken for a model", n, len(data))
		}
	}
	for _, c := range []struct{ score, want float32 }{{-2, 0.25}, {-1, 0.25}, {0, 0.5}, {1, 0.75}, {3, 0.75}} {
		if got := m.Probability(c.score); got != c.want {
			t.Errorf("the probability of score %v is %v, want %v", c.score, got, c.want)
		}
	}
}

func TestShippedModelIsRead(t *testing.T) {
	if _, err := ReadModel(weights.Attribution); err != nil {
		t.Fatal(err)
	}
}

// line writes an attribution as the cases do.
func line(text string, a meaning.Attribution) string {
	part := func(s *doc.Span) string {
		if s == nil {
			return "-"
		}
		return s.Of(text)
	}
	out := []string{part(a.Source), part(a.Cue)}
	for _, c := range a.Content {
		out = append(out, c.Of(text))
	}
	return strings.Join(append(out, string(a.Act)), " | ")
}

// check tells what is wrong with attributions, if anything: spans lie in the text, contents are in order and apart, and a
// second reading gives the same.
func check(d *doc.Document, words *language.Text) error {
	found := Find(d, words)
	for _, a := range found {
		last := 0
		for _, s := range a.Content {
			if s.Start < last || s.End <= s.Start || s.End > len(d.Text) {
				return fmt.Errorf("content %v of %+v is out of order or outside the text", s, a)
			}
			last = s.End
		}
		for _, s := range []*doc.Span{a.Source, a.Cue, a.Through} {
			if s != nil && (s.Start < 0 || s.End <= s.Start || s.End > len(d.Text)) {
				return fmt.Errorf("%v lies outside the text", *s)
			}
		}
		if a.Act == "" || len(a.Content) == 0 {
			return fmt.Errorf("an attribution without act or content: %+v", a)
		}
	}
	if !slices.EqualFunc(found, Find(d, words), same) {
		return fmt.Errorf("a second reading gives other attributions")
	}
	return nil
}

func FuzzFind(f *testing.F) {
	for _, file := range []string{"sources", "contents", "quotations", "layouts"} {
		raw, err := os.ReadFile("testdata/cases/" + file + ".txt")
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range strings.Split(string(raw), "\n== ")[1:] {
			f.Add(c)
		}
	}
	tg := tagger(f)
	f.Fuzz(func(t *testing.T, text string) {
		d, words := read(tg, text)
		if len(text) > 40 {
			d.Parts = []doc.Part{{Span: doc.Span{Start: 20, End: len(text)}, Author: text[20:24]}}
			d.Furniture = []doc.Span{{Start: 0, End: 10}}
		}
		if err := check(d, words); err != nil {
			t.Error(err)
		}
	})
}

func TestLexiconNamesTheFaultyLine(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"say\tverb\tasserts", "x.tsv:2: 3 columns"},
		{"say\tparticle\tasserts\tthat", "x.tsv:2: class"},
		{"say\tverb\tmumbles\tthat", "x.tsv:2: act"},
		{"say\tverb\tasserts\tsong", "x.tsv:2: frame"},
		{"say\tverb\tasserts\t ", "takes no frame"},
		{"say\tverb\tasserts\tthat\nsay\tverb\tasserts\tquote", "x.tsv:3:"},
	} {
		_, err := parseLexicon("x.tsv", "# a lexicon\n"+c.line+"\n")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %q in it", c.line, err, c.want)
		}
	}
}

func TestLexiconIsRead(t *testing.T) {
	if _, err := parseLexicon("lexicon.tsv", lexiconTSV); err != nil {
		t.Fatal(err)
	}
}

func TestInflection(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"say (says said saying)\tverb\tasserts\tthat", "say says said saying"},
		{"announce\tverb\tasserts\tthat", "announce announced announces announcing"},
		{"deny (denies denied denying)\tverb\tdenies\tthat", "deny denies denied denying"},
		{"pledge\tnoun\tpromises\tthat", "pledge pledges"},
		{"agree\tverb\taccepts\tthat", "agree agreed agrees agreeing"},
	} {
		_, forms, err := parseEntry(c.line)
		if got := strings.Join(forms, " "); err != nil || got != c.want {
			t.Errorf("%q: forms %q, %v; want %q", c.line, got, err, c.want)
		}
	}
}

// BenchmarkFind reads an article of about 700 words, made of the cases.
func BenchmarkFind(b *testing.B) {
	var text strings.Builder
	for _, f := range []string{"sources", "contents", "quotations"} {
		raw, err := os.ReadFile("testdata/cases/" + f + ".txt")
		if err != nil {
			b.Fatal(err)
		}
		for _, c := range strings.Split(string(raw), "\n== ")[1:] {
			_, body, _ := strings.Cut(c, "\n")
			words, _, _ := strings.Cut(body, "\n--")
			text.WriteString(words + "\n")
		}
	}
	d, words := read(tagger(b), text.String())
	b.ReportMetric(float64(len(words.Words)), "words")
	b.ReportAllocs()
	for b.Loop() {
		Find(d, words)
	}
}

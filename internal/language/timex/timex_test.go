package timex

import (
	"cmp"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/token"
)

// A testCase is a case of testdata/cases.txt; see its head.
type testCase struct {
	title, published, text string
	want                   []string
}

func cases(t testing.TB) []testCase {
	t.Helper()
	b, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []testCase
	title, published := "", ""
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if head, ok := strings.CutPrefix(line, "== "); ok {
			title, published = head, ""
		} else if day, ok := strings.CutPrefix(line, "published:"); ok {
			published = strings.TrimSpace(day)
		} else if text, ok := strings.CutPrefix(line, "> "); ok {
			all = append(all, testCase{title, published, text, nil})
		} else if line != "" && !strings.HasPrefix(line, "#") {
			c := &all[len(all)-1]
			c.want = append(c.want, strings.Join(strings.Fields(line), " "))
		}
	}
	return all
}

func newTagger(t testing.TB) *tag.Tagger {
	t.Helper()
	tagger, err := tag.Load()
	if err != nil {
		t.Fatal(err)
	}
	return tagger
}

func read(tagger *tag.Tagger, text string) *language.Text {
	t := token.Split(text, nil)
	tagger.Tag(t)
	return t
}

// line writes an expression as cases.txt does.
func line(t *language.Text, x language.Timex) string {
	parts := []string{t.Span(x.Words).Of(t.Source), string(x.Kind), x.Value}
	for _, s := range []string{x.Mod, x.Freq, x.Quant} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " | ")
}

func TestCases(t *testing.T) {
	tagger := newTagger(t)
	for _, c := range cases(t) {
		t.Run(c.title, func(t *testing.T) {
			text := read(tagger, c.text)
			var got []string
			for _, x := range Find(text, doc.Published{Date: c.published}) {
				got = append(got, line(text, x))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("published %s: %s\ngot\n\t%s\nwant\n\t%s", cmp.Or(c.published, "?"), c.text, strings.Join(got, "\n\t"), strings.Join(c.want, "\n\t"))
			}
		})
	}
}

func TestLexicon(t *testing.T) {
	if _, err := readLexicon(wordsTable, phrasesTable, daysTable); err != nil {
		t.Fatal(err)
	}
}

// The tables as somebody may get them wrong, and what is said of it.
func TestLexiconErrors(t *testing.T) {
	for _, c := range []struct{ words, phrases, days, want string }{
		{words: "# months\nmonth\tJanuary=one", want: "words.tsv:2: January"},
		{words: "mouth\tJanuary=1", want: `words.tsv:1: there is no class "mouth"`},
		{words: "unit\tday=1X", want: "words.tsv:1: day: want how many"},
		{words: "the\tthe=1", want: "words.tsv:1: the: a word of its class has no value"},
		{phrases: "now\tDAY\tPRESENT_REF", want: `phrases.tsv:1: there is no kind "DAY"`},
		{phrases: "now\tDATE\tpresent", want: `phrases.tsv:1: "present" is no value of TIMEX3`},
		{phrases: "now", want: "phrases.tsv:1: want a phrase"},
		{days: "\nChristmas\t13-25", want: "days.tsv:2: cannot read when it is"},
		{days: "Thanksgiving [Day\t11 thu 4", want: "days.tsv:1: the bracket"},
	} {
		_, err := readLexicon(c.words, c.phrases, c.days)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %s", c.words+c.phrases+c.days, err, c.want)
		}
	}
}

// Easter Sundays as the churches kept them (the tables of the Astronomical Society of South Australia and of the
// Orthodox Church in America).
func TestEaster(t *testing.T) {
	for _, c := range []struct {
		year           int
		west, orthodox string
	}{
		{1998, "04-12", "04-19"},
		{2008, "03-23", "04-27"},
		{2011, "04-24", "04-24"},
		{2022, "04-17", "04-24"},
		{2023, "04-09", "04-16"},
		{2024, "03-31", "05-05"},
		{2025, "04-20", "04-20"},
		{2026, "04-05", "04-12"},
		{2038, "04-25", "04-25"},
	} {
		if got := easter(c.year).Format("01-02"); got != c.west {
			t.Errorf("Easter %d is %s, want %s", c.year, got, c.west)
		}
		if got := orthodoxEaster(c.year).Format("01-02"); got != c.orthodox {
			t.Errorf("Orthodox Easter %d is %s, want %s", c.year, got, c.orthodox)
		}
	}
}

// wellFormed is what a value of TIMEX3 looks like.
var wellFormed = regexp.MustCompile(`^(PRESENT_REF|PAST_REF|FUTURE_REF` +
	`|P(\d+(\.\d+)?|X)[DWMY]|PT(\d+(\.\d+)?|X)[HMS]|P\d+[YMD](\d+[MD])*(T\d+[HMS](\d+[MS])*)?|PT\d+[HM](\d+[MS])+` + // lengths
	`|[\dX]{2,4}|[\dX]{4}-(Q[1-4X]|H[12X]|SP|SU|FA|WI)` + // centuries to seasons
	`|[\dX]{4}-W[\dX]{2}(-WE|-[1-7](T(MO|MI|AF|EV|NI|[012]\d:[0-5]\dZ?))?)?` + // weeks
	`|[\dX]{4}-[\dX]{2}(-[\dX]{2}(T(MO|MI|AF|EV|NI|[012]\d:[0-5]\dZ?))?)?)$`)

// check reports what does not hold of the expressions of a text.
func check(t *testing.T, text *language.Text, found []language.Timex) {
	t.Helper()
	at := 0
	for _, x := range found {
		if x.Words.Start < at || x.Words.Len() < 1 || x.Words.End > len(text.Words) {
			t.Fatalf("words %v after %d, of %d", x.Words, at, len(text.Words))
		}
		at = x.Words.End
		s := slices.IndexFunc(text.Sentences, func(s language.Range) bool { return x.Words.Start < s.End })
		if x.Words.End > text.Sentences[s].End {
			t.Errorf("%q crosses sentences", text.Span(x.Words).Of(text.Source))
		}
		if !wellFormed.MatchString(x.Value) {
			t.Errorf("%q is no value of TIMEX3", line(text, x))
		}
		if !slices.Contains([]language.TimexKind{language.Date, language.Clock, language.Duration, language.Set}, x.Kind) {
			t.Errorf("%q is of no kind", line(text, x))
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range cases(f) {
		f.Add(c.text, c.published)
	}
	f.Add("Feb. 30 0000 and 31st of April 1000 years ago, 99999 days later, 12-99 a.m. '0s", "0001-01-01")
	tagger := newTagger(f)
	f.Fuzz(func(t *testing.T, s, published string) {
		if !utf8.ValidString(s) || len(s) > 5000 {
			return
		}
		text := read(tagger, s)
		found := Find(text, doc.Published{Date: published})
		check(t, text, found)
		if !slices.Equal(found, Find(text, doc.Published{Date: published})) {
			t.Error("found otherwise the second time")
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var s strings.Builder
	for _, c := range cases(b) {
		s.WriteString(c.text + "\n\nIosif Brandt of Valmora said that the delegation had not agreed to any of the terms that the other side had put to it.\n\n")
	}
	text := read(newTagger(b), s.String())
	b.ReportAllocs()
	for b.Loop() {
		Find(text, doc.Published{Date: "2031-03-04"})
	}
	b.ReportMetric(float64(len(text.Words))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

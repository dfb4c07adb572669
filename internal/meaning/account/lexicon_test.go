package account

import (
	"slices"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/token"
)

// TestLexicon reads the lexicon, and finds in the example of each line what the line is for.
func TestLexicon(t *testing.T) {
	entries, err := parse(lexiconTSV, "lexicon.tsv")
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := tag.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text := token.Split(strings.ToUpper(e.example[:1])+e.example[1:]+".", nil)
		tagger.Tag(text)
		f := &finder{text: text, lexicon: words()}
		f.read()
		found := slices.ContainsFunc(f.all(text.Sentences[0]), func(m mark) bool { return m.kind == e.kind })
		if !found {
			t.Errorf("lexicon.tsv:%d: its example, %q, does not have %q as %s", e.line, e.example, e.words, e.kind)
		}
	}
}

// TestLexiconSaysWhatIsWrong: an error names file and line.
func TestLexiconSaysWhatIsWrong(t *testing.T) {
	const head = "words\tkind\texample\n"
	for _, c := range []struct{ table, want string }{
		{head + "progress\tgood\n", "lexicon.tsv:2: a line has three columns"},
		{"progress\tgood\tthey made progress\n", "lexicon.tsv:1: the first line names the columns"},
		{head + "progress\tfine\tthey made progress\n", "lexicon.tsv:2: no kind \"fine\""},
		{head + "Progress\tgood\tthey made progress\n", "lexicon.tsv:2: \"Progress\": give the words in small letters"},
	} {
		if _, err := parse(c.table, "lexicon.tsv"); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.table, err, c.want)
		}
	}
}

package commitment

import (
	"strings"
	"testing"
)

// TestLexicon reads the lexicon that comes with the program.
func TestLexicon(t *testing.T) {
	l, err := parseLexicon(lexiconTSV, "lexicon.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for sort := range sorts {
		if len(l[sort]) == 0 {
			t.Errorf("no word of the sort %s", sort)
		}
	}
}

// TestLexiconErrors expects an error that names file, line and what is wrong.
func TestLexiconErrors(t *testing.T) {
	const head = "word\tsort\tstatus\tissue\n"
	for _, c := range []struct{ tsv, want string }{
		{"truce\tpact\n", "x.tsv:1: the first line names the columns"},
		{head + "truce\n", "x.tsv:2: 1 columns"},
		{head + "# a note\ntruce\tpakt\n", "x.tsv:3: no sort \"pakt\""},
		{head + "sign\twith\tagrees\n", "x.tsv:2: status \"agrees\""},
		{head + "truce\tpact\tagreed\n", "x.tsv:2: status \"agreed\""},
		{head + "Truce\tpact\n", "x.tsv:2: word \"Truce\""},
	} {
		if _, err := parseLexicon(c.tsv, "x.tsv"); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %s", c.tsv, err, c.want)
		}
	}
}

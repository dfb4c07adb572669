package contact

import (
	"strings"
	"testing"
)

// The table of words: what is wrong in it is told with file and line.
func TestParse(t *testing.T) {
	const header = "word\tclass\tform\tframes\n"
	for _, c := range []struct{ tsv, want string }{
		{"# no header\nmeet\tverb\tmeeting\n", "w.tsv:2: the header"},
		{header + "Meet\tverb\tmeeting\n", "w.tsv:2: word"},
		{header + "meet\tverb\tparty\n", "w.tsv:2: form"},
		{header + "meet\tverb\tmeeting\tobjekt\n", "w.tsv:2: frames"},
		{header + "meet\tword\tmeeting\n", "w.tsv:2: class"},
		{header + "call\tnoun\tcall\n\ncall\tnoun\tcall\n", "w.tsv:4: word"},
		{header + "hold\tsupport\tsoon\n", "w.tsv:2: form"},
		{header + "hold\tstage\ttense\nhold\tstage\ttense\n", "w.tsv:3: word"},
		{header + "a\tnoun\tcall\tprocess\tmore\tmore\tmore\n", "w.tsv:2: more"},
	} {
		if _, err := parse("w.tsv", c.tsv); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %s", c.tsv, err, c.want)
		}
	}
	if _, err := parse("words.tsv", wordsTSV); err != nil {
		t.Error(err)
	}
}

// Dates that can be of one day and those that cannot.
func TestConflict(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2031-03-04", "2031-03-04", false},
		{"2031-03-04", "2031-03-05", true},
		{"2031-03-04", "2031-03", false},
		{"2031-W10", "2031-03-04", false},
		{"2031-W10", "2031-03-14", true},
		{"2031-02", "2031-03-04", true},
		{"", "2031-03-04", false},
		{"2031", "2031-03-04", false},
	} {
		if got := conflict(c.a, c.b); got != c.want {
			t.Errorf("conflict(%q, %q) = %t", c.a, c.b, got)
		}
		if got := conflict(c.b, c.a); got != c.want {
			t.Errorf("conflict(%q, %q) = %t", c.b, c.a, got)
		}
	}
}

package actor_test

import (
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/casefile"
	"github.com/parleyhq/parley/internal/language/parse"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/meaning/actor"
)

// Whom the words for groups stand for, in testdata/groups.txt.
func TestGroups(t *testing.T) {
	r := newReader(t)
	parser, err := parse.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range casefile.Read(t, "testdata/groups.txt") {
		t.Run(c.Title, func(t *testing.T) {
			text, cast := r.read(c.Text, c.Date, "")
			parser.Parse(text)
			for _, line := range c.Lines {
				phrase, want, _ := strings.Cut(line, " |")
				span, ok := place(c.Text, phrase)
				if !ok {
					t.Fatalf("%q does not stand in the text", phrase)
				}
				if got := people(cast.At(text.WordAt(span.End - 1))); got != strings.TrimSpace(want) {
					t.Errorf("%s | %s\nwant %s", phrase, got, want)
				}
			}
		})
	}
}

// people writes speakers as the cases have them.
func people(all []meaning.Speaker) string {
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = s.Name
		if s.Name == "" {
			names[i] = "(" + s.Party + ")"
		}
	}
	return strings.Join(names, " + ")
}

// The table of nouns for groups: what is wrong in it is told with file and line.
func TestParseGroups(t *testing.T) {
	for _, c := range []struct{ tsv, want string }{
		{"one\tmany\tmembers\talone\nside\tsides\tparty\tperhaps\n", "g.tsv:2: alone"},
		{"one\tmany\tmembers\talone\nside\tsides\tnobody\tyes\n", "g.tsv:2: members"},
		{"one\tmany\tmembers\talone\nside\tsides\tparty\tyes\nside\tflanks\tparty\tyes\n", "g.tsv:3: \"side\""},
		{"one\tmany\n", "g.tsv:1: the header"},
	} {
		if err := actor.CheckGroups("g.tsv", c.tsv); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %s", c.tsv, err, c.want)
		}
	}
	if err := actor.CheckGroups("groups.tsv", actor.GroupsTSV); err != nil {
		t.Error(err)
	}
}

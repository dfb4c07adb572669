package furniture

import (
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/intake"
)

// What is looked for before a pattern never keeps it from a line that it matches.
func FuzzCues(f *testing.F) {
	for _, r := range rules() {
		f.Add(r.example)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > longest || strings.Contains(s, "ſ") { // the long s is an s to a pattern and has no lower case
			return
		}
		lower := strings.ToLower(s)
		for i := range rules() {
			if r := &rules()[i]; r.pattern.MatchString(s) && !holds(lower, r.cues) {
				t.Errorf("rules.tsv:%d matches %q and has none of its cues %q there", r.line, s, r.cues)
			}
		}
	})
}

// Whatever the text, the marks are in order, apart and in it, and the headline is none of them.
func FuzzRead(f *testing.F) {
	f.Add("World\n\nEnvoys meet\n\nBy Ana Duarte\n\nThe envoys of both governments met in Port Lund.\n\n3 comments\nYes.", false)
	f.Fuzz(func(t *testing.T, text string, titled bool) {
		r := Read(text, intake.Lines(text), nil, titled)
		at := 0
		for _, m := range r.Marks {
			if m.Start < at || m.End <= m.Start || m.End > len(text) {
				t.Errorf("mark [%d,%d) is out of order or outside %d bytes", m.Start, m.End, len(text))
			}
			at = m.End
		}
		if r.Head > r.Tail || r.Tail > len(text) {
			t.Errorf("the text is [%d,%d) of %d bytes", r.Head, r.Tail, len(text))
		}
	})
}

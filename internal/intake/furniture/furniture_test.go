package furniture

import (
	"os"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/intake"
)

func lines(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for l := range strings.Lines(string(data)) {
		if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "#") {
			out = append(out, l)
		}
	}
	if len(out) == 0 {
		t.Fatalf("%s: no cases", file)
	}
	return out
}

// No sentence is taken for furniture: not between others, not first, not last.
func TestSentences(t *testing.T) {
	const before, after = "The envoys of both governments met in Port Lund on Tuesday to talk about the islands.\n", "\nThe talks will go on next week, the two governments said in a joint statement on Tuesday."
	for _, s := range lines(t, "sentences.txt") {
		for _, text := range []string{before + s + after, s + "\n" + before + after, before + after + "\n" + s} {
			r := Read(text, intake.Lines(text), nil, false)
			for _, m := range r.Marks {
				t.Errorf("%q is marked as %s in\n%s", m.Span.Of(text), m.Role, text)
			}
		}
	}
}

// Each rule finds the line that stands beside it, as a line of a text.
func TestRules(t *testing.T) {
	const title, body = "Envoys meet again to talk about the islands", "The envoys of both governments met in Port Lund on Tuesday to talk about the islands.\n“We will go on,” the chief negotiator of Valmora said after the meeting on Tuesday.\nThe talks will go on next week, the two governments said in a joint statement."
	for _, rule := range rules() {
		text := map[string]string{
			"head": rule.example + "\n" + title + "\n" + body,
			"body": title + "\n" + strings.Replace(body, "\n", "\n"+rule.example+"\n", 1),
			"tail": title + "\n" + body + "\n" + rule.example,
			"rest": title + "\n" + body + "\n" + rule.example + "\nA reader writes that none of this is true at all.",
			"edge": title + "\n" + body + "\n" + rule.example,
			"any":  title + "\n" + strings.Replace(body, "\n", "\n"+rule.example+"\n", 1),
		}[rule.place]
		if rule.role == Byline || rule.role == Date {
			text = title + "\n" + rule.example + "\n" + body
			if rule.place == "tail" {
				text = title + "\n" + body + "\n" + rule.example
			}
		}
		r := Read(text, intake.Lines(text), nil, false)
		found := false
		for _, m := range r.Marks {
			found = found || strings.HasPrefix(m.Span.Of(text), rule.example)
		}
		if !found || r.Title != title {
			t.Errorf("rules.tsv:%d: %q is not found in its place, or the title is not: %q, %v", rule.line, rule.example, r.Title, r.Marks)
		}
	}
}

func TestBylines(t *testing.T) {
	for _, l := range lines(t, "bylines.txt") {
		in, want, _ := strings.Cut(l, "=>")
		in, want = strings.TrimSpace(in), strings.TrimSpace(want)
		got := "no"
		if w := byline(in); w.any() && (w.labelled || !w.alone) {
			got = strings.TrimSpace(strings.Join(w.people, " | ") + " / " + w.agency)
		}
		if got != want {
			t.Errorf("%s => %s, wanted %s", in, got, want)
		}
	}
}

// A mistake in a table is told with its file and its line.
func TestTables(t *testing.T) {
	for table, words := range map[string]string{
		"any\trule\t20\t-+\n":              "r.tsv:1: has 4 columns, not 5",
		"# c\n\nhere\trule\t20\t-+\t---\n": `r.tsv:3: "here" is no place`,
		"any\tline\t20\t-+\t---\n":         `r.tsv:1: "line" is no role`,
		"any\trule\tx\t-+\t---\n":          `r.tsv:1: "x" is no number`,
		"any\trule\t20\t(-+\t---\n":        "r.tsv:1: error parsing regexp",
		"any\trule\t20\t-+\tnothing\n":     `r.tsv:1: the pattern does not match its example "nothing"`,
	} {
		if _, err := parseRules("r.tsv", table); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v; wanted %q", table, err, words)
		}
	}
	for table, words := range map[string]string{
		"agency\tX\n":                 "a.tsv:1: has 2 columns",
		"paper\tX\t\n":                `"paper" is neither`,
		"agency\tX\t\nagency\tY\tX\n": `a.tsv:2: the label "X" stands twice`,
	} {
		if _, err := parseAgencies("a.tsv", table); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v; wanted %q", table, err, words)
		}
	}
}

func TestDatelines(t *testing.T) {
	for _, l := range lines(t, "datelines.txt") {
		in, want, _ := strings.Cut(l, "=>")
		text := strings.TrimSpace(in) + " in the hall of the old port on Tuesday to talk about the islands and about fish."
		want = strings.TrimSpace(want)
		r := Read(text, intake.Lines(text), nil, false)
		got := "no"
		if r.Dateline != "" {
			got = strings.TrimSpace(r.Dateline + " / " + r.Agency)
			if len(r.Marks) != 1 || r.Marks[0].Role != Dateline || r.Marks[0].Span.Of(text) != r.Dateline {
				t.Errorf("%s: the dateline is not marked: %v", in, r.Marks)
			}
		}
		if got != want {
			t.Errorf("%s => %s, wanted %s", strings.TrimSpace(in), got, want)
		}
	}
}

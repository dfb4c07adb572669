package agenda

import (
	"strings"
	"testing"
)

// An error in a list of issues names the line and the field.
func TestIssueListErrors(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"issues", "id\tlabel\n", "1: the header is"},
		{"issues", "id\tlabel\tcovers\nwater\tWater\trivers\nwater\tWater\t\n", "3: id: \"water\" stands already above"},
		{"issues", "id\tlabel\tcovers\nWater\tWater\t\n", "2: id: \"Water\" is not small letters"},
		{"issues", "id\tlabel\tcovers\nwater\t\trivers\n", "2: label: it is missing"},
		{"issuewords", "name\twords\nriver\triver|\n", "2: words: a word is missing beside |"},
		{"issuewords", "name\twords\nriver\t@lake\n", "2: words: the set @lake is not known"},
		{"issueterms", "term\tissue\tweight\ndam\tlakes\t1\n", "2: issue: \"lakes\" is not an id"},
		{"issueterms", "term\tissue\tweight\ndam\ttrade|lakes\t1\n", "2: issue: \"lakes\" is not an id"},
		{"issueterms", "term\tissue\tweight\ndam\ttrade\t2\n", "2: weight: \"2\" is not a number"},
		{"issueterms", "term\tissue\tweight\nopen > \ttrade\t1\n", "2: term: \"open > \" is empty or has space"},
		{"issueterms", "term\tissue\tweight\nopen & | dam\ttrade\t1\n", "2: term: \"open & | dam\": a word is missing"},
		{"issueterms", "term\tissue\tweight\ndam*\ttrade\t1\n", "2: term: \"dam*\": the word \"dam*\""},
		{"issueterms", "term\tissue\tweight\n@river\ttrade\t1\n", "2: term: \"@river\": the set @river is not known"},
		{"issueterms", "term\tissue\n", "1: the header is"},
	} {
		l := &issueList{sets: map[string]string{}, issues: []Issue{{ID: "trade"}}}
		if err := l.read(c.file, c.text); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s %q\n got %v\nwant %s", c.file, c.text, err, c.want)
		}
	}
}

// Every issue of the list has terms, and every set of words is used.
func TestIssuesHaveTerms(t *testing.T) {
	l, err := loadIssues()
	if err != nil {
		t.Fatal(err)
	}
	known, used := map[string]bool{}, ""
	for _, term := range l.terms {
		known[term.issue] = true
		used += term.term + "|"
	}
	for _, i := range l.issues {
		if !known[i.ID] {
			t.Errorf("issues.tsv: %q has no term in issueterms.tsv", i.ID)
		}
	}
	for _, words := range l.sets {
		used += words + "|"
	}
	for name := range l.sets {
		if name != inNames && !strings.Contains(used, "@"+name) {
			t.Errorf("issuewords.tsv: no term uses @%s", name)
		}
	}
}

func TestIssuesOfAnAgenda(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"issues:\n  - dams\n", "a.yaml:3: issues.terms: \"dams\" is not in the built-in list"},
		{"issues:\n  - prisoners\n  - {id: Two Words, terms: [x]}\n", "a.yaml:4: issues.id: \"Two Words\" is not small letters parted by hyphens: write \"two-words\""},
		{"issues:\n  - prisoners\n  - prisoners\n", "a.yaml:4: issues.id: \"prisoners\" stands in the file already"},
		{"issues:\n  - id: dams\n    terms: [dam, \"open & \"]\n", "a.yaml:3: issues.terms: \"open &\": a word is missing"},
	} {
		_, err := Load([]byte("name: x\n"+c.text), "a.yaml")
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("agenda %q\n got %v\nwant %s", c.text, err, c.want)
		}
	}
	a, err := Load([]byte("name: x\nissues:\n  - {id: dams, label: Dams, terms: [dam]}\n  - {id: trade, label: Commerce}\n"), "a.yaml")
	if err != nil {
		t.Fatal(err)
	}
	plain := world(t)
	w := plain.With(a)
	if i, ok := w.Issue("dams"); !ok || i.Label != "Dams" {
		t.Errorf("dams is %v", i)
	}
	if i, ok := w.Issue("trade"); !ok || i.Label != "Commerce" || i.Covers == "" {
		t.Errorf("trade is %v, want the agenda's label and what the list says it covers", i)
	}
	if _, ok := w.Issue("ceasefire"); !ok || len(w.Issues()) != len(plain.Issues())+1 {
		t.Errorf("with an agenda %d issues are known, without %d", len(w.Issues()), len(plain.Issues()))
	}
}

package agenda

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// issueList is the issues and the terms that come with the program, as the lists give them.
type issueList struct {
	issues []Issue
	terms  []listedTerm
	sets   map[string]string // sets of words by their name, for @name in terms
}

// A listedTerm is a line of data/issueterms.tsv.
type listedTerm struct {
	term, issue string
	weight      float64
}

var issueColumns = map[string][]string{
	"issues":     {"id", "label", "covers"},
	"issuewords": {"name", "words"},
	"issueterms": {"term", "issue", "weight"},
}

// inNames is the set of the words that mean the same within a longer name.
const inNames = "names"

// builtIn is the lists of issues that come with the program.
var builtIn = sync.OnceValues(loadIssues)

// loadIssues reads the lists of issues. An error names the file, the line and the field.
func loadIssues() (*issueList, error) {
	l := &issueList{sets: map[string]string{}}
	for _, file := range []string{"issues", "issuewords", "issueterms"} {
		b, err := data.ReadFile("data/" + file + ".tsv")
		if err != nil {
			return nil, err
		}
		if err := l.read(file, string(b)); err != nil {
			return nil, fmt.Errorf("internal/agenda/data/%s.tsv:%w", file, err)
		}
	}
	return l, nil
}

// read reads one list. Every term is tried as it is read, so that an error names its line.
func (l *issueList) read(file, text string) error {
	trial := newPatterns()
	seen := map[string]bool{}
	return rows(text, issueColumns[file], func(_ int, f []string) error {
		first := issueColumns[file][0]
		if f[0] == "" || strings.TrimSpace(f[0]) != f[0] {
			return fmt.Errorf("%s: %q is empty or has space around it", first, f[0])
		}
		if seen[f[0]] {
			return fmt.Errorf("%s: %q stands already above", first, f[0])
		}
		seen[f[0]] = true
		switch file {
		case "issues":
			if ID(f[0]) != f[0] {
				return fmt.Errorf("id: %q is not small letters parted by hyphens", f[0])
			}
			if f[1] == "" {
				return errors.New("label: it is missing; give the issue a name to show")
			}
			l.issues = append(l.issues, Issue{ID: f[0], Label: f[1], Covers: f[2]})
		case "issuewords":
			if err := trial.group(new(Choice), f[1], l.sets, 0); err != nil {
				return fmt.Errorf("words: %w", err)
			}
			l.sets[f[0]] = f[1]
		case "issueterms":
			return l.term(f, trial)
		}
		return nil
	})
}

func (l *issueList) term(f []string, trial *Patterns) error {
	for id := range strings.SplitSeq(f[1], "|") {
		if id != NoIssue && l.issue(id) == nil {
			return fmt.Errorf("issue: %q is not an id of issues.tsv", id)
		}
	}
	weight, err := strconv.ParseFloat(f[2], 64)
	if err != nil || weight <= 0 || weight > 1 {
		return fmt.Errorf("weight: %q is not a number above 0 and up to 1", f[2])
	}
	if err := trial.add(f[0], f[1], weight, false, l.sets); err != nil {
		return fmt.Errorf("term: %w", err)
	}
	l.terms = append(l.terms, listedTerm{f[0], f[1], weight})
	return nil
}

func (l *issueList) issue(id string) *Issue {
	i := slices.IndexFunc(l.issues, func(i Issue) bool { return i.ID == id })
	if i < 0 {
		return nil
	}
	return &l.issues[i]
}

// checkIssues gives the first thing that is wrong with the issues of an agenda, and its line.
func checkIssues(issues []Issue) (int, error) {
	listed, err := builtIn()
	if err != nil {
		return 0, err
	}
	seen := map[string]bool{}
	trial := newPatterns()
	for _, i := range issues {
		switch {
		case strings.TrimSpace(i.ID) == "":
			return i.line, errors.New("issues.id: it is missing; name an issue")
		case ID(i.ID) != i.ID:
			return i.line, fmt.Errorf("issues.id: %q is not small letters parted by hyphens: write %q", i.ID, ID(i.ID))
		case seen[i.ID]:
			return i.line, fmt.Errorf("issues.id: %q stands in the file already", i.ID)
		case listed.issue(i.ID) == nil && len(i.Terms) == 0:
			return i.line, fmt.Errorf("issues.terms: %q is not in the built-in list, so it needs terms: the words by which texts speak of it", i.ID)
		}
		seen[i.ID] = true
		for _, t := range i.Terms {
			if err := trial.add(strings.TrimSpace(t), i.ID, 1, true, listed.sets); err != nil {
				return i.line, fmt.Errorf("issues.terms: %w", err)
			}
		}
	}
	return 0, nil
}

// withIssues gives a world its issues: those of the list and those of an agenda, which come first and may give a
// listed issue another label and more terms. The agenda has been checked.
func (w *World) withIssues(listed *issueList, own []Issue) *World {
	w.listed, w.patterns = listed, newPatterns()
	for _, i := range own {
		if l := listed.issue(i.ID); l != nil {
			i.Label, i.Covers = cmp.Or(i.Label, l.Label), cmp.Or(i.Covers, l.Covers)
		}
		i.Label = cmp.Or(i.Label, i.ID)
		w.issues = append(w.issues, i)
		for _, t := range i.Terms {
			_ = w.patterns.add(strings.TrimSpace(t), i.ID, 1, true, listed.sets) // one that is not sound has been refused
		}
	}
	for _, i := range listed.issues {
		if !slices.ContainsFunc(w.issues, func(o Issue) bool { return o.ID == i.ID }) {
			w.issues = append(w.issues, i)
		}
	}
	w.patterns.mayBeInNames(listed.sets[inNames])
	for _, t := range listed.terms {
		_ = w.patterns.add(t.term, t.issue, t.weight, false, listed.sets)
	}
	return w
}

// Issues gives the issues that are known: those of the agenda, then the others of the list.
func (w *World) Issues() []Issue { return slices.Clone(w.issues) }

// Issue gives the issue of this id; ok is false where there is none.
func (w *World) Issue(id string) (i Issue, ok bool) {
	at := slices.IndexFunc(w.issues, func(i Issue) bool { return i.ID == id })
	if at < 0 {
		return Issue{}, false
	}
	return w.issues[at], true
}

// Patterns gives all that issues are known by.
func (w *World) Patterns() *Patterns { return w.patterns }

func newPatterns() *Patterns { return &Patterns{numbers: map[string]int32{}} }

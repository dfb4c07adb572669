package gold

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed parties.tsv
var partiesFile string

// parties are the names that stand for one party, in small letters, by each of them.
var parties = mustParties(partiesFile, "parties.tsv")

func mustParties(text, file string) map[string]string {
	m, err := readParties(text, file)
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return m
}

// readParties reads lines of a party and another name for it. An error names the file and the line.
func readParties(text, file string) (map[string]string, error) {
	all := map[string]string{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		party, name, ok := strings.Cut(line, "\t")
		if !ok || party == "" || name == "" || strings.ToLower(line) != line {
			return nil, fmt.Errorf("%s:%d: must be a party, a tab and another name for it, in small letters", file, n)
		}
		if of, there := all[name]; there {
			return nil, fmt.Errorf("%s:%d: %q stands for %q already", file, n, name, of)
		}
		all[name], all[party] = party, party
	}
	return all, nil
}

var (
	titles   = regexp.MustCompile(`\b(?:the|mr|mrs|ms|dr|president|prime minister)\b\.?`)
	zelensky = regexp.MustCompile(`zelens[k]?[yi]+j?\b`)
	marks    = regexp.MustCompile(`[^\p{L}\p{N}_'. ]+`)
)

// fold makes a name comparable: in small letters, without accents, titles and marks.
func fold(name string) string {
	var b strings.Builder
	for _, c := range norm.NFKD.String(name) {
		if !unicode.Is(unicode.M, c) {
			b.WriteRune(c)
		}
	}
	s := strings.ReplaceAll(strings.ToLower(b.String()), "\u2019", "'")
	s = titles.ReplaceAllString(s, " ")
	s = zelensky.ReplaceAllString(s, "zelensky")
	return strings.TrimSpace(marks.ReplaceAllString(s, " "))
}

func party(name string) string {
	f := fold(name)
	if p, ok := parties[f]; ok {
		return p
	}
	return f
}

// sameName holds where two names stand for one: the same last word, one within the other, or one party.
func sameName(gold, got string) bool {
	g, p := fold(gold), fold(got)
	if g == "" || p == "" {
		return false
	}
	if g == p || party(g) == party(p) {
		return true
	}
	gw, pw := strings.Fields(g), strings.Fields(p)
	return gw[len(gw)-1] == pw[len(pw)-1] || strings.Contains(p, g) || strings.Contains(g, p)
}

func anySame(answers []string, got ...string) bool {
	return slices.ContainsFunc(answers, func(want string) bool {
		return slices.ContainsFunc(got, func(name string) bool { return sameName(want, name) })
	})
}

package furniture

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A rule says what a line is that its pattern matches whole, if it stands where the rule looks.
type rule struct {
	place   string
	role    Role
	most    int // bytes of the line
	pattern *regexp.Regexp
	cues    []string // see cues
	example string
	line    int // of rules.tsv
}

// matches reports whether a rule matches a line, which is given in lower case as well. Where somebody
// says something it is a sentence of the text, but for links to other texts, which are headlines.
func (r *rule) matches(s, lower string) bool {
	return len(s) <= r.most && holds(lower, r.cues) && r.pattern.MatchString(s) && (r.role == More || !says.MatchString(lower))
}

var says = regexp.MustCompile(`\b(?:said|says|told|according to|declined to)\b`)

//go:embed rules.tsv
var rulesTSV string

//go:embed agencies.tsv
var agenciesTSV string

var (
	places = []string{"head", "body", "tail", "edge", "any", "rest"}
	roles  = []Role{Site, Section, Byline, Date, Share, Advert, More, Newsletter, Comments, Copyright, Credit, Caption, Ornament, Note}
)

// The rules and the agencies are read once, when the first text is; a mistake in them stops that and the test.
var (
	rules    = sync.OnceValue(func() []rule { return must(parseRules("rules.tsv", rulesTSV)) })
	agencies = sync.OnceValue(func() []agency { return must(parseAgencies("agencies.tsv", agenciesTSV)) })
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// rows are the lines of a table that are no comment, with their numbers.
func rows(file, table string, columns int, each func(line int, cells []string) error) error {
	n := 0
	for l := range strings.Lines(table) {
		n++
		l = strings.TrimRight(l, "\r\n")
		if strings.TrimSpace(l) == "" || strings.HasPrefix(l, "#") {
			continue
		}
		cells := strings.Split(l, "\t")
		if len(cells) != columns {
			return fmt.Errorf("%s:%d: has %d columns, not %d", file, n, len(cells), columns)
		}
		if err := each(n, cells); err != nil {
			return fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	return nil
}

func parseRules(file, table string) ([]rule, error) {
	var out []rule
	err := rows(file, table, 5, func(n int, c []string) error {
		r := rule{place: c[0], role: Role(c[1]), example: c[4], line: n}
		if !slices.Contains(places, r.place) {
			return fmt.Errorf("%q is no place: one of %v", r.place, places)
		}
		if !slices.Contains(roles, r.role) {
			return fmt.Errorf("%q is no role: one of %v", r.role, roles)
		}
		var err error
		if r.most, err = strconv.Atoi(c[2]); err != nil || r.most < len(r.example) || r.most > longest {
			return fmt.Errorf("%q is no number of bytes from that of the example to %d", c[2], longest)
		}
		flags, p := "(?i)", c[3]
		if rest, ok := strings.CutPrefix(p, "(?-i)"); ok {
			flags, p = "", rest
		}
		if r.pattern, err = regexp.Compile(flags + `^(?:` + p + `)$`); err != nil {
			return err
		}
		r.cues = cues(flags + p)
		if !r.matches(r.example, strings.ToLower(r.example)) {
			return fmt.Errorf("the pattern does not match its example %q", r.example)
		}
		out = append(out, r)
		return nil
	})
	return out, err
}

// An agency is a news agency, or a distributor that passes copy on.
type agency struct {
	name        string
	labels      []string // the name among them
	distributor bool
}

func parseAgencies(file, table string) ([]agency, error) {
	var out []agency
	seen := map[string]bool{}
	err := rows(file, table, 3, func(_ int, c []string) error {
		if c[0] != "agency" && c[0] != "distributor" {
			return fmt.Errorf("%q is neither agency nor distributor", c[0])
		}
		a := agency{name: c[1], labels: []string{c[1]}, distributor: c[0] == "distributor"}
		for l := range strings.SplitSeq(c[2], ";") {
			if l = strings.TrimSpace(l); l != "" {
				a.labels = append(a.labels, l)
			}
		}
		for _, l := range a.labels {
			if seen[l] {
				return fmt.Errorf("the label %q stands twice", l)
			}
			seen[l] = true
		}
		out = append(out, a)
		return nil
	})
	return out, err
}

// called is the name of the agency (or the distributor) whose label s is, and "" if it is none's.
func called(s string, distributor bool) string {
	s = strings.TrimSpace(s)
	for _, a := range agencies() {
		if a.distributor == distributor && slices.Contains(a.labels, s) {
			return a.name
		}
	}
	return ""
}

// named is the agency (or the distributor) whose label stands first in s as words of its own; the
// longest such label at that place. Labels of up to three letters are too common to look for.
func named(s string, distributor bool) string {
	name, at, size := "", len(s), 0
	for _, a := range agencies() {
		if a.distributor != distributor {
			continue
		}
		for _, l := range a.labels {
			if len(l) < 4 {
				continue
			}
			if i := wordIndex(s, l); i >= 0 && (i < at || i == at && len(l) > size) {
				name, at, size = a.name, i, len(l)
			}
		}
	}
	return name
}

// wordIndex is where w stands in s with no letter or digit at its sides, or -1.
func wordIndex(s, w string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], w)
		if i < 0 {
			return -1
		}
		i += from
		if !wordByte(s, i-1) && !wordByte(s, i+len(w)) {
			return i
		}
		from = i + 1
	}
}

func wordByte(s string, i int) bool {
	return i >= 0 && i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || s[i] >= 0x80)
}

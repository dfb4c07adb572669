package agenda

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"time"
)

//go:embed data/*.tsv
var data embed.FS

// A spelling is one way to write an entry's name.
type spelling struct {
	text  string
	sense Sense
}

// LoadWorld reads the lists that come with the program.
func LoadWorld() (*World, error) {
	var l lists
	for _, file := range []string{"states", "institutions", "movements", "media", "people", "places"} {
		b, err := data.ReadFile("data/" + file + ".tsv")
		if err != nil {
			return nil, err
		}
		if err := l.read(file, string(b)); err != nil {
			return nil, fmt.Errorf("internal/agenda/data/%s.tsv:%w", file, err)
		}
	}
	if err := l.checkParties(); err != nil {
		return nil, err
	}
	words, err := loadWords()
	if err != nil {
		return nil, err
	}
	issues, err := builtIn()
	if err != nil {
		return nil, err
	}
	return build(l.entries, l.named, words).withIssues(issues, nil), nil
}

// lists is the lists as they are being read.
type lists struct {
	entries []*Entry
	named   map[*Entry][]spelling
	ids     map[string]listLine // where each id was first given
}

// listLine is a line of a list.
type listLine struct {
	file string
	at   int
}

func (p listLine) String() string { return fmt.Sprintf("%s.tsv:%d", p.file, p.at) }

var columns = map[string][]string{
	"states":       {"name", "other", "adjective", "people", "capital"},
	"institutions": {"name", "other", "party"},
	"movements":    {"name", "other", "people"},
	"media":        {"name", "other", "sort"},
	"people":       {"name", "other", "short", "sex", "party", "terms"},
	"places":       {"name", "kind"},
}

// read reads one list. An error begins with the number of its line.
func (l *lists) read(file, text string) error {
	if l.named == nil {
		l.named, l.ids = map[*Entry][]spelling{}, map[string]listLine{}
	}
	return rows(text, columns[file], func(at int, fields []string) error {
		e, err := l.row(file, fields)
		if err != nil {
			return err
		}
		if first, ok := l.ids[e.ID]; ok {
			return fmt.Errorf("name: %q stands already at %s", e.Name, first)
		}
		l.ids[e.ID] = listLine{file, at}
		l.entries = append(l.entries, e)
		return nil
	})
}

// row makes an entry of a line's fields.
func (l *lists) row(file string, f []string) (*Entry, error) {
	e := &Entry{Name: f[0], ID: ID(f[0])}
	var names []spelling
	add := func(field, values string, sense Sense) error {
		for v := range strings.SplitSeq(values, "|") {
			if values == "" {
				break
			}
			if v == "" || strings.TrimSpace(v) != v {
				return fmt.Errorf("%s: %q is empty or has space around it", field, v)
			}
			names = append(names, spelling{v, sense})
			if sense == FullName && v != e.Name {
				e.Aliases = append(e.Aliases, v)
			}
		}
		return nil
	}
	if e.ID == "" {
		return nil, fmt.Errorf("name: it is empty")
	}
	if err := add("name", f[0], FullName); err != nil {
		return nil, err
	}
	if file == "places" {
		e.Kind = Kind(f[1])
		if e.Kind != Place && e.Kind != Nation {
			return nil, fmt.Errorf("kind: %q is not place or people", f[1])
		}
		l.named[e] = names
		return e, nil
	}
	if err := add("other", f[1], FullName); err != nil {
		return nil, err
	}
	var err error
	switch file {
	case "states":
		e.Kind, e.Party = State, e.Name
		e.Adjective, _, _ = strings.Cut(f[2], "|")
		err = firstError(add("adjective", f[2], Adjective), add("people", f[3], People), add("capital", f[4], Capital))
	case "institutions":
		e.Kind, e.Party = Organisation, f[2]
		if f[2] == "=" {
			e.Party = e.Name
		}
	case "movements":
		e.Kind, e.Party = Group, e.Name
		err = add("people", f[2], People)
	case "media":
		e.Kind, e.Sort = Medium, f[2]
		if !slices.Contains(mediaSorts, e.Sort) {
			err = fmt.Errorf("sort: %q is not %s", e.Sort, strings.Join(mediaSorts, ", "))
		}
	case "people":
		e.Kind, e.Sex, e.Party = Person, Sex(f[3]), f[4]
		if e.Sex != Male && e.Sex != Female {
			return nil, fmt.Errorf("sex: %q is not m or f", f[3])
		}
		if err = add("short", f[2], ShortName); err == nil {
			e.Terms, err = parseTerms(f[5])
		}
	}
	l.named[e] = names
	return e, err
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// isDate reports whether a string is a year, a month or a day of ISO 8601.
func isDate(s string) bool {
	const form = "2006-01-02"
	switch len(s) {
	case 4, 7, 10:
		_, err := time.Parse(form[:len(s)], s)
		return err == nil && s >= "0001"
	}
	return false
}

// parseTerms reads "2012-05-07/ president*|2008/2012-05 prime minister".
func parseTerms(s string) ([]Term, error) {
	if s == "" {
		return nil, nil
	}
	var terms []Term
	for one := range strings.SplitSeq(s, "|") {
		var t Term
		dates, rest, ok := strings.Cut(one, " ")
		t.From, t.To, _ = strings.Cut(dates, "/")
		t.Role, t.Party, _ = strings.Cut(rest, " @")
		t.Role, t.Leader = strings.CutSuffix(t.Role, "*")
		if !ok || t.Role == "" || !strings.Contains(dates, "/") {
			return nil, fmt.Errorf("terms: %q is not FROM/TO ROLE", one)
		}
		if t.To == "" {
			t.To, t.Open = asOf, true
		}
		for _, d := range []string{t.From, t.To} {
			if !isDate(d) {
				return nil, fmt.Errorf("terms: %q in %q is not a date like 2012, 2012-05 or 2012-05-07", d, one)
			}
		}
		if earliest(t.From) > latest(t.To) {
			return nil, fmt.Errorf("terms: %q ends before it begins", one)
		}
		terms = append(terms, t)
	}
	return terms, nil
}

// checkParties reports an entry whose party is not itself in the lists.
func (l *lists) checkParties() error {
	names := make(map[string]bool, len(l.entries))
	for _, e := range l.entries {
		names[e.Name] = true
	}
	for _, e := range l.entries {
		parties := []string{e.Party}
		for _, t := range e.Terms {
			parties = append(parties, t.Party)
		}
		for _, p := range parties {
			if p != "" && !names[p] {
				return fmt.Errorf("internal/agenda/data/%s: party: %q is not the name of any entry", l.ids[e.ID], p)
			}
		}
	}
	return nil
}

package agenda

import (
	"fmt"
	"slices"
	"strings"
)

// A Noun is the head of a description of those who act and speak: official, ministry, readout.
type Noun struct {
	One    string // the singular: official
	Many   bool   // it was found in the plural: officials, people
	Kind   string // person, body, document, medium, state
	Sex    Sex
	Sort   string // see data/nouns.tsv
	Plural string // its plural, for which see Many
}

// A Title stands before a person's name.
type Title struct {
	Sex  Sex
	Role string // the role that it stands for, if any: senator
}

// words is what the lists know of common nouns, titles and first names.
type words struct {
	nouns      map[string]Noun
	titles     map[string]Title
	firstNames map[string]Sex
	notNames   map[string]bool
	endings    map[string]string
	offices    map[string]string
}

// Noun gives what is known of a noun, whatever its capitals.
func (w *World) Noun(s string) (Noun, bool) {
	n, ok := w.words.nouns[s]
	if !ok {
		n, ok = w.words.nouns[strings.ToLower(s)]
	}
	return n, ok
}

// Title gives what is known of a title, with or without its full stop; in capitals, as transcripts have it, with one
// or where it is MR, MS, MRS or DR.
func (w *World) Title(s string) (Title, bool) {
	plain := strings.TrimSuffix(s, ".")
	t, ok := w.words.titles[plain]
	if !ok && len(plain) > 1 && plain == strings.ToUpper(plain) && (plain != s || plain == "MR" || plain == "MS" || plain == "MRS" || plain == "DR") {
		t, ok = w.words.titles[plain[:1]+strings.ToLower(plain[1:])]
	}
	return t, ok
}

// FirstName tells whether the word is borne as a first name, and by whom where that is sure.
func (w *World) FirstName(s string) (Sex, bool) {
	x, ok := w.words.firstNames[s]
	return x, ok
}

// NamesNobody tells whether the word has a capital and yet is no name: Tuesday.
func (w *World) NamesNobody(s string) bool { return w.words.notNames[s] }

// Ending tells what a name is that ends in the word, where it is no person's: thing, place, body or medium.
func (w *World) Ending(s string) string { return w.words.endings[s] }

// StateOffice tells whether an office or a body, in small letters, is only a state's: sure, likely or empty.
func (w *World) StateOffice(s string) string { return w.words.offices[s] }

var wordColumns = map[string][]string{
	"nouns":        {"noun", "many", "kind", "sex", "sort"},
	"titles":       {"title", "sex", "role"},
	"firstnames":   {"name", "sex"},
	"notnames":     {"word"},
	"endings":      {"word", "kind"},
	"stateoffices": {"words", "proof"},
}

// loadWords reads the lists of common words.
func loadWords() (words, error) {
	w := words{map[string]Noun{}, map[string]Title{}, map[string]Sex{}, map[string]bool{}, map[string]string{}, map[string]string{}}
	for _, file := range []string{"nouns", "titles", "firstnames", "notnames", "endings", "stateoffices"} {
		b, err := data.ReadFile("data/" + file + ".tsv")
		if err != nil {
			return w, err
		}
		err = rows(string(b), wordColumns[file], func(_ int, f []string) error { return w.row(file, f) })
		if err != nil {
			return w, fmt.Errorf("internal/agenda/data/%s.tsv:%w", file, err)
		}
	}
	return w, nil
}

func (w *words) row(file string, f []string) error {
	if f[0] == "" || strings.TrimSpace(f[0]) != f[0] {
		return fmt.Errorf("%s: %q is empty or has space around it", wordColumns[file][0], f[0])
	}
	switch file {
	case "nouns":
		return w.noun(f)
	case "titles":
		w.titles[f[0]] = Title{Sex(f[1]), f[2]}
		return sexes(f[1])
	case "firstnames":
		if _, ok := w.firstNames[f[0]]; ok {
			return fmt.Errorf("name: %q stands already above", f[0])
		}
		w.firstNames[f[0]] = Sex(f[1])
		return sexes(f[1])
	case "endings":
		w.endings[f[0]] = f[1]
		if !slices.Contains([]string{"thing", "place", "body", "medium"}, f[1]) {
			return fmt.Errorf("kind: %q is not thing, place, body or medium", f[1])
		}
	case "stateoffices":
		w.offices[f[0]] = f[1]
		if f[1] != "sure" && f[1] != "likely" {
			return fmt.Errorf("proof: %q is not sure or likely", f[1])
		}
	default:
		w.notNames[f[0]] = true
	}
	return nil
}

func (w *words) noun(f []string) error {
	n := Noun{One: f[0], Plural: f[1], Kind: f[2], Sex: Sex(f[3]), Sort: f[4]}
	if !slices.Contains([]string{"person", "body", "document", "medium", "state"}, n.Kind) {
		return fmt.Errorf("kind: %q is not person, body, document, medium or state", n.Kind)
	}
	if _, ok := w.nouns[n.One]; ok {
		return fmt.Errorf("noun: %q stands already above", n.One)
	}
	n.Many = n.Plural == "-"
	w.nouns[n.One] = n
	if n.Plural != "" && n.Plural != "-" {
		n.Many = true
		w.nouns[n.Plural] = n
	}
	return sexes(f[3])
}

func sexes(s string) error {
	if s != "" && s != string(Male) && s != string(Female) {
		return fmt.Errorf("sex: %q is not m, f or empty", s)
	}
	return nil
}

// rows reads a table: comments, a header, lines of fields parted by tabs. An error begins with the
// number of its line.
func rows(text string, columns []string, row func(line int, fields []string) error) error {
	header, at := false, 0
	for line := range strings.Lines(text) {
		at++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		switch {
		case !header && !slices.Equal(fields, columns):
			return fmt.Errorf("%d: the header is %q, not %q", at, fields, columns)
		case !header:
			header = true
		case len(fields) != len(columns):
			return fmt.Errorf("%d: %d fields, not %d: %s", at, len(fields), len(columns), strings.Join(columns, ", "))
		default:
			if err := row(at, fields); err != nil {
				return fmt.Errorf("%d: %w", at, err)
			}
		}
	}
	if !header {
		return fmt.Errorf("%d: no header", at+1)
	}
	return nil
}

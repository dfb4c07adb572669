package figure

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed words.tsv
var wordsTSV string

// A unit is what a number measures.
type unit struct {
	kind string // money, length, time …
	name string // as it is printed: USD, km, hours
}

// A lexicon is what words.tsv says.
type lexicon struct {
	numbers, scales    map[string]float64
	units              map[string]unit
	comparators, after map[string]string
	fates, befalls     map[string]string // the verb, and how it is told of its object, of its subject
	deeds              map[string]string
	states             map[string]bool
	labels             map[string]bool
	people, loose      map[string]bool
	lasting            map[string]bool // nouns whose length is a figure
	lasts              map[string]bool // verbs
	bound              map[string]bool
	amounts, votes     map[string]bool
	holders            map[string]bool // nouns that say little without their "of"
	longest            int             // how many words the longest phrase of comparators and units has
}

// lexiconOf reads the embedded table once.
var lexiconOf = sync.OnceValues(func() (*lexicon, error) { return parseLexicon(wordsTSV, "words.tsv") })

// parseLexicon reads a table of words. An error names its file and line.
func parseLexicon(table, file string) (*lexicon, error) {
	l := &lexicon{
		numbers: map[string]float64{}, scales: map[string]float64{}, units: map[string]unit{},
		comparators: map[string]string{}, after: map[string]string{},
		fates: map[string]string{}, befalls: map[string]string{}, deeds: map[string]string{},
		states: map[string]bool{}, labels: map[string]bool{}, people: map[string]bool{}, loose: map[string]bool{},
		lasting: map[string]bool{}, lasts: map[string]bool{}, bound: map[string]bool{},
		amounts: map[string]bool{}, votes: map[string]bool{}, holders: map[string]bool{},
	}
	n := 0
	for line := range strings.Lines(table) {
		n++
		if line = strings.TrimRight(line, "\r\n"); line == "" || line[0] == '#' {
			continue
		}
		if err := l.line(strings.Split(line, "\t")); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	return l, nil
}

// line takes in one line: class, words, meaning.
func (l *lexicon) line(fields []string) error {
	if len(fields) < 2 || len(fields) > 3 {
		return fmt.Errorf("%d fields; a line is a class, words with | between them and, for some classes, a meaning", len(fields))
	}
	class, meaning := fields[0], ""
	if len(fields) == 3 {
		meaning = fields[2]
	}
	sets := map[string]map[string]bool{
		"state": l.states, "label": l.labels, "people": l.people, "loose": l.loose,
		"length": l.lasting, "length verb": l.lasts, "bound": l.bound, "amount": l.amounts, "vote": l.votes, "holder": l.holders,
	}
	texts := map[string]map[string]string{
		"comparator": l.comparators, "after": l.after, "fate": l.fates, "fate by": l.befalls, "deed": l.deeds,
	}
	values := map[string]map[string]float64{"number": l.numbers, "scale": l.scales}
	unitOf, isUnit := strings.CutPrefix(class, "unit ")
	if (sets[class] == nil) != (meaning != "") {
		return fmt.Errorf("the class %q is not known, or has a meaning where it needs none, or none where it needs one", class)
	}
	for word := range strings.SplitSeq(fields[1], "|") {
		if word == "" || word != strings.ToLower(word) {
			return fmt.Errorf("%q is empty or not in small letters", word)
		}
		l.longest = max(l.longest, strings.Count(word, " ")+1)
		switch {
		case sets[class] != nil:
			sets[class][word] = true
		case texts[class] != nil:
			if err := once(texts[class], word, meaning); err != nil {
				return err
			}
		case values[class] != nil:
			value, err := strconv.ParseFloat(meaning, 64)
			if err != nil {
				return fmt.Errorf("%q is no number", meaning)
			}
			if err := once(values[class], word, value); err != nil {
				return err
			}
		case isUnit:
			if err := once(l.units, word, unit{unitOf, meaning}); err != nil {
				return err
			}
		default:
			return fmt.Errorf("the class %q is not known", class)
		}
	}
	return nil
}

// once sets what a word means; that it has a meaning already is an error.
func once[V any](m map[string]V, word string, meaning V) error {
	if old, ok := m[word]; ok {
		return fmt.Errorf("%q stands there twice; it meant %v before", word, old)
	}
	m[word] = meaning
	return nil
}

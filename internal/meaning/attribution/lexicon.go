package attribution

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/parleyhq/parley/internal/meaning"
)

//go:embed lexicon.tsv
var lexiconTSV string

// A class is what sort of word a cue is.
type class uint8

const (
	verb class = iota + 1
	noun
	adjective
	phrase
)

var classes = map[string]class{"verb": verb, "noun": noun, "adjective": adjective, "phrase": phrase}

// Frames are what may stand with a cue (guide attribution §4).
type frames uint32

const (
	clause     frames = 1 << iota // a clause, with or without "that"
	that                          // a clause with "that" only
	wh                            // whether, if, what, how
	quote                         // words in quotation marks
	inf                           // to + infinitive
	np                            // whatever else follows in its clause
	ing                           // an -ing form
	front                         // the content may stand before the cue
	person                        // somebody addressed may stand between cue and content
	object                        // somebody named after the cue belongs to the content
	source                        // the source follows: according to
	document                      // the source is a poll or a study: in one poll after another
	onward                        // before "to" it only leads up to another verb: went on to say
	impersonal                    // the subject belongs to the content and nobody is the source: seems to
	single                        // only of one source: two who agree on something have made an agreement
	refusal                       // only of those who would not say: gave no details
	possessor                     // only with a possessor or a subject's possessive: their view of
	prepOf
	prepFor
	prepOn
	prepAbout
	prepAgainst
	prepAs
	prepTo
	prepWith
	prepIn
	prepAt
	prepBy
	prepOver
)

var frameNames = map[string]frames{
	"clause": clause | that, "that": that, "wh": wh, "quote": quote, "inf": inf, "np": np, "ing": ing, "front": front,
	"person": person, "object": object, "source": source, "possessor": possessor, "impersonal": impersonal, "onward": onward, "document": document, "single": single, "refusal": refusal,
	"of": prepOf, "for": prepFor, "on": prepOn, "about": prepAbout, "against": prepAgainst, "as": prepAs,
	"to": prepTo, "with": prepWith, "in": prepIn, "at": prepAt, "by": prepBy, "over": prepOver,
}

// preposition gives the frame that a preposition leads into, or none.
func preposition(form string) frames {
	if f := frameNames[form]; f >= prepOf {
		return f
	}
	return 0
}

var acts = []meaning.Act{
	meaning.Asserts, meaning.Demands, meaning.Proposes, meaning.Offers, meaning.Accepts, meaning.Rejects, meaning.Denies,
	meaning.Accuses, meaning.Threatens, meaning.Promises, meaning.Expects, meaning.Asks, meaning.Praises,
	meaning.Criticises, meaning.NoComment, meaning.Believes, meaning.Intends,
}

// An entry is one line of the lexicon.
type entry struct {
	lemma  string   // the first word
	rest   []string // the words that follow it
	class  class
	act    meaning.Act
	frames frames
}

// A lexicon finds entries by the form of their first word. The entries of a form stand longest first.
type lexicon struct {
	byForm map[string][]*entry
}

// english is the lexicon that comes with the program.
var english = sync.OnceValue(func() *lexicon {
	l, err := parseLexicon("lexicon.tsv", lexiconTSV)
	if err != nil {
		panic(err) // the embedded file is checked by the tests
	}
	return l
})

// parseLexicon reads a lexicon in the form that lexicon.tsv describes. Its error names the file and the line.
func parseLexicon(file, tsv string) (*lexicon, error) {
	l := &lexicon{byForm: map[string][]*entry{}}
	seen := map[string]bool{}
	n := 0
	for line := range strings.Lines(tsv) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		e, forms, err := parseEntry(line)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		key := fmt.Sprint(e.lemma, e.rest, e.class)
		if seen[key] {
			return nil, fmt.Errorf("%s:%d: %q stands here a second time", file, n, e.lemma)
		}
		seen[key] = true
		for _, f := range forms {
			l.byForm[f] = append(l.byForm[f], e)
		}
	}
	for _, es := range l.byForm {
		slices.SortStableFunc(es, func(a, b *entry) int { return len(b.rest) - len(a.rest) })
	}
	return l, nil
}

func parseEntry(line string) (*entry, []string, error) {
	fields := strings.Split(line, "\t")
	if len(fields) != 4 {
		return nil, nil, fmt.Errorf("%d columns, want 4 separated by tabs: cue, class, act, frames", len(fields))
	}
	cue, irregular, _ := strings.Cut(fields[0], " (")
	words := strings.Fields(cue)
	if len(words) == 0 {
		return nil, nil, fmt.Errorf("the cue is empty")
	}
	e := &entry{lemma: words[0], rest: words[1:], class: classes[fields[1]], act: meaning.Act(fields[2])}
	if e.class == 0 {
		return nil, nil, fmt.Errorf("class %q is none of verb, noun, adjective, phrase", fields[1])
	}
	if !slices.Contains(acts, e.act) {
		return nil, nil, fmt.Errorf("act %q is not an act of the record", fields[2])
	}
	for _, f := range strings.Fields(fields[3]) {
		if frameNames[f] == 0 {
			return nil, nil, fmt.Errorf("frame %q is not known", f)
		}
		e.frames |= frameNames[f]
	}
	if e.frames == 0 {
		return nil, nil, fmt.Errorf("%q takes no frame, so it would never be a cue", cue)
	}
	return e, inflect(e, strings.Fields(strings.TrimSuffix(irregular, ")"))), nil
}

// inflect gives the forms of an entry's first word: those the line gives, and the regular ones that are not given.
func inflect(e *entry, given []string) []string {
	w := e.lemma
	forms := append([]string{w}, given...)
	add := func(fs ...string) {
		for _, f := range fs {
			if !slices.Contains(forms, f) {
				forms = append(forms, f)
			}
		}
	}
	switch e.class {
	case verb:
		if len(given) == 0 {
			add(pastOf(w))
		}
		add(pluralOf(w), participleOf(w))
	case noun:
		add(pluralOf(w))
	}
	return forms
}

func pluralOf(w string) string {
	switch {
	case strings.HasSuffix(w, "y") && !vowelBefore(w):
		return w[:len(w)-1] + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "sh"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "x"):
		return w + "es"
	}
	return w + "s"
}

func pastOf(w string) string {
	switch {
	case strings.HasSuffix(w, "e"):
		return w + "d"
	case strings.HasSuffix(w, "y") && !vowelBefore(w):
		return w[:len(w)-1] + "ied"
	}
	return w + "ed"
}

func participleOf(w string) string {
	if strings.HasSuffix(w, "e") && !strings.HasSuffix(w, "ee") {
		return w[:len(w)-1] + "ing"
	}
	return w + "ing"
}

func vowelBefore(w string) bool {
	return len(w) > 1 && strings.ContainsRune("aeiou", rune(w[len(w)-2]))
}

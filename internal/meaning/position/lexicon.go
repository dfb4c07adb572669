package position

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

// A sort is what sort of word one of the lexicon is; the head of lexicon.tsv says what each means.
type sort uint8

const (
	verb sort = iota + 1
	adjective
	noun
	voiced
	verdict
	must
	yield
	give
	bow
	voice
	drop
	term
	empty
	lesser
	hedge
)

var sorts = map[string]sort{
	"verb": verb, "adjective": adjective, "noun": noun, "voiced": voiced, "verdict": verdict, "must": must, "yield": yield,
	"give": give, "bow": bow, "voice": voice, "drop": drop, "term": term, "empty": empty, "lesser": lesser, "hedge": hedge,
}

// holds reports whether a word of this sort is a position by itself.
func (s sort) holds() bool { return s <= yield }

// Frames are where the object of a cue stands (see the head of lexicon.tsv).
type frames uint32

const (
	np frames = 1 << iota
	inf
	clause
	base
	other
	ing
	person
	is
	list
	subject
	termed // a noun of sort term
	how
	prepFor
	prepOn
	prepUpon
	prepTo
	prepOf
	prepIn
	prepWith
)

var frameNames = map[string]frames{
	"np": np, "inf": inf, "clause": clause, "base": base, "other": other, "ing": ing, "person": person, "is": is, "list": list,
	"subject": subject, "term": termed, "how": how,
	"for": prepFor, "on": prepOn, "upon": prepUpon, "to": prepTo, "of": prepOf, "in": prepIn, "with": prepWith,
}

// leads reports whether a preposition leads to the object.
func (f frames) leads(preposition string) bool {
	n := frameNames[preposition]
	return n >= prepFor && f&n != 0
}

var stances = []meaning.Stance{
	meaning.StanceDemands, meaning.StanceProposes, meaning.StanceOffers, meaning.StanceAccepts, meaning.StanceConditional,
	meaning.StanceRejects, meaning.StanceOpen, meaning.StanceThreatens,
}

// A cue is an entry of the lexicon.
type cue struct {
	words  []string
	sort   sort
	stance meaning.Stance
	denied meaning.Stance // the stance where it is negated
	frames frames
}

// A lexicon is the cues by their first word, those with more words first.
type lexicon map[string][]*cue

// has reports whether a word alone is of a sort.
func (l lexicon) has(word string, s sort) bool {
	return slices.ContainsFunc(l[word], func(c *cue) bool { return c.sort == s && len(c.words) == 1 })
}

// built is the lexicon that comes with the program; a test checks that it reads.
var built = sync.OnceValue(func() lexicon {
	l, err := readLexicon(lexiconTSV)
	if err != nil {
		panic(err)
	}
	return l
})

// readLexicon reads the lexicon. An error names the file, the line and the field.
func readLexicon(tsv string) (lexicon, error) {
	l := lexicon{}
	n, head := 0, true
	for line := range strings.Lines(tsv) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if head {
			if line != "word\tsort\tstance\tnot\tframes" {
				return nil, fmt.Errorf("internal/meaning/position/lexicon.tsv:%d: the first line must name the columns word, sort, stance, not and frames", n)
			}
			head = false
			continue
		}
		if err := l.add(line); err != nil {
			return nil, fmt.Errorf("internal/meaning/position/lexicon.tsv:%d: %w", n, err)
		}
	}
	for _, cues := range l {
		slices.SortStableFunc(cues, func(a, b *cue) int { return len(b.words) - len(a.words) })
	}
	return l, nil
}

// add reads one line.
func (l lexicon) add(line string) error {
	f := strings.Split(line, "\t")
	if len(f) > 5 {
		return fmt.Errorf("it has %d fields; there are 5 columns", len(f))
	}
	for len(f) < 5 {
		f = append(f, "")
	}
	entry := cue{sort: sorts[f[1]], stance: meaning.Stance(f[2]), denied: meaning.Stance(f[3])}
	switch {
	case entry.sort == 0:
		return fmt.Errorf("sort: %q is none; the head of the file lists them", f[1])
	case f[2] != "" && !slices.Contains(stances, entry.stance):
		return fmt.Errorf("stance: %q is none", f[2])
	case f[3] != "" && !slices.Contains(stances, entry.denied):
		return fmt.Errorf("not: %q is no stance", f[3])
	case (entry.sort.holds() && entry.sort != yield) != (f[2] != ""):
		return fmt.Errorf("stance: a word of sort %s has one where it is a position by itself, and only there", f[1])
	}
	for name := range strings.FieldsSeq(f[4]) {
		if frameNames[name] == 0 {
			return fmt.Errorf("frames: %q is none; the head of the file lists them", name)
		}
		entry.frames |= frameNames[name]
	}
	for word := range strings.SplitSeq(f[0], "|") {
		one := entry
		one.words = strings.Fields(word)
		if len(one.words) == 0 || strings.ToLower(word) != word {
			return fmt.Errorf("word: %q is empty or not in small letters", word)
		}
		same := func(c *cue) bool {
			return slices.Equal(c.words, one.words) && c.sort == one.sort && c.stance == one.stance
		}
		if slices.ContainsFunc(l[one.words[0]], same) {
			return fmt.Errorf("word: %q stands already above with this sort and stance", word)
		}
		l[one.words[0]] = append(l[one.words[0]], &one)
	}
	return nil
}

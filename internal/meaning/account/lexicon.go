package account

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/parleyhq/parley/internal/language"
)

//go:embed lexicon.tsv
var lexiconTSV string

// A kind is what the words of a line of the lexicon tell; the head of lexicon.tsv explains each.
type kind string

const (
	good     kind = "good"
	bad      kind = "bad"
	well     kind = "well"
	ill      kind = "ill"
	raised   kind = "raised"
	sought   kind = "sought"
	agreed   kind = "agreed"
	broken   kind = "broken"
	kept     kind = "kept"
	all      kind = "all"
	part     kind = "part"
	allOf    kind = "allof"
	partOf   kind = "partof"
	contact  kind = "contact"
	manner   kind = "manner"
	unreal   kind = "unreal"
	not      kind = "not"
	untrue   kind = "untrue"
	told     kind = "told"
	venue    kind = "venue"
	official kind = "official"
	absent   kind = "absent"
	light    kind = "light"
	nothing  kind = "-"
)

var kinds = []kind{
	good, bad, well, ill, raised, sought, agreed, broken, kept, all, part, allOf, partOf, contact, manner, unreal, not, untrue,
	told, venue, official, absent, light, nothing,
}

// An entry is a line of the lexicon.
type entry struct {
	words   [][]string // in order; of each, the forms that it may have
	kind    kind
	example string
	line    int
}

// A lexicon is its entries by the first word that they may begin with.
type lexicon map[string][]entry

// words is the lexicon that comes with the program; its test shows that it can be read.
var words = sync.OnceValue(func() lexicon {
	entries, err := parse(lexiconTSV, "lexicon.tsv")
	if err != nil {
		panic(err) // the file is part of the program, and TestLexicon reads it
	}
	l := lexicon{}
	for _, e := range entries {
		for _, first := range e.words[0] {
			l[first] = append(l[first], e)
		}
	}
	return l
})

// parse reads the lines of a lexicon. An error names file and line and says what to do.
func parse(tsv, file string) ([]entry, error) {
	var entries []entry
	n, head := 0, false
	for line := range strings.Lines(tsv) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 3 || fields[0] == "" || fields[2] == "" {
			return nil, fmt.Errorf("%s:%d: a line has three columns, words, kind and example, parted by tabs; this one has %d", file, n, len(fields))
		}
		if !head {
			head = true
			if fields[0] != "words" {
				return nil, fmt.Errorf("%s:%d: the first line names the columns: words, kind, example", file, n)
			}
			continue
		}
		if !slices.Contains(kinds, kind(fields[1])) {
			return nil, fmt.Errorf("%s:%d: no kind %q: choose one that the head of the file explains", file, n, fields[1])
		}
		if fields[0] != strings.ToLower(fields[0]) {
			return nil, fmt.Errorf("%s:%d: %q: give the words in small letters", file, n, fields[0])
		}
		e := entry{kind: kind(fields[1]), example: fields[2], line: n}
		for word := range strings.FieldsSeq(fields[0]) {
			e.words = append(e.words, strings.Split(word, "|"))
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// A mark is a place where words of the lexicon stand.
type mark struct {
	kind  kind
	words language.Range
}

// marks gives the places in a sentence where words of the lexicon stand, in order. Of two of one kind that overlap the one
// with more words stands; what only looks like another takes its place.
func (f *finder) marks(s language.Range) []mark {
	found := f.all(s)
	var kept []mark
	for _, m := range found {
		beaten := slices.ContainsFunc(found, func(o mark) bool {
			meet := m.words.Start < o.words.End && o.words.Start < m.words.End
			return meet && (o.kind == m.kind && o.words.Len() > m.words.Len() || o.kind == nothing && o.words.Len() >= m.words.Len())
		})
		if !beaten && m.kind != nothing && !slices.Contains(kept, m) {
			kept = append(kept, m)
		}
	}
	return kept
}

// all gives every place in a sentence where words of the lexicon stand, in order of their first words.
func (f *finder) all(s language.Range) []mark {
	var found []mark
	for i := s.Start; i < s.End; i++ {
		for n, form := range f.words[i] {
			if n > 0 && form == f.words[i][0] {
				continue
			}
			for _, e := range f.lexicon[form] {
				if end, ok := f.match(e, i, s.End); ok {
					found = append(found, mark{e.kind, language.Range{Start: i, End: end}})
				}
			}
		}
	}
	return found
}

// match reports whether an entry's words stand from the i-th word on, and where they end. Hyphens and quotation marks
// between them make no difference.
func (f *finder) match(e entry, i, end int) (int, bool) {
	for n, alternatives := range e.words {
		for n > 0 && i < end && f.passedOver(i) {
			i++
		}
		if i >= end {
			return 0, false
		}
		if !slices.Contains(alternatives, f.words[i][0]) && !slices.Contains(alternatives, f.words[i][1]) {
			return 0, false
		}
		i++
	}
	return i, true
}

// read takes down each word as it is written, in small letters, and in its dictionary form.
func (f *finder) read() {
	f.words = make([][2]string, len(f.text.Words))
	for i := range f.text.Words {
		f.words[i] = [2]string{strings.ToLower(f.text.Form(i)), f.text.Lemma(i)}
	}
}

func (f *finder) passedOver(i int) bool {
	switch f.text.Words[i].XPOS {
	case language.HYPH, language.OpenQuote, language.CloseQuote:
		return true
	}
	return false
}

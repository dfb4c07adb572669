package lineage

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/doc"
)

// A text is a document as words, for comparison.
type text struct {
	words []word
	grams []uint64 // the hash of each run of gram words, by its first word
}

// A word is a word of a document that is no furniture.
type word struct {
	at     doc.Span
	hash   uint64
	quoted bool // in quotation marks, or in a text of others inside the document
	common bool // boilerplate
}

const gram = 5 // how many words in a row must be the same

// read cuts a document into words. hot are the places where boilerplate marks begin, each of markWords words.
func read(e *entry, hot []uint32, markWords int) *text {
	t := &text{words: make([]word, 0, e.print.Words)}
	for _, p := range e.print.Passages {
		t.passage(e.doc, p)
	}
	for i, k := 0, 0; i < len(t.words) && k < len(hot); i++ {
		if t.words[i].at.Start < int(hot[k]) {
			continue
		}
		for j := i; j < min(i+markWords, len(t.words)); j++ {
			t.words[j].common = true
		}
		k++
	}
	t.hash()
	return t
}

// passage adds the words of a sentence.
func (t *text) passage(d *doc.Document, p doc.Span) {
	quoted := false
	for i := p.Start; i < p.End; {
		r, size := utf8.DecodeRuneInString(d.Text[i:])
		switch {
		case r == '"':
			quoted = !quoted
		case r == '“' || r == '„' || r == '«':
			quoted = true
		case r == '”' || r == '»':
			quoted = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			start, h := i, uint64(14695981039346656037)
			for i < p.End {
				r, size = utf8.DecodeRuneInString(d.Text[i:])
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
					break
				}
				h = (h ^ uint64(unicode.ToLower(r))) * 1099511628211
				i += size
			}
			at := doc.Span{Start: start, End: i}
			if !within(d.Furniture, at) {
				t.words = append(t.words, word{at: at, hash: h, quoted: quoted || others(d, at)})
			}
			continue
		}
		i += size
	}
}

// within reports whether a place lies in one of some places that are in order.
func within(spans []doc.Span, at doc.Span) bool {
	i, _ := slices.BinarySearchFunc(spans, at.Start, func(s doc.Span, start int) int { return cmp.Compare(s.End, start+1) })
	return i < len(spans) && spans[i].Overlaps(at)
}

// others reports whether a place lies in a text of others inside a document: an official statement printed under it.
func others(d *doc.Document, at doc.Span) bool {
	for _, p := range d.Parts {
		if p.Span.Contains(at) {
			return true
		}
	}
	return false
}

// hash works out the hash of each run of words.
func (t *text) hash() {
	if len(t.words) < gram {
		return
	}
	t.grams = make([]uint64, len(t.words)-gram+1)
	for i := range t.grams {
		h := uint64(14695981039346656037)
		for _, w := range t.words[i : i+gram] {
			h = (h ^ w.hash) * 1099511628211
			h ^= h >> 29
		}
		t.grams[i] = h
	}
}

// A match is what of one document's words stands in another.
type match struct {
	in    *text
	found []bool // for each word
	n     int    // how many
}

// of compares a text with another.
func (t *text) of(origin map[uint64]bool) match {
	m := match{in: t, found: make([]bool, len(t.words))}
	for i, g := range t.grams {
		if origin[g] {
			for j := i; j < i+gram; j++ {
				m.found[j] = true
			}
		}
	}
	for _, f := range m.found {
		if f {
			m.n++
		}
	}
	return m
}

// set gives the runs of a text for others to be compared with.
func (t *text) set() map[uint64]bool {
	s := make(map[uint64]bool, len(t.grams))
	for _, g := range t.grams {
		s[g] = true
	}
	return s
}

// share is how much of the text stands in the other, from 0 to 1.
func (m match) share() float64 { return float64(m.n) / float64(max(len(m.in.words), 1)) }

// A run is words in a row that both texts have.
type run struct{ start, end int }

// runs gives the runs of shared words, the longest first; those of equal length in order.
func (m match) runs(counts func(word) bool) []run {
	var all []run
	start := -1
	for i := 0; i <= len(m.found); i++ {
		in := i < len(m.found) && m.found[i] && counts(m.in.words[i])
		switch {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			all = append(all, run{start, i})
			start = -1
		}
	}
	slices.SortStableFunc(all, func(a, b run) int { return (b.end - b.start) - (a.end - a.start) })
	return all
}

// anyWord counts every word; ownWord only those that are the writer's own and not quoted.
func anyWord(word) bool   { return true }
func ownWord(w word) bool { return !w.quoted }

// boilerplate reports whether most words of a run are.
func (t *text) boilerplate(r run) bool {
	n := 0
	for _, w := range t.words[r.start:r.end] {
		if w.common {
			n++
		}
	}
	return 2*n > r.end-r.start
}

// evidence gives the longest of the shared runs as evidence, of each its first words.
func (m match) evidence(d *doc.Document, runs []run) []doc.Evidence {
	const most, shortest, longest = 5, 8, 50
	var all []doc.Evidence
	for _, r := range runs {
		if len(all) == most || r.end-r.start < shortest && len(all) > 0 {
			break
		}
		all = append(all, d.Evidence(doc.Span{Start: m.in.words[r.start].at.Start, End: m.in.words[min(r.end, r.start+longest)-1].at.End}))
	}
	return all
}

// missing gives the passages of a document of which the other has less than half.
func (m match) missing(e *entry) []doc.Evidence {
	var all []doc.Evidence
	i := 0
	for _, p := range e.print.Passages {
		n, found := 0, 0
		for ; i < len(m.in.words) && m.in.words[i].at.Start < p.End; i++ {
			n++
			if m.found[i] {
				found++
			}
		}
		if n > 0 && 2*found < n {
			all = append(all, e.doc.Evidence(trim(e.doc.Text, p)))
		}
	}
	return all
}

// trim takes white space off the ends of a place.
func trim(text string, s doc.Span) doc.Span {
	words := s.Of(text)
	s.Start += len(words) - len(strings.TrimLeft(words, " \n\t\r"))
	s.End -= len(words) - len(strings.TrimRight(words, " \n\t\r"))
	return s
}

// Package parse reads the words of a text and their tags and writes the tree of each sentence: the head and
// the relation of every word, as Universal Dependencies 2 has them. It also puts right the tags, which the
// tagger gave without a view of the whole sentence.
//
// A small network reads a sentence from both ends (simple recurrent units: Lei and others, EMNLP 2018), gives
// every pair of words a score as dependent and head and every pair so joined a relation (deep biaffine
// attention: Dozat and Manning, ICLR 2017); the tree is the best one by those scores (Chu and Liu 1965,
// Edmonds 1967). It gives the same trees on every machine: see package matrix.
package parse

import (
	"sync"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/weights"
)

// A Parser parses texts. It does not change and may be used by many goroutines.
type Parser struct {
	net  *Net
	pool sync.Pool // of *work
}

// Load gives the parser with the weights that come with the program.
func Load() (*Parser, error) {
	n, err := ReadNet(weights.Parse)
	if err != nil {
		return nil, err
	}
	return New(n), nil
}

// New gives a parser that uses the network.
func New(n *Net) *Parser {
	p := &Parser{net: n}
	p.pool.New = func() any { return &work{} }
	return p
}

const (
	longest = 300 // words that are parsed as one sentence; the rest of a longer one hangs on its first part
	batch   = 192 // words that go through the network together, so that its weights are fetched once for them
)

// Parse fills in Head and Rel of every word, and UPOS and XPOS anew. The words must be tagged.
func (p *Parser) Parse(text *language.Text) {
	w := p.pool.Get().(*work)
	w.parts = w.parts[:0]
	for _, s := range text.Sentences {
		for start := s.Start; start < s.End; start += longest {
			w.parts = append(w.parts, part{Range: language.Range{Start: start, End: min(start+longest, s.End)}, first: start == s.Start})
		}
	}
	for first := 0; first < len(w.parts); {
		next, words := first, 0
		for next < len(w.parts) && (words == 0 || words+w.parts[next].Len() <= batch) {
			words += w.parts[next].Len()
			next++
		}
		p.net.parse(w, text, w.parts[first:next])
		first = next
	}
	join(text, w.parts)
	p.pool.Put(w)
}

// A part is a sentence, or a stretch of one that is too long.
type part struct {
	language.Range
	first bool // of its sentence
}

// join hangs the roots of all parts of a sentence but the first on the root of the first.
func join(text *language.Text, parts []part) {
	root := -1
	for _, p := range parts {
		if p.first {
			root = -1
		}
		for i := p.Start; i < p.End; i++ {
			if text.Words[i].Rel != language.Root {
				continue
			}
			if root >= 0 {
				text.Words[i].Head, text.Words[i].Rel = int32(root), language.Parataxis
			} else {
				root = i
			}
		}
	}
}

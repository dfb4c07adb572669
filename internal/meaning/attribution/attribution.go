// Package attribution reads a tagged text and writes its attributions: the spans of who said it, of the words
// that say so, and of what was said (guide attribution).
//
// It works by rule: a lexicon of reporting English, the frames in which a cue introduces content, the shape of
// noun phrases, and quotation marks. The terms are those of PARC 3 and PolNeAR (Newell et al., LREC 2018).
package attribution

import (
	"cmp"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// Find gives the attributions of a document in the order of their first words. The text must be the document's,
// with tags; without them it finds little more than quotations.
func Find(d *doc.Document, t *language.Text) []meaning.Attribution {
	return FindWith(d, t, shipped())
}

// FindWith does as Find does, with a model of one's own.
func FindWith(d *doc.Document, t *language.Text, m *Model) []meaning.Attribution {
	r := newReader(d, t, m)
	r.read()
	return r.attributions()
}

func (r *reader) read() {
	r.findQuotations()
	for s := range r.text.Sentences {
		if r.enter(s) {
			r.readCues()
			r.readTurn()
			r.readSignature()
			r.readFragments()
		}
	}
	r.joinQuotations()
	r.readParts()
}

// A draft is an attribution in words rather than bytes. An empty range is none.
type draft struct {
	source, cue language.Range
	content     []language.Range
	through     language.Range // see meaning.Attribution
	act         meaning.Act
	sentence    int // of the cue
	confidence  float32
	carried     bool // see meaning.Attribution
}

// A reader is the state of one reading.
type reader struct {
	doc        *doc.Document
	text       *language.Text
	lexicon    *lexicon
	lower      string      // the source with A-Z as a-z: same offsets
	quoted     []int32     // for each word 1 + the quotation that it stands in, marks included; 0 for none
	quotations []quotation // in order
	paragraph  []int32     // for each sentence
	sentence   int         // being read
	start, end int         // its words
	drafts     []draft
	model      *Model
	see        func(Decision) // is shown each decision; nil when nobody looks on
	bag        bag            // the features of the option at hand
	places     []int          // the options at hand
	verb       language.XPOS  // the tag of the cue being read, if it is a verb
	turns      []bool         // for each paragraph whether it begins as a turn of a transcript; nil before it is asked
}

func newReader(d *doc.Document, t *language.Text, m *Model) *reader {
	r := &reader{doc: d, text: t, model: m, lexicon: english(), lower: asciiLower(t.Source)}
	r.quoted = make([]int32, len(t.Words))
	r.paragraph = make([]int32, len(t.Sentences))
	for p, ss := range t.Paragraphs {
		for s := ss.Start; s < ss.End; s++ {
			r.paragraph[s] = int32(p)
		}
	}
	r.drafts = make([]draft, 0, len(t.Sentences))
	return r
}

// enter makes a sentence the one being read, unless it is furniture or another's statement, which readParts reads.
func (r *reader) enter(s int) bool {
	const longest = 500 // words; what is longer is a list or a table, and no sentence
	words := r.text.Sentences[s]
	if words.Len() == 0 || words.Len() > longest {
		return false
	}
	span := r.text.Span(words)
	for _, f := range r.doc.Furniture {
		if f.Contains(span) {
			return false
		}
	}
	r.sentence, r.start, r.end = s, words.Start, words.End
	return true
}

// attributions gives the drafts as spans, in order and each once.
func (r *reader) attributions() []meaning.Attribution {
	out := make([]meaning.Attribution, 0, len(r.drafts))
	for _, d := range r.drafts {
		a := meaning.Attribution{Carried: d.carried, Act: d.act, Confidence: float64(d.confidence)}
		if d.source.Len() > 0 {
			s := r.text.Span(d.source)
			a.Source = &s
		}
		if d.through.Len() > 0 {
			s := r.text.Span(d.through)
			a.Through = &s
		}
		if d.cue.Len() > 0 {
			s := r.text.Span(d.cue)
			a.Cue = &s
		}
		slices.SortFunc(d.content, func(x, y language.Range) int { return cmp.Compare(x.Start, y.Start) })
		last := 0
		for _, c := range d.content {
			c.Start = max(c.Start, last)
			if c.Len() <= 0 {
				continue
			}
			last = c.End
			a.Content = append(a.Content, r.text.Span(c))
		}
		if len(a.Content) > 0 || d.act == meaning.NoComment {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b meaning.Attribution) int { return cmp.Compare(first(a), first(b)) })
	return slices.CompactFunc(out, same)
}

// first is where an attribution begins.
func first(a meaning.Attribution) int {
	at := int(^uint(0) >> 1)
	if a.Source != nil {
		at = min(at, a.Source.Start)
	}
	if a.Cue != nil {
		at = min(at, a.Cue.Start)
	}
	for _, c := range a.Content {
		at = min(at, c.Start)
	}
	return at
}

func same(a, b meaning.Attribution) bool {
	eq := func(x, y *doc.Span) bool { return x == y || x != nil && y != nil && *x == *y }
	return eq(a.Source, b.Source) && eq(a.Cue, b.Cue) && slices.Equal(a.Content, b.Content)
}

// asciiLower lowers the letters A to Z, so that offsets stay what they are.
func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

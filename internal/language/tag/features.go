package tag

import (
	"unicode"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/language"
)

// A Class is a pair of tags that words have.
type Class struct {
	UPOS language.UPOS
	XPOS language.XPOS
}

func (c Class) code() uint32 { return uint32(c.UPOS)<<8 | uint32(c.XPOS) }

// Begin stands for the tags before a sentence.
var Begin = Class{}

// An Extractor gives the features of the words of a sentence, as hashes. What depends on the words alone is
// worked out once a sentence.
type Extractor struct {
	lexicon Lexicon
	words   []word
	form    []byte // for one word's form made plain
}

// NewExtractor gives an extractor that looks words up in the lexicon.
func NewExtractor(lexicon Lexicon) *Extractor { return &Extractor{lexicon: lexicon} }

// A word is what the features use of a word: hashes of its form and of parts of it.
type word struct {
	low     uint32 // the form in small letters, its quotes and figures made plain
	prefix  [3]uint32
	suffix  [4]uint32
	shape   uint32 // letters and figures as X, x, 0; runs of more than two cut short; and where it stands
	lexical uint32 // its class in the lexicon
	joined  uint32 // whether white space stands before and after it
}

const maxFeatures = 48

// outside stands for the words before and after a sentence.
var outside = word{low: 1, shape: 1, lexical: 1 << 16}

// Sentence prepares the words of a sentence.
func (x *Extractor) Sentence(t *language.Text, s language.Range) {
	x.words = append(x.words[:0], outside, outside)
	caps := capitals(t, s)
	for i := s.Start; i < s.End; i++ {
		x.words = append(x.words, x.word(t, s, i, caps))
	}
	x.words = append(x.words, outside, outside)
}

// capitals says how the sentence uses capitals: 0 as prose does, 1 on most words as headlines do, 2 throughout.
func capitals(t *language.Text, s language.Range) uint32 {
	long, title, all := 0, 0, 0
	for i := s.Start; i < s.End; i++ {
		form := t.Form(i)
		if len(form) < 4 {
			continue
		}
		first, n := utf8.DecodeRuneInString(form)
		if !unicode.IsLetter(first) {
			continue
		}
		long++
		if unicode.IsUpper(first) {
			title++
			if second, _ := utf8.DecodeRuneInString(form[n:]); unicode.IsUpper(second) {
				all++
			}
		}
	}
	switch {
	case long >= 2 && all*10 >= long*8:
		return 2
	case long >= 3 && title*10 >= long*7:
		return 1
	}
	return 0
}

func (x *Extractor) word(t *language.Text, s language.Range, i int, caps uint32) word {
	form := t.Form(i)
	x.form = language.Plain(x.form[:0], form)
	low := x.form
	w := word{low: language.Hash(low)}
	for n := range w.prefix {
		if len(low) > n {
			w.prefix[n] = language.Hash(low[:n+1])
		}
	}
	for n := range w.suffix {
		if len(low) > n {
			w.suffix[n] = language.Hash(low[len(low)-n-1:])
		}
	}
	first := uint32(0)
	if i == s.Start {
		first = 1
	} else if i == s.Start+1 && !letterIn(t.Form(s.Start)) {
		first = 1 // after a quote or a bullet
	}
	w.shape = mix(mix(language.Shape(form), first), caps)
	w.lexical = x.lexicon.of(form, low)
	if i > 0 && t.Words[i-1].End == t.Words[i].Start {
		w.joined |= 1
	}
	if i+1 < len(t.Words) && t.Words[i+1].Start == t.Words[i].End {
		w.joined |= 2
	}
	return w
}

// Features appends the features of word i of the sentence prepared last, with the classes of the word
// before it and the one before that.
func (x *Extractor) Features(to []uint32, i int, before, before2 Class) []uint32 {
	ws := x.words[i : i+5 : i+5]
	b2, b1, w, a1, a2 := &ws[0], &ws[1], &ws[2], &ws[3], &ws[4]
	t1, t2 := before.code(), before2.code()
	n := uint32(0)
	add := func(h uint32) {
		n++
		to = append(to, final(h, n))
	}
	add(0)
	add(w.low)
	add(mix(w.low, w.shape))
	for _, h := range w.prefix {
		add(h)
	}
	for _, h := range w.suffix {
		add(h)
	}
	add(mix(w.suffix[2], w.shape))
	add(mix(w.suffix[1], t1))
	add(w.shape)
	add(mix(w.shape, t1))
	add(mix(w.shape, a1.shape))
	add(mix(w.joined, w.low))
	add(b1.low)
	add(b2.low)
	add(a1.low)
	add(a2.low)
	add(mix(b1.low, w.low))
	add(mix(w.low, a1.low))
	add(mix(b1.low, a1.low))
	add(mix(mix(b1.low, w.lexical), a1.lexical))
	add(t1)
	add(mix(t1, t2))
	add(mix(t1, w.low))
	add(mix(mix(t1, t2), w.low))
	add(mix(t1, a1.low))
	add(w.lexical)
	add(mix(t1, w.lexical))
	add(mix(mix(t1, t2), w.lexical))
	add(mix(w.lexical, a1.lexical))
	add(mix(mix(t1, w.lexical), a1.lexical))
	add(mix(mix(w.lexical, a1.lexical), a2.lexical))
	add(mix(mix(b1.lexical, w.low), a1.lexical))
	add(mix(w.low, a1.lexical))
	add(mix(mix(w.low, a1.lexical), a2.lexical))
	add(mix(w.lexical, w.shape))
	add(a1.suffix[2])
	add(b1.suffix[2])
	add(mix(a1.shape, w.lexical))
	return to
}

func letterIn(form string) bool {
	for _, r := range form {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

// mix joins two hashes, and final makes every bit depend on all bits before.
func mix(a, b uint32) uint32 { return (a^b>>15^b*0x9e3779b1)*0x85ebca77 + b }

func final(h, feature uint32) uint32 {
	h ^= feature * 0x9e3779b1
	h = (h ^ h>>16) * 0x7feb352d
	h = (h ^ h>>15) * 0x846ca68b
	return h ^ h>>16
}

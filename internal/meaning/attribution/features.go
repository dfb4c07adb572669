package attribution

import (
	"github.com/parleyhq/parley/internal/language"
)

// A bag collects the features of one option of one decision, as hashes.
type bag struct {
	seed uint32
	list []uint32
}

func mix(h, x uint32) uint32 {
	h = (h ^ x) * 0x9E3779B1
	return h ^ h>>15
}

func (b *bag) reset(h Head) { b.seed, b.list = mix(0x811c9dc5, uint32(h)+1), b.list[:0] }

// Each feature has the number of its template and what it is made of. Their order does not matter, their numbers do.
func (b *bag) one(id, x uint32) { b.list = append(b.list, last(mix(mix(b.seed, id), x))) }

func (b *bag) two(id, x, y uint32) { b.list = append(b.list, last(mix(mix(mix(b.seed, id), x), y))) }

func (b *bag) three(id, x, y, z uint32) {
	b.list = append(b.list, last(mix(mix(mix(mix(b.seed, id), x), y), z)))
}

// last spreads a hash over its upper bits, by which the tables are addressed.
func last(h uint32) uint32 { return (h ^ h>>13) * 0x85ebca6b }

func truth(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// size puts a number of words in a class.
func size(n int) uint32 {
	switch {
	case n < 0:
		return 0
	case n < 6:
		return uint32(n) + 1
	case n < 9:
		return 7
	case n < 13:
		return 8
	case n < 20:
		return 9
	case n < 35:
		return 10
	}
	return 11
}

const outside = 0xffff // what stands beyond the sentence

// w is the word as a feature.
func (r *reader) w(i int) uint32 {
	if i < r.start || i >= r.end {
		return outside
	}
	return language.Hash(r.form(i))
}

// t is the word's tag as a feature.
func (r *reader) t(i int) uint32 {
	if i < r.start || i >= r.end {
		return outside
	}
	return uint32(r.tag(i))
}

// A context is what the options of an attribution's decisions share.
type context struct {
	entry   *entry
	lemma   uint32
	class   uint32
	opens   uint32 // what the content opens with
	cueTag  uint32 // of the cue's head
	cueHead int
	fronted bool // the content begins before the cue
	behind  bool // the source stands behind the cue
}

func (r *reader) contextOf(d *draft, e *entry) context {
	c := context{entry: e, lemma: 1, cueHead: d.cue.Start}
	if e != nil {
		c.lemma, c.class = language.Hash(e.lemma), uint32(e.class)
		for _, w := range e.rest {
			c.lemma = mix(c.lemma, language.Hash(w))
		}
		for i := d.cue.Start; i < d.cue.End && i < len(r.text.Words); i++ {
			if r.tag(i).IsVerb() && e.class == verb || r.tag(i).IsNoun() && e.class == noun {
				c.cueHead = i
			}
		}
	}
	if d.cue.Len() > 0 {
		c.cueTag = r.t(c.cueHead)
	}
	first := d.content[len(d.content)-1]
	c.opens = r.opening(first)
	c.fronted = d.cue.Len() > 0 && d.content[0].Start < d.cue.Start
	c.behind = d.source.Len() > 0 && d.source.Start > d.cue.Start
	if c.fronted {
		c.opens += 100
	}
	return c
}

// opening tells what a content opens with.
func (r *reader) opening(c language.Range) uint32 {
	i := c.Start
	switch t := r.tag(i); {
	case r.inQuotation(i) && r.isMark(i):
		return 1
	case r.form(i) == "that" && t != language.DT:
		return 2
	case t == language.TO:
		return 3
	case t == language.WRB, t == language.WP, t == language.WDT, r.form(i) == "whether", r.form(i) == "if":
		return 4
	case t == language.VBG:
		return 5
	case t == language.PRP:
		return 6 + truth(r.holdsVerb(c))
	case t == language.IN:
		return 8
	}
	return 9 + truth(r.holdsVerb(c))
}

// judged gives the features by which an attribution is judged.
func (r *reader) judged(b *bag, d *draft, c *context) {
	b.reset(Judge)
	L := c.lemma
	kind, headWord, headTag := r.sourceKind(d.source)
	content := d.content[len(d.content)-1]
	words := 0
	verbs, quoted := false, false
	for _, x := range d.content {
		words += x.Len()
		verbs = verbs || r.holdsVerb(span(x.Start, min(x.End, x.Start+40)))
		quoted = quoted || r.inQuotation(x.Start) || r.inQuotation(x.End-1)
	}
	shape := truth(verbs) + 2*truth(quoted) + 4*truth(c.fronted) + 8*truth(c.behind) + 16*truth(len(d.content) > 1)
	b.one(1, L)
	b.two(2, L, c.opens)
	b.two(3, L, kind)
	b.two(4, L, shape)
	b.two(5, L, c.cueTag)
	b.two(6, L, size(words))
	b.three(7, L, kind, c.opens)
	b.two(8, c.class, c.opens)
	b.three(9, c.class, kind, shape)
	b.two(10, kind, c.cueTag)
	b.one(11, headWord)
	b.two(12, headWord, c.class)
	b.two(13, headTag, shape)
	b.two(14, kind, size(d.source.Len()))
	b.one(15, size(words))
	b.two(16, shape, size(words))
	b.one(17, shape)
	b.two(18, c.opens, c.cueTag)
	if c.entry != nil {
		b.one(19, language.Hash(string(c.entry.act)))
		b.two(20, language.Hash(string(c.entry.act)), kind)
		b.two(21, language.Hash(string(c.entry.act)), shape)
	}
	// the words of the cue beside its head: auxiliaries, negations, adverbs
	for i := d.cue.Start; i < d.cue.End; i++ {
		if i != c.cueHead {
			b.one(22, r.w(i))
			b.two(23, L, r.w(i))
			b.two(24, c.class, r.t(i))
		}
	}
	b.two(25, c.cueTag, size(d.cue.Len()))
	if d.cue.Len() > 0 {
		b.two(26, c.cueTag, r.t(d.cue.Start-1))
		b.two(27, r.w(d.cue.Start-1), c.class)
		b.two(28, r.w(d.cue.End), c.class)
		b.two(29, L, r.w(d.cue.End))
		b.three(30, c.cueTag, r.t(d.cue.Start-1), r.t(d.cue.End))
		b.two(31, L, r.w(c.cueHead))
	}
	b.two(32, r.w(content.Start), c.class)
	b.two(33, L, r.w(content.Start))
	b.two(34, r.t(content.Start), r.t(content.Start+1))
	b.three(35, c.class, r.t(content.Start), r.t(content.Start+1))
	b.two(36, r.w(content.End-1), r.w(content.End))
	b.two(37, r.t(content.End-1), r.t(content.End))
	b.two(38, truth(content.End >= r.end-1), shape)
	nested := d.cue.Len() > 0 && r.isNested(d.cue.Start)
	b.two(39, truth(nested), c.class)
	b.two(40, truth(nested), L)
	b.three(41, truth(nested), kind, c.opens)
	if d.source.Len() > 0 {
		gap := d.cue.Start - d.source.End
		if c.behind {
			gap = d.source.Start - d.cue.End
		}
		b.two(42, size(gap), truth(c.behind))
		b.two(43, r.t(d.source.Start-1), kind)
		b.two(44, r.w(d.source.Start-1), truth(c.behind))
		b.two(45, r.w(d.source.Start), c.class)
		b.two(46, r.t(d.source.End), r.w(d.source.End))
		b.two(47, truth(d.source.Start <= r.start+1), kind)
	}
	b.two(48, r.w(r.start), c.class)
	b.two(49, min(uint32(r.sentence), 3), shape)
	b.two(50, r.t(r.end-1), shape)
	b.one(51, size(r.end-r.start))
	before := 0
	for k := len(r.drafts) - 1; k >= 0 && r.drafts[k].sentence == r.sentence; k-- {
		before++
	}
	b.two(52, size(before), c.class)
	for i := content.Start; i < content.End && i < content.Start+3; i++ {
		b.two(53, r.w(i), c.cueTag)
	}
}

// sourceKind tells what sort of phrase a source is, and its head.
func (r *reader) sourceKind(p language.Range) (kind, word, tag uint32) {
	if p.Len() == 0 {
		return 1, 0, 0
	}
	head := r.headOf(p)
	switch t := r.tag(head); {
	case t == language.PRP:
		switch r.form(head) {
		case "he", "she", "i", "we":
			kind = 2
		case "it":
			kind = 3
		case "they":
			kind = 4
		default:
			kind = 5
		}
	case t == language.PRPS:
		kind = 6
	case t == language.WP, t == language.WDT:
		kind = 7
	case t == language.NNP, t == language.NNPS:
		kind = 8
	case t == language.NNS:
		kind = 9
	case t == language.NN:
		kind = 10
	case t == language.DT:
		kind = 11
	default:
		kind = 12
	}
	return kind, r.w(head), uint32(r.tag(head))
}

// headOf gives the word that a noun phrase is about: the last noun before its first preposition, comma or relative clause.
func (r *reader) headOf(p language.Range) int {
	head := p.Start
	for i := p.Start; i < p.End; i++ {
		switch t := r.tag(i); {
		case t.IsNoun(), t == language.PRP, t == language.CD && i == p.Start, t == language.WP, t == language.WDT:
			head = i
		case t == language.IN && i > p.Start, r.isComma(i), r.isBracketOpen(i):
			if r.isHead(head) {
				return head
			}
		}
	}
	return head
}

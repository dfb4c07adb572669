package position

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/language"
)

// cues gives the places in a sentence where a word of the lexicon may tell of a position, in order, for each word the
// longest first.
func (r *reader) cues(s language.Range) []place {
	var places []place
	for i := s.Start; i < s.End; i++ {
		from := len(places)
		form, lemma := r.form(i), r.text.Lemma(i)
		for _, key := range [2]string{form, lemma} {
			for _, c := range r.lexicon[key] {
				if !c.sort.holds() || !r.fits(i, c, form) {
					continue
				}
				if end, ok := r.rest(i+1, s.End, c.words[1:]); ok {
					places = append(places, place{c, i, end})
				}
			}
			if form == lemma {
				break
			}
		}
		slices.SortStableFunc(places[from:], func(a, b place) int { return len(b.words) - len(a.words) })
	}
	return places
}

// fits reports whether the i-th word has the part of speech of a cue.
func (r *reader) fits(i int, c *cue, form string) bool {
	x := r.text.Words[i].XPOS
	nominal := false // "demands" in the place of a noun is one, whatever its tag
	switch r.text.Words[i].Rel {
	case language.NSubj, language.NSubjPass, language.Obj, language.Obl, language.NMod:
		nominal = true
	}
	switch c.sort {
	case yield:
		if r.text.Lemma(i) == "be" {
			return r.afterThere(i)
		}
		return x.IsVerb() && r.text.Words[i].UPOS != language.AUX && !(nominal && x == language.VBZ)
	case verb:
		return x.IsVerb() && r.text.Words[i].UPOS != language.AUX && !(nominal && x == language.VBZ)
	case noun, voiced:
		return x == language.NN || x == language.NNS || nominal && x == language.VBZ
	case adjective:
		return c.words[0] == form && (len(c.words) > 1 || x == language.JJ || x == language.IN || x == language.VBN || x == language.VBD && r.copula(i))
	case verdict:
		return c.words[0] == form && (len(c.words) > 1 || !x.IsVerb())
	case must:
		if c.words[0] == "need" || c.words[0] == "have" {
			return x.IsVerb() || r.text.Words[i].UPOS == language.AUX
		}
		return x == language.MD
	}
	return false
}

func (r *reader) copula(i int) bool { return r.text.Child(i, language.Cop, language.AuxPass) >= 0 }

// rest finds the further words of a cue, with no more between them than English puts there: rule it out, give the green
// light to. It gives the word after the last.
func (r *reader) rest(i, end int, words []string) (int, bool) {
	for _, w := range words {
		gap := 3
		if w == "conditional" || w == "contingent" { // make the signing of the treaty conditional on
			gap = 9
		}
		from := i
		for ; i < end && i-from <= gap; i++ {
			if (r.form(i) == w || r.text.Lemma(i) == w) && r.text.Words[i].XPOS != language.TO {
				break
			}
			if x := r.text.Words[i]; x.UPOS == language.PUNCT && x.XPOS != language.HYPH && x.XPOS != language.OpenQuote || x.XPOS.IsVerb() || x.XPOS == language.TO || x.UPOS == language.SCONJ {
				return 0, false
			}
		}
		if i >= end || i-from > gap {
			return 0, false
		}
		i++
	}
	return i, true
}

func (r *reader) form(i int) string {
	return strings.ReplaceAll(strings.ToLower(r.text.Form(i)), "’", "'")
}

// afterThere reports whether a "be" says what there will or can be.
func (r *reader) afterThere(i int) bool {
	const reach = 7
	for w := i - 1; w >= max(r.text.SentenceOf(i).Start, i-reach); w-- {
		if r.text.Words[w].XPOS == language.EX {
			return true
		}
	}
	return false
}

package language

import (
	"cmp"
	"iter"
	"slices"
)

// The methods below read the trees of a parsed text. Words are given by their index in Text.Words; -1 is no word.
// Before parsing they find nothing.

// SentenceOf gives the sentence that a word stands in.
func (t *Text) SentenceOf(word int) Range {
	i, _ := slices.BinarySearchFunc(t.Sentences, word, func(s Range, w int) int { return cmp.Compare(s.End, w+1) })
	if i == len(t.Sentences) {
		return Range{}
	}
	return t.Sentences[i]
}

// Children gives the words that hang on a word, in order.
func (t *Text) Children(word int) iter.Seq[int] {
	return func(yield func(int) bool) {
		s := t.SentenceOf(word)
		for i := s.Start; i < s.End; i++ {
			if int(t.Words[i].Head) == word && !yield(i) {
				return
			}
		}
	}
}

// Child gives the first word that hangs on a word in one of the relations, or -1. A relation without a subtype stands for
// its subtypes too: NSubj finds NSubjPass.
func (t *Text) Child(word int, relations ...Rel) int {
	for c := range t.Children(word) {
		rel := t.Words[c].Rel
		if slices.Contains(relations, rel) || slices.Contains(relations, rel.Universal()) {
			return c
		}
	}
	return -1
}

// Under reports whether a word is another or hangs on it, near or far.
func (t *Text) Under(word, above int) bool {
	for n := 0; word >= 0 && n < 500; n++ { // trees have no circles; a broken one must not hold us up
		if word == above {
			return true
		}
		word = int(t.Words[word].Head)
	}
	return false
}

// Subtree gives the run of words from the first to the last that hang on a word, near or far, itself among them.
// It leaves out those that the filter refuses, with all that hangs on them; a nil filter refuses none.
func (t *Text) Subtree(word int, keep func(child int) bool) Range {
	r := Range{Start: word, End: word + 1}
	for c := range t.Children(word) {
		if t.Words[c].Rel == Punct || keep != nil && !keep(c) {
			continue
		}
		s := t.Subtree(c, keep)
		r.Start, r.End = min(r.Start, s.Start), max(r.End, s.End)
	}
	return r
}

// NounPhrase gives the words of the noun phrase that a word heads: its determiners, adjectives, numbers and the nouns that
// hang on it, without relative clauses, appositions and further conjuncts.
func (t *Text) NounPhrase(head int) Range {
	return t.Subtree(head, func(c int) bool {
		switch t.Words[c].Rel {
		case AclRelcl, Appos, Conj, Cc, Parataxis, Cop, NSubj, NSubjPass, AdvMod, Mark, List, Discourse, AdvCl:
			return false
		}
		return int(t.Words[c].Head) != head || t.Words[c].Rel != Case || c > head // "the demand" without "for" before it
	})
}

// Subject gives the word that heads the subject of a verb or of another predicate, or -1. Where the verb has none of its
// own it is the one that English grammar lends it: of a conjunct that of the first verb ("met and agreed"), of an
// infinitive the object or subject of the verb above ("wants to join", "asked Aldmere to leave"), of a clause under a
// noun the noun ("the plan announced", "the envoy who met him"), of a participle clause that of the main verb.
func (t *Text) Subject(verb int) int { return t.subject(verb, 0) }

func (t *Text) subject(verb, depth int) int {
	const deepest = 8
	if verb < 0 || depth > deepest {
		return -1
	}
	if s := t.Child(verb, NSubj, CSubj); s >= 0 {
		if w := t.Words[verb]; (w.Rel == AclRelcl || w.Rel == Acl) && t.isRelative(s) {
			return int(w.Head)
		}
		return s
	}
	w := t.Words[verb]
	switch w.Rel {
	case Conj, AdvCl, Parataxis:
		return t.subject(int(w.Head), depth+1)
	case XComp, CComp:
		if w.Rel == CComp && w.XPOS != VB && w.XPOS != VBG {
			return -1
		}
		above := int(w.Head)
		if o := t.Child(above, Obj, IObj); o >= 0 && o < verb && w.XPOS == VB {
			return o
		}
		return t.subject(above, depth+1)
	case Acl, AclRelcl:
		if w.XPOS == VB { // the offer to leave: who offers
			if p := t.Child(int(w.Head), NModPoss); p >= 0 {
				return p
			}
			return -1
		}
		return int(w.Head)
	}
	return -1
}

// isRelative reports whether a word is a relative pronoun, which stands for the noun that its clause hangs on.
func (t *Text) isRelative(word int) bool {
	switch t.Words[word].XPOS {
	case WDT, WP:
		return true
	}
	return t.Form(word) == "that"
}

// Passive reports whether a verb is in the passive: was agreed, a truce brokered by Egypt.
func (t *Text) Passive(verb int) bool {
	if t.Child(verb, AuxPass, NSubjPass) >= 0 {
		return true
	}
	w := t.Words[verb]
	return w.XPOS == VBN && w.Rel == Acl
}

// Agent gives the word that heads who does what a verb tells: its subject, or in the passive the noun after "by"; -1 where
// that is not said.
func (t *Text) Agent(verb int) int {
	if !t.Passive(verb) {
		return t.Subject(verb)
	}
	if a := t.Child(verb, OblAgent); a >= 0 {
		return a
	}
	for c := range t.Children(verb) {
		if t.Words[c].Rel == Obl && t.Preposition(c) == "by" {
			return c
		}
	}
	return -1
}

// Preposition gives the preposition before a noun, in small letters: "on", "according to"; empty where it has none.
func (t *Text) Preposition(noun int) string {
	for c := range t.Children(noun) {
		if t.Words[c].Rel == Case && t.Words[c].XPOS != POS && c < noun {
			p := lower(t.Form(c))
			for f := range t.Children(c) {
				if t.Words[f].Rel == Fixed {
					p += " " + lower(t.Form(f))
				}
			}
			return p
		}
	}
	if title := t.Child(noun, NModDesc); title >= 0 && title < noun { // with [President Holm]: the parser may hang it on the title
		return t.Preposition(title)
	}
	return ""
}

// Negated reports whether a verb or noun is denied by a word that hangs on it: did not agree, no deal, never met. The
// negation of an auxiliary is the verb's.
func (t *Text) Negated(word int) bool {
	for c := range t.Children(word) {
		switch lower(t.Form(c)) {
		case "not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "none", "without":
			return true
		}
	}
	return false
}

// Modal gives the modal verb of a verb in small letters: will, would, could; empty where it has none. What is left of
// one before "n't" is made whole.
func (t *Text) Modal(verb int) string {
	for c := range t.Children(verb) {
		if t.Words[c].XPOS == MD {
			switch m := lower(t.Form(c)); m {
			case "wo", "'ll", "’ll":
				return "will"
			case "ca":
				return "can"
			case "sha":
				return "shall"
			case "'d", "’d":
				return "would"
			default:
				return m
			}
		}
	}
	return ""
}

// Conjuncts gives a word and those that are joined to it: "Ukraine and the United States". They are given in order.
func (t *Text) Conjuncts(word int) []int {
	all := []int{word}
	for c := range t.Children(word) {
		if t.Words[c].Rel == Conj {
			all = append(all, t.Conjuncts(c)...)
		}
	}
	return all
}

// Ancestor gives the nearest word above, or the word itself, that the test takes, or -1.
func (t *Text) Ancestor(word int, is func(int) bool) int {
	for n := 0; word >= 0 && n < 500; n++ {
		if is(word) {
			return word
		}
		word = int(t.Words[word].Head)
	}
	return -1
}

// WordAt gives the first word that ends after a byte of the source: the one that stands there, else the next. It is
// len(t.Words) after the last.
func (t *Text) WordAt(offset int) int {
	i, _ := slices.BinarySearchFunc(t.Words, offset, func(w Word, at int) int { return cmp.Compare(int(w.End), at+1) })
	return i
}

// WordsIn gives the words that overlap a run of bytes of the source, from start up to, not including, end.
func (t *Text) WordsIn(start, end int) Range {
	r := Range{Start: t.WordAt(start)}
	r.End = r.Start
	for r.End < len(t.Words) && int(t.Words[r.End].Start) < end {
		r.End++
	}
	return r
}

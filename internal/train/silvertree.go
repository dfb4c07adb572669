package train

import (
	"strings"

	"github.com/parleyhq/parley/internal/language"
)

// silverTree gives the sentence the tree of CoreNLP's, in the relations of UD 2 as far as they can be told:
// a word whose head is not known has head -1 and NoRel, a word whose relation alone is not known has NoRel.
func (s *SilverSentence) silverTree() {
	t := toUD2(s.Given, func(i int) string { return s.givenForm(i) })
	// Of a word that is cut into several, the last stands for it: "day" for "30-day".
	last := make([]int, len(s.Given))
	for i, g := range s.From {
		last[g] = i
	}
	words := s.Text.Words
	for i := range words {
		g := s.From[i]
		words[i].Head, words[i].Rel = -1, language.NoRel
		switch {
		case i != last[g]:
			if form := s.Text.Form(i); form != "-" && form != "–" && form != "/" && !clitic(s.Text.Form(last[g])) {
				words[i].Head = int32(last[g]) // the first half of a compound, mostly
			}
		case t.head[g] < 0:
		case t.head[g] == 0:
			words[i].Rel = language.Root
		default:
			words[i].Head = int32(last[t.head[g]-1])
			if s.Same[i] {
				words[i].Rel = t.rel[g]
			}
		}
	}
}

func clitic(form string) bool {
	return strings.ContainsAny(form, "'’") || form == "not" || form == "na" || form == "ta"
}

// givenForm is CoreNLP's word as it is written.
func (s *SilverSentence) givenForm(g int) string {
	base := s.Given[0].Start
	return s.Text.Source[s.Given[g].Start-base : s.Given[g].End-base]
}

// A ud2 is a tree over CoreNLP's words: heads from 1, 0 for the root and -1 for unknown.
type ud2 struct {
	head []int
	rel  []language.Rel
}

// renamed are the relations that have another name in UD 2.
var renamed = map[string]language.Rel{
	"dobj": language.Obj, "nsubjpass": language.NSubjPass, "csubjpass": language.CSubjPass, "auxpass": language.AuxPass,
	"mwe": language.Fixed, "dep": language.NoRel,
}

// toUD2 rewrites a tree of UD 1. What the two do alike but CoreNLP and the treebanks do not, such as sums of
// money, is left out.
func toUD2(given []SilverWord, form func(int) string) ud2 {
	t := ud2{make([]int, len(given)), make([]language.Rel, len(given))}
	for i, w := range given {
		t.head[i] = w.Head
		t.rel[i], _ = language.ParseRel(w.Rel)
		if r, ok := renamed[w.Rel]; ok {
			t.rel[i] = r
		}
		if w.Head == 0 {
			t.rel[i] = language.Root
			continue
		}
		h := given[w.Head-1]
		underNoun := strings.HasPrefix(h.XPOS, "N") || strings.HasPrefix(h.XPOS, "PRP") || h.XPOS == "CD" || h.XPOS == "DT" || h.XPOS == "$"
		switch w.Rel {
		case "nmod":
			t.rel[i] = pick(underNoun, language.NMod, language.Obl)
		case "nmod:tmod", "nmod:npmod":
			t.rel[i] = pick(underNoun, language.NModUnmarked, language.OblUnmarked)
		case "neg":
			t.rel[i] = pick(w.XPOS == "DT", language.Det, language.AdvMod)
		case "dep", "punct", "nummod", "mwe", "discourse", "parataxis":
			if w.Rel == "dep" {
				t.head[i] = -1
			}
			if w.Rel == "nummod" && w.Entity != "NUMBER" && w.Entity != "DURATION" {
				t.head[i], t.rel[i] = -1, language.NoRel // dates and sums of money
			}
		}
		if w.Entity == "MONEY" || w.Entity == "PERCENT" {
			t.head[i], t.rel[i] = -1, language.NoRel
		}
	}
	t.names(given)
	t.coordinations(given, form)
	return t
}

func pick(first bool, a, b language.Rel) language.Rel {
	if first {
		return a
	}
	return b
}

// names makes the first word of a person's name its head, the others flat, and what stands before the name a
// description: in UD 1 all hang on the last word as compounds.
func (t *ud2) names(given []SilverWord) {
	for last := range given {
		first := last
		for first > 0 && given[first-1].Entity == "PERSON" && given[first-1].Head == last+1 && given[first-1].Rel == "compound" {
			first--
		}
		if given[last].Entity != "PERSON" || first == last {
			continue
		}
		t.head[first], t.rel[first] = t.head[last], t.rel[last]
		for i := range given {
			if i != first && t.head[i] == last+1 {
				t.head[i] = first + 1
			}
		}
		for i := first + 1; i <= last; i++ {
			t.head[i], t.rel[i] = first+1, language.Flat
		}
		for i := range first {
			if t.head[i] == first+1 && t.rel[i] == language.Compound {
				t.rel[i] = language.NModDesc
			}
		}
	}
}

// coordinations hangs conjunctions, and commas between conjuncts, on the conjunct that follows: in UD 1 they
// hang on the first one.
func (t *ud2) coordinations(given []SilverWord, form func(int) string) {
	for i, w := range given {
		comma := w.Rel == "punct" && form(i) == ","
		if t.head[i] <= 0 || w.Rel != "cc" && !comma {
			continue
		}
		for j := i + 1; j < len(given); j++ {
			if t.head[j] == t.head[i] && t.rel[j] == language.Conj && w.Head <= i {
				t.head[i] = j + 1
				break
			}
			if comma && t.head[j] == t.head[i] && t.rel[j] != language.Cc && t.rel[j] != language.Punct {
				break
			}
		}
	}
}

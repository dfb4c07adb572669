package commitment

import (
	"slices"

	"github.com/parleyhq/parley/internal/language"
)

// pronouns finds what is told of a commitment that only a pronoun names: none has been respected, accused it of breaking it.
func (r *reader) pronouns(s language.Range, all []naming) []item {
	var out []item
	for v := s.Start; v < s.End; v++ {
		if !r.t.Words[v].XPOS.IsVerb() || r.inCondition(v, s) {
			continue
		}
		pro, what := -1, ""
		if e, last, ok := r.verb("with", v); ok && (e.status == violated || e.status == kept) {
			pro, what = r.t.Child(v, language.Obj, language.NSubjPass), e.status
			if pro < 0 && last > v && last+1 < s.End {
				pro = last + 1
			}
			if r.t.Passive(v) {
				pro = r.t.Child(v, language.NSubjPass, language.NSubj)
			}
		}
		if pro < 0 {
			if e, _, ok := r.verb("self", v); ok && (e.status == ended || e.status == expired || e.status == kept) && r.t.Child(v, language.Obj) < 0 && !r.t.Passive(v) {
				pro, what = r.t.Child(v, language.NSubj), e.status
			}
		}
		if pro < 0 || !r.standsFor(pro, what == violated && pro > v) {
			continue
		}
		from, ok := r.antecedent(s, pro, all)
		if !ok {
			continue
		}
		c := r.above(v)
		none := r.lower(pro) == "none" || r.lower(pro) == "neither"
		if none && !r.t.Negated(v) {
			c.denied = !c.denied
		}
		it := from
		it.sentence, it.trigger, it.verb, it.noun, it.standing, it.pact, it.sureness = s, v, v, -1, what, true, 0.7
		it.by, it.against, it.hedge, it.acceptedBy = nil, "", c.hedge, nil
		it.words = language.Range{Start: min(pro, v), End: max(pro, v) + 1}
		if from.sentence == s && (none || r.lower(pro) == "all" || r.lower(pro) == "most" || r.lower(pro) == "few") {
			it.words.Start, it.words.End = min(it.words.Start, from.words.Start), max(it.words.End, from.words.End)
			it.sureness = 0.95 // it tells how the first stands in the end
		} else {
			it.content, it.noun = it.words, -1
		}
		it.words = r.toClauseEnd(it.words, s)
		it.from = it.words
		if st, ok := status(what, c, false, len(it.parties), true); ok {
			it.status = st
			r.blame(&it, v)
			out = append(out, it)
		}
	}
	return out
}

// standsFor reports whether a word is a pronoun that may stand for a commitment.
func (r *reader) standsFor(i int, broken bool) bool {
	switch r.lower(i) {
	case "it", "them", "they", "none", "neither", "both", "all", "most", "few", "each":
		for c := range r.t.Children(i) {
			if r.t.Words[c].Rel.Universal() == language.NMod { // none of the soldiers
				return false
			}
		}
		return broken || r.lower(i) == "none" || r.lower(i) == "neither" || len(r.who.At(i)) == 0
	}
	return false
}

// antecedent gives the commitment that a pronoun stands for: the last truce or deal named before it in the sentence, or
// in one of the two before.
func (r *reader) antecedent(s language.Range, pro int, all []naming) (item, bool) {
	for i := len(all) - 1; i >= 0; i-- {
		n := all[i]
		if n.head > pro || n.sort != "pact" && n.sort != "pledge" {
			continue
		}
		it := item{sentence: s, trigger: n.head, noun: n.head, content: r.t.NounPhrase(n.head), former: r.isFormer(n), pact: n.sort == "pact"}
		v, _ := r.governor(n.head)
		it.words = it.content
		if v >= s.Start && v < pro {
			it.words = language.Range{Start: min(it.content.Start, v), End: max(it.content.End, v+1)}
		}
		it.words.Start = max(s.Start, it.words.Start)
		if is := r.issuesOf(n, it); len(is) > 0 {
			it.issue = is[0]
			return it, true
		}
	}
	return r.lastPact(s, 2)
}

// A spoken is a truce or deal that a sentence names and whose issue its own words tell.
type spoken struct {
	sentence int
	issue    string
}

// remember notes the truces and deals that a sentence names, so that "the deal" of a later one can be told.
func (r *reader) remember(s language.Range, all []naming) {
	at := slices.Index(r.t.Sentences, s)
	for _, n := range all {
		if n.sort != "pact" {
			continue
		}
		np := r.t.NounPhrase(n.head)
		it := item{sentence: s, content: language.Range{Start: max(s.Start, min(np.Start, n.start)), End: max(n.end, r.tail(n.head, n.end, s.End).End)}}
		if is := r.ownIssues(n, it); len(is) > 0 && (rank(is[0]) == 0 || r.definite(n) || len(r.spoken) == 0) {
			r.spoken = append(r.spoken, spoken{at, is[0]})
		}
	}
}

// lastPact gives the last truce, deal or pledge of the sentences before, as far back as that many.
func (r *reader) lastPact(s language.Range, back int) (item, bool) {
	at := slices.Index(r.t.Sentences, s)
	for i := len(r.items) - 1; i >= 0; i-- {
		it := r.items[i]
		far := at - slices.Index(r.t.Sentences, it.sentence)
		if far > back {
			break
		}
		if it.pact {
			return it, true
		}
	}
	return item{}, false
}

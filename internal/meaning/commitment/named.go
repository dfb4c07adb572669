package commitment

import (
	"slices"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// A naming is a noun that names a commitment, with the nouns that it hangs on: "violations of the terms of a truce" is
// the truce, its terms, their violations.
type naming struct {
	entry
	head       int
	start, end int // of the term, end after its last word
	chain      []link
}

// A link is a noun above one that names a commitment.
type link struct {
	entry
	head int
}

// named finds the commitments of a sentence that a noun names and of which a word says how they stand.
func (r *reader) named(s language.Range, all []naming) []item {
	var out []item
	for _, n := range all {
		above := slices.ContainsFunc(all, func(o naming) bool {
			return o.head != n.head && slices.ContainsFunc(o.chain, func(l link) bool { return l.head == n.head }) && o.sort != "plan" && !ofAct(o)
		})
		if above || ofAct(n) || n.sort == "act" && r.inCondition(n.head, s) {
			continue
		}
		out = append(out, r.standings(s, n)...)
	}
	return append(out, r.pronouns(s, all)...)
}

// ofAct reports whether an act is only what another one is about: a freeze on deliveries is one commitment.
func ofAct(n naming) bool { return n.sort == "act" && len(n.chain) > 0 && n.chain[0].sort == "act" }

// inCondition reports whether a word stands behind one that makes a condition of it: in exchange for an amnesty.
func (r *reader) inCondition(i int, s language.Range) bool {
	for j := i - 1; j >= s.Start; j-- {
		if r.t.Words[j].XPOS == language.Comma || r.t.Words[j].XPOS == language.Colon {
			return false
		}
		if isCondition(r, j) {
			return true
		}
	}
	return false
}

// namings finds the nouns of a sentence that name commitments.
func (r *reader) namings(s language.Range) []naming {
	var all []naming
	for i := s.Start; i < s.End; i++ {
		e, head, end, ok := r.noun(i, "pact", "act", "pledge", "plan", "body", "span")
		if !ok || end > s.End {
			continue
		}
		n := naming{entry: e, head: head, start: i, end: end}
		n.chain = r.chain(head, s)
		all = append(all, n)
		i = end - 1
	}
	return all
}

// chain climbs from a noun to those that it hangs on: the plan for a truce, a truce plan. It ends at a noun that the
// lexicon does not know.
func (r *reader) chain(head int, s language.Range) []link {
	var out []link
	const most = 5
	cur := head
	for len(out) < most {
		up := r.nounAbove(cur, s)
		if up < 0 || up == cur || slices.ContainsFunc(out, func(l link) bool { return l.head == up }) || up == head {
			break
		}
		e, ok := r.entryAt(up, "turn", "plan", "pledge", "part", "pact", "unreal", "act")
		if !ok {
			out = append(out, link{entry{sort: "other"}, up})
			break
		}
		out = append(out, link{e, up})
		cur = up
	}
	return out
}

// entryAt gives the entry of the term whose head a word is, the first of the sorts that has it.
func (r *reader) entryAt(head int, sorts ...string) (entry, bool) {
	for _, sort := range sorts {
		for _, e := range r.lex[sort][r.lemma(head)] {
			if len(e.words) == 1 && r.t.Words[head].XPOS.IsNoun() {
				return e, true
			}
		}
	}
	for i := max(0, head-3); i < head; i++ { // the last word of a term
		if e, h, _, ok := r.noun(i, sorts...); ok && h == head {
			return e, true
		}
	}
	return entry{}, false
}

// nounAbove gives the noun that another one hangs on: by the words before it, for trees often hang such a phrase on the
// verb, else by the tree; -1 for none.
func (r *reader) nounAbove(noun int, s language.Range) int {
	w := r.t.Words[noun]
	if c := r.t.Child(noun, language.Case); c > s.Start && c < noun && r.t.Words[c].XPOS != language.POS {
		before := c - 1
		switch r.lower(c) {
		case "of", "for", "on", "to", "about", "over", "toward", "towards":
			if r.t.Words[before].XPOS.IsNoun() {
				if _, ok := r.entryAt(before, "turn", "plan", "pledge", "part", "pact", "unreal", "act"); ok {
					return before
				}
				if w.Rel.Universal() == language.NMod || r.lower(c) == "of" {
					return before
				}
			}
		}
	}
	head := int(w.Head)
	switch w.Rel {
	case language.Compound, language.NModPoss:
		for i := noun + 1; i < head; i++ { // broke the truce three times
			if x := r.t.Words[i]; x.UPOS == language.NUM || x.UPOS == language.DET {
				return -1
			}
		}
		if head >= 0 && r.t.Words[head].XPOS.IsNoun() {
			return head
		}
	case language.Conj:
		if head >= 0 && head > s.Start {
			return r.nounAbove(head, s)
		}
	case language.Obl: // no accord was reached for an open-ended truce
		if head < 0 || !r.t.Words[head].XPOS.IsVerb() {
			break
		}
		switch r.t.Preposition(noun) {
		case "for", "on", "about", "over", "of":
			if _, _, ok := r.verb("with", head); !ok {
				break
			}
			o := r.t.Child(head, language.Obj, language.NSubjPass)
			if o >= 0 && o < noun {
				if e, ok := r.entryAt(o, "pact", "plan", "part"); ok && e.issue == "" {
					return o
				}
			}
		}
	case language.NMod, language.NModDesc, language.NModUnmarked:
		switch r.t.Preposition(noun) {
		case "of", "for", "on", "to", "about", "over", "toward", "towards":
			if head >= 0 && r.t.Words[head].XPOS.IsNoun() {
				return head
			}
		}
	}
	return -1
}

// itemsOf makes the items of a named commitment that stands in some way: one for each issue that it has.
func (r *reader) itemsOf(s language.Range, n naming, st standing) []item {
	plan := n.sort == "plan" || slices.ContainsFunc(n.chain, func(l link) bool { return l.sort == "plan" })
	pact := n.sort == "pact" || n.sort == "span" || slices.ContainsFunc(n.chain, func(l link) bool { return l.sort == "pact" })
	it := item{sentence: s, trigger: n.head, verb: st.verb, noun: n.head, pact: pact, standing: st.what, sureness: st.sure, self: st.self}
	if st.noun && r.t.Words[st.verb].XPOS.IsNoun() {
		it.verb = -1
	}
	last := n.head
	for _, l := range n.chain {
		if l.sort != "other" && l.sort != "unreal" {
			last = max(last, l.head)
		}
	}
	tail := r.tail(n.head, max(n.end, last+1), s.End)
	np := r.t.NounPhrase(n.head)
	it.content = language.Range{Start: min(np.Start, n.start), End: max(tail.End, n.end)}
	it.content.Start = max(it.content.Start, s.Start)
	it.former, it.fresh = r.isFormer(n), r.isFresh(n)
	it.renewed = r.renews(st)
	if n.sort == "span" {
		if last, ok := r.lastPact(s, 4); ok {
			it.former, it.parties = last.former, last.parties
		}
	}
	r.assignSides(&it, n, st, plan)
	status, ok := status(st.what, st.c, plan, r.count(it, st), pact || n.sort == "act" && st.what == announced && r.mutual(n.head))
	if !ok {
		return nil
	}
	if st.what == announced && pact && !plan && len(it.parties) == 1 {
		switch r.lemma(st.verb) {
		case "declare", "order", "decree": // by one side alone
			status = meaning.StatusPromised
		}
	}
	if n.sort == "body" && status == meaning.StatusInForce {
		status = meaning.StatusAgreed // a group that is being set up is what they agreed to
	}
	if plan && st.what == agreed && st.verb >= 0 && !adopts(r.lemma(st.verb)) && status == meaning.StatusAgreed {
		status = meaning.StatusProposed
	}
	if status == meaning.StatusInForce && st.verb >= 0 && r.lemma(st.verb) == "last" && !st.c.ahead && r.isOver(st.verb) {
		status = meaning.StatusExpired // the truce lasted for 40 days
	}
	it.status = status
	it.hedge = r.hedgeOf(n, st)
	it.words = r.cover(s, it, n, st)
	it.from = it.words
	var out []item
	for _, issue := range r.issuesOf(n, it) {
		if status == meaning.StatusPromised && st.noun && rank(issue) > 0 {
			continue // a commitment to peace
		}
		one := it
		one.issue = issue
		out = append(out, one)
	}
	return out
}

// isOver reports whether a verb is in the past or past perfect.
func (r *reader) isOver(v int) bool {
	if r.t.Words[v].XPOS == language.VBD {
		return true
	}
	for k := range r.t.Children(v) {
		if k < v && r.lower(k) == "had" {
			return true
		}
	}
	return false
}

// count gives how many are bound, as far as is told: one prime minister without a name is one.
func (r *reader) count(it item, st standing) int {
	if n := len(it.parties); n > 0 || st.doer < 0 || len(r.t.Conjuncts(st.doer)) > 1 {
		return n
	}
	if x := r.t.Words[st.doer].XPOS; x == language.NN || x == language.NNP {
		return 1
	}
	return 0
}

// isFormer reports whether an adjective says that it is not the commitment now spoken of.
func (r *reader) isFormer(n naming) bool {
	if l := r.lemma(n.head); (l == "truce" || l == "ceasefire" || l == "fire") && r.t.Words[n.head].XPOS == language.NNS && r.lengthIn(r.t.NounPhrase(n.head)) == "" {
		return true // several truces were reached before
	}
	np := r.t.NounPhrase(n.head)
	for i := np.Start; i < n.head; i++ {
		if r.t.Words[i].UPOS == language.ADJ && r.has("former", i) {
			return true
		}
	}
	return false
}

// isFresh reports whether an adjective says that there was another one before: a new truce.
func (r *reader) isFresh(n naming) bool {
	for c := range r.t.Children(n.head) {
		switch r.lower(c) {
		case "new", "fresh", "second", "another":
			return c < n.head
		}
	}
	return false
}

// renews reports whether what is told makes an earlier commitment the present one: extended a previous truce.
func (r *reader) renews(st standing) bool {
	for _, v := range []int{st.verb, st.outer} {
		if v < 0 {
			continue
		}
		switch r.lemma(v) {
		case "extend", "renew", "prolong", "resume", "revive", "restore", "reinstate", "lengthen", "extension", "renewal":
			return true
		}
	}
	return false
}

// hedgeOf gives the word by which it is not plain.
func (r *reader) hedgeOf(n naming, st standing) string {
	if st.c.hedge != "" {
		return st.c.hedge
	}
	for c := range r.t.Children(n.head) {
		if c < n.head && r.has("hedge", c) {
			return r.lower(c)
		}
	}
	if st.verb >= 0 {
		for c := range r.t.Children(st.verb) {
			if r.t.Words[c].Rel == language.AdvMod && r.has("hedge", c) {
				return r.lower(c)
			}
		}
	}
	return ""
}

// cover gives the words that tell of an item: the noun phrase with what hangs on it, the verb, who does it, and the words
// up to the end of the clause.
func (r *reader) cover(s language.Range, it item, n naming, st standing) language.Range {
	w := it.content
	add := func(i int) {
		if i >= s.Start && i < s.End {
			w.Start, w.End = min(w.Start, i), max(w.End, i+1)
		}
	}
	for _, l := range n.chain {
		if l.sort != "other" {
			add(l.head)
		}
	}
	for _, v := range []int{st.verb, st.outer, st.c.licence, st.c.top} {
		if v < 0 {
			continue
		}
		add(v)
		if r.t.Words[v].XPOS.IsVerb() {
			if sub := r.t.Child(v, language.NSubj, language.NSubjPass); sub >= 0 {
				np := r.t.NounPhrase(sub)
				add(np.Start)
				add(np.End - 1)
			}
		}
	}
	return r.toClauseEnd(w, s)
}

// toClauseEnd lengthens a run of words to the next mark.
func (r *reader) toClauseEnd(w, s language.Range) language.Range {
	for w.End < s.End {
		x := r.t.Words[w.End]
		if x.XPOS == language.Comma || x.XPOS == language.Stop || x.XPOS == language.Colon || x.XPOS == language.WDT || x.XPOS == language.LRB {
			break
		}
		if x.UPOS == language.CCONJ && r.joinsClauses(w.End, s) {
			break
		}
		w.End++
	}
	return w
}

// joinsClauses reports whether a conjunction joins clauses, and not nouns.
func (r *reader) joinsClauses(i int, s language.Range) bool {
	if h := int(r.t.Words[i].Head); h > i && (r.t.Words[h].UPOS == language.VERB || r.t.Words[h].UPOS == language.AUX) {
		return true
	}
	if i+1 >= s.End {
		return true
	}
	x := r.t.Words[i+1]
	return x.UPOS == language.VERB || x.UPOS == language.AUX || x.XPOS == language.PRP || x.XPOS == language.TO
}

package commitment

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// sides gives the sides that a noun phrase stands for, those joined to it too.
func (r *reader) sides(word int) []string {
	if word < 0 {
		return nil
	}
	var out []string
	for _, w := range r.t.Conjuncts(word) {
		backers := r.backers(w)
		for _, s := range r.who.At(w) {
			if p := party(s); p != "" && !slices.Contains(out, p) && !r.namesPact(p) && !slices.Contains(backers, p) {
				out = append(out, p)
			}
		}
		if a := r.t.Child(w, language.Appos); a >= 0 && len(r.who.At(w)) == 0 { // the rebel Dassians
			for _, s := range r.who.At(a) {
				if p := party(s); p != "" && !slices.Contains(out, p) && !r.namesPact(p) {
					out = append(out, p)
				}
			}
		}
		if r.t.Words[w].UPOS == language.PRON || len(out) > 0 {
			continue
		}
		if p := r.t.Child(w, language.NModPoss); p >= 0 { // Valmora's army
			for _, s := range r.who.At(p) {
				if n := party(s); n != "" && !slices.Contains(out, n) {
					out = append(out, n)
				}
			}
		}
	}
	return out
}

// backers gives the sides that only stand behind those whom a noun phrase speaks of: the Estrian-backed rebels.
func (r *reader) backers(noun int) []string {
	var out []string
	for i := noun - 1; i > 1 && i > noun-6; i-- {
		switch r.lower(i) {
		case "backed", "led", "aligned", "allied", "supported", "held", "controlled", "brokered", "sponsored", "mediated", "occupied":
			if r.t.Words[i-1].XPOS == language.HYPH {
				for _, s := range r.who.At(i - 2) {
					out = append(out, party(s))
				}
			}
		}
	}
	return out
}

// namesPact reports whether a name is a treaty's and nobody's.
func (r *reader) namesPact(name string) bool {
	last := strings.ToLower(lastWord(name))
	return len(r.lex["pact"][last]) > 0 || len(r.lex["plan"][last]) > 0
}

// doers is sides, with those whom a headline names before with a comma alone: Valmora, Kestria agree.
func (r *reader) doers(word int, s language.Range) []string {
	if two := r.theTwo(word, s); len(two) > 0 {
		return two
	}
	out := r.sides(word)
	if a := r.appos(word); a >= 0 && word == s.Start { // the tree takes the second for the first in other words
		out = sorted(append(out, r.sides(a)...))
	}
	if word < 0 || word-2 < s.Start || r.t.Words[word-1].XPOS != language.Comma {
		return out
	}
	for i := s.Start; i < word; i++ {
		if x := r.t.Words[i].XPOS; x != language.NNP && x != language.NNPS && x != language.Comma && x != language.CC {
			return out
		}
	}
	for i := s.Start; i < word; i++ {
		if i+1 >= word || r.t.Words[i+1].XPOS == language.Comma {
			out = append(out, r.sides(i)...)
		}
	}
	return sorted(out)
}

// theTwo gives the sides that "the two sides" stands for by the commitment between two that was last spoken of: a surer way
// than any two that were named last, of whom one may be a mediator. None where the text speaks of none, or who they are
// stands beside the noun.
func (r *reader) theTwo(word int, s language.Range) []string {
	if word < 0 || r.t.Words[word].XPOS != language.NNS || !r.known(word) {
		return nil
	}
	switch r.lower(word) {
	case "sides", "parties", "delegations", "foes", "rivals", "groups", "factions", "belligerents", "enemies":
	default:
		return nil
	}
	at := slices.Index(r.t.Sentences, s)
	for i := len(r.items) - 1; i >= 0 && at-slices.Index(r.t.Sentences, r.items[i].sentence) <= 8; i-- {
		if it := r.items[i]; len(it.parties) == 2 && !it.former && it.status == meaning.StatusAgreed {
			return it.parties
		}
	}
	return nil
}

// appos gives the name that stands behind another with a comma alone between them, or -1.
func (r *reader) appos(word int) int {
	if word < 0 {
		return -1
	}
	a := r.t.Child(word, language.Appos)
	if a != word+2 || r.t.Words[word+1].XPOS != language.Comma || !r.t.Words[a].XPOS.IsNoun() || a+1 < len(r.t.Words) && r.t.Words[a+1].UPOS == language.PUNCT {
		return -1
	}
	return a
}

// party is the side that someone stands for, or who it is where they stand for none.
func party(s meaning.Speaker) string { return cmp.Or(s.Party, s.Name) }

// assignSides tells who is bound by a named commitment, who brought it about and who is said to have broken it.
func (r *reader) assignSides(it *item, n naming, st standing, plan bool) {
	doers := r.doers(st.doer, it.sentence)
	switch st.what {
	case brokered:
		if len(doers) > 1 && !r.helped(st.verb) && st.verb >= 0 && r.lemma(st.verb) == "negotiate" {
			it.parties = append(it.parties, doers...)
		} else {
			it.brokers = append(it.brokers, doers...)
		}
	case proposed:
		it.brokers = append(it.brokers, doers...)
	case accepted:
		it.acceptedBy = doers
		it.parties = append(it.parties, doers...)
	case violated:
		if len(doers) == 1 {
			it.against = doers[0]
		}
		it.parties = append(it.parties, doers...)
	default:
		if !st.self {
			it.parties = append(it.parties, doers...)
		}
	}
	heads := []int{n.head}
	for _, l := range n.chain {
		if l.sort != "other" && l.sort != "unreal" {
			heads = append(heads, l.head)
		}
	}
	for _, h := range heads {
		owners := r.owners(h, st.doer)
		if e, ok := r.entryAt(h, "plan"); ok && e.sort == "plan" {
			it.brokers = append(it.brokers, owners...)
		} else if st.what != violated || len(owners) != 1 {
			it.parties = append(it.parties, owners...)
		}
	}
	if n.sort == "body" && len(it.parties) < 2 {
		it.parties = append(it.parties, r.adjectivesBefore(n, it.sentence)...)
	}
	it.brokers = append(it.brokers, r.brokersBeside(n, it.sentence)...)
	two := r.between(n, st, it.sentence)
	if st.what == announced && len(two) > 1 { // who announces a truce between others is not bound by it
		it.parties = slices.DeleteFunc(it.parties, func(p string) bool { return slices.Contains(doers, p) && !slices.Contains(two, p) })
	}
	if len(doers) > 0 && st.doer >= 0 && len(two) < 2 && (st.what == agreed && r.mediates(st.doer) || st.what == announced && st.verb >= 0 && r.onlySays(st.verb)) {
		it.parties = slices.DeleteFunc(it.parties, func(p string) bool { return slices.Contains(doers, p) })
		if st.what == agreed { // struck by an envoy
			it.brokers = append(it.brokers, doers...)
		}
	}
	if both := r.inDeed(n, it.sentence); len(two) == 0 && len(both) == 2 && r.mutual(n.head) {
		it.parties, two = nil, both
	}
	if st.what == agreed && len(two) > 1 { // mediators secured a truce between others
		it.parties = slices.DeleteFunc(it.parties, func(p string) bool { return slices.Contains(doers, p) && !slices.Contains(two, p) })
		if st.doer >= 0 && r.mediates(st.doer) {
			it.brokers = append(it.brokers, doers...)
			for c := range r.t.Children(st.doer) { // the mediation of Estria and Ostria
				if r.t.Words[c].Rel.Universal() == language.NMod && r.t.Preposition(c) == "of" {
					it.brokers = append(it.brokers, r.sides(c)...)
				}
			}
		}
	}
	it.parties = append(it.parties, two...)
	it.parties, it.brokers = sorted(it.parties), sorted(it.brokers)
	if st.what != accepted && st.what != proposed {
		it.parties = slices.DeleteFunc(it.parties, func(p string) bool {
			return len(it.parties) > 2 && slices.Contains(it.brokers, p)
		})
	}
	if st.what == violated || st.what == kept {
		r.blame(it, cmp.Or(max(st.outer, 0), max(st.verb, 0)))
	}
}

// mediates reports whether a noun phrase speaks of those who mediate: the mediators, joint mediation efforts.
func (r *reader) mediates(noun int) bool {
	np := r.t.NounPhrase(noun)
	for i := np.Start; i < np.End; i++ {
		switch r.lemma(i) {
		case "mediation", "mediator", "broker", "envoy", "facilitator", "facilitation":
			return true
		}
	}
	return false
}

// helped reports whether a verb is only helped with: helped negotiate.
func (r *reader) helped(verb int) bool {
	if verb < 0 {
		return false
	}
	h := int(r.t.Words[verb].Head)
	return h >= 0 && r.lemma(h) == "help"
}

// bothSides fills in who "the two leaders", "both sides" or "it was agreed" stand for where that is not known: the sides
// of the last commitment between two.
func (r *reader) bothSides(it *item, s language.Range) {
	if len(it.parties) > 0 || it.status != meaning.StatusAgreed && it.status != meaning.StatusNotAgreed || it.verb < 0 || !r.t.Words[it.verb].XPOS.IsVerb() {
		return
	}
	sub := r.t.Subject(it.verb)
	if sub < 0 {
		return
	}
	if r.t.Words[sub].XPOS.IsNoun() && !r.known(sub) {
		return
	}
	switch r.lower(sub) {
	case "they", "it", "leaders", "sides", "countries", "presidents", "parties", "governments", "nations", "men", "delegations", "neighbours", "neighbors", "foes", "rivals":
	default:
		return
	}
	at := slices.Index(r.t.Sentences, s)
	for i := len(r.items) - 1; i >= 0; i-- {
		if at-slices.Index(r.t.Sentences, r.items[i].sentence) > 8 {
			return
		}
		if len(r.items[i].parties) == 2 && !r.items[i].former {
			it.parties = r.items[i].parties
			return
		}
	}
}

// known reports whether a noun phrase speaks of those who were named: the two sides, both leaders.
func (r *reader) known(noun int) bool {
	for c := range r.t.Children(noun) {
		switch r.lower(c) {
		case "the", "two", "both", "these", "those":
			return true
		}
	}
	return false
}

// owners gives the sides that a noun is said to be of: Valmora's pledge, the Egyptian proposal, an Estria-Kestria truce.
func (r *reader) owners(noun, but int) []string {
	var out []string
	for c := range r.t.Children(noun) {
		w := r.t.Words[c]
		if c >= noun || c == but {
			continue
		}
		switch w.Rel {
		case language.NModPoss, language.Compound, language.AMod, language.NMod:
			out = append(out, r.sides(c)...)
		}
	}
	return out
}

// adjectivesBefore gives the sides whose adjectives stand before a noun: Valmoran and Kestrian "expert groups".
func (r *reader) adjectivesBefore(n naming, s language.Range) []string {
	var out []string
	for i := n.start - 1; i >= s.Start; i-- {
		x := r.t.Words[i]
		if x.UPOS != language.ADJ && x.UPOS != language.PROPN && x.UPOS != language.CCONJ && x.XPOS != language.OpenQuote && x.XPOS != language.HYPH {
			break
		}
		out = append(out, r.sides(i)...)
	}
	return out
}

// possessor gives the word that heads whose promise, plan or breach it is: Valmora's promise, the Valmoran promise, a
// promise by Valmora, a promise from Valmora; -1 where that is not said.
func (r *reader) possessor(noun int) int {
	for c := range r.t.Children(noun) {
		w := r.t.Words[c]
		switch {
		case c < noun && (w.Rel == language.NModPoss || w.Rel == language.Compound || w.Rel == language.AMod):
			if len(r.sides(c)) > 0 {
				return c
			}
		case c > noun && (w.Rel.Universal() == language.NMod || w.Rel.Universal() == language.Obl):
			if p := r.t.Preposition(c); (p == "by" || p == "from") && len(r.sides(c)) > 0 {
				return c
			}
		}
	}
	return -1
}

// between gives the sides of a truce between two, or of one's truce with another.
func (r *reader) between(n naming, st standing, s language.Range) []string {
	const near = 24 // words
	last := n.head
	for _, l := range n.chain {
		if l.sort == "other" {
			break
		}
		last = max(last, l.head)
	}
	from := n.end
	if st.verb >= 0 && r.t.Words[st.verb].XPOS.IsVerb() && st.verb > n.head {
		from = n.end
	}
	var out []string
	for i := from; i < min(last+near, s.End); i++ {
		w := r.t.Words[i]
		if w.XPOS == language.WDT || w.XPOS == language.Stop || w.XPOS == language.Colon {
			break
		}
		switch r.lower(i) {
		case "between":
			if i-1 > n.head && i-1 != last && r.contact(i-1) {
				return out // after a call between the two
			}
			return r.group(i, s)
		case "with":
			if h := int(w.Head); h > i && (r.t.Words[i].Rel == language.Case) {
				above := int(r.t.Words[h].Head)
				if above == n.head || above == last || above == st.verb {
					out = append(out, r.sides(h)...)
				}
			}
		}
	}
	return out
}

// contact reports whether a noun speaks of something else that is between two: talks, a call, a war.
func (r *reader) contact(i int) bool {
	if !r.t.Words[i].XPOS.IsNoun() {
		return false
	}
	switch r.lemma(i) {
	case "call", "meeting", "conversation", "summit", "talk", "negotiation", "contact", "discussion", "encounter", "visit", "dialogue", "war",
		"conflict", "tension", "relation", "tie", "dispute", "fighting", "clash", "border", "row", "feud", "exchange":
		return true
	}
	return false
}

// onlySays reports whether a verb says that there is a deal and binds nobody: confirmed it, hailed it.
func (r *reader) onlySays(v int) bool {
	switch r.lemma(v) {
	case "confirm", "hail":
		return true
	}
	return false
}

// mutual reports whether a noun names what takes two: an exchange, a swap.
func (r *reader) mutual(i int) bool { return r.lemma(i) == "exchange" || r.lemma(i) == "swap" }

// inDeed gives those who do together what a mutual act names: Valmora and Kestria freed 40 prisoners in an exchange.
func (r *reader) inDeed(n naming, s language.Range) []string {
	if r.t.Preposition(n.head) != "in" {
		return nil
	}
	v := n.head
	for v > s.Start && (!r.t.Words[v].XPOS.IsVerb() || r.t.Words[v].XPOS == language.VBG) {
		v--
	}
	if _, _, ok := r.verb("deed", v); !ok {
		return nil
	}
	if out := r.doers(r.t.Subject(v), s); len(out) == 2 {
		return out
	}
	for i := v - 1; i >= s.Start; i-- { // Valmora and Kestria each freed
		if out := r.sides(i); len(out) == 2 {
			return out
		}
	}
	return nil
}

// group gives the sides named behind a word: between the two, between Valmora and Kestria.
func (r *reader) group(prep int, s language.Range) []string {
	if h := int(r.t.Words[prep].Head); h > prep {
		return r.sides(h)
	}
	return nil
}

// withWhom gives the sides with whom something is agreed: agreed with Kestria to leave.
func (r *reader) withWhom(verb, before int) []string {
	for c := range r.t.Children(verb) {
		if c > verb && c < before && r.t.Words[c].Rel.Universal() == language.Obl && r.t.Preposition(c) == "with" {
			return r.sides(c)
		}
	}
	return nil
}

// brokersBeside gives who is told beside a commitment to have brought it about: a US-brokered truce, a truce mediated by
// Egypt, reached under Qatari mediation.
func (r *reader) brokersBeside(n naming, s language.Range) []string {
	var out []string
	np := r.t.NounPhrase(n.head)
	for i := max(s.Start, np.Start); i < n.head; i++ {
		if hyphen := i > s.Start+1 && (r.t.Words[i-1].XPOS == language.HYPH || r.t.Form(i-1) == "-"); hyphen && r.brokering(i) {
			for j := i - 2; j >= s.Start; j -= 2 { // US-Saudi-brokered
				out = append(out, r.sides(j)...)
				if j-1 < s.Start || r.t.Words[j-1].XPOS != language.HYPH {
					break
				}
			}
		}
	}
	const near = 16
	for i := n.end; i < min(n.end+near, s.End); i++ {
		if r.t.Words[i].XPOS == language.VBN && r.brokering(i) {
			if b := r.byPhrase(i, s); b >= 0 {
				out = append(out, r.sides(b)...)
				if h := int(r.t.Words[b].Head); r.t.Words[b].Rel == language.Conj && h >= 0 {
					out = append(out, r.sides(h)...)
				}
			}
			break
		}
		switch r.lemma(i) {
		case "mediation", "auspices", "auspex", "supervision":
			if r.t.Words[i].XPOS.IsNoun() {
				out = append(out, r.owners(i, -1)...)
			}
		}
	}
	return out
}

// brokering reports whether a participle says that somebody brought a thing about.
func (r *reader) brokering(i int) bool {
	w := strings.TrimPrefix(r.lower(i), "co-")
	switch w {
	case "brokered", "mediated", "facilitated", "sponsored", "backed", "led", "drafted":
		return w != "backed" && w != "led"
	}
	return false
}

// blame fills in who alleges a breach and against whom, where a verb such as accuse tells it.
func (r *reader) blame(it *item, verb int) {
	for cur, n := verb, 0; cur >= 0 && n < 4; cur, n = int(r.t.Words[cur].Head), n+1 {
		if !r.t.Words[cur].XPOS.IsVerb() || !isAccusing(r.lemma(cur)) {
			continue
		}
		if by := r.at(r.t.Agent(cur)); len(by) > 0 {
			it.by = &by[0]
		}
		if r.eachOther(cur) {
			it.parties = sorted(append(it.parties, r.sides(r.t.Agent(cur))...))
		} else if against := r.sides(r.t.Child(cur, language.Obj)); len(against) > 0 {
			it.against = against[0]
			it.parties = sorted(append(it.parties, against...))
		}
		return
	}
}

func isAccusing(verb string) bool {
	switch verb {
	case "accuse", "blame", "charge", "denounce", "condemn", "criticise", "criticize", "suspect":
		return true
	}
	return false
}

// eachOther reports whether two accuse one another.
func (r *reader) eachOther(verb int) bool {
	o := r.t.Child(verb, language.Obj)
	return o >= 0 && (r.lower(o) == "other" || r.lower(o) == "another" || r.lower(o) == "each")
}

// at gives who is meant by a word; nobody for no word.
func (r *reader) at(word int) []meaning.Speaker {
	if word < 0 {
		return nil
	}
	return r.who.At(word)
}

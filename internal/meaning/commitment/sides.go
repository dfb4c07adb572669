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
		for _, s := range r.who.At(w) {
			if p := party(s); p != "" && !slices.Contains(out, p) {
				out = append(out, p)
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

// party is the side that someone stands for, or who it is where they stand for none.
func party(s meaning.Speaker) string { return cmp.Or(s.Party, s.Name) }

// assignSides tells who is bound by a named commitment, who brought it about and who is said to have broken it.
func (r *reader) assignSides(it *item, n naming, st standing, plan bool) {
	doers := r.sides(st.doer)
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
	it.brokers = append(it.brokers, r.brokersBeside(n, it.sentence)...)
	it.parties = append(it.parties, r.between(n, st, it.sentence)...)
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

// helped reports whether a verb is only helped with: helped negotiate.
func (r *reader) helped(verb int) bool {
	if verb < 0 {
		return false
	}
	h := int(r.t.Words[verb].Head)
	return h >= 0 && r.lemma(h) == "help"
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
	for cur, n := verb, 0; cur >= 0 && n < 4; n++ {
		switch r.lemma(cur) {
		case "accuse", "blame", "charge", "denounce", "condemn", "criticise", "criticize":
			if !r.t.Words[cur].XPOS.IsVerb() || cur == it.verb {
				break
			}
			for _, s := range r.who1(r.t.Agent(cur)) {
				who := s
				it.by = &who
				break
			}
			if o := r.t.Child(cur, language.Obj); o >= 0 {
				if against := r.sides(o); len(against) > 0 {
					it.against = against[0]
					it.parties = sorted(append(it.parties, against...))
				}
			}
			return
		}
		cur = int(r.t.Words[cur].Head)
	}
}

func (r *reader) who1(word int) []meaning.Speaker {
	if word < 0 {
		return nil
	}
	return r.who.At(word)
}

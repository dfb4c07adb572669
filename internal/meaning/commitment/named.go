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
	case language.Obl: // no deal was reached for a full ceasefire
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

// A standing is what one word makes of a named commitment.
type standing struct {
	what  string // see status
	c     context
	verb  int // the verb that tells it, or the noun
	doer  int // the word that heads who does it, -1 where that is not said
	sure  float64
	self  bool // the commitment is the verb's subject
	noun  bool // a noun tells it: a violation of the truce
	outer int  // the verb under which it stands, for the evidence
}

// standings gives the items of a named commitment: mostly one.
func (r *reader) standings(s language.Range, n naming) []item {
	st, ok := r.standing(s, n)
	if !ok {
		return nil
	}
	return r.items1(s, n, st)
}

// standing tells how a named commitment stands: by a noun above it, by its verb, by a clause or participle beside it.
func (r *reader) standing(s language.Range, n naming) (standing, bool) {
	top, known, unreal := n.head, true, false
	plan := n.sort == "plan"
	talks := false // they are to negotiate on it
	var turn *link
	for i, l := range n.chain {
		switch l.sort {
		case "other":
			known = false
		case "turn":
			if n.sort != "act" && turn == nil {
				turn = &n.chain[i]
			}
		case "plan":
			plan = true
		case "unreal":
			unreal = true
			talks = talks || r.lemma(l.head) == "negotiation"
		}
		if known {
			top = l.head
		}
	}
	if n.sort == "span" {
		return r.spanOver(s, n)
	}
	v, role := r.governor(top)
	if len(n.chain) > 0 && n.chain[0].sort == "other" { // gave his backing to a truce
		if x, _ := r.governor(n.chain[0].head); x >= 0 {
			if e, last, ok := r.verb("with", x); ok && len(e.words) > 2 && e.words[1] == r.lemma(n.chain[0].head) {
				v, role, known = x, r.lower(last), true
			}
		}
	}
	before := false
	if f := r.verbBefore(top, s); f >= 0 && (v < 0 || !r.tells(v)) {
		v, role, before = f, "object", true
	} else if f := r.verbBehind(n, top, s); f >= 0 {
		v, role = f, "object"
		if !r.passiveBehind(f) {
			role = "subject"
		}
	}
	var c context
	c.licence = -1
	c.top = -1
	if v >= 0 {
		c = r.above(v)
		if r.has("unreal", v) && role == "object" && !r.tells(v) {
			c.unreal = true
		}
	}
	if r.deniedNoun(n) {
		c.denied = !c.denied
	}
	if r.vague(n) && !c.denied {
		unreal = true
	}
	if talks && v >= 0 && c.licence >= 0 && c.status == agreed && !c.denied {
		return standing{what: agreed, c: r.above(c.licence), verb: c.licence, doer: r.licensor(c.licence), sure: 0.65, outer: v}, true
	}
	switch {
	case turn != nil && !unreal && !c.unreal && (turn.status == violated || role == "subject" || role == "object"):
		x := c
		x.denied = r.deniedNoun(n) || r.lemma(max(v, 0)) == "deny"
		doer := r.possessor(turn.head)
		if x.licence >= 0 && x.status == agreed && turn.status != violated {
			return standing{what: agreed, c: r.above(x.licence), verb: x.licence, doer: r.t.Subject(x.licence), sure: 0.85, outer: v}, true
		}
		return standing{what: turn.status, c: x, verb: turn.head, doer: doer, sure: 0.75, noun: true, outer: v}, true
	case known && v >= 0 && !unreal:
		if st, ok := r.byVerb(n, v, role, c, top); ok {
			if before && st.doer < 0 {
				st.doer = r.subjectBefore(v, s)
			}
			return st, true
		}
	}
	if st, ok := r.absent(n, v, c); ok {
		return st, true
	}
	if st, ok := r.beside(s, n); ok {
		return st, true
	}
	if n.sort == "pledge" && !unreal {
		if p := r.possessor(n.head); p >= 0 && !c.unreal {
			return standing{what: promised, c: context{licence: -1}, verb: n.head, doer: p, sure: 0.7, noun: true, outer: v}, true
		}
		return standing{}, false
	}
	for _, l := range n.chain {
		if l.sort == "pledge" {
			if p := r.possessor(l.head); p >= 0 {
				return standing{what: promised, c: context{licence: -1}, verb: l.head, doer: p, sure: 0.7, noun: true, outer: v}, true
			}
		}
	}
	if plan && n.sort != "plan" {
		for _, l := range n.chain {
			if l.sort == "plan" && (n.sort != "act" || r.lemma(l.head) != "plan") { // withdrawal plans are one's own
				if p := r.possessor(l.head); p >= 0 {
					return standing{what: proposed, c: context{licence: -1}, verb: l.head, doer: p, sure: 0.6, noun: true, outer: v}, true
				}
			}
		}
	}
	if n.sort == "pact" && (unreal || c.unreal) && r.lengthIn(r.t.NounPhrase(n.head)) != "" {
		return standing{what: proposed, c: context{licence: -1}, verb: n.head, doer: -1, sure: 0.5, noun: true, outer: v}, true
	}
	if n.sort == "pact" && !c.denied && r.indefinite(n) && r.lengthIn(r.t.NounPhrase(n.head)) != "" { // close to a deal on a two-month truce
		switch r.t.Preposition(n.head) {
		case "on", "for", "to", "about", "of", "toward", "towards":
			return standing{what: proposed, c: context{licence: -1, top: -1}, verb: n.head, doer: -1, sure: 0.5, noun: true, outer: -1}, true
		}
	}
	return standing{}, false
}

// indefinite reports whether a noun speaks of something new: a truce.
func (r *reader) indefinite(n naming) bool {
	for c := range r.t.Children(n.head) {
		if w := r.lower(c); c < n.head && (w == "a" || w == "an" || w == "another") {
			return true
		}
	}
	return false
}

// absent reads that there is no deal: there was no agreement on water, talks ended without a deal on borders.
func (r *reader) absent(n naming, v int, c context) (standing, bool) {
	pact := n.sort == "pact"
	heads := []int{n.head}
	for _, l := range n.chain {
		pact = pact || l.sort == "pact"
		heads = append(heads, l.head)
	}
	if !pact || c.unreal || c.ahead {
		return standing{}, false
	}
	no := r.deniedNoun(n) && v >= 0 && r.lemma(v) == "be" || r.deniedNoun(n) && v < 0
	for _, h := range heads {
		no = no || r.t.Preposition(h) == "without" && len(primary(r.topicsIn(r.tail(n.head, n.start, r.t.SentenceOf(n.head).End)))) > 0
	}
	return standing{what: string(meaning.StatusNotAgreed), c: context{licence: -1, top: -1}, verb: n.head, doer: -1, sure: 0.75, noun: true, outer: v}, no
}

// deniedNoun reports whether the noun itself or one above it is denied: no deal was reached, without an agreement.
func (r *reader) deniedNoun(n naming) bool {
	heads := []int{n.head}
	for _, l := range n.chain {
		if l.sort != "other" && l.sort != "unreal" {
			heads = append(heads, l.head)
		}
	}
	for _, h := range heads {
		for c := range r.t.Children(h) {
			if w := r.lower(c); c < h && (w == "no" || w == "neither" || w == "none") {
				return true
			}
		}
	}
	return false
}

// vague reports whether a noun names no commitment in particular: any deal, a possible truce.
func (r *reader) vague(n naming) bool {
	heads := []int{n.head}
	for _, l := range n.chain {
		heads = append(heads, l.head)
	}
	for _, h := range heads {
		for c := range r.t.Children(h) {
			switch r.lower(c) {
			case "any", "possible", "potential", "eventual", "hypothetical", "prospective", "future":
				if c < h {
					return true
				}
			}
		}
	}
	return false
}

// tells reports whether a verb says of its object how a commitment stands.
func (r *reader) tells(v int) bool {
	if _, _, ok := r.verb("with", v); ok {
		return true
	}
	_, _, ok := r.verb("self", v)
	return ok
}

// verbBefore gives the verb that stands right before a noun phrase, but for determiners, adjectives and quotation marks: a
// second way to its verb where the tree has none. Of verbs only those that tell how a commitment stands.
func (r *reader) verbBefore(noun int, s language.Range) int {
	i := noun - 1
	if i < s.Start {
		return -1
	}
	for ; i > s.Start; i-- {
		x := r.t.Words[i]
		if r.isTimeExactly(i) || r.isTimeExactly(i+1) && x.UPOS == language.ADP {
			continue
		}
		if x.XPOS == language.RP || x.XPOS == language.PRPS || x.UPOS == language.DET || x.UPOS == language.ADJ || x.XPOS == language.OpenQuote || x.UPOS == language.NUM || x.XPOS == language.HYPH || x.UPOS == language.NOUN && int(x.Head) == noun {
			continue
		}
		break
	}
	if i > s.Start && (r.t.Words[i-1].XPOS == language.HYPH || r.t.Form(i-1) == "-") {
		return -1
	}
	if x := r.t.Words[i].XPOS; x == language.VBG && r.t.Words[max(i-1, 0)].UPOS == language.AUX || x == language.VBD || x == language.VBN || x == language.VBZ || x == language.VBP {
		if e, last, ok := r.verb("with", i); ok && last < noun && e.status != kept && e.status != begun {
			return i
		}
	}
	return -1
}

// subjectBefore gives the first name of the noun phrase that stands right before a verb, or -1: a second way to its subject.
func (r *reader) subjectBefore(v int, s language.Range) int {
	for i := s.Start; i < v; i++ {
		w := r.t.Words[i]
		if w.XPOS.IsVerb() || w.XPOS == language.MD || w.UPOS == language.SCONJ || w.XPOS == language.Stop {
			return -1
		}
		if w.Rel == language.NSubj && w.UPOS == language.PROPN {
			return i
		}
	}
	return -1
}

// verbBehind gives the verb whose subject a noun is where words say so and the tree does not: groups were being set up.
func (r *reader) verbBehind(n naming, top int, s language.Range) int {
	w := r.t.Words[top]
	if w.Rel == language.NSubj || w.Rel == language.NSubjPass || r.t.Child(top, language.Case) >= 0 || w.Rel != language.Conj && w.Rel != language.Appos {
		return -1
	}
	i := max(n.end, top+1)
	for i < s.End && (r.t.Words[i].XPOS == language.CloseQuote || r.t.Words[i].UPOS == language.ADV) {
		i++
	}
	if i >= s.End || r.t.Words[i].UPOS != language.AUX {
		return -1
	}
	for ; i < s.End; i++ {
		switch r.t.Words[i].UPOS {
		case language.AUX, language.ADV, language.PART:
			continue
		case language.VERB:
			if r.tells(i) {
				return i
			}
		}
		return -1
	}
	return -1
}

// passiveBehind reports whether a participle stands behind a form of "be".
func (r *reader) passiveBehind(v int) bool {
	if r.t.Words[v].XPOS != language.VBN {
		return false
	}
	for i := v - 1; i >= 0 && i > v-5; i-- {
		if r.t.Words[i].UPOS == language.AUX && r.lemma(i) == "be" {
			return true
		}
	}
	return false
}

// governor gives the verb whose subject or object a noun is, and as what: "subject", "object", or the preposition before it.
func (r *reader) governor(noun int) (verb int, role string) {
	cur := noun
	for range 6 {
		w := r.t.Words[cur]
		head := int(w.Head)
		if head < 0 {
			return -1, ""
		}
		switch w.Rel {
		case language.Conj, language.Appos:
			cur = head
			continue
		case language.NSubj, language.NSubjPass, language.CSubj, language.CSubjPass:
			if _, _, self := r.verb("self", head); !self && r.t.Words[head].XPOS == language.VBN && head > cur && r.t.Child(head, language.Aux, language.AuxPass) < 0 {
				return -1, "" // the truce brokered last week
			}
			if x := r.t.Child(head, language.XComp); x > head && r.t.Words[x].XPOS.IsVerb() && !r.tells(head) && r.tells(x) { // is due to expire, failed to take hold
				head = x
			}
			if w.Rel == language.NSubjPass && int(w.Head) == head || r.t.Passive(head) || r.passiveBehind(head) {
				return head, "object"
			}
			return head, "subject"
		case language.Obj, language.IObj:
			return head, "object"
		case language.NMod, language.Obl, language.OblUnmarked:
			if w.Rel == language.Obl && r.t.Preposition(cur) == "" {
				return -1, ""
			}
			if p := r.t.Preposition(cur); p != "" && r.t.Words[head].XPOS.IsVerb() {
				return head, p
			}
			if r.t.Words[head].XPOS.IsVerb() {
				return head, "object"
			}
			return -1, ""
		default:
			if r.t.Words[head].XPOS.IsVerb() && w.Rel == language.XComp {
				return head, "object"
			}
			return -1, ""
		}
	}
	return -1, ""
}

// byVerb tells how a commitment stands by the verb whose subject or object it is.
func (r *reader) byVerb(n naming, v int, role string, c context, top int) (standing, bool) {
	st := standing{c: c, verb: v, doer: -1, sure: 0.9, outer: v}
	if role == "subject" {
		e, last, ok := r.verb("self", v)
		if !ok || n.sort == "plan" || n.sort == "pledge" && e.status == begun {
			return r.licensed(n, st)
		}
		if o := r.t.Child(v, language.Obj); o >= 0 && (o > last || last == v) && r.t.Words[o].UPOS != language.PRON {
			return standing{}, false // the deal ended the war
		}
		if n.sort == "act" && e.status != begun && e.status != ended && e.status != expired {
			return standing{}, false
		}
		st.what, st.self = e.status, true
		if c.licence >= 0 && c.status == agreed {
			st.what, st.c.ahead, st.doer = agreed, false, r.t.Agent(c.licence)
		}
		return st, true
	}
	if (n.sort == "pledge" || slices.ContainsFunc(n.chain, func(l link) bool { return l.sort == "pledge" })) && role == "object" {
		if e, _, ok := r.verb("with", v); ok && (e.status == accepted || e.status == announced) { // a pledge that others welcome is one
			return standing{}, false
		} else if ok && e.status == agreed && n.sort == "pledge" { // got a promise from the rebels
			return standing{what: promised, c: c, verb: n.head, doer: r.possessor(n.head), sure: 0.85, noun: true, outer: v}, true
		}
	}
	e, last, ok := r.verb("with", v)
	if ok && role != "object" {
		ok = last > v && r.lower(last) == lastWord(role) || len(e.words) > 1 && e.words[len(e.words)-1] == lastWord(role)
	}
	if ok && role == "object" && last > v && isParticle(r.lower(last)) && last < top && !r.t.Passive(v) && r.t.Preposition(top) == "" && last+1 < len(r.t.Words) && !r.inPhrase(top, last) {
		ok = false // of another phrase
	}
	if !ok {
		return r.licensed(n, st)
	}
	if c.licence >= 0 { // agreed to extend the truce, promised to lift the blockade
		st.what = c.status
		st.verb, st.doer = c.licence, r.licensor(c.licence)
		return st, true
	}
	st.what = e.status
	st.doer = r.t.Agent(v)
	h := int(r.t.Words[v].Head)
	if h >= 0 && r.t.Words[h].Rel == language.Obj { // accused the rebels of violating it
		h = int(r.t.Words[h].Head)
	}
	if st.what == violated && h >= 0 && r.t.Words[v].XPOS == language.VBG && isAccusing(r.lemma(h)) {
		st.doer = r.t.Child(h, language.Obj)
		st.c.top = h
	}
	if !r.suits(n, e) {
		return standing{}, false
	}
	if e.words[0] == "approve" && n.sort == "pact" && r.definite(n) && !r.markedPlan(n.head) {
		st.what = agreed // the cabinet approved the deal
	}
	return st, true
}

// suits reports whether a verb tells of a noun of that sort how it stands: to back a plan or a truce accepts it, to back
// the old treaty does not; to outline a plan proposes it.
func (r *reader) suits(n naming, e entry) bool {
	if n.sort == "act" && !suitsAct(e.words[0], e.status) {
		return false
	}
	plan := n.sort == "plan" || slices.ContainsFunc(n.chain, func(l link) bool { return l.sort == "plan" })
	switch e.words[0] {
	case "back", "endorse":
		return plan || n.issue == ceasefire || !r.definite(n)
	case "present", "advance", "circulate", "lay", "outline", "draw":
		return plan
	}
	return true
}

// inPhrase reports whether a word stands right before the phrase of a noun.
func (r *reader) inPhrase(noun, before int) bool { return r.t.NounPhrase(noun).Start == before+1 }

// suitsAct reports whether a verb says of an act that it was undertaken and not just done: to make a cut is none.
func suitsAct(verb, what string) bool {
	switch verb {
	case "make", "cut", "enter", "leave", "meet", "follow", "drop", "reach", "present", "back", "support", "facilitate", "arrange", "cancel", "form", "create",
		"start", "begin", "launch", "resume", "quit", "exit", "hail", "confirm", "ignore", "defy", "break", "undermine", "secure", "negotiate", "strike", "refuse":
		return verb == "negotiate" || verb == "arrange" || verb == "secure"
	}
	return what != "" && what != violated || verb == "violate" || verb == "breach"
}

// licensed tells how a commitment stands by the clause that it stands in alone: they agreed that peace will begin with a pause.
func (r *reader) licensed(n naming, st standing) (standing, bool) {
	if st.c.licence < 0 || st.c.unreal || n.sort == "plan" || n.sort == "pledge" || r.weak(st.verb) {
		return standing{}, false
	}
	st.what, st.verb, st.doer = st.c.status, st.c.licence, r.licensor(st.c.licence)
	st.sure = 0.75
	return st, true
}

// licensor gives the word that heads who agreed or promised.
func (r *reader) licensor(licence int) int {
	if r.t.Words[licence].XPOS.IsNoun() {
		return r.possessor(licence)
	}
	return r.t.Agent(licence)
}

func lastWord(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == ' ' {
			return s[i+1:]
		}
	}
	return s
}

// beside tells how a commitment stands by a relative clause, a participle or an adjective beside it: the truce that took
// effect, a plan announced last week, the proposed deal.
func (r *reader) beside(s language.Range, n naming) (standing, bool) {
	heads := []int{n.head}
	for _, l := range n.chain {
		if l.sort == "other" || l.sort == "unreal" {
			break
		}
		heads = append(heads, l.head)
	}
	for _, h := range heads {
		for k := range r.t.Children(h) {
			if w := r.t.Words[k]; w.Rel == language.AclRelcl || w.Rel == language.Acl && w.XPOS == language.VBD {
				if st, ok := r.relative(n, k); ok {
					return st, true
				}
			}
		}
	}
	last := heads[len(heads)-1]
	if st, ok := r.relativeBehind(n, last, s); ok {
		return st, true
	}
	const near = 9
	for i := last + 1; i < min(last+near, s.End); i++ {
		w := r.t.Words[i]
		if w.XPOS == language.VBN && !r.afterAux(i, last) {
			if e, _, ok := r.verb("with", i); ok && r.suits(n, e) {
				doer := r.t.Agent(i)
				if b := r.byPhrase(i, s); b >= 0 {
					doer = b
				}
				if doer >= 0 && doer <= last {
					doer = -1
				}
				return standing{what: e.status, c: context{licence: -1}, verb: i, doer: doer, sure: 0.85, outer: i}, true
			}
			break
		}
		if w.XPOS == language.VBD || w.XPOS == language.VBZ || w.XPOS == language.VBP || w.XPOS == language.MD || w.XPOS == language.WDT || w.UPOS == language.SCONJ {
			break
		}
	}
	np := r.t.NounPhrase(last)
	for i := min(np.Start, n.start); i >= s.Start && i < n.head; i++ {
		if what := r.mark(i); what != "" {
			doer := -1
			if i-2 >= s.Start && (r.t.Words[i-1].XPOS == language.HYPH || r.t.Form(i-1) == "-") {
				doer = i - 2
			}
			return standing{what: what, c: context{licence: -1}, verb: i, doer: doer, sure: 0.65, noun: true, outer: -1}, true
		}
	}
	return standing{}, false
}

// mark gives what an adjective makes of the commitment before whose noun it stands.
func (r *reader) mark(i int) string {
	switch r.lower(i) {
	case "proposed", "planned":
		return proposed
	case "agreed", "signed":
		return agreed
	case "brokered", "mediated", "negotiated":
		return brokered
	case "promised", "pledged":
		return promised
	}
	return ""
}

// afterAux reports whether a participle is part of a verb and not beside a noun: the truce was brokered.
func (r *reader) afterAux(i, noun int) bool {
	for j := i - 1; j > noun; j-- {
		switch r.t.Words[j].UPOS {
		case language.AUX:
			return true
		case language.ADV, language.PART:
			continue
		}
		return false
	}
	return false
}

// byPhrase gives the noun after "by" behind a participle.
func (r *reader) byPhrase(verb int, s language.Range) int {
	const near = 6
	for i := verb + 1; i < min(verb+near, s.End); i++ {
		if r.lower(i) == "by" && i+1 < s.End {
			for j := i + 1; j < min(i+near+2, s.End); j++ {
				if r.t.Words[j].XPOS.IsNoun() {
					for j+1 < s.End && r.t.Words[j+1].XPOS.IsNoun() {
						j++
					}
					return j
				}
			}
		}
	}
	return -1
}

// relative tells how a commitment stands by a clause that hangs on it.
func (r *reader) relative(n naming, v int) (standing, bool) {
	c := r.above(v)
	verb := v
	if e, _, ok := r.verb("with", v); ok && r.suits(n, e) {
		own := r.t.Child(v, language.NSubj)
		gap := r.t.Passive(v) || own >= 0 && r.t.Words[own].XPOS != language.WDT && r.lower(own) != "that" && r.lower(own) != "which"
		if gap {
			doer := r.t.Agent(v)
			return standing{what: e.status, c: c, verb: verb, doer: doer, sure: 0.85, outer: v}, true
		}
	}
	if e, last, ok := r.verb("self", v); ok && !r.t.Passive(v) {
		if o := r.t.Child(v, language.Obj); o < 0 || o <= last && last > v {
			return standing{what: e.status, c: c, verb: verb, doer: -1, sure: 0.85, self: true, outer: v}, true
		}
	}
	// that Valmora has said it is ready to accept
	for k := v + 1; k < min(v+8, r.t.SentenceOf(v).End); k++ {
		if e, _, ok := r.verb("with", k); ok && e.status == accepted && r.t.Under(k, v) && !r.t.Negated(k) && !r.t.Negated(v) {
			return standing{what: accepted, c: context{licence: -1}, verb: k, doer: r.t.Subject(v), sure: 0.75, outer: v}, true
		}
	}
	return standing{}, false
}

// relativeBehind is relative for a clause that the tree hangs on another noun: the truce on ports that both agreed to.
func (r *reader) relativeBehind(n naming, last int, s language.Range) (standing, bool) {
	const near, clause = 10, 12 // words
	for i := last + 1; i < min(last+near, s.End); i++ {
		w := r.t.Words[i]
		if w.XPOS.IsVerb() && w.XPOS != language.VBG || w.XPOS == language.MD || w.XPOS == language.Colon {
			break
		}
		if w.XPOS != language.WDT {
			continue
		}
		for k := i + 1; k < min(i+clause, s.End); k++ {
			if x := r.t.Words[k]; x.XPOS == language.Comma || x.XPOS == language.Stop {
				break
			}
			if !r.t.Words[k].XPOS.IsVerb() {
				continue
			}
			e, _, ok := r.verb("with", k)
			if !ok || e.status == kept || e.status == begun || e.status == ended || k == i+1 && !r.passiveBehind(k) {
				break
			}
			if st, ok := r.relative(n, k); ok {
				return st, true
			}
			break
		}
		break
	}
	return standing{}, false
}

// spanOver reads "after the three-day window": the time of the commitment last spoken of has passed.
func (r *reader) spanOver(s language.Range, n naming) (standing, bool) {
	p := r.t.Preposition(n.head)
	if p != "after" && p != "since" && p != "following" || r.lengthIn(r.t.NounPhrase(n.head)) == "" {
		return standing{}, false
	}
	if _, ok := r.lastPact(s, 4); !ok {
		return standing{}, false
	}
	v, _ := r.governor(n.head)
	return standing{what: expired, c: context{licence: -1}, verb: n.head, doer: -1, sure: 0.6, noun: true, outer: v}, true
}

// items1 makes the items of a named commitment that stands in some way: one for each issue that it has.
func (r *reader) items1(s language.Range, n naming, st standing) []item {
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
	status, ok := status(st.what, st.c, plan, r.count(it, st), pact)
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

// pronouns finds what is told of a commitment that only a pronoun names: none has been respected, accused it of breaking it.
func (r *reader) pronouns(s language.Range, all []naming) []item {
	var out []item
	for v := s.Start; v < s.End; v++ {
		if !r.t.Words[v].XPOS.IsVerb() {
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
		if is := r.ownIssues(n, it); len(is) > 0 {
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

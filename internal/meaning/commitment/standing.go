package commitment

import (
	"slices"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

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
	return r.itemsOf(s, n, st)
}

// A setting is what stands around a noun that names a commitment.
type setting struct {
	top    int     // the highest noun of its chain that the lexicon knows
	known  bool    // all of the chain
	unreal bool    // it is only wished for or talked about
	talks  bool    // they are to negotiate on it
	plan   bool    // it is a plan, or the chain has one
	turn   *link   // the noun that says what becomes of it: violation
	verb   int     // its verb, -1 for none
	role   string  // what it is to its verb; see governor
	flat   bool    // the verb was found by the words before it and not by the tree
	c      context // what stands above the verb
}

// standing tells how a named commitment stands: by a noun above it, by its verb, by a clause or participle beside it, by
// whose promise or plan it is, by its length alone. The first that tells it counts.
func (r *reader) standing(s language.Range, n naming) (standing, bool) {
	if n.sort == "span" {
		return r.spanOver(s, n)
	}
	w := r.setting(s, n)
	for _, way := range []func() (standing, bool){
		func() (standing, bool) { return r.toNegotiate(w) },
		func() (standing, bool) { return r.byTurn(n, w) },
		func() (standing, bool) { return r.left(n) },
		func() (standing, bool) { return r.byItsVerb(s, n, w) },
		func() (standing, bool) { return r.absent(n, w.verb, w.c) },
		func() (standing, bool) { return r.beside(s, n) },
		func() (standing, bool) { return r.byOwner(n, w) },
		func() (standing, bool) { return r.byLength(n, w) },
	} {
		if st, ok := way(); ok {
			return st, true
		}
	}
	return standing{}, false
}

// setting reads what stands around a naming.
func (r *reader) setting(s language.Range, n naming) setting {
	w := setting{top: n.head, known: true, plan: n.sort == "plan", c: plain()}
	for i, l := range n.chain {
		switch l.sort {
		case "other":
			w.known = false
		case "turn":
			if n.sort != "act" && w.turn == nil {
				w.turn = &n.chain[i]
			}
		case "plan":
			w.plan = true
		case "unreal":
			w.unreal = true
			w.talks = w.talks || r.lemma(l.head) == "negotiation"
		}
		if w.known {
			w.top = l.head
		}
	}
	r.findVerb(s, n, &w)
	if w.verb >= 0 {
		w.c = r.above(w.verb)
		if r.has("unreal", w.verb) && w.role == "object" && !r.tells(w.verb) {
			w.c.unreal = true
		}
	}
	if r.deniedNoun(n) {
		w.c.denied = !w.c.denied
	}
	if r.vague(n) && !w.c.denied {
		w.unreal = true
	}
	return w
}

// findVerb finds the verb of a naming: by the tree, or by the words beside it where the tree has none.
func (r *reader) findVerb(s language.Range, n naming, w *setting) {
	w.verb, w.role = r.governor(w.top)
	if len(n.chain) > 0 && n.chain[0].sort == "other" { // gave his backing to a truce
		if x, _ := r.governor(n.chain[0].head); x >= 0 {
			if e, last, ok := r.verb("with", x); ok && len(e.words) > 2 && e.words[1] == r.lemma(n.chain[0].head) {
				w.verb, w.role, w.known = x, r.lower(last), true
			}
		}
	}
	if f := r.verbBefore(w.top, s); f >= 0 && (w.verb < 0 || !r.tells(w.verb)) {
		w.verb, w.role, w.flat = f, "object", true
	} else if f := r.verbBehind(n, w.top, s); f >= 0 {
		w.verb, w.role = f, "object"
		if !r.passiveBehind(f) {
			w.role = "subject"
		}
	}
}

// toNegotiate reads that it was agreed to negotiate on it.
func (r *reader) toNegotiate(w setting) (standing, bool) {
	if !w.talks || w.verb < 0 || w.c.licence < 0 || w.c.status != agreed || w.c.denied {
		return standing{}, false
	}
	return standing{what: agreed, c: r.above(w.c.licence), verb: w.c.licence, doer: r.licensor(w.c.licence), sure: 0.65, outer: w.verb}, true
}

// byTurn reads a noun that says what becomes of it: a violation of the truce, agreed to an extension of it.
func (r *reader) byTurn(n naming, w setting) (standing, bool) {
	if w.turn == nil || w.unreal || w.c.unreal || r.pledged(n) || w.turn.status != violated && w.role != "subject" && w.role != "object" {
		return standing{}, false
	}
	if w.c.licence >= 0 && w.c.status == agreed && w.turn.status != violated {
		return standing{what: agreed, c: r.above(w.c.licence), verb: w.c.licence, doer: r.t.Subject(w.c.licence), sure: 0.85, outer: w.verb}, true
	}
	c := w.c
	c.denied = r.deniedNoun(n) || w.verb >= 0 && r.lemma(w.verb) == "deny"
	return standing{what: w.turn.status, c: c, verb: w.turn.head, doer: r.possessor(w.turn.head), sure: 0.75, noun: true, outer: w.verb}, true
}

// pledged reports whether it is only the content of a pledge: a commitment to the implementation of the accord.
func (r *reader) pledged(n naming) bool {
	return slices.ContainsFunc(n.chain, func(l link) bool { return l.sort == "pledge" })
}

// byItsVerb reads the verb of a naming, where it is real.
func (r *reader) byItsVerb(s language.Range, n naming, w setting) (standing, bool) {
	if !w.known || w.verb < 0 || w.unreal {
		return standing{}, false
	}
	st, ok := r.byVerb(n, w.verb, w.role, w.c, w.top)
	if ok && w.flat && st.doer < 0 {
		st.doer = r.subjectBefore(w.verb, s)
	}
	return st, ok
}

// byOwner reads whose promise or plan it is: Kestria's pledge, the Estrian plan for a truce.
func (r *reader) byOwner(n naming, w setting) (standing, bool) {
	links := append([]link{{n.entry, n.head}}, n.chain...)
	for i, l := range links {
		st := standing{what: promised, c: plain(), verb: l.head, doer: r.possessor(l.head), sure: 0.7, noun: true, outer: w.verb}
		switch {
		case st.doer < 0:
		case l.sort == "pledge" && (i > 0 || !w.unreal && !w.c.unreal):
			return st, true
		case l.sort == "plan" && i > 0 && (n.sort != "act" && n.sort != "pledge" || n.sort == "act" && r.lemma(l.head) != "plan"): // withdrawal plans are one's own
			st.what, st.sure = proposed, 0.6
			return st, true
		}
	}
	return standing{}, false
}

// byLength reads a definite term that is pressed for or talked about: a deal on a two-month truce.
func (r *reader) byLength(n naming, w setting) (standing, bool) {
	if n.sort != "pact" || r.lengthIn(r.t.NounPhrase(n.head)) == "" {
		return standing{}, false
	}
	st := standing{what: proposed, c: plain(), verb: n.head, doer: -1, sure: 0.5, noun: true, outer: w.verb}
	if w.unreal || w.c.unreal {
		return st, true
	}
	if w.c.denied || !r.indefinite(n) {
		return standing{}, false
	}
	switch r.t.Preposition(n.head) {
	case "on", "for", "to", "about", "of", "toward", "towards":
		st.outer = -1
		return st, true
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
	return standing{what: string(meaning.StatusNotAgreed), c: plain(), verb: n.head, doer: -1, sure: 0.75, noun: true, outer: v}, no
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
		if m := r.t.Child(v, language.Mark); m >= 0 && r.lower(m) == "while" && r.indefinite(n) {
			return standing{}, false // no deliveries while a truce lasts
		}
		st.what, st.self = e.status, true
		if x := r.t.Words[v].XPOS; (x == language.VBZ || x == language.VBP) && (e.status == expired || e.status == begun) && r.timeBehind(last) {
			st.c.ahead = true // ends on Friday
		}
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
	if renewing(e.words[0]) && n.sort == "pact" && (c.unreal || r.t.Words[v].XPOS == language.VB && !c.ahead || r.t.Words[v].XPOS == language.VBG) { // talks to restore the accord
		st.what, st.c, st.doer, st.sure = proposed, plain(), -1, 0.6
		return st, true
	}
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

// renewing reports whether a verb says that what has ended is to be again.
func renewing(verb string) bool {
	switch verb {
	case "revive", "restore", "reinstate", "resurrect", "salvage", "rescue":
		return true
	}
	return false
}

// left reads a noun that says that one side has left it: the withdrawal of Kestria from the accord, its exit from it.
func (r *reader) left(n naming) (standing, bool) {
	c := r.t.Child(n.head, language.Case)
	if n.sort != "pact" || c < 1 || r.lower(c) != "from" {
		return standing{}, false
	}
	for i := c - 1; i >= 0 && i > c-4; i-- {
		switch r.lemma(i) {
		case "withdrawal", "exit", "pullout", "pull-out", "departure":
			if v, _ := r.governor(i); v >= 0 {
				if above := r.above(v); above.unreal || above.ahead {
					return standing{}, false
				}
			}
			return standing{what: ended, c: plain(), verb: i, doer: r.possessor(i), sure: 0.75, noun: true, outer: -1}, true
		}
	}
	return standing{}, false
}

// timeBehind reports whether a time stands right behind a word: ends on Friday, takes effect in the middle of May.
func (r *reader) timeBehind(i int) bool {
	end := r.t.SentenceOf(i).End
	for j := i + 1; j < min(i+6, end); j++ {
		if r.t.Words[j].UPOS == language.PUNCT || r.t.Words[j].UPOS == language.VERB {
			return false
		}
		if r.isTimeExactly(j) {
			return true
		}
	}
	return false
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
	case "make", "cut", "enter", "leave", "meet", "follow", "drop", "reach", "present", "back", "support", "facilitate", "cancel", "form", "create",
		"start", "begin", "launch", "resume", "quit", "exit", "hail", "confirm", "ignore", "defy", "break", "undermine", "strike", "refuse":
		return false
	}
	return what != violated || verb == "violate" || verb == "breach"
}

// licensed tells how a commitment stands by the clause that it stands in alone: they agreed that peace will begin with a pause.
func (r *reader) licensed(n naming, st standing) (standing, bool) {
	several := r.t.Words[n.head].XPOS == language.NNS && !r.definite(n) && n.sort == "pact" // that peace would bring deals
	if st.c.licence < 0 || st.c.unreal || st.c.must || several || n.sort == "plan" || n.sort == "pledge" || r.weak(st.verb) {
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
				return standing{what: e.status, c: plain(), verb: i, doer: doer, sure: 0.85, outer: i}, true
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
			return standing{what: what, c: plain(), verb: i, doer: doer, sure: 0.65, noun: true, outer: -1}, true
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
			st := standing{what: e.status, c: c, verb: verb, doer: -1, sure: 0.85, self: true, outer: v}
			if r.t.Modal(v) == "would" && r.indefinite(n) { // talks on a truce that would last a week
				st.what, st.c, st.sure = proposed, plain(), 0.6
			}
			return st, true
		}
	}
	// that Valmora has said it is ready to accept
	for k := v + 1; k < min(v+8, r.t.SentenceOf(v).End); k++ {
		if e, _, ok := r.verb("with", k); ok && e.status == accepted && r.t.Under(k, v) && !r.t.Negated(k) && !r.t.Negated(v) {
			return standing{what: accepted, c: plain(), verb: k, doer: r.t.Subject(v), sure: 0.75, outer: v}, true
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
	return standing{what: expired, c: plain(), verb: n.head, doer: -1, sure: 0.6, noun: true, outer: v}, true
}

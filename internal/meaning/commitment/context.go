package commitment

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// A context is what the words above a verb or noun make of it: denied, ahead, only wished for, agreed to.
type context struct {
	denied  bool
	ahead   bool   // it lies ahead: will, is to, is due to
	unreal  bool   // wished, asked for, possible
	hedge   string // the words by which it is not plain
	duty    bool   // it should or must be
	must    bool   // and that is what was agreed: that it must be
	due     bool   // and that is settled: is due to, is set to, on Friday will
	top     int    // the highest verb of the climb
	licence int    // the verb or noun that it is the clause of: agreed, promise; -1 for none
	status  string // what the licence makes of it
}

// plain is the context of what stands under nothing.
func plain() context { return context{licence: -1, top: -1} }

// above climbs from a verb through the clauses that it stands in, and reads what they make of it.
func (r *reader) above(verb int) context {
	c := plain()
	c.top = verb
	r.climb(verb, &c)
	if c.licence < 0 && c.duty {
		c.unreal = true
	}
	if r.nearTo(verb) {
		c.unreal = true
	}
	if r.gerund(verb) && c.licence < 0 {
		c.unreal = true // ending one-sided deals is what they want
	}
	if w := r.t.Words[verb]; c.licence < 0 && !c.ahead && w.XPOS == language.VB && !r.helped(verb) && !r.auxiliary(verb) {
		c.unreal = true // to sign a deal, and not signed one
	}
	return c
}

// auxiliary reports whether a verb in its base form has a word that makes a finite verb of it: did sign, to have been.
func (r *reader) auxiliary(verb int) bool {
	for k := range r.t.Children(verb) {
		switch r.lower(k) {
		case "did", "do", "does", "have", "has", "had", "yet":
			return true
		}
	}
	p := int(r.t.Words[verb].Head)
	return p >= 0 && (r.has("fails", p) || r.lemma(p) == "have" || r.lemma(p) == "manage" || r.lemma(p) == "able" || r.lemma(p) == "begin" || r.lemma(p) == "start" ||
		r.lemma(p) == "continue" || r.lemma(p) == "claim" || r.lemma(p) == "agree" || r.lemma(p) == "yet")
}

// nearTo reports whether a verb tells what is only near: close to signing, on the verge of signing.
func (r *reader) nearTo(verb int) bool {
	if verb < 2 || r.t.Words[verb].XPOS != language.VBG {
		return false
	}
	switch r.lower(verb - 2) {
	case "close", "closer", "near", "nearer":
		return r.lower(verb-1) == "to"
	case "brink", "verge", "edge", "point", "cusp":
		return r.lower(verb-1) == "of"
	}
	return false
}

// agrees reports whether a verb says that something was agreed or promised.
func (r *reader) agrees(verb int) bool {
	_, _, ok := r.verb("clause", verb)
	return ok
}

// afterwards reports whether a clause tells when something is, and not what was agreed: agreed to it after the talks failed.
func (r *reader) afterwards(verb int) bool {
	m := r.t.Child(verb, language.Mark)
	if m < 0 {
		return false
	}
	switch r.lower(m) {
	case "after", "before", "once", "when", "while", "since", "because", "as", "until":
		return true
	}
	return false
}

// gerund reports whether a verb is a noun in its sentence and tells of nothing that happened.
func (r *reader) gerund(verb int) bool {
	for n := 0; verb >= 0 && n < 4; n++ {
		w := r.t.Words[verb]
		if w.XPOS != language.VBG || r.t.Child(verb, language.Aux, language.AuxPass, language.Cop) >= 0 {
			return false
		}
		switch w.Rel {
		case language.Conj:
			verb = int(w.Head)
		case language.NSubj, language.NSubjPass, language.CSubj, language.Obj, language.NMod, language.Appos:
			return true
		default:
			return false
		}
	}
	return false
}

func (r *reader) climb(verb int, c *context) {
	const steps = 8
	for cur, n := verb, 0; cur >= 0 && n < steps; n++ {
		w := r.t.Words[cur]
		c.top = cur
		if r.t.Negated(cur) {
			c.denied = !c.denied
		}
		r.mood(cur, c)
		p := int(w.Head)
		if p < 0 {
			break
		}
		switch w.Rel {
		case language.XComp, language.CComp, language.CSubj, language.CSubjPass, language.Acl, language.AdvCl:
			if e, _, ok := r.verb("clause", p); ok && (w.Rel != language.AdvCl || e.words[0] == "agree" && !r.afterwards(cur)) {
				if c.licence < 0 {
					c.licence, c.status = p, e.status
				}
				c.must = c.must || c.duty && r.t.Modal(cur) == "must"
				c.duty = false
				c.ahead = false // the future of what is promised is the promise's own
				cur = p
				continue
			}
			if e, _, _, ok := r.noun(p, "pledge", "plan", "pact"); ok && w.Rel == language.Acl && r.t.Words[cur].XPOS == language.VB {
				if r.lemma(p) == "plan" || r.t.Negated(p) {
					c.unreal = true // what one plans oneself; no promise
				}
				c.licence, c.status = p, e.status
				if e.sort == "pact" {
					c.status = agreed
				}
				return
			}
			if g := int(r.t.Words[p].Head); g >= 0 && w.XPOS == language.VBG && r.t.Words[p].Rel == language.Obj && isAccusing(r.lemma(g)) {
				c.top = g
				return
			}
			if w.XPOS == language.VBG && r.t.Words[p].XPOS.IsNoun() && w.Rel == language.Acl && r.t.Child(cur, language.Mark) >= 0 {
				if e, ok := r.entryAt(p, "plan", "pledge"); ok { // the idea of extending the truce
					c.licence, c.status = p, e.status
				} else {
					c.unreal = true
				}
				return
			}
			if m := r.t.Child(cur, language.Mark); m >= 0 && w.XPOS == language.VBG {
				switch r.lower(m) {
				case "on", "about", "for", "toward", "towards", "without", "before", "at", "over", "against":
					c.unreal = true
				}
			}
			if w.Rel == language.AdvCl && w.XPOS == language.VB && r.t.Words[p].UPOS == language.ADJ { // reluctant to agree
				c.unreal = true
				return
			}
			if m := r.t.Child(cur, language.Mark); w.Rel == language.AdvCl && w.XPOS == language.VBG && (m < 0 || r.lower(m) == "while") && n == 0 {
				cur = p
				continue
			}
			switch {
			case r.lemma(p) == "deny" || r.lemma(p) == "have" && r.lower(max(cur-2, 0)) == "yet":
				c.denied = !c.denied
				c.unreal = false
				cur = p
			case isAccusing(r.lemma(p)):
				c.top = p
				return
			case w.XPOS == language.VBG && (r.lemma(p) == "stop" || r.lemma(p) == "cease" || r.lemma(p) == "quit"):
				c.denied = !c.denied
				cur = p
			case r.has("fails", p):
				c.denied = !c.denied
				cur = p
			case r.has("unreal", p) && (w.Rel != language.AdvCl):
				c.unreal = true
				if r.lemma(p) == "expect" {
					c.unreal, c.ahead, c.due, c.hedge = false, true, true, r.lower(p)
				}
				return
			case w.Rel == language.XComp:
				if r.lemma(p) == "due" || r.lemma(p) == "set" || r.lemma(p) == "go" || r.lemma(p) == "scheduled" || r.lemma(p) == "poised" {
					c.ahead, c.due = true, true
				}
				if r.t.Words[p].UPOS == language.ADJ && !c.ahead { // ready to, willing to, unlikely to
					c.unreal = true
				}
				cur = p
			default:
				return
			}
		case language.Conj:
			if w.XPOS != language.VB && w.XPOS != language.VBG && w.XPOS != language.VBN || r.t.Child(cur, language.NSubj, language.NSubjPass) >= 0 || r.t.Modal(cur) != "" {
				if r.t.Words[p].Rel == language.AdvCl { // after this has been done and that has been lifted
					if first := plain(); r.t.Modal(p) == "" {
						r.mood(p, &first)
						c.unreal = c.unreal || first.unreal
					}
				}
				return
			}
			cur = p
		default:
			return
		}
	}
}

// mood reads the modal verb and the conjunction of a verb into the context.
func (r *reader) mood(verb int, c *context) {
	switch r.t.Modal(verb) {
	case "will", "would":
		c.ahead = true
	case "should", "must", "ought", "shall":
		c.duty = true
	case "could", "may", "might", "can":
		if c.licence < 0 {
			c.unreal = true
			c.hedge = r.t.Modal(verb)
		}
	}
	for k := range r.t.Children(verb) {
		switch r.t.Words[k].Rel {
		case language.Mark, language.AdvMod, language.Aux:
			switch r.lower(k) {
			case "if", "unless", "until", "till", "before", "whether", "lest", "once", "when":
				if r.t.Words[verb].Rel == language.AdvCl || r.lower(k) == "whether" || r.lower(k) == "if" {
					if r.lower(k) != "when" || !isPast(r.t.Words[verb].XPOS) {
						c.unreal = true
					}
				}
			case "after":
				if x := r.t.Words[verb]; x.Rel == language.AdvCl && !isPast(x.XPOS) || x.Rel == language.AdvCl && r.presentAux(verb) {
					c.unreal = true // after a treaty is signed
				}
				if h := int(r.t.Words[verb].Head); h >= 0 && r.t.Words[verb].Rel == language.AdvCl && (r.t.Words[h].XPOS == language.VB && !r.auxiliary(h) || r.agrees(h)) {
					c.unreal = true // to begin an exchange after the truce came into force
				}
			case "to":
				if r.t.Words[verb].Rel == language.Root { // is due to expire, is to begin
					c.ahead = true
				}
			}
			if r.has("hedge", k) && c.hedge == "" {
				c.hedge = r.lower(k)
			}
		}
	}
	if r.t.Words[verb].XPOS == language.VB && r.t.Words[verb].Rel == language.Root && r.t.Modal(verb) == "" {
		for k := range r.t.Children(verb) {
			if l := r.lemma(k); k < verb && (l == "due" || l == "set" || l == "be" && r.t.Words[k].Rel != language.AuxPass) {
				c.ahead, c.due = true, true
			}
		}
	}
}

// presentAux reports whether the auxiliary of a verb is in the present: is signed.
func (r *reader) presentAux(verb int) bool {
	for k := range r.t.Children(verb) {
		if x := r.t.Words[k]; x.UPOS == language.AUX && (r.lower(k) == "is" || r.lower(k) == "are" || r.lower(k) == "have" || r.lower(k) == "has") {
			return true
		}
	}
	return false
}

func isPast(x language.XPOS) bool { return x == language.VBD || x == language.VBN }

// status tells how a commitment stands when a word makes something of it in a context; ok is false where that tells of
// no commitment. A plan is what is only put forward, and parties are those who do it.
func status(what string, c context, plan bool, parties int, pact bool) (s meaning.Status, ok bool) {
	switch what {
	case agreed, brokered:
		switch {
		case c.unreal:
			return "", false
		case c.denied:
			return meaning.StatusNotAgreed, true
		case c.ahead:
			return meaning.StatusProposed, c.due
		}
		return meaning.StatusAgreed, true
	case announced:
		switch {
		case c.unreal || c.denied:
			return "", false
		case plan:
			return meaning.StatusProposed, true
		case c.ahead:
			return meaning.StatusProposed, c.due
		case pact || parties != 1:
			return meaning.StatusAgreed, true
		}
		return meaning.StatusPromised, true
	case proposed, accepted:
		if c.unreal || c.denied || c.ahead {
			return "", false
		}
		return meaning.StatusProposed, true
	case rejected:
		if c.unreal || c.denied || c.ahead {
			return "", false
		}
		return meaning.StatusNotAgreed, true
	case promised:
		switch {
		case c.unreal || c.denied:
			return "", false
		case parties > 1:
			return meaning.StatusAgreed, true
		}
		return meaning.StatusPromised, true
	case kept, begun:
		switch {
		case c.unreal:
			return "", false
		case c.denied && what == kept:
			return meaning.StatusViolated, true
		case c.ahead || c.denied:
			if parties == 1 && (what == kept || !pact) {
				return meaning.StatusPromised, true
			}
			return meaning.StatusAgreed, true
		}
		return meaning.StatusInForce, true
	case ended:
		switch {
		case c.unreal || c.ahead:
			return "", false
		case c.denied:
			return meaning.StatusInForce, true
		}
		return meaning.StatusEnded, true
	case expired:
		switch {
		case c.unreal:
			return "", false
		case c.denied || c.ahead:
			return meaning.StatusInForce, true
		}
		return meaning.StatusExpired, true
	case violated:
		switch {
		case c.unreal || c.ahead:
			return "", false
		case c.denied:
			return meaning.StatusDisputed, true
		}
		return meaning.StatusViolated, true
	case string(meaning.StatusInForce):
		return meaning.StatusInForce, !c.unreal
	case string(meaning.StatusNotAgreed):
		return meaning.StatusNotAgreed, !c.unreal
	}
	return "", false
}

// lower gives the i-th word in small letters.
func (r *reader) lower(i int) string { return strings.ToLower(r.t.Form(i)) }

// tail gives the words behind a noun that tell more of it: on attacks on ports, between Valmora and Kestria. It goes on
// to the next clause, comma or mark, and stops before a word that is another clause's.
func (r *reader) tail(noun, from, end int) language.Range {
	out := language.Range{Start: from, End: from}
	for i := from; i < end; i++ {
		w := r.t.Words[i]
		switch {
		case w.UPOS == language.PUNCT && w.XPOS != language.HYPH && w.XPOS != language.OpenQuote && w.XPOS != language.CloseQuote:
			if w.XPOS == language.Comma && r.listGoesOn(i, end) {
				continue
			}
			return out
		case w.XPOS == language.MD, w.XPOS == language.VBD, w.XPOS == language.VBZ, w.XPOS == language.VBP, w.UPOS == language.AUX:
			return trimBack(r, out)
		case w.XPOS == language.WDT, w.XPOS == language.WP, w.XPOS == language.WRB, w.UPOS == language.SCONJ && r.lower(i) == "that":
			return out
		case i > from && isCondition(r, i):
			return out
		case w.UPOS == language.CCONJ && i+1 < end && isPast(r.t.Words[i+1].XPOS) && r.t.Words[i+1].UPOS == language.VERB:
			return out // left the accord and reimposed tariffs
		case w.UPOS == language.CCONJ && i+1 < end && int(w.Head) > i && r.t.Words[i+1].UPOS == language.DET && r.t.Words[w.Head].Rel == language.Conj && !r.t.Under(int(w.Head), noun):
			return out // its exit from the accord and the new tariffs
		case isTimePrep(r.lower(i)) && !r.t.Under(i, noun) && r.isTime(i+1):
			return out
		}
		out.End = i + 1
	}
	return out
}

// trimBack takes the subject of the verb that ended a tail off it again, as far as it stands right before the verb.
func trimBack(r *reader, w language.Range) language.Range {
	verb := w.End
	for i := w.Start; i < w.End; i++ {
		if x := r.t.Words[i]; (x.Rel == language.NSubj || x.Rel == language.NSubjPass) && int(x.Head) >= verb {
			np := r.t.NounPhrase(i)
			w.End = max(w.Start, min(w.End, np.Start))
			break
		}
	}
	for w.End > w.Start {
		if x := r.t.Words[w.End-1]; x.UPOS != language.CCONJ && x.UPOS != language.ADP && x.UPOS != language.SCONJ {
			break
		}
		w.End--
	}
	return w
}

// listGoesOn reports whether a comma stands in a list of nouns: ports, grain and shipping.
func (r *reader) listGoesOn(comma, end int) bool {
	for i := comma + 1; i < min(comma+5, end); i++ {
		x := r.t.Words[i]
		switch {
		case x.UPOS == language.CCONJ:
			return i > comma+1 && i+1 < end && !r.t.Words[i+1].XPOS.IsVerb() && r.t.Words[i+1].UPOS != language.PRON && r.t.Words[i+1].UPOS != language.PART
		case x.XPOS.IsVerb() || x.UPOS == language.PRON || x.UPOS == language.ADP || x.UPOS == language.DET || x.UPOS == language.SCONJ || x.UPOS == language.ADV:
			return false
		}
	}
	return false
}

func isTimePrep(w string) bool {
	return slices.Contains([]string{"on", "in", "from", "by", "until", "at", "after", "before", "during", "since", "till", "as"}, w)
}

// isTime reports whether a time expression begins at a word, or behind the determiner that it is.
func (r *reader) isTime(i int) bool {
	if i >= len(r.t.Words) {
		return false
	}
	return r.isTimeExactly(i) || r.t.Words[i].UPOS == language.DET && i+1 < len(r.t.Words) && r.isTimeExactly(i+1)
}

// isCondition reports whether words that make something depend on something else begin here.
func isCondition(r *reader, i int) bool {
	next := func(n int) string {
		if i+n < len(r.t.Words) {
			return r.lower(i + n)
		}
		return ""
	}
	switch r.lower(i) {
	case "if", "unless", "provided", "providing":
		return true
	case "as", "so":
		return next(1) == "long" && next(2) == "as"
	case "in":
		return (next(1) == "exchange" || next(1) == "return") && next(2) == "for"
	case "on":
		return next(1) == "condition" || next(1) == "the" && next(2) == "condition"
	case "subject", "conditional", "contingent":
		return next(1) == "to" || next(1) == "on" || next(1) == "upon"
	case "once":
		return true
	}
	return false
}

package attribution

import (
	"github.com/parleyhq/parley/internal/language"
)

// contentAfter gives what follows a verb as its content, if a frame of its entry allows what stands there, and where the
// cue ends: a preposition that leads to the content belongs to the cue (guide attribution §5).
func (r *reader) contentAfter(g verbGroup, e *entry) (language.Range, int) {
	i := r.skipAdjuncts(g.words.End)
	cueEnd := g.words.End
	if r.inStatement(g.words.End) {
		cueEnd = i
	}
	if e.frames&person != 0 && i < r.end && (r.isNominal(i) || r.tag(i) == language.PRP) && !r.inQuotation(i) && r.form(i) != "that" {
		if k := r.skipAdjuncts(r.addressee(i, e)); k > i {
			if c := r.frameAt(k, e); c.Len() > 0 {
				return c, cueEnd
			}
		}
	}
	if c := r.frameAt(i, e); c.Len() > 0 {
		if p := r.leadIn(i, e); p > 0 && i == g.words.End {
			cueEnd = i + 1
		}
		return c, cueEnd
	}
	return language.Range{}, cueEnd
}

// leadIn reports whether a preposition of the entry's stands at the word.
func (r *reader) leadIn(i int, e *entry) frames {
	if i >= r.end || r.tag(i) != language.IN && r.tag(i) != language.TO && r.tag(i) != language.RP {
		return 0
	}
	return preposition(r.form(i)) & e.frames
}

// inStatement reports whether "in a statement" follows the verb: it is a part of the cue.
func (r *reader) inStatement(i int) bool {
	return r.is(i, "in") && i+2 < r.end && (r.form(i+2) == "statement" || i+3 < r.end && r.form(i+3) == "statement")
}

// frameAt gives the content that begins at the word, if the entry takes what stands there.
func (r *reader) frameAt(i int, e *entry) language.Range {
	if i >= r.end {
		return language.Range{}
	}
	f := e.frames
	if (r.isComma(i) || r.isColon(i)) && i+1 < len(r.quoted) {
		if q := r.quotationAt(i + 1); q != nil && f&quote != 0 {
			return span(i+1, r.afterQuotation(q))
		}
		if r.isColon(i) && f&quote != 0 && i+1 < r.end {
			return span(i+1, r.end)
		}
		if r.isComma(i) && f&clause == clause && i+2 < r.end && (r.isSubordinator(i+1) || r.tag(i+1) == language.IN && r.form(i+1) != "according") && r.clauseFollows(i+2) {
			return span(i+1, r.clauseEnd(i+1)) // "said that, if elected, she would"
		}
		return language.Range{}
	}
	if r.tag(i) == language.Stop {
		return language.Range{}
	}
	form, t := r.form(i), r.tag(i)
	if q := r.quotationAt(i); q != nil && f&(quote|np|clause) != 0 {
		return span(i, r.afterQuotation(q))
	}
	switch {
	case form == "that" && f&np != 0 && r.endsAt(i+1) && !(i+1 < r.end && r.isComma(i+1)):
		return span(i, i+1) // rejected that
	case form == "that" && t != language.DT && t != language.WDT && f&that != 0, form == "that" && f&that != 0 && r.clauseFollows(i+1):
		return span(i, r.clauseEnd(i))
	case t == language.WRB || t == language.WP || form == "whether" || form == "if":
		if f&wh != 0 || form != "if" && f&np != 0 {
			return span(i, r.clauseEnd(i))
		}
		return language.Range{}
	case t == language.TO && i+1 < r.end && (r.tag(i+1) == language.VB || r.isAdverb(i+1)) || form == "not" && r.is(i+1, "to"):
		if f&inf != 0 {
			return span(i, r.clauseEnd(i))
		}
		return language.Range{}
	case t == language.IN || t == language.TO || t == language.RP:
		if p := preposition(form) & f; p != 0 {
			from := i + 1
			if p == prepAs {
				from = i
			}
			return span(from, r.clauseEnd(from))
		}
		if f&clause == clause && r.clauseFollows(i) && t == language.IN && r.startsClause(i) {
			return span(i, r.clauseEnd(i))
		}
		return language.Range{}
	case t == language.VBG && f&(ing|np|clause) != 0:
		return span(i, r.clauseEnd(i))
	case r.startsPhrase(i):
		end := r.clauseEnd(i)
		switch {
		case f&np != 0:
			return span(i, end)
		case f&object != 0 && r.objectComplement(i, end, f):
			return span(i, end)
		case f&clause == clause && r.hasClause(i, end):
			return span(i, end)
		}
	case r.isFinite(i) && f&clause == clause:
		return span(i, r.clauseEnd(i)) // "what she said was a mistake"
	}
	return language.Range{}
}

// startsClause reports whether a preposition at the word leads a clause's adverbial: "said in Kyiv the talks had failed".
func (r *reader) startsClause(i int) bool { return !r.isVenue(i) }

// objectComplement reports whether a named object is followed by what is said of it: "called the plan absurd".
func (r *reader) objectComplement(i, end int, f frames) bool {
	if f&prepAs != 0 {
		for k := i + 1; k < end; k++ {
			if r.form(k) == "as" && r.tag(k) == language.IN {
				return true
			}
		}
		return false
	}
	obj := r.simplePhrase(i)
	if r.tag(i) == language.PRP {
		obj = i + 1
	}
	if f&prepTo != 0 || f&prepOf != 0 || f&prepFor != 0 {
		for k := i + 1; k < end; k++ {
			if p := preposition(r.form(k)); p&f != 0 && r.tag(k) != language.TO || f&inf != 0 && r.tag(k) == language.TO {
				return true
			}
		}
		return false
	}
	for k := i; k < end; k++ {
		if r.inQuotation(k) {
			return true
		}
	}
	return obj < end
}

// startsPhrase reports whether a noun phrase begins at the word.
func (r *reader) startsPhrase(i int) bool {
	if i >= r.end {
		return false
	}
	return r.isNominal(i) && r.tag(i) != language.POS || r.tag(i) == language.PRP || r.tag(i) == language.EX || r.tag(i) == language.VBN && i+1 < r.end && r.isNominal(i+1) ||
		r.isAdverb(i) || r.tag(i) == language.CC && (r.form(i) == "both" || r.form(i) == "neither" || r.form(i) == "either")
}

// hasClause reports whether the words hold a subject and a finite verb that is not in a relative clause.
func (r *reader) hasClause(i, end int) bool {
	for k := i + 1; k < end; k++ {
		if r.isFinite(k) || r.tag(k).IsVerb() && r.isAux(k) {
			return true
		}
	}
	return false
}

// afterQuotation gives where the content that begins with a quotation ends: with it, or with the clause where the sentence
// goes on behind it.
func (r *reader) afterQuotation(q *quotation) int {
	end := q.words.End
	if q.goesOn || end >= r.end {
		return end
	}
	last := end - 2
	if last > q.words.Start && (r.tag(last) == language.Stop || r.isComma(last)) || r.tag(end) == language.Stop || r.isComma(end) && r.quotationAt(end+1) == nil {
		return end
	}
	return max(end, r.clauseEnd(end))
}

// addressee gives the end of the noun phrase that names who was told.
func (r *reader) addressee(i int, e *entry) int {
	if i >= r.end {
		return i
	}
	if r.tag(i) == language.PRP {
		return i + 1
	}
	// Where a second noun phrase begins, the content does: told the envoys he would; told Valmora Radio the talks.
	for k := i + 1; k < r.end; k++ {
		t := r.tag(k)
		switch {
		case r.form(k) == "that" || r.inQuotation(k) || r.isComma(k) || r.isColon(k) || t == language.Stop || t == language.TO || t == language.WRB || t == language.WP || r.form(k) == "whether" || r.form(k) == "if":
			return k
		case t == language.PRP || t == language.EX:
			return k
		case (t == language.DT || t == language.PRPS) && r.isHead(k-1) && r.tag(k-1) != language.DT && r.tag(k-1) != language.JJ:
			return k
		case (t == language.NNP || t == language.JJ) && (r.tag(k-1) == language.NNS || r.tag(k-1) == language.NN):
			return k
		case r.isFinite(k):
			if k-1 > i {
				return k - 1
			}
			return i
		case t == language.IN && (preposition(r.form(k))&e.frames != 0 || r.isSubordinator(k)):
			return k
		}
	}
	return r.end
}

// skipAdjuncts passes over what may stand between a cue and its content: adverbs, dates, where and to whom it was said.
func (r *reader) skipAdjuncts(i int) int {
	for i < r.end && !r.inQuotation(i) {
		switch {
		case r.isTime(i) && !(i+1 < r.end && r.tag(i+1) == language.CD):
			i++
		case r.isAdverb(i) && !r.isNot(i) && !(i+1 < r.end && r.tag(i+1) == language.CD):
			i++
		case r.isComma(i) && r.insertedBeforeThat(i) > 0:
			i = r.insertedBeforeThat(i)
		case r.isTimeLead(i) && i+2 < r.end:
			i += 2
		case (r.tag(i) == language.IN || r.tag(i) == language.TO && r.form(i) == "to") && r.tag(min(i+1, r.end-1)) != language.VB:
			k := r.adjunctEnd(i)
			if k == i {
				return i
			}
			i = k
		default:
			return i
		}
	}
	return i
}

// insertedBeforeThat gives the place of a "that" behind a few words between commas: "said, among other things, that".
func (r *reader) insertedBeforeThat(comma int) int {
	for k := comma + 1; k+1 < r.end && k < comma+9; k++ {
		switch {
		case r.isComma(k):
			if r.form(k+1) == "that" {
				return k + 1
			}
			return 0
		case r.isFinite(k), r.inQuotation(k):
			return 0
		}
	}
	return 0
}

// adjunctEnd gives the end of a prepositional phrase behind which a content begins, or the word itself.
func (r *reader) adjunctEnd(i int) int {
	if r.isSubordinator(i) || r.form(i) == "by" || r.form(i) == "of" {
		return i
	}
	k := i + 1
	for k < r.end && (r.isNominal(k) && !(r.form(k) == "that") || r.tag(k) == language.PRP && k == i+1 || r.isMark(k) && r.inQuotation(k) && !r.quotationOver(k).speech && k < i+8) {
		k++
	}
	if k == i+1 || k >= r.end {
		return i
	}
	if !r.isVenue(i) && r.form(k) != "that" && r.quotationAt(k) == nil && !((r.isComma(k) || r.isColon(k)) && k+1 < len(r.quoted) && r.quotationAt(k+1) != nil) {
		return i
	}
	return k
}

// relativeContent ends the content of a cue in a relative clause where the main clause goes on: "Duarte, who said it was
// over, left".
func (r *reader) relativeContent(c language.Range) language.Range {
	for k := c.Start + 1; k < c.End; k++ {
		if r.isComma(k) && !r.inQuotation(k) && k+1 < c.End && (r.isFinite(k+1) || r.isAdverb(k+1) && k+2 < c.End && r.isFinite(k+2)) {
			c.End = k
			return c
		}
	}
	return c
}

// clauseEnd gives where a content that begins at the word ends: with its sentence, or before what the narrator adds
// (guide attribution §5). A quotation in it is passed over whole.
func (r *reader) clauseEnd(i int) int {
	subordinate := r.inSubordinateClause(i)
	for k := i; k < r.end; k++ {
		if q := r.quotationOver(k); q != nil {
			if q.words.Start <= i && k == i || q.words.Start >= i {
				k = q.words.End - 1
				if k >= r.end-1 {
					return max(q.words.End, min(r.end, k+1))
				}
				continue
			}
		}
		switch {
		case r.form(k) == ";":
			return k
		case r.isBracketOpen(k):
			k = r.bracketEnd(k) - 1
		case r.isDash(k):
			if close := r.pairedDash(k); close > 0 {
				k = close
				continue
			}
			return k
		case r.isComma(k) && k > i:
			if close := r.insertionEnd(k); close > 0 {
				k = close
				continue
			}
			if r.endsAtComma(k, i) || r.mainClauseAt(k+1) && (subordinate || r.isComplete(i, k)) || r.resumed(k+1) || r.isCC(k+1) && (r.joinsCue(k+1, i) || r.isPlain(i, k) && r.mainClauseAt(k+2)) || r.joinsCue(k, i) {
				return k
			}
		case r.tag(k) == language.CC && k > i:
			if r.endsAtConjunction(k) || r.joinsCue(k, i) {
				return k
			}
		}
	}
	return r.end
}

func (r *reader) isCC(i int) bool { return i < r.end && r.tag(i) == language.CC }

// joinsCue reports whether a conjunction joins to the cue, not to a verb of the content, another verb of the same form: the
// content has been a noun phrase so far, "praised the plan and left".
func (r *reader) joinsCue(cc, from int) bool {
	n := cc + 1
	for n < r.end && r.isAdverb(n) {
		n++
	}
	if n >= r.end || r.verb == language.NoXPOS || r.tag(n) != r.verb && !(r.isFinite(n) && (r.verb == language.VBD || r.verb == language.VBZ || r.verb == language.VBP)) {
		return false
	}
	return r.isPlain(from, cc)
}

// isPlain reports whether the words hold no clause: a content that is a noun phrase.
func (r *reader) isPlain(from, end int) bool {
	for k := from; k < end; k++ {
		if r.tag(k).IsVerb() && r.tag(k) != language.VBN || r.tag(k) == language.MD || r.isSubordinator(k) {
			return false
		}
	}
	return true
}

// isComplete reports whether the words are a clause already, so that another one behind a comma is not its main clause.
func (r *reader) isComplete(from, end int) bool {
	if r.form(from) == "that" {
		from++
	}
	if from >= end || r.isSubordinator(from) || r.tag(from) == language.IN || r.isAdverb(from) && r.isComma(min(from+1, end)) {
		return false
	}
	for k := from; k < end; k++ {
		if r.isSubordinator(k) || r.isComma(k) {
			return false
		}
		if r.isFinite(k) {
			return true
		}
	}
	return false
}

// resumed reports whether a phrase takes up what was said to comment on it: ", a claim that nobody could check".
func (r *reader) resumed(i int) bool {
	if i >= r.end || r.form(i) != "a" && r.form(i) != "an" {
		return false
	}
	for k := i + 1; k < r.end && k < i+5 && r.isNominal(k); k++ {
		switch r.form(k) {
		case "claim", "reference", "move", "swipe", "position", "charge", "jab", "nod", "comment", "remark", "assertion", "practice", "stance", "accusation",
			"allegation", "contention", "notion", "phrase", "line", "suggestion", "statement", "call", "allusion", "theme", "promise", "pledge", "vow", "departure", "reversal", "shift", "step", "rebuke":
			return true
		}
	}
	return false
}

// insertionEnd gives the comma that closes a relative clause opened at a comma, where the clause's own verb follows: "the
// plant, which lies in the east, is".
func (r *reader) insertionEnd(comma int) int {
	n := comma + 1
	if n >= r.end || !r.isRelative(n) && r.form(n) != "whose" && r.form(n) != "where" {
		return 0
	}
	for k := n + 1; k+1 < r.end; k++ {
		if r.inQuotation(k) || !r.isComma(k) {
			continue
		}
		v := k + 1
		for v+1 < r.end && r.isAdverb(v) {
			v++
		}
		if r.isFinite(v) && r.cueAt(v) == nil {
			return k
		}
		return 0
	}
	return 0
}

// inSubordinateClause reports whether the clause of the cue before the word is set before its main clause: "While X says".
func (r *reader) inSubordinateClause(i int) bool {
	k := i - 1
	for k > r.start && !r.isComma(k) {
		if r.inQuotation(k) {
			return false
		}
		k--
	}
	if r.isComma(k) {
		k++
	}
	if k >= r.end {
		return false
	}
	if k == r.start && (r.tag(k) == language.VBN || r.tag(k) == language.VBG) {
		return true // "Asked about the plan, Duarte said"
	}
	switch r.form(k) {
	case "while", "although", "though", "if", "when", "because", "since", "as", "after", "before", "even", "whereas":
		return k == r.start || r.form(k) == "while" && k == r.start
	}
	return false
}

// mainClauseAt reports whether a noun phrase and its finite verb begin at the word.
func (r *reader) mainClauseAt(i int) bool {
	if i >= r.end || !r.startsPhrase(i) {
		return false
	}
	if r.tag(i) == language.PRP {
		return i+1 < r.end && (r.isFinite(i+1) || r.isAdverb(i+1))
	}
	end := r.simplePhrase(i)
	return end > i && end < r.end && (r.isFinite(end) || r.isAdverb(end))
}

// pairedDash gives the dash that closes an insertion opened at the word, if the sentence goes on behind it.
func (r *reader) pairedDash(i int) int {
	for k := i + 1; k < r.end-1; k++ {
		if r.isDash(k) {
			return k
		}
	}
	return 0
}

// endsAtComma reports whether a content ends at the comma.
func (r *reader) endsAtComma(k, from int) bool {
	n := k + 1
	if n >= r.end {
		return false
	}
	switch r.form(n) {
	case "according", "while", "although", "though", "which", "despite", "per", "whereas":
		return true
	case "even":
		return n+1 < r.end && (r.form(n+1) == "as" || r.form(n+1) == "though" || r.form(n+1) == "if")
	case "but":
		return r.clauseAfterConjunction(n)
	case "and":
		return n+1 < r.end && (r.cueClauseAt(n+1) || r.isFinite(n+1) || r.tag(n+1) == language.PRP && r.isNominative(n+1) || r.cueAt(n+1) != nil || r.isAdverb(n+1) && n+2 < r.end && r.isFinite(n+2))
	}
	if r.tag(n) == language.VBG || r.isAdverb(n) && n+1 < r.end && r.tag(n+1) == language.VBG {
		if r.isAdverb(n) {
			n++
		}
		return r.cueAt(n) != nil
	}
	return r.attributionAt(n)
}

// cueClauseAt reports whether a clause begins at the word whose verb says something: "and Duarte, a lawyer, said".
func (r *reader) cueClauseAt(i int) bool {
	if i >= r.end || !r.startsPhrase(i) {
		return false
	}
	p := r.phraseAfter(i)
	k := p.End
	for k < r.end && k > i && (r.isComma(k) || r.isAdverb(k) || r.isAux(k)) {
		k++
	}
	if p.Len() == 0 || k >= r.end || k == i {
		return false
	}
	e := r.cueAt(k)
	return e != nil && e.frames&clause == clause
}

func (r *reader) isNominative(i int) bool {
	switch r.form(i) {
	case "i", "he", "she", "they", "we", "it":
		return true
	}
	return false
}

func (r *reader) clauseAfterConjunction(n int) bool {
	if n+1 >= r.end {
		return false
	}
	i := n + 1
	if r.isAdverb(i) && i+1 < r.end {
		i++
	}
	return r.isFinite(i) || r.cueAt(i) != nil || r.mainClauseAt(i)
}

// endsAtConjunction reports whether a conjunction without a comma leads on to another verb of saying of the same subject.
func (r *reader) endsAtConjunction(k int) bool {
	n := k + 1
	for n < r.end && r.isAdverb(n) {
		n++
	}
	if n >= r.end || r.inQuotation(n) {
		return false
	}
	if r.isAux(n) && n+1 < r.end && r.isFinite(n) && r.cueAt(n+1) != nil {
		return true
	}
	if e := r.cueAt(n); e != nil && (r.tag(n) == language.VBD || r.tag(n) == language.VBZ) {
		return true
	}
	return false
}

// cueAt gives the verb entry that stands at the word, or nil.
func (r *reader) cueAt(i int) *entry {
	if i >= r.end || !r.tag(i).IsVerb() {
		return nil
	}
	if e := r.match(i); e != nil && e.class == verb {
		return e
	}
	return nil
}

// attributionAt reports whether a source and cue set between commas or at the end begin here: ", she said".
func (r *reader) attributionAt(i int) bool {
	if e := r.cueAt(i); e != nil && e.frames&front != 0 && (r.tag(i) == language.VBD || r.tag(i) == language.VBZ) {
		p := r.simplePhrase(i + 1)
		return p > i+1 && !(p < r.end && r.isFinite(p))
	}
	var p int
	if r.tag(i) == language.PRP {
		p = i + 1
	} else if r.startsPhrase(i) {
		p = r.simplePhrase(i)
	}
	for p < r.end && p > i && (r.isAux(p) || r.isAdverb(p)) {
		p++
	}
	if p <= i || p >= r.end {
		return false
	}
	e := r.cueAt(p)
	if e == nil || e.frames&front == 0 {
		return false
	}
	next := r.skipAdjuncts(p + 1 + len(e.rest))
	return r.endsAt(next) || e.frames&person != 0 && r.endsAt(r.addressee(next, e))
}

// contentBefore gives the content that ends before the word, which is set off by a comma or a closing mark: the quotation,
// or the sentence so far.
func (r *reader) contentBefore(lead int) language.Range {
	end := lead
	if end-1 >= 0 && end-1 >= r.start && (r.isComma(end-1) || r.isDash(end-1)) {
		end--
	} else if q := r.quotationOver(end - 1); q == nil {
		return language.Range{}
	}
	if end == 0 {
		return language.Range{}
	}
	q := r.quotationOver(end - 1)
	if q != nil && q.speech && q.words.Start <= r.start {
		return q.words
	}
	if q != nil && end <= r.start {
		return q.words
	}
	start := r.contentStart(end)
	if end-1 > start && r.isRelative(end-1) {
		start = end - 1 // "soldiers who, both have said, were"
	}
	if end <= start {
		return language.Range{}
	}
	return span(start, end)
}

// contentStart gives where a content that ends at the word begins: with the sentence, or behind an earlier clause of the
// narrator's.
func (r *reader) contentStart(end int) int {
	start := r.start
	for k := end - 1; k > r.start; k-- {
		if r.form(k) == ";" && !r.inQuotation(k) {
			return k + 1
		}
		if q := r.quotationAt(k); q != nil && q.speech && q.words.End == end {
			// a whole quotation: what stands before it is not in it if it is somebody's attribution
			if k-1 >= r.start && (r.isComma(k-1) || r.isColon(k-1)) {
				return k
			}
		}
	}
	return start
}

// contentResumed gives what goes on behind a source and cue set between: `"...," she said, "..."`, "The plan, she said, was".
func (r *reader) contentResumed(after int) (language.Range, int) {
	i := r.skipAdjuncts(after)
	cueEnd := after
	if r.inStatement(after) {
		cueEnd = i
	}
	if i >= r.end {
		return language.Range{}, cueEnd
	}
	if e := r.addresseeSkip(i); e > i {
		i = e
	}
	if i >= r.end {
		return language.Range{}, cueEnd
	}
	if r.isComma(i) || r.isColon(i) {
		if i+1 < len(r.quoted) {
			if q := r.quotationAt(i + 1); q != nil {
				return span(i+1, r.afterQuotation(q)), cueEnd
			}
		}
		if r.isComma(i) && r.resumes(i+1) {
			return span(i+1, r.clauseEnd(i+1)), cueEnd
		}
	}
	return language.Range{}, cueEnd
}

func (r *reader) addresseeSkip(i int) int {
	if r.isComma(i) || r.isColon(i) || r.tag(i) == language.Stop || r.isDash(i) {
		return i
	}
	k := i
	for k < r.end && !r.isComma(k) && !r.isColon(k) && r.tag(k) != language.Stop && !r.isDash(k) {
		if r.inQuotation(k) || r.isFinite(k) {
			return i
		}
		k++
	}
	return k
}

// resumes reports whether what follows a comma takes the content up again, rather than being the narrator's.
func (r *reader) resumes(i int) bool {
	if i >= r.end {
		return false
	}
	switch r.form(i) {
	case "while", "although", "though", "but", "and", "which", "who", "after", "as", "when", "because", "since", "even", "according", "despite", "in", "on", "at", "during", "following", "citing", "with", "where", "before", "whose", "a", "an":
		return false
	}
	return r.tag(i) != language.VBG && r.tag(i) != language.VBN && !r.isAdverb(i)
}

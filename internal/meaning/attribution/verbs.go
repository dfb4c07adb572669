package attribution

import (
	"github.com/parleyhq/parley/internal/language"
)

// A verbGroup is a verb with what belongs to it: "has repeatedly said", "did not respond".
type verbGroup struct {
	words                                          language.Range
	head                                           int
	passive, participle, infinitive, negated, auxd bool
}

// verbAt gives the group of the verb at the word.
func (r *reader) verbAt(head, end int) verbGroup {
	g := verbGroup{words: span(head, end), head: head}
	be, have := false, false
	for i := head - 1; i >= r.start && r.isInGroup(i); i-- {
		switch form := r.form(i); {
		case r.isNot(i):
			g.negated = true
		case r.isBe(i):
			be, g.auxd = true, true
		case r.isAux(i):
			have = have || form == "have" || form == "has" || form == "had"
			g.auxd = true
		case r.tag(i) == language.TO:
			g.infinitive = true
		case i > r.start && r.isComma(i-1):
			continue // an adverb set off by a comma belongs to the clause
		}
		g.words.Start = i
	}
	switch r.tag(head) {
	case language.VBN:
		g.passive = be && !have || be && r.beLast(head) || !g.auxd && !have
	case language.VBG:
		g.participle = !be
	case language.VB:
		g.infinitive = g.infinitive || !g.auxd && g.words.Start == head
	}
	if g.infinitive && g.words.Start < head && r.isAux(g.words.Start) {
		g.infinitive = g.infinitive && r.tag(g.words.Start) == language.TO
	}
	return g
}

// beLast reports whether the auxiliary nearest to the participle is a form of be: "has been told".
func (r *reader) beLast(head int) bool {
	for i := head - 1; i >= r.start; i-- {
		if r.isAdverb(i) {
			continue
		}
		return r.isBe(i)
	}
	return false
}

// isInGroup reports whether a word before a verb belongs to it: an adverb, an auxiliary, the "to" of an infinitive.
func (r *reader) isInGroup(i int) bool {
	return r.isAdverb(i) || r.isAux(i) || r.isBe(i) || r.tag(i) == language.TO && r.tag(i+1) != language.VBN
}

// subject is who a verb is said of, and how that was found.
type subject struct {
	words    language.Range
	relative bool // a relative pronoun
}

// subjectOf finds the subject of a verb: the noun phrase before it, over an apposition or a relative clause between
// commas; the relative pronoun; or, of a co-ordinated verb, the subject of the first (guide attribution §3).
func (r *reader) subjectOf(g verbGroup) subject {
	i := r.beforeDates(g.words.Start) - 1
	if i < r.start {
		return subject{}
	}
	switch {
	case r.isRelative(i):
		return subject{span(i, i+1), true}
	case r.tag(i) == language.CC:
		return r.sharedSubject(i)
	case r.isComma(i):
		if s := r.overInterruption(i, r.isComma); s.words.Len() > 0 {
			return s
		}
		return r.sharedSubject(i)
	case r.isDash(i):
		return r.overInterruption(i, r.isDash)
	case r.isFinite(i):
		return subject{}
	}
	return subject{words: r.withTitle(r.withClause(r.phraseBefore(i+1)), g.words.End)}
}

// withTitle gives a name with the description set before it by a comma: "the minister's spokesman, Rui Sande told reporters".
func (r *reader) withTitle(p language.Range, end int) language.Range {
	c := p.Start - 1
	if end < r.end && r.isComma(end) {
		return p // set between commas: "the problem, Ms Duarte said, is"
	}
	if p.Len() == 0 || c-1 <= r.start || !r.isComma(c) || r.tag(p.Start) != language.NNP || r.tag(c-1) != language.NN {
		return p
	}
	title := r.phraseBefore(c)
	if title.Len() == 0 || !(title.Start == r.start || r.inQuotation(title.Start-1)) || title.End != c {
		return p
	}
	return span(title.Start, p.End)
}

// beforeDates passes back over what may stand between a subject and its verb: adverbs, "on Monday", "last week".
func (r *reader) beforeDates(end int) int {
	for end-1 > r.start {
		i := end - 1
		switch {
		case r.isAdverb(i), r.tag(i) == language.RP:
			end--
		case r.form(i-1) == "in" && r.isTurnOfPhrase(i):
			end -= 2
		case r.isTime(i) && (r.tag(i-1) == language.IN || r.isTimeLead(i-1)):
			end -= 2
		case r.isTime(i) && r.tag(i-1) == language.CD && i-2 > r.start && r.tag(i-2) == language.IN:
			end -= 3
		case r.isTime(i) && !(r.tag(i-1) == language.DT || r.tag(i-1) == language.POS || r.tag(i-1) == language.JJ):
			end--
		case r.isTimeNoun(i) && i-1 > r.start && r.isTimeLead(i-1):
			end -= 2
		case i-2 > r.start && r.tag(i-2) == language.IN && (r.tag(i) == language.CD && r.isTime(i-1) || r.tag(i-1) == language.CD && r.isTime(i)):
			end -= 3
		default:
			return end
		}
	}
	return end
}

// isTurnOfPhrase reports whether "in" makes an adverb of the word: in effect, in turn.
func (r *reader) isTurnOfPhrase(i int) bool {
	switch r.form(i) {
	case "effect", "turn", "fact", "part", "particular", "principle", "response", "return", "addition", "short", "general":
		return true
	}
	return false
}

// withClause gives a subject with its head where what stands before the verb is the end of a relative clause without
// commas: "officials who know the plan said".
func (r *reader) withClause(p language.Range) language.Range {
	if p.Len() == 0 || p.Start-1 < r.start {
		return p
	}
	for i := p.Start - 1; i > r.start && !r.isComma(i) && r.tag(i) != language.CC && !r.inQuotation(i); i-- {
		switch r.form(i) {
		case "who", "which":
			if head := r.phraseBefore(i); head.Len() > 0 {
				return span(head.Start, p.End)
			}
			return p
		case "that", "because", "if", "when", "while", "as":
			return p
		}
	}
	return p
}

// overInterruption finds the subject before an apposition, a relative clause or another insertion that ends at the mark.
func (r *reader) overInterruption(end int, isMark func(int) bool) subject {
	at := end
	for i := end - 1; i > r.start; i-- {
		if q := r.quotationOver(i); q != nil && q.speech {
			return subject{}
		}
		if !isMark(i) {
			continue
		}
		kind := r.insertion(i+1, at)
		if kind == notInserted {
			return subject{}
		}
		p := r.phraseBefore(i)
		if p.Len() == 0 {
			return subject{}
		}
		if kind == apposed && r.looksApposed(p) && p.Start-1 > r.start && isMark(p.Start-1) {
			at = i
			continue
		}
		return subject{words: span(p.Start, endOf(kind, p, end))}
	}
	return subject{}
}

func endOf(kind insertionKind, p language.Range, end int) int {
	if kind == apposed || kind == relativeClause {
		return end
	}
	return p.End
}

type insertionKind uint8

const (
	notInserted    insertionKind = iota
	apposed                      // , the foreign minister,
	relativeClause               // , who met the envoy,
	otherInserted                // , however, / , speaking in Moscow, / , in turn,
)

// insertion tells what stands between two commas.
func (r *reader) insertion(start, end int) insertionKind {
	if start >= end {
		return notInserted
	}
	switch {
	case r.isRelative(start), r.form(start) == "whose", r.form(start) == "where":
		return relativeClause
	case r.tag(start) == language.IN && start+1 < end && (r.isRelative(start+1) || r.form(start+1) == "whose"):
		return relativeClause
	}
	finite := false
	for i := start; i < end; i++ {
		if r.isFinite(i) && !r.afterRelative(start, i) {
			finite = true
		}
	}
	switch {
	case finite:
		if r.isSubordinator(start) {
			return otherInserted
		}
		return notInserted
	case r.beginsApposition(start):
		return apposed
	case r.tag(start) == language.IN, r.tag(start) == language.VBG, r.tag(start) == language.VBN, r.isAdverb(start), r.tag(start) == language.JJ, r.isTime(start), r.tag(start) == language.TO:
		return otherInserted
	}
	return notInserted
}

// looksApposed reports whether a phrase may itself be an apposition to something before it.
func (r *reader) looksApposed(p language.Range) bool {
	t := r.tag(p.Start)
	return t == language.DT && r.form(p.Start) != "the" || t == language.NN || t == language.CD
}

// sharedSubject gives the subject of the verb that a co-ordinated one continues: the last cue's before it in the
// sentence that has a source, else the first finite verb's.
func (r *reader) sharedSubject(before int) subject {
	for i := len(r.drafts) - 1; i >= 0 && r.drafts[i].sentence == r.sentence; i-- {
		d := &r.drafts[i]
		if d.source.Len() > 0 && d.source.End <= before && d.cue.Start < before && d.source.Start >= r.start {
			return subject{words: d.source}
		}
	}
	return subject{words: r.mainSubject(before)}
}

// mainSubject gives the subject of the first finite verb of the sentence that stands outside quotations and subordinate
// clauses, before the word.
func (r *reader) mainSubject(before int) language.Range {
	sub := r.start < r.end && r.isSubordinator(r.start)
	for i := r.start; i < before; i++ {
		if r.inQuotation(i) {
			continue
		}
		if sub {
			if r.isComma(i) {
				sub = false
			}
			continue
		}
		if i > r.start && r.isRelative(i) && !r.isNominal(i) {
			// a relative clause: skip to its comma
			k := i
			for k < before && !r.isComma(k) {
				k++
			}
			if k < before {
				i = k
			}
			continue
		}
		if r.isFinite(i) {
			g := r.verbAt(i, i+1)
			j := g.words.Start - 1
			for j >= r.start && r.isAdverb(j) {
				j--
			}
			if j < r.start {
				continue
			}
			if r.isComma(j) {
				if s := r.overInterruption(j, r.isComma); s.words.Len() > 0 && !s.relative {
					return s.words
				}
				continue
			}
			if p := r.phraseBefore(j + 1); p.Len() > 0 {
				return p
			}
		}
	}
	return language.Range{}
}

package attribution

import (
	"github.com/parleyhq/parley/internal/language"
)

// span makes a range of words.
func span(start, end int) language.Range { return language.Range{Start: start, End: end} }

// phraseBefore gives the noun phrase that ends before the word: its modifiers, prepositional phrases and co-ordinated
// nouns with it, what dates or places the clause left out. It is empty where no noun phrase stands there.
func (r *reader) phraseBefore(end int) language.Range {
	if end-1 >= r.start && r.tag(end-1) == language.PRP {
		return r.pronounBefore(end)
	}
	start := end
	for start > r.start && r.extendsLeft(start-1, end) {
		start--
		if r.isBracketClose(start) {
			start = r.bracketStart(start)
		}
	}
	return r.trim(r.lastClause(span(start, end)))
}

// lastClause cuts what runs into the phrase from a clause before it: the object of another verb, "they improve relations and
// Duarte proposed", or the head of a relative clause without a pronoun, "something the president predicted".
func (r *reader) lastClause(p language.Range) language.Range {
	for i := p.End - 2; i > p.Start; i-- {
		if r.tag(i) == language.DT && r.tag(i-1).IsNoun() && r.form(i-1) != "half" && !r.isTimeNoun(i-1) {
			p.Start = i
			return p
		}
	}
	if b := p.Start - 1; b >= r.start && (r.tag(b).IsVerb() || r.tag(b) == language.IN || r.tag(b) == language.TO) && !r.isSubordinator(b) {
		for i := p.End - 2; i > p.Start; i-- {
			if r.tag(i) == language.CC {
				p.Start = i + 1
				return p
			}
		}
	}
	return p
}

// pronounBefore gives a pronoun, with what is co-ordinated before it: "Duarte and he".
func (r *reader) pronounBefore(end int) language.Range {
	switch r.form(end - 1) {
	case "i", "you", "we", "he", "she", "it", "they", "mine", "one":
	case "himself", "herself", "itself", "themselves":
		if p := r.phraseBefore(end - 1); p.Len() > 0 {
			return span(p.Start, end)
		}
	default:
		return language.Range{} // an object form: "for him said"
	}
	return span(end-1, end)
}

// extendsLeft reports whether the word carries a noun phrase that ends before end on to the left.
func (r *reader) extendsLeft(i, end int) bool {
	if q := r.quotationOver(i); q != nil && q.speech && q.words.End <= end {
		return false
	}
	next := i + 1
	switch {
	case r.isNominal(i):
		return true
	case r.isBracketClose(i):
		return true
	case r.isMark(i) && r.inQuotation(i):
		return next < end && i > 0 && !r.isEdge(i-1)
	case r.tag(i) == language.PRP:
		return next < end && r.tag(next) == language.CC
	case r.tag(i) == language.CC:
		return next < end && i > r.start && (r.isNominal(i-1) || r.isComma(i-1) && r.listBefore(i-1)) && !r.isSentenceCC(i)
	case r.isComma(i):
		return next < end && r.listBefore(i) && r.andBetween(next, end) || r.isPlaceComma(i)
	case r.isSubordinator(i), r.isRelative(i):
		return false
	case r.tag(i) == language.IN || r.tag(i) == language.TO:
		return next < end && i > r.start && (r.isNominal(i-1) || r.tag(i-1) == language.VBN || r.isBracketClose(i-1))
	case r.tag(i) == language.VBN && next == end:
		return i > r.start && (r.form(i-1) == "those" || r.tag(i-1) == language.NNS) // those surveyed
	case r.tag(i) == language.VBN || r.tag(i) == language.VBG:
		return next < end && !r.isAux(i) && i > r.start && !r.isAux(i-1) && !r.isAdverb(i-1)
	case r.tag(i) == language.RBR, r.tag(i) == language.RBS:
		return next < end
	case r.isAdverb(i):
		return next < end && (r.tag(next) == language.JJ || r.tag(next) == language.JJR || r.tag(next) == language.CD || r.tag(next) == language.VBN)
	}
	return false
}

// isSentenceCC reports whether a conjunction begins the sentence.
func (r *reader) isSentenceCC(i int) bool { return i == r.start }

// listBefore reports whether the comma stands in a list of nouns: what is before it, to the comma or the start, is a noun
// phrase without a verb.
func (r *reader) listBefore(i int) bool {
	k := i - 1
	for ; k >= r.start && !r.isComma(k); k-- {
		if !r.isNominal(k) && r.tag(k) != language.IN && r.tag(k) != language.CC {
			return false
		}
	}
	return i-1 > k && r.isHead(i-1) && !r.isTimeNoun(i-1) && r.tag(k+1) != language.IN
}

func (r *reader) andBetween(i, end int) bool {
	for ; i < end; i++ {
		if r.tag(i) == language.CC {
			return true
		}
		if !r.isNominal(i) && r.tag(i) != language.IN && !r.isComma(i) {
			return false
		}
	}
	return false
}

// isPlaceComma reports whether the comma stands between a place and the larger one it lies in, "in Salem, Oregon".
func (r *reader) isPlaceComma(i int) bool {
	return i-1 > r.start && i+1 < r.end && r.tag(i-1) == language.NNP && r.tag(i+1) == language.NNP &&
		(r.tag(i-2) == language.IN || i-3 > r.start && r.tag(i-2) == language.NNP && r.tag(i-3) == language.IN)
}

func (r *reader) bracketStart(i int) int {
	for k := i - 1; k >= r.start; k-- {
		if r.isBracketOpen(k) {
			return k
		}
	}
	return i
}

// trim takes from the front of a noun phrase what belongs to the clause: conjunctions, adverbs, dates, a prepositional
// phrase set before the subject without a comma.
func (r *reader) trim(p language.Range) language.Range {
	for p.Len() > 0 {
		i := p.Start
		switch {
		case r.tag(i) == language.CC, r.isComma(i), r.isMark(i) && !r.inQuotation(i):
			p.Start++
		case r.isAdverb(i) && !(i+1 < p.End && (r.tag(i+1) == language.CD || r.tag(i+1) == language.JJ)):
			p.Start++
		case r.isTime(i) && p.Len() > 2 && r.tag(i+1) == language.CD:
			p.Start += 2
		case r.isTime(i) && p.Len() > 1:
			p.Start++
		case r.isTimePhrase(i, p.End):
			p.Start += 2
		case r.tag(i) == language.IN || r.tag(i) == language.TO:
			next := r.secondPhrase(i+1, p.End)
			if next < 0 {
				return language.Range{}
			}
			p.Start = next
		case r.tag(i) == language.VBN || r.tag(i) == language.VBG:
			if i+1 < p.End && r.isNominal(i+1) && r.tag(i+1) != language.DT {
				return r.withHead(p) // an adjective: leading scientists
			}
			return language.Range{}
		default:
			return r.withHead(p)
		}
	}
	return p
}

func (r *reader) withHead(p language.Range) language.Range {
	for i := p.End - 1; i >= p.Start; i-- {
		if r.isHead(i) || r.isBracketClose(p.End-1) {
			return p
		}
		if r.tag(i) != language.POS && r.tag(i) != language.VBN {
			break
		}
	}
	return language.Range{}
}

// isTimePhrase reports whether two words date the clause: "last week", "that day".
func (r *reader) isTimePhrase(i, end int) bool {
	if i+2 >= end || !r.isTimeNoun(i+1) {
		return false
	}
	switch r.form(i) {
	case "last", "next", "this", "that", "late", "early", "every", "each":
		return r.tag(i+2) != language.IN && r.tag(i+2) != language.POS
	}
	return false
}

// secondPhrase finds where a second noun phrase starts behind a first one with nothing between them, or -1.
func (r *reader) secondPhrase(i, end int) int {
	at := -1
	for k := i + 1; k < end; k++ {
		if r.tag(k-1) == language.IN || r.tag(k-1) == language.CC || r.tag(k-1) == language.DT || r.tag(k-1) == language.JJ || r.tag(k-1) == language.POS {
			continue
		}
		switch t := r.tag(k); {
		case t == language.DT || t == language.PRPS || t == language.PRP:
			at = k
		case t == language.NNP && r.tag(k-1) != language.NNP && r.tag(k-1) != language.HYPH:
			at = k
		case t.IsNoun() && r.isTime(k-1):
			at = k
		case t == language.JJ && r.isTimeNoun(k-1):
			at = k
		}
		if at >= 0 {
			return at
		}
	}
	return at
}

// phraseAfter gives the noun phrase that begins at the word, or after a preposition there, with the appositions and
// relative clauses that belong to a source (guide attribution §3).
func (r *reader) phraseAfter(start int) language.Range {
	if start >= r.end {
		return language.Range{}
	}
	if r.tag(start) == language.PRP {
		return span(start, start+1)
	}
	end := r.simplePhrase(start)
	if end == start {
		return language.Range{}
	}
	return span(start, r.appositions(end))
}

// simplePhrase gives the end of the noun phrase that begins at the word, without appositions.
func (r *reader) simplePhrase(i int) int {
	start := i
	for i < r.end {
		switch {
		case r.inQuotation(i) && r.quotationOver(i).speech:
			return i
		case r.isNominal(i):
			if i > start && (r.isTime(i) || r.isTimeLead(i)) {
				return i
			}
			i++
		case r.isMark(i) && r.inQuotation(i):
			i++
		case r.isBracketOpen(i):
			i = r.bracketEnd(i)
		case i == start && r.isAdverb(i) && i+1 < r.end && (r.tag(i+1) == language.JJ || r.tag(i+1) == language.CD || r.tag(i+1) == language.DT):
			i++
		case i == start && r.tag(i) == language.VB && i+1 < r.end && r.tag(i+1).IsNoun():
			i++
		case i == start:
			if r.tag(i) == language.VBN || r.tag(i) == language.VBG {
				if i+1 < r.end && r.isNominal(i+1) && r.tag(i+1) != language.DT {
					i++
					continue
				}
			}
			return i
		case r.tag(i) == language.CC:
			if !r.nounJoins(i) {
				return i
			}
			i++
		case r.tag(i) == language.IN || r.tag(i) == language.TO:
			if r.isSubordinator(i) || r.isVenue(i) || i+1 >= r.end || !(r.isNominal(i+1) || r.tag(i+1) == language.PRP || r.tag(i+1) == language.VBG) {
				return i
			}
			i++
			if r.tag(i) == language.PRP || r.tag(i) == language.VBG {
				i++
			}
		case r.tag(i) == language.VBN || r.tag(i) == language.VBG:
			// a reduced relative clause: people briefed on the talks
			if i+1 < r.end && (r.tag(i+1) == language.IN || r.tag(i+1) == language.TO || r.isNominal(i+1) || r.isAdverb(i+1)) && r.tag(i-1) != language.NNP {
				i++
				continue
			}
			return i
		case r.isAdverb(i) && i+1 < r.end && (r.tag(i+1) == language.JJ || r.tag(i+1) == language.VBN || r.tag(i+1) == language.CD):
			i++
		default:
			return i
		}
	}
	return i
}

// isTimeLead reports whether a date begins here: "last week" behind a noun.
func (r *reader) isTimeLead(i int) bool {
	if i+1 >= r.end || !r.isTimeNoun(i+1) {
		return false
	}
	switch r.form(i) {
	case "last", "this", "next", "late", "early":
		return true
	}
	return false
}

// nounJoins reports whether a conjunction joins the noun before it to one behind it, and not one clause to the next.
func (r *reader) nounJoins(i int) bool {
	k := i + 1
	if k >= r.end || !(r.isNominal(k) || r.tag(k) == language.VBN || r.tag(k) == language.VBG && k+1 < r.end && r.isNominal(k+1)) {
		return false
	}
	for k < r.end && (r.isNominal(k) || r.tag(k) == language.IN && !r.isSubordinator(k)) {
		k++
	}
	return k >= r.end || !r.isFinite(k) && !r.isAdverb(k)
}

func (r *reader) bracketEnd(i int) int {
	for k := i + 1; k < r.end; k++ {
		if r.isBracketClose(k) {
			return k + 1
		}
	}
	return r.end
}

// appositions gives the end of what is set behind a name by commas: an apposition, an age, a relative clause.
func (r *reader) appositions(end int) int {
	for end+1 < r.end && r.isComma(end) {
		k := end + 1
		if r.inQuotation(k) && r.quotationOver(k).speech {
			break
		}
		stop := k
		finite := false
		for stop < r.end && !r.isComma(stop) && r.tag(stop) != language.Stop && !r.isDash(stop) && !r.isColon(stop) && r.form(stop) != ";" {
			if r.isFinite(stop) && !r.afterRelative(k, stop) {
				finite = true
			}
			stop++
		}
		if finite || !r.beginsApposition(k) {
			break
		}
		end = stop
	}
	// A reduced or defining relative clause without a comma: "people who know the plan".
	if end < r.end && r.form(end) == "who" && end > r.start && r.tag(end-1).IsNoun() {
		for end < r.end && !r.isComma(end) && r.tag(end) != language.Stop && !r.isMark(end) {
			end++
		}
	}
	return end
}

// afterRelative reports whether a relative pronoun stands between the two places.
func (r *reader) afterRelative(from, to int) bool {
	for ; from < to; from++ {
		if r.isRelative(from) || r.form(from) == "whose" || r.form(from) == "where" || r.form(from) == "that" {
			return true
		}
	}
	return false
}

func (r *reader) beginsApposition(i int) bool {
	switch r.tag(i) {
	case language.DT, language.NN, language.JJ, language.CD, language.NNP, language.NNS, language.PRPS, language.JJS, language.WPS:
		return !r.isTimeNoun(i) && r.form(i) != "according" && r.form(i) != "that" && r.form(i) != "this"
	}
	return r.form(i) == "who" || r.form(i) == "whose" || r.form(i) == "formerly" || r.form(i) == "then"
}

// isVenue reports whether a preposition leads to where or when something was said, rather than to more of a noun phrase.
func (r *reader) isVenue(i int) bool {
	end := i + 1
	for end < r.end && (r.isNominal(end) || r.isMark(end) && end > i+1) && end < i+7 {
		if r.isTime(end) || r.isTimeNoun(end) {
			return r.form(i) != "of" && r.form(i) != "for"
		}
		end++
	}
	if r.form(i) == "of" || r.form(i) == "for" || r.form(i) == "from" {
		return false
	}
	for k := i + 1; k < end; k++ {
		switch r.form(k) {
		case "statement", "statements", "interview", "interviews", "tweet", "tweets", "twitter", "facebook", "instagram", "telegram", "email", "e-mail", "emails",
			"speech", "address", "briefing", "conference", "post", "posts", "message", "letter", "memo", "remarks", "rally", "hearing", "reporters", "journalists",
			"lawmakers", "parliament", "television", "tv", "radio", "testimony", "forum", "testifying", "transcript", "release", "op-ed", "essay", "column", "editorial", "blog", "podcast", "filing", "event", "response", "addition", "podium":
			return true
		}
	}
	return false
}

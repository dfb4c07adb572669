package commitment

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// lengthIn gives the length of time that stands in a run of words, empty where there is none.
func (r *reader) lengthIn(w language.Range) string {
	if w.End <= w.Start {
		return ""
	}
	at := r.t.Span(w)
	for _, x := range r.times {
		if e := x.Evidence[0]; x.Kind == "DURATION" && at.Start <= e.Start && e.End <= at.End && isExact(x.Value) {
			return x.Value
		}
	}
	return ""
}

// isExact reports whether a length is a number of units: P30D, and not "some days".
func isExact(value string) bool {
	return strings.HasPrefix(value, "P") && !strings.Contains(value, "X")
}

// readTimes fills in how long a commitment lasts, when it begins and ends, when it is to be done and when it was made
// (guide commitments 5).
func (r *reader) readTimes(it item, c *meaning.Commitment) {
	at := r.t.Span(it.from)
	for _, x := range r.times {
		e := x.Evidence[0].Span()
		if !at.Contains(e) {
			continue
		}
		w := r.t.WordsIn(e.Start, e.End)
		switch x.Kind {
		case "DURATION":
			if !r.t.Span(it.words).Overlaps(e) {
				continue
			}
			if c.Duration == "" && isExact(x.Value) && r.lasts(it, w) {
				c.Duration = x.Value
			}
		case "DATE", "TIME":
			if v := day(x.Value); v != "" {
				r.date(it, c, w, v)
			}
		}
	}
	if c.Time == "" && it.status != meaning.StatusInForce {
		c.Time = c.Made
	}
}

// lasts reports whether a length of time is that of the commitment: a 30-day truce, a truce of 30 days, stop for 30 days,
// extended by three days; and not within 30 days, after two days of talks.
func (r *reader) lasts(it item, w language.Range) bool {
	before := ""
	if w.Start > it.sentence.Start {
		before = r.lower(w.Start - 1)
	}
	switch before {
	case "for", "lasting", "lasts", "last", "lasted":
		return true
	case "of":
		return w.Start-2 >= it.sentence.Start && r.t.Words[w.Start-2].XPOS.IsNoun()
	case "by", "another", "further", "additional":
		return true
	case "within", "in", "after", "over", "past", "during", "every", "previous":
		return false
	}
	if it.noun >= 0 {
		np := r.t.NounPhrase(it.noun)
		return w.Start >= np.Start && w.Start < it.noun || w.Start < it.noun && it.noun-w.Start < 8 && r.sameNoun(w.End-1, it.noun)
	}
	// to observe a 30-day truce
	return w.Start >= it.content.Start && w.End < it.content.End && r.beforeThing(w.End-1)
}

// sameNoun reports whether a word hangs on a noun or on one that hangs on it.
func (r *reader) sameNoun(i, noun int) bool { return r.t.Under(i, noun) || r.t.Under(noun, i) }

// beforeThing reports whether a length stands before a noun that lasts: a three-day truce, a week-long halt.
func (r *reader) beforeThing(i int) bool {
	h := int(r.t.Words[i].Head)
	if h <= i {
		return false
	}
	_, ok := r.entryAt(h, "pact", "act", "turn")
	return ok
}

// day gives a date or time where it is surely known: 2025-03-18, 2025-W12, 2025-03; empty where it is not. Parts of the
// day are left out.
func day(value string) string {
	if value == "" || value[0] < '0' || value[0] > '9' || strings.Contains(value, "X") {
		return ""
	}
	if i := strings.IndexByte(value, 'T'); i >= 0 && (i+1 >= len(value) || value[i+1] < '0' || value[i+1] > '9') {
		value = value[:i]
	}
	const month = len("2025-03")
	if len(value) < month {
		return ""
	}
	return value
}

// date puts a date where it belongs, by the word before it and by the verb that it hangs on.
func (r *reader) date(it item, c *meaning.Commitment, w language.Range, v string) {
	set := func(field *string) {
		if *field == "" {
			*field = v
		}
	}
	before, before2 := "", ""
	if w.Start > it.sentence.Start {
		before = r.lower(w.Start - 1)
	}
	if w.Start-1 > it.sentence.Start {
		before2 = r.lower(w.Start - 2)
	}
	if before == "the" || before == "at" || before == "early" || before == "late" || before == "midnight" {
		if w.Start-2 >= it.sentence.Start {
			before = before2
		}
	}
	open := slices.Contains([]meaning.Status{meaning.StatusProposed, meaning.StatusAgreed, meaning.StatusPromised, meaning.StatusInForce}, it.status)
	switch {
	case before == "until" || before == "till" || before == "through" || before == "to" && c.Start != "":
		if open {
			set(&c.End)
		}
		return
	case before == "from" || before == "starting" || before == "beginning" || before == "since" || before == "of" && before2 == "as" || before == "effective":
		if open {
			set(&c.Start)
		}
		return
	case before == "by" && open:
		set(&c.Date)
		return
	}
	verb := r.t.Ancestor(w.End-1, func(i int) bool { return r.t.Words[i].XPOS.IsVerb() })
	self := ""
	if verb >= 0 {
		if e, _, ok := r.verb("self", verb); ok {
			self = e.status
		}
	}
	switch {
	case self == begun && open:
		set(&c.Start)
	case self == expired && (it.status == meaning.StatusInForce || it.status == meaning.StatusExpired):
		set(&c.End)
	case it.status == meaning.StatusViolated || it.status == meaning.StatusEnded || it.status == meaning.StatusExpired || it.status == meaning.StatusDisputed:
		if verb == it.verb {
			set(&c.Time)
		} else if verb >= 0 {
			if e, _, ok := r.verb("with", verb); ok && (e.status == agreed || e.status == brokered || e.status == announced) {
				set(&c.Made)
			}
		}
	case it.noun < 0 && it.verb != it.trigger && verb == it.verb && w.Start < it.content.Start:
		set(&c.Made)
	case it.noun < 0 && it.content.Start <= w.Start && w.End <= it.content.End,
		it.standing == kept && open && it.status != meaning.StatusInForce && verb == it.verb,
		it.noun < 0 && it.verb == it.trigger:
		set(&c.Date)
	case verb == it.verb, verb >= 0 && r.t.Words[verb].XPOS == language.VBN && verb > it.noun:
		set(&c.Made)
	}
}

// scope gives the words that say what a commitment covers: what comes behind its noun, else the noun phrase; of a clause,
// the clause.
func (r *reader) scope(it item) language.Range {
	if it.noun < 0 {
		return it.content
	}
	for i := it.noun + 1; i < min(it.noun+3, it.content.End) && !r.tellsItself(it); i++ {
		switch r.lower(i) {
		case "on", "of", "over", "covering", "concerning", "regarding":
			if i+1 < it.content.End && !r.isTime(i+1) {
				return language.Range{Start: i + 1, End: it.content.End}
			}
		case "to": // to lift the blockade
			if i+1 < it.content.End && r.t.Words[i+1].XPOS == language.VB {
				return language.Range{Start: i, End: it.content.End}
			}
		}
	}
	w := it.content
	for w.Start < it.noun && (r.t.Words[w.Start].UPOS == language.DET || r.t.Words[w.Start].XPOS == language.PRPS || r.lower(w.Start) == "own") {
		w.Start++
	}
	for i := it.noun + 1; i < w.End; i++ { // broke the truce 30 times; swap on Monday
		x := r.t.Words[i]
		if x.UPOS == language.NUM || x.UPOS == language.ADV || i == it.noun+1 && x.UPOS == language.ADJ || isTimePrep(r.lower(i)) && r.isTime(i+1) {
			w.End = i
			break
		}
		if x.UPOS == language.ADP || x.UPOS == language.PART || x.UPOS == language.VERB {
			if !isTimePrep(r.lower(i)) {
				break
			}
		}
	}
	if w.Len() == 1 && !r.tellsItself(it) {
		return language.Range{} // an offer, the deal: of what, it does not say
	}
	return w
}

// tellsItself reports whether the noun of an item tells what it is about by itself: a ceasefire, a cessation of hostilities.
func (r *reader) tellsItself(it item) bool {
	for i := max(it.noun-3, it.content.Start); i <= it.noun; i++ {
		if e, h, _, ok := r.noun(i, "pact", "act"); ok && h == it.noun {
			return e.issue != ""
		}
	}
	return false
}

// place gives where a commitment is to hold, in the words of the text: the name behind in, around or along.
func (r *reader) place(it item) string {
	start := it.content.Start
	if it.noun >= 0 {
		start = it.noun
	}
	end := it.content.End
	if it.self {
		end = it.words.End
	}
	for i := start; i < end; i++ {
		switch r.lower(i) {
		case "in", "around", "near", "along", "across", "at", "within", "outside", "off":
		default:
			continue
		}
		j := i + 1
		for j < end && r.t.Words[j].UPOS == language.DET {
			j++
		}
		from := j
		for j < end && (r.t.Words[j].XPOS == language.NNP || r.t.Words[j].XPOS == language.NNPS || r.t.Words[j].XPOS == language.HYPH && j > from) {
			j++
		}
		if j == from {
			continue
		}
		if venue := it.noun >= 0 && !it.self && (!strings.HasPrefix(it.issue, ceasefire) && it.pact || it.verb >= 0 && r.t.Words[j-1].Head == int32(it.verb)); venue { // signed in Oslo
			continue
		}
		if j > from && !r.isTimeExactly(from) {
			return r.t.Span(language.Range{Start: from, End: j}).Of(r.t.Source)
		}
	}
	return ""
}

func (r *reader) isTimeExactly(i int) bool {
	if i >= len(r.t.Words) {
		return false
	}
	at := r.t.Words[i].Span()
	return slices.ContainsFunc(r.times, func(x meaning.Timex) bool { return x.Evidence[0].Span().Overlaps(at) })
}

// conditions gives the words by which a commitment depends on something: as long as the port stays open, in exchange for
// relief.
func (r *reader) conditions(it item) []doc.Quote {
	switch it.status {
	case meaning.StatusProposed, meaning.StatusAgreed, meaning.StatusPromised, meaning.StatusInForce:
	default:
		return nil
	}
	var out []doc.Quote
	for i := it.sentence.Start; i < it.sentence.End; i++ {
		if !isCondition(r, i) || i < it.words.Start && i > it.sentence.Start+1 {
			continue
		}
		end := i + 1
		for end < it.sentence.End {
			if x := r.t.Words[end]; x.XPOS == language.Comma || x.XPOS == language.Stop || x.XPOS == language.Colon || x.XPOS == language.CloseQuote {
				break
			}
			end++
		}
		if i > it.words.End+2 { // of something else in the sentence
			continue
		}
		if end > i+2 {
			out = append(out, r.d.Quote(r.span(language.Range{Start: i, End: end})))
			i = end
		}
	}
	return out
}

package timex

import "github.com/parleyhq/parley/internal/language"

// A tense is whether what happens at a time lies before or after publication, as the verb tells.
type tense uint8

const (
	noTense tense = iota
	past
	present // of the plan for the day that it governs: parliament meets on Friday
	future
	ahead // still to come when it was said: they would meet on Friday
	then  // the day on which something lay ahead: on Friday they were due to meet
)

// tense tells it of the expression from start to end in the sentence.
func (f *finder) tense(start, end int) tense {
	if f.tag(end) == language.POS {
		return f.owning(start, end)
	}
	if t := f.announced(start, end); t != noTense {
		return t
	}
	t, ok := noTense, false
	if f.opens(start) {
		if t, ok = f.verbAfter(end); t == ahead && f.wasAhead(end) {
			return then
		}
	}
	if !ok {
		t, ok = f.verbBefore(start)
	}
	if !ok {
		if t, _ = f.verbAfter(end); t == present {
			return noTense
		}
	}
	if t == present {
		return future
	}
	return t
}

// wasAhead reports whether the first verb after a word that has a tense is "was", "were" or "had", and no "would".
func (f *finder) wasAhead(i int) bool {
	for ; i < len(f.words); i++ {
		if x := f.tag(i); x == language.MD || x.IsVerb() && x != language.VBG {
			return f.says(i, "was", "were", "had")
		}
	}
	return false
}

// owning tells the tense of Tuesday's call: it is over, unless what is said of it or at it is still to come.
func (f *finder) owning(start, end int) tense {
	if f.says(start-1, "of") && f.says(start-2, "ahead") {
		return future
	}
	t, ok := f.verbBefore(start)
	if ok && t >= future && f.says(start-1, "at", "during", "in", "for", "before") {
		return future
	}
	if t, _ := f.verbAfter(end); t == future && !ok && !f.says(start-1, "of", "after", "since") {
		return future
	}
	return past
}

// announced tells the tense from the words right before the expression: due on Tuesday, as early as Tuesday, until
// Tuesday to reply, postponed until Tuesday, since Tuesday.
func (f *finder) announced(start, end int) tense {
	before, preposition := f.before(start)
	switch {
	case f.says(start-1, "as", "than") && f.says(start-2, "early", "soon", "late", "later"):
		return future
	case f.says(start-1, "since"):
		return past
	case f.says(start-1, "until", "till", "by") && f.says(end, "to") && f.tag(end+1) == language.VB:
		return future
	case f.says(start-1, "until", "till", "to", "through"):
		for k := start - 2; k >= 0 && k > start-5; k-- {
			if f.is(k, isUntil) {
				return f.expected(k)
			}
		}
	}
	if f.is(before, isAhead) && (f.tag(before) != language.VBD || preposition && f.says(before+1, "for")) {
		return f.expected(before)
	}
	return noTense
}

// before gives the word before an expression, its article and preposition passed over.
func (f *finder) before(start int) (i int, preposition bool) {
	i = start - 1
	if f.is(i, isThe) {
		i--
	}
	if x := f.tag(i); x == language.IN || x == language.TO || f.says(i, "for") {
		return i - 1, true
	}
	return i, false
}

// opens reports whether the expression is the first thing of its clause.
func (f *finder) opens(start int) bool {
	i, _ := f.before(start)
	return i < 0 || f.says(i, "that", ",", "“", "\"", "``", "and", "but", ";", ":", "–", "—")
}

// verbBefore gives the tense of the last verb before a word.
func (f *finder) verbBefore(i int) (tense, bool) {
	quoted := 0
	for i--; i >= 0; i-- {
		switch {
		case f.says(i, "”", "''"): // what is quoted before is passed over
			quoted++
			continue
		case f.says(i, "“", "``") && quoted > 0:
			quoted--
			continue
		case f.says(i, "“", "``", "\"", ";") && i > 0:
			return noTense, false
		case quoted > 0:
			continue
		}
		if t, ok := f.verb(i); ok {
			return t, true
		}
	}
	return noTense, false
}

// verbAfter gives the tense of the first verb after a word.
func (f *finder) verbAfter(i int) (tense, bool) {
	for ; i < len(f.words); i++ {
		if f.says(i, "”", "''") {
			return noTense, false
		}
		if x := f.tag(i); x == language.MD || x.IsVerb() {
			// the first word of the group tells: will have been
			if t, ok := f.group(i); ok {
				return t, true
			}
		}
	}
	return noTense, false
}

// group gives the tense of the group of verbs that begins at a word.
func (f *finder) group(i int) (tense, bool) {
	end := i
	if f.tag(i) == language.VBD && !f.says(i, "was", "were", "had") {
		return f.verb(i)
	}
	for k := i; k < len(f.words) && k < i+6; k++ {
		x := f.tag(k)
		if x == language.MD || x.IsVerb() || x == language.TO || f.is(k, isAhead) {
			end = k
			continue
		}
		if x != language.RB {
			break
		}
	}
	return f.verb(end)
}

// verb gives the tense of the verb at a word, from its group; ok is false for what is no verb or tells nothing.
func (f *finder) verb(i int) (t tense, ok bool) {
	switch f.tag(i) {
	case language.MD:
		return f.modal(i), true
	case language.VBD:
		if f.is(i, isPlanned) {
			return future, true
		}
		return past, true
	case language.VBN:
		if f.is(i, isPlanned) || f.is(i, isAhead) && f.says(i+1, "to", "for") {
			return f.expected(i), true
		}
		return f.helped(i, past)
	case language.VBZ, language.VBP:
		switch {
		case f.says(i, "has", "have", "'ve", "’ve"):
			return past, true
		case f.says(i, "says", "say"), f.is(i, isStanding):
			return noTense, true
		case f.says(i, "is", "are", "'s", "’s", "'re", "am", "’re"):
			return noTense, false
		}
		return present, true
	case language.VB:
		return f.bare(i)
	case language.VBG:
		return f.helped(i, noTense)
	}
	return noTense, false
}

// helped gives the tense that the auxiliary before a participle has, alone where there is none.
func (f *finder) helped(i int, alone tense) (tense, bool) {
	for k := i - 1; k >= 0 && k > i-5; k-- {
		switch x := f.tag(k); {
		case x == language.MD:
			if f.says(k+1, "have") && f.says(k, "would", "could", "should", "might", "may", "must") {
				return past, true
			}
			return f.modal(k), true
		case f.says(k, "have") && f.tag(k-1) == language.MD: // the modal tells
		case f.says(k, "was", "were", "had", "has", "have", "’ve", "'ve"):
			return past, true
		case f.says(k, "is", "are", "am", "'s", "’s", "'re", "’re"):
			if f.tag(i) == language.VBG {
				return future, true
			}
			return noTense, true
		case f.says(k, "be") && f.says(k-1, "to"):
			return f.bare(k)
		case x == language.RB, x.IsVerb(), f.says(k, "not", "n't"):
		default:
			k = 0
		}
	}
	return alone, alone != noTense
}

// bare gives the tense of a bare verb: of "will meet", of "due to meet", and of "came to meet" that of what came.
func (f *finder) bare(i int) (tense, bool) {
	for k := i - 1; k >= 0 && k > i-5; k-- {
		switch x := f.tag(k); {
		case x == language.MD:
			return f.modal(k), true
		case f.says(k, "did"):
			return past, true
		case f.says(k, "to"):
			return f.infinitive(k)
		case x == language.RB, f.says(k, "not", "n't", "n’t"):
		default:
			return noTense, false
		}
	}
	return noTense, false
}

// modal gives the tense of a modal: could not be reached on Tuesday is past, all others look ahead.
func (f *finder) modal(i int) tense {
	switch {
	case f.says(i, "would", "'d", "’d"):
		return ahead
	case !f.says(i, "could"):
		return future
	}
	for k := max(i-8, 0); k <= min(i+1, len(f.words)-1); k++ {
		if f.says(k, "not", "n't", "n’t", "neither", "nor", "nobody", "none", "never") {
			return past
		}
	}
	return future
}

// expected tells of what looks ahead whether it did so then or does now: they were due, they are due.
func (f *finder) expected(i int) tense {
	for k := i - 1; k >= 0 && k > i-4; k-- {
		if f.says(k, "was", "were", "had") {
			return ahead
		}
		if f.tag(k) != language.RB && f.tag(k) != language.VBN {
			break
		}
	}
	return future
}

// infinitive gives the tense of "to meet": still to come after what looks ahead, or else not told.
func (f *finder) infinitive(to int) (tense, bool) {
	for k := to - 1; k >= 0 && k > to-6; k-- {
		if f.is(k, isAhead) {
			return f.expected(k), true
		}
		if k == to-1 {
			switch {
			case f.says(k, "was", "were"):
				return ahead, true
			case f.says(k, "is", "are"):
				return future, true
			}
		}
		if f.tag(k).IsVerb() {
			break
		}
	}
	return noTense, true
}

package attribution

import (
	"github.com/parleyhq/parley/internal/language"
)

// form gives the word in lower case.
func (r *reader) form(i int) string { w := r.text.Words[i]; return r.lower[w.Start:w.End] }

func (r *reader) tag(i int) language.XPOS { return r.text.Words[i].XPOS }

func (r *reader) is(i int, form string) bool {
	return i >= r.start && i < r.end && r.form(i) == form
}

func (r *reader) isComma(i int) bool {
	return r.text.Words[i].XPOS == language.Comma || r.form(i) == ","
}
func (r *reader) isColon(i int) bool { return r.form(i) == ":" }

func (r *reader) isDash(i int) bool {
	switch r.form(i) {
	case "—", "–", "--", "-", "―", "---":
		return r.tag(i) != language.HYPH && (r.spaceBefore(i) || r.spaceAfter(i) || r.form(i) != "-")
	}
	return false
}

// isFinite reports whether the word is a verb or an auxiliary with a tense, or a modal.
func (r *reader) isFinite(i int) bool {
	switch r.tag(i) {
	case language.VBD, language.VBZ, language.VBP, language.MD:
		return true
	}
	return false
}

// isAux reports whether the word can stand in front of a verb as a part of it.
func (r *reader) isAux(i int) bool {
	switch r.form(i) {
	case "have", "has", "had", "having", "be", "is", "are", "was", "were", "been", "being", "am", "do", "does", "did", "will", "would",
		"can", "could", "may", "might", "must", "shall", "should", "'ve", "’ve", "'s", "’s", "'re", "’re", "'d", "’d", "'ll", "’ll", "ca", "wo":
		t := r.tag(i)
		return t != language.POS && (t.IsVerb() || t == language.MD || t == language.NoXPOS)
	case "get", "got", "gets":
		return i+1 < r.end && r.tag(i+1) == language.VBN
	}
	return r.tag(i) == language.MD
}

func (r *reader) isBe(i int) bool {
	switch r.form(i) {
	case "be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "get", "got", "gets":
		return r.tag(i) != language.POS
	}
	return false
}

func (r *reader) isAdverb(i int) bool {
	switch r.tag(i) {
	case language.RB, language.RBR, language.RBS:
		return true
	}
	return r.form(i) == "n't" || r.form(i) == "n’t"
}

func (r *reader) isNot(i int) bool {
	switch r.form(i) {
	case "not", "n't", "n’t", "never":
		return true
	}
	return false
}

// isSubordinator reports whether the word opens a clause of its own: that, because, while.
func (r *reader) isSubordinator(i int) bool {
	switch r.form(i) {
	case "because", "while", "although", "though", "if", "unless", "when", "whenever", "where", "whereas", "since", "until", "whether", "why", "how", "that":
		t := r.tag(i)
		return t == language.IN || t == language.WRB || t == language.NoXPOS || t == language.RB && r.form(i) != "that"
	case "as", "after", "before", "once":
		return r.tag(i) == language.IN && r.clauseFollows(i+1)
	}
	return false
}

// clauseFollows reports whether a finite verb comes before the next comma.
func (r *reader) clauseFollows(i int) bool {
	for ; i < r.end && !r.isComma(i) && r.tag(i) != language.Stop; i++ {
		if r.isFinite(i) {
			return true
		}
	}
	return false
}

func (r *reader) isRelative(i int) bool {
	switch r.form(i) {
	case "who", "which", "whom":
		return true
	case "that":
		return r.tag(i) == language.WDT
	}
	return false
}

// isNominal reports whether the word can stand inside a simple noun phrase.
func (r *reader) isNominal(i int) bool {
	switch r.tag(i) {
	case language.NN, language.NNS, language.NNP, language.NNPS, language.DT, language.PDT, language.JJ, language.JJR, language.JJS,
		language.CD, language.PRPS, language.POS, language.HYPH, language.AFX, language.Dollar, language.FW, language.Symbol, language.ADD, language.WPS, language.GW:
		return true
	}
	return false
}

// isHead reports whether the word can be what a noun phrase is about.
func (r *reader) isHead(i int) bool {
	switch r.tag(i) {
	case language.NN, language.NNS, language.NNP, language.NNPS, language.PRP, language.DT, language.CD, language.JJ, language.WP, language.ADD, language.FW, language.JJS, language.EX, language.Symbol:
		return true
	}
	return false
}

// isTime reports whether the word dates what is said: Monday, March, yesterday.
func (r *reader) isTime(i int) bool {
	switch r.form(i) {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
		"jan.", "feb.", "aug.", "sept.", "oct.", "nov.", "dec.",
		"yesterday", "today", "tonight", "tomorrow", "overnight", "earlier", "later", "afterwards", "afterward", "recently":
		return true
	case "may":
		return r.tag(i).IsNoun()
	}
	return false
}

// isTimeNoun reports whether the word is a noun of time: last week, the next day.
func (r *reader) isTimeNoun(i int) bool {
	switch r.form(i) {
	case "week", "weeks", "month", "months", "year", "years", "day", "days", "night", "morning", "afternoon", "evening", "weekend", "hour", "hours", "minutes", "moment", "time", "noon", "midnight":
		return true
	}
	return r.isTime(i)
}

func (r *reader) isBracketOpen(i int) bool  { f := r.form(i); return f == "(" || f == "[" }
func (r *reader) isBracketClose(i int) bool { f := r.form(i); return f == ")" || f == "]" }

package position

import (
	"strings"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// conditions are the words that lead into a condition (guide positions 5), the longest first.
var conditions = [...]string{
	"in exchange for", "in return for", "on condition that", "on the condition that", "on condition of", "only after", "only if", "only when", "only once",
	"as long as", "so long as", "provided that", "providing that", "conditional on", "contingent on", "subject to", "unless", "until", "till", "provided", "if", "once", "before",
}

// condition gives the words of the condition under which a position is held, and whether it is held only under one: only
// if, unless; in principle; "but insists".
func (r *reader) condition(s stand) (words language.Range, conditional bool) {
	end, last := r.reach(s)
	principle := false
	for i := s.at + 1; i < end; i++ {
		if lead, n := r.leadsCondition(i, s.stance); n > 0 {
			return language.Range{Start: i, End: r.conditionEnd(i+n, end)}, principle || holdsBack(lead, s.stance)
		}
		switch r.form(i) {
		case "principle":
			if r.form(i-1) == "in" && (s.stance == meaning.StanceAccepts || s.stance == meaning.StanceOpen) {
				principle = true
			}
		case "but", "although", "though", "however", "yet":
			if v := r.butWants(i, end, s); v >= 0 {
				return language.Range{Start: v, End: r.conditionEnd(v+1, end)}, s.stance == meaning.StanceAccepts || s.stance == meaning.StanceOpen
			}
			if !principle {
				return words, false
			}
		}
	}
	for i := end; i < min(last, end+3); i++ { // "he was for it, but needed …": the attribution may end at the comma
		if r.form(i) == "but" {
			if v := r.butWants(i, last, s); v >= 0 && (s.stance == meaning.StanceAccepts || s.stance == meaning.StanceOpen) {
				return language.Range{Start: v, End: r.conditionEnd(v+1, last)}, true
			}
		}
	}
	return words, principle
}

// holdsBack reports whether a stance with such a condition is conditional: an offer "in exchange for" is an offer, a
// refusal "if" it does something else is a refusal.
func holdsBack(lead string, s meaning.Stance) bool {
	switch s {
	case meaning.StanceAccepts, meaning.StanceOpen:
		return true
	case meaning.StanceRejects:
		return lead == "unless" || lead == "until" || lead == "till" || lead == "before" || lead == "as long as"
	}
	return false
}

// reach is the end of the words in which a condition is looked for: of the sentence, or of what somebody says in it; a "but" may
// stand further, last is the end for that.
func (r *reader) reach(s stand) (end, last int) {
	last = r.text.SentenceOf(s.at).End
	end = last
	if told := r.told(s.at); told != nil {
		at := r.text.Words[s.at].Span()
		for _, c := range told.Content {
			if c.Span().Contains(at) {
				end = min(end, max(r.text.WordsIn(c.Start, c.End).End, s.at+1))
			}
		}
	}
	for i := s.at + 1; i < end; i++ {
		switch x := r.text.Words[i]; {
		case r.form(i) == ";":
			return i, i
		case x.XPOS == language.CC && r.form(i) == "and" && r.newSubject(i, end):
			return i, i
		case r.form(i) == "while" || r.form(i) == "whereas" || r.form(i) == "according",
			x.XPOS == language.Comma && i+1 < end && r.text.Words[i+1].XPOS == language.VBG && r.form(i+1) != "providing":
			return i, i
		}
	}
	return end, last
}

// newSubject reports whether another clause with a subject of its own begins behind an "and".
func (r *reader) newSubject(and, end int) bool {
	head := int(r.text.Words[and].Head)
	return head > and && head < end && r.text.Words[head].Rel == language.Conj && r.text.Child(head, language.NSubj) > and
}

// leadsCondition gives the words at i that lead into a condition, and how many they are.
func (r *reader) leadsCondition(i int, s meaning.Stance) (string, int) {
	for _, c := range conditions {
		n := 0
		for word := range strings.FieldsSeq(c) {
			if i+n >= len(r.text.Words) || r.form(i+n) != word {
				n = -1
				break
			}
			n++
		}
		if n <= 0 {
			continue
		}
		if c == "if" && i > 0 && (r.form(i-1) == "as" || r.form(i-1) == "even" || r.text.Words[i].Rel == language.Fixed) {
			return "", 0
		}
		if c == "once" && r.text.Words[i].Rel != language.Mark {
			return "", 0
		}
		if c == "before" && (!r.beforeClause(i) || s != meaning.StanceRejects) {
			return "", 0 // of other stances it tells when
		}
		if (c == "until" || c == "till") && r.text.Words[i].Rel == language.Case && i+1 < len(r.text.Words) && r.text.Words[i+1].UPOS == language.NUM {
			return "", 0
		}
		return c, n
	}
	return "", 0
}

// beforeClause reports whether a "before" leads into what another is to do first, and not to a day.
func (r *reader) beforeClause(i int) bool {
	if r.text.Words[i].Rel == language.Mark {
		return true
	}
	return i+1 < len(r.text.Words) && r.text.Words[i+1].UPOS == language.PROPN && len(r.sides(i+1)) > 0
}

// conditionEnd is where a condition ends: at a mark, or where the saying of it is told.
func (r *reader) conditionEnd(i, end int) int {
	opened := false
	for j := i; j < end; j++ {
		switch x := r.text.Words[j]; x.XPOS {
		case language.OpenQuote:
			opened = true
		case language.CloseQuote:
			if !opened {
				return j
			}
		case language.Comma, language.Stop, language.Colon, language.RRB:
			return j
		}
	}
	return end
}

// butWants gives the first word after a "but" by which the holder of a stance asks for more, or -1: but insists that,
// but needed details first.
func (r *reader) butWants(but, end int, s stand) int {
	const reach = 6
	for i := but + 1; i < min(end, but+reach); i++ {
		switch r.text.Lemma(i) {
		case "insist", "want", "need", "demand", "require", "stress", "emphasise", "emphasize", "seek":
			subject := r.text.Child(i, language.NSubj)
			if subject < 0 {
				return but + 1
			}
			for _, h := range r.parties(subject, s.at) {
				for _, x := range s.holders {
					if x.party == h.party {
						return but + 1
					}
				}
			}
			return -1
		case "only", "not":
			if s.stance == meaning.StanceAccepts || s.stance == meaning.StanceOpen {
				if r.form(i) == "only" {
					return but + 1
				}
			}
		}
	}
	return -1
}

// hedge gives the words by which it is not plain that a position is held: likely, reportedly, might (guide positions 5).
func (r *reader) hedge(p place) string {
	t := r.text
	switch p.sort {
	case must, yield, verdict:
		return ""
	}
	verb := p.at
	if w := t.Words[verb]; w.Rel == language.XComp && w.Head >= 0 {
		if h := int(w.Head); r.isHedge(h) {
			return t.Form(h)
		}
	}
	if m := t.Modal(verb); r.lexicon.has(m, hedge) {
		back := m == "would" && r.told(verb) != nil && !r.quoted(verb) // "said it would": will, told of the past
		if !back && !((t.Negated(verb) || r.neither(verb)) && (m == "could" || m == "would")) {
			return m
		}
	}
	for c := range t.Children(verb) {
		if t.Words[c].Rel == language.AdvMod && r.isHedge(c) {
			return t.Form(c)
		}
	}
	return ""
}

func (r *reader) isHedge(i int) bool {
	return r.lexicon.has(r.form(i), hedge) || r.lexicon.has(r.text.Lemma(i), hedge)
}

// time gives when a position was held: the day beside the cue, else that of the statement, else the day of publication
// (guide positions 7).
func (r *reader) time(s stand, told, own *meaning.Statement) string {
	if day := r.dayBeside(s); day != "" {
		return day
	}
	for _, x := range []*meaning.Statement{own, told} {
		if x != nil && x.Time != "" {
			return x.Time
		}
	}
	const day = len("2025-03-18")
	date := r.doc.Published.Date
	return date[:min(len(date), day)]
}

// dayBeside gives the day that hangs on the cue's verb.
func (r *reader) dayBeside(s stand) string {
	span := r.text.Span(r.text.SentenceOf(s.at))
	verb := s.at
	if s.sort == noun || s.sort == voiced {
		if v := r.text.Ancestor(s.at, func(w int) bool { return r.text.Words[w].XPOS.IsVerb() }); v >= 0 && len(s.holders) > 0 {
			verb = v
		}
	}
	for _, x := range r.times {
		at := x.Evidence[0].Span()
		if at.Start >= span.End {
			break
		}
		if at.Start < span.Start || x.Kind != "DATE" && x.Kind != "TIME" || !isDay(x.Value) {
			continue
		}
		words := r.text.WordsIn(at.Start, at.End)
		for w := words.Start; w < words.End; w++ {
			if h := int(r.text.Words[w].Head); h == verb && (r.text.Words[w].Rel.Universal() == language.Obl || r.text.Words[w].Rel == language.AdvMod) && (w < s.object.words.Start || w >= s.object.words.End) {
				return x.Value
			}
		}
	}
	return ""
}

// isDay reports whether a value of TIMEX3 names a month or day of a year that is known.
func isDay(value string) bool {
	const month = len("2025-03")
	return len(value) >= month && value[4] == '-' && !strings.ContainsAny(value, "XW")
}

package contact

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// ahead are the words before "to" that make what follows planned, and not only wished (guide contacts 5.2).
var aheadWords = []string{
	"due", "set", "expect", "expected", "schedule", "scheduled", "slate", "slated", "plan", "planning", "likely", "go", "going", "about", "agree", "intend",
	"prepare", "poise", "poised", "arrange", "decide", "book", "confirm", "certain", "supposed", "suppose", "be", "return", "continue",
}

// statusOf gives the status that the tense of a verb gives what it tells; open where it leaves that open, as do "could",
// "wants to" and "if", and where it is denied (guide contacts 5).
func (f *finder) statusOf(verb, depth int) stand {
	if verb < 0 || depth > 6 {
		return open
	}
	t := f.text
	w := t.Words[verb]
	if t.Negated(verb) || f.conditional(verb) {
		return open
	}
	switch m := t.Modal(verb); m {
	case "":
	case "will", "shall":
		return planned
	case "would":
		if f.reported(verb) {
			return planned
		}
		return open
	default:
		return open
	}
	switch w.XPOS {
	case language.VBD:
		return held
	case language.VBN:
		if h := int(w.Head); w.Rel == language.Acl && h >= 0 && t.Words[h].Rel == language.Root {
			return held // a headline, or a past tense misread
		}
		return f.participle(verb)
	case language.VBZ, language.VBP:
		return held
	case language.VBG:
		return f.progressive(verb, depth)
	case language.VB:
		return f.infinitive(verb, depth)
	}
	return open
}

// participle gives the status of a past participle: of has met held, of is hosted what its auxiliary says.
func (f *finder) participle(verb int) stand {
	for c := range f.text.Children(verb) {
		if r := f.text.Words[c].Rel; (r == language.Aux || r == language.AuxPass) && strings.EqualFold(f.text.Form(c), "be") && f.text.Modal(verb) == "" {
			return f.infinitive(verb, 0) // is to be held
		}
		if f.text.Words[c].Rel == language.AuxPass && f.text.Lemma(verb) == "head" && f.text.Words[c].XPOS != language.VBD {
			return planned // is headed to
		}
	}
	return held
}

// progressive gives the status of an -ing form: is meeting, after meeting, before meeting, meeting him on Monday.
func (f *finder) progressive(verb, depth int) stand {
	t := f.text
	w := t.Words[verb]
	for c := range t.Children(verb) {
		if t.Words[c].Rel == language.Aux {
			if f.travels(verb) && t.Words[verb].Rel == language.CComp {
				return planned // said that he was travelling to Arle on Sunday
			}
			return held
		}
		if t.Words[c].Rel == language.Mark && !strings.EqualFold(t.Form(c), "that") {
			switch strings.ToLower(t.Form(c)) {
			case "after", "since", "following", "upon":
				return held
			case "on", "by", "when", "while", "in": // as the clause that it stands in
				if h := int(w.Head); h >= 0 && t.Words[h].XPOS.IsVerb() {
					return f.statusOf(h, depth+1)
				}
				return held
			case "before":
				return planned
			}
			return open
		}
	}
	if w.Rel == language.AdvCl || w.Rel == language.Conj || w.Rel == language.Parataxis {
		return f.statusOf(int(w.Head), depth+1)
	}
	return open
}

// infinitive gives the status of "to" and a verb by what stands before it: due to meet, went to meet, wants to meet.
func (f *finder) infinitive(verb, depth int) stand {
	t := f.text
	i := verb - 1
	s := t.SentenceOf(verb)
	for i >= s.Start && (t.Words[i].UPOS == language.ADV || t.Words[i].UPOS == language.AUX) && t.Form(i) != "to" {
		i--
	}
	if i <= s.Start || !strings.EqualFold(t.Form(i), "to") {
		return open
	}
	i--
	for i > s.Start && (f.isTime(i) || t.Words[i].XPOS == language.Comma || t.Words[i].UPOS == language.ADV && !slices.Contains(aheadWords, strings.ToLower(t.Form(i)))) {
		i--
	}
	if f.staysIn(i) {
		if t.Words[t.Child(i, language.Cop)].XPOS == language.VBD {
			return held
		}
		return planned
	}
	before := t.Lemma(i)
	if t.Words[i].UPOS == language.AUX && before != "be" {
		return open
	}
	if slices.Contains(aheadWords, before) {
		if f.denied(i) || i > s.Start+1 && f.text.Form(i-1) == "been" && strings.EqualFold(f.text.Form(i-2), "had") {
			return open // had been expected to: it came otherwise
		}
		return planned
	}
	switch w := t.Words[verb]; {
	case before == "offer" || before == "refuse" || before == "proposal" || before == "invitation":
		return open
	case w.Rel == language.AdvCl || w.Rel == language.XComp && f.travels(int(w.Head)): // flew to Arle to meet him
		if h := int(w.Head); h >= 0 && f.travels(h) {
			return f.statusOf(h, depth+1)
		}
	case w.Rel == language.Conj: // is to fly to Arle and meet him
		return f.statusOf(int(w.Head), depth+1)
	case before == "first" || before == "last":
		return held
	}
	return open
}

// staysIn reports whether a word is the place of a clause that says where somebody is: was in Geneva.
func (f *finder) staysIn(i int) bool {
	if f.text.Child(i, language.Cop) < 0 || f.text.Negated(i) || f.text.Modal(i) != "" {
		return false
	}
	p := f.text.Preposition(i)
	return (p == "in" || p == "at") && f.placeName(i) != ""
}

// denied reports whether a word is denied close before or with its verb: not due to, no longer expected to.
func (f *finder) denied(i int) bool {
	if f.text.Negated(i) {
		return true
	}
	for k := max(0, i-3); k < i; k++ {
		switch strings.ToLower(f.text.Form(k)) {
		case "not", "n't", "n’t", "no", "never", "neither":
			return true
		}
	}
	return false
}

// travels reports whether a verb is one of going somewhere.
func (f *finder) travels(verb int) bool {
	if verb < 0 {
		return false
	}
	switch f.text.Lemma(verb) {
	case "travel", "fly", "go", "come", "arrive", "head", "return", "visit", "journey", "land", "send", "dispatch", "rush", "drive":
		return true
	}
	return false
}

// conditional reports whether a verb's clause is under a condition or a question: if, unless, whether.
func (f *finder) conditional(verb int) bool {
	t := f.text
	for n := 0; verb >= 0 && n < 4; n++ {
		for c := range t.Children(verb) {
			if r := t.Words[c].Rel; r != language.Mark && r != language.AdvMod || c > verb {
				continue
			}
			switch strings.ToLower(t.Form(c)) {
			case "if", "unless", "whether", "until", "should":
				return true
			}
		}
		if r := t.Words[verb].Rel; r != language.Conj && r != language.XComp && r != language.CComp {
			break
		}
		verb = int(t.Words[verb].Head)
	}
	return false
}

// reported reports whether a clause with "would" is what somebody said in the past, and not a mere thought.
func (f *finder) reported(verb int) bool {
	t := f.text
	for n := 0; verb >= 0 && n < 4; n++ {
		w := t.Words[verb]
		h := int(w.Head)
		if h < 0 {
			return false
		}
		switch w.Rel {
		case language.CComp, language.Parataxis, language.Conj, language.XComp, language.AclRelcl, language.AdvCl:
			if t.Words[h].XPOS == language.VBD || t.Words[h].XPOS == language.VBN || t.Words[h].XPOS == language.VBG || t.Words[h].XPOS == language.VBZ {
				switch t.Lemma(h) {
				case "say", "announce", "confirm", "tell", "add", "report", "agree", "state", "write", "declare", "note", "indicate", "promise":
					return true
				}
			}
		}
		for c := range t.Children(h) { // "He would meet Holm on Monday, Brek said": the saying hangs on the clause
			if c == verb {
				continue
			}
			if t.Words[c].Rel == language.Parataxis && (t.Lemma(c) == "say" || t.Lemma(c) == "announce") {
				return true
			}
		}
		verb = h
	}
	return false
}

// settle makes the status of a mention of the status that words give and the date that is known.
func (f *finder) settle(x *told, by stand) bool {
	switch by {
	case planned:
		x.status = meaning.Planned
	case held:
		x.status = meaning.Held
	case cancelled:
		x.status = meaning.Cancelled
	default:
		return false
	}
	if x.status == meaning.Held && f.ahead(x.date) {
		x.status = meaning.Planned
	}
	if x.status == meaning.Planned && f.past(x.date) && !x.sure {
		x.status = meaning.Held
	}
	return true
}

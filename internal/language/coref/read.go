package coref

import (
	"strings"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/language"
)

// read says what a mention's own words tell of what it refers to.
func (r *resolver) read(m int) info {
	x := r.ms[m]
	in := info{subject: r.isSubject(x), source: r.isSource(x)}
	switch x.Form {
	case language.Name:
		in.gender = r.genderOfName(x)
		in.definite = true
	case language.Pronoun:
		in.gender = pronounGender(strings.ToLower(r.form(x.Head)))
		in.plural = x.Kind == language.Group
	case language.Description:
		r.describe(m, &in)
	}
	for k := m - 1; k >= max(0, m-20) && r.sent[r.ms[k].Words.Start] == r.sent[x.Words.Start]; k-- {
		if r.ms[k].Words.End >= x.Words.End && r.ms[k].Words != x.Words {
			in.within = true
			break
		}
	}
	return in
}

// describe reads a description: its noun, whose it is, what role it gives.
func (r *resolver) describe(m int, in *info) {
	x := r.ms[m]
	in.noun, in.ok = r.world.Noun(r.form(x.Head))
	in.gender = genderOf(in.noun.Sex)
	in.plural = in.noun.Many && r.form(x.Head) != in.noun.One || in.noun.Plural == "-"
	first := strings.ToLower(r.form(x.Words.Start))
	switch first {
	case "the", "this", "that", "these", "those", "both", "his", "her", "its", "their":
		in.definite = true
	}
	if first == "both" {
		in.count = 2
	}
	var role []string
	states := map[string]bool{}
	for i := x.Words.Start; i < x.Words.End; i++ {
		k := r.within(m, i)
		if k >= 0 && i <= x.Head || k >= 0 && r.ms[k].Form == language.Name {
			if s := r.stands(k); s != "" && !r.hyphened(r.ms[k]) {
				states[s] = true
				in.state = s
			}
			i = r.ms[k].Words.End - 1
			if w := r.word(i+1, i); w == "'s" || w == "’s" || w == "'" || w == "’" {
				in.definite = true
				i++
			}
			continue
		}
		form := strings.ToLower(r.form(i))
		if i > x.Head {
			if len(states) == 0 && in.noun.Sort == "office" {
				role = append(role, form)
			}
			continue
		}
		in.past = in.past || form == "former" || form == "then" || form == "late"
		switch form {
		case "the", "a", "an", "this", "that", "these", "those", "both", "his", "her", "its", "their", "some", "former", "-", "'s", "’s":
			continue
		}
		if n := number(form); n > 0 && i < x.Head {
			in.count = n
			continue
		}
		role = append(role, form)
	}
	if len(states) > 1 {
		in.state = ""
	}
	if in.plural && len(role) > 0 && x.Words.End == x.Head+1 {
		role[len(role)-1] = in.noun.One
	}
	in.role = agenda.PlainRole(strings.Join(role, " "))
}

// hyphened reports whether a name is only a part of a word: pro-Valmoran, Valmora-backed.
func (r *resolver) hyphened(x language.Mention) bool {
	i, j := x.Words.Start-1, x.Words.End
	return r.word(i, x.Head) == "-" && r.text.Words[i].End == r.text.Words[x.Words.Start].Start ||
		r.word(j, x.Head) == "-" && r.text.Words[j].Start == r.text.Words[j-1].End
}

// within gives the mention that begins at word i inside mention m, or -1.
func (r *resolver) within(m, i int) int {
	for k := m + 1; k < len(r.ms) && r.ms[k].Words.Start <= i; k++ {
		if r.ms[k].Words.Start == i && r.ms[k].Words.End <= r.ms[m].Words.End {
			return k
		}
	}
	return -1
}

// stands gives the party that a nationality, state, seat or listed person stands for.
func (r *resolver) stands(m int) string {
	x := r.ms[m]
	if x.Form != language.Name {
		return ""
	}
	if x.State != "" {
		return x.State
	}
	if hits := r.world.Named(r.text.Span(x.Words).Of(r.text.Source)); len(hits) > 0 {
		switch e := hits[0].Entry; e.Kind {
		case agenda.Person:
			return e.PartyAt(r.date)
		case agenda.Nation:
			return e.Name
		default:
			return e.Party
		}
	}
	if x.Kind == language.Place || x.Kind == language.Nationality {
		return r.text.Span(x.Words).Of(r.text.Source)
	}
	return ""
}

func number(s string) int {
	switch s {
	case "two", "2":
		return 2
	case "three", "3":
		return 3
	case "four", "4":
		return 4
	}
	return 0
}

func pronounGender(s string) language.Gender {
	switch s {
	case "he", "him", "his", "himself":
		return language.Masculine
	case "she", "her", "hers", "herself":
		return language.Feminine
	}
	return language.NoGender
}

// genderOfName gives the gender that a title or a sure first name tells.
func (r *resolver) genderOfName(x language.Mention) language.Gender {
	if x.Kind != language.Person {
		return language.NoGender
	}
	if before := r.word(x.Words.Start-1, x.Words.Start); before != "" {
		if t, ok := r.world.Title(before); ok && t.Sex != "" {
			return genderOf(t.Sex)
		}
		if n, ok := r.world.Noun(before); ok && n.Sex != "" {
			return genderOf(n.Sex)
		}
	}
	if x.Words.Len() > 1 {
		if s, ok := r.world.FirstName(r.form(x.Words.Start)); ok {
			return genderOf(s)
		}
	}
	return language.NoGender
}

// isSubject reports whether a mention stands before a verb and after no preposition.
func (r *resolver) isSubject(x language.Mention) bool {
	if x.Words.Start > 0 && r.sent[x.Words.Start-1] == r.sent[x.Words.Start] {
		if r.text.Words[x.Words.Start-1].UPOS == language.ADP {
			return false
		}
		switch r.form(x.Words.Start - 1) {
		case "to", "of", "with", "by", "for", "in", "from", "at", "on", "against", "between":
			return false
		}
	}
verb:
	for i := x.Words.End; i < x.Words.End+4 && i < len(r.text.Words) && r.sent[i] == r.sent[x.Words.Start]; i++ {
		switch w := r.text.Words[i]; w.UPOS {
		case language.VERB, language.AUX:
			return w.XPOS != language.VBG && (w.XPOS != language.VBN || i > x.Words.End)
		case language.ADV, language.PART:
		case language.NoUPOS:
			if reports(r.form(i)) {
				return true
			}
		default:
			break verb
		}
	}
	// A subject with an apposition or a relative clause after it, at the start of its sentence.
	s := r.text.Sentences[r.sent[x.Words.Start]]
	if x.Words.Start > s.Start+8 {
		return false
	}
	for i := s.Start; i < x.Words.Start; i++ {
		switch r.text.Words[i].UPOS {
		case language.CCONJ, language.ADV, language.PUNCT, language.DET, language.SCONJ:
		default:
			return r.titled(i, x.Words.Start)
		}
	}
	return x.Form != language.Pronoun
}

// titled reports whether only a title stands between two words: Mr.
func (r *resolver) titled(i, end int) bool {
	_, ok := r.world.Title(r.form(i))
	return ok && i+1 == end
}

// isSource reports whether a mention is beside a verb of saying, or is known to be a source.
func (r *resolver) isSource(x language.Mention) bool {
	span := r.text.Span(x.Words)
	for _, s := range r.sources {
		if s.Contains(span) && span.Start-s.Start <= len("Sen. ") {
			return true
		}
	}
	for i := x.Words.End; i < x.Words.End+3; i++ {
		w := r.word(i, x.Words.Start)
		if reports(w) {
			return true
		}
		if w != "has" && w != "have" && w != "had" && w != "also" && w != "later" && w != "earlier" && w != "then" {
			break
		}
	}
	return reports(r.word(x.Words.Start-1, x.Words.Start))
}

// reports reports whether a word is a common verb of saying in the past or present.
func reports(s string) bool {
	switch s {
	case "said", "says", "say", "told", "tells", "added", "adds", "warned", "warns", "insisted", "insists", "argued", "stressed",
		"claimed", "claims", "announced", "tweeted", "wrote", "noted", "asked", "explained", "declared", "accused", "denied",
		"confirmed", "stated", "emphasised", "emphasized", "replied", "responded", "acknowledged", "suggested", "vowed",
		"pledged", "called", "demanded", "declined", "reiterated", "continued", "recalled", "described", "conceded", "listed",
		"cautioned", "predicted", "reported", "reports", "expressed", "urged", "rejected", "dismissed", "condemned", "promised":
		return true
	}
	return false
}

package entity

import (
	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/language"
)

// listed finds the names of the world's lists in a sentence.
func (f *finder) listed(s language.Range) {
	for i := s.Start; i < s.End; i++ {
		if f.owner[i] >= 0 || !f.mayBegin(i) {
			continue
		}
		end, hits := f.world.Find(f.text.Source, int(f.text.Words[i].Start))
		last := f.wordEnding(s, i, end)
		if last < 0 {
			continue
		}
		if kind, ok := f.choose(s, i, last+1, hits); ok {
			f.add(i, last+1, last, kind, language.Name)
			i = last
		}
	}
}

// mayBegin reports whether a listed name may begin with the word.
func (f *finder) mayBegin(i int) bool {
	form := f.form(i)
	if capital(form) || form[0] >= '0' && form[0] <= '9' {
		return true
	}
	switch form {
	case "the", "al", "el", "von", "van", "de", "bin", "dos", "anti":
		return true
	}
	return false
}

// wordEnding gives the word of the sentence that ends at a byte, or -1.
func (f *finder) wordEnding(s language.Range, i, end int) int {
	for ; i < s.End; i++ {
		if at := int(f.text.Words[i].End); at == end {
			return i
		} else if at > end {
			return -1
		}
	}
	return -1
}

// choose decides what a listed name stands for where it is found, if for anything in the lists.
func (f *finder) choose(s language.Range, start, end int, hits []agenda.Hit) (language.EntityKind, bool) {
	h := hits[0]
	for _, other := range hits[1:] {
		if other.Sense < h.Sense {
			h = other
		}
	}
	single := end == start+1
	if single && f.opens(s, start) && !f.caps[start] && !f.title[f.sentence] && !f.listedOpening(start, h) {
		return 0, false
	}
	if h.Entry.Kind == agenda.Person && h.Sense == agenda.ShortName && !f.alone(s, start, end) {
		f.caps[start-1] = true
		return 0, false
	}
	if single && h.Entry.Kind != agenda.Person {
		_, first := f.world.FirstName(f.form(start))
		if (first || start > s.Start && f.isPersonNoun(f.form(start-1)) && capital(f.form(start-1))) && f.goesOn(s, end) && !f.joined(end) {
			return 0, false // Jordan Velde, Bishop Israel Velde
		}
	}
	if start > s.Start && h.Entry.Kind != agenda.Person {
		if t, _ := f.world.Title(f.form(start - 1)); t.Sex != "" {
			return 0, false // Ms Lima
		}
	}
	if h.Entry.Kind == agenda.Medium && f.form(start) == "The" && end < s.End && f.common(end) {
		return 0, false // The Australian minister
	}
	return kindOf(h), true
}

// listedOpening reports whether a listed word that opens a sentence, and that no capital shows to be a name,
// is one by what it is: Norwegian, NATO.
func (f *finder) listedOpening(i int, h agenda.Hit) bool {
	if h.Sense == agenda.ShortName || h.Sense == agenda.Capital || f.small[lowered(f.form(i))] {
		return f.text.Words[i].UPOS == language.NoUPOS
	}
	switch f.text.Words[i].UPOS {
	case language.ADJ, language.NOUN, language.PROPN, language.X, language.NoUPOS:
		return true
	}
	return false
}

// alone reports whether a person's last name stands by itself, and not in another's full name.
func (f *finder) alone(s language.Range, start, end int) bool {
	if start > s.Start && (f.goesOn(s, start-1) || f.strangeOpening(s, start-1)) && !f.joined(start) {
		if p := f.owner[start-1]; p < 0 || f.mentions[p].Kind == language.Person {
			_, known := f.world.Noun(f.form(start - 1))
			return known || f.title[f.sentence]
		}
	}
	return true
}

// strangeOpening reports whether a word opens its sentence that is no word of the language as far as is
// known: it may be a first name that no list has.
func (f *finder) strangeOpening(s language.Range, i int) bool {
	form := f.form(i)
	if !f.opens(s, i) || !capital(form) || f.title[f.sentence] || f.never(form) || f.small[lowered(form)] || len(f.world.Named(form)) > 0 {
		return false
	}
	switch f.text.Words[i].UPOS {
	case language.NOUN, language.PROPN, language.ADJ, language.X:
		_, noun := f.world.Noun(form)
		return !noun
	}
	return false
}

// goesOn reports whether the word could be part of a person's name.
func (f *finder) goesOn(s language.Range, i int) bool {
	if i >= s.End || !f.caps[i] || upper(f.form(i)) && len(f.form(i)) > 2 {
		return false
	}
	_, noun := f.world.Noun(f.form(i))
	_, title := f.world.Title(f.form(i))
	return !noun && !title && !f.otherName(f.form(i))
}

// otherName reports whether the lists know the word as more than a person's last name.
func (f *finder) otherName(s string) bool {
	for _, h := range f.world.Named(s) {
		if h.Sense != agenda.ShortName {
			return true
		}
	}
	return false
}

// common reports whether a word is a noun or adjective in small letters.
func (f *finder) common(i int) bool {
	if capital(f.form(i)) {
		return false
	}
	switch f.text.Words[i].UPOS {
	case language.NOUN, language.ADJ:
		return true
	case language.NoUPOS:
		_, ok := f.world.Noun(f.form(i))
		return ok
	}
	return false
}

// kindOf says what a listed name names.
func kindOf(h agenda.Hit) language.EntityKind {
	if h.Sense == agenda.Adjective || h.Sense == agenda.People {
		return language.Nationality
	}
	switch h.Entry.Kind {
	case agenda.Person:
		return language.Person
	case agenda.State, agenda.Place:
		return language.Place
	case agenda.Nation:
		return language.Nationality
	case agenda.Medium:
		return language.Work
	default:
		return language.Organisation
	}
}

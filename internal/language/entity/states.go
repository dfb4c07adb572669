package entity

import (
	"maps"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/language"
)

// states is the states that no list has and the text itself shows to be some: what has a foreign minister, an
// embassy, an army is one.
type states struct {
	names  map[string]string // as it is written, and as the record writes it: Valmora, Valmoran
	people map[string]bool   // which of them are adjectives and peoples
	proof  map[string]int    // what speaks for a name; enough makes it a state
}

const enough = 2

// findStates goes through the text for names that have what only states have.
func (f *finder) findStates() {
	f.states = states{names: map[string]string{}, people: map[string]bool{}, proof: map[string]int{}}
	adjectives := map[string]int{}
	strangers := map[string]bool{} // capitalised words that no list has
	persons := map[string]bool{}
	for _, s := range f.text.Sentences {
		for i := s.Start; i < s.End; i++ {
			if f.mayBeState(i) {
				strangers[f.form(i)] = true
				if i > s.Start && f.personBefore(s, i) {
					persons[f.form(i)] = true
				}
			}
			f.proveStates(s, i, adjectives)
		}
	}
	for name := range persons {
		delete(f.states.proof, name)
		delete(strangers, name)
	}
	f.placed()
	f.adjectives(strangers, adjectives)
	for _, name := range slices.Sorted(maps.Keys(f.states.proof)) {
		if f.states.proof[name] >= enough {
			f.states.names[name] = name
		}
	}
	f.peoples(strangers)
}

// mayBeState reports whether a word is a capitalised one that the lists do not have.
func (f *finder) mayBeState(i int) bool {
	form := f.form(i)
	if len(form) < 4 || !capital(form) || upper(form) || f.never(form) || f.text.Words[i].UPOS == language.PRON || f.text.Words[i].UPOS == language.DET {
		return false
	}
	_, noun := f.world.Noun(form)
	_, given := f.world.FirstName(form)
	return !noun && !given && !f.small[lowered(form)] && f.world.Ending(form) == "" && len(f.world.Named(form)) == 0
}

// personBefore reports whether the word before a name shows it to be a person's: a title, a first name, an office.
func (f *finder) personBefore(s language.Range, i int) bool {
	before := f.form(i - 1)
	if _, title := f.world.Title(before); title {
		return true
	}
	if _, given := f.world.FirstName(before); given {
		return true
	}
	return capital(before) && (f.isPersonNoun(before) || f.caps[i-1] && !f.opens(s, i-1) && !direction(before) && len(f.world.Named(before)) == 0)
}

func direction(s string) bool {
	switch s {
	case "North", "South", "East", "West", "New", "Northern", "Southern", "Eastern", "Western", "Republic", "Upper", "Lower":
		return true
	}
	return false
}

// proveStates looks at a word that ends an office or the name of a body, and notes whose it is.
func (f *finder) proveStates(s language.Range, i int, adjectives map[string]int) {
	first, end, proof := f.office(s, i)
	if proof == 0 {
		return
	}
	for first > s.Start && f.rank(first-1) {
		first--
	}
	if first > s.Start {
		if w := f.form(first - 1); w == "'s" || w == "’s" || w == "'" || w == "’" {
			f.prove(f.nameEnding(s, first-2), proof)
		} else if f.mayBeState(first - 1) {
			adjectives[w] = max(adjectives[w], proof)
		}
	}
	if end+1 < s.End && f.form(end) == "of" {
		at := end + 1
		if at+2 < s.End && f.form(at) == "the" && f.form(at+1) == "Republic" && f.form(at+2) == "of" {
			at += 3
		}
		f.prove(f.nameBeginning(s, at), proof)
	}
}

// office gives the words of an office or body that end at a noun, or go on with "of", and what it proves.
func (f *finder) office(s language.Range, i int) (first, end, proof int) {
	last := strings.ToLower(f.form(i))
	if _, ok := f.world.Noun(last); !ok {
		return 0, 0, 0
	}
	if i+2 < s.End && f.form(i+1) == "of" {
		long := last + " of"
		for k := i + 2; k < min(s.End, i+4); k++ {
			long += " " + strings.ToLower(f.form(k))
			if p := f.weight(long); p > 0 {
				return i, k + 1, p
			}
		}
	}
	if i > s.Start {
		if p := f.weight(strings.ToLower(f.form(i-1)) + " " + last); p > 0 {
			return i - 1, i + 1, p
		}
	}
	return i, i + 1, f.weight(last)
}

// weight gives what an office or body proves of whoever has one.
func (f *finder) weight(office string) int {
	switch f.world.StateOffice(office) {
	case "sure":
		return enough
	case "likely":
		return 1
	}
	return 0
}

// rank reports whether a word only says which holder of an office it is.
func (f *finder) rank(i int) bool {
	switch strings.ToLower(f.form(i)) {
	case "deputy", "vice", "former", "acting", "interim", "new", "then", "first", "late", "outgoing":
		return true
	}
	return false
}

// prove adds to what speaks for a name.
func (f *finder) prove(name string, proof int) {
	if name != "" {
		f.states.proof[name] = min(f.states.proof[name]+proof, enough)
	}
}

// nameEnding gives the name of one word, with a direction before it, that ends at a word and may be a state's.
func (f *finder) nameEnding(s language.Range, i int) string {
	if i < s.Start || !f.mayBeState(i) {
		return ""
	}
	start := i
	for start > s.Start && direction(f.form(start-1)) {
		start--
	}
	if start == i && start > s.Start && f.personBefore(s, i) {
		return ""
	}
	return f.joinedForms(start, i+1)
}

func (f *finder) nameBeginning(s language.Range, i int) string {
	end := i
	for end < s.End && direction(f.form(end)) {
		end++
	}
	if end >= s.End || !f.mayBeState(end) || end+1 < s.End && capital(f.form(end+1)) {
		return ""
	}
	return f.joinedForms(i, end+1)
}

func (f *finder) joinedForms(start, end int) string {
	words := make([]string, 0, end-start)
	for i := start; i < end; i++ {
		words = append(words, f.form(i))
	}
	return strings.Join(words, " ")
}

// placed adds that a name stands where places do: in Valmora.
func (f *finder) placed() {
	for _, s := range f.text.Sentences {
		for i := s.Start + 1; i < s.End; i++ {
			if p := f.states.proof[f.form(i)]; p > 0 && p < enough && locative(f.form(i-1)) {
				f.prove(f.form(i), 1)
			}
		}
	}
}

// adjectives takes a state's office behind an adjective as one of the state of which it is made, where the text
// names that too: the Estrian army, of Estria.
func (f *finder) adjectives(strangers map[string]bool, adjectives map[string]int) {
	sorted := slices.Sorted(maps.Keys(strangers))
	for _, adjective := range slices.Sorted(maps.Keys(adjectives)) {
		for _, name := range sorted {
			if demonym(adjective, name) {
				f.prove(name, adjectives[adjective]+1)
			}
		}
	}
}

// peoples finds the adjectives and the people of the states among the words of the text.
func (f *finder) peoples(strangers map[string]bool) {
	names := slices.Sorted(maps.Keys(f.states.names))
	for _, word := range slices.Sorted(maps.Keys(strangers)) {
		for _, name := range names {
			if _, known := f.states.names[word]; !known && (demonym(word, name) || demonym(strings.TrimSuffix(word, "s"), name)) {
				f.states.names[word] = name
				f.states.people[word] = true
			}
		}
	}
}

// demonym reports whether an adjective is made of a state's name with one of the usual endings: Valmoran of
// Valmora, Kestrian of Kestria, Taldese of Taldia.
func demonym(adjective, name string) bool {
	for _, stem := range []string{name, name[:len(name)-1], strings.TrimSuffix(name, "ia")} {
		ending, ok := strings.CutPrefix(adjective, stem)
		if !ok || len(stem) < 3 || stem != name && !strings.ContainsAny(name[len(stem):], "aeiouy") {
			continue
		}
		switch ending {
		case "n", "an", "ian", "ean", "ese", "i", "ish":
			return true
		}
	}
	return false
}

// textStates finds the names of those states, and of their people, in a sentence.
func (f *finder) textStates(s language.Range) {
	if len(f.states.names) == 0 {
		return
	}
	for i := s.Start; i < s.End; i++ {
		for end := min(s.End, i+3); end > i; end-- {
			name, ok := f.states.names[f.joinedForms(i, end)]
			if !ok || f.taken(i, end) {
				continue
			}
			kind := language.Place
			if f.states.people[f.form(i)] {
				kind = language.Nationality
			}
			f.mentions[f.add(i, end, end-1, kind, language.Name)].State = name
			i = end - 1
			break
		}
	}
}

// taken reports whether a word of these is of another name.
func (f *finder) taken(start, end int) bool {
	for i := start; i < end; i++ {
		if f.owner[i] >= 0 {
			return true
		}
	}
	return false
}

package entity

import (
	"strings"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/language"
)

// names finds the names of a sentence that no list has, by their capitals.
func (f *finder) names(s language.Range) {
	for i := s.Start; i < s.End; i++ {
		if !f.beginsName(s, i) {
			continue
		}
		end := f.run(s, i)
		for end > i+1 && (f.form(end-1) == "-" || particle(f.form(end-1))) {
			end--
		}
		f.name(s, f.trim(i, end), end)
		i = end - 1
	}
}

// free reports whether a word has a capital, belongs to no name and to no description.
func (f *finder) free(i int) bool {
	return f.owner[i] < 0 && !f.described[i] && f.caps[i]
}

func (f *finder) beginsName(s language.Range, i int) bool {
	if f.free(i) {
		return true
	}
	switch strings.ToLower(f.form(i)) {
	case "al", "el", "ad", "ash", "as", "an": // al-Burhan
		return f.owner[i] < 0 && i+2 < s.End && f.form(i+1) == "-" && f.joined(i+1) && f.joined(i+2) && capital(f.form(i+2)) && f.owner[i+2] < 0
	}
	return false
}

// run gives the end of the capitals and name particles that begin at i.
func (f *finder) run(s language.Range, i int) int {
	j := i + 1
	for j < s.End {
		form := f.form(j)
		switch {
		case f.breaks[j]:
			return j
		case f.free(j):
		case form == "-" && f.joined(j) && j+1 < s.End && f.joined(j+1) && f.owner[j+1] < 0 && f.hyphened(j+1):
			j++
		case form == "&" && j+1 < s.End && f.free(j+1): // Velde & Holm
			j++
		case particle(form) && f.owner[j] < 0 && f.particleGoesOn(s, j):
		case form == "Jr." || form == "Sr." || form == "Jr" || form == "II" || form == "III" || form == "IV":
		case len(form) <= 2 && capital(form) && strings.HasSuffix(form, ".") && f.owner[j] < 0: // S.
		case f.owner[j] >= 0 && f.surname(j):
			f.forget(int(f.owner[j]))
			continue
		default:
			return j
		}
		j++
	}
	return j
}

// surname reports whether a word that was taken for a place or for a known person's last name ends a
// person's name here: Ana Jordan.
func (f *finder) surname(j int) bool {
	m := f.mentions[f.owner[j]]
	if m.Words.Len() != 1 || f.joined(j) || j == 0 {
		return false
	}
	_, first := f.world.FirstName(f.form(j - 1))
	return first && f.owner[j-1] < 0 && (m.Kind == language.Person || m.Kind == language.Place || m.Kind == language.Nationality)
}

// forget takes a name back.
func (f *finder) forget(n int) {
	m := &f.mentions[n]
	for i := m.Words.Start; i < m.Words.End; i++ {
		f.owner[i] = -1
		f.caps[i] = true
	}
	m.Kind, m.Form, m.Words.End = language.Unknown, language.Pronoun, m.Words.Start // empty: dropped by settle
}

// hyphened reports whether the part after a hyphen belongs to the name before it: Jean-Marc, Jae-in, but
// not New York-based.
func (f *finder) hyphened(i int) bool {
	form := f.form(i)
	if capital(form) {
		return true
	}
	return len(form) <= 5 && i >= 3 && f.caps[i-3] && f.free(i-2) && f.text.Words[i].UPOS != language.VERB && f.text.Words[i].UPOS != language.ADJ
}

// nobiliary reports whether a word is a particle that is no common word of English.
func nobiliary(s string) bool {
	return particle(s) && s != "den" && s != "ten" && s != "al" && s != "y"
}

func particle(s string) bool {
	switch s {
	case "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "ter", "ten",
		"bin", "bint", "ibn", "al", "el", "ul", "ad", "ash", "abu", "ould", "y":
		return true
	}
	return false
}

// particleGoesOn reports whether a capital follows the particle, after a hyphen or another particle at most.
func (f *finder) particleGoesOn(s language.Range, j int) bool {
	for k := j + 1; k < s.End && k < j+4; k++ {
		switch form := f.form(k); {
		case f.free(k):
			return true
		case form != "-" && !particle(form):
			return false
		}
	}
	return false
}

// trim leaves off the words before a person's first name that are words of the language: Democrat Ana Duarte.
func (f *finder) trim(start, end int) int {
	if _, given := f.world.FirstName(f.form(start)); given {
		return start
	}
	for i := start + 1; i < end-1; i++ {
		if !f.plainWord(f.form(i - 1)) {
			break
		}
		if _, given := f.world.FirstName(f.form(i)); given {
			return i
		}
	}
	return start
}

// plainWord reports whether a capitalised word is also a word of the language: the text has it in small
// letters, or the lists have it.
func (f *finder) plainWord(s string) bool {
	_, noun := f.world.Noun(s)
	return noun || f.small[lowered(s)] || f.world.NamesNobody(s) || f.world.Ending(s) != ""
}

// name decides what a run of capitals names and keeps it.
func (f *finder) name(s language.Range, start, end int) {
	kind, sure := f.judge(s, start, end)
	if f.title[f.sentence] && !sure {
		return
	}
	n := f.add(start, end, end-1, kind, language.Name)
	if !sure {
		f.doubtful = append(f.doubtful, n)
	}
}

func (f *finder) judge(s language.Range, start, end int) (kind language.EntityKind, sure bool) {
	first, words := f.form(start), end-start
	before, after := f.at(s, start-1), f.at(s, end)
	_, given := f.world.FirstName(first)
	if t, ok := f.world.Title(before); ok && before != "" && t != (agenda.Title{}) || strings.TrimSuffix(before, ".") == "Dr" {
		return language.Person, true
	}
	switch {
	case f.ampersand(start, end):
		return language.Organisation, true
	case f.turn(s, start, end):
		return language.Person, true
	case start > s.Start && f.described[start-1] && f.isPersonNoun(before):
		return language.Person, true
	case f.ending(end-1) != "" && (words > 1 || before == "the" || before == "The"):
		return endingKind(f.ending(end - 1)), true
	case words == 1 && upper(first):
		return language.Organisation, f.opens(s, start)
	case given && words > 1:
		return language.Person, true
	case f.initials(start, end):
		return language.Person, true
	case f.introduced(s, end):
		return language.Person, words > 1
	case words > 1 && (speaks(after) || after == "," && speaks(f.at(s, end+1))):
		return language.Person, true
	case words > 1 && speaks(before):
		return language.Person, true
	case locative(before) && words < 3:
		return language.Place, false
	case before == "the" || before == "The":
		return language.Organisation, false
	case words >= 2 && words <= 3:
		return language.Person, false
	case words > 3:
		return language.Organisation, false
	case given, speaks(after):
		return language.Person, false
	case end < s.End && (f.text.Words[end].UPOS == language.VERB || f.text.Words[end].UPOS == language.AUX) && f.text.Words[start].UPOS == language.PROPN:
		return language.Person, false
	}
	return language.Unknown, false
}

// ampersand reports whether an & joins the words of a name: a firm's.
func (f *finder) ampersand(start, end int) bool {
	for i := start; i < end; i++ {
		if f.form(i) == "&" {
			return true
		}
	}
	return false
}

// turn reports whether a name in capitals opens a turn of a transcript and is a person's: it has a first name
// before it, or the text has it in small letters, or it opens more than one turn.
func (f *finder) turn(s language.Range, start, end int) bool {
	if start != s.Start || f.at(s, end) != ":" || !upper(f.form(end-1)) || len(f.form(end-1)) < 4 || f.ending(end-1) != "" || end-start > 6 {
		return false
	}
	last := f.form(end - 1)
	if _, noun := f.world.Noun(last); noun || f.world.Ending(raised(last)) != "" {
		return false
	}
	if _, given := f.world.FirstName(raised(f.form(start))); given && end > start+1 {
		return true
	}
	return f.turns[last] > 1 || f.named[raised(last)]
}

// raised is a word in capitals as it would stand in running text, as a name.
func raised(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n] + lowered(s[n:])
}

// ending tells what the last word of a name says that it is, unless it is a person's.
func (f *finder) ending(i int) string { return f.world.Ending(f.form(i)) }

func endingKind(kind string) language.EntityKind {
	switch kind {
	case "place":
		return language.Place
	case "body":
		return language.Organisation
	case "medium":
		return language.Work
	}
	return language.Unknown
}

// at gives the i-th word where it is in the sentence.
func (f *finder) at(s language.Range, i int) string {
	if i < s.Start || i >= s.End {
		return ""
	}
	return f.form(i)
}

func (f *finder) isPersonNoun(s string) bool {
	n, ok := f.world.Noun(s)
	return ok && n.Kind == "person"
}

// initials reports whether a name has a person's initial or particle after its first word.
func (f *finder) initials(start, end int) bool {
	for i := start; i < end; i++ {
		form := f.form(i)
		if i > start && particle(form) || len(form) == 2 && form[1] == '.' && end > start+1 {
			return true
		}
	}
	return false
}

// introduced reports whether an apposition with a person's noun follows: Ana Duarte, head of the mission.
func (f *finder) introduced(s language.Range, end int) bool {
	if f.at(s, end) != "," {
		return false
	}
	for i := end + 1; i < s.End && i < end+12; i++ {
		form := f.form(i)
		if f.isPersonNoun(form) && f.text.Words[i].UPOS != language.VERB {
			return true
		}
		switch f.text.Words[i].UPOS {
		case language.VERB, language.AUX, language.PRON, language.PUNCT, language.CCONJ, language.SCONJ, language.ADV:
			return form == "who"
		}
	}
	return false
}

func speaks(s string) bool {
	switch s {
	case "said", "says", "told", "tells", "added", "adds", "warned", "insisted", "argued", "stressed", "claimed", "announced", "tweeted", "wrote", "noted", "asked", "explained":
		return true
	}
	return false
}

func locative(s string) bool {
	switch s {
	case "in", "In", "at", "At", "near", "from", "across", "outside", "around", "throughout", "northern", "southern", "eastern", "western", "central", "to", "into", "inside":
		return true
	}
	return false
}

// settle gives a name whose kind is in doubt the kind that the same name, or a longer one, has where it is
// sure, and drops what was taken back.
func (f *finder) settle() {
	doubt := make(map[int]bool, len(f.doubtful))
	for _, n := range f.doubtful {
		doubt[n] = true
	}
	full := map[string]language.EntityKind{}
	parts := map[string]bool{} // first and last words of persons' full names
	for n, m := range f.mentions {
		if m.Form != language.Name || doubt[n] {
			continue
		}
		full[f.text.Span(m.Words).Of(f.text.Source)] = m.Kind
		if m.Kind == language.Person && m.Words.Len() > 1 {
			parts[f.form(m.Words.Start)] = true
			parts[f.form(m.Head)] = true
		}
	}
	for _, n := range f.doubtful {
		m := &f.mentions[n]
		if m.Words.Len() == 0 {
			continue
		}
		text := f.text.Span(m.Words).Of(f.text.Source)
		if k, ok := full[text]; ok {
			m.Kind = k
		} else if m.Words.Len() == 1 && parts[text] {
			m.Kind = language.Person
		}
	}
	kept := f.mentions[:0]
	for _, m := range f.mentions {
		if m.Words.Len() > 0 {
			kept = append(kept, m)
		}
	}
	f.mentions = kept
}

// pair gives the number of words of a "both" or "the two" that stands for two of those before it.
func (f *finder) pair(s language.Range, i int) int {
	n := 0
	switch strings.ToLower(f.form(i)) {
	case "both":
		n = 1
	case "the":
		if f.at(s, i+1) != "two" {
			return 0
		}
		n = 2
	default:
		return 0
	}
	if i+n < s.End {
		switch f.text.Words[i+n].UPOS {
		case language.VERB, language.AUX, language.ADV:
			return n
		}
	}
	return 0
}

// pronouns finds the personal and possessive pronouns of a sentence.
func (f *finder) pronouns(s language.Range) {
	for i := s.Start; i < s.End; i++ {
		if f.owner[i] >= 0 {
			continue
		}
		if n := f.pair(s, i); n > 0 {
			f.add(i, i+n, i+n-1, language.Group, language.Pronoun)
			continue
		}
		kind := language.Unknown
		switch strings.ToLower(f.form(i)) {
		case "i", "he", "she", "him", "his", "her", "hers", "himself", "herself", "me", "my", "myself":
			kind = language.Person
		case "they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves":
			kind = language.Group
			if f.form(i) == "US" {
				continue
			}
		case "it", "its", "itself":
		case "you", "your", "yours":
			kind = language.Person
		default:
			continue
		}
		f.add(i, i+1, i, kind, language.Pronoun)
	}
}

package entity

import (
	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/language"
)

// descriptions finds the noun phrases of a sentence whose head is a noun that can act or speak, and the
// names of bodies that are made with such a noun: the Russian leader, officials, Egypt's Foreign Ministry.
func (f *finder) descriptions(s language.Range) {
	for i := s.Start; i < s.End; i++ {
		noun, ok := f.world.Noun(f.form(i))
		if !ok || f.owner[i] >= 0 || !f.isHead(s, i) {
			continue
		}
		if noun.Sort == "named" && !capital(f.form(i)) {
			continue
		}
		name := capital(f.form(i)) && noun.Kind != "person" && noun.Kind != "document" && noun.Kind != "state" && (f.caps[i] || f.title[f.sentence])
		start := f.leftEdge(s, i, name)
		if name && f.title[f.sentence] && start == i {
			continue
		}
		if start == i && !bare(noun) && !name {
			continue
		}
		end := f.rightEdge(s, i, noun, name)
		form := language.Description
		if name && (end > i+1 || f.capsIn(start, i) > 0) {
			form = language.Name
		}
		f.describe(start, end, i, kindOfNoun(noun, f.form(i)), form)
	}
}

// bare reports whether the noun describes somebody without any word before it: officials said.
func bare(n agenda.Noun) bool {
	return n.Kind == "person" || n.Plural == "-" || n.Kind == "medium" && n.Many
}

func (f *finder) describe(start, end, head int, kind language.EntityKind, form language.MentionForm) {
	if form == language.Name {
		for start < head && f.text.Words[start].UPOS == language.DET || f.form(start) == "the" || f.form(start) == "The" {
			start++
		}
		f.add(start, end, head, kind, form)
	} else {
		f.add(start, end, head, kind, form)
	}
	// What has a capital before a noun in small letters, or before a possessive ending, may be a name of
	// its own: Duarte's spokesman, members of the SWC.
	for i := head; i >= start; i-- {
		if i < head && (f.form(i) == "'s" || f.form(i) == "’s") {
			break
		}
		f.described[i] = i == head || !capital(f.form(i)) || capital(f.form(head))
	}
	if end < len(f.breaks) {
		f.breaks[end] = true
	}
	if kind != language.Person || head+2 >= end || isDeterminer(f.form(head+2), f.text.Words[head+2]) {
		return
	}
	for i := head + 1; i < end; i++ { // Minister of Fisheries: no name of its own
		if noun, ok := f.world.Noun(f.form(i)); ok && noun.Kind == "body" {
			return
		}
	}
	for i := head + 1; i < end; i++ {
		f.described[i] = true
	}
}

func kindOfNoun(n agenda.Noun, form string) language.EntityKind {
	switch n.Kind {
	case "person":
		if n.Many && (n.Plural == "-" || form != n.One) {
			return language.Group
		}
		return language.Person
	case "document", "medium":
		return language.Work
	case "state":
		if n.Many && form != n.One {
			return language.Group
		}
		return language.Place
	default:
		if n.Sort == "side" && n.Many && form != n.One {
			return language.Group
		}
		return language.Organisation
	}
}

// isHead reports whether the noun is the head of its phrase and not a modifier in it, nor a verb.
func (f *finder) isHead(s language.Range, i int) bool {
	switch f.text.Words[i].UPOS {
	case language.NOUN, language.PROPN, language.NoUPOS, language.X:
	default:
		return false
	}
	if i > s.Start && f.form(i-1) == "-" && f.joined(i) && f.joined(i-1) && !capital(f.form(i)) {
		if i < 2 || f.text.Words[i-2].UPOS == language.ADP { // counter-offensive, go-between
			return false
		}
	}
	if i > s.Start && capital(f.form(i)) && f.caps[i-1] && f.owner[i-1] < 0 && (i+1 >= s.End || !capital(f.form(i+1))) {
		if _, given := f.world.FirstName(f.form(i - 1)); given {
			return false // Ana King
		}
	}
	if i+1 >= s.End {
		return true
	}
	next := f.form(i + 1)
	if next == "-" && f.joined(i+1) && f.joined(i+2) {
		return false // state-owned, government-held
	}
	if f.owner[i+1] >= 0 {
		return true
	}
	if capital(next) && !capital(f.form(i)) {
		return true
	}
	if capital(next) && f.world.Ending(next) != "" {
		return false // the Refugee Convention
	}
	if _, ok := f.world.Noun(next); ok {
		pos := f.text.Words[i+1].UPOS
		return pos != language.NOUN && pos != language.PROPN && pos != language.NoUPOS
	}
	return f.text.Words[i+1].UPOS != language.NOUN || capital(f.form(i)) && !capital(next)
}

// longest is the most words that a phrase has before its head, and a name after "of".
const longest = 25

// leftEdge gives the first word of the phrase that ends in head. Of a body's name only words with a
// capital are part, and what they belong to: Egypt's Foreign Ministry.
func (f *finder) leftEdge(s language.Range, head int, name bool) int {
	i := head
	for i > max(s.Start, head-longest) {
		w := f.text.Words[i-1]
		form := f.form(i - 1)
		owned := f.owner[i-1]
		switch {
		case owned >= 0 && f.mentions[owned].Kind == language.Person && !f.before(i, "'s") && !f.attributive(head, i):
			return i
		case owned >= 0:
			i = f.mentions[owned].Words.Start
			continue
		case form == "'s" || form == "’s" || form == "'" && w.XPOS == language.POS || form == "’" && w.XPOS == language.POS:
			i--
			continue
		case isDeterminer(form, w):
			i--
			if i > s.Start && (f.form(i-1) == "both" || f.form(i-1) == "all" || f.form(i-1) == "half") {
				i--
			}
			return i
		case w.XPOS == language.PRPS || possessive(form):
			return i - 1
		case form == "-" && f.joined(i) && i-2 >= s.Start && f.joined(i-1):
			i -= 2
			if f.owner[i] >= 0 {
				i = f.mentions[f.owner[i]].Words.Start
			}
			continue
		case (form == "and" || form == ",") && f.severalOf(head) && f.coordinate(s, i):
			i--
			continue
		case i-2 >= s.Start && i < head+1 && f.form(i-2) == "-" && f.joined(i-1) && !capital(form):
			// Valmora-backed: go on at the hyphen
		case name && !capital(form) && form != "&":
			return i
		case f.described[i-1] && !f.sameKind(i-1) && !f.possessed(s, i):
			return i
		case !f.modifies(i-1, w):
			return i
		}
		i--
	}
	return i
}

// attributive reports whether a person's name may stand as a modifier before the head: the Trump administration.
func (f *finder) attributive(head, at int) bool {
	n, _ := f.world.Noun(f.form(head))
	if body, _ := f.world.Noun(f.form(at)); at < head && (f.text.Words[at].UPOS == language.NOUN || body.Kind == "body") {
		return true // the Duarte campaign spokesman
	}
	return n.Kind != "person" || at == head && (n.Sort == "office" || n.Sort == "source" || n.Sort == "spokesman")
}

// before reports whether the word before i is this one.
func (f *finder) before(i int, form string) bool {
	got := f.form(i)
	return got == form || got == "’s" && form == "'s"
}

func (f *finder) sameKind(i int) bool {
	_, noun := f.world.Noun(f.form(i))
	return !noun || f.text.Words[i].UPOS == language.ADJ || capital(f.form(i))
}

// severalOf reports whether the head is a plural.
func (f *finder) severalOf(head int) bool {
	n, _ := f.world.Noun(f.form(head))
	return n.Many
}

// coordinate reports whether the "and" or comma before word i parts two nationalities or places before
// one head: the US and Saudi governments.
func (f *finder) coordinate(s language.Range, i int) bool {
	if i-2 < s.Start || i >= s.End {
		return false
	}
	left, right := f.owner[i-2], f.owner[i]
	return left >= 0 && right >= 0 && adjectival(f.mentions[left].Kind) && adjectival(f.mentions[right].Kind)
}

func adjectival(k language.EntityKind) bool {
	return k == language.Nationality || k == language.Place
}

func isDeterminer(form string, w language.Word) bool {
	switch form {
	case "the", "The", "a", "A", "an", "An", "this", "This", "that", "That", "these", "These", "those", "Those",
		"both", "Both", "each", "Each", "every", "Every", "some", "Some", "any", "Any", "no", "No", "another", "Another",
		"either", "Either", "neither", "Neither", "all", "All":
		return w.UPOS == language.DET || w.UPOS == language.NoUPOS || w.UPOS == language.CCONJ
	}
	return false
}

func possessive(form string) bool {
	switch form {
	case "my", "your", "his", "her", "its", "our", "their", "whose", "My", "Your", "His", "Her", "Its", "Our", "Their":
		return true
	}
	return false
}

// modifies reports whether a word may stand between a determiner and the head.
func (f *finder) modifies(i int, w language.Word) bool {
	form := f.form(i)
	switch w.UPOS {
	case language.ADJ, language.NOUN, language.NUM:
		return true
	case language.PROPN:
		return !f.world.NamesNobody(form) || form == "Democratic"
	case language.VERB:
		return (w.XPOS == language.VBN || w.XPOS == language.VBG) && i > 0 && (f.text.Words[i-1].UPOS == language.DET || f.text.Words[i-1].UPOS == language.ADJ)
	case language.ADV:
		return !capital(form) && (w.XPOS == language.RBS || w.XPOS == language.RBR || form == "then" || f.text.Words[i+1].XPOS == language.RBR || f.text.Words[i+1].UPOS == language.ADJ || f.text.Words[i+1].XPOS == language.VBN)
	case language.NoUPOS:
		return capital(form) || modifiers[form]
	}
	return form == "&" || form == "vice" || form == "then"
}

// modifiers serve where words have no tags.
var modifiers = map[string]bool{
	"senior": true, "top": true, "former": true, "chief": true, "foreign": true, "prime": true, "press": true,
	"defence": true, "defense": true, "two": true, "three": true, "several": true, "western": true, "deputy": true,
	"unnamed": true, "state": true, "special": true, "security": true, "military": true, "government": true,
}

// rightEdge gives the end of the phrase with what says of whom or what: president of Egypt, a spokesman
// for the ministry, the Centre for Peace Studies.
func (f *finder) rightEdge(s language.Range, head int, noun agenda.Noun, name bool) int {
	end := head + 1
	for end < s.End && f.takes(noun, f.form(end), name) {
		to := f.complement(s, end+1, name)
		if to == end+1 {
			return end
		}
		end = to
	}
	return end
}

func (f *finder) takes(n agenda.Noun, preposition string, name bool) bool {
	switch preposition {
	case "of":
		return n.Kind != "medium" && n.Sort != "document"
	case "for":
		return name || n.Sort == "spokesman" || n.Sort == "office"
	case "to", "at":
		return n.Sort == "office" || n.Sort == "leader" || n.Sort == "expert"
	case "on":
		return name || n.Sort == "office"
	}
	return false
}

// initialAfter reports whether an initial follows a word, and a name after that.
func (f *finder) initialAfter(s language.Range, i int) bool {
	initial := f.at(s, i+1)
	return len(initial) == 2 && initial[1] == '.' && capital(initial) && i+2 < s.End && capital(f.form(i+2))
}

// complement gives the end of the noun phrase that begins at i, or i where there is none that would
// belong to a role or a body's name.
func (f *finder) complement(s language.Range, i int, name bool) int {
	start := i
	if i < s.End && (isDeterminer(f.form(i), f.text.Words[i]) || possessive(f.form(i))) {
		i++
	}
	if i+1 < s.End && f.owner[i+1] >= 0 && f.mentions[f.owner[i+1]].Kind == language.Person {
		if t, ok := f.world.Title(f.form(i)); ok && t != (agenda.Title{}) {
			return f.mentions[f.owner[i+1]].Words.End // an adviser to Mr Velde
		}
	}
	first := i
	for i < min(s.End, start+longest) {
		form, w := f.form(i), f.text.Words[i]
		switch o := f.owner[i]; {
		case o >= 0 && f.mentions[o].Kind == language.Person && i > first && !f.possessed(s, i-1):
			if f.isPersonNoun(f.form(i-1)) && capital(f.form(i-1)) && f.at(s, start-1) == "to" {
				return f.mentions[o].Words.End // an adviser to President Ana Duarte
			}
			return i
		case o >= 0:
			i = f.mentions[o].Words.End
			continue
		case form == "'s" || form == "’s":
		case form == "-" && f.joined(i) && f.joined(i+1):
			i++ // France-based
		case (form == "and" || form == "&") && i+1 < s.End && i > first && capital(f.form(i+1)) && capital(f.form(i-1)) && f.caps[i+1]:
			if o := f.owner[i+1]; o >= 0 && f.mentions[o].Kind == language.Person {
				return i
			}
		case name && !capital(form):
			return keep(start, first, i)
		case w.UPOS == language.NOUN || w.UPOS == language.PROPN || w.UPOS == language.ADJ || w.UPOS == language.NUM:
			if f.world.NamesNobody(form) {
				return keep(start, first, i)
			}
			if _, given := f.world.FirstName(form); (given || f.initialAfter(s, i)) && i > first && f.caps[i] {
				return i // Minister of Defence Tomas Velde, Secretary of State Anton J. Brandt
			}
		case w.UPOS == language.NoUPOS && capital(form):
		default:
			return keep(start, first, i)
		}
		i++
	}
	return keep(start, first, i)
}

func (f *finder) possessed(s language.Range, i int) bool {
	return i >= s.Start && (f.form(i) == "'s" || f.form(i) == "’s")
}

func keep(start, first, i int) int {
	if i == first {
		return start
	}
	return i
}

func (f *finder) capsIn(start, end int) int {
	n := 0
	for i := start; i < end; i++ {
		if f.caps[i] || f.owner[i] >= 0 {
			n++
		}
	}
	return n
}

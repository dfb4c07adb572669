// Package entity reads a tagged text and the world's lists, and writes the mentions: who and what is named or referred to.
//
// Names are found by the lists first and by their form second: capitals, titles, first names and the
// nouns beside them. Descriptions are the noun phrases whose head is a noun that can act or speak (see
// agenda's data/nouns.tsv). What a capital is worth depends on where it stands: at the start of a
// sentence, in a headline and in a line of capitals it is worth little.
package entity

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/language"
)

// Find gives the mentions of a text, in order of their first word, the longer first where two begin at
// one. A mention may lie within another: Ukraine in "Ukraine's leader". The entity of each is -1.
func Find(t *language.Text, w *agenda.World) []language.Mention {
	f := &finder{
		text: t, world: w,
		owner:     make([]int32, len(t.Words)),
		caps:      make([]bool, len(t.Words)),
		title:     make([]bool, len(t.Sentences)),
		described: make([]bool, len(t.Words)),
		breaks:    make([]bool, len(t.Words)),
	}
	for i := range f.owner {
		f.owner[i] = -1
	}
	f.judgeCapitals()
	f.findStates()
	for i, s := range t.Sentences {
		f.sentence = i
		f.listed(s)
		f.textStates(s)
		f.descriptions(s)
		f.names(s)
		f.pronouns(s)
	}
	f.settle()
	return f.inOrder()
}

// finder is a text while its mentions are being found.
type finder struct {
	text      *language.Text
	world     *agenda.World
	mentions  []language.Mention
	owner     []int32 // the name that a word belongs to, -1 for none
	caps      []bool  // the word has a capital that makes a name likely
	title     []bool  // the sentence is a headline: its capitals prove nothing
	described []bool  // the word is in a description, up to its head
	breaks    []bool  // no name goes on over the start of this word
	sentence  int
	small     map[string]bool // words that the text has in small letters
	named     map[string]bool // words that the text has with a capital where only a name has one
	turns     map[string]int  // how often a word in capitals stands before the colon that opens a turn
	doubtful  []int           // names whose kind rests on little
	states    states          // that the text alone shows to be some
}

// add keeps a mention and gives its number.
func (f *finder) add(start, end, head int, kind language.EntityKind, form language.MentionForm) int {
	f.mentions = append(f.mentions, language.Mention{
		Words: language.Range{Start: start, End: end}, Head: head, Kind: kind, Form: form, Entity: -1,
	})
	n := len(f.mentions) - 1
	if form == language.Name {
		for i := start; i < end; i++ {
			f.owner[i] = int32(n)
		}
	}
	return n
}

// inOrder sorts the mentions and drops all but one of those that cover the same words.
func (f *finder) inOrder() []language.Mention {
	slices.SortStableFunc(f.mentions, func(a, b language.Mention) int {
		return cmp.Or(a.Words.Start-b.Words.Start, b.Words.End-a.Words.End, int(a.Form)-int(b.Form))
	})
	return slices.CompactFunc(f.mentions, func(a, b language.Mention) bool { return a.Words == b.Words })
}

func (f *finder) form(i int) string { return f.text.Form(i) }

// joined reports whether word i stands right after the word before it, with no space.
func (f *finder) joined(i int) bool {
	return i > 0 && i < len(f.text.Words) && f.text.Words[i-1].End == f.text.Words[i].Start
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// upper reports whether a word of two letters or more is all in capitals.
func upper(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
}

// judgeCapitals says of each word whether its capital makes a name likely.
func (f *finder) judgeCapitals() {
	f.small, f.named, f.turns = map[string]bool{}, map[string]bool{}, map[string]int{}
	named := f.named
	t := f.text
	for i, s := range t.Sentences {
		f.title[i] = f.headline(s)
	}
	for k, s := range t.Sentences {
		for i := s.Start; i < s.End; i++ {
			form := f.form(i)
			if i < s.Start+4 && i+1 < s.End && upper(form) && f.form(i+1) == ":" {
				f.turns[form]++
			}
			switch {
			case !capital(form):
				if len(form) > 2 {
					f.small[form] = true
				}
			case !f.title[k] && !f.opens(s, i):
				named[form] = true
			}
		}
	}
	for k, s := range t.Sentences {
		for i := s.Start; i < s.End; i++ {
			form := f.form(i)
			if !capital(form) || f.never(form) {
				continue
			}
			switch pos := t.Words[i].UPOS; {
			case f.title[k]:
				f.caps[i] = !f.small[lowered(form)] && (named[form] || f.afterFirstName(s, i))
			case !f.opens(s, i):
				f.caps[i] = pos != language.PRON && pos != language.DET || upper(form)
			case named[form]:
				f.caps[i] = pos == language.PROPN || pos == language.NoUPOS || !f.small[lowered(form)] && pos != language.ADP && pos != language.DET
			case f.small[lowered(form)]:
				f.caps[i] = false
			case pos == language.NoUPOS:
				_, first := f.world.FirstName(form)
				f.caps[i] = first || upper(form) || i+1 < s.End && capital(f.form(i+1))
			default:
				f.caps[i] = pos == language.PROPN || pos == language.X && upper(form) || f.beforeParticle(s, i)
			}
		}
	}
}

// afterFirstName reports whether a word is a first name with a capital after it, or stands after one.
func (f *finder) afterFirstName(s language.Range, i int) bool {
	if _, ok := f.world.FirstName(f.form(i)); ok && i+1 < s.End && capital(f.form(i+1)) {
		return true
	}
	if i == s.Start {
		return false
	}
	_, ok := f.world.FirstName(f.form(i - 1))
	return ok
}

// beforeParticle reports whether a name's particle and a capital follow: Pieter van der Meer.
func (f *finder) beforeParticle(s language.Range, i int) bool {
	j := i + 1
	for j < s.End && nobiliary(f.form(j)) {
		j++
	}
	return j > i+1 && j < s.End && capital(f.form(j))
}

// lowered is a capitalised word as it would stand in running text.
func lowered(s string) string {
	b := []rune(s)
	for i := range b {
		b[i] = unicode.ToLower(b[i])
	}
	return string(b)
}

// never reports whether a word names nobody however it is written.
func (f *finder) never(s string) bool {
	if f.world.NamesNobody(s) {
		return true
	}
	switch s {
	case "I", "The", "A", "An", "This", "That", "He", "She", "It", "They", "We", "You", "In", "On", "At", "But", "And", "If", "As":
		return true
	}
	_, title := f.world.Title(s)
	return title && len(s) > 1
}

// opens reports whether a word stands where any word has a capital: first in its sentence, or after an
// opening quotation mark, a colon, a dash or a bullet.
func (f *finder) opens(s language.Range, i int) bool {
	if i == s.Start {
		return true
	}
	switch f.form(i - 1) {
	case "“", "\"", "‘", "'", "«", "``", "''", "”", "[", "–", "—", "--", "•", "*", "...", "…", ":", ";", "/", "|":
		return true
	case "-":
		return !f.joined(i)
	}
	return false
}

// headline reports whether most words of a sentence have capitals.
func (f *finder) headline(s language.Range) bool {
	big, all := 0, 0
	for i := s.Start; i < s.End; i++ {
		form := f.form(i)
		if r, _ := utf8.DecodeRuneInString(form); !unicode.IsLetter(r) {
			continue
		}
		if i == s.Start {
			continue
		}
		if capital(form) {
			big++
		} else if len(form) < 4 {
			continue // of, to, the: small in headlines too
		}
		all++
	}
	last := f.form(s.End - 1)
	return all >= 3 && 4*big >= 3*all && last != "." || all >= 6 && big == all
}

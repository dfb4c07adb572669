// Package agenda is the parties, issues and terms of a negotiation, and the world's well-known actors.
//
// A World is read from the lists in data/: states, institutions, movements, media and people. They are
// plain tables that anyone may correct; see the comment at the head of each. An Agenda is the file that a
// user writes about one negotiation; World.With lays it over the lists.
package agenda

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Kind is what sort of actor an entry is.
type Kind string

const (
	Person       Kind = "person"
	State        Kind = "state"
	Organisation Kind = "organisation"
	Medium       Kind = "medium"
	Group        Kind = "group" // an armed or political movement

	Place  Kind = "place"  // a place that is no state, and so no actor
	Nation Kind = "people" // people that are of no one state: Europeans
)

// mediaSorts are the sorts of media that an Entry may have.
var mediaSorts = []string{"agency", "paper", "broadcaster", "platform"}

// A Sex decides between he and she. It is empty where it is not known.
type Sex string

const (
	Male   Sex = "m"
	Female Sex = "f"
)

// An Entry is one actor of the lists.
type Entry struct {
	ID        string // made of the name: volodymyr-zelensky
	Name      string // the name that the record uses
	Kind      Kind
	Sex       Sex
	Party     string   // the name of the state, organisation or movement that it stands for
	Sort      string   // of a medium: agency, paper, broadcaster, platform
	Aliases   []string // its other names, as the list gives them
	Adjective string   // of a state: Finnish
	Terms     []Term
	Side      bool // the agenda says whose side it is on: Party stands whatever the text says
}

// A Term is a role and the time in which it is held.
type Term struct {
	From, To string // ISO 8601 at the precision that is sure; To is asOf where the term is open
	Open     bool   // not ended when the list was last gone through
	Role     string // foreign minister
	Leader   bool   // its holder is the leader of the state or movement
	Party    string // where it is not the person's own
}

// asOf is the day to which the lists are known to hold.
const asOf = "2025-12-31"

// Holds reports whether the term surely includes the date, which is ISO 8601 at any precision. Where the
// precision of either leaves a doubt it does not.
func (t Term) Holds(date string) bool {
	if len(date) < 4 {
		return false
	}
	date = date[:min(len(date), 10)]
	return latest(t.From) <= earliest(date) && latest(date) <= earliest(t.To)
}

func earliest(date string) string { return date + "0000-01-01"[min(len(date), 10):] }
func latest(date string) string   { return date + "0000-12-31"[min(len(date), 10):] }

// A Sense is how a name stands for its entry.
type Sense uint8

const (
	FullName  Sense = iota // Vladimir Putin, Russia, NATO
	ShortName              // Putin
	Adjective              // Russian
	People                 // Russians
	Capital                // Moscow, for the state whose seat it is
)

// A Hit is an entry that a name may stand for.
type Hit struct {
	Entry *Entry
	Sense Sense
}

// A World is the well-known actors. It never changes once it is made.
type World struct {
	entries []*Entry            // in order of the lists
	byID    map[string]*Entry   // the entries
	names   map[string][]name   // by their folded first word, longest name first
	holders map[string][]held   // by party, who held which role when
	last    map[string][]*Entry // people by the last word of their name, folded
	words   words

	issues   []Issue // the agenda's first
	patterns *Patterns
	listed   *issueList
}

type name struct {
	text string // as the list writes it
	hits []Hit
}

type held struct {
	entry *Entry
	term  Term
}

// Entry gives the entry with this id, or nil.
func (w *World) Entry(id string) *Entry { return w.byID[id] }

// Entries gives all entries, in order of the lists.
func (w *World) Entries() []*Entry { return slices.Clone(w.entries) }

// Find gives the longest listed name that begins at byte at of the text, and its end; the end is at where
// there is none. The name must end where a word does. Accents, kinds of apostrophe, hyphen and space make
// no difference, and capitals are a match where a whole line is in them.
func (w *World) Find(text string, at int) (end int, hits []Hit) {
	for _, n := range w.names[firstWord(text[at:])] {
		if e := match(n.text, text, at); e > at {
			return e, n.hits
		}
	}
	return at, nil
}

// Named gives the entries that this whole name may stand for.
func (w *World) Named(s string) []Hit {
	if end, hits := w.Find(s, 0); end == len(s) {
		return hits
	}
	return nil
}

// Known gives the one state, organisation, movement, medium or person that this whole name, adjective or
// capital stands for, or nil where there is none or more than one.
func (w *World) Known(s string) *Entry {
	var found *Entry
	for _, h := range w.Named(s) {
		if found != nil && found != h.Entry {
			return nil
		}
		found = h.Entry
	}
	return found
}

// Holder gives the person who surely held a role for a party at a date, or nil where nobody or more than
// one is known to. The role "leader" is held by whoever leads the party.
func (w *World) Holder(party, role, date string) *Entry {
	var found *Entry
	role = PlainRole(role)
	for _, h := range w.holders[party] {
		if !(role == "leader" && h.term.Leader || PlainRole(h.term.Role) == role) || !h.term.Holds(date) {
			continue
		}
		if found != nil && found != h.entry {
			return nil
		}
		found = h.entry
	}
	return found
}

// NamedHolder gives the one person of a last name who surely held a role at a date, for a party where it is
// not empty, or nil: Mr. Christopher, the Secretary of State.
func (w *World) NamedHolder(last, party, role, date string) *Entry {
	var found *Entry
	role = PlainRole(role)
	for _, e := range w.last[firstWord(last)] {
		for _, t := range e.Roles(date) {
			if PlainRole(t.Role) != role || party != "" && cmp.Or(t.Party, e.Party) != party {
				continue
			}
			if found != nil && found != e {
				return nil
			}
			found = e
		}
	}
	return found
}

// Roles gives what the entry surely is at the date, in order of the list.
func (e *Entry) Roles(date string) []Term {
	var terms []Term
	for _, t := range e.Terms {
		if t.Holds(date) {
			terms = append(terms, t)
		}
	}
	return terms
}

// PartyAt is the party that the entry stands for at the date: the agenda's, that of a role that it surely has
// then, or else its own.
func (e *Entry) PartyAt(date string) string {
	if e.Side {
		return e.Party
	}
	for _, t := range e.Roles(date) {
		if t.Party != "" {
			return t.Party
		}
	}
	return e.Party
}

// PlainRole writes a role in one way: in small letters, with one spelling.
func PlainRole(role string) string {
	return plainRole.Replace(strings.ToLower(role))
}

var plainRole = strings.NewReplacer(
	"defense", "defence", "secretary-general", "secretary general", "-in-chief", " in chief",
	"minister of foreign affairs", "foreign minister", "minister for foreign affairs", "foreign minister",
	"minister of defence", "defence minister", "minister of defense", "defence minister",
	"foreign affairs minister", "foreign minister", "foreign affairs chief", "foreign policy chief",
	"lead ", "chief ", "top ", "chief ",
	"advisor", "adviser", "spokeswoman", "spokesman", "spokesperson", "spokesman", "premier", "prime minister",
)

// ID makes an actor's id of its canonical name: small letters and digits without accents, parted by
// hyphens.
func ID(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	gap := false
	for _, r := range name {
		r = unicode.ToLower(foldRune(r))
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r != '.' && !apostrophe(r):
			gap = true
		}
	}
	return b.String()
}

// build makes the indexes.
func build(entries []*Entry, named map[*Entry][]spelling, words words) *World {
	w := &World{
		entries: entries,
		byID:    make(map[string]*Entry, len(entries)),
		names:   make(map[string][]name, 2*len(entries)),
		holders: make(map[string][]held),
		last:    make(map[string][]*Entry),
		words:   words,
	}
	type place struct {
		key string
		at  int
	}
	seen := make(map[string]place, 4*len(entries)) // where each name stands
	for _, e := range entries {
		w.byID[e.ID] = e
		for _, s := range named[e] {
			hit := Hit{e, s.sense}
			if p, ok := seen[s.text]; ok {
				n := &w.names[p.key][p.at]
				if !slices.ContainsFunc(n.hits, func(h Hit) bool { return h.Entry == e }) {
					n.hits = append(n.hits, hit)
				}
				continue
			}
			key := firstWord(s.text)
			seen[s.text] = place{key, len(w.names[key])}
			w.names[key] = append(w.names[key], name{s.text, []Hit{hit}})
		}
		if e.Kind == Person {
			key := firstWord(e.Name[strings.LastIndexByte(e.Name, ' ')+1:])
			w.last[key] = append(w.last[key], e)
		}
		for _, t := range e.Terms {
			p := cmp.Or(t.Party, e.Party)
			w.holders[p] = append(w.holders[p], held{e, t})
		}
	}
	for _, ns := range w.names {
		slices.SortStableFunc(ns, func(a, b name) int { return len(b.text) - len(a.text) })
	}
	return w
}

// firstWord is the letters and digits that a text begins with, folded; a "the" before a name is one.
func firstWord(s string) string {
	end, plain := len(s), true
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			end = i
			break
		}
		plain = plain && r < utf8.RuneSelf
	}
	if plain {
		return strings.ToLower(s[:end])
	}
	var b strings.Builder
	for _, r := range s[:end] {
		b.WriteRune(unicode.ToLower(foldRune(r)))
	}
	return b.String()
}

// match gives the end of the name in the text at a place, or -1.
func match(name, text string, at int) int {
	i, small, raised := at, false, false // small: a small letter matched; raised: a capital where the name has a small letter
	after := ' '
	for _, want := range name {
		if i >= len(text) {
			return -1
		}
		got, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case want == ' ':
			if !unicode.IsSpace(got) {
				return -1
			}
			for unicode.IsSpace(got) {
				i += size
				got, size = utf8.DecodeRuneInString(text[i:])
			}
			after = want
			continue
		case apostrophe(want):
			if !apostrophe(got) {
				return -1
			}
		case want == '-':
			if got != '-' && got != '\u2010' && got != '\u2011' {
				return -1
			}
		default:
			w, g := foldRune(want), foldRune(got)
			switch {
			case w == g:
				small = small || unicode.IsLower(g)
			case unicode.ToLower(w) != unicode.ToLower(g):
				return -1
			case unicode.IsUpper(g):
				raised = raised || after != ' '
			case after == '-': // Kim Jong-un for Kim Jong-Un
			default:
				if !(i == at && strings.HasPrefix(name, "The ")) {
					return -1
				}
			}
		}
		after = want
		i += size
	}
	if raised && (small || len(name) < 4) {
		return -1
	}
	if next, _ := utf8.DecodeRuneInString(text[i:]); unicode.IsLetter(next) || unicode.IsDigit(next) {
		return -1
	}
	return i
}

func apostrophe(r rune) bool { return r == '\'' || r == '\u2019' || r == '\u02bc' }

// foldRune takes the accent off a Latin letter.
func foldRune(r rune) rune {
	if r < 0xC0 || r > 0x21B {
		return r
	}
	for _, f := range folds {
		if strings.ContainsRune(f.from, r) {
			return f.to
		}
	}
	return r
}

var folds = [...]struct {
	to   rune
	from string
}{
	{'a', "àáâãäåāăą"},
	{'A', "ÀÁÂÃÄÅĀĂĄ"},
	{'c', "çćĉċč"},
	{'C', "ÇĆĈĊČ"},
	{'d', "ďđð"},
	{'D', "ĎĐÐ"},
	{'e', "èéêëēĕėęě"},
	{'E', "ÈÉÊËĒĔĖĘĚ"},
	{'g', "ĝğġģ"},
	{'G', "ĜĞĠĢ"},
	{'i', "ìíîïĩīĭįı"},
	{'I', "ÌÍÎÏĨĪĬĮİ"},
	{'k', "ķ"},
	{'K', "Ķ"},
	{'l', "ĺļľŀł"},
	{'L', "ĹĻĽĿŁ"},
	{'n', "ñńņň"},
	{'N', "ÑŃŅŇ"},
	{'o', "òóôõöøōŏő"},
	{'O', "ÒÓÔÕÖØŌŎŐ"},
	{'r', "ŕŗř"},
	{'R', "ŔŖŘ"},
	{'s', "śŝşšș"},
	{'S', "ŚŜŞŠȘ"},
	{'t', "ţťŧț"},
	{'T', "ŢŤŦȚ"},
	{'u', "ùúûüũūŭůűų"},
	{'U', "ÙÚÛÜŨŪŬŮŰŲ"},
	{'y', "ýÿŷ"},
	{'Y', "ÝŶŸ"},
	{'z', "źżž"},
	{'Z', "ŹŻŽ"},
}

// Package contact reads a parsed text with its times and writes the contacts that it speaks of.
//
// Each place that tells of one is read by itself: a verb (met, spoke by phone) or a noun (a call between, the Geneva
// talks), with who took part, when, where, how long, and whether it was held. Those that tell of the same are then put
// together. The rules are those of docs/guide/contacts.md, by number.
package contact

import (
	"slices"
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// Sides tells whom a noun or pronoun of the text stands for.
type Sides interface {
	// At gives who is meant by the noun phrase that a word heads: one, or the members of a group; nobody where that is not known.
	At(word int) []meaning.Speaker
	// Medium gives the medium that a place names, or nil.
	Medium(at doc.Span) *meaning.Via
}

// Find gives the contacts of a document, in order of their first words.
func Find(d *doc.Document, t *language.Text, times []meaning.Timex, who Sides) []meaning.Contact {
	f := &finder{doc: d, text: t, who: who, lex: english(), sides: map[string]string{}}
	f.captions = f.readCaptions()
	f.readTimes(times)
	for _, s := range t.Sentences {
		f.sentence(s)
	}
	var found []meaning.Contact
	for _, c := range f.merge() {
		found = append(found, f.contact(c))
	}
	slices.SortStableFunc(found, func(a, b meaning.Contact) int { return a.Evidence[0].Start - b.Evidence[0].Start })
	for i := range found {
		found[i].ID = d.ID + "-k" + strconv.Itoa(i+1)
	}
	return found
}

// finder is a text while its contacts are being read.
type finder struct {
	doc   *doc.Document
	text  *language.Text
	who   Sides
	lex   *lexicon
	times []when
	told  []told

	captions []caption
	pairs    [][]meaning.Speaker // between whom talks are said to be, wherever and whenever
	sides    map[string]string   // of people whose side only the words behind their name tell, by name
}

// told is one place that tells of a contact, or that may refer to one that is told elsewhere.
type told struct {
	word     int // the verb or noun
	sentence language.Range
	form     meaning.ContactForm
	people   []meaning.Speaker
	date     string
	vague    string // a time that cannot be told, as TIMEX3 has it: XXXX-WXX-2
	place    string
	length   string // how long it lasted, ISO 8601
	status   meaning.ContactStatus
	sure     bool   // the status does not rest on the noun alone
	ordinal  string // first, second, last; another for a new one
	loose    bool   // it may be the negotiation as a whole (guide contacts 2.3)
	refers   bool   // "the call", "their meeting": it may be told elsewhere
	only     bool   // it cannot tell of a contact of its own
	split    bool   // it is one of several that its sentence tells apart: met separately
	aside    bool   // it tells by its number of another contact than the one spoken of: the first was on Monday
}

// sentence reads the words of a sentence that tell of a contact.
func (f *finder) sentence(s language.Range) {
	first := len(f.told)
	for i := s.Start; i < s.End; i++ {
		w := f.text.Words[i]
		switch {
		case w.XPOS.IsVerb():
			f.verb(i, s)
		case w.XPOS == language.NN || w.XPOS == language.NNS || w.XPOS == language.NNP && f.title(i):
			f.noun(i, s)
		}
		f.elliptic(i, s)
	}
	f.drop(first)
}

// title reports whether a word with a capital is an ordinary noun of a title: the Singapore Summit.
func (f *finder) title(i int) bool {
	_, ok := f.lex.nouns[strings.ToLower(f.text.Form(i))]
	return ok
}

// drop leaves out the journeys of a sentence that tells what they were for (guide contacts 2.4).
func (f *finder) drop(first int) {
	in := f.told[first:]
	meets := slices.ContainsFunc(in, func(x told) bool { return x.form != meaning.Visit && !x.only && len(x.people) > 1 })
	kept := slices.DeleteFunc(slices.Clone(in), func(x told) bool {
		return meets && x.form == meaning.Visit && f.text.Words[x.word].XPOS.IsVerb() && f.text.Lemma(x.word) != "visit"
	})
	f.told = append(f.told[:first], kept...)
}

// contact writes what several places tell of one contact.
func (f *finder) contact(c cluster) meaning.Contact {
	m := meaning.Contact{
		Doc: f.doc.ID, Form: c.form, Participants: c.people, Date: c.date, Place: c.place, Duration: c.length, Status: c.status,
		Number: c.number(),
	}
	if m.Date == "" {
		m.Weekday = c.weekday()
	}
	for _, s := range c.sentences {
		m.Evidence = append(m.Evidence, f.doc.Evidence(f.text.Span(s)))
	}
	for _, s := range c.beside {
		m.Evidence = append(m.Evidence, f.doc.Evidence(s))
	}
	slices.SortFunc(m.Evidence, func(a, b doc.Evidence) int { return a.Start - b.Start })
	return m
}

package account

import (
	"cmp"
	"slices"

	"github.com/parleyhq/parley/internal/meaning"
)

// place tells of which contact each saying is an account, and which are of none (guide accounts 3).
func (f *finder) place() {
	for i := range f.said {
		s := &f.said[i]
		s.about = f.isAbout(*s)
		s.contact = f.contactOf(*s)
		if o, ok := f.answered(i); ok && f.isReference(*s) {
			s.contact = o.contact
		}
	}
	for i := range f.absences {
		s := &f.absences[i]
		s.about, s.voice = true, meaning.VoiceReadout
		s.contact = f.contactOf(*s)
	}
}

// isAbout reports whether a saying tells of a contact at all: an official account does, and so does what speaks of talks,
// or of what somebody raised, wanted or agreed there. That an undertaking is kept or broken is told apart from contacts.
func (f *finder) isAbout(s saying) bool {
	if s.voice == meaning.VoiceReadout || s.act == meaning.Denies || f.isReference(s) {
		return true
	}
	for _, p := range s.pieces {
		if p.near(contact, broken, kept, untrue, good, bad) || p.has(raised, sought, agreed) {
			return true
		}
	}
	return false
}

// contactOf gives the id of the contact that a saying is about: the one that its sentence tells of, else the nearest
// before it where it speaks of talks, else the document's main one. Only contacts that took place and that the side took
// part in, or whose sides the text does not tell, have accounts.
func (f *finder) contactOf(s saying) string {
	var open []meaning.Contact
	for _, c := range f.contacts {
		if c.Status == meaning.Held && len(c.Evidence) > 0 && (takesPart(c, s.party) || len(parties(c)) < 2) {
			open = append(open, c)
		}
	}
	best, nearest := "", -1
	for _, c := range open {
		for _, e := range c.Evidence {
			if within := f.text.Span(s.pieces[0].sentence); e.Span().Overlaps(within) && e.Span().Len() > 0 {
				return f.same(open, c)
			}
			if e.Start < s.at.Start && e.Start > nearest {
				best, nearest = f.same(open, c), e.Start
			}
		}
	}
	if s.pieces[0].near(contact) && s.voice != meaning.VoiceReadout && best != "" {
		return best
	}
	return f.mainOf(open)
}

// same gives the id of the first of the contacts that may well be one with the contact given: of the same sides, on the same
// day or both without one. A report calls one call the talks and the conversation.
func (f *finder) same(contacts []meaning.Contact, c meaning.Contact) string {
	var one []meaning.Contact
	for _, o := range contacts {
		if o.Date == c.Date && slices.Equal(parties(o), parties(c)) && len(parties(c)) > 1 {
			one = append(one, o)
		}
	}
	return cmp.Or(f.mainOf(one), c.ID)
}

// mainOf gives the contact that the document is most about: that which most places tell of, those near its beginning
// counting more; the first of several.
func (f *finder) mainOf(contacts []meaning.Contact) string {
	if len(contacts) == 0 {
		return ""
	}
	const beginning, counts = 6, 3 // the first sixth of the text, three times
	weight := func(c meaning.Contact) int {
		n := 0
		for _, e := range c.Evidence {
			if n++; e.Start < len(f.text.Source)/beginning {
				n += counts - 1
			}
		}
		return n
	}
	return slices.MinFunc(contacts, func(a, b meaning.Contact) int {
		return cmp.Or(cmp.Compare(weight(b), weight(a)), cmp.Compare(a.Evidence[0].Start, b.Evidence[0].Start))
	}).ID
}

// parties gives the sides of a contact.
func parties(c meaning.Contact) []string {
	var all []string
	for _, p := range c.Participants {
		if p.Party != "" && !slices.Contains(all, p.Party) {
			all = append(all, p.Party)
		}
	}
	slices.Sort(all)
	return all
}

func takesPart(c meaning.Contact, party string) bool { return slices.Contains(parties(c), party) }

func (f *finder) byID(id string) (meaning.Contact, bool) {
	i := slices.IndexFunc(f.contacts, func(c meaning.Contact) bool { return c.ID == id })
	if i < 0 {
		return meaning.Contact{}, false
	}
	return f.contacts[i], true
}

package identity

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// Days within which a contact lies whose date is not told: before the document where it was held, after it where it is planned.
const undatedDays = 21

// Contacts are mentions of contacts, in groups.
type Contacts struct{ *Groups[*meaning.Contact] }

// NewContacts gives groups without mentions.
func NewContacts() Contacts {
	return Contacts{newGroups(rules[*meaning.Contact]{joins: sameContact, may: mayBeContact, window: 31, fits: fitsContact, apart: toldApart})}
}

// Add takes in a mention. The contact is kept, and must not change.
func (c Contacts) Add(d *doc.Document, m *meaning.Contact) { c.add(contactMention(d, m)) }

func contactMention(d *doc.Document, c *meaning.Contact) *Mention[*meaning.Contact] {
	m := &Mention[*meaning.Contact]{ID: c.ID, Doc: c.Doc, Item: c, Published: d.Published.Date, block: class(c.Form), near: 7}
	if len(c.Evidence) > 0 {
		m.At = c.Evidence[0].Start
	}
	m.Told, m.exact = exactDay(d.Published.Date), exactDay(c.Date)
	m.days = when(c, m.Told)
	m.Day = cmp.Or(firstDay(c.Date), m.Told)
	m.says = 4*precision(c.Date) + 2*one(len(c.Participants) > 1) + one(slices.ContainsFunc(c.Participants, isPerson))
	names := make([]string, len(c.Participants))
	for i, p := range c.Participants {
		names[i] = p.Name + "/" + p.Party
	}
	if m.Day == 0 {
		m.profile = c.Doc + "|" // without a date nothing tells that another document means the same
	}
	m.profile += strings.Join([]string{strconv.Itoa(m.Day), strconv.Itoa(m.Told * one(c.Date == "")), c.Date, c.End, string(c.Form), string(c.Status), c.Place, strings.Join(names, ",")}, "|")
	return m
}

// toldApart holds of two mentions of one document: what one reading keeps apart is two contacts.
func toldApart(a, b *Mention[*meaning.Contact]) bool { return a.Doc == b.Doc }

// fitsContact holds where a mention that tells no day, of a document that is not dated to the day, has the day of the week of another
// in the year of its publication, or its number among the contacts of the same people (guide contacts 7.3).
func fitsContact(open, more *Mention[*meaning.Contact]) bool {
	x, y := open.Item, more.Item
	if open.Day != 0 || more.exact == 0 || open.Doc == more.Doc || people(x, y) < 2 || matched(x, y) != len(x.Participants) || !samePlace(x.Place, y.Place) {
		return false
	}
	if year := open.Published; len(year) >= 4 && dossier.Date(more.exact)[:4] != year[:4] {
		return false
	}
	day := weekday(more.exact)
	switch {
	case x.Date != "" && !open.days.Meets(more.days), x.Weekday != 0 && x.Weekday != day:
		return false
	case x.Number > 1 && y.Number > 1:
		return x.Number == y.Number
	}
	return x.Weekday != 0 && len(open.Published) >= 4
}

// weekday gives the day of the week of a day, from Monday, 1, to 7.
func weekday(day int) int { return (day+3)%7 + 1 }

// people counts those who are named in both.
func people(x, y *meaning.Contact) int {
	n := 0
	for _, p := range x.Participants {
		n += one(isPerson(p) && slices.ContainsFunc(y.Participants, func(q meaning.Speaker) bool { return p.Name == q.Name }))
	}
	return n
}

// precision tells how exactly a date is told: to the day, the week, the month, or not.
func precision(iso string) int {
	days, ok := dossier.DaysOf(iso)
	switch length := days.Last - days.First; {
	case !ok:
		return 0
	case length == 0:
		return 3
	case length < 7:
		return 2
	}
	return 1
}

// class is the forms that may be told of one contact: talks, a meeting and a summit may be one, a call is none of them.
func class(f meaning.ContactForm) string {
	if f == meaning.Call || f == meaning.Letter {
		return string(f)
	}
	return "in person"
}

// isPerson holds for one who is not the side itself.
func isPerson(s meaning.Speaker) bool { return s.Party != "" && s.Name != s.Party }

// sameContact holds of two mentions of the same people at the same time.
func sameContact(a, b *Mention[*meaning.Contact]) bool {
	x, y := a.Item, b.Item
	if a.Doc == b.Doc || a.Day == 0 || b.Day == 0 { // what one document tells as two is two
		return false
	}
	if isOpen(x) != isOpen(y) || len(x.Participants) < 2 || len(y.Participants) < 2 || !met(x, y) {
		return false
	}
	if a.exact != 0 && b.exact != 0 {
		return a.days.Meets(b.days)
	}
	// What is not told to the day is of one only if it is told alike: a week that meets two days must not join them.
	return x.Date == y.Date && samePlace(x.Place, y.Place) && (x.Date != "" || a.Told/7 == b.Told/7)
}

// isOpen holds where only sides are named and nobody who spoke for them.
func isOpen(c *meaning.Contact) bool { return !slices.ContainsFunc(c.Participants, isPerson) }

// mayBeContact holds where the first mention leaves open who or when, and may be of the contact of the second.
func mayBeContact(open, more *Mention[*meaning.Contact]) bool {
	x, y := open.Item, more.Item
	if open.Doc == more.Doc || open.Day == 0 || more.Day == 0 {
		return false
	}
	if !open.days.Meets(more.days) || x.Date == "" && !sameOccasion(x, y) {
		return false
	}
	return len(x.Participants) > 0 && matched(x, y) == len(x.Participants)
}

// sameOccasion holds where more than the sides tells that an undated contact is another: one place, or two people by name.
func sameOccasion(x, y *meaning.Contact) bool {
	if !samePlace(x.Place, y.Place) {
		return false
	}
	return x.Place != "" && y.Place != "" || people(x, y) > 1
}

// when gives the days on which it took place, as far as the mention tells.
func when(c *meaning.Contact, told int) dossier.Days {
	days, ok := dossier.DaysOf(c.Date)
	if !ok {
		if c.Status == meaning.Planned {
			return dossier.Days{First: told, Last: told + undatedDays}
		}
		return dossier.Days{First: told - undatedDays, Last: told}
	}
	if end, ok := dossier.DaysOf(c.End); ok {
		days.Last = max(days.Last, end.Last)
	}
	return days
}

// met reports whether those named in two mentions are the same people, or sides and those who speak for them. Of a call all of
// the one are among the other; at talks there may be others on either side.
func met(x, y *meaning.Contact) bool {
	mx, my := matched(x, y), matched(y, x)
	if min(mx, my) < 2 {
		return false
	}
	return mx == len(x.Participants) || my == len(y.Participants) || x.Form == meaning.Talks || y.Form == meaning.Talks || x.Form == meaning.Summit
}

// matched counts the participants of the first who are among those of the second: by name, a person by the side alone, a side
// by a person.
func matched(x, y *meaning.Contact) int {
	n := 0
	for _, p := range x.Participants {
		if slices.ContainsFunc(y.Participants, func(q meaning.Speaker) bool {
			return p.Name == q.Name || p.Party != "" && p.Party == q.Party && (!isPerson(p) || !isPerson(q))
		}) {
			n++
		}
	}
	return n
}

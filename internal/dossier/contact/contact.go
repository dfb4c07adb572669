// Package contact makes one contact of its mentions: it reads what all documents say of it and writes the dossier's contact
// (docs/guide/contacts.md).
package contact

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Mention is what one document says of the contact, and the day on which the document came out.
type Mention struct {
	*meaning.Contact
	Published string // ISO 8601; empty where it is not known
}

// Of makes one contact of its mentions, of which there is at least one.
func Of(mentions []Mention) dossier.Contact {
	mentions = slices.SortedFunc(slices.Values(mentions), inTime)
	c := dossier.Contact{
		ID:       "of-" + mentions[0].ID,
		Form:     meaning.ContactForm(vote(mentions, func(m Mention) string { return string(m.Form) })),
		Date:     date(mentions, func(m Mention) string { return m.Date }),
		End:      date(mentions, func(m Mention) string { return m.End }),
		Place:    vote(mentions, func(m Mention) string { return m.Place }),
		Duration: vote(mentions, func(m Mention) string { return m.Duration }),
		Status:   status(mentions),
		Accounts: []string{},
	}
	c.Participants, c.Parties = participants(c.Form, mentions)
	for _, m := range mentions {
		c.Mentions = append(c.Mentions, m.ID)
		c.Evidence = append(c.Evidence, m.Evidence...)
		c.History = append(c.History, dossier.ContactStanding{Status: m.Status, Time: m.Published, Evidence: m.Evidence})
	}
	slices.SortFunc(c.Evidence, dossier.EvidenceInOrder)
	c.Evidence = slices.Compact(c.Evidence)
	return c
}

// inTime is the order in which it was told; what has no date comes last.
func inTime(a, b Mention) int {
	place := func(m Mention) int {
		if len(m.Evidence) == 0 {
			return 0
		}
		return m.Evidence[0].Start
	}
	return cmp.Or(cmp.Compare(a.Published+"\uffff", b.Published+"\uffff"), cmp.Compare(a.Doc, b.Doc),
		cmp.Compare(place(a), place(b)), cmp.Compare(a.ID, b.ID))
}

// status is held where any document says so: what came out before it knew it only as planned.
func status(mentions []Mention) meaning.ContactStatus {
	if slices.ContainsFunc(mentions, func(m Mention) bool { return m.Status == meaning.Held }) {
		return meaning.Held
	}
	return mentions[len(mentions)-1].Status
}

// participants are all who are named. Of a call, a meeting of people, a visit or a letter a side is left out where somebody is named who
// spoke for it.
func participants(form meaning.ContactForm, mentions []Mention) (names, parties []string) {
	names = []string{}
	spoken := map[string]bool{}
	for _, m := range mentions {
		for _, p := range m.Participants {
			names, parties = append(names, cmp.Or(p.Name, p.Party)), append(parties, p.Party)
			spoken[p.Party] = spoken[p.Party] || p.Name != p.Party
		}
	}
	if form == meaning.Call || form == meaning.Meeting || form == meaning.Letter || form == meaning.Visit {
		names = slices.DeleteFunc(names, func(name string) bool { return spoken[name] })
	}
	slices.Sort(names)
	slices.Sort(parties)
	parties = slices.DeleteFunc(parties, func(p string) bool { return p == "" })
	return slices.Compact(names), slices.Compact(parties)
}

func vote(mentions []Mention, field func(Mention) string) string {
	v := dossier.Votes{}
	for _, m := range mentions {
		v.Add(field(m))
	}
	return v.First()
}

// date is what most documents give among those that are most exact.
func date(mentions []Mention, field func(Mention) string) string {
	v, exact := dossier.Votes{}, dossier.Votes{}
	for _, m := range mentions {
		v.Add(field(m))
		if days, ok := dossier.DaysOf(field(m)); ok && days.Exact() {
			exact.Add(field(m))
		}
	}
	return cmp.Or(exact.First(), v.First())
}

// Accounts makes one account of what each side says of the contact in each voice, in order of party and voice.
func Accounts(contact string, told []*meaning.Account) []dossier.Account {
	told = slices.SortedFunc(slices.Values(told), func(a, b *meaning.Account) int {
		return cmp.Or(cmp.Compare(a.Party, b.Party), cmp.Compare(a.Voice, b.Voice), cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.ID, b.ID))
	})
	var all []dossier.Account
	for _, a := range told {
		n := len(all)
		if n == 0 || all[n-1].Party != a.Party || all[n-1].Voice != a.Voice {
			id := contact + "-" + strings.ReplaceAll(a.Party, " ", "-") + "-" + string(a.Voice)
			all = append(all, dossier.Account{ID: id, Contact: contact, Party: a.Party, Voice: a.Voice})
			n++
		}
		one := &all[n-1]
		one.Speaker = cmp.Or(one.Speaker, a.Speaker.Name)
		one.Points = append(one.Points, a.Points...)
	}
	for i := range all {
		slices.SortStableFunc(all[i].Points, func(p, q meaning.Point) int { return dossier.EvidenceInOrder(at(p), at(q)) })
	}
	return all
}

func at(p meaning.Point) doc.Evidence {
	if len(p.Evidence) == 0 {
		return doc.Evidence{}
	}
	return p.Evidence[0]
}

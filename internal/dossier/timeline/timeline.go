// Package timeline puts what has a date in order: it reads the dossier's contacts, commitments and stands, and the time
// expressions of readings, and writes events, past and to come (docs/guide/timeline.md).
package timeline

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// InOrder compares two events by the day on which they begin, then by date as it is told and by what they are of.
func InOrder(a, b dossier.Event) int {
	return cmp.Or(cmp.Compare(day(a.Date), day(b.Date)), cmp.Compare(a.Date, b.Date), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Item, b.Item), cmp.Compare(a.ID, b.ID))
}

// OfContact gives the event of a contact, if its date is known.
func OfContact(c dossier.Contact) []dossier.Event {
	if c.Date == "" {
		return nil
	}
	what := string(c.Form)
	if len(c.Participants) > 0 {
		what += ": " + strings.Join(c.Participants, ", ")
	}
	if c.Place != "" {
		what += ", " + c.Place
	}
	if c.Status == meaning.Cancelled {
		what += " (cancelled)"
	}
	return named(dossier.Event{Date: c.Date, End: c.End, Kind: dossier.EventContact, Item: c.ID, What: what, Planned: c.Status == meaning.Planned, Evidence: c.Evidence})
}

// OfCommitment gives what is dated of a commitment: when it was to be done, when it starts and ends, and each step of its
// history. The mentions are those that it is made of, in the order in which they were told, and toldOn is the day of each; asOf is the day from which on what is
// dated lies ahead.
func OfCommitment(c dossier.Commitment, mentions []*meaning.Commitment, toldOn func(int) int, asOf string) []dossier.Event {
	what := label(c)
	var all []dossier.Event
	dated := func(kind dossier.EventKind, date, word string, field func(*meaning.Commitment) string) {
		if date == "" {
			return
		}
		e := dossier.Event{Date: date, Kind: kind, Item: c.ID, What: what + word, Planned: ahead(date, asOf)}
		for _, m := range mentions {
			if field(m) == date {
				e.Evidence = append(e.Evidence, m.Evidence...)
			}
		}
		e.Slipped = slipped(mentions, date, field)
		all = append(all, named(e)...)
	}
	kind, word := dossier.EventHappening, "" // its day had come when it was told
	if set := slices.IndexFunc(mentions, func(m *meaning.Commitment) bool { return m.Date == c.Date }); set >= 0 && day(c.Date) >= toldOn(set) {
		kind, word = dossier.EventDeadline, ": to be done"
	}
	dated(kind, c.Date, word, func(m *meaning.Commitment) string { return m.Date })
	dated(dossier.EventStart, c.Start, ": starts", func(m *meaning.Commitment) string { return m.Start })
	if !c.Computed {
		dated(dossier.EventEnd, c.End, ": ends", func(m *meaning.Commitment) string { return m.End })
	} else {
		e := dossier.Event{Date: c.End, Kind: dossier.EventEnd, Item: c.ID, What: what + ": ends, by its length", Planned: ahead(c.End, asOf)}
		for _, m := range mentions {
			if m.Duration == c.Duration && m.Duration != "" {
				e.Evidence = append(e.Evidence, m.Evidence...)
			}
		}
		all = append(all, named(e)...)
	}
	return append(all, steps(c, what)...)
}

// steps are the changes of status, each where it is first told.
func steps(c dossier.Commitment, what string) []dossier.Event {
	var all []dossier.Event
	told := map[string]int{} // how often a status of a day was: two may say the same of one day
	for _, s := range dossier.Steps(c.History) {
		if s.Time == "" || s.Inferred && s.Status == meaning.StatusExpired { // the end has an event of its own
			continue
		}
		word := string(s.Status)
		if s.By != "" {
			word += ", says " + s.By
		}
		end := "-" + string(s.Status)
		if told[s.Time+end]++; told[s.Time+end] > 1 {
			end += "." + strconv.Itoa(told[s.Time+end])
		}
		all = append(all, named(dossier.Event{ID: end, Date: s.Time, Kind: dossier.EventStatus, Item: c.ID, What: what + ": " + word, Evidence: s.Evidence})...)
	}
	return all
}

// label names a commitment: its issue, and its scope where that is short, or its place.
func label(c dossier.Commitment) string {
	scope := strings.Fields(c.Scope)
	switch {
	case len(scope) > 0 && len(scope) <= 10:
		return c.Issue + " (" + strings.Join(scope, " ") + ")"
	case c.Place != "":
		return c.Issue + " (" + c.Place + ")"
	}
	return c.Issue
}

// slipped is the last other date that was told before this one, and lies before it.
func slipped(mentions []*meaning.Commitment, date string, field func(*meaning.Commitment) string) string {
	before := ""
	for _, m := range mentions {
		d := field(m)
		if d == date {
			break
		}
		if d != "" && day(d) < day(date) && m.Status != meaning.StatusNotAgreed && !m.Former {
			before = d
		}
	}
	return before
}

// OfTurn gives where a party changed its stance from one position to another, both ends with their words.
func OfTurn(s dossier.Stand, c dossier.Change, from, to *meaning.Position) []dossier.Event {
	if c.Time == "" {
		return nil
	}
	return named(dossier.Event{
		ID: "-" + c.To, Date: c.Time, Kind: dossier.EventPosition, Item: s.ID,
		What:     s.Party + " on " + s.Issue + ": from " + string(from.Stance) + " to " + string(to.Stance),
		Evidence: slices.Concat(from.Evidence, to.Evidence),
	})
}

// named gives the event its id, of which it has the end where its item has several of a day; nothing where no words carry it.
func named(e dossier.Event) []dossier.Event {
	if len(e.Evidence) == 0 {
		return nil
	}
	e.Evidence = slices.Clone(e.Evidence)
	slices.SortFunc(e.Evidence, dossier.EvidenceInOrder)
	e.Evidence = slices.Compact(e.Evidence)
	e.ID = strings.Join([]string{string(e.Kind), e.Item, e.Date}, "-") + e.ID
	return []dossier.Event{e}
}

func ahead(date, asOf string) bool {
	days, ok := dossier.DaysOf(date)
	today, known := dossier.DaysOf(asOf)
	return ok && known && days.First > today.Last
}

func day(iso string) int {
	days, ok := dossier.DaysOf(iso)
	if !ok {
		return 1 << 30
	}
	return days.First
}

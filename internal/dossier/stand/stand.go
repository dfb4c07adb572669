// Package stand follows how a party stands to an issue: it reads the positions of all readings as they come and writes the
// dossier's stands, with the places where a stance changed (docs/guide/positions.md).
package stand

import (
	"cmp"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Stand gathers the positions of one party on one issue. The zero value is ready to use.
type Stand struct {
	held dossier.Sorted[held, meaning.Position] // in order of time
	docs map[string]bool
}

type held struct {
	*meaning.Position
	since, told int      // days
	words       []string // of the object
}

// Add takes in a position and the day on which its document came out. The position is kept, and must not change.
func (s *Stand) Add(p *meaning.Position, published string) {
	h := held{Position: p, since: day(cmp.Or(p.Time, published)), told: day(published)}
	if p.Object != nil {
		h.words = dossier.Words(p.Object.Text)
	}
	s.held.Insert(h, *p, inTime)
	if s.docs == nil {
		s.docs = map[string]bool{}
	}
	s.docs[p.Doc] = true
}

// Docs are the documents that the stand rests on. They hold until the next position is added.
func (s *Stand) Docs() map[string]bool { return s.docs }

// ID is the id of the stand that a position is of.
func ID(p *meaning.Position) string { return "stand-" + p.Issue + "-" + slug(p.Party) }

// Line writes the stand.
func (s *Stand) Line() dossier.Stand {
	all := s.held.Keys()
	first := all[0]
	line := dossier.Stand{ID: ID(first.Position), Party: first.Party, Issue: first.Issue}
	line.Positions = s.held.Values()
	var own *held // the last position of the party's own
	for i := range all {
		h := &all[i]
		if h.By != nil || h.Fallback || h.Hedge != "" {
			continue // what others say of it, and a lesser aim, do not change a stance
		}
		if own != nil && turned(own, h) {
			line.Changes = append(line.Changes, dossier.Change{From: own.ID, To: h.ID, Time: timeOf(h)})
		}
		own = h
	}
	return line
}

// turned reports whether a later position goes another way than the one before, about the same object.
func turned(before, after *held) bool {
	return before.since < after.since && before.Doc != after.Doc && way[before.Stance] != way[after.Stance] &&
		(before.words == nil || after.words == nil || dossier.Alike(before.words, after.words))
}

// way is which way a stance goes: to demand, to propose and to accept a thing go the same way.
var way = map[meaning.Stance]string{
	meaning.StanceDemands: "for", meaning.StanceProposes: "for", meaning.StanceOffers: "for", meaning.StanceAccepts: "for",
	meaning.StanceConditional: "if", meaning.StanceOpen: "open", meaning.StanceRejects: "against", meaning.StanceThreatens: "threat",
}

// timeOf is the time of a position: as told, or else the day on which it was told.
func timeOf(h *held) string {
	if h.Time == "" && h.since < undated {
		return dossier.Date(h.since)
	}
	return h.Time
}

// undated is the day of what has no date: it comes last.
const undated = 1 << 30

// day is the first day of a date; what has no date comes last.
func day(iso string) int {
	days, ok := dossier.DaysOf(iso)
	if !ok {
		return undated
	}
	return days.First
}

func inTime(a, b held) int {
	return cmp.Or(cmp.Compare(a.since, b.since), cmp.Compare(a.told, b.told),
		cmp.Compare(a.Doc, b.Doc), cmp.Compare(place(a), place(b)), cmp.Compare(a.ID, b.ID))
}

func place(h held) int {
	if len(h.Evidence) == 0 {
		return 0
	}
	return h.Evidence[0].Start
}

// slug writes a name for an id.
func slug(name string) string {
	out := []rune(name)
	for i, r := range out {
		if r == ' ' {
			out[i] = '-'
		}
	}
	return string(out)
}

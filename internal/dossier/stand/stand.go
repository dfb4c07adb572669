// Package stand follows how a party stands to an issue: it reads the positions of all readings as they come and writes the
// dossier's stands, with the places where a stance changed (docs/guide/positions.md).
package stand

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Stand gathers the positions of one party on one issue. What it costs to add one does not grow with how many there are, as long
// as they come in order of time.
type Stand struct {
	held    dossier.Sorted[held, meaning.Position] // in order of time
	own     []held                                 // those that tell a stance of the party's own, in order of time
	turns   dossier.Sorted[held, Turn]             // by the position after
	sources map[string]string                      // of each document, what stands behind it
	behind  map[string]int                         // what stands behind the documents, and behind how many
}

// A Turn is a change of stance, with both ends.
type Turn struct {
	dossier.Change
	Before, After *meaning.Position
}

type held struct {
	*meaning.Position
	since, told int      // days
	words       []string // of the object
}

// New makes a stand without positions.
func New() *Stand { return &Stand{sources: map[string]string{}, behind: map[string]int{}} }

// Add takes in a position and the day on which its document came out. The position is kept, and must not change.
func (s *Stand) Add(p *meaning.Position, published string) {
	h := held{Position: p, since: day(cmp.Or(p.Time, published)), told: day(published)}
	if p.Object != nil {
		h.words = dossier.Words(p.Object.Text)
	}
	s.held.Insert(h, *p, inTime)
	if h.By != nil || h.Fallback || h.Hedge != "" {
		return // what others say of it, and a lesser aim, do not change a stance
	}
	i, _ := slices.BinarySearchFunc(s.own, h, inTime)
	s.own = slices.Insert(s.own, i, h)
	if i+1 < len(s.own) {
		s.turns.Delete(s.own[i+1], inTime)
		s.turn(&h, &s.own[i+1])
	}
	if i > 0 {
		s.turn(&s.own[i-1], &h)
	}
}

// turn notes that a stance changed between two positions, if it did.
func (s *Stand) turn(before, after *held) {
	if turned(before, after) {
		c := dossier.Change{From: before.ID, To: after.ID, Time: timeOf(after)}
		s.turns.Insert(*after, Turn{c, before.Position, after.Position}, inTime)
	}
}

// From notes what stands behind a document that the stand rests on.
func (s *Stand) From(doc, source string) {
	if before, ok := s.sources[doc]; ok {
		if s.behind[before]--; s.behind[before] == 0 {
			delete(s.behind, before)
		}
	}
	s.sources[doc] = source
	s.behind[source]++
}

// RestsOn reports whether the stand has a position of a document.
func (s *Stand) RestsOn(doc string) bool { _, ok := s.sources[doc]; return ok }

// ID is the id of the stand that a position is of.
func ID(p *meaning.Position) string {
	return "stand-" + p.Issue + "-" + strings.ReplaceAll(p.Party, " ", "-")
}

// Line writes the stand, and where its stance changed.
func (s *Stand) Line() (dossier.Stand, []Turn) {
	first := s.held.Keys()[0]
	line := dossier.Stand{
		ID: ID(first.Position), Party: first.Party, Issue: first.Issue, Positions: s.held.Values(),
		Sources: dossier.Sources{Documents: len(s.sources), Independent: len(s.behind)},
	}
	turns := s.turns.Values()
	for _, t := range turns {
		line.Changes = append(line.Changes, t.Change)
	}
	return line, turns
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

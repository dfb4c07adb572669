// Package stand follows how a party stands to an issue: it reads the positions of all readings as they come and writes the
// dossier's stands, with the places where a stance changed (docs/guide/positions.md).
package stand

import (
	"cmp"
	"slices"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Stand gathers the positions of one party on one issue. The zero value is ready to use.
type Stand struct {
	held      []held             // in order of time
	positions []meaning.Position // the same; what lies before its length does not change, for lines share it
}

type held struct {
	*meaning.Position
	published string
	words     []string // of the object
}

// Add takes in a position and the day on which its document came out. The position is kept, and must not change.
func (s *Stand) Add(p *meaning.Position, published string) {
	h := held{Position: p, published: published}
	if p.Object != nil {
		h.words = dossier.Words(p.Object.Text)
	}
	i, _ := slices.BinarySearchFunc(s.held, h, inTime)
	s.held = slices.Insert(s.held, i, h)
	if i < len(s.positions) {
		s.positions = slices.Concat(s.positions[:i], []meaning.Position{*p}, s.positions[i:])
	} else {
		s.positions = append(s.positions, *p)
	}
}

// Line writes the stand.
func (s *Stand) Line() dossier.Stand {
	first := s.held[0]
	line := dossier.Stand{ID: first.Issue + "-" + slug(first.Party), Party: first.Party, Issue: first.Issue}
	line.Positions = slices.Clip(s.positions)
	var own *held // the last position of the party's own
	for i := range s.held {
		h := &s.held[i]
		if h.By != nil || h.Fallback || h.Hedge != "" {
			continue // what others say of it, and a lesser aim, do not change a stance
		}
		if own != nil && turned(own, h) {
			line.Changes = append(line.Changes, dossier.Change{From: own.ID, To: h.ID, Time: since(*h)})
		}
		own = h
	}
	return line
}

// turned reports whether a later position goes another way than the one before, about the same object.
func turned(before, after *held) bool {
	return day(since(*before)) < day(since(*after)) && before.Doc != after.Doc && way[before.Stance] != way[after.Stance] &&
		(before.words == nil || after.words == nil || dossier.Alike(before.words, after.words))
}

// way is which way a stance goes: to demand, to propose and to accept a thing go the same way.
var way = map[meaning.Stance]string{
	meaning.StanceDemands: "for", meaning.StanceProposes: "for", meaning.StanceOffers: "for", meaning.StanceAccepts: "for",
	meaning.StanceConditional: "if", meaning.StanceOpen: "open", meaning.StanceRejects: "against", meaning.StanceThreatens: "threat",
}

// since is the time of a position: as told, or else when it was told.
func since(h held) string { return cmp.Or(h.Time, h.published) }

// day is the first day of a date; what has no date comes last.
func day(iso string) int {
	days, ok := dossier.DaysOf(iso)
	if !ok {
		return 1 << 30
	}
	return days.First
}

func inTime(a, b held) int {
	return cmp.Or(cmp.Compare(day(since(a)), day(since(b))), cmp.Compare(day(a.published), day(b.published)),
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

// Package dossier is what all readings of one negotiation say together: it reads documents and their
// readings and writes one dossier, the same one in whatever order they come.
package dossier

import (
	"cmp"
	"maps"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Dossier is all that the readings of one negotiation say together.
type Dossier struct {
	Documents     []*doc.Document     // the oldest first, those without a date last, then by id
	Actors        []meaning.Actor     // in order of id
	Statements    []meaning.Statement // in the order of their documents, then of their places
	Stands        []Stand             // in order of issue, then of party
	Commitments   []Commitment        // in order of their first time, then of id
	Contacts      []Contact           // in order of date, then of id
	Accounts      []Account           // in order of contact, party and voice
	Discrepancies []Discrepancy       // in order of contact, issue and kind
	Figures       []meaning.Figure    // in the order of their documents, then of their places
	Counts        []Count             // figures of several places for one thing
	Lineage       []Descent           // in the order of their documents
	Timeline      []Event             // in order of date
}

// Weave folds documents and what was read in them into a dossier. A reading whose document is not
// there is left out, for its evidence could not be shown.
func Weave(documents []*doc.Document, readings []*meaning.Reading) *Dossier {
	d := &Dossier{Documents: inOrder(documents)}
	byDoc := make(map[string]*meaning.Reading, len(readings))
	for _, r := range readings {
		byDoc[r.Doc] = r
	}
	var actors Actors
	for _, document := range d.Documents {
		if r := byDoc[document.ID]; r != nil {
			d.Statements = append(d.Statements, r.Statements...)
			actors.Add(r.Actors)
		}
	}
	d.Actors = actors.Merged()
	return d
}

// inOrder sorts the documents for a reader, each id once; those without a date come last.
func inOrder(documents []*doc.Document) []*doc.Document {
	sorted := slices.SortedFunc(slices.Values(documents), func(a, b *doc.Document) int {
		return cmp.Or(cmp.Compare(dateOrLast(a), dateOrLast(b)), cmp.Compare(a.ID, b.ID))
	})
	return slices.CompactFunc(sorted, func(a, b *doc.Document) bool { return a.ID == b.ID })
}

// dateOrLast puts a date that is known to the year or month after the days of that time.
func dateOrLast(d *doc.Document) string { return d.Published.Date + "\uffff" }

// Actors gathers the actors of many readings, one for each id. The zero value is ready to use.
type Actors struct{ byID map[string]*gathered }

// gathered is what the readings so far say of one actor. What lists say is kept apart, for it stands
// above what only texts say.
type gathered struct {
	listed, told   ballot
	aliases, roles map[string]bool
	evidence       map[doc.Evidence]bool
}

// A ballot counts what readings say where they may differ.
type ballot struct{ names, kinds, parties votes }

// Add takes in the actors of one reading.
func (a *Actors) Add(actors []meaning.Actor) {
	if a.byID == nil {
		a.byID = make(map[string]*gathered)
	}
	for _, actor := range actors {
		g := a.byID[actor.ID]
		if g == nil {
			g = &gathered{newBallot(), newBallot(), map[string]bool{}, map[string]bool{}, map[doc.Evidence]bool{}}
			a.byID[actor.ID] = g
		}
		g.add(actor)
	}
}

func (g *gathered) add(a meaning.Actor) {
	b := g.told
	if a.Listed {
		b = g.listed
	}
	b.names.add(a.Name)
	b.kinds.add(string(a.Kind))
	b.parties.add(a.Party)
	addAll(g.aliases, a.Aliases)
	addAll(g.roles, a.Roles)
	addAll(g.evidence, a.Evidence)
}

// Merged gives the actors in order of id, with the aliases, roles and evidence of all readings.
func (a *Actors) Merged() []meaning.Actor {
	merged := make([]meaning.Actor, 0, len(a.byID))
	for _, id := range slices.Sorted(maps.Keys(a.byID)) {
		merged = append(merged, a.byID[id].actor(id))
	}
	return merged
}

// actor makes one actor of all that was gathered. Where readings differ, what most of them say stands.
func (g *gathered) actor(id string) meaning.Actor {
	one := meaning.Actor{
		ID:     id,
		Name:   cmp.Or(g.listed.names.first(), g.told.names.first()),
		Kind:   meaning.ActorKind(cmp.Or(g.listed.kinds.first(), g.told.kinds.first())),
		Party:  cmp.Or(g.listed.parties.first(), g.told.parties.first()),
		Listed: len(g.listed.names) > 0,
	}
	delete(g.aliases, one.Name)
	one.Aliases = slices.Sorted(maps.Keys(g.aliases))
	one.Roles = slices.Sorted(maps.Keys(g.roles))
	one.Evidence = slices.SortedFunc(maps.Keys(g.evidence), func(a, b doc.Evidence) int {
		return cmp.Or(cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return one
}

func newBallot() ballot { return ballot{votes{}, votes{}, votes{}} }

func addAll[T comparable](set map[T]bool, values []T) {
	for _, v := range values {
		set[v] = true
	}
}

// votes counts values; what is empty does not count.
type votes map[string]int

func (v votes) add(value string) {
	if value != "" {
		v[value]++
	}
}

// first is the value with the most votes, the first in the alphabet of several.
func (v votes) first() string {
	best := ""
	for _, value := range slices.Sorted(maps.Keys(v)) {
		if best == "" || v[value] > v[best] {
			best = value
		}
	}
	return best
}

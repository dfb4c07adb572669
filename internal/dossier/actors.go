package dossier

import (
	"cmp"
	"maps"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

// Actors gathers the actors of many readings, one for each id. The zero value is ready to use.
type Actors struct{ byID map[string]*gathered }

// gathered is what the readings so far say of one actor. What lists say is kept apart, for it stands
// above what only texts say.
type gathered struct {
	listed, told   ballot
	aliases, roles map[string]bool
	evidence       Sorted[told, doc.Evidence]
}

// told is a place and when its document came out.
type told struct {
	published string
	doc.Evidence
}

// inTime is the order of places: that of their documents (see InOrder), then of the text.
func (a told) inTime(b told) int {
	return cmp.Or(cmp.Compare(a.published, b.published), EvidenceInOrder(a.Evidence, b.Evidence))
}

// A ballot counts what readings say where they may differ.
type ballot struct{ names, kinds, parties Votes }

// Add takes in the actors of one document's reading.
func (a *Actors) Add(d *doc.Document, actors []meaning.Actor) {
	if a.byID == nil {
		a.byID = make(map[string]*gathered)
	}
	for _, actor := range actors {
		g := a.byID[actor.ID]
		if g == nil {
			g = &gathered{listed: newBallot(), told: newBallot(), aliases: map[string]bool{}, roles: map[string]bool{}}
			a.byID[actor.ID] = g
		}
		g.add(d, actor)
	}
}

func (g *gathered) add(d *doc.Document, a meaning.Actor) {
	b := g.told
	if a.Listed {
		b = g.listed
	}
	b.names.Add(a.Name)
	b.kinds.Add(string(a.Kind))
	b.parties.Add(a.Party)
	addAll(g.aliases, a.Aliases)
	addAll(g.roles, a.Roles)
	for _, e := range a.Evidence {
		g.evidence.Insert(told{dateOrLast(d), e}, e, told.inTime)
	}
}

// One gives one actor, with the aliases, roles and evidence of all readings, if any names it.
func (a *Actors) One(id string) (meaning.Actor, bool) {
	g, ok := a.byID[id]
	if !ok {
		return meaning.Actor{}, false
	}
	return g.actor(id), true
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
		Name:   cmp.Or(g.listed.names.First(), g.told.names.First()),
		Kind:   meaning.ActorKind(cmp.Or(g.listed.kinds.First(), g.told.kinds.First())),
		Party:  cmp.Or(g.listed.parties.First(), g.told.parties.First()),
		Listed: len(g.listed.names) > 0,
	}
	for _, alias := range slices.Sorted(maps.Keys(g.aliases)) {
		if alias != one.Name {
			one.Aliases = append(one.Aliases, alias)
		}
	}
	one.Roles = slices.Sorted(maps.Keys(g.roles))
	one.Evidence = g.evidence.Values()
	return one
}

func newBallot() ballot { return ballot{Votes{}, Votes{}, Votes{}} }

func addAll[T comparable](set map[T]bool, values []T) {
	for _, v := range values {
		set[v] = true
	}
}

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
	evidence       map[doc.Evidence]bool
}

// A ballot counts what readings say where they may differ.
type ballot struct{ names, kinds, parties Votes }

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
	b.names.Add(a.Name)
	b.kinds.Add(string(a.Kind))
	b.parties.Add(a.Party)
	addAll(g.aliases, a.Aliases)
	addAll(g.roles, a.Roles)
	addAll(g.evidence, a.Evidence)
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
	one.Evidence = slices.SortedFunc(maps.Keys(g.evidence), EvidenceInOrder)
	return one
}

func newBallot() ballot { return ballot{Votes{}, Votes{}, Votes{}} }

func addAll[T comparable](set map[T]bool, values []T) {
	for _, v := range values {
		set[v] = true
	}
}

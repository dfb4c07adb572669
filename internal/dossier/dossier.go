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
	Documents  []*doc.Document     // the oldest first, those without a date last, then by id
	Actors     []meaning.Actor     // in order of id
	Statements []meaning.Statement // in the order of their documents, then of their places
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

// inOrder sorts the documents for a reader, each id once.
func inOrder(documents []*doc.Document) []*doc.Document {
	sorted := slices.SortedFunc(slices.Values(documents), func(a, b *doc.Document) int {
		return cmp.Or(cmp.Compare(dateOrLast(a), dateOrLast(b)), cmp.Compare(a.ID, b.ID))
	})
	return slices.CompactFunc(sorted, func(a, b *doc.Document) bool { return a.ID == b.ID })
}

func dateOrLast(d *doc.Document) string { return cmp.Or(d.Published.Date, "\uffff") }

// Actors gathers the actors of many readings, one for each id. The zero value is ready to use.
type Actors struct{ mentions map[string][]meaning.Actor }

// Add takes in the actors of one reading.
func (a *Actors) Add(actors []meaning.Actor) {
	if a.mentions == nil {
		a.mentions = make(map[string][]meaning.Actor)
	}
	for _, actor := range actors {
		a.mentions[actor.ID] = append(a.mentions[actor.ID], actor)
	}
}

// Merged gives the actors in order of id, with the aliases, roles and evidence of all readings.
func (a *Actors) Merged() []meaning.Actor {
	merged := make([]meaning.Actor, 0, len(a.mentions))
	for _, id := range slices.Sorted(maps.Keys(a.mentions)) {
		merged = append(merged, merge(a.mentions[id]))
	}
	return merged
}

// merge makes one actor of those that share an id. Where they differ in kind or party, what most
// readings say stands, and what a list says stands above what only texts say.
func merge(same []meaning.Actor) meaning.Actor {
	one := meaning.Actor{ID: same[0].ID}
	aliases, roles, evidence := map[string]bool{}, map[string]bool{}, map[doc.Evidence]bool{}
	names, kinds, parties := votes{}, votes{}, votes{}
	for _, a := range same {
		weight := 1
		if a.Listed {
			one.Listed, weight = true, len(same)+1
		}
		names.add(a.Name, weight)
		kinds.add(string(a.Kind), weight)
		parties.add(a.Party, weight)
		addAll(aliases, a.Aliases)
		addAll(roles, a.Roles)
		addAll(evidence, a.Evidence)
	}
	one.Name, one.Kind, one.Party = names.first(), meaning.ActorKind(kinds.first()), parties.first()
	delete(aliases, one.Name)
	one.Aliases = slices.Sorted(maps.Keys(aliases))
	one.Roles = slices.Sorted(maps.Keys(roles))
	one.Evidence = slices.SortedFunc(maps.Keys(evidence), func(a, b doc.Evidence) int {
		return cmp.Or(cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return one
}

func addAll[T comparable](set map[T]bool, values []T) {
	for _, v := range values {
		set[v] = true
	}
}

// votes counts values; what is empty does not count.
type votes map[string]int

func (v votes) add(value string, weight int) {
	if value != "" {
		v[value] += weight
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

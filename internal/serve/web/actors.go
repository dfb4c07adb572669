package web

import (
	"cmp"
	"net/http"
	"slices"
)

// actorList is the page of all actors: those who are heard, by party, and those who are only named.
type actorList struct {
	Heard int
	Named int
	Sides []side
	Rest  []*actor // named and not heard, in order of name
}

func (l *actorList) frame() (section, title, json string) { return "actors", "Actors", "" }

// A side is a party with the actors who are heard and stand for it, the one heard most first.
type side struct {
	Party  *party
	Actors []*actor
}

func (s *site) actorList(*http.Request) (*answer, error) {
	l := &actorList{}
	byParty := map[*party][]*actor{}
	for _, a := range s.actors {
		if len(a.Statements) == 0 {
			l.Rest = append(l.Rest, a)
			continue
		}
		l.Heard++
		byParty[a.Party] = append(byParty[a.Party], a)
	}
	for p, actors := range byParty {
		slices.SortFunc(actors, func(a, b *actor) int {
			return cmp.Or(cmp.Compare(len(b.Statements), len(a.Statements)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
		})
		l.Sides = append(l.Sides, side{p, actors})
	}
	slices.SortFunc(l.Sides, func(a, b side) int {
		return cmp.Or(
			compareBool(a.Party.Name == "", b.Party.Name == ""),
			cmp.Compare(len(b.Party.Statements), len(a.Party.Statements)),
			cmp.Compare(a.Party.Name, b.Party.Name))
	})
	slices.SortFunc(l.Rest, func(a, b *actor) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	l.Named = len(l.Rest)
	return &answer{template: "actors", data: l}, nil
}

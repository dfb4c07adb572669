package web

import (
	"cmp"
	"net/http"
	"slices"
)

// actorList is the page of all actors: those who are heard, by party, and those who are only named.
type actorList struct {
	Heard int // on all pages
	Named int // and not heard, on all pages
	Sides []side
	Rest  []*actor // on this page, named and not heard, in order of name
	Pager pager
}

func (l *actorList) frame() (section, title, json string) { return "actors", "Actors", "" }

// A side is a party with the actors who are heard and stand for it, the one heard most first.
type side struct {
	Party  *party
	Actors []*actor
}

// actorsPerPage is how many actors a page holds: what keeps it below 150 KB.
const actorsPerPage = 250

func (s *site) actorList(r *http.Request) (*answer, error) {
	page, err := readPage(r.URL.Query())
	if err != nil {
		return nil, err
	}
	p, from, to, err := paged(len(s.actors), page, actorsPerPage, func(n int) string { return "/actors" + filter{}.query(n) })
	if err != nil {
		return nil, err
	}
	l := &actorList{Heard: s.speakers(), Named: len(s.actors) - s.speakers(), Pager: p}
	for _, a := range s.actorsInOrder()[from:to] {
		if len(a.Statements) == 0 {
			l.Rest = append(l.Rest, a)
			continue
		}
		if n := len(l.Sides); n == 0 || l.Sides[n-1].Party != a.Party {
			l.Sides = append(l.Sides, side{Party: a.Party})
		}
		last := &l.Sides[len(l.Sides)-1]
		last.Actors = append(last.Actors, a)
	}
	return &answer{template: "actors", data: l}, nil
}

// actorsInOrder gives the actors who are heard, by party and by how often, and then the others by name.
func (s *site) actorsInOrder() []*actor {
	return slices.SortedFunc(slices.Values(s.actors), func(a, b *actor) int {
		if order := compareBool(len(a.Statements) == 0, len(b.Statements) == 0); order != 0 {
			return order
		}
		if len(a.Statements) == 0 {
			return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
		}
		return cmp.Or(
			compareBool(a.Party.Name == "", b.Party.Name == ""),
			cmp.Compare(len(b.Party.Statements), len(a.Party.Statements)),
			cmp.Compare(a.Party.Name, b.Party.Name),
			cmp.Compare(len(b.Statements), len(a.Statements)),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
}

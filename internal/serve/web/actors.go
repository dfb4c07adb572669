package web

import (
	"net/http"
	"net/url"

	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/store"
)

// actorList is the page of all actors: those who are heard, by party, and then those who are only named.
type actorList struct {
	Total int
	Sides []side
	Rest  []*actor // named and not heard, in order of name
	Pager pager
}

func (l *actorList) frame() (section, title, json string) { return "actors", "Actors", "/actors.json" }

// A side is a party with the actors who are heard and stand for it, the one heard most first.
type side struct {
	Party  *party
	Actors []*actor
}

// An actor is an actor with how often they are heard.
type actor struct {
	filing.ActorLine
	Href     string
	Party    *party
	Reviewed *reviewed
}

func (v *view) actor(item store.Item) (*actor, error) {
	l, err := filing.ReadActor(item)
	if err != nil {
		return nil, err
	}
	a := &actor{ActorLine: l}
	a.Href, a.Party = actorHref(a.ID), v.party(a.ActorLine.Party)
	a.Reviewed = v.reviewed(filing.Actor, a.ID, a.Review)
	return a, nil
}

// actorsPerPage is how many actors a page holds: what keeps it below 150 KB.
const actorsPerPage = 250

func (s *site) actorList(r *http.Request) (*answer, error) {
	f, err := readFilter("/actors", nil, r.URL.Query())
	if err != nil {
		return nil, err
	}
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	q := f.ask(filing.Actor)
	q.Limit, q.Form = actorsPerPage, store.InList
	items, next, err := s.store.Items(r.Context(), q)
	if err != nil {
		return nil, found(err)
	}
	l := &actorList{Pager: f.pager(next)}
	if l.Total, err = s.store.Count(r.Context(), store.Query{Types: q.Types}); err != nil {
		return nil, err
	}
	for _, item := range items {
		a, err := v.actor(item)
		if err != nil {
			return nil, err
		}
		if a.Statements == 0 {
			l.Rest = append(l.Rest, a)
			continue
		}
		if n := len(l.Sides); n == 0 || l.Sides[n-1].Party != a.Party {
			l.Sides = append(l.Sides, side{Party: a.Party})
		}
		last := &l.Sides[len(l.Sides)-1]
		last.Actors = append(last.Actors, a)
	}
	return &answer{page: l}, nil
}

// actorPage is one actor: what is known of them, and what they said, in the order of the documents.
type actorPage struct {
	*actor
	First  *evidence   // where the first document names them
	Named  []*evidence // where each document first names them, the first few
	Groups []documentGroup
	Pager  pager
}

func (p *actorPage) frame() (section, title, json string) {
	return "actors", p.Name, "/statements.json?" + url.Values{"actor": {p.ID}}.Encode()
}

func (s *site) actor(r *http.Request) (*answer, error) {
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	item, err := s.store.Item(r.Context(), r.PathValue("id"), store.OnPage)
	if err != nil {
		return nil, found(err)
	}
	if item.Type != filing.Actor {
		return nil, errNotFound
	}
	a, err := v.actor(item)
	if err != nil {
		return nil, err
	}
	page := &actorPage{actor: a}
	f, err := readFilter(a.Href, nil, r.URL.Query())
	if err != nil {
		return nil, err
	}
	q := f.ask(filing.Statement)
	q.Tags = []store.Tag{{Name: "actor", Value: a.ID}}
	items, next, err := s.store.Items(r.Context(), q)
	if err != nil {
		return nil, found(err)
	}
	statements, err := v.statements(items)
	if err != nil {
		return nil, err
	}
	page.Groups, page.Pager = grouped(statements), f.pager(next)
	const most = 20
	if page.Named, err = v.evidence(a.Evidence, most); err != nil {
		return nil, err
	}
	if len(page.Named) > 0 {
		page.First = page.Named[0]
	}
	return &answer{page: page}, nil
}

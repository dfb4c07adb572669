package web

import (
	"net/http"
	"strconv"
)

// actorPage is one actor: what is known of them, and all that they said over time.
type actorPage struct {
	*actor
	Groups []documentGroup
	From   int
	To     int
	Pager  pager
}

func (p *actorPage) frame() (section, title, json string) {
	return "actors", p.Name, "/statements.json" + filter{Actor: p.ID}.query(1)
}

// A documentGroup is an actor's statements in one document.
type documentGroup struct {
	Document   *document
	Statements []*statement
}

func (s *site) actor(r *http.Request) (*answer, error) {
	a := s.actorByID[r.PathValue("id")]
	if a == nil {
		return nil, errNotFound
	}
	number, err := readPage(r.URL.Query())
	if err != nil {
		return nil, err
	}
	page := &actorPage{actor: a}
	var from, to int
	if page.Pager, from, to, err = paged(len(a.Statements), number, perPage, func(n int) string {
		if n == 1 {
			return a.Href
		}
		return a.Href + "?page=" + strconv.Itoa(n)
	}); err != nil {
		return nil, err
	}
	page.From, page.To = from+1, to
	for _, st := range a.Statements[from:to] {
		if n := len(page.Groups); n == 0 || page.Groups[n-1].Document != st.Document {
			page.Groups = append(page.Groups, documentGroup{Document: st.Document})
		}
		g := &page.Groups[len(page.Groups)-1]
		g.Statements = append(g.Statements, st)
	}
	return &answer{template: "actor", data: page}, nil
}

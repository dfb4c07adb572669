package web

import (
	"cmp"
	"net/http"
	"slices"
)

// overview is the negotiation at a glance: its documents, its parties, who is heard most, and how
// what they say is sourced.
type overview struct {
	Name       string      // of the negotiation
	Documents  []*document // on this page of them
	Total      int
	Pager      pager
	Statements int
	Actors     int
	From, To   string // the days of the first and the last document that has a date
	Parties    []*party
	Heard      []heard
	Sourcing   []sourcingRow
}

func (o *overview) frame() (section, title, json string) { return "overview", "", "" }

// Heard is a speaker with how often they are heard.
type heard struct {
	Actor      *actor
	Statements int
	Documents  int
	Width      float64 // of a bar, against the one heard most
}

// A sourcingRow is how one party's statements are sourced, or those of all.
type sourcingRow struct {
	Label  string
	Party  *party // nil for all
	Shares *shares
}

// How many speakers and parties the first page names; the others are a link away.
const (
	mostHeard   = 10
	mostParties = 7
)

func (s *site) overview(r *http.Request) (*answer, error) {
	page, err := readPage(r.URL.Query())
	if err != nil {
		return nil, err
	}
	p, from, to, err := paged(len(s.documents), page, perPage, func(n int) string { return "/" + filter{}.query(n) })
	if err != nil {
		return nil, err
	}
	o := &overview{Name: s.name, Documents: s.documents[from:to], Total: len(s.documents), Pager: p, Statements: len(s.statements), Actors: s.speakers(), Parties: s.parties}
	o.From, o.To = s.period()
	o.Heard = s.heardMost()
	o.Sourcing = append(o.Sourcing, sourcingRow{"All", nil, newShares(s.statements)})
	for _, p := range s.parties[:min(mostParties, len(s.parties))] {
		o.Sourcing = append(o.Sourcing, sourcingRow{p.Label(), p, p.Sourcing})
	}
	return &answer{template: "overview", data: o}, nil
}

// period gives the days of the first and the last document, of those with a date to the day where there are any.
func (s *site) period() (from, to string) {
	const day = len("2025-03-18")
	var dates, days []string
	for _, d := range s.documents {
		if date := d.Published.Date; date != "" {
			dates = append(dates, date)
			if len(date) >= day {
				days = append(days, date)
			}
		}
	}
	if len(days) > 0 {
		dates = days
	}
	if len(dates) == 0 {
		return "", ""
	}
	return dayWords(slices.Min(dates)), dayWords(slices.Max(dates))
}

// speakers counts the actors who are heard.
func (s *site) speakers() int {
	n := 0
	for _, a := range s.actors {
		if len(a.Statements) > 0 {
			n++
		}
	}
	return n
}

func (s *site) heardMost() []heard {
	var all []heard
	for _, a := range s.actors {
		if len(a.Statements) == 0 {
			continue
		}
		documents := map[*document]bool{}
		for _, st := range a.Statements {
			documents[st.Document] = true
		}
		all = append(all, heard{Actor: a, Statements: len(a.Statements), Documents: len(documents)})
	}
	slices.SortStableFunc(all, func(a, b heard) int {
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.Actor.Name, b.Actor.Name))
	})
	all = all[:min(mostHeard, len(all))]
	for i := range all {
		all[i].Width = along(all[i].Statements, all[0].Statements)
	}
	return all
}

package web

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
)

// overview is the negotiation at a glance: its documents, its parties, who is heard most, and how
// what they say is sourced.
type overview struct {
	Name       string // of the negotiation
	Whole      filing.DossierSummary
	Documents  []*document
	Pager      pager
	Statements int
	From, To   string // the days of the first and the last document that has a date
	Parties    []*party
	Heard      []heard
	Sourcing   []sourcingRow
}

func (o *overview) frame() (section, title, json string) {
	return "overview", "", "/overview.json"
}

// Heard is a speaker with how often they are heard.
type heard struct {
	filing.Heard
	Href  string
	Party *party
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

// summary gives how much the store holds; nothing where nothing has been woven yet.
func (v *view) summary() (filing.DossierSummary, error) {
	var whole filing.DossierSummary
	item, err := v.store.Item(v.ctx, "summary")
	if errors.Is(err, store.ErrNotFound) {
		return whole, nil
	}
	if err != nil {
		return whole, err
	}
	if err := json.Unmarshal(item.Body, &whole); err != nil {
		return whole, broken(item, err)
	}
	return whole, nil
}

func (s *site) overview(r *http.Request) (*answer, error) {
	f, err := readFilter("/", nil, r.URL.Query())
	if err != nil {
		return nil, err
	}
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	whole, err := v.summary()
	if err != nil {
		return nil, err
	}
	o := &overview{Name: s.name, Whole: whole, Statements: whole.Items[filing.Statement], From: dayWords(whole.From), To: dayWords(whole.To), Parties: v.parties}
	items, next, err := s.store.Items(r.Context(), f.ask(filing.Document))
	if err != nil {
		return nil, found(err)
	}
	o.Pager = f.pager(next)
	for _, item := range items {
		d, err := documentOf(item)
		if err != nil {
			return nil, err
		}
		o.Documents = append(o.Documents, d)
	}
	for _, h := range whole.Heard[:min(len(whole.Heard), mostHeard)] {
		o.Heard = append(o.Heard, heard{h, actorHref(h.Actor), v.party(h.Party)})
	}
	all := map[meaning.Sourcing]int{}
	for _, p := range v.parties {
		for sourcing, n := range p.PartySummary.Sourcing {
			all[sourcing] += n
		}
	}
	o.Sourcing = append(o.Sourcing, sourcingRow{"All", nil, newShares(all)})
	for _, p := range v.parties[:min(mostParties, len(v.parties))] {
		o.Sourcing = append(o.Sourcing, sourcingRow{p.Label(), p, p.Sourcing})
	}
	return &answer{template: "overview", data: o}, nil
}

// overviewJSON is how much the store holds.
func (s *site) overviewJSON(r *http.Request) (*answer, error) {
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	whole, err := v.summary()
	if err != nil {
		return nil, err
	}
	return jsonAnswer(whole)
}

package web

import (
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/wording"
)

// overview is the negotiation at a glance: what is new, how the commitments stand, where accounts part, what comes next, and
// how well all of it is sourced.
type overview struct {
	Name       string // of the negotiation
	Whole      filing.DossierSummary
	From, To   string // the days of the first and the last document that has a date
	Since      string // ISO 8601
	SinceWords string
	New        []*line
	NewMore    string // the address of what is new and not shown
	States     []option
	Recent     []*commitmentLine
	Partings   []*parting
	Partinged  int // how many discrepancies there are
	Next       []*line
	Documents  []*document
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

// How many of each the first page shows; the others are a link away.
const (
	mostHeard   = 10
	mostParties = 7
	mostNew     = 12
	mostNext    = 6
	mostRecent  = 5
	newDays     = 7 // what is new counts from so many days before the newest document, where nobody says otherwise
)

// summary gives how much the store holds; nothing where nothing has been woven yet.
func (v *view) summary() (filing.DossierSummary, error) {
	var whole filing.DossierSummary
	item, err := v.store.Item(v.ctx, filing.Summary, store.Whole)
	if errors.Is(err, store.ErrNotFound) {
		return whole, nil
	}
	if err != nil {
		return whole, err
	}
	if err := item.Read(&whole); err != nil {
		return whole, err
	}
	return whole, nil
}

func (s *site) overview(r *http.Request) (*answer, error) {
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	since := r.URL.Query().Get("since")
	if since == "" {
		since = daysBefore(v.whole.To, newDays)
	} else if !isDay(since) {
		return nil, badRequest("“" + shorten(since, 40) + "” is no day, as 2025-03-18, 2025-03 or 2025 are.")
	}
	o := &overview{Name: s.name, Whole: v.whole, From: dayWords(v.whole.From), To: dayWords(v.whole.To), Parties: v.parties, Since: since, SinceWords: wording.Day(since)}
	for _, step := range []func(*view) error{o.news, o.commitments, o.accounts, o.ahead, o.sources} {
		if err := step(v); err != nil {
			return nil, err
		}
	}
	return &answer{page: o}, nil
}

// daysBefore is a day so many days earlier; empty where the day is not known.
func daysBefore(iso string, n int) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, -n).Format(time.DateOnly)
}

// news are the events since a day, the latest first, and the documents.
func (o *overview) news(v *view) error {
	items, next, err := v.store.Items(v.ctx, store.Query{Types: []string{filing.Event}, From: o.Since, To: v.today, Newest: true, Limit: mostNew, Form: store.InList})
	if err != nil {
		return err
	}
	if o.New, err = v.events(items); err != nil {
		return err
	}
	if next != "" {
		o.NewMore = "/timeline?" + url.Values{"from": {o.Since}, "to": {v.today}}.Encode()
	}
	if items, _, err = v.store.Items(v.ctx, store.Query{Types: []string{filing.Document}, To: v.today, Newest: true, Limit: 8}); err != nil {
		return err
	}
	for _, item := range items {
		d, err := documentOf(item)
		if err != nil {
			return err
		}
		o.Documents = append(o.Documents, d)
	}
	return nil
}

// events puts events on a page, each with its day first.
func (v *view) events(items []store.Item) ([]*line, error) {
	all, err := each[dossier.Event](items)
	if err != nil {
		return nil, err
	}
	if err := needOf(v, all, 1, func(e dossier.Event) []doc.Evidence { return e.Evidence }); err != nil {
		return nil, err
	}
	out := make([]*line, len(all))
	for i := range all {
		e := &all[i]
		words := v.words.Event(*e)
		l, err := v.line(e.ID, wording.Line{Lead: upper(words.Lead), Facts: append([]string{wording.Day(e.Date)}, words.Facts...)}, e.Evidence[:min(1, len(e.Evidence))])
		if err != nil {
			return nil, err
		}
		l.Href = itemHref(e)
		out[i] = l
	}
	return out, nil
}

// commitments are how many stand how, and the latest.
func (o *overview) commitments(v *view) error {
	q := store.Query{Types: []string{filing.Commitment}, Form: store.InList}
	values, err := v.store.Values(v.ctx, q, "status", len(statuses))
	if err != nil {
		return err
	}
	for _, c := range statuses {
		for _, value := range values {
			if value.Value == c.Value {
				o.States = append(o.States, option{Value: c.Value, Words: c.Words, Class: "st-" + c.Value, Count: value.Count, Href: "/commitments?status=" + c.Value})
			}
		}
	}
	q.Newest, q.Limit = true, mostRecent
	items, _, err := v.store.Items(v.ctx, q)
	if err != nil {
		return err
	}
	all, err := readAll(items, filing.ReadCommitment)
	if err != nil {
		return err
	}
	for i := range all {
		c, err := v.commitment(all[i], 1)
		if err != nil {
			return err
		}
		o.Recent = append(o.Recent, c)
	}
	return nil
}

// accounts are where accounts part.
func (o *overview) accounts(v *view) (err error) {
	o.Partings, err = v.partings(store.Query{Newest: true}, mostRecent)
	o.Partinged = v.whole.Items[filing.Discrepancy]
	return err
}

// ahead is what comes after the newest document.
func (o *overview) ahead(v *view) error {
	if v.today == "" {
		return nil
	}
	items, _, err := v.store.Items(v.ctx, store.Query{Types: []string{filing.Event}, From: daysBefore(v.today, -1), Limit: mostNext, Form: store.InList})
	if err != nil {
		return err
	}
	o.Next, err = v.events(items)
	return err
}

// sources are who is heard most, and how it is sourced.
func (o *overview) sources(v *view) error {
	for _, h := range v.whole.Heard[:min(len(v.whole.Heard), mostHeard)] {
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
	return nil
}

// overviewJSON is how much the store holds.
func (s *site) overviewJSON(r *http.Request) (*answer, error) {
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	return jsonAnswer(v.whole)
}

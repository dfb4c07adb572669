package filing

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/store"
)

// A line that many documents speak of rests on many places. Where it is long it is kept in two shorter forms beside the whole:
// what its own page shows, and what a list shows. Each has the first of everything, as the whole has it, and says in "whole" how
// much the whole has. The types here are lines as pages read them, in any form.

// long is how many bytes a line has that is kept in shorter forms as well.
const long = 1500

// How much the shorter forms have of what a line has many of.
const (
	placesInList = 3
	placesOnPage = 40
	placesOfPart = 3 // of one standing, one scope or one side, on a page
	mostParts    = 40
	conditions   = 10
	heldOnPage   = 12 // positions of a stand
)

// A Whole is how much the whole of a line has. Its zero value stands on lines that are whole.
type Whole struct {
	Places     int `json:"places,omitempty"`     // that it rests on
	Standings  int `json:"standings,omitempty"`  // of a commitment's history
	Breaches   int `json:"breaches,omitempty"`   // standings that allege one
	Scopes     int `json:"scopes,omitempty"`     // of a commitment, in different words
	Conditions int `json:"conditions,omitempty"` // likewise
	Positions  int `json:"positions,omitempty"`  // of a stand
	Changes    int `json:"changes,omitempty"`    // of a stance
}

// A CommitmentLine is a commitment as pages read it: what several documents tell alike of one day stands once in its history.
type CommitmentLine struct {
	*dossier.Commitment
	History []StandingLine `json:"history"`
	Scopes  []ScopeLine    `json:"scopes,omitempty"`
	Whole   Whole          `json:"whole"`
}

// A StandingLine is a standing with how often it is told, and how many places it rests on.
type StandingLine struct {
	dossier.Standing
	Tellings int `json:"tellings"` // standings of the whole that this one stands for
	Places   int `json:"places"`
}

// A ScopeLine is a scope with how many places it rests on.
type ScopeLine struct {
	dossier.Scope
	Places int `json:"places"`
}

// A ContactLine is a contact as pages read it.
type ContactLine struct {
	*dossier.Contact
	Whole Whole `json:"whole"`
}

// An ActorLine is an actor as pages read it.
type ActorLine struct {
	record.ActorLine
	Whole Whole `json:"whole"`
}

// A StandLine is a stand as pages read it: its positions by id, and the latest.
type StandLine struct {
	record.StandLine
	Whole Whole `json:"whole"`
}

// An EventLine is an event in a shorter form; pages read it as an event.
type EventLine struct {
	*dossier.Event
	Whole Whole `json:"whole"`
}

// Places is how many places a line in a shorter form says that the whole rests on; 0 where the line is the whole.
func Places(item store.Item) int {
	var l struct {
		Whole Whole `json:"whole"`
	}
	if item.Read(&l) != nil {
		return 0
	}
	return l.Whole.Places
}

// PlacesIn reads the places of a whole line that stand in one document. A line that a thousand documents speak of has a thousand
// places, and the page of each of the documents asks for one of them: the others are passed over and not read. They are the last
// field of a line that has many (dossier.Commitment, dossier.Contact), each an object that begins with its document.
func PlacesIn(item store.Item, document string) ([]doc.Evidence, error) {
	quoted, err := json.Marshal(document)
	if err != nil {
		return nil, err
	}
	var out []doc.Evidence
	begin := append([]byte(`{"doc":`), quoted...)
	rest := item.Body[max(0, bytes.LastIndex(item.Body, []byte(`,"evidence":[`))):]
	for {
		at := bytes.Index(rest, begin)
		if at < 0 {
			return out, nil
		}
		rest = rest[at:]
		var e doc.Evidence
		d := jsontext.NewDecoder(bytes.NewBuffer(rest))
		if err := jsonv2.UnmarshalDecode(d, &e); err != nil {
			return nil, fmt.Errorf("item %s: %w", item.ID, err)
		}
		out, rest = append(out, e), rest[d.InputOffset():]
	}
}

// ReadCommitment reads a commitment's line.
func ReadCommitment(item store.Item) (c CommitmentLine, err error) {
	if err = item.Read(&c); err != nil || c.Whole != (Whole{}) {
		return c, err
	}
	var whole dossier.Commitment
	if err = item.Read(&whole); err == nil {
		c = onPage(&whole)
	}
	return c, err
}

// ReadContact reads a contact's line.
func ReadContact(item store.Item) (c ContactLine, err error) {
	if err = item.Read(&c); err == nil && c.Whole == (Whole{}) {
		c.Whole.Places = len(c.Evidence)
	}
	return c, err
}

// ReadActor reads an actor's line.
func ReadActor(item store.Item) (a ActorLine, err error) {
	a.Actor = &meaning.Actor{}
	if err = item.Read(&a); err == nil && a.Whole == (Whole{}) {
		a.Whole.Places = len(a.Evidence)
	}
	return a, err
}

// ReadStand reads a stand's line.
func ReadStand(item store.Item) (s StandLine, err error) {
	if err = item.Read(&s); err == nil && s.Whole == (Whole{}) {
		s.Whole = Whole{Places: len(s.Evidence), Positions: len(s.Positions), Changes: len(s.Changes)}
	}
	if s.Latest == nil {
		s.Latest = &meaning.Position{}
	}
	return s, err
}

func wholeCommitment(c *dossier.Commitment) Whole {
	w := Whole{Places: len(c.Evidence), Standings: len(c.History), Scopes: len(c.Scopes), Conditions: len(distinctWords(c.Conditions, len(c.Conditions)))}
	for _, h := range c.History {
		if h.Status == meaning.StatusViolated {
			w.Breaches++
		}
	}
	return w
}

// shorten gives the last line that was added its shorter forms, where it is long and they are not. Each is made when it is needed.
func (f *filer) shorten(kind string, onPage, inList func() any) {
	item := &f.items[len(f.items)-1]
	if len(item.Body) < long {
		return
	}
	list := record.Line(kind, inList())
	if 4*len(list) > 3*len(item.Body) {
		return
	}
	item.Shorter = &store.Shorter{OnPage: record.Line(kind, onPage()), InList: list}
}

// first is the first n of a list, and the list itself where it has no more.
func first[T any](all []T, n int) []T { return all[:min(len(all), n):min(len(all), n)] }

// inList is a commitment as a list shows it.
func inList(c *dossier.Commitment) CommitmentLine {
	s := *c
	s.Mentions, s.Conditions = []string{}, distinctWords(c.Conditions, conditions)
	line := CommitmentLine{Commitment: &s, History: []StandingLine{}, Whole: wholeCommitment(c)}
	s.Evidence = first(c.Evidence, placesInList)
	return line
}

// onPage is a commitment as its own page shows it.
func onPage(c *dossier.Commitment) CommitmentLine {
	s := *c
	s.Mentions, s.Conditions, s.Evidence = []string{}, distinctWords(c.Conditions, conditions), first(c.Evidence, placesOnPage)
	line := CommitmentLine{Commitment: &s, History: told(c.History), Whole: wholeCommitment(c)}
	for _, scope := range first(c.Scopes, mostParts) {
		n := len(scope.Evidence)
		scope.Evidence = first(scope.Evidence, placesOfPart)
		line.Scopes = append(line.Scopes, ScopeLine{scope, n})
	}
	return line
}

// told is a history with what is told alike of one day as one, and as much of it as a page shows: all that changed how it stood,
// and else the first.
func told(history []dossier.Standing) []StandingLine {
	out := []StandingLine{}
	steps, more := dossier.Steps(history), 0
	for i, h := range history {
		if i > 0 && alike(h, history[i-1]) {
			if last := len(out) - 1; last >= 0 && alike(h, out[last].Standing) {
				l := &out[last]
				l.Tellings, l.Places = l.Tellings+1, l.Places+len(h.Evidence)
				l.Evidence = first(slices.Concat(l.Evidence, h.Evidence), placesOfPart)
			}
			continue
		}
		if len(steps) > 0 && alike(h, steps[0]) {
			steps = steps[1:]
		} else if more++; more > mostParts {
			continue
		}
		n := len(h.Evidence)
		h.Evidence = first(h.Evidence, placesOfPart)
		out = append(out, StandingLine{h, 1, n})
	}
	return out
}

// alike reports whether two standings tell the same of one time.
func alike(a, b dossier.Standing) bool {
	return a.Status == b.Status && a.Time == b.Time && a.By == b.By && a.Party == b.Party && a.Against == b.Against && a.Hedge == b.Hedge && a.Inferred == b.Inferred
}

// distinctWords is the first n places of which no two have the same words.
func distinctWords(all []doc.Evidence, n int) []doc.Evidence {
	out := []doc.Evidence{}
	seen := map[string]bool{}
	for _, e := range all {
		if seen[e.Quote] || len(out) == n {
			continue
		}
		seen[e.Quote] = true
		out = append(out, e)
	}
	return out
}

func shortContact(c *dossier.Contact, places int) any {
	s := *c
	s.Mentions, s.History, s.Evidence = []string{}, []dossier.ContactStanding{}, first(c.Evidence, places)
	return ContactLine{&s, Whole{Places: len(c.Evidence)}}
}

func shortActor(a record.ActorLine, places int) any {
	s := *a.Actor
	s.Evidence = first(a.Evidence, places)
	return ActorLine{record.ActorLine{Actor: &s, Statements: a.Statements, Documents: a.Documents}, Whole{Places: len(a.Evidence)}}
}

func shortStand(l record.StandLine, onPage bool) any {
	s := *l.Stand
	w := Whole{Places: len(l.Evidence), Positions: len(l.Positions), Changes: len(s.Changes)}
	short := record.StandLine{Stand: &s, Positions: []string{}, Latest: l.Latest, Evidence: []doc.Evidence{}}
	if onPage {
		short.Positions = l.Positions[max(0, len(l.Positions)-heldOnPage):] // the latest: what is held now
	} else {
		s.Changes = nil
	}
	return StandLine{short, w}
}

func shortEvent(e *dossier.Event, places int) any {
	s := *e
	s.Evidence = first(e.Evidence, places)
	return EventLine{&s, Whole{Places: len(e.Evidence)}}
}

func shortDiscrepancy(d *dossier.Discrepancy, places int) any {
	s := *d
	s.Between = nil
	for _, side := range d.Between {
		side.Evidence = first(side.Evidence, places)
		s.Between = append(s.Between, side)
	}
	return s
}

func shortAccount(a *dossier.Account) any {
	s := *a
	s.Points = nil
	for _, p := range a.Points {
		p.Evidence = first(p.Evidence, placesOfPart)
		s.Points = append(s.Points, p)
	}
	return record.AccountLine{Account: &s, Evidence: []doc.Evidence{}}
}

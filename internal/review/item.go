package review

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	jsonv2 "github.com/go-json-experiment/json"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
)

// Evidence is words of a document.
type Evidence = doc.Evidence

// An Item is a line of the record as it can be decided on: its fields, and the words that it rests on.
type Item struct {
	Type     string
	ID       string
	Fields   map[string]string // those that are known
	Evidence []Evidence
	Review   *meaning.Review
}

// Read reads a line of the record, as it is printed and kept.
func Read(line json.RawMessage) (Item, error) {
	var head struct {
		Type string `json:"type"`
	}
	if err := jsonv2.Unmarshal(line, &head); err != nil {
		return Item{}, fmt.Errorf("a line of the record: %w", err)
	}
	item, err := read(head.Type, line)
	if err != nil {
		return Item{}, fmt.Errorf("a %s of the record: %w", head.Type, err)
	}
	return item, nil
}

func read(kind string, line json.RawMessage) (item Item, err error) {
	switch kind {
	case Statement:
		var s meaning.Statement
		err = jsonv2.Unmarshal(line, &s)
		item = ofStatement(&s)
	case Position:
		var p meaning.Position
		err = jsonv2.Unmarshal(line, &p)
		item = ofPosition(&p)
	case Figure:
		var f meaning.Figure
		err = jsonv2.Unmarshal(line, &f)
		item = ofFigure(&f)
	case Commitment:
		var c dossier.Commitment
		err = jsonv2.Unmarshal(line, &c)
		item = ofCommitment(&c)
	case Contact:
		var c dossier.Contact
		err = jsonv2.Unmarshal(line, &c)
		item = ofContact(&c)
	case Discrepancy:
		var d dossier.Discrepancy
		err = jsonv2.Unmarshal(line, &d)
		item = ofDiscrepancy(&d)
	case Actor:
		var a meaning.Actor
		err = jsonv2.Unmarshal(line, &a)
		item = ofActor(&a)
	default:
		err = fmt.Errorf("it cannot be reviewed")
	}
	return item, err
}

// known makes the fields of an item of pairs of name and value.
func known(pairs ...string) map[string]string {
	m := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			m[pairs[i]] = pairs[i+1]
		}
	}
	return m
}

// unnamed is the speaker of a statement whose source the text does not name.
const unnamed = "unnamed"

func ofStatement(s *meaning.Statement) Item {
	speaker := cmp.Or(s.Speaker.Name, s.Speaker.Party)
	if s.Sourcing == meaning.Unnamed && s.Speaker.Name == "" {
		speaker = unnamed
	}
	return Item{Statement, s.ID, known("speaker", speaker, "party", s.Speaker.Party, "act", string(s.Act),
		"quotation", string(s.Quotation), "sourcing", string(s.Sourcing)), s.Evidence, s.Review}
}

func ofPosition(p *meaning.Position) Item {
	return Item{Position, p.ID, known("party", p.Party, "issue", p.Issue, "stance", string(p.Stance)), p.Evidence, p.Review}
}

func ofFigure(f *meaning.Figure) Item {
	return Item{Figure, f.ID, known("value", strconv.FormatFloat(f.Value, 'f', -1, 64), "what", f.What, "unit", f.Unit), f.Evidence, f.Review}
}

func ofCommitment(c *dossier.Commitment) Item {
	return Item{Commitment, c.ID, known("issue", c.Issue, "status", string(c.Status), "parties", strings.Join(c.Parties, "; "), "duration", c.Duration,
		"start", c.Start, "end", c.End, "date", c.Date), c.Evidence, c.Review}
}

func ofContact(c *dossier.Contact) Item {
	return Item{Contact, c.ID, known("form", string(c.Form), "participants", strings.Join(c.Participants, "; "), "date", c.Date,
		"status", string(c.Status), "place", c.Place), c.Evidence, c.Review}
}

func ofDiscrepancy(d *dossier.Discrepancy) Item {
	item := Item{Discrepancy, d.ID, known("kind", string(d.Kind), "issue", d.Issue), nil, d.Review}
	for _, side := range d.Between {
		item.Evidence = append(item.Evidence, side.Evidence...)
	}
	return item
}

func ofActor(a *meaning.Actor) Item {
	return Item{Actor, a.ID, known("name", a.Name, "party", a.Party, "kind", string(a.Kind)), a.Evidence, a.Review}
}

// mostAnchors is how many places a decision is anchored to: enough to find a line again that many documents speak of.
const mostAnchors = 100

// Decide makes a decision on an item; its id, time and author are still to be set.
func (i Item) Decide(what store.Verdict) store.Decision {
	d := store.Decision{What: what, Type: i.Type, Item: i.ID, Anchor: i.Evidence[:min(len(i.Evidence), mostAnchors)]}
	if len(i.Fields) > 0 {
		d.Was = Values(i.Fields)
	}
	return d
}

// Other makes of an item what another is merged with.
func (i Item) Other() Other {
	return Other{i.ID, i.Evidence[:min(len(i.Evidence), mostAnchors)], i.Fields}
}

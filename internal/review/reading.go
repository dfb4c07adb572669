package review

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
)

// read applies the decisions on what stands in one document: on statements, positions, figures and actors, and what was added.
func (r *reviewer) read() {
	for i := range r.fates {
		f := &r.fates[i]
		switch {
		case f.State != InForce || f.What == store.Undo:
		case f.What == store.Add:
			r.addItem(f)
		case f.Type == Statement || f.Type == Position || f.Type == Figure:
			r.onItem(f)
		case f.Type == Actor:
			r.onActor(f)
		}
	}
	r.stamp()
}

// A spot is an item of a reading.
type spot struct {
	doc  string
	kind string
	at   int // in the reading's items of its type
}

// items are the items of a type in a document.
func (r *reviewer) items(kind, id string) []candidate[spot] {
	reading := r.pages[r.byDoc[id]].Reading
	if reading == nil {
		return nil
	}
	var all []candidate[spot]
	add := func(i int, item Item) { all = append(all, candidate[spot]{spot{id, kind, i}, item}) }
	switch kind {
	case Statement:
		for i := range reading.Statements {
			add(i, ofStatement(&reading.Statements[i]))
		}
	case Position:
		for i := range reading.Positions {
			add(i, ofPosition(&reading.Positions[i]))
		}
	case Figure:
		for i := range reading.Figures {
			add(i, ofFigure(&reading.Figures[i]))
		}
	case Commitment:
		for i := range reading.Commitments {
			c := &reading.Commitments[i]
			add(i, Item{Type: Commitment, ID: c.ID, Fields: known("issue", c.Issue), Evidence: c.Evidence})
		}
	case Contact:
		for i := range reading.Contacts {
			c := &reading.Contacts[i]
			add(i, Item{Type: Contact, ID: c.ID, Fields: known("form", string(c.Form)), Evidence: c.Evidence})
		}
	}
	return all
}

// itemOn finds the item of a reading that a decision is on.
func (r *reviewer) itemOn(f *Fate, was map[string]string) (spot, Item, State) {
	anchor := r.places(f.Anchor)
	var all []candidate[spot]
	for _, id := range documents(anchor) {
		all = append(all, r.items(f.Type, id)...)
	}
	at, state := match(f.Decision, anchor, was, all)
	for _, c := range all {
		if c.of == at && state == InForce {
			return at, c.item, state
		}
	}
	return at, Item{}, state
}

// onItem applies a decision on an item of a reading.
func (r *reviewer) onItem(f *Fate) {
	was, err := values(f.Was)
	if err != nil || Check(f.Decision) != nil {
		f.State = Invalid
		return
	}
	at, item, state := r.itemOn(f, was)
	if f.State = state; state != InForce {
		return
	}
	reading := r.page(at.doc).Reading // it is ours from here on: its items stand on it
	from := item.Fields[f.Field]
	if f.What == store.Change {
		switch value := text(f.Value); f.Type {
		case Statement:
			r.setStatement(&reading.Statements[at.at], f.Field, value)
		case Position:
			setPosition(&reading.Positions[at.at], f.Field, value)
		case Figure:
			setFigure(&reading.Figures[at.at], f.Field, value)
		}
	}
	f.Doc = at.doc
	r.mark(f.Type, item.ID).add(f, item.ID, from)
}

func (r *reviewer) setStatement(s *meaning.Statement, field, value string) {
	switch field {
	case "speaker":
		s.Jointly = nil
		switch {
		case value == unnamed:
			s.Speaker, s.Sourcing = meaning.Speaker{Party: s.Speaker.Party}, meaning.Unnamed
		default:
			if s.Sourcing == meaning.Unnamed {
				s.Sourcing = ""
			}
			s.Speaker, s.Described = r.speaker(value), ""
		}
	case "party":
		s.Speaker.Party = value
	case "act":
		s.Act, s.Negated, s.Modality = meaning.Act(value), false, ""
	case "quotation":
		s.Quotation = meaning.Quotation(value)
	case "sourcing":
		s.Sourcing = meaning.Sourcing(value)
	}
}

// speaker is the actor of a name as the readings know it; the bare name where none does.
func (r *reviewer) speaker(name string) meaning.Speaker {
	if a, ok := r.actors()[name]; ok {
		return meaning.Speaker{Actor: a.ID, Name: a.Name, Party: a.Party}
	}
	return meaning.Speaker{Name: name}
}

// actors are the actors of all readings by name; of several with one name that with the first id.
func (r *reviewer) actors() map[string]meaning.Actor {
	if r.names == nil {
		r.names = map[string]meaning.Actor{}
		for _, p := range r.pages {
			if p.Reading == nil {
				continue
			}
			for _, a := range p.Reading.Actors {
				b, there := r.names[a.Name]
				if !there || a.ID < b.ID || a.ID == b.ID && (b.Party == "" || a.Party != "" && a.Party < b.Party) {
					r.names[a.Name] = a
				}
			}
		}
	}
	return r.names
}

func setPosition(p *meaning.Position, field, value string) {
	switch field {
	case "party":
		if p.Party != value {
			p.Party, p.Holder = value, meaning.Speaker{}
		}
	case "issue":
		p.Issue = value
	case "stance":
		p.Stance = meaning.Stance(value)
	}
}

func setFigure(g *meaning.Figure, field, value string) {
	switch field {
	case "value":
		g.Value, _ = strconv.ParseFloat(value, 64) // checked before
	case "what":
		g.What = value
	case "unit":
		g.Unit = value
	}
}

// addItem adds an item that the engine missed. Where a newer engine has found it, that item is right instead.
func (r *reviewer) addItem(f *Fate) {
	given, err := values(f.Value)
	if err != nil || Check(f.Decision) != nil {
		f.State = Invalid
		return
	}
	anchor := r.places(f.Anchor)
	if len(anchor) == 0 {
		f.State = Orphaned
		return
	}
	anchor = slices.DeleteFunc(anchor, func(e Evidence) bool { return e.Doc != anchor[0].Doc })
	asRight := *f
	asRight.What = store.Right
	if at, item, state := r.itemOn(&asRight, given); state == InForce && item.ID != AddedID(f.ID) {
		r.page(at.doc)
		f.Doc = at.doc
		r.mark(f.Type, item.ID).add(f, item.ID, "")
		return
	}
	if r.pages[r.byDoc[anchor[0].Doc]].Reading == nil {
		f.State = Orphaned
		return
	}
	p := r.page(anchor[0].Doc)
	id := AddedID(f.ID)
	reading, d := p.Reading, p.Document
	switch f.Type {
	case Statement:
		s := meaning.Statement{ID: id, Doc: d.ID, Act: meaning.Act(given["act"]), Quotation: meaning.Quotation(given["quotation"]), Evidence: anchor}
		for _, e := range anchor {
			s.Content = append(s.Content, doc.Quote{Start: e.Start, End: e.End, Text: e.Quote})
		}
		r.setStatement(&s, "speaker", given["speaker"])
		s.Speaker.Party = cmp.Or(given["party"], s.Speaker.Party)
		s.Sourcing = cmp.Or(meaning.Sourcing(given["sourcing"]), s.Sourcing)
		reading.Statements = insertAt(reading.Statements, s, func(s meaning.Statement) []Evidence { return s.Evidence })
	case Position:
		reading.Positions = insertAt(reading.Positions, meaning.Position{
			ID: id, Doc: d.ID, Party: given["party"], Issue: given["issue"],
			Stance: meaning.Stance(given["stance"]), Time: d.Published.Date, Evidence: anchor,
		}, func(p meaning.Position) []Evidence { return p.Evidence })
	case Figure:
		g := meaning.Figure{ID: id, Doc: d.ID, What: given["what"], Unit: given["unit"], Evidence: anchor}
		setFigure(&g, "value", given["value"])
		reading.Figures = insertAt(reading.Figures, g, func(f meaning.Figure) []Evidence { return f.Evidence })
	case Commitment:
		c := meaning.Commitment{ID: id, Doc: d.ID, Evidence: anchor, Status: meaning.Status(given["status"])}
		for name, value := range given {
			r.setMention(&c, name, value)
		}
		reading.Commitments = insertAt(reading.Commitments, c, func(c meaning.Commitment) []Evidence { return c.Evidence })
	case Contact:
		c := meaning.Contact{ID: id, Doc: d.ID, Evidence: anchor}
		for name, value := range given {
			r.setContact(&c, name, value)
		}
		reading.Contacts = insertAt(reading.Contacts, c, func(c meaning.Contact) []Evidence { return c.Evidence })
	}
	f.Doc = d.ID
	r.mark(f.Type, id).add(f, id, "")
}

// insertAt puts an item where its words stand among others.
func insertAt[T any](all []T, one T, evidence func(T) []Evidence) []T {
	start := evidence(one)[0].Start
	i := slices.IndexFunc(all, func(o T) bool { e := evidence(o); return len(e) > 0 && e[0].Start > start })
	if i < 0 {
		i = len(all)
	}
	return slices.Insert(all, i, one)
}

func (r *reviewer) setMention(c *meaning.Commitment, field, value string) {
	switch field {
	case "issue":
		c.Issue = value
	case "parties":
		c.Parties = names(value)
		c.Kind = meaning.Undertaking
		if len(c.Parties) > 1 {
			c.Kind = meaning.Agreement
		}
	case "duration":
		c.Duration = value
	case "start":
		c.Start = value
	case "end":
		c.End = value
	case "date":
		c.Date = value
	}
}

func (r *reviewer) setContact(c *meaning.Contact, field, value string) {
	switch field {
	case "form":
		c.Form = meaning.ContactForm(value)
	case "participants":
		c.Participants = nil
		for _, name := range names(value) {
			s := r.speaker(name)
			if s.Party == "" && s.Actor == "" {
				s.Party = r.partyNamed(name)
			}
			c.Participants = append(c.Participants, s)
		}
	case "date":
		c.Date, c.End = value, ""
	case "status":
		c.Status = meaning.ContactStatus(value)
	case "place":
		c.Place = value
	}
}

// partyNamed is the name where some actor stands for a party of that name.
func (r *reviewer) partyNamed(name string) string {
	for _, a := range r.actors() {
		if a.Party == name {
			return name
		}
	}
	return ""
}

// stamp puts what was decided on the items of the readings, and strikes those that are wrong.
func (r *reviewer) stamp() {
	for _, p := range r.pages {
		if !r.copied[p.Document.ID] {
			continue
		}
		reading := p.Reading
		struck := &meaning.Struck{}
		reading.Statements = slices.DeleteFunc(reading.Statements, func(s meaning.Statement) bool {
			return strike(r, Statement, s.ID, s, &struck.Statements, func(s *meaning.Statement, v *meaning.Review) { s.Review = v })
		})
		for i := range reading.Statements {
			reading.Statements[i].Review = r.marks[Statement+" "+reading.Statements[i].ID].review()
		}
		reading.Positions = slices.DeleteFunc(reading.Positions, func(p meaning.Position) bool {
			return strike(r, Position, p.ID, p, &struck.Positions, func(p *meaning.Position, v *meaning.Review) { p.Review = v })
		})
		for i := range reading.Positions {
			reading.Positions[i].Review = r.marks[Position+" "+reading.Positions[i].ID].review()
		}
		reading.Figures = slices.DeleteFunc(reading.Figures, func(f meaning.Figure) bool {
			return strike(r, Figure, f.ID, f, &struck.Figures, func(f *meaning.Figure, v *meaning.Review) { f.Review = v })
		})
		for i := range reading.Figures {
			reading.Figures[i].Review = r.marks[Figure+" "+reading.Figures[i].ID].review()
		}
		if len(struck.Statements)+len(struck.Positions)+len(struck.Figures) > 0 {
			reading.Struck = struck
		}
	}
}

// strike puts an item that is wrong with what is struck.
func strike[T any](r *reviewer, kind, id string, item T, struck *[]T, set func(*T, *meaning.Review)) bool {
	m := r.marks[kind+" "+id]
	if !m.wrong() {
		return false
	}
	set(&item, m.review())
	*struck = append(*struck, item)
	return true
}

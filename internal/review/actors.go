package review

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
)

// onActor applies a decision on an actor, in every reading that names them.
func (r *reviewer) onActor(f *Fate) {
	if Check(f.Decision) != nil {
		f.State = Invalid
		return
	}
	was, _ := values(f.Was)
	a, ok := r.findActor(f.Item, f.Anchor, was)
	if !ok {
		f.State = Orphaned
		return
	}
	from, became := ofActor(&a).Fields[f.Field], ""
	switch f.What {
	case store.Change:
		r.changeActor(a, f.Field, text(f.Value))
	case store.Merge:
		merged := false
		for _, o := range others(f.Value) {
			if b, ok := r.findActor(o.Item, o.Anchor, o.Was); ok && b.ID != a.ID {
				r.mergeActor(a, b)
				r.mark(Actor, a.ID).heir(r.mark(Actor, b.ID), a.ID)
				merged = true
			}
		}
		if !merged {
			f.State = Orphaned
			return
		}
	case store.Split:
		name := text(f.Value)
		own := meaning.Actor{ID: slug(name), Name: name, Kind: a.Kind, Party: a.Party}
		if b, there := r.actors()[name]; there {
			own = b
		}
		if own.ID == "" || own.ID == a.ID {
			f.State = Invalid
			return
		}
		pages := documents(r.places(f.Anchor))
		if len(pages) == 0 {
			f.State = Orphaned
			return
		}
		for _, id := range pages {
			r.renameIn(id, a, own)
		}
		r.mark(Actor, own.ID).add(&Fate{Decision: f.Decision, State: InForce}, own.ID, "")
		became = own.ID
	}
	r.names = nil
	if _, there := r.actorByID(a.ID); !there { // all of it is somebody else now, on whom the decision stands
		r.mark(Actor, became).heir(r.mark(Actor, a.ID), became)
		f.On = became
		return
	}
	r.mark(Actor, a.ID).add(f, a.ID, from)
}

// findActor finds an actor by the id, which is made of the name, or else by the words that name them.
func (r *reviewer) findActor(id string, anchor []Evidence, was map[string]string) (meaning.Actor, bool) {
	if a, ok := r.actorByID(id); ok {
		return a, true
	}
	places := r.places(anchor)
	var all []candidate[string]
	for _, page := range documents(places) {
		if reading := r.pages[r.byDoc[page]].Reading; reading != nil {
			for i := range reading.Actors {
				all = append(all, candidate[string]{reading.Actors[i].ID, ofActor(&reading.Actors[i])})
			}
		}
	}
	found, state := match(store.Decision{Type: Actor, What: store.Change, Field: "name"}, places, was, all)
	if state != InForce {
		return meaning.Actor{}, false
	}
	return r.actorByID(found)
}

// actorByID is an actor as the first reading that names them has it.
func (r *reviewer) actorByID(id string) (meaning.Actor, bool) {
	for _, p := range r.pages {
		if p.Reading == nil {
			continue
		}
		if i := slices.IndexFunc(p.Reading.Actors, func(a meaning.Actor) bool { return a.ID == id }); i >= 0 {
			return p.Reading.Actors[i], true
		}
	}
	return meaning.Actor{}, false
}

// naming are the documents whose readings name an actor.
func (r *reviewer) naming(id string) []string {
	var all []string
	for _, p := range r.pages {
		if p.Reading == nil {
			continue
		}
		if slices.ContainsFunc(p.Reading.Actors, func(a meaning.Actor) bool { return a.ID == id }) ||
			slices.ContainsFunc(p.Reading.Statements, func(s meaning.Statement) bool { return s.Speaker.Actor == id }) {
			all = append(all, p.Document.ID)
		}
	}
	return all
}

func (r *reviewer) changeActor(a meaning.Actor, field, value string) {
	for _, id := range r.naming(a.ID) {
		reading := r.page(id).Reading
		for i := range reading.Actors {
			if one := &reading.Actors[i]; one.ID == a.ID {
				switch field {
				case "name":
					one.Aliases = with(one.Aliases, one.Name, value)
					one.Name = value
				case "party":
					one.Party = value
				case "kind":
					one.Kind = meaning.ActorKind(value)
				}
			}
		}
		eachSpeaker(reading, func(s *meaning.Speaker, party *string) {
			switch {
			case s.Actor != a.ID:
			case field == "name":
				s.Name = value
			case field == "party":
				if party != nil && *party == s.Party {
					*party = value
				}
				s.Party = value
			}
		})
	}
}

// mergeActor makes b the actor a in every reading.
func (r *reviewer) mergeActor(a, b meaning.Actor) {
	for _, id := range r.naming(b.ID) {
		r.renameIn(id, b, a)
	}
}

// renameIn makes an actor another one in one document.
func (r *reviewer) renameIn(page string, from, to meaning.Actor) {
	reading := r.page(page).Reading
	at := func(id string) int {
		return slices.IndexFunc(reading.Actors, func(a meaning.Actor) bool { return a.ID == id })
	}
	if i := at(from.ID); i >= 0 {
		one := reading.Actors[i]
		reading.Actors = slices.Delete(reading.Actors, i, i+1)
		kept := to
		kept.Aliases, kept.Roles, kept.Evidence = nil, nil, nil
		j := at(to.ID)
		if j >= 0 {
			kept = reading.Actors[j]
			reading.Actors = slices.Delete(reading.Actors, j, j+1)
		}
		kept.Aliases = with(with(kept.Aliases, from.Name, kept.Name), "", kept.Name, one.Aliases...)
		kept.Roles = with(kept.Roles, "", "", one.Roles...)
		kept.Evidence = append(slices.Clone(kept.Evidence), one.Evidence...)
		slices.SortFunc(kept.Evidence, func(a, b doc.Evidence) int { return a.Start - b.Start })
		k, _ := slices.BinarySearchFunc(reading.Actors, kept.ID, func(a meaning.Actor, id string) int { return strings.Compare(a.ID, id) })
		reading.Actors = slices.Insert(reading.Actors, k, kept)
	}
	eachSpeaker(reading, func(s *meaning.Speaker, party *string) {
		if s.Actor != from.ID {
			return
		}
		if party != nil && *party == s.Party && to.Party != "" {
			*party = to.Party
		}
		s.Actor, s.Name, s.Party = to.ID, to.Name, to.Party
	})
}

// with adds names to a sorted list, without one.
func with(list []string, name, without string, more ...string) []string {
	list = slices.Concat(list, more, []string{name})
	list = slices.DeleteFunc(list, func(s string) bool { return s == "" || s == without })
	slices.Sort(list)
	return slices.Compact(list)
}

// eachSpeaker shows everyone who speaks or takes part in a reading, with the party of the item that is theirs, if it has one.
// The reading is ours; what it points to is copied before it is shown.
func eachSpeaker(reading *meaning.Reading, show func(s *meaning.Speaker, party *string)) {
	by := func(s **meaning.Speaker) {
		if *s != nil {
			own := **s
			*s = &own
			show(&own, nil)
		}
	}
	for i := range reading.Statements {
		s := &reading.Statements[i]
		show(&s.Speaker, nil)
		s.Jointly = slices.Clone(s.Jointly)
		for j := range s.Jointly {
			show(&s.Jointly[j], nil)
		}
	}
	for i := range reading.Positions {
		p := &reading.Positions[i]
		show(&p.Holder, &p.Party)
		by(&p.By)
	}
	for i := range reading.Commitments {
		by(&reading.Commitments[i].By)
	}
	for i := range reading.Contacts {
		c := &reading.Contacts[i]
		c.Participants = slices.Clone(c.Participants)
		for j := range c.Participants {
			show(&c.Participants[j], nil)
		}
		slices.SortStableFunc(c.Participants, func(a, b meaning.Speaker) int { return strings.Compare(a.Name, b.Name) })
		c.Participants = slices.Compact(c.Participants)
	}
	for i := range reading.Accounts {
		a := &reading.Accounts[i]
		show(&a.Speaker, &a.Party)
	}
	for i := range reading.Figures {
		by(&reading.Figures[i].By)
	}
}

// slug makes an id of a name, as the engine does: ana-duarte.
func slug(name string) string {
	var b strings.Builder
	for _, c := range norm.NFKD.String(strings.ToLower(name)) {
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			b.WriteRune(c)
		case unicode.Is(unicode.Mn, c):
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}

package review

import (
	"cmp"
	"slices"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/weave"
)

// A line is a commitment or a contact while it is reviewed: the mentions that it is made of, and what was decided.
type line struct {
	item     Item
	mentions []string
	marks
	grouped    bool // people decided which mentions it is made of
	commitment dossier.Commitment
	contact    dossier.Contact
}

// lines are the lines of the dossier, by type.
type lines struct {
	all   map[string][]*line
	byDoc map[string][]*line // by type and document
}

// deliberate applies the decisions on commitments and contacts to the lines of a dossier and to their mentions. It reports whether
// the dossier must be woven anew.
func (r *reviewer) deliberate(d *dossier.Dossier) bool {
	fates := slices.DeleteFunc(r.decisions(Commitment, Contact), func(f *Fate) bool { return f.What == store.Add })
	if len(fates) == 0 {
		return false
	}
	r.lines = lines{map[string][]*line{}, map[string][]*line{}}
	for i := range d.Commitments {
		c := d.Commitments[i]
		r.addLine(&line{item: ofCommitment(&c), mentions: c.Mentions, commitment: c})
	}
	for i := range d.Contacts {
		c := d.Contacts[i]
		r.addLine(&line{item: ofContact(&c), mentions: c.Mentions, contact: c})
	}
	anew := false
	for _, f := range fates {
		anew = r.onLine(f) || anew
	}
	for _, all := range r.lines.all {
		anew = anew || slices.ContainsFunc(all, func(l *line) bool { return l.wrong() })
	}
	return anew
}

func (r *reviewer) addLine(l *line) {
	r.lines.all[l.item.Type] = append(r.lines.all[l.item.Type], l)
	for _, id := range documents(l.item.Evidence) {
		key := l.item.Type + " " + id
		r.lines.byDoc[key] = append(r.lines.byDoc[key], l)
	}
}

// findLine finds the line that words are of.
func (r *reviewer) findLine(d store.Decision, anchor []Evidence, was map[string]string) (*line, State) {
	places := r.places(anchor)
	var all []candidate[*line]
	seen := map[*line]bool{}
	for _, id := range documents(places) {
		for _, l := range r.lines.byDoc[d.Type+" "+id] {
			if !seen[l] && len(l.mentions) > 0 {
				seen[l] = true
				all = append(all, candidate[*line]{l, l.item})
			}
		}
	}
	return match(d, places, was, all)
}

// onLine applies one decision; it reports whether the dossier must be woven anew for it.
func (r *reviewer) onLine(f *Fate) bool {
	was, err := values(f.Was)
	if err != nil || Check(f.Decision) != nil {
		f.State = Invalid
		return false
	}
	if f.What == store.Split {
		return r.split(f, was)
	}
	l, state := r.findLine(f.Decision, f.Anchor, was)
	if f.State = state; state != InForce {
		return false
	}
	anew, from := false, ""
	switch f.What {
	case store.Change:
		from = l.item.Fields[f.Field]
		value := text(f.Value)
		l.item.Fields[f.Field] = value
		if f.Type != Commitment || f.Field != "status" { // the state of a commitment is what all its mentions say together
			r.changeMentions(l, f.Field, value)
			anew = true
		}
	case store.Merge:
		for _, o := range others(f.Value) {
			d := f.Decision
			d.Item = o.Item
			if other, state := r.findLine(d, o.Anchor, o.Was); state == InForce && other != l {
				l.take(other)
				for _, id := range documents(other.item.Evidence) {
					key := f.Type + " " + id
					if !slices.Contains(r.lines.byDoc[key], l) {
						r.lines.byDoc[key] = append(r.lines.byDoc[key], l)
					}
				}
				anew = true
			}
		}
		if !anew {
			f.State = Orphaned
			return false
		}
	}
	l.add(f, l.item.ID, from)
	return anew
}

// take makes one line of two. What was decided on either stands on it.
func (l *line) take(o *line) {
	l.mentions = slices.Concat(l.mentions, o.mentions)
	l.item.Evidence = slices.Concat(l.item.Evidence, o.item.Evidence)
	l.commitment.Evidence, l.contact.Evidence = l.item.Evidence, l.item.Evidence
	l.grouped = true
	l.heir(&o.marks, l.item.ID)
	o.mentions = nil
}

// split makes the mentions on certain words a line of their own.
func (r *reviewer) split(f *Fate, was map[string]string) bool {
	places := r.places(f.Anchor)
	own := &line{grouped: true, item: Item{Type: f.Type, Fields: map[string]string{}}}
	for _, id := range documents(places) {
		for _, c := range r.items(f.Type, id) {
			if _, ok := shared(places, c.item.Evidence); ok && differs(f.Decision, was, c.item.Fields) == 0 {
				own.mentions = append(own.mentions, c.item.ID)
				own.item.Evidence = append(own.item.Evidence, c.item.Evidence...)
			}
		}
	}
	if len(own.mentions) == 0 {
		f.State = Orphaned
		return false
	}
	for _, l := range r.lines.all[f.Type] {
		leaves := func(id string) bool { return slices.Contains(own.mentions, id) }
		if !slices.ContainsFunc(l.mentions, leaves) {
			continue
		}
		own.commitment, own.contact = l.commitment, l.contact
		for name, value := range l.item.Fields {
			own.item.Fields[name] = value
		}
		l.mentions = slices.DeleteFunc(slices.Clone(l.mentions), leaves)
		l.item.Evidence = slices.DeleteFunc(slices.Clone(l.item.Evidence), func(e Evidence) bool { return slices.Contains(own.item.Evidence, e) })
		l.grouped = true
		if len(l.mentions) == 0 { // all of it left: what was decided on it goes along
			own.heir(&l.marks, own.item.ID)
		}
	}
	own.item.ID = "of-" + own.mentions[0]
	own.commitment.ID, own.contact.ID = own.item.ID, own.item.ID
	own.commitment.Evidence, own.contact.Evidence = own.item.Evidence, own.item.Evidence
	r.addLine(own)
	own.add(f, own.item.ID, "")
	return true
}

// changeMentions changes a field of all that a line is made of.
func (r *reviewer) changeMentions(l *line, field, value string) {
	for _, id := range documents(l.item.Evidence) {
		reading := r.page(id).Reading
		for i := range reading.Commitments {
			if c := &reading.Commitments[i]; l.item.Type == Commitment && slices.Contains(l.mentions, c.ID) {
				r.setMention(c, field, value)
			}
		}
		for i := range reading.Contacts {
			if c := &reading.Contacts[i]; l.item.Type == Contact && slices.Contains(l.mentions, c.ID) {
				r.setContact(c, field, value)
			}
		}
	}
}

// struck takes the mentions of lines that are wrong out of the readings, with the accounts of such contacts.
func (r *reviewer) struck() []Page {
	for _, all := range r.lines.all {
		for _, l := range all {
			if !l.wrong() {
				continue
			}
			gone := func(id string) bool { return slices.Contains(l.mentions, id) }
			for _, id := range documents(l.item.Evidence) {
				reading := r.page(id).Reading
				reading.Commitments = slices.DeleteFunc(reading.Commitments, func(c meaning.Commitment) bool { return l.item.Type == Commitment && gone(c.ID) })
				reading.Contacts = slices.DeleteFunc(reading.Contacts, func(c meaning.Contact) bool { return l.item.Type == Contact && gone(c.ID) })
				reading.Accounts = slices.DeleteFunc(reading.Accounts, func(a meaning.Account) bool { return l.item.Type == Contact && gone(a.Contact) })
			}
		}
	}
	return r.pages
}

// arrangement is which mentions are of one line, as people decided.
func (r *reviewer) arrangement() weave.Arrangement {
	of := func(kind string) (all []weave.Regroup) {
		for _, l := range r.lines.all[kind] {
			if l.grouped && len(l.mentions) > 0 && !l.wrong() {
				all = append(all, weave.Regroup{Part: l.mentions})
			}
		}
		return all
	}
	return weave.Arrangement{Commitments: of(Commitment), Contacts: of(Contact)}
}

// finish puts what was decided on the lines of the dossier, and takes out the discrepancies that are wrong.
func (r *reviewer) finish(d *dossier.Dossier) {
	lineOf := map[string]int{} // of a mention
	for i, c := range d.Commitments {
		for _, id := range c.Mentions {
			lineOf[Commitment+" "+id] = i
		}
	}
	for i, c := range d.Contacts {
		for _, id := range c.Mentions {
			lineOf[Contact+" "+id] = i
		}
	}
	commitments, contacts := map[int]*marks{}, map[int]*marks{}
	stand := func(kind string, i int, stands []*Fate, from map[string]string) {
		on := commitments
		if kind == Contact {
			on = contacts
		}
		if on[i] == nil {
			on[i] = &marks{}
		}
		all := append(on[i].stands, stands...)
		slices.SortStableFunc(all, func(a, b *Fate) int { return a.At.Compare(b.At) })
		m := &marks{from: on[i].from}
		for _, f := range all {
			m.add(f, "", from[f.Field])
		}
		on[i] = m
	}
	for _, kind := range []string{Commitment, Contact} {
		for _, l := range r.lines.all[kind] {
			switch {
			case l.wrong() && kind == Commitment:
				l.commitment.Review = l.review()
				d.Struck.Commitments = append(d.Struck.Commitments, l.commitment)
			case l.wrong():
				l.contact.Review = l.review()
				d.Struck.Contacts = append(d.Struck.Contacts, l.contact)
			case len(l.stands) > 0:
				if i, ok := most(kind, l.mentions, lineOf); ok {
					stand(kind, i, l.stands, l.from)
				}
			}
		}
		for i := range r.fates {
			f := &r.fates[i]
			if f.State != InForce || f.What != store.Add || f.Type != kind {
				continue
			}
			if i, ok := lineOf[kind+" "+f.On]; ok {
				stand(kind, i, []*Fate{f}, nil)
			}
		}
	}
	for i, m := range commitments {
		c := &d.Commitments[i]
		for _, f := range m.stands {
			f.On = c.ID
			if f.What == store.Change && f.Field == "status" {
				c.Status = meaning.Status(text(f.Value))
			}
		}
		c.Review = m.review()
	}
	for i, m := range contacts {
		c := &d.Contacts[i]
		for _, f := range m.stands {
			f.On = c.ID
		}
		c.Review = m.review()
	}
	for i := range d.Actors {
		d.Actors[i].Review = r.marks[Actor+" "+d.Actors[i].ID].review()
	}
	r.discrepancies(d)
	slices.SortFunc(d.Struck.Commitments, func(a, b dossier.Commitment) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(d.Struck.Contacts, func(a, b dossier.Contact) int { return cmp.Compare(a.ID, b.ID) })
}

// most is the line that most of certain mentions are of.
func most(kind string, mentions []string, lineOf map[string]int) (line int, ok bool) {
	votes := map[int]int{}
	best := 0
	for _, id := range mentions {
		if i, there := lineOf[kind+" "+id]; there {
			votes[i]++
			if n := votes[i]; n > best || n == best && i < line {
				best, line, ok = n, i, true
			}
		}
	}
	return line, ok
}

// discrepancies puts what was decided on the discrepancies.
func (r *reviewer) discrepancies(d *dossier.Dossier) {
	fates := r.decisions(Discrepancy)
	if len(fates) == 0 {
		return
	}
	all := make([]candidate[int], len(d.Discrepancies))
	on := make([]marks, len(d.Discrepancies))
	for i := range d.Discrepancies {
		all[i] = candidate[int]{i, ofDiscrepancy(&d.Discrepancies[i])}
	}
	for _, f := range fates {
		was, err := values(f.Was)
		if err != nil || Check(f.Decision) != nil {
			f.State = Invalid
			continue
		}
		i, state := match(f.Decision, r.places(f.Anchor), was, all)
		if f.State = state; state == InForce {
			on[i].add(f, all[i].item.ID, "")
		}
	}
	kept := d.Discrepancies[:0]
	for i, one := range d.Discrepancies {
		one.Review = on[i].review()
		if on[i].wrong() {
			d.Struck.Discrepancies = append(d.Struck.Discrepancies, one)
			continue
		}
		kept = append(kept, one)
	}
	d.Discrepancies = kept
}

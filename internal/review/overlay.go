package review

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
)

// Overlay gives a line of the record as it is once a decision on it is made, without weaving: its own fields, and what stands on
// it. What rests on the line follows when the dossier is woven. undone is the decision that an undoing undoes. A line that a
// decision does not change by itself, as a merger, is given with its mark alone.
func Overlay(line json.RawMessage, d store.Decision, undone *store.Decision) (json.RawMessage, *meaning.Review, error) {
	item, err := Read(line)
	if err != nil {
		return nil, nil, err
	}
	decided := []meaning.Decided{}
	if item.Review != nil {
		decided = slices.Clone(item.Review.Decisions)
	}
	set := func(string, string) {}
	var out any
	switch item.Type {
	case Statement:
		s := new(meaning.Statement)
		err, out = json.Unmarshal(line, s), s
		r := newReviewer(nil, nil)
		set = func(field, value string) { r.setStatement(s, field, value) }
	case Position:
		p := new(meaning.Position)
		err, out = json.Unmarshal(line, p), p
		set = func(field, value string) { setPosition(p, field, value) }
	case Figure:
		f := new(meaning.Figure)
		err, out = json.Unmarshal(line, f), f
		set = func(field, value string) { setFigure(f, field, value) }
	case Commitment:
		c := new(dossier.Commitment)
		err, out = json.Unmarshal(line, c), c
		set = func(field, value string) { setCommitment(c, field, value) }
	case Contact:
		c := new(dossier.Contact)
		err, out = json.Unmarshal(line, c), c
		set = func(field, value string) { setContactLine(c, field, value) }
	case Discrepancy:
		x := new(dossier.Discrepancy)
		err, out = json.Unmarshal(line, x), x
	case Actor:
		var fields map[string]json.RawMessage // an actor's line has more than an actor
		err, out = json.Unmarshal(line, &fields), &fields
		set = func(field, value string) { fields[field] = write(value) }
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s %s: %w", item.Type, item.ID, err)
	}
	if undone != nil {
		if i := slices.IndexFunc(decided, func(o meaning.Decided) bool { return o.ID == undone.ID }); i >= 0 {
			if undone.What == store.Change {
				set(undone.Field, decided[i].From)
			}
			decided = slices.Delete(decided, i, i+1)
		}
	} else {
		f := &Fate{Decision: d}
		decided = slices.DeleteFunc(decided, func(o meaning.Decided) bool { return slot(&Fate{Decision: ofDecided(o)}) == slot(f) })
		one := meaning.Decided{ID: d.ID, What: verdicts[d.What], Who: d.Who, At: d.At, Why: d.Why}
		if d.What == store.Change {
			one.Field, one.From, one.To = d.Field, item.Fields[d.Field], text(d.Value)
			set(d.Field, one.To)
		}
		decided = append(decided, one)
	}
	review := summed(decided)
	switch x := out.(type) {
	case *meaning.Statement:
		x.Review = review
	case *meaning.Position:
		x.Review = review
	case *meaning.Figure:
		x.Review = review
	case *dossier.Commitment:
		x.Review = review
	case *dossier.Contact:
		x.Review = review
	case *dossier.Discrepancy:
		x.Review = review
	case *map[string]json.RawMessage:
		(*x)["review"] = write(review)
		delete(*x, "type")
	}
	return write(out), review, nil
}

// ofDecided is as much of a decision as tells what it is on.
func ofDecided(o meaning.Decided) store.Decision {
	d := store.Decision{ID: o.ID, Field: o.Field}
	for what, verdict := range verdicts {
		if verdict == o.What {
			d.What = what
		}
	}
	return d
}

// summed is the review that some decisions make; nil for none.
func summed(decided []meaning.Decided) *meaning.Review {
	if len(decided) == 0 {
		return nil
	}
	last := decided[len(decided)-1]
	review := &meaning.Review{Who: last.Who, At: last.At, Why: last.Why, Decisions: decided}
	most := 0
	for _, o := range decided {
		if w := weight[ofDecided(o).What]; w > most {
			most, review.Verdict = w, o.What
		}
	}
	return review
}

func setCommitment(c *dossier.Commitment, field, value string) {
	switch field {
	case "issue":
		c.Issue = value
	case "status":
		c.Status = meaning.Status(value)
	case "parties":
		c.Parties = names(value)
	case "duration":
		c.Duration = value
	case "start":
		c.Start = value
	case "end":
		c.End, c.Computed = value, false
	case "date":
		c.Date = value
	}
}

func setContactLine(c *dossier.Contact, field, value string) {
	switch field {
	case "form":
		c.Form = meaning.ContactForm(value)
	case "participants":
		c.Participants = names(value)
	case "date":
		c.Date = value
	case "status":
		c.Status = meaning.ContactStatus(value)
	case "place":
		c.Place = value
	}
}

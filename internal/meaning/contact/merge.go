package contact

import (
	"slices"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// cluster is a contact as all places of a document tell it.
type cluster struct {
	form      meaning.ContactForm
	people    []meaning.Speaker
	date      string
	place     string
	length    string
	status    meaning.ContactStatus
	sure      bool
	ordinals  []string
	loose     bool
	sentences []language.Range
	last      int // the word that told of it last
}

// merge puts what tells of one contact together (guide contacts 6): first what says who met, then what refers to it.
func (f *finder) merge() []cluster {
	var all []*cluster
	home := make([]*cluster, len(f.told))
	for i := range f.told {
		if x := &f.told[i]; !x.only {
			if home[i] = f.find(all, x); home[i] == nil {
				home[i] = &cluster{form: x.form, loose: x.loose, status: x.status, sure: x.sure}
				all = append(all, home[i])
			}
			home[i].take(x)
		}
	}
	for i := range f.told {
		if x := &f.told[i]; x.only && x.refers {
			if c := f.referred(all, x); c != nil {
				c.take(x)
			}
		}
	}
	var kept []cluster
	for _, c := range all {
		if !c.loose || c.date != "" || c.place != "" || c.length != "" {
			slices.SortFunc(c.sentences, func(a, b language.Range) int { return a.Start - b.Start })
			kept = append(kept, *c)
		}
	}
	return kept
}

// take adds what a place tells.
func (c *cluster) take(x *told) {
	if !x.only || len(x.people) > 0 && covers(c.people, x.people) {
		c.people = together(c.people, x.people)
	}
	if c.date == "" || x.date != "" {
		c.date = finer(c.date, x.date)
	}
	if c.place == "" {
		c.place = x.place
	}
	if c.length == "" {
		c.length = x.length
	}
	if !x.only && x.sure && !c.sure {
		c.status, c.sure = x.status, true
	}
	if x.form == meaning.Summit && c.form == meaning.Meeting || c.form == meaning.Talks && x.form == meaning.Summit {
		c.form = x.form
	}
	c.loose = c.loose && x.loose
	if x.ordinal != "" {
		c.ordinals = append(c.ordinals, x.ordinal)
	}
	c.last = x.word
	if !slices.Contains(c.sentences, x.sentence) {
		c.sentences = append(c.sentences, x.sentence)
	}
}

// together unites those who took part; a side gives way to the one who stands for it.
func together(a, b []meaning.Speaker) []meaning.Speaker {
	all := unite(append(slices.Clone(a), b...))
	return slices.DeleteFunc(slices.Clone(all), func(s meaning.Speaker) bool {
		return !isPerson(s) && slices.ContainsFunc(all, func(o meaning.Speaker) bool { return isPerson(o) && o.Party == s.Party })
	})
}

// find gives the contact, among those told before, that a place tells of again: the nearest that nothing speaks against.
func (f *finder) find(all []*cluster, x *told) *cluster {
	var best *cluster
	for _, c := range all {
		if f.may(c, x) && (best == nil || c.last > best.last) {
			best = c
		}
	}
	return best
}

// may reports whether a place can tell of a contact again (guide contacts 6.1, 6.2).
func (f *finder) may(c *cluster, x *told) bool {
	if !alike(c, x) || conflict(c.date, x.date) || !nearby(c.place, x.place) || !f.ordered(c, x) {
		return false
	}
	if c.status != x.status && (c.sure && x.sure || c.status == meaning.Planned || x.status == meaning.Planned) && !(x.refers && !x.sure) {
		return false
	}
	// The same people may have met twice: where both say when or where and it is not the same, they did.
	return covers(c.people, x.people) || covers(x.people, c.people)
}

// alike reports whether the forms of two can be of one contact.
func alike(c *cluster, x *told) bool {
	if c.form == x.form {
		return true
	}
	room := []meaning.ContactForm{meaning.Meeting, meaning.Talks, meaning.Summit}
	if !slices.Contains(room, c.form) || !slices.Contains(room, x.form) {
		return false
	}
	people := slices.ContainsFunc(c.people, isPerson) == slices.ContainsFunc(x.people, isPerson)
	return x.only || people && (x.refers || c.place != "" && c.place == x.place || c.date != "" && c.date == x.date || x.form == meaning.Talks && x.date == "" && x.place == "")
}

func nearby(a, b string) bool { return a == "" || b == "" || a == b }

// ordered reports whether the counts of two contacts of the same people allow them to be one.
func (f *finder) ordered(c *cluster, x *told) bool {
	switch x.ordinal {
	case "":
		return true
	case "another", "next", "earlier":
		return x.refers && slices.Contains(c.ordinals, x.ordinal) && !conflict(c.date, x.date)
	}
	for _, o := range c.ordinals {
		if o != x.ordinal {
			return false
		}
	}
	return true
}

// referred gives the contact that words such as "the call" refer to: the nearest told before, else the first told after
// (guide contacts 6.5).
func (f *finder) referred(all []*cluster, x *told) *cluster {
	var before, after *cluster
	for _, c := range all {
		if !alike(c, x) || conflict(c.date, x.date) || !nearby(c.place, x.place) || !covers(c.people, x.people) || x.ordinal != "" && !slices.Contains(c.ordinals, x.ordinal) {
			continue
		}
		if x.sure && x.status != c.status && x.form != meaning.Talks {
			continue
		}
		first := c.sentences[0].Start
		for _, s := range c.sentences {
			first = min(first, s.Start)
		}
		switch {
		case first <= x.word && (before == nil || nearestTo(c, x.word) > nearestTo(before, x.word)):
			before = c
		case first > x.word && after == nil:
			after = c
		}
	}
	if before != nil {
		return before
	}
	return after
}

// nearestTo gives the last sentence of a contact that begins before a word.
func nearestTo(c *cluster, word int) int {
	near := -1
	for _, s := range c.sentences {
		if s.Start <= word {
			near = max(near, s.Start)
		}
	}
	return near
}

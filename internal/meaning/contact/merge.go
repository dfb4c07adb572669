package contact

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// cluster is a contact as all places of a document tell it.
type cluster struct {
	form      meaning.ContactForm
	people    []meaning.Speaker
	date      string
	vague     []string // times that cannot be told: XXXX-WXX-2
	place     string
	length    string
	status    meaning.ContactStatus
	sure      bool
	ordinals  []string
	loose     bool
	sentences []language.Range
	last      int        // the word that told of it last
	beside    []doc.Span // evidence that stands beside the text
	aside     bool
}

// merge puts what tells of one contact together (guide contacts 6): first what says who met, then what refers to it.
func (f *finder) merge() []cluster {
	var all []*cluster
	home := make([]*cluster, len(f.told))
	for i := range f.told {
		if x := &f.told[i]; !x.only {
			if home[i] = f.find(all, x); home[i] == nil {
				home[i] = &cluster{form: x.form, loose: x.loose, status: x.status, sure: x.sure, aside: x.aside}
				all = append(all, home[i])
			}
			home[i].take(x)
		}
	}
	for i := range f.told {
		if x := &f.told[i]; x.only && x.refers {
			if c := f.referred(all, x); c != nil {
				c.take(x)
				continue
			}
		}
		if x := &f.told[i]; x.only && len(x.people) == 0 && f.general(x) && x.place != "" && (x.date != "" || x.vague != "") {
			if who := f.pair(); who != nil { // talks somewhere at some time, in a text that tells of the talks of two alone
				y := *x
				y.people, y.only, y.loose = who, false, false
				c := f.find(all, &y)
				if c == nil {
					c = &cluster{form: y.form, status: y.status, sure: y.sure}
					all = append(all, c)
				}
				c.take(&y)
			}
		}
	}
	var kept []cluster
	for _, c := range all {
		if !c.loose || c.date != "" || len(c.vague) > 0 || c.place != "" || c.length != "" {
			slices.SortFunc(c.sentences, func(a, b language.Range) int { return a.Start - b.Start })
			f.dated(c)
			kept = append(kept, *c)
		}
	}
	f.lastMonth(kept)
	return kept
}

// pair gives those between whom all talks of the text are, if they are the same in all places that tell it; else nil.
func (f *finder) pair() []meaning.Speaker {
	var who []meaning.Speaker
	for _, p := range f.pairs {
		if who != nil && !(covers(who, p) && covers(p, who)) {
			return nil
		}
		who = together(who, p)
	}
	return who
}

// take adds what a place tells.
func (c *cluster) take(x *told) {
	if !x.only {
		c.people = together(c.people, x.people)
	}
	if c.date == "" || x.date != "" {
		c.date = finer(c.date, x.date)
	}
	if x.vague != "" {
		c.vague = append(c.vague, x.vague)
	}
	if c.place == "" {
		c.place = x.place
	}
	if c.length == "" {
		c.length = x.length
	}
	if x.sure && !c.sure {
		c.status, c.sure = x.status, true
	}
	if !x.only && x.form == meaning.Summit && (c.form == meaning.Meeting || c.form == meaning.Talks) {
		c.form = x.form
	}
	c.loose = c.loose && (x.loose || x.only)
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
		if f.may(c, x) && (best == nil || c.before(best, x)) {
			best = c
		}
	}
	return best
}

// before reports whether a contact comes before another as the one that a place tells of again: the one that is spoken of, the one
// of the same people by name, the nearer one.
func (c *cluster) before(o *cluster, x *told) bool {
	if c.aside != o.aside {
		return o.aside
	}
	if a, b := named(c.people, x.people), named(o.people, x.people); min(a, b) < 2 && a != b {
		return a > b
	}
	return c.last > o.last
}

// may reports whether a place can tell of a contact again (guide contacts 6.1, 6.2).
func (f *finder) may(c *cluster, x *told) bool {
	if !alike(c, x) || c.elsewhen(x) || !c.near(x.place) || !f.ordered(c, x) {
		return false
	}
	if (x.aside || c.aside) && (c.date == "" || c.date != x.date) {
		return false
	}
	if x.split && !covers(x.people, c.people) {
		return false
	}
	if c.status != x.status && (c.sure && x.sure || !x.refers && c.sure || c.loose != x.loose) {
		return false
	}
	if persons(c.people, c.form) != persons(x.people, x.form) && (c.date == "" || c.date != x.date) && (c.place == "" || c.place != x.place) {
		return false // officials of two states met, and their leaders did
	}
	if x.loose && f.sentencesApart(c.latest(), x.sentence) > 3 {
		return false
	}
	return covers(c.people, x.people) || covers(x.people, c.people)
}

// alike reports whether the forms of two can be of one contact: talks, a meeting and a summit may be one; the talks of two on
// the phone are their call.
func alike(c *cluster, x *told) bool {
	if c.form == x.form {
		return true
	}
	if c.form == meaning.Call && x.form == meaning.Talks && x.loose && !x.only {
		return persons(c.people, c.form)
	}
	if !inRoom(c.form) || !inRoom(x.form) {
		return false
	}
	if twoNamed(c.people, x.people) || c.form == meaning.Talks && x.date == "" && x.place == "" && named(c.people, x.people) > 0 && covers(c.people, x.people) {
		return true
	}
	return x.only || x.refers || c.place != "" && c.place == x.place || c.date != "" && c.date == x.date || x.form == meaning.Talks && x.date == "" && x.place == "" ||
		x.ordinal != "" && slices.Contains(c.ordinals, x.ordinal)
}

// inRoom reports whether a form is one of coming together in one place.
func inRoom(f meaning.ContactForm) bool {
	return f == meaning.Meeting || f == meaning.Talks || f == meaning.Summit
}

// twoNamed reports whether two people at least, by name, are among both.
func twoNamed(a, b []meaning.Speaker) bool { return named(a, b) > 1 }

// named counts the people who are among both, by name.
func named(a, b []meaning.Speaker) int {
	n := 0
	for _, s := range a {
		if isPerson(s) && slices.ContainsFunc(b, func(o meaning.Speaker) bool { return o.Name == s.Name }) {
			n++
		}
	}
	return n
}

// persons reports whether those who met are told as people and not as sides alone. At a summit they are the leaders, however named.
func persons(who []meaning.Speaker, form meaning.ContactForm) bool {
	return form == meaning.Summit || slices.ContainsFunc(who, isPerson)
}

// elsewhen reports whether a place tells of another time. Of times that cannot be told, those of one sort are compared: two
// days of the week, two days of the year.
func (c *cluster) elsewhen(x *told) bool {
	if conflict(c.date, x.date) {
		return true
	}
	if x.vague == "" || x.date != "" {
		return false
	}
	return slices.ContainsFunc(c.vague, func(v string) bool {
		return v != x.vague && len(v) == len(x.vague) && strings.HasPrefix(v, "XXXX-WXX") == strings.HasPrefix(x.vague, "XXXX-WXX")
	})
}

// near reports whether two places may be one: one is not told, or is the country of those who met there.
func (c *cluster) near(place string) bool {
	if c.place == "" || place == "" || c.place == place {
		return true
	}
	return slices.ContainsFunc(c.people, func(s meaning.Speaker) bool { return s.Party == place || s.Party == c.place })
}

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
// (guide contacts 6.5). Words that may be of the negotiation as a whole must stand near it.
func (f *finder) referred(all []*cluster, x *told) *cluster {
	var before, after *cluster
	inRoom := -1
	for _, c := range all {
		at := c.lastBefore(x.word)
		if c.form != meaning.Call && c.form != meaning.Letter {
			inRoom = max(inRoom, at)
		}
		if !f.refersTo(c, x) {
			continue
		}
		switch {
		case c.aside && (c.date == "" || c.date != x.date):
		case at >= 0 && (before == nil || at > before.lastBefore(x.word)):
			before = c
		case at < 0 && after == nil:
			after = c
		}
	}
	if before != nil {
		at := before.lastBefore(x.word)
		if x.form != meaning.Call && inRoom > at && x.place == "" { // another came between: whose meeting it was is not clear
			return nil
		}
		return before
	}
	if f.general(x) {
		return nil
	}
	return after
}

// refersTo reports whether a place may refer to a contact.
func (f *finder) refersTo(c *cluster, x *told) bool {
	if !alike(c, x) || c.elsewhen(x) || !c.near(x.place) || !covers(c.people, x.people) || x.ordinal != "" && !slices.Contains(c.ordinals, x.ordinal) {
		return false
	}
	if x.sure && c.sure && x.status != c.status || c.loose && x.form == meaning.Summit {
		return false
	}
	if c.place != "" && c.place == x.place {
		return true
	}
	apart := f.sentencesApart(f.text.SentenceOf(max(0, c.lastBefore(x.word))), x.sentence)
	if !f.general(x) {
		return true
	}
	return c.lastBefore(x.word) >= 0 && apart < 2 && (x.place == "" || c.place == "" && c.form == meaning.Talks) && (c.form == meaning.Talks || f.lemma(x.word) == "talks")
}

// general reports whether the word of a place may be of the negotiation as a whole.
func (f *finder) general(x *told) bool {
	return f.lex.nouns[f.lemma(x.word)].frames&process != 0
}

// lastBefore gives the last sentence of a contact that begins before a word, or -1.
func (c *cluster) lastBefore(word int) int {
	near := -1
	for _, s := range c.sentences {
		if s.Start <= word {
			near = max(near, s.Start)
		}
	}
	return near
}

// number gives which of the contacts of the same people it is said to be, from 1; 0 where that is not told.
func (c *cluster) number() int {
	for i, o := range []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh"} {
		if slices.Contains(c.ordinals, o) {
			return i + 1
		}
	}
	return 0
}

// latest gives the sentence that told of a contact last.
func (c *cluster) latest() language.Range { return c.sentences[len(c.sentences)-1] }

package contact

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// verb reads a verb that tells of a contact: met, is due to speak to, visited (guide contacts 2.1).
func (f *finder) verb(v int, s language.Range) {
	for _, e := range f.lex.verbs[f.text.Lemma(v)] {
		if e.second != "" && (v+1 >= s.End || f.text.Form(v+1) != e.second) {
			continue
		}
		if f.text.Words[v].Rel == language.AMod || f.text.Words[v].Rel == language.Compound || f.often(v) {
			return
		}
		f.byVerb(v, e, s)
		return
	}
}

func (f *finder) byVerb(v int, e entry, s language.Range) {
	t := f.text
	x := told{word: v, sentence: s, form: e.form}
	by := f.statusOf(v, 0)
	x.date, x.vague = f.date(v, f.above(v), s)
	x.place, x.length = f.place(v, -1), f.length(v, s)
	if up := f.above(v); x.place == "" && up >= 0 && f.travels(up) {
		x.place = f.destination(up)
	} else if x.place == "" && up >= 0 && f.staysIn(up) {
		x.place = f.placeName(up)
	}
	agents := f.agents(v)
	var others []meaning.Speaker
	switch {
	case e.frames&(place|travel|send) != 0:
		if !f.journey(&x, v, e, agents) {
			return
		}
	default:
		others = f.others(v, e)
		if !apart(append(slices.Clone(agents), others...)) && len(others) > 0 {
			agents = unite(append(agents, f.rowBefore(v, s)...))
		}
		if i := v + 1; i < s.End && e.frames&with != 0 && strings.EqualFold(f.text.Form(i), "with") {
			others = unite(append(others, f.rowAfter(i+1, s)...))
		}
		if e.frames&host != 0 && !slices.ContainsFunc(others, isPerson) && !f.delegation(t.Child(v, language.Obj)) {
			return // hosted a cup, welcomed a state's offer
		}
		if e.frames&host != 0 && x.place == "" && x.date == "" && x.vague == "" {
			return
		}
		if len(others) == 0 && e.frames&joint != 0 {
			agents = unite(append(agents, f.rowBefore(v, s)...)) // Brek, Kestria's envoy and Holm met
		}
		x.people = unite(append(slices.Clone(agents), others...))
		if e.frames&remote != 0 && f.inPerson(v) {
			x.form = meaning.Meeting
		} else if t.Lemma(v) == "talk" && !f.byPhone(v) && !slices.ContainsFunc(others, isPerson) {
			x.form = meaning.Talks
		}
		if len(others) == 0 && !f.together(v, e, &x) {
			return
		}
	}
	if w := t.Words[v]; e.frames&remote != 0 && (w.XPOS == language.VBZ || w.XPOS == language.VBP) && t.Child(v, language.Aux) < 0 && x.date == "" && x.vague == "" && !f.byPhone(v) && t.Words[s.End-1].XPOS == language.Stop {
		return // it talks to both sides: so it does at all times
	}
	x.ordinal = f.ordinalOf(v)
	x.sure = by == planned // were due to meet on Monday: nobody says that they did
	if !f.settle(&x, by) || !apart(x.people) {
		return
	}
	x.sure = false
	if f.separately(v) {
		f.split(x, agents, others)
		return
	}
	f.told = append(f.told, x)
}

// agents gives those who do what a verb tells: its subject, or where the tree has none those named before it in its clause.
func (f *finder) agents(v int) []meaning.Speaker {
	t := f.text
	if a := t.Agent(v); a >= 0 {
		return f.people(a)
	}
	if up := f.above(v); up >= 0 {
		v = up
	}
	for n, w := 0, t.Words[v]; n < 3 && w.Head >= 0 && (w.Rel == language.XComp || w.Rel == language.AdvCl && w.XPOS == language.VBG); n++ {
		if all := f.people(t.Agent(int(w.Head))); len(all) > 0 { // is to follow up by holding talks
			return all
		}
		w = t.Words[w.Head]
	}
	var all, aside []meaning.Speaker
	for i := v - 1; i >= t.SentenceOf(v).Start; i-- {
		if from := f.beforeAside(i); from < i {
			aside = append(aside, f.rowAfter(from+2, t.SentenceOf(v))...)
			i = from
		}
		if i < 0 {
			break
		}
		w := t.Words[i]
		if w.UPOS == language.VERB || w.XPOS == language.WDT || w.XPOS == language.WP || w.XPOS == language.Colon || w.UPOS == language.SCONJ || w.XPOS == language.OpenQuote {
			break
		}
		p := t.Preposition(i)
		if w.XPOS.IsNoun() && w.Rel != language.Compound && w.Rel != language.Flat && w.Rel != language.NModPoss && (p == "" || p == "after" || p == "before") && !f.isTime(i) {
			all = append(all, f.at(i)...)
		}
	}
	if len(all) < 2 && apart(aside) { // envoys of the two factions – the army and the rebels – were there
		return aside
	}
	return unite(all)
}

// aside gives those named between two dashes before a verb.
func (f *finder) aside(v int) []meaning.Speaker {
	s := f.text.SentenceOf(v)
	for i := v - 1; i > max(s.Start, v-5); i-- {
		if from := f.beforeAside(i); from < i {
			return f.rowAfter(from+2, s)
		}
	}
	return nil
}

// beforeAside gives the word before what stands between two dashes, if a word is the second of them; else the word itself.
func (f *finder) beforeAside(i int) int {
	if f.text.Words[i].XPOS != language.Colon || f.text.Form(i) == ";" || f.text.Form(i) == ":" {
		return i
	}
	for k := i - 1; k > max(f.text.SentenceOf(i).Start, i-16); k-- {
		if f.text.Form(k) == f.text.Form(i) {
			return k - 1
		}
	}
	return i
}

// above gives the verb that an infinitive depends on, with which its time may stand: is expected on Monday to meet.
func (f *finder) above(v int) int {
	w := f.text.Words[v]
	if w.Head >= 0 && (w.Rel == language.XComp || w.Rel == language.AdvCl && w.XPOS == language.VB && f.travels(int(w.Head))) {
		return int(w.Head)
	}
	if w.XPOS == language.VB { // was in Geneva last week to meet
		i := v - 1
		for s := f.text.SentenceOf(v); i > s.Start && (f.text.Words[i].UPOS == language.PART || f.text.Words[i].UPOS == language.ADV || f.isTime(i)); i-- {
		}
		if i >= 0 && f.staysIn(i) {
			return i
		}
	}
	return -1
}

// others gives those whom the subject met: the object, or what stands after "with" or "to".
func (f *finder) others(v int, e entry) []meaning.Speaker {
	t := f.text
	var all []meaning.Speaker
	for c := range t.Children(v) {
		rel := t.Words[c].Rel.Universal()
		p := t.Preposition(c)
		switch {
		case t.Passive(v) && rel == language.NSubj && e.frames&object != 0:
			all = append(all, f.people(c)...)
		case (rel == language.Obj || rel == language.XComp && t.Words[c].UPOS == language.PROPN && t.Child(v, language.Obj) < 0) && e.frames&object != 0 && c > v:
			if e.frames&plain == 0 {
				all = append(all, f.people(c)...)
			} else if f.endsPhrase(c) && t.Child(v, language.CompoundPrt) < 0 && c < v+6 {
				all = append(all, slices.DeleteFunc(f.people(c), func(s meaning.Speaker) bool { return s.Actor == "" || !isPerson(s) })...)
			}
		case (rel == language.Obl || rel == language.NMod) && (p == "with" && e.frames&with != 0 || p == "to" && e.frames&to != 0 || p == "alongside"):
			all = append(all, f.people(c)...)
		}
	}
	return all
}

// endsPhrase reports whether nothing stands behind an object that says what somebody is called: called Holm a liar.
func (f *finder) endsPhrase(obj int) bool {
	end := f.text.NounPhrase(obj).End
	s := f.text.SentenceOf(obj)
	if end >= s.End {
		return true
	}
	if f.isTime(end) {
		return true
	}
	switch w := f.text.Words[end]; w.XPOS {
	case language.Stop, language.CC, language.IN, language.TO:
		return f.text.Form(end) != "a"
	case language.Comma:
		return true
	}
	return false
}

// together reports whether a subject of several tells of one contact among them: the ministers met. Of words that may be of
// speeches too there must be a phone, a time or "each other" (guide contacts 2.1).
func (f *finder) together(v int, e entry, x *told) bool {
	if e.frames&joint == 0 || !apart(x.people) || f.text.Child(v, language.Obj) >= 0 && !f.eachOther(v) {
		return false
	}
	if e.frames&remote == 0 || f.eachOther(v) || f.byPhone(v) {
		return true
	}
	for c := range f.text.Children(v) {
		switch f.text.Preposition(c) {
		case "about", "of", "at", "in", "to", "for", "on", "against":
			x.only = !f.isTime(c)
		case "with":
			return false
		}
	}
	x.refers = x.only
	return x.only || x.date != "" || f.hasTime(v) || f.atSome(v)
}

// atSome reports whether a clause only says when something else was: after Castell and Trell spoke.
func (f *finder) atSome(v int) bool {
	for c := range f.text.Children(v) {
		if f.text.Words[c].Rel == language.Mark {
			switch strings.ToLower(f.text.Form(c)) {
			case "after", "before", "since", "when", "until":
				return true
			}
		}
	}
	return false
}

func (f *finder) hasTime(v int) bool {
	return slices.ContainsFunc(f.times, func(w when) bool { return w.duration == "" && f.clause(w.words.End-1, v) == v })
}

func (f *finder) eachOther(v int) bool {
	for i := v + 1; i < min(v+5, len(f.text.Words)); i++ {
		if form := f.text.Form(i); form == "each" || form == "face" || form == "together" {
			return true
		}
	}
	return false
}

// byPhone reports whether a verb's clause names the phone or a video link.
func (f *finder) byPhone(v int) bool {
	s := f.text.SentenceOf(v)
	for i := v + 1; i < min(v+10, s.End); i++ {
		switch strings.ToLower(f.text.Form(i)) {
		case "phone", "telephone", "video", "videolink", "phoned", "line":
			return true
		}
	}
	return false
}

// inPerson reports whether a verb of speaking says that they were in one room.
func (f *finder) inPerson(v int) bool {
	s := f.text.SentenceOf(v)
	for i := v + 1; i < min(v+12, s.End); i++ {
		switch strings.ToLower(f.text.Form(i)) {
		case "sidelines", "margins", "person", "face":
			return true
		}
	}
	return false
}

// often reports whether a verb tells of several contacts at once, of which none can be told apart (guide contacts 2.5).
func (f *finder) often(v int) bool {
	s := f.text.SentenceOf(v)
	for i := max(s.Start, v-3); i < min(v+9, s.End); i++ {
		switch strings.ToLower(f.text.Form(i)) {
		case "times":
			return i > v && f.text.Form(i-1) != "second"
		case "often", "regularly", "repeatedly", "frequently", "usually", "never", "rarely", "always", "routinely":
			return f.text.Words[i].Head == int32(v)
		}
	}
	return false
}

// separately reports whether the subject met each of the others by itself: met separately with, in separate calls.
func (f *finder) separately(word int) bool {
	s := f.text.SentenceOf(word)
	for i := s.Start; i < s.End; i++ {
		switch strings.ToLower(f.text.Form(i)) {
		case "separately", "individually":
			return i > word-5 && i < word+15
		case "separate", "parallel":
			n := f.nounAfter(i, s)
			if _, ok := f.lex.nouns[f.lemma(n)]; ok && (n == word || int(f.text.Words[n].Head) == word) {
				return true
			}
		}
	}
	return false
}

// nounAfter gives the head of the nouns that follow an adjective: separate phone calls.
func (f *finder) nounAfter(i int, s language.Range) int {
	for i+1 < s.End && f.text.Words[i+1].XPOS.IsNoun() {
		i++
	}
	return i
}

// split makes one contact of each of the one side with each of the other.
func (f *finder) split(x told, agents, others []meaning.Speaker) {
	for _, a := range agents {
		for _, b := range others {
			one := x
			one.people, one.split = unite([]meaning.Speaker{a, b}), true
			if apart(one.people) {
				f.told = append(f.told, one)
			}
		}
	}
}

// journey reads a verb of visiting or travelling: who goes where. Whose place it is takes part (guide contacts 2.4).
func (f *finder) journey(x *told, v int, e entry, agents []meaning.Speaker) bool {
	t := f.text
	dest := -1
	for c := range t.Children(v) {
		rel := t.Words[c].Rel.Universal()
		switch p := t.Preposition(c); {
		case e.frames&place != 0 && rel == language.Obj && c > v:
			dest = c
		case e.frames&(travel|send) != 0 && rel == language.Obl && c > v && (p == "to" || p == "in" && (t.Lemma(v) == "arrive" || t.Lemma(v) == "land") || p == "for" && t.Lemma(v) == "head"):
			if dest < 0 {
				dest = c
			}
		}
	}
	if dest < 0 || e.frames&send != 0 && !f.sendsPeople(v) {
		return false
	}
	hosts := f.hosts(dest)
	x.place = f.placeName(dest)
	agents = slices.DeleteFunc(slices.Clone(agents), func(s meaning.Speaker) bool {
		return s.Party == "" || !isPerson(s) && e.frames&send == 0 && !f.delegation(t.Subject(v))
	})
	if len(hosts) == 0 || len(agents) == 0 {
		return false
	}
	x.people = unite(append(slices.Clone(agents), hosts...))
	return true
}

// destination gives the place to which a verb of travelling leads: flew to Arle.
func (f *finder) destination(v int) string {
	for c := range f.text.Children(v) {
		if p := f.text.Preposition(c); p == "to" || p == "in" || p == "for" {
			if name := f.placeName(c); name != "" {
				return name
			}
		}
	}
	return ""
}

// delegation reports whether a noun is of people who are sent.
func (f *finder) delegation(head int) bool {
	if head < 0 {
		return false
	}
	switch f.text.Lemma(head) {
	case "delegation", "team", "envoy", "negotiator", "official", "minister", "diplomat", "mediator", "leader", "representative", "president", "delegate", "aide", "adviser", "advisor", "mission", "side",
		"government", "counterpart", "ambassador", "secretary", "chief", "authority", "country", "state", "party", "general", "commander", "premier", "nation":
		return true
	}
	return false
}

// sendsPeople reports whether the object of sending is people: its envoys, a delegation.
func (f *finder) sendsPeople(v int) bool {
	obj := f.text.Child(v, language.Obj)
	if obj < 0 {
		return false
	}
	own := f.people(f.text.Agent(v))
	return f.delegation(obj) || slices.ContainsFunc(f.at(obj), func(s meaning.Speaker) bool {
		return isPerson(s) && s.Party != "" && slices.ContainsFunc(own, func(o meaning.Speaker) bool { return o.Party == s.Party })
	})
}

// hosts gives whose a place is that somebody goes to: the state of a capital or of a name.
func (f *finder) hosts(dest int) []meaning.Speaker {
	if f.isTime(dest) {
		return nil
	}
	var all []meaning.Speaker
	for _, s := range f.at(dest) {
		if s.Party != "" {
			all = append(all, meaning.Speaker{Name: s.Party, Party: s.Party})
		}
	}
	return unite(all)
}

// ordinals are the words that tell one contact from another of the same people (guide contacts 6.3).
var ordinals = map[string]string{
	"first": "first", "second": "second", "third": "third", "fourth": "fourth", "fifth": "fifth", "sixth": "sixth", "seventh": "seventh",
	"another": "another", "further": "another", "additional": "another", "new": "another", "fresh": "another", "next": "next",
	"previous": "earlier", "earlier": "earlier", "follow-up": "another", "again": "another", "last": "earlier",
}

// ordinalOf gives the word by which a verb tells of one more contact: met again, first met.
func (f *finder) ordinalOf(v int) string {
	s := f.text.SentenceOf(v)
	for i := max(s.Start, v-2); i < min(v+6, s.End); i++ {
		switch form := strings.ToLower(f.text.Form(i)); form {
		case "again":
			return "another"
		case "first", "last":
			if i < v && i >= v-1 && f.text.Words[i].UPOS == language.ADV {
				return ordinals[form]
			}
		}
	}
	return ""
}

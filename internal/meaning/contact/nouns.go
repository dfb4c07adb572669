package contact

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// noun reads a noun that tells of a contact: a call between, the Geneva talks, at a summit (guide contacts 2.2).
func (f *finder) noun(n int, s language.Range) {
	e, ok := f.lex.nouns[f.lemma(n)]
	if !ok || !f.isContact(n, e, s) {
		return
	}
	x := told{word: n, sentence: s, form: f.formOf(n, e, s), refers: f.definite(n, s)}
	if h := int(f.text.Words[n].Head); h >= 0 && (f.text.Lemma(h) == "sideline" || f.text.Lemma(h) == "margin") {
		return // others met there
	} else if h >= 0 && f.text.Words[n].Rel == language.NMod && f.text.Preposition(n) == "of" && !f.part(h) && e.frames&process != 0 {
		if _, ok := f.lex.nouns[f.lemma(h)]; ok {
			return // a meeting of the dialogue: one is told
		}
	}
	head, verb, way := f.governor(n)
	own := f.own(n, s)
	x.people = unite(own)
	if f.general(&x) && apart(x.people) {
		f.pairs = append(f.pairs, x.people)
	}
	var with []meaning.Speaker
	if !apart(x.people) && e.frames&own_ == 0 || len(own) == 1 || way == "object" {
		with = f.lent(n, head, verb, way, own)
		x.people = unite(append(slices.Clone(own), with...))
	}
	timed := -1
	if way == "object" || way == "subject" || way == "during" || way == "for" && (f.travels(verb) || f.staysIn(verb)) {
		timed = verb
	}
	if _, ok := f.lex.support[f.text.Lemma(max(verb, 0))]; way == "object" && !ok {
		timed = -1 // announced the call on Sunday: that is when it was announced
		x.date, x.vague = f.ownDate(n, s)
	} else {
		x.date, x.vague = f.date(n, timed, s)
	}
	x.place, x.length = f.place(n, timed), f.length(n, s)
	if x.place == "" {
		x.place = f.placeBefore(n, s)
	}
	if x.place == "" && way == "for" && f.travels(verb) {
		x.place = f.destination(verb)
	} else if x.place == "" && way == "for" && f.staysIn(verb) {
		x.place = f.placeName(verb)
	}
	if e.form == meaning.Visit {
		x.people = slices.DeleteFunc(x.people, func(s meaning.Speaker) bool { return s.Party == "" })
		f.visited(&x, n)
	}
	x.ordinal = f.ordinalBefore(n, s)
	if b := f.between(n, s); b >= 0 && f.two(b) && counts(x.ordinal) && x.date == "" && x.place == "" && !f.toldOf(x.people) {
		x.people, x.refers = nil, true // the second call between the two men: they have been told of, or who they are is not clear
	}
	by, sure := f.nounStatus(n, head, verb, way, s)
	if by == open && way == "object" && f.spokenOf(n, verb) && (x.date != "" || x.vague != "" || x.place != "") {
		by, sure = held, false // discussed his meeting with Holm last week
	}
	x.sure = sure
	x.only = !apart(x.people)
	x.loose = e.frames&process != 0 && x.form != meaning.Call && x.date == "" && x.vague == "" && x.place == "" && x.length == "" && by != cancelled && !counts(x.ordinal) && !(by == held && way == "object" && f.holds(verb) && f.text.Words[verb].XPOS != language.VBG)
	if !f.settle(&x, by) {
		return
	}
	if x.only && !x.refers && x.place == "" && x.date == "" && x.vague == "" && len(x.people) == 0 {
		return
	}
	if f.separately(n) || f.manyAs(n, own) {
		these := slices.DeleteFunc(slices.Clone(with), func(s meaning.Speaker) bool {
			return slices.ContainsFunc(own, func(o meaning.Speaker) bool { return o.Name == s.Name })
		})
		if len(own) == 1 && len(these) > 1 || len(own) > 1 && len(these) == 1 {
			f.split(x, these, own)
			return
		}
	}
	if x.only && x.refers {
		f.counted(&x)
	}
	f.told = append(f.told, x)
}

// manyAs reports whether a noun tells of as many contacts as there are others in its phrase: two calls with Holm and Drey.
func (f *finder) manyAs(n int, own []meaning.Speaker) bool {
	num := f.text.Child(n, language.NumMod)
	return len(own) == 2 && f.text.Words[n].XPOS == language.NNS && num >= 0 && num < n && strings.EqualFold(f.text.Form(num), "two") && f.withAfter(n, f.text.SentenceOf(n)) >= 0
}

// spokenOf reports whether a verb speaks of a contact as of one that is known: discussed his meeting.
func (f *finder) spokenOf(n, verb int) bool {
	if f.text.Child(n, language.NModPoss) < 0 || f.text.Negated(verb) || f.conditional(verb) {
		return false
	}
	switch f.text.Lemma(verb) {
	case "discuss", "describe", "recall", "review", "assess":
		return f.text.Modal(verb) == ""
	}
	return false
}

// counts reports whether an ordinal is a number: a second round is a contact of its own.
func counts(ordinal string) bool {
	return ordinal != "" && ordinal != "another" && ordinal != "next" && ordinal != "earlier"
}

// counted makes a contact of its own of one that is told from another of the same people by its number alone: the first round
// was held in Oslo (guide contacts 6.4).
func (f *finder) counted(x *told) {
	if x.ordinal == "" || x.ordinal == "another" || x.place == "" && x.date == "" && x.vague == "" {
		return
	}
	for k := len(f.told) - 1; k >= 0 && f.sentencesApart(f.told[k].sentence, x.sentence) < 2; k-- {
		y := f.told[k]
		if counts(x.ordinal) && y.ordinal == "" || y.ordinal == x.ordinal || !apart(y.people) || y.form != x.form {
			continue
		}
		x.people, x.only, x.refers, x.loose = y.people, false, false, false
		return
	}
}

const own_ = own

// holds reports whether a verb is one of coming together, by which talks are a contact of their own: held talks, attended.
func (f *finder) holds(verb int) bool {
	switch f.text.Lemma(verb) {
	case "hold", "have", "conduct", "attend", "conclude", "wrap", "finish", "convene", "open", "host":
		return true
	}
	return false
}

// lemma gives the dictionary form of a noun; talks stay talks.
func (f *finder) lemma(n int) string {
	form := strings.ToLower(f.text.Form(n))
	if form == "talks" {
		return form
	}
	return strings.ToLower(f.text.Lemma(n))
}

// isContact reports whether a noun is used of a contact: no press conference, no call for peace, no first of several
// nouns (the talks process).
func (f *finder) isContact(n int, e entry, s language.Range) bool {
	t := f.text
	w := t.Words[n]
	if w.Rel == language.Compound || f.lemma(n) == "talk" {
		return false
	}
	for i := n - 1; i >= max(s.Start, n-3) && (t.Words[i].UPOS == language.NOUN || t.Words[i].UPOS == language.ADJ || t.Words[i].UPOS == language.PROPN || t.Form(i) == "-"); i-- {
		if f.lex.not[strings.ToLower(t.Form(i))] {
			return false
		}
	}
	if n+1 < s.End {
		next := strings.ToLower(t.Form(n + 1))
		switch {
		case e.form == meaning.Call && (next == "for" || next == "on" && !f.isTime(n+2) || next == "to" && (n+2 >= s.End || t.Words[n+2].XPOS == language.VB)):
			return false
		case next == "-":
			return false
		}
	}
	switch f.lemma(n) {
	case "round":
		o := f.ordinalBefore(n, s)
		return f.hasAny(n, s, "negotiating") || o != "" && n+1 < s.End && t.Form(n+1) != "of"
	case "session":
		return f.hasAny(n, s, "negotiating", "plenary", "bargaining", "negotiation")
	case "conference":
		return f.hasAny(n, s, "peace", "international", "donor", "donors", "security", "reconciliation", "climate")
	case "message", "note":
		return n+1 < s.End && (t.Form(n+1) == "to" || t.Form(n+1) == "from") || f.hasAny(n, s, "written")
	}
	return true
}

func (f *finder) hasAny(n int, s language.Range, words ...string) bool {
	for i := max(s.Start, n-3); i < min(n+3, s.End); i++ {
		if slices.Contains(words, strings.ToLower(f.text.Form(i))) {
			return true
		}
	}
	return false
}

// formOf gives the form of contact that a noun tells with the words before it: phone talks are a call, a summit meeting is
// a summit (guide contacts 2.2).
func (f *finder) formOf(n int, e entry, s language.Range) meaning.ContactForm {
	for i := n - 1; i >= max(s.Start, n-3); i-- {
		switch strings.ToLower(f.text.Form(i)) {
		case "phone", "telephone", "video", "virtual":
			return meaning.Call
		case "summit":
			return meaning.Summit
		}
		if u := f.text.Words[i].UPOS; u != language.NOUN && u != language.ADJ && u != language.PROPN {
			break
		}
	}
	if e.form == meaning.Talks && n+3 < s.End && (f.text.Form(n+2) == "phone" || f.text.Form(n+3) == "phone") {
		return meaning.Call
	}
	return e.form
}

// definite reports whether a noun points to what is known: the call, their meeting, Saturday's meeting, this visit.
func (f *finder) definite(n int, s language.Range) bool {
	for i := n; i >= max(s.Start, n-6); i-- {
		switch strings.ToLower(f.text.Form(i)) {
		case "the", "this", "that", "these", "those", "their", "his", "her", "its", "'s", "’s", "such":
			return true
		}
		switch w := f.text.Words[i]; w.UPOS {
		case language.ADJ, language.NOUN, language.PROPN, language.NUM, language.PUNCT:
		case language.VERB:
			if w.XPOS != language.VBN && w.XPOS != language.VBG { // the planned call
				return false
			}
		default:
			return false
		}
	}
	return false
}

// governor gives the noun that stands for a contact in its clause (a day of talks: day), the verb of the clause, and how
// the one hangs on the other: object, subject, during, after, before, for, or nothing.
func (f *finder) governor(n int) (head, verb int, way string) {
	t := f.text
	head = n
	for t.Words[head].Rel == language.NMod && t.Words[head].Head >= 0 && t.Preposition(head) == "of" && f.part(int(t.Words[head].Head)) {
		head = int(t.Words[head].Head)
	}
	w := t.Words[head]
	verb = int(w.Head)
	if t.Child(head, language.Cop) >= 0 {
		return head, head, "is"
	}
	if verb < 0 {
		if v := f.staged(n); v >= 0 {
			return head, v, "subject"
		}
		return head, -1, ""
	}
	prep := t.Preposition(head)
	if i := head - 1; prep == "of" && f.text.Child(verb, language.AdvMod) >= 0 && f.aheadOf(i) {
		prep = "ahead of"
	}
	if t.Lemma(verb) == "follow" && t.Words[verb].XPOS == language.VBG && w.Rel == language.Obj {
		return head, f.clause(int(t.Words[verb].Head), -1), "after" // following a meeting
	}
	if f.follows(head) {
		return head, f.clause(verb, -1), "after"
	}
	switch w.Rel {
	case language.Obj:
		if prep == "" {
			return head, verb, "object"
		}
	case language.NSubj, language.NSubjPass:
		return head, verb, "subject"
	case language.Conj:
		if h, v, way := f.governor(verb); v >= 0 && way != "" && t.Words[verb].XPOS.IsNoun() {
			return h, v, way
		}
		return head, verb, ""
	}
	if w.Rel != language.Obl && w.Rel != language.Obj && w.Rel != language.NMod && w.Rel != language.AdvCl && w.Rel != language.OblAgent {
		if v := f.staged(n); v >= 0 {
			return head, v, "subject"
		}
		return head, f.clause(verb, -1), ""
	}
	if t.Words[verb].XPOS.IsNoun() {
		if up := f.clause(verb, -1); up >= 0 {
			verb = up
		}
	}
	switch prep {
	case "in", "during", "at", "on", "throughout", "through", "via", "over", "as", "with":
		way = "during"
	case "after", "following", "since", "from", "upon":
		way = "after"
	case "before", "ahead", "ahead of", "prior to", "until":
		if way = "before"; f.afterToo(head) {
			way = "after"
		}
	case "for", "to", "into", "towards", "toward":
		way = "for"
	}
	return head, verb, way
}

// follows reports whether "following" stands before the words of a noun phrase, whatever the tree says.
func (f *finder) follows(head int) bool {
	for i := head - 1; i > max(0, head-7); i-- {
		if strings.EqualFold(f.text.Form(i), "following") {
			return f.text.Words[i+1].UPOS != language.NOUN
		}
		if w := f.text.Words[i]; w.UPOS != language.DET && w.UPOS != language.ADJ && w.UPOS != language.NUM && w.XPOS != language.PRPS && !f.isTime(i) && w.Rel != language.Compound {
			return false
		}
	}
	return false
}

// afterToo reports whether "before and after" stands before a noun: it is over.
func (f *finder) afterToo(head int) bool {
	for i := head - 1; i > max(0, head-8); i-- {
		if form := strings.ToLower(f.text.Form(i)); form == "after" || form == "during" {
			return f.text.Words[i-1].XPOS == language.CC
		}
	}
	return false
}

// aheadOf reports whether "ahead of" stands before the words of a noun phrase that ends at a word.
func (f *finder) aheadOf(i int) bool {
	for k := i; k > max(0, i-7); k-- {
		if f.text.Form(k) == "of" {
			return strings.EqualFold(f.text.Form(k-1), "ahead")
		}
	}
	return false
}

// staged gives the verb of which a noun is the subject where the tree fails: talks between the two [...] will start; or -1.
func (f *finder) staged(n int) int {
	s := f.text.SentenceOf(n)
	for i := n + 1; i < min(n+18, s.End); i++ {
		w := f.text.Words[i]
		if w.XPOS == language.WDT || w.XPOS == language.WP || w.XPOS == language.Colon {
			return -1
		}
		if !w.XPOS.IsVerb() || w.UPOS == language.AUX {
			continue
		}
		if _, ok := f.lex.stage[f.text.Lemma(i)]; ok && (w.XPOS == language.VBD || w.XPOS == language.VBZ || w.XPOS == language.VBP || w.XPOS == language.VBN && f.text.Words[n].Rel == language.Root || f.text.Modal(i) != "" || f.text.Child(i, language.Aux, language.AuxPass) >= 0) {
			return i
		}
		return -1
	}
	return -1
}

// part reports whether a noun is a part or a length of a contact: a day of talks, a round of talks, the end of the summit.
func (f *finder) part(n int) bool {
	switch f.text.Lemma(n) {
	case "day", "hour", "week", "round", "series", "end", "start", "beginning", "resumption", "half", "set", "night", "month", "rounds", "session", "opening", "conclusion", "course", "close", "outset", "eve", "cycle", "minute":
		return true
	}
	return false
}

// own gives those whom the phrase of a noun names: between, with, of, to, a possessor, names before it (guide contacts 3.1).
func (f *finder) own(n int, s language.Range) []meaning.Speaker {
	t := f.text
	var all []meaning.Speaker
	if b := f.between(n, s); b >= 0 {
		all = f.people(b)
		if apart(all) {
			return all
		}
		if row := f.row(n, s); apart(row) {
			return row
		}
	}
	if f.lex.nouns[f.lemma(n)].form == meaning.Letter {
		all = append(all, f.written(n, s)...)
	}
	for c := range t.Children(n) {
		switch rel := t.Words[c].Rel; {
		case rel == language.NModPoss:
			all = append(all, f.people(c)...)
		case rel == language.NMod && c > n:
			switch p := t.Preposition(c); p {
			case "with", "between", "by", "among", "involving":
				all = append(all, f.people(c)...)
			case "of":
				of := f.people(c)
				if _, ok := f.lex.nouns[f.lemma(c)]; ok { // a meeting of the Castell-Trell dialogue
					of = f.own(c, s)
				}
				if apart(of) {
					all = append(all, of...)
				}
			case "from", "to":
				if form := f.lex.nouns[f.lemma(n)].form; form == meaning.Letter || form == meaning.Call {
					all = append(all, f.people(c)...)
				}
			}
		}
	}
	if !slices.ContainsFunc(all, func(meaning.Speaker) bool { return true }) || len(all) < 2 {
		if w := f.withAfter(n, s); w >= 0 {
			all = append(all, f.people(w)...)
			for i := n + 1; i < w; i++ {
				if strings.EqualFold(f.text.Form(i), "with") {
					all = append(all, f.rowAfter(i+1, s)...)
					break
				}
			}
		}
		all = append(all, f.namesBefore(n, s)...)
	}
	if len(all) == 0 {
		all = f.firstBetween(n, s)
	}
	all = unite(all)
	if p := f.text.Child(n, language.NModPoss); p >= 0 && len(all) == 1 && f.text.Words[p].UPOS == language.PRON && len(f.at(p)) == 0 {
		all = unite(append(all, f.ownerAfter(n, s, all)...))
	}
	return all
}

// firstBetween gives those of whom a clause says that it was their first: the talks would be the first between Valmora and Kestria.
func (f *finder) firstBetween(n int, s language.Range) []meaning.Speaker {
	for i := n + 1; i < min(n+7, s.End-1); i++ {
		if ordinals[strings.ToLower(f.text.Form(i))] != "" && f.text.Form(i+1) == "between" && f.text.Lemma(i-2) == "be" {
			return together(f.rowAfter(i+2, s), nil)
		}
	}
	return nil
}

// ownerAfter gives whom "his" or "their" stands for that comes before the name: in his call with Holm, Brek said.
func (f *finder) ownerAfter(n int, s language.Range, with []meaning.Speaker) []meaning.Speaker {
	comma := n
	for comma < min(n+12, s.End) && f.text.Words[comma].XPOS != language.Comma {
		comma++
	}
	for i := comma + 1; i < min(comma+9, s.End); i++ {
		if c := f.text.Form(i)[0]; c < 'A' || c > 'Z' {
			continue
		}
		if who := f.who.At(i); len(who) == 1 && isPerson(who[0]) && apart(append(slices.Clone(with), who...)) {
			return who
		}
	}
	return nil
}

// written gives those of a letter that the words behind it name: written by Brek to Velde, addressed to him.
func (f *finder) written(n int, s language.Range) []meaning.Speaker {
	for i := n + 1; i < min(n+12, s.End); i++ {
		switch f.text.Lemma(i) {
		case "write", "send", "sign", "address", "deliver":
			if f.text.Words[i].XPOS != language.VBN {
				return nil
			}
			all := f.people(f.text.Child(i, language.OblAgent))
			for k := i + 1; k < min(i+14, s.End) && f.text.Words[k].XPOS != language.Comma; k++ {
				if form := f.text.Form(k); form == "by" && len(all) == 0 || form == "to" {
					all = append(all, f.rowAfter(k+1, s)...)
				}
			}
			return unite(all)
		}
	}
	return nil
}

// row is what stands after "between" where the tree fails: those named up to the next verb, comma or preposition.
func (f *finder) row(n int, s language.Range) []meaning.Speaker {
	i := n + 1
	for i < s.End && !strings.EqualFold(f.text.Form(i), "between") {
		i++
	}
	var all []meaning.Speaker
	for i++; i < s.End; i++ {
		switch w := f.text.Words[i]; {
		case w.XPOS.IsVerb() || w.XPOS == language.MD || w.XPOS == language.WDT || w.XPOS == language.WP || w.XPOS == language.Stop || f.isTime(i):
			return together(all, nil)
		case (w.UPOS == language.ADP || w.UPOS == language.SCONJ) && !strings.EqualFold(f.text.Form(i), "of"):
			return together(all, nil)
		case f.endsName(i, s):
			all = append(all, f.at(i)...)
		}
	}
	return together(all, nil)
}

// between gives the head of what stands after "between", close behind a noun, or -1.
func (f *finder) between(n int, s language.Range) int { return f.after(n, s, "between") }

// withAfter gives the head of what stands after "with", close behind a noun, whatever the tree has made of it, or -1.
func (f *finder) withAfter(n int, s language.Range) int { return f.after(n, s, "with") }

func (f *finder) after(n int, s language.Range, prep string) int {
	for i := n + 1; i < min(n+9, s.End); i++ {
		w := f.text.Words[i]
		if strings.EqualFold(f.text.Form(i), prep) {
			if h := int(w.Head); h > i && h < s.End {
				return f.phrase(h, s)
			}
			return -1
		}
		if w.XPOS.IsVerb() || w.XPOS == language.MD || w.XPOS == language.Comma || w.XPOS == language.WDT || w.XPOS == language.CC {
			return -1
		}
	}
	return -1
}

// phrase gives the head of the phrase that a title before a name is part of.
func (f *finder) phrase(head int, s language.Range) int {
	for n := 0; n < 4; n++ {
		w := f.text.Words[head]
		if up := int(w.Head); w.Rel == language.NModDesc && up > head && up < s.End {
			head = up
			continue
		}
		break
	}
	return head
}

// namesBefore gives those named right before a noun: a Castell-Trell call, Ostrayan-Taldian talks, the Brek meeting. The name
// of a place alone says where (guide contacts 3.1).
func (f *finder) namesBefore(n int, s language.Range) []meaning.Speaker {
	var all []meaning.Speaker
	pair := false
	for i := n - 1; i >= s.Start; i-- {
		w := f.text.Words[i]
		form := f.text.Form(i)
		if form == "-" || form == "–" || form == "/" {
			pair = pair || i+1 < n && len(all) > 0
			continue
		}
		if (form == "and" || form == ",") && len(all) > 0 && f.text.Words[i+1].UPOS == language.ADJ {
			pair = true // Ostrayan and Taldian talks
			continue
		}
		if w.UPOS != language.PROPN && w.UPOS != language.ADJ && w.UPOS != language.NOUN && w.UPOS != language.NUM || f.isTime(i) {
			break
		}
		if form[0] >= 'A' && form[0] <= 'Z' {
			all = append(all, f.at(i)...)
		}
	}
	all = unite(all)
	if len(all) == 1 && !isPerson(all[0]) || len(all) > 1 && !pair && !slices.ContainsFunc(all, isPerson) {
		return nil
	}
	return all
}

// placeBefore gives the name of a place right before a noun: the Geneva talks.
func (f *finder) placeBefore(n int, s language.Range) string {
	i := n - 1
	for i > s.Start && f.text.Words[i].UPOS == language.ADJ && !f.proper(i) || i > s.Start && strings.ToLower(f.text.Form(i)) == "peace" {
		i--
	}
	if i < s.Start || !f.proper(i) || f.text.Words[i].UPOS != language.PROPN || i > s.Start && f.text.Form(i-1) == "-" {
		return ""
	}
	if slices.ContainsFunc(f.who.At(i), isPerson) {
		return ""
	}
	return f.placeName(i)
}

// lent gives those whom the clause of a noun lends it: who holds the talks, who spoke after a call with Holm, two who are
// the subject of what follows a meeting (guide contacts 3.1).
func (f *finder) lent(n, head, verb int, way string, own []meaning.Speaker) []meaning.Speaker {
	t := f.text
	if verb < 0 {
		return nil
	}
	if h := int(t.Words[head].Head); way == "" && len(own) == 1 && t.Words[head].Rel == language.NMod && h >= 0 && t.Words[h].XPOS.IsNoun() {
		switch t.Preposition(head) { // his impressions of the meeting with Holm
		case "of", "about", "on", "from":
			if who := f.people(t.Child(h, language.NModPoss)); apart(append(slices.Clone(own), who...)) {
				return who
			}
		}
	}
	switch way {
	case "object":
		if _, ok := f.lex.support[t.Lemma(verb)]; !ok || t.Lemma(verb) == "call" && t.Child(verb, language.CompoundPrt) < 0 && !f.nextIs(verb, "off") {
			return nil
		}
		all := f.agents(verb)
		if !apart(append(slices.Clone(all), own...)) {
			all = unite(append(all, f.rowBefore(verb, t.SentenceOf(verb))...))
		}
		letter := f.lex.nouns[f.lemma(n)].form == meaning.Letter
		for c := range t.Children(verb) { // held talks on Monday with Holm, sent a letter to Holm
			p := t.Preposition(c)
			if t.Words[c].Rel == language.Obl && (p == "with" || p == "to" && letter || p == "for" && t.Lemma(verb) == "host") || t.Words[c].Rel == language.IObj {
				all = append(all, f.people(c)...)
			}
		}
		for c := range t.Children(head) { // will host a dinner for Brek and Velde
			if t.Lemma(verb) == "host" && t.Preposition(c) == "for" && c > head {
				all = append(all, f.people(c)...)
			}
		}
		return unite(all)
	case "subject":
		if len(own) == 1 {
			return f.sayer(verb, own)
		}
	case "during", "after", "before", "for":
		subject := t.Subject(verb)
		if h := int(t.Words[head].Head); t.Words[h].XPOS.IsNoun() { // Duarte, in a call with Holm, said
			if who := f.people(h); len(who) > 0 {
				subject = h
			}
		}
		if subject == head {
			return nil
		}
		who := slices.DeleteFunc(f.people(subject), func(s meaning.Speaker) bool { return strings.Contains(strings.ToLower(s.Role), "spokes") })
		if len(own) == 1 {
			if apart(append(slices.Clone(own), who...)) {
				return who
			}
			return nil
		}
		if len(own) == 0 && !apart(who) && way == "for" {
			if all := f.agents(verb); apart(all) {
				return all
			}
			if all := f.aside(verb); apart(all) {
				return all
			}
		}
		if len(own) == 0 && !apart(who) && way == "during" {
			who = append(slices.Clone(who), f.addressed(verb)...)
		}
		if len(own) == 0 && apart(who) {
			return who
		}
	}
	return nil
}

// addressed gives whom somebody says something to: Brek told Velde in a call.
func (f *finder) addressed(verb int) []meaning.Speaker {
	switch f.text.Lemma(verb) {
	case "tell", "assure", "inform", "ask", "warn", "urge", "thank", "press", "brief", "remind", "promise", "congratulate":
		if o := f.text.Child(verb, language.Obj, language.IObj); o >= 0 {
			return f.people(o)
		}
	}
	return nil
}

// sayer gives the side of whoever says something of talks with another: Kestria's negotiator said that talks with Valmora had
// begun.
func (f *finder) sayer(verb int, own []meaning.Speaker) []meaning.Speaker {
	w := f.text.Words[verb]
	if w.Rel != language.CComp || w.Head < 0 {
		return nil
	}
	who := f.people(f.text.Subject(int(w.Head)))
	if len(who) != 1 || who[0].Party == "" || !apart(append(slices.Clone(own), who...)) {
		return nil
	}
	return []meaning.Speaker{{Name: who[0].Party, Party: who[0].Party}}
}

// visited adds to a visit whose place it is, and gives the place.
func (f *finder) visited(x *told, n int) {
	for c := range f.text.Children(n) {
		if f.text.Words[c].Rel == language.NMod && f.text.Preposition(c) == "to" {
			x.people = unite(append(x.people, f.hosts(c)...))
			if x.place = f.placeName(c); x.place == "" {
				x.place = ""
			}
			return
		}
	}
}

// ordinalBefore gives the word before a noun that tells it from others: second, another, next.
func (f *finder) ordinalBefore(n int, s language.Range) string {
	for i := n - 1; i >= max(s.Start, n-5); i-- {
		form := strings.ToLower(f.text.Form(i))
		if o, ok := ordinals[form]; ok && !f.isTime(i) {
			return o
		}
		if u := f.text.Words[i].UPOS; u != language.ADJ && u != language.NOUN && u != language.PROPN && u != language.NUM && f.text.Words[i].XPOS != language.VBN && form != "-" && form != "of" {
			return ""
		}
	}
	return ""
}

// nounStatus gives the status that its clause gives a noun, and whether that rests on more than the noun alone (guide
// contacts 5.3).
func (f *finder) nounStatus(n, head, verb int, way string, s language.Range) (stand, bool) {
	t := f.text
	for i := head; i <= n; i++ {
		if t.Negated(i) {
			return open, true
		}
	}
	if by, ok := f.underNoun(head); ok {
		return by, true
	}
	if verb >= 0 && way != "subject" {
		if subject := t.Subject(verb); subject >= 0 && subject != head && t.Negated(subject) {
			return open, true // no date has been set for a meeting
		}
	}
	for i := max(s.Start, head-5); i < n; i++ {
		if !t.Under(i, head) {
			continue
		}
		switch strings.ToLower(t.Form(i)) {
		case "planned", "upcoming", "forthcoming", "scheduled", "expected", "next", "coming", "looming", "anticipated":
			return planned, true
		case "cancelled", "canceled", "aborted", "postponed", "scrapped", "suspended":
			return cancelled, true
		case "possible", "potential", "any", "eventual", "hypothetical", "proposed", "no", "future", "prospective", "another", "more":
			if by := f.byVerbOf(head, verb, way); strings.ToLower(t.Form(i)) == "another" || strings.ToLower(t.Form(i)) == "more" {
				if way == "object" || way == "subject" {
					return by, true
				}
			}
			return open, true
		}
	}
	return f.byVerbOf(head, verb, way), way == "after" || f.tells(verb, way)
}

// tells reports whether the verb of a clause says itself whether a contact comes about.
func (f *finder) tells(verb int, way string) bool {
	table := f.lex.support
	if way == "subject" {
		table = f.lex.stage
	} else if way != "object" {
		return false
	}
	if _, ok := table[f.text.Lemma(verb)]; !ok {
		return false
	}
	for c := range f.text.Children(verb) { // are expected to last three days: they may be going on
		if w := f.text.Words[c]; w.Rel == language.XComp || w.Rel == language.CComp {
			switch f.text.Lemma(c) {
			case "last", "continue", "run", "end", "conclude", "focus", "cover", "go", "discuss", "produce":
				return false
			}
		}
	}
	return true
}

// underNoun gives the status of what is only the matter of a plan, an offer or a hope: plans for a summit, the prospect of talks.
func (f *finder) underNoun(head int) (stand, bool) {
	w := f.text.Words[head]
	if w.Rel != language.NMod || w.Head < 0 {
		return "", false
	}
	switch f.text.Lemma(int(w.Head)) {
	case "date", "time", "place", "venue":
		if f.text.Preposition(head) == "of" && f.definite(head, f.text.SentenceOf(head)) && !f.text.Negated(int(w.Head)) {
			return "", false // the date of the planned call: it is known
		}
		return open, true
	case "possibility", "prospect", "hope", "chance", "idea", "proposal", "offer", "invitation", "request", "demand", "call", "condition", "need", "push",
		"suggestion", "question", "speculation", "appeal", "likelihood", "option", "step", "opportunity":
		return open, true
	case "plan", "preparation", "arrangement", "schedule":
		if f.text.Negated(int(w.Head)) {
			return open, true
		}
		return planned, true
	}
	return "", false
}

// byVerbOf gives the status that the verb of its clause gives a noun.
func (f *finder) byVerbOf(head, verb int, way string) stand {
	if verb < 0 {
		return held
	}
	switch way {
	case "object":
		return f.stands(verb, f.lex.support)
	case "subject":
		if f.text.Child(verb, language.Cop) >= 0 {
			return f.copula(verb)
		}
		return f.stands(verb, f.lex.stage)
	case "is":
		return f.copula(head)
	case "during", "for":
		if way == "for" && f.staysIn(verb) {
			return f.copula(verb)
		}
		by := f.statusOf(verb, 0)
		if f.text.Words[verb].XPOS.IsNoun() {
			return held
		}
		if by == open && f.reportedSpeech(verb) {
			return held
		}
		if w := f.text.Words[verb]; way == "during" && w.XPOS == language.VB && f.text.Modal(verb) == "" {
			if h := int(w.Head); by == open || by == planned && w.Rel == language.XComp && h >= 0 && f.text.Words[h].XPOS == language.VBD && f.text.Lemma(h) == "agree" {
				return held // agreed at the summit to resume the dialogue
			}
		}
		return by
	case "before":
		if f.conditional(verb) {
			return open
		}
		return planned
	}
	return held
}

// stands gives the status by a verb of the table and its tense.
func (f *finder) stands(verb int, table map[string]stand) stand {
	by, ok := table[f.text.Lemma(verb)]
	if !ok {
		by = byTense
		if f.statusOf(verb, 0) == open {
			return held // said to be good, or the like: that it was does not hang on the verb
		}
	}
	if !ok && f.text.Lemma(verb) == "announce" && f.statusOf(verb, 0) != open {
		return planned
	}
	if !ok {
		return f.statusOf(verb, 0)
	}
	if f.text.Lemma(verb) == "call" && f.text.Child(verb, language.CompoundPrt) < 0 && !f.nextIs(verb, "off") {
		return held
	}
	switch by {
	case byTense:
		return f.statusOf(verb, 0)
	case planned, cancelled, held:
		if f.text.Negated(verb) || f.conditional(verb) || by != held && f.statusOf(verb, 0) == open {
			return open
		}
	}
	return by
}

func (f *finder) nextIs(i int, form string) bool {
	return i+1 < len(f.text.Words) && f.text.Form(i+1) == form
}

// copula gives the status by a clause with "be": the call would be the second, the talks were good.
func (f *finder) copula(pred int) stand {
	switch f.text.Modal(pred) {
	case "will", "shall", "would":
		return planned
	case "":
	default:
		return open
	}
	if f.text.Negated(pred) || f.conditional(pred) {
		return open
	}
	for c := range f.text.Children(pred) { // talks are due on Monday
		if f.text.Words[c].Rel == language.Cop && f.text.Words[c].XPOS != language.VBD {
			switch strings.ToLower(f.text.Form(pred)) {
			case "due", "likely", "imminent", "possible", "on":
				if f.text.Form(pred) == "possible" {
					return open
				}
				return planned
			}
		}
	}
	return held
}

// reportedSpeech reports whether a verb that leaves things open still tells what was done at a contact: said in a call that
// he could.
func (f *finder) reportedSpeech(verb int) bool {
	switch f.text.Lemma(verb) {
	case "say", "tell", "add", "warn", "agree", "reiterate", "discuss", "stress":
		return f.text.Modal(verb) == "" && !f.conditional(verb)
	}
	return false
}

// elliptic reads "The first, on Feb. 12, ..." after a sentence that counts contacts: it is one of the same people (guide contacts 6.4).
func (f *finder) elliptic(i int, s language.Range) {
	t := f.text
	o, ok := ordinals[strings.ToLower(t.Form(i))]
	if !ok || o == "another" || i <= s.Start || !strings.EqualFold(t.Form(i-1), "the") || i+1 >= s.End {
		return
	}
	if before := i - 2; before >= s.Start && t.Words[before].XPOS != language.Colon && t.Words[before].XPOS != language.Comma && t.Words[before].XPOS != language.CC {
		return
	}
	if next := t.Words[i+1]; next.UPOS == language.NOUN || next.UPOS == language.PROPN || next.UPOS == language.ADJ || next.UPOS == language.NUM || next.XPOS == language.TO {
		return
	}
	for k := len(f.told) - 1; k >= 0; k-- {
		x := f.told[k]
		if x.sentence.End < s.Start && f.sentencesApart(x.sentence, s) > 2 {
			return
		}
		if x.ordinal == "" {
			continue
		}
		if !apart(x.people) { // it was the second such call: of those who were told of before
			if x.people = f.peopleBefore(k); !x.refers || x.people == nil {
				continue
			}
		}
		x.vague = ""
		x.word, x.sentence, x.ordinal, x.date, x.place, x.length, x.refers, x.only, x.sure = i, s, o, "", "", "", false, false, true
		x.aside = true
		x.date, x.vague = f.dateNear(i, s)
		x.status = meaning.Held
		if f.ahead(x.date) {
			x.status = meaning.Planned
		}
		f.told = append(f.told, x)
		return
	}
}

// toldOf reports whether a contact of the same people was told before.
func (f *finder) toldOf(who []meaning.Speaker) bool {
	return slices.ContainsFunc(f.told, func(x told) bool { return !x.only && covers(x.people, who) && covers(who, x.people) })
}

// peopleBefore gives those of the contact that a place refers to without a name: the one of its form told in the two sentences before,
// else those of all of its form that were told, if they are the same.
func (f *finder) peopleBefore(k int) []meaning.Speaker {
	var who []meaning.Speaker
	for n := k - 1; n >= 0; n-- {
		x := f.told[n]
		if x.form != f.told[k].form || x.only {
			continue
		}
		if f.sentencesApart(x.sentence, f.told[k].sentence) < 2 {
			return x.people
		}
		if who != nil && !(covers(who, x.people) && covers(x.people, who)) {
			return nil
		}
		who = x.people
	}
	return who
}

// dateNear gives the date that follows an ordinal within its phrase.
func (f *finder) dateNear(i int, s language.Range) (date, vague string) {
	for _, w := range f.times {
		if w.words.Start > i && w.words.Start < min(i+7, s.End) && w.duration == "" {
			return w.date, w.vague
		}
	}
	return "", ""
}

func (f *finder) sentencesApart(a, b language.Range) int {
	at := func(r language.Range) int {
		i, _ := slices.BinarySearchFunc(f.text.Sentences, r.Start, func(s language.Range, w int) int { return s.Start - w })
		return i
	}
	return max(0, at(b)-at(a)-1)
}

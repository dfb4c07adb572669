package contact

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// people gives those whom the noun phrases that a word heads stand for, and those who are named with them: Castell and
// Trell, a delegation including Holm. Media are none (guide contacts 3.3).
func (f *finder) people(head int) []meaning.Speaker {
	if head < 0 {
		return nil
	}
	var all []meaning.Speaker
	for _, c := range f.text.Conjuncts(head) {
		all = append(all, f.at(c)...)
		all = append(all, f.among(c)...)
		if a := f.joinedBeside(c); a >= 0 {
			all = append(all, f.at(a)...)
		}
	}
	return unite(all)
}

// two reports whether a phrase is of two: the two men, both leaders, the pair.
func (f *finder) two(head int) bool {
	for c := range f.text.Children(head) {
		if form := strings.ToLower(f.text.Form(c)); c < head && (form == "two" || form == "both") && f.text.Words[c].Rel != language.Conj {
			return f.text.Words[head].XPOS == language.NNS
		}
	}
	return false
}

// joinedBeside gives what the tree has as an apposition or a part of a name, though "and" joins it to the word; or -1.
func (f *finder) joinedBeside(head int) int {
	if c := f.text.Child(head, language.Compound); c >= 0 && c < head && f.text.Words[c].UPOS == language.PROPN && f.text.Words[head].UPOS == language.PROPN {
		for i := c + 1; i < head; i++ {
			if f.text.Words[i].XPOS == language.CC {
				return c
			}
		}
	}
	a := f.text.Child(head, language.Appos)
	for i := head + 1; i < a; i++ {
		if f.text.Words[i].XPOS == language.CC && f.text.Under(i, a) {
			return a
		}
	}
	return -1
}

// at gives whom one phrase stands for. Where it stands for nobody, but says of whom it is, it is that side: a delegation of
// Valmoran officials, representatives of Kestria.
func (f *finder) at(head int) []meaning.Speaker {
	if f.who.Medium(f.text.Words[head].Span()) != nil {
		return nil
	}
	all := slices.Clone(f.who.At(head))
	if f.two(head) && len(all) != 2 {
		return nil
	}
	if f.text.Words[head].UPOS == language.PRON { // a spokesman who says something of "his" talks speaks of those of another
		all = slices.DeleteFunc(all, func(s meaning.Speaker) bool { return strings.Contains(strings.ToLower(s.Role), "spokes") })
	}
	if len(all) == 0 && f.text.Words[head].XPOS.IsNoun() {
		for c := range f.text.Children(head) {
			p := f.text.Preposition(c)
			if f.text.Words[c].Rel == language.NMod && (p == "of" || p == "from" && f.text.Words[head].XPOS == language.NNS && f.delegation(head)) || f.text.Words[c].Rel == language.Appos {
				if all = slices.Clone(f.who.At(c)); len(all) > 0 {
					break
				}
			}
		}
	}
	if len(all) == 0 && (f.delegation(head) || f.members(head)) {
		for c := range f.text.Children(head) {
			if r := f.text.Words[c].Rel; r == language.Compound || r == language.AMod || r == language.NModPoss {
				if who := f.who.At(c); len(who) == 1 && who[0].Party != "" && !isPerson(who[0]) {
					all = []meaning.Speaker{{Party: who[0].Party}}
					break
				}
			}
		}
	}
	if len(all) == 0 && f.text.Words[head].UPOS == language.PROPN {
		all = f.titled(head)
	}
	if len(all) == 1 && all[0].Party == "" {
		if all[0].Party = f.of(head); all[0].Party != "" {
			f.sides[all[0].Name] = all[0].Party
		}
		all[0].Party = f.sides[all[0].Name]
	}
	for i := range all {
		if len(all) == 1 && all[i].Role == "" && all[i].Party != "" && f.text.Words[head].XPOS == language.NN && f.sent(head) {
			all[i].Name = all[i].Party
		}
		if all[i].Name == "" && len(all) == 1 {
			all[i].Name = f.described(head)
		}
		all[i].Name = cmp.Or(all[i].Name, all[i].Party)
	}
	return slices.DeleteFunc(all, func(s meaning.Speaker) bool { return s.Name == "" || s.Party == "" && s.Actor == "" })
}

// sent reports whether a noun is of a delegation: those are their side (guide contacts 3.5).
func (f *finder) sent(head int) bool {
	switch f.text.Lemma(head) {
	case "delegation", "team", "mission", "side":
		return true
	}
	return false
}

// titled gives one whose name no stage has known, and before whom it is told whose and what they are: Kestrian Prime Minister Olan Drey.
func (f *finder) titled(head int) []meaning.Speaker {
	s := f.text.SentenceOf(head)
	name := language.Range{Start: head, End: head + 1}
	for name.End < s.End && f.text.Words[name.End].UPOS == language.PROPN && !f.isTime(name.End) {
		name.End++
	}
	for name.Start > max(s.Start, head-3) && f.text.Words[name.Start-1].UPOS == language.PROPN {
		if who := f.who.At(name.Start - 1); len(who) > 0 {
			break
		}
		name.Start--
	}
	if name.Start == s.Start {
		return nil
	}
	words := strings.Join(strings.Fields(f.text.Span(name).Of(f.text.Source)), " ")
	if p := f.text.Child(head, language.NModPoss); p >= 0 { // Kestria's Drey
		if who := f.who.At(p); len(who) == 1 && who[0].Party != "" && !isPerson(who[0]) {
			return []meaning.Speaker{{Name: words, Party: who[0].Party}}
		}
	}
	who := f.who.At(name.Start - 1)
	if len(who) != 1 || who[0].Name != "" || who[0].Party == "" || !f.text.Words[name.Start-1].XPOS.IsNoun() {
		return nil
	}
	who[0].Name = words
	return who
}

// of gives the side that stands behind a name, or before it: Holm of Kestria, the UN chief's envoy Holm.
func (f *finder) of(head int) string {
	for c := range f.text.Children(head) {
		if f.text.Words[c].Rel == language.NMod && f.text.Preposition(c) == "of" {
			if who := f.who.At(c); len(who) == 1 && !isPerson(who[0]) {
				return who[0].Party
			}
		}
	}
	if p := f.text.Child(head, language.NModPoss); p >= 0 && p < head { // the UN chief's envoy Holm
		for _, c := range []int{p, f.text.Child(p, language.Compound)} {
			if c < 0 {
				continue
			}
			if who := f.who.At(c); len(who) == 1 && !isPerson(who[0]) {
				return who[0].Party
			}
		}
	}
	return ""
}

// described gives the words for several people of a side who do not stand for it: Kestrian senators, rebel commanders. Of its
// officials and envoys it gives nothing: they are the side.
func (f *finder) described(head int) string {
	if f.text.Words[head].XPOS != language.NNS || f.delegation(head) || f.fighters(head) {
		return ""
	}
	r := language.Range{Start: head, End: head + 1}
	s := f.text.SentenceOf(head)
	for r.Start > s.Start {
		switch w := f.text.Words[r.Start-1]; w.UPOS {
		case language.ADJ, language.PROPN, language.NOUN:
			r.Start--
			continue
		}
		break
	}
	if r.Len() < 2 || r.Len() > 5 {
		return ""
	}
	return strings.Join(strings.Fields(f.text.Span(r).Of(f.text.Source)), " ")
}

// fighters reports whether a noun is of those who are a side themselves: rebels.
func (f *finder) fighters(head int) bool {
	switch f.text.Lemma(head) {
	case "rebel", "insurgent", "guerrilla", "guerilla", "separatist", "militant", "fighter", "militia", "force", "faction":
		return true
	}
	return false
}

// members reports whether a noun is of people who belong to a side: members, commanders.
func (f *finder) members(head int) bool {
	switch f.text.Lemma(head) {
	case "member", "figure", "commander", "lawmaker", "senator", "elder", "politician", "politburo", "command", "emissary", "interlocutor":
		return true
	}
	return f.fighters(head)
}

// among gives those who are named as members of a group: including Holm and Brek, led by Holm.
func (f *finder) among(head int) []meaning.Speaker {
	var all []meaning.Speaker
	for c := range f.text.Children(head) {
		w := f.text.Words[c]
		switch {
		case w.Rel == language.NMod && f.text.Preposition(c) == "including":
			all = append(all, f.people(c)...)
		case w.Rel == language.Acl && w.XPOS == language.VBN && (f.text.Lemma(c) == "lead" || f.text.Lemma(c) == "head"):
			all = append(all, f.people(f.text.Agent(c))...)
		}
	}
	if len(all) == 0 {
		all = f.named(head)
	}
	return all
}

// named is among where the tree fails: the people named between "including" behind a noun and the next verb.
func (f *finder) named(head int) []meaning.Speaker {
	s := f.text.SentenceOf(head)
	i := head + 1
	for i < s.End && f.text.Form(i) != "including" {
		if u := f.text.Words[i].UPOS; u != language.ADP && u != language.ADJ && u != language.NOUN && u != language.PROPN && u != language.PUNCT && u != language.DET {
			return nil
		}
		i++
	}
	var all []meaning.Speaker
	for i++; i < s.End && f.text.Words[i].UPOS != language.VERB && f.text.Words[i].UPOS != language.AUX; i++ {
		if f.text.Words[i].UPOS != language.PROPN {
			continue
		}
		for _, p := range f.at(i) {
			if isPerson(p) && p.Party != "" && p.Role != "" {
				all = append(all, p)
			}
		}
	}
	return all
}

// unite leaves out who is named twice, and sides of which there is only the name beside somebody of theirs in the same phrase.
func unite(all []meaning.Speaker) []meaning.Speaker {
	var kept []meaning.Speaker
	for _, s := range all {
		if !slices.ContainsFunc(kept, func(k meaning.Speaker) bool { return k.Name == s.Name }) {
			kept = append(kept, s)
		}
	}
	slices.SortStableFunc(kept, func(a, b meaning.Speaker) int { return strings.Compare(a.Name, b.Name) })
	return kept
}

// isPerson holds for one who is not the side itself.
func isPerson(s meaning.Speaker) bool { return s.Name != s.Party }

// apart reports whether people are of two sides at least, so that their meeting is a contact (guide contacts 3.2). One whose
// side is not known counts where the text or a list says what they are.
func apart(all []meaning.Speaker) bool {
	known := 0
	sides := map[string]bool{}
	for _, s := range all {
		switch {
		case s.Party != "":
			sides[s.Party] = true
			known++
		case s.Role != "":
			sides[s.Name] = true
		}
	}
	return len(sides) > 1 && known > 0
}

// same reports whether two may be one participant: the same name, or a side and one who stands for it.
func same(a, b meaning.Speaker) bool {
	return a.Name == b.Name || a.Party != "" && a.Party == b.Party && (!isPerson(a) || !isPerson(b))
}

// covers reports whether each of the first is among the second.
func covers(second, first []meaning.Speaker) bool {
	for _, s := range first {
		if !slices.ContainsFunc(second, func(o meaning.Speaker) bool { return same(s, o) }) {
			return false
		}
	}
	return true
}

// place gives where a contact was: the place after "in" or "at" that hangs on its noun or verb, or before its noun: the
// Geneva talks (guide contacts 4.3).
func (f *finder) place(word, verb int) string {
	for _, above := range []int{word, verb} {
		if above < 0 {
			continue
		}
		for c := range f.text.Children(above) {
			switch p := f.text.Preposition(c); p {
			case "in", "at", "on", "inside", "near", "to", "outside":
				if name := f.placeName(c); name != "" && c > f.text.SentenceOf(word).Start && (above == word || c > word || f.text.Words[c].Rel == language.Obl) && (p != "on" && p != "to") {
					return name
				}
			}
		}
	}
	// Right after the word and its people, whatever the tree says: met Holm in Arle.
	for i := word + 1; i < min(word+12, f.text.SentenceOf(word).End); i++ {
		if p := strings.ToLower(f.text.Form(i)); (p == "in" || p == "at") && f.oneClause(word, i) {
			if h := int(f.text.Words[i].Head); h > i {
				if name := f.placeName(h); name != "" {
					return name
				}
			}
		}
	}
	return ""
}

// placeName gives the name of a place that a word heads: Arle, the White House, the Kestrian city of Arle, the capital, Arle.
func (f *finder) placeName(head int) string {
	if f.isTime(head) {
		return ""
	}
	switch strings.ToLower(f.text.Form(head)) {
	case "city", "town", "capital", "resort", "port", "village", "state", "island", "region", "district", "suburb", "kingdom":
		for c := range f.text.Children(head) {
			if w := f.text.Words[c]; w.UPOS == language.PROPN && (w.Rel == language.Appos || w.Rel == language.NMod && f.text.Preposition(c) == "of" || w.Rel == language.Flat) {
				return f.placeName(c)
			}
		}
		return ""
	}
	if f.text.Words[head].UPOS != language.PROPN {
		return ""
	}
	r := language.Range{Start: head, End: head + 1}
	s := f.text.SentenceOf(head)
	for r.Start > s.Start && f.proper(r.Start-1) {
		r.Start--
	}
	for r.End < s.End && f.proper(r.End) {
		r.End++
	}
	name := f.text.Span(r).Of(f.text.Source)
	for _, x := range f.who.At(head) {
		if isPerson(x) && x.Role != "" {
			return "" // a person
		}
	}
	return strings.Join(strings.Fields(name), " ")
}

// proper reports whether a word is part of a name of several words.
func (f *finder) proper(i int) bool {
	w := f.text.Words[i]
	form := f.text.Form(i)
	return (w.UPOS == language.PROPN || form[0] >= 'A' && form[0] <= 'Z' && w.UPOS != language.DET && w.UPOS != language.ADP && w.UPOS != language.PUNCT) && !f.isTime(i)
}

// isTime reports whether a word is part of a time expression.
func (f *finder) isTime(word int) bool {
	return slices.ContainsFunc(f.times, func(x when) bool { return x.words.Start <= word && word < x.words.End })
}

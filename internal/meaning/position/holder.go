package position

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// A holder is who holds a position: a party, and who of it.
type holder struct {
	meaning.Speaker
	party string
	at    int // the word that heads the phrase for it; -1 where the sentence has none
}

// parties gives who is meant by the noun or pronoun at a word, as seen from a cue: those of them that are a side. People
// who stand for no party, media and what is not known are none (guide positions 3).
func (r *reader) parties(word, from int) []holder {
	if word < 0 {
		return nil
	}
	var all []holder
	for _, w := range r.text.Conjuncts(word) {
		for _, h := range r.party(w, from, 0) {
			if !slices.ContainsFunc(all, func(x holder) bool { return x.party == h.party }) {
				all = append(all, h)
			}
		}
	}
	return all
}

// party is parties for one word.
func (r *reader) party(word, from, depth int) []holder {
	const deepest = 4
	if word < 0 || depth > deepest {
		return nil
	}
	switch {
	case r.isFirstPerson(word):
		return r.speaker(from)
	case r.isRelative(word):
		if a := r.antecedent(word); a >= 0 && a != word {
			return r.at(r.party(a, from, depth+1), word)
		}
		return nil
	}
	if form := r.form(word); form == "it" {
		if found := r.saidOfItself(word, from); len(found) > 0 {
			return found
		}
	}
	if found := r.sides(word); len(found) > 0 && !r.isBand(word) {
		if r.text.Words[word].XPOS == language.PRP && r.quoted(word) && r.isSpeaker(found, from) { // "they", in one's own mouth, are others
			return nil
		}
		if len(found) > 1 || !r.sure(word, found) { // both sides: what they want together is no position of one (guide positions 6)
			return nil
		}
		return found
	}
	switch x := r.text.Words[word].XPOS; {
	case x == language.PRP || x == language.PRPS:
		if r.quoted(word) {
			return r.inQuote(word)
		}
		if found := r.sameAsSpeaker(word, from); len(found) > 0 || r.told(from) != nil || r.form(word) != "they" {
			return found
		}
		return r.carried(word)
	case x.IsNoun() && r.isBand(word):
		return r.at(r.stage.movement, word)
	case x.IsNoun():
		if found := r.beside(word); len(found) > 0 {
			return found
		}
		for c := range r.text.Children(word) { // a delegation representing Valmora
			if r.text.Words[c].Rel == language.Acl && r.text.Lemma(c) == "represent" {
				if o := r.text.Child(c, language.Obj); o > c {
					return r.at(r.party(o, from, depth+1), word)
				}
			}
		}
		for c := range r.text.Children(word) { // his government, Russia's position, the Israeli side
			switch r.text.Words[c].Rel.Universal() {
			case language.NMod, language.AMod, language.Compound, language.Flat:
			default:
				continue
			}
			if (c < word || r.text.Preposition(c) == "of") && r.speaksFor(word) {
				if found := r.party(c, from, depth+1); len(found) > 0 {
					return r.at(found, word)
				}
			}
		}
		if found := r.onStage(word); len(found) > 0 {
			return found
		}
		if r.takesUp(word) {
			return r.carried(word)
		}
	}
	return nil
}

// sides gives what is known of the noun phrase that a word heads.
func (r *reader) sides(word int) []holder {
	var all []holder
	for _, s := range r.who.At(word) {
		if party := r.partyOf(s); party != "" {
			all = append(all, holder{s, party, word})
		}
	}
	for c := range r.text.Children(word) { // "Valmora … its president": whatever person the president is taken for
		if r.text.Words[c].Rel != language.NModPoss || len(all) != 1 {
			continue
		}
		if of := r.who.At(c); len(of) == 1 && r.who.Kind(of[0].Actor) == meaning.State && of[0].Party != "" && of[0].Party != all[0].party {
			all = []holder{{meaning.Speaker{Party: of[0].Party}, of[0].Party, word}}
		}
	}
	if r.rebels(word) { // two Valmoran rebel generals
		return r.onStage(word)
	}
	if name := r.against(word); name != "" && len(all) == 1 && r.who.Kind(all[0].Actor) != meaning.Person && r.who.Kind(all[0].Actor) != meaning.Group {
		return []holder{{meaning.Speaker{Name: name}, name, word}}
	}
	if r.text.Form(word) == "Brussels" && r.stage.union && len(all) == 1 { // in a text about the Union it is the Union
		return []holder{{meaning.Speaker{Party: union}, union, word}}
	}
	if region := regions[r.text.Form(word)]; len(all) == 0 && region != "" {
		return []holder{{meaning.Speaker{Name: region}, region, word}}
	}
	if name := r.against(word); len(all) == 0 && r.text.Lemma(word) == "rebel" && len(r.stage.movement) == 0 && strings.Contains(name, "-led ") {
		return []holder{{meaning.Speaker{Name: name}, name, word}}
	}
	if name := r.stage.opposition; len(all) == 0 && name != "" && r.text.Lemma(word) == "opposition" && r.text.Child(word, language.NMod) < 0 {
		return []holder{{meaning.Speaker{Name: name}, name, word}}
	}
	if bloc := r.bloc(word); len(all) == 0 && bloc != "" {
		return []holder{{meaning.Speaker{Name: bloc}, bloc, word}}
	}
	return all
}

// isBand reports whether a noun is one for a movement that is told only by where it is from, whose state it does not speak for: the
// Valmoran group.
func (r *reader) isBand(word int) bool {
	switch r.text.Lemma(word) {
	case "group", "movement", "militia", "faction":
	default:
		return false
	}
	if !r.text.Words[word].XPOS.IsNoun() || r.text.Words[word].UPOS == language.PROPN {
		return false
	}
	found := r.sides(word)
	return len(found) > 0 && !slices.ContainsFunc(found, func(h holder) bool { return r.who.Kind(h.Actor) != meaning.Organisation || h.Party == h.Name })
}

// partyOf gives the side that somebody stands for; a group or state without one is its own.
func (r *reader) partyOf(s meaning.Speaker) string {
	if r.private(s) {
		return ""
	}
	if s.Party == "" && s.Name != "" {
		switch r.who.Kind(s.Actor) {
		case meaning.Group, meaning.State:
			return s.Name
		case meaning.Organisation:
			if isForce(s.Name) {
				return s.Name
			}
		}
	}
	return s.Party
}

// isForce reports whether a name is one of an armed side that the agenda does not know: Sellan forces, Northern Rebels.
func isForce(name string) bool {
	last := name[strings.LastIndexByte(name, ' ')+1:]
	if last == name { // "forces" alone
		return false
	}
	switch strings.ToLower(last) {
	case "forces", "rebels", "insurgents", "guerrillas", "fighters", "militia", "militias", "separatists":
		return true
	}
	return false
}

// rebels reports whether a noun is said to be of those who stand against a state, which it does not speak for.
func (r *reader) rebels(word int) bool {
	for c := range r.text.Children(word) {
		if r.text.Words[c].Rel != language.Compound && r.text.Words[c].Rel != language.AMod {
			continue
		}
		switch r.text.Lemma(c) {
		case "rebel", "insurgent", "separatist", "breakaway", "dissident":
			return slices.ContainsFunc(r.who.At(word), func(s meaning.Speaker) bool {
				return s.Name == "" || r.who.Kind(s.Actor) == meaning.Organisation && s.Name != s.Party
			})
		}
	}
	return false
}

// against gives the words for those within a state who stand against its government, whose stance is not the state's:
// Valmora's opposition. It is empty for other nouns.
func (r *reader) against(word int) string {
	switch r.text.Lemma(word) {
	case "opposition", "rebel", "insurgent", "militant", "separatist", "dissident", "guerrilla", "exile", "protester":
	default:
		return ""
	}
	w := r.text.NounPhrase(word)
	for w.Len() > 1 && r.text.Words[w.Start].UPOS == language.DET {
		w.Start++
	}
	if w.End <= w.Start {
		return ""
	}
	if w.Len() > 4 { // Northern Valmora's Sellan-led rebels: the nearest words
		w = language.Range{Start: word, End: word + 1}
		if word >= 3 && r.text.Words[word-2].XPOS == language.HYPH {
			w.Start = word - 3
		} else if x := r.text.Words[max(0, word-1)]; word > 0 && (x.UPOS == language.ADJ || x.UPOS == language.PROPN) {
			w.Start = word - 1
		}
	}
	return r.text.Span(w).Of(r.text.Source)
}

// bloc gives the words for states that act together without being a body: developing countries, Gulf states. It is empty for others.
func (r *reader) bloc(word int) string {
	switch r.text.Lemma(word) {
	case "country", "nation", "state":
	default:
		return ""
	}
	if r.text.Words[word].XPOS != language.NNS || word == 0 {
		return ""
	}
	switch form := r.form(word - 1); form {
	case "developing", "developed", "rich", "poor", "vulnerable", "industrialised", "industrialized":
		return form + " countries"
	case "gulf", "arab", "african", "western", "island", "nordic", "baltic":
		if word > 1 && r.form(word-2) == "small" {
			return "small island states"
		}
		return r.text.Span(language.Range{Start: word - 1, End: word + 1}).Of(r.text.Source)
	}
	return ""
}

// regions are names under which several states act as one without being a body, by the words for them.
var regions = map[string]string{
	"Europe": "Europe", "European": "Europe", "Europeans": "Europe", "West": "West", "Western": "West",
}

// speaksFor reports whether a noun is one for a side or those who speak and act for it.
func (r *reader) speaksFor(word int) bool {
	switch r.text.Lemma(word) {
	case "government", "country", "side", "nation", "state", "army", "military", "administration", "authority", "official", "leader", "leadership",
		"delegation", "negotiator", "envoy", "team", "party", "group", "movement", "republic", "ministry", "cabinet", "parliament", "president",
		"minister", "source", "aide", "secretary", "panel", "spokesman", "spokeswoman", "spokesperson", "diplomat", "representative", "regime", "kingdom", "union", "bloc", "camp", "force", "people", "faction",
		"rebel", "position", "counterpart", "ambassador", "mediator", "chief", "general", "king", "emir", "chancellor", "premier":
		return true
	}
	return false
}

// at gives holders another place.
func (r *reader) at(holders []holder, word int) []holder {
	moved := slices.Clone(holders)
	for i := range moved {
		moved[i].at = word
	}
	return moved
}

func (r *reader) isFirstPerson(word int) bool {
	if x := r.text.Words[word].XPOS; x != language.PRP && x != language.PRPS {
		return false
	}
	switch r.form(word) {
	case "i", "we", "us", "me", "our", "my", "ourselves":
		return r.text.Form(word) != "US"
	}
	return false
}

func (r *reader) isRelative(word int) bool {
	switch x := r.text.Words[word].XPOS; x {
	case language.WDT, language.WP:
		return true
	}
	return false
}

// antecedent gives the noun that a relative pronoun stands for, or -1.
func (r *reader) antecedent(word int) int {
	w := r.text.Words
	for n := 0; word >= 0 && n < 12; n++ {
		if w[word].Rel == language.AclRelcl {
			return int(w[word].Head)
		}
		word = int(w[word].Head)
	}
	return -1
}

// speaker gives the party of whoever says the words that a cue stands in.
func (r *reader) speaker(from int) []holder {
	told := r.told(from)
	if told == nil {
		return nil
	}
	var all []holder
	for _, s := range append([]meaning.Speaker{told.Speaker}, told.Jointly...) {
		if party := r.partyOf(s); party != "" {
			all = append(all, holder{s, party, r.sourceWord(told)})
		}
	}
	if found := r.mouthpiece(told, from); len(all) == 0 && len(found) > 0 {
		return found
	}
	if w := r.sourceHead(told); len(all) == 0 && w >= 0 && w != from && !r.isFirstPerson(w) {
		if r.text.Words[w].XPOS == language.PRP || r.takesUp(w) {
			if len(r.sides(w)) > 0 || told.Speaker.Name != "" {
				return nil
			}
			return r.carried(w)
		}
		const deepest = 3 // "his spokesman said that his spokesman said"
		if r.asked >= deepest {
			return nil
		}
		r.asked++
		defer func() { r.asked-- }()
		return r.party(w, w, 1)
	}
	return all
}

// isDateline reports whether what is taken for a statement's source is the place that a report begins with: "KESTON: The army said".
func (r *reader) isDateline(s *meaning.Statement) bool {
	if s.Source == nil {
		return false
	}
	words := r.text.WordsIn(s.Source.Start, s.Source.End)
	if words.Len() == 0 || words.Start != r.text.SentenceOf(words.Start).Start || words.End >= len(r.text.Words) || strings.ToUpper(s.Source.Text) != s.Source.Text {
		return false
	}
	mark := r.form(words.End)
	return mark == ":" || mark == "-" || mark == "–" || mark == "—" || mark == "--"
}

// sourceHead gives the word that heads a statement's source, or -1.
func (r *reader) sourceHead(s *meaning.Statement) int {
	if s.Source == nil {
		return -1
	}
	words := r.text.WordsIn(s.Source.Start, s.Source.End)
	for w := words.Start; w < words.End; w++ {
		if h := int(r.text.Words[w].Head); h < words.Start || h >= words.End {
			return w
		}
	}
	return -1
}

// sourceWord gives the last word of a statement's source, or -1.
func (r *reader) sourceWord(s *meaning.Statement) int {
	if s.Source == nil {
		return -1
	}
	words := r.text.WordsIn(s.Source.Start, s.Source.End)
	return words.End - 1
}

// sameAsSpeaker gives for it, he, she, they and their possessives inside somebody's words those who say them, where the
// pronoun's own reference is not known: "Valmora said it would not …".
func (r *reader) sameAsSpeaker(word, from int) []holder {
	told := r.told(from)
	if told == nil || told.Quotation == meaning.Direct || r.quoted(word) {
		return nil
	}
	if told.Source != nil && r.text.Words[word].Span().Start < told.Source.Start {
		return nil
	}
	return r.at(r.speaker(from), word)
}

// saidOfItself gives the body, group or state that says of itself what it will do: "the Front said it would …".
func (r *reader) saidOfItself(it, from int) []holder {
	told := r.told(from)
	if told == nil || told.Quotation == meaning.Direct || r.quoted(it) || len(told.Content) == 0 || len(told.Jointly) > 0 {
		return nil
	}
	const first = 2 // words: that it
	if at := r.text.WordAt(told.Content[0].Start); it < at || it >= at+first {
		return nil
	}
	switch r.who.Kind(told.Speaker.Actor) {
	case meaning.State, meaning.Group, meaning.Organisation:
		return r.at(r.speaker(from), it)
	}
	return nil
}

// isSpeaker reports whether holders are whoever says the words that a cue stands in.
func (r *reader) isSpeaker(found []holder, from int) bool {
	return slices.ContainsFunc(r.speaker(from), func(h holder) bool {
		return slices.ContainsFunc(found, func(f holder) bool { return f.party == h.party })
	})
}

// fronted gives the noun before a clause whose object it is, where the tree takes both it and the subject for subjects: "a demand
// Kestria has rejected"; or -1.
func (r *reader) fronted(predicate int) int {
	first := -1
	for c := range r.text.Children(predicate) {
		if c < predicate && r.text.Words[c].Rel == language.NSubj {
			if first >= 0 {
				return first
			}
			first = c
		}
	}
	return -1
}

// quoted reports whether a word stands in quotation marks, as far as its paragraph shows.
func (r *reader) quoted(word int) bool {
	t := r.text
	at := r.sentenceAt(word)
	para, _ := slices.BinarySearchFunc(t.Paragraphs, at, func(p language.Range, s int) int { return cmp.Compare(p.End, s+1) })
	if para >= len(t.Paragraphs) {
		return false
	}
	in := false
	for i := t.Sentences[t.Paragraphs[para].Start].Start; i < word; i++ {
		switch t.Words[i].XPOS {
		case language.OpenQuote:
			in = true
		case language.CloseQuote:
			in = false
		}
	}
	return in
}

// subjectHolders gives who does what a verb tells: in the passive who stands after "by".
func (r *reader) subjectHolders(predicate int) []holder {
	if found, is := r.charged(predicate); is {
		return found
	}
	return r.actors(predicate, r.text.Agent(predicate), r.text.Passive(predicate))
}

// stateHolders gives who is in the state that an adjective tells: was prepared to, though that looks like a passive.
func (r *reader) stateHolders(adjective int) []holder {
	return r.actors(adjective, r.text.Subject(adjective), false)
}

// actors gives the holders behind the agent of a predicate, or behind what stands right before it where the tree has none.
func (r *reader) actors(predicate, agent int, passive bool) []holder {
	if v := r.perfect(predicate); v >= 0 {
		return r.parties(r.text.Subject(v), predicate)
	}
	if r.isPast(predicate) {
		return r.parties(int(r.text.Words[predicate].Head), predicate)
	}
	if r.text.Words[predicate].Rel == language.Conj && r.text.Child(predicate, language.NSubj) < 0 { // "which Valmora proposed and Kestria had accepted"
		if found := r.before(predicate); len(found) > 0 {
			return found
		}
	}
	if agent >= 0 && !passive && (r.isRelative(agent) || r.fronted(predicate) >= 0) { // "the truce that it is ready to accept"
		for c := range r.text.Children(predicate) {
			if c > agent && c < predicate && r.text.Words[c].Rel == language.NSubj {
				agent = c
			}
		}
	}
	if m := r.mainVerb(predicate); m >= 0 {
		return r.subjectHolders(m)
	}
	if agent >= 0 {
		if found := r.parties(agent, predicate); len(found) > 0 {
			return found
		}
		if r.isTerm(agent) { // Valmora's plan calls for
			return r.possessors(agent)
		}
	}
	if passive {
		return nil
	}
	if first := r.fronted(predicate); first >= 0 && !r.isRelative(first) { // a name and a noun, both taken for subjects
		if found := r.parties(first, predicate); len(found) > 0 {
			return found
		}
	}
	if w := r.text.Words[predicate]; agent < 0 && w.Rel == language.AdvCl && w.XPOS == language.VBG && w.Head >= 0 && int(w.Head) < predicate && r.text.Words[w.Head].XPOS.IsVerb() {
		return r.subjectHolders(int(w.Head))
	}
	if agent < 0 || agent > predicate || r.isRelative(agent) {
		if found := r.before(predicate); len(found) > 0 {
			return found
		}
	}
	return nil
}

// mainVerb gives for a participle behind a comma that the tree hangs into a clause of time or supposition the verb of the sentence whose
// subject it shares: "Valmora ruled it out until Kestria withdraws, rejecting …"; or -1.
func (r *reader) mainVerb(v int) int {
	t := r.text
	w := t.Words[v]
	if w.XPOS != language.VBG || w.Rel != language.AdvCl || v == 0 || t.Words[v-1].XPOS != language.Comma || w.Head < 0 || t.Child(v, language.NSubj) >= 0 {
		return -1
	}
	above := int(w.Head)
	if t.Words[above].Rel != language.AdvCl || above > v || t.Words[above].Head < 0 || !t.Words[t.Words[above].Head].XPOS.IsVerb() {
		return -1
	}
	for _, m := range r.marks(above) {
		switch m {
		case "until", "if", "unless", "when", "after", "before", "once", "as":
			return int(t.Words[above].Head)
		}
	}
	return -1
}

// isPast reports whether what the tree takes for a participle about a noun that heads the sentence is the past tense that the sentence
// would have no verb without: Valmora's minister, Ana Duarte, called for.
func (r *reader) isPast(v int) bool {
	t := r.text
	w := t.Words[v]
	return w.XPOS == language.VBN && w.Rel == language.Acl && w.Head >= 0 && t.Words[w.Head].Rel == language.Root && t.Words[w.Head].XPOS.IsNoun() &&
		v > 0 && t.Words[v-1].XPOS == language.Comma && t.Child(v, language.OblAgent) < 0
}

// perfect gives the "have" that a participle belongs to, where the tree takes it for a verb of its own: they have for weeks called for;
// or -1.
func (r *reader) perfect(participle int) int {
	const reach = 8
	t := r.text
	if w := t.Words[participle]; w.XPOS != language.VBN || w.Rel != language.Acl || t.Child(participle, language.OblAgent) >= 0 {
		return -1
	}
	for i := participle - 1; i > max(t.SentenceOf(participle).Start, participle-reach); i-- {
		switch {
		case t.Lemma(i) == "have" && t.Words[i].UPOS == language.VERB && t.Under(participle, i):
			return i
		case t.Words[i].XPOS.IsVerb(), t.Words[i].UPOS == language.PUNCT:
			return -1
		}
	}
	return -1
}

// before gives the party named right before a predicate, where the tree has no subject for it.
func (r *reader) before(predicate int) []holder {
	const reach = 4
	for w := predicate - 1; w >= max(0, predicate-reach); w-- {
		x := r.text.Words[w]
		switch {
		case x.UPOS == language.AUX, x.UPOS == language.ADV, x.XPOS == language.MD, x.UPOS == language.PART && x.XPOS != language.TO, r.inTime(w):
			continue
		case x.UPOS == language.PROPN, x.XPOS == language.PRP:
			return r.party(w, predicate, 0)
		case x.UPOS == language.NOUN && r.text.Words[predicate].XPOS != language.VBG && r.speaksFor(w): // the Valmoran government, both Valmora and its government
			found := r.party(w, predicate, 0)
			first := r.text.NounPhrase(w).Start
			if len(found) == 1 && first > 1 && r.form(first-1) == "and" && r.text.Words[first-2].UPOS == language.PROPN {
				for _, h := range r.sides(first - 2) {
					found = r.addParty(found, h)
				}
			}
			return found
		}
		return nil
	}
	return nil
}

// inTime reports whether a word is part of what tells when: last week, on Monday.
func (r *reader) inTime(word int) bool {
	at := r.text.Words[word].Span()
	if r.form(word) == "on" && word+1 < len(r.text.Words) {
		at = r.text.Words[word+1].Span()
	}
	return slices.ContainsFunc(r.times, func(x meaning.Timex) bool { return x.Evidence[0].Span().Contains(at) })
}

// possessors gives whose a noun is: Valmora's demand, Valmoran demands, a demand by Valmora; what somebody voices.
func (r *reader) possessors(n int) []holder {
	for c := range r.text.Children(n) {
		if r.text.Words[c].Rel == language.NModPoss {
			if found, is := r.charged(n); is && r.text.Words[c].XPOS == language.PRPS { // thanked Valmora for its readiness
				return found
			}
			if found := r.parties(c, n); len(found) > 0 || r.text.Words[c].XPOS != language.PRPS {
				return found
			}
		}
	}
	if p := n - 1; p > 0 && r.text.Words[p].XPOS == language.POS { // however the tree joins it
		if found := r.party(p-1, n, 0); len(found) > 0 {
			return found
		}
	}
	if found := r.adjectival(n); len(found) > 0 {
		return found
	}
	for c := range r.text.Children(n) {
		if c < n || r.text.Words[c].Rel.Universal() != language.NMod && r.text.Words[c].Rel.Universal() != language.Obl {
			continue
		}
		switch r.text.Preposition(c) {
		case "by", "from":
			if r.text.Lemma(n) == "concession" && r.text.Preposition(c) == "from" { // they are wanted of them
				return nil
			}
			if found := r.parties(c, n); len(found) > 0 {
				return found
			}
		}
	}
	for c := range r.text.Children(n) { // the offer put forward by Valmora
		if x := r.text.Words[c]; c > n && (x.Rel == language.Acl || x.Rel == language.AclRelcl) && x.XPOS == language.VBN {
			if a := r.text.Agent(c); a > c {
				if found := r.parties(a, n); len(found) > 0 {
					return found
				}
			}
		}
	}
	return nil
}

// adjectival gives the party that a name or an adjective before a noun tells: Valmoran demands, the U.S. proposal.
func (r *reader) adjectival(n int) []holder {
	const reach = 4
	for w := n - 1; w >= max(0, n-reach); w-- {
		x := r.text.Words[w]
		if x.UPOS == language.PUNCT && x.XPOS != language.HYPH || x.XPOS.IsVerb() || x.UPOS == language.ADP {
			return nil
		}
		if r.lexicon.has(r.form(w), drop) { // "that Kestria scrap plans"
			return nil
		}
		if !(x.UPOS == language.PROPN || x.UPOS == language.ADJ) || !r.text.Under(w, n) {
			continue
		}
		if found := r.sides(w); len(found) == 1 {
			return found
		}
	}
	return nil
}

// voicedBy gives the subject of the verb that voices a noun: stressed the need for, gave their backing to.
func (r *reader) voicedBy(n int) []holder {
	v := int(r.text.Words[n].Head)
	for range 2 { // a series of demands, a number of conditions
		if v >= 0 && r.text.Words[n].Rel == language.NMod && r.text.Preposition(n) == "of" && r.text.Words[v].XPOS.IsNoun() {
			n, v = v, int(r.text.Words[v].Head)
		}
	}
	if v < 0 || !r.text.Words[v].XPOS.IsVerb() {
		return nil
	}
	switch rel := r.text.Words[n].Rel; {
	case rel == language.Obj, rel == language.NSubjPass, rel == language.Obl && r.joined(v, n):
		if r.isVoice(v, n) {
			return r.subjectHolders(v)
		}
	}
	return nil
}

// isVoice reports whether a verb is one that voices the noun that is its object.
func (r *reader) isVoice(v, n int) bool {
	lemma := r.text.Lemma(v)
	for _, c := range r.lexicon[lemma] {
		if c.sort != voice {
			continue
		}
		if end, ok := r.rest(v+1, len(r.text.Words), c.words[1:]); ok && end <= n+1 || len(c.words) == 1 {
			return true
		}
	}
	return false
}

// joined reports whether a preposition that belongs to the verb leads to the noun: insist on the need.
func (r *reader) joined(v, n int) bool {
	return cmp.Or(r.text.Preposition(n), "") != "" && n-v <= 5
}

// dropped reports whether what is said is that a noun's position is given up: abandoned its demand.
func (r *reader) dropped(n int) bool {
	v := int(r.text.Words[n].Head)
	if v < 0 || r.text.Words[n].Rel.Universal() != language.Obj && r.text.Words[n].Rel != language.NSubjPass && r.text.Words[n].Rel != language.Obl {
		return false
	}
	for _, c := range r.lexicon[r.text.Lemma(v)] {
		if c.sort == drop {
			if end, ok := r.rest(v+1, len(r.text.Words), c.words[1:]); ok && (end <= n || len(c.words) > 1) {
				return true
			}
		}
	}
	return false
}

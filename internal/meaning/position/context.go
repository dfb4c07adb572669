package position

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// private reports whether somebody does not speak for a state: a candidate, a lawmaker, somebody who left office; in a text about an
// election whoever is not told to hold an office (guide positions 3).
func (r *reader) private(s meaning.Speaker) bool {
	if r.stage.outside[s.Actor] {
		return true
	}
	if r.stage.election && r.who.Kind(s.Actor) == meaning.Person && !isOffice(s.Role) {
		return true
	}
	return slices.ContainsFunc(r.stage.names, func(name string) bool { return strings.HasSuffix(s.Name, " of "+name) })
}

func isOutside(role string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(role)) {
		switch strings.Trim(word, ",.") {
		case "candidate", "nominee", "senator", "sen", "congressman", "congresswoman", "lawmaker", "governor", "gov", "mayor", "former", "ex-president", "ex-minister", "analyst", "campaign",
			"professor", "author", "contender", "challenger", "legislator":
			return true
		}
	}
	return false
}

func isOffice(role string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(role)) {
		switch strings.Trim(word, ",.") {
		case "president", "minister", "secretary", "ambassador", "envoy", "chancellor", "king", "premier", "general", "official", "negotiator", "representative", "prince", "emir",
			"commander", "chief", "leader", "spokesman", "spokeswoman", "spokesperson", "diplomat", "adviser", "chairman", "head":
			return true
		}
	}
	return false
}

// isElection reports whether a text speaks of candidates for an office.
func (r *reader) isElection() bool {
	for w := range r.text.Words {
		switch r.form(w) {
		case "nominee", "nominees":
			return true
		case "presidential", "republican", "democratic":
			if w+1 < len(r.text.Words) {
				switch r.form(w + 1) {
				case "candidate", "candidates", "nominee", "nomination", "contender", "hopeful", "primary", "campaign":
					return true
				}
			}
		case "running":
			if w+1 < len(r.text.Words) && r.form(w+1) == "mate" {
				return true
			}
		case "campaign":
			if w+1 < len(r.text.Words) && (r.form(w+1) == "trail" || r.form(w+1) == "rally") {
				return true
			}
		}
	}
	return false
}

// A stage is who a document speaks of by a bare noun: "the government" of the one state whose government it names, "the rebels" of
// the one movement in it (guide positions 3). Each is nobody where the document has none or several.
type stage struct {
	government, movement []holder
	outside              map[string]bool // by actor, who holds no office
	names                []string        // theirs
	opposition           string          // the words for those within a state who stand against its government
	election             bool
	union                bool // it speaks of the European Union
}

const union = "European Union"

// setStage finds whose government and which movement a document speaks of.
func (r *reader) setStage() {
	r.stage.election = r.isElection()
	r.stage.outside = map[string]bool{}
	for w := range r.text.Words {
		if !r.text.Words[w].XPOS.IsNoun() {
			continue
		}
		if name := r.against(w); r.text.Lemma(w) == "opposition" && len(name) > len(r.stage.opposition) {
			r.stage.opposition = name
		}
		for _, s := range r.who.At(w) {
			if s.Actor != "" && r.who.Kind(s.Actor) == meaning.Person && !r.stage.outside[s.Actor] && (isOutside(s.Role) || r.stage.election && s.Name != "" && !isOffice(s.Role)) {
				r.stage.names = append(r.stage.names, s.Name)
				if isOutside(s.Role) {
					r.stage.outside[s.Actor] = true
				}
			}
		}
	}
	var governments, movements []holder
	add := func(all *[]holder, h holder) {
		if !slices.ContainsFunc(*all, func(x holder) bool { return x.party == h.party }) {
			*all = append(*all, holder{meaning.Speaker{Party: h.party}, h.party, -1})
		}
	}
	for w := range r.text.Words {
		if !r.text.Words[w].XPOS.IsNoun() {
			continue
		}
		for _, h := range r.sides(w) {
			if h.party == union {
				r.stage.union = true
			}
			switch {
			case r.who.Kind(h.Actor) == meaning.Group:
				add(&movements, h)
			case isGovernment(r.text.Lemma(w)):
				add(&governments, h)
			}
		}
	}
	if len(governments) == 1 {
		r.stage.government = governments
	}
	if len(movements) == 1 {
		r.stage.movement = movements
	}
}

func isGovernment(lemma string) bool {
	switch lemma {
	case "government", "administration", "authority", "cabinet", "regime":
		return true
	}
	return false
}

// onStage gives whom a bare noun means by what the document speaks of: the government's negotiator, the rebel group.
func (r *reader) onStage(word int) []holder {
	words := append([]int{word}, slices.Collect(r.text.Children(word))...)
	for _, w := range words {
		if w != word && r.text.Words[w].Rel != language.Compound && r.text.Words[w].Rel != language.AMod && r.text.Words[w].Rel != language.NModPoss {
			continue
		}
		switch r.text.Lemma(w) {
		case "opposition":
			if w != word && r.stage.opposition != "" && r.speaksFor(word) {
				return []holder{{meaning.Speaker{Name: r.stage.opposition}, r.stage.opposition, word}}
			}
		case "government":
			if w == word || r.speaksFor(word) || r.text.Lemma(word) == "panel" {
				return r.at(r.stage.government, word)
			}
		case "rebel", "insurgent", "guerrilla", "separatist", "guerilla":
			if w == word || r.speaksFor(word) || r.text.Lemma(word) == "fighter" || r.text.Lemma(word) == "panel" {
				return r.at(r.stage.movement, word)
			}
		}
	}
	return nil
}

// mouthpiece gives for whom an official medium speaks that prints their words: the state of an agency that is its voice, whoever runs
// a medium as the text says (the Front-run channel), where "we" says something in it.
func (r *reader) mouthpiece(told *meaning.Statement, from int) []holder {
	if r.who.Kind(told.Speaker.Actor) != meaning.Medium {
		return nil
	}
	if party := voices[told.Speaker.Name]; party != "" {
		return []holder{{meaning.Speaker{Party: party}, party, r.sourceWord(told)}}
	}
	if told.Source == nil || !r.quoted(from) {
		return nil
	}
	words := r.text.WordsIn(told.Source.Start, told.Source.End)
	for i := words.Start; i+2 < words.End; i++ {
		if r.text.Words[i+1].XPOS == language.HYPH && (r.form(i+2) == "run" || r.form(i+2) == "controlled" || r.form(i+2) == "owned") {
			return r.at(r.sides(i), r.sourceWord(told))
		}
	}
	return nil
}

// voices are the agencies that speak for nobody but their state.
var voices = map[string]string{"KCNA": "North Korea"}

// carried gives the one party that the sentence before speaks for or of, for a source that only takes it up: "A ministry spokesman
// ruled it out", "it said".
func (r *reader) carried(word int) []holder {
	before := r.sentencesBefore(r.text.SentenceOf(word).Start)
	if len(before) == 0 {
		return nil
	}
	s := before[0]
	var found []holder
	for _, i := range r.here[r.sentenceAt(s.Start)] {
		told := &r.statements[i]
		if told.Source == nil || r.text.WordAt(told.Source.Start) < s.Start {
			continue
		}
		if party := r.partyOf(told.Speaker); party != "" && len(told.Jointly) == 0 {
			found = r.addParty(found, holder{told.Speaker, party, word})
		}
	}
	if len(found) == 0 {
		for w := s.Start; w < s.End; w++ {
			if r.text.Words[w].Rel == language.NSubj {
				for _, h := range r.sides(w) {
					found = r.addParty(found, h)
				}
			}
		}
	}
	if len(found) != 1 {
		return nil
	}
	return r.at(found, word)
}

func (r *reader) addParty(all []holder, h holder) []holder {
	if slices.ContainsFunc(all, func(x holder) bool { return x.party == h.party }) {
		return all
	}
	return append(all, h)
}

// takesUp reports whether a noun or pronoun only takes up a source told before: it, a ministry spokesman, the statement.
func (r *reader) takesUp(word int) bool {
	switch r.form(word) {
	case "it", "they":
		return true
	case "statement", "communique", "communiqué", "text":
		return true
	case "spokesman", "spokeswoman", "spokesperson", "official":
		for c := range r.text.Children(word) {
			switch rel := r.text.Words[c].Rel; {
			case rel == language.Compound && r.form(c) != "ministry" && r.form(c) != "government", rel == language.NMod, rel == language.AMod && r.form(c) != "senior":
				return false
			}
		}
		c := r.text.Child(word, language.Compound)
		return c >= 0 || r.text.Form(max(0, word-1)) == "the" || r.text.Form(max(0, word-1)) == "The"
	}
	return false
}

// beside gives the party that an apposition tells of a person of whom nothing else is known: Mauro Telis, a top leader of the Front.
func (r *reader) beside(word int) []holder {
	var found []holder
	for a := range r.text.Children(word) {
		if r.text.Words[a].Rel != language.Appos || a < word {
			continue
		}
		for _, m := range r.text.Conjuncts(a) {
			if !r.speaksFor(m) && r.text.Words[m].UPOS != language.PROPN {
				continue
			}
			for _, h := range r.sides(m) {
				found = r.addParty(found, h)
			}
		}
	}
	if len(found) > 1 { // the secretary of Valmora's Council of Nations: of the state that has it
		for _, h := range found {
			for w := word + 1; w < min(word+12, r.text.SentenceOf(word).End); w++ {
				if r.text.Words[w].Rel == language.NModPoss && slices.ContainsFunc(r.sides(w), func(x holder) bool { return x.party == h.party }) {
					return r.at([]holder{h}, word)
				}
			}
		}
		return nil
	}
	return r.at(found, word)
}

// inQuote gives for "they" and "it" in somebody's own words the one side that the sentence before has as its subject, if it is another.
func (r *reader) inQuote(word int) []holder {
	switch r.form(word) {
	case "they", "their", "it", "its":
	default:
		return nil
	}
	before := r.sentencesBefore(r.text.SentenceOf(word).Start)
	if len(before) == 0 {
		return nil
	}
	for w := before[0].Start; w < before[0].End; w++ {
		if x := r.text.Words[w]; x.Rel == language.NSubj && r.quoted(w) {
			found := r.sides(w)
			if len(found) != 1 || r.isSpeaker(found, word) {
				return nil
			}
			return r.at(found, word)
		}
	}
	return nil
}

// charged gives who did what "accuse of", "praise for" or "blame for" leads to: its object, and not who says so. It reports whether a
// verb stands in such a clause.
func (r *reader) charged(verb int) ([]holder, bool) {
	t := r.text
	if t.Child(verb, language.NSubj) >= 0 && t.Words[verb].XPOS.IsVerb() { // it has its own
		return nil, false
	}
	for w, n := verb, 0; w >= 0 && n < 4; n++ {
		x := t.Words[w]
		above := int(x.Head)
		if above < 0 || x.Rel != language.AdvCl && x.Rel != language.XComp && x.Rel != language.Conj && x.Rel != language.CComp && x.Rel != language.Acl && x.Rel != language.Obl {
			return nil, false
		}
		if charges(t.Lemma(above)) && t.Words[above].XPOS.IsVerb() && above < verb {
			if r.leadsCharge(above, verb) {
				o := t.Child(above, language.Obj, language.IObj, language.NSubjPass)
				return r.parties(o, verb), true
			}
			marks := r.marks(w)
			if !slices.Contains(marks, "of") && !slices.Contains(marks, "for") && !slices.Contains(marks, "with") && !slices.Contains(marks, "over") {
				return nil, false
			}
			o := t.Child(above, language.Obj, language.IObj, language.NSubjPass)
			if o < 0 {
				return nil, true
			}
			return r.parties(o, verb), true
		}
		if x.Rel == language.Acl && t.Words[above].XPOS.IsNoun() && int(t.Words[above].Head) >= 0 && charges(t.Lemma(int(t.Words[above].Head))) { // accused Kestria of having refused, hung on Kestria
			return r.parties(above, verb), true
		}
		w = above
	}
	return nil, false
}

// leadsCharge reports whether an "of" or "for" with an -ing form stands between a verb that charges and another, however the tree joins
// them: accused Kestria of having in effect refused.
func (r *reader) leadsCharge(charge, verb int) bool {
	for i := charge + 1; i < verb; i++ {
		switch r.form(i) {
		case "of", "for", "over":
			if r.text.Words[i+1].XPOS == language.VBG {
				return true
			}
		case "that", "and", "but":
			return false
		}
	}
	return false
}

func charges(lemma string) bool {
	switch lemma {
	case "accuse", "praise", "blame", "thank", "criticise", "criticize", "condemn", "commend", "credit", "fault", "suspect", "denounce", "chide", "berate", "laud", "charge", "slam":
		return true
	}
	return false
}

// sure reports whether it is plain whom a "he" or "she" means: whoever says the words, the subject of the sentence before, or the only
// side whose people were named in the two sentences before.
func (r *reader) sure(pronoun int, found []holder) bool {
	switch r.form(pronoun) {
	case "he", "she", "his", "her":
	default:
		return true
	}
	if r.isSpeaker(found, pronoun) {
		return true
	}
	s := r.text.SentenceOf(pronoun)
	sentences := append([]language.Range{{Start: s.Start, End: pronoun}}, r.sentencesBefore(s.Start)...)
	sides := 0
	var people []holder
	for i, before := range sentences[:min(3, len(sentences))] {
		for w := before.Start; w < before.End; w++ {
			for _, h := range r.sides(w) {
				if r.who.Kind(h.Actor) == meaning.Person && r.text.Words[w].XPOS != language.PRP && r.text.Words[w].XPOS != language.PRPS {
					people = r.addParty(people, h)
				}
			}
			if i <= 1 && r.text.Words[w].Rel == language.NSubj && sides <= i {
				if of := r.sides(w); len(of) == 1 {
					sides = i + 1
					if of[0].party == found[0].party {
						return true
					}
				}
			}
		}
	}
	return len(people) == 1 && people[0].party == found[0].party
}

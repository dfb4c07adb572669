package position

import (
	"slices"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// How sure the sorts of words are.
const (
	ofVerb      = 0.85
	ofAdjective = 0.85
	ofNoun      = 0.75
	ofVerdict   = 0.75
	ofRefusal   = 0.7
	ofNeed      = 0.6
)

// attitude reads a verb whose subject holds the position, or an adjective said of its holder: Valmora demands, is
// reluctant to (guide positions 2).
func (r *reader) attitude(p place) bool {
	if r.governed(p.at) || !r.real(p.at) {
		return false
	}
	if own := r.own(p.at); own != nil && own.Act == meaning.NoComment {
		return true
	}
	trust := ofVerb
	if p.sort == adjective {
		trust = ofAdjective
		if r.text.Words[p.at].XPOS == language.IN || len(p.words) > 1 {
			return r.inPhrase(p)
		}
		if !r.predicative(p) {
			return false
		}
	} else if !r.finite(p.at) || r.courtesy(p) || r.merelyNeeds(p) || r.merelyCould(p) || r.takenFor(p) {
		return false
	}
	o, ok := r.object(p)
	if !ok {
		return false
	}
	r.objects = append(r.objects, o)
	stance := p.stance
	if r.denied(p) {
		stance = p.denied
	}
	if stance == "" {
		return true
	}
	holders := r.subjectHolders(p.at)
	if p.sort == adjective {
		holders = r.stateHolders(p.at)
	}
	holders = r.asAttributed(p, holders)
	if p.stance == meaning.StanceAccepts && r.concerted(p) {
		return true
	}
	parts := r.parts(p, o, stance)
	if len(parts) == 0 && !o.front {
		if before, ok := r.relativeObject(p); ok { // the truce that Valmora is ready to accept
			o = before
			parts = r.parts(p, o, stance)
		}
	}
	if len(parts) == 0 && p.frames&inf != 0 {
		if before, ok := r.relativeBefore(p); ok {
			o = before
			parts = r.parts(p, o, stance)
		}
	}
	stance = r.ofNoun(o, r.deed(p, o, stance))
	if a := r.text.Agent(p.at); stance == meaning.StanceDemands && p.sort == verb && a >= 0 && r.isTerm(a) && !r.text.Passive(p.at) {
		stance = meaning.StanceProposes // her plan calls for
	}
	return r.write(stand{place: p, stance: stance, holders: holders, object: o, parts: parts, trust: trust}) || len(o.roots) > 0
}

// asAttributed gives the speaker of the statement that a verb is the cue of, where the tree has another party as its subject: of two
// readings of a long sentence the one that was made for it.
func (r *reader) asAttributed(p place, holders []holder) []holder {
	own := r.own(p.at)
	if own == nil || own.Source == nil || p.sort != verb || len(holders) == 0 || r.text.Passive(p.at) || len(own.Jointly) > 0 {
		return holders
	}
	party := r.partyOf(own.Speaker)
	if _, is := r.charged(p.at); is || party == "" || len(holders) == 1 && holders[0].party == party {
		return holders
	}
	if w := r.sourceWord(own); w >= p.at || r.text.Child(p.at, language.NSubj) >= 0 {
		return holders
	}
	return []holder{{own.Speaker, party, r.sourceWord(own)}}
}

// courtesy reports whether what somebody wants to do is only to say something: we want to thank you.
func (r *reader) courtesy(p place) bool {
	v := r.infinitive(p.at)
	if v < 0 || p.frames&inf == 0 {
		return false
	}
	switch r.text.Lemma(v) {
	case "thank", "say", "congratulate", "express", "stress", "emphasise", "emphasize", "remind", "reaffirm", "welcome", "note", "tell", "know", "speak", "acknowledge":
		return p.stance == meaning.StanceDemands
	}
	return false
}

// merelyCould reports whether a text only says what somebody could do: Valmora could agree to it.
func (r *reader) merelyCould(p place) bool {
	switch r.text.Modal(p.at) {
	case "could", "might", "may":
		return !r.text.Negated(p.at) && (p.stance == meaning.StanceAccepts || p.stance == meaning.StanceRejects || p.stance == meaning.StanceProposes)
	}
	return false
}

// takenFor reports whether a "consider" says what something is held to be: considers it a friendly state.
func (r *reader) takenFor(p place) bool {
	if r.text.Lemma(p.at) != "consider" || p.end+1 >= len(r.text.Words) {
		return false
	}
	switch r.form(p.end) {
	case "it", "them", "him", "her", "this", "that", "himself", "itself", "themselves":
		return r.text.Words[p.end+1].UPOS == language.DET || r.text.Words[p.end+1].UPOS == language.ADJ
	}
	return r.text.Child(p.at, language.XComp) > p.at && r.text.Words[r.text.Child(p.at, language.XComp)].XPOS != language.VBG
}

// merelyNeeds reports whether a "need" is the narrator's: that somebody lacks something is no position; that they say so is.
func (r *reader) merelyNeeds(p place) bool {
	return r.text.Lemma(p.at) == "need" && r.told(p.at) == nil
}

// inPhrase reads a phrase that is said of its holder: is against, came out in favour of. The tree hangs the holder on what
// follows, so the words are read in their order.
func (r *reader) inPhrase(p place) bool {
	t := r.text
	v := -1
	for i := p.at - 1; i >= max(t.SentenceOf(p.at).Start, p.at-4) && v < 0; i-- {
		switch t.Lemma(i) {
		case "be", "remain", "come", "stand", "speak", "declare":
			v = i
		}
	}
	if v < 0 {
		return false
	}
	i := p.end
	if i < len(t.Words) && p.frames.leads(r.form(i)) {
		i++
	}
	words := language.Range{Start: i, End: r.clauseEnd(i, t.SentenceOf(p.at).End)}
	if words.Len() <= 0 {
		return false
	}
	o := object{words: words, of: -1, small: -1, flat: true}
	stance := p.stance
	if r.denied(p) {
		stance = p.denied
	}
	if stance == "" {
		return false
	}
	holders := r.before(v)
	if len(holders) == 0 {
		top := p.at
		if t.Words[v].UPOS == language.AUX && t.Words[v].Head >= 0 {
			top = int(t.Words[v].Head)
		} else if t.Words[v].XPOS.IsVerb() {
			top = v
		}
		holders = r.stateHolders(top)
	}
	return r.write(stand{place: p, stance: stance, holders: holders, object: o, parts: r.flatParts(words), trust: ofAdjective})
}

// concerted reports whether two agreed with each other: that is what they agreed on and no stance of one (guide
// positions 6).
func (r *reader) concerted(p place) bool {
	if r.text.Lemma(p.at) != "agree" {
		return false
	}
	for c := range r.text.Children(p.at) { // "Valmora and Kestria agreed to an Ostranan proposal": each to what a third has put forward
		if c > p.at && r.isTerm(c) && len(r.possessors(c)) > 0 {
			return false
		}
	}
	subject := r.text.Subject(p.at)
	return subject < 0 || len(r.text.Conjuncts(subject)) > 1 || len(r.sides(subject)) > 1 || r.text.Passive(p.at) || len(r.sides(subject)) == 0 && r.text.Words[subject].XPOS == language.NNS
}

// predicative reports whether an adjective is said of a subject, and not before its noun: is ready to, its ready answer.
func (r *reader) predicative(p place) bool {
	w := r.text.Words[p.at]
	return w.Rel != language.AMod || r.infinitive(p.at) >= 0
}

// finite reports whether a verb tells by itself that somebody does it: in a finite form, as what somebody begins, seems or
// is likely to do, or as a participle about somebody: demanding that …, a truce sought by ….
func (r *reader) finite(v int) bool {
	t := r.text
	w := t.Words[v]
	switch w.XPOS {
	case language.VBD, language.VBP, language.VBZ:
		return true
	}
	if t.Child(v, language.Aux, language.AuxPass) >= 0 {
		return w.XPOS != language.VB || t.Modal(v) != "" || t.Child(v, language.Mark) < 0
	}
	switch {
	case w.Rel == language.Conj && w.Head >= 0 && t.Words[w.Head].XPOS.IsVerb() && !slices.Contains(r.marks(v), "to"):
		return r.finite(int(w.Head))
	case w.XPOS == language.VB || w.XPOS == language.VBG && w.Rel == language.XComp:
		return w.Rel == language.XComp && r.leadsUp(int(w.Head))
	case w.XPOS == language.VBG:
		return (w.Rel == language.AdvCl || w.Rel == language.Acl || w.Rel == language.Root || w.Rel == language.Parataxis) &&
			(len(r.marks(v)) == 0 || slices.ContainsFunc(r.marks(v), func(m string) bool { return m == "with" || m == "while" || m == "despite" || m == "by" || m == "after" }))
	case w.XPOS == language.VBN && t.Child(v, language.NSubj) >= 0: // a past tense, taken for a participle
		return true
	case w.XPOS == language.VBN:
		return w.Rel == language.Acl || w.Rel == language.Root || w.Rel == language.AdvCl && len(r.marks(v)) == 0
	}
	return false
}

// leadsUp reports whether a word only leads up to the verb behind it: appears to, is likely to, continues to.
func (r *reader) leadsUp(word int) bool {
	if r.lexicon.has(r.text.Lemma(word), hedge) || r.lexicon.has(r.form(word), hedge) {
		return true
	}
	switch r.text.Lemma(word) {
	case "continue", "begin", "start", "keep", "set", "poised", "due", "go", "intend", "plan", "quick", "decide", "choose", "move", "vow", "sure", "certain", "bound", "right", "have", "need", "used":
		return true
	}
	return false
}

// governed reports whether a word lies in the object of a cue before it: what is demanded, refused or promised is no
// position of its own, "pressing for Kestria to accept the truce".
func (r *reader) governed(word int) bool {
	for _, o := range r.objects {
		if word < o.words.Start || word >= o.words.End {
			continue
		}
		if o.flat {
			return true
		}
		for _, root := range o.roots {
			if r.reaches(word, root, r.inside) {
				return true
			}
		}
		for _, root := range o.roots {
			for _, member := range r.members(root, o) {
				if r.reaches(word, member, r.inside) {
					return true
				}
			}
		}
	}
	return false
}

// inside reports whether a word with what hangs on it is within what is demanded or refused, and no clause beside it: a
// relative clause, a participle behind a comma.
func (r *reader) inside(c int) bool {
	w := r.text.Words[c]
	switch w.Rel {
	case language.AclRelcl, language.Parataxis:
		return false
	case language.Acl:
		return w.XPOS != language.VBN || r.text.Child(c, language.OblAgent) < 0 // a truce offered by the rebels
	case language.AdvCl:
		if w.XPOS == language.VBG && r.text.Words[max(0, c-1)].XPOS == language.Comma {
			return false
		}
		for _, m := range r.marks(c) {
			switch m {
			case "as", "while", "although", "though", "because", "since", "after", "despite":
				return m == "while" && w.XPOS == language.VBG
			}
		}
	}
	return true
}

// real reports whether a text tells that the stance is held, and does not suppose, ask or deny it (guide positions 6).
func (r *reader) real(word int) bool {
	t := r.text
	w := word
	if r.notYet(word) || r.inSupposition(word) {
		return false
	}
	switch t.Modal(word) {
	case "should", "must", "can", "shall", "ought":
		if !t.Negated(word) {
			return false
		}
	}
	for n := 0; w >= 0 && n < 30; n++ {
		x := t.Words[w]
		if m := r.mainVerb(w); m >= 0 {
			w = m
			continue
		}
		switch x.Rel {
		case language.AdvCl, language.CComp, language.Acl, language.CSubj, language.AclRelcl:
			for _, m := range r.marks(w) {
				switch m {
				case "if", "unless", "whether", "until", "once", "lest", "before", "provided":
					return false
				}
			}
			for c := range t.Children(w) {
				switch r.form(c) {
				case "whether", "if", "unless", "until", "once", "provided", "before":
					if c < word && (t.Words[c].Rel == language.Mark || t.Words[c].Rel == language.AdvMod) {
						return false
					}
				}
			}
			if x.Head >= 0 && r.doubts(int(x.Head)) {
				return false
			}
		}
		w = int(x.Head)
	}
	return true
}

// inSupposition reports whether a supposition is led in right before a word, however the tree joins it: provided that Kestria accepted.
func (r *reader) inSupposition(word int) bool {
	const reach = 6
	for i := word - 1; i >= max(r.text.SentenceOf(word).Start, word-reach); i-- {
		switch r.form(i) {
		case "provided", "providing", "unless":
			return true
		case "if", "whether":
			return r.text.Words[i].Rel == language.Mark
		}
		if w := r.text.Words[i]; w.UPOS == language.PUNCT && w.XPOS != language.HYPH {
			return false
		}
	}
	return false
}

// notYet reports whether it is only told that something has not been done so far: has yet to accept, has not yet agreed.
func (r *reader) notYet(word int) bool {
	s := r.text.SentenceOf(word)
	for i := max(s.Start, word-5); i < word; i++ {
		if r.form(i) == "yet" && (r.form(i+1) == "to" || r.text.Negated(word)) {
			return true
		}
	}
	return false
}

// doubts reports whether a word denies or doubts the clause below it: denied that, no sign that.
func (r *reader) doubts(word int) bool {
	switch r.text.Lemma(word) {
	case "deny", "doubt":
		return true
	case "report", "claim", "suggestion", "allegation", "rumour", "rumor": // denied reports that
		if h := int(r.text.Words[word].Head); h >= 0 {
			switch r.text.Lemma(h) {
			case "deny", "dismiss", "reject", "doubt", "refute":
				return true
			}
		}
	case "sign", "evidence", "indication", "reason", "chance", "proof":
		return r.text.Negated(word)
	}
	return false
}

// denied reports whether a cue is negated: does not want, is no longer ready to, not prepared to.
func (r *reader) denied(p place) bool {
	if r.text.Negated(p.at) {
		return true
	}
	w := r.text.Words[p.at]
	if w.Rel == language.XComp && w.Head >= 0 && r.leadsUp(int(w.Head)) && r.text.Negated(int(w.Head)) {
		return true
	}
	if r.neither(p.at) {
		return true
	}
	for i := p.at - 1; i >= max(0, p.at-2); i-- {
		switch r.form(i) {
		case "not", "n't", "never":
			return true
		case "longer":
			return i > 0 && r.form(i-1) == "no"
		}
	}
	return false
}

// neither reports whether the subject of a word denies it: neither Valmora nor Kestria, no Kestrian official, none of them.
func (r *reader) neither(word int) bool {
	t := r.text
	subject := t.Subject(word)
	if subject < 0 || subject > word {
		return false
	}
	first := r.first(subject)
	for i := first; i <= subject; i++ {
		switch r.form(i) {
		case "neither", "none", "no", "nobody":
			return true
		}
	}
	return first > 0 && r.form(first-1) == "neither"
}

// deed tells an offer from an acceptance: who is ready to hand something over offers it, who is ready to talk accepts it.
func (r *reader) deed(p place, o object, s meaning.Stance) meaning.Stance {
	if s != meaning.StanceAccepts || p.sort != adjective && p.sort != noun || p.frames&inf == 0 {
		return s
	}
	v := r.infinitive(p.at)
	if v < 0 {
		for c := range r.text.Children(p.at) {
			if r.text.Words[c].Rel == language.Acl {
				v = c
			}
		}
	}
	if v >= 0 && r.lexicon.has(r.text.Lemma(v), give) && !r.lexicon.has(r.text.Lemma(v), bow) {
		return meaning.StanceOffers
	}
	return s
}

// ofNoun gives for what is put forward the stance of the noun that says what it is: to put forward a demand is to demand.
func (r *reader) ofNoun(o object, s meaning.Stance) meaning.Stance {
	if s != meaning.StanceProposes || len(o.roots) != 1 {
		return s
	}
	for _, c := range r.lexicon[r.text.Lemma(o.roots[0])] {
		if c.sort == noun && len(c.words) == 1 {
			return c.stance
		}
	}
	return s
}

// named reads a noun that is somebody's position: Valmora's demand, a proposal by Valmora; stressed the need for.
func (r *reader) named(p place) bool {
	t := r.text
	if r.dropped(p.at) || t.Negated(p.at) || !r.supposed(p.at) || r.isNot(p) {
		return false
	}
	var holders []holder
	if p.sort == noun {
		holders = r.possessors(p.at)
		if c := t.Child(p.at, language.NModPoss); len(holders) == 0 && c >= 0 { // whose it is is told, but not known
			return false
		}
	}
	if len(holders) == 0 {
		holders = r.voicedBy(p.at)
		if v := int(t.Words[p.at].Head); len(holders) > 0 && v >= 0 && (t.Negated(v) || !r.real(v) || !r.finite(v) || r.governed(v)) {
			return false
		}
	}
	o, ok := r.object(p)
	fallback := r.isLesser(p.at)
	if len(holders) == 0 && ok && r.copular(p) >= 0 { // "Valmora wants a halt, the minimum aim is that …"; "the condition, said Valmora, is …"
		holders = r.inContext(p.at)
	}
	if !ok {
		o, ok = r.afterDash(p)
	}
	if !ok {
		o, ok = r.headed(p)
	}
	if !ok || len(holders) == 0 {
		return false
	}
	r.objects = append(r.objects, object{words: o.words, roots: o.roots})
	return r.write(stand{
		place: p, stance: p.stance, holders: holders, object: o, parts: r.parts(p, o, p.stance), fallback: fallback, trust: ofNoun,
	})
}

// isNot reports whether it is told what a noun is not: its position is not that.
func (r *reader) isNot(p place) bool {
	if r.copular(p) < 0 {
		return false
	}
	for i := p.end; i < min(p.end+4, len(r.text.Words)-1); i++ {
		if r.text.Lemma(i) == "be" {
			return r.form(i+1) == "not" || r.form(i+1) == "n't"
		}
	}
	return false
}

// thereWillBe reads that there will, can or must be none of a thing, or none before something else: "there can be no ceasefire until"
// (guide positions 2). It stands for whoever says so.
func (r *reader) thereWillBe(p place) bool {
	t := r.text
	s := t.SentenceOf(p.at)
	there, no := -1, -1
	for i := p.at - 1; i >= max(s.Start, p.at-7); i-- {
		if t.Words[i].XPOS == language.EX {
			there = i
			break
		}
	}
	if there < 0 {
		return false
	}
	modal := ""
	for i := there + 1; i < min(s.End, p.at+4); i++ {
		switch form := r.form(i); form {
		case "will", "would", "can", "could", "must", "should", "shall", "'ll", "ca", "wo", "going":
			modal = form
		case "no", "not", "n't", "never", "any":
			no = i
		}
	}
	if modal == "" && no >= 0 && no+2 < s.End { // there is no chance of talks
		switch r.form(no + 1) {
		case "chance", "question", "room", "point", "sense", "place", "prospect", "possibility":
			modal = "is"
		}
	}
	if modal == "" || no < 0 || r.form(no) == "any" && !r.deniedBetween(there, no) {
		return false
	}
	words := language.Range{Start: max(no, p.at) + 1, End: r.untilEnd(max(no, p.at)+1, s.End)}
	if words.Len() <= 0 {
		return false
	}
	parts := r.flatParts(words)
	if len(parts) == 0 {
		if topic, ok := meaning.BestTopic(r.topics, t.Span(words)); ok && topic.Weight >= faint {
			parts = []part{{issue: topic.Issue, weight: topic.Weight, words: words, of: -1}}
		}
	}
	if len(parts) == 0 && words.End < s.End { // "no deal unless the port is opened": what it hangs on
		parts = r.flatParts(language.Range{Start: words.Start, End: r.clauseEnd(words.End+1, s.End)})
	}
	holders := r.speaker(p.at)
	if len(parts) == 0 || len(holders) == 0 || r.governed(p.at) {
		return false
	}
	o := object{words: language.Range{Start: there, End: words.End}, of: -1, small: -1, flat: true}
	r.objects = append(r.objects, o)
	return r.write(stand{place: p, stance: meaning.StanceRejects, holders: holders, object: o, parts: parts, trust: ofRefusal})
}

func (r *reader) deniedBetween(from, to int) bool {
	for i := from; i < to; i++ {
		switch r.form(i) {
		case "not", "n't", "never":
			return true
		}
	}
	return false
}

// untilEnd gives where the thing ends that there will be none of: at its condition or a mark.
func (r *reader) untilEnd(from, end int) int {
	for i := from; i < end; i++ {
		switch r.form(i) {
		case "until", "till", "unless", "without", "before", "if", "while", "as":
			return i
		}
		if x := r.text.Words[i]; x.UPOS == language.PUNCT && x.XPOS != language.HYPH && x.XPOS != language.OpenQuote && x.XPOS != language.CloseQuote {
			return i
		}
	}
	return end
}

// supposed reports whether a noun does not stand in a clause of supposition.
func (r *reader) supposed(n int) bool {
	v := r.text.Ancestor(n, func(w int) bool { return r.text.Words[w].XPOS.IsVerb() })
	if v < 0 || r.text.Child(n, language.NModPoss) >= 0 { // "if it accepts Valmora's demand": that there is one is told
		return true
	}
	for _, m := range r.marks(v) {
		switch m {
		case "if", "unless", "whether":
			return false
		}
	}
	return true
}

// inContext gives the holders of the position told just before in the sentence, or else who speaks.
func (r *reader) inContext(at int) []holder {
	if n := len(r.held); n > 0 {
		return r.at(r.held[n-1].by, -1)
	}
	switch r.form(max(0, at-1)) {
	case "other", "further", "additional", "these", "those":
		if by := r.goesOnFrom(at); len(by) > 0 {
			return by
		}
	}
	return r.speaker(at)
}

// goesOnFrom gives who demanded something in the two sentences before, as what is told here goes on with it: other conditions are ….
func (r *reader) goesOnFrom(at int) []holder {
	if len(r.wanted.by) == 0 || r.sentenceAt(at)-r.sentenceAt(r.wanted.at) > 2 || r.wanted.at >= at {
		return nil
	}
	return r.at(r.wanted.by, -1)
}

// these reads a sentence that tells what the demands or conditions of the one before were: these included a release of prisoners.
func (r *reader) these(s language.Range) bool {
	t := r.text
	if s.Len() < 4 || r.form(s.Start) != "these" && r.form(s.Start) != "those" && r.form(s.Start) != "they" || t.Lemma(s.Start+1) != "include" && t.Lemma(s.Start+1) != "comprise" {
		return false
	}
	by := r.goesOnFrom(s.Start)
	if len(by) == 0 || r.sentenceAt(s.Start)-r.sentenceAt(r.wanted.at) > 1 {
		return false
	}
	at := s.Start + 1
	p := place{&cue{words: []string{"include"}, sort: verb, stance: meaning.StanceDemands, frames: np}, at, at + 1}
	o := object{words: language.Range{Start: at + 1, End: s.End}, of: -1, small: -1, flat: true}
	var parts []part
	for _, seg := range r.segments(o.words.Start, s.End) {
		for _, x := range r.flatParts(language.Range{Start: seg.words.Start, End: seg.aside}) {
			if !slices.ContainsFunc(parts, func(y part) bool { return y.issue == x.issue }) {
				parts = append(parts, x)
			}
		}
	}
	return r.write(stand{place: p, stance: meaning.StanceDemands, holders: by, object: o, parts: parts, trust: ofNoun})
}

// isLesser reports whether a noun is a lesser aim (guide positions 5).
func (r *reader) isLesser(n int) bool {
	for i := n - 1; i >= max(0, n-3); i-- {
		if r.lexicon.has(r.form(i), lesser) {
			return true
		}
	}
	return false
}

// afterDash gives what is named behind a dash or colon as its object: their main demand – the return of the prisoners.
func (r *reader) afterDash(p place) (object, bool) {
	t := r.text
	end := t.SentenceOf(p.at).End
	if p.stance != meaning.StanceDemands || p.end+1 >= end {
		return object{}, false
	}
	switch r.form(p.end) {
	case ":", "-", "–", "—", "--":
	default:
		return object{}, false
	}
	words := language.Range{Start: p.end + 1, End: r.clauseEnd(p.end+1, end)}
	return object{words: words, of: -1, small: -1, flat: true}, words.Len() > 0
}

// headed gives the words before a noun as its object: Valmora's ceasefire proposal, arms demands.
func (r *reader) headed(p place) (object, bool) {
	first := -1
	for c := range r.text.Children(p.at) {
		if rel := r.text.Words[c].Rel; c < p.at && (rel == language.Compound || rel == language.AMod || rel == language.NMod) {
			if t, ok := meaning.BestTopic(r.topics, r.text.Span(r.text.Subtree(c, nil))); ok && t.Weight >= plain {
				first = c
				break
			}
		}
	}
	if first < 0 {
		return object{}, false
	}
	return object{roots: []int{first}, words: language.Range{Start: r.first(first), End: p.at + 1}, of: -1, front: true}, true
}

// judged reads a verdict: what is unacceptable, off the table or a condition, as somebody says of it.
func (r *reader) judged(p place) bool {
	t := r.text
	if !r.real(p.at) {
		return false
	}
	if r.madeSo(p) || r.saidToBe(p) {
		return true
	}
	head := r.predicate(p)
	subject := t.Subject(head)
	holders := r.judges(p, head)
	stance := p.stance
	if w := p.words[0]; (w == "possible" || w == "feasible" || w == "conceivable") && !r.denied(p) && !t.Negated(head) && !r.onlyIf(p) { // an opinion
		return false
	}
	if r.denied(p) || head != p.at && t.Negated(head) {
		stance = p.denied
		if m := t.Modal(head); p.stance == meaning.StanceDemands && (m == "could" || m == "can" || m == "must" || m == "should") { // cannot be a condition
			stance = meaning.StanceRejects
		}
	}
	if stance == "" || len(holders) == 0 {
		return false
	}
	var o object
	switch {
	case subject >= 0 && subject < p.at && t.Words[subject].Rel != language.Expl && r.form(subject) != "it" && r.form(subject) != "there":
		if r.isRelative(subject) {
			subject = r.standsFor(subject)
		}
		o = object{roots: []int{subject}, words: r.text.Subtree(subject, func(c int) bool { return c != head }), of: -1, front: true}
		o.words.End = min(o.words.End, p.at)
	case t.Words[head].Rel == language.AclRelcl || t.Words[head].Rel == language.CComp && t.Words[head].Head >= 0 && t.Words[t.Words[head].Head].Rel == language.AclRelcl:
		up := head
		if t.Words[up].Rel != language.AclRelcl {
			up = int(t.Words[up].Head)
		}
		o = r.nounBefore(int(t.Words[up].Head), r.first(up))
	default:
		c := -1
		for x := range t.Children(head) { // it is unacceptable that, to
			if rel := t.Words[x].Rel.Universal(); x > p.at && (rel == language.CSubj || rel == language.CComp || rel == language.XComp || rel == language.AdvCl && slices.Contains(r.marks(x), "to")) {
				c = x
				break
			}
		}
		if c < 0 && subject < 0 {
			if o, ok := r.untoldSubject(p); ok {
				return r.write(stand{place: p, stance: stance, holders: holders, object: o, parts: r.parts(p, o, stance), trust: ofVerdict})
			}
			return false
		}
		if c < 0 {
			c = subject
		}
		o = object{roots: []int{c}, words: t.Subtree(c, nil), of: -1, front: c < p.at}
	}
	if o.words.Len() <= 0 {
		return false
	}
	return r.write(stand{place: p, stance: stance, holders: holders, object: o, parts: r.parts(p, o, stance), trust: ofVerdict})
}

// untoldSubject gives the words before the verdict's "is" as what is judged, where the tree has no subject: from the beginning of what
// is said, or from behind the last mark with a verb before it.
func (r *reader) untoldSubject(p place) (object, bool) {
	t := r.text
	is := -1
	for i := p.at - 1; i >= max(t.SentenceOf(p.at).Start, p.at-4); i-- {
		if t.Lemma(i) == "be" {
			is = i
			break
		}
	}
	start := t.SentenceOf(p.at).Start
	if told := r.told(p.at); told != nil {
		for _, c := range told.Content {
			if c.Span().Contains(t.Words[p.at].Span()) {
				start = max(start, t.WordAt(c.Start))
			}
		}
	}
	if is <= start {
		return object{}, false
	}
	for i := is - 2; i > start; i-- { // from behind the last mark; one right before the "is" closes an aside
		if t.Words[i].XPOS == language.Comma {
			if t.Words[is-1].XPOS != language.Comma {
				start = i + 1
			}
			break
		}
	}
	return object{words: language.Range{Start: start, End: is}, of: -1, small: -1, front: true, flat: true}, true
}

// saidToBe reads "something that the minister, who …, says is unacceptable": who says it stands before the verb, what it is said
// of before "that", however the tree joins them.
func (r *reader) saidToBe(p place) bool {
	const reach = 16
	t := r.text
	s := t.SentenceOf(p.at)
	is := p.at - 1
	if is-1 <= s.Start || t.Lemma(is) != "be" || !t.Words[is-1].XPOS.IsVerb() {
		return false
	}
	switch t.Lemma(is - 1) {
	case "say", "insist", "argue", "believe", "maintain", "think", "warn":
	default:
		return false
	}
	var holders []holder
	for i := is - 2; i > max(s.Start, is-reach); i-- {
		form := r.form(i)
		if form == "that" || form == "which" {
			if len(holders) == 0 {
				return false
			}
			o := r.nounBefore(i-1, i)
			return r.write(stand{place: p, stance: p.stance, holders: holders, object: o, parts: r.parts(p, o, p.stance), trust: ofVerdict})
		}
		if x := t.Words[i]; x.UPOS == language.PROPN || x.XPOS == language.PRP {
			if found := r.party(i, p.at, 0); len(found) > 0 {
				holders = found // the one nearest to "that"
			}
		}
	}
	return false
}

// madeSo reads what somebody makes a condition, calls unacceptable: the words between that verb and the verdict are what
// is judged, however the tree joins them.
func (r *reader) madeSo(p place) bool {
	const reach = 12
	t := r.text
	for v := p.at - 2; v >= max(t.SentenceOf(p.at).Start, p.at-reach); v-- {
		if t.Words[v].UPOS == language.PUNCT && t.Words[v].XPOS != language.HYPH && t.Words[v].XPOS != language.OpenQuote {
			return false
		}
		if !t.Words[v].XPOS.IsVerb() || !r.judging(v) {
			continue
		}
		end := p.at
		for end > v+1 && (t.Words[end-1].UPOS == language.DET || t.Words[end-1].UPOS == language.ADJ || t.Words[end-1].UPOS == language.ADV || r.form(end-1) == "as" || t.Words[end-1].XPOS == language.OpenQuote) {
			end--
		}
		o := object{words: language.Range{Start: v + 1, End: end}, of: -1, flat: true}
		if o.words.Len() <= 0 || !r.finite(v) || r.governed(v) {
			return false
		}
		return r.write(stand{place: p, stance: p.stance, holders: r.subjectHolders(v), object: o, parts: r.flatParts(o.words), trust: ofVerdict})
	}
	return false
}

// judging reports whether a verb makes or finds something to be of a sort.
func (r *reader) judging(v int) bool {
	switch r.text.Lemma(v) {
	case "make", "call", "consider", "deem", "regard", "describe", "find", "declare", "term", "brand", "label", "view", "set":
		return true
	}
	return false
}

// predicate gives the word that heads what is said of the subject: for "off the table" the table.
func (r *reader) predicate(p place) int {
	for i := p.at; i < p.end; i++ {
		if h := int(r.text.Words[i].Head); h < p.at || h >= p.end {
			if r.text.Child(i, language.Cop, language.NSubj) >= 0 || p.end-p.at == 1 {
				return i
			}
			if h >= 0 && r.text.Lemma(h) == "be" {
				return h
			}
			return i
		}
	}
	return p.at
}

// judges gives whose verdict it is: who finds or makes it so; to or for whom it is so; else who says it.
func (r *reader) judges(p place, head int) []holder {
	t := r.text
	if v := int(t.Words[head].Head); v >= 0 && v < head && t.Words[v].XPOS.IsVerb() {
		if r.judging(v) {
			if found := r.subjectHolders(v); len(found) > 0 {
				return found
			}
		}
	}
	for c := range t.Children(head) {
		if c < p.end || t.Words[c].Rel.Universal() != language.Obl && t.Words[c].Rel.Universal() != language.NMod {
			continue
		}
		switch t.Preposition(c) {
		case "to", "for":
			if found := r.parties(c, p.at); len(found) > 0 {
				return found
			}
		}
	}
	return r.speaker(p.at)
}

// needed reads what somebody says that another must do (guide positions 2).
func (r *reader) needed(p place) bool {
	t := r.text
	if r.governed(p.at) {
		return false
	}
	v, ok := r.mustDo(p)
	if above := int(t.Words[v].Head); !ok || above >= 0 && !r.real(above) { // its own modal is what makes it a demand
		return false
	}
	holders := r.speaker(p.at)
	if len(holders) == 0 || r.agreedOn(v) {
		return false
	}
	subject := t.Subject(v)
	if subject < 0 || r.form(subject) == "there" {
		return false
	}
	other := r.parties(subject, p.at)
	if r.isFirstPerson(subject) {
		return false
	}
	if t.Words[subject].XPOS == language.PRP && len(other) == 0 && r.form(subject) != "they" && r.form(subject) != "it" {
		return false
	}
	for _, x := range other {
		if slices.ContainsFunc(holders, func(h holder) bool { return h.party == x.party }) && !t.Passive(v) {
			return false
		}
	}
	words := t.Subtree(v, func(c int) bool {
		return t.Words[c].Rel != language.Parataxis && (t.Words[c].Rel != language.Conj || t.Words[c].XPOS == language.VB)
	})
	o := object{roots: []int{v}, words: words, of: subject, small: -1}
	var parts []part
	found := r.issuesOf(v, o)
	for c := range t.Children(v) { // must stop and dismantle
		if t.Words[c].Rel == language.Conj && t.Words[c].XPOS == language.VB {
			for _, x := range r.issuesOf(c, o) {
				if !slices.ContainsFunc(found, func(y part) bool { return y.issue == x.issue }) {
					found = append(found, x)
				}
			}
		}
	}
	for _, x := range found {
		if x.weight >= 0.6 || r.spokenOf(subject, x.issue) {
			x.of = subject
			x.words = r.within(x.words, o.words)
			parts = append(parts, x)
		}
	}
	if len(parts) == 0 {
		return false
	}
	r.objects = append(r.objects, o)
	return r.write(stand{place: p, stance: p.stance, holders: holders, object: o, parts: parts, trust: ofNeed})
}

// agreedOn reports whether a clause is what several agree on, which is no demand of one of them.
func (r *reader) agreedOn(v int) bool {
	return r.text.Ancestor(v, func(w int) bool {
		switch r.text.Lemma(w) {
		case "agree", "share", "concur":
			return w != v && r.text.Words[w].XPOS.IsVerb()
		}
		return false
	}) >= 0
}

// spokenOf reports whether a subject is itself a topic of an issue: "the troops must stay".
func (r *reader) spokenOf(subject int, issue string) bool {
	at := r.text.Words[subject].Span()
	return slices.ContainsFunc(meaning.TopicsIn(r.topics, r.text.Span(r.text.SentenceOf(subject))), func(t meaning.Topic) bool {
		return t.Issue == issue && t.At.Contains(at)
	})
}

// mustDo gives the verb for what must be done.
func (r *reader) mustDo(p place) (int, bool) {
	t := r.text
	if t.Words[p.at].XPOS != language.MD {
		if p.at+1 >= len(t.Words) || t.Words[p.at+1].XPOS != language.TO || r.infinitive(p.at) < 0 || !slices.Contains([]string{"", "will", "would"}, t.Modal(p.at)) || t.Negated(p.at) || t.Words[p.at].XPOS == language.VBD {
			return 0, false
		}
		return p.at, true
	}
	v := int(t.Words[p.at].Head)
	if v < 0 {
		return 0, false
	}
	for c := range t.Children(v) {
		if t.Lemma(c) == "have" && t.Words[c].UPOS == language.AUX { // should have: it was not done
			return 0, false
		}
	}
	return v, true
}

// refused reads what somebody will not do, or will do only if something else is so: would not negotiate, will return only
// after (guide positions 2).
func (r *reader) refused(p place) bool {
	t := r.text
	if t.Lemma(p.at) == "be" {
		return r.thereWillBe(p)
	}
	if r.governed(p.at) || !r.real(p.at) {
		return false
	}
	if r.wouldIf(p) {
		return true
	}
	negated := t.Negated(p.at)
	only := r.onlyIf(p)
	switch t.Modal(p.at) {
	case "will", "would", "can", "shall":
	case "could":
		if !only {
			return false
		}
	default:
		return false
	}
	if !negated && !only || t.Passive(p.at) && t.Child(p.at, language.OblAgent) < 0 {
		return false
	}
	holders := r.subjectHolders(p.at)
	if negated && len(holders) == 0 && r.untilThen(p) { // "operations will not cease until": as whoever says so wants it
		holders = r.speaker(p.at)
	}
	if only && len(holders) == 0 { // talks could resume only if: as whoever says so wants it
		holders = r.speaker(p.at)
	}
	if len(holders) == 0 {
		return false
	}
	subject := t.Subject(p.at)
	own := subject >= 0 && len(r.parties(subject, p.at)) > 0
	words := t.Subtree(p.at, func(c int) bool {
		if t.Words[c].Rel == language.AdvCl && t.Words[c].XPOS == language.VBG && r.first(c) > 0 && t.Words[r.first(c)-1].XPOS == language.Comma { // "…, adding that"
			return false
		}
		return t.Words[c].Rel != language.Parataxis && t.Words[c].Rel != language.Conj && (t.Words[c].Rel != language.NSubj || !own)
	})
	if own || subject < 0 || subject > p.at {
		words.Start = p.at
	}
	for c := range t.Children(p.at) {
		if c < p.at && (t.Words[c].Rel == language.Aux || t.Words[c].Rel == language.AdvMod && r.form(c) == "only") {
			words.Start = min(words.Start, c)
		}
	}
	o := object{roots: []int{p.at}, words: words, of: -1, small: -1}
	parts := r.issuesOf(p.at, o)
	until := words.Start
	for n := 0; until < words.End && n == 0; until++ {
		_, n = r.leadsCondition(until, meaning.StanceRejects)
	}
	for i, x := range parts {
		for _, t := range meaning.TopicsIn(r.topics, t.Span(words)) {
			if x.issue == aboutTalks && t.Issue == aboutTalks {
				t = r.talksOn(t, language.Range{Start: words.Start, End: until})
				parts[i].issue, parts[i].weight = t.Issue, t.Weight
				break
			}
		}
	}
	if len(parts) == 0 {
		if x, ok := r.merelyTalks(o); ok {
			parts = append(parts, x)
		}
	}
	if len(parts) == 0 && only { // "will make a deal only if a truce is guaranteed"
		parts = r.flatParts(language.Range{Start: p.at, End: r.onlyEnd(p)})
	}
	if len(parts) == 0 {
		return false
	}
	stance := meaning.StanceRejects
	if only {
		stance = meaning.StanceConditional
	}
	r.objects = append(r.objects, o)
	return r.write(stand{place: p, stance: stance, holders: holders, object: o, parts: parts, trust: ofRefusal})
}

// wouldIf reads what a side says that it will do once, when or if something else is so: the government would release the prisoners if
// the rebels cut violence (guide positions 5).
func (r *reader) wouldIf(p place) bool {
	t := r.text
	if m := t.Modal(p.at); m != "will" && m != "would" || t.Negated(p.at) || t.Passive(p.at) || !yields(t.Lemma(p.at)) || r.told(p.at) == nil {
		return false
	}
	for i := max(t.SentenceOf(p.at).Start, p.at-3); i < p.at; i++ {
		if r.form(i) == "only" {
			return false
		}
	}
	from := -1
	end := t.SentenceOf(p.at).End
	for i := p.at + 1; i < end && from < 0; i++ {
		switch r.form(i) {
		case "once":
			if t.Words[i].Rel == language.Mark {
				from = i
			}
		case "if", "when", "provided":
			from = i
		case "as":
			if i+2 < end && r.form(i+1) == "long" && r.form(i+2) == "as" {
				from = i
			}
		case ";", "but":
			return false
		}
	}
	subject := t.Subject(p.at)
	if from < 0 || r.form(from-1) == "only" || r.form(from-1) == "even" || r.form(from-1) == "as" || subject < 0 || subject > p.at {
		return false
	}
	holders := r.parties(subject, p.at)
	if len(holders) != 1 || !r.isSpeaker(holders, p.at) {
		return false
	}
	o := object{roots: []int{p.at}, words: language.Range{Start: p.at, End: from}, of: -1, small: -1}
	parts := r.issuesOf(p.at, o)
	if len(parts) == 0 {
		parts = r.flatParts(o.words)
	}
	if len(parts) == 0 || parts[0].weight < sure {
		return false
	}
	r.objects = append(r.objects, o)
	return r.write(stand{place: p, stance: meaning.StanceConditional, holders: holders, object: o, parts: parts, trust: ofRefusal})
}

// yields reports whether a verb is for what does another good, so that to say that one will do it is an offer.
func yields(lemma string) bool {
	switch lemma {
	case "release", "free", "return", "lift", "ease", "open", "reopen", "recognise", "recognize", "sign", "accept", "resume", "rejoin", "reverse", "dismantle", "disarm", "withdraw",
		"halt", "stop", "suspend", "end", "freeze", "cease", "provide", "allow", "permit", "attend", "join", "hand", "lay", "declare", "observe", "extend", "grant", "pull", "negotiate", "agree":
		return true
	}
	return false
}

// untilThen reports whether what will not be done is to be done later: until, unless.
func (r *reader) untilThen(p place) bool {
	for i := p.at + 1; i < r.text.SentenceOf(p.at).End; i++ {
		switch r.form(i) {
		case "until", "till", "unless":
			return true
		}
		if r.text.Words[i].UPOS == language.PUNCT && r.text.Words[i].XPOS != language.HYPH {
			return false
		}
	}
	return false
}

// onlyEnd gives the end of the clause that an "only" leads in.
func (r *reader) onlyEnd(p place) int {
	end := r.text.SentenceOf(p.at).End
	for i := p.at; i < end; i++ {
		switch r.form(i) {
		case "if", "when", "once", "after":
			return r.clauseEnd(i+1, end)
		}
	}
	return p.end
}

// onlyIf reports whether a verb's deed is to follow only on something else: only after, only if, not until.
func (r *reader) onlyIf(p place) bool {
	end := r.text.SentenceOf(p.at).End
	for i := max(r.text.SentenceOf(p.at).Start, p.at-3); i < min(end-1, p.at+12); i++ {
		if r.form(i) != "only" {
			continue
		}
		switch r.form(i + 1) {
		case "after", "if", "when", "once", "in", "on", "with":
			return true
		}
		return i < p.at
	}
	return false
}

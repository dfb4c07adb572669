package position

import (
	"cmp"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// An object is what is wanted, offered, accepted or refused: where its words stand.
type object struct {
	roots []int          // the words that head it: of a list more than one; none where the tree does not tell
	words language.Range // all of it
	of    int            // the word that heads who it is wanted of, or -1
	small int            // what is to become of it: want all arms halted; or -1
	front bool           // it stands before the cue: the truce that it accepted
	flat  bool           // found by the order of the words alone
}

// A part is what one position of a stand is about.
type part struct {
	issue  string
	weight float64
	words  language.Range
	more   []language.Range // further words that say it
	of     int
	before bool     // its issue stands in the words before the cue: the proposal, it
	origin doc.Span // there
}

// object finds the object of a cue.
func (r *reader) object(p place) (object, bool) {
	if p.frames&how != 0 {
		return r.howTo(p)
	}
	if o, ok := r.cleft(p); ok {
		return o, true
	}
	o := object{of: -1, small: -1}
	for c := range r.text.Children(p.at) {
		r.take(&o, p, c)
	}
	if len(o.roots) == 0 {
		if at := r.copular(p); at >= 0 {
			o.roots = []int{at}
		}
	}
	if len(o.roots) == 0 {
		if o, ok := r.relativeObject(p); ok {
			return o, true
		}
		return r.following(p)
	}
	slices.Sort(o.roots)
	o.roots = slices.Compact(o.roots)
	for i, root := range o.roots {
		w := r.text.Subtree(root, func(c int) bool { return c != p.at && r.nearCore(c) })
		if i == 0 {
			o.words = w
		}
		o.words = cover(o.words, w)
	}
	if o.small >= 0 {
		o.words = cover(o.words, r.text.Subtree(o.small, r.nearCore))
	}
	switch {
	case o.roots[0] < p.at:
		o.front = true
		o.words.End = min(o.words.End, p.at)
	default:
		o.words.Start = max(o.words.Start, p.at+1)
		if p.frames&is != 0 && r.text.Under(p.at, o.roots[0]) { // "the aim is that …": from behind the "is"
			for i := p.at + 1; i < o.words.End; i++ {
				if r.text.Lemma(i) == "be" && r.text.Words[i].UPOS == language.AUX {
					o.words.Start = i + 1
					break
				}
			}
		}
	}
	if o.words.Len() <= 0 {
		return o, false
	}
	if o.front && len(o.roots) == 1 { // the agreement on the dam, which it opposes: the relative may hang on either
		if t, ok := r.topicOver(o.roots[0]); ok {
			if at := r.text.WordsIn(t.At.Start, t.At.End); at.Start < o.words.Start {
				o.words.Start = at.Start
			}
		}
	}
	if !o.front && len(o.roots) == 1 && r.isTerm(o.roots[0]) { // "the plan on Friday for a truce", wherever the tree has hung the truce
		r.extend(&o, p)
	}
	return o, true
}

// cleft gives the object of "what Valmora demands is that …": the words behind the "is".
func (r *reader) cleft(p place) (object, bool) {
	const before, behind = 6, 6
	t := r.text
	s := t.SentenceOf(p.at)
	if p.sort != verb {
		return object{}, false
	}
	for i := p.at - 1; i >= max(s.Start, p.at-before); i-- {
		if r.form(i) != "what" {
			if t.Words[i].UPOS == language.PUNCT {
				return object{}, false
			}
			continue
		}
		for is := p.end; is < min(s.End-1, p.end+behind); is++ {
			if t.Words[is].UPOS == language.PUNCT {
				break
			}
			if form := r.form(is); form == "is" || form == "was" {
				words := language.Range{Start: is + 1, End: r.clauseEnd(is+1, s.End)}
				return object{words: words, of: -1, small: -1, flat: true}, words.Len() > 0
			}
		}
	}
	return object{}, false
}

// topicOver gives the topic whose words a word is among.
func (r *reader) topicOver(word int) (meaning.Topic, bool) {
	at := r.text.Words[word].Span()
	for _, t := range meaning.TopicsIn(r.topics, r.text.Span(r.text.SentenceOf(word))) {
		if t.At.Contains(at) && t.Weight >= sure {
			return t, true
		}
	}
	return meaning.Topic{}, false
}

// extend adds to a noun such as proposal what stands behind it and says what it is.
func (r *reader) extend(o *object, p place) {
	end := r.text.SentenceOf(p.at).End
	for i := o.words.End; i < min(end, o.words.End+3); i++ {
		switch r.form(i) {
		case "for", "to", "of", "that", "on":
			o.words.End = r.clauseEnd(i+1, end)
			return
		}
		if r.text.Words[i].UPOS == language.PUNCT {
			return
		}
	}
}

// take adds a word that hangs on the cue to its object, if it stands where the cue's frames have one.
func (r *reader) take(o *object, p place, c int) {
	t := r.text
	w := t.Words[c]
	has := func(f frames) bool { return p.frames&f != 0 }
	if c < p.at {
		switch {
		case w.Rel == language.NSubjPass && has(np), has(np) && !r.isRelative(c) && r.fronted(p.at) == c && (r.isTerm(c) || r.lexicon.has(r.text.Lemma(c), empty)),
			r.isRelative(c) && (w.Rel == language.Obj && has(np) || w.Rel == language.Obl && p.frames.leads(r.text.Preposition(c))):
			o.roots = append(o.roots, r.standsFor(c))
		}
		return
	}
	switch w.Rel.Universal() {
	case language.Obj, language.IObj:
		switch {
		case c < p.end: // the cue's own: put pressure on
		case has(person) && r.infinitive(p.at) >= 0:
			o.of = c
			if has(np) {
				o.roots = append(o.roots, c)
			}
		case has(np), has(termed) && r.isTerm(c):
			o.roots = append(o.roots, r.standsFor(c))
		}
	case language.XComp, language.CComp, language.AdvCl, language.Acl:
		r.takeClause(o, p, c)
	case language.Obl, language.NMod, language.Appos:
		r.takeNoun(o, p, c)
	case language.Conj, language.Dep:
	}
}

// takeClause adds a clause that hangs on the cue.
func (r *reader) takeClause(o *object, p place, c int) {
	t := r.text
	w := t.Words[c]
	has := func(f frames) bool { return p.frames&f != 0 }
	subj := t.Child(c, language.NSubj, language.NSubjPass)
	marks := r.marks(c)
	to := slices.Contains(marks, "to") && w.XPOS != language.VBG // opposition to ending
	isClause := w.Rel == language.CComp || w.Rel == language.XComp
	switch {
	case to && slices.Contains(marks, "for"):
		if has(prepFor|inf|person|np) && !has(ing) {
			o.roots = append(o.roots, c)
			if subj >= 0 {
				o.of = subj
			}
		}
	case to:
		obj := t.Child(p.at, language.Obj, language.IObj)
		switch {
		case subj > p.at && has(person|np): // want Kestria to leave
			o.roots, o.of = append(o.roots, c), subj
		case has(person) && (obj > p.at || r.on(p) >= 0):
			o.roots = append(o.roots, c)
			if o.of < 0 {
				o.of = max(obj, r.on(p))
			}
		case has(inf) && (obj < 0 || w.Rel == language.XComp && !has(np)):
			o.roots = append(o.roots, c)
		}
	case w.XPOS == language.VBG && t.Child(c, language.Aux) < 0 && subj < 0:
		if len(marks) == 0 && has(ing) && isClause || len(marks) > 0 && p.frames.leads(marks[0]) || p.sort == noun && len(marks) == 1 && marks[0] == "of" && has(prepOf) {
			o.roots = append(o.roots, c)
		}
	case (w.XPOS == language.VBN || w.XPOS == language.JJ || w.XPOS == language.VBD) && isClause && has(person|np) && t.Child(c, language.Aux, language.Cop) < 0 && !slices.Contains(marks, "that"): // want all arms halted
		o.small = c
		if subj > p.at {
			o.roots = append(o.roots, c)
		}
	case isClause && w.XPOS.IsNoun() && len(marks) == 0 && subj < 0 && t.Child(c, language.Cop) < 0: // taken for a clause: wanted written guarantees
		if has(np) {
			o.roots = append(o.roots, c)
		}
	case w.Rel == language.AdvCl || w.Rel == language.AclRelcl && !slices.Contains(marks, "that"):
	case slices.Contains(marks, "whether") || slices.Contains(marks, "if"):
	case has(how) && t.Form(r.first(c)) == "how":
		o.roots = append(o.roots, c)
	case has(clause), has(base) && (r.shouldBe(c) || mandative(t.Lemma(p.at))), has(other) && r.wouldBe(p, c, subj):
		o.roots = append(o.roots, c)
		if subj >= 0 {
			o.of = subj
		}
	}
}

// takeNoun adds a noun that hangs on the cue by a preposition.
func (r *reader) takeNoun(o *object, p place, c int) {
	preposition := r.text.Preposition(c)
	if at := r.text.Words[c].Span(); slices.ContainsFunc(r.times, func(x meaning.Timex) bool {
		return x.Kind != "DURATION" && x.Evidence[0].Span().Contains(at)
	}) {
		return // a proposal on Tuesday
	}
	last := p.words[len(p.words)-1]
	switch {
	case preposition == "":
		return
	case len(p.words) > 1 && preposition == last && p.frames&np != 0,
		p.frames.leads(preposition),
		p.frames&list != 0 && (preposition == "including" || preposition == "such as" || preposition == "like" || preposition == "among"):
		if p.frames&person != 0 && preposition == "on" && r.infinitive(p.at) >= 0 {
			o.of = c
			return
		}
		o.roots = append(o.roots, r.standsFor(c))
	}
}

// standsFor gives the noun that a relative pronoun stands for; of another word itself.
func (r *reader) standsFor(word int) int {
	if r.isRelative(word) {
		if a := r.antecedent(word); a >= 0 {
			return a
		}
	}
	return word
}

// marks gives the words that lead into a clause: that, for and to.
func (r *reader) marks(c int) []string {
	var all []string
	for m := range r.text.Children(c) {
		switch r.text.Words[m].Rel {
		case language.Mark, language.Case:
			all = append(all, r.form(m))
		}
	}
	return all
}

func (r *reader) first(c int) int { return r.text.Subtree(c, nil).Start }

// infinitive gives the clause with "to" that hangs on a word, or -1.
func (r *reader) infinitive(word int) int {
	for c := range r.text.Children(word) {
		switch r.text.Words[c].Rel {
		case language.XComp, language.CComp, language.AdvCl:
			if c > word && slices.Contains(r.marks(c), "to") {
				return c
			}
		}
	}
	return -1
}

// on gives the noun after the cue's "on" or "for" that is asked to do something, or -1: called on Kestria to leave.
func (r *reader) on(p place) int {
	for c := range r.text.Children(p.at) {
		if r.text.Words[c].Rel == language.Obl && c > p.at {
			switch r.text.Preposition(c) {
			case "on", "upon", "to", "for":
				return c
			}
		}
	}
	return -1
}

// shouldBe reports whether a clause says what is to be and not what is: that Kestria leave, that it must leave, that terms
// be met.
func (r *reader) shouldBe(c int) bool {
	t := r.text
	verb := c
	if cop := t.Child(c, language.Cop, language.AuxPass); cop >= 0 {
		verb = cop
	}
	switch m := t.Modal(c); m {
	case "should", "must", "ought", "shall":
		return true
	case "":
	default:
		return false
	}
	switch t.Lemma(c) {
	case "need", "have":
		return r.infinitive(c) >= 0
	}
	switch t.Words[verb].XPOS {
	case language.VB:
		return t.Child(c, language.Aux) < 0 || t.Child(c, language.AuxPass) >= 0
	case language.VBP, language.VBN, language.VBD: // "that Kestria leave": a plain form behind one who is singular
		s := t.Child(c, language.NSubj, language.NSubjPass)
		return s >= 0 && t.Child(c, language.Aux) < 0 && r.form(verb) == t.Lemma(verb) && t.Words[verb].XPOS != language.VBN &&
			(t.Words[s].XPOS == language.NNP || t.Words[s].XPOS == language.NNPS || t.Words[s].XPOS == language.NN)
	}
	return false
}

// mandative reports whether a clause behind a word always says what is to be, whatever the form of its verb: demanded that the army leaves.
func mandative(lemma string) bool {
	switch lemma {
	case "demand", "require", "stipulate", "request", "urge":
		return true
	}
	return false
}

// wouldBe reports whether a clause says what another party would do.
func (r *reader) wouldBe(p place, c, subj int) bool {
	switch r.text.Modal(c) {
	case "would", "will", "could", "should", "can":
	default:
		return false
	}
	if subj < 0 {
		return false
	}
	holders := r.subjectHolders(p.at)
	for _, other := range r.parties(subj, p.at) {
		if !slices.ContainsFunc(holders, func(h holder) bool { return h.party == other.party }) {
			return true
		}
	}
	return false
}

// copular gives the predicate that a noun is said to be, or -1: the aim is that …, the condition should be an end to ….
func (r *reader) copular(p place) int {
	if p.frames&is == 0 {
		return -1
	}
	w := r.text.Words[p.at]
	switch w.Rel {
	case language.NSubj, language.NSubjOuter, language.NSubjPass:
	default:
		return -1
	}
	head := int(w.Head)
	if head <= p.at {
		return -1
	}
	if r.text.Child(head, language.Cop) >= 0 {
		if judges(r.text.Lemma(head)) { // "their demands are a violation of": what is thought of them, and not what they are
			return -1
		}
		return head
	}
	if x := r.text.Words[head]; x.XPOS == language.VBG && r.text.Child(head, language.Aux) >= 0 { // "the aims are achieving a truce"
		return head
	}
	switch r.text.Lemma(head) {
	case "include", "comprise", "involve", "contain":
		return r.text.Child(head, language.Obj)
	case "be":
		if c := r.text.Child(head, language.CComp, language.XComp); c >= 0 {
			return c
		}
	}
	return -1
}

// judges reports whether a predicate tells what somebody thinks of a thing.
func judges(lemma string) bool {
	switch lemma {
	case "violation", "breach", "insult", "obstacle", "mistake", "provocation", "surrender", "reason", "sign", "part", "result", "response", "nonsense", "excuse", "pretext",
		"clear", "unchanged", "reasonable", "legitimate", "unrealistic", "delusional", "absurd", "excessive", "unreasonable", "extreme", "known", "simple":
		return true
	}
	return false
}

// relativeObject gives the noun that a relative or participle clause hangs on, where that is the object of the cue in it: the truce
// that Valmora is ready to accept, the truce sought by Valmora.
func (r *reader) relativeObject(p place) (object, bool) {
	t := r.text
	if p.frames&(np|inf|termed) == 0 {
		return object{}, false
	}
	w := p.at
	for n := 0; n < 5 && w >= 0; n++ {
		x := t.Words[w]
		switch x.Rel {
		case language.AclRelcl, language.Acl:
			if x.Rel == language.Acl && (w != p.at || x.XPOS != language.VBN) || x.Head < 0 || int(x.Head) > w {
				return object{}, false
			}
			if s := t.Child(w, language.NSubj); x.Rel == language.AclRelcl && w == p.at && s >= 0 && r.isRelative(s) {
				return object{}, false // who accepted it, and not what
			}
			return r.nounBefore(int(x.Head), r.first(w)), true
		case language.XComp, language.CComp, language.Conj:
			w = int(x.Head)
		default:
			return object{}, false
		}
	}
	return object{}, false
}

// nounBefore makes an object of a noun that the cue follows.
func (r *reader) nounBefore(n, end int) object {
	words := r.text.Subtree(n, func(c int) bool { return r.text.Words[c].Rel != language.AclRelcl })
	words.End = max(n+1, min(words.End, end))
	words = r.trim(words)
	return object{roots: []int{n}, words: words, of: -1, small: -1, front: true}
}

// following finds the object by the order of the words where the tree has none: what follows the cue up to the end of its
// clause, if it begins as one of the cue's frames does.
func (r *reader) following(p place) (object, bool) {
	t := r.text
	end := t.SentenceOf(p.at).End
	i := p.end
	for i < end && (t.Words[i].UPOS == language.ADV || t.Words[i].XPOS == language.CloseQuote || t.Words[i].XPOS == language.OpenQuote || r.inTime(i) || i+1 < end && t.Words[i].UPOS == language.ADP && r.inTime(i+1)) {
		i++
	}
	if i >= end {
		return object{}, false
	}
	if p.sort == noun && (r.form(i) == "by" || r.form(i) == "from") { // a push by Valmora to negotiate a truce
		for v := i; v < min(end-1, i+7) && t.Words[v].UPOS != language.PUNCT && !t.Words[v].XPOS.IsVerb(); v++ {
			if t.Words[v].XPOS == language.TO && p.frames&inf != 0 || r.form(v) == "for" && p.frames.leads("for") {
				words := language.Range{Start: v + 1, End: r.clauseEnd(v+1, end)}
				return object{words: words, of: -1, small: -1, flat: true}, words.Len() > 0
			}
		}
	}
	if p.frames&person != 0 && p.sort == verb { // called on all parties to end the violence
		for v := i; v < min(end-1, i+8) && t.Words[v].UPOS != language.PUNCT && !t.Words[v].XPOS.IsVerb(); v++ {
			if t.Words[v].XPOS == language.TO && t.Words[v+1].XPOS == language.VB {
				words := language.Range{Start: v, End: r.clauseEnd(v, end)}
				return object{words: words, of: -1, small: -1, flat: true}, words.Len() > 0
			}
		}
	}
	w, form := t.Words[i], r.form(i)
	switch {
	case w.XPOS == language.TO && p.frames.leads("to") && i+1 < end && t.Words[i+1].XPOS == language.VBG: // opposition to ending
		i++
	case w.XPOS == language.TO:
		if p.frames&inf == 0 {
			return object{}, false
		}
	case w.UPOS == language.ADP, w.UPOS == language.SCONJ && p.frames.leads(form):
		if !p.frames.leads(form) {
			return object{}, false
		}
		i++
	case form == "that":
		if p.frames&clause == 0 && (p.frames&base == 0 || !r.plainAhead(i, end)) {
			return object{}, false
		}
	case w.UPOS == language.DET, w.UPOS == language.NOUN, w.UPOS == language.PROPN, w.UPOS == language.ADJ, w.UPOS == language.NUM:
		if p.frames&np == 0 || p.sort != verb && len(p.words) < 2 {
			return object{}, false
		}
	default:
		return object{}, false
	}
	words := language.Range{Start: i, End: r.clauseEnd(i, end)}
	return object{words: words, of: -1, small: -1, flat: true}, words.Len() > 0
}

// plainAhead reports whether the first verb from a word on is one of what should be: must, should, or a plain form.
func (r *reader) plainAhead(i, end int) bool {
	for ; i < end; i++ {
		switch w := r.text.Words[i]; {
		case w.XPOS == language.MD:
			m := r.form(i)
			return m == "must" || m == "should" || m == "ought"
		case w.XPOS == language.VB, w.XPOS != language.VBD && w.XPOS != language.VBZ && (r.lexicon.has(r.form(i), give) || r.lexicon.has(r.form(i), yield) || r.lexicon.has(r.form(i), drop)):
			return true
		case w.XPOS.IsVerb() && w.XPOS != language.VBG && w.XPOS != language.VBN:
			return false
		}
	}
	return false
}

// clauseEnd gives where the clause that begins at a word ends, by marks and the words that begin another.
func (r *reader) clauseEnd(i, end int) int {
	for j := i; j < end; j++ {
		w := r.text.Words[j]
		switch {
		case w.XPOS == language.Stop, w.XPOS == language.Comma, w.XPOS == language.Colon, w.XPOS == language.CloseQuote, w.XPOS == language.LRB:
			return j
		case j > i && w.UPOS == language.SCONJ && w.XPOS != language.TO && r.form(j) != "that" && !r.isGerundNext(j):
			return j
		}
		switch r.form(j) {
		case "but", "although", "while", "said", "according":
			return j
		}
	}
	return end
}

func (r *reader) isGerundNext(j int) bool {
	return j+1 < len(r.text.Words) && r.text.Words[j+1].XPOS == language.VBG
}

// parts gives what an object is about: for each thing that "and" joins its issue, where it has one of its own. Without one
// it is the issue of what a pronoun or a noun such as "proposal" points back to (guide positions 4).
func (r *reader) parts(p place, o object, stance meaning.Stance) []part {
	for i := o.words.Start; i < min(o.words.End, o.words.Start+2); i++ {
		if r.form(i) == "whether" { // that is what they are divided over
			return nil
		}
	}
	var parts []part
	add := func(x part) {
		if !slices.ContainsFunc(parts, func(y part) bool { return y.issue == x.issue }) {
			parts = append(parts, x)
		}
	}
	switch {
	case !o.front:
		for _, x := range r.listed(p, o) {
			add(x)
		}
	case o.flat:
		for _, x := range r.flatParts(o.words) {
			add(x)
		}
	}
	if len(parts) == 0 && o.front && len(o.roots) == 1 {
		if t, ok := r.topicOver(o.roots[0]); ok {
			add(part{issue: t.Issue, weight: t.Weight, words: o.words, of: -1})
		}
	}
	if len(parts) == 0 {
		if x, ok := r.instanced(p, o); ok {
			add(x)
		}
	}
	if len(parts) == 0 && !o.front && slices.ContainsFunc(o.roots, r.isVague) { // "a deal that would free the hostages"
		parts = append(parts, r.flatParts(o.words)...)
	}
	for _, root := range o.roots {
		if len(parts) > 0 {
			break
		}
		for _, member := range r.members(root, o) {
			for _, x := range r.issuesOf(member, o) {
				x.of = r.subjectOf(member, o.of)
				add(x)
			}
		}
	}
	if len(parts) == 0 && stance != "" {
		if x, ok := r.pointsBack(p, o, stance); ok {
			add(x)
		}
	}
	if len(parts) == 0 {
		if x, ok := r.merelyTalks(o); ok {
			add(x)
		}
	}
	if len(parts) == 0 && o.front && !o.flat { // "passage without customs controls"
		parts = append(parts, r.flatParts(o.words)...)
	}
	if end := o.words.End; len(parts) == 0 && !o.front && end+1 < r.text.SentenceOf(p.at).End && r.text.Words[end].UPOS == language.ADP { // what hangs elsewhere in the tree
		words := language.Range{Start: o.words.Start, End: r.asideFrom(o.words.Start, r.clauseEnd(end+1, r.text.SentenceOf(p.at).End))}
		least := plain
		if slices.ContainsFunc(o.roots, r.isVague) {
			least = sure
		}
		if x := r.flatParts(words); words.Len() > 0 && len(x) > 0 && x[0].weight >= least {
			parts = x
		}
	}
	if len(parts) == 0 && stance == meaning.StanceDemands && slices.ContainsFunc(o.roots, r.isVague) { // "wants steps before it agrees to talks": what it wants them for
		end := r.clauseEnd(o.words.Start, r.text.SentenceOf(p.at).End)
		for i := o.words.Start; i < min(end+1, r.text.SentenceOf(p.at).End); i++ {
			if r.form(i) == "before" || r.form(i) == "for" {
				end = r.clauseEnd(i+1, r.text.SentenceOf(p.at).End)
				parts = append(parts, r.flatParts(language.Range{Start: o.words.Start, End: end})...)
				break
			}
		}
	}
	return parts
}

// isVague reports whether what heads an object, or what its verb is about, says nothing of its own: a deal, to see a number of steps.
func (r *reader) isVague(root int) bool {
	for range 3 {
		if !r.text.Words[root].XPOS.IsVerb() {
			break
		}
		o := r.text.Child(root, language.Obj)
		if o < 0 {
			return false
		}
		root = r.standsFor(o)
	}
	if r.lexicon.has(r.text.Lemma(root), empty) {
		if c := r.text.Child(root, language.NMod); c > root && r.text.Preposition(c) == "of" {
			root = c
		}
	}
	return r.isTerm(root) || r.lexicon.has(r.text.Lemma(root), empty)
}

// merelyTalks gives an object that is only to talk, meet or sign: about the talks themselves.
func (r *reader) merelyTalks(o object) (part, bool) {
	for i := o.words.Start; i < o.words.End; i++ {
		if (slices.Contains(o.roots, i) || o.flat && i < o.words.Start+2) && !r.text.Passive(i) {
			switch r.text.Lemma(i) {
			case "talk", "negotiate", "meet", "sit":
				return part{issue: aboutTalks, weight: 0.5, words: o.words, of: -1}, true
			case "sign":
				if x := r.text.Child(i, language.Obj); x >= 0 && (r.form(x) == "anything" || r.form(x) == "nothing" || r.isTerm(x)) {
					return part{issue: aboutTalks, weight: 0.5, words: o.words, of: -1}, true
				}
			}
		}
	}
	return part{}, false
}

func (r *reader) subjectOf(member, otherwise int) int {
	if s := r.text.Child(member, language.NSubj); s >= 0 && !r.isRelative(s) {
		return s
	}
	return otherwise
}

// members gives the heads of what is joined in an object: that Kestria disarm, leave and pay, while giving up its ships.
func (r *reader) members(root int, o object) []int {
	all := r.text.Conjuncts(root)
	for _, m := range slices.Clone(all) {
		for c := range r.text.Children(m) {
			if r.text.Words[c].Rel == language.AdvCl && r.text.Words[c].XPOS == language.VBG && slices.Contains(r.marks(c), "while") {
				all = append(all, c)
			}
		}
	}
	slices.Sort(all)
	that := slices.Contains(r.marks(root), "that")
	return slices.DeleteFunc(all, func(m int) bool {
		beside := m != root && !that && slices.Contains(r.marks(m), "that") // "is not ready to leave and that …" tells another thing
		return m < o.words.Start || m >= o.words.End || beside
	})
}

// issuesOf gives the issues of one member of an object: that of its strongest topic, and of each other strong one that
// "and" sets apart from it.
func (r *reader) issuesOf(member int, o object) []part {
	for _, keep := range [...]func(int) bool{r.core, r.nearCore} {
		span := r.text.Span(o.words)
		var in []meaning.Topic
		for _, t := range meaning.TopicsIn(r.topics, span) {
			if r.reaches(t.Head, member, keep) {
				in = append(in, t)
			}
		}
		if parts := r.apart(in, member, o.words); len(parts) > 0 {
			return parts
		}
	}
	return nil
}

// Weights of topics: below faint the term alone does not tell that the issue is meant, from sure on it may stand beside
// another, from plain on it means its issue wherever it stands.
const (
	faint = 0.3
	sure  = 0.4
	plain = 0.8
)

// apart makes parts of the topics of a member.
func (r *reader) apart(in []meaning.Topic, member int, limits language.Range) []part {
	best := -1
	for i, t := range in {
		if t.Weight >= faint && (best < 0 || t.Weight > in[best].Weight || t.Weight == in[best].Weight && t.Words > in[best].Words) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	parts := []part{{issue: in[best].Issue, weight: in[best].Weight, words: r.memberWords(member, limits), of: -1}}
	for i, t := range in {
		if i == best || t.Weight < sure || t.At.Overlaps(in[best].At) && t.Weight < 1 {
			continue
		}
		at := r.conjunct(t.Head, in[best].Head, member)
		if at < 0 {
			continue
		}
		if slices.ContainsFunc(parts, func(p part) bool { return p.issue == t.Issue }) {
			continue
		}
		parts = append(parts, part{issue: t.Issue, weight: t.Weight, words: r.memberWords(at, limits), of: -1})
	}
	return parts
}

// memberWords gives the words of one member without its further conjuncts.
func (r *reader) memberWords(member int, limits language.Range) language.Range {
	w := r.text.Subtree(member, func(c int) bool {
		return !(r.text.Words[c].Rel == language.Conj && int(r.text.Words[c].Head) == member) && r.text.Words[c].Rel != language.Parataxis && r.text.Words[c].Rel != language.Cc
	})
	w = r.within(w, limits)
	if w.Len() <= 0 {
		return limits
	}
	return w
}

// conjunct gives the word by which one of two topics is set apart from the other by "and", below a member; -1 where it is not.
func (r *reader) conjunct(a, b, member int) int {
	if x := r.joinedBelow(a, b, member); x >= 0 {
		return x
	}
	if r.joinedBelow(b, a, member) >= 0 {
		return a
	}
	return -1
}

// joinedBelow climbs from a topic: where it meets a conjunct of something that the other hangs on, that is it.
func (r *reader) joinedBelow(a, b, member int) int {
	w := r.text.Words
	for n := 0; a >= 0 && a != member && n < 50; n++ {
		if w[a].Rel == language.Conj && w[a].Head >= 0 && r.text.Under(b, int(w[a].Head)) && !r.text.Under(b, a) {
			return a
		}
		a = int(w[a].Head)
	}
	return -1
}

// flatParts gives the issues of words without a tree: the strongest.
func (r *reader) flatParts(words language.Range) []part {
	if words.Len() <= 0 {
		return nil
	}
	t, ok := meaning.BestTopic(r.topics, r.text.Span(words))
	if !ok || t.Weight < sure {
		return nil
	}
	for _, first := range meaning.TopicsIn(r.topics, r.text.Span(words)) { // the thing itself stands first
		if first.Weight >= plain {
			t = first
			break
		}
	}
	return []part{{issue: t.Issue, weight: t.Weight, words: words, of: -1}}
}

// reaches reports whether one climbs from a word to the member by what keep takes alone, and by no further conjunct of the
// member.
func (r *reader) reaches(word, member int, keep func(int) bool) bool {
	w := r.text.Words
	for n := 0; word >= 0 && n < 50; n++ {
		if word == member {
			return true
		}
		if int(w[word].Head) == member && w[word].Rel == language.Conj {
			return false
		}
		if !keep(word) {
			return false
		}
		word = int(w[word].Head)
	}
	return false
}

// core reports whether a word and what hangs on it is of the object itself, and not about when, why or by whom it is done
// or a further clause about something in it.
func (r *reader) core(c int) bool {
	switch w := r.text.Words[c]; w.Rel {
	case language.AclRelcl:
		return false
	case language.Acl:
		return w.XPOS != language.VBN || r.text.Child(c, language.OblAgent) < 0 && !r.isHeld(c)
	}
	return r.nearCore(c)
}

// isHeld reports whether a participle is itself a cue: a truce proposed by.
func (r *reader) isHeld(c int) bool {
	return slices.ContainsFunc(r.lexicon[r.text.Lemma(c)], func(x *cue) bool { return x.sort == verb })
}

// nearCore is core with the clauses about things in the object.
func (r *reader) nearCore(c int) bool {
	switch w := r.text.Words[c]; w.Rel.Universal() {
	case language.Parataxis:
		return false
	case language.AdvCl:
		for _, m := range r.marks(c) {
			switch m {
			case "if", "unless", "until", "till", "before", "after", "as", "because", "since", "when", "once", "although", "though", "while", "so", "in", "without", "despite":
				return false
			}
		}
	case language.Obl, language.NMod:
		switch r.text.Preposition(c) {
		case "during", "before", "after", "amid", "since", "despite", "until", "till", "following", "according to", "without", "because of", "as part of",
			"ahead of", "along with", "instead of", "in line with", "under", "pending", "given", "due to", "in response to", "over":
			return false
		case "in":
			n := r.form(c)
			return n != "exchange" && n != "return" && n != "line" && n != "response" && n != "order"
		case "as":
			return r.form(c) != "part"
		}
	}
	return true
}

// pointsBack gives the issue of an object that has none in its own words, where it is a pronoun or a noun for something
// put forward: that of the nearest topic before it, in the sentence, else in those before it in the paragraph and in the
// paragraph before.
func (r *reader) pointsBack(p place, o object, stance meaning.Stance) (part, bool) {
	if len(o.roots) == 0 || !r.mayPointBack(o, stance) {
		return part{}, false
	}
	at := min(p.at, o.words.Start)
	sentence := r.text.SentenceOf(p.at)
	from := r.text.Span(sentence).Start
	const strong = 0.5
	if t, ok := r.lastTopic(from, int(r.text.Words[at].Start), strong); ok {
		return part{issue: t.Issue, weight: t.Weight, words: o.words, of: -1, before: true, origin: t.At}, true
	}
	if o.front && !slices.ContainsFunc(o.roots, r.isTerm) {
		return part{}, false
	}
	for _, before := range r.sentencesBefore(sentence.Start) {
		span := r.text.Span(before)
		if t, ok := r.bestLast(span, strong); ok {
			return part{issue: t.Issue, weight: t.Weight, words: o.words, of: -1, before: true, origin: t.At}, true
		}
	}
	return part{}, false
}

// instanced gives the issue of a thing without one of its own, such as "what Valmora proposed" or "concessions", of which an
// instance is named behind it: such as a link between the ports.
func (r *reader) instanced(p place, o object) (part, bool) {
	if !slices.ContainsFunc(o.roots, func(n int) bool {
		return r.form(n) == "what" || r.form(n) == "much" || r.isTerm(n) || r.lexicon.has(r.text.Lemma(n), empty)
	}) {
		return part{}, false
	}
	end := r.text.SentenceOf(p.at).End
	for i := o.words.Start; i < end-1; i++ {
		named := r.form(i) == "such" && r.form(i+1) == "as" || r.form(i) == "including" || r.form(i) == "namely" || r.form(i) == "like" || r.form(i) == "among" && r.form(i+1) == "them"
		if !named {
			continue
		}
		words := language.Range{Start: i, End: r.clauseEnd(i+1, end)}
		if t, ok := meaning.BestTopic(r.topics, r.text.Span(words)); ok && t.Weight >= sure {
			return part{issue: t.Issue, weight: t.Weight, words: words, of: -1}, true
		}
	}
	return part{}, false
}

// relativeBefore gives by the order of the words what a clause that ends in an infinitive without an object is about, where
// the tree does not say that it hangs on it: "concessions … that it was prepared to make".
func (r *reader) relativeBefore(p place) (object, bool) {
	t := r.text
	s := t.SentenceOf(p.at)
	v := r.infinitive(p.at)
	if v < 0 || !r.lexicon.has(t.Lemma(v), give) && !r.lexicon.has(t.Lemma(v), bow) || v+1 < s.End && t.Words[v+1].UPOS != language.PUNCT && t.Words[v+1].UPOS != language.CCONJ {
		return object{}, false
	}
	const reach = 9
	for i := p.at - 1; i > max(s.Start, p.at-reach); i-- {
		if form := r.form(i); form != "that" && form != "which" {
			continue
		}
		start := s.Start
		for j := i - 1; j > s.Start; j-- {
			if t.Words[j].XPOS == language.VBD || t.Words[j].XPOS == language.VBZ || t.Words[j].XPOS == language.VBP {
				start = j + 1
				break
			}
		}
		return object{words: language.Range{Start: start, End: i}, of: -1, small: -1, front: true, flat: true}, start < i
	}
	return object{}, false
}

// mayPointBack reports whether an object stands for something that was spoken of before. What is demanded or proposed by a
// bare "it" or "the proposal" is not told there.
func (r *reader) mayPointBack(o object, stance meaning.Stance) bool {
	reacts := false
	switch stance {
	case meaning.StanceAccepts, meaning.StanceRejects, meaning.StanceOpen, meaning.StanceConditional:
		reacts = true
	}
	for _, root := range o.roots {
		for range 3 { // to accept it: what is accepted
			x := r.text.Child(root, language.Obj, language.NSubjPass)
			if x < 0 || !r.text.Words[root].XPOS.IsVerb() {
				break
			}
			root = r.standsFor(x)
		}
		if !o.front && r.saysWhat(root) {
			return false
		}
		switch w := r.text.Words[root]; {
		case w.UPOS == language.PRON && (w.XPOS == language.PRP || w.XPOS == language.DT || w.UPOS == language.PRON):
			switch r.form(root) {
			case "it", "this", "that", "them", "these", "those", "both":
				return reacts
			case "something", "anything":
				return o.front
			}
		case r.isTerm(root):
			return (reacts || r.revived(root)) && !r.indefinite(root) || o.front
		case r.lexicon.has(r.text.Lemma(root), empty):
			return reacts && r.definite(root) || o.front
		}
	}
	return false
}

// revived reports whether what is wanted is to bring something known back or to a close: to revive the accord.
func (r *reader) revived(n int) bool {
	v := int(r.text.Words[n].Head)
	if v < 0 || r.text.Words[n].Rel != language.Obj {
		return false
	}
	switch r.text.Lemma(v) {
	case "revive", "restore", "salvage", "rejoin", "renew", "save", "implement", "finalise", "finalize", "renegotiate", "reopen", "scrap", "amend", "rewrite":
		return true
	}
	return false
}

// saysWhat reports whether a noun is followed by what it is about, so that it does not point back: the demand that a court rule.
func (r *reader) saysWhat(n int) bool {
	for c := range r.text.Children(n) {
		switch r.text.Words[c].Rel.Universal() {
		case language.Acl, language.CComp, language.XComp:
			if c > n && r.text.Words[c].XPOS != language.VBN && r.text.Words[c].Rel != language.AclRelcl || c > n && slices.Contains(r.marks(c), "that") {
				return true
			}
		case language.NMod:
			switch r.text.Preposition(c) {
			case "for", "on", "to":
				return c > n
			}
		}
	}
	return false
}

// indefinite reports whether a noun is of something new: any plan, a deal.
func (r *reader) indefinite(n int) bool {
	for c := range r.text.Children(n) {
		switch r.form(c) {
		case "a", "an", "any", "no", "some", "every":
			return r.text.Words[c].Rel.Universal() == language.Det
		}
	}
	return false
}

// definite reports whether a noun is of something known: the demand, such proposals, Valmora's terms.
func (r *reader) definite(n int) bool {
	for c := range r.text.Children(n) {
		switch r.form(c) {
		case "the", "this", "that", "these", "those", "such", "both", "all":
			return true
		}
		if r.text.Words[c].Rel == language.NModPoss {
			return true
		}
	}
	return false
}

func (r *reader) isTerm(n int) bool {
	return r.lexicon.has(r.text.LemmaAs(n, nounTag(r.text.Words[n].XPOS)), term)
}

func nounTag(x language.XPOS) language.XPOS {
	if x == language.NNP {
		return language.NN
	}
	return x
}

// aboutTalks is the issue that a text of negotiations speaks of all the time: what a proposal is about is rather another.
const aboutTalks = "talks-format"

// aboutBreaches is the issue of accusations, about which nothing is put forward.
const aboutBreaches = "violations"

// lastTopic gives the last topic of at least a weight between two places.
func (r *reader) lastTopic(from, to int, weight float64) (meaning.Topic, bool) {
	if to <= from {
		return meaning.Topic{}, false
	}
	in := meaning.TopicsIn(r.topics, doc.Span{Start: from, End: to})
	var talks meaning.Topic // where nothing else is spoken of
	for _, t := range slices.Backward(in) {
		const beside = 6 // bytes: "direct talks, something that …"
		switch {
		case t.Weight < weight, t.Issue == aboutBreaches:
		case t.At.End+beside >= to:
			return t, true
		case t.Issue != aboutTalks:
			return t, true
		case talks.Issue == "":
			talks = t
		}
	}
	return talks, talks.Issue != ""
}

// bestLast gives of a sentence the strongest topic, of equals the last.
func (r *reader) bestLast(span doc.Span, weight float64) (best meaning.Topic, ok bool) {
	for _, t := range meaning.TopicsIn(r.topics, span) {
		if t.Weight >= weight && t.Issue != aboutBreaches && (!ok || t.Weight >= best.Weight || best.Issue == aboutTalks) && (!ok || t.Issue != aboutTalks) {
			best, ok = t, true
		}
	}
	return best, ok
}

// sentencesBefore gives the sentences before a word in its paragraph and in the one before, the nearest first.
func (r *reader) sentencesBefore(word int) []language.Range {
	t := r.text
	at := r.sentenceAt(word)
	para, _ := slices.BinarySearchFunc(t.Paragraphs, at, func(p language.Range, s int) int { return cmp.Compare(p.End, s+1) })
	if para >= len(t.Paragraphs) {
		return nil
	}
	from := t.Paragraphs[max(0, para-1)].Start
	var all []language.Range
	for i := at - 1; i >= from && len(all) < 6; i-- {
		if t.Sentences[i].Len() > 0 {
			all = append(all, t.Sentences[i])
		}
	}
	return all
}

// howTo gives the clause with "how" that a noun such as concern leads to: concerns over how to ensure control.
func (r *reader) howTo(p place) (object, bool) {
	end := r.text.SentenceOf(p.at).End
	for i := p.end; i < min(end, p.end+3); i++ {
		if r.form(i) == "how" {
			words := language.Range{Start: i + 1, End: r.clauseEnd(i+1, end)}
			return object{words: words, of: -1, small: -1, flat: true}, words.Len() > 0
		}
	}
	return object{}, false
}

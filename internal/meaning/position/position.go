// Package position reads a parsed text with its topics and statements and writes the positions that parties hold.
//
// What counts as one is in docs/guide/positions.md; the words that tell of one are data, see lexicon.tsv.
package position

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// Sides tells whom a noun or pronoun of the text stands for.
type Sides interface {
	// At gives who is meant by the noun phrase that a word heads: one, or the members of a group; nobody where that is not known.
	At(word int) []meaning.Speaker
	// Kind gives what sort of actor the one with an id is; empty where that is not known.
	Kind(id string) meaning.ActorKind
}

// Find gives the positions of a document, in order of their first words.
func Find(d *doc.Document, t *language.Text, times []meaning.Timex, topics []meaning.Topic, statements []meaning.Statement, who Sides) []meaning.Position {
	r := reader{doc: d, text: t, times: times, topics: topics, statements: statements, who: who, lexicon: built()}
	r.index()
	r.setStage()
	for _, s := range t.Sentences {
		r.sentence(s)
	}
	r.found = r.repeats(r.found)
	slices.SortStableFunc(r.found, func(a, b meaning.Position) int {
		return cmp.Or(cmp.Compare(a.Evidence[0].Start, b.Evidence[0].Start), cmp.Compare(a.Issue, b.Issue), cmp.Compare(a.Party, b.Party))
	})
	r.name()
	return r.found
}

// A reader is a document with the positions found so far.
type reader struct {
	doc        *doc.Document
	text       *language.Text
	times      []meaning.Timex
	topics     []meaning.Topic
	statements []meaning.Statement
	who        Sides
	lexicon    lexicon
	stage      stage

	here    [][]int  // by sentence, the statements that touch it
	wanted  heldAt   // who last demanded something, or accepted it only under a condition, and where
	asked   int      // how deep whose words these are is being asked
	places  []place  // the cues of the sentence that is being read
	objects []object // their objects so far, in which a verb is no position of its own
	held    []heldAt // whose positions the sentence has told so far
	found   []meaning.Position
	nouns   []bool // of each found: a noun tells it
}

// heldAt is who holds a position that a sentence tells.
type heldAt struct {
	by []holder
	at int // its cue
}

// A place is where a cue stands.
type place struct {
	*cue
	at  int // its first word, which heads it
	end int // the word after its last
}

// sentence reads the positions of one sentence.
func (r *reader) sentence(s language.Range) {
	r.objects, r.held = r.objects[:0], r.held[:0]
	if s.Len() == 0 || r.text.Form(s.End-1) == "?" {
		return
	}
	r.places = r.cues(s)
	first := len(r.found)
	if r.these(s) {
		return
	}
	for i := 0; i < len(r.places); {
		j := i
		for j < len(r.places) && r.places[j].at == r.places[i].at {
			j++
		}
		for _, p := range r.places[i:j] { // readings of one word, the longest first: the first that holds is taken
			if r.read(p) {
				break
			}
		}
		i = j
	}
	r.merge(first)
}

// read reads the position that a cue tells of, if it does tell of one. It reports whether the cue is used up.
func (r *reader) read(p place) bool {
	switch p.sort {
	case verb, adjective:
		return r.attitude(p)
	case noun, voiced:
		return r.named(p)
	case verdict:
		return r.judged(p)
	case must:
		return r.needed(p)
	case yield:
		return r.refused(p)
	}
	return false
}

// A stand is a position before it is written down.
type stand struct {
	place
	stance   meaning.Stance
	holders  []holder
	object   object
	parts    []part
	fallback bool
	trust    float64 // how sure words of this sort are
}

// write writes down the positions of a stand: one for each holder and each issue of its object.
func (r *reader) write(s stand) bool {
	if len(s.parts) == 0 || len(s.holders) == 0 {
		return false
	}
	r.held = append(r.held, heldAt{s.holders, s.at})
	condition, conditional := r.condition(s)
	if s.stance == meaning.StanceDemands || conditional {
		r.wanted = heldAt{s.holders, s.at}
	}
	if conditional {
		s.stance = underCondition(s.stance)
	} else if s.stance == meaning.StanceOffers && s.place.stance == meaning.StanceAccepts && condition.Len() > 0 && !r.inExchange(condition) {
		s.stance = meaning.StanceConditional // ready to do it as long as
	}
	hedged := r.hedge(s.place)
	told, own := r.told(s.at), r.own(s.at)
	for _, part := range s.parts {
		if part.issue == aboutBreaches && s.stance != meaning.StanceThreatens && s.stance != meaning.StanceRejects { // what is complained of is no position
			continue
		}
		for _, h := range s.holders {
			p := meaning.Position{
				Doc: r.doc.ID, Party: h.party, Holder: h.Speaker, Issue: part.issue, Stance: s.stance, Fallback: s.fallback, Hedge: hedged,
				Of: r.wantedOf(s, part, h), Time: r.time(s, told, own), Evidence: r.evidence(s, part, h, condition),
			}
			q := r.doc.Quote(r.text.Span(r.trim(part.words)))
			p.Object = &q
			if condition.Len() > 0 {
				c := r.doc.Quote(r.text.Span(condition))
				p.Condition = &c
			}
			r.attribute(&p, told, own)
			p.Confidence = confidence(s, part, hedged)
			r.found, r.nouns = append(r.found, p), append(r.nouns, s.sort == noun)
		}
	}
	return true
}

// inExchange reports whether a condition is what is asked in return.
func (r *reader) inExchange(condition language.Range) bool { return r.form(condition.Start) == "in" }

// underCondition is a stance that is held only if something else is so (guide positions 5).
func underCondition(s meaning.Stance) meaning.Stance {
	switch s {
	case meaning.StanceAccepts, meaning.StanceOpen, meaning.StanceRejects:
		return meaning.StanceConditional
	}
	return s
}

// confidence is a rough measure: how sure the sort of word is and how the object was found, and how surely its words mean
// the issue.
func confidence(s stand, p part, hedged string) float64 {
	c := s.trust * (0.7 + 0.3*p.weight)
	if s.object.flat {
		c *= 0.8
	}
	if p.before {
		c *= 0.85
	}
	if hedged != "" {
		c *= 0.9
	}
	return math.Round(100*c) / 100
}

// attribute says who tells of a position, where that is not who holds it, and in which statement (guide positions 3).
func (r *reader) attribute(p *meaning.Position, told, own *meaning.Statement) {
	if own != nil {
		p.Statement, p.Sourcing = own.ID, own.Sourcing
	}
	if told == nil {
		return
	}
	p.Statement, p.Sourcing = told.ID, told.Sourcing
	if telling(told.Act) && told.Speaker != (meaning.Speaker{}) && told.Speaker.Party != p.Party && told.Speaker.Name != p.Party {
		by := told.Speaker
		p.By = &by
	}
}

// telling reports whether an act tells something: what stands in the words of a demand or a refusal is told by the narrator.
func telling(a meaning.Act) bool {
	switch a {
	case meaning.Demands, meaning.Proposes, meaning.Offers, meaning.Accepts, meaning.Rejects, meaning.Believes, meaning.Intends, meaning.Threatens, meaning.Promises, meaning.Asks:
		return false
	}
	return true
}

// wantedOf gives the party that a demand or an offer is made to, where the text says so.
func (r *reader) wantedOf(s stand, p part, h holder) string {
	for _, w := range []int{p.of, s.object.of} {
		if w < 0 {
			continue
		}
		for _, x := range r.parties(w, s.at) {
			if x.party != h.party {
				return x.party
			}
		}
	}
	return ""
}

// evidence is the words that a position rests on: from its holder and cue to the end of its object and condition. Where
// the object has several parts it is the cue with what leads to it, and the part.
func (r *reader) evidence(s stand, p part, h holder, condition language.Range) []doc.Evidence {
	sentence := r.text.SentenceOf(s.at)
	words := language.Range{Start: s.at, End: s.end}
	if h.at >= sentence.Start && h.at < sentence.End {
		words = cover(words, r.within(r.text.NounPhrase(h.at), sentence))
	}
	words.Start = min(words.Start, r.sayer(s, words))
	if x := r.text.Subject(s.at); (s.sort == verb || s.sort == adjective || s.sort == must || s.sort == yield) && x >= sentence.Start && x < words.Start && words.Start-x <= ofSubject {
		words.Start = r.within(r.text.NounPhrase(x), sentence).Start
	}
	if len(s.parts) == 1 {
		words = cover(words, s.object.words)
		if condition.Len() > 0 {
			words = cover(words, condition)
		}
	}
	if len(s.parts) > 1 && !s.object.front && s.object.words.Start >= words.End {
		words.End = s.object.words.Start
		if p.words.End-words.Start <= atOnce { // one stretch reads better than two
			words = cover(words, p.words)
		}
	}
	words = cover(words, r.inner(s))
	words = r.within(words, sentence)
	spans := []doc.Span{r.text.Span(words), r.text.Span(p.words)}
	if p.before && r.bare(p.words) { // "Valmora rejected it": what it is stands before
		spans = append(spans, p.origin)
	}
	for _, w := range p.more {
		spans = append(spans, r.text.Span(r.within(w, sentence)))
	}
	return r.quotes(spans)
}

// How far, in words, a subject may stand from its verb, and an item of a list from whoever wants it, so that both are quoted in one.
const (
	ofSubject = 12
	atOnce    = 40
)

// bare reports whether words name nothing: it, this.
func (r *reader) bare(w language.Range) bool {
	for i := w.Start; i < w.End; i++ {
		if x := r.text.Words[i]; x.XPOS.IsNoun() || x.XPOS.IsVerb() {
			return false
		}
	}
	return true
}

// quotes gives spans as evidence, in order; those that touch are one.
func (r *reader) quotes(spans []doc.Span) []doc.Evidence {
	slices.SortFunc(spans, func(a, b doc.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	joined := spans[:1]
	for _, s := range spans[1:] {
		if last := &joined[len(joined)-1]; s.Start <= last.End+1 {
			*last = last.Cover(s)
			continue
		}
		joined = append(joined, s)
	}
	all := make([]doc.Evidence, len(joined))
	for i, s := range joined {
		all[i] = r.doc.Evidence(s)
	}
	return all
}

// inner gives the verb that an adjective leads to where the object stands before both: the truce that it is ready to accept.
func (r *reader) inner(s stand) language.Range {
	if !s.object.front {
		return language.Range{}
	}
	if v := r.infinitive(s.at); v >= 0 {
		return language.Range{Start: s.at, End: v + 1}
	}
	return language.Range{}
}

// sayer gives the first word of the source and cue of the statement that a position is told in, where these stand right
// before it: "the army said it would not …".
func (r *reader) sayer(s stand, words language.Range) int {
	told := r.told(s.at)
	if told == nil || told.Source == nil || told.Cue == nil || !slices.ContainsFunc(s.holders, func(h holder) bool { return h.party == told.Speaker.Party }) {
		return words.Start
	}
	const near = 25 // words
	first := min(r.text.WordAt(told.Source.Start), r.text.WordAt(told.Cue.Start))
	if cue := r.text.WordAt(told.Cue.Start); cue < words.Start && first >= words.Start-near && first >= r.text.SentenceOf(s.at).Start {
		return first
	}
	return words.Start
}

func (r *reader) within(w, limits language.Range) language.Range {
	return language.Range{Start: max(w.Start, limits.Start), End: min(w.End, limits.End)}
}

func cover(a, b language.Range) language.Range {
	if b.Len() <= 0 {
		return a
	}
	return language.Range{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// told gives the narrowest statement in whose content a word stands, or nil.
func (r *reader) told(word int) *meaning.Statement {
	at := r.text.Words[word].Span()
	var best *meaning.Statement
	size := 0
	for _, i := range r.here[r.sentenceAt(word)] {
		s := &r.statements[i]
		for _, c := range s.Content {
			if c.Span().Contains(at) && (best == nil || c.Span().Len() < size) && !r.isCue(s, at) && !r.isDateline(s) {
				best, size = s, c.Span().Len()
			}
		}
	}
	return best
}

// own gives the statement whose cue a word belongs to, or nil: "Valmora demanded" is one.
func (r *reader) own(word int) *meaning.Statement {
	at := r.text.Words[word].Span()
	for _, i := range r.here[r.sentenceAt(word)] {
		if s := &r.statements[i]; r.isCue(s, at) && !r.isDateline(s) {
			return s
		}
	}
	return nil
}

// index notes for each sentence the statements whose cue or content touch it.
func (r *reader) index() {
	r.here = make([][]int, len(r.text.Sentences))
	for i, s := range r.statements {
		places := s.Content
		if s.Cue != nil {
			places = append(slices.Clone(places), *s.Cue)
		}
		for _, q := range places {
			words := r.text.WordsIn(q.Start, q.End)
			if words.Len() <= 0 {
				continue
			}
			for at := r.sentenceAt(words.Start); at < len(r.here) && r.text.Sentences[at].Start < words.End; at++ {
				if n := len(r.here[at]); n == 0 || r.here[at][n-1] != i {
					r.here[at] = append(r.here[at], i)
				}
			}
		}
	}
}

// sentenceAt gives the index of the sentence that a word stands in.
func (r *reader) sentenceAt(word int) int {
	at, _ := slices.BinarySearchFunc(r.text.Sentences, word, func(s language.Range, w int) int { return cmp.Compare(s.End, w+1) })
	return at
}

func (r *reader) isCue(s *meaning.Statement, at doc.Span) bool {
	return s.Cue != nil && s.Cue.Span().Overlaps(at)
}

// merge makes one position of those of a sentence that say the same.
func (r *reader) merge(first int) {
	kept, nouns := r.found[:first], r.nouns[:first]
	for n, p := range r.found[first:] {
		same := func(k meaning.Position) bool {
			return k.Party == p.Party && k.Issue == p.Issue && k.Fallback == p.Fallback && (k.Stance == p.Stance || softer(k.Stance, p.Stance))
		}
		if i := slices.IndexFunc(kept[first:], same); i >= 0 {
			r.join(&kept[first+i], p)
			nouns[first+i] = nouns[first+i] && r.nouns[first+n]
			continue
		}
		kept, nouns = append(kept, p), append(nouns, r.nouns[first+n])
	}
	r.found, r.nouns = kept, nouns
}

// softer reports whether of two stances in one sentence on one issue the first already holds what the second says.
func softer(a, b meaning.Stance) bool {
	return a == meaning.StanceConditional && (b == meaning.StanceAccepts || b == meaning.StanceOpen) ||
		a == meaning.StanceRejects && b == meaning.StanceAccepts
}

// join adds to a position the evidence and condition of another that says the same.
func (r *reader) join(k *meaning.Position, p meaning.Position) {
	if k.Condition == nil {
		k.Condition = p.Condition
	}
	if k.Of == "" {
		k.Of = p.Of
	}
	k.Confidence = max(k.Confidence, p.Confidence)
	for _, e := range p.Evidence {
		if !slices.ContainsFunc(k.Evidence, func(x doc.Evidence) bool { return x.Span().Contains(e.Span()) }) {
			k.Evidence = slices.DeleteFunc(k.Evidence, func(x doc.Evidence) bool { return e.Span().Contains(x.Span()) })
			k.Evidence = append(k.Evidence, e)
		}
	}
	slices.SortFunc(k.Evidence, func(a, b doc.Evidence) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
}

// repeats makes one position of those in a document that say the same again: of the same party, on the same issue, with the
// same stance, at the same time and told by the same, where the words for what is wanted are mostly the same, or a noun only
// takes up what was told before (Valmora's demand). Each place is evidence.
func (r *reader) repeats(all []meaning.Position) []meaning.Position {
	var kept []meaning.Position
	for i, p := range all {
		same := func(k meaning.Position) bool {
			return k.Party == p.Party && k.Issue == p.Issue && k.Stance == p.Stance && k.Fallback == p.Fallback && k.Time == p.Time &&
				k.Hedge == p.Hedge && sameTeller(k.By, p.By) && (p.Condition == nil || k.Condition != nil && k.Condition.Text == p.Condition.Text) &&
				(r.nouns[i] || r.alike(k.Object, p.Object))
		}
		if at := slices.IndexFunc(kept, same); at >= 0 {
			r.join(&kept[at], p)
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

func sameTeller(a, b *meaning.Speaker) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// alike reports whether of the nouns, verbs and adjectives of two objects most of the shorter one's are in the other.
func (r *reader) alike(a, b *doc.Quote) bool {
	if a == nil || b == nil {
		return false
	}
	x, y := r.content(a.Span()), r.content(b.Span())
	if len(x) > len(y) {
		x, y = y, x
	}
	n := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			n++
		}
	}
	return 2*n >= len(x) && n > 0
}

// content gives the dictionary forms of the words that carry the meaning of a place, each once.
func (r *reader) content(at doc.Span) []string {
	var all []string
	words := r.text.WordsIn(at.Start, at.End)
	for i := words.Start; i < words.End; i++ {
		switch r.text.Words[i].UPOS {
		case language.NOUN, language.VERB, language.ADJ, language.PROPN:
			if l := r.text.Lemma(i); !slices.Contains(all, l) {
				all = append(all, l)
			}
		}
	}
	return all
}

// name gives each position its id: the document's, and where it stands.
func (r *reader) name() {
	seen := map[string]int{}
	for i := range r.found {
		id := r.doc.ID + "-p" + strconv.Itoa(r.found[i].Evidence[0].Start)
		seen[id]++
		if n := seen[id]; n > 1 {
			id += "." + strconv.Itoa(n)
		}
		r.found[i].ID = id
	}
}

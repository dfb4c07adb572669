package account

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// How surely a term must mean its issue to make a point; a weaker one counts only where it takes up a term before it.
const (
	sure = 0.5
	weak = 0.05
)

// How surely a term must mean its issue for the text to say that an account leaves the issue out: in a sentence before, to
// which "neither" points; and in the sentence itself.
const (
	plainly = 0.7
	named   = 0.4
)

const violations = "violations"

// points gives what a saying says, piece by piece: one point for each issue it touches, one for how the contact went
// (guide accounts 4).
func (f *finder) points(s saying) []meaning.Point {
	if !s.about {
		return nil
	}
	var points []meaning.Point
	for _, p := range s.pieces {
		before := len(points)
		points = append(points, f.undertaking(s, p)...)
		if outcome, ok := f.outcome(s, p); ok {
			points = append(points, outcome)
		}
		issues := f.issues(s, p)
		for _, topic := range issues {
			points = append(points, f.point(s, p, topic))
		}
		if len(issues) == 0 && len(points) == before {
			points = append(points, f.other(s, p)...)
		}
	}
	if len(points) == 0 && f.isReference(s) {
		points = f.takenUp(s)
	}
	return points
}

// issues gives the topic that most surely stands for each issue of a piece. One that is not sure stands for the issue of
// the term before whose words it repeats: aid, after military aid.
func (f *finder) issues(s saying, p piece) []meaning.Topic {
	best := map[string]meaning.Topic{}
	denies := f.denies(s, p)
	leaves := s.between && p.near(absent)
	for _, topic := range f.topicsOf(p, weak) {
		if leaves && p.words == p.sentence && topic.Weight >= named { // it makes no mention of intelligence
			topic.Weight = max(topic.Weight, plainly)
		}
		if topic.Weight < sure {
			longer, ok := f.longer(topic)
			if !ok || !denies {
				continue
			}
			topic.Issue = longer.Issue
		}
		if topic.Issue == violations || leaves && topic.Weight < plainly {
			continue // for violations see undertaking
		}
		if b, ok := best[topic.Issue]; !ok || topic.Weight > b.Weight {
			best[topic.Issue] = topic
		}
	}
	var found []meaning.Topic
	for _, topic := range best {
		found = append(found, topic)
	}
	slices.SortFunc(found, func(a, b meaning.Topic) int {
		return cmp.Or(cmp.Compare(a.At.Start, b.At.Start), cmp.Compare(a.Issue, b.Issue))
	})
	return found
}

func (f *finder) topicsOf(p piece, least float64) []meaning.Topic {
	var found []meaning.Topic
	for _, topic := range meaning.TopicsIn(f.topics, f.text.Span(p.words)) {
		if topic.Weight >= least {
			found = append(found, topic)
		}
	}
	return found
}

// longer gives the last term before a topic that has all its words and more, and surely means its issue.
func (f *finder) longer(topic meaning.Topic) (meaning.Topic, bool) {
	short := f.lemmas(topic.At)
	for n := len(f.topics) - 1; n >= 0; n-- {
		o := f.topics[n]
		if o.At.End > topic.At.Start || o.Weight < sure || o.Words <= len(short) {
			continue
		}
		long := f.lemmas(o.At)
		if !slices.ContainsFunc(short, func(w string) bool { return !slices.Contains(long, w) }) {
			return o, true
		}
	}
	return meaning.Topic{}, false
}

func (f *finder) lemmas(at doc.Span) []string {
	var all []string
	in := f.text.WordsIn(at.Start, at.End)
	for i := in.Start; i < in.End; i++ {
		all = append(all, f.words[i][1])
	}
	return all
}

func (f *finder) point(s saying, p piece, topic meaning.Topic) meaning.Point {
	x := meaning.Point{Issue: topic.Issue, Term: oneLine(topic.At.Of(f.text.Source)), Weight: topic.Weight, Statement: s.statement, Absent: s.between && p.near(absent), Evidence: []doc.Evidence{f.doc.Evidence(p.evidence)}}
	x.Names = f.names(s, p)
	if x.Absent {
		return x
	}
	deed, at := f.deed(p, topic)
	x.Deed = deed
	if at.Len() > 0 && !f.isMutual(deed, at) {
		x.By = f.doers(s, at)
	}
	x.Denied = f.denied(s, p, topic, at)
	x.Extent, x.Marker = f.extent(p, topic)
	x.Joined, x.Compound = f.things(p, topic)
	return x
}

// deed gives what was done about an issue, and where that is told: by the nearest word before it in what is said, else the
// nearest behind it, else by the cue itself: it spoke of sanctions.
func (f *finder) deed(p piece, topic meaning.Topic) (meaning.Deed, language.Range) {
	const behind, cueWords = 100, 2
	term := f.text.WordsIn(topic.At.Start, topic.At.End)
	best, distance := mark{}, 10*behind
	for _, m := range p.around {
		if deedOf[m.kind] == "" {
			continue
		}
		away := term.Start - m.words.End
		switch {
		case m.words.Start >= p.words.End, m.words.End < p.words.Start-cueWords:
			continue
		case m.words.Start < p.words.Start:
			away += 2 * behind
		case m.words.Start >= term.End:
			away = m.words.Start - term.End + behind
		case away < 0:
			away = 0
		}
		if away < distance {
			best, distance = m, away
		}
	}
	return deedOf[best.kind], best.words
}

var deedOf = map[kind]meaning.Deed{raised: meaning.DeedRaised, sought: meaning.DeedSought, agreed: meaning.DeedAgreed}

// doers gives the parties that did what a word tells: who stands as its subject, or whose it is.
func (f *finder) doers(s saying, at language.Range) []string {
	t := f.text
	subject := -1
	for i := at.Start; i < at.End && subject < 0; i++ {
		if t.Words[i].XPOS.IsVerb() {
			subject = t.Agent(i)
		} else {
			subject = t.Child(i, language.NModPoss)
		}
	}
	if subject < 0 {
		return nil
	}
	return f.sides(s, subject)
}

// isMutual reports whether "we" did what a word tells, which both sides do: we talked, we agreed.
func (f *finder) isMutual(deed meaning.Deed, at language.Range) bool {
	if deed == meaning.DeedSought {
		return false
	}
	for i := at.Start; i < at.End; i++ {
		if subject := f.text.Subject(i); subject >= 0 && f.words[subject][0] == "we" {
			return true
		}
	}
	return false
}

// sides gives the parties that a noun phrase stands for, sorted: of "his country" and "we" the speaker's.
func (f *finder) sides(s saying, head int) []string {
	var found []string
	for _, i := range f.text.Conjuncts(head) {
		if f.isOwn(i) {
			found = append(found, s.party)
			continue
		}
		for _, who := range f.who.At(i) {
			if who.Party != "" {
				found = append(found, who.Party)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// isOwn reports whether a noun or pronoun stands for the speaker's own side.
func (f *finder) isOwn(head int) bool {
	switch f.words[head][1] {
	case "we", "i", "us":
		return true
	case "country", "side", "government", "delegation", "nation", "team":
		poss := f.text.Child(head, language.NModPoss)
		return poss >= 0 && isPossessive[f.words[poss][0]]
	}
	return false
}

var isPossessive = map[string]bool{"his": true, "her": true, "our": true, "my": true}

// denies reports whether a saying says somewhere in a piece that something was not so.
func (f *finder) denies(s saying, p piece) bool {
	return s.act == meaning.Denies || p.has(untrue) || slices.ContainsFunc(p.marks, func(m mark) bool { return deedOf[m.kind] != "" && f.negated(p, m.words) })
}

// denied reports whether what was done about an issue is said not to have been done.
func (f *finder) denied(s saying, p piece, topic meaning.Topic, at language.Range) bool {
	if p.has(untrue) {
		return true
	}
	no := at.Len() > 0 && f.negated(p, at)
	if s.act == meaning.Denies {
		return !no
	}
	return no
}

// negated reports whether a word that turns round stands before some words, near and in their clause, or hangs on them.
func (f *finder) negated(p piece, at language.Range) bool {
	for _, m := range p.marks {
		if m.kind == not && m.words.End <= at.Start && at.Start-m.words.End <= 3 && !f.parted(m.words.End, at.Start) {
			return true
		}
	}
	for i := at.Start; i < at.End; i++ {
		if f.text.Words[i].XPOS.IsVerb() && f.text.Negated(i) {
			return true
		}
	}
	return false
}

// parted reports whether a mark of punctuation or a word that begins a clause stands among the words from, up to, not
// including, to.
func (f *finder) parted(from, to int) bool {
	for i := from; i < to; i++ {
		w := f.text.Words[i]
		if w.UPOS == language.PUNCT && !f.passedOver(i) || f.words[i][0] == "but" || f.words[i][0] == "that" {
			return true
		}
	}
	return false
}

// isReference reports whether a saying denies something in no words of its own: denied this, rejected the claim.
func (f *finder) isReference(s saying) bool {
	const short = 4
	p := s.pieces[0]
	return (s.act == meaning.Denies || s.act == meaning.Rejects) && len(s.pieces) == 1 && p.words.Len() <= short && p.has(told)
}

// takenUp makes the points of a saying that denies what stands before it: denied this. They are the issues of the last
// saying of another side, unless the speaker goes on to say what is denied.
func (f *finder) takenUp(s saying) []meaning.Point {
	n := slices.IndexFunc(f.said, func(o saying) bool { return o.statement == s.statement && o.party == s.party })
	if n < 0 {
		return nil
	}
	if n+1 < len(f.said) && f.said[n+1].party == s.party && f.paragraph(f.said[n+1].at.Start) == f.paragraph(s.at.Start) {
		for _, p := range f.said[n+1].pieces {
			if f.denies(f.said[n+1], p) {
				return nil
			}
		}
	}
	o, ok := f.answered(n)
	if !ok {
		return nil
	}
	var points []meaning.Point
	for _, topic := range f.issues(o, o.pieces[len(o.pieces)-1]) {
		points = append(points, meaning.Point{
			Issue: topic.Issue, Statement: s.statement, Deed: meaning.DeedRaised, Denied: true,
			Evidence: []doc.Evidence{f.doc.Evidence(s.pieces[0].evidence)},
		})
	}
	return points
}

// answered gives the last saying of another side before the n-th, in its paragraph or the one before.
func (f *finder) answered(n int) (saying, bool) {
	for b := n - 1; b >= 0 && f.paragraph(f.said[n].at.Start)-f.paragraph(f.said[b].at.Start) <= far; b-- {
		if f.said[b].party != f.said[n].party {
			return f.said[b], true
		}
	}
	return saying{}, false
}

// undertaking makes points of what a saying says of an undertaking that is kept or broken: by whom (guide accounts 5).
func (f *finder) undertaking(s saying, p piece) []meaning.Point {
	var points []meaning.Point
	for _, m := range p.marks {
		if m.kind != broken && m.kind != kept || !f.ofAPact(p, m.words) || f.unreal(p, m.words) {
			continue
		}
		by := f.breakers(s, p, m.words)
		if len(by) == 0 && m.kind == kept && s.act != meaning.Accuses && !f.namesOther(s, p, m.words.Start) {
			by = []string{s.party} // of others, one says that they break it
		}
		x := meaning.Point{
			Issue: violations, Statement: s.statement, Deed: meaning.DeedBroken, By: by,
			Denied:   (m.kind == kept) != (f.negated(p, m.words) || s.act == meaning.Denies),
			Evidence: []doc.Evidence{f.doc.Evidence(p.evidence)},
		}
		if len(by) > 0 {
			points = append(points, x)
		}
	}
	return points
}

// pacts are words for what can be kept or broken.
var pacts = []string{
	"truce", "ceasefire", "cease", "agreement", "accord", "deal", "pact", "treaty", "moratorium", "armistice", "commitment", "obligation", "pledge",
	"undertaking", "promise", "resolution", "pause", "arrangement", "memorandum", "protocol", "understanding", "terms",
}

// ofAPact reports whether a word for something that can be broken stands near some words, or "it" for it behind them.
func (f *finder) ofAPact(p piece, at language.Range) bool {
	for i := max(p.words.Start, at.Start-6); i < min(p.words.End, at.End+8); i++ {
		if slices.Contains(pacts, f.words[i][1]) || slices.Contains(pacts, f.words[i][0]) || i >= at.End && i < at.End+2 && f.words[i][0] == "it" {
			return true
		}
	}
	return false
}

// breakers gives who is said to keep or break an undertaking: of an accusation who is accused, "the other" of two that
// speak together, "it" and "we" the speaker.
func (f *finder) breakers(s saying, p piece, at language.Range) []string {
	for i := p.words.Start; i < at.Start; i++ {
		if f.words[i][0] == "other" && len(s.others) == 1 {
			return s.others
		}
	}
	if s.act == meaning.Accuses {
		for i := p.words.Start; i < at.Start; i++ {
			if by := f.sides(s, i); len(by) > 0 && by[0] != s.party {
				return by
			}
		}
		return nil
	}
	by := f.doers(s, at)
	if len(by) > 0 {
		return by
	}
	subject := -1
	for i := at.Start; i < at.End && subject < 0; i++ {
		subject = f.text.Subject(i)
	}
	if subject >= 0 {
		switch f.words[subject][0] {
		case "it", "they", "he", "she":
			return []string{s.party}
		}
	}
	if s.act == meaning.Denies && subject < 0 {
		return []string{s.party} // denied breaking the truce
	}
	if head := int(f.text.Words[at.Start].Head); head >= 0 && f.text.Words[head].XPOS.IsVerb() && !f.text.Words[at.Start].XPOS.IsVerb() {
		if agent := f.text.Agent(head); agent >= 0 {
			return f.sides(s, agent) // committed a violation
		}
	}
	return nil
}

// namesOther reports whether a piece names another side before a word.
func (f *finder) namesOther(s saying, p piece, before int) bool {
	for i := p.words.Start; i < before; i++ {
		if f.isOwn(i) {
			continue
		}
		for _, who := range f.who.At(i) {
			if who.Party != "" && who.Party != s.party {
				return true
			}
		}
	}
	return false
}

// unreal reports whether what stands at some words is said not to have happened yet, or only to be hoped for.
func (f *finder) unreal(p piece, at language.Range) bool {
	for _, m := range p.marks {
		if m.kind == unreal && m.words.Start < at.Start && at.Start-m.words.End <= 6 && !f.parted(m.words.End, at.Start) {
			return true
		}
	}
	return false
}

// outcome makes a point of how a saying says that a contact went (guide accounts 6).
func (f *finder) outcome(s saying, p piece) (meaning.Point, bool) {
	sum, marker := 0, ""
	for _, m := range p.marks {
		sign := 0
		switch m.kind {
		case good:
			sign = 1
		case bad:
			sign = -1
		case well:
			if p.near(contact) {
				sign = 1
			}
		case ill:
			if p.near(contact) {
				sign = -1
			}
		}
		if sign == 0 || f.unreal(p, m.words) {
			continue
		}
		if f.negated(p, m.words) {
			if sign < 0 {
				continue
			}
			sign = -sign
		}
		if sum == 0 || sign == sumSign(sum) {
			marker = cmp.Or(marker, f.text.Span(m.words).Of(f.text.Source))
		}
		sum += sign
	}
	if sum == 0 {
		return meaning.Point{}, false
	}
	issue := f.subject(p)
	return meaning.Point{
		Issue: issue, Statement: s.statement, Outcome: sumSign(sum), Marker: marker, Evidence: []doc.Evidence{f.doc.Evidence(p.evidence)},
	}, true
}

// subject gives the issue that a contact was about by a sentence, or by the nearest before it that names a contact with what
// it was about; empty where none does.
func (f *finder) subject(p piece) string {
	for n := f.sentence(p.sentence.Start); n >= 0; n-- {
		s := f.text.Sentences[n]
		if s != p.sentence && !hasKind(f.marks(s), contact) {
			continue
		}
		if topic, ok := meaning.BestTopic(f.about(s), f.text.Span(s)); ok && topic.Weight >= sure {
			return topic.Issue
		}
	}
	return ""
}

// about gives the topics of a sentence that tell what talks are about, and not that there are talks.
func (f *finder) about(s language.Range) []meaning.Topic {
	return slices.DeleteFunc(slices.Clone(meaning.TopicsIn(f.topics, f.text.Span(s))), func(t meaning.Topic) bool { return t.Issue == "talks-format" })
}

// sentence gives the number of the sentence that a word stands in.
func (f *finder) sentence(word int) int {
	n, _ := slices.BinarySearchFunc(f.text.Sentences, word, func(s language.Range, w int) int { return cmp.Compare(s.End, w+1) })
	return n
}

func sumSign(n int) int { return cmp.Compare(n, 0) }

// How far from a term the words may stand that tell how much of it is meant.
const (
	beforeTerm = 4
	afterTerm  = 5
)

// extent tells whether all or only a part of what a term names is meant, and by which words.
func (f *finder) extent(p piece, topic meaning.Topic) (int, string) {
	term := f.text.WordsIn(topic.At.Start, topic.At.End)
	sum, marker := 0, ""
	for _, m := range p.marks {
		sign := 0
		switch m.kind {
		case all, allOf:
			sign = 1
		case part, partOf:
			sign = -1
		default:
			continue
		}
		after := m.kind == allOf || m.kind == partOf
		switch {
		case m.words.End <= term.Start:
			if term.Start-m.words.End > beforeTerm || f.parted(m.words.End, term.Start) {
				continue
			}
		case m.words.Start >= term.End:
			if !after || m.words.Start-term.End > afterTerm || f.parted(term.End, m.words.Start) {
				continue
			}
		}
		if sum*sign < 0 {
			return 0, ""
		}
		sum += sign
		marker = cmp.Or(marker, f.text.Span(m.words).Of(f.text.Source))
	}
	return sumSign(sum), marker
}

// things gives the things that are named beside a term, side by side or by two nouns of which the first narrows the second.
func (f *finder) things(p piece, topic meaning.Topic) (joined, compound []string) {
	term := f.text.WordsIn(topic.At.Start, topic.At.End)
	near := term
	for near.Start > p.words.Start && term.Start-near.Start < beforeTerm && !f.parted(near.Start-1, near.Start) {
		near.Start--
	}
	for near.End < p.words.End && near.End-term.End < afterTerm && !f.parted(near.End, near.End+1) {
		near.End++
	}
	return f.thingsIn(near)
}

func (f *finder) thingsIn(words language.Range) (joined, compound []string) {
	for i := words.Start; i+1 < words.End; i++ {
		switch {
		case f.isNoun(i) && f.isNoun(i+1) && !f.isLight(i+1):
			compound = append(compound, f.words[i][1]+" "+f.words[i+1][1])
		case i+2 < words.End && f.isNoun(i) && f.words[i+1][0] == "and" && f.isNoun(i+2):
			joined = append(joined, f.words[i][1]+" "+f.words[i+2][1])
		}
	}
	return joined, compound
}

func (f *finder) isNoun(i int) bool {
	x := f.text.Words[i].XPOS
	return x == language.NN || x == language.NNS || x == language.NNP
}

func (f *finder) isLight(i int) bool {
	return slices.ContainsFunc(f.lexicon[f.words[i][1]], func(e entry) bool { return e.kind == light && len(e.words) == 1 })
}

const regional = "regional"

// other makes a point of a sentence of an official account in which no issue is found. One that speaks of a state which has
// no part in the rest of the text is about another region: Iran, where all else is about Ukraine.
func (f *finder) other(s saying, p piece) []meaning.Point {
	if s.voice != meaning.VoiceReadout || s.between && p.near(absent) && len(f.names(s, p)) == 0 {
		return nil
	}
	x := meaning.Point{Statement: s.statement, Names: f.names(s, p), Absent: s.between && p.near(absent), Evidence: []doc.Evidence{f.doc.Evidence(p.evidence)}}
	if len(x.Names) > 0 {
		x.Issue = regional
	}
	if !x.Absent {
		x.Joined, x.Compound = f.thingsIn(p.words)
	}
	return []meaning.Point{x}
}

// stateCounts gives in how many sentences each state is named.
func (f *finder) stateCounts() map[string]int {
	if f.states != nil {
		return f.states
	}
	f.states = map[string]int{}
	for _, sentence := range f.text.Sentences {
		for _, name := range f.statesIn(sentence) {
			f.states[name]++
		}
	}
	return f.states
}

// names gives the states that a piece names, that are none of the sides, and that the text seldom names.
func (f *finder) names(s saying, p piece) []string {
	sides := []string{s.party}
	if c, ok := f.byID(s.contact); ok {
		sides = append(sides, parties(c)...)
	}
	const seldom = 3 // the state that is named most has so many times the sentences
	counts := f.stateCounts()
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	return slices.DeleteFunc(f.statesIn(p.words), func(name string) bool {
		return slices.Contains(sides, name) || counts[name]*seldom > most
	})
}

// statesIn gives the states that some words name, sorted.
func (f *finder) statesIn(words language.Range) []string {
	var found []string
	for i := words.Start; i < words.End; i++ {
		if x := f.text.Words[i].XPOS; x != language.NNP && x != language.NNPS {
			continue
		}
		for _, who := range f.who.At(i) {
			if who.Name != "" && who.Name == who.Party && strings.HasPrefix(who.Name, f.text.Form(i)) {
				found = append(found, who.Name)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

package attribution

import (
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// readCues finds the cues of the sentence that stand outside quotation marks, and reads each.
func (r *reader) readCues() {
	for i := r.start; i < r.end; i++ {
		if r.inQuotation(i) {
			continue
		}
		e := r.match(i)
		if e == nil {
			continue
		}
		end := i + 1 + len(e.rest)
		r.verb = language.NoXPOS
		switch e.class {
		case verb:
			if r.tag(i).IsVerb() {
				r.readVerb(i, end, e)
			}
		case noun:
			if r.tag(i) == language.NN || r.tag(i) == language.NNS {
				r.readNoun(i, end, e)
			}
		case adjective:
			r.readAdjective(i, end, e)
		case phrase:
			r.readPhrase(i, end, e)
		}
		i = end - 1
	}
}

// match gives the longest entry that stands at the word, of the class that its tag allows.
func (r *reader) match(i int) *entry {
	for _, e := range r.lexicon.byForm[r.form(i)] {
		if i+len(e.rest) >= r.end || !r.fits(e, i) {
			continue
		}
		ok := true
		for k, w := range e.rest {
			ok = ok && r.form(i+1+k) == w
		}
		if ok {
			return e
		}
	}
	return nil
}

func (r *reader) fits(e *entry, i int) bool {
	switch t := r.tag(i); e.class {
	case verb:
		return t.IsVerb()
	case noun:
		return t == language.NN || t == language.NNS
	case adjective:
		return t == language.JJ || t == language.VBN
	}
	return true
}

// add keeps an attribution.
func (r *reader) add(e *entry, act meaning.Act, src, cue language.Range, content ...language.Range) {
	kept := content[:0]
	for _, c := range content {
		if c = r.tidy(c); c.Len() > 0 {
			kept = append(kept, c)
		}
	}
	if len(kept) == 0 {
		return
	}
	d := draft{source: src, cue: cue, content: kept, act: act, sentence: r.sentence, confidence: certain}
	if d.cue.Len() > 0 && r.within(cue) && (e != nil || r.within(kept[0])) && !r.isTurn(int(r.paragraph[r.sentence])) {
		r.refine(&d, e)
		if d.confidence = r.probability(&d, e); d.confidence < r.model.Threshold {
			return
		}
	}
	for i := len(r.drafts) - 1; i >= 0 && r.drafts[i].sentence == r.sentence && cue.Len() > 0; i-- {
		switch old := r.drafts[i].cue; {
		case old.End <= cue.Start || cue.End <= old.Start:
		case cue.Start <= old.Start && cue.End > old.End:
			r.drafts[i] = d // "issued" was only the beginning of "issued a statement saying"
			return
		default:
			return // the words say so once
		}
	}
	r.drafts = append(r.drafts, d)
}

// certain is the confidence in what layout alone says, a turn or a signature: PolNeAR has none to learn from.
const certain = 0.95

// probability gives how likely it is that an attribution is one, and the right one.
func (r *reader) probability(d *draft, e *entry) float32 {
	for _, c := range d.content {
		if c.Len() <= 0 {
			return 0
		}
	}
	if r.see == nil && !r.model.learned(Judge) {
		return 1
	}
	c := r.contextOf(d, e)
	r.judged(&r.bag, d, &c)
	if r.see != nil {
		r.show(Decision{Head: Judge, Options: []Option{{Features: append([]uint32(nil), r.bag.list...)}}}, d)
	}
	if !r.model.learned(Judge) {
		return 1
	}
	return r.model.Probability(r.model.Score(Judge, r.bag.list))
}

// tidy takes punctuation from the edges of a content, quotation marks apart.
func (r *reader) tidy(c language.Range) language.Range {
	for c.Len() > 0 && r.isEdge(c.Start) && r.quotationAt(c.Start) == nil {
		c.Start++
	}
	for c.Len() > 0 && r.isEdge(c.End-1) {
		if q := r.quotationOver(c.End - 1); q != nil && q.words.End == c.End && q.words.Start >= c.Start {
			break
		}
		c.End--
	}
	return c
}

func (r *reader) isEdge(i int) bool {
	switch r.tag(i) {
	case language.Comma, language.Stop, language.Colon, language.OpenQuote, language.CloseQuote:
		return true
	}
	return r.isMark(i) || r.isDash(i) || r.isComma(i)
}

// readVerb reads a verb as a cue: its group, its content, its source.
func (r *reader) readVerb(head, end int, e *entry) {
	r.verb = r.tag(head)
	g := r.verbAt(head, end)
	if e.frames&onward != 0 && r.is(end, "to") {
		return // "went on to say" is read at say
	}
	if g.passive && !g.auxd && e.frames&person == 0 && r.takesObject(end) {
		g.passive = false // a past tense that was tagged as a participle
	}
	switch {
	case g.infinitive && !r.goesOnTo(&g):
		return
	case g.passive:
		r.readPassive(g, e)
		return
	}
	if r.readRefusal(g, e) || e.frames&refusal != 0 {
		return
	}
	before := len(r.drafts)
	r.readActive(g, e, end)
	if len(r.drafts) > before {
		d := &r.drafts[len(r.drafts)-1]
		if d.through.Len() == 0 {
			d.through = r.passedOn(g.words.End, e)
		}
	}
}

// passedOn gives whom it was told to, or where it was said, if a medium may be named there: told Valmora Radio, said on it,
// in an interview with it.
func (r *reader) passedOn(i int, e *entry) language.Range {
	if i < r.end && e.frames&person != 0 && r.isNominal(i) && !r.inQuotation(i) {
		return span(i, max(i, min(r.simplePhrase(i), r.addressee(i, e))))
	}
	const near = 9 // words
	for k := i; k+1 < r.end && k < i+near && !r.isComma(k) && !r.inQuotation(k) && r.tag(k) != language.Stop && !r.isFinite(k); k++ {
		switch r.form(k) {
		case "on", "with", "to", "by":
			n := k + 1
			if r.tag(n) == language.DT && n+1 < r.end {
				n++
			}
			if r.tag(n) == language.NNP && !r.isTime(n) {
				return span(k+1, max(k+1, r.simplePhrase(k+1)))
			}
		}
	}
	return language.Range{}
}

// readActive reads a verb whose subject is the source.
func (r *reader) readActive(g verbGroup, e *entry, end int) {
	if src := r.invertedSource(g, e); src.Len() > 0 {
		r.readFronted(g, e, src, src.End)
		return
	}
	if r.readQuoting(g, e) {
		return
	}
	content, cueEnd := r.contentAfter(g, e)
	s := r.sourceOf(g)
	g.words.Start = r.issued(g)
	if content.Len() > 0 && !r.prefersFronted(g, e, s, content) {
		if s.words.Len() == 0 && (!g.participle || g.words.Start > r.start && r.tag(g.words.Start-1) == language.IN) {
			return // an imperative, a gerund
		}
		if s.relative || r.isFinite(content.Start) {
			content = r.relativeContent(content)
		}
		g.words.End = cueEnd
		if !r.mayNest(e, s, content) || e.frames&single != 0 && r.isPlural(s.words) {
			return
		}
		if e.frames&impersonal != 0 {
			r.add(e, e.act, language.Range{}, g.words, s.words, content)
			return
		}
		r.add(e, e.act, s.words, g.words, content, r.relativeObject(s.words, content))
		return
	}
	if e.frames&front != 0 && s.words.Len() > 0 && !g.negated && !r.hasObject(end, e) && !r.readAs(g, e, s.words) {
		r.readFronted(g, e, s.words, end)
	}
}

// hasObject reports whether an object follows the verb, so that what stands before it is not its content.
func (r *reader) hasObject(i int, e *entry) bool {
	return i < r.end && e.frames&person == 0 && !r.inQuotation(i) && !r.isTime(i) && !r.isTimeLead(i) &&
		(r.isNominal(i) || r.tag(i) == language.PRP)
}

// readQuoting reads "the Herald quoted Duarte as saying ...": Duarte is the source, through the Herald.
func (r *reader) readQuoting(g verbGroup, e *entry) bool {
	if e.lemma != "quote" {
		return false
	}
	src := r.agent(g.words.End, e)
	if src.Len() == 0 || !r.is(src.End, "as") || !(r.is(src.End+1, "saying") || r.is(src.End+1, "telling")) {
		return false
	}
	before := len(r.drafts)
	r.add(e, meaning.Asserts, src, span(src.End, src.End+2), span(src.End+2, r.clauseEnd(src.End+2)))
	if n := len(r.drafts); n > before {
		r.drafts[n-1].through = r.subjectOf(g).words
	}
	return true
}

// readAs reads "As the Herald reported, ..." and "..., as the Herald reported": the content is the main clause.
func (r *reader) readAs(g verbGroup, e *entry, src language.Range) bool {
	as := src.Start - 1
	if as < r.start || r.form(as) != "as" || src.End > g.words.Start {
		return false
	}
	if as == r.start {
		for i := g.words.End; i+1 < r.end; i++ {
			if r.isComma(i) {
				r.add(e, e.act, src, g.words, span(i+1, r.clauseEnd(i+1)))
				break
			}
		}
		return true
	}
	if r.isComma(as - 1) {
		r.add(e, e.act, src, g.words, r.contentBefore(as))
	}
	return true
}

// mayNest reports whether an attribution may stand inside the content of another: what people say that others said, not
// what they say that they themselves think (guide attribution §2).
func (r *reader) mayNest(e *entry, s subject, content language.Range) bool {
	if s.words.Len() == 1 {
		switch r.form(s.words.Start) {
		case "i", "we":
			switch e.act {
			case meaning.Asserts, meaning.Believes, meaning.Intends:
				if r.inTurn() {
					return false // who has the turn says it already
				}
			}
		case "one", "nobody", "anyone", "you":
			return false
		}
	}
	return true
}

// isPlural reports whether a phrase names more than one.
func (r *reader) isPlural(p language.Range) bool {
	if p.Len() == 0 {
		return false
	}
	for i := p.Start; i < p.End && !r.isComma(i); i++ {
		if r.tag(i) == language.CC || r.tag(i) == language.NNS || r.tag(i) == language.NNPS {
			return true
		}
	}
	switch r.form(p.Start) {
	case "they", "both", "who":
		return true
	}
	return false
}

// isNested reports whether the word stands in the content of a cue of the same sentence.
func (r *reader) isNested(i int) bool {
	for k := len(r.drafts) - 1; k >= 0 && r.drafts[k].sentence == r.sentence; k-- {
		for _, c := range r.drafts[k].content {
			if c.Start <= i && i < c.End {
				return true
			}
		}
	}
	return false
}

// relativeObject gives the relative pronoun that stands for what was said: "the plan, which he said was dead".
func (r *reader) relativeObject(src, content language.Range) language.Range {
	i := src.Start - 1
	if src.Len() == 0 || i < r.start || !r.isFinite(content.Start) {
		return language.Range{}
	}
	switch r.form(i) {
	case "which", "who", "whom", "what":
		return span(i, i+1)
	}
	return language.Range{}
}

// takesObject reports whether a noun phrase, that or a quotation follows: a participle has no object.
func (r *reader) takesObject(i int) bool {
	return i < r.end && (r.tag(i) == language.DT || r.tag(i) == language.PRP || r.tag(i) == language.PRPS || r.tag(i) == language.NNP || r.form(i) == "that" || r.quotationAt(i) != nil)
}

// prefersFronted reports whether the content of a cue stands before it although something follows that might be one:
// "..., she said in an interview published on Monday".
func (r *reader) prefersFronted(g verbGroup, e *entry, s subject, content language.Range) bool {
	if e.frames&front == 0 || s.relative || g.participle {
		return false
	}
	if s.words.Len() == 0 {
		return r.endsFronted(g.words.Start)
	}
	lead := min(s.words.Start, g.words.Start)
	if s.words.Start > g.words.Start || !r.endsFronted(lead) || !(lead-1 < r.start || r.inQuotation(lead-1) || r.mainVerbBefore(lead)) {
		return false
	}
	if e.frames&person != 0 && r.isNominal(content.Start) && content.Start == r.skipAdjuncts(g.words.End) {
		if k := r.addressee(content.Start, e); k > content.Start && r.endsAt(k) {
			return true // "..., she told reporters, and"
		}
	}
	if lead > r.start && r.inQuotation(lead-1) {
		return true // `"...," she said, "..."` and `"...," she said of the plan`
	}
	return r.isComma(content.Start-1) && r.quotationAt(content.Start) == nil || !r.inQuotation(content.Start) && r.form(content.Start) != "that" && !r.hasClause(content.Start, content.End)
}

// goesOnTo widens a group over the verbs that only lead up to it: "went on to say", "was quick to add".
func (r *reader) goesOnTo(g *verbGroup) bool {
	i := g.words.Start
	if i-2 < r.start || r.tag(i) != language.TO {
		return false
	}
	switch r.form(i - 1) {
	case "on":
		if f := r.form(i - 2); f == "went" || f == "goes" || f == "going" {
			lead := r.verbAt(i-2, i)
			g.words.Start, g.infinitive, g.participle = lead.words.Start, false, lead.participle
			return true
		}
	case "continued", "continues", "seemed", "seems", "appeared", "appears", "used":
		lead := r.verbAt(i-1, i)
		g.words.Start, g.infinitive = lead.words.Start, false
		return true
	}
	return false
}

// sourceOf gives the source of an active verb.
func (r *reader) sourceOf(g verbGroup) subject {
	if !g.participle {
		return r.subjectOf(g)
	}
	i := g.words.Start - 1
	for i >= r.start && r.isAdverb(i) {
		i--
	}
	if i > r.start && r.form(i-1) == "in" && r.isTurnOfPhrase(i) {
		i -= 2
	}
	switch {
	case i < r.start:
		return subject{words: r.subjectAfterComma(g.words.End)}
	case r.tag(i) == language.IN && !r.isSubordinator(i) && !r.leadsParticiple(i):
		return subject{} // a gerund: "tasked with discussing"
	case r.isComma(i), r.isDash(i), r.tag(i) == language.CC, r.isSubordinator(i), r.tag(i) == language.IN:
		return r.sharedSubject(g.words.Start)
	case r.isMark(i):
		return r.sharedSubject(g.words.Start)
	}
	// "with her spokesman saying": the noun phrase behind with; "a report saying that": the report.
	if p := r.phraseBefore(i + 1); p.Len() > 0 {
		if r.document(p) {
			if s := r.sharedSubject(g.words.Start); s.words.Len() > 0 && (s.words.End <= p.Start || p.End <= s.words.Start) {
				return s
			}
		}
		for k := p.Start; k < p.End; k++ {
			if r.form(k) == "with" {
				return subject{words: span(k+1, p.End)}
			}
		}
		return subject{words: p}
	}
	return subject{}
}

// issued gives where the cue starts: with the verb that issues what says it, "issued a statement saying".
func (r *reader) issued(g verbGroup) int {
	if !g.participle || g.words.Start-1 < r.start {
		return g.words.Start
	}
	p := r.phraseBefore(g.words.Start)
	if p.Len() == 0 || !r.document(p) || p.Start-1 < r.start {
		return g.words.Start
	}
	switch v := p.Start - 1; r.form(v) {
	case "issued", "released", "posted", "sent", "published", "put", "made", "wrote", "tweeted", "issuing", "releasing", "posting":
		return r.verbAt(v, p.Start).words.Start
	}
	return g.words.Start
}

// document reports whether a phrase names something written or read out.
func (r *reader) document(p language.Range) bool {
	switch r.form(p.End - 1) {
	case "statement", "tweet", "letter", "post", "message", "email", "resolution":
		return true
	}
	return false
}

// leadsParticiple reports whether a preposition may stand before a participle that says something: "after saying that".
func (r *reader) leadsParticiple(i int) bool {
	switch r.form(i) {
	case "after", "before", "while", "when", "by", "in", "despite", "without", "besides", "since":
		return true
	}
	return false
}

// subjectAfterComma gives the subject that a participle at the start of the sentence belongs to: "Citing ..., Duarte said".
func (r *reader) subjectAfterComma(i int) language.Range {
	for ; i < r.end; i++ {
		if r.inQuotation(i) || !r.isComma(i) {
			continue
		}
		if p := r.phraseAfter(i + 1); p.Len() > 0 && p.End < r.end && (r.isFinite(p.End) || r.isAdverb(p.End)) {
			return p
		}
	}
	return language.Range{}
}

// endsFronted reports whether a content that stands before the cue ends at the word: a comma or a closing mark.
func (r *reader) endsFronted(i int) bool {
	if i-1 < r.start {
		q := r.quotationOver(i - 1)
		return i > 0 && q != nil && q.words.End == i
	}
	return r.isComma(i-1) && r.form(i-1) != ";" || r.isMark(i-1) && r.inQuotation(i-1) || r.isDash(i-1)
}

// invertedSource gives the source of an inverted cue, `"...," said the minister`, or an empty range.
func (r *reader) invertedSource(g verbGroup, e *entry) language.Range {
	if e.frames&front == 0 || e.frames&person != 0 && e.lemma != "ask" || g.participle || g.auxd || r.tag(g.head) == language.VB || !r.endsFronted(g.words.Start) {
		return language.Range{}
	}
	quoted := r.quotationOver(g.words.Start-1) != nil
	p := r.phraseAfter(g.words.End)
	if p.Len() == 0 {
		return p
	}
	if p.End < r.end && (r.isFinite(p.End) || r.isAdverb(p.End) && !quoted) {
		return language.Range{}
	}
	if !quoted && !r.mainVerbBefore(g.words.Start) {
		return language.Range{}
	}
	return p
}

// mainVerbBefore reports whether the sentence has a finite verb before the word that is not in a relative clause.
func (r *reader) mainVerbBefore(end int) bool {
	for i := r.start; i < end; i++ {
		switch {
		case i > r.start && (r.isRelative(i) || r.form(i) == "whose") && !r.inQuotation(i):
			for i+1 < end && !r.isComma(i) {
				i++
			}
		case r.isFinite(i):
			return true
		}
	}
	return false
}

// readFronted reads a cue whose content stands before it, and perhaps goes on after it.
func (r *reader) readFronted(g verbGroup, e *entry, src language.Range, after int) {
	lead := min(src.Start, g.words.Start)
	before := r.contentBefore(lead)
	cue := g.words
	rest, cueEnd := r.contentResumed(after)
	if src.End <= cue.Start || src.Start >= cueEnd {
		cue.End = max(cue.End, min(cueEnd, r.end))
	}
	if src.Start >= cue.End && src.Start < cueEnd {
		cue.End = g.words.End
	}
	if before.Len() == 0 && rest.Len() == 0 {
		return
	}
	if before.Len() == 0 && !r.quotedRange(rest) {
		return
	}
	r.add(e, e.act, src, cue, before, rest)
}

func (r *reader) quotedRange(c language.Range) bool { return c.Len() > 0 && r.inQuotation(c.Start) }

// readRefusal reads "declined to comment", "did not respond", "would not say whether": an act of the record in which nothing
// was said.
func (r *reader) readRefusal(g verbGroup, e *entry) bool {
	to := g.words.End
	s := r.sourceOf(g)
	if s.words.Len() == 0 {
		return false
	}
	switch e.lemma {
	case "decline", "refuse":
		if !r.is(to, "to") || !r.answers(to+1) {
			return false
		}
	case "respond", "reply", "comment", "answer", "return", "elaborate":
		if !g.negated && !r.isNobody(s.words) {
			return false
		}
	case "say", "tell", "discuss", "confirm", "reveal", "disclose", "explain", "clarify":
		if !r.hasModal(g) || !g.negated && !r.isNobody(s.words) || !r.asksWhat(to, e.lemma) {
			return false
		}
	case "give", "offer", "provide":
		if !r.withholds(to) {
			return false
		}
	default:
		return false
	}
	if r.is(to, "to") && to+1 < r.end && r.tag(to+1) != language.VB {
		to++ // "did not respond to" a request
		g.words.End = to
	}
	r.add(e, meaning.NoComment, s.words, g.words, span(to, r.clauseEnd(to)))
	return true
}

// answers reports whether the verb at the word is what somebody who is asked may decline to do.
func (r *reader) answers(i int) bool {
	if i >= r.end {
		return false
	}
	switch r.form(i) {
	case "comment", "elaborate", "discuss", "answer", "respond", "confirm", "say", "specify", "speak", "provide", "give", "disclose", "reveal", "be",
		"name", "identify", "detail", "describe", "explain", "clarify", "predict", "speculate", "address", "talk":
		return true
	}
	return false
}

// isNobody reports whether a phrase names nobody of a group: neither side, no official.
func (r *reader) isNobody(p language.Range) bool {
	switch r.form(p.Start) {
	case "neither", "none", "nobody", "no":
		return true
	}
	return r.form(p.Start) == "no-one"
}

// hasModal reports whether the verb says what somebody would or would not do.
func (r *reader) hasModal(g verbGroup) bool {
	for i := g.words.Start; i < g.head; i++ {
		switch r.form(i) {
		case "would", "will", "wo":
			return true
		}
	}
	return false
}

// asksWhat reports whether a question that was left open stands at the word: whether, when, how long, or the thing itself
// behind a verb that takes it.
func (r *reader) asksWhat(i int, lemma string) bool {
	if i >= r.end {
		return false
	}
	switch t := r.tag(i); {
	case t == language.WRB, t == language.WP, t == language.WDT && r.form(i) != "that", r.form(i) == "whether", r.form(i) == "if":
		return true
	}
	return lemma != "say" && lemma != "tell" && (r.startsPhrase(i) || r.form(i) == "whether")
}

// withholds reports whether "no details" or the like stands at the word.
func (r *reader) withholds(i int) bool {
	if i+1 >= r.end || r.form(i) != "no" && r.form(i) != "few" && r.form(i) != "little" {
		return false
	}
	for k := i + 1; k < r.end && k < i+4 && r.isNominal(k); k++ {
		switch r.form(k) {
		case "details", "detail", "comment", "explanation", "specifics", "reason", "reasons", "particulars", "information":
			return true
		}
	}
	return false
}

// readPassive reads "was accused by", "is expected to", "was quoted as saying".
func (r *reader) readPassive(g verbGroup, e *entry) {
	subj := language.Range{}
	if g.auxd {
		subj = r.subjectOf(g).words
	}
	next := r.skipAdjuncts(g.words.End)
	if r.is(next, "by") && (next+1 >= r.end || r.tag(next+1) != language.VBG) {
		src := r.agent(next+1, e)
		if src.Len() == 0 {
			return
		}
		if quoteLemma := e.lemma == "quote"; quoteLemma && r.is(src.End, "as") && r.is(src.End+1, "saying") {
			content := span(src.End+2, r.clauseEnd(src.End+2))
			if r.endsAt(content.Start) {
				content = r.contentBefore(min(subj.Start, g.words.Start))
			}
			before := len(r.drafts)
			r.add(e, meaning.Asserts, subj, span(g.words.Start, g.words.End), content)
			if len(r.drafts) > before {
				r.drafts[before].through = src
			}
			return
		}
		g2 := g
		g2.words.End = src.End
		content, _ := r.contentAfter(g2, e)
		if !g.auxd && content.Len() == 0 {
			return
		}
		r.add(e, e.act, src, g.words, subj, content)
		return
	}
	if e.lemma == "quote" && r.is(next, "as") && r.is(next+1, "saying") {
		cue := span(g.words.Start, next+2)
		if r.endsAt(next + 2) {
			r.add(e, meaning.Asserts, subj, cue, r.contentBefore(min(subj.Start, cue.Start)))
			return
		}
		r.add(e, meaning.Asserts, subj, cue, span(next+2, r.clauseEnd(next+2)))
		return
	}
	if !g.auxd && !(e.lemma == "ask" && r.leadsClause(g.words.Start)) {
		return
	}
	content, cueEnd := r.contentAfter(g, e)
	if content.Len() == 0 {
		return
	}
	g.words.End = cueEnd
	act := e.act
	if !g.auxd {
		r.add(e, act, language.Range{}, g.words, content)
		return
	}
	if act == meaning.Expects || act == meaning.Promises || act == meaning.Asserts {
		act = meaning.Believes // nobody is said to have said it
	}
	if r.tag(content.Start) == language.TO && !r.isIt(subj) {
		r.add(e, act, language.Range{}, g.words, subj, content)
		return
	}
	if e.frames&person != 0 || r.isIt(subj) {
		r.add(e, act, language.Range{}, g.words, content)
	}
}

// leadsClause reports whether a participle opens the sentence or follows a comma or when: "Asked whether he would, Duarte".
func (r *reader) leadsClause(i int) bool {
	return i == r.start || r.isComma(i-1) || r.form(i-1) == "when"
}

func (r *reader) isIt(p language.Range) bool { return p.Len() == 1 && r.form(p.Start) == "it" }

func (r *reader) endsAt(i int) bool {
	return i >= r.end || r.tag(i) == language.Stop || r.isComma(i)
}

// agent gives who did it, behind "by".
func (r *reader) agent(i int, e *entry) language.Range {
	if i >= r.end {
		return language.Range{}
	}
	if r.tag(i) == language.PRP {
		return span(i, i+1)
	}
	end := max(i, r.simplePhrase(i))
	for k := i + 1; k < end; k++ {
		if r.tag(k) == language.IN && preposition(r.form(k))&e.frames != 0 {
			end = k // "by Valmora of breaking the truce"
		}
	}
	return span(i, end)
}

// readNoun reads a noun with its content: "their demand that", "a claim that".
func (r *reader) readNoun(i, end int, e *entry) {
	if end >= r.end {
		return
	}
	owner, start := r.possessor(i)
	if by := r.form(end); owner.Len() == 0 && (by == "by" || by == "from") && end+1 < r.end {
		if p := r.agent(end+1, e); p.Len() > 0 && p.End < r.end {
			r.readNounOf(p, span(start, end), p.End, e) // a call from the envoy for, a claim by the army that
		}
		return
	}
	r.readNounOf(owner, span(start, end), end, e)
}

// readNounOf reads what follows a noun whose owner is known, or empty.
func (r *reader) readNounOf(owner, cue language.Range, end int, e *entry) {
	next := r.form(end)
	f := preposition(next)
	switch {
	case e.frames&that != 0 && next == "that" && r.clauseFollows(end+1):
		r.add(e, e.act, owner, cue, span(end, r.subjectClauseEnd(cue.Start, end)))
	case e.frames&inf != 0 && next == "to" && r.tag(end) == language.TO && owner.Len() > 0:
		r.add(e, e.act, owner, cue, span(end, r.clauseEnd(end)))
	case f != 0 && e.frames&f != 0:
		content := span(end+1, r.nounContentEnd(end+1))
		if owner.Len() == 0 {
			owner, content = r.ownerBehind(content, e)
		}
		if cue.End == end {
			cue.End++
		}
		if owner.Len() > 0 || e.frames&possessor == 0 {
			r.add(e, e.act, owner, cue, content)
		}
	}
}

// subjectClauseEnd ends a clause with "that" under a noun before the verb that the noun is the subject of: "the claim that it was
// over was false".
func (r *reader) subjectClauseEnd(noun, that int) int {
	end := r.clauseEnd(that)
	if r.mainVerbBefore(noun) {
		return end
	}
	seen := false // the clause's own verb
	for k := that + 1; k < end; k++ {
		switch {
		case r.inQuotation(k):
		case r.isSubordinator(k) || r.isRelative(k) || r.tag(k) == language.CC:
			seen = false
		case r.isFinite(k) && seen && !r.tag(k-1).IsVerb() || r.isFinite(k) && seen && r.tag(k-1) == language.VBN:
			return k
		case r.isFinite(k) || r.tag(k) == language.VB:
			seen = true
		}
	}
	return end
}

// ownerBehind divides "sanctions from the president" into whose the noun before it is and what it is of.
func (r *reader) ownerBehind(content language.Range, e *entry) (owner, rest language.Range) {
	for k := content.Start + 1; k+1 < content.End; k++ {
		if f := r.form(k); (f == "from" || f == "by") && r.tag(k) == language.IN && r.tag(k+1) != language.VBG {
			return r.phraseAfter(k + 1), span(content.Start, k)
		}
	}
	return language.Range{}, content
}

// nounContentEnd ends what a noun's preposition leads to before the verb that the noun is the subject of.
func (r *reader) nounContentEnd(i int) int {
	end := r.simplePhrase(i)
	if end == i {
		return r.clauseEnd(i)
	}
	return end
}

// possessor gives whose noun it is, "Valmora's" or "their", and where the cue starts.
func (r *reader) possessor(i int) (language.Range, int) {
	k := i - 1
	for k >= r.start && (r.tag(k) == language.JJ || r.tag(k) == language.NN || r.tag(k) == language.HYPH || r.tag(k) == language.CD || r.tag(k) == language.VBN) {
		k--
	}
	if k < r.start {
		return language.Range{}, i
	}
	switch r.tag(k) {
	case language.PRPS:
		return span(k, k+1), i
	case language.POS:
		if p := r.phraseBefore(k); p.Len() > 0 {
			return p, i
		}
	}
	return language.Range{}, i
}

// readAdjective reads "is confident that", "are worried about".
func (r *reader) readAdjective(i, end int, e *entry) {
	g := r.verbAt(i, end)
	if !g.auxd || end >= r.end {
		return
	}
	next := r.form(end)
	f := preposition(next)
	cue := g.words
	switch {
	case e.frames&that != 0 && next == "that", e.frames&clause == clause && r.clauseFollows(end) && r.startsPhrase(end), e.frames&inf != 0 && r.tag(end) == language.TO:
	case e.frames&f != 0:
		cue.End++
	default:
		return
	}
	s := r.subjectOf(g)
	if s.words.Len() == 0 || r.isIt(s.words) {
		return
	}
	r.add(e, e.act, s.words, cue, span(cue.End, r.clauseEnd(cue.End)))
}

// readPhrase reads "according to" and its like: the source follows, the content is the clause that it stands in.
func (r *reader) readPhrase(i, end int, e *entry) {
	if e.frames&source == 0 {
		return
	}
	src := r.phraseAfter(end)
	if src.Len() == 0 || e.frames&document != 0 && !r.isSurvey(src) {
		return
	}
	cue := span(i, end)
	if i == r.start || i == r.start+1 && r.tag(r.start) == language.CC {
		from := src.End
		if from < r.end && r.isComma(from) {
			from++
		}
		r.add(e, e.act, src, cue, span(from, r.clauseEnd(from)))
		return
	}
	before := r.contentBefore(i)
	if q := r.quotationOver(i - 1); before.Len() == 0 && q != nil {
		before = q.words
	}
	rest := language.Range{}
	if src.End < r.end && r.isComma(src.End) && r.resumes(src.End+1) {
		rest = span(src.End+1, r.clauseEnd(src.End+1))
	}
	r.add(e, e.act, src, cue, before, rest)
}

// isSurvey reports whether a phrase names a document that finds something out.
func (r *reader) isSurvey(p language.Range) bool {
	switch r.form(r.headOf(p)) {
	case "poll", "polls", "survey", "surveys", "study", "studies", "average":
		return true
	}
	return false
}

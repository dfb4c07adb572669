package attribution

import (
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
)

// A Decision is one that the model takes, shown to whoever teaches it.
type Decision struct {
	Head        Head
	Options     []Option
	Rule        int       // the option that the rules would take
	Source, Cue *doc.Span // of the attribution, so far
	Content     []doc.Span
}

// An Option is one answer: the place that it gives, and the features that speak for or against it.
type Option struct {
	Place    doc.Span
	Features []uint32
}

// Observe reads a document with the model and shows each decision before it is taken. Attributions that fall below the
// threshold are dropped, as they are in reading.
func Observe(d *doc.Document, t *language.Text, m *Model, see func(Decision)) {
	r := newReader(d, t, m)
	r.see = see
	r.read()
}

// refine lets the model choose where the parts of an attribution begin and end.
func (r *reader) refine(d *draft, e *entry) {
	c := r.contextOf(d, e)
	if p := d.source; p.Len() > 0 && !(p.Len() == 1 && (r.tag(p.Start) == language.PRP || r.tag(p.Start) == language.WP || r.tag(p.Start) == language.WDT || r.tag(p.Start) == language.PRPS)) && r.within(p) {
		d.source.Start = r.choose(SourceStart, d, &c, d.source, r.sourceStarts(d))
		d.source.End = r.choose(SourceEnd, d, &c, d.source, r.sourceEnds(d))
	}
	for i := range d.content {
		f := &d.content[i]
		if !r.within(*f) || d.cue.Len() == 0 {
			continue
		}
		if f.Start >= d.cue.End && (d.source.Len() == 0 || f.Start >= d.source.End || d.source.Start < d.cue.Start) {
			f.End = r.choose(ContentEnd, d, &c, *f, r.contentEnds(*f))
			*f = r.tidy(*f)
		} else if f.End <= d.cue.Start && (r.isEdge(f.End) || r.isEdge(f.End-1)) { // not the subject of a passive
			f.Start = r.choose(ContentStart, d, &c, *f, r.contentStarts(*f))
			*f = r.tidy(*f)
		}
	}
}

func (r *reader) within(p language.Range) bool { return p.Start >= r.start && p.End <= r.end }

// Prior is what the rules' own place is given before anything is learned: the model overrules them for a reason.
const Prior = 2.5

// choose gives the best of the places for one edge of a part.
func (r *reader) choose(h Head, d *draft, c *context, part language.Range, at []int) int {
	rule := part.Start
	if h == ContentEnd || h == SourceEnd {
		rule = part.End
	}
	if len(at) < 2 || r.see == nil && !r.model.learned(h) || h == ContentEnd && r.isSure(rule) {
		return rule
	}
	best, high, ruled := rule, float32(0), 0
	var seen []Option
	for i, k := range at {
		r.bag.reset(h)
		r.edge(&r.bag, h, d, c, part, k, rule)
		score := r.model.Score(h, r.bag.list)
		if k == rule {
			score += Prior
		}
		if r.model.learned(h) && (i == 0 || score > high) {
			best, high = k, score
		}
		if r.see != nil {
			p := part
			if h == ContentEnd || h == SourceEnd {
				p.End = k
			} else {
				p.Start = k
			}
			if k == rule {
				ruled = i
			}
			seen = append(seen, Option{r.text.Span(p), append([]uint32(nil), r.bag.list...)})
		}
	}
	if r.see != nil {
		r.show(Decision{Head: h, Options: seen, Rule: ruled}, d)
	}
	return best
}

// isSure reports whether the rules' end of a content is better than what was learned: before the verb of a clause that the
// content is the subject of, and at a semicolon.
func (r *reader) isSure(end int) bool {
	return end < r.end && !r.inQuotation(end) && (r.isFinite(end) || r.form(end) == ";")
}

func (r *reader) show(n Decision, d *draft) {
	n.Source, n.Cue, n.Content = r.place(d.source), r.place(d.cue), nil
	for _, c := range d.content {
		if c.Len() > 0 {
			n.Content = append(n.Content, r.text.Span(c))
		}
	}
	r.see(n)
}

func (r *reader) place(p language.Range) *doc.Span {
	if p.Len() <= 0 {
		return nil
	}
	s := r.text.Span(p)
	return &s
}

// contentEnds gives the places where a content that begins with its part may end.
func (r *reader) contentEnds(c language.Range) []int {
	r.places = r.places[:0]
	end := r.end
	if r.leadsToCue(c.End) || c.End+1 < r.end && r.isComma(c.End) && r.attributionAt(c.End+1) {
		end = c.End // what follows is said by somebody else, or in another act
	}
	from := c.Start + 1
	if r.form(c.Start) == "that" && r.tag(c.Start) == language.IN {
		for from < c.End && !r.isFinite(from-1) {
			from++ // that on March 19, ... would: a clause has a verb
		}
	}
	const most = 80 // words; beyond lie only the rules' end and the sentence's
	for k := from; k <= end; k++ {
		if k > c.Start+most && k != c.End && k != end {
			continue
		}
		if k == c.End || k == end || r.isBreak(k) && !r.isFunction(k-1) && !r.goesOnLike(k, c.Start) && !r.inList(k, c.End) {
			r.places = append(r.places, k)
		}
	}
	return r.apart(c.End)
}

// leadsToCue reports whether a conjunction stands at the word, behind a comma or not, that leads to another cue.
func (r *reader) leadsToCue(i int) bool {
	if i < r.end && r.isComma(i) {
		i++
	}
	if i >= r.end || !r.isCC(i) || r.inQuotation(i) {
		return false
	}
	i++
	if i < r.end && r.startsPhrase(i) {
		if p := r.phraseAfter(i); p.Len() > 0 {
			i = p.End
		}
	}
	for i < r.end && (r.isComma(i) || r.isAdverb(i) || r.isAux(i)) {
		i++
	}
	return i < r.end && r.tag(i) != language.VB && r.cueAt(i) != nil
}

// goesOnLike reports whether what stands behind a comma or a conjunction at the word is the like of what a content begins
// with, so that it does not end there: that ..., and that ...; who ..., who ... and whether ...
func (r *reader) goesOnLike(i, start int) bool {
	if r.isComma(i) {
		i++
	}
	if i < r.end && r.isCC(i) {
		i++
	}
	if i >= r.end || start >= r.end {
		return false
	}
	switch r.form(start) {
	case "that", "to":
		return r.form(i) == r.form(start) && r.tag(i) == r.tag(start)
	}
	return r.isQuestion(start) && r.isQuestion(i)
}

// inList reports whether the comma at the word stands in a list of noun phrases whose conjunction comes before the end: a
// truce, an exchange of prisoners and talks.
func (r *reader) inList(comma, end int) bool {
	if comma+1 >= end || !r.isComma(comma) || !r.isNominal(comma+1) {
		return false
	}
	for i := comma + 1; i < end; i++ {
		switch {
		case r.isFinite(i), r.isRelative(i), r.inQuotation(i), r.isSubordinator(i):
			return false
		case r.isCC(i):
			return r.form(i) == "and" || r.form(i) == "or"
		}
	}
	return false
}

// isQuestion reports whether a word opens an indirect question.
func (r *reader) isQuestion(i int) bool {
	switch r.form(i) {
	case "who", "what", "whether", "when", "where", "why", "how", "if":
		return true
	}
	return false
}

// apart leaves of the places between which no word stands only one: the rules' own, or the one that keeps a quotation whole.
func (r *reader) apart(rule int) []int {
	out := r.places[:0]
	for i, k := range r.places {
		if i == 0 || r.holdsWord(out[len(out)-1], k) {
			out = append(out, k)
			continue
		}
		if before := out[len(out)-1]; before != rule && (k == rule || r.splits(before) && !r.splits(k)) {
			out[len(out)-1] = k
		}
	}
	return out
}

// holdsWord reports whether there is more than punctuation among the words.
func (r *reader) holdsWord(from, to int) bool {
	for i := from; i < to; i++ {
		if !r.isEdge(i) && !r.isBracketClose(i) && !r.isBracketOpen(i) && r.tag(i) != language.POS {
			return true
		}
	}
	return false
}

// splits reports whether an edge before the word parts a quotation from one of its marks.
func (r *reader) splits(k int) bool {
	q := r.quotationOver(k - 1)
	return q != nil && (k < q.words.End || k == q.words.Start+1)
}

// isBreak reports whether a part may end before the word.
func (r *reader) isBreak(k int) bool {
	switch t := r.tag(k); t {
	case language.CC, language.IN, language.TO, language.WDT, language.WP, language.WRB, language.VBG, language.VBN, language.RB, language.Stop, language.Comma, language.Colon,
		language.VBD, language.VBZ, language.VBP, language.MD:
		return true
	}
	return r.isEdge(k) || r.isBracketOpen(k) || r.isTime(k) || r.isTimeLead(k) || r.form(k) == ";"
}

// isFunction reports whether a word leads to the next one, so that nothing ends behind it.
func (r *reader) isFunction(k int) bool {
	switch r.tag(k) {
	case language.DT, language.CC, language.TO, language.PRPS, language.Comma:
		return true
	case language.IN:
		return r.tag(min(k+1, r.end-1)) != language.Stop
	}
	return false
}

// contentStarts gives the places where a content that ends with its part may begin.
func (r *reader) contentStarts(c language.Range) []int {
	r.places = r.places[:0]
	if c.Start > r.start && r.isRelative(c.Start) {
		return r.places // soldiers who, both have said, were
	}
	const most = 80 // words
	for k := r.start; k < c.End; k++ {
		if k < c.End-most && k != c.Start && k != r.start {
			continue
		}
		if k == c.Start || k == r.start || r.startsAt(k) {
			r.places = append(r.places, k)
		}
	}
	return r.apart(c.Start)
}

func (r *reader) startsAt(k int) bool {
	switch r.tag(k - 1) {
	case language.CC, language.IN, language.Comma, language.Colon, language.TO, language.VBD, language.VBZ, language.VBP, language.RB, language.WDT, language.WP, language.WRB:
		return true
	}
	switch r.tag(k) {
	case language.DT, language.PRP, language.WP, language.WDT, language.NNP, language.PRPS:
		return true
	}
	return r.isMark(k) || r.isMark(k-1) || r.isDash(k-1) || r.form(k-1) == ";"
}

func (r *reader) sourceStarts(d *draft) []int {
	const most = 14 // words before the rules' own
	r.places = r.places[:0]
	from := max(r.start, d.source.Start-most)
	if d.source.Start >= d.cue.End && d.cue.Len() > 0 {
		from = max(from, d.cue.End)
	}
	for k := d.source.Start - 1; k >= from; k-- {
		if r.isFinite(k) || r.isSubordinator(k) || r.form(k) == ";" || r.isMark(k) && r.inQuotation(k) && r.quotationOver(k).speech {
			from = k + 1
		}
	}
	for k := from; k < d.source.End; k++ {
		if k == d.source.Start || !r.isEdge(k) && r.tag(k) != language.POS && !r.isFinite(k) && r.tag(k) != language.CC {
			r.places = append(r.places, k)
		}
	}
	return r.places
}

func (r *reader) sourceEnds(d *draft) []int {
	const most = 25 // words behind the rules' own
	r.places = r.places[:0]
	to := min(r.end, d.source.End+most)
	if d.source.Start < d.cue.Start {
		to = min(to, d.cue.Start)
	}
	for k := d.source.Start + 1; k <= to; k++ {
		if k+1 < d.source.End && r.isComma(k) && (r.isRelative(k+1) || r.form(k+1) == "whose") {
			continue // a relative clause belongs to the source (guide attribution §3)
		}
		if k == d.source.End || !r.isFunction(k-1) && !r.isEdge(k-1) && r.tag(k-1) != language.POS {
			r.places = append(r.places, k)
		}
	}
	return r.apart(d.source.End)
}

// edge gives the features of an edge of a part, before the word k.
func (r *reader) edge(b *bag, h Head, d *draft, c *context, part language.Range, k, rule int) {
	w0, w1, w_1 := r.w(k), r.w(k+1), r.w(k-1)
	t0, t1, t2, t_1, t_2 := r.t(k), r.t(k+1), r.t(k+2), r.t(k-1), r.t(k-2)
	ruled := truth(k == rule)
	side := ruled
	if k > rule {
		side = 2
	}
	b.one(1, ruled)
	b.two(2, ruled, w0)
	b.two(3, ruled, t0)
	b.two(4, side, w0)
	b.two(5, ruled, w_1)
	b.two(6, ruled, t_1)
	b.three(7, side, t_1, t0)
	b.one(8, t0)
	b.one(9, w0)
	b.two(10, t0, t1)
	b.two(11, w0, t1)
	b.two(12, w0, w1)
	b.three(13, t0, t1, t2)
	b.one(14, t_1)
	b.one(15, w_1)
	b.two(16, t_1, t0)
	b.three(17, t_1, t0, t1)
	b.three(18, t_2, t_1, t0)
	b.two(19, w_1, w0)
	b.two(20, c.lemma, t0)
	b.two(21, c.lemma, w0)
	b.two(22, c.class, t0)
	b.two(23, c.class, ruled)
	b.two(24, c.lemma, ruled)
	in, before := r.inside(k), r.inside(k-1)
	b.two(25, in, before)
	b.three(26, in, before, t0)
	b.three(27, ruled, in, before)
	early := rule < r.end-1 // the rules saw a reason to end before the sentence does
	b.two(70, ruled, truth(early))
	b.three(71, side, truth(early), c.class)
	b.three(72, side, truth(early), t0)
	b.three(73, side, truth(early), w0)
	b.three(74, side, r.t(rule), r.w(rule))
	b.three(75, side, r.t(rule+1), r.w(rule))
	b.three(76, side, r.t(rule), c.lemma)
	switch h {
	case ContentEnd, ContentStart:
		var own, other language.Range
		if h == ContentEnd {
			own, other = span(part.Start, k), span(k, r.segment(k+1))
			b.two(40, size(r.end-k), t0)
			b.one(41, truth(k >= r.end-1))
			b.two(42, c.lemma, truth(k >= r.end-1))
			b.two(43, c.opens, truth(k >= r.end-1))
		} else {
			own, other = span(k, part.End), span(r.segmentBefore(k-1), k)
			b.two(40, size(k-r.start), t0)
			b.one(41, truth(k == r.start))
			b.two(42, c.lemma, truth(k == r.start))
			b.two(43, c.opens, truth(k == r.start))
		}
		ownVerb := r.firstFinite(own)
		otherVerb, otherCue := r.firstFinite(other), truth(r.holdsCue(other))
		b.two(44, ownVerb, w0)
		b.three(45, truth(ownVerb != 0), t0, t1)
		b.three(46, otherVerb, otherCue, w0)
		b.three(47, otherVerb, c.cueTag, t0)
		b.three(48, otherVerb, w0, t1)
		b.three(49, truth(ownVerb != 0), truth(otherVerb != 0), w0)
		b.two(50, size(own.Len()), t0)
		b.two(51, size(own.Len()), ruled)
		b.two(52, size(other.Len()), t0)
		b.two(53, c.opens, t0)
		b.two(54, c.opens, w0)
		b.three(55, c.opens, t0, t1)
		b.three(56, c.opens, otherVerb, w0)
		b.two(57, c.opens, truth(ownVerb != 0))
		b.two(58, c.cueTag, t0)
		b.three(59, c.cueTag, t0, t1)
		b.three(60, c.cueTag, w0, t1)
		b.two(61, r.commas(own), w0)
		b.one(62, truth(r.unbalanced(own)))
		b.two(63, c.lemma, size(own.Len()))
		b.three(64, w0, w1, t2)
		b.three(65, c.lemma, t0, t1)
		b.three(66, otherCue, w0, w1)
		if h == ContentEnd {
			// a list goes on with the like of what it begins with, and ends with a conjunction
			n := k
			if n < r.end && r.isComma(n) {
				n++
			}
			joined := n < r.end && r.isCC(n)
			if joined {
				n++
			}
			like := truth(r.t(n) == r.t(part.Start)) + 2*truth(r.w(n) == r.w(part.Start))
			list := truth(joined) + 2*truth(r.conjunctionAhead(n))
			b.three(84, t0, like, list)
			b.three(85, like, list, c.opens)
			b.three(86, like, list, truth(otherVerb != 0))
			b.three(87, t0, list, truth(otherVerb != 0))
		}
	default:
		n := part.End - k
		if h == SourceEnd {
			n = k - part.Start
		}
		b.two(40, size(n), t0)
		b.two(41, size(n), ruled)
		b.two(42, truth(c.behind), t0)
		b.three(43, truth(c.behind), t_1, t0)
		b.two(44, truth(c.behind), w0)
		b.two(45, truth(k <= r.start), ruled)
		b.two(46, truth(k <= r.start), t0)
		b.two(47, truth(k == d.cue.Start), t_1)
		b.three(48, truth(c.behind), truth(k >= r.end-1), t0)
		b.two(49, truth(c.behind), w_1)
		own, other := span(part.Start, k), span(k, r.segment(k+1))
		if h == SourceStart {
			own, other = span(k, part.End), span(r.segmentBefore(k-1), k)
		}
		b.two(50, r.firstFinite(own), t0)
		b.three(51, r.firstFinite(other), t0, truth(c.behind))
		b.two(52, r.commas(own), t0)
		b.one(53, truth(r.unbalanced(own)))
		b.three(54, w0, w1, truth(c.behind))
		b.three(55, c.class, t_1, t0)
		b.two(56, truth(r.isTime(min(max(k, r.start), r.end-1))), truth(c.behind))
		b.three(57, r.commas(own), truth(c.behind), w0)
		skipped := span(min(k, rule), max(k, rule))
		b.three(58, side, r.commas(skipped), truth(r.joins(skipped)))
		b.three(59, side, uint32(h), truth(r.joins(skipped)))
		b.three(60, side, truth(r.afterRelative(skipped.Start, skipped.End)), truth(c.behind))
	}
}

// inside tells whether the word is quoted.
func (r *reader) inside(i int) uint32 {
	if i < r.start || i >= r.end {
		return 0
	}
	if q := r.quotationOver(i); q != nil {
		return 1 + truth(q.speech) + 2*truth(r.isMark(i))
	}
	return 0
}

// segment gives where the words up to the next comma or other mark end.
func (r *reader) segment(i int) int {
	for i < r.end && !r.isComma(i) && r.tag(i) != language.Stop && !r.isColon(i) && r.form(i) != ";" && !r.isDash(i) {
		i++
	}
	return min(i, r.end)
}

func (r *reader) segmentBefore(i int) int {
	i = min(i, r.end-1)
	for i > r.start && !r.isComma(i-1) && !r.isColon(i-1) && r.form(i-1) != ";" && !r.isDash(i-1) {
		i--
	}
	return max(min(i, r.end), r.start)
}

// firstFinite gives the tag of the first finite verb among the words, 0 for none.
func (r *reader) firstFinite(p language.Range) uint32 {
	for i := p.Start; i < p.End && i < r.end; i++ {
		if r.isFinite(i) {
			return uint32(r.tag(i))
		}
	}
	return 0
}

func (r *reader) holdsCue(p language.Range) bool {
	for i := p.Start; i < p.End && i < r.end; i++ {
		if e := r.cueAt(i); e != nil && e.frames&quote != 0 {
			return true
		}
	}
	return false
}

// conjunctionAhead reports whether a comma and a conjunction follow in the sentence.
func (r *reader) conjunctionAhead(i int) bool {
	for ; i+1 < r.end; i++ {
		if r.isComma(i) && r.isCC(i+1) && !r.inQuotation(i) {
			return true
		}
	}
	return false
}

// joins reports whether there is a conjunction among the words.
func (r *reader) joins(p language.Range) bool {
	for i := p.Start; i < p.End && i < r.end; i++ {
		if r.isCC(i) {
			return true
		}
	}
	return false
}

func (r *reader) commas(p language.Range) uint32 {
	n := uint32(0)
	for i := p.Start; i < p.End && i < r.end && n < 3; i++ {
		if r.isComma(i) {
			n++
		}
	}
	return n
}

// unbalanced reports whether a bracket or a quotation is open at the end of the words.
func (r *reader) unbalanced(p language.Range) bool {
	open := 0
	for i := p.Start; i < p.End && i < r.end; i++ {
		switch {
		case r.isBracketOpen(i):
			open++
		case r.isBracketClose(i):
			open--
		}
	}
	if open != 0 || p.End <= p.Start {
		return open != 0
	}
	if q := r.quotationOver(p.End - 1); q != nil && q.words.End > p.End {
		return true
	}
	q := r.quotationOver(p.Start)
	return q != nil && q.words.Start < p.Start
}

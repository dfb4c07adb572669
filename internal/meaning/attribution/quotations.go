package attribution

import (
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// A quotation is a run of words in quotation marks (guide attribution §6).
type quotation struct {
	words     language.Range // the marks included
	inner     language.Range // without them
	speech    bool           // reads as something said, not as a word at arm's length
	goesOn    bool           // not closed here: the next paragraph opens it again
	continues bool           // goes on from the quotation before
	owner     int            // 1 + the draft whose content it is; 0 for none yet
}

// A mark is what a word is as a quotation mark.
type mark uint8

const (
	noMark mark = iota
	opening
	closing
	either
	singleOpening
	singleClosing
)

// findQuotations pairs the quotation marks of each paragraph.
func (r *reader) findQuotations() {
	for p := range r.text.Paragraphs {
		r.pairMarks(p)
	}
	for i := range r.quotations {
		q := &r.quotations[i]
		q.speech = r.isSpeech(q)
		for w := q.words.Start; w < q.words.End; w++ {
			r.quoted[w] = int32(i + 1)
		}
	}
}

// pairMarks finds the quotations of a paragraph. A mark that opens inside a quotation is a nested one. A quotation that
// is not closed goes on if the next paragraph opens with a mark, as long speeches are set; else it ends with its sentence.
func (r *reader) pairMarks(p int) {
	words := r.paragraphWords(p)
	from, depth, single := -1, 0, false
	for i := words.Start; i < words.End; i++ {
		m := r.markAt(i, words, from >= 0 && !single)
		if single && m == noMark && r.closesSingle(i) {
			m = singleClosing
		}
		switch {
		case m == opening && from >= 0 && !single && r.opensAnew(i, words):
			r.quote(from, i, i, false)
			from, depth = i, 1
		case m == opening && from >= 0 && !single:
			depth++
		case m == opening && from < 0, m == singleOpening && from < 0:
			from, depth, single = i, 1, m == singleOpening
		case m == closing && from >= 0 && !single, m == singleClosing && single:
			if depth--; depth == 0 {
				end := i + 1
				for end < words.End && r.isMark(end) && !r.spaceBefore(end) {
					end++ // the mark of a quotation nested at its end
				}
				r.quote(from, end, i, false)
				from, single, i = -1, false, end-1
			}
		case m == closing && from < 0 && i > words.Start && r.isComma(i-1):
			// The opening mark was lost: the words of the sentence so far were quoted.
			if s := r.sentenceStart(i, words.Start); s < i-1 && (len(r.quotations) == 0 || r.quotations[len(r.quotations)-1].words.End <= s) {
				r.quote(s, i+1, i, false)
			}
		}
	}
	if from < 0 {
		return
	}
	if next := p + 1; !single && next < len(r.text.Paragraphs) {
		if w := r.paragraphWords(next); w.Len() > 0 {
			if m := r.markAt(w.Start, w, false); m == opening {
				r.quote(from, words.End, words.End, true)
				return
			}
		}
	}
	if !single {
		end := from + 1
		for end < words.End && r.text.Words[end].XPOS != language.Stop && !r.speakerAt(end, words.End) {
			end++
		}
		r.quote(from, end, end, false)
	}
}

// speakerAt reports whether a comma stands at the word with who said it behind: ", said Duarte", ", she said". That ends a
// quotation whose closing mark was lost.
func (r *reader) speakerAt(i, end int) bool {
	if !r.isComma(i) || i+2 >= end {
		return false
	}
	says := func(k int) bool {
		t := r.tag(k)
		if t != language.VBD && t != language.VBZ {
			return false
		}
		for _, e := range r.lexicon.byForm[r.form(k)] {
			if e.class == verb && e.frames&front != 0 && e.frames&quote != 0 {
				return true
			}
		}
		return false
	}
	name := func(k int) bool { return r.tag(k) == language.NNP || r.tag(k) == language.PRP }
	return says(i+1) && (name(i+2) || r.tag(i+2) == language.DT) || name(i+1) && says(i+2)
}

// opensAnew reports whether a mark that opens inside a quotation starts another one, the close of the first having been
// lost: it stands after the end of a sentence and that of the paragraph's marks which are left close one quotation only.
func (r *reader) opensAnew(i int, words language.Range) bool {
	if i == words.Start || r.text.Words[i-1].XPOS != language.Stop && !r.isComma(i-1) {
		return false
	}
	const near = 1000 // words
	depth := 1
	for k := i + 1; k < words.End && k < i+near; k++ {
		switch r.markAt(k, words, true) {
		case opening:
			depth++
		case closing:
			depth--
		}
	}
	return depth >= 0
}

func (r *reader) quote(start, end, innerEnd int, goesOn bool) {
	q := quotation{words: language.Range{Start: start, End: end}, goesOn: goesOn}
	q.inner = language.Range{Start: start, End: innerEnd}
	if r.isMark(start) {
		q.inner.Start++
	}
	if q.inner.Len() <= 0 {
		return
	}
	if n := len(r.quotations); n > 0 && r.quotations[n-1].goesOn {
		q.continues = true
	}
	r.quotations = append(r.quotations, q)
}

// markAt tells what the word is as a quotation mark. Straight marks, and doubled single ones, are told apart by the space
// around them; where that does not tell, they close what is open.
func (r *reader) markAt(i int, in language.Range, open bool) mark {
	switch r.text.Form(i) {
	case "“", "„", "«", "``":
		return opening
	case "”", "»":
		return closing
	case "\"", "''", "’’":
		left, right := r.spaceBefore(i) || i == in.Start, r.spaceAfter(i) || i+1 == in.End
		switch {
		case left && !right:
			return opening
		case right && !left:
			return closing
		case open:
			return closing
		}
		return opening
	case "‘", "`":
		return singleOpening
	case "’", "'":
		if r.text.Words[i].XPOS == language.POS {
			return noMark
		}
		if (r.spaceBefore(i) || i == in.Start) && !r.spaceAfter(i) {
			return singleOpening
		}
		return singleClosing
	}
	return noMark
}

// closesSingle reports whether an apostrophe that was taken for a possessive closes what a single mark opened.
func (r *reader) closesSingle(i int) bool {
	f := r.text.Form(i)
	return (f == "’" || f == "'") && i > 0 && (r.isComma(i-1) || r.tag(i-1) == language.Stop)
}

func (r *reader) isMark(i int) bool {
	switch r.text.Form(i) {
	case "“", "„", "«", "``", "”", "»", "\"", "''", "’’", "‘", "’", "'", "`":
		return true
	}
	return false
}

func (r *reader) spaceBefore(i int) bool {
	at := int(r.text.Words[i].Start)
	return at == 0 || isSpaceByte(r.text.Source, at-1) || r.text.Source[at-1] == '(' || r.text.Source[at-1] == '['
}

func (r *reader) spaceAfter(i int) bool {
	at := int(r.text.Words[i].End)
	return at >= len(r.text.Source) || isSpaceByte(r.text.Source, at)
}

func isSpaceByte(s string, at int) bool {
	switch s[at] {
	case ' ', '\n', '\t', '\r', 0xa0: // 0xa0: the last byte of a no-break space
		return true
	}
	return false
}

// isSpeech tells words that were said from a word at arm's length: they follow a colon or a comma, or make up a sentence
// or more, or begin one and end with its comma.
func (r *reader) isSpeech(q *quotation) bool {
	if q.continues || q.goesOn {
		return true
	}
	last := q.inner.End - 1
	starts := r.startsSentence(q.words.Start)
	ends := r.isComma(last) || r.text.Words[last].XPOS == language.Stop ||
		q.words.End < len(r.text.Words) && r.isComma(q.words.End)
	verb := r.holdsVerb(q.inner)
	switch {
	case starts && ends:
		return true
	case q.words.Start > 0 && (r.isComma(q.words.Start-1) || r.isColon(q.words.Start-1)) && (verb || ends && q.inner.Len() > 2):
		return true
	}
	return verb && starts
}

// startsSentence reports whether a sentence begins at the word, or behind it where it is a quotation mark.
func (r *reader) startsSentence(i int) bool {
	if i == 0 || r.text.Sentences[r.sentenceOf(i)].Start == i {
		return true
	}
	return r.isMark(i) && i+1 < len(r.text.Words) && r.text.Sentences[r.sentenceOf(i+1)].Start == i+1
}

// sentenceOf finds the sentence that a word is in.
func (r *reader) sentenceOf(i int) int {
	lo, hi := 0, len(r.text.Sentences)
	for lo+1 < hi {
		mid := (lo + hi) / 2
		if r.text.Sentences[mid].Start <= i {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

func (r *reader) sentenceStart(i, atLeast int) int {
	return max(atLeast, r.text.Sentences[r.sentenceOf(i)].Start)
}

func (r *reader) paragraphWords(p int) language.Range {
	ss := r.text.Paragraphs[p]
	if ss.Len() == 0 {
		return language.Range{}
	}
	return language.Range{Start: r.text.Sentences[ss.Start].Start, End: r.text.Sentences[ss.End-1].End}
}

// inQuotation reports whether the word is quoted, the marks counted in.
func (r *reader) inQuotation(i int) bool { return r.quoted[i] != 0 }

// quotationAt gives the quotation that begins at the word, or nil.
func (r *reader) quotationAt(i int) *quotation {
	if i < len(r.quoted) && r.quoted[i] != 0 {
		if q := &r.quotations[r.quoted[i]-1]; q.words.Start == i {
			return q
		}
	}
	return nil
}

// quotationOver gives the quotation that the word is in, or nil.
func (r *reader) quotationOver(i int) *quotation {
	if i >= 0 && i < len(r.quoted) && r.quoted[i] != 0 {
		return &r.quotations[r.quoted[i]-1]
	}
	return nil
}

// joinQuotations gives the quotations that nobody has claimed to the speaker they go on from: in the same paragraph
// the last one quoted, or the next paragraph's opening quotation after a paragraph that ends with its speaker
// (guide attribution §7).
func (r *reader) joinQuotations() {
	r.ownQuotations()
	for i := range r.quotations {
		q := &r.quotations[i]
		if q.owner != 0 || !q.speech || i == 0 {
			continue
		}
		prev := r.lastOwned(i)
		if prev == nil {
			continue
		}
		if q.continues && prev.goesOn {
			r.give(q, prev.owner)
			continue
		}
		s := r.sentenceOf(q.inner.Start)
		if !r.startsSentence(q.words.Start) {
			continue
		}
		last := max(r.drafts[prev.owner-1].sentence, r.sentenceOf(prev.inner.End-1))
		near := r.paragraph[s] - r.paragraph[last]
		if s-last <= 1 && (near == 0 || near == 1 && r.fillsParagraph(q, s)) {
			r.give(q, prev.owner)
		}
	}
	r.carryQuotations()
}

// carryQuotations makes attributions of quotations which nobody has claimed, hold a clause, and stand in the sentence behind
// an attribution: `He “at once gave the order”` goes on from what the readout said before it.
func (r *reader) carryQuotations() {
	const least = 4                            // words
	last := make([]int, len(r.text.Sentences)) // for each sentence 1 + its last attribution, which others may go on from
	for i := range r.drafts {
		last[r.drafts[i].sentence] = i + 1
	}
	for i := range r.quotations {
		q := &r.quotations[i]
		if q.owner != 0 || q.inner.Len() < least || !r.holdsVerb(q.inner) || !r.opensWithPronoun(q) {
			continue
		}
		s := r.sentenceOf(q.inner.Start)
		if s == 0 || last[s] > 0 || last[s-1] == 0 || r.paragraph[s]-r.paragraph[s-1] > 1 {
			continue
		}
		d := r.drafts[last[s-1]-1]
		if d.source.Len() == 0 || d.act != meaning.Asserts {
			continue
		}
		content := r.tidy(r.text.Sentences[s])
		if content.End < q.words.End {
			content.End = q.words.End
		}
		r.drafts = append(r.drafts, draft{source: d.source, cue: d.cue, through: d.through, content: []language.Range{content}, act: d.act, sentence: s, confidence: d.confidence, carried: true})
		q.owner = len(r.drafts)
	}
}

// opensWithPronoun reports whether the sentence of a quotation begins with it, or with a pronoun before it.
func (r *reader) opensWithPronoun(q *quotation) bool {
	s := r.text.Sentences[r.sentenceOf(q.inner.Start)]
	return q.words.Start <= s.Start || r.tag(s.Start) == language.PRP
}

func (r *reader) holdsVerb(p language.Range) bool {
	for i := p.Start; i < p.End; i++ {
		if r.isFinite(i) {
			return true
		}
	}
	return false
}

// lastOwned gives the quotation before the i-th that somebody said; titles and words at arm's length are passed over.
func (r *reader) lastOwned(i int) *quotation {
	const back = 10 // quotations
	for least := max(0, i-back); i > least; {
		i--
		if q := &r.quotations[i]; q.owner != 0 {
			return q
		} else if q.speech {
			return nil
		}
	}
	return nil
}

// fillsParagraph reports whether the paragraph of the sentence begins with the quotation and has no other speaker.
func (r *reader) fillsParagraph(q *quotation, s int) bool {
	words := r.paragraphWords(int(r.paragraph[s]))
	if words.Start != q.words.Start {
		return false
	}
	return q.words.End >= words.End-1
}

func (r *reader) give(q *quotation, owner int) {
	q.owner = owner
	d := &r.drafts[owner-1]
	d.content = append(d.content, q.words)
}

// ownQuotations notes for each quotation the draft whose content holds it.
func (r *reader) ownQuotations() {
	for i := range r.drafts {
		for _, c := range r.drafts[i].content {
			for w := c.Start; w < c.End && w < len(r.quoted); w++ {
				if q := r.quotationOver(w); q != nil && q.owner == 0 {
					q.owner = i + 1
				}
			}
		}
	}
}

// fragment is the entry of quoted words behind a verb of the narrator's: kept to his conditions to “do so at once”.
var fragment = &entry{lemma: "“", class: verb, act: meaning.Asserts, frames: quote}

// readFragments reads quoted words that no cue of the sentence has claimed: they are the words of the subject of the verb
// before them, if the model thinks so (guide attribution §6).
func (r *reader) readFragments() {
	const least = 3 // words
	for i := r.start; i < r.end; i++ {
		q := r.quotationAt(i)
		if q == nil {
			continue
		}
		i = q.words.End - 1
		if q.inner.Len() < least || q.words.End > r.end || r.isNested(q.words.Start) || q.words.Start == r.start {
			continue
		}
		v := q.words.Start - 1
		for v >= r.start && !r.isFinite(v) {
			v--
		}
		if v < r.start || r.inQuotation(v) {
			continue
		}
		for v+1 < q.words.Start && (r.tag(v+1).IsVerb() || r.isAdverb(v+1)) {
			v++ // was still standing
		}
		g := r.verbAt(v, v+1)
		if s := r.subjectOf(g); s.words.Len() > 0 {
			r.add(fragment, fragment.act, s.words, g.words, q.words)
		}
	}
}

package attribution

import (
	"strings"
	"unicode"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// readTurn reads speech that has no verb: a name and a colon at the start of a sentence and what was said behind it. It is
// a turn of a transcript ("Q:", "MR. DUARTE:"), a quotation, or a headline (guide attribution §9).
func (r *reader) readTurn() {
	start := r.start
	if r.isMark(start) && start+1 < r.end && r.quotationOver(start) != nil {
		start++
	}
	paragraph := r.paragraphWords(int(r.paragraph[r.sentence]))
	first, end := paragraph.Start == r.start, r.end
	if first {
		end = paragraph.End // "MR." may have been taken for a sentence
	}
	colon := r.turnColon(start, end)
	if colon < 0 {
		return
	}
	src := span(start, colon)
	cue := span(colon, colon+1)
	switch {
	case first && r.isTurn(int(r.paragraph[r.sentence])):
		content := r.turn(colon + 1)
		r.add(nil, r.turnAct(src, content), src, cue, content...)
	case colon+1 < len(r.quoted) && r.quotationAt(colon+1) != nil && r.quotationAt(colon+1).speech:
		r.add(nil, meaning.Asserts, src, cue, span(colon+1, r.afterQuotation(r.quotationAt(colon+1))))
	case r.sentence == 0 && colon < r.end && r.isPersonal(src):
		r.add(nil, meaning.Asserts, src, cue, span(colon+1, r.end))
	}
}

// turnAct is what a turn does: it asks if it is labelled a question, or if its last sentence is one.
func (r *reader) turnAct(label language.Range, content []language.Range) meaning.Act {
	switch r.form(label.Start) {
	case "q", "question":
		return meaning.Asks
	case "a", "answer":
		return meaning.Asserts
	}
	last := content[len(content)-1]
	for i := last.End - 1; i >= last.Start && i > last.End-3; i-- {
		if r.form(i) == "?" {
			return meaning.Asks
		}
	}
	return meaning.Asserts
}

// turnColon finds the colon behind a short phrase without a verb at the start of the sentence, or -1.
func (r *reader) turnColon(start, end int) int {
	const longest = 9 // words
	for i := start; i < end && i < start+longest; i++ {
		switch {
		case r.isColon(i):
			if i > start && r.withHead(span(start, i)).Len() > 0 && i+1 < len(r.text.Words) {
				return i
			}
			return -1
		case r.isNominal(i), r.isBracketOpen(i), r.isBracketClose(i), r.isComma(i), r.tag(i) == language.IN, r.tag(i) == language.CC:
		default:
			if f := r.text.Form(i); !isUpper(f) && f != "." {
				return -1
			}
		}
	}
	return -1
}

// isTurnName reports whether a phrase is how a transcript names who speaks: Q, MR. DUARTE, THE PRESIDENT.
func (r *reader) isTurnName(p language.Range) bool {
	for i := p.Start; i < p.End; i++ {
		f := r.text.Form(i)
		switch f {
		case ".", ",", "-", "’", "'", "&", "Mr.", "Ms.", "Mrs.", "Dr.", "Mr", "Ms", "Mrs", "Dr":
			if i == p.Start && len(f) == 1 {
				return false
			}
			continue
		}
		if !isUpper(f) {
			return false
		}
		if noTurn(r.form(i)) {
			return false
		}
	}
	return true
}

// isShortName reports whether a phrase is a name as transcripts in small letters have it: Ana Duarte, Question, Reporter.
func (r *reader) isShortName(p language.Range) bool {
	const longest = 5 // words
	if p.Len() > longest {
		return false
	}
	for i := p.Start; i < p.End; i++ {
		if f := r.text.Form(i); !isCapital(f) && f != "." && f != "-" && f != "’" && f != "'" || noTurn(r.form(i)) {
			return false
		}
	}
	return isCapital(r.text.Form(p.Start))
}

// noTurn reports whether a word stands before a colon and names no speaker.
func noTurn(form string) bool {
	switch form {
	case "correction", "video", "update", "updated", "note", "photo", "photos", "related", "read", "watch", "breaking", "clarification", "editor",
		"analysis", "opinion", "source", "sources", "exclusive", "live", "more", "published", "date", "time", "location", "contact", "tel", "email", "by":
		return true
	}
	return false
}

func isCapital(word string) bool {
	for _, c := range word {
		return unicode.IsUpper(c)
	}
	return false
}

func isUpper(word string) bool {
	letters := false
	for _, c := range word {
		if unicode.IsLower(c) {
			return false
		}
		letters = letters || unicode.IsUpper(c)
	}
	return letters
}

// isPersonal reports whether a headline's first phrase names somebody: all of it is capitalised names.
func (r *reader) isPersonal(p language.Range) bool {
	for i := p.Start; i < p.End; i++ {
		if t := r.tag(i); t != language.NNP && t != language.NNPS && r.tag(i) != language.CC {
			return false
		}
		switch r.form(i) {
		case "poll", "polls", "report", "reports", "breaking", "exclusive", "watch", "video", "update", "analysis", "opinion", "live", "study", "survey":
			return false
		}
	}
	return p.Len() <= 4
}

// turn gives the words of a turn: the rest of the paragraph, and the paragraphs behind it up to the next turn.
func (r *reader) turn(from int) []language.Range {
	p := int(r.paragraph[r.sentence])
	out := []language.Range{span(from, r.paragraphWords(p).End)}
	for p++; p < len(r.text.Paragraphs); p++ {
		words := r.paragraphWords(p)
		if words.Len() == 0 || r.isTurn(p) || r.isBracketOpen(words.Start) || words.Len() > 1 && r.isMark(words.Start) && r.isBracketOpen(words.Start+1) || r.isFurniture(words) {
			break
		}
		out = append(out, words)
	}
	return out
}

// isFurniture reports whether words belong to the page and not to the text.
func (r *reader) isFurniture(words language.Range) bool {
	at := r.text.Span(words)
	for _, f := range r.doc.Furniture {
		if f.Contains(at) {
			return true
		}
	}
	return false
}

// isTurn reports whether the paragraph begins as the turns of this text do. A text has turns if three of its paragraphs
// begin with a name and a colon and one of the names comes back, or if two are labelled a question and an answer.
func (r *reader) isTurn(p int) bool {
	if r.turns == nil {
		r.turns = r.findTurns()
	}
	return r.turns[p]
}

// inTurn reports whether the sentence being read belongs to somebody's turn.
func (r *reader) inTurn() bool {
	r.isTurn(0)
	const back = 30 // paragraphs
	for p := int(r.paragraph[r.sentence]); p >= 0 && p > int(r.paragraph[r.sentence])-back; p-- {
		if r.turns[p] {
			return true
		}
	}
	return false
}

func (r *reader) findTurns() []bool {
	const least = 3                                  // turns
	labels := make([]string, len(r.text.Paragraphs)) // their last words: a name comes back shortened
	seen := map[string]int{}
	for p := range r.text.Paragraphs {
		if label, ok := r.turnLabel(r.paragraphWords(p)); ok {
			labels[p] = label
			seen[label]++
		}
	}
	out := make([]bool, len(labels))
	all, comesBack := 0, false
	for p, l := range labels {
		// A name in small letters may stand before a colon by chance; in capitals less so.
		if out[p] = l != "" && (seen[l] > 1 || isUpper(l)); out[p] {
			all++
			comesBack = comesBack || seen[l] > 1
		}
	}
	if all >= least && comesBack || seen["Q"] > 0 && seen["A"] > 0 {
		return out
	}
	clear(out)
	return out
}

// turnLabel gives the last word of what stands before a colon at the start of the paragraph, if that may be the name of who
// speaks.
func (r *reader) turnLabel(paragraph language.Range) (string, bool) {
	const longest = 9 // words
	start := paragraph.Start
	if paragraph.Len() > 1 && r.isMark(start) {
		start++
	}
	for i := start; i+1 < paragraph.End && i < start+longest; i++ {
		if r.isColon(i) {
			p := span(start, i)
			if p.Len() == 0 || !r.isTurnName(p) && !r.isShortName(p) {
				return "", false
			}
			return r.text.Form(i - 1), true
		}
	}
	return "", false
}

// readSignature reads what is signed at the end of its paragraph: `"..." – Commissioner Duarte`, `"..." Ana Duarte, foreign
// minister`, and a post as it is set in an article, "... — Ana Duarte (@anaduarte) May 2, 2031" (guide attribution §9).
func (r *reader) readSignature() {
	p := int(r.paragraph[r.sentence])
	words := r.paragraphWords(p)
	if words.End != r.end {
		return
	}
	if name := r.nameBehind(words); name.Len() > 0 {
		r.add(nil, meaning.Asserts, name, language.Range{}, span(words.Start, name.Start))
		return
	}
	for i := r.end - 2; i > words.Start && i > r.end-20; i-- {
		if !r.isDash(i) {
			continue
		}
		end, post := r.signer(i + 1)
		quoted := r.quotationOver(i-1) != nil && r.quotationOver(i-1).words.End == i
		if end == i+1 || !post && !quoted {
			return
		}
		r.add(nil, meaning.Asserts, span(i+1, end), span(i, i+1), span(words.Start, i))
		return
	}
}

// nameBehind gives the name, and what its bearer is, that alone stands behind a quotation of a sentence or more which
// begins the paragraph.
func (r *reader) nameBehind(paragraph language.Range) language.Range {
	q := r.quotationAt(paragraph.Start)
	if q == nil || q.words.End >= paragraph.End || !r.holdsVerb(q.inner) || r.text.Words[q.inner.End-1].XPOS != language.Stop {
		return language.Range{}
	}
	i := q.words.End
	if end, _ := r.signer(i); end >= i+2 && r.tag(i) == language.NNP && r.tag(i+1) == language.NNP {
		return span(i, end)
	}
	return language.Range{}
}

// signer gives the end of the name that begins at the word, and whether a handle follows it.
func (r *reader) signer(i int) (end int, post bool) {
	end = i
	for end < r.end && (r.tag(end) == language.NNP || r.isNominal(end) || r.isComma(end) || r.tag(end) == language.IN) && !r.isBracketOpen(end) {
		end++
	}
	if end >= r.end {
		return end, false
	}
	if rest := r.lower[r.text.Words[end].Start:r.text.Words[r.end-1].End]; strings.HasPrefix(rest, "(@") {
		return end, true
	}
	for k := end; k < r.end; k++ {
		if r.tag(k) != language.Stop {
			return i, false
		}
	}
	return end, false
}

// readParts reads the texts of others inside the document, or the document itself where it is an official text: each is
// its author's account from end to end. The source is the author's name in the heading; where that stands outside the
// words, the account has none, and doc.Part says whose it is.
func (r *reader) readParts() {
	for _, part := range r.doc.Parts {
		if part.Author == "" {
			continue
		}
		var content []language.Range
		var src language.Range
		heading := doc.Span{Start: part.Span.Start, End: part.Span.Start + len(part.Title)}
		for s, words := range r.text.Sentences {
			if words.Len() == 0 || !part.Span.Contains(r.text.Span(words)) || r.isFurniture(words) {
				continue
			}
			if src.Len() == 0 && len(content) == 0 {
				src = r.named(words, part.Author)
			}
			if src.Len() > 0 && len(content) == 0 && r.named(words, part.Author) == src || heading.Contains(r.text.Span(words)) {
				continue // the heading
			}
			if n := len(content); n > 0 && r.paragraph[s] == r.paragraph[r.sentenceOf(content[n-1].Start)] {
				content[n-1].End = words.End
				continue
			}
			content = append(content, words)
		}
		if len(content) > 0 {
			r.sentence = r.sentenceOf(content[0].Start)
			r.add(nil, meaning.Asserts, src, language.Range{}, content...)
		}
	}
}

// named finds the words of a sentence that are the name.
func (r *reader) named(words language.Range, name string) language.Range {
	at := strings.Index(r.text.Span(words).Of(r.text.Source), name)
	if at < 0 {
		return language.Range{}
	}
	at += r.text.Span(words).Start
	var p language.Range
	for i := words.Start; i < words.End; i++ {
		if w := r.text.Words[i].Span(); at <= w.Start && w.End <= at+len(name) {
			if p.Len() == 0 {
				p.Start = i
			}
			p.End = i + 1
		}
	}
	return p
}

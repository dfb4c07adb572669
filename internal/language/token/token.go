// Package token reads a document's text and writes its words, sentences and paragraphs, as the English
// corpora of Universal Dependencies 2 (EWT, GUM) cut them: do|n't, Putin|'s, can|not, ten|-|year.
package token

import (
	"unicode"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
)

// Split cuts the text into words, sentences and paragraphs. Furniture, spans in order and apart, holds
// no words, and no word crosses it. Any bytes are read; what is not UTF-8 is taken for letters.
//
// A line is a paragraph, as the press writes; lines that were broken to a width are joined again (see
// wrapped). An abbreviation keeps its full stop: at the end of a sentence "U.S." is its last word.
func Split(text string, furniture []doc.Span) *language.Text {
	lex, err := lexiconOf()
	if err != nil {
		panic(err) // the embedded table is wrong; TestLexicon tells
	}
	s := &splitter{lex: lex, text: text, out: &language.Text{
		Source:     text,
		Words:      make([]language.Word, 0, len(text)/5+8),
		Sentences:  make([]language.Range, 0, len(text)/100+4),
		Paragraphs: make([]language.Range, 0, len(text)/400+4),
	}}
	for segments := range paragraphs(text, furniture) {
		s.paragraph(segments)
	}
	return s.out
}

// A splitter holds what one call of Split works with.
type splitter struct {
	lex  *lexicon
	text string
	out  *language.Text
	end  int   // of the segment being cut
	dots []int // words of this paragraph that may end a sentence
}

// paragraph cuts one paragraph, which furniture may have cut into segments, into words and sentences.
func (s *splitter) paragraph(segments []doc.Span) {
	first := len(s.out.Words)
	s.dots = s.dots[:0]
	for _, seg := range segments {
		s.segment(seg)
	}
	if len(s.out.Words) == first {
		return
	}
	sentences := len(s.out.Sentences)
	s.sentences(first)
	s.out.Paragraphs = append(s.out.Paragraphs, language.Range{Start: sentences, End: len(s.out.Sentences)})
}

// The class of a byte, for the ways that most text takes.
const (
	other  = iota
	space  // white space
	letter // an ASCII letter
	digit
	high // a byte of a longer rune
)

var classes = func() (c [256]uint8) {
	for b := range 256 {
		switch {
		case b == ' ' || '\t' <= b && b <= '\r' || 0x1c <= b && b <= 0x1f:
			c[b] = space
		case 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z':
			c[b] = letter
		case '0' <= b && b <= '9':
			c[b] = digit
		case b >= utf8.RuneSelf:
			c[b] = high
		}
	}
	return c
}()

// segment cuts one unbroken run of text into words.
func (s *splitter) segment(seg doc.Span) {
	text := s.text[:seg.End]
	s.end = seg.End
	for p := seg.Start; p < len(text); {
		switch classes[text[p]] {
		case space:
			p++
		case letter:
			// Most words are ASCII letters up to a space or a comma.
			q := p + 1
			for q < len(text) && classes[text[q]] == letter {
				q++
			}
			if q == len(text) || classes[text[q]] == space || (text[q] == ',' && (q+1 == len(text) || classes[text[q+1]] == space)) {
				s.plain(p, q)
				p = q
			} else {
				p = s.chunk(p)
			}
		case high:
			if r, n := utf8.DecodeRuneInString(text[p:]); blank(r) {
				p += n
				continue
			}
			p = s.chunk(p)
		default:
			p = s.chunk(p)
		}
	}
}

// emit adds the word [start, end).
func (s *splitter) emit(start, end int) {
	s.out.Words = append(s.out.Words, language.Word{Start: int32(start), End: int32(end), Head: -1})
}

// stop adds the word [start, end), which may end a sentence.
func (s *splitter) stop(start, end int) {
	s.dots = append(s.dots, len(s.out.Words))
	s.emit(start, end)
}

// plain adds a word of letters alone, cut if it is a fused one.
func (s *splitter) plain(start, end int) {
	if n := end - start; n >= 4 && n <= 8 {
		switch s.text[end-1] {
		case 'a', 'e', 't', 'A', 'E', 'T':
			if cut := s.lex.cut(s.text[start:end]); cut > 0 {
				s.emit(start, start+cut)
				start += cut
			}
		}
	}
	s.emit(start, end)
}

// chunk cuts from p, which is no white space, to the next white space, and says where it stopped.
func (s *splitter) chunk(start int) int {
	end := s.chunkEnd(start)
	for p := start; p < end; {
		p = s.next(p, start, end)
	}
	return end
}

// chunkEnd is the place of the first white space from p on.
func (s *splitter) chunkEnd(p int) int {
	for p < s.end {
		switch classes[s.text[p]] {
		case space:
			return p
		case high:
			r, n := utf8.DecodeRuneInString(s.text[p:s.end])
			if blank(r) {
				return p
			}
			p += n
		default:
			p++
		}
	}
	return p
}

// next adds the word or words that begin at p, in the chunk [start, end), and says where it stopped.
func (s *splitter) next(p, start, end int) int {
	text := s.text[:end]
	r, n := utf8.DecodeRuneInString(text[p:])
	switch {
	case wordRune(r, n):
		if q := s.address(p, end); q > p {
			s.emit(p, q)
			return q
		}
		return s.word(p, end)
	case r == '.' && p+1 < end && isDigit(text[p+1]) && p == start: // .5
		return s.word(p, end)
	case r == '\'' || r == '’':
		if q := clipped(text, p, n); q > p {
			s.emit(p, q)
			return q
		}
		if q := suffix(text, p, n); p == start && q > p { // a possessive ending on its own
			s.emit(p, q)
			return q
		}
		if r == '\'' && p+1 < end && text[p+1] == '\'' || r == '’' && hasRune(text, p+n, '’') {
			n *= 2
		}
		s.emit(p, p+n)
	case r == '`' && p+1 < end && text[p+1] == '`':
		n = 2
		s.emit(p, p+n)
	case (r == '@' || r == '#') && (p == start || classes[text[p-1]] == other) && p+1 < end && classes[text[p+1]] == letter: // @handle, #topic
		q := p + 1
		for q < end && (classes[text[q]] == letter || classes[text[q]] == digit || text[q] == '_') {
			q++
		}
		s.emit(p, q)
		return q
	case r == '[' && p+5 <= end && text[p:p+5] == "[...]":
		n = 5
		s.emit(p, p+n)
	case r == '.' || r == '!' || r == '?' || r == '…':
		q := p + n
		for q < end {
			r, n := utf8.DecodeRuneInString(text[q:])
			if r != '.' && r != '!' && r != '?' && r != '…' {
				break
			}
			q += n
		}
		s.stop(p, q)
		return q
	case r == '-' || r == '*' || r == '=' || r == '_' || r == '~' || r == '#' || r == '+' || r == '<' || r == '>' || r == '$':
		q := p + 1
		for q < end && text[q] == text[p] {
			q++
		}
		s.emit(p, q)
		return q
	case (r == ':' || r == ';' || r == '=') && p == start:
		if q := smiley(text, p); q == end {
			s.emit(p, q)
			return q
		}
		s.emit(p, p+n)
	default:
		for p+n < end { // a sign and what joins it: emoji with their variants
			r, m := utf8.DecodeRuneInString(text[p+n:])
			if r != '\u200d' && !unicode.Is(unicode.Variation_Selector, r) {
				break
			}
			n += m
		}
		s.emit(p, p+n)
	}
	return p + n
}

// word adds the word that begins at p, cut as the corpora cut it, and says where it stopped.
func (s *splitter) word(start, end int) int {
	text := s.text[:end]
	q := s.wordEnd(start, end)
	if q < end && text[q] == '.' && !(q+1 < end && text[q+1] == '.') && s.abbreviation(start, q) {
		q++
		s.stop(start, q)
		return q
	}
	if q < end && text[q] == '$' && q-start <= 3 && upper(text[start:q]) { // US$, HK$
		s.emit(start, q+1)
		return q + 1
	}
	if isDigit(text[start]) {
		return s.figure(start, q)
	}
	return s.contraction(start, q)
}

// wordEnd finds the end of the run of letters and figures that begins at p, with the signs that belong inside it.
func (s *splitter) wordEnd(start, end int) int {
	text := s.text[:end]
	p := start
	if text[p] == '.' {
		p++
	}
	for p < end {
		c := text[p]
		if k := classes[c]; k == letter || k == digit {
			p++
			continue
		}
		if c >= utf8.RuneSelf {
			if r, n := utf8.DecodeRuneInString(text[p:]); wordRune(r, n) || r == '\u00ad' || r == '\u200d' || r == '\u200c' {
				p += n
				continue
			} else if r == '’' && p > start && nextIsWord(text, p+n) {
				p += n
				continue
			}
			return p
		}
		if p == start || !nextIsWord(text, p+1) || !s.inside(start, p, end) {
			return p
		}
		p++
	}
	return p
}

// inside reports whether the sign at p, between letters or figures, belongs inside the word from start.
func (s *splitter) inside(start, p, end int) bool {
	const longest = 64 // more than any figure or abbreviation, so that no text takes for ever
	if p-start > longest {
		return s.text[p] == '\'' || s.text[p] == '_'
	}
	text := s.text[:end]
	before, after := text[p-1], text[p+1]
	switch text[p] {
	case '\'', '_':
		return true
	case '.':
		if isDigit(before) && isDigit(after) {
			return true
		}
		// Letters and stops in turn: U.S, p.m, Ph.D
		return alternates(text[start:p]) && (p+2 == end || classes[text[p+2]] != letter || text[start:p] == "Ph")
	case ',':
		return isDigit(before) && p+3 < end && isDigit(after) && isDigit(text[p+2]) && isDigit(text[p+3]) && (p+4 == end || !isDigit(text[p+4])) && numeric(text[start:p])
	case ':':
		return isDigit(before) && isDigit(after) && numeric(text[start:p])
	case '/':
		return isDigit(before) && isDigit(after) && numeric(text[start:p])
	case '&':
		return upperByte(before) && upperByte(after)
	case '-':
		return s.hyphenated(start, p, end)
	}
	return false
}

// hyphenated reports whether the hyphen at p stays inside its word: after a prefix (anti-war) and in
// telephone numbers and ISO dates.
func (s *splitter) hyphenated(start, p, end int) bool {
	text := s.text[:end]
	if classes[text[p-1]] == letter && classes[text[p+1]] == letter {
		if p-start > 8 || p-start > 1 && upperByte(text[start]) && upperByte(text[p-1]) {
			return false // UN-brokered has a name before the hyphen, and not "un"
		}
		var low [8]byte
		return s.lex.kinds[string(lower(low[:0], text[start:p]))]&prefix != 0
	}
	if !isDigit(text[p-1]) || !isDigit(text[p+1]) {
		return false
	}
	q := p + 1
	for q < min(end, start+40) && (isDigit(text[q]) || text[q] == '-') {
		q++
	}
	// Three groups of figures, or a telephone number's 555-0199, stay whole; 2022-2023 and 5-10 are ranges.
	groups, from := 0, start
	for i := start; i <= q; i++ {
		if i == q || text[i] == '-' {
			if i == from {
				return false
			}
			groups++
			from = i + 1
		}
	}
	return groups >= 3 || q-start == 8 && text[start+3] == '-'
}

// figure adds a word that begins with a figure, its unit split off: 5|km, 10|am; but 20th, 1980s, 4G.
func (s *splitter) figure(start, end int) int {
	p := start
	for p < end && (isDigit(s.text[p]) || (s.text[p] == '.' || s.text[p] == ',' || s.text[p] == ':') && p+1 < end && isDigit(s.text[p+1])) {
		p++
	}
	if p > start && p < end && s.lex.is(s.text[p:end], unit) {
		s.emit(start, p)
		start = p
	}
	s.emit(start, end)
	return end
}

// contraction adds a word with its clitics split off: do|n't, Putin|'s, could|n't|'ve.
func (s *splitter) contraction(start, end int) int {
	cut := end
	for cut > start {
		c := clitic(s.text[start:cut])
		if c == 0 || c == cut-start {
			break
		}
		cut -= c
	}
	s.plain(start, cut)
	for cut < end {
		next := cut + cliticAt(s.text[cut:end])
		s.emit(cut, next)
		cut = next
	}
	return end
}

// clitic gives the length of the clitic that the word ends in, 0 for none.
func clitic(word string) int {
	n := len(word)
	if n < 3 {
		return 0
	}
	// The apostrophe is one byte or three, one to two letters before the end.
	for _, letters := range [2]int{1, 2} {
		a := n - letters
		mark := apostropheBefore(word, a)
		if mark == 0 || a-mark < 1 {
			continue
		}
		l0 := word[a] | 0x20
		if letters == 1 {
			if l0 == 't' && a-mark-1 >= 1 && word[a-mark-1]|0x20 == 'n' {
				return 1 + mark + 1
			}
			if l0 == 's' || l0 == 'm' || l0 == 'd' {
				return mark + 1
			}
			continue
		}
		l1 := word[a+1] | 0x20
		if l0 == 'r' && l1 == 'e' || l0 == 'v' && l1 == 'e' || l0 == 'l' && l1 == 'l' {
			return mark + 2
		}
	}
	return 0
}

// cliticAt gives the length of the first clitic in a run of clitics.
func cliticAt(s string) int {
	for n := 2; n < len(s); n++ {
		if c := clitic("xx" + s[:n]); c == n { // a clitic is found after a word
			return n
		}
	}
	return len(s)
}

func apostropheBefore(s string, at int) int {
	if at >= 1 && s[at-1] == '\'' {
		return 1
	}
	if at >= 3 && s[at-3:at] == "’" {
		return 3
	}
	return 0
}

// clipped finds the end of a word whose beginning an apostrophe stands for: '90s, ’em.
func clipped(text string, p, mark int) int {
	q := p + mark
	for q < len(text) && (classes[text[q]] == letter || classes[text[q]] == digit) {
		q++
	}
	switch w := text[p+mark : q]; w {
	case "em", "Em", "til", "cause", "n", "bout":
		return q
	default:
		if len(w) == 2 && isDigit(w[0]) && isDigit(w[1]) || len(w) == 3 && isDigit(w[0]) && isDigit(w[1]) && w[2] == 's' {
			return q
		}
	}
	return p
}

// suffix finds the end of a clitic that stands alone: ’s after a closing quote or furniture.
func suffix(text string, p, mark int) int {
	q := p + mark
	for q < len(text) && classes[text[q]] == letter {
		q++
	}
	switch text[p+mark : q] {
	case "s", "S", "re", "ve", "ll", "d", "m":
		return q
	}
	return p
}

// smiley finds the end of :) ;-) =( and the like.
func smiley(text string, p int) int {
	q := p + 1
	if q < len(text) && text[q] == '-' {
		q++
	}
	if q < len(text) && (text[q] == ')' || text[q] == '(' || text[q] == 'D' || text[q] == 'P') {
		return q + 1
	}
	return p
}

// blank reports whether Unicode, as the corpora's tools read it, counts the rune as white space.
func blank(r rune) bool { return r > unicode.MaxASCII && unicode.IsSpace(r) || r == '\ufeff' }

// wordRune reports whether the rune, n bytes long, is part of words.
func wordRune(r rune, n int) bool {
	if r < utf8.RuneSelf {
		return classes[byte(r)] == letter || classes[byte(r)] == digit
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) && !unicode.Is(unicode.Variation_Selector, r) || unicode.IsDigit(r) || r == utf8.RuneError && n == 1
}

func nextIsWord(text string, p int) bool {
	if p >= len(text) {
		return false
	}
	r, n := utf8.DecodeRuneInString(text[p:])
	return wordRune(r, n)
}

func hasRune(text string, p int, want rune) bool {
	r, _ := utf8.DecodeRuneInString(text[p:])
	return r == want
}

func isDigit(c byte) bool   { return '0' <= c && c <= '9' }
func upperByte(c byte) bool { return 'A' <= c && c <= 'Z' }

func upper(s string) bool {
	for i := range len(s) {
		if !upperByte(s[i]) {
			return false
		}
	}
	return len(s) > 0
}

// numeric reports whether s is made of figures and the signs between them.
func numeric(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isDigit(c) && c != ',' && c != '.' && c != ':' && c != '/' {
			return false
		}
	}
	return true
}

// alternates reports whether s is letters with a stop after each: U, U.S, p; or Ph.
func alternates(s string) bool {
	if s == "Ph" {
		return true
	}
	for i := range len(s) {
		if i%2 == 0 && classes[s[i]] != letter || i%2 == 1 && s[i] != '.' {
			return false
		}
	}
	return len(s)%2 == 1
}

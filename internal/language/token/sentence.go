package token

import (
	"unicode"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/language"
)

// abbreviation reports whether the word [start, end), before a full stop, is written with that stop.
func (s *splitter) abbreviation(start, end int) bool {
	word := s.text[start:end]
	next := s.peek(end + 1)
	if len(word) == 1 && classes[word[0]] == letter && upperByte(word[0]) {
		// An initial: A. B. Smith. Not at the end of a paragraph, and "I" only inside a name.
		if next == 0 || word == "I" && !s.afterName() {
			return false
		}
		return unicode.IsUpper(next) || next == ',' || unicode.IsLower(next)
	}
	if len(word) >= 3 && alternates(word) {
		return true
	}
	k := s.lex.kinds[word]
	switch {
	case k&title != 0:
		return next != 0
	case k&short != 0:
		return true
	case k&number != 0 && (unicode.IsDigit(next) || next == '#'):
		return true
	case k&date != 0 && (unicode.IsDigit(next) || unicode.IsLower(next) || next == ',' || s.afterFigure()):
		return true
	case k&state != 0 && s.afterComma():
		return true
	}
	return false
}

// peek is the first rune from p on that is no white space; 0 at the end.
func (s *splitter) peek(p int) rune {
	for p < s.end {
		r, n := utf8.DecodeRuneInString(s.text[p:s.end])
		if r < utf8.RuneSelf && classes[byte(r)] != space || r >= utf8.RuneSelf && !blank(r) {
			return r
		}
		p += n
	}
	return 0
}

// last is the word added last, "" at the beginning.
func (s *splitter) last() string {
	if n := len(s.out.Words); n > 0 {
		return s.out.Form(n - 1)
	}
	return ""
}

func (s *splitter) afterComma() bool { return s.last() == "," }
func (s *splitter) afterName() bool  { w := s.last(); return w != "" && upperByte(w[0]) && len(w) > 1 }

func (s *splitter) afterFigure() bool {
	w := s.last()
	return w != "" && isDigit(w[0])
}

// sentences cuts the words from first on, one paragraph, into sentences.
func (s *splitter) sentences(first int) {
	words := s.out.Words
	start := first
	if end := s.dateline(first); end > first {
		s.sentence(start, end)
		start = end
	}
	for _, i := range s.dots {
		if i < start {
			continue
		}
		if end := s.endAfter(first, i); end > 0 && end < len(words) {
			s.sentence(start, end)
			start = end
		}
	}
	s.sentence(start, len(words))
}

func (s *splitter) sentence(start, end int) {
	s.out.Sentences = append(s.out.Sentences, language.Range{Start: start, End: end})
}

// endAfter gives where the sentence ends that the stop at word i may end, quotes and brackets that
// close after it taken in; 0 if the stop does not end it.
func (s *splitter) endAfter(first, i int) int {
	stop := s.out.Form(i)
	j, quoted := s.closers(i + 1)
	if j == len(s.out.Words) {
		return j
	}
	if stop == "." && i == first+1 && numeric(s.out.Form(first)) {
		return 0 // the number of a list item
	}
	next, _ := utf8.DecodeRuneInString(s.out.Form(j))
	low := unicode.IsLower(next)
	switch s.out.Form(j) {
	case ",", ";", ":", ")", "]", "}", "%", "/", ".":
		return 0
	}
	switch {
	case stop == "." && i > first && s.out.Form(i-1) == ".", ellipsis(stop): // . . . is one too
		if !unicode.IsUpper(next) {
			return 0
		}
	case stop == ".":
		if low && quoted {
			return 0
		}
	case len(stop) > 1 && stop[len(stop)-1] == '.' && wordStart(stop):
		// An abbreviation: the next word must be one that begins sentences.
		if s.lex.is(stop[:len(stop)-1], title) || initial(stop) || !s.begins(j) {
			return 0
		}
	default: // ! ? and runs of them
		if low && (quoted || i > first && s.exclaimed(i)) || quoted && s.saying(j) {
			return 0
		}
	}
	return j
}

// closers passes over the quotes, brackets, references and stops that belong to the sentence before them.
func (s *splitter) closers(j int) (end int, quoted bool) {
	words := s.out.Words
	for ; j < len(words); j++ {
		touching := words[j].Start == words[j-1].End
		switch s.out.Form(j) {
		case "”", "’’", "''", "»":
			quoted = true
		case "\"", "'", "’", "“":
			// A straight quote closes where it touches what is before it and not what is after it.
			if !touching || j+1 < len(words) && words[j+1].Start == words[j].End && wordStart(s.out.Form(j+1)) {
				return j, quoted
			}
			quoted = true
		case ")", "]", "}":
			if !touching {
				return j, quoted
			}
			quoted = true // "Olden (R-Ky.) said" goes on as words in quotation marks do
		case "[":
			if j+2 >= len(words) || s.out.Form(j+2) != "]" || !numeric(s.out.Form(j+1)) {
				return j, quoted
			}
			j += 2
		case ".", "!", "?":
			if !touching {
				return j, quoted
			}
		default:
			return j, quoted
		}
	}
	return j, quoted
}

// begins reports whether the word j is one that begins sentences, or a quote that opens before a capital.
func (s *splitter) begins(j int) bool {
	form := s.out.Form(j)
	switch form {
	case "“", "\"", "‘", "``":
		return j+1 < len(s.out.Words) && s.lex.is(s.out.Form(j+1), starter)
	}
	return s.lex.is(form, starter)
}

// exclaimed reports whether the stop at i belongs to a name: Yahoo! and others.
func (s *splitter) exclaimed(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.out.Form(i - 1))
	return s.out.Form(i) == "!" && unicode.IsUpper(r)
}

// saying reports whether a name and a verb of saying follow, and then the sentence's end or a comma:
// "Will he come?" Duarte asked.
func (s *splitter) saying(j int) bool {
	for n := 0; n < 6 && j+1 < len(s.out.Words); n, j = n+1, j+1 {
		form := s.out.Form(j)
		if s.lex.is(form, said) {
			next := s.out.Form(j + 1)
			return next == "." || next == ","
		}
		if r, _ := utf8.DecodeRuneInString(form); !unicode.IsUpper(r) && form != "the" {
			return false
		}
	}
	return false
}

// dateline gives the end of the dateline that the paragraph begins with: SEOUL (Reuters) -
// It gives first where there is none.
func (s *splitter) dateline(first int) int {
	words := s.out.Words
	if len(words)-first < 4 {
		return first
	}
	if w := s.out.Form(first); len(w) < 3 || !upper(w[:3]) {
		return first
	}
	for j := first + 1; j < min(first+16, len(words)); j++ {
		form := s.out.Form(j)
		switch form {
		case "-", "--", "–", "—":
			apart := words[j].Start > words[j-1].End
			if !apart && form == "-" {
				continue // WASHINGTON-based
			}
			if apart && j+1 < len(words) {
				return j + 1
			}
			return first
		case ",", ".", "(", ")", "/", "'s", "’s", "of", "and", "de":
			continue
		}
		r, _ := utf8.DecodeRuneInString(form)
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			return first
		}
	}
	return first
}

func ellipsis(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r == '…' || len(s) > 1 && s[0] == '.' && s[1] == '.'
}

// initial reports whether the word is one capital with its stop.
func initial(s string) bool { return len(s) == 2 && upperByte(s[0]) }

func wordStart(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return wordRune(r, n)
}

package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

// quotationOf tells how the words of an attribution are given: all in quotation marks, none, or some
// (guide attribution §6). The "that" before a quotation does not count.
func quotationOf(text string, a meaning.Attribution) meaning.Quotation {
	if a.Act == meaning.NoComment || len(a.Content) == 0 {
		return meaning.NoQuotation
	}
	quoted, bare := false, false
	for _, c := range a.Content {
		q, b := marked(text, c)
		quoted, bare = quoted || q, bare || b
	}
	switch {
	case quoted && bare:
		return meaning.Mixed
	case quoted:
		return meaning.Direct
	}
	return meaning.Indirect
}

// marked reports whether a place holds words in quotation marks, and words outside them.
func marked(text string, at doc.Span) (quoted, bare bool) {
	in := at.Start > 0 && opensBefore(text, at.Start)
	single := false
	words := at.Of(text)
	first := true
	for len(words) > 0 {
		if n, opens, closes := markAt(words, in); n > 0 {
			switch {
			case opens && !in:
				in, single = true, strings.HasPrefix(words, "‘")
			case closes && !single:
				in = false
			case single && strings.HasPrefix(words, "’") && wordLen(words[n:]) == 0:
				in, single = false, false
			}
			words = words[n:]
			continue
		}
		n := wordLen(words)
		if n == 0 {
			_, size := utf8.DecodeRuneInString(words)
			words = words[size:]
			continue
		}
		switch {
		case in:
			quoted = true
		case first && (strings.EqualFold(words[:n], "that") || strings.EqualFold(words[:n], "to")):
		default:
			bare = true
		}
		first = false
		words = words[n:]
	}
	return quoted, bare
}

// opensBefore reports whether an opening mark stands right before the place.
func opensBefore(text string, at int) bool {
	return strings.HasSuffix(text[:at], "“") || strings.HasSuffix(text[:at], "\"") && (at == 1 || isBreak(text[at-2]))
}

func isBreak(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '(' }

// markAt gives the length of a quotation mark at the start of the words, if one stands there.
func markAt(words string, in bool) (n int, opens, closes bool) {
	for _, m := range [...]string{"“", "„", "«", "``", "‘"} {
		if strings.HasPrefix(words, m) {
			return len(m), true, false
		}
	}
	for _, m := range [...]string{"”", "»"} {
		if strings.HasPrefix(words, m) {
			return len(m), false, true
		}
	}
	for _, m := range [...]string{"\"", "''"} {
		if strings.HasPrefix(words, m) {
			return len(m), !in, in
		}
	}
	if n := len("’"); strings.HasPrefix(words, "’") {
		return n, false, false
	}
	return 0, false, false
}

// wordLen is the length of the run of letters, figures and apostrophes at the start.
func wordLen(s string) int {
	n := 0
	for n < len(s) {
		c, size := utf8.DecodeRuneInString(s[n:])
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !(n > 0 && (c == '\'' || c == '’')) {
			break
		}
		n += size
	}
	return n
}

// says reports whether an attribution says something: not to have said it is no statement, unless it is a refusal, a
// denial or a state of mind.
func says(text string, a meaning.Attribution) bool {
	if len(a.Content) == 1 && pointsOnly(a.Content[0].Of(text)) && !takesStand(text, a) {
		return false
	}
	if a.Cue != nil && len(a.Content) == 1 && strings.HasPrefix(a.Cue.Of(text), "citing") && namesSource(a.Content[0].Of(text)) {
		return false
	}
	if a.Cue == nil || a.Act != meaning.Asserts {
		return len(a.Content) > 0 || a.Act == meaning.NoComment
	}
	return len(a.Content) > 0 && !negated(a.Cue.Of(text))
}

// pointsOnly reports whether a content is a pronoun: "he said so" says nothing that stands there.
func pointsOnly(content string) bool {
	switch strings.ToLower(content) {
	case "this", "that", "it", "so", "them", "these", "those", "as much", "yes", "no", "neither", "nothing", "one":
		return true
	}
	return false
}

// takesStand reports whether the act says something even of a pronoun: the group denies it, Duarte confirmed that.
func takesStand(text string, a meaning.Attribution) bool {
	switch a.Act {
	case meaning.NoComment, meaning.Denies, meaning.Rejects:
		return true
	}
	return a.Cue != nil && strings.Contains(a.Cue.Of(text), "confirm")
}

// namesSource reports whether a content is who else said it: "citing senior government sources".
func namesSource(content string) bool {
	words := strings.Fields(strings.ToLower(content))
	const longest = 12 // words; a longer one is a reason
	if len(words) > longest {
		return false
	}
	for _, w := range words {
		switch strings.TrimRight(w, ".,") {
		case "source", "sources", "official", "officials", "people", "person", "spokesman", "spokeswoman", "spokesperson", "diplomat", "diplomats", "aide", "aides", "witnesses":
			return true
		}
	}
	return false
}

func negated(cue string) bool {
	cue = strings.ToLower(cue)
	for _, n := range [...]string{" not ", "n't ", "n’t ", "never ", "yet to "} {
		if strings.Contains(cue, n) {
			return true
		}
	}
	return strings.HasPrefix(cue, "not ")
}

// actOf refines the act that the cue names by the words around it.
func actOf(text string, a meaning.Attribution) meaning.Act {
	if a.Act == "" {
		return meaning.Asserts
	}
	if a.Cue == nil || !negated(a.Cue.Of(text)) {
		return a.Act
	}
	switch a.Act {
	case meaning.Accepts:
		return meaning.Rejects
	case meaning.Rejects:
		return meaning.Asserts // did not rule it out
	case meaning.Denies:
		return meaning.Asserts
	}
	return a.Act
}

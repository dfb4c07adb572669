package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the words of a text as a search sees them, a space between two: runs of letters and figures in small letters,
// without accents. A database need only stem them.
func Fold(text string) string {
	var b strings.Builder
	apart := false
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(text, " ")) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if apart && b.Len() > 0 {
				b.WriteByte(' ')
			}
			apart = false
			b.WriteRune(unicode.ToLower(r))
		default:
			apart = true
		}
	}
	return b.String()
}

// A Term is a word or a run of words that is searched for.
type Term struct {
	Words  []string // in small letters, without marks; more than one for a phrase
	Not    bool     // it must not be there
	OrLast bool     // it or the term before it
	Prefix bool     // the last word may go on: negotia*
}

// ParseWords reads what a person types into a search field: words that must all be there, "runs of words" in quotation
// marks, -word for what must not be there, OR between two of which one is enough, and a * at the end of a word that may go
// on. Nothing that is typed is an error: marks that mean nothing are passed over.
func ParseWords(s string) []Term {
	var terms []Term
	or := false
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		var t Term
		if s[0] == '-' {
			t.Not, s = true, s[1:]
		}
		var part string
		if quote, ok := strings.CutPrefix(plainQuotes(s), "\""); ok {
			s = quote
			part, s, _ = strings.Cut(s, "\"")
		} else {
			i := strings.IndexFunc(s, unicode.IsSpace)
			if i < 0 {
				i = len(s)
			}
			part, s = s[:i], s[i:]
			if part == "OR" {
				or = len(terms) > 0
				continue
			}
			t.Prefix = strings.HasSuffix(part, "*")
		}
		t.Words = strings.Fields(Fold(part))
		if len(t.Words) == 0 {
			continue
		}
		t.OrLast, or = or && !t.Not && !terms[len(terms)-1].Not, false
		terms = append(terms, t)
	}
	return terms
}

// plainQuotes makes a curly mark at the start a straight one, and all others of the string.
func plainQuotes(s string) string {
	if strings.HasPrefix(s, "“") || strings.HasPrefix(s, "”") || strings.HasPrefix(s, "\"") {
		return strings.NewReplacer("“", "\"", "”", "\"").Replace(s)
	}
	return s
}

package token

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed english.tsv
var english string

// A kind is what english.tsv says of a word; a word can be of several kinds.
type kind uint16

const (
	title kind = 1 << iota
	short
	number
	date
	state
	starter
	prefix
	unit
	domain
	said
)

var kinds = map[string]kind{
	"title": title, "short": short, "number": number, "date": date, "state": state, "starter": starter,
	"prefix": prefix, "unit": unit, "domain": domain, "said": said,
}

// A lexicon is english.tsv as it is asked for: the kinds of a word, and where a fused word is cut.
type lexicon struct {
	kinds map[string]kind
	fused map[string]int // in small letters; the bytes of the first word
}

var lexiconOf = sync.OnceValues(func() (*lexicon, error) { return readLexicon("english.tsv", english) })

// readLexicon reads the table; an error names the file and the line.
func readLexicon(name, table string) (*lexicon, error) {
	lex := &lexicon{kinds: map[string]kind{}, fused: map[string]int{}}
	line := 0
	for row := range strings.Lines(table) {
		line++
		row = strings.TrimRight(row, "\r\n")
		if row == "" || strings.HasPrefix(row, "#") {
			continue
		}
		column, words, ok := strings.Cut(row, "\t")
		if !ok || words == "" {
			return nil, fmt.Errorf("%s:%d: want a kind, a tab and words, have %q", name, line, row)
		}
		for w := range strings.FieldsSeq(words) {
			switch k, known := kinds[column]; {
			case known:
				lex.kinds[w] |= k
			case column == "fused":
				first, second, ok := strings.Cut(w, "|")
				if !ok || first == "" || second == "" {
					return nil, fmt.Errorf("%s:%d: a fused word needs the place of its cut, as in can|not; have %q", name, line, w)
				}
				lex.fused[first+second] = len(first)
			default:
				return nil, fmt.Errorf("%s:%d: there is no kind %q", name, line, column)
			}
		}
	}
	return lex, nil
}

// is reports whether the table has the word, as it is written, under one of the kinds.
func (l *lexicon) is(word string, k kind) bool { return l.kinds[word]&k != 0 }

// cut gives where a fused word is cut, 0 for any other word.
func (l *lexicon) cut(word string) int {
	var low [12]byte
	if len(word) > len(low) {
		return 0
	}
	return l.fused[string(lower(low[:0], word))]
}

// lower appends the word with its ASCII letters made small.
func lower(to []byte, word string) []byte {
	for i := range len(word) {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		to = append(to, c)
	}
	return to
}

package language

import (
	"unicode"
	"unicode/utf8"
)

// Plain appends the form in small letters, with straight apostrophes and each figure as 0: what the learned
// stages know a word by.
func Plain(to []byte, form string) []byte {
	for i := 0; i < len(form); {
		c := form[i]
		switch {
		case 'A' <= c && c <= 'Z':
			to = append(to, c+'a'-'A')
		case '0' <= c && c <= '9':
			to = append(to, '0')
		case c < utf8.RuneSelf:
			to = append(to, c)
		default:
			r, n := utf8.DecodeRuneInString(form[i:])
			if (r == '’' || r == '‘') && len(form) > n {
				to = append(to, '\'')
			} else {
				to = utf8.AppendRune(to, unicode.ToLower(r))
			}
			i += n
			continue
		}
		i++
	}
	return to
}

// Shape is the hash of the form's letters as X and x and its figures as 0, runs of more than two cut short.
func Shape(form string) uint32 {
	h, last, run := uint32(hashBasis), byte(0), 0
	for _, r := range form {
		c := byte('.')
		switch {
		case 'a' <= r && r <= 'z' || r >= utf8.RuneSelf && unicode.IsLower(r):
			c = 'x'
		case 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r):
			c = 'X'
		case '0' <= r && r <= '9':
			c = '0'
		case r < utf8.RuneSelf:
			c = byte(r)
		}
		if c == last {
			run++
		} else {
			last, run = c, 1
		}
		if run <= 2 {
			h = (h ^ uint32(c)) * hashPrime
		}
	}
	return h
}

const (
	hashBasis = 2166136261
	hashPrime = 16777619
)

// Hash is FNV-1a in 32 bits (Fowler, Noll and Vo), by which the learned stages find a word's numbers.
func Hash[S string | []byte](s S) uint32 {
	h := uint32(hashBasis)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * hashPrime
	}
	return h
}

// Package fingerprint reads the words of a text and writes what is needed to find the documents that share words with it.
//
// Of all runs of eight words it keeps, by their hash, the least in each window of eight that follow each other (winnowing:
// Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003). A run of
// fifteen words that two texts share has a mark in both, wherever it stands, and a text keeps about two marks for nine
// words. Case, quotation marks and other punctuation do not count.
package fingerprint

import (
	"unicode"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

const window = meaning.Guaranteed - meaning.MarkWords + 1

// Of gives the fingerprint of a text.
func Of(t *language.Text) meaning.Fingerprint {
	var f meaning.Fingerprint
	hashes := make([]uint64, 0, len(t.Words))
	starts := make([]uint32, 0, len(t.Words))
	for _, w := range t.Words {
		if h, ok := hash(t.Source[w.Start:w.End]); ok {
			hashes = append(hashes, h)
			starts = append(starts, uint32(w.Start))
		}
	}
	f.Words = len(hashes)
	for _, s := range t.Sentences {
		f.Passages = append(f.Passages, t.Span(s))
	}
	f.Marks, f.At = winnow(runs(hashes), starts)
	return f
}

// The hash of a word is FNV-1a in 64 bits of its letters and digits in small letters.
const (
	basis = 14695981039346656037
	prime = 1099511628211
)

// hash gives the hash of a word; ok is false for what has no letter or digit.
func hash(form string) (h uint64, ok bool) {
	h = basis
	for i := 0; i < len(form); {
		c := form[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'A' <= c && c <= 'Z':
				c += 'a' - 'A'
			case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			default:
				continue
			}
			h, ok = (h^uint64(c))*prime, true
			continue
		}
		r, n := utf8.DecodeRuneInString(form[i:])
		i += n
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			h, ok = (h^uint64(unicode.ToLower(r)))*prime, true
		}
	}
	return h, ok
}

// runs gives the hash of each run of words, mixed so that the least of several is a fair choice, and cut to 40 bits.
func runs(words []uint64) []uint64 {
	if len(words) < meaning.MarkWords {
		return nil
	}
	all := make([]uint64, len(words)-meaning.MarkWords+1)
	for i := range all {
		h := uint64(basis)
		for _, w := range words[i : i+meaning.MarkWords] {
			h = (h ^ w) * prime
			h ^= h >> 32
		}
		h *= 0x9e3779b97f4a7c15
		all[i] = h >> 24
	}
	return all
}

// winnow keeps the least run of each window, the last of several, and where it begins. A text shorter than a window keeps
// its least run.
func winnow(runs []uint64, starts []uint32) (marks []uint64, at []uint32) {
	last := -1
	for end := min(window, len(runs)); end <= len(runs) && end > 0; end++ {
		least := max(end-window, 0)
		for i := least + 1; i < end; i++ {
			if runs[i] <= runs[least] {
				least = i
			}
		}
		if least != last {
			marks, at = append(marks, runs[least]), append(at, starts[least])
			last = least
		}
	}
	return marks, at
}

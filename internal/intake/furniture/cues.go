package furniture

import (
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// cues are words of which a line must hold one, in lower case, for a pattern to match it. They are read
// off the pattern, and looked for first: that is some fifty times as fast as the patterns. There are none
// if the pattern demands no word. (The method is that of Cox 2012, "Regular Expression Matching with a
// Trigram Index", with whole words for trigrams.)
func cues(pattern string) []string {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil
	}
	return demanded(re)
}

// demanded are literals of which every match of re holds one; nil if it is not so.
func demanded(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if s := strings.ToLower(string(re.Rune)); utf8.RuneCountInString(s) >= 2 || s[0] >= utf8.RuneSelf {
			return []string{s}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return demanded(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return demanded(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if d := demanded(sub); better(d, best) {
				best = d
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			d := demanded(sub)
			if d == nil {
				return nil
			}
			all = append(all, d...)
		}
		return all
	}
	return nil
}

// better prefers longer literals, and of the same length fewer.
func better(a, b []string) bool {
	if a == nil || b == nil {
		return a != nil
	}
	if la, lb := min(shortest(a), 4), min(shortest(b), 4); la != lb {
		return la > lb
	}
	return len(a) < len(b)
}

func shortest(list []string) int {
	n := len(list[0])
	for _, s := range list[1:] {
		n = min(n, len(s))
	}
	return n
}

// holds reports whether a line in lower case holds one of the cues.
func holds(lower string, cues []string) bool {
	for _, c := range cues {
		if strings.Contains(lower, c) {
			return true
		}
	}
	return cues == nil
}

package dossier

import (
	"slices"
	"strings"
	"unicode"
)

// idle are words that do not tell one thing from another.
var idle = wordSet(`a about after again agree agreed all also an and any are as at be been before begin being between both but by
	can could do each for from full had has have he her his if in into is it its itself make may might more must new no not of on or
	other our out over own said say says shall she should side sides so some start such than that the their them then there these they
	this those through to together two under until up was we were what when where which while who will with within without would you`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// Words are the telling words of a text, without common endings, each once, sorted.
func Words(text string) []string {
	var all []string
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !idle[w] && (len(w) > 1 || unicode.IsDigit(rune(w[0]))) {
			all = append(all, stem(w))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// stem cuts what English adds to a word: exchanges, exchanged and exchanging are one.
func stem(w string) string {
	for _, ending := range []string{"ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "y", "e"} {
		if s, ok := strings.CutSuffix(w, ending); ok && len(s) > 3 {
			return s
		}
	}
	return w
}

// Alike holds where at least half of the words of the shorter text (as Words gives them), and two at least where it has more than one,
// stand in the other, too.
func Alike(x, y []string) bool {
	common := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			common, i, j = common+1, i+1, j+1
		case x[i] < y[j]:
			i++
		default:
			j++
		}
	}
	shorter := min(len(x), len(y))
	return common > 0 && 2*common >= shorter && (common > 1 || shorter == 1)
}

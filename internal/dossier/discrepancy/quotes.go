package discrepancy

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// OfQuotes gives the quotations of one speaker that stand in two wordings (guide discrepancies 8). The statements may be of
// several speakers and documents; they are compared for each speaker.
func OfQuotes(statements []meaning.Statement) []dossier.Discrepancy {
	bySpeaker := map[string][]quoted{}
	for _, s := range statements {
		if s.Speaker.Name == "" || s.Quotation != meaning.Direct && s.Quotation != meaning.Mixed {
			continue
		}
		bySpeaker[s.Speaker.Name] = append(bySpeaker[s.Speaker.Name], quotesOf(s)...)
	}
	var found []dossier.Discrepancy
	for _, name := range slices.Sorted(maps.Keys(bySpeaker)) {
		quotes := once(bySpeaker[name])
		for _, pair := range candidates(quotes) {
			if a, b := quotes[pair[0]], quotes[pair[1]]; a.statement.Doc != b.statement.Doc && variant(a.words, b.words) {
				found = append(found, variants(a, b))
			}
		}
	}
	return finish(found)
}

// A quoted is one sentence within quotation marks.
type quoted struct {
	statement meaning.Statement
	at        doc.Evidence
	words     []string
}

// quotesOf gives the sentences of a statement that stand in quotation marks.
func quotesOf(s meaning.Statement) []quoted {
	var all []quoted
	for _, c := range s.Content {
		for _, inside := range inMarks(c.Text) {
			for _, at := range sentences(inside.Of(c.Text)) {
				text := c.Text[inside.Start+at.Start : inside.Start+at.End]
				start := c.Start + inside.Start + at.Start
				all = append(all, quoted{s, doc.Evidence{Doc: s.Doc, Start: start, End: start + len(text), Quote: text}, wordsOf(text)})
			}
		}
	}
	return all
}

// inMarks gives the places between quotation marks, double ones or else single ones. A single mark that closes stands
// before a space or a mark, or at the end: an apostrophe does not.
func inMarks(s string) []doc.Span {
	for _, marks := range [][2]string{{"“", "”"}, {"\"", "\""}, {"‘", "’"}} {
		var inside []doc.Span
		for at := 0; ; {
			open := strings.Index(s[at:], marks[0])
			if open < 0 {
				break
			}
			start := at + open + len(marks[0])
			end := closing(s, start, marks[1])
			inside = append(inside, doc.Span{Start: start, End: end})
			at = min(len(s), end+len(marks[1]))
		}
		if len(inside) > 0 {
			return inside
		}
	}
	return nil
}

// closing gives where a quotation ends; at the end of the text where no mark closes it.
func closing(s string, start int, mark string) int {
	for at := start; ; {
		n := strings.Index(s[at:], mark)
		if n < 0 {
			return len(s)
		}
		end := at + n
		next, _ := utf8.DecodeRuneInString(s[end+len(mark):])
		if mark != "’" || !unicode.IsLetter(next) {
			return end
		}
		at = end + len(mark)
	}
}

// sentences gives the places of the sentences in a quotation, without the marks around them.
func sentences(s string) []doc.Span {
	var all []doc.Span
	start := 0
	add := func(end int) {
		text := s[start:end]
		left := len(text) - len(strings.TrimLeft(text, " \t\r\n,"))
		if text = strings.Trim(text, " \t\r\n,"); text != "" {
			all = append(all, doc.Span{Start: start + left, End: start + left + len(text)})
		}
	}
	for i, r := range s {
		switch r {
		case '.', '!', '?', ';', '…':
			add(i)
			start = i + utf8.RuneLen(r)
		}
	}
	add(len(s))
	return all
}

// fewest is how many words a quotation must have to be compared.
const fewest = 5

// once keeps each wording of each document once, in order.
func once(quotes []quoted) []quoted {
	quotes = slices.DeleteFunc(quotes, func(q quoted) bool { return len(q.words) < fewest })
	slices.SortFunc(quotes, func(a, b quoted) int {
		return cmp.Or(slices.Compare(a.words, b.words), cmp.Compare(a.statement.Doc, b.statement.Doc), cmp.Compare(a.statement.ID, b.statement.ID))
	})
	return slices.CompactFunc(quotes, func(a, b quoted) bool { return slices.Equal(a.words, b.words) })
}

// candidates gives the pairs of quotations that share two runs of two words, so that not all pairs need be compared.
func candidates(quotes []quoted) [][2]int {
	const run, shared = 2, 2
	at := map[string][]int{}
	for n, q := range quotes {
		seen := map[string]bool{}
		for i := range len(q.words) - run + 1 {
			if r := strings.Join(q.words[i:i+run], " "); !seen[r] {
				seen[r] = true
				at[r] = append(at[r], n)
			}
		}
	}
	const usual = 50 // runs in more quotations than this tell nothing
	count := map[[2]int]int{}
	for _, in := range at {
		if len(in) > usual {
			continue
		}
		for i, a := range in {
			for _, b := range in[i+1:] {
				count[[2]int{a, b}]++
			}
		}
	}
	var pairs [][2]int
	for pair, n := range count {
		if n >= shared {
			pairs = append(pairs, pair)
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return pairs
}

// variant reports whether two quotations are most likely one in two wordings: most of the words of each are the other's, in
// the same order, some differ, and neither is only a part of the other.
func variant(a, b []string) bool {
	const mostShared = 0.6
	same := inCommon(a, b)
	if float64(same) < mostShared*float64(max(len(a), len(b))) || !sameMatter(a, b) {
		return false
	}
	return same < len(a) && same < len(b) || inside(a, b) || inside(b, a)
}

// sameMatter reports whether two quotations share most of the words that carry what is said, and more than one: the frame "it is
// going to be a" is no quotation.
func sameMatter(a, b []string) bool {
	const long = 4 // letters
	matter := func(words []string) []string {
		return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return len(w) < long })
	}
	x, y := matter(a), matter(b)
	same := inCommon(x, y)
	return same > 1 && 2*same >= max(len(x), len(y))
}

// inside reports whether a quotation has all words of a longer one but some amid them: a word was dropped, not an end.
func inside(short, long []string) bool {
	return len(short) < len(long) && inCommon(short, long) == len(short) && short[0] == long[0] && short[len(short)-1] == long[len(long)-1]
}

// inCommon counts the words of the longest common subsequence.
func inCommon(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		corner := 0
		for j, y := range b {
			above := row[j+1]
			if x == y {
				row[j+1] = corner + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			corner = above
		}
	}
	return row[len(b)]
}

func variants(a, b quoted) dossier.Discrepancy {
	side := func(q quoted) dossier.Side {
		return dossier.Side{Party: q.statement.Speaker.Party, Speaker: q.statement.Speaker.Name, Doc: q.statement.Doc, Says: oneLine(q.at.Quote), Evidence: []doc.Evidence{q.at}}
	}
	first, second := oneLine(a.at.Quote), oneLine(b.at.Quote)
	if second < first {
		first, second = second, first
	}
	return dossier.Discrepancy{
		Kind: dossier.QuoteVariant, Between: []dossier.Side{side(a), side(b)},
		Why: fmt.Sprintf("%s is quoted in two wordings: “%s”; “%s”.", a.statement.Speaker.Name, first, second),
	}
}

package review

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/store"
)

// leastQuote is how many bytes words must have to be looked for in other documents: short ones stand anywhere.
const leastQuote = 24

// places finds the words of an anchor: where they stood, or elsewhere in the same text, or where the document has another id
// now, in the first text that has them once.
func (r *reviewer) places(anchor []Evidence) []Evidence {
	var found []Evidence
	lost := 0
	for _, e := range anchor {
		i, there := r.byDoc[e.Doc]
		if there {
			if at, ok := within(r.pages[i].Document.Text, e); ok {
				found = append(found, at)
			}
			continue
		}
		const most = 3 // words of documents that are gone: a few tell whether the text came back
		if lost++; lost > most || len(e.Quote) < leastQuote {
			continue
		}
		for _, p := range r.pages {
			if n := strings.Count(p.Document.Text, e.Quote); n == 1 {
				start := strings.Index(p.Document.Text, e.Quote)
				found = append(found, Evidence{Doc: p.Document.ID, Start: start, End: start + len(e.Quote), Quote: e.Quote})
				break
			}
		}
	}
	return found
}

// within finds words in the text of their document: where they stood, else at the nearest place that has them, of which only
// the white space may differ.
func within(text string, e Evidence) (Evidence, bool) {
	if e.Quote == "" {
		return e, false
	}
	if 0 <= e.Start && e.Start < e.End && e.End <= len(text) && text[e.Start:e.End] == e.Quote {
		return e, true
	}
	best, end, found := 0, 0, false
	consider := func(start, stop int) {
		if !found || far(start, e.Start) < far(best, e.Start) {
			best, end, found = start, stop, true
		}
	}
	for at := 0; ; {
		i := strings.Index(text[at:], e.Quote)
		if i < 0 {
			break
		}
		consider(at+i, at+i+len(e.Quote))
		at += i + 1
	}
	if !found {
		loosely(text, e.Quote, consider)
	}
	if !found {
		return e, false
	}
	return Evidence{Doc: e.Doc, Start: best, End: end, Quote: text[best:end]}, true
}

func far(a, b int) int { return max(a-b, b-a) }

// loosely finds words whatever the white space between them.
func loosely(text, quote string, found func(start, end int)) {
	words := strings.Fields(quote)
	if len(words) == 0 {
		return
	}
	for at := 0; ; {
		i := strings.Index(text[at:], words[0])
		if i < 0 {
			return
		}
		start := at + i
		end, ok := start+len(words[0]), true
		for _, w := range words[1:] {
			rest := strings.TrimLeftFunc(text[end:], unicode.IsSpace)
			if ok = len(rest) < len(text)-end && strings.HasPrefix(rest, w); !ok {
				break
			}
			end = len(text) - len(rest) + len(w)
		}
		if ok {
			found(start, end)
		}
		at = start + 1
	}
}

// A candidate is an item that a decision may be on.
type candidate[T any] struct {
	of   T
	item Item
}

// match finds the item that a decision is on among those of its type: of those whose words are the anchor's, the one that says
// what it said when the decision was made, then the one that shares most of the words, then the one with its id.
func match[T any](d store.Decision, anchor []Evidence, was map[string]string, candidates []candidate[T]) (best T, state State) {
	type rank struct {
		differs int
		share   float64
		same    bool
	}
	var first rank
	state = Orphaned
	for _, c := range candidates {
		share, ok := shared(anchor, c.item.Evidence)
		if !ok {
			continue
		}
		now := rank{differs(d, was, c.item.Fields), share, c.item.ID == d.Item}
		better := state == Orphaned || now.differs < first.differs || now.differs == first.differs &&
			(now.share > first.share || now.share == first.share && now.same && !first.same)
		if better {
			first, best, state = now, c.of, InForce
		}
	}
	if state == InForce && first.differs > 0 && !(d.What == store.Change && first.same) {
		return best, Otherwise
	}
	return best, state
}

// differs counts the fields that tell one reading of words from another and that are not what they were.
func differs(d store.Decision, was, now map[string]string) (n int) {
	for _, f := range fields[d.Type] {
		before, told := was[f.Name]
		if f.key && told && now[f.Name] != before && !(d.What == store.Change && d.Field == f.Name) {
			n++
		}
	}
	return n
}

// shared tells how much of the words of two lots of evidence are the same, from 0 to 1; ok where that is half of either.
func shared(a, b []Evidence) (share float64, ok bool) {
	same, all, other := 0, 0, 0
	for _, x := range a {
		all += x.End - x.Start
	}
	for _, y := range b {
		other += y.End - y.Start
		best := 0
		for _, x := range a {
			if x.Doc == y.Doc {
				best = max(best, min(x.End, y.End)-max(x.Start, y.Start))
			}
		}
		same += best
	}
	if same == 0 {
		return 0, false
	}
	return float64(same) / float64(max(all+other-same, 1)), 2*same >= min(all, other)
}

// documents are the documents of places, each once.
func documents(places []Evidence) []string {
	var all []string
	for _, e := range places {
		if !slices.Contains(all, e.Doc) {
			all = append(all, e.Doc)
		}
	}
	return all
}

// Locate finds the words that somebody selected in a document, whatever the white space between them. Where they stand at several
// places it is the first at or after near, a byte offset, if that is not negative. The error says what is wrong with the words.
func Locate(d *doc.Document, words string, near int) (Evidence, error) {
	words = strings.TrimSpace(words)
	if words == "" {
		return Evidence{}, fmt.Errorf("words: must be given: select them in the text, or copy them from it")
	}
	if len(words) > mostWords {
		return Evidence{}, fmt.Errorf("words: are longer than %d characters: choose the sentence that carries the item", mostWords)
	}
	var found []doc.Span
	loosely(d.Text, words, func(start, end int) { found = append(found, doc.Span{Start: start, End: end}) })
	switch {
	case len(found) == 0:
		return Evidence{}, fmt.Errorf("words: “%s” do not stand in this document: they must be its own, letter for letter", clip(words, 80))
	case len(found) == 1:
		return d.Evidence(found[0]), nil
	case near < 0:
		return Evidence{}, fmt.Errorf("words: “%s” stand at %d places in this document: give more of them", clip(words, 80), len(found))
	}
	i := slices.IndexFunc(found, func(s doc.Span) bool { return s.Start >= near })
	return d.Evidence(found[max(i, 0)]), nil
}

// mostWords is how many bytes the words of an added item may have.
const mostWords = 2000

func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

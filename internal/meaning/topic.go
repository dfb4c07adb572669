package meaning

import (
	"cmp"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
)

// A Topic is a place where an issue of the agenda is spoken of: "weapons deliveries" is arms-supplies.
type Topic struct {
	Issue string   // id of the issue
	At    doc.Span // the term
	Head  int      // the index in language.Text.Words of the word that heads the term
	// Weight is how surely the term alone means the issue, from 0 to 1: "intelligence-sharing" does, "support" hardly.
	Weight float64
	Words  int // how many words the term has: of two terms the one with more is the more exact
}

// TopicsIn gives the topics that lie within a span, in order. The topics are in order of their start, as package issue
// gives them.
func TopicsIn(topics []Topic, within doc.Span) []Topic {
	from, _ := slices.BinarySearchFunc(topics, within.Start, func(t Topic, at int) int { return cmp.Compare(t.At.Start, at) })
	var in []Topic
	for _, t := range topics[from:] {
		if t.At.Start >= within.End {
			break
		}
		if t.At.End <= within.End {
			in = append(in, t)
		}
	}
	return in
}

// BestTopic gives the topic that most surely tells what a span is about: the one of the greatest weight, of two such the
// one with more words, then the first. ok is false where the span has none.
func BestTopic(topics []Topic, within doc.Span) (best Topic, ok bool) {
	for _, t := range TopicsIn(topics, within) {
		if !ok || t.Weight > best.Weight || t.Weight == best.Weight && t.Words > best.Words {
			best, ok = t, true
		}
	}
	return best, ok
}

package wording

import (
	"strings"

	"github.com/parleyhq/parley/internal/meaning"
)

// verdicts are the words for how an item stands after review.
var verdicts = map[meaning.Verdict]string{
	meaning.ReviewedRight: "held right", meaning.ReviewedWrong: "held wrong", meaning.ReviewedChanged: "changed",
	meaning.ReviewedAdded: "added", meaning.ReviewedMerged: "merged", meaning.ReviewedSplit: "split",
}

// Verdict is a verdict in words.
func Verdict(v meaning.Verdict) string { return verdicts[v] }

// reviewed begins the fact that tells of a review.
const reviewed = "in review "

// Reviewed says what people decided on an item, and who did; nothing where nobody has.
func Reviewed(r *meaning.Review) string {
	if r == nil {
		return ""
	}
	return reviewed + Verdict(r.Verdict) + " by " + r.Who
}

// IsReviewed reports whether a fact tells of a review: for whoever shows that elsewhere.
func IsReviewed(fact string) bool { return strings.HasPrefix(fact, reviewed) }

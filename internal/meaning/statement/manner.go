package statement

import (
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

// negatedOf reports whether the act itself is said not to have been done: has not threatened, does not want. Where a
// negation makes another act of it, actOf has taken that one.
func negatedOf(text string, a meaning.Attribution) bool {
	if a.Cue == nil || !negated(a.Cue.Of(text)) {
		return false
	}
	switch a.Act {
	case "", meaning.Asserts, meaning.Accepts, meaning.Rejects, meaning.Denies, meaning.NoComment:
		return false
	}
	return true
}

// modalityOf gives the modal verb of the cue, by which it is not plain that something was said or done: might accept,
// would agree. Empty where there is none, and of a refusal to comment, which is one in any mood.
func modalityOf(text string, a meaning.Attribution) string {
	if a.Cue == nil || a.Act == meaning.NoComment {
		return ""
	}
	for word := range strings.FieldsSeq(strings.ToLower(a.Cue.Of(text))) {
		word = strings.TrimSuffix(strings.TrimSuffix(word, "n't"), "n’t")
		switch word {
		case "may", "might", "could", "would", "should", "must", "will", "can", "shall":
			return word
		case "wo": // won't
			return "will"
		case "ca": // can't
			return "can"
		}
	}
	return ""
}

// timeOf gives the day or hour at which it was said, ISO 8601, where the text says so beside the cue: "said on
// Tuesday", "on Tuesday told". Empty where it does not, or where the day cannot be worked out.
func timeOf(text string, a meaning.Attribution, times []meaning.Timex) string {
	if a.Cue == nil {
		return ""
	}
	for _, x := range times {
		at := x.Evidence[0].Span()
		if (x.Kind == "DATE" || x.Kind == "TIME") && isDay(x.Value) && apart(at, a) && beside(text, *a.Cue, at) {
			return x.Value
		}
	}
	return ""
}

// isDay reports whether a value of TIMEX3 names a day of a year that is known: 2025-03-18, 2025-03-18TEV.
func isDay(value string) bool {
	const day = len("2025-03-18")
	if len(value) < day || strings.Contains(value[:day], "X") || strings.Contains(value[:day], "W") {
		return false
	}
	return value[4] == '-' && value[7] == '-'
}

// apart reports whether a place is no part of the source or of what was said.
func apart(at doc.Span, a meaning.Attribution) bool {
	for _, c := range a.Content {
		if c.Overlaps(at) {
			return false
		}
	}
	return a.Source == nil || !a.Source.Overlaps(at)
}

// beside reports whether a time belongs to a cue: it stands right before it, or after it with no more between them than
// whom it was said to. What stands behind a comma, a quotation mark or a relative may be another's time.
func beside(text string, cue, at doc.Span) bool {
	const before, after = 2, 45 // bytes between
	switch {
	case at.End <= cue.Start:
		return cue.Start-at.End <= before && strings.TrimSpace(text[at.End:cue.Start]) == ""
	case at.Start >= cue.End && at.Start-cue.End <= after:
		between := text[cue.End:at.Start]
		if strings.ContainsAny(between, ",;:.\"“”\n()") {
			return false
		}
		for word := range strings.FieldsSeq(strings.ToLower(between)) {
			switch word {
			case "that", "who", "which", "when", "after", "before", "since", "until", "by", "for", "posted", "published", "of":
				return false
			}
		}
		return true
	}
	return false
}

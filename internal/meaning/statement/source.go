package statement

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

// resolve gives for each attribution the place that tells who its source is: its own source or, where that is "I", "we"
// or "our government", the source of the statement that these words stand in; and of a turn whose label is a part of a
// longer one before it, "DUARTE:" after "ANA DUARTE:", that one.
func resolve(text string, attributions []meaning.Attribution) []*doc.Span {
	out := make([]*doc.Span, len(attributions))
	var labels []doc.Span // the turns' labels so far that no earlier one holds
	for i, a := range attributions {
		out[i] = a.Source
		if a.Source == nil {
			continue
		}
		if isTurn(text, a) {
			if at := slices.IndexFunc(labels, func(l doc.Span) bool { return shortens(a.Source.Of(text), l.Of(text)) }); at >= 0 {
				out[i] = &labels[at]
			} else {
				labels = append(labels, *a.Source)
			}
		}
	}
	for i, a := range attributions {
		if a.Source == nil || !isFirstPerson(a.Source.Of(text)) {
			continue
		}
		if o := speakerOf(text, attributions, *a.Source); o >= 0 && out[o] != nil {
			out[i] = out[o]
		}
	}
	return out
}

// speakerOf gives the attribution whose own words the place stands in: the narrowest one that quotes it or is a turn; -1
// for none.
func speakerOf(text string, attributions []meaning.Attribution, at doc.Span) int {
	best, size := -1, 0
	for i, a := range attributions {
		if a.Source == nil || isFirstPerson(a.Source.Of(text)) {
			continue
		}
		for _, c := range a.Content {
			if !c.Contains(at) || best >= 0 && c.Len() >= size {
				continue
			}
			if quoted, _ := marked(text, doc.Span{Start: c.Start, End: at.End}); isTurn(text, a) || quoted {
				best, size = i, c.Len()
			}
		}
	}
	return best
}

func isTurn(text string, a meaning.Attribution) bool { return a.Cue != nil && a.Cue.Of(text) == ":" }

// shortens reports whether a label is the end of a longer one, word by word.
func shortens(label, longer string) bool {
	rest, ok := strings.CutSuffix(longer, label)
	return ok && strings.HasSuffix(rest, " ")
}

// isFirstPerson reports whether a source is whoever speaks, alone or for others.
func isFirstPerson(source string) bool {
	words := strings.Fields(strings.ToLower(source))
	if len(words) == 0 {
		return false
	}
	switch words[0] {
	case "i", "we", "me", "us":
		return len(words) == 1
	case "my", "our":
		if len(words) == 1 {
			return true
		}
		switch words[len(words)-1] {
		case "government", "country", "side", "delegation", "organisation", "organization", "party", "position", "view", "administration", "team", "company", "ministry", "people", "nation":
			return true
		}
	}
	return false
}

package web

import (
	"strings"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/doc"
)

// A hard-wrapped text has lines of at most this many characters and blank lines between its paragraphs.
const wrapWidth = 100

// paragraphs cuts a text into its paragraphs, each with the line breaks and blank lines after it, so
// that they cover the text without a gap. A paragraph also ends at each place in cuts, which are in order.
//
// A line is a paragraph, except in a text that was wrapped by hand, as in mail and wire copy: there
// a paragraph runs to the next blank line.
func paragraphs(text string, cuts []int) []doc.Span {
	wrapped := hardWrapped(text)
	var out []doc.Span
	start, words := 0, false // where the paragraph starts, and whether it has any words yet
	end := func(at int) {
		if at > start {
			out = append(out, doc.Span{Start: start, End: at})
			start, words = at, false
		}
	}
	at, blank := 0, false // blank: a blank line has been seen after the words
	for line := range strings.Lines(text) {
		empty := strings.TrimSpace(line) == ""
		if !empty && words && (blank || !wrapped) {
			end(at)
		}
		for len(cuts) > 0 && cuts[0] < at+len(line) {
			if cuts[0] >= at {
				end(cuts[0])
			}
			cuts = cuts[1:]
		}
		blank = empty && words
		words = words || !empty
		at += len(line)
	}
	end(at)
	return out
}

// hardWrapped reports whether the lines of a text are shorter than its paragraphs.
func hardWrapped(text string) bool {
	longest, lines, breaks, after := 0, 0, 0, false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			after = false
			continue
		}
		longest = max(longest, utf8.RuneCountInString(line))
		lines++
		if after {
			breaks++ // a line right below another
		}
		after = true
	}
	return breaks > 0 && breaks < lines-1 && longest <= wrapWidth
}

// keptBreaks gives the places of the line breaks in a hard-wrapped paragraph that its writer meant:
// those after which the next word would still have fitted on the line, as in a list or an address.
func keptBreaks(text string, p doc.Span, width int) []int {
	var kept []int
	at := p.Start
	prev, prevEnd := 0, -1
	for line := range strings.Lines(p.Of(text)) {
		words := strings.Fields(line)
		if prevEnd >= 0 && len(words) > 0 && prev+1+utf8.RuneCountInString(words[0]) < width {
			kept = append(kept, prevEnd)
		}
		prevEnd = -1
		if len(words) > 0 {
			prev = utf8.RuneCountInString(strings.TrimRight(line, "\r\n \t"))
			prevEnd = at + len(strings.TrimRight(line, "\r\n"))
		}
		at += len(line)
	}
	return kept
}

// width is the length of the paragraph's longest line, in characters.
func width(paragraph string) int {
	longest := 0
	for line := range strings.Lines(paragraph) {
		longest = max(longest, utf8.RuneCountInString(strings.TrimSpace(line)))
	}
	return longest
}

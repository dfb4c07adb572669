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
	lines, breaks, after := 0, 0, false
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			after = false
			continue
		}
		lines++
		if after {
			breaks++ // a line right below another
		}
		after = true
	}
	return breaks > 0 && breaks < lines-1 && longestLine(text) <= wrapWidth
}

// keptBreaks gives the places of the line breaks in a paragraph of a hard-wrapped text that its writer
// meant, as in a list or an address: those after which the next word would have left the line well
// short of width, the longest line of the text.
func keptBreaks(text string, p doc.Span, width int) []int {
	var kept []int
	at := p.Start
	length, end := 0, -1 // of the line before, when it has words
	for line := range strings.Lines(p.Of(text)) {
		words := strings.Fields(line)
		if end >= 0 && len(words) > 0 && 5*(length+1+utf8.RuneCountInString(words[0])) < 4*width {
			kept = append(kept, end)
		}
		end = -1
		if len(words) > 0 {
			length = utf8.RuneCountInString(strings.TrimSpace(line))
			end = at + len(strings.TrimRight(line, "\r\n"))
		}
		at += len(line)
	}
	return kept
}

// longestLine is the length of a text's longest line, in characters.
func longestLine(text string) int {
	longest := 0
	for line := range strings.Lines(text) {
		longest = max(longest, utf8.RuneCountInString(strings.TrimSpace(line)))
	}
	return longest
}

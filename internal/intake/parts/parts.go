// Package parts finds texts with an author of their own in a document, by their headings, and what sort of text the whole document is.
package parts

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/intake"
)

// A heading says what a text is that stands under it.
type heading struct {
	kind    doc.Kind
	pattern *regexp.Regexp
	example string // with the author in brackets
}

//go:embed headings.tsv
var headingsTSV string

// headings are read once, when the first text is; a mistake in them stops that and the test.
var headings = sync.OnceValue(func() []heading {
	hs, err := parse("headings.tsv", headingsTSV)
	if err != nil {
		panic(err)
	}
	return hs
})

func parse(file, table string) ([]heading, error) {
	var out []heading
	n := 0
	for l := range strings.Lines(table) {
		n++
		l = strings.TrimRight(l, "\r\n")
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		c := strings.Split(l, "\t")
		if len(c) != 3 {
			return nil, fmt.Errorf("%s:%d: has %d columns, not 3", file, n, len(c))
		}
		if !slices.Contains([]doc.Kind{doc.Readout, doc.Release, doc.Transcript}, doc.Kind(c[0])) {
			return nil, fmt.Errorf("%s:%d: %q is none of readout, statement, transcript", file, n, c[0])
		}
		flags, p := "(?i)", c[1]
		if rest, ok := strings.CutPrefix(p, "(?-i)"); ok {
			flags, p = "", rest
		}
		re, err := regexp.Compile(flags + "^(?:" + p + ")$")
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		h := heading{doc.Kind(c[0]), re, c[2]}
		want := ""
		if _, rest, ok := strings.Cut(c[2], "["); ok {
			want, _, _ = strings.Cut(rest, "]")
		}
		if author, ok := h.match(strings.NewReplacer("[", "", "]", "").Replace(c[2])); !ok || author != want {
			return nil, fmt.Errorf("%s:%d: the example gives the author %q (matches: %v), not %q", file, n, author, ok, want)
		}
		out = append(out, h)
	}
	return out, nil
}

// match gives the author that a heading names, and whether it is such a heading.
func (h heading) match(s string) (author string, ok bool) {
	m := h.pattern.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	if i := h.pattern.SubexpIndex("author"); i >= 0 {
		author = strings.TrimSpace(m[i])
		author = strings.TrimSuffix(strings.TrimSuffix(author, "'s"), "’s")
	}
	return author, true
}

// find is the first heading of the table that a line is, if any.
func find(s string) (kind doc.Kind, author string, ok bool) {
	if len(s) > 200 || strings.HasSuffix(s, ".") || strings.HasSuffix(s, ",") || sentence.MatchString(s) {
		return "", "", false
	}
	if r, _ := utf8.DecodeRuneInString(s); !unicode.IsUpper(r) {
		return "", "", false
	}
	for _, h := range headings() {
		if author, ok := h.match(s); ok {
			return h.kind, author, true
		}
	}
	return "", "", false
}

// sentence is what headlines about statements have and headings of them do not: somebody does something.
var sentence = regexp.MustCompile(`(?i)\b(?:says?|said|calls (?:on|for|it|them)|called|denies|denied|rejects?|slams?|contradicts?|draws?|sparks?|shows?|reveals?|raises?|is|was|are|were|has|have|will|would|could|may|might|after|amid|as|why|how|what)\b|["“”]`)

// Find finds the texts of others in a document, given its lines, where its first sentence begins and
// what of it is furniture. Each begins with its heading, on a line of its own after the article has
// begun, and goes on to the next heading, to the furniture at the end, or to the end.
func Find(text string, lines []intake.Line, head int, furniture []doc.Span) []doc.Part {
	lines = plain(lines, furniture)
	var parts []doc.Part
	open := -1
	end := func(before int) {
		if open >= 0 && before > open {
			parts[len(parts)-1].Span.End = lines[before].End
		}
	}
	for i, l := range lines {
		if l.Start <= head || i+1 == len(lines) {
			continue
		}
		s := l.Of(text)
		kind, author, ok := find(s)
		if !ok || lines[i+1].Len() < 60 {
			continue
		}
		end(i - 1)
		parts = append(parts, doc.Part{Span: l.Span, Kind: kind, Title: s, Author: author})
		open = i
	}
	end(len(lines) - 1)
	return parts
}

// Whole gives an official text as one part, from its headline on, with whose it is. That is whom the headline names, or
// the publisher where that is an office (a newspaper may print others' statements), or the office that stands alone on a
// line of the head. There is none where nobody is named.
func Whole(kind doc.Kind, title, publisher, text string, lines []intake.Line, head int, furniture []doc.Span) []doc.Part {
	if kind != doc.Readout && kind != doc.Release {
		return nil
	}
	_, author, _ := find(title)
	if author == "" && office.MatchString(publisher) {
		author = publisher
	}
	if author == "" {
		author = officeIn(text, lines, head)
	}
	span := doc.Span{Start: -1}
	for _, l := range plain(lines, furniture) {
		if l.Start >= head {
			if span.Start < 0 {
				span.Start = l.Start
			}
			span.End = l.End
		}
	}
	if author == "" || span.Start < 0 {
		return nil
	}
	if at := strings.Index(text[:span.Start], title); title != "" && at >= 0 {
		span.Start = at // the headline is its heading
	} else {
		title = "" // it stands on the page and not in the text
	}
	return []doc.Part{{Span: span, Kind: kind, Title: title, Author: author}}
}

// officeIn gives the first line above the text that is an office and nothing else.
func officeIn(text string, lines []intake.Line, head int) string {
	for _, l := range lines {
		if l.Start >= head {
			break
		}
		if s := l.Of(text); len(s) <= 80 && office.MatchString(s) {
			return s
		}
	}
	return ""
}

// office is how an office that speaks for a side writes its name on a line of its own.
var office = regexp.MustCompile(`^(?:The )?(?:(?:Office|Ministry|Department|Embassy|Government|Presidency|Cabinet|Permanent Mission|Secretariat) (?:of|to) .+|(?:\p{Lu}[\p{L}.'’-]+ ){1,4}(?:Ministry|House|Palace|Government|Presidency|Embassy|Commission|Council|Secretariat|Department|Office)|Kremlin)$`)

// plain are the lines that are no furniture.
func plain(lines []intake.Line, furniture []doc.Span) []intake.Line {
	var out []intake.Line
	for _, l := range lines {
		for len(furniture) > 0 && furniture[0].End <= l.Start {
			furniture = furniture[1:]
		}
		if len(furniture) == 0 || !furniture[0].Overlaps(l.Span) {
			out = append(out, l)
		}
	}
	return out
}

// Kind is what sort of text a document is as a whole: what its headline says, unless reporters sign it;
// a transcript if most of its lines begin with who speaks; a report if it is signed, or is agency copy (or
// is surely journalism by other signs that the caller has),
// or has the phrases of reporters. It is empty if nothing tells.
func Kind(title string, signed, agency bool, text string, lines []intake.Line) doc.Kind {
	if kind, _, ok := find(title); ok && !signed {
		return kind
	}
	if turns(text, lines) {
		return doc.Transcript
	}
	if signed || agency || reporting.MatchString(text[:min(len(text), 64<<10)]) {
		return doc.Report
	}
	return ""
}

// reporting is what reporters write and offices do not.
var reporting = regexp.MustCompile(`\btold (?:reporters|journalists|the (?:Associated Press|BBC|AFP news agency)|Reuters|AFP|CNN|Fox News)\b|\bdeclined to comment\b|\b(?:did not|didn['’]t) (?:immediately )?(?:respond|reply) to (?:a |an |several |repeated )?(?:e-?mailed )?(?:requests?|messages?|questions?)\b|\baccording to (?:(?:two|three|four|several) )?(?:people|officials|sources|diplomats|a person|an official|a diplomat)\b|\b(?:on|under) (?:the )?condition of anonymity\b|\bcould not be independently verified\b`)

var turn = regexp.MustCompile(`^(?:\p{Lu}[\p{Lu}.'’ -]{2,40}|Q|A|Question|Answer|(?:\p{Lu}[\p{L}.'’-]+ ){1,4}(?:\([^)]{2,40}\))?)\s?:\s`)

// turns reports whether at least half of eight or more lines begin with who speaks.
func turns(text string, lines []intake.Line) bool {
	n := 0
	for _, l := range lines {
		if turn.MatchString(text[l.Start:min(l.End, l.Start+80)]) {
			n++
		}
	}
	return n >= 4 && n*2 >= len(lines)
}

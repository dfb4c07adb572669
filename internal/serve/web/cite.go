package web

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
)

// Citation names where a statement stands, for a line to copy: the outlet, whose copy it is, the
// title, the day, the address. The words themselves are Reported.
func (s *statement) Citation() string {
	d := s.Document
	var line []string
	for _, part := range []string{d.Outlet, agencyWords(d), quoted(oneLine(d.Title)), citedDay(d.Published), webAddress(d.URL)} {
		if part != "" {
			line = append(line, part)
		}
	}
	return cmp.Or(strings.Join(line, ", "), d.Heading)
}

func agencyWords(d *document) string {
	if d.Agency == "" || d.Agency == d.Outlet {
		return ""
	}
	return "copy of " + d.Agency
}

func citedDay(p doc.Published) string {
	day := dayWords(p.Date)
	if day != "" && p.Basis == doc.Inferred {
		day += " (date inferred)"
	}
	return day
}

func quoted(s string) string {
	if s == "" {
		return ""
	}
	return "“" + s + "”"
}

// near is how many bytes may lie between two places whose words are cited in one run.
const near = 48

// Reported gives the document's own words for the statement, source and cue included, in the text's
// order, with […] where words between them are left out.
func (s *statement) Reported() string {
	var spans []doc.Span
	add := func(q *doc.Quote) {
		if q != nil && 0 <= q.Start && q.Start < q.End && q.End <= len(s.Document.Text) {
			spans = append(spans, q.Span())
		}
	}
	add(s.Source)
	add(s.Cue)
	for i := range s.Content {
		add(&s.Content[i])
	}
	slices.SortFunc(spans, func(a, b doc.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	var runs []doc.Span
	for _, span := range spans {
		if last := len(runs) - 1; last >= 0 && span.Start <= runs[last].End+near {
			runs[last] = runs[last].Cover(span)
			continue
		}
		runs = append(runs, span)
	}
	var words []string
	for _, run := range runs {
		words = append(words, oneLine(strings.ToValidUTF8(run.Of(s.Document.Text), "\uFFFD")))
	}
	return strings.Join(words, " […] ")
}

// Live is the address of the words in the page that they came from, as a link with a text fragment
// (WICG, URL Fragment Text Directives), or nothing where the page has no address.
func (s *statement) Live() string {
	address := webAddress(s.Document.URL)
	if address == "" || len(s.Content) == 0 {
		return address
	}
	const few = 6 // words that find the place; of longer words, the first and the last few
	words := strings.Fields(s.Content[0].Text)
	if len(words) == 0 {
		return address
	}
	text := fragment(words)
	if len(words) > 2*few {
		text = fragment(words[:few]) + "," + fragment(words[len(words)-few:])
	}
	joint := "#"
	if strings.Contains(address, "#") {
		joint = ""
	}
	return address + joint + ":~:text=" + text
}

// fragment writes words as a text directive has them: a comma, a hyphen and an ampersand mean something there.
func fragment(words []string) string {
	return strings.NewReplacer("+", "%20", "-", "%2D").Replace(url.QueryEscape(strings.Join(words, " ")))
}

// webAddress gives the address when it is one that a page may link to, and else nothing.
func webAddress(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}

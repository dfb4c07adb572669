package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

// A role is what a marked place is in its attribution.
type role int

const (
	source role = iota
	cue
	content
)

// A mark is a place in a document's text that takes part in a statement.
type mark struct {
	span      doc.Span
	role      role
	statement int // which of the document's statements
}

// marked is a document's text with its marks, cut into pieces in which the same marks hold.
//
// Attributions nest and overlap ("he said that she had said"), and elements of HTML cannot. So the
// text is cut at every place where a mark begins or ends, and each piece carries the classes of all
// marks that hold in it:
//
//	src, cue, say   it belongs to a source, a cue, the content of a statement
//	lit             the visitor came for it
//	in2             it belongs to the content of two statements or more
//	i-KIND          a position, commitment, contact or figure rests on it
//	kN              it belongs to the document's statement N, counted from 1
//	pN              the party of the innermost statement
//
// Pieces never change the text: the text of the pieces together is the document's text.
type marked struct {
	text    string
	marks   []mark       // in order of start, longer first
	anchors []anchor     // in order of place
	ends    []anchor     // where a statement's number stands: after its last words; in order
	views   []*statement // the document's statements
	parties []string     // the class of each statement's party
	mute    []doc.Span   // furniture
	lit     doc.Span     // the words that the visitor came for
	items   []itemMark   // the words of positions, commitments, contacts, figures; in order of start
	within  []itemMark   // those that reach into the paragraph
	next    int          // the first mark that no paragraph has reached yet
	open    []mark       // those reached that may hold in the next paragraph too
	out     strings.Builder
}

// An anchor is a place in the text that belongs to one statement.
type anchor struct{ at, statement int }

// newMarked lays the statements' marks over the document's text, without the white space around them.
// Places that do not lie in the text, or cut a character in two, are left out.
func newMarked(d *doc.Document, statements []*statement) *marked {
	m := &marked{text: d.Text, views: statements, mute: d.Furniture}
	for i, s := range statements {
		m.parties = append(m.parties, s.Party.Class)
		m.add(i, s.Statement)
	}
	slices.SortStableFunc(m.marks, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(b.span.End, a.span.End))
	})
	byPlace := func(a, b anchor) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.statement, b.statement)) }
	slices.SortFunc(m.anchors, byPlace)
	slices.SortFunc(m.ends, byPlace)
	return m
}

// add lays the marks of one statement, its anchor before its first words and its number after its last.
func (m *marked) add(i int, s *meaning.Statement) {
	first := len(m.marks)
	for _, q := range s.Content {
		m.lay(mark{q.Span(), content, i})
	}
	words := m.marks[first:] // what was said, or where nothing was, who and how
	if s.Cue != nil {
		m.lay(mark{s.Cue.Span(), cue, i})
	}
	if s.Source != nil {
		m.lay(mark{s.Source.Span(), source, i})
	}
	if len(words) == 0 {
		words = m.marks[first:]
	}
	from, to := -1, 0
	for _, w := range words {
		if from < 0 || w.span.Start < from {
			from = w.span.Start
		}
		to = max(to, w.span.End)
	}
	m.anchors = append(m.anchors, anchor{max(from, 0), i})
	if from >= 0 {
		m.ends = append(m.ends, anchor{to, i})
	}
}

// closer reports whether k says more of a place than other does: the line under it is that of the
// innermost words said.
func (k *mark) closer(other *mark) bool {
	if (k.role == content) != (other.role == content) {
		return k.role == content
	}
	return k.span.Len() <= other.span.Len()
}

func (m *marked) lay(k mark) {
	if k.span.Start < 0 || k.span.End > len(m.text) || k.span.Start >= k.span.End {
		return
	}
	if !startsRune(m.text, k.span.Start) || !startsRune(m.text, k.span.End) {
		return
	}
	if k.span = trimmed(m.text, k.span); k.span.Len() > 0 {
		m.marks = append(m.marks, k)
	}
}

// light marks the words that the visitor came for.
func (m *marked) light(s doc.Span) {
	if s.Len() > 0 {
		m.lit = trimmed(m.text, s)
	}
}

func startsRune(s string, at int) bool { return at == len(s) || utf8.RuneStart(s[at]) }

// statementsAt gives the statements whose anchor stands in p, in order of their numbers.
func (m *marked) statementsAt(p doc.Span) []*statement {
	var found []*statement
	for _, a := range m.anchorsIn(m.anchors, p, false) {
		found = append(found, m.views[a.statement])
	}
	slices.SortFunc(found, func(a, b *statement) int { return cmp.Compare(a.N, b.N) })
	return found
}

// anchorsIn gives the anchors that stand in p: at its start or in it, or with after, in it or at its
// end. The anchor of a text without words stands in the first paragraph.
func (m *marked) anchorsIn(all []anchor, p doc.Span, after bool) []anchor {
	edge := func(at int) int {
		n, _ := slices.BinarySearchFunc(all, at, func(a anchor, at int) int { return cmp.Compare(a.at, at) })
		return n
	}
	if after {
		return all[edge(p.Start+1):edge(p.End+1)]
	}
	return all[edge(p.Start):edge(p.End)]
}

// A markup is HTML whose text was escaped when it was made.
type markup string

// html writes one paragraph: the words with their marks, the anchors, and the numbers that lead to
// the notes. breaks are the places where a line break is shown. Paragraphs are written in order.
func (m *marked) html(p doc.Span, breaks []int) markup {
	m.out.Reset()
	anchors, ends := m.anchorsIn(m.anchors, p, false), m.anchorsIn(m.ends, p, true)
	active := m.reaching(p)
	m.within = m.itemsIn(p)
	places := m.places(p, active, anchors, ends, breaks)
	for i, at := range places {
		if m.lit.Len() > 0 && at == m.lit.Start && i+1 < len(places) {
			m.out.WriteString(`<span class="at" id="at"></span>`)
		}
		for len(ends) > 0 && ends[0].at == at {
			m.number(ends[0].statement)
			ends = ends[1:]
		}
		for len(breaks) > 0 && breaks[0] == at {
			m.out.WriteString("<br>")
			breaks = breaks[1:]
		}
		for len(anchors) > 0 && anchors[0].at == at {
			m.anchor(anchors[0].statement)
			anchors = anchors[1:]
		}
		if i+1 < len(places) {
			m.piece(doc.Span{Start: at, End: places[i+1]}, active)
		}
	}
	return markup(m.out.String())
}

// reaching gives the marks that hold somewhere in p. It keeps those that may reach further for the
// paragraph after.
func (m *marked) reaching(p doc.Span) []mark {
	m.open = slices.DeleteFunc(m.open, func(k mark) bool { return k.span.End <= p.Start })
	for ; m.next < len(m.marks) && m.marks[m.next].span.Start < p.End; m.next++ {
		m.open = append(m.open, m.marks[m.next])
	}
	return m.open
}

// places gives every place of p where something begins or ends, in order, each once.
func (m *marked) places(p doc.Span, active []mark, anchors, ends []anchor, breaks []int) []int {
	places := []int{p.Start, p.End}
	add := func(s doc.Span) {
		if p.Start < s.Start && s.Start < p.End {
			places = append(places, s.Start)
		}
		if p.Start < s.End && s.End < p.End {
			places = append(places, s.End)
		}
	}
	for _, k := range active {
		add(k.span)
	}
	for _, k := range m.within {
		add(k.span)
	}
	add(m.lit)
	for _, s := range m.mute {
		if startsRune(m.text, s.Start) && startsRune(m.text, s.End) {
			add(s)
		}
	}
	for _, a := range anchors {
		places = append(places, a.at)
	}
	for _, a := range ends {
		places = append(places, a.at)
	}
	places = append(places, breaks...)
	slices.Sort(places)
	return slices.Compact(places)
}

// piece writes the words of s, which no mark begins or ends within.
func (m *marked) piece(s doc.Span, active []mark) {
	classes := m.classes(s, active)
	if classes == "" {
		escapeText(&m.out, s.Of(m.text))
		return
	}
	m.out.WriteString(`<span class="`)
	m.out.WriteString(classes)
	m.out.WriteString(`">`)
	escapeText(&m.out, s.Of(m.text))
	m.out.WriteString(`</span>`)
}

func (m *marked) classes(s doc.Span, active []mark) string {
	var holds [3]int // how many marks of each role
	var inner *mark  // the shortest content, and where there is none, the shortest source or cue
	var statements []int
	for i := range active {
		k := &active[i]
		if !k.span.Contains(s) {
			continue
		}
		holds[k.role]++
		if inner == nil || k.closer(inner) {
			inner = k
		}
		if !slices.Contains(statements, k.statement) {
			statements = append(statements, k.statement)
		}
	}
	var classes []string
	if m.lit.Len() > 0 && m.lit.Contains(s) {
		classes = append(classes, "lit")
	}
	if muted(s, m.mute) {
		classes = append(classes, "mute")
	}
	if inner != nil {
		for r, name := range [...]string{source: "src", cue: "cue", content: "say"} {
			if holds[r] > 0 {
				classes = append(classes, name)
			}
		}
		if holds[content] > 1 {
			classes = append(classes, "in2")
		}
		classes = append(classes, m.parties[inner.statement])
		for _, n := range statements {
			classes = append(classes, "k"+strconv.Itoa(n+1))
		}
	}
	for _, k := range m.within {
		if k.span.Contains(s) && !slices.Contains(classes, k.class) {
			classes = append(classes, k.class)
		}
	}
	return strings.Join(classes, " ")
}

func muted(s doc.Span, furniture []doc.Span) bool {
	for _, f := range furniture {
		if f.Contains(s) {
			return true
		}
	}
	return false
}

// anchor writes the place that a link to a statement leads to.
func (m *marked) anchor(i int) {
	m.out.WriteString(`<span class="at k`)
	m.out.WriteString(strconv.Itoa(i + 1))
	m.out.WriteString(`" id="`)
	escapeText(&m.out, m.views[i].Anchor)
	m.out.WriteString(`"></span>`)
}

// number writes the statement's number, a link to its note.
func (m *marked) number(i int) {
	n := strconv.Itoa(i + 1)
	m.out.WriteString(`<sup class="no ` + m.parties[i] + ` k` + n + `"><a href="#n-` + n + `" aria-label="Note ` + n + `: `)
	escapeText(&m.out, m.views[i].Who+" "+m.views[i].ActWords())
	m.out.WriteString(`">` + n + `</a></sup>`)
}

// escapeText writes text so that a browser shows exactly it, between tags or in an attribute between
// double quotes. HTML cannot hold NUL, which becomes the replacement character; a carriage return is
// kept by its number, for a parser would drop it.
func escapeText(out *strings.Builder, text string) {
	for {
		i := strings.IndexAny(text, "&<>\"\r\x00")
		if i < 0 {
			out.WriteString(text)
			return
		}
		out.WriteString(text[:i])
		switch text[i] {
		case '&':
			out.WriteString("&amp;")
		case '<':
			out.WriteString("&lt;")
		case '>':
			out.WriteString("&gt;")
		case '"':
			out.WriteString("&#34;")
		case '\r':
			out.WriteString("&#13;")
		case 0:
			out.WriteString("\uFFFD")
		}
		text = text[i+1:]
	}
}

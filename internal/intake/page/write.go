package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/parleyhq/parley/internal/doc"
)

// write is the text below a node, and where the captions of pictures stand in it.
func write(n *html.Node) (string, []doc.Span) {
	if n == nil {
		return "", nil
	}
	var w writer
	w.node(n)
	return w.b.String(), w.captions
}

// A writer writes text with no more than the space that is due: none at the start and the end.
type writer struct {
	b        strings.Builder
	due      gap    // the space that is to stand before the next word
	mark     string // what is to stand at the start of the line, before the next word
	items    int    // list items, captions and cells that we are in: no blank lines there
	pre      int
	captions []doc.Span
}

// A gap is the space between two words.
type gap int

const (
	none gap = iota
	space
	line      // a line ends
	paragraph // and a blank line follows
)

func (w *writer) need(g gap) {
	if g == paragraph && w.items > 0 {
		g = line
	}
	w.due = max(w.due, g)
}

// word writes characters that belong together after the space that is due.
func (w *writer) word(s string) {
	if w.b.Len() > 0 {
		w.b.WriteString([]string{"", " ", "\n", "\n\n"}[w.due])
	}
	w.b.WriteString(w.mark)
	w.b.WriteString(s)
	w.due, w.mark = none, ""
}

func (w *writer) text(s string) {
	if w.pre > 0 {
		for l := range strings.Lines(s) {
			w.flow(l)
			if strings.HasSuffix(l, "\n") {
				w.need(line)
			}
		}
		return
	}
	w.flow(s)
}

// flow writes running text. Characters that show nothing are left out.
func (w *writer) flow(s string) {
	from := -1
	end := func(i int) {
		if from >= 0 {
			w.word(strings.Map(shown, s[from:i]))
			from = -1
		}
	}
	for i, r := range s {
		switch {
		case unicode.IsSpace(r):
			end(i)
			w.need(space)
		case from < 0 && shown(r) >= 0:
			from = i
		}
	}
	end(len(s))
}

// shown drops what shows nothing (soft hyphens, zero-width spaces, byte order marks, control characters).
func shown(r rune) rune {
	switch {
	case r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff' || unicode.IsControl(r):
		return -1
	}
	return r
}

func (w *writer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *writer) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
		return
	case html.ElementNode:
	default:
		w.children(n)
		return
	}
	tag := atom.Lookup([]byte(n.Data)) // go-readability renames elements and leaves their DataAtom
	if has(n, "hidden") && tag != atom.Details {
		return
	}
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Title, atom.Svg, atom.Math, atom.Iframe,
		atom.Object, atom.Video, atom.Audio, atom.Canvas, atom.Button, atom.Select, atom.Input, atom.Textarea, atom.Form, atom.Nav, atom.Dialog:
		w.need(space)
	case atom.Br:
		if w.due == line {
			w.need(paragraph)
		} else {
			w.need(line)
		}
	case atom.Hr:
		w.need(paragraph)
	case atom.Li:
		w.need(line)
		w.mark = "- "
		w.items++
		w.children(n)
		w.items--
		w.mark = ""
		w.need(line)
	case atom.Figcaption:
		w.caption(n)
	case atom.Tr:
		w.need(line)
		w.children(n)
		w.need(line)
	case atom.Td, atom.Th:
		if w.b.Len() > 0 && w.due < line && prevCell(n) {
			w.due, w.mark = space, "| "
		}
		w.items++
		w.children(n)
		w.items--
		w.due = min(w.due, space)
		w.mark = ""
	case atom.Dt, atom.Dd:
		w.need(line)
		w.children(n)
		w.need(line)
	case atom.Pre:
		w.need(paragraph)
		w.pre++
		w.children(n)
		w.pre--
		w.need(paragraph)
	case atom.Q:
		w.mark += "“"
		w.children(n)
		w.due = none
		w.word("”")
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Details, atom.Summary, atom.Div, atom.Dl,
		atom.Fieldset, atom.Figure, atom.Footer, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup,
		atom.Main, atom.Ol, atom.P, atom.Section, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Ul, atom.Caption:
		w.need(paragraph)
		w.children(n)
		w.need(paragraph)
	default:
		w.children(n)
	}
}

// prevCell reports whether a cell stands before this one in its row.
func prevCell(n *html.Node) bool {
	for c := n.PrevSibling; c != nil; c = c.PrevSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			return true
		}
	}
	return false
}

// caption writes a caption as a paragraph of one line, and notes where it stands.
func (w *writer) caption(n *html.Node) {
	w.need(paragraph)
	gap := []string{"", " ", "\n", "\n\n"}[w.due]
	start := w.b.Len()
	if start > 0 {
		start += len(gap)
	}
	w.items++
	w.children(n)
	w.items--
	if w.b.Len() > start {
		w.captions = append(w.captions, doc.Span{Start: start, End: w.b.Len()})
	}
	w.need(paragraph)
}

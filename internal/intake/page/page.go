// Package page turns an HTML page into the text of its article, and reads what the page says of it: title, publisher, authors, date.
//
// The article is found by go-readability, a port of Mozilla's Readability. Its text is written here:
// paragraphs apart by a blank line, a heading or a table row on a line of its own, a list item on a
// line of its own after "- ", a line break kept, <q> in quotation marks, space between words made one
// space. Nothing of a script, a form or a picture is in it.
package page

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"codeberg.org/readeck/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/parleyhq/parley/internal/doc"
)

// A Page is an article and what its page says of it. What the page does not say is empty.
type Page struct {
	Text      string
	Captions  []doc.Span // of pictures, in Text
	Title     string     // the headline, without the site's name
	Publisher string
	Authors   []string // people and agencies, as the page names them
	URL       string   // where the page says that it belongs, absolute
	Language  string   // as declared: en-GB
	Published []string // dates of publication as they are written, the most trusted first; see metadata.go
}

// fragment reports whether HTML is no whole page but a piece of one, as in a feed: then all of it is the article.
func fragment(src string) bool {
	return !wholePage.MatchString(src)
}

var wholePage = regexp.MustCompile(`(?i)<(?:html|body|head)[\s>]`)

// maxElements bounds the work on one page. The longest live blogs have some 50,000.
const maxElements = 300_000

// Read reads the text of an HTML page. The address may be empty; what the page links to is of no concern.
func Read(src, address string) (Page, error) {
	if err := whole(src); err != nil {
		return Page{}, err
	}
	root, err := html.Parse(strings.NewReader(src))
	if err != nil {
		return Page{}, fmt.Errorf("is no HTML that can be read: %w", err)
	}
	p := metadata(root, address)
	if fragment(src) {
		p.Text, p.Captions = write(root)
	} else {
		p.Text, p.Captions = write(article(root, address))
	}
	return p, nil
}

// article is the part of the page that holds the article: what go-readability finds, with the
// paragraphs put back that it has left out, or where it finds next to nothing what the page itself marks
// as its article.
func article(root *html.Node, address string) *html.Node {
	base, _ := url.Parse(address)
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	parser.DisableJSONLD = true // metadata.go reads it
	found, err := parser.ParseDocument(root, base)
	marked, sure := marked(root)
	if err != nil || found.Node == nil {
		return marked
	}
	text, _ := write(found.Node)
	if all, _ := write(marked); len(text) < 250 && len(all) > 2*len(text) {
		return marked
	}
	restore(found.Node, len(text), marked, sure)
	return found.Node
}

// marked is what the page itself marks as its article, without what is no text in it: the only element
// with itemprop articleBody, else the only <article>, else the only <main>, else the body. The first two
// are sure to hold the article from its start.
func marked(root *html.Node) (_ *html.Node, sure bool) {
	marks := []func(*html.Node) bool{
		func(n *html.Node) bool { return strings.EqualFold(attr(n, "itemprop"), "articleBody") },
		func(n *html.Node) bool { return n.DataAtom == atom.Article },
		func(n *html.Node) bool { return n.DataAtom == atom.Main },
		func(n *html.Node) bool { return n.DataAtom == atom.Body },
	}
	for i, mark := range marks {
		if nodes := all(root, mark); len(nodes) == 1 {
			return prune(nodes[0]), i < 2
		}
	}
	return prune(root), false
}

// aside are the parts of a page's own article that are no text of it, by class, id or role.
var aside = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:ads?|advert\w*|related\w*|shar(?:e|ing)\w*|social\w*|newsletters?|promo\w*|sidebar|comments?|breadcrumbs?|toolbar|tags?|most-?read|recommend\w*|subscri\w+|paywall|cookies?|banner|byline|timestamp|outbrain|taboola|navigation|complementary|nav|menu|hidden|sr-only|visually-hidden)(?:[\s_-]|$)`)

// prune is a copy of an element without what is no text of the article in it.
func prune(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: n.Attr}
	for child := range n.ChildNodes() {
		if child.Type == html.CommentNode || child.Type == html.ElementNode && clutter(child) {
			continue
		}
		c.AppendChild(prune(child))
	}
	return c
}

func clutter(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Header, atom.Script, atom.Style, atom.H1:
		return true
	case atom.P, atom.Blockquote:
		return false
	}
	return strings.EqualFold(attr(n, "aria-hidden"), "true") || strings.Contains(strings.ReplaceAll(attr(n, "style"), " ", ""), "display:none") ||
		aside.MatchString(attr(n, "class")) || aside.MatchString(attr(n, "id")) || aside.MatchString(attr(n, "role"))
}

// restore puts paragraphs of the marked article back that are not in what was found: those between two
// that are, up to four together, and if the mark is sure, up to two before the first. Longer runs are
// galleries and lists of other texts, and so is a total of more than a fifth of the size of what was found.
func restore(found *html.Node, size int, marked *html.Node, sure bool) {
	at := paragraphs(found)
	var run, lost []*html.Node     // paragraphs that are not in what was found: since the last that is, and all
	var after, before []*html.Node // and for each of lost, the one found to put it after or before
	var anchor *html.Node
	bytes := 0
	for _, p := range all(marked, func(n *html.Node) bool { return n.DataAtom == atom.P }) {
		text, _ := write(p)
		here := at[text]
		if here == nil {
			if len(text) >= 20 && linked(p)*2 <= len(text) {
				run = append(run, p)
			}
			continue
		}
		if anchor != nil && len(run) <= 4 || anchor == nil && sure && len(run) <= 2 {
			for _, p := range run {
				text, _ := write(p)
				bytes += len(text)
				lost, after, before = append(lost, p), append(after, anchor), append(before, here)
			}
		}
		anchor, run = here, nil
	}
	if bytes*5 > size {
		return
	}
	for i, p := range lost {
		p.Parent.RemoveChild(p)
		if after[i] == nil {
			before[i].Parent.InsertBefore(p, before[i])
			continue
		}
		after[i].Parent.InsertBefore(p, after[i].NextSibling)
		for j := i + 1; j < len(lost) && after[j] == after[i]; j++ {
			after[j] = p
		}
	}
}

// paragraphs are the paragraphs below a node, by their text.
func paragraphs(n *html.Node) map[string]*html.Node {
	at := map[string]*html.Node{}
	for _, p := range all(n, func(n *html.Node) bool { return n.Data == "p" || n.Data == "div" && !hasBlock(n) }) {
		if text, _ := write(p); text != "" && at[text] == nil && p.Parent != nil {
			at[text] = p
		}
	}
	return at
}

// hasBlock reports whether an element holds others that begin a line.
func hasBlock(n *html.Node) bool {
	for c := range n.ChildNodes() {
		switch c.Data {
		case "p", "div", "ul", "ol", "table", "blockquote", "section", "article", "h1", "h2", "h3", "h4", "pre", "figure":
			return true
		}
	}
	return false
}

// linked is how many bytes of an element's text are links.
func linked(n *html.Node) int {
	sum := 0
	for _, a := range all(n, func(n *html.Node) bool { return n.DataAtom == atom.A }) {
		text, _ := write(a)
		sum += len(text)
	}
	return sum
}

// whole fails if a page was cut off: if it ends inside a tag, a comment or a script, or, though it
// opens <html> or <body> and closes neither, inside a <div>, an <article>, a paragraph or the like.
func whole(src string) error {
	z := html.NewTokenizer(strings.NewReader(src))
	open := map[string]int{}
	paragraph, ended := false, false
	for {
		switch z.Next() {
		case html.ErrorToken:
			switch {
			case ended:
				return nil
			case len(z.Raw()) > 0:
				return errors.New("is cut off: the page ends inside a tag or a script; get it again")
			case open["html"]+open["body"] == 0:
				return nil
			case paragraph:
				return errors.New("is cut off: the page ends inside <p>; get it again")
			}
			for _, name := range []string{"script", "style", "article", "main", "section", "div", "table", "ul", "ol"} {
				if open[name] > 0 {
					return fmt.Errorf("is cut off: the page ends inside <%s>; get it again", name)
				}
			}
			return nil
		case html.StartTagToken:
			name, _ := z.TagName()
			open[string(name)]++
			paragraph = string(name) == "p" || paragraph && !blocks[string(name)]
		case html.EndTagToken:
			name, _ := z.TagName()
			open[string(name)]--
			paragraph = paragraph && string(name) != "p" && !blocks[string(name)]
			ended = ended || string(name) == "body" || string(name) == "html"
		}
	}
}

// blocks are elements whose start or end ends a paragraph.
var blocks = map[string]bool{
	"article": true, "aside": true, "blockquote": true, "body": true, "div": true, "footer": true, "form": true, "h1": true, "h2": true, "h3": true, "header": true,
	"hr": true, "html": true, "main": true, "nav": true, "ol": true, "section": true, "table": true, "td": true, "tr": true, "ul": true,
}

// all are the elements below a node that a test picks, in the order of the page.
func all(root *html.Node, pick func(*html.Node) bool) []*html.Node {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && pick(n) {
			found = append(found, n)
		}
	}
	return found
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

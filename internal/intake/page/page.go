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

// article is the part of the page that holds the article: what go-readability finds, or where it
// finds none or loses much of an <article> that the page itself marks, that.
func article(root *html.Node, address string) *html.Node {
	base, _ := url.Parse(address)
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	parser.DisableJSONLD = true // metadata.go reads it
	found, err := parser.ParseDocument(root, base)
	marked := marked(root)
	if err != nil || found.Node == nil {
		return marked
	}
	return found.Node
}

// marked is what the page itself marks as its article: the only <article>, else the only <main>, else its body.
func marked(root *html.Node) *html.Node {
	for _, a := range []atom.Atom{atom.Article, atom.Main, atom.Body} {
		if nodes := all(root, func(n *html.Node) bool { return n.DataAtom == a }); len(nodes) == 1 {
			return nodes[0]
		}
	}
	return root
}

// whole fails if a page was cut off: if it ends inside a tag, a comment or a script, or with a
// <div>, an <article> or the like still open and no </body> or </html> seen.
func whole(src string) error {
	z := html.NewTokenizer(strings.NewReader(src))
	open := map[string]int{}
	ended := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			if n := len(z.Raw()); n > 0 && !ended {
				return errors.New("is cut off: the page ends inside a tag or a script; get it again")
			}
			for _, name := range []string{"article", "main", "section", "div", "table", "ul", "ol"} {
				if open[name] > 0 && !ended && open["html"]+open["body"] > 0 {
					return fmt.Errorf("is cut off: the page ends inside <%s>; get it again", name)
				}
			}
			return nil
		case html.StartTagToken:
			name, _ := z.TagName()
			open[string(name)]++
		case html.EndTagToken:
			name, _ := z.TagName()
			open[string(name)]--
			if n := string(name); n == "body" || n == "html" {
				ended = true
			}
		}
	}
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

// Package cite says where words stand: it reads a document and a place in it and writes the citation, and a link that
// leads to the words.
package cite

import (
	"cmp"
	"net/url"
	"path"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
)

// A Citation names the place of some words: whose text, of which day, where in it.
type Citation struct {
	Doc    string    `json:"doc"`              // id of the document
	Outlet string    `json:"outlet"`           // who published it; the file's name where nobody is known to
	Agency string    `json:"agency,omitempty"` // whose copy it is, where that is another one
	Title  string    `json:"title,omitempty"`
	Date   string    `json:"date,omitempty"` // of publication, ISO 8601
	Basis  doc.Basis `json:"basis,omitempty"`
	Line   int       `json:"line,omitempty"` // of the text, the first is 1
	Span   doc.Span  `json:"span"`
	Words  string    `json:"words,omitempty"` // on one line
	Link   string    `json:"link,omitempty"`  // to the words in the page; empty where the document has no address
}

// Of cites a piece of evidence of the document.
func Of(d *doc.Document, e doc.Evidence) Citation {
	c := Citation{
		Doc: d.ID, Outlet: Outlet(d), Title: oneLine(d.Title), Date: d.Published.Date, Basis: d.Published.Basis,
		Span: e.Span(), Words: oneLine(e.Quote), Link: Link(d.URL, e.Quote),
	}
	if d.Agency != c.Outlet {
		c.Agency = d.Agency
	}
	if e.Start <= len(d.Text) {
		c.Line = Line(d.Text, e.Start)
	}
	return c
}

// Outlet names who published a document, as well as is known: its publisher, its agency, its host, its file.
func Outlet(d *doc.Document) string {
	host := ""
	if u, err := url.Parse(d.URL); err == nil {
		host = strings.TrimPrefix(u.Hostname(), "www.")
	}
	return cmp.Or(d.Publisher, d.Agency, host, path.Base(strings.ReplaceAll(cmp.Or(d.Path, d.ID), `\`, "/")))
}

// Line is the line of the text that a byte stands on; the first is 1.
func Line(text string, at int) int { return 1 + strings.Count(text[:at], "\n") }

// few are the words that find a place; of longer words, the first and the last few are given.
const few = 6

// Link is the address with a text fragment that leads a browser to the words (WICG, URL Fragment Text Directives). It is
// empty where the address is none that a page may link to.
func Link(address, quote string) string {
	address = Address(address)
	words := strings.Fields(quote)
	if address == "" || len(words) == 0 {
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
	return directive.Replace(url.QueryEscape(strings.Join(words, " ")))
}

var directive = strings.NewReplacer("+", "%20", "-", "%2D")

// Address gives the address when it is one that a page may link to, and else nothing.
func Address(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

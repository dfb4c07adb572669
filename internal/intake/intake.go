// Package intake is what arrives to become documents: an item of bytes with what came along with it, or a problem that says why there is none.
//
// Its children read the outside world, each one step of the way from an argument to a document:
//
//	source     what was named (files, folders, addresses, standard input) as a stream of items
//	fetch      one address over the network, within limits, never from a private network
//	jsonl      a stream of JSON Lines as items
//	feed       an RSS, Atom or JSON feed as items
//	warc       the pages of a web archive as items
//	decode     bytes as UTF-8 text, and what sort of text it is
//	page       an HTML page as the text of its article, and what the page says of it
//	furniture  what stands on a page and is not its text; title, byline, agency and publisher are read from there
//	parts      texts of others inside a document, and what sort of text the whole is
//	published  the day a document came out, and how that is known
//	langid     whether a text is English
//	desk       these steps in order
package intake

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode"

	"github.com/parleyhq/parley/internal/doc"
)

// MaxDocument is the most bytes that one document may have. A longer one is a problem; no more
// than this and one byte of it is ever held. The Bible in English has a quarter of that.
const MaxDocument = 16 << 20

// An Item is one thing that is to become a document: its bytes as they came, and what whoever
// handed it over says of it.
type Item struct {
	Name      string        // what to call it in a message: a path, an address, "-"; with the line or record where it is one of many
	Place     string        // where it is published or kept, the same on every machine; see doc.ID
	Path      string        // the file, as it was named; empty for an address
	URL       string        // the address; empty for a file
	MediaType string        // as declared by the sender, with its parameters (text/html; charset=iso-8859-1); empty if nobody did
	Data      []byte        // at most MaxDocument
	Title     string        // the headline, if given
	Publisher string        // if given
	Published doc.Published // if given, its date as it was written; see published.Parse
	Captured  string        // when an archive took its copy, RFC 3339: no publication date
}

// A Problem is an input that became no document.
type Problem struct {
	Input string // the item's Name
	Err   error  // what is wrong and what can be done
}

func (p *Problem) Error() string { return p.Input + ": " + p.Err.Error() }
func (p *Problem) Unwrap() error { return p.Err }

// Problemf makes a Problem.
func Problemf(input, format string, args ...any) *Problem {
	return &Problem{input, fmt.Errorf(format, args...)}
}

// ErrTooLong is the error of a document that is over MaxDocument.
var ErrTooLong = fmt.Errorf("is longer than the %d MiB that one document may have: split it, or hand its texts over as JSON Lines", MaxDocument>>20)

// ErrEmpty is the error of a document without a word.
var ErrEmpty = errors.New("is empty: it holds no words")

// ReadAll reads one document's bytes, and fails with ErrTooLong rather than hold more than MaxDocument.
func ReadAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxDocument+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MaxDocument {
		return nil, ErrTooLong
	}
	return data, nil
}

// A Response is what an address answered.
type Response struct {
	URL       string // after redirects
	MediaType string // Content-Type, as it was sent
	Body      io.ReadCloser
}

// A Bundle is a form of input that holds many items.
type Bundle struct {
	// Is tells whether an input has this form, from its name, its declared media type and its first bytes.
	Is func(name, mediaType string, head []byte) bool
	// Items reads the items in their order, one at a time, without holding the input in memory.
	// From is the input that they stand in, without data. Each error is a *Problem.
	Items func(from Item, r io.Reader) iter.Seq2[Item, error]
}

// HeadSize is how many first bytes of an input a Bundle is shown.
const HeadSize = 4096

// A Line is a line of a text with something on it, without the space around it.
type Line struct {
	doc.Span
	Gap bool // a blank line, or the start of the text, stands before it
}

// Lines are the lines of a text that hold something, in order.
func Lines(text string) []Line {
	var lines []Line
	gap := true
	for at := 0; at < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n
		}
		if s := Trim(text, doc.Span{Start: at, End: end}); s.Len() > 0 {
			lines = append(lines, Line{s, gap})
			gap = false
		} else {
			gap = true
		}
		at = end + 1
	}
	return lines
}

// Trim is a place without the space at its ends. Space is what Unicode says, and the characters
// that show nothing: a byte order mark, zero-width spaces.
func Trim(text string, s doc.Span) doc.Span {
	t := s.Of(text)
	s.Start += len(t) - len(strings.TrimLeftFunc(t, Blank))
	s.End = s.Start + len(strings.TrimRightFunc(s.Of(text), Blank))
	return s
}

// Blank reports whether a character shows nothing.
func Blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\u00ad'
}

// Package doc is a document as it was read, and places in it: a text that never changes, and spans into it.
package doc

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// A Document is one published text as it was read, with where, when and by whom it was published.
// A field that is not known is empty.
type Document struct {
	ID          string    `json:"id"`              // see ID
	Path        string    `json:"path,omitempty"`  // the file it was read from, as it was named
	URL         string    `json:"url,omitempty"`   // the address it was published at
	SHA256      string    `json:"sha256"`          // of the bytes as they came, in hexadecimal
	MediaType   string    `json:"mediaType"`       // what came: text/plain, text/html
	Text        string    `json:"text"`            // what is read; valid UTF-8, and every span points into it
	Title       string    `json:"title,omitempty"` // the headline
	Publisher   string    `json:"publisher,omitempty"`
	Agency      string    `json:"agency,omitempty"`      // the news agency whose copy it is
	Distributor string    `json:"distributor,omitempty"` // who passed the agency's copy on
	Byline      []string  `json:"byline,omitempty"`      // the people who wrote it
	Published   Published `json:"published,omitzero"`
	Captured    string    `json:"captured,omitempty"` // when an archive took its copy, RFC 3339: no date of publication
	Language    string    `json:"language,omitempty"` // BCP 47: en
	Kind        Kind      `json:"kind,omitempty"`
	Furniture   []Span    `json:"furniture,omitempty"` // what stands on the page and is not the text: in order, apart
	Parts       []Part    `json:"parts,omitempty"`     // texts of others inside this one, or the whole of an official text: in order, apart
}

// Published is the day a document came out, and how that is known.
type Published struct {
	Date  string `json:"date"`  // ISO 8601 at the precision known: 2025-03-18, 2025-03-18T14:05:00Z, 2025-03, 2025
	Basis Basis  `json:"basis"` // how it is known
}

// A Basis says how a publication date is known.
type Basis string

const (
	Given    Basis = "given"    // by whoever handed the document over
	Metadata Basis = "metadata" // by the page's own metadata
	InText   Basis = "text"     // by a dateline or a date line in the text
	Inferred Basis = "inferred" // worked out, from a weekday beside a date or the year of a copyright line
)

// A Kind is the sort of text that a document or a part of it is.
type Kind string

const (
	Report     Kind = "report"     // journalism: news, agency copy, analysis
	Readout    Kind = "readout"    // one side's official account of a contact
	Release    Kind = "statement"  // any other official statement, communiqué or press release
	Transcript Kind = "transcript" // who said what, turn by turn
)

// A Part is a text with an author of its own inside a document: an official statement printed under an article, or all
// of a document that is one.
type Part struct {
	Span   Span   `json:"span"`
	Kind   Kind   `json:"kind,omitempty"`
	Title  string `json:"title,omitempty"`  // its heading, in the text's own words
	Author string `json:"author,omitempty"` // whose text it is, in the heading's own words: the White House
}

// A Span is a place in a document's text: byte offsets, Start in it, End after it.
// It prints as [start,end].
type Span struct{ Start, End int }

func (s Span) Len() int              { return s.End - s.Start }
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Overlaps reports whether the two places share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Contains reports whether all of t lies in s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Cover is the smallest place that holds both.
func (s Span) Cover(t Span) Span { return Span{min(s.Start, t.Start), max(s.End, t.End)} }

func (s Span) MarshalJSON() ([]byte, error) { return json.Marshal([2]int{s.Start, s.End}) }

func (s *Span) UnmarshalJSON(b []byte) error {
	var a [2]int
	if err := json.Unmarshal(b, &a); err != nil {
		return fmt.Errorf("a span is [start,end]: %w", err)
	}
	s.Start, s.End = a[0], a[1]
	return nil
}

// A Quote is a place in a document together with its words.
type Quote struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

func (q Quote) Span() Span { return Span{q.Start, q.End} }

// Evidence is words that an item of the record rests on. Quote is exactly the bytes of the
// document's text at [Start, End).
type Evidence struct {
	Doc   string `json:"doc"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Quote string `json:"quote"`
}

func (e Evidence) Span() Span { return Span{e.Start, e.End} }

// Quote gives a place in the document with its words.
func (d *Document) Quote(s Span) Quote { return Quote{s.Start, s.End, s.Of(d.Text)} }

// Evidence gives a place in the document as evidence.
func (d *Document) Evidence(s Span) Evidence { return Evidence{d.ID, s.Start, s.End, s.Of(d.Text)} }

// Check reports the first span of the document that does not lie in its text, if any.
func (d *Document) Check() error {
	at := 0
	for _, s := range d.Furniture {
		if s.Start < at || s.End <= s.Start || s.End > len(d.Text) {
			return fmt.Errorf("document %s: furniture [%d,%d) is out of order or outside its %d bytes", d.ID, s.Start, s.End, len(d.Text))
		}
		at = s.End
	}
	at = 0
	for _, p := range d.Parts {
		if p.Span.Start < at || p.Span.End <= p.Span.Start || p.Span.End > len(d.Text) {
			return fmt.Errorf("document %s: part [%d,%d) is out of order or outside its %d bytes", d.ID, p.Span.Start, p.Span.End, len(d.Text))
		}
		at = p.Span.End
	}
	return nil
}

// ID names a document by where it was published or kept and what was read there: the same bytes at
// the same place have the same id on every machine, and a copy elsewhere has another. The place is
// its URL, or for files its path below the folder that was handed over.
func ID(place string, content []byte) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00", place)
	h.Write(content)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Package desk takes in what arrives: named inputs become a stream of items, and an item becomes a document.
//
// It holds the steps of intake in their order, as package pipeline does for the whole, and is for that
// the one package here that knows its siblings.
package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"iter"
	"net/http"
	"path"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/intake"
	"github.com/parleyhq/parley/internal/intake/decode"
	"github.com/parleyhq/parley/internal/intake/feed"
	"github.com/parleyhq/parley/internal/intake/fetch"
	"github.com/parleyhq/parley/internal/intake/furniture"
	"github.com/parleyhq/parley/internal/intake/jsonl"
	"github.com/parleyhq/parley/internal/intake/langid"
	"github.com/parleyhq/parley/internal/intake/page"
	"github.com/parleyhq/parley/internal/intake/parts"
	"github.com/parleyhq/parley/internal/intake/published"
	"github.com/parleyhq/parley/internal/intake/source"
	"github.com/parleyhq/parley/internal/intake/warc"
)

// A Desk is where inputs are taken in. Its fields are the effects that it has.
type Desk struct {
	Disk      fs.FS        // source.OS{} for the machine's own
	Stdin     io.Reader    // nil: there is none
	HTTP      *http.Client // fetch.Client() for the public network; nil: addresses are problems
	Published string       // the date of every input that has none of its own, as it was given; empty: none
}

// Open gives the items of the arguments (files, folders, addresses, "-"), one at a time and in a fixed
// order. An error is a *intake.Problem, and the stream goes on after it.
func (d Desk) Open(ctx context.Context, args []string) iter.Seq2[intake.Item, error] {
	w := source.World{Disk: d.Disk, Stdin: d.Stdin, Bundles: []intake.Bundle{jsonl.Bundle, warc.Bundle, feed.Bundle}}
	if d.HTTP != nil {
		w.Fetch = func(ctx context.Context, url string) (*intake.Response, error) { return fetch.Get(ctx, d.HTTP, url) }
	}
	return func(yield func(intake.Item, error) bool) {
		for item, err := range w.Items(ctx, args) {
			if err == nil && item.Published.Date == "" && d.Published != "" {
				item.Published = doc.Published{Date: d.Published, Basis: doc.Given}
			}
			if !yield(item, err) {
				return
			}
		}
	}
}

// Document reads an item. It is a pure function of it, so many may be read at once. The error, if any,
// is a *intake.Problem.
func Document(item intake.Item) (*doc.Document, error) {
	d, err := read(item)
	if err != nil {
		return nil, &intake.Problem{Input: item.Name, Err: err}
	}
	return d, nil
}

func read(item intake.Item) (*doc.Document, error) {
	name := item.URL
	if name == "" {
		name = item.Path
	}
	text, mediaType, err := decode.Text(item.Data, name, item.MediaType)
	if err != nil {
		return nil, err
	}
	var p page.Page
	if mediaType == decode.HTML {
		if p, err = page.Read(text, item.URL); err != nil {
			return nil, err
		}
		text = p.Text
	}
	if !decode.Words(text) {
		return nil, intake.ErrEmpty
	}
	lines := intake.Lines(text)
	look := furniture.Read(text, lines, p.Captions, p.Title != "")
	sum := sha256.Sum256(item.Data)
	d := &doc.Document{
		ID: doc.ID(item.Place, item.Data), Path: item.Path, URL: first(item.URL, p.URL),
		SHA256: hex.EncodeToString(sum[:]), MediaType: mediaType, Text: text,
		Title:       first(item.Title, p.Title, look.Title),
		Publisher:   first(item.Publisher, p.Publisher, look.Publisher),
		Distributor: look.Distributor,
		Captured:    item.Captured,
		Furniture:   look.Spans(),
	}
	people, agency := furniture.Names(p.Authors)
	d.Byline, d.Agency = people, first(look.Agency, agency)
	if len(d.Byline) == 0 {
		d.Byline = look.Byline
	}
	d.Parts = parts.Find(text, lines, look.Head, d.Furniture)
	d.Kind = parts.Kind(d.Title, len(d.Byline) > 0, d.Agency != "" || look.Dateline != "" || len(d.Parts) > 0, text, lines)
	if len(d.Parts) == 0 {
		d.Parts = parts.Whole(d.Kind, d.Title, d.Publisher, text, lines, look.Head, d.Furniture)
	}
	d.Language = language(published.Clip(text), p.Language)
	d.Published, err = published.Find(published.Signs{
		Given: item.Published, Metadata: metadataDates(p, item), Lines: look.Of(furniture.Date, text), Dateline: look.Dateline, Name: path.Base(item.Path),
		Copyright: look.Copyright, Wire: look.Wire && mediaType == decode.Plain, Text: published.Clip(body(text, d.Furniture)),
	})
	return d, err
}

// language is "en" if the text is English, else what its page declares, unless that is English too: then
// one of the two is wrong.
func language(text, declared string) string {
	if lang := langid.Of(text); lang != "" {
		return lang
	}
	base, _, _ := strings.Cut(strings.ToLower(declared), "-")
	if base == "en" || len(base) < 2 || len(base) > 3 {
		return ""
	}
	return base
}

func metadataDates(p page.Page, item intake.Item) []string {
	return append(p.Published, page.URLDate(item.URL))
}

func first(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// body is a text without its furniture.
func body(text string, furniture []doc.Span) string {
	var b strings.Builder
	at := 0
	for _, s := range furniture {
		b.WriteString(text[at:s.Start])
		at = s.End
	}
	b.WriteString(text[at:])
	return b.String()
}

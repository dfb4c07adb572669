// Package feed reads an RSS, Atom or JSON feed as items, an entry each.
//
// An item is what the feed itself carries: the content of the entry, or if it has none its summary. The
// pages that it links to are not fetched.
package feed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strings"

	"github.com/mmcdole/gofeed"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/intake"
)

// Bundle is a feed as a form of input.
var Bundle = intake.Bundle{Is: is, Items: Items}

var start = regexp.MustCompile(`(?is)^(?:\s|\x{feff}|<\?.*?\?>|<!--.*?-->|<!doctype[^>]*>)*<(?:rss|feed|rdf:RDF)[\s>]`)

func is(_, mediaType string, head []byte) bool {
	for _, t := range []string{"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"} {
		if strings.HasPrefix(strings.ToLower(mediaType), t) {
			return true
		}
	}
	return start.Match(head) || bytes.Contains(head, []byte(`"https://jsonfeed.org/version/`)) && bytes.HasPrefix(bytes.TrimSpace(head), []byte("{"))
}

// Items reads the entries of r. A feed is no longer than a document may be.
func Items(from intake.Item, r io.Reader) iter.Seq2[intake.Item, error] {
	return func(yield func(intake.Item, error) bool) {
		data, err := intake.ReadAll(r)
		if err != nil {
			yield(intake.Item{}, intake.Problemf(from.Name, "cannot be read as a feed: %w", err))
			return
		}
		f, err := parse(data)
		if err != nil {
			yield(intake.Item{}, intake.Problemf(from.Name, "is no feed that can be read: %w", err))
			return
		}
		if len(f.Items) == 0 {
			yield(intake.Item{}, intake.Problemf(from.Name, "is a feed without entries"))
			return
		}
		for n, e := range f.Items {
			if !yield(item(from, f, n+1, e)) {
				return
			}
		}
	}
}

// parse keeps what a stranger's bytes do to the parser inside.
func parse(data []byte) (f *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, errors.New("it is malformed")
		}
	}()
	return gofeed.NewParser().Parse(bytes.NewReader(data))
}

func item(from intake.Item, f *gofeed.Feed, n int, e *gofeed.Item) (intake.Item, error) {
	name := fmt.Sprintf("%s:%d", from.Name, n)
	if e == nil {
		return intake.Item{}, intake.Problemf(name, "is an empty entry")
	}
	it := intake.Item{
		Name: name, URL: strings.TrimSpace(e.Link), MediaType: "text/html; charset=utf-8",
		Title: strings.Join(strings.Fields(e.Title), " "), Publisher: strings.TrimSpace(f.Title),
	}
	if it.Data = []byte(e.Content); strings.TrimSpace(e.Content) == "" {
		it.Data = []byte(e.Description)
	}
	if len(bytes.TrimSpace(it.Data)) == 0 {
		return intake.Item{}, intake.Problemf(name, "is an entry without a text: read the page itself, %s", it.URL)
	}
	switch {
	case e.PublishedParsed != nil:
		it.Published = doc.Published{Date: e.PublishedParsed.UTC().Format("2006-01-02T15:04:05Z07:00"), Basis: doc.Metadata}
	case e.Published != "":
		it.Published = doc.Published{Date: e.Published, Basis: doc.Metadata}
	}
	if it.Place = it.URL; it.Place == "" {
		it.Path, it.Place = name, name
	}
	return it, nil
}

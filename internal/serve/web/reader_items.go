package web

import (
	"cmp"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/store"
)

// A markable is a sort of items that the reader can mark in the text, besides the statements.
type markable struct {
	Kind  string // the type of the items
	Class string // of their words
	Words string // for one and for many
	Many  string
	Count int
}

// markables are what the reader can mark, in the order of its filters.
func markables() []markable {
	return []markable{
		{Kind: filing.Position, Class: "i-position", Words: "position", Many: "positions"},
		{Kind: filing.Commitment, Class: "i-commitment", Words: "commitment", Many: "commitments"},
		{Kind: filing.Contact, Class: "i-contact", Words: "contact", Many: "contacts"},
		{Kind: filing.Figure, Class: "i-figure", Words: "figure", Many: "figures"},
	}
}

// Label names a sort with how many there are.
func (m markable) Label() string { return plural(m.Count, m.Words, m.Many) }

// An itemMark is the words of a document that an item of the record rests on.
type itemMark struct {
	span  doc.Span
	class string
}

// mostMarked is how many items of each sort are marked in one document.
const mostMarked = 500

// itemMarks looks up the words of a document that positions, commitments, contacts and figures rest on.
func (v *view) itemMarks(d *doc.Document) (found []markable, marks []itemMark, err error) {
	for _, kind := range markables() {
		items, _, err := v.all(store.Query{Types: []string{kind.Kind}, Tags: []store.Tag{{Name: "doc", Value: d.ID}}}, mostMarked)
		if err != nil {
			return nil, nil, err
		}
		for _, item := range items {
			places, err := filing.PlacesIn(item, d.ID)
			if err != nil {
				return nil, nil, err
			}
			for _, e := range places {
				s := e.Span()
				if 0 <= s.Start && s.Start < s.End && s.End <= len(d.Text) && startsRune(d.Text, s.Start) && startsRune(d.Text, s.End) {
					marks = append(marks, itemMark{trimmed(d.Text, s), kind.Class})
				}
			}
		}
		if kind.Count = len(items); kind.Count > 0 {
			found = append(found, kind)
		}
	}
	slices.SortStableFunc(marks, func(a, b itemMark) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(b.span.End, a.span.End))
	})
	return found, slices.Compact(marks), nil
}

// itemsIn are the items' words that reach into a paragraph.
func (m *marked) itemsIn(p doc.Span) []itemMark {
	var out []itemMark
	for _, k := range m.items {
		if k.span.Start >= p.End {
			break
		}
		if k.span.End > p.Start {
			out = append(out, k)
		}
	}
	return out
}

// neighbours are the documents before and after one, in the order of their dates.
func (v *view) neighbours(d *doc.Document) (before, after *document, err error) {
	const sameDay = 60 // documents of one date that are looked through
	date := cmp.Or(d.Published.Date, filing.Undated)
	beside := func(q store.Query) (*document, error) {
		q.Types, q.Limit = []string{filing.Document}, sameDay
		items, _, err := v.store.Items(v.ctx, q)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(items, func(i store.Item) bool { return i.ID == d.ID })
		if at < 0 || at+1 >= len(items) {
			return nil, nil
		}
		return documentOf(items[at+1])
	}
	if before, err = beside(store.Query{To: date, Newest: true}); err != nil {
		return nil, nil, err
	}
	after, err = beside(store.Query{From: date})
	return before, after, err
}

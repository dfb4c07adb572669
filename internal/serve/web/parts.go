package web

import (
	"cmp"
	"net/url"

	"github.com/parleyhq/parley/internal/meaning"
)

// What several templates ask.

// outletWords says where a document comes from, in as few words as a line has room for.
func outletWords(d *document) string { return cmp.Or(d.Outlet, shorten(d.Heading, 60)) }

// foundWords says how many lines a list has.
func foundWords(n int, narrowed []narrowing, one, many string) string {
	words := counted(n, one, many)
	if len(narrowed) > 0 {
		words += " found"
	}
	return words
}

// howWords says how a statement was made.
func howWords(s *statement) []string {
	how := []string{s.ActWords()}
	if !s.Unsaid() {
		how = append(how, s.QuotationWords())
	}
	if s.Sourcing != "" {
		how = append(how, s.SourcingWords())
	}
	if s.Via != nil {
		how = append(how, "through "+s.Via.Name)
	}
	if len(s.Jointly) > 0 {
		how = append(how, "with "+jointWords(s.Jointly))
	}
	return how
}

func jointWords(speakers []meaning.Speaker) string {
	words := ""
	for i, s := range speakers {
		if i > 0 {
			words += ", "
		}
		words += cmp.Or(s.Name, s.Role)
	}
	return words
}

// reviewItemHref is the page on which an item is decided on.
func reviewItemHref(id string) string { return "/review/items/" + url.PathEscape(id) }

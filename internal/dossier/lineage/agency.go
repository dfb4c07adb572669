package lineage

import (
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
)

// A listing is documents in order.
type listing struct{ docs []int32 }

// list adds a document to the listing of a name.
func (x *Index) list(of map[string]*listing, name string, n int32) {
	if name == "" {
		return
	}
	l := of[name]
	if l == nil {
		l = &listing{}
		of[name] = l
	}
	i, _ := slices.BinarySearchFunc(l.docs, n, x.compare)
	l.docs = slices.Insert(l.docs, i, n)
}

const (
	// fewStories is the largest number of an agency's stories of which all pairs are told.
	fewStories = 8
	// before is how many of the agency's stories before it each story of a larger group is joined with. All are one
	// source then, and the lines grow with the number of documents and not with its square.
	before = 2
)

// sameAgency gives the earlier stories of a document's agency that it is joined with: those that are no version of it.
func (x *Index) sameAgency(n int32) []dossier.Descent {
	e := x.docs[n]
	if e.agency == "" {
		return nil
	}
	stories := x.agencies[e.agency].docs
	i, _ := slices.BinarySearchFunc(stories, n, x.compare)
	earlier := stories[:i]
	if len(stories) > fewStories {
		earlier = earlier[max(0, i-before):]
	}
	var all []dossier.Descent
	for _, o := range earlier {
		if x.root(o) != x.root(n) {
			all = append(all, dossier.Descent{
				Doc: e.doc.ID, Origin: x.docs[o].doc.ID, Relation: dossier.SameAgency, Evidence: named(e.doc),
			})
		}
	}
	return all
}

// laterOfAgency gives the later stories that may be joined with a document.
func (x *Index) laterOfAgency(n int32) []int32 {
	e := x.docs[n]
	if e.agency == "" {
		return nil
	}
	stories := x.agencies[e.agency].docs
	i, _ := slices.BinarySearchFunc(stories, n, x.compare)
	later := stories[i+1:]
	if len(stories) > fewStories {
		later = later[:min(before, len(later))]
	}
	return slices.Clone(later)
}

// root gives the first document that another comes from, itself where it comes from none.
func (x *Index) root(n int32) int32 {
	for x.docs[n].origin >= 0 {
		n = x.docs[n].origin
	}
	return n
}

// named gives the first place where a document names its agency.
func named(d *doc.Document) []doc.Evidence {
	if s, ok := place(d.Text, d.Agency); ok {
		return []doc.Evidence{d.Evidence(s)}
	}
	return nil
}

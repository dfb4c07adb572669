// Package lineage reads documents with their fingerprints and writes which of them come from one another: copies,
// syndicated copies, revisions, rewrites and stories of one agency (guide lineage).
//
// Documents that share words are found by the marks of their fingerprints, never by comparing all pairs: each mark knows
// the documents that it stands in, and of these the first few are compared, word for word, with the later ones. A mark
// that stands in unrelated documents is boilerplate and says nothing.
package lineage

import (
	"slices"
	"strings"
	"time"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// An Index finds which documents come from one another. What it finds does not depend on the order in which they were
// added. It is for one goroutine at a time.
type Index struct {
	docs     []*entry
	byID     map[string]int32
	marks    map[uint64]int32    // the one document with a mark; or, below zero, -1-n for shared[n]
	shared   []*bucket           // of marks in several documents
	agencies map[string]*listing // by folded name, the stories of each agency
	outlets  map[string]*listing // by folded name, what each publisher or agency put out
	// crediting is, by folded name, the documents that may name an outlet as their source.
	crediting map[string]*listing
	dirty     []int32           // documents whose origin must be looked for
	moved     []int32           // documents that have another origin than before
	children  map[int32][]int32 // of each origin
}

// An entry is what the index keeps of a document.
type entry struct {
	doc     *doc.Document
	print   meaning.Fingerprint
	sorted  []mark // its marks in order of their hashes
	day     string // YYYY-MM-DD in UTC, or less where less is known
	key     string // the order of origins: see orderKey
	agency  string // folded
	outlet  string // folded
	credits []credit
	dirty   bool
	settled bool  // its origin was looked for before
	origin  int32 // -1 for none
	link    dossier.Descent
}

// New makes an empty index.
func New() *Index {
	return &Index{
		byID: map[string]int32{}, marks: map[uint64]int32{},
		agencies: map[string]*listing{}, outlets: map[string]*listing{}, children: map[int32][]int32{}, crediting: map[string]*listing{},
	}
}

// Add takes in a document. One that is there already is passed over; one whose fingerprint is not of its text is taken in
// without words.
func (x *Index) Add(d *doc.Document, f meaning.Fingerprint) {
	if _, ok := x.byID[d.ID]; ok {
		return
	}
	if !fits(d, f) {
		f = meaning.Fingerprint{}
	}
	n := int32(len(x.docs))
	e := &entry{doc: d, print: f, day: day(d.Published.Date), agency: fold(d.Agency), outlet: fold(d.Publisher), origin: -1}
	e.key, e.sorted = orderKey(d, e.day), sorted(f)
	x.docs = append(x.docs, e)
	x.byID[d.ID] = n
	x.soil(n)
	for _, m := range e.sorted {
		x.mark(m.hash, n)
	}
	if e.agency != "" {
		x.list(x.agencies, e.agency, n)
	}
	for _, name := range e.outlets() {
		x.list(x.outlets, name, n)
	}
	x.credit(n)
}

// fits reports whether the places of a fingerprint lie in the text of a document.
func fits(d *doc.Document, f meaning.Fingerprint) bool {
	at := 0
	for _, p := range f.Passages {
		if p.Start < at || p.End < p.Start || p.End > len(d.Text) {
			return false
		}
		at = p.End
	}
	return len(f.At) == len(f.Marks) && d.Check() == nil
}

// Descents gives all that comes from one another, in the order of the documents' publication, then of their ids.
func (x *Index) Descents() []dossier.Descent {
	x.settle()
	var all []dossier.Descent
	for _, n := range x.inOrder() {
		all = append(all, x.upward(n)...)
	}
	return all
}

// Of gives what one document comes from and what comes from it.
func (x *Index) Of(id string) []dossier.Descent {
	n, ok := x.byID[id]
	if !ok {
		return nil
	}
	x.settle()
	all := x.upward(n)
	below := slices.Concat(x.children[n], x.laterOfAgency(n))
	slices.SortFunc(below, x.compare)
	for _, c := range slices.Compact(below) {
		for _, d := range x.upward(c) {
			if d.Origin == id {
				all = append(all, d)
			}
		}
	}
	return all
}

// Independent gives how many independent sources stand behind some documents: those that come from one document, or from
// one agency, count once. A document that the index does not know counts for itself.
func (x *Index) Independent(docs []string) int {
	x.settle()
	sources := map[string]bool{}
	for _, id := range docs {
		n, ok := x.byID[id]
		if !ok {
			sources[id] = true
			continue
		}
		sources[x.source(n)] = true
	}
	return len(sources)
}

// source names what stands behind a document: the agency of the first document on the way to its root that has one, for
// that is whose words they are, else the root.
func (x *Index) source(n int32) string {
	for {
		e := x.docs[n]
		if e.agency != "" {
			return "agency " + e.agency
		}
		if e.origin < 0 {
			return "document " + e.doc.ID
		}
		n = e.origin
	}
}

// upward gives what a document comes from: its one origin, and other stories of its agency.
func (x *Index) upward(n int32) []dossier.Descent {
	e := x.docs[n]
	var all []dossier.Descent
	if e.origin >= 0 {
		all = append(all, e.link)
	}
	return append(all, x.sameAgency(n)...)
}

// settle looks for the origins of all documents that it must be looked for.
func (x *Index) settle() {
	for _, n := range x.dirty {
		e := x.docs[n]
		e.dirty = false
		if e.origin >= 0 {
			i := slices.Index(x.children[e.origin], n)
			x.children[e.origin] = slices.Delete(x.children[e.origin], i, i+1)
		}
		before := e.origin
		e.origin, e.link = x.findOrigin(n)
		if e.settled && e.origin != before {
			x.moved = append(x.moved, n)
		}
		e.settled = true
		if e.origin >= 0 {
			x.children[e.origin] = append(x.children[e.origin], n)
		}
	}
	x.dirty = x.dirty[:0]
}

// soil notes that the origin of a document must be looked for.
func (x *Index) soil(n int32) {
	if e := x.docs[n]; !e.dirty {
		e.dirty = true
		x.dirty = append(x.dirty, n)
	}
}

// inOrder gives all documents, those that others may come from first.
func (x *Index) inOrder() []int32 {
	all := make([]int32, len(x.docs))
	for i := range all {
		all[i] = int32(i)
	}
	slices.SortFunc(all, x.compare)
	return all
}

func (x *Index) compare(a, b int32) int { return strings.Compare(x.docs[a].key, x.docs[b].key) }

// orderKey says which of two documents with the same words is the origin (guide lineage §2): the one published on an
// earlier day; of one day the agency's own, then the first publisher's, which names no agency or distributor, then by the
// hour; else, so that it is the same every time, by id. A date known to the month or year comes after the days in it.
func orderKey(d *doc.Document, day string) string {
	rank := "1"
	switch {
	case d.Agency != "" && fold(d.Agency) == fold(d.Publisher) && d.Distributor == "":
		rank = "0"
	case d.Distributor != "" || d.Agency != "":
		rank = "2"
	}
	return strings.Join([]string{day + "\uffff", rank, d.Published.Date, d.ID}, "\x00")
}

// day gives the day of a date in UTC, as far as it is known.
func day(date string) string {
	if len(date) > len(time.DateOnly) {
		if t, err := time.Parse(time.RFC3339, date); err == nil {
			return t.UTC().Format(time.DateOnly)
		}
		return date[:len(time.DateOnly)]
	}
	return date
}

// fold gives a name by which one outlet is known, however it is written: without "the", in small letters.
func fold(name string) string {
	name = strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return r < 0x80 && (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), " ")
	return strings.TrimPrefix(name, "the ")
}

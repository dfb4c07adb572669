package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/store"
)

// relations are how a document comes from another, in words.
var relations = []choice{
	{string(dossier.Copy), "copy"},
	{string(dossier.Syndicated), "syndicated copy"},
	{string(dossier.Revision), "later version"},
	{string(dossier.Derived), "rewritten from"},
	{string(dossier.SameAgency), "same agency"},
}

// sourceFields are what the page of sources may be narrowed by.
var sourceFields = []field{{Key: "relation", Tag: "relation", Label: "Relation", values: relations}}

// sourcesPage is which documents come from one another: families of documents, each drawn and as a table.
type sourcesPage struct {
	Filter    *filter
	Narrowed  []narrowing
	Facets    []facet
	Total     int
	Documents int
	Families  []*family
	Outlets   []store.Value
	Pager     pager
}

func (p *sourcesPage) frame() (section, title, json string) {
	return "sources", "Sources", "/sources.json" + p.Filter.query("", "")
}

// A family is documents that come from one another, or from one agency.
type family struct {
	Origin *document
	Rows   []descent
	Chart  *tree
}

// A descent is how one document comes from another.
type descent struct {
	dossier.Descent
	From, To *document
	Words    string // of the relation
	Percent  int
	Shared   []*evidence
	Changed  []*evidence
}

// mostDescents is how many relations a page shows.
const mostDescents = 120

func (s *site) sources(r *http.Request) (*answer, error) {
	f, err := readFilter("/sources", sourceFields, r.URL.Query())
	if err != nil {
		return nil, err
	}
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	v.count(f, filing.Lineage)
	q := f.ask(filing.Lineage)
	q.Limit = mostDescents
	items, next, err := s.store.Items(r.Context(), q)
	if err != nil {
		return nil, found(err)
	}
	p := &sourcesPage{Filter: f, Narrowed: v.narrowed(f), Pager: f.pager(next), Documents: v.whole.Items[filing.Document]}
	all, err := each[dossier.Descent](items)
	if err != nil {
		return nil, err
	}
	if p.Families, err = v.families(all); err != nil {
		return nil, err
	}
	if p.Outlets, err = s.store.Values(r.Context(), store.Query{Types: []string{filing.Document}}, "publisher", 30); err != nil {
		return nil, err
	}
	facet, err := v.facet(f, "relation", len(relations), filing.Lineage)
	if err != nil {
		return nil, err
	}
	p.Facets = append(p.Facets, facet)
	if p.Total, err = v.total(f, q, len(items), next); err != nil {
		return nil, err
	}
	return &answer{page: p}, nil
}

// families gathers descents that share a document, each family under the document that most of it comes from.
func (v *view) families(all []dossier.Descent) ([]*family, error) {
	var ids []string
	for _, d := range all {
		ids = append(ids, d.Doc, d.Origin)
	}
	if err := v.need(ids...); err != nil {
		return nil, err
	}
	head := map[string]string{}
	var top func(string) string
	top = func(id string) string {
		if head[id] == "" || head[id] == id {
			return id
		}
		head[id] = top(head[id])
		return head[id]
	}
	for _, d := range all {
		if a, b := top(d.Doc), top(d.Origin); a != b {
			head[max(a, b)] = min(a, b)
		}
	}
	byHead := map[string]*family{}
	var out []*family
	for _, d := range all {
		fam := byHead[top(d.Doc)]
		if fam == nil {
			fam = &family{}
			byHead[top(d.Doc)] = fam
			out = append(out, fam)
		}
		shared, err := v.evidence(d.Evidence, 1)
		if err != nil {
			return nil, err
		}
		changed, err := v.evidence(d.Changed, 3)
		if err != nil {
			return nil, err
		}
		fam.Rows = append(fam.Rows, descent{d, v.document(d.Origin), v.document(d.Doc), inWords(relations, string(d.Relation)), percent(int(d.Share*1000), 1000), shared, changed})
	}
	for _, fam := range out {
		fam.Chart = newTree(fam.Rows)
		fam.Origin = fam.Chart.Nodes[0].Document
	}
	return out, nil
}

// A tree is a family drawn: the documents in the order of their dates, from left to right, each with a line to that which it
// comes from.
type tree struct {
	Width, Height int
	Nodes         []treeNode
	Edges         []treeEdge
	Words         string
}

type treeNode struct {
	X, Y     float64
	Document *document
	Label    string
	Anchor   string // text-anchor
}

type treeEdge struct {
	Path  string
	Class string
	Words string
}

// newTree lays the documents of a family out by depth: what comes from none at the left, what comes from it to its right.
func newTree(rows []descent) *tree {
	depth := map[string]int{}
	documents := map[string]*document{}
	for _, r := range rows {
		documents[r.Doc], documents[r.Origin] = r.To, r.From
	}
	for range rows { // as often as the longest line of descent may be
		moved := false
		for _, r := range rows {
			if r.Relation == dossier.SameAgency {
				continue
			}
			if d := depth[r.Origin] + 1; d > depth[r.Doc] && d <= len(rows) {
				depth[r.Doc], moved = d, true
			}
		}
		if !moved {
			break
		}
	}
	ids := make([]string, 0, len(documents))
	for id := range documents {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(depth[a], depth[b]), cmp.Compare(documents[a].Published.Date, documents[b].Published.Date), cmp.Compare(a, b))
	})
	deepest := 0
	for _, d := range depth {
		deepest = max(deepest, d)
	}
	const row, left, top, nodeWidth = 44, 12, 22, 250
	t := &tree{Width: left + (deepest+1)*nodeWidth + 40, Height: top + len(ids)*row}
	at := map[string]treeNode{}
	for i, id := range ids {
		d := documents[id]
		n := treeNode{X: float64(left + depth[id]*nodeWidth), Y: float64(top + i*row), Document: d, Label: cmp.Or(d.Outlet, shorten(d.Heading, 30))}
		if d.Published.Date != "" {
			n.Label += ", " + dayWords(d.Published.Date)
		}
		t.Nodes = append(t.Nodes, n)
		at[id] = n
	}
	for _, r := range rows {
		a, b := at[r.Origin], at[r.Doc]
		mid := (a.X + b.X) / 2
		path := fmt.Sprintf("M%g %gC%g %g %g %g %g %g", a.X, a.Y, a.X, b.Y, mid, b.Y, b.X, b.Y)
		t.Edges = append(t.Edges, treeEdge{path, "edge-" + string(r.Relation), r.To.Heading + ": " + r.Words})
	}
	t.Words = plural(len(ids), "document", "documents") + " and how they come from one another"
	return t
}

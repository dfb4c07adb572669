// Package count puts figures for one thing side by side: it reads the figures of all readings as they come and writes the
// dossier's counts (docs/guide/figures.md).
package count

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// Key tells which figures are for one thing: those with one unit and the same telling words. It is empty for a figure that does
// not say what it counts.
func Key(f *meaning.Figure) string {
	words := dossier.Words(f.What)
	if len(words) == 0 {
		return ""
	}
	return f.Unit + "|" + strings.Join(words, " ")
}

// A Count gathers the figures of one key. The zero value is ready to use.
type Count struct {
	figures []*meaning.Figure // in order
	values  map[float64]int
	docs    map[string]int
}

// Add takes in a figure. It is kept, and must not change.
func (c *Count) Add(f *meaning.Figure) {
	if c.values == nil {
		c.values, c.docs = map[float64]int{}, map[string]int{}
	}
	i, _ := slices.BinarySearchFunc(c.figures, f, inOrder)
	c.figures = slices.Insert(c.figures, i, f)
	c.values[f.Value]++
	c.docs[f.Doc]++
}

// Line writes the count; ok is false where there is nothing to put side by side: one value in one document.
func (c *Count) Line() (line dossier.Count, ok bool) {
	if len(c.values) < 2 && len(c.docs) < 2 {
		return line, false
	}
	what := dossier.Votes{}
	for _, f := range c.figures {
		what.Add(f.What)
	}
	first := c.figures[0]
	figures := make([]meaning.Figure, len(c.figures))
	for i, f := range c.figures {
		figures[i] = *f
	}
	return dossier.Count{
		ID: "count-" + strings.NewReplacer(" ", "-", "|", "-").Replace(strings.TrimPrefix(Key(first), "|")), What: what.First(), Unit: first.Unit,
		Figures: figures,
	}, true
}

func inOrder(a, b *meaning.Figure) int {
	return cmp.Or(cmp.Compare(a.Value, b.Value), cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.ID, b.ID))
}

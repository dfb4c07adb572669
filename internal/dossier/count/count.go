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

// Key tells which figures are for one thing at one time: those of a month with one unit and the same telling words. It is empty for
// a figure that does not say what it counts. The time is that of the figure, or else of its document (ISO 8601).
func Key(f *meaning.Figure, time string) string {
	words := dossier.Words(f.What)
	if len(words) == 0 {
		return ""
	}
	return strings.ToLower(strings.ReplaceAll(strings.Trim(f.Unit+"-"+strings.Join(words, "-")+"-"+time[:min(len("2031-05"), len(time))], "-"), " ", "-"))
}

// A Count gathers the figures of one key.
type Count struct {
	key     string
	figures []*meaning.Figure // in order
	values  map[float64]int
	docs    map[string]int
}

// New makes a count without figures.
func New(key string) *Count { return &Count{key, nil, map[float64]int{}, map[string]int{}} }

// Add takes in a figure. It is kept, and must not change.
func (c *Count) Add(f *meaning.Figure) {
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
	figures := make([]meaning.Figure, len(c.figures))
	for i, f := range c.figures {
		figures[i] = *f
	}
	return dossier.Count{
		ID: "count-" + c.key, What: what.First(), Unit: c.figures[0].Unit,
		Figures: figures,
	}, true
}

func inOrder(a, b *meaning.Figure) int {
	return cmp.Or(cmp.Compare(a.Value, b.Value), cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.ID, b.ID))
}

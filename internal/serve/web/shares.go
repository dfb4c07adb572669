package web

import (
	"fmt"
	"strings"

	"github.com/parleyhq/parley/internal/meaning"
)

// Shares is how a number of statements are sourced, as numbers and as a bar.
type shares struct {
	Total  int
	Slices []slice // in the order of sourcings; those without a statement are there, with none
}

// A slice is the statements with one sourcing: how many, and where they stand in a bar of barWidth.
type slice struct {
	Value, Words string
	N, Percent   int
	X, Width     float64
}

// barWidth is the width of a bar in units of its own view box.
const barWidth = 100

// newShares makes them of how many statements have each sourcing.
func newShares(sourcing map[meaning.Sourcing]int) *shares {
	out := &shares{}
	for _, n := range sourcing {
		out.Total += n
	}
	before := 0
	for _, c := range sourcings {
		n := sourcing[meaning.Sourcing(strings.TrimSuffix(c.Value, none))]
		out.Slices = append(out.Slices, slice{
			Value: c.Value, Words: c.Words, N: n, Percent: percent(n, out.Total),
			X: along(before, out.Total), Width: along(n, out.Total),
		})
		before += n
	}
	return out
}

// sharesOf makes them of some statements.
func sharesOf(statements []*statement) *shares {
	count := map[meaning.Sourcing]int{}
	for _, s := range statements {
		count[s.Sourcing]++
	}
	return newShares(count)
}

// along gives n of total as a length in a bar, to a hundredth.
func along(n, total int) float64 {
	if total == 0 {
		return 0
	}
	return float64(n*barWidth*100/total) / 100
}

// String says the shares in words: 3 named, 1 institution.
func (s *shares) String() string {
	words := ""
	for _, c := range s.Slices {
		if c.N == 0 {
			continue
		}
		if words != "" {
			words += ", "
		}
		words += fmt.Sprintf("%d %s", c.N, c.Words)
	}
	return words
}

// All reports whether every statement has a sourcing.
func (s *shares) All() bool { return s.Slices[len(s.Slices)-1].N == 0 }

// Shown gives the slices that a table or a legend shows: that of statements without a sourcing only where there are any.
func (s *shares) Shown(all *shares) []slice {
	if all.All() {
		return s.Slices[:len(s.Slices)-1]
	}
	return s.Slices
}

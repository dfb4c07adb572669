package web

import "fmt"

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

func newShares(statements []*statement) *shares {
	count := map[string]int{}
	for _, s := range statements {
		count[string(s.Sourcing)]++
	}
	out := &shares{}
	for _, c := range sourcings {
		out.Total += count[c.Value] // a statement without a sourcing is not in the picture
	}
	before := 0
	for _, c := range sourcings {
		n := count[c.Value]
		out.Slices = append(out.Slices, slice{
			Value: c.Value, Words: c.Words, N: n, Percent: percent(n, out.Total),
			X: along(before, out.Total), Width: along(n, out.Total),
		})
		before += n
	}
	return out
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

// Of gives the number of statements with one sourcing.
func (s *shares) Of(value string) int {
	for _, c := range s.Slices {
		if c.Value == value {
			return c.N
		}
	}
	return 0
}

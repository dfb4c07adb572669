package actor

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
)

func (c *Cast) heads(source doc.Span) []int {
	var in []int
	end := -1
	for m := c.from(source); m < len(c.ms) && c.text.Span(c.ms[m].Words).Start < source.End; m++ {
		x := c.ms[m]
		if source.Contains(c.text.Words[x.Head].Span()) && x.Words.End > end {
			in = append(in, m)
			end = x.Words.End
		}
	}
	for len(in) > 1 && c.leadsTo(in[0], in[1]) {
		in = in[1:]
	}
	if len(in) < 2 {
		return in
	}
	if last := in[len(in)-1]; c.strays(in[0], last, source) {
		return []int{last}
	}
	if k := c.nameFor(in); k >= 0 {
		return []int{k}
	}
	if c.row(in) {
		return in
	}
	heads := []int{in[0]}
	for k := 1; k < len(in); k++ {
		switch {
		case c.andOnly(in[k-1], in[k]):
			heads = append(heads, in[k])
		case c.ms[in[k]].Entity < 0 || c.ms[in[k]].Entity != c.ms[in[k-1]].Entity: // not the same person's name or role
			return heads
		}
	}
	return heads
}

func (c *Cast) from(s doc.Span) int {
	const reach = 500 // bytes
	m, _ := slices.BinarySearchFunc(c.ms, s.Start-reach, func(x language.Mention, at int) int {
		return int(c.text.Words[x.Words.Start].Start) - at
	})
	return m
}

func (c *Cast) relative(source doc.Span) int {
	switch source.Of(c.text.Source) {
	case "who", "which", "that":
	default:
		return -1
	}
	found := -1
	for m := c.from(source); m < len(c.ms); m++ {
		span := c.text.Span(c.ms[m].Words)
		if span.Start >= source.Start {
			break
		}
		if gap := c.gap(span.End, source.Start); gap == "" || gap == "," || gap == ")," {
			if found < 0 || span.Len() > c.text.Span(c.ms[found].Words).Len() {
				found = m
			}
		}
	}
	return found
}

func (c *Cast) gap(from, to int) string {
	if from > to {
		return "<"
	}
	return strings.TrimSpace(c.text.Source[from:to])
}

func (c *Cast) leadsTo(a, b int) bool {
	x, y := c.ms[a], c.ms[b]
	if x.Form == language.Name && x.Words.End < len(c.text.Words) && isPossessive(c.text.Form(x.Words.End)) {
		return true
	}
	return x.Words.End == y.Words.Start && x.Form == language.Name && (x.Kind != language.Person || y.Form == language.Description)
}

func (c *Cast) modifies(m int, source doc.Span) bool {
	i := c.ms[m].Words.End
	owner := i < len(c.text.Words) && isPossessive(c.text.Form(i))
	if c.ms[m].Form == language.Pronoun && c.text.Words[i-1].XPOS == language.PRPS {
		owner = true
	} else if owner {
		i++
	}
	for i < len(c.text.Words) && source.Contains(c.text.Words[i].Span()) && c.text.Words[i].UPOS == language.ADJ {
		i++
	}
	if i >= len(c.text.Words) || !source.Contains(c.text.Words[i].Span()) || c.text.Words[i].UPOS != language.NOUN {
		return false
	}
	return !owner || c.text.Words[i].XPOS == language.NNS
}

func (c *Cast) strays(first, last int, source doc.Span) bool {
	x, y := c.ms[first], c.ms[last]
	i := x.Words.Start - 1
	if i < 0 || !source.Contains(c.text.Words[i].Span()) || c.text.Words[i].UPOS != language.ADP {
		return false
	}
	j := y.Words.Start - 1
	if _, ok := c.world.Title(c.text.Form(j)); ok {
		j--
	}
	return y.Form == language.Name && y.Kind == language.Person && j > i && c.text.Form(j) == ","
}

func (c *Cast) nameFor(in []int) int {
	d := c.ms[in[0]]
	if d.Form != language.Description || d.Kind != language.Person || d.Entity >= 0 && c.es[d.Entity].Name != "" {
		return -1
	}
	for k, m := range in[1:] {
		n := c.ms[m]
		before := c.gap(c.text.Span(c.ms[in[k]].Words).End, c.text.Span(n.Words).Start)
		if n.Form == language.Name && n.Kind == language.Person && (k == 0 && before == "" || before == ",") && n.Entity >= 0 {
			return m
		}
	}
	return -1
}

func (c *Cast) between(a, b language.Mention) string {
	from, to := c.text.Span(a.Words).End, c.text.Span(b.Words).Start
	if from > to {
		return ""
	}
	return c.text.Source[from:to]
}

func (c *Cast) andOnly(a, b int) bool {
	x, y := c.ms[a], c.ms[b]
	if x.Entity >= 0 && x.Entity == y.Entity {
		return false
	}
	switch strings.TrimSpace(c.between(x, y)) {
	case "and", "and the", ", and", "and his", "and its", "as well as":
		return true
	}
	return false
}

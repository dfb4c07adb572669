package actor

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
)

// heads gives the mentions that are the source itself and not what describes it: one, or those that an
// "and" joins.
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
	if len(in) > 0 && c.belongs(in[0], source) && (len(in) == 1 || !c.strays(in[0], in[len(in)-1], source)) {
		return nil
	}
	for len(in) > 1 && (c.leadsTo(in[0], in[1]) || c.dateline(in[0], in[1])) {
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

// belongs reports whether a mention only says of or from what the noun before it is, and that is the source: part
// of the proposal, nothing in the text from Valmora. Of a number of people it says who they are.
func (c *Cast) belongs(m int, source doc.Span) bool {
	i := c.ms[m].Words.Start - 1
	if i < 1 || !source.Contains(c.text.Words[i-1].Span()) {
		return false
	}
	switch c.text.Form(i) {
	case "of", "in", "from", "on", "about", "to":
	default:
		return false
	}
	switch strings.ToLower(c.text.Form(i - 1)) {
	case "nothing", "part":
		return true
	case "number", "handful", "couple", "dozens", "hundreds", "thousands", "majority", "end":
		return false
	}
	first := i - 1
	for first > 0 && source.Contains(c.text.Words[first-1].Span()) {
		first--
	}
	return c.text.Words[i-1].UPOS == language.NOUN && (first == i-1 || c.text.Words[first].UPOS == language.DET || c.text.Words[first].UPOS == language.ADJ || c.text.Form(first) == "nothing") &&
		c.ms[m].Form == language.Name
}

// from gives the first mention that may reach into a place: mentions are in order of their start, and
// short.
func (c *Cast) from(s doc.Span) int {
	const reach = 500 // bytes
	m, _ := slices.BinarySearchFunc(c.ms, s.Start-reach, func(x language.Mention, at int) int {
		return int(c.text.Words[x.Words.Start].Start) - at
	})
	return m
}

// relative gives what a "who" or "which" alone refers to: the mention before it, a person's for "who", or what
// that belongs to: a statement on Monday that; or -1.
func (c *Cast) relative(source doc.Span) int {
	word := source.Of(c.text.Source)
	switch word {
	case "who", "which", "that":
	default:
		return -1
	}
	found, back := -1, -1
	for m := c.from(source); m < len(c.ms); m++ {
		span := c.text.Span(c.ms[m].Words)
		if span.Start >= source.Start {
			break
		}
		k := c.ms[m].Kind
		if person := k == language.Person || k == language.Group || k == language.Nationality; person != (word == "who") && k != language.Unknown && k != language.Group {
			continue
		}
		if gap := c.gap(span.End, source.Start); gap == "" || gap == "," || gap == ")," {
			if found < 0 || span.Len() > c.text.Span(c.ms[found].Words).Len() {
				found = m
			}
		} else if c.goesOn(m, source) && (back < 0 || c.ms[m].Words.End > c.ms[back].Words.End) {
			back = m
		}
	}
	if found < 0 {
		return back
	}
	return found
}

// goesOn reports whether only what belongs to a phrase stands between a mention and a place: no verb of a
// clause, no end of a sentence.
func (c *Cast) goesOn(m int, source doc.Span) bool {
	for i := c.ms[m].Words.End; i < len(c.text.Words) && int(c.text.Words[i].Start) < source.Start; i++ {
		switch w := c.text.Words[i]; {
		case w.XPOS == language.VBD || w.XPOS == language.VBZ || w.XPOS == language.VBP || w.XPOS == language.MD,
			w.XPOS == language.Stop, w.XPOS == language.Colon, w.UPOS == language.PRON, i > c.ms[m].Words.End+10:
			return false
		}
	}
	return true
}

// gap is what stands between two places, or a mark where the second is not after the first.
func (c *Cast) gap(from, to int) string {
	if from > to {
		return "<"
	}
	return strings.TrimSpace(c.text.Source[from:to])
}

// leadsTo reports whether a mention only says whose or of where the next one is: Turkey's Anadolu agency.
func (c *Cast) leadsTo(a, b int) bool {
	x, y := c.ms[a], c.ms[b]
	if x.Form == language.Name && x.Words.End < len(c.text.Words) && isPossessive(c.text.Form(x.Words.End)) {
		return true
	}
	return x.Words.End == y.Words.Start && x.Form == language.Name && (x.Kind != language.Person || y.Form == language.Description)
}

// modifies reports whether a name only stands before the noun that is the source: two Telegram users,
// Duarte's surrogates.
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

// strays reports whether a source is a person's name with words of another phrase before it: after talks in
// Geneva, Duarte.
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

// nameFor gives the person's name that a description before it introduces, where they were not joined.
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

// andOnly reports whether nothing but an "and" or a comma stands between two mentions of different things.
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

// row reports whether the mentions are names in a row: Norway, Qatar and Oman.
func (c *Cast) row(in []int) bool {
	if len(in) < 3 || !c.andOnly(in[len(in)-2], in[len(in)-1]) {
		return false
	}
	for k := 1; k < len(in)-1; k++ {
		a, b := c.ms[in[k-1]], c.ms[in[k]]
		if gap := strings.TrimSpace(c.between(a, b)); gap != "," && gap != ", the" || a.Form != language.Name || b.Form != language.Name || a.Kind != b.Kind {
			return false
		}
	}
	return true
}

// dateline reports whether a mention is the place of what follows it: (In) Geneva, Foreign Minister Ana Duarte.
func (c *Cast) dateline(a, b int) bool {
	x, y := c.ms[a], c.ms[b]
	return x.Form == language.Name && x.Kind == language.Place && y.Kind == language.Person && strings.TrimSpace(c.between(x, y)) == "," &&
		x.Words.Start > 0 && c.text.Words[x.Words.Start-1].UPOS == language.ADP
}

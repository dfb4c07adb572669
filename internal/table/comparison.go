package table

import (
	"fmt"
	"strings"

	"github.com/parleyhq/parley/internal/cite"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/wording"
)

// mostTold is how many points of a side stand in one cell, before it is said that there are more.
const mostTold = 8

// Comparison is two accounts beside each other, a row for each issue, and under the issue how they part.
func Comparison(c dossier.Comparison, documents []*doc.Document, words wording.Words) *Table {
	byID := map[string]*doc.Document{}
	for _, d := range documents {
		byID[d.ID] = d
	}
	type item = dossier.Aligned
	side := func(i int) func(item) string {
		return func(x item) string { return told(x.Says[i], byID) }
	}
	fields := []field[item]{
		{column{"issue", 22, false}, func(x item) string { return issueAndParting(x, words) }},
		{column{c.Sides[0], 39, false}, side(0)},
		{column{c.Sides[1], 39, false}, side(1)},
		{column{"discrepancies", 0, false}, func(x item) string { return kinds(x.Discrepancies) }},
		{column{"why", 0, false}, func(x item) string { return whys(x.Discrepancies) }},
	}
	t := of("Neither side says anything that could be compared.", c.Rows, fields, func(x item) (string, any) {
		return "aligned", struct {
			Contact string    `json:"contact,omitempty"`
			Sides   [2]string `json:"sides"`
			dossier.Aligned
		}{c.Contact, c.Sides, x}
	})
	t.apart = true
	return t
}

// issueAndParting names the issue and, beneath it, how the accounts part on it.
func issueAndParting(x dossier.Aligned, words wording.Words) string {
	name := words.Issue(x.Issue)
	if name == "" {
		name = "As a whole"
	}
	for _, d := range x.Discrepancies {
		name += "\n≠ " + wording.Parting(d.Kind) + explained(d.Why)
	}
	return name
}

func explained(why string) string {
	if why == "" {
		return ""
	}
	return ". " + why
}

// told are the words of a side on an issue, each with its place, or a dash where it says nothing.
func told(points []dossier.Told, documents map[string]*doc.Document) string {
	if len(points) == 0 {
		return "—"
	}
	var all []string
	last := ""
	for _, p := range points[:min(len(points), mostTold)] {
		e := p.Evidence[0]
		place := ""
		if d := documents[e.Doc]; d != nil {
			place = fmt.Sprintf("line %d", cite.Line(d.Text, e.Start))
			if len(documents) > 1 {
				place = cite.Outlet(d) + ", " + place
			}
			place = "[" + place + "]"
		}
		voice := wording.Voice(p)
		if voice == last {
			voice = ""
		} else {
			last = voice
		}
		all = append(all, strings.Join(nonEmpty(voice, wording.Quoted(e.Quote), place), " "))
	}
	if more := len(points) - len(all); more > 0 {
		all = append(all, wording.Count(more, "more point", "more points"))
	}
	return strings.Join(all, "\n")
}

func kinds(all []dossier.Discrepancy) string {
	var out []string
	for _, d := range all {
		out = append(out, string(d.Kind))
	}
	return strings.Join(out, "; ")
}

func whys(all []dossier.Discrepancy) string {
	var out []string
	for _, d := range all {
		out = append(out, d.Why)
	}
	return strings.Join(nonEmpty(out...), " ")
}

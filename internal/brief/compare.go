package brief

import (
	"bufio"
	"fmt"
	"html/template"
	"io"

	_ "embed"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/wording"
)

// A Comparison is the page that shows two accounts beside each other.
type Comparison struct {
	Name    string
	Sides   [2]string
	Rows    []Beside
	Sources []Source
	Empty   string
}

// A Beside is what both sides say on one issue, and how they part on it.
type Beside struct {
	Issue    string
	Sides    [2]Column
	Partings []Parting
}

// A Column is what one side says on one issue.
type Column struct {
	Name  string
	Lines []Line
}

// A Parting is how two accounts part, and why it is thought so.
type Parting struct{ How, Why string }

// Compare makes the page of a comparison, which rests on the documents.
func Compare(c dossier.Comparison, documents []*doc.Document, o Options) *Comparison {
	m := newMaker(&dossier.Dossier{Documents: documents}, o)
	page := &Comparison{Name: o.Name, Sides: c.Sides, Sources: m.sources, Empty: "Neither side says anything that could be compared."}
	if page.Name == "" {
		page.Name = c.Sides[0] + " and " + c.Sides[1]
	}
	for _, r := range c.Rows {
		row := Beside{Issue: o.Words.Issue(r.Issue)}
		if r.Issue == "" {
			row.Issue = "As a whole"
		}
		for i, said := range r.Says {
			row.Sides[i].Name = c.Sides[i]
			last := ""
			for _, told := range said {
				l := Line{Label: wording.Voice(told), Citations: m.cite(told.Evidence, "")}
				if l.Label == last {
					l.Label = ""
				} else {
					last = l.Label
				}
				row.Sides[i].Lines = append(row.Sides[i].Lines, l)
			}
		}
		for _, d := range r.Discrepancies {
			row.Partings = append(row.Partings, Parting{wording.Parting(d.Kind), d.Why})
		}
		page.Rows = append(page.Rows, row)
	}
	return page
}

//go:embed compare.html
var compareSource string

var comparePage = template.Must(template.Must(page.Clone()).New("compare").Parse(compareSource))

// HTML writes the page as one file that needs nothing else.
func (c *Comparison) HTML(w io.Writer) error { return comparePage.Execute(w, c) }

// Markdown writes the page as plain Markdown: an issue is a heading, the sides stand one after the other beneath it.
func (c *Comparison) Markdown(w io.Writer) error {
	p := &markdown{bufio.NewWriter(w)}
	p.printf("# %s\n\nThe accounts of %s and %s, issue by issue. %s\n", escape(c.Name), escape(c.Sides[0]), escape(c.Sides[1]), Note)
	if len(c.Rows) == 0 {
		p.printf("\n%s\n", escape(c.Empty))
	}
	for _, r := range c.Rows {
		p.printf("\n## %s\n\n", escape(r.Issue))
		for _, x := range r.Partings {
			p.printf("≠ **%s.** %s\n\n", escape(x.How), escape(x.Why))
		}
		for _, side := range r.Sides {
			if len(side.Lines) == 0 {
				p.printf("- **%s**: nothing on it was found\n", escape(side.Name))
				continue
			}
			p.printf("- **%s**\n", escape(side.Name))
			for _, l := range side.Lines {
				p.line(l, "  ")
			}
		}
	}
	p.printf("\n## Sources\n\n")
	for _, s := range c.Sources {
		p.printf("%d. %s\n", s.Number, p.source(s))
	}
	return p.out.Flush()
}

// Heading says what the page compares.
func (c *Comparison) Heading() string {
	return fmt.Sprintf("The accounts of %s and %s, issue by issue", c.Sides[0], c.Sides[1])
}

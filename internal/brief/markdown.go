package brief

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/parleyhq/parley/internal/cite"
	"github.com/parleyhq/parley/internal/wording"
)

// Note says on every page what its lines are.
const Note = "Each line is what documents report, with their own words between quotation marks and the place where they stand. " +
	"Headings, order and the phrases around the words are Parley’s; they judge nothing. Inferred is marked as worked out."

// Markdown writes the page as plain Markdown (CommonMark).
func (b *Brief) Markdown(w io.Writer) error {
	p := &markdown{bufio.NewWriter(w)}
	p.printf("# %s\n\n%s\n\n%s\n", escape(b.Name), escape(b.Standfirst()), Note)
	for _, s := range b.Sections {
		p.section(s)
	}
	p.printf("\n## Sources\n\n")
	for _, s := range b.Sources {
		p.printf("%d. %s\n", s.Number, p.source(s))
	}
	return p.out.Flush()
}

// Standfirst says of what day the page is and how much it rests on.
func (b *Brief) Standfirst() string {
	s := strings.Join(b.Facts, ", ") + "."
	switch {
	case b.AsOf != "" && b.Newest:
		s = "As of " + b.AsOf + ", the day of the newest document. " + s
	case b.AsOf != "":
		s = "As of " + b.AsOf + ". " + s
	}
	return s
}

type markdown struct{ out *bufio.Writer }

func (p *markdown) printf(format string, args ...any) { fmt.Fprintf(p.out, format, args...) }

func (p *markdown) section(s Section) {
	p.printf("\n## %s\n", escape(s.Title))
	if len(s.Groups) == 0 {
		p.printf("\n%s\n", escape(s.Empty))
	}
	for _, g := range s.Groups {
		if g.Title != "" {
			p.printf("\n### %s\n", escape(g.Title))
		}
		p.printf("\n")
		for _, l := range g.Lines {
			p.line(l, "")
		}
	}
	if s.Left != "" {
		p.printf("\n%s\n", escape(s.Left))
	}
}

func (p *markdown) line(l Line, indent string) {
	var parts []string
	if l.Lead != "" {
		lead := "**" + escape(l.Lead) + "**"
		if l.Label != "" {
			lead = escape(l.Label) + ": " + lead
		}
		parts = append(parts, lead)
	} else if l.Label != "" {
		parts = append(parts, escape(l.Label))
	}
	if len(l.Facts) > 0 {
		parts = append(parts, "· "+escape(strings.Join(l.Facts, " · ")))
	}
	if l.New {
		parts = append(parts, "· *new*")
	}
	for i, c := range l.Citations {
		switch {
		case i == 0:
			words := shown(c)
			if n := len(parts); n > 0 && !strings.HasSuffix(parts[n-1], ":") {
				words = "— " + words
			}
			parts = append(parts, words, "("+place(c))
		default:
			parts[len(parts)-1] += "; also " + place(c)
		}
	}
	if len(l.Citations) > 0 {
		parts[len(parts)-1] += ")"
	}
	p.printf("%s- %s\n", indent, strings.Join(parts, " "))
	for _, under := range l.Lines {
		p.line(under, indent+"  ")
	}
}

// shown are the words of a citation, those that matter most in bold.
func shown(c Citation) string {
	words := escape(c.Before)
	if c.Mark != "" {
		words += "**" + strings.TrimSpace(escape(c.Mark)) + "**"
	}
	return "“" + words + escape(c.After) + "”"
}

// place names the outlet, the day, the line, the bytes and the number of the source.
func place(c Citation) string {
	outlet := escape(c.Outlet)
	if c.Date != "" {
		outlet += ", " + wording.Day(c.Date)
	}
	if c.Link != "" {
		outlet = fmt.Sprintf("[%s](%s)", outlet, target(c.Link))
	}
	return fmt.Sprintf("%s, line %d, bytes %d–%d, source %d", outlet, c.Line, c.Span.Start, c.Span.End, c.Number)
}

func (p *markdown) source(s Source) string {
	var parts []string
	for _, x := range s.facts() {
		parts = append(parts, escape(x))
	}
	if address := cite.Address(s.Doc.URL); address != "" {
		parts = append(parts, "<"+target(address)+">")
	} else if s.Doc.Path != "" {
		parts = append(parts, escape(s.Doc.Path))
	}
	return strings.Join(parts, ", ")
}

// facts name a document: outlet, whose copy, title, day, and how it comes from another one.
func (s Source) facts() []string {
	var parts []string
	add := func(words string) {
		if words != "" {
			parts = append(parts, words)
		}
	}
	add(s.Cite.Outlet)
	if s.Cite.Agency != "" {
		add("copy of " + s.Cite.Agency)
	}
	add(wording.Quoted(s.Cite.Title))
	if day := wording.Day(s.Cite.Date); day != "" && s.Cite.Basis == "inferred" {
		add(day + " (date inferred)")
	} else {
		add(day)
	}
	add(s.From)
	return parts
}

// target writes an address so that Markdown takes all of it for one.
func target(address string) string {
	return strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", " ", "%20", "\n", "", "\\", "%5C").Replace(address)
}

var escaper = strings.NewReplacer(
	"\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "&lt;", ">", "&gt;", "&", "&amp;", "#", "\\#", "~", "\\~", "|", "\\|",
	"\n", " ", "\r", " ",
)

// escape keeps Markdown from taking a text's own signs for its own.
func escape(s string) string { return escaper.Replace(s) }

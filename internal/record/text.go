package record

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// NewText returns a Writer for people: each document with its statements in the order of the text, each
// with the line it stands on, and a summary at the end. Lines are folded at width columns.
func NewText(w io.Writer, width int) Writer {
	return &text{out: bufio.NewWriter(w), width: max(width, 40)}
}

type text struct {
	out     *bufio.Writer
	width   int
	summary Summary
	begun   bool
}

func (t *text) Document(d *doc.Document, r *meaning.Reading) error {
	t.apart()
	t.summary.Documents++
	t.summary.addStatements(r.Statements)
	fmt.Fprintln(t.out, cmp.Or(oneLine(d.Title), "(without a title)"))
	t.fold("  ", facts(d))
	for _, part := range d.Parts {
		t.fold("  ", fmt.Sprintf("with a part by %s: %s, line %d",
			cmp.Or(part.Author, "somebody else"), cmp.Or(part.Title, string(part.Kind)), line(d.Text, part.Span.Start)))
	}
	for _, s := range r.Statements {
		t.statement(d, s)
	}
	return t.out.Flush()
}

func (t *text) statement(d *doc.Document, s meaning.Statement) {
	fmt.Fprintln(t.out)
	t.fold("  ", fmt.Sprintf("%s · %s", who(s), how(s)))
	for _, c := range s.Content {
		t.fold("      ", oneLine(c.Text))
	}
	if len(s.Content) == 0 && s.Cue != nil {
		t.fold("      ", oneLine(s.Cue.Text))
	}
	var places []string
	for _, e := range s.Evidence {
		places = append(places, fmt.Sprintf("line %d, bytes %d–%d", line(d.Text, e.Start), e.Start, e.End))
	}
	t.fold("      ", "["+strings.Join(places, "; ")+"]")
}

func (t *text) Problem(p Problem) error {
	t.apart()
	t.summary.Problems++
	fmt.Fprintf(t.out, "problem: %s: %s\n", p.Input, p.Error)
	return t.out.Flush()
}

func (t *text) Close() error {
	if t.summary.Documents > 1 {
		t.apart()
		t.summary.Print(t.out)
	}
	return t.out.Flush()
}

// apart leaves an empty line before all but the first thing printed.
func (t *text) apart() {
	if t.begun {
		fmt.Fprintln(t.out)
	}
	t.begun = true
}

// fold prints words on lines of the width, all indented alike.
func (t *text) fold(indent, words string) {
	column := 0
	for _, word := range strings.Fields(words) {
		n := runewidth.StringWidth(word)
		switch {
		case column == 0:
			fmt.Fprint(t.out, indent, word)
			column = len(indent) + n
		case column+1+n > t.width:
			fmt.Fprint(t.out, "\n", indent, word)
			column = len(indent) + n
		default:
			fmt.Fprint(t.out, " ", word)
			column += 1 + n
		}
	}
	fmt.Fprintln(t.out)
}

// facts says where, when and by whom a document was published, as far as it is known.
func facts(d *doc.Document) string {
	facts := []string{cmp.Or(d.URL, d.Path)}
	if d.Published.Date != "" {
		facts = append(facts, fmt.Sprintf("%s (%s)", d.Published.Date, d.Published.Basis))
	}
	facts = append(facts, d.Publisher)
	if d.Agency != "" && d.Agency != d.Publisher {
		facts = append(facts, d.Agency)
	}
	if d.Distributor != "" {
		facts = append(facts, "distributed by "+d.Distributor)
	}
	if len(d.Byline) > 0 {
		facts = append(facts, "by "+strings.Join(d.Byline, ", "))
	}
	return joined(append(facts, string(d.Kind)))
}

// who names the speaker of a statement, with role and party; a source without a name in the text's own words.
func who(s meaning.Statement) string {
	name := s.Speaker.Name
	if name == "" && s.Described != "" {
		name = "unnamed: " + s.Described
	}
	if name == "" && s.Source != nil {
		name = s.Source.Text
	}
	var of []string
	for _, x := range []string{s.Speaker.Role, s.Speaker.Party} {
		if x != "" && x != s.Speaker.Name {
			of = append(of, x)
		}
	}
	if len(of) > 0 {
		name += " (" + strings.Join(of, ", ") + ")"
	}
	for _, other := range s.Jointly {
		name += " and " + other.Name
	}
	return cmp.Or(oneLine(name), "no source")
}

// how says in what act, in what words and from what kind of source a statement comes.
func how(s meaning.Statement) string {
	act := string(s.Act)
	if s.Negated {
		act = "not: " + act
	}
	if s.Cue != nil {
		act += fmt.Sprintf(" (%q)", oneLine(s.Cue.Text))
	}
	via := ""
	if s.Via != nil {
		via = "via " + s.Via.Name
	}
	return joined([]string{act, string(s.Quotation), string(s.Sourcing), via, s.Time})
}

func joined(parts []string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// line is the line of the text that a byte stands on, the first is 1.
func line(text string, at int) int { return 1 + strings.Count(text[:at], "\n") }

// A Summary counts what a record holds.
type Summary struct {
	Documents, Statements, Problems int
	speakers                        map[speaker]int
	sourcing                        map[meaning.Sourcing]int
}

type speaker struct{ name, party string }

// Summarise counts what a dossier holds, beside so many inputs that could not be read.
func Summarise(d *dossier.Dossier, problems int) *Summary {
	s := &Summary{Documents: len(d.Documents), Problems: problems}
	s.addStatements(d.Statements)
	return s
}

func (s *Summary) addStatements(statements []meaning.Statement) {
	if s.speakers == nil {
		s.speakers, s.sourcing = map[speaker]int{}, map[meaning.Sourcing]int{}
	}
	for _, x := range statements {
		s.Statements++
		s.sourcing[x.Sourcing]++
		if x.Speaker.Name != "" {
			s.speakers[speaker{x.Speaker.Name, x.Speaker.Party}]++
		}
	}
}

// Print writes the summary: how much was read, who is heard most, and how it is sourced.
func (s *Summary) Print(w io.Writer) {
	fmt.Fprintf(w, "%s, %s", count(s.Documents, "document"), count(s.Statements, "statement"))
	if s.Problems > 0 {
		fmt.Fprintf(w, ", %s", count(s.Problems, "problem"))
	}
	fmt.Fprintln(w)
	if s.Statements == 0 {
		return
	}
	fmt.Fprintln(w, "\nHeard most")
	heard := slices.SortedFunc(maps.Keys(s.speakers), func(a, b speaker) int {
		return cmp.Or(cmp.Compare(s.speakers[b], s.speakers[a]), cmp.Compare(a.name, b.name), cmp.Compare(a.party, b.party))
	})
	for _, x := range heard[:min(len(heard), 10)] {
		name := x.name
		if x.party != "" && x.party != x.name {
			name += " (" + x.party + ")"
		}
		fmt.Fprintf(w, "%6d  %s\n", s.speakers[x], name)
	}
	fmt.Fprintln(w, "\nHow it is sourced")
	for _, kind := range []struct {
		sourcing meaning.Sourcing
		means    string
	}{
		{meaning.Named, "a person with a name"},
		{meaning.Institution, "a state or a body"},
		{meaning.ByDocument, "a document"},
		{meaning.Media, "other media"},
		{meaning.Unnamed, "people without a name"},
		{"", "not known"},
	} {
		if n := s.sourcing[kind.sourcing]; n > 0 {
			fmt.Fprintf(w, "%6d  %s\n", n, kind.means)
		}
	}
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

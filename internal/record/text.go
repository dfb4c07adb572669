package record

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/cite"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/wording"
)

// NewText returns a Writer for people: each document with what it says of positions, commitments, contacts and figures,
// then its statements in the order of the text, each with the words and the line they stand on; where the accounts part;
// and, of several documents, a summary. Lines are folded at width columns.
func NewText(w io.Writer, width int, words wording.Words) Writer {
	return &text{out: bufio.NewWriter(w), width: max(width, 40), words: words}
}

type text struct {
	out     *bufio.Writer
	width   int
	words   wording.Words
	summary Summary
	begun   bool
	places  map[string]place // of documents, for what is said of several at the end
}

// A place is where the lines of a document begin, and what it is called.
type place struct {
	outlet string
	lines  []int
}

func (t *text) Document(d *doc.Document, r *meaning.Reading) error {
	t.apart()
	t.summary.Documents++
	t.summary.addStatements(r.Statements)
	t.keep(d)
	fmt.Fprintln(t.out, cmp.Or(wording.OneLine(d.Title), "(without a title)"))
	t.fold("  ", facts(d))
	for _, part := range d.Parts {
		t.fold("  ", fmt.Sprintf("with a part by %s: %s, line %d",
			cmp.Or(part.Author, "somebody else"), cmp.Or(part.Title, string(part.Kind)), cite.Line(d.Text, part.Span.Start)))
	}
	t.section("Positions", len(r.Positions))
	for _, p := range r.Positions {
		line := wording.Position(p)
		t.item(d, append([]string{line.Lead, t.words.Issue(p.Issue)}, line.Facts...), p.Evidence)
	}
	t.section("Commitments", len(r.Commitments))
	for _, c := range r.Commitments {
		t.item(d, parts(t.words.Mention(c)), c.Evidence)
	}
	t.section("Contacts", len(r.Contacts))
	for _, c := range r.Contacts {
		t.item(d, parts(wording.Meeting(c)), c.Evidence)
	}
	t.section("Figures", len(r.Figures))
	for _, f := range r.Figures {
		t.hang("    ", strings.Join(append(parts(wording.Figure(f)), t.at(d.ID, f.Evidence)), " · "))
	}
	t.section("Statements", len(r.Statements))
	for i, s := range r.Statements {
		if i > 0 {
			fmt.Fprintln(t.out)
		}
		t.statement(d, s)
	}
	return t.out.Flush()
}

// section begins a part of a document that has so many lines.
func (t *text) section(name string, lines int) {
	if lines > 0 {
		fmt.Fprintf(t.out, "\n  %s\n", name)
	}
}

// item prints a line, the words that it rests on, and where they stand.
func (t *text) item(d *doc.Document, line []string, evidence []doc.Evidence) {
	t.hang("    ", strings.Join(line, " · "))
	for _, e := range evidence[:min(len(evidence), mostQuoted)] {
		t.fold("        ", wording.OneLine(e.Quote))
	}
	t.fold("        ", "["+t.at(d.ID, evidence)+"]")
}

// mostQuoted is how many places of one line are quoted; of the others it is said where they stand.
const mostQuoted = 2

func parts(l wording.Line) []string { return append([]string{l.Lead}, l.Facts...) }

func (t *text) statement(d *doc.Document, s meaning.Statement) {
	t.hang("    ", StatementLine(s).String())
	for _, c := range s.Content {
		t.fold("        ", wording.OneLine(c.Text))
	}
	if len(s.Content) == 0 && s.Cue != nil {
		t.fold("        ", wording.OneLine(s.Cue.Text))
	}
	t.fold("        ", "["+t.at(d.ID, s.Evidence)+"]")
}

// keep remembers where the lines of a document begin.
func (t *text) keep(d *doc.Document) {
	if t.places == nil {
		t.places = map[string]place{}
	}
	p := place{outlet: cite.Outlet(d)}
	for i, c := range []byte(d.Text) {
		if c == '\n' {
			p.lines = append(p.lines, i)
		}
	}
	t.places[d.ID] = p
}

// at says where words stand: their lines and bytes, and the outlet of those in another document than that one.
func (t *text) at(document string, evidence []doc.Evidence) string {
	var all []string
	for _, e := range evidence {
		p := t.places[e.Doc]
		line, _ := slices.BinarySearch(p.lines, e.Start)
		where := fmt.Sprintf("line %d, bytes %d–%d", line+1, e.Start, e.End)
		if e.Doc != document {
			where = p.outlet + ", " + where
		}
		all = append(all, where)
	}
	return strings.Join(all, "; ")
}

func (t *text) Problem(p Problem) error {
	t.apart()
	t.summary.Problems++
	fmt.Fprintf(t.out, "problem: %s: %s\n", p.Input, p.Error)
	return t.out.Flush()
}

func (t *text) Close(d *dossier.Dossier) error {
	t.discrepancies(d)
	if t.summary.Documents > 1 {
		t.apart()
		t.summary.addDossier(d)
		t.summary.Print(t.out)
	}
	return t.out.Flush()
}

// discrepancies says where the accounts part, in one document or across them.
func (t *text) discrepancies(d *dossier.Dossier) {
	if len(d.Discrepancies) == 0 {
		return
	}
	t.apart()
	fmt.Fprintln(t.out, "Where the accounts part")
	only := ""
	if len(t.places) == 1 {
		only = slices.Collect(maps.Keys(t.places))[0]
	}
	for _, x := range d.Discrepancies {
		fmt.Fprintln(t.out)
		t.hang("  ", t.words.Discrepancy(x).String())
		for _, side := range x.Between {
			t.hang("      ", wording.Side(side).String())
			if len(side.Evidence) > 0 {
				t.fold("        ", "["+t.at(only, side.Evidence)+"]")
			}
		}
	}
}

// apart leaves an empty line before all but the first thing printed.
func (t *text) apart() {
	if t.begun {
		fmt.Fprintln(t.out)
	}
	t.begun = true
}

// fold prints words on lines of the width, all indented alike.
func (t *text) fold(indent, words string) { t.wrap(indent, indent, words) }

// hang prints words on lines of the width, the second and later ones indented further.
func (t *text) hang(indent, words string) { t.wrap(indent, indent+"  ", words) }

func (t *text) wrap(first, other, words string) {
	for _, line := range wording.Fold(words, t.width, first, other) {
		fmt.Fprintln(t.out, line)
	}
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

// StatementLine says who said something, in what act and how it is sourced.
func StatementLine(s meaning.Statement) wording.Line {
	return wording.Line{Lead: who(s), Facts: how(s)}
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
	return cmp.Or(wording.OneLine(name), "no source")
}

// how says in what act, in what words and from what kind of source a statement comes.
func how(s meaning.Statement) []string {
	act := string(s.Act)
	if s.Negated {
		act = "not: " + act
	}
	if s.Cue != nil {
		act += fmt.Sprintf(" (%q)", wording.OneLine(s.Cue.Text))
	}
	via := ""
	if s.Via != nil {
		via = "via " + s.Via.Name
	}
	return nonEmpty([]string{act, string(s.Quotation), string(s.Sourcing), via, s.Time})
}

func joined(parts []string) string { return strings.Join(nonEmpty(parts), " · ") }

func nonEmpty(parts []string) []string {
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}

// A Summary counts what a record holds.
type Summary struct {
	Documents, Statements, Problems int
	Made                            []string // what the dossier makes of them, each with its number
	speakers                        map[speaker]int
	sourcing                        map[meaning.Sourcing]int
}

type speaker struct{ name, party string }

// Summarise counts what a dossier holds, beside so many inputs that could not be read.
func Summarise(d *dossier.Dossier, problems int) *Summary {
	s := &Summary{Documents: len(d.Documents), Problems: problems}
	s.addStatements(d.Statements)
	s.addDossier(d)
	return s
}

func (s *Summary) addDossier(d *dossier.Dossier) {
	positions, parties := 0, map[string]bool{}
	for _, x := range d.Stands {
		positions += len(x.Positions)
		parties[x.Party] = true
	}
	for _, x := range []struct {
		n         int
		one, many string
	}{
		{positions, "position of " + wording.Count(len(parties), "party", "parties"), "positions of " + wording.Count(len(parties), "party", "parties")},
		{len(d.Commitments), "commitment", "commitments"},
		{len(d.Contacts), "contact", "contacts"},
		{len(d.Discrepancies), "discrepancy", "discrepancies"},
	} {
		if x.n > 0 {
			s.Made = append(s.Made, wording.Count(x.n, x.one, x.many))
		}
	}
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

// Print writes the summary: how much was read, what it makes together, who is heard most, and how it is sourced.
func (s *Summary) Print(w io.Writer) {
	read := []string{wording.Count(s.Documents, "document", "documents"), wording.Count(s.Statements, "statement", "statements")}
	if s.Problems > 0 {
		read = append(read, wording.Count(s.Problems, "problem", "problems"))
	}
	fmt.Fprintln(w, strings.Join(read, ", "))
	if len(s.Made) > 0 {
		fmt.Fprintln(w, strings.Join(s.Made, ", "))
	}
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

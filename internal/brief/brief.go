// Package brief makes one page of a dossier: it reads a dossier and writes what is new, how the parties stand, what is
// agreed and how it is kept, where the accounts part and what comes next, as Markdown or HTML.
//
// The page is made only of lines of the dossier. Each carries the words that it rests on and where they stand; around them
// stand headings and fixed phrases (package wording), and no judgement. The page depends on no clock.
package brief

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/parleyhq/parley/internal/cite"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/wording"
)

// Options say what a brief is of.
type Options struct {
	Name  string // of the negotiation
	Since string // ISO 8601: what documents of this day or later bring is new; empty for a brief without news
	AsOf  string // ISO 8601: the day that days left are counted from; that of the newest document where it is empty
	Words wording.Words
}

// A Brief is the page as data.
type Brief struct {
	Name     string    `json:"name"`
	AsOf     string    `json:"asOf"`            // in words
	Newest   bool      `json:"newest"`          // AsOf is the day of the newest document
	Since    string    `json:"since,omitempty"` // in words
	Facts    []string  `json:"facts"`
	Sections []Section `json:"sections"`
	Sources  []Source  `json:"sources"`
}

// A Section is a part of the page. Without groups it says so in the words of Empty.
type Section struct {
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Groups []Group `json:"groups,omitempty"`
	Empty  string  `json:"-"`
	Left   string  `json:"left,omitempty"` // what is left out for length, and where it is
}

// A Group is lines under a heading, which may be empty.
type Group struct {
	Title string `json:"title,omitempty"`
	Lines []Line `json:"lines"`
}

// A Line is a line of the dossier in words, with the words of the texts that it rests on.
type Line struct {
	Label     string     `json:"label,omitempty"` // what sort of line it is beneath another one: before, Russia
	Lead      string     `json:"lead,omitempty"`
	Facts     []string   `json:"facts,omitempty"`
	New       bool       `json:"new,omitempty"`
	Citations []Citation `json:"citations,omitempty"` // the first is shown with its words
	Lines     []Line     `json:"lines,omitempty"`     // its steps or its sides
}

// A Citation is words of a text around those that matter most, and where they stand.
type Citation struct {
	Before string `json:"before,omitempty"`
	Mark   string `json:"mark,omitempty"`
	After  string `json:"after,omitempty"`
	Number int    `json:"source"` // of the source, from 1
	cite.Citation
}

// A Source is a document that the page rests on.
type Source struct {
	Number int           `json:"number"`
	Doc    *doc.Document `json:"document"`
	Cite   cite.Citation `json:"-"`
	From   string        `json:"from,omitempty"` // how it comes from another document, where it does
}

// How many lines a page shows of each sort before it says that there are more.
const (
	mostNews        = 6
	mostIssues      = 8
	mostCommitments = 8
	mostSteps       = 4 // of one commitment, the last
	mostPartings    = 8
	mostContacts    = 6
	mostEvents      = 6
)

// Of makes the brief of a dossier.
func Of(d *dossier.Dossier, o Options) *Brief {
	m := newMaker(d, o)
	b := &Brief{Name: cmp.Or(o.Name, "What was read"), AsOf: wording.Day(m.asOf), Newest: o.AsOf == "", Since: wording.Day(o.Since)}
	if o.Since != "" {
		b.Sections = append(b.Sections, m.news())
	}
	b.Sections = append(b.Sections, m.positions(), m.commitments(), m.discrepancies(), m.contacts(), m.next())
	b.Sources = m.sources
	b.Facts = m.extent()
	return b
}

// A maker makes the lines of one brief.
type maker struct {
	*dossier.Dossier
	Options
	asOf    string
	docs    map[string]*doc.Document
	number  map[string]int
	sources []Source
}

func newMaker(d *dossier.Dossier, o Options) *maker {
	m := &maker{Dossier: d, Options: o, asOf: o.AsOf, docs: map[string]*doc.Document{}, number: map[string]int{}}
	from := map[string]string{}
	for _, x := range d.Documents {
		m.docs[x.ID] = x
	}
	for _, x := range d.Lineage {
		if origin := m.docs[x.Origin]; origin != nil && from[x.Doc] == "" {
			from[x.Doc] = descent(x, origin)
		}
	}
	for i, x := range d.Documents {
		m.number[x.ID] = i + 1
		m.sources = append(m.sources, Source{i + 1, x, cite.Of(x, doc.Evidence{}), from[x.ID]})
		if date := wording.Date(x.Published.Date); o.AsOf == "" && len(date) == len(time.DateOnly) {
			m.asOf = max(m.asOf, date)
		}
	}
	return m
}

// relations are the words for how a document comes from another.
var relations = map[dossier.Relation]string{
	dossier.Copy: "a copy of", dossier.Syndicated: "a syndicated copy of", dossier.Revision: "a later version of",
	dossier.Derived: "rewritten from", dossier.SameAgency: "of the same agency as",
}

func descent(x dossier.Descent, origin *doc.Document) string {
	words := cmp.Or(relations[x.Relation], string(x.Relation)) + " " + cite.Outlet(origin)
	if origin.Published.Date != "" {
		words += ", " + wording.Day(origin.Published.Date)
	}
	if x.Share > 0 {
		words += fmt.Sprintf(" (%.0f %% of its words)", 100*x.Share)
	}
	return words
}

// extent says how much the page rests on, and of which days.
func (m *maker) extent() []string {
	dependent := map[string]bool{}
	for _, x := range m.Lineage {
		dependent[x.Doc] = true
	}
	all := len(m.Documents)
	facts := []string{wording.Count(all, "document", "documents"), fmt.Sprintf("%d independent", all-len(dependent))}
	var dates []string
	for _, x := range m.Documents {
		if date := wording.Date(x.Published.Date); len(date) == len(time.DateOnly) {
			dates = append(dates, date)
		}
	}
	if len(dates) > 0 {
		span := wording.Day(slices.Min(dates))
		if last := wording.Day(slices.Max(dates)); last != span {
			span += " to " + last
		}
		facts = append(facts, span)
	}
	if undated := all - len(dates); undated > 0 {
		facts = append(facts, fmt.Sprintf("%d without a day", undated))
	}
	return facts
}

// isNew reports whether all of the evidence stands in documents of the day that news begins with, or later.
func (m *maker) isNew(evidence []doc.Evidence) bool {
	for _, e := range evidence {
		if !m.newDoc(e.Doc) {
			return false
		}
	}
	return len(evidence) > 0
}

func (m *maker) newDoc(id string) bool {
	d := m.docs[id]
	return m.Since != "" && d != nil && wording.Date(d.Published.Date) >= m.Since
}

// news are the lines that documents since a day bring.
func (m *maker) news() Section {
	s := Section{ID: "new", Title: "New since " + wording.Day(m.Since), Empty: "Nothing in the documents since " + wording.Day(m.Since) + " is new to the dossier."}
	positions := m.newPositions()
	left := 0
	few := func(lines []Line) []Line {
		left += max(len(lines)-mostNews, 0)
		return plain(lines[:min(len(lines), mostNews)])
	}
	var commitments, contacts, partings []Line
	for _, c := range m.Commitments {
		if l, ok := m.newsOf(c); ok {
			commitments = append(commitments, l)
		}
	}
	for _, c := range m.Contacts {
		if m.isNew(c.Evidence) {
			contacts = append(contacts, m.contact(c))
		}
	}
	for _, x := range m.Discrepancies {
		if m.newParting(x) {
			partings = append(partings, m.discrepancy(x))
		}
	}
	s.add("Positions", few(positions))
	s.add("Commitments", few(commitments))
	s.add("Where the accounts part", few(partings))
	s.add("Contacts", few(contacts))
	if left > 0 {
		s.Left = fmt.Sprintf("%d more in the sections below, marked as new, or in parley positions, commitments, contacts and discrepancies.", left)
	}
	return s
}

// newPositions are the stances that changed, and those of parties that had none on an issue before.
func (m *maker) newPositions() []Line {
	var lines []Line
	for _, s := range m.Stands {
		byID := byID(s.Positions)
		changed := false
		for _, c := range s.Changes {
			from, to := byID[c.From], byID[c.To]
			if !m.isNew(to.Evidence) {
				continue
			}
			changed = true
			l := m.position(to)
			l.Label = m.Words.Issue(s.Issue)
			l.Lines = []Line{m.before(from)}
			lines = append(lines, l)
		}
		if current := current(s); !changed && len(s.Positions) > 0 && m.allNew(s.Positions) {
			l := m.position(current[0])
			l.Label = m.Words.Issue(s.Issue)
			lines = append(lines, l)
		}
	}
	return lines
}

func (m *maker) allNew(positions []meaning.Position) bool {
	return !slices.ContainsFunc(positions, func(p meaning.Position) bool { return !m.isNew(p.Evidence) })
}

// newsOf is a commitment that is new, or one whose new steps are.
func (m *maker) newsOf(c dossier.Commitment) (Line, bool) {
	if m.isNew(c.Evidence) {
		return m.commitment(c), true
	}
	steps := m.steps(c)
	steps = slices.DeleteFunc(steps, func(l Line) bool { return !l.New })
	if len(steps) == 0 {
		return Line{}, false
	}
	return Line{Lead: m.Words.Commitment(c).Lead, Lines: steps}, true
}

func (m *maker) newParting(x dossier.Discrepancy) bool {
	return slices.ContainsFunc(x.Between, func(s dossier.Side) bool {
		return slices.ContainsFunc(s.Evidence, func(e doc.Evidence) bool { return m.newDoc(e.Doc) })
	})
}

// positions are how the parties stand, issue by issue, the issue that most documents speak of first.
func (m *maker) positions() Section {
	s := Section{ID: "positions", Title: "Positions", Empty: "No party’s position is reported."}
	stands := map[string][]dossier.Stand{}
	weight := map[string]int{}
	for _, x := range m.Stands {
		if len(x.Positions) > 0 {
			stands[x.Issue] = append(stands[x.Issue], x)
			weight[x.Issue] += max(x.Sources.Documents, 1)
		}
	}
	issues := slices.SortedFunc(maps.Keys(stands), func(a, b string) int {
		return cmp.Or(cmp.Compare(weight[b], weight[a]), cmp.Compare(a, b))
	})
	for i, issue := range issues {
		if i == mostIssues {
			s.Left = "On " + wording.Count(len(issues)-mostIssues, "further issue", "further issues") + ": parley positions."
			break
		}
		var lines []Line
		for _, x := range stands[issue] {
			lines = append(lines, m.stand(x)...)
		}
		s.add(m.Words.Issue(issue), lines)
	}
	return s
}

// stand is how a party stands now, its lesser aim, and how it stood before.
func (m *maker) stand(s dossier.Stand) []Line {
	var lines []Line
	byID := byID(s.Positions)
	for i, p := range current(s) {
		l := m.position(p)
		if i == 0 {
			if w := wording.Sources(s.Sources); w != "" {
				l.Facts = append(l.Facts, w)
			}
			shown := p.Stance
			for _, c := range slices.Backward(s.Changes) {
				if from := byID[c.From]; from.Stance != shown {
					l.Lines = append(l.Lines, m.before(from))
					shown = from.Stance
				}
			}
		}
		lines = append(lines, l)
	}
	return lines
}

// current are the position that shows how a party stands since it last changed, and its last lesser aim, where there is one.
// Of several positions the last stands that the party holds by its own account and without a hedge, else the last.
func current(s dossier.Stand) []meaning.Position {
	since := 0
	if n := len(s.Changes); n > 0 {
		since = max(slices.IndexFunc(s.Positions, func(p meaning.Position) bool { return p.ID == s.Changes[n-1].To }), 0)
	}
	var main, lesser *meaning.Position
	own := func(p *meaning.Position) bool { return p.By == nil && p.Hedge == "" }
	for i := since; i < len(s.Positions); i++ {
		switch p := &s.Positions[i]; {
		case p.Fallback:
			lesser = p
		case main == nil || own(p) || !own(main):
			main = p
		}
	}
	var out []meaning.Position
	for _, p := range []*meaning.Position{main, lesser} {
		if p != nil {
			out = append(out, *p)
		}
	}
	return out
}

func (m *maker) position(p meaning.Position) Line {
	w := wording.Position(p)
	l := Line{Lead: w.Lead, Facts: w.Facts, New: m.isNew(p.Evidence)}
	mark := ""
	if p.Object != nil {
		mark = p.Object.Text
	}
	l.Citations = m.cite(p.Evidence, mark)
	return l
}

func (m *maker) before(p meaning.Position) Line {
	l := m.position(p)
	l.Label, l.New = "before", false
	return l
}

func byID(positions []meaning.Position) map[string]meaning.Position {
	all := make(map[string]meaning.Position, len(positions))
	for _, p := range positions {
		all[p.ID] = p
	}
	return all
}

// commitments are what is undertaken or on the table, the best sourced of them where there are many.
func (m *maker) commitments() Section {
	s := Section{ID: "commitments", Title: "Commitments", Empty: "No commitment is reported."}
	best := most(m.Commitments, mostCommitments, func(c dossier.Commitment) dossier.Sources { return c.Sources })
	var lines []Line
	for _, c := range best {
		lines = append(lines, m.commitment(c))
	}
	s.add("", lines)
	s.left(len(m.Commitments)-len(best), "commitments")
	return s
}

func (m *maker) commitment(c dossier.Commitment) Line {
	w := m.Words.Commitment(c)
	l := Line{Lead: w.Lead, Facts: w.Facts, New: m.isNew(c.Evidence), Lines: m.steps(c)}
	if left := m.daysLeft(c); left != "" {
		l.Facts = append(l.Facts, left)
	}
	if sourced := wording.Sources(c.Sources); sourced != "" {
		l.Facts = append(l.Facts, sourced)
	}
	if len(l.Lines) > 1 { // which bring the words
		return l
	}
	l.Lines = nil
	l.Citations = m.cite(c.Evidence, c.Scope)
	if len(c.History) > 0 {
		if by := wording.By(c.History[0].By, c.History[0].Party); by != "" {
			l.Facts = slices.Insert(l.Facts, 1, "according to "+by)
		}
	}
	return l
}

// steps are how a commitment stood from time to time, where that changed or somebody else says so.
func (m *maker) steps(c dossier.Commitment) []Line {
	var lines []Line
	last := ""
	for _, h := range c.History {
		w := wording.Standing(h)
		key := fmt.Sprint(h.Status, h.By, h.Party, h.Against, h.Inferred)
		if key == last {
			continue
		}
		last = key
		lines = append(lines, Line{Lead: w.Lead, Facts: w.Facts, New: m.isNew(h.Evidence) && !h.Inferred, Citations: m.cite(h.Evidence, c.Scope)})
	}
	return lines[max(len(lines)-mostSteps, 0):]
}

// daysLeft says how long a commitment still runs by its own term.
func (m *maker) daysLeft(c dossier.Commitment) string {
	end, err := time.Parse(time.DateOnly, wording.Date(c.End))
	now, err2 := time.Parse(time.DateOnly, m.asOf)
	if err != nil || err2 != nil || slices.Contains([]meaning.Status{meaning.StatusEnded, meaning.StatusNotAgreed, meaning.StatusExpired}, c.Status) {
		return ""
	}
	switch days := int(end.Sub(now).Hours() / 24); {
	case days > 0:
		return wording.Count(days, "day left", "days left")
	case days == 0:
		return "ends today"
	default:
		return "its term passed " + wording.Count(-days, "day", "days") + " ago"
	}
}

// weightiest are the kinds of discrepancies in the order in which they stand on the page.
var weightiest = []dossier.DiscrepancyKind{
	dossier.Denial, dossier.ScopeApart, dossier.NumberApart, dossier.DateApart, dossier.OutcomeApart, dossier.QuoteVariant, dossier.Omission,
}

func (m *maker) discrepancies() Section {
	s := Section{ID: "discrepancies", Title: "Where the accounts part", Empty: "No two accounts were found to part."}
	var lines []Line
	partings := slices.Clone(m.Discrepancies)
	slices.SortStableFunc(partings, func(a, b dossier.Discrepancy) int {
		return cmp.Compare(slices.Index(weightiest, a.Kind), slices.Index(weightiest, b.Kind))
	})
	for _, x := range partings[:min(len(partings), mostPartings)] {
		lines = append(lines, m.discrepancy(x))
	}
	s.add("", lines)
	s.left(len(m.Discrepancies)-len(lines), "discrepancies")
	return s
}

func (m *maker) discrepancy(x dossier.Discrepancy) Line {
	w := m.Words.Discrepancy(x)
	l := Line{Lead: w.Lead, Facts: w.Facts, New: m.newParting(x)}
	for _, side := range x.Between {
		label := wording.By(side.Speaker, side.Party)
		if len(side.Evidence) > 0 {
			l.Lines = append(l.Lines, Line{Label: label, Citations: m.cite(side.Evidence, side.Says)})
			continue
		}
		none := Line{Label: label, Lead: "nothing of it in its account"}
		if d := m.docs[side.Doc]; d != nil {
			none.Facts = []string{fmt.Sprintf("%s [%d]", cite.Outlet(d), m.number[d.ID])}
		}
		l.Lines = append(l.Lines, none)
	}
	return l
}

// contacts are those that were held or called off, the latest first.
func (m *maker) contacts() Section {
	s := Section{ID: "contacts", Title: "Contacts", Empty: "No call, meeting or talks are reported."}
	past := slices.DeleteFunc(slices.Clone(m.Contacts), m.ahead)
	slices.Reverse(past)
	slices.SortStableFunc(past, func(a, b dossier.Contact) int { return cmp.Compare(undated(a), undated(b)) })
	var lines []Line
	for _, c := range past[:min(len(past), mostContacts)] {
		lines = append(lines, m.contact(c))
	}
	s.add("", lines)
	s.left(len(past)-len(lines), "contacts")
	return s
}

// undated puts contacts without a day last.
func undated(c dossier.Contact) int {
	if c.Date == "" {
		return 1
	}
	return 0
}

func (m *maker) contact(c dossier.Contact) Line {
	w := wording.Contact(c)
	l := Line{Lead: w.Lead, Facts: w.Facts, New: m.isNew(c.Evidence), Citations: m.cite(c.Evidence, "")}
	if sourced := wording.Sources(c.Sources); sourced != "" {
		l.Facts = append(l.Facts, sourced)
	}
	return l
}

// ahead reports whether a contact is planned and its day has not passed.
func (m *maker) ahead(c dossier.Contact) bool {
	return c.Status == meaning.Planned && (c.Date == "" || wording.Date(c.Date) >= m.asOf[:min(len(m.asOf), len(wording.Date(c.Date)))])
}

// next is what lies ahead: planned contacts, and other dates to come.
func (m *maker) next() Section {
	s := Section{ID: "next", Title: "What comes next", Empty: "No date ahead is reported."}
	var lines []Line
	shown := map[string]bool{}
	for _, c := range m.Contacts {
		if m.ahead(c) {
			lines = append(lines, m.contact(c))
			shown[c.ID] = true
		}
	}
	var dates []Line
	for _, e := range m.Timeline {
		past := wording.Date(e.Date) < m.asOf || wording.Date(e.Date) == m.asOf && !e.Planned
		if len(e.Evidence) == 0 || m.asOf == "" || past || shown[e.Item] && e.Kind == dossier.EventContact {
			continue
		}
		facts := []string{m.Words.Named(e.What)}
		if e.Slipped != "" {
			facts = append(facts, "told before for "+wording.Day(e.Slipped))
		}
		dates = append(dates, Line{Lead: wording.Day(e.Date), Facts: facts, New: m.isNew(e.Evidence), Citations: m.cite(e.Evidence, "")})
	}
	s.left(len(dates)-mostEvents, "timeline")
	lines = append(lines, dates[:min(len(dates), mostEvents)]...)
	s.add("", lines)
	return s
}

// plain takes the mark of what is new from lines that stand where all is new.
func plain(lines []Line) []Line {
	for i := range lines {
		lines[i].New = false
		plain(lines[i].Lines)
	}
	return lines
}

func (s *Section) add(title string, lines []Line) {
	if len(lines) > 0 {
		s.Groups = append(s.Groups, Group{title, lines})
	}
}

func (s *Section) left(n int, command string) {
	if n > 0 {
		s.Left = fmt.Sprintf("%d more: parley %s.", n, command)
	}
}

// most are the best sourced of many, in their order.
func most[T any](all []T, n int, sources func(T) dossier.Sources) []T {
	if len(all) <= n {
		return all
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := sources(all[a]), sources(all[b])
		return cmp.Or(cmp.Compare(y.Independent, x.Independent), cmp.Compare(y.Documents, x.Documents))
	})
	order = order[:n]
	slices.Sort(order)
	best := make([]T, n)
	for i, at := range order {
		best[i] = all[at]
	}
	return best
}

// mostCited is how many places of a line are named; the words of the first are shown.
const mostCited = 4

// cite gives the places of the evidence, one for each document before further ones of the same, with the words that
// matter most marked.
func (m *maker) cite(evidence []doc.Evidence, mark string) []Citation {
	var first, further []Citation
	seen := map[string]bool{}
	for _, e := range m.joined(evidence) {
		d := m.docs[e.Doc]
		c := Citation{Number: m.number[e.Doc], Citation: cite.Of(d, e)}
		c.Link = cite.Link(d.URL, e.Span().Of(d.Text))
		c.Before, c.Mark, c.After = around(c.Words, wording.OneLine(mark))
		if seen[e.Doc] {
			further = append(further, c)
		} else {
			first = append(first, c)
		}
		seen[e.Doc] = true
	}
	all := append(first, further...)
	if i := slices.IndexFunc(all, func(c Citation) bool { return c.Mark != "" }); i > 0 { // its words are shown
		all[0], all[i] = all[i], all[0]
	}
	return all[:min(len(all), mostCited)]
}

// joined are places in documents that the page knows. Two that stand in one line of a text are one, with […] for what is left
// out between them.
func (m *maker) joined(evidence []doc.Evidence) []doc.Evidence {
	var all []doc.Evidence
	for _, e := range evidence {
		d := m.docs[e.Doc]
		if d == nil || e.Start < 0 || e.End > len(d.Text) {
			continue
		}
		if n := len(all); n > 0 && all[n-1].Doc == e.Doc && all[n-1].End <= e.Start && !strings.Contains(d.Text[all[n-1].End:e.Start], "\n") {
			last := &all[n-1]
			joint := " […] "
			if strings.TrimSpace(d.Text[last.End:e.Start]) == "" {
				joint = " "
			}
			last.End, last.Quote = e.End, last.Quote+joint+e.Quote
			continue
		}
		all = append(all, e)
	}
	return all
}

// longest is about how many bytes of a text are shown at either side of what matters most, or of it.
const longest = 240

// around cuts words into what stands before the mark, the mark and what stands behind it, shortened where they are long.
func around(words, mark string) (before, marked, after string) {
	before, after, found := strings.Cut(words, mark)
	if !found || mark == "" || mark == words {
		return "", "", wording.Inner(wording.Shorten(words, 2*longest))[0]
	}
	parts := wording.Inner(before, mark, after)
	return wording.ShortenFront(parts[0], longest/2), parts[1], wording.Shorten(parts[2], longest/2)
}

package table

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/cite"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/wording"
)

// Positions are how the parties stand, issue by issue and in order of time.
func Positions(d *dossier.Dossier, words wording.Words) *Table {
	type item struct {
		meaning.Position
		sources dossier.Sources
	}
	var items []item
	for _, s := range d.Stands {
		for _, p := range s.Positions {
			items = append(items, item{p, s.Sources})
		}
	}
	fields := []field[item]{
		{column{"issue", 16, true}, func(x item) string { return words.Issue(x.Issue) }},
		{column{"party", 14, true}, func(x item) string { return x.Party }},
		{column{"stance", 14, false}, func(x item) string { return lesser(x.Position) }},
		{column{"what", 32, false}, func(x item) string { return quoted(x.Object, x.Evidence) }},
		{column{"of", 0, false}, func(x item) string { return x.Of }},
		{column{"condition", 0, false}, func(x item) string { return words1(x.Condition) }},
		{column{"hedge", 0, false}, func(x item) string { return x.Hedge }},
		{column{"held by", 0, false}, func(x item) string { return x.Holder.Name }},
		{column{"according to", 0, false}, func(x item) string { return person(x.By) }},
		{column{"sourcing", 0, false}, func(x item) string { return string(x.Sourcing) }},
		{column{"time", 0, false}, func(x item) string { return x.Time }},
		{column{"documents", 0, false}, func(x item) string { return strconv.Itoa(x.sources.Documents) }},
		{column{"independent", 0, false}, func(x item) string { return strconv.Itoa(x.sources.Independent) }},
	}
	fields = append(fields, places(d, func(x item) []doc.Evidence { return x.Evidence })...)
	return of("No party’s position was found.", items, fields, func(x item) (string, any) { return "position", x.Position })
}

// Commitments are what is undertaken or on the table, and how it stands.
func Commitments(d *dossier.Dossier, words wording.Words) *Table {
	type item = dossier.Commitment
	fields := []field[item]{
		{column{"issue", 16, true}, func(x item) string { return words.Issue(x.Issue) }},
		{column{"scope", 24, false}, func(x item) string { return x.Scope }},
		{column{"status", 12, false}, func(x item) string { return wording.Status(x.Status) }},
		{column{"parties", 14, false}, func(x item) string { return strings.Join(x.Parties, "; ") }},
		{column{"until", 12, false}, func(x item) string { return x.End }},
		{column{"worked out", 0, false}, func(x item) string { return yes(x.Computed) }},
		{column{"place", 0, false}, func(x item) string { return x.Place }},
		{column{"duration", 0, false}, func(x item) string { return x.Duration }},
		{column{"start", 0, false}, func(x item) string { return x.Start }},
		{column{"date", 0, false}, func(x item) string { return x.Date }},
		{column{"conditions", 0, false}, func(x item) string { return quotes(x.Conditions) }},
		{column{"history", 0, false}, func(x item) string { return history(x.History) }},
		{column{"documents", 0, false}, func(x item) string { return strconv.Itoa(x.Sources.Documents) }},
		{column{"independent", 0, false}, func(x item) string { return strconv.Itoa(x.Sources.Independent) }},
	}
	fields = append(fields, places(d, func(x item) []doc.Evidence { return x.Evidence })...)
	return of("No commitment was found.", d.Commitments, fields, func(x item) (string, any) { return "commitment", x })
}

// Contacts are the calls, meetings and talks, in order of date.
func Contacts(d *dossier.Dossier, _ wording.Words) *Table {
	type item = dossier.Contact
	fields := []field[item]{
		{column{"date", 12, false}, func(x item) string { return x.Date }},
		{column{"form", 9, false}, func(x item) string { return string(x.Form) }},
		{column{"participants", 32, false}, func(x item) string { return strings.Join(x.Participants, "; ") }},
		{column{"place", 12, false}, func(x item) string { return x.Place }},
		{column{"status", 10, false}, func(x item) string { return string(x.Status) }},
		{column{"end", 0, false}, func(x item) string { return x.End }},
		{column{"duration", 0, false}, func(x item) string { return x.Duration }},
		{column{"accounts", 0, false}, func(x item) string { return strconv.Itoa(len(x.Accounts)) }},
		{column{"documents", 0, false}, func(x item) string { return strconv.Itoa(x.Sources.Documents) }},
		{column{"independent", 0, false}, func(x item) string { return strconv.Itoa(x.Sources.Independent) }},
	}
	fields = append(fields, places(d, func(x item) []doc.Evidence { return x.Evidence })...)
	return of("No call, meeting or talks were found.", d.Contacts, fields, func(x item) (string, any) { return "contact", x })
}

// Timeline is everything with a date, past and to come.
func Timeline(d *dossier.Dossier, words wording.Words) *Table {
	type item = dossier.Event
	fields := []field[item]{
		{column{"date", 12, true}, func(x item) string { return x.Date }},
		{column{"kind", 11, false}, func(x item) string { return string(x.Kind) }},
		{column{"what", 52, false}, func(x item) string { return words.Event(x).String() }},
		{column{"end", 0, false}, func(x item) string { return x.End }},
		{column{"planned", 0, false}, func(x item) string { return yes(x.Planned) }},
		{column{"slipped from", 0, false}, func(x item) string { return x.Slipped }},
	}
	fields = append(fields, places(d, func(x item) []doc.Evidence { return x.Evidence })...)
	return of("Nothing with a date was found.", d.Timeline, fields, func(x item) (string, any) { return "event", x })
}

// Discrepancies are where the accounts part, a row for each side.
func Discrepancies(d *dossier.Dossier, words wording.Words) *Table {
	type item struct {
		dossier.Discrepancy
		dossier.Side
		first bool
	}
	var items []item
	for _, x := range d.Discrepancies {
		for i, side := range x.Between {
			items = append(items, item{x, side, i == 0})
		}
	}
	fields := []field[item]{
		{column{"discrepancy", 0, false}, func(x item) string { return x.ID }},
		{column{"issue", 16, true}, func(x item) string { return words.Issue(x.Issue) }},
		{column{"kind", 14, true}, func(x item) string { return string(x.Kind) }},
		{column{"account of", 15, false}, func(x item) string { return wording.By(x.Speaker, x.Party) }},
		{column{"says", 32, false}, func(x item) string {
			switch {
			case len(x.Side.Evidence) == 0:
				return "(nothing of it)"
			case x.Says == "":
				return wording.OneLine(x.Side.Evidence[0].Quote)
			}
			return wording.OneLine(x.Says)
		}},
		{column{"contact", 0, false}, func(x item) string { return x.Contact }},
		{column{"why", 0, false}, func(x item) string { return x.Why }},
	}
	fields = append(fields, places(d, func(x item) []doc.Evidence { return x.Side.Evidence })...)
	return of("No two accounts were found to part.", items, fields, func(x item) (string, any) {
		if x.first {
			return "discrepancy", x.Discrepancy
		}
		return "", nil
	})
}

// A source is a document as the table of sources has it.
type source struct {
	ID         string           `json:"id"`
	Path       string           `json:"path,omitempty"`
	URL        string           `json:"url,omitempty"`
	Title      string           `json:"title,omitempty"`
	Publisher  string           `json:"publisher,omitempty"`
	Agency     string           `json:"agency,omitempty"`
	Published  doc.Published    `json:"published,omitzero"`
	Kind       doc.Kind         `json:"kind,omitempty"`
	Statements int              `json:"statements"`
	Relation   dossier.Relation `json:"relation,omitempty"` // to the document that it comes from
	Origin     string           `json:"origin,omitempty"`   // id of that document
	Share      float64          `json:"share,omitempty"`
	outlet     string
	from       string
}

// Sources are the documents, the oldest first, and which of them come from one another.
func Sources(d *dossier.Dossier, _ wording.Words) *Table {
	said := map[string]int{}
	for _, s := range d.Statements {
		said[s.Doc]++
	}
	outlets := map[string]string{}
	for _, x := range d.Documents {
		outlets[x.ID] = cite.Outlet(x)
	}
	origins := map[string]dossier.Descent{}
	for _, x := range d.Lineage {
		if _, have := origins[x.Doc]; !have {
			origins[x.Doc] = x
		}
	}
	var items []source
	for _, x := range d.Documents {
		o := origins[x.ID]
		s := source{x.ID, x.Path, x.URL, x.Title, x.Publisher, x.Agency, x.Published, x.Kind, said[x.ID], o.Relation, o.Origin, o.Share, outlets[x.ID], ""}
		if o.Origin != "" {
			s.from = fmt.Sprintf("%s: %s", o.Relation, outlets[o.Origin])
		}
		items = append(items, s)
	}
	fields := []field[source]{
		{column{"published", 12, false}, func(x source) string { return wording.Date(x.Published.Date) }},
		{column{"publisher", 20, false}, func(x source) string { return x.outlet }},
		{column{"title", 37, false}, func(x source) string { return wording.OneLine(x.Title) }},
		{column{"statements", 12, false}, func(x source) string { return strconv.Itoa(x.Statements) }},
		{column{"comes from", 19, false}, func(x source) string { return x.from }},
		{column{"agency", 0, false}, func(x source) string { return x.Agency }},
		{column{"kind", 0, false}, func(x source) string { return string(x.Kind) }},
		{column{"date known by", 0, false}, func(x source) string { return string(x.Published.Basis) }},
		{column{"share", 0, false}, func(x source) string { return share(x.Share) }},
		{column{"document", 0, false}, func(x source) string { return x.ID }},
		{column{"path", 0, false}, func(x source) string { return x.Path }},
		{column{"url", 0, false}, func(x source) string { return x.URL }},
	}
	return of("No document was read.", items, fields, func(x source) (string, any) { return "source", x })
}

// places are the fields that every table ends with: where the first words of the evidence stand, and those words.
func places[T any](d *dossier.Dossier, evidence func(T) []doc.Evidence) []field[T] {
	documents := map[string]*doc.Document{}
	for _, x := range d.Documents {
		documents[x.ID] = x
	}
	cited := func(f func(cite.Citation) string) func(T) string {
		return func(x T) string {
			for _, e := range evidence(x) {
				if document := documents[e.Doc]; document != nil {
					return f(cite.Of(document, e))
				}
			}
			return ""
		}
	}
	return []field[T]{
		{column{"source", 22, false}, cited(func(c cite.Citation) string {
			return strings.Join(nonEmpty(c.Outlet, wording.Date(c.Date), "line "+strconv.Itoa(c.Line)), ", ")
		})},
		{column{"publisher", 0, false}, cited(func(c cite.Citation) string { return c.Outlet })},
		{column{"published", 0, false}, cited(func(c cite.Citation) string { return wording.Date(c.Date) })},
		{column{"line", 0, false}, cited(func(c cite.Citation) string { return strconv.Itoa(c.Line) })},
		{column{"first byte", 0, false}, cited(func(c cite.Citation) string { return strconv.Itoa(c.Span.Start) })},
		{column{"end byte", 0, false}, cited(func(c cite.Citation) string { return strconv.Itoa(c.Span.End) })},
		{column{"words", 0, false}, cited(func(c cite.Citation) string { return c.Words })},
		{column{"link", 0, false}, cited(func(c cite.Citation) string { return c.Link })},
		{column{"document", 0, false}, cited(func(c cite.Citation) string { return c.Doc })},
	}
}

func lesser(p meaning.Position) string {
	if p.Fallback {
		return wording.Stance(p.Stance) + " (a lesser aim)"
	}
	return wording.Stance(p.Stance)
}

// quoted is what is wanted, or where that is not told apart the words that it is told in.
func quoted(q *doc.Quote, evidence []doc.Evidence) string {
	if q == nil && len(evidence) > 0 {
		return wording.OneLine(evidence[0].Quote)
	}
	return words1(q)
}

func words1(q *doc.Quote) string {
	if q == nil {
		return ""
	}
	return wording.OneLine(q.Text)
}

func quotes(evidence []doc.Evidence) string {
	var all []string
	for _, e := range evidence {
		all = append(all, wording.OneLine(e.Quote))
	}
	return strings.Join(all, "; ")
}

func history(steps []dossier.Standing) string {
	var all []string
	for _, s := range steps {
		all = append(all, strings.Join(nonEmpty(s.Time, string(s.Status), with("by ", wording.By(s.By, s.Party)), with("against ", s.Against)), " "))
	}
	return strings.Join(all, "; ")
}

func person(s *meaning.Speaker) string {
	if s == nil {
		return ""
	}
	if p := wording.Person(*s); p != "" {
		return p
	}
	return "people without a name"
}

func share(x float64) string {
	if x == 0 {
		return ""
	}
	return strconv.FormatFloat(x, 'f', 2, 64)
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func with(words, value string) string {
	if value == "" {
		return ""
	}
	return words + value
}

func nonEmpty(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

// Package filing reads documents, readings and a dossier and writes the items under which a store keeps them: each line of
// the record, with what it is asked for by.
package filing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/store"
)

// The types of items. Those of the record are its own; party and summary are what pages show of all of it at once.
const (
	Document    = "document"
	Statement   = "statement"
	Position    = "position"
	Figure      = "figure"
	Timex       = "timex"
	Commitment  = "commitment"
	Contact     = "contact"
	Account     = "account"
	Discrepancy = "discrepancy"
	Lineage     = "lineage"
	Stand       = "stand"
	Count       = "count"
	Event       = "event"
	Actor       = "actor"
	Party       = "party"
	Summary     = "summary"
	// Struck are lines of any type that people found to be wrong: no list of the record has them. Their tag "type" and their
	// bodies say what they are.
	Struck = "struck"
)

// None is the value of a tag for what is not known.
const None = "-"

// Undated is the sort of what has no date: behind all that has one.
const Undated = "~"

// Of gives the items of one document and its reading. The document's own has its fields but not its text.
func Of(d *doc.Document, r *meaning.Reading) []store.Item {
	f := filer{document: d}
	slim := *d
	slim.Text, slim.Furniture = "", nil
	f.add(Document, d.ID, when(d.Published.Date), struct {
		*doc.Document
		Engine     string `json:"engine"`
		Statements int    `json:"statements"`
		Words      int    `json:"words"`
		Opening    string `json:"opening,omitempty"` // of a text without a title: its first line
	}{&slim, r.Engine, len(r.Statements), r.Fingerprint.Words, opening(d)}, d.Title+"\n"+d.Text, tag("kind", string(d.Kind)), tag("agency", d.Agency))
	for i := range r.Statements {
		f.statement(&r.Statements[i])
	}
	for i := range r.Positions {
		f.position(&r.Positions[i])
	}
	for i := range r.Figures {
		g := &r.Figures[i]
		f.figure(g)
	}
	if r.Struck != nil {
		f.struck = true
		for i := range r.Struck.Statements {
			f.statement(&r.Struck.Statements[i])
		}
		for i := range r.Struck.Positions {
			f.position(&r.Struck.Positions[i])
		}
		for i := range r.Struck.Figures {
			f.figure(&r.Struck.Figures[i])
		}
		f.struck = false
	}
	for i := range r.Timexes {
		t := &r.Timexes[i]
		f.add(Timex, t.ID, f.place("", t.Evidence), t, "", tag("kind", t.Kind))
	}
	return f.items
}

// opening is the first line of a text that has no title, as far as a list may show it.
func opening(d *doc.Document) string {
	const most = 200 // bytes
	if strings.TrimSpace(d.Title) != "" {
		return ""
	}
	line, _, _ := strings.Cut(strings.TrimSpace(d.Text), "\n")
	if len(line) > most {
		line = strings.ToValidUTF8(line[:most], "")
	}
	return strings.Join(strings.Fields(line), " ")
}

// filer makes the items of one document, or of a dossier where document is nil.
type filer struct {
	document *doc.Document
	struck   bool // what comes is no part of the record
	items    []store.Item
}

// add makes one item: a line of the record and the tags that have a value.
func (f *filer) add(kind, id, sort string, line any, words string, tags ...store.Tag) {
	if f.document != nil {
		tags = append(tags, tag("doc", f.document.ID), tag("publisher", cmp.Or(f.document.Publisher, f.document.Agency)))
	}
	body := record.Line(kind, line)
	if f.struck {
		tags = append(tags, tag("type", kind))
		kind = Struck
	}
	tags = slices.DeleteFunc(tags, func(t store.Tag) bool { return t.Value == "" })
	slices.SortFunc(tags, func(a, b store.Tag) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Value, b.Value)) })
	f.items = append(f.items, store.Item{ID: id, Type: kind, Sort: sort, Tags: slices.Compact(tags), Words: words, Body: body})
}

func tag(name, value string) store.Tag { return store.Tag{Name: name, Value: value} }

func when(date string) string { return cmp.Or(date, Undated) }

// place is the sort of what stands in a document: its time, or else the document's, then where it stands.
func (f *filer) place(time string, evidence []doc.Evidence) string {
	at := 0
	if len(evidence) > 0 {
		at = evidence[0].Start
	}
	return fmt.Sprintf("%s %s %09d", when(cmp.Or(time, f.document.Published.Date)), f.document.ID, at)
}

// said is the words of some evidence.
func said(evidence []doc.Evidence) string {
	words := make([]string, len(evidence))
	for i, e := range evidence {
		words[i] = e.Quote
	}
	return strings.Join(words, "\n")
}

func (f *filer) statement(s *meaning.Statement) {
	tags := []store.Tag{
		tag("party", cmp.Or(s.Speaker.Party, None)), tag("actor", cmp.Or(s.Speaker.Actor, None)), tag("act", string(s.Act)),
		tag("sourcing", cmp.Or(string(s.Sourcing), None)), tag("quotation", string(s.Quotation)),
	}
	tags = append(tags, reviewed(s.Review, sureness(s.Confidence))...)
	for _, other := range s.Jointly {
		tags = append(tags, tag("party", other.Party), tag("actor", other.Actor))
	}
	// in the document's order whatever time it tells of: a reader follows the text
	f.add(Statement, s.ID, f.place("", s.Evidence), s, said(s.Evidence)+"\n"+s.Speaker.Name+" "+s.Speaker.Role, tags...)
}

func (f *filer) position(p *meaning.Position) {
	tags := []store.Tag{tag("party", p.Party), tag("issue", p.Issue), tag("stance", string(p.Stance)), tag("of", p.Of)}
	tags = append(tags, reviewed(p.Review, sureness(p.Confidence))...)
	if p.By != nil {
		tags = append(tags, tag("by", cmp.Or(p.By.Party, p.By.Name)))
	}
	f.add(Position, p.ID, f.place(p.Time, p.Evidence), p, said(p.Evidence), tags...)
}

func (f *filer) figure(g *meaning.Figure) {
	f.add(Figure, g.ID, f.place(g.Time, g.Evidence), g, said(g.Evidence), append(reviewed(g.Review, ""), tag("unit", g.Unit))...)
}

// reviewed are the tags of what people decided: right, wrong, changed, added. Where they decided nothing it is how sure the
// engine is, so that one can ask for what is least sure and not yet reviewed.
func reviewed(r *meaning.Review, sure string) []store.Tag {
	if r == nil && sure != "" {
		return []store.Tag{tag("sure", sure)}
	}
	if r == nil {
		return nil
	}
	var tags []store.Tag
	for _, d := range r.Decisions {
		tags = append(tags, tag("review", string(d.What)))
	}
	return tags
}

// onLine are the tags of what people decided on a line of the dossier, of which nothing tells how sure it is; None where nobody has.
func onLine(r *meaning.Review) []store.Tag {
	if r == nil {
		return []store.Tag{tag("review", None)}
	}
	return reviewed(r, "")
}

// sureness is the tenth that a confidence lies in, 0 to 9; empty where there is none.
func sureness(confidence float64) string {
	if confidence <= 0 {
		return ""
	}
	return fmt.Sprint(min(9, int(confidence*10)))
}

// Woven gives the items of a dossier: all but those of its documents alone.
func Woven(d *dossier.Dossier) []store.Item { return Counted(d, record.TallyOf(d)) }

// Counted is as Woven, with the statements and figures as they were counted before: the dossier need not have them.
func Counted(d *dossier.Dossier, t *record.Tally) []store.Item {
	var f filer
	for i := range d.Commitments {
		f.commitment(&d.Commitments[i])
	}
	for i := range d.Contacts {
		f.contact(&d.Contacts[i])
	}
	for i := range d.Accounts {
		a := &d.Accounts[i]
		line := record.OfAccount(a)
		tags := []store.Tag{tag("contact", a.Contact), tag("party", a.Party), tag("voice", string(a.Voice))}
		for _, p := range a.Points {
			tags = append(tags, tag("issue", p.Issue))
		}
		f.add(Account, a.ID, a.Contact+" "+a.Party+" "+string(a.Voice), line, said(line.Evidence), append(tags, documents(line.Evidence)...)...)
		short := func() any { return shortAccount(a) }
		f.shorten(Account, short, short)
	}
	for i := range d.Discrepancies {
		f.discrepancy(&d.Discrepancies[i], i)
	}
	for i, l := range d.Lineage {
		f.add(Lineage, "lineage-"+l.Doc+"-"+l.Origin, fmt.Sprintf("%09d", i), l, "", tag("doc", l.Doc), tag("doc", l.Origin), tag("relation", string(l.Relation)))
	}
	for i := range d.Stands {
		f.stand(&d.Stands[i])
	}
	for i := range d.Counts {
		c := &d.Counts[i]
		var tags []store.Tag
		for _, g := range c.Figures {
			tags = append(tags, documents(g.Evidence)...)
		}
		f.add(Count, c.ID, fmt.Sprintf("%09d", i), record.OfCount(c), c.What, tags...)
	}
	for i := range d.Timeline {
		e := &d.Timeline[i]
		tags := append(documents(e.Evidence), tag("kind", string(e.Kind)), tag("item", e.Item), tag("month", e.Date[:min(len(e.Date), len("2025-03"))]))
		if e.Planned {
			tags = append(tags, tag("planned", "yes"))
		}
		f.add(Event, e.ID, when(e.Date)+" "+e.ID, e, e.What+"\n"+said(e.Evidence), tags...)
		f.shorten(Event, func() any { return shortEvent(e, placesOnPage) }, func() any { return shortEvent(e, placesInList) })
	}
	f.summary(d, t)
	f.struck = true
	for i := range d.Struck.Commitments {
		f.commitment(&d.Struck.Commitments[i])
	}
	for i := range d.Struck.Contacts {
		f.contact(&d.Struck.Contacts[i])
	}
	for i := range d.Struck.Discrepancies {
		f.discrepancy(&d.Struck.Discrepancies[i], len(d.Discrepancies)+i)
	}
	return f.items
}

// documents are the documents that evidence stands in.
func documents(evidence []doc.Evidence) []store.Tag {
	var tags []store.Tag
	for _, e := range evidence {
		tags = append(tags, tag("doc", e.Doc))
	}
	return tags
}

func (f *filer) commitment(c *dossier.Commitment) {
	tags := append(documents(c.Evidence), tag("issue", c.Issue), tag("status", string(c.Status)), tag("kind", string(c.Kind)))
	tags = append(tags, onLine(c.Review)...)
	for _, p := range c.Parties {
		tags = append(tags, tag("party", p))
	}
	first := ""
	for _, h := range c.History {
		first = cmp.Or(first, h.Time)
	}
	f.add(Commitment, c.ID, when(cmp.Or(first, c.Start, c.Date))+" "+c.ID, c, c.Scope+"\n"+said(c.Evidence), tags...)
	f.shorten(Commitment, func() any { return onPage(c) }, func() any { return inList(c) })
}

func (f *filer) contact(c *dossier.Contact) {
	tags := append(documents(c.Evidence), tag("form", string(c.Form)), tag("status", string(c.Status)))
	tags = append(tags, onLine(c.Review)...)
	for _, p := range c.Parties {
		tags = append(tags, tag("party", p))
	}
	for _, p := range c.Participants {
		tags = append(tags, tag("participant", p))
	}
	f.add(Contact, c.ID, when(c.Date)+" "+c.ID, c, said(c.Evidence)+"\n"+strings.Join(c.Participants, "\n")+"\n"+c.Place, tags...)
	f.shorten(Contact, func() any { return shortContact(c, placesOnPage) }, func() any { return shortContact(c, placesInList) })
}

func (f *filer) discrepancy(d *dossier.Discrepancy, at int) {
	tags := []store.Tag{tag("kind", string(d.Kind)), tag("issue", d.Issue), tag("contact", d.Contact)}
	tags = append(tags, onLine(d.Review)...)
	words := d.Why
	for _, side := range d.Between {
		tags = append(append(tags, documents(side.Evidence)...), tag("party", side.Party))
		words += "\n" + said(side.Evidence)
	}
	f.add(Discrepancy, d.ID, fmt.Sprintf("%09d", at), d, words, tags...)
	f.shorten(Discrepancy, func() any { return shortDiscrepancy(d, placesOnPage) }, func() any { return shortDiscrepancy(d, placesInList) })
}

func (f *filer) stand(s *dossier.Stand) {
	var tags []store.Tag
	for _, p := range s.Positions {
		tags = append(tags, documents(p.Evidence)...)
	}
	line := record.OfStand(s)
	f.add(Stand, s.ID, s.Issue+" "+s.Party, line, "", append(tags, tag("party", s.Party), tag("issue", s.Issue))...)
	f.shorten(Stand, func() any { return shortStand(line, true) }, func() any { return shortStand(line, false) })
}

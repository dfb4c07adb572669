package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/wording"
)

var forms = []choice{
	{string(meaning.Call), "Call"},
	{string(meaning.Meeting), "Meeting"},
	{string(meaning.Talks), "Talks"},
	{string(meaning.Summit), "Summit"},
	{string(meaning.Visit), "Visit"},
	{string(meaning.Letter), "Letter"},
}

var contactStatuses = []choice{
	{string(meaning.Held), "held"},
	{string(meaning.Planned), "planned"},
	{string(meaning.Cancelled), "cancelled"},
}

// contactFields are what the list of contacts may be narrowed by.
var contactFields = []field{
	{Key: "form", Tag: "form", Label: "Form", values: forms},
	{Key: "status", Tag: "status", Label: "Status", values: contactStatuses},
	{Key: "party", Tag: "party", Label: "Party", words: partyWords, dot: partyDot},
	{Key: "participant", Tag: "participant", Label: "Participant", words: itself},
	reviewField,
}

// contactList is the page of who met or called whom.
type contactList struct {
	listing
	Lines []*contactLine
}

func (l *contactList) frame() (section, title, json string) {
	return "accounts", "Contacts", "/contacts.json" + l.Filter.query("", "")
}

// A contactLine is a contact in a list.
type contactLine struct {
	*line
	Status   string
	Date     string
	Accounts int
	Sources  string
}

func accountsHref(contact string) string { return "/contacts/" + url.PathEscape(contact) }

func (v *view) contact(c filing.ContactLine, places int) (*contactLine, error) {
	l, err := v.line(c.ID, wording.Contact(*c.Contact), c.Evidence[:min(places, len(c.Evidence))])
	if err != nil {
		return nil, err
	}
	l.Href, l.More = accountsHref(c.ID), c.Whole.Places-placesOf(l.Words)
	l.Facts = withoutReview(l.Facts)
	l.Reviewed = v.reviewed(filing.Contact, c.ID, c.Review)
	return &contactLine{line: l, Status: inWords(contactStatuses, string(c.Status)), Date: wording.Day(c.Date), Accounts: len(c.Accounts), Sources: wording.Sources(c.Sources)}, nil
}

func (s *site) contacts(r *http.Request) (*answer, error) {
	v, beside, items, err := s.list(r, "/contacts", contactFields, filing.Contact, true)
	if err != nil {
		return nil, err
	}
	all, err := readAll(items, filing.ReadContact)
	if err != nil {
		return nil, err
	}
	if err := needOf(v, all, 1, func(c filing.ContactLine) []doc.Evidence { return c.Evidence }); err != nil {
		return nil, err
	}
	l := &contactList{listing: beside}
	for i := range all {
		one, err := v.contact(all[i], 1)
		if err != nil {
			return nil, err
		}
		one.Facts = slices.DeleteFunc(one.Facts, func(f string) bool { return f == one.Date || f == string(all[i].Status) }) // which stand beside it
		l.Lines = append(l.Lines, one)
	}
	return &answer{page: l}, nil
}

// accountsPage is the sides of one contact side by side, issue by issue.
type accountsPage struct {
	*contactLine
	Title string
	Sides []accountSide
	Rows  []accountRow
	Whole []*parting // discrepancies that are of no one issue
	Told  []*evidence
}

func (p *accountsPage) frame() (section, title, json string) {
	return "accounts", p.Title, accountsHref(p.ID) + ".json"
}

// An accountSide is a column: all that one party says of the contact.
type accountSide struct {
	Party  *party
	Voices []string // in what forms it speaks
}

// An accountRow is what the sides say on one issue.
type accountRow struct {
	Issue, Name string
	Cells       [][]accountPoint // one for each side; empty where the side says nothing of it
	Partings    []*parting
}

// An accountPoint is one thing that a side says.
type accountPoint struct {
	Voice string
	Who   string
	Facts []string
	Words []*evidence
}

// voices are the forms in which a side speaks, in words.
var voices = []choice{
	{string(meaning.VoiceReadout), "readout"},
	{string(meaning.VoiceLeader), "the leader’s own words"},
	{string(meaning.VoiceSpokesman), "spokesman"},
	{string(meaning.VoiceUnnamed), "officials without a name"},
}

func (s *site) accounts(r *http.Request) (*answer, error) {
	id, asJSON := cutJSON(r.PathValue("id"))
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	item, err := s.store.Item(r.Context(), id, pageForm(asJSON))
	if err != nil {
		return nil, found(err)
	}
	if typeOf(item) != filing.Contact {
		return nil, errNotFound
	}
	contact, err := filing.ReadContact(item)
	if err != nil {
		return nil, err
	}
	of := []store.Tag{{Name: "contact", Value: id}}
	items, _, err := v.all(store.Query{Types: []string{filing.Account}, Tags: of, Form: pageForm(asJSON)}, 200)
	if err != nil {
		return nil, err
	}
	if asJSON {
		partings, _, err := v.all(store.Query{Types: []string{filing.Discrepancy}, Tags: of}, 200)
		if err != nil {
			return nil, err
		}
		return together(append(append([]store.Item{item}, items...), partings...))
	}
	accounts, err := each[dossier.Account](items)
	if err != nil {
		return nil, err
	}
	page := &accountsPage{Title: wording.Contact(*contact.Contact).Lead}
	if page.contactLine, err = v.contact(contact, 0); err != nil {
		return nil, err
	}
	const most = 12
	if page.Told, err = v.evidence(contact.Evidence, most); err != nil {
		return nil, err
	}
	page.More = contact.Whole.Places - placesOf(page.Told)
	if err := page.align(v, accounts); err != nil {
		return nil, err
	}
	partings, err := v.partings(store.Query{Tags: of}, 200)
	if err != nil {
		return nil, err
	}
	page.part(partings)
	return &answer{page: page}, nil
}

// align puts the points of all accounts in rows by issue, a column for each side.
func (p *accountsPage) align(v *view, accounts []dossier.Account) error {
	for _, a := range accounts {
		at := slices.IndexFunc(p.Sides, func(s accountSide) bool { return s.Party.Name == a.Party })
		if at < 0 {
			at = len(p.Sides)
			p.Sides = append(p.Sides, accountSide{Party: v.party(a.Party)})
		}
		if voice := inWords(voices, string(a.Voice)); !slices.Contains(p.Sides[at].Voices, voice) {
			p.Sides[at].Voices = append(p.Sides[at].Voices, voice)
		}
	}
	for _, a := range accounts {
		if err := needOf(v, a.Points, placesOfSide, func(p meaning.Point) []doc.Evidence { return p.Evidence }); err != nil {
			return err
		}
		at := slices.IndexFunc(p.Sides, func(s accountSide) bool { return s.Party.Name == a.Party })
		for _, point := range a.Points {
			if point.Absent {
				continue
			}
			row := p.row(v, point.Issue)
			words, err := v.evidence(point.Evidence, placesOfSide)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(row.Cells[at], func(x accountPoint) bool { return sameWords(x.Words, words) }) {
				continue
			}
			one := accountPoint{Voice: inWords(voices, string(a.Voice)), Words: words}
			if a.Voice != meaning.VoiceReadout && a.Speaker != a.Party { // the column names the party
				one.Who = a.Speaker
			}
			if point.Denied {
				one.Facts = append(one.Facts, "says that this was not so")
			}
			if same := slices.IndexFunc(row.Cells[at], one.tellsAs); same >= 0 { // a copy has it in the same words
				first := row.Cells[at][same].Words[0]
				first.Also = append(append(first.Also, words[0]), words[0].Also...)
				continue
			}
			row.Cells[at] = append(row.Cells[at], one)
		}
	}
	slices.SortStableFunc(p.Rows, func(a, b accountRow) int { return compareBool(a.Issue == "", b.Issue == "") })
	return nil
}

// tellsAs reports whether two points have the same words of the same person.
func (p accountPoint) tellsAs(other accountPoint) bool {
	return len(p.Words) == 1 && len(other.Words) == 1 && p.Who == other.Who && slices.Equal(p.Facts, other.Facts) &&
		wording.OneLine(p.Words[0].Quote) == wording.OneLine(other.Words[0].Quote)
}

func sameWords(a, b []*evidence) bool {
	return len(a) > 0 && len(b) > 0 && a[0].Evidence == b[0].Evidence
}

func (p *accountsPage) row(v *view, issue string) *accountRow {
	for i := range p.Rows {
		if p.Rows[i].Issue == issue {
			return &p.Rows[i]
		}
	}
	name := v.words.Issue(issue)
	if issue == "" {
		name = "The contact as a whole"
	}
	p.Rows = append(p.Rows, accountRow{Issue: issue, Name: name, Cells: make([][]accountPoint, len(p.Sides))})
	return &p.Rows[len(p.Rows)-1]
}

// part puts each discrepancy under the row of its issue.
func (p *accountsPage) part(partings []*parting) {
	for _, d := range partings {
		at := slices.IndexFunc(p.Rows, func(r accountRow) bool { return r.Issue == d.Discrepancy.Issue })
		if at < 0 {
			p.Whole = append(p.Whole, d)
			continue
		}
		p.Rows[at].Partings = append(p.Rows[at].Partings, d)
		for _, side := range d.Sides { // what they part on stands in their columns, though no point of an account has it
			i := slices.IndexFunc(p.Sides, func(s accountSide) bool { return s.Party == side.Party })
			if i >= 0 && len(p.Rows[at].Cells[i]) == 0 && len(side.Words) > 0 {
				p.Rows[at].Cells[i] = []accountPoint{{Words: side.Words}}
			}
		}
	}
}

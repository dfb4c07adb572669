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

var statuses = []choice{
	{string(meaning.StatusProposed), "proposed"},
	{string(meaning.StatusAgreed), "agreed"},
	{string(meaning.StatusPromised), "promised"},
	{string(meaning.StatusInForce), "in force"},
	{string(meaning.StatusViolated), "said to be violated"},
	{string(meaning.StatusDisputed), "disputed"},
	{string(meaning.StatusEnded), "ended"},
	{string(meaning.StatusExpired), "expired"},
	{string(meaning.StatusNotAgreed), "not agreed"},
}

// commitmentFields are what the list of commitments may be narrowed by.
var commitmentFields = []field{
	{Key: "status", Tag: "status", Label: "State", values: statuses},
	{Key: "issue", Tag: "issue", Label: "Issue", words: issueWords},
	{Key: "party", Tag: "party", Label: "Party", words: partyWords, dot: partyDot},
	reviewField,
}

func issueWords(v *view, value string) string { return v.words.Issue(value) }

// commitmentList is the page of what is undertaken.
type commitmentList struct {
	listing
	Lines []*commitmentLine
}

func (l *commitmentList) frame() (section, title, json string) {
	return "commitments", "Commitments", "/commitments.json" + l.Filter.query("", "")
}

// A commitmentLine is a commitment in a list, with how it stands and how much of its time is left.
type commitmentLine struct {
	*line
	Status  string
	Class   string // of the status
	Parties []*party
	Term    *term
	Sources string
	Alleged string // how many breaches are alleged, beyond what the status says
}

func commitmentHref(id string) string { return "/commitments/" + url.PathEscape(id) }

func (s *site) commitments(r *http.Request) (*answer, error) {
	v, beside, items, err := s.list(r, "/commitments", commitmentFields, filing.Commitment, true)
	if err != nil {
		return nil, err
	}
	found, err := readAll(items, filing.ReadCommitment)
	if err != nil {
		return nil, err
	}
	if err := needOf(v, found, 1, func(c filing.CommitmentLine) []doc.Evidence { return c.Evidence }); err != nil {
		return nil, err
	}
	l := &commitmentList{listing: beside}
	for i := range found {
		one, err := v.commitment(found[i], 1)
		if err != nil {
			return nil, err
		}
		l.Lines = append(l.Lines, one)
	}
	return &answer{page: l}, nil
}

// commitment puts a commitment on a page, with the words of its first places.
func (v *view) commitment(c filing.CommitmentLine, places int) (*commitmentLine, error) {
	words := v.commitmentWords(c)
	l, err := v.line(c.ID, wording.Line{Lead: words.Lead, Facts: words.Facts[1:]}, c.Evidence[:min(places, len(c.Evidence))])
	if err != nil {
		return nil, err
	}
	l.Href, l.More = commitmentHref(c.ID), c.Whole.Places-placesOf(l.Words)
	out := &commitmentLine{line: l, Status: wording.Status(c.Status), Class: "st-" + string(c.Status), Term: newTerm(c.Commitment, v.today), Sources: wording.Sources(c.Sources), Alleged: breachWords(c)}
	out.Facts = withoutReview(out.Facts)
	out.Reviewed = v.reviewed(filing.Commitment, c.ID, c.Review)
	for _, p := range c.Parties {
		out.Parties = append(out.Parties, v.party(p))
	}
	return out, nil
}

// breachWords says how many breaches are alleged, where the status does not say it.
func breachWords(c filing.CommitmentLine) string {
	switch n := c.Whole.Breaches; {
	case n == 0 || n == 1 && c.Status == meaning.StatusViolated:
		return ""
	case c.Status == meaning.StatusViolated:
		return thousands(n) + " times"
	default:
		return plural(n, "breach alleged", "breaches alleged")
	}
}

// commitmentWords puts a commitment into words, and says how many conditions its line does not have.
func (v *view) commitmentWords(c filing.CommitmentLine) wording.Line {
	l := v.words.Commitment(*c.Commitment)
	if more := c.Whole.Conditions - len(c.Conditions); more > 0 {
		l.Facts = append(l.Facts, plural(more, "further condition", "further conditions"))
	}
	return l
}

// commitmentPage is one commitment: its scope in each account's words, its conditions, its history.
type commitmentPage struct {
	*commitmentLine
	Issue      string
	IssueHref  string
	Scopes     []*line
	MoreScopes int // wordings that are not shown
	Untold     int // standings that are not shown: told again of what stands there
	Conditions []*evidence
	History    []standing
	Places     []*evidence
	Partings   []*parting
}

func (p *commitmentPage) frame() (section, title, json string) {
	return "commitments", p.Lead, commitmentHref(p.ID) + ".json"
}

// A standing is a step in a commitment's history.
type standing struct {
	*line
	Time     string
	Inferred bool
}

func (s *site) commitment(r *http.Request) (*answer, error) {
	id, asJSON := cutJSON(r.PathValue("id"))
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	item, err := s.store.Item(r.Context(), id, pageForm(asJSON))
	if err != nil {
		return nil, found(err)
	}
	if typeOf(item) != filing.Commitment {
		return nil, errNotFound
	}
	if asJSON {
		return &answer{mediaType: "application/json", body: item.Body}, nil
	}
	c, err := filing.ReadCommitment(item)
	if err != nil {
		return nil, err
	}
	page := &commitmentPage{Issue: s.words.Issue(c.Issue), IssueHref: "/search?" + url.Values{"issue": {c.Issue}}.Encode()}
	if page.commitmentLine, err = v.commitment(c, 0); err != nil {
		return nil, err
	}
	if err := needOf(v, c.Scopes, mostWords, func(s filing.ScopeLine) []doc.Evidence { return s.Evidence }); err != nil {
		return nil, err
	}
	if err := needOf(v, c.History, mostWords, func(h filing.StandingLine) []doc.Evidence { return h.Evidence }); err != nil {
		return nil, err
	}
	for _, scope := range c.Scopes {
		l, err := v.line("", wording.Line{Lead: scope.Says, Facts: []string{said(scope.By)}}, scope.Evidence)
		if err != nil {
			return nil, err
		}
		l.Class, l.More = v.party(scope.By).Class, scope.Places-placesOf(l.Words)
		page.Scopes = append(page.Scopes, l)
	}
	told := 0
	for _, h := range c.History {
		words := wording.Standing(h.Standing)
		words.Facts = slices.DeleteFunc(words.Facts, func(f string) bool { return f == wording.Day(h.Time) }) // it stands beside it
		l, err := v.line("", words, h.Evidence)
		if err != nil {
			return nil, err
		}
		l.Class, l.More = v.party(h.Party).Class+" st-"+string(h.Status), h.Places-placesOf(l.Words)
		page.History = append(page.History, standing{l, wording.Day(h.Time), h.Inferred})
		told += h.Tellings
	}
	page.Untold, page.MoreScopes = c.Whole.Standings-told, c.Whole.Scopes-len(c.Scopes)
	if page.Conditions, err = v.evidence(c.Conditions, 10); err != nil {
		return nil, err
	}
	const most = 40
	if page.Places, err = v.evidence(c.Evidence, most); err != nil {
		return nil, err
	}
	page.More = c.Whole.Places - placesOf(page.Places)
	if page.Partings, err = v.partings(store.Query{Tags: []store.Tag{{Name: "issue", Value: c.Issue}}}, 20); err != nil {
		return nil, err
	}
	return &answer{page: page}, nil
}

func said(party string) string {
	if party == "" {
		return "as a reporter tells it"
	}
	return "as " + party + " tells it"
}

// A term is the time that a commitment runs for, as a picture: how much of it has passed.
type term struct {
	Days, Left int     // of the whole, and from today; Left is below 0 where it is over
	Passed     float64 // of barWidth
	Words      string
}

// newTerm works out the term of a commitment that is to be kept, or nil where its days are not known.
func newTerm(c *dossier.Commitment, today string) *term {
	switch c.Status {
	case meaning.StatusProposed, meaning.StatusNotAgreed, meaning.StatusEnded:
		return nil
	}
	start, ok1 := day(c.Start)
	end, ok2 := day(c.End)
	now, ok3 := day(today)
	if !ok1 || !ok2 || !ok3 || end < start {
		return nil
	}
	t := &term{Days: end - start, Left: end - now}
	switch {
	case t.Left < 0:
		t.Passed, t.Words = barWidth, plural(-t.Left, "day", "days")+" over"
	case now <= start:
		t.Words = plural(t.Left, "day", "days") + " left"
	default:
		t.Passed, t.Words = along(now-start, max(1, t.Days)), plural(t.Left, "day", "days")+" left"
	}
	return t
}

// A parting is a discrepancy on a page: what each side says, and what parts them.
type parting struct {
	dossier.Discrepancy
	Href  string
	Kind  string
	Issue string
	Sides []partingSide
	Found string // of the contact that the accounts are of

	Reviewed *reviewed
}

// A partingSide is one side of a discrepancy.
type partingSide struct {
	Party *party
	Who   string
	Says  string
	Words []*evidence
	In    *document // of an omission, the account that was searched
}

// partings asks for discrepancies, the first few.
func (v *view) partings(q store.Query, most int) ([]*parting, error) {
	q.Types, q.Limit, q.Form = []string{filing.Discrepancy}, most, store.InList
	items, _, err := v.store.Items(v.ctx, q)
	if err != nil {
		return nil, err
	}
	all, err := each[dossier.Discrepancy](items)
	if err != nil {
		return nil, err
	}
	if err := v.needPartings(all); err != nil {
		return nil, err
	}
	out := make([]*parting, len(all))
	for i, d := range all {
		if out[i], err = v.parting(d); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// placesOfSide is how many places of a side a parting shows.
const placesOfSide = 2

// needPartings looks up the documents of discrepancies at once.
func (v *view) needPartings(all []dossier.Discrepancy) error {
	var sides []dossier.Side
	var ids []string
	for _, d := range all {
		sides = append(sides, d.Between...)
	}
	for _, side := range sides {
		if len(side.Evidence) == 0 {
			ids = append(ids, side.Doc)
		}
	}
	if err := v.need(ids...); err != nil {
		return err
	}
	return needOf(v, sides, placesOfSide, func(s dossier.Side) []doc.Evidence { return s.Evidence })
}

func (v *view) parting(d dossier.Discrepancy) (*parting, error) {
	p := &parting{Discrepancy: d, Kind: wording.Parting(d.Kind), Issue: v.words.Issue(d.Issue), Href: "/discrepancies#i-" + url.PathEscape(d.ID)}
	p.Reviewed = v.reviewed(filing.Discrepancy, d.ID, d.Review)
	if d.Contact != "" {
		p.Found = accountsHref(d.Contact)
	}
	for _, side := range d.Between {
		one := partingSide{Party: v.party(side.Party), Who: wording.By(side.Speaker, side.Party), Says: side.Says}
		var err error
		if one.Words, err = v.evidence(side.Evidence, placesOfSide); err != nil {
			return nil, err
		}
		if len(side.Evidence) == 0 && side.Doc != "" {
			if err := v.need(side.Doc); err != nil {
				return nil, err
			}
			one.In = v.document(side.Doc)
		}
		p.Sides = append(p.Sides, one)
	}
	return p, nil
}

// discrepancyFields are what the list of discrepancies may be narrowed by.
var discrepancyFields = []field{
	{Key: "kind", Tag: "kind", Label: "How they part", words: func(_ *view, value string) string { return wording.Parting(dossier.DiscrepancyKind(value)) }},
	{Key: "issue", Tag: "issue", Label: "Issue", words: issueWords},
	{Key: "party", Tag: "party", Label: "Party", words: partyWords, dot: partyDot},
	reviewField,
}

// discrepancyList is the page of where accounts part.
type discrepancyList struct {
	listing
	Lines []*parting
}

func (l *discrepancyList) frame() (section, title, json string) {
	return "accounts", "Where accounts part", "/discrepancies.json" + l.Filter.query("", "")
}

func (s *site) discrepancies(r *http.Request) (*answer, error) {
	v, beside, items, err := s.list(r, "/discrepancies", discrepancyFields, filing.Discrepancy, false)
	if err != nil {
		return nil, err
	}
	all, err := each[dossier.Discrepancy](items)
	if err != nil {
		return nil, err
	}
	if err := v.needPartings(all); err != nil {
		return nil, err
	}
	l := &discrepancyList{listing: beside}
	for _, d := range all {
		p, err := v.parting(d)
		if err != nil {
			return nil, err
		}
		l.Lines = append(l.Lines, p)
	}
	return &answer{page: l}, nil
}

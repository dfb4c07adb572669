package web

import (
	"cmp"
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

// grid is the page of positions: a row for each issue, a column for each party, in each cell how it stands today.
type grid struct {
	Filter   *filter
	Narrowed []narrowing
	Columns  []*party
	Rows     []issueRow
	Others   []issueRow // stands of parties without a column, by issue
	Rest     []option   // parties that are only named, with how many stands they have
	Stands   int
}

func (g *grid) frame() (section, title, json string) {
	return "positions", "Positions", "/positions.json" + g.Filter.query("", "")
}

// An issueRow is how the parties stand to one issue.
type issueRow struct {
	Issue, Name string
	Href        string
	Cells       []*cell // one for each column; nil where the party has no position
}

// A cell is how one party stands to one issue today.
type cell struct {
	filing.StandLine
	Party  *party
	Href   string
	Stance string
	Since  string
	Told   string // who says so, where it is not the party itself
	Hedge  string
	Words  *evidence
	Review *reviewed
}

// columns is how many parties the grid has room for on a wide screen.
const columns = 5

// mostStands is how many stands a page shows of all parties; of more, it shows those of the parties that have a column.
const mostStands = 250

func standHref(id string) string { return "/positions/" + url.PathEscape(id) }

// positionFields are what the page of positions may be narrowed by.
var positionFields = []field{
	{Key: "party", Tag: "party", Label: "Party", words: partyWords, dot: partyDot},
	{Key: "issue", Tag: "issue", Label: "Issue", words: issueWords},
}

func (s *site) positions(r *http.Request) (*answer, error) {
	f, err := readFilter("/positions", positionFields, r.URL.Query())
	if err != nil {
		return nil, err
	}
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	g := &grid{Filter: f, Narrowed: v.narrowed(f)}
	q := f.ask(filing.Stand)
	q.Form = store.InList
	if g.Stands, err = v.store.Count(v.ctx, q); err != nil {
		return nil, err
	}
	if g.Stands > mostStands && f.Get("party") == "" { // the parties that hold most, and the others by name
		if q.Tags, err = g.leave(v, q.Tags); err != nil {
			return nil, err
		}
	}
	items, _, err := v.all(q, mostStands)
	if err != nil {
		return nil, err
	}
	stands, err := readAll(items, filing.ReadStand)
	if err != nil {
		return nil, err
	}
	g.Columns = v.standing(stands)
	for _, st := range stands {
		g.add(v, st)
	}
	return &answer{page: g}, nil
}

// leave gives the tags that ask for as many parties as there are columns, those that hold most positions; the others are named.
func (g *grid) leave(v *view, tags []store.Tag) ([]store.Tag, error) {
	held, err := v.store.Values(v.ctx, store.Query{Types: []string{filing.Position}}, "party", columns)
	if err != nil {
		return nil, err
	}
	asked := slices.Clone(tags)
	for _, party := range held {
		asked = append(asked, store.Tag{Name: "party", Value: party.Value})
	}
	all, err := v.store.Values(v.ctx, store.Query{Types: []string{filing.Stand}, Tags: tags}, "party", mostParties*columns)
	if err != nil {
		return nil, err
	}
	for _, party := range all {
		if !slices.Contains(asked, store.Tag{Name: "party", Value: party.Value}) {
			g.Rest = append(g.Rest, option{Value: party.Value, Words: partyWords(v, party.Value), Class: partyDot(v, party.Value), Count: party.Count, Href: g.Filter.Href("party", party.Value)})
		}
	}
	return asked, nil
}

// add puts a stand into its row and column.
func (g *grid) add(v *view, st filing.StandLine) {
	c := v.cell(st)
	rows, at := &g.Rows, slices.Index(g.Columns, c.Party)
	if at < 0 {
		rows = &g.Others
	}
	if n := len(*rows); n == 0 || (*rows)[n-1].Issue != st.Issue {
		*rows = append(*rows, issueRow{Issue: st.Issue, Name: v.words.Issue(st.Issue), Href: "/search?" + url.Values{"issue": {st.Issue}}.Encode()})
	}
	row := &(*rows)[len(*rows)-1]
	if at < 0 {
		row.Cells = append(row.Cells, c)
		return
	}
	if row.Cells == nil {
		row.Cells = make([]*cell, len(g.Columns))
	}
	row.Cells[at] = c
}

// standing gives the parties that hold most positions, at most as many as there are columns, in the site's order.
func (v *view) standing(stands []filing.StandLine) []*party {
	often := map[string]int{}
	for _, st := range stands {
		often[st.Party] += st.Whole.Positions
	}
	names := make([]string, 0, len(often))
	for name := range often {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(often[b], often[a]), cmp.Compare(a, b)) })
	var parties []*party
	for _, name := range names[:min(len(names), columns)] {
		parties = append(parties, v.party(name))
	}
	rank := func(p *party) int {
		if p.Rank == 0 {
			return 1 << 30
		}
		return p.Rank
	}
	slices.SortStableFunc(parties, func(a, b *party) int { return cmp.Compare(rank(a), rank(b)) })
	return parties
}

func (v *view) cell(st filing.StandLine) *cell {
	p := st.Latest
	c := &cell{StandLine: st, Party: v.party(st.Party), Href: standHref(st.ID), Stance: wording.Stance(p.Stance), Since: wording.Day(p.Time), Hedge: p.Hedge, Review: v.reviewed(filing.Position, p.ID, p.Review)}
	if p.By != nil {
		c.Told = wording.Person(*p.By)
	}
	if len(p.Evidence) > 0 {
		e := p.Evidence[0] // a cell shows the words, and not where they stand: their document need not be looked up
		c.Words = &evidence{Evidence: e, Href: placeHref(newDocument(&doc.Document{ID: e.Doc}), e.Start, e.End)}
	}
	return c
}

// standPage is how one party stands to one issue, over time.
type standPage struct {
	filing.StandLine
	Name  string // of the issue
	Party *party
	Steps []step
	Pager pager
}

func (p *standPage) frame() (section, title, json string) {
	return "positions", p.Party.Label() + ": " + p.Name, standHref(p.ID) + ".json"
}

// A step is a position in a history. Changed says that the stance before it was another one.
type step struct {
	*line
	Stance  string
	Time    string
	Changed bool
}

func (s *site) position(r *http.Request) (*answer, error) {
	id, asJSON := cutJSON(r.PathValue("id"))
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	item, err := s.store.Item(r.Context(), id, pageForm(asJSON))
	if err != nil {
		return nil, found(err)
	}
	if item.Type != filing.Stand {
		return nil, errNotFound
	}
	if asJSON {
		return &answer{mediaType: "application/json", body: item.Body}, nil
	}
	page := &standPage{}
	if page.StandLine, err = filing.ReadStand(item); err != nil {
		return nil, err
	}
	page.Name, page.Party = s.words.Issue(page.Issue), v.party(page.StandLine.Party)
	f, err := readFilter(standHref(id), nil, r.URL.Query())
	if err != nil {
		return nil, err
	}
	q := f.ask(filing.Position)
	q.Tags = []store.Tag{{Name: "party", Value: page.StandLine.Party}, {Name: "issue", Value: page.Issue}}
	items, next, err := s.store.Items(r.Context(), q)
	if err != nil {
		return nil, found(err)
	}
	positions, err := each[meaning.Position](items)
	if err != nil {
		return nil, err
	}
	if err := needOf(v, positions, mostWords, func(p meaning.Position) []doc.Evidence { return p.Evidence }); err != nil {
		return nil, err
	}
	page.Pager = f.pager(next)
	for _, p := range positions {
		l, err := v.line(p.ID, wording.Position(p), p.Evidence)
		if err != nil {
			return nil, err
		}
		l.Facts = withoutReview(l.Facts)
		l.Class, l.Reviewed = page.Party.Class, v.reviewed(filing.Position, p.ID, p.Review)
		page.Steps = append(page.Steps, step{l, wording.Stance(p.Stance), wording.Day(p.Time), slices.ContainsFunc(page.Changes, func(c dossier.Change) bool { return c.To == p.ID })})
	}
	return &answer{page: page}, nil
}

// Package weave folds readings into a dossier: it reads documents and what was read in each, in whatever order they come, and
// writes all that they say together.
//
// This is the second page to read, after pipeline: what is made of many documents, in order. Each fold is a package below dossier
// whose first sentence says what it reads and what it writes.
package weave

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/dossier/commitment"
	"github.com/parleyhq/parley/internal/dossier/contact"
	"github.com/parleyhq/parley/internal/dossier/count"
	"github.com/parleyhq/parley/internal/dossier/discrepancy"
	"github.com/parleyhq/parley/internal/dossier/identity"
	"github.com/parleyhq/parley/internal/dossier/lineage"
	"github.com/parleyhq/parley/internal/dossier/stand"
	"github.com/parleyhq/parley/internal/dossier/timeline"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Weaver gathers the readings of one negotiation. Adding one costs what it touches, not what is there. The zero value is not
// ready; see New. It is not for use by several goroutines at once.
type Weaver struct {
	asOf        string // as it was set; empty for the newest document's date
	pages       map[string]page
	stale       bool // a page was replaced: all is to be gathered anew
	arrangement Arrangement
	gathered
}

// A page is a document and what was read in it, if anything was.
type page struct {
	document *doc.Document
	reading  *meaning.Reading
}

// gathered is what the pages say, by what they say it of.
type gathered struct {
	newest      string // date of the newest document
	lineage     *lineage.Index
	behind      map[string]string // of each document that was asked for, what stands behind it
	actors      dossier.Actors
	commitments identity.Commitments
	contacts    identity.Contacts
	stands      map[[2]string]*stand.Stand    // by party and issue
	counts      map[string]*count.Count       // by what is counted
	accounts    map[string][]*meaning.Account // by the contact of the reading that they are of
	loose       map[string][]meaning.Account  // accounts that name no contact, by document
	quotes      map[quoted]map[string]*meaning.Statement
	deadlines   map[string][]timeline.Deadline // by the commitment or position that they are told in
	dated       map[string][]timeline.Deadline // of statements alone, by date
	touched     touched
	ahead       map[int]map[string]func() // what is to be touched when a day has come, by the line that speaks of it
	seen        int                       // the day up to which that was done
	mentions    map[string]int            // of each line of commitments and contacts that was given as changed, how many mentions it has
	gone        map[string]bool
}

// touched is what has changed since it was last asked. Groups of commitments and contacts know of themselves.
type touched struct {
	stands map[[2]string]bool
	counts map[string]bool
	loose  map[string]bool
	quotes map[quoted]bool
	actors map[string]bool
	pages  map[string]bool
	dated  map[string]bool
}

// quoted is who was quoted and in which days.
type quoted struct {
	speaker string
	week    int
}

// New makes a Weaver without readings.
func New() *Weaver { return &Weaver{pages: map[string]page{}, gathered: newGathered()} }

func newGathered() gathered {
	return gathered{
		lineage:     lineage.New(),
		behind:      map[string]string{},
		commitments: identity.NewCommitments(),
		contacts:    identity.NewContacts(),
		stands:      map[[2]string]*stand.Stand{},
		counts:      map[string]*count.Count{},
		accounts:    map[string][]*meaning.Account{},
		loose:       map[string][]meaning.Account{},
		quotes:      map[quoted]map[string]*meaning.Statement{},
		deadlines:   map[string][]timeline.Deadline{},
		dated:       map[string][]timeline.Deadline{},
		touched:     newTouched(),
		ahead:       map[int]map[string]func(){},
		mentions:    map[string]int{},
		gone:        map[string]bool{},
	}
}

func newTouched() touched {
	return touched{map[[2]string]bool{}, map[string]bool{}, map[string]bool{}, map[quoted]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
}

// AsOf sets the day on which the dossier is looked at (ISO 8601): what has passed by then is over. Without it that is the date
// of the newest document.
func (w *Weaver) AsOf(day string) {
	w.stale = w.stale || day != w.asOf && len(w.pages) > 0
	w.asOf = day
}

// Weave makes the dossier of documents and readings. A reading whose document is not there is left out, for its evidence could
// not be shown.
func Weave(documents []*doc.Document, readings []*meaning.Reading) *dossier.Dossier {
	w := New()
	byDoc := map[string][]*meaning.Reading{}
	for _, r := range readings {
		byDoc[r.Doc] = append(byDoc[r.Doc], r)
	}
	for _, d := range documents {
		w.Add(d, nil)
		for _, r := range byDoc[d.ID] {
			w.Add(d, r)
		}
	}
	return w.Dossier()
}

// Add takes in a document and its reading, which may be nil. Neither may be changed afterwards. Of two readings of one document
// that of the newer engine stands.
func (w *Weaver) Add(d *doc.Document, r *meaning.Reading) {
	p := page{d, r}
	before, there := w.pages[d.ID]
	if there && !p.replaces(before) {
		return
	}
	w.pages[d.ID] = p
	if there && before.reading != nil {
		w.stale = true
	}
	if !w.stale {
		w.gather(p)
	}
}

// replaces reports whether a page stands above another of the same document: by the engine, then by its bytes, so that it
// does not matter which came first.
func (p page) replaces(o page) bool {
	if p == o {
		return false
	}
	if (p.reading == nil) != (o.reading == nil) {
		return o.reading == nil
	}
	if p.reading != nil {
		if newer := compareVersions(p.reading.Engine, o.reading.Engine); newer != 0 {
			return newer > 0
		}
	}
	return bytes.Compare(p.bytes(), o.bytes()) > 0
}

func (p page) bytes() []byte {
	b, err := json.Marshal(struct {
		D *doc.Document
		R *meaning.Reading
	}{p.document, p.reading})
	if err != nil { // plain types can be written
		panic(err)
	}
	return b
}

// gather puts all that a page says where it belongs.
func (w *Weaver) gather(p page) {
	d, r := p.document, p.reading
	w.newest = max(w.newest, d.Published.Date)
	w.touched.pages[d.ID] = true
	if r == nil {
		return
	}
	w.lineage.Add(d, r.Fingerprint)
	w.actors.Add(d, r.Actors)
	for i := range r.Actors {
		w.touched.actors[r.Actors[i].ID] = true
	}
	for i := range r.Commitments {
		w.commitments.Add(d, &r.Commitments[i])
	}
	for i := range r.Contacts {
		w.contacts.Add(d, &r.Contacts[i])
	}
	for i := range r.Accounts {
		a := &r.Accounts[i]
		if a.Contact == "" {
			w.loose[d.ID] = append(w.loose[d.ID], *a)
			w.touched.loose[d.ID] = true
			continue
		}
		w.accounts[a.Contact] = append(w.accounts[a.Contact], a)
	}
	for i := range r.Positions {
		w.gatherPosition(d, &r.Positions[i])
	}
	for i := range r.Figures {
		w.gatherFigure(d, &r.Figures[i])
	}
	for i := range r.Statements {
		w.gatherQuote(d, &r.Statements[i])
	}
	w.gatherDeadlines(d, r)
}

// gatherDeadlines keeps dates that were set with what they are told in: a commitment, the stand of a position, or by themselves.
func (w *Weaver) gatherDeadlines(d *doc.Document, r *meaning.Reading) {
	items := map[string]string{}
	for i := range r.Commitments {
		items[r.Commitments[i].ID] = r.Commitments[i].ID
	}
	for i := range r.Positions {
		items[r.Positions[i].ID] = stand.ID(&r.Positions[i])
	}
	for _, t := range timeline.Deadlines(d, r) {
		if item, ok := items[t.Item]; ok {
			w.deadlines[item] = append(w.deadlines[item], t)
			continue
		}
		w.dated[t.Date] = append(w.dated[t.Date], t)
		w.touched.dated[t.Date] = true
	}
}

func (w *Weaver) gatherPosition(d *doc.Document, p *meaning.Position) {
	key := [2]string{p.Party, p.Issue}
	if w.stands[key] == nil {
		w.stands[key] = stand.New()
	}
	w.stands[key].Add(p, d.Published.Date)
	w.stands[key].From(d.ID, w.source(d.ID))
	w.touched.stands[key] = true
}

func (w *Weaver) gatherFigure(d *doc.Document, f *meaning.Figure) {
	key := count.Key(f, cmp.Or(f.Time, d.Published.Date))
	if key == "" {
		return
	}
	if w.counts[key] == nil {
		w.counts[key] = count.New(key)
	}
	w.counts[key].Add(f)
	w.touched.counts[key] = true
}

// gatherQuote keeps what is quoted with those of the same days: one quotation in two wordings comes out within days.
func (w *Weaver) gatherQuote(d *doc.Document, s *meaning.Statement) {
	days, ok := dossier.DaysOf(d.Published.Date)
	if !ok || !quotable(s) {
		return
	}
	for _, week := range []int{days.First / 7, days.First/7 + 1} { // weeks overlap, so that none parts two days
		key := quoted{s.Speaker.Name, week}
		if w.quotes[key] == nil {
			w.quotes[key] = map[string]*meaning.Statement{}
		}
		w.quotes[key][s.ID] = s
		w.touched.quotes[key] = true
	}
}

// Dossier writes all that was gathered. It is the same in whatever order it came.
func (w *Weaver) Dossier() *dossier.Dossier {
	w.refresh()
	d := &dossier.Dossier{Actors: w.actors.Merged()}
	for _, p := range w.pages {
		d.Documents = append(d.Documents, p.document)
	}
	slices.SortFunc(d.Documents, dossier.InOrder)
	for _, document := range d.Documents {
		if r := w.pages[document.ID].reading; r != nil {
			d.Statements = append(d.Statements, r.Statements...)
			d.Figures = append(d.Figures, r.Figures...)
		}
	}
	for g := range identity.Arranged(w.commitments.All(), w.arrangement.Commitments) {
		w.writeCommitment(d, g)
	}
	for g := range identity.Arranged(w.contacts.All(), w.arrangement.Contacts) {
		w.writeContact(d, g)
	}
	for _, s := range w.stands {
		w.writeStand(d, s)
	}
	for _, c := range w.counts {
		w.writeCount(d, c)
	}
	for _, accounts := range w.loose {
		d.Discrepancies = append(d.Discrepancies, discrepancy.OfAccounts("", accounts)...)
	}
	for _, quotes := range w.quotes {
		d.Discrepancies = append(d.Discrepancies, w.ofQuotes(quotes)...)
	}
	for date := range w.dated {
		w.writeDeadlines(d, date)
	}
	sortLines(d)
	d.Lineage = w.lineage.Descents()
	return d
}

// Changed writes the lines that documents have made or changed since it was last asked: the same lines that Dossier gives.
func (w *Weaver) Changed() *dossier.Dossier {
	w.refresh()
	d := &dossier.Dossier{}
	for id := range w.touched.actors {
		if a, ok := w.actors.One(id); ok {
			d.Actors = append(d.Actors, a)
		}
	}
	for id := range w.touched.pages {
		d.Documents = append(d.Documents, w.pages[id].document)
		d.Lineage = append(d.Lineage, w.lineage.Of(id)...)
	}
	slices.SortFunc(d.Documents, dossier.InOrder)
	for _, document := range d.Documents {
		if r := w.pages[document.ID].reading; r != nil {
			d.Statements = append(d.Statements, r.Statements...)
			d.Figures = append(d.Figures, r.Figures...)
		}
	}
	for g := range w.commitments.Touched() {
		follow(w, g, w.writeCommitment(d, g))
	}
	for g := range w.contacts.Touched() {
		follow(w, g, w.writeContact(d, g))
	}
	for key := range w.touched.stands {
		w.writeStand(d, w.stands[key])
	}
	for key := range w.touched.counts {
		w.writeCount(d, w.counts[key])
	}
	for id := range w.touched.loose {
		d.Discrepancies = append(d.Discrepancies, discrepancy.OfAccounts("", w.loose[id])...)
	}
	for key := range w.touched.quotes {
		d.Discrepancies = append(d.Discrepancies, w.ofQuotes(w.quotes[key])...)
	}
	for date := range w.touched.dated {
		w.writeDeadlines(d, date)
	}
	w.touched = newTouched()
	sortLines(d)
	return d
}

// Gone gives the ids of commitments and contacts that Changed has given and that are no more: their mentions are now of other lines.
// It is to be asked after Changed, and once.
func (w *Weaver) Gone() []string {
	gone := slices.Sorted(maps.Keys(w.gone))
	clear(w.gone)
	return gone
}

// follow notes which line the mentions of a group are of.
func follow[T any](w *Weaver, g identity.Group[T], id string) {
	delete(w.gone, id)
	for _, m := range g {
		if m.Line == id {
			continue
		}
		if before := m.Line; before != "" {
			if w.mentions[before]--; w.mentions[before] == 0 {
				delete(w.mentions, before)
				w.gone[before] = true
			}
		}
		m.Line = id
		w.mentions[id]++
	}
}

// await has a line be touched when a day that it speaks of comes, and when it has passed.
func (w *Weaver) await(line string, events []dossier.Event, touch func()) {
	today, _ := dossier.DaysOf(w.today())
	for _, e := range events {
		for _, at := range []int{day(e.Date), day(e.Date) + 1} {
			if at <= today.First || e.Kind == dossier.EventContact { // a contact is held when a document says so
				continue
			}
			if w.ahead[at] == nil {
				w.ahead[at] = map[string]func(){}
			}
			w.ahead[at][line] = touch
		}
	}
}

// pass touches the lines that speak of the days that have come since it was last called.
func (w *Weaver) pass(today int) {
	if today == w.seen {
		return
	}
	w.seen = today
	for at, lines := range w.ahead {
		if at > today {
			continue
		}
		for _, touch := range lines {
			touch()
		}
		delete(w.ahead, at)
	}
}

// refresh gathers all pages anew where one was replaced, touches what the day has brought, and follows the documents whose source is another than it was.
func (w *Weaver) refresh() {
	if w.stale {
		given := w.mentions
		w.stale, w.gathered = false, newGathered()
		for id := range given {
			w.gone[id] = true // until it is given again
		}
		for _, id := range slices.Sorted(maps.Keys(w.pages)) {
			w.gather(w.pages[id])
		}
	}
	if today, ok := dossier.DaysOf(w.today()); ok {
		w.pass(today.First)
	}
	for _, id := range w.lineage.Moved() {
		delete(w.behind, id)
		w.commitments.Touch(id)
		w.contacts.Touch(id)
		for key, s := range w.stands {
			if s.RestsOn(id) {
				s.From(id, w.source(id))
				w.touched.stands[key] = true
			}
		}
	}
}

func (w *Weaver) today() string { return cmp.Or(w.asOf, w.newest) }

func (w *Weaver) writeCommitment(d *dossier.Dossier, g identity.Group[*meaning.Commitment]) (id string) {
	g = slices.Clone(g)
	slices.SortFunc(g, func(a, b *identity.Mention[*meaning.Commitment]) int { // in the order in which it was told, which slips follow
		return cmp.Or(cmp.Compare(a.Told, b.Told), cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID))
	})
	mentions, told := make([]commitment.Mention, len(g)), make([]*meaning.Commitment, len(g))
	for i, m := range g {
		mentions[i] = commitment.Mention{Commitment: m.Item, Published: m.Published}
		told[i] = m.Item
	}
	c := commitment.Of(mentions, w.today())
	c.Sources = w.sources(c.Evidence)
	d.Commitments = append(d.Commitments, c)
	events := timeline.OfCommitment(c, told, func(i int) int { return g[i].Told }, w.today())
	var deadlines []timeline.Deadline
	for _, m := range told {
		deadlines = append(deadlines, w.deadlines[m.ID]...)
	}
	events = append(events, timeline.OfDeadlines(c.ID, deadlines, w.today())...)
	page := g[0].Doc
	w.await(c.ID, events, func() { w.commitments.Touch(page) })
	d.Timeline = append(d.Timeline, events...)
	d.Discrepancies = append(d.Discrepancies, discrepancy.OfCommitment(c, versions(told))...)
	return c.ID
}

// versions are the mentions that differ in what may part two accounts, the first of each: a truce that a hundred documents tell of
// in one way is told of in one way.
func versions(mentions []*meaning.Commitment) []meaning.Commitment {
	type version struct {
		party, against, duration, start, end, date string
		status                                     meaning.Status
		former                                     bool
	}
	var all []meaning.Commitment
	seen := map[version]bool{}
	for _, m := range mentions {
		if m.By == nil {
			continue
		}
		v := version{m.By.Party, m.Against, m.Duration, m.Start, m.End, m.Date, m.Status, m.Former}
		if !seen[v] {
			seen[v] = true
			all = append(all, *m)
		}
	}
	return all
}

func (w *Weaver) writeContact(d *dossier.Dossier, g identity.Group[*meaning.Contact]) (id string) {
	mentions := make([]contact.Mention, len(g))
	var told []*meaning.Account
	for i, m := range g {
		mentions[i] = contact.Mention{Contact: m.Item, Published: m.Published}
		told = append(told, w.accounts[m.ID]...)
	}
	c := contact.Of(mentions)
	accounts := contact.Accounts(c.ID, told)
	for _, a := range accounts {
		c.Accounts = append(c.Accounts, a.ID)
	}
	c.Sources = w.sources(c.Evidence)
	d.Contacts = append(d.Contacts, c)
	d.Accounts = append(d.Accounts, accounts...)
	d.Timeline = append(d.Timeline, timeline.OfContact(c)...)
	slices.SortFunc(told, func(a, b *meaning.Account) int { return cmp.Or(cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.ID, b.ID)) })
	plain := make([]meaning.Account, len(told))
	for i, a := range told {
		plain[i] = *a
	}
	d.Discrepancies = append(d.Discrepancies, discrepancy.OfAccounts(c.ID, plain)...)
	return c.ID
}

func (w *Weaver) writeStand(d *dossier.Dossier, s *stand.Stand) {
	line, turns := s.Line()
	d.Stands = append(d.Stands, line)
	for _, t := range turns {
		d.Timeline = append(d.Timeline, timeline.OfTurn(line, t.Change, t.Before, t.After)...)
	}
	events := timeline.OfDeadlines(line.ID, w.deadlines[line.ID], w.today())
	w.await(line.ID, events, func() { w.touched.stands[[2]string{line.Party, line.Issue}] = true })
	d.Timeline = append(d.Timeline, events...)
}

func (w *Weaver) writeDeadlines(d *dossier.Dossier, date string) {
	events := timeline.OfDeadlines("", w.dated[date], w.today())
	w.await(date, events, func() { w.touched.dated[date] = true })
	d.Timeline = append(d.Timeline, events...)
}

func (w *Weaver) writeCount(d *dossier.Dossier, c *count.Count) {
	line, ok := c.Line()
	if !ok {
		return
	}
	d.Counts = append(d.Counts, line)
	d.Discrepancies = append(d.Discrepancies, discrepancy.OfCount(line)...)
}

func (w *Weaver) ofQuotes(quotes map[string]*meaning.Statement) []dossier.Discrepancy {
	var all []meaning.Statement
	for _, id := range slices.Sorted(maps.Keys(quotes)) {
		all = append(all, *quotes[id])
	}
	return discrepancy.OfQuotes(all)
}

// sources tells on how many documents a line rests, of which the evidence is in order, and how many sources stand behind them.
func (w *Weaver) sources(evidence []doc.Evidence) dossier.Sources {
	documents, behind := 0, map[string]bool{}
	for i, e := range evidence {
		if i == 0 || e.Doc != evidence[i-1].Doc {
			documents++
			behind[w.source(e.Doc)] = true
		}
	}
	return dossier.Sources{Documents: documents, Independent: len(behind)}
}

// source names what stands behind a document.
func (w *Weaver) source(id string) string {
	source, ok := w.behind[id]
	if !ok {
		source = w.lineage.Source(id)
		w.behind[id] = source
	}
	return source
}

package web

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/brief"
	"github.com/parleyhq/parley/internal/cite"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/wording"
)

// A briefPage is the brief, made to be printed: what is new, how the parties stand, what is agreed, where accounts part and
// what comes next, each line with its words.
type briefPage struct {
	*brief.Brief
	Day  string // ISO 8601: what documents of this day or later bring is new
	Note string
}

func (b *briefPage) frame() (section, title, json string) {
	return "brief", "Brief", "/brief.json?" + url.Values{"since": {b.Day}}.Encode()
}

// What the brief is made of, at most: it says more of the newest of a large record, and no more of one than it can show.
const (
	briefStands      = 160
	briefHistory     = 12 // positions of one stand
	briefCommitments = 200
	briefContacts    = 60
	briefPartings    = 100
	briefEvents      = 40
	briefEvidence    = 40 // places of one line that tell whether it is new
	briefTexts       = 4  // documents of one line whose words may be shown
	briefDescents    = 1000
)

func (s *site) brief(r *http.Request) (*answer, error) {
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	b, day, err := s.makeBrief(v, r.URL.Query().Get("since"))
	if err != nil {
		return nil, err
	}
	return &answer{page: &briefPage{Brief: b, Day: day, Note: brief.Note}}, nil
}

func (s *site) briefJSON(r *http.Request) (*answer, error) {
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	b, _, err := s.makeBrief(v, r.URL.Query().Get("since"))
	if err != nil {
		return nil, err
	}
	return jsonAnswer(b)
}

// makeBrief makes the brief since a day; where none is given, since a week before the newest document.
func (s *site) makeBrief(v *view, since string) (b *brief.Brief, day string, err error) {
	if since == "" {
		since = daysBefore(v.today, newDays)
	} else if !isDay(since) {
		return nil, "", badRequest("“" + shorten(since, 40) + "” is no day, as 2025-03-18, 2025-03 or 2025 are.")
	}
	d, err := v.newest()
	if err != nil {
		return nil, "", err
	}
	if err := v.texts(d); err != nil {
		return nil, "", err
	}
	o := brief.Options{Name: s.name, Since: since, AsOf: v.today, Words: s.words}
	b = brief.Of(d, o)
	number(b)
	b.Newest, b.Facts = true, v.briefFacts(d)
	for i := range b.Sources { // their texts are no part of the brief
		slim := *b.Sources[i].Doc
		slim.Text, slim.Furniture, slim.Parts = "", nil, nil
		b.Sources[i].Doc = &slim
	}
	return b, since, nil
}

// newest gathers the part of the dossier that a brief can be made of, without its documents.
func (v *view) newest() (*dossier.Dossier, error) {
	d := &dossier.Dossier{}
	var err error
	if d.Stands, err = v.stands(); err != nil {
		return nil, err
	}
	if d.Commitments, err = latest[dossier.Commitment](v, store.Query{Types: []string{filing.Commitment}, Newest: true, Form: store.OnPage}, briefCommitments); err != nil {
		return nil, err
	}
	if d.Contacts, err = latest[dossier.Contact](v, store.Query{Types: []string{filing.Contact}, Newest: true, Form: store.OnPage}, briefContacts); err != nil {
		return nil, err
	}
	if d.Discrepancies, err = latest[dossier.Discrepancy](v, store.Query{Types: []string{filing.Discrepancy}, Form: store.OnPage}, briefPartings); err != nil {
		return nil, err
	}
	if d.Lineage, err = latest[dossier.Descent](v, store.Query{Types: []string{filing.Lineage}}, briefDescents); err != nil {
		return nil, err
	}
	if v.today != "" {
		if d.Timeline, err = latest[dossier.Event](v, store.Query{Types: []string{filing.Event}, From: v.today, Form: store.OnPage}, briefEvents); err != nil {
			return nil, err
		}
	}
	trim(d)
	return d, nil
}

// latest reads items of one type, in the order of the dossier.
func latest[T any](v *view, q store.Query, most int) ([]T, error) {
	items, _, err := v.all(q, most)
	if err != nil {
		return nil, err
	}
	if q.Newest {
		slices.Reverse(items)
	}
	return each[T](items)
}

// A briefStand is a stand as its line has it, with the ids of its positions.
type briefStand struct {
	dossier.Stand
	Positions []string `json:"positions"`
}

// stands gives the stands with the positions that a brief shows of each: the last, and both ends of every change.
func (v *view) stands() ([]dossier.Stand, error) {
	items, _, err := v.all(store.Query{Types: []string{filing.Stand}, Form: store.OnPage}, briefStands)
	if err != nil {
		return nil, err
	}
	lines, err := each[briefStand](items)
	if err != nil {
		return nil, err
	}
	var ids []string
	for i := range lines {
		wanted := lines[i].Positions[max(0, len(lines[i].Positions)-briefHistory):]
		for _, c := range lines[i].Changes {
			wanted = append(slices.Clone(wanted), c.From, c.To)
		}
		ids = append(ids, wanted...)
	}
	slices.Sort(ids)
	found, err := v.store.Lookup(v.ctx, slices.Compact(ids), store.InList)
	if err != nil {
		return nil, err
	}
	out := make([]dossier.Stand, len(lines))
	for i := range lines {
		out[i] = lines[i].Stand
		var held []store.Item
		for _, id := range lines[i].Positions {
			if item, ok := found[id]; ok {
				held = append(held, item)
			}
		}
		if out[i].Positions, err = each[meaning.Position](held); err != nil {
			return nil, err
		}
		there := func(id string) bool {
			return slices.ContainsFunc(out[i].Positions, func(p meaning.Position) bool { return p.ID == id })
		}
		out[i].Changes = slices.DeleteFunc(slices.Clone(out[i].Changes), func(c dossier.Change) bool { return !there(c.From) || !there(c.To) })
	}
	return out, nil
}

// trim leaves each line as many places as a brief could name.
func trim(d *dossier.Dossier) {
	few := func(all *[]doc.Evidence) { *all = (*all)[:min(len(*all), briefEvidence)] }
	for i := range d.Stands {
		for j := range d.Stands[i].Positions {
			few(&d.Stands[i].Positions[j].Evidence)
		}
	}
	for i := range d.Commitments {
		few(&d.Commitments[i].Evidence)
		for j := range d.Commitments[i].History {
			few(&d.Commitments[i].History[j].Evidence)
		}
	}
	for i := range d.Contacts {
		few(&d.Contacts[i].Evidence)
	}
	for i := range d.Timeline {
		few(&d.Timeline[i].Evidence)
	}
	for i := range d.Discrepancies {
		for j := range d.Discrepancies[i].Between {
			few(&d.Discrepancies[i].Between[j].Evidence)
		}
	}
}

// texts looks up the documents that the lines rest on: those of the first places of a line with their texts, the others to know
// of which day they are.
func (v *view) texts(d *dossier.Dossier) error {
	full, dated := map[string]bool{}, map[string]bool{}
	add := func(evidence []doc.Evidence) {
		seen := map[string]bool{}
		for _, e := range evidence {
			seen[e.Doc], dated[e.Doc] = true, true
			if len(seen) <= briefTexts {
				full[e.Doc] = true
			}
		}
	}
	for _, s := range d.Stands {
		for _, p := range s.Positions {
			add(p.Evidence)
		}
	}
	for _, c := range d.Commitments {
		add(c.Evidence)
		for _, h := range c.History {
			add(h.Evidence)
		}
	}
	for _, c := range d.Contacts {
		add(c.Evidence)
	}
	for _, e := range d.Timeline {
		add(e.Evidence)
	}
	for _, x := range d.Discrepancies {
		for _, side := range x.Between {
			add(side.Evidence)
			if side.Doc != "" {
				dated[side.Doc] = true
			}
		}
	}
	if err := v.need(slices.Sorted(maps.Keys(dated))...); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(dated)) {
		one := *v.document(id).Document
		one.Text = ""
		if full[id] {
			whole, err := v.store.Document(v.ctx, id)
			if errors.Is(err, store.ErrNotFound) {
				continue // it is gone since
			}
			if err != nil {
				return err
			}
			one = *whole
		}
		d.Documents = append(d.Documents, &one)
	}
	slices.SortFunc(d.Documents, dossier.InOrder)
	return nil
}

// number leaves the sources that the page cites, and counts them anew.
func number(b *brief.Brief) {
	now := make([]int, len(b.Sources)+1)
	eachLine(b, func(l *brief.Line) {
		for _, c := range l.Citations {
			now[c.Number] = 1
		}
		for _, f := range l.Facts {
			if n := numbered(f); n > 0 && n < len(now) {
				now[n] = 1
			}
		}
	})
	n := 0
	b.Sources = slices.DeleteFunc(b.Sources, func(x brief.Source) bool { return now[x.Number] == 0 })
	for i := range b.Sources {
		n++
		now[b.Sources[i].Number], b.Sources[i].Number = n, n
	}
	eachLine(b, func(l *brief.Line) {
		for i := range l.Citations {
			l.Citations[i].Number = now[l.Citations[i].Number]
		}
		for i, f := range l.Facts {
			if n := numbered(f); n > 0 && n < len(now) {
				l.Facts[i] = fmt.Sprintf("%s[%d]", f[:strings.LastIndex(f, "[")], now[n])
			}
		}
	})
}

// numbered is the source that a fact names at its end, in brackets: a side's document that has nothing of it; 0 for none.
func numbered(fact string) int {
	rest, ok := strings.CutSuffix(fact, "]")
	n, err := strconv.Atoi(rest[strings.LastIndex(rest, "[")+1:])
	if !ok || err != nil {
		return 0
	}
	return n
}

// eachLine goes through all lines of a brief, those beneath others too.
func eachLine(b *brief.Brief, do func(*brief.Line)) {
	var all func(lines []brief.Line)
	all = func(lines []brief.Line) {
		for i := range lines {
			do(&lines[i])
			all(lines[i].Lines)
		}
	}
	for _, s := range b.Sections {
		for _, g := range s.Groups {
			all(g.Lines)
		}
	}
}

// briefFacts say how much the record rests on: all of it, and not the cited documents alone.
func (v *view) briefFacts(d *dossier.Dossier) []string {
	all := v.whole.Items[filing.Document]
	facts := []string{wording.Count(all, "document", "documents")}
	if len(d.Lineage) < briefDescents {
		dependent := map[string]bool{}
		for _, x := range d.Lineage {
			dependent[x.Doc] = true
		}
		facts = append(facts, fmt.Sprintf("%d independent", all-len(dependent)))
	}
	if v.whole.From != "" {
		span := wording.Day(v.whole.From)
		if v.whole.To != v.whole.From {
			span += " to " + wording.Day(v.whole.To)
		}
		facts = append(facts, span)
	}
	return facts
}

// What the template asks of the brief.

// Place is the address of cited words in the reader.
func (b *briefPage) Place(c brief.Citation) string {
	return placeHref(newDocument(&doc.Document{ID: c.Doc}), c.Span.Start, c.Span.End)
}

// All is the page that a section is taken from.
func (b *briefPage) All(section string) string {
	switch section {
	case "new":
		return "/timeline?" + url.Values{"from": {b.Day}}.Encode()
	case "positions", "commitments", "contacts", "discrepancies":
		return "/" + section
	default:
		return "/timeline"
	}
}

// Reader is the page of a source.
func (b *briefPage) Reader(c cite.Citation) string { return "/documents/" + url.PathEscape(c.Doc) }

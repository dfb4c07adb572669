package web

import (
	"cmp"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/wording"
)

// eventKinds are the sorts of lines of the timeline, each a lane of its picture.
var eventKinds = []choice{
	{string(dossier.EventContact), "Contacts"},
	{string(dossier.EventStatus), "State of commitments"},
	{string(dossier.EventStart), "Starts"},
	{string(dossier.EventEnd), "Ends"},
	{string(dossier.EventDeadline), "Deadlines and targets"},
	{string(dossier.EventPosition), "Changes of position"},
	{string(dossier.EventHappening), "Other dated events"},
}

// timelineFields are what the timeline may be narrowed by.
var timelineFields = []field{{Key: "kind", Tag: "kind", Label: "What", values: eventKinds}, {Key: "planned", Tag: "planned", Label: "Still to come when told", values: []choice{{"yes", "yes"}}, alone: true}}

// mostEvents is how many events the picture shows one by one; more are counted by month.
const mostEvents = 250

// timeline is the page of everything with a date: a picture, and the same as a list.
type timeline struct {
	Filter   *filter
	Narrowed []narrowing
	Facets   []facet
	Total    int
	Picture  *chart
	Days     []eventDay
	Pager    pager
}

func (t *timeline) frame() (section, title, json string) {
	return "timeline", "Timeline", "/timeline.json" + t.Filter.query("", "")
}

// An eventDay is what is told for one date.
type eventDay struct {
	Date, Words string
	Ahead       bool // after the newest document
	Events      []*eventLine
}

// An eventLine is a line of the timeline.
type eventLine struct {
	*line
	Kind string
	Lane int
}

func (s *site) timeline(r *http.Request) (*answer, error) {
	f, err := readFilter("/timeline", timelineFields, r.URL.Query())
	if err != nil {
		return nil, err
	}
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	t := &timeline{Filter: f, Narrowed: v.narrowed(f)}
	v.count(f, filing.Event)
	q := f.ask(filing.Event)
	q.Limit, q.Form = mostEvents, store.InList
	items, next, err := s.store.Items(r.Context(), q)
	if err != nil {
		return nil, found(err)
	}
	t.Pager = f.pager(next)
	events, err := each[dossier.Event](items)
	if err != nil {
		return nil, err
	}
	q.After = ""
	if t.Total, err = s.store.Count(r.Context(), q); err != nil {
		return nil, err
	}
	if t.Total > mostEvents {
		months, err := v.eventMonths(q)
		if err != nil {
			return nil, err
		}
		t.Picture = v.months(months, f)
	} else {
		t.Picture = v.picture(events, f)
	}
	if err := t.steps(v, f); err != nil {
		return nil, err
	}
	if err := needOf(v, events, 1, func(e dossier.Event) []doc.Evidence { return e.Evidence }); err != nil {
		return nil, err
	}
	for i := range events {
		if err := t.add(v, &events[i]); err != nil {
			return nil, err
		}
	}
	facet, err := v.facet(f, "kind", len(eventKinds), filing.Event)
	if err != nil {
		return nil, err
	}
	t.Facets = append(t.Facets, facet)
	return &answer{page: t}, nil
}

// add puts an event in the list, under its day.
func (t *timeline) add(v *view, e *dossier.Event) error {
	date := wording.Date(e.Date)
	if n := len(t.Days); n == 0 || t.Days[n-1].Date != date {
		t.Days = append(t.Days, eventDay{Date: date, Words: wording.Day(e.Date), Ahead: v.today != "" && date > v.today})
	}
	words := v.words.Event(*e)
	l, err := v.line(e.ID, wording.Line{Lead: upper(words.Lead), Facts: words.Facts}, e.Evidence[:min(1, len(e.Evidence))])
	if err != nil {
		return err
	}
	l.Href = itemHref(e)
	last := &t.Days[len(t.Days)-1]
	last.Events = append(last.Events, &eventLine{l, inWords(eventKinds, string(e.Kind)), lane(e.Kind)})
	return nil
}

// itemHref is the page of the item that an event is of.
func itemHref(e *dossier.Event) string {
	switch e.Kind {
	case dossier.EventContact:
		return accountsHref(e.Item)
	case dossier.EventStart, dossier.EventEnd, dossier.EventStatus, dossier.EventDeadline:
		return commitmentHref(e.Item)
	case dossier.EventPosition:
		return standHref(e.Item)
	}
	return ""
}

func lane(k dossier.EventKind) int {
	return max(0, slices.IndexFunc(eventKinds, func(c choice) bool { return c.Value == string(k) }))
}

// A chart is the timeline drawn: lanes from top to bottom, time from left to right.
type chart struct {
	Width, Height int
	Lanes         []laneLabel
	Ticks         []tick
	Marks         []eventMark
	Today         float64 // where the newest document stands; below 0 where that is outside
	Words         string  // what it shows, in words
	first, last   int     // the days that it shows
	Steps         []leap  // to other days
}

// A leap leads from the days that a picture shows to others.
type leap struct{ Words, Href string }

type laneLabel struct {
	Y    int
	Name string
}

type tick struct {
	X     float64
	Words string
	Href  string // of the list from there on, for a picture of months
}

// An eventMark is an event, or all of one lane and day, or a month.
type eventMark struct {
	X, Y, W, H float64
	R          float64 // of a dot; 0 for a bar
	Href       string
	Words      string
	Planned    bool
	Vague      bool // its day is not known: a bar over the month or year that it lies in
	Count      int
}

// Class is what a mark looks like.
func (m eventMark) Class() string {
	class := "mark"
	if m.Planned {
		class += " planned"
	}
	if m.Vague {
		class += " vague"
	}
	return class
}

// The measures of a picture, in units of its own view box.
const (
	pictureWidth = 1000
	laneHeight   = 30
	laneLeft     = 170
	axisHeight   = 34
)

// window gives the days that a picture shows: those asked for, or else those between which nearly all events lie. One event of
// years ago takes no width from the others; the list has it, and a step leads to it.
func window(events []dossier.Event, f *filter) (first, last int, ok bool) {
	var sure, all []int
	for i := range events {
		from, to, ok := days(&events[i])
		if !ok {
			continue
		}
		all = append(all, from, to)
		if !vague(&events[i]) {
			sure = append(sure, from, to)
		}
	}
	if len(all) == 0 {
		return 0, 0, false
	}
	if len(sure) == 0 {
		sure = all
	}
	slices.Sort(sure)
	first, last = sure[0], sure[len(sure)-1]
	const hundredths = 2 // of the events at either end may be left out, where that halves the picture
	cut := (len(sure)*hundredths + 99) / 100
	if n := len(sure); n > 2*cut+4 && 2*(sure[n-1-cut]-sure[cut]) < last-first {
		first, last = sure[cut], sure[n-1-cut]
	}
	if from, _, ok := reach(f.From); ok {
		first = from
	}
	if _, to, ok := reach(f.To); ok {
		last = to
	}
	return first, max(first, last), true
}

// vague reports whether an event's day is not known.
func vague(e *dossier.Event) bool {
	return len(wording.Date(e.Date)) < len(time.DateOnly)
}

// picture draws events one by one: a dot for a day, a bar for several, a hatched one for a month or a year in which the day is
// not known.
func (v *view) picture(events []dossier.Event, f *filter) *chart {
	first, last, ok := window(events, f)
	if !ok {
		return nil
	}
	within := func(e *dossier.Event) (from, to int, ok bool) {
		from, to, ok = days(e)
		return max(from, first), min(to, last), ok && from <= last && to >= first
	}
	var lanes []int
	shown := 0
	for i := range events {
		if _, _, ok := within(&events[i]); !ok {
			continue
		}
		shown++
		if l := lane(events[i].Kind); !slices.Contains(lanes, l) {
			lanes = append(lanes, l)
		}
	}
	if len(lanes) == 0 {
		return nil
	}
	slices.Sort(lanes)
	p := &chart{Width: pictureWidth, Height: len(lanes)*laneHeight + axisHeight, Today: -1, first: first, last: last}
	x := func(day int) float64 {
		return tenth(laneLeft + 14 + float64(day-first)*(pictureWidth-laneLeft-34)/float64(max(1, last-first)))
	}
	for i, l := range lanes {
		p.Lanes = append(p.Lanes, laneLabel{i*laneHeight + laneHeight/2, eventKinds[l].Words})
	}
	p.Ticks = ticks(first-1, last+1, x)
	if today, ok := day(v.today); ok && today >= first && today <= last {
		p.Today = x(today)
	}
	type place struct{ lane, from, to int }
	at := map[place]int{}
	for i := range events {
		e := &events[i]
		from, to, ok := within(e)
		if !ok {
			continue
		}
		key := place{lane(e.Kind), from, to}
		words := wording.Day(e.Date) + ": " + upper(v.words.Event(*e).Lead)
		if j, ok := at[key]; ok {
			m := &p.Marks[j]
			m.Count++
			m.R = min(11, m.R+1)
			m.Words = m.Words + "\n" + words
			m.Planned = m.Planned && e.Planned
			continue
		}
		at[key] = len(p.Marks)
		y := float64(slices.Index(lanes, key.lane)*laneHeight + laneHeight/2)
		m := eventMark{X: x(from), Y: y, Href: "#d-" + wording.Date(e.Date), Words: words, Planned: e.Planned, Count: 1}
		if vague(e) {
			m.Vague, m.W, m.H = true, max(6, tenth(x(to)-x(from))), 6
			m.Y += 5
		} else if to > from {
			m.W, m.H = max(3, tenth(x(to)-x(from))), 8
			m.Y -= 4
		} else {
			m.R = 5
		}
		p.Marks = append(p.Marks, m)
	}
	p.Words = fmt.Sprintf("%s, from %s to %s, in %s.", plural(shown, "event", "events"), dayOf(first), dayOf(last), plural(len(lanes), "lane", "lanes"))
	return p
}

// tenth is a measure of a picture, to a tenth.
func tenth(x float64) float64 { return math.Round(10*x) / 10 }

// steps are the ways to fewer days, to more, and to those before and after.
func (t *timeline) steps(v *view, f *filter) error {
	p := t.Picture
	if p == nil || p.last < p.first {
		return nil
	}
	span := p.last - p.first + 1
	at := func(words string, first, last int) {
		to := *f
		to.From, to.To, to.After = isoDay(first), isoDay(last), ""
		p.Steps = append(p.Steps, leap{words, to.Href("", "")})
	}
	beside := func(from, to string) (int, error) {
		q := f.ask(filing.Event)
		q.From, q.To, q.After = from, to, ""
		return v.store.Count(v.ctx, q)
	}
	before, err := beside("", isoDay(p.first-1))
	if err != nil {
		return err
	}
	after, err := beside(isoDay(p.last+1), "")
	if err != nil {
		return err
	}
	move := max(1, span/2)
	if before > 0 {
		at("Earlier", p.first-move, p.last-move)
	}
	if span > 6 {
		at("Closer", p.first+span/4, p.last-span/4)
	}
	if before+after > 0 {
		at("Wider", p.first-move, p.last+move)
	}
	if after > 0 {
		at("Later", p.first+move, p.last+move)
	}
	for _, side := range []struct {
		n        int
		words    string
		from, to string
	}{{before, "before " + dayOf(p.first), "", isoDay(p.first - 1)}, {after, "after " + dayOf(p.last), isoDay(p.last + 1), ""}} {
		if side.n > 0 {
			to := *f
			to.From, to.To, to.After = side.from, side.to, ""
			p.Steps = append(p.Steps, leap{plural(side.n, "event", "events") + " " + side.words, to.Href("", "")})
		}
	}
	if f.From != "" || f.To != "" {
		to := *f
		to.From, to.To, to.After = "", "", ""
		p.Steps = append(p.Steps, leap{"All days", to.Href("", "")})
	}
	return nil
}

func isoDay(n int) string { return time.Unix(int64(n)*24*60*60, 0).UTC().Format(time.DateOnly) }

// days gives the days that an event lasts from and to, by number; a date that is known to the month lasts all of it.
func days(e *dossier.Event) (from, to int, ok bool) {
	from, to, ok = reach(e.Date)
	if _, end, ends := reach(e.End); ok && ends && end > from {
		to = end
	}
	return from, to, ok
}

// reach gives the first and the last day of a date at the precision known.
func reach(iso string) (from, to int, ok bool) {
	date, _, _ := strings.Cut(iso, "T")
	for _, form := range []struct {
		layout        string
		months, years int
	}{{time.DateOnly, 0, 0}, {"2006-01", 1, 0}, {"2006", 0, 1}} {
		t, err := time.Parse(form.layout, date)
		if err != nil {
			continue
		}
		end := t
		if form.months+form.years > 0 {
			end = t.AddDate(form.years, form.months, -1)
		}
		const day = 24 * 60 * 60
		return int(t.Unix() / day), int(end.Unix() / day), true
	}
	return 0, 0, false
}

func dayOf(n int) string {
	return time.Unix(int64(n)*24*60*60, 0).UTC().Format("2 January 2006")
}

// ticks sets marks on the axis where weeks, months or years begin, as many as can be read.
func ticks(first, last int, x func(int) float64) []tick {
	var out []tick
	from := time.Unix(int64(first)*24*60*60, 0).UTC()
	span := last - first
	step, layout := func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }, "2 Jan"
	at := from.AddDate(0, 0, 1)
	switch {
	case span > 366*6:
		layout, step = "2006", func(t time.Time) time.Time { return t.AddDate(max(1, span/366/8), 0, 0) }
		at = time.Date(from.Year()+1, 1, 1, 0, 0, 0, 0, time.UTC)
	case span > 100:
		layout, step = "Jan 2006", func(t time.Time) time.Time { return t.AddDate(0, max(1, span/30/7), 0) }
		at = time.Date(from.Year(), from.Month()+1, 1, 0, 0, 0, 0, time.UTC)
	case span > 9:
		every := max(1, span/8)
		step = func(t time.Time) time.Time { return t.AddDate(0, 0, every) }
	}
	for ; int(at.Unix()/(24*60*60)) < last; at = step(at) {
		out = append(out, tick{X: x(int(at.Unix() / (24 * 60 * 60))), Words: at.Format(layout)})
	}
	return out
}

// eventMonths counts the events of each month that a query asks for.
func (v *view) eventMonths(q store.Query) ([]store.Value, error) {
	const month = len("2031-05")
	from, to := q.From, q.To
	q.Bound = 0
	if q.Words == "" && len(from) <= month && len(to) <= month { // then the months tell which are asked for
		q.From, q.To = "", ""
	}
	const most = 1200
	values, err := v.store.Values(v.ctx, q, "month", most)
	return slices.DeleteFunc(values, func(x store.Value) bool {
		return from != "" && x.Value < from[:min(len(from), month)] || to != "" && x.Value > to+"~"
	}), err
}

// months draws how many events each month has.
func (v *view) months(values []store.Value, f *filter) *chart {
	values = slices.DeleteFunc(slices.Clone(values), func(x store.Value) bool { return len(x.Value) != len("2025-03") })
	if len(values) == 0 {
		return nil
	}
	slices.SortFunc(values, func(a, b store.Value) int { return cmp.Compare(a.Value, b.Value) })
	most := slices.MaxFunc(values, func(a, b store.Value) int { return cmp.Compare(a.Count, b.Count) }).Count
	first, _, _ := reach(values[0].Value)
	_, last, _ := reach(values[len(values)-1].Value)
	x := func(day int) float64 {
		return 20 + float64(day-first)*(pictureWidth-30)/float64(max(1, last-first))
	}
	const height = 120
	p := &chart{Width: pictureWidth, Height: height + axisHeight, Today: -1, Ticks: ticks(first, last, x), first: first, last: last}
	for _, value := range values {
		from, to, ok := reach(value.Value)
		if !ok {
			continue
		}
		zoom := *f
		zoom.From, zoom.To = value.Value, value.Value
		h := max(1, float64(value.Count)*height/float64(most))
		p.Marks = append(p.Marks, eventMark{X: x(from), Y: height - h, W: max(2, x(to)-x(from)-1), H: h, Href: zoom.Href("", ""), Count: value.Count, Words: wording.Day(value.Value) + ": " + plural(value.Count, "event", "events")})
	}
	p.Words = fmt.Sprintf("%s by month, from %s to %s; a month leads to its events.", "Events", wording.Day(values[0].Value), wording.Day(values[len(values)-1].Value))
	return p
}

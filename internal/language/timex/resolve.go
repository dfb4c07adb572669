package timex

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/parleyhq/parley/internal/language"
)

// A resolver knows the day of publication and the day last spoken of.
type resolver struct {
	published moment
	anchor    moment // what was last spoken of
	lastDay   moment // the day last spoken of
}

// newResolver reads a date of publication: 2025-03-18, 2025-03-18T14:05:00Z, 2025-03, 2025. What it cannot read is not known.
func newResolver(published string) resolver {
	var r resolver
	for _, layout := range []struct {
		layout string
		grain  grain
	}{{"2006-01-02", aDay}, {"2006-01", aMonth}, {"2006", aYear}} {
		if len(published) < len(layout.layout) {
			continue
		}
		if t, err := time.Parse(layout.layout, published[:len(layout.layout)]); err == nil && t.Year() > 0 {
			r.published = moment{grain: layout.grain, at: t}
			break
		}
	}
	r.anchor, r.lastDay = r.published, r.published
	return r
}

// value gives the value of the k-th expression of the sentence and remembers what was spoken of.
func (f *finder) value(k int) string {
	p := &f.phrases[k]
	m, text := f.moment(p)
	if m.known() && p.stretch != noGrain {
		m = of(p.stretch, m.at)
	}
	switch {
	case p.how == byClock:
		m = f.dayOfClock(k)
		text = "XXXX-XX-XX"
	case m.known() && p.kind != language.Duration && p.kind != language.Set:
		f.anchor = m
		if m.grain == aDay && f.tag(p.end) != language.POS { // of Monday's call the text says more than of Monday
			f.lastDay = m
		}
	}
	if m.known() {
		text = m.value()
	}
	switch {
	case p.clock != "" && len(text) == 10:
		return text + p.clock
	case p.clock != "":
		return "XXXX-XX-XX" + p.clock
	case p.part != "":
		return text + "T" + p.part
	}
	return text
}

// dayOfClock gives the day of an hour that stands alone: the next day of the sentence, or else the last spoken of.
func (f *finder) dayOfClock(k int) moment {
	if len(f.phrases) == 1 && f.phrases[k].start == 0 && f.phrases[k].end+1 >= len(f.words) { // a heading of a running report
		return f.dayOnly(f.published)
	}
	for n := k - 1; n >= 0; n-- {
		if f.phrases[n].weekday > 0 || f.phrases[n].dom > 0 || f.phrases[n].grain == aDay {
			return f.dayOnly(f.lastDay)
		}
	}
	for n := k + 1; n < len(f.phrases); n++ {
		if q := f.phrases[n]; f.says(q.start-1, "until", "till", "through") || f.says(q.start-2, "until", "till", "through") {
			break // from 6 p.m. until Sunday
		} else if q.weekday > 0 || q.dom > 0 {
			m, _ := f.moment(&q)
			return f.dayOnly(m)
		}
	}
	return f.dayOnly(f.lastDay)
}

func (f *finder) dayOnly(m moment) moment {
	if m.grain != aDay {
		return moment{}
	}
	return m
}

// moment gives when an expression is; text is what stands for it where that is not known.
func (f *finder) moment(p *phrase) (m moment, text string) {
	switch p.how {
	case byText:
		return f.spoken(p), p.text
	case byCalendar:
		return f.calendar(p)
	case byWeekday:
		return f.byWeekday(p), "XXXX-WXX-" + fmt.Sprint(p.weekday)
	case byMonth:
		return f.byMonth(p), "XXXX-" + two(p.month)
	case byGrain:
		return f.byGrain(p)
	case byDay:
		return f.byName(p)
	case byWeekend:
		return f.byWeekend(p), "XXXX-WXX-WE"
	case byShift:
		return f.byShift(p, f.spokenOn(p))
	case byAnchor:
		return f.byShift(p, f.anchor)
	case byStory:
		if f.tense(p.start, p.end) == past && f.anchor.grain <= p.grain {
			return f.byShift(p, f.anchor)
		}
		return f.byShift(p, f.published)
	}
	return moment{}, ""
}

// spoken gives the moment of a date that was written in full.
func (f *finder) spoken(p *phrase) moment {
	if t, err := time.Parse("2006-01-02", p.text); err == nil {
		return of(aDay, t)
	}
	return moment{}
}

// calendar gives a day or month of a year: the year told, or else the one that fits best.
func (f *finder) calendar(p *phrase) (moment, string) {
	if p.month == 0 { // the 18th
		return f.dayOfMonth(p), "XXXX-XX-" + two(p.dom)
	}
	if p.dom == 0 {
		return of(aMonth, date(p.year, time.Month(p.month), 1)), ""
	}
	text := "XXXX-" + two(p.month) + "-" + two(p.dom)
	if p.year > 0 {
		t := date(p.year, time.Month(p.month), p.dom)
		if t.Day() != p.dom { // February 30
			return moment{}, fmt.Sprintf("%04d-%s-%s", p.year, two(p.month), two(p.dom))
		}
		return of(aDay, t), ""
	}
	switch f.published.grain {
	case aDay, aMonth:
	case aYear:
		return f.thisYear(p), text
	default:
		return moment{}, text
	}
	return f.nearest(p, func(year int) (time.Time, bool) {
		t := date(year, time.Month(p.month), p.dom)
		return t, t.Day() == p.dom
	}), text
}

// thisYear gives a day of the year of publication, all that is known of it: newspapers leave out the current year alone (The
// Associated Press Stylebook, under "years"). A day of the week that falls on another day there tells that it is not that year.
func (f *finder) thisYear(p *phrase) moment {
	t := date(f.published.at.Year(), time.Month(p.month), p.dom)
	if t.Day() != p.dom || p.weekday > 0 && weekdayOf(t) != p.weekday {
		return moment{}
	}
	return of(aDay, t)
}

// dayOfMonth gives a day of the month last spoken of.
func (f *finder) dayOfMonth(p *phrase) moment {
	if !f.anchor.known() || f.anchor.grain > aMonth {
		return moment{}
	}
	y, m, _ := f.anchor.at.Date()
	if t := date(y, m, p.dom); t.Day() == p.dom {
		return of(aDay, t)
	}
	return moment{}
}

// against is how many times farther off a date is taken to be if the tense speaks against it.
const against = 8

// nearest gives the day of that description that is nearest to publication, the tense weighed in.
func (f *finder) nearest(p *phrase, in func(year int) (time.Time, bool)) moment {
	now := f.published.at.AddDate(-f.yearsAfter(p), 0, 0)
	t := f.tense(p.start, p.end)
	if p.firm || t == then {
		t = noTense
	}
	best, cost := moment{}, math.Inf(1)
	for year := now.Year() - 6; year <= now.Year()+6; year++ {
		day, ok := in(year)
		if !ok || year < 1 {
			continue
		}
		c := day.Sub(now).Hours() / 24
		if p.firm && (p.shift < 0 && c >= 0 || p.shift > 0 && c <= 0 || p.shift == 0 && year != now.Year()) {
			continue
		}
		if t == past && c > 0 || t >= future && c < 0 {
			c *= against
		}
		c = math.Abs(c)
		if p.weekday > 0 && weekdayOf(day) != p.weekday {
			c += 400 // another year, if it is the next or the last one
		}
		if c < cost {
			best, cost = of(aDay, day), c
		}
	}
	return best
}

// yearsAfter gives how many years ago it was by the words of the sentence: a year after he won the March 17 election.
func (f *finder) yearsAfter(p *phrase) int {
	for k := range f.phrases {
		q := &f.phrases[k]
		if q.end > p.start || q.kind != language.Duration || !f.says(q.end, "after", "since") {
			continue
		}
		var n int
		if _, err := fmt.Sscanf(q.text, "P%dY", &n); err == nil && n < 1000 {
			return n
		}
	}
	return 0
}

// byWeekday gives the last such day, or the next: today counts as both, unless the words say last or next.
func (f *finder) byWeekday(p *phrase) moment {
	if f.published.grain != aDay {
		return moment{}
	}
	next := (p.weekday - weekdayOf(f.published.at) + 7) % 7
	back := next - 7
	if next == 0 {
		back = 0
	}
	t := f.tense(p.start, p.end)
	switch {
	case t == then:
		if next < -back {
			return f.published.shift(next, aDay)
		}
		return f.published.shift(back, aDay)
	case p.firm && p.shift < 0:
		if back == 0 {
			back = -7
		}
		return f.published.shift(back, aDay)
	case p.firm && p.shift > 0:
		if next == 0 {
			next = 7
		}
		return f.published.shift(next, aDay)
	case t == ahead && f.recent():
		return f.lastDay.shift((p.weekday-weekdayOf(f.lastDay.at)+7)%7, aDay)
	case t >= future, p.firm && t == noTense: // this Tuesday
		return f.published.shift(next, aDay)
	}
	return f.published.shift(back, aDay)
}

// recent reports whether the day last spoken of is one of the last week: from it "would" looks ahead.
func (f *finder) recent() bool {
	days := f.published.at.Sub(f.lastDay.at).Hours() / 24
	return f.lastDay.grain == aDay && 0 <= days && days < 7
}

// byMonth gives the month of that name that is nearest to publication, the tense weighed in.
func (f *finder) byMonth(p *phrase) moment {
	g := f.published.grain
	if g != aDay && g != aMonth {
		return moment{}
	}
	m := f.nearestOf(p, p.month-int(f.published.at.Month()), 12)
	return f.published.shift(m, aMonth)
}

// nearestOf gives the steps to the nearest of what comes again every so many steps, the first of which is ahead.
func (f *finder) nearestOf(p *phrase, ahead, every int) int {
	ahead = (ahead%every + every) % every
	back := ahead - every
	if ahead == 0 {
		back = 0
	}
	if p.firm {
		switch {
		case p.shift < 0 && back == 0:
			return -every
		case p.shift < 0:
			return back
		case p.shift > 0 && ahead == 0:
			return every
		case p.shift > 0:
			return ahead
		}
	}
	t := f.tense(p.start, p.end)
	costBack, costAhead := -back, ahead
	if t == past {
		costAhead *= against
	} else if t >= future && t != then {
		costBack *= against
	}
	if costBack <= costAhead {
		return back
	}
	return ahead
}

// byGrain gives a year, decade, quarter, half or season.
func (f *finder) byGrain(p *phrase) (moment, string) {
	month := max(p.month, 1)
	text := ""
	switch p.grain {
	case aQuarter:
		text = fmt.Sprintf("XXXX-Q%d", (month-1)/3+1)
	case aHalf:
		text = fmt.Sprintf("XXXX-H%d", (month-1)/6+1)
	case aSeason:
		text = "XXXX-" + p.season
	}
	year := p.year
	if year == 0 {
		year = f.yearOf(p, month)
	}
	if year < 1 {
		return moment{}, text
	}
	if p.grain == aSeason {
		return moment{grain: aSeason, at: date(year, seasonMonth[p.season], 1), code: p.season}, text
	}
	return of(p.grain, date(year, time.Month(month), 1)), text
}

// seasonMonth is the month that a season begins in; the winter is of the year that it begins in.
var seasonMonth = map[string]time.Month{"SP": 3, "SU": 6, "FA": 9, "WI": 12}

// yearOf gives the year of a quarter, half or season that comes without one, 0 where it is not known.
func (f *finder) yearOf(p *phrase, month int) int {
	now := f.published
	switch {
	case !now.known():
		return 0
	case p.firm && p.grain != aSeason:
		return now.at.Year() + p.shift
	case now.grain > aMonth:
		return 0
	case p.grain == aSeason:
		return f.yearOfSeason(p)
	case of(aQuarter, now.at).at.Equal(date(now.at.Year(), time.Month(month), 1)):
		return now.at.Year()
	}
	return now.shift(f.nearestOf(p, month-int(now.at.Month()), 12), aMonth).at.Year()
}

// yearOfSeason gives the year of a season: this summer, last winter, the spring.
func (f *finder) yearOfSeason(p *phrase) int {
	now := f.published.at.AddDate(0, -2, 0) // March, where the first season begins, as January
	if p.firm && p.shift == 0 {
		return now.Year()
	}
	season := int(seasonMonth[p.season])/3 - 1
	at := int(now.Month()-1) / 3
	steps := f.nearestOf(p, season-at, 4)
	return now.Year() + (at+steps+4)/4 - 1
}

// byName gives a day that has a name.
func (f *finder) byName(p *phrase) (moment, string) {
	if p.day.rule == "once" {
		m := of(aDay, date(p.day.year, p.day.month, p.day.dom))
		return m, ""
	}
	var m moment
	switch {
	case p.year > 0:
		if t, ok := p.day.in(p.year); ok {
			m = of(aDay, t)
		}
	case f.published.grain == aDay:
		m = f.nearest(p, p.day.in)
	}
	if m.known() && p.grain != noGrain {
		m = of(p.grain, m.at)
	}
	if p.day.rule == "fixed" {
		return m, "XXXX-" + two(int(p.day.month)) + "-" + two(p.day.dom)
	}
	return m, "XXXX-XX-XX"
}

// byWeekend gives the last weekend, or the next.
func (f *finder) byWeekend(p *phrase) moment {
	if f.published.grain != aDay {
		return moment{}
	}
	n := 0
	if weekdayOf(f.published.at) < 6 && f.tense(p.start, p.end) < future {
		n = -1
	}
	return f.published.shift(n, aWeekend)
}

// spokenOn gives the day from which an expression is reckoned: of "today" inside quotation marks the day on which
// the sentence says that it was said; of all others that of publication.
func (f *finder) spokenOn(p *phrase) moment {
	if p.grain != aDay || p.weekday > 0 || !f.quoted(p.start) {
		return f.published
	}
	for k := range f.phrases {
		q := &f.phrases[k]
		if (q.how == byWeekday || q.how == byCalendar && q.dom > 0) && q.clock == "" && !f.quoted(q.start) && f.tag(q.end) != language.POS {
			if m, _ := f.moment(q); m.grain == aDay && !m.at.After(f.published.at) {
				return m
			}
		}
	}
	return f.published
}

// quoted reports whether a word stands between quotation marks that its sentence opens.
func (f *finder) quoted(i int) bool {
	open := false
	for k := range i {
		switch f.form(k) {
		case "“", "``":
			open = true
		case "”", "''":
			open = false
		case "\"":
			open = !open
		}
	}
	return open
}

// unknown is how a stretch of the calendar is written of which nothing is known.
var unknown = map[grain]string{
	aDay: "XXXX-XX-XX", aWeek: "XXXX-WXX", aWeekend: "XXXX-WXX-WE", aMonth: "XXXX-XX", aSeason: "XXXX",
	aQuarter: "XXXX-QX", aHalf: "XXXX-HX", aYear: "XXXX", aDecade: "XXXX", aCentury: "XX",
}

// byShift gives what is so many steps from a moment.
func (f *finder) byShift(p *phrase, from moment) (moment, string) {
	text := unknown[p.grain]
	switch {
	case p.month > 0: // April next year
		y := from.shift(p.shift, aYear)
		if !y.known() {
			return moment{}, "XXXX-" + two(p.month)
		}
		return of(aMonth, date(y.at.Year(), time.Month(p.month), 1)), ""
	case p.weekday > 0: // Tuesday last week
		w := from.shift(p.shift, aWeek)
		if !w.known() {
			return moment{}, "XXXX-WXX-" + fmt.Sprint(p.weekday)
		}
		return of(aDay, w.at.AddDate(0, 0, p.weekday-1)), ""
	}
	if p.how == byAnchor && p.grain == aYear && p.shift != 0 && (from.grain == aQuarter || from.grain == aMonth || from.grain == aHalf) {
		m := from.shift(p.shift, aYear)
		if m.known() {
			from.at = from.at.AddDate(p.shift, 0, 0)
			return from, ""
		}
	}
	if p.how == byAnchor && p.grain == aDay && p.shift == 0 && from.grain > aDay {
		from = f.lastDay
	}
	if p.how == byAnchor && from.grain > p.grain && p.shift == 0 {
		return moment{}, strings.TrimSuffix(text, "-WE")
	}
	if p.grain == aWeek && p.how == byShift && from.grain == aDay && weekdayOf(from.at) == 7 {
		// On a Sunday the press looks back on last week, which ISO 8601 ends that day, and ahead to this week.
		if p.shift < 0 || p.shift == 0 && f.tense(p.start, p.end) >= future {
			return from.shift(p.shift+1, aWeek), text
		}
	}
	return from.shift(p.shift, p.grain), text
}

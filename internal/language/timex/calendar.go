package timex

import (
	"fmt"
	"time"
)

// A grain is how long a stretch of the calendar is, from the shortest on.
type grain uint8

const (
	noGrain grain = iota
	aDay
	aWeekend
	aWeek
	aMonth
	aSeason
	aQuarter
	aHalf
	aYear
	aDecade
	aCentury
)

// A moment is a stretch of the calendar: the one of its grain that begins on the day at.
type moment struct {
	grain grain
	at    time.Time // in UTC, at midnight
	code  string    // of a season
}

func (m moment) known() bool { return m.grain != noGrain }

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// of gives the stretch of a grain that holds a day.
func of(g grain, t time.Time) moment {
	y, m, d := t.Date()
	switch g {
	case aWeek:
		t = t.AddDate(0, 0, -weekdayOf(t)+1)
	case aWeekend:
		t = t.AddDate(0, 0, -weekdayOf(t)+6)
	case aMonth:
		t = date(y, m, 1)
	case aQuarter:
		t = date(y, (m-1)/3*3+1, 1)
	case aHalf:
		t = date(y, (m-1)/6*6+1, 1)
	case aYear:
		t = date(y, 1, 1)
	case aDecade:
		t = date(y/10*10, 1, 1)
	case aCentury:
		t = date(y/100*100, 1, 1)
	default:
		t = date(y, m, d)
	}
	return moment{grain: g, at: t}
}

// weekdayOf counts from Monday, 1, to Sunday, 7, as ISO 8601 does.
func weekdayOf(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// shift gives the stretch of a grain that is n of them after the one that holds the moment, and nothing if the moment
// is too long to tell: "two days later" than 1998 is not known.
func (m moment) shift(n int, g grain) moment {
	if !m.known() || g < m.grain && !(g == aWeek && m.grain == aWeekend) && !(g == aSeason) {
		return moment{}
	}
	if n < -10000 || n > 10000 {
		return moment{}
	}
	base := of(g, m.at)
	switch g {
	case aDay:
		base.at = base.at.AddDate(0, 0, n)
	case aWeek, aWeekend:
		base.at = base.at.AddDate(0, 0, 7*n)
	case aMonth:
		base.at = base.at.AddDate(0, n, 0)
	case aQuarter:
		base.at = base.at.AddDate(0, 3*n, 0)
	case aHalf:
		base.at = base.at.AddDate(0, 6*n, 0)
	case aYear:
		base.at = base.at.AddDate(n, 0, 0)
	case aDecade:
		base.at = base.at.AddDate(10*n, 0, 0)
	case aCentury:
		base.at = base.at.AddDate(100*n, 0, 0)
	}
	if y := base.at.Year(); y < 1 || y > 9999 {
		return moment{}
	}
	return base
}

// value writes a moment as TIMEX3 does.
func (m moment) value() string {
	y := m.at.Year()
	switch m.grain {
	case aDay:
		return m.at.Format("2006-01-02")
	case aWeek, aWeekend:
		year, week := m.at.ISOWeek()
		if m.grain == aWeekend {
			return fmt.Sprintf("%04d-W%02d-WE", year, week)
		}
		return fmt.Sprintf("%04d-W%02d", year, week)
	case aMonth:
		return m.at.Format("2006-01")
	case aSeason:
		return fmt.Sprintf("%04d-%s", y, m.code)
	case aQuarter:
		return fmt.Sprintf("%04d-Q%d", y, (m.at.Month()-1)/3+1)
	case aHalf:
		return fmt.Sprintf("%04d-H%d", y, (m.at.Month()-1)/6+1)
	case aYear:
		return fmt.Sprintf("%04d", y)
	case aDecade:
		return fmt.Sprintf("%03dX", y/10)
	case aCentury:
		return fmt.Sprintf("%02d", y/100)
	}
	return ""
}

// in gives the day that has a name in a year; ok is false in a year that has none.
func (d *day) in(year int) (t time.Time, ok bool) {
	switch d.rule {
	case "once":
		return date(d.year, d.month, d.dom), year == d.year
	case "fixed":
		return date(year, d.month, d.dom), true
	case "easter":
		return easter(year).AddDate(0, 0, d.shift), true
	case "orthodox":
		return orthodoxEaster(year).AddDate(0, 0, d.shift), true
	}
	if d.nth > 0 {
		t = date(year, d.month, 1)
		t = t.AddDate(0, 0, (int(d.weekday)-int(t.Weekday())+7)%7+7*(d.nth-1))
	} else {
		t = date(year, d.month+1, 0)
		t = t.AddDate(0, 0, -((int(t.Weekday()) - int(d.weekday) + 7) % 7))
	}
	return t.AddDate(0, 0, d.shift), true
}

// easter is Easter Sunday of the Western churches (the anonymous Gregorian algorithm; Meeus, Astronomical Algorithms, 1991, ch. 8).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	n := (h + l - 7*m + 90) / 25
	p := (h + l - 7*m + 33*n + 19) % 32
	return date(year, time.Month(n), p)
}

// orthodoxEaster is Easter Sunday of the Orthodox churches, on the Gregorian calendar (the Julian algorithm of Meeus, ibid.).
func orthodoxEaster(year int) time.Time {
	a, b, c := year%4, year%7, year%19
	d := (19*c + 15) % 30
	e := (2*a + 4*b - d + 34) % 7
	month, day := (d+e+114)/31, (d+e+114)%31+1
	late := year/100 - year/400 - 2 // the days that the Julian calendar is behind
	return date(year, time.Month(month), day+late)
}

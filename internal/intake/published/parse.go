// Package published finds the day a document came out, and says how that is known.
//
// What was given comes first, then what the page's metadata says, then a date line or a dateline of
// the text. What is left may be worked out from the year of a copyright line and from weekdays that
// stand beside dates, as far as they carry: to the month, or to the year alone. A wrong date is worse
// than none.
package published

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A day as it is written: a month and a day, perhaps with a weekday and a year.
type day struct {
	year, month, day int // year 0: not said
	weekday          time.Weekday
	named            bool // the weekday is said
	start, end       int  // where it stands
}

const (
	weekdays = `(?P<wd>Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?`
	monthly  = `(?P<mon>Jan(?:uary|\.)?|Feb(?:ruary|r\.|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)`
	daily    = `(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?`
	yearly   = `(?P<year>(?:19|20)\d\d)`
)

var (
	monthFirst = regexp.MustCompile(`(?i)\b(?:` + weekdays + `\s*(?:,|\()?\s+\(?(?:the\s+)?)?\b` + monthly + `\s+` + daily + `\b(?:,?\s+` + yearly + `\b)?`)
	dayFirst   = regexp.MustCompile(`(?i)\b(?:` + weekdays + `\s*(?:,|\()?\s+\(?(?:the\s+)?)?\b` + daily + `(?:\s+of)?[\s-]+` + monthly + `(?:\b|\.)(?:,?[\s-]+` + yearly + `\b)?`)
	numeric    = regexp.MustCompile(`\b` + yearly + `-(?P<mon>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])\b`)
	slashed    = regexp.MustCompile(`\b(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)\b`)
)

// days are the dates in a text, in order.
func days(text string) []day {
	var out []day
	for _, re := range []*regexp.Regexp{monthFirst, dayFirst, numeric} {
		for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
			get := func(name string) string {
				if i := re.SubexpIndex(name); i >= 0 && m[2*i] >= 0 {
					return text[m[2*i]:m[2*i+1]]
				}
				return ""
			}
			d := day{start: m[0], end: m[1], month: month(get("mon"))}
			d.day, _ = strconv.Atoi(get("day"))
			d.year, _ = strconv.Atoi(get("year"))
			if wd := get("wd"); wd != "" {
				d.weekday, d.named = weekday(wd), true
			}
			if d.real() {
				out = append(out, d)
			}
		}
	}
	return apart(out)
}

// apart sorts dates and leaves out what overlaps an earlier one ("18 March 20" in "March 18, 2025" and the like).
func apart(ds []day) []day {
	for i := 1; i < len(ds); i++ {
		for j := i; j > 0 && (ds[j].start < ds[j-1].start || ds[j].start == ds[j-1].start && ds[j].end > ds[j-1].end); j-- {
			ds[j], ds[j-1] = ds[j-1], ds[j]
		}
	}
	var out []day
	for _, d := range ds {
		if n := len(out); n == 0 || d.start >= out[n-1].end {
			out = append(out, d)
		} else if d.year > 0 && out[n-1].year == 0 {
			out[n-1] = d
		}
	}
	return out
}

// real reports whether there is such a day: no February 30, and the weekday, if both it and the year
// are said, is right.
func (d day) real() bool {
	if d.month == 0 || d.day == 0 {
		return false
	}
	y := d.year
	if y == 0 {
		y = 2000 // a leap year
	}
	t := time.Date(y, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	return t.Day() == d.day && (d.year == 0 || !d.named || t.Weekday() == d.weekday)
}

func (d day) iso() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day) }

// in is the day in a year. It is false if the weekday does not fall on it then.
func (d day) in(year int) (time.Time, bool) {
	t := time.Date(year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == d.day && (!d.named || t.Weekday() == d.weekday)
}

func month(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	if len(s) < 3 {
		return 0
	}
	return 1 + strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(s[:3]))/3
}

func weekday(s string) time.Weekday {
	return time.Weekday(strings.Index("sunmontuewedthufrisat", strings.ToLower(s[:3])) / 3)
}

// layouts are the forms of a point in time with its zone.
var layouts = []string{
	time.RFC3339, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04:05 UTC", "2006-01-02 15:04:05 GMT",
	time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 GMT", "Mon, 2 Jan 2006 15:04:05 UTC", "2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 GMT",
}

var (
	isoDay   = regexp.MustCompile(`^((?:1[5-9]|20)\d\d)-(\d\d)-(\d\d)(?:$|[T ]\d\d:\d\d)`)
	isoShort = regexp.MustCompile(`^((?:1[5-9]|20)\d\d)(?:-(0[1-9]|1[0-2]))?$`)
	compact  = regexp.MustCompile(`^((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?:\d{4,6}|T.*)?$`)
)

// Parse reads a date as people and machines write it and gives ISO 8601 at the precision that is
// known: 2025, 2025-03, 2025-03-18, or with a time if its zone is said, 2025-03-18T14:05:00Z. Numbers
// alone that could be month and day either way (03/04/2025) are not read.
func Parse(s string) (string, error) {
	s = strings.TrimSpace(s)
	if m := isoShort.FindStringSubmatch(s); m != nil {
		return s, nil
	}
	for _, l := range layouts {
		if t, err := time.Parse(l, s); err == nil {
			if t.Unix() <= 0 && t.Year() >= 1969 || t.Year() < 1500 {
				break // the zero of a clock, not a date
			}
			return t.Round(time.Second).Format(time.RFC3339), nil
		}
	}
	if m := compact.FindStringSubmatch(s); m != nil {
		s = m[1] + "-" + m[2] + "-" + m[3]
	}
	if m := isoDay.FindStringSubmatch(s); m != nil {
		if t, err := time.Parse(time.DateOnly, s[:10]); err == nil && s[:10] != "1970-01-01" {
			return t.Format(time.DateOnly), nil
		}
	}
	if ds := days(s); len(ds) == 1 && ds[0].year > 0 && ds[0].iso() != "1970-01-01" {
		return ds[0].iso(), nil
	}
	if d, ok := slash(s); ok {
		return d.iso(), nil
	}
	if m := monthYear.FindStringSubmatch(s); m != nil {
		return m[2] + fmt.Sprintf("-%02d", month(m[1])), nil
	}
	return "", fmt.Errorf("%q is no date that can be read: write it as 2025-03-18, 2025-03 or 2025", s)
}

var monthYear = regexp.MustCompile(`(?i)^(` + `January|February|March|April|May|June|July|August|September|October|November|December` + `),?\s+((?:19|20)\d\d)$`)

// slash reads 18/03/2025, 18.03.2025 and 03/18/2025, where one number can only be the day. With dots the day comes first.
func slash(s string) (day, bool) {
	m := slashed.FindStringSubmatch(s)
	if m == nil || len(slashed.FindAllString(s, 2)) > 1 {
		return day{}, false
	}
	a, _ := strconv.Atoi(m[1])
	b, _ := strconv.Atoi(m[2])
	y, _ := strconv.Atoi(m[3])
	d := day{year: y, month: b, day: a}
	if a <= 12 && b > 12 && strings.Contains(m[0], "/") {
		d.month, d.day = a, b
	} else if a <= 12 && b <= 12 && a != b && strings.Contains(m[0], "/") {
		return day{}, false
	}
	return d, d.month <= 12 && d.real()
}

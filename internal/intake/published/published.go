package published

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/parleyhq/parley/internal/doc"
)

// Signs are what may tell the day a document came out.
type Signs struct {
	Given     doc.Published // by whoever handed it over, its date as it was written
	Metadata  []string      // dates that the page says it was published at, the most trusted first
	Lines     []string      // lines of the text that are a date: "Published: March 18, 2025"
	Dateline  string        // of agency copy: "VALMORA CITY, March 18 (Example)"
	Name      string        // of the file that it came in: "post-2025-03-18.txt"
	Copyright string        // the year of a copyright line
	Wire      bool          // and that is an agency's line, so the year is that of the text
	Text      string        // the text without its furniture
}

// Find gives the day a document came out, as precisely as the signs tell. It is empty if they do not.
// Only a date that was given and cannot be read is an error.
func Find(s Signs) (doc.Published, error) {
	if s.Given.Date != "" {
		date, err := Parse(s.Given.Date)
		if err == nil {
			return doc.Published{Date: date, Basis: s.Given.Basis}, nil
		}
		if s.Given.Basis == doc.Given {
			return doc.Published{}, err
		}
	}
	for _, m := range s.Metadata {
		if date, err := Parse(m); err == nil {
			return doc.Published{Date: date, Basis: doc.Metadata}, nil
		}
	}
	if date := inText(s); date != "" {
		return doc.Published{Date: date, Basis: doc.InText}, nil
	}
	for _, infer := range []func(Signs) string{ofName, inferred} {
		if date := infer(s); date != "" {
			return doc.Published{Date: date, Basis: doc.Inferred}, nil
		}
	}
	return doc.Published{}, nil
}

var updated = regexp.MustCompile(`(?i)\b(?:updated|modified|edited|revised)\b`)

// inText is the date of a date line, one that says "published" before one that says "updated", or of
// a dateline with its year.
func inText(s Signs) string {
	for _, late := range []bool{false, true} {
		for _, l := range s.Lines {
			if updated.MatchString(l) == late || !late && publishedFirst.MatchString(l) {
				if d, ok := oneDay(l); ok {
					return d.iso()
				}
			}
		}
	}
	if ds := days(s.Dateline); len(ds) == 1 && ds[0].year > 0 {
		return ds[0].iso()
	}
	return ""
}

var dayInName = regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)([-_.]?)(\d\d)([-_.]?)(\d\d)(?:\D|$)`)

// ofName is the day in the name of a file, where it has one and no other: people name what they save by its day.
func ofName(s Signs) string {
	m := dayInName.FindStringSubmatchIndex(s.Name)
	if m == nil || dayInName.MatchString(s.Name[m[11]:]) {
		return ""
	}
	part := func(i int) string { return s.Name[m[2*i]:m[2*i+1]] }
	if part(2) != part(4) {
		return ""
	}
	date, err := time.Parse("20060102", part(1)+part(3)+part(5))
	if err != nil {
		return ""
	}
	return date.Format(time.DateOnly)
}

var publishedFirst = regexp.MustCompile(`(?i)^\W*(?:first |originally )?(?:published|posted|issued|released)\b`)

// oneDay is the first date of a line, if it has its year.
func oneDay(l string) (day, bool) {
	if ds := days(l); len(ds) > 0 {
		return ds[0], ds[0].year > 0
	}
	return slash(l)
}

// near is how far from the day it came out a text may stand that names a day with its weekday: papers
// do so for the week that is past and the week to come.
const near = 7 * 24 * time.Hour

// inferred works the date out. The year comes from a copyright line or from a day that the text names
// with weekday and year, as papers do with days that are near. The month is known as well if a dateline
// or a weekday beside a date lies so that a week before and after it are in one month; the day if a
// dateline or a date line names it.
//
// No more is made of weekdays that stand alone. Of 1,007 dated articles (PolNeAR's training and development parts,
// AQUAINT) 78 name one day of the year that falls on a weekday which they also name alone: the two mean the same week
// in 54 % of them, and in 83 % where they stand close together; the article came out on that very day in half of those.
func inferred(s Signs) string {
	ds := days(s.Text)
	named := years(s.Text)
	year := copyrightYear(s, ds, named)
	if year == 0 {
		year = weekdayYear(ds, named)
	}
	if year == 0 {
		return ""
	}
	for _, l := range append([]string{s.Dateline}, s.Lines...) {
		if d := days(l); len(d) == 1 && d[0].year == 0 {
			if _, ok := d[0].in(year); ok {
				d[0].year = year
				return d[0].iso()
			}
		}
	}
	if m := monthOf(ds, year); m != "" {
		return m
	}
	return strconv.Itoa(year)
}

// copyrightYear is the year of the copyright line. That of an agency's line is the text's own. That of
// another may be the year in which the page was saved: it must be borne out by the text, whose latest
// year is then the same or the one before, or by a weekday beside a date.
func copyrightYear(s Signs, ds []day, named []int) int {
	year, err := strconv.Atoi(s.Copyright)
	if err != nil || year < 1900 || year > 2099 {
		return 0
	}
	for _, y := range named {
		if y > year+1 {
			return 0 // it speaks of a later year as past
		}
	}
	if s.Wire {
		return year
	}
	if n := len(named); n > 0 && (named[n-1] == year || named[n-1] == year-1) {
		return year
	}
	fits := 0
	for _, d := range ds {
		if d.named && d.year == 0 {
			if _, ok := d.in(year); !ok {
				return 0
			}
			fits++
		}
	}
	if fits > 0 {
		return year
	}
	return 0
}

// weekdayYear is the year of the days that the text names with weekday and year, if that is the latest
// year that it names. A weekday beside a date without a year fits every fifth or sixth year, so alone it
// tells none.
func weekdayYear(ds []day, named []int) int {
	for _, d := range ds {
		if d.named && d.year != 0 && len(named) > 0 && d.year == named[len(named)-1] {
			return d.year
		}
	}
	return 0
}

// monthOf is the month in which the text came out, if every day of that year which it names with its
// weekday lies so that the week before it and the week after it are in that month.
func monthOf(ds []day, year int) string {
	month := ""
	for _, d := range ds {
		if !d.named || d.year != 0 && d.year != year {
			continue
		}
		t, ok := d.in(year)
		if !ok {
			return ""
		}
		m := t.Format("2006-01")
		if t.Add(-near).Format("2006-01") != m || t.Add(near).Format("2006-01") != m || month != "" && m != month {
			return ""
		}
		month = m
	}
	return month
}

var (
	anyYear = regexp.MustCompile(`(?i)(\b(?:by|until|till|before|through|beyond|from|after|since|in|for|to|of|the|and)\s+)?(?:\b\w+\s+)?\b((?:19|20)\d\d)\b`)
	future  = regexp.MustCompile(`(?i)^(?:by|until|till|before|through|beyond|to)\s`)
)

// years are the years that a text names as past or present, in order. One that follows "by", "until"
// or the like may lie ahead and is left out.
func years(text string) []int {
	var out []int
	for _, m := range anyYear.FindAllStringSubmatch(text, -1) {
		if future.MatchString(m[1]) {
			continue
		}
		if y, _ := strconv.Atoi(m[2]); y >= 1900 && y < 2100 {
			out = append(out, y)
		}
	}
	for i := 1; i < len(out); i++ {
		for j := i; j > 0 && out[j] < out[j-1]; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// Clip is as much of a text as Find needs to see: the first part of a very long one.
func Clip(text string) string {
	const most = 64 << 10
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "")
}

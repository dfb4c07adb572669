package wording

import (
	"regexp"
	"strings"
	"time"
)

// Day gives an ISO 8601 date in English at the precision known, without the time of day: 18 March 2025, March 2025, the
// week of 17 March 2025. What is no date is given as it is.
func Day(iso string) string {
	date := Date(iso)
	for _, form := range []struct{ layout, words string }{
		{time.DateOnly, "2 January 2006"},
		{"2006-01", "January 2006"},
		{"2006", "2006"},
	} {
		if len(date) != len(form.layout) {
			continue
		}
		if t, err := time.Parse(form.layout, date); err == nil {
			return t.Format(form.words)
		}
	}
	if year, week, ok := strings.Cut(date, "-W"); ok {
		return "week " + strings.TrimLeft(week, "0") + " of " + year
	}
	return iso
}

// Date is an ISO 8601 time without the time of day.
func Date(iso string) string {
	date, _, _ := strings.Cut(iso, "T")
	return date
}

// units are those of ISO 8601 durations, the day's and longer ones first.
var units = map[string]string{"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}

var duration = regexp.MustCompile(`^P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?$`)

var amount = regexp.MustCompile(`T|(\d+)([A-Z])`)

// Length gives an ISO 8601 duration in English: 30 days, 2 hours. What is none is given as it is.
func Length(iso string) string {
	if !duration.MatchString(iso) {
		return iso
	}
	var parts []string
	time := ""
	for _, m := range amount.FindAllStringSubmatch(iso, -1) {
		if m[0] == "T" {
			time = "T"
			continue
		}
		unit := units[time+m[2]]
		if m[1] != "1" {
			unit += "s"
		}
		parts = append(parts, m[1]+" "+unit)
	}
	return strings.Join(parts, " ")
}

package dossier

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A Span of days is what an ISO 8601 date covers at the precision that it is told with. Days are counted from 1 January 1970.
type Days struct{ First, Last int }

// Exact reports whether it is one day.
func (d Days) Exact() bool { return d.First == d.Last }

// Meets reports whether the two have a day in common.
func (d Days) Meets(e Days) bool { return d.First <= e.Last && e.First <= d.Last }

// DaysOf gives the days that a date stands for: a day, a week (2025-W12), a month, a quarter or a year, with or without a time
// of day. It is false for what is not known, as XXXX-03-18.
func DaysOf(iso string) (Days, bool) {
	date, _, _ := strings.Cut(iso, "T")
	if t, err := time.Parse("2006-01-02", date); err == nil {
		return Days{dayOf(t), dayOf(t)}, true
	}
	if t, err := time.Parse("2006-01", date); err == nil {
		return Days{dayOf(t), dayOf(t.AddDate(0, 1, -1))}, true
	}
	if t, err := time.Parse("2006", date); err == nil {
		return Days{dayOf(t), dayOf(t.AddDate(1, 0, -1))}, true
	}
	year, part, cut := strings.Cut(date, "-")
	y, err := strconv.Atoi(year)
	if !cut || err != nil || len(year) != 4 || len(part) < 2 {
		return Days{}, false
	}
	n, err := strconv.Atoi(part[1:])
	switch {
	case err != nil:
	case part[0] == 'W' && n >= 1 && n <= 53:
		fourth := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC) // stands in the first week
		monday := dayOf(fourth) - (int(fourth.Weekday())+6)%7 + 7*(n-1)
		return Days{monday, monday + 6}, true
	case part[0] == 'Q' && n >= 1 && n <= 4:
		t := time.Date(y, time.Month(3*n-2), 1, 0, 0, 0, 0, time.UTC)
		return Days{dayOf(t), dayOf(t.AddDate(0, 3, -1))}, true
	}
	return Days{}, false
}

// Date writes a day as ISO 8601.
func Date(day int) string { return time.Unix(int64(day)*86400, 0).UTC().Format("2006-01-02") }

var length = regexp.MustCompile(`^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$`)

// After gives the day that lies a duration (ISO 8601) after a day; what is left of a day counts as a day. It is false where the
// duration is not known in numbers.
func After(day int, duration string) (int, bool) {
	m := length.FindStringSubmatch(duration)
	if m == nil || len(duration) < 3 || strings.HasSuffix(duration, "T") {
		return 0, false
	}
	n := make([]int, len(m))
	for i := 1; i < len(m); i++ {
		n[i], _ = strconv.Atoi(m[i]) // nothing there is none
		if n[i] > 100_000 {
			return 0, false
		}
	}
	t := time.Unix(int64(day)*86400, 0).UTC().AddDate(n[1], n[2], 7*n[3]+n[4])
	return dayOf(t) + (n[5]*60+n[6]+24*60-1)/(24*60), true
}

func dayOf(t time.Time) int { return int(t.Unix() / 86400) }

package dossier

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Days are what an ISO 8601 date covers at the precision that it is told with. Days are counted from 1 January 1970.
type Days struct{ First, Last int }

// Exact reports whether it is one day.
func (d Days) Exact() bool { return d.First == d.Last }

// Meets reports whether the two have a day in common.
func (d Days) Meets(e Days) bool { return d.First <= e.Last && e.First <= d.Last }

// DaysOf gives the days that a date stands for: a day, a week (2025-W12), a month, a quarter (2025-Q1) or a year, with or without
// a time of day. It is false for what is not known, as XXXX-03-18.
func DaysOf(iso string) (Days, bool) {
	date, _, _ := strings.Cut(iso, "T")
	year, ok := number(date, 0, 4)
	switch {
	case !ok || len(date) > 4 && date[4] != '-':
	case len(date) == 4:
		return Days{dayOf(year, 1, 1), dayOf(year+1, 1, 1) - 1}, true
	case len(date) == 10 && date[7] == '-':
		month, okMonth := number(date, 5, 7)
		day, okDay := number(date, 8, 10)
		if okMonth && okDay && month >= 1 && month <= 12 && day >= 1 && day <= dayOf(year, month+1, 1)-dayOf(year, month, 1) {
			at := dayOf(year, month, day)
			return Days{at, at}, true
		}
	case len(date) == 7 && date[5] != 'Q':
		if n, ok := number(date, 6, 7); ok && date[5] == 'W' {
			return week(year, n)
		}
		if month, ok := number(date, 5, 7); ok && month >= 1 && month <= 12 {
			return Days{dayOf(year, month, 1), dayOf(year, month+1, 1) - 1}, true
		}
	case len(date) == 7 && date[5] == 'Q':
		if n, ok := number(date, 6, 7); ok && n >= 1 && n <= 4 {
			return Days{dayOf(year, 3*n-2, 1), dayOf(year, 3*n+1, 1) - 1}, true
		}
	case len(date) == 8 && date[5] == 'W':
		if n, ok := number(date, 6, 8); ok {
			return week(year, n)
		}
	}
	return Days{}, false
}

// week gives the days of a week of a year as ISO 8601 counts them: the first is that of 4 January.
func week(year, n int) (Days, bool) {
	if n < 1 || n > 53 {
		return Days{}, false
	}
	fourth := dayOf(year, 1, 4)
	monday := fourth - (fourth+3)%7 + 7*(n-1) // 1 January 1970 was a Thursday
	return Days{monday, monday + 6}, true
}

// number reads digits.
func number(s string, from, to int) (n int, ok bool) {
	if len(s) < to {
		return 0, false
	}
	for _, c := range []byte(s[from:to]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, true
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
	return int(t.Unix()/86400) + (n[5]*60+n[6]+24*60-1)/(24*60), true
}

// dayOf counts the days to a date of the Gregorian calendar; the month may be 13.
func dayOf(year, month, day int) int {
	return int(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

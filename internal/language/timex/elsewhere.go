package timex

import "github.com/parleyhq/parley/internal/language"

// A calendarDay is a day of a month that the text tells, as it was found; year is 0 where it is not told.
type calendarDay struct {
	found            int // index of its expression
	year, month, dom int
}

// note keeps a day of a month. It comes before its expression is found.
func (f *finder) note(p *phrase) {
	if p.how == byCalendar && p.month > 0 && p.dom > 0 && p.kind == language.Date {
		f.days = append(f.days, calendarDay{len(f.found), p.year, p.month, p.dom})
	}
}

// yearsElsewhere gives the days whose year cannot be told from publication that of the same day where the text tells it in
// full: on April 27, and in the line below a picture April 27, 2031. Where it tells two, it stays open.
func (f *finder) yearsElsewhere() {
	for _, d := range f.days {
		x := &f.found[d.found]
		if d.year > 0 || len(x.Value) < 4 || x.Value[:4] != "XXXX" {
			continue
		}
		year := ""
		for _, o := range f.days {
			if o.year == 0 || o.month != d.month || o.dom != d.dom {
				continue
			}
			told := f.found[o.found].Value
			if len(told) < 4 || year != "" && year != told[:4] {
				year = ""
				break
			}
			year = told[:4]
		}
		if year != "" {
			x.Value = year + x.Value[4:]
		}
	}
}

package contact

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

// A caption is a line of the page's furniture that tells one day in full, as the lines below pictures do (guide contacts 4.5).
type caption struct {
	span doc.Span
	text string
	date string
}

var (
	monthFirst = regexp.MustCompile(`\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
	dayFirst   = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)?\s+(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+(\d{4})\b`)
)

// readCaptions finds the lines of the furniture that tell one day.
func (f *finder) readCaptions() []caption {
	var all []caption
	for _, s := range f.doc.Furniture {
		at := s.Start
		for line := range strings.Lines(s.Of(f.doc.Text)) {
			c := caption{text: strings.TrimSpace(line), date: dayIn(line)}
			c.span.Start = at + strings.Index(line, c.text)
			c.span.End = c.span.Start + len(c.text)
			if c.date != "" {
				all = append(all, c)
			}
			at += len(line)
		}
	}
	return all
}

// dayIn gives the day that a line tells in full, if it tells one alone.
func dayIn(line string) string {
	found := ""
	see := func(year, month, day string) bool {
		t, err := time.Parse("2006-Jan-2", year+"-"+month+"-"+day)
		if err != nil || found != "" && found != t.Format(time.DateOnly) {
			return false
		}
		found = t.Format(time.DateOnly)
		return true
	}
	for _, m := range monthFirst.FindAllStringSubmatch(line, -1) {
		if !see(m[3], m[1], m[2]) {
			return ""
		}
	}
	for _, m := range dayFirst.FindAllStringSubmatch(line, -1) {
		if !see(m[3], m[2], m[1]) {
			return ""
		}
	}
	return found
}

// depicted gives the day of a contact that a caption shows: one that names two who took part, its form, and its place where
// that is known.
func (f *finder) depicted(c *cluster) (caption, bool) {
	var found []caption
	for _, x := range f.captions {
		if f.shows(x, c) && !slices.ContainsFunc(found, func(o caption) bool { return o.date == x.date }) {
			found = append(found, x)
		}
	}
	if len(found) != 1 {
		return caption{}, false
	}
	return found[0], true
}

func (f *finder) shows(x caption, c *cluster) bool {
	if c.status != meaning.Held || c.place != "" && !strings.Contains(x.text, c.place) || c.elsewhen(&told{date: x.date}) || !c.onWeekday(x.date) {
		return false
	}
	named := 0
	for _, p := range c.people {
		name := p.Name
		if isPerson(p) {
			name = name[strings.LastIndexByte(name, ' ')+1:]
		}
		if strings.Contains(x.text, name) {
			named++
		}
	}
	return named > 1 && f.hasForm(x.text, c.form)
}

// hasForm reports whether words name a contact of one form, or one that may be told of the same.
func (f *finder) hasForm(text string, form meaning.ContactForm) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' }) {
		if e, ok := f.lex.nouns[word]; ok && (e.form == form || inRoom(e.form) && inRoom(form)) {
			return true
		}
	}
	return false
}

// dated gives contacts that tell no day the day that a caption shows, or that a sentence of theirs tells beside their day of the
// week (guide contacts 4.5, 4.6).
func (f *finder) dated(c *cluster) {
	if len(c.date) == len(time.DateOnly) {
		return
	}
	if day := f.besideWeekday(c); day != "" {
		c.date = finer(c.date, day)
		return
	}
	if x, ok := f.depicted(c); ok {
		c.date = x.date
		c.beside = append(c.beside, x.span)
	}
}

// lastMonth dates contacts of last month where one that is planned for a day of the week tells in which month the document came
// out: it did so in the week before that day (guide contacts 4.6).
func (f *finder) lastMonth(all []cluster) {
	month := ""
	for _, c := range all {
		day, err := time.Parse(time.DateOnly, c.date)
		if err != nil || c.status != meaning.Planned || c.weekday() == 0 || len(f.doc.Published.Date) > len("2031") {
			continue
		}
		if from := day.AddDate(0, 0, -6); from.Month() == day.Month() {
			month = day.AddDate(0, 0, -day.Day()).Format("2006-01")
		}
	}
	for i := range all {
		if all[i].date == "" && slices.Contains(all[i].vague, "XXXX-XX last month") {
			all[i].date = month
		}
	}
}

// besideWeekday gives the one day that the sentences of a contact tell and that is such a day of the week as theirs.
func (f *finder) besideWeekday(c *cluster) string {
	if c.weekday() == 0 {
		return ""
	}
	found := ""
	for _, x := range f.times {
		if len(x.date) != len(time.DateOnly) || !c.onWeekday(x.date) || conflict(c.date, x.date) {
			continue
		}
		for _, s := range c.sentences {
			if x.words.Start >= s.Start && x.words.End <= s.End && found != x.date {
				if found != "" {
					return ""
				}
				found = x.date
			}
		}
	}
	return found
}

// weekday gives the day of the week that a contact is told with, from Monday, 1, to 7; 0 for none.
func (c *cluster) weekday() int {
	for _, v := range c.vague {
		if d, ok := strings.CutPrefix(v, "XXXX-WXX-"); ok && len(d) == 1 {
			n, _ := strconv.Atoi(d)
			return n
		}
	}
	return 0
}

// onWeekday reports whether a day may be that of a contact by the day of the week that it is told with.
func (c *cluster) onWeekday(date string) bool {
	t, err := time.Parse(time.DateOnly, date)
	return err == nil && (c.weekday() == 0 || c.weekday() == (int(t.Weekday())+6)%7+1)
}

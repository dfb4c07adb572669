package contact

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// when is a time expression of the text.
type when struct {
	words    language.Range
	date     string // to the day at most; empty for a length of time or one that is not known
	vague    string // where the date cannot be told, its value all the same: XXXX-WXX-2 for the Tuesday of an undated text
	duration string
}

var (
	isDate     = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?|-W\d\d|-Q\d|-H\d)?`)
	isDuration = regexp.MustCompile(`^P(\d+D|T(\d+H)?(\d+M)?|\d+W)$`)
)

// readTimes takes the expressions that can be of a contact, in order.
func (f *finder) readTimes(times []meaning.Timex) {
	for _, x := range times {
		if len(x.Evidence) == 0 {
			continue
		}
		w := when{words: f.text.WordsIn(x.Evidence[0].Start, x.Evidence[0].End)}
		switch x.Kind {
		case "DATE", "TIME":
			w.date = isDate.FindString(x.Value)
			if len(w.date) == 4 && !isYear(f.text.Form(w.words.End-1)) && !strings.Contains(strings.ToLower(x.Evidence[0].Quote), "year") {
				w.date = ""
			}
			if w.date == "" {
				w.vague = x.Value
			}
			if w.vague != "" && !strings.HasPrefix(w.vague, "XXXX-") {
				continue // now, recently
			}
			if w.vague == "XXXX-XX" {
				w.vague += " " + strings.ToLower(x.Evidence[0].Quote)
			}
		case "DURATION":
			if w.duration = isDuration.FindString(x.Value); w.duration == "" {
				continue
			}
		default:
			continue
		}
		if f.inPart(x.Evidence[0].Span()) && w.date == f.today() {
			continue // "today" of another text inside this one
		}
		f.times = append(f.times, w)
	}
	for i, x := range f.times {
		f.times[i].date = cmp.Or(x.date, f.yearElsewhere(x.vague))
	}
}

// yearElsewhere gives a day whose year the text tells elsewhere: April 27, where it has April 27, 2031 too; else nothing.
func (f *finder) yearElsewhere(vague string) string {
	day, ok := strings.CutPrefix(vague, "XXXX-")
	if !ok || len(day) != len("04-27") || day[0] > '1' {
		return ""
	}
	found := ""
	for _, x := range f.captions {
		if strings.HasSuffix(x.date, day) {
			if found != "" && found != x.date {
				return ""
			}
			found = x.date
		}
	}
	for _, x := range f.times {
		if len(x.date) == len("2031-04-27") && strings.HasSuffix(x.date, day) {
			if found != "" && found != x.date {
				return ""
			}
			found = x.date
		}
	}
	return found
}

// inPart reports whether a place lies in a text of others that stands inside the document.
func (f *finder) inPart(s doc.Span) bool {
	return slices.ContainsFunc(f.doc.Parts, func(p doc.Part) bool {
		return p.Span.Contains(s) && p.Span.Start > 0 && len(strings.TrimSpace(f.doc.Text[:p.Span.Start])) > 0
	})
}

// today is the day the document came out, or empty.
func (f *finder) today() string {
	d := f.doc.Published.Date
	return d[:min(len(d), len("2031-04-27"))]
}

func isYear(s string) bool { return len(s) == 4 && s[0] >= '1' && s[0] <= '2' }

// date gives the time that the words of a contact give: in the phrase of its noun, or with its verb (guide contacts 4).
func (f *finder) date(word, verb int, s language.Range) (date, vague string) {
	near := 1 << 30
	for _, x := range f.times {
		if x.words.Start < s.Start || x.words.End > s.End || x.duration != "" {
			continue
		}
		if !f.timeOf(x, word, verb) {
			continue
		}
		d := x.words.Start - word
		if d < 0 {
			d = 3 * (word - x.words.End + 1)
		}
		if f.text.Under(x.words.End-1, word) {
			d -= 100 // its own phrase comes first
		}
		if d < near {
			date, vague, near = x.date, x.vague, d
		}
	}
	return date, vague
}

// ownDate gives the time that hangs on the noun for a contact itself.
func (f *finder) ownDate(n int, s language.Range) (date, vague string) {
	for _, x := range f.times {
		if x.words.Start >= s.Start && x.words.End <= s.End && x.duration == "" && f.text.Under(x.words.End-1, n) && !f.says("to", n, x.words.Start) && f.timeOf(x, n, -1) {
			return x.date, x.vague
		}
	}
	return "", ""
}

// says reports whether a word stands between two others.
func (f *finder) says(form string, from, end int) bool {
	for i := from + 1; i < end; i++ {
		if f.text.Form(i) == form {
			return true
		}
	}
	return false
}

// timeOf reports whether a time expression belongs to the word for a contact or to its verb.
func (f *finder) timeOf(x when, word, verb int) bool {
	head := f.headOf(x.words)
	switch f.text.Preposition(head) {
	case "since", "until", "before", "after", "by", "from", "till":
		return false
	}
	if f.hangs(head, word, verb) {
		return true
	}
	// Right after the word and its people, whatever the tree says: a call with Holm on Tuesday.
	return x.words.Start > word && x.words.Start-word < 17 && f.oneClause(word, x.words.Start)
}

// hangs reports whether a word hangs on the word for a contact or on its verb, with nothing between but those who met and the
// place: not "a call since the vote on Monday".
func (f *finder) hangs(i, word, verb int) bool {
	for n := 0; n < 9; n++ {
		up := int(f.text.Words[i].Head)
		rel := f.text.Words[i].Rel
		switch {
		case up < 0:
			return false
		case rel == language.Parataxis || rel == language.CComp || rel == language.AclRelcl || f.text.Child(i, language.Cop) >= 0:
			return false // a clause of its own: it was the second; the first was on Monday
		case up == word || up == verb:
			return true
		case f.arranged(up, word):
			return true
		case f.text.Words[up].XPOS.IsVerb() || f.text.Child(up, language.Cop) >= 0:
			return false
		}
		i = up
		switch f.text.Preposition(i) {
		case "", "in", "at", "with", "between", "of", "to", "by", "on":
		default:
			return false
		}
	}
	return false
}

// arranged reports whether a verb under the word for a contact says when it is: a call scheduled for Tuesday, talks due to be held on
// Sunday.
func (f *finder) arranged(verb, word int) bool {
	w := f.text.Words[verb]
	if !w.XPOS.IsVerb() || w.Rel != language.Acl && w.Rel != language.AclRelcl && w.Rel != language.XComp || !f.text.Under(verb, word) || verb < word {
		return false
	}
	switch f.text.Lemma(verb) {
	case "hold", "schedule", "plan", "expect", "set", "slate", "take", "begin", "start", "arrange", "open", "resume", "date":
		return true
	}
	return false
}

// headOf gives the word of a range that hangs on a word outside it.
func (f *finder) headOf(r language.Range) int {
	for i := r.Start; i < r.End; i++ {
		if h := int(f.text.Words[i].Head); h < r.Start || h >= r.End {
			return i
		}
	}
	return r.End - 1
}

// clause goes up from a word to the verb of its clause, or to the stop.
func (f *finder) clause(word, stop int) int {
	return f.text.Ancestor(word, func(i int) bool {
		w := f.text.Words[i]
		return i == stop || w.XPOS.IsVerb() && w.Rel != language.AMod && w.Rel != language.Compound || f.text.Child(i, language.Cop) >= 0
	})
}

// oneClause reports whether no verb, and nothing that ends a clause, stands between two words.
func (f *finder) oneClause(from, end int) bool {
	for i := from + 1; i < end; i++ {
		w := f.text.Words[i]
		if w.XPOS.IsVerb() || w.XPOS == language.MD || w.XPOS == language.WDT || w.XPOS == language.WP || w.XPOS == language.Colon || w.XPOS == language.CC && f.verbSoon(i) {
			return false
		}
		switch strings.ToLower(f.text.Form(i)) {
		case "after", "since", "until", "before", "ahead", "following":
			return false
		case "for":
			if _, ok := f.lex.nouns[f.lemma(f.nounAfter(i, f.text.SentenceOf(i)))]; !ok { // is to travel for talks on Monday
				return false
			}
		}
	}
	return true
}

// verbSoon reports whether a verb follows within three words.
func (f *finder) verbSoon(i int) bool {
	for k := i + 1; k < min(i+4, len(f.text.Words)); k++ {
		if f.text.Words[k].XPOS.IsVerb() {
			return true
		}
	}
	return false
}

// length gives how long a contact lasted: a two-hour call, two days of talks, a meeting that lasted six hours (guide contacts 4.4).
func (f *finder) length(word int, s language.Range) string {
	for _, x := range f.times {
		if x.words.Start < s.Start || x.words.End > s.End || x.duration == "" {
			continue
		}
		head := f.headOf(x.words)
		switch {
		case x.words.End <= word && word-x.words.End < 4 && f.oneNoun(x.words.End, word):
			return x.duration
		case x.words.Start > word && f.lasted(int(f.text.Words[head].Head)) && (f.text.Under(head, word) || f.text.Subject(int(f.text.Words[head].Head)) == word):
			return x.duration
		}
	}
	return ""
}

// oneNoun reports whether only words that may stand before a noun, or "of", stand between: two days of [high-level] talks.
func (f *finder) oneNoun(from, end int) bool {
	for i := from; i < end; i++ {
		switch w := f.text.Words[i]; w.UPOS {
		case language.ADJ, language.NOUN, language.PROPN, language.PUNCT, language.PART:
			if f.text.Form(i) == "," || f.text.Form(i) == "." {
				return false
			}
		case language.ADP:
			if f.text.Form(i) != "of" {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func (f *finder) lasted(verb int) bool {
	if verb < 0 {
		return false
	}
	switch f.text.Lemma(verb) {
	case "last", "run", "go", "take", "continue", "stretch":
		return true
	}
	return f.lasted(f.text.Child(verb, language.XComp)) // are expected to last
}

// ahead and past report whether a date surely lies after the day of publication, or before it.
func (f *finder) ahead(date string) bool {
	d, ok := daysOf(date)
	today, known := daysOf(f.doc.Published.Date)
	return ok && known && d.first > today.last
}

func (f *finder) past(date string) bool {
	d, ok := daysOf(date)
	today, known := daysOf(f.doc.Published.Date)
	return ok && known && d.last < today.first
}

// conflict reports whether two dates cannot be of one day.
func conflict(a, b string) bool {
	x, ok := daysOf(a)
	y, too := daysOf(b)
	return ok && too && (x.last < y.first || y.last < x.first)
}

// finer gives the more exact of two dates that may be of one day.
func finer(a, b string) string {
	x, ok := daysOf(a)
	y, too := daysOf(b)
	if !ok || too && y.last-y.first < x.last-x.first {
		return b
	}
	return a
}

// days are those that a date covers, counted from 1 January 1970.
type days struct{ first, last int }

// daysOf reads a day, a week (2025-W12), a month or a year.
func daysOf(iso string) (days, bool) {
	iso, _, _ = strings.Cut(iso, "T")
	day := func(t time.Time) int { return int(t.Unix() / 86400) }
	switch len(iso) {
	case len(time.DateOnly):
		t, err := time.Parse(time.DateOnly, iso)
		return days{day(t), day(t)}, err == nil
	case len("2031"):
		t, err := time.Parse("2006", iso)
		return days{day(t), day(t.AddDate(1, 0, -1))}, err == nil
	case len("2031-04"):
		t, err := time.Parse("2006-01", iso)
		return days{day(t), day(t.AddDate(0, 1, -1))}, err == nil
	}
	year, week, ok := strings.Cut(iso, "-W")
	y, err := strconv.Atoi(year)
	n, err2 := strconv.Atoi(week)
	if !ok || err != nil || err2 != nil {
		return days{}, false
	}
	fourth := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC) // stands in the first week
	monday := day(fourth) - (int(fourth.Weekday())+6)%7 + 7*(n-1)
	return days{monday, monday + 6}, true
}

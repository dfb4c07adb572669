package timeline

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Deadline is a date that a place sets for something to be done, or to end.
type Deadline struct {
	Item      string // id of the commitment, position or statement of the reading that it is told in
	Date      string // ISO 8601
	Published string // when the document came out
	Evidence  doc.Evidence
	words     []string
}

// limit stands right before a date by which a thing is to be done.
var limit = regexp.MustCompile(`(?i)\b(?:by|before|until|till|(?:no|not) later than|deadline (?:of|is|was|for|on)|deadline (?:\w+ ){1,6}(?:is|was|on|for|to)|due (?:on|by)|target(?: date)? (?:of|is|for)|expir(?:es?|ing|ed?) (?:on|at|in)|runs? (?:out )?(?:on|until|through|to)|extended (?:to|until|through)|(?:postponed|delayed|pushed back|moved|put off|deferred) (?:to|until)|in time for)\s+(?:the (?:end|start|beginning|middle) of\s+|midnight (?:on |of )?|noon (?:on )?|late |early |mid-)?$`)

// set tells of a deadline as one, also where it has passed.
var set = regexp.MustCompile(`(?i)\b(?:deadline|target date|expired|no later than|extended|postponed|delayed|pushed back|put off)\b`)

// not tells that nobody sets the date: that is not likely by mid-April.
var not = regexp.MustCompile(`(?i)\b(?:(?:not|hardly) (?:be )?(?:likely|expected|possible|ready|realistic)|unlikely|no (?:fixed |firm |formal )?(?:deadline|date)|impossible|unrealistic)\b`)

// aim stands anywhere before a date that somebody means to meet: hopes to sign it in June.
var aim = regexp.MustCompile(`(?i)\b(?:aim(?:s|ed|ing)? (?:to|for|at)|hop(?:es|ed|ing|e) (?:to|for)|plan(?:s|ned|ning)? (?:to|for)|target(?:s|ed|ing)|goal (?:is|was|of)|want(?:s|ed)? (?:\w+ ){0,6}(?:completed|signed|concluded|finished|done|in place)|expect(?:s|ed|ing)? to (?:sign|conclude|complete|finish|reach|finali[sz]e))\b[^.;]*\b(?:in|on|by|for|this|next)?\s*$`)

// Deadlines finds the dates that a document sets. They are told in a commitment, a position or a statement, and are not the date
// of the commitment itself.
func Deadlines(d *doc.Document, r *meaning.Reading) []Deadline {
	var all []Deadline
	for _, t := range r.Timexes {
		if len(t.Evidence) == 0 || t.Kind != "DATE" && t.Kind != "TIME" {
			continue
		}
		at := t.Evidence[0].Span()
		date, _, _ := strings.Cut(t.Value, "T")
		if _, ok := dossier.DaysOf(date); !ok || len(date) == 4 && date <= firstOf(d.Published.Date, 4) {
			continue
		}
		item, place := carrier(r, at, date)
		if item == "" || at.Start > len(d.Text) {
			continue
		}
		before := d.Text[place.Start:max(at.Start, place.Start)]
		if ahead := d.Published.Date == "" || day(date) >= day(d.Published.Date); !ahead && !set.MatchString(before) {
			continue // "by Tuesday" of a past week is not a deadline that somebody set
		}
		if not.MatchString(before) {
			continue
		}
		if limit.MatchString(before) || aim.MatchString(before) && date > d.Published.Date && d.Published.Date != "" {
			all = append(all, Deadline{Item: item, Date: date, Published: d.Published.Date, Evidence: d.Evidence(place), words: dossier.Words(place.Of(d.Text))})
		}
	}
	return all
}

func firstOf(s string, n int) string { return s[:min(n, len(s))] }

// carrier is what tells of the date, and where: a commitment before a position, and that before a statement. It is nothing where the
// date is the commitment's own.
func carrier(r *meaning.Reading, at doc.Span, date string) (id string, place doc.Span) {
	for _, c := range r.Commitments {
		if place, ok := holds(c.Evidence, at); ok {
			if date == c.Date || date == c.Start || date == c.End || date == c.Made {
				return "", doc.Span{}
			}
			return c.ID, place
		}
	}
	for _, p := range r.Positions {
		if place, ok := holds(p.Evidence, at); ok {
			return p.ID, place
		}
	}
	for _, s := range r.Statements {
		if place, ok := holds(s.Evidence, at); ok {
			return s.ID, place
		}
	}
	return "", doc.Span{}
}

func holds(evidence []doc.Evidence, at doc.Span) (doc.Span, bool) {
	for _, e := range evidence {
		if e.Span().Contains(at) {
			return e.Span(), true
		}
	}
	return doc.Span{}, false
}

// OfDeadlines gives the events of deadlines: those for one day that speak alike are one. item is the id of the line that they
// belong to; where it is empty each is of its own statement. Of what was set for one day and later for a later one, the later
// has slipped.
func OfDeadlines(item string, told []Deadline, asOf string) []dossier.Event {
	told = slices.SortedFunc(slices.Values(told), func(a, b Deadline) int {
		return cmp.Or(cmp.Compare(a.Published+"\uffff", b.Published+"\uffff"), dossier.EvidenceInOrder(a.Evidence, b.Evidence), cmp.Compare(a.Date, b.Date))
	})
	var all []dossier.Event
	var first []Deadline // of each event
	for _, t := range told {
		i := slices.IndexFunc(first, func(f Deadline) bool { return f.Date == t.Date && dossier.Alike(f.words, t.words) })
		if i >= 0 {
			all[i].Evidence = append(all[i].Evidence, t.Evidence)
			continue
		}
		e := dossier.Event{
			ID: "-" + t.Item, Date: t.Date, Kind: dossier.EventDeadline, Item: cmp.Or(item, t.Item),
			What: strings.Join(strings.Fields(t.Evidence.Quote), " "), Planned: ahead(t.Date, asOf), Evidence: []doc.Evidence{t.Evidence},
		}
		for _, f := range first {
			if day(f.Date) < day(t.Date) && f.Published < t.Published && item != "" && dossier.Alike(f.words, t.words) {
				e.Slipped = f.Date
			}
		}
		first, all = append(first, t), append(all, e)
	}
	var events []dossier.Event
	for _, e := range all {
		events = append(events, named(e)...)
	}
	return events
}

package identity

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// Days within which mentions are held to be of one thing (guide commitments, on merging).
const (
	followDays = 30 // "the truce" is the nearest truce that is told of more fully
	deedDays   = 21 // two tellings of a thing to be done, without its date
	sameDays   = 3  // "the exchange" is the one of those two that is told of more fully
)

// Commitments are mentions of commitments, in groups.
type Commitments struct {
	*Groups[*meaning.Commitment]
}

// NewCommitments gives groups without mentions.
func NewCommitments() Commitments {
	return Commitments{newGroups(rules[*meaning.Commitment]{joins: sameCommitment, may: mayBeCommitment, window: followDays})}
}

// Add takes in a mention. The commitment is kept, and must not change.
func (c Commitments) Add(d *doc.Document, m *meaning.Commitment) { c.add(commitmentMention(d, m)) }

func commitmentMention(d *doc.Document, c *meaning.Commitment) *Mention[*meaning.Commitment] {
	m := &Mention[*meaning.Commitment]{ID: c.ID, Doc: c.Doc, Item: c, Published: d.Published.Date, block: c.Issue}
	if len(c.Evidence) > 0 {
		m.At = c.Evidence[0].Start
	}
	m.Told, m.exact = exactDay(d.Published.Date), exactDay(c.Date)
	if regime(c) {
		start := firstDay(c.Start)
		if m.Told != 0 && start > m.Told {
			start = 0 // it is to begin: it is there from when it was made
		}
		m.Day = cmp.Or(start, firstDay(c.Made), firstDay(c.Date), firstDay(c.Time), m.Told)
		m.begins, m.ends = began(c), ended(c, m.Told)
		m.says = 2*one(bound(c)) + one(c.Place != "")
	} else {
		m.Day = cmp.Or(m.exact, firstDay(c.Made), firstDay(c.Start), firstDay(c.Time), m.Told)
		m.near, m.words = deedDays, scopeWords(c)
		m.says = 2*one(bound(c)) + 2*one(c.Scope != nil && !general(m)) + one(c.Scope != nil) + one(m.exact != 0)
		m.profile = strconv.Itoa(m.Day) + "|" + c.Date + "|" + strings.Join(m.words, " ")
	}
	if m.Day == 0 && len(c.Parties) < 2 {
		m.profile += "|" + c.Doc // without a date or those bound, nothing tells that another document means the same
	}
	m.profile += "|" + strconv.FormatBool(m.Day == 0) + "|" + string(c.Kind) + "|" + strings.Join(c.Parties, ",") + "|" + c.Place + "|" + strconv.FormatBool(c.Former)
	return m
}

// regime reports whether the issue is a state of affairs, of which there is one at a time, and not a thing to be done, of which
// there may be many.
func regime(c *meaning.Commitment) bool {
	return strings.HasPrefix(c.Issue, "ceasefire") && c.Issue != "ceasefire-monitoring"
}

// bound reports whether it is told who is bound, so far as is needed to know which undertaking it is.
func bound(c *meaning.Commitment) bool {
	return len(c.Parties) > 1 || alone(c)
}

// began gives the day on which an undertaking was made or began, if the mention tells it.
func began(c *meaning.Commitment) []int {
	switch c.Status {
	case meaning.StatusProposed, meaning.StatusAgreed, meaning.StatusPromised, meaning.StatusInForce:
		if day := cmp.Or(exactDay(c.Start), exactDay(c.Made)); day != 0 && !c.Former {
			return []int{day}
		}
	}
	return nil
}

// ended gives the day on which an undertaking ended, as told, or by its own length.
func ended(c *meaning.Commitment, told int) []int {
	switch {
	case c.Former:
		if day := cmp.Or(exactDay(c.Start), exactDay(c.Made)); day != 0 {
			return []int{day + 2} // it is over when another is spoken of; its own start may be told a day apart
		}
	case c.Status == meaning.StatusEnded || c.Status == meaning.StatusExpired:
		if day := cmp.Or(exactDay(c.End), exactDay(c.Time), told); day != 0 {
			return []int{day}
		}
	case c.Status == meaning.StatusAgreed || c.Status == meaning.StatusInForce:
		if day := exactDay(c.End); day != 0 {
			return []int{day}
		}
		if start := exactDay(c.Start); start != 0 {
			if day, ok := dossier.After(start, c.Duration); ok {
				return []int{day}
			}
		}
	}
	return nil
}

// sameCommitment holds of two mentions that say as much as is needed to know that they are of one undertaking.
func sameCommitment(a, b *Mention[*meaning.Commitment]) bool {
	x, y := a.Item, b.Item
	if (a.Day == 0) != (b.Day == 0) || a.Day == 0 && a.Doc != b.Doc && shared(x.Parties, y.Parties) < 2 {
		return false
	}
	if x.Former != y.Former || bound(x) != bound(y) || !samePlace(x.Place, y.Place) || alone(x) != alone(y) {
		return false
	}
	if regime(x) {
		return (!bound(x) || overlap(x.Parties, y.Parties)) && (x.Place == "") == (y.Place == "")
	}
	return bound(x) && x.Scope != nil && y.Scope != nil && a.exact == b.exact && apart(a.Day, b.Day) <= deedDays &&
		sameParties(x.Parties, y.Parties) && dossier.Alike(a.words, b.words)
}

// mayBeCommitment holds where the first mention leaves open of which undertaking it is, and may be of that of the second.
func mayBeCommitment(open, more *Mention[*meaning.Commitment]) bool {
	x, y := open.Item, more.Item
	if more.near > 0 && apart(open.Day, more.Day) > more.near {
		return false
	}
	if (open.Day == 0 || more.Day == 0) && open.Doc != more.Doc {
		return false
	}
	if x.Former != y.Former || !samePlace(x.Place, y.Place) || bound(x) && alone(x) != alone(y) {
		return false
	}
	if regime(x) {
		return len(x.Parties) == 0 || len(y.Parties) == 0 || overlap(x.Parties, y.Parties)
	}
	dates := open.exact == 0 || more.exact == 0 || open.exact == more.exact
	parties := len(x.Parties) == 0 || len(y.Parties) == 0 || within(x.Parties, y.Parties) || within(y.Parties, x.Parties)
	if open.Doc == more.Doc && general(open) && (len(x.Parties) > 0 || len(y.Parties) != 1) && x.Kind == y.Kind && x.Status != meaning.StatusNotAgreed {
		return dates && parties // the exchange, the swap deal, of the one that the page is about
	}
	if general(open) && len(x.Parties) > 1 && sameParties(x.Parties, y.Parties) && apart(open.Day, more.Day) <= sameDays {
		return dates
	}
	return dates && parties && apart(open.Day, more.Day) <= deedDays && dossier.Alike(open.words, more.words)
}

// general holds of a mention whose words tell little of what is undertaken: the prisoner swap, the deal.
func general(m *Mention[*meaning.Commitment]) bool {
	const few = 3 // words
	if m.Item.Scope == nil {
		return true
	}
	return len(m.words) <= few && !strings.ContainsAny(m.Item.Scope.Text, "0123456789")
}

// alone holds of what one side undertakes by itself; the same of two sides is another thing.
func alone(c *meaning.Commitment) bool {
	return c.Kind == meaning.Undertaking && len(c.Parties) == 1
}

// sameParties holds where one side is named alike, or one telling leaves out some of more than two.
func sameParties(x, y []string) bool {
	return slices.Equal(x, y) || min(len(x), len(y)) > 1 && (within(x, y) || within(y, x))
}

func overlap(x, y []string) bool {
	return slices.ContainsFunc(x, func(p string) bool { return slices.Contains(y, p) })
}

func shared(x, y []string) (n int) {
	for _, p := range x {
		n += one(slices.Contains(y, p))
	}
	return n
}

func within(x, y []string) bool {
	return !slices.ContainsFunc(x, func(p string) bool { return !slices.Contains(y, p) })
}

// samePlace holds where one place is not told, or the one name holds the other: Gaza, the Gaza Strip.
func samePlace(x, y string) bool {
	x, y = strings.ToLower(x), strings.ToLower(y)
	return x == "" || y == "" || strings.Contains(" "+x+" ", " "+y+" ") || strings.Contains(" "+y+" ", " "+x+" ")
}

// scopeWords are the words that tell what a commitment covers, without their endings, sorted; those of the whole place where
// it has no words for the scope alone.
func scopeWords(c *meaning.Commitment) []string {
	text := ""
	if c.Scope != nil {
		text = c.Scope.Text
	} else if len(c.Evidence) > 0 {
		text = c.Evidence[0].Quote
	}
	return dossier.Words(text)
}

// firstDay is the first day of a date, 0 where it is not known.
func firstDay(iso string) int {
	days, _ := dossier.DaysOf(iso)
	return days.First
}

// exactDay is the day of a date that is told to the day, else 0.
func exactDay(iso string) int {
	if days, ok := dossier.DaysOf(iso); ok && days.Exact() {
		return days.First
	}
	return 0
}

func apart(x, y int) int { return max(x-y, y-x) }

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

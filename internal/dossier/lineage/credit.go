package lineage

import (
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
)

// A rewrite in other words shares no run of words with its origin. It is known by naming the outlet that it draws on and by
// what it tells: most of its names and numbers stand in one story of that outlet (guide lineage §3).

const (
	creditDays    = 3    // how many days before the rewrite the story came out, at most
	creditTimes   = 2    // how often the rewrite names the outlet, at least
	creditShare   = 0.65 // how much of the names and numbers of the rewrite the story has
	creditClose   = 0.10 // how much less an earlier version of the story may have
	creditFacts   = 12   // how many names and numbers a rewrite has at least
	creditNumbers = 2    // how many of the shared ones are numbers, at least
	creditStories = 12   // how many stories of an outlet are looked at, the latest first
)

// A credit is a place where a document names an outlet as its source.
type credit struct {
	outlet string   // folded
	at     doc.Span // the first
	times  int
}

// credit notes which outlets a document names as its source, and which documents may be rewrites of it.
func (x *Index) credit(n int32) {
	e := x.docs[n]
	e.credits = creditsOf(e.doc)
	for _, c := range e.credits {
		x.list(x.crediting, c.outlet, n)
	}
	for _, outlet := range e.outlets() {
		l := x.crediting[outlet]
		if l == nil {
			continue
		}
		i, _ := slices.BinarySearchFunc(l.docs, n, x.compare)
		for _, o := range l.docs[i:] {
			if daysBetween(e.day, x.docs[o].day) > creditDays {
				break
			}
			x.soil(o)
		}
	}
}

// outlets gives the names that a document may be credited by: its publisher's and its agency's.
func (e *entry) outlets() []string {
	var all []string
	for _, name := range []string{e.outlet, e.agency} {
		if name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// rewriteOf finds the story that a document retells in other words, where it says more than once whose it is: of several
// that tell about as much of it, the first.
func (x *Index) rewriteOf(n int32) (int32, dossier.Descent) {
	e := x.docs[n]
	var facts []fact
	for _, c := range e.credits {
		stories := x.stories(c.outlet, n)
		if len(stories) == 0 || slices.Contains(e.outlets(), c.outlet) {
			continue
		}
		if facts == nil {
			facts = factsOf(e)
		}
		shares, most := make([]float64, len(stories)), 0.0
		for i, o := range stories {
			shares[i] = read(x.docs[o], nil, 0).tells(facts, c.outlet)
			most = max(most, shares[i])
		}
		if most < creditShare {
			continue
		}
		i := slices.IndexFunc(shares, func(s float64) bool { return s >= most-creditClose })
		o := x.docs[stories[i]]
		m := read(e, nil, 0).of(read(o, nil, 0).set())
		return stories[i], dossier.Descent{
			Doc: e.doc.ID, Origin: o.doc.ID, Relation: dossier.Derived,
			Share: math.Round(m.share()*100) / 100, Evidence: []doc.Evidence{e.doc.Evidence(c.at)},
		}
	}
	return -1, dossier.Descent{}
}

// stories gives the last stories that an outlet published in the days before a document, in order.
func (x *Index) stories(outlet string, n int32) []int32 {
	l := x.outlets[outlet]
	if l == nil {
		return nil
	}
	i, _ := slices.BinarySearchFunc(l.docs, n, x.compare)
	var all []int32
	for i--; i >= 0 && len(all) < creditStories && daysBetween(x.docs[l.docs[i]].day, x.docs[n].day) <= creditDays; i-- {
		all = append(all, l.docs[i])
	}
	slices.Reverse(all)
	return all
}

// daysBetween gives the days from one day to a later one; very many where either is not known to the day.
func daysBetween(from, to string) int {
	a, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return math.MaxInt
	}
	b, err := time.Parse(time.DateOnly, to)
	if err != nil {
		return math.MaxInt
	}
	return int(math.Abs(b.Sub(a).Hours() / 24))
}

// A fact is a name or number that a document tells, as the hash of its word.
type fact struct {
	hash   uint64
	number bool
	word   string // in small letters
}

// factsOf gives the names and numbers of a document, each once: words with a capital that do not begin a sentence, and digits.
func factsOf(e *entry) []fact {
	var all []fact
	seen := map[uint64]bool{}
	t := read(e, nil, 0)
	first := map[int]bool{}
	for _, p := range e.print.Passages {
		first[p.Start] = true
	}
	for _, w := range t.words {
		form := w.at.Of(e.doc.Text)
		r, _ := utf8.DecodeRuneInString(form)
		number := unicode.IsDigit(r)
		if seen[w.hash] || !number && (!unicode.IsUpper(r) || len(form) < 3 || first[w.at.Start]) {
			continue
		}
		seen[w.hash] = true
		all = append(all, fact{w.hash, number, strings.ToLower(form)})
	}
	return all
}

// tells gives how much of some facts stands in a text; nothing where they are too few for a rewrite. The name of the outlet
// is no fact.
func (t *text) tells(facts []fact, outlet string) float64 {
	have := make(map[uint64]bool, len(t.words))
	for _, w := range t.words {
		have[w.hash] = true
	}
	own := strings.Fields(outlet)
	all, shared, numbers := 0, 0, 0
	for _, f := range facts {
		if slices.Contains(own, f.word) {
			continue
		}
		all++
		if have[f.hash] {
			shared++
			if f.number {
				numbers++
			}
		}
	}
	if all < creditFacts || numbers < creditNumbers {
		return 0
	}
	return float64(shared) / float64(all)
}

// The words that stand before or after the name of an outlet that is credited.
var (
	beforeCredit = []string{"told", "citing", "to", "by", "from", "with"}
	afterCredit  = []string{"reported", "reports", "said", "says", "wrote", "writes", "quoted", "cited", "news", "that", "which", "citing", "first"}
)

// creditsOf gives the names that a text credits as its source often enough for a rewrite, each once: "Meridian Wire reported", "told Bay Radio",
// "according to the Courier". Which of them are outlets, the index knows.
func creditsOf(d *doc.Document) []credit {
	var all []credit
	words := fields(d.Text)
	for i := 0; i < len(words); {
		if !capital(words[i].Of(d.Text)) {
			i++
			continue
		}
		start := i
		for i < len(words) && capital(words[i].Of(d.Text)) && (i == start || words[i].Start == words[i-1].End+1) {
			i++
		}
		if !around(d.Text, words, start, i) {
			continue
		}
		at := doc.Span{Start: words[start].Start, End: words[i-1].End}
		name := fold(at.Of(d.Text))
		k := slices.IndexFunc(all, func(c credit) bool { return c.outlet == name })
		switch {
		case k >= 0:
			all[k].times++
		case name != "":
			all = append(all, credit{name, at, 1})
		}
	}
	return slices.DeleteFunc(all, func(c credit) bool { return c.times < creditTimes })
}

// around reports whether the words beside a name credit it.
func around(text string, words []doc.Span, start, end int) bool {
	if end < len(words) && slices.Contains(afterCredit, words[end].Of(text)) {
		return true
	}
	before := start - 1
	if before >= 0 && strings.EqualFold(words[before].Of(text), "the") {
		before--
	}
	return before >= 0 && slices.Contains(beforeCredit, strings.ToLower(words[before].Of(text)))
}

// fields gives the words of a text: runs of letters and digits.
func fields(text string) []doc.Span {
	var all []doc.Span
	start := -1
	for i, r := range text {
		in := unicode.IsLetter(r) || unicode.IsDigit(r)
		switch {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			all = append(all, doc.Span{Start: start, End: i})
			start = -1
		}
	}
	if start >= 0 {
		all = append(all, doc.Span{Start: start, End: len(text)})
	}
	return all
}

func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// place finds a name in a text.
func place(text, name string) (doc.Span, bool) {
	if i := strings.Index(text, name); i >= 0 && name != "" {
		return doc.Span{Start: i, End: i + len(name)}, true
	}
	return doc.Span{}, false
}

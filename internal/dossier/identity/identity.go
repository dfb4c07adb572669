// Package identity decides which mentions are of one thing: it reads the mentions of commitments and contacts as they come and
// writes groups of them, the same ones in whatever order they came (docs/decisions/0006-weave.md).
package identity

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"sort"

	"github.com/parleyhq/parley/internal/dossier"
)

// A Mention is one place that speaks of a thing, with what decides which other mentions are of the same.
type Mention[T any] struct {
	ID        string // of the item; unique
	Doc       string // id of the document
	At        int    // byte offset in it
	Day       int    // when the thing was, as far as the mention tells
	Told      int    // the day on which the document came out; 0 where it is not known to the day
	Item      T
	Published string // when the document came out, ISO 8601
	Line      string // id of the line that was last written of it; for whoever writes it

	exact   int          // the day that it tells for the thing to be done or to take place; 0 where it tells none to the day
	days    dossier.Days // the days in which it may lie
	words   []string     // that tell what is covered
	says    int          // how much it says of which thing it speaks of; one that says less follows one that says more
	block   string       // only mentions of one block are compared
	profile string       // mentions of one block with one profile are of one thing
	near    int          // days within which its profile is compared with others; 0 for all of the block
	begins  []int        // days on which a thing of this kind began
	ends    []int        // days on which one ended

	options []*Mention[T] // of one that tells no day: those to the day that it may be of
	home    *profile[T]   // of its profile
	leader  *Mention[T]   // whom it follows
	follows []*Mention[T] // who follow it
}

// before is the order of mentions in time, and within a day of documents and places.
func (m *Mention[T]) before(o *Mention[T]) int {
	return cmp.Or(cmp.Compare(m.Day, o.Day), cmp.Compare(m.Doc, o.Doc), cmp.Compare(m.At, o.At), cmp.Compare(m.ID, o.ID))
}

// A profile is what mentions say of a thing; lane is the thing's, over time.
type profile[T any] struct {
	first *Mention[T] // stands for all mentions of the profile
	lane  *lane[T]
}

// A lane is the mentions of the same thing over time, in order. Cuts part it into episodes: what begins after an end is
// another thing.
type lane[T any] struct {
	profiles     []*profile[T]
	mentions     []*Mention[T]
	begins, ends []int // sorted; a day as often as it was told
}

// rules are what differs between kinds of things.
type rules[T any] struct {
	joins  func(a, b *Mention[T]) bool       // symmetric: their profiles are of the same thing
	may    func(open, more *Mention[T]) bool // the first may be of the same thing as the second, which says more
	window int                               // days within which a mention that says less follows one that says more
	fits   func(open, more *Mention[T]) bool // the first tells no day, and may be of the same thing as the second, which does; nil for never
	apart  func(a, b *Mention[T]) bool       // symmetric: they are of two things whatever a third says; nil for never
}

// Groups gathers mentions. Add costs what the days around a mention cost, not what all mentions do.
type Groups[T any] struct {
	rules[T]
	blocks  map[string]*block[T]
	touched map[*lane[T]][]int // days on which a lane has changed
	byDoc   map[string][]*Mention[T]
}

type block[T any] struct {
	mentions []*Mention[T] // in order
	profiles map[string]*profile[T]
	lanes    map[*lane[T]]bool
	dayless  []*Mention[T] // that tell no day and may still be of a thing whose day is told
}

func newGroups[T any](r rules[T]) *Groups[T] {
	return &Groups[T]{rules: r, blocks: map[string]*block[T]{}, touched: map[*lane[T]][]int{}, byDoc: map[string][]*Mention[T]{}}
}

// add takes in one mention.
func (g *Groups[T]) add(m *Mention[T]) {
	b := g.blocks[m.block]
	if b == nil {
		b = &block[T]{profiles: map[string]*profile[T]{}, lanes: map[*lane[T]]bool{}}
		g.blocks[m.block] = b
	}
	g.byDoc[m.Doc] = append(g.byDoc[m.Doc], m)
	g.settle(b, m)
	b.mentions = insert(b.mentions, m)
	g.lead(b, m, b.leader(g, m))
	for _, open := range b.around(m.Day, g.window) {
		if open.says < m.says && g.may(open, m) && nearer(open, m, open.leader) {
			g.lead(b, open, m)
		}
	}
	if g.fits != nil {
		g.place(b, m)
	}
}

// place finds the thing of those that tell no day, now that there is one mention more: the one whose day is told that they fit,
// if they fit no other.
func (g *Groups[T]) place(b *block[T], m *Mention[T]) {
	if m.Day == 0 {
		for _, o := range b.mentions {
			if g.fits(m, o) {
				m.options = append(m.options, o)
			}
		}
		b.dayless = append(b.dayless, m)
		if len(m.options) > 0 {
			g.lead(b, m, m.sole())
		}
		return
	}
	for _, open := range b.dayless {
		if g.fits(open, m) {
			open.options = append(open.options, m)
			g.lead(b, open, open.sole())
		}
	}
}

// sole is the first of the options if all are of one day, or nil.
func (m *Mention[T]) sole() *Mention[T] {
	for _, o := range m.options {
		if o.exact != m.options[0].exact {
			return nil
		}
	}
	return slices.MinFunc(m.options, (*Mention[T]).before)
}

// settle finds the lane of the mention's profile, and joins lanes that its profile is the bridge of.
func (g *Groups[T]) settle(b *block[T], m *Mention[T]) {
	if m.home = b.profiles[m.profile]; m.home != nil {
		return
	}
	p := &profile[T]{first: m}
	p.lane = &lane[T]{profiles: []*profile[T]{p}}
	b.lanes[p.lane] = true
	for o := range b.candidates(m) {
		if o.lane != p.lane && g.joins(o.first, m) {
			g.join(b, o.lane, p.lane)
		}
	}
	b.profiles[m.profile], m.home = p, p
}

// candidates are the profiles that a new one is compared with.
func (b *block[T]) candidates(m *Mention[T]) iter.Seq[*profile[T]] {
	if m.near == 0 {
		return maps.Values(b.profiles)
	}
	return func(yield func(*profile[T]) bool) {
		for _, o := range b.around(m.Day, m.near) {
			if o.home.first == o && !yield(o.home) { // the day is part of such a profile
				return
			}
		}
	}
}

// join makes one lane of two.
func (g *Groups[T]) join(b *block[T], x, y *lane[T]) {
	if len(x.mentions) < len(y.mentions) {
		x, y = y, x
	}
	for _, m := range y.mentions {
		x.take(m)
		g.touch(x, m)
	}
	for _, p := range y.profiles {
		p.lane = x
	}
	x.profiles = append(x.profiles, y.profiles...)
	delete(g.touched, y)
	delete(b.lanes, y)
}

// leader is the nearest mention that says more and may be of the same thing, or nil.
func (b *block[T]) leader(g *Groups[T], m *Mention[T]) *Mention[T] {
	var best *Mention[T]
	for _, o := range b.around(m.Day, g.window) {
		if o.says > m.says && nearer(m, o, best) && g.may(m, o) {
			best = o
		}
	}
	return best
}

// around gives the mentions at most so many days from a day.
func (b *block[T]) around(day, window int) []*Mention[T] {
	from := sort.Search(len(b.mentions), func(i int) bool { return b.mentions[i].Day >= day-window })
	to := from + sort.Search(len(b.mentions)-from, func(i int) bool { return b.mentions[from+i].Day > day+window })
	return b.mentions[from:to]
}

// nearer reports whether a is nearer to m than b is: on the same page before elsewhere, then in days, then in places.
func nearer[T any](m, a, b *Mention[T]) bool {
	if b == nil || a == b {
		return b == nil
	}
	other := func(x *Mention[T]) int {
		if x.Doc == m.Doc {
			return 0
		}
		return 1
	}
	far := func(x, y int) int { return max(x-y, y-x) }
	at := func(x *Mention[T]) int { return (1 - other(x)) * far(x.At, m.At) }
	return cmp.Or(cmp.Compare(other(a), other(b)), cmp.Compare(far(a.Day, m.Day), far(b.Day, m.Day)),
		cmp.Compare(at(a), at(b)), cmp.Compare(b.says, a.says), a.before(b)) < 0
}

// lead moves a mention, and those who follow it, to the lane of its leader, or to its own where that is nil.
func (g *Groups[T]) lead(b *block[T], m, leader *Mention[T]) {
	moved := append([]*Mention[T]{m}, m.train()...)
	for _, x := range moved {
		g.leave(x)
	}
	if m.leader != nil {
		m.leader.follows = slices.DeleteFunc(m.leader.follows, func(x *Mention[T]) bool { return x == m })
	}
	if m.leader = leader; leader != nil {
		leader.follows = append(leader.follows, m)
	}
	for _, x := range moved {
		l := x.lane()
		l.take(x)
		g.touch(l, x)
	}
}

func (g *Groups[T]) leave(m *Mention[T]) {
	if l := m.lane(); l.drop(m) {
		g.touch(l, m)
	}
}

// touch notes the days whose episodes a mention may have changed: its own, and both sides of the cuts that it may have moved.
func (g *Groups[T]) touch(l *lane[T], m *Mention[T]) {
	days := append(g.touched[l], m.Day)
	for _, d := range slices.Concat(m.begins, m.ends) {
		days = append(days, d-1, d)
		if b, ok := l.beginAfter(d); ok {
			days = append(days, b-1, b)
		}
	}
	g.touched[l] = days
}

// train is all who follow a mention, directly or not.
func (m *Mention[T]) train() []*Mention[T] {
	var all []*Mention[T]
	for _, f := range m.follows {
		all = append(append(all, f), f.train()...)
	}
	return all
}

// lane is that of the one it follows at last.
func (m *Mention[T]) lane() *lane[T] {
	for m.leader != nil {
		m = m.leader
	}
	return m.home.lane
}

func (l *lane[T]) take(m *Mention[T]) {
	l.mentions = insert(l.mentions, m)
	for _, d := range m.begins {
		l.begins = insertDay(l.begins, d)
	}
	for _, d := range m.ends {
		l.ends = insertDay(l.ends, d)
	}
}

func (l *lane[T]) drop(m *Mention[T]) bool {
	i, ok := slices.BinarySearchFunc(l.mentions, m, (*Mention[T]).before)
	if !ok {
		return false
	}
	l.mentions = slices.Delete(l.mentions, i, i+1)
	for _, d := range m.begins {
		l.begins = deleteDay(l.begins, d)
	}
	for _, d := range m.ends {
		l.ends = deleteDay(l.ends, d)
	}
	return true
}

// beginAfter is the first day after another on which something began.
func (l *lane[T]) beginAfter(day int) (int, bool) {
	i := sort.SearchInts(l.begins, day+1)
	if i == len(l.begins) {
		return 0, false
	}
	return l.begins[i], true
}

// cuts are the days from which mentions are of another thing: each the first on which something began after an end.
func (l *lane[T]) cuts() []int {
	var cuts []int
	for _, e := range l.ends {
		if b, ok := l.beginAfter(e); ok && (len(cuts) == 0 || cuts[len(cuts)-1] != b) {
			cuts = append(cuts, b)
		}
	}
	return cuts
}

// A Group is the mentions of one thing, in order.
type Group[T any] []*Mention[T]

// episode is the mentions between two cuts.
func (l *lane[T]) episode(cuts []int, i int) Group[T] {
	at := func(day int) int {
		return sort.Search(len(l.mentions), func(i int) bool { return l.mentions[i].Day >= day })
	}
	from, to := 0, len(l.mentions)
	if i > 0 {
		from = at(cuts[i-1])
	}
	if i < len(cuts) {
		to = at(cuts[i])
	}
	return l.mentions[from:to:to]
}

// All gives all groups, in no order. They hold until the next mention is added.
func (g *Groups[T]) All() iter.Seq[Group[T]] {
	return func(yield func(Group[T]) bool) {
		for _, b := range g.blocks {
			for l := range b.lanes {
				cuts := l.cuts()
				for i := range len(cuts) + 1 {
					for _, e := range g.parted(l.episode(cuts, i)) {
						if !yield(e) {
							return
						}
					}
				}
			}
		}
	}
}

// Touch has the groups of a document be given as touched: something else that they tell has changed.
func (g *Groups[T]) Touch(doc string) {
	for _, m := range g.byDoc[doc] {
		l := m.lane()
		g.touched[l] = append(g.touched[l], m.Day)
	}
}

// Touched gives the groups that have changed since it was last asked, in no order.
func (g *Groups[T]) Touched() iter.Seq[Group[T]] {
	return func(yield func(Group[T]) bool) {
		defer clear(g.touched)
		for l, days := range g.touched {
			cuts, seen := l.cuts(), map[int]bool{}
			for _, d := range days {
				i := sort.SearchInts(cuts, d+1)
				if seen[i] {
					continue
				}
				seen[i] = true
				for _, e := range g.parted(l.episode(cuts, i)) {
					if !yield(e) {
						return
					}
				}
			}
		}
	}
}

func insert[T any](sorted []*Mention[T], m *Mention[T]) []*Mention[T] {
	i, _ := slices.BinarySearchFunc(sorted, m, (*Mention[T]).before)
	return slices.Insert(sorted, i, m)
}

func insertDay(days []int, d int) []int {
	i, _ := slices.BinarySearch(days, d)
	return slices.Insert(days, i, d)
}

func deleteDay(days []int, d int) []int {
	if i, ok := slices.BinarySearch(days, d); ok {
		return slices.Delete(days, i, i+1)
	}
	return days
}

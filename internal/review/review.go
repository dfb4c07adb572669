// Package review reads documents, their readings and what people decided, and writes the readings and the dossier as reviewed
// (docs/guide/review.md).
//
// A decision is anchored to words: after a newer engine gave other ids or moved a line, it finds its item again by its type and
// the words that it rests on. One whose item is not found any more has no effect, and is never lost.
package review

import (
	"cmp"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/weave"
)

// The types of items that can be decided on; as the record's "type".
const (
	Statement   = "statement"
	Position    = "position"
	Figure      = "figure"
	Commitment  = "commitment"
	Contact     = "contact"
	Discrepancy = "discrepancy"
	Actor       = "actor"
)

// A Page is a document and what was read in it.
type Page struct {
	Document *doc.Document
	Reading  *meaning.Reading
}

// A Result is what all pages say together, as reviewed.
type Result struct {
	Dossier *dossier.Dossier
	Given   []Page // what was given, in order of the documents' ids
	Pages   []Page // in order of the documents' ids, with their readings as reviewed; one that nobody touched is the one that was given
	Fates   []Fate // what became of each decision, in the order in which they were made
}

// A Fate is what became of a decision.
type Fate struct {
	store.Decision
	State State
	On    string // id of the item that it stands on now; empty where it stands on none
	Doc   string // id of the document where that stands, or the first of several
}

// A State is whether a decision has an effect, and why not.
type State string

const (
	InForce    State = "in-force"
	Undone     State = "undone"     // by a later one
	Superseded State = "superseded" // by a later one on the same item and field
	Orphaned   State = "orphaned"   // its words, or an item of its type on them, are not found any more
	Otherwise  State = "otherwise"  // the words are read otherwise now than they were when it was made
	Invalid    State = "invalid"    // it says nothing that can be done
)

// Weave applies decisions to readings and makes the dossier of them. asOf is the day on which the dossier is looked at, ISO 8601;
// that of the newest document where it is empty. The order of the pages does not matter; of the decisions the later one wins, by
// the time at which they were made. What is given is not changed.
func Weave(pages []Page, decisions []store.Decision, asOf string) *Result {
	r := newReviewer(pages, decisions)
	r.read()
	w := weave.New()
	if asOf != "" {
		w.AsOf(asOf)
	}
	for _, p := range r.pages {
		w.Add(p.Document, p.Reading)
	}
	d := w.Dossier()
	if r.deliberate(d) {
		w = weave.New()
		w.AsOf(asOf)
		for _, p := range r.struck() {
			w.Add(p.Document, p.Reading)
		}
		w.Arrange(r.arrangement())
		d = w.Dossier()
	}
	r.finish(d)
	return &Result{Dossier: d, Given: r.given, Pages: r.pages, Fates: r.fates}
}

// A reviewer applies decisions, one after another.
type reviewer struct {
	given  []Page // in order of id
	pages  []Page // the same, with readings that are ours where something was decided
	byDoc  map[string]int
	copied map[string]bool // the documents whose reading is ours to change
	fates  []Fate
	marks  map[string]*marks // of statements, positions, figures and actors, by type and id
	names  map[string]meaning.Actor
	lines  lines
}

func newReviewer(pages []Page, decisions []store.Decision) *reviewer {
	r := &reviewer{pages: slices.Clone(pages), byDoc: map[string]int{}, copied: map[string]bool{}, marks: map[string]*marks{}}
	slices.SortFunc(r.pages, func(a, b Page) int { return cmp.Compare(a.Document.ID, b.Document.ID) })
	r.given = slices.Clone(r.pages)
	for i, p := range r.pages {
		r.byDoc[p.Document.ID] = i
	}
	decisions = InOrder(decisions)
	force := inForce(decisions)
	for _, d := range decisions {
		f := Fate{Decision: d, State: InForce}
		if !force[d.ID] {
			f.State = Undone
		}
		r.fates = append(r.fates, f)
	}
	return r
}

// InOrder gives decisions in the order in which they were made.
func InOrder(decisions []store.Decision) []store.Decision {
	decisions = slices.Clone(decisions)
	slices.SortStableFunc(decisions, func(a, b store.Decision) int { return a.At.Compare(b.At) })
	return decisions
}

// inForce tells which decisions are not undone. To undo what undoes makes the first hold again.
func inForce(decisions []store.Decision) map[string]bool {
	undoing := map[string][]string{}
	for _, d := range decisions {
		if d.What == store.Undo {
			undoing[d.Undoes] = append(undoing[d.Undoes], d.ID)
		}
	}
	force, asked := map[string]bool{}, map[string]bool{}
	var holds func(id string) bool
	holds = func(id string) bool {
		if known, ok := force[id]; ok {
			return known
		}
		if asked[id] { // two undo each other, which nothing but a broken file says
			return false
		}
		asked[id] = true
		holding := !slices.ContainsFunc(undoing[id], holds)
		force[id] = holding
		return holding
	}
	for _, d := range decisions {
		holds(d.ID)
	}
	return force
}

// decisions gives the fates of the decisions that are in force and of certain types, in order.
func (r *reviewer) decisions(types ...string) []*Fate {
	var all []*Fate
	for i := range r.fates {
		f := &r.fates[i]
		if f.State == InForce && f.What != store.Undo && slices.Contains(types, f.Type) {
			all = append(all, f)
		}
	}
	return all
}

// marks are the decisions that stand on one item.
type marks struct {
	stands []*Fate
	from   map[string]string // of a changed field: what the engine had read
}

// add puts a decision on an item; it supersedes an earlier one on the same field.
func (m *marks) add(f *Fate, on, from string) {
	for i, o := range m.stands {
		if slot(o) == slot(f) {
			o.State = Superseded
			m.stands = slices.Delete(m.stands, i, i+1)
			break
		}
	}
	f.On = on
	m.stands = append(m.stands, f)
	if f.What == store.Change {
		if m.from == nil {
			m.from = map[string]string{}
		}
		if _, there := m.from[f.Field]; !there {
			m.from[f.Field] = from
		}
	}
}

// heir takes over what stands on another item, which is no more.
func (m *marks) heir(o *marks, on string) {
	stands := slices.Concat(m.stands, o.stands)
	m.stands, o.stands = nil, nil
	slices.SortStableFunc(stands, func(a, b *Fate) int { return a.At.Compare(b.At) })
	for _, f := range stands {
		m.add(f, on, o.from[f.Field])
	}
}

// slot is what only one decision on an item can say.
func slot(f *Fate) string {
	switch f.What {
	case store.Right, store.Wrong:
		return "verdict"
	case store.Change:
		return "change " + f.Field
	}
	return string(f.What) + " " + f.ID
}

// wrong reports whether the item is struck.
func (m *marks) wrong() bool {
	return m != nil && slices.ContainsFunc(m.stands, func(f *Fate) bool { return f.What == store.Wrong })
}

var verdicts = map[store.Verdict]meaning.Verdict{
	store.Right: meaning.ReviewedRight, store.Wrong: meaning.ReviewedWrong, store.Change: meaning.ReviewedChanged,
	store.Add: meaning.ReviewedAdded, store.Merge: meaning.ReviewedMerged, store.Split: meaning.ReviewedSplit,
}

// weight orders what can be said of an item at once: what weighs most is its verdict.
var weight = map[store.Verdict]int{store.Wrong: 6, store.Change: 5, store.Add: 4, store.Merge: 3, store.Split: 2, store.Right: 1}

// review is what stands on the item; nil where nothing was decided.
func (m *marks) review() *meaning.Review {
	if m == nil || len(m.stands) == 0 {
		return nil
	}
	var decided []meaning.Decided
	for _, f := range m.stands {
		d := meaning.Decided{ID: f.ID, What: verdicts[f.What], Who: f.Who, At: f.At, Why: f.Why}
		if f.What == store.Change {
			d.Field, d.From, d.To = f.Field, m.from[f.Field], text(f.Value)
		}
		decided = append(decided, d)
	}
	return summed(decided)
}

func (r *reviewer) mark(kind, id string) *marks {
	key := kind + " " + id
	if r.marks[key] == nil {
		r.marks[key] = &marks{}
	}
	return r.marks[key]
}

// page gives a page whose reading may be changed.
func (r *reviewer) page(id string) *Page {
	p := &r.pages[r.byDoc[id]]
	if !r.copied[id] {
		r.copied[id] = true
		own := *p.Reading
		own.Actors = slices.Clone(own.Actors)
		own.Statements = slices.Clone(own.Statements)
		own.Positions = slices.Clone(own.Positions)
		own.Commitments = slices.Clone(own.Commitments)
		own.Contacts = slices.Clone(own.Contacts)
		own.Accounts = slices.Clone(own.Accounts)
		own.Figures = slices.Clone(own.Figures)
		p.Reading = &own
	}
	return p
}

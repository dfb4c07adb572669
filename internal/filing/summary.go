package filing

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/store"
)

// A PartySummary is what is heard of one party. The party without a name holds the statements whose speaker is not known to
// stand for any.
type PartySummary struct {
	Name       string                   `json:"name"`
	Rank       int                      `json:"rank"` // 1 for the one heard most; 0 for the one without a name
	Statements int                      `json:"statements"`
	Speakers   int                      `json:"speakers"`  // how many different ones are named
	Documents  int                      `json:"documents"` // how many it is heard in
	Sourcing   map[meaning.Sourcing]int `json:"sourcing"`
}

// A DossierSummary is how much a dossier holds.
type DossierSummary struct {
	Items map[string]int `json:"items"`          // by type
	From  string         `json:"from,omitempty"` // the first and the last day of a document, of those that are known to the day
	To    string         `json:"to,omitempty"`
	Heard []Heard        `json:"heard,omitempty"` // the actors heard most, those first
	Read  string         `json:"read,omitempty"`  // the engine that read the newest reading
}

// Heard is how often an actor is heard.
type Heard struct {
	Actor      string `json:"actor"`
	Name       string `json:"name"`
	Party      string `json:"party,omitempty"`
	Statements int    `json:"statements"`
	Documents  int    `json:"documents"`
}

// mostHeard is how many actors the summary names.
const mostHeard = 25

// summary files the actors, the parties and the whole.
func (f *filer) summary(d *dossier.Dossier, t *record.Tally) {
	parties := t.Parties
	names := slices.SortedFunc(maps.Keys(parties), func(a, b string) int {
		return cmp.Or(cmp.Compare(b2i(a == ""), b2i(b == "")), cmp.Compare(parties[b].Statements, parties[a].Statements), cmp.Compare(a, b))
	})
	for i, name := range names {
		p := parties[name]
		line := PartySummary{Name: name, Rank: i + 1, Statements: p.Statements, Speakers: len(p.Speakers), Documents: p.Documents, Sourcing: p.Sourcing}
		if name == "" {
			line.Rank = 0
		}
		f.add(Party, "party-"+cmp.Or(name, None), fmt.Sprintf("%09d", i), line, name)
	}
	var heard []Heard
	for _, a := range record.Actors(d.Actors, t) {
		order := "1 " + a.Name
		if a.Statements > 0 {
			heard = append(heard, Heard{a.ID, a.Name, a.Party, a.Statements, a.Documents})
			order = fmt.Sprintf("0 %09d %09d %s", rank(names, a.Party), 999_999_999-a.Statements, a.Name)
		}
		tags := append(documents(a.Evidence), tag("party", a.Party), tag("kind", string(a.Kind)))
		tags = append(tags, reviewed(a.Review, "")...)
		words := a.Name
		for _, other := range slices.Concat(a.Aliases, a.Roles) {
			words += "\n" + other
		}
		f.add(Actor, a.ID, order, a, words, tags...)
		f.shorten(Actor, func() any { return shortActor(a, placesOnPage) }, func() any { return shortActor(a, placesInList) })
	}
	slices.SortFunc(heard, func(a, b Heard) int {
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.Name, b.Name))
	})
	whole := DossierSummary{Items: map[string]int{Document: len(d.Documents), Statement: t.Statements, Figure: t.Figures}, Heard: heard[:min(len(heard), mostHeard)]}
	for _, item := range f.items {
		whole.Items[item.Type]++
	}
	for _, s := range d.Stands {
		whole.Items[Position] += len(s.Positions)
	}
	const day = len("2025-03-18")
	for _, document := range d.Documents {
		if date := document.Published.Date; len(date) >= day {
			whole.From, whole.To = min(cmp.Or(whole.From, date[:day]), date[:day]), max(whole.To, date[:day])
		}
	}
	f.add(Summary, "summary", "", whole, "")
}

// rank is where a party stands among those heard; one that nobody speaks for stands last.
func rank(names []string, party string) int {
	if i := slices.Index(names, party); i >= 0 {
		return i
	}
	return len(names)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Changes compares the items of a dossier with the hashes of those that are kept: which must be written and which are gone.
func Changes(items []store.Item, kept map[string]string) (changed []store.Item, gone []string) {
	there := make(map[string]bool, len(items))
	for _, item := range items {
		there[item.ID] = true
		if kept[item.ID] != item.Hash() {
			changed = append(changed, item)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(kept)) {
		if !there[id] {
			gone = append(gone, id)
		}
	}
	return changed, gone
}

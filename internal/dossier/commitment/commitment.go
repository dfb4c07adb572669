// Package commitment makes one commitment of its mentions: it reads what all places say of it and writes the dossier's
// commitment, with the history of how it stood (docs/guide/commitments.md).
package commitment

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Mention is one place that speaks of the commitment, and the day on which its document came out.
type Mention struct {
	*meaning.Commitment
	Published string // ISO 8601; empty where it is not known

	stood, told int // the days on which it stood so, and on which that was told
}

// Of makes one commitment of its mentions, of which there is at least one. asOf is the day on which it is looked at (ISO 8601),
// for what has passed by then; where it is empty nothing passes by itself.
func Of(mentions []Mention, asOf string) dossier.Commitment {
	mentions = slices.Clone(mentions)
	for i := range mentions {
		m := &mentions[i]
		m.stood, m.told = day(since(*m)), day(m.Published)
	}
	slices.SortFunc(mentions, inTime)
	c := dossier.Commitment{
		ID:         "of-" + first(mentions).ID,
		Issue:      mentions[0].Issue,
		Kind:       meaning.CommitmentKind(vote(mentions, func(m Mention) string { return string(m.Kind) })),
		Parties:    parties(mentions),
		Scopes:     scopes(mentions),
		Place:      placeOf(mentions),
		Duration:   vote(mentions, func(m Mention) string { return m.Duration }),
		Start:      exactest(mentions, func(m Mention) string { return m.Start }),
		End:        exactest(mentions, func(m Mention) string { return m.End }),
		Date:       exactest(mentions, func(m Mention) string { return m.Date }),
		Conditions: []doc.Evidence{},
		History:    make([]dossier.Standing, 0, len(mentions)+1),
	}
	if len(c.Scopes) > 0 {
		c.Scope = c.Scopes[0].Says
	}
	for _, m := range mentions {
		c.Mentions = append(c.Mentions, m.ID)
		c.Evidence = append(c.Evidence, m.Evidence...)
		c.History = append(c.History, standing(m))
		for _, q := range m.Conditions {
			c.Conditions = append(c.Conditions, doc.Evidence{Doc: m.Doc, Start: q.Start, End: q.End, Quote: q.Text})
		}
	}
	c.Evidence = distinct(c.Evidence)
	c.Conditions = distinct(c.Conditions)
	steps := dossier.Steps(c.History)
	c.Status = steps[len(steps)-1].Status
	settle(&c, mentions, asOf)
	return c
}

// first is the mention that the commitment is named after: the first in order of documents, so that the name does not depend
// on what is made of it.
func first(mentions []Mention) Mention {
	return slices.MinFunc(mentions, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Published+"\uffff", b.Published+"\uffff"), inText(a, b))
	})
}

func inText(a, b Mention) int {
	return cmp.Or(cmp.Compare(a.Doc, b.Doc), cmp.Compare(place(a), place(b)), cmp.Compare(a.ID, b.ID))
}

func place(m Mention) int {
	if len(m.Evidence) == 0 {
		return 0
	}
	return m.Evidence[0].Start
}

// inTime is the order of the history: by the day on which it stood so, then by the day on which it was told.
func inTime(a, b Mention) int {
	return cmp.Or(cmp.Compare(a.stood, b.stood), cmp.Compare(a.told, b.told), inText(a, b))
}

// since is when the commitment stood as the mention says: as told, or else when it was told.
func since(m Mention) string { return cmp.Or(m.Time, m.Published) }

// day is the first day of a date; what has no date comes last.
func day(iso string) int {
	days, ok := dossier.DaysOf(iso)
	if !ok {
		return 1 << 30
	}
	return days.First
}

func standing(m Mention) dossier.Standing {
	s := dossier.Standing{Status: m.Status, Time: since(m), Against: m.Against, Hedge: m.Hedge, Evidence: m.Evidence}
	if m.By != nil {
		s.By, s.Party = m.By.Name, m.By.Party
	}
	return s
}

// parties are those that a good part of the tellings names, so that one slip does not bind a third.
func parties(mentions []Mention) []string {
	named := dossier.Votes{}
	for _, m := range mentions {
		for _, p := range m.Parties {
			named.Add(p)
		}
	}
	most := named[named.First()]
	all := []string{}
	for _, p := range slices.Sorted(maps.Keys(named)) {
		if 4*named[p] >= most {
			all = append(all, p)
		}
	}
	return all
}

// scopes are the different words for what it covers, each with who says so first.
func scopes(mentions []Mention) []dossier.Scope {
	var all []dossier.Scope
	at := map[[2]string]int{} // by who says it and the words as they stand, or but for space and case
	for _, m := range mentions {
		if m.Scope == nil {
			continue
		}
		by := ""
		if m.By != nil {
			by = m.By.Party
		}
		exact := [2]string{by, m.Scope.Text}
		i, ok := at[exact]
		if !ok {
			alike := [2]string{by, strings.ToLower(strings.Join(strings.Fields(m.Scope.Text), " "))}
			if i, ok = at[alike]; !ok {
				i = len(all)
				all = append(all, dossier.Scope{By: by, Says: m.Scope.Text})
			}
			at[exact], at[alike] = i, i
		}
		all[i].Evidence = append(all[i].Evidence, doc.Evidence{Doc: m.Doc, Start: m.Scope.Start, End: m.Scope.End, Quote: m.Scope.Text})
	}
	return all
}

// vote is what most mentions give, of several what was told first.
func vote(mentions []Mention, field func(Mention) string) string {
	best, _ := tally(mentions, field, false)
	return best
}

// placeOf is where it is to hold, where a good part of the mentions tells, so that one slip does not move it.
func placeOf(mentions []Mention) string {
	place, n := tally(mentions, func(m Mention) string { return m.Place }, false)
	if 4*n < len(mentions) {
		return ""
	}
	return place
}

// exactest is what most mentions give among those that give a day.
func exactest(mentions []Mention, field func(Mention) string) string {
	if best, n := tally(mentions, field, true); n > 0 {
		return best
	}
	return vote(mentions, field)
}

// tally counts what the mentions, which are in order, give for a field: in days alone, or all.
func tally(mentions []Mention, field func(Mention) string, exact bool) (best string, most int) {
	type count struct {
		value string
		n     int
	}
	var counts []count
	for _, m := range mentions {
		value := field(m)
		if value == "" {
			continue
		}
		i := slices.IndexFunc(counts, func(c count) bool { return c.value == value })
		if i < 0 {
			if days, ok := dossier.DaysOf(value); exact && (!ok || !days.Exact()) {
				continue
			}
			i, counts = len(counts), append(counts, count{value, 0})
		}
		counts[i].n++
	}
	for _, c := range counts {
		if c.n > most {
			best, most = c.value, c.n
		}
	}
	return best, most
}

// distinct sorts places and takes each once.
func distinct(all []doc.Evidence) []doc.Evidence {
	if !slices.IsSortedFunc(all, dossier.EvidenceInOrder) {
		slices.SortFunc(all, dossier.EvidenceInOrder)
	}
	return slices.Compact(all)
}

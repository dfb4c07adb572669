package commitment

import (
	"cmp"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// settle adds to the history what follows from it and stands in no one place: that a breach is alleged by one side and denied by
// the other, and that the time has passed. Both are marked as inferred.
func settle(c *dossier.Commitment, mentions []Mention, asOf string) {
	if c.Status == meaning.StatusViolated || c.Status == meaning.StatusInForce {
		if s, ok := disputed(mentions); ok {
			c.Status, c.History = s.Status, append(c.History, s)
		}
	}
	start, length, ok := term(c, mentions)
	if !ok {
		return
	}
	if c.End == "" {
		end, _ := dossier.After(start.day, c.Duration)
		c.End, c.Computed = dossier.Date(end), true
	}
	today, known := dossier.DaysOf(asOf)
	if dossier.Binds(c.Status) && known && day(c.End) < today.First && !lives(mentions, day(c.End)) {
		c.Status = meaning.StatusExpired
		c.History = append(c.History, dossier.Standing{
			Status: meaning.StatusExpired, Time: c.End, Inferred: true, Evidence: distinct(slices.Concat(start.evidence, length)),
		})
	}
}

// disputed finds a breach that one side alleges while the side accused says that it keeps the undertaking.
func disputed(mentions []Mention) (dossier.Standing, bool) {
	for _, m := range slices.Backward(mentions) {
		if m.Status != meaning.StatusViolated || m.By == nil || m.Against == "" || m.By.Party == m.Against {
			continue
		}
		for _, n := range mentions {
			if n.Status == meaning.StatusInForce && n.By != nil && n.By.Party == m.Against && n.stood >= m.stood {
				return dossier.Standing{
					Status: meaning.StatusDisputed, Time: since(n), Against: m.Against, Inferred: true,
					Evidence: distinct(slices.Concat(m.Evidence, n.Evidence)),
				}, true
			}
		}
	}
	return dossier.Standing{}, false
}

// a point is a day and what tells it.
type point struct {
	day      int
	evidence []doc.Evidence
}

// term gives the day on which the time of an undertaking begins to run, and what tells how long it is; ok is false where no
// end can be told. Where no start is told it is the day on which it was agreed or promised.
func term(c *dossier.Commitment, mentions []Mention) (start point, length []doc.Evidence, ok bool) {
	made := exactest(mentions, func(m Mention) string {
		if dossier.Binds(m.Status) {
			return m.Made
		}
		return ""
	})
	for _, m := range mentions {
		if start.evidence == nil && cmp.Or(c.Start, made) != "" && (c.Start != "" && m.Start == c.Start || c.Start == "" && m.Made == made) {
			if days, known := dossier.DaysOf(cmp.Or(c.Start, made)); known && days.Exact() {
				start = point{days.First, m.Evidence}
			}
		}
		if length == nil && (c.End != "" && m.End == c.End || c.End == "" && c.Duration != "" && m.Duration == c.Duration) {
			length = m.Evidence
		}
	}
	if c.End != "" {
		_, ok = dossier.DaysOf(c.End)
		return start, length, ok
	}
	_, ok = dossier.After(start.day, c.Duration)
	return start, length, ok && start.evidence != nil && length != nil
}

// lives reports whether a mention says after the end that the undertaking still binds: that it holds, is broken or goes on.
func lives(mentions []Mention, end int) bool {
	return slices.ContainsFunc(mentions, func(m Mention) bool {
		return dossier.Binds(m.Status) && m.Hedge == "" && m.stood > end && m.stood < 1<<30
	})
}

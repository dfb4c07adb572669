package dossier

import "github.com/parleyhq/parley/internal/meaning"

// step is how far an undertaking has come when it stands so. What is told again of an earlier step does not take it back.
var step = map[meaning.Status]int{
	meaning.StatusProposed: 1,
	meaning.StatusPromised: 2, meaning.StatusAgreed: 2, meaning.StatusNotAgreed: 2,
	meaning.StatusInForce: 3, meaning.StatusViolated: 3, meaning.StatusDisputed: 3,
	meaning.StatusEnded: 4, meaning.StatusExpired: 4,
}

// Binds reports whether an undertaking that stands so is one that holds, kept or not: it is past being offered, and is not over.
func Binds(s meaning.Status) bool {
	return s != meaning.StatusNotAgreed && (step[s] == 2 || step[s] == 3)
}

// Steps gives, of a history in order of time, the standings that changed how the commitment stood; the last of them is how it stands
// (guide commitments §10). Those that are hedged count only where no other tells. What is said to have been offered or agreed after
// it was in force is background; what was not agreed or has ended stands otherwise again only where a later day says so.
func Steps(history []Standing) []Standing {
	plain := false
	for _, s := range history {
		plain = plain || s.Hedge == ""
	}
	var steps []Standing
	for _, s := range history {
		if plain && s.Hedge != "" {
			continue
		}
		if len(steps) == 0 || moves(steps[len(steps)-1], s) {
			steps = append(steps, s)
		}
	}
	return steps
}

// moves reports whether a commitment that stood so stands otherwise by what is said next.
func moves(now, next Standing) bool {
	switch {
	case now.Status == next.Status:
		return false
	case now.Status == meaning.StatusNotAgreed:
		return step[next.Status] >= 2 || later(now, next)
	case step[now.Status] == 4:
		return step[next.Status] == 4 || Binds(next.Status) && later(now, next)
	}
	return step[next.Status] >= step[now.Status]
}

func later(now, next Standing) bool {
	a, okA := DaysOf(now.Time)
	b, okB := DaysOf(next.Time)
	return okA && okB && b.First > a.First
}

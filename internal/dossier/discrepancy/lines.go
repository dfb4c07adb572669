package discrepancy

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// violations is the issue of what is said of undertakings that are kept or broken.
const violations = "violations"

// OfCommitment gives where the sides part about one commitment: whether it is kept (denial), how long it lasts (scope), and
// when it begins and ends (date). The mentions are those that it is made of. What the narrator says parts nobody.
func OfCommitment(_ dossier.Commitment, mentions []meaning.Commitment) []dossier.Discrepancy {
	var found []dossier.Discrepancy
	for i, a := range mentions {
		for j, b := range mentions {
			if a.By == nil || b.By == nil || a.By.Party == "" || b.By.Party == "" || a.By.Party == b.By.Party || len(a.Evidence) == 0 || len(b.Evidence) == 0 {
				continue
			}
			if a.Status == meaning.StatusViolated && b.Status == meaning.StatusInForce && a.Against == b.By.Party {
				found = append(found, between(dossier.Denial, violations, a, b,
					fmt.Sprintf("%s says that %s broke the undertaking, %s that it is kept.", a.By.Party, a.Against, b.By.Party)))
			}
			if i >= j || a.Former != b.Former {
				continue
			}
			for _, t := range []struct {
				kind    dossier.DiscrepancyKind
				of      string
				one, to string
			}{
				{dossier.ScopeApart, "how long it lasts", a.Duration, b.Duration},
				{dossier.DateApart, "when it begins", a.Start, b.Start},
				{dossier.DateApart, "when it ends", a.End, b.End},
				{dossier.DateApart, "its date", a.Date, b.Date},
			} {
				if differ(t.one, t.to) {
					first, second := a, b
					if b.By.Party < a.By.Party {
						first, second = b, a
						t.one, t.to = t.to, t.one
					}
					found = append(found, between(t.kind, a.Issue, first, second,
						fmt.Sprintf("%s and %s part over %s: %s, %s.", first.By.Party, second.By.Party, t.of, t.one, t.to)))
				}
			}
		}
	}
	return finish(found)
}

// differ reports whether two dates or lengths are known and not the same: 2031-05 may be 2031-05-02.
func differ(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	n := min(len(a), len(b))
	return a[:n] != b[:n]
}

func between(kind dossier.DiscrepancyKind, issue string, a, b meaning.Commitment, why string) dossier.Discrepancy {
	side := func(c meaning.Commitment) dossier.Side {
		return dossier.Side{Party: c.By.Party, Speaker: c.By.Name, Doc: c.Doc, Says: oneLine(c.Evidence[0].Quote), Evidence: c.Evidence}
	}
	return dossier.Discrepancy{Kind: kind, Issue: issue, Between: []dossier.Side{side(a), side(b)}, Why: why}
}

// OfCount gives where two sides give numbers for one thing, at one time, that cannot both be right.
func OfCount(c dossier.Count) []dossier.Discrepancy {
	var found []dossier.Discrepancy
	for i, a := range c.Figures {
		for _, b := range c.Figures[i+1:] {
			if a.By == nil || b.By == nil || a.By.Party == "" || b.By.Party == "" || a.By.Party == b.By.Party || len(a.Evidence) == 0 || len(b.Evidence) == 0 {
				continue
			}
			if a.Unit != b.Unit || differ(a.Time, b.Time) || mayBothHold(a, b) {
				continue
			}
			if b.By.Party < a.By.Party {
				a, b = b, a
			}
			found = append(found, dossier.Discrepancy{
				Kind: dossier.NumberApart, Between: []dossier.Side{ofFigure(a), ofFigure(b)},
				Why: fmt.Sprintf("%s: %s; %s: %s.", a.By.Party, number(a), b.By.Party, number(b)),
			})
		}
	}
	return finish(found)
}

func ofFigure(f meaning.Figure) dossier.Side {
	return dossier.Side{Party: f.By.Party, Speaker: f.By.Name, Doc: f.Doc, Says: oneLine(f.Evidence[0].Quote), Evidence: f.Evidence}
}

func number(f meaning.Figure) string {
	s := strconv.FormatFloat(f.Value, 'f', -1, 64)
	if f.Comparator != "" {
		s = f.Comparator + " " + s
	}
	return s
}

// mayBothHold reports whether two figures leave room for one true number, or most likely count two things: at least 10 and 12
// do, 22 and 23 do not.
func mayBothHold(a, b meaning.Figure) bool {
	const apart = 10 // numbers so far apart do not count one thing
	if low, high := min(a.Value, b.Value), max(a.Value, b.Value); low <= 0 || high > apart*low {
		return true
	}
	lowA, highA := bounds(a)
	lowB, highB := bounds(b)
	return lowA <= highB && lowB <= highA
}

// bounds gives the least and the greatest number that a figure leaves room for.
func bounds(f meaning.Figure) (low, high float64) {
	const anything, about = 1e300, 0.1
	switch f.Comparator {
	case "at least", "more than", "over":
		return f.Value, anything
	case "at most", "less than", "up to", "under", "fewer than":
		return -anything, f.Value
	case "about", "around", "nearly", "almost", "some", "roughly":
		return f.Value * (1 - about), f.Value * (1 + about)
	}
	return f.Value, f.Value
}

// Distinct drops what is found twice, by a contact's accounts and by a commitment: of two discrepancies of one kind and
// issue between the same sides that share a place, the one that names a contact stays, else the first.
func Distinct(all []dossier.Discrepancy) []dossier.Discrepancy {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b dossier.Discrepancy) int {
		return cmp.Or(cmp.Compare(b.Contact, a.Contact), cmp.Compare(a.Issue, b.Issue), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
	var kept []dossier.Discrepancy
	for _, d := range sorted {
		if !slices.ContainsFunc(kept, func(k dossier.Discrepancy) bool { return alike(k, d) }) {
			kept = append(kept, d)
		}
	}
	slices.SortFunc(kept, func(a, b dossier.Discrepancy) int {
		return cmp.Or(cmp.Compare(a.Contact, b.Contact), cmp.Compare(a.Issue, b.Issue), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
	return kept
}

func alike(a, b dossier.Discrepancy) bool {
	if a.Kind != b.Kind || a.Issue != b.Issue || !slices.Equal(whoOf(a.Between), whoOf(b.Between)) || silent(a) != silent(b) {
		return false
	}
	for i := range a.Between {
		if len(a.Between[i].Evidence) > 0 && len(b.Between[i].Evidence) > 0 && !shares(a.Between[i].Evidence, b.Between[i].Evidence) {
			return false
		}
	}
	return true
}

func shares(a, b []doc.Evidence) bool {
	return slices.ContainsFunc(a, func(x doc.Evidence) bool {
		return slices.ContainsFunc(b, func(y doc.Evidence) bool { return x.Doc == y.Doc && x.Span().Overlaps(y.Span()) })
	})
}

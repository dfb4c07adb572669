package weave

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/dossier/timeline"
	"github.com/parleyhq/parley/internal/meaning"
)

// sortLines puts the lines of a dossier in the order that its type gives, and takes each discrepancy once.
func sortLines(d *dossier.Dossier) {
	slices.SortFunc(d.Actors, func(a, b meaning.Actor) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(d.Commitments, func(a, b dossier.Commitment) int {
		return cmp.Or(cmp.Compare(day(firstTime(a)), day(firstTime(b))), cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(d.Contacts, func(a, b dossier.Contact) int {
		return cmp.Or(cmp.Compare(day(a.Date), day(b.Date)), cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(d.Accounts, func(a, b dossier.Account) int {
		return cmp.Or(cmp.Compare(a.Contact, b.Contact), cmp.Compare(a.Party, b.Party), cmp.Compare(a.Voice, b.Voice))
	})
	slices.SortFunc(d.Stands, func(a, b dossier.Stand) int {
		return cmp.Or(cmp.Compare(a.Issue, b.Issue), cmp.Compare(a.Party, b.Party))
	})
	slices.SortFunc(d.Counts, func(a, b dossier.Count) int {
		return cmp.Or(cmp.Compare(a.What, b.What), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(d.Timeline, timeline.InOrder)
	slices.SortFunc(d.Discrepancies, func(a, b dossier.Discrepancy) int {
		return cmp.Or(cmp.Compare(a.Contact, b.Contact), cmp.Compare(a.Issue, b.Issue), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
	d.Discrepancies = slices.CompactFunc(d.Discrepancies, func(a, b dossier.Discrepancy) bool { return a.ID == b.ID })
}

// firstTime is the first time in a commitment's history.
func firstTime(c dossier.Commitment) string {
	if len(c.History) == 0 {
		return ""
	}
	return c.History[0].Time
}

// day is the first day of a date; what has no date comes last.
func day(iso string) int {
	days, ok := dossier.DaysOf(iso)
	if !ok {
		return 1 << 30
	}
	return days.First
}

// compareVersions compares two versions by their numbers: 0.10.0 is newer than 0.9.2.
func compareVersions(a, b string) int {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(x), len(y)) {
		m, errM := strconv.Atoi(x[i])
		n, errN := strconv.Atoi(y[i])
		if errM != nil || errN != nil {
			if c := cmp.Compare(x[i], y[i]); c != 0 {
				return c
			}
			continue
		}
		if m != n {
			return cmp.Compare(m, n)
		}
	}
	return cmp.Compare(len(x), len(y))
}

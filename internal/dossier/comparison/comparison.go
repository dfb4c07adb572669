// Package comparison reads the accounts of two sides and where they part, and writes them aligned issue by issue.
package comparison

import (
	"cmp"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Side is the accounts of one side, under the name that they are shown by.
type Side struct {
	Name     string
	Accounts []meaning.Account
}

// Of aligns what two sides say, accounts that stand there in full before those that are cited. Rows on which they
// part come first, then those on which both speak, then those on which one does, each in the order in which the first side
// comes to the issues, then the second; what is said of the contact as a whole comes last.
func Of(contact string, a, b Side, partings []dossier.Discrepancy) dossier.Comparison {
	c := dossier.Comparison{Contact: contact, Sides: [2]string{a.Name, b.Name}}
	at := map[string]int{}
	row := func(issue string) *dossier.Aligned {
		i, there := at[issue]
		if !there {
			i = len(c.Rows)
			at[issue] = i
			c.Rows = append(c.Rows, dossier.Aligned{Issue: issue})
		}
		return &c.Rows[i]
	}
	for i, side := range []Side{a, b} {
		for _, account := range inFullFirst(side.Accounts) {
			for _, p := range account.Points {
				if len(p.Evidence) == 0 {
					continue
				}
				told := dossier.Told{Party: account.Party, Speaker: account.Speaker.Name, Voice: account.Voice, Point: p}
				if r := row(p.Issue); !tells(r.Says[i], told) {
					r.Says[i] = append(r.Says[i], told)
				}
			}
		}
	}
	for _, d := range partings {
		r := row(d.Issue)
		r.Discrepancies = append(r.Discrepancies, d)
		for i, side := range []Side{a, b} {
			if len(r.Says[i]) == 0 {
				r.Says[i] = parted(d, side)
			}
		}
	}
	slices.SortStableFunc(c.Rows, func(a, b dossier.Aligned) int { return cmp.Compare(rank(a), rank(b)) })
	return c
}

// parted is what a side says where it parts: words on which a discrepancy rests stand in its column, though no point of its accounts
// has them.
func parted(d dossier.Discrepancy, of Side) (said []dossier.Told) {
	for _, s := range d.Between {
		speaks := slices.ContainsFunc(of.Accounts, func(a meaning.Account) bool { return a.Party == s.Party })
		if speaks && len(s.Evidence) > 0 {
			said = append(said, dossier.Told{Party: s.Party, Speaker: s.Speaker, Point: meaning.Point{Issue: d.Issue, Evidence: s.Evidence}})
		}
	}
	return said
}

// rank is how far down a row stands.
func rank(r dossier.Aligned) int {
	switch {
	case r.Issue == "":
		return 3
	case len(r.Discrepancies) > 0:
		return 0
	case len(r.Says[0]) > 0 && len(r.Says[1]) > 0:
		return 1
	}
	return 2
}

func inFullFirst(accounts []meaning.Account) []meaning.Account {
	return slices.SortedStableFunc(slices.Values(accounts), func(a, b meaning.Account) int {
		switch {
		case a.Full && !b.Full:
			return -1
		case b.Full && !a.Full:
			return 1
		}
		return 0
	})
}

// tells reports whether a point that stands already has the words of another one.
func tells(said []dossier.Told, told dossier.Told) bool {
	return slices.ContainsFunc(said, func(o dossier.Told) bool {
		return slices.ContainsFunc(o.Evidence, func(e doc.Evidence) bool {
			t := told.Evidence[0]
			return e.Doc == t.Doc && e.Start <= t.Start && t.End <= e.End
		})
	})
}

// Package discrepancy reads what is gathered of one contact, commitment, count or speaker and writes where the accounts of
// it part.
//
// Each function is pure: the same lines give the same discrepancies in whatever order they come, and they name both sides
// alike. What counts as which kind is said in docs/guide/discrepancies.md.
package discrepancy

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
)

// most is how many places of one side a discrepancy shows.
const most = 8

// finish gives discrepancies their sides in order, with each place once, and their ids; and puts them in order. Two of one
// kind between the same sides on the same issue are one.
func finish(found []dossier.Discrepancy) []dossier.Discrepancy {
	merged := map[string]*dossier.Discrepancy{}
	var order []string
	for _, d := range found {
		slices.SortFunc(d.Between, bySide)
		key := strings.Join(append([]string{string(d.Kind), d.Issue, d.Contact}, whoOf(d.Between)...), "\x00")
		if d.Kind == dossier.Omission {
			key += "\x00" + silent(d) // an issue may be left out on either side
		}
		if d.Kind == dossier.QuoteVariant || d.Kind == dossier.NumberApart {
			key += "\x00" + d.Between[0].Says + "\x00" + d.Between[1].Says
		}
		o := merged[key]
		if o == nil {
			merged[key] = &d
			order = append(order, key)
			continue
		}
		for i := range o.Between {
			o.Between[i] = join(o.Between[i], d.Between[i])
		}
		o.Why = min(o.Why, d.Why)
	}
	slices.Sort(order)
	var all []dossier.Discrepancy
	for _, key := range order {
		d := merged[key]
		for i := range d.Between {
			d.Between[i].Evidence = inOrder(d.Between[i].Evidence)
		}
		d.ID = id(*d)
		all = append(all, *d)
	}
	slices.SortFunc(all, func(a, b dossier.Discrepancy) int {
		return cmp.Or(cmp.Compare(a.Contact, b.Contact), cmp.Compare(a.Issue, b.Issue), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
	return all
}

func whoOf(sides []dossier.Side) []string {
	var who []string
	for _, s := range sides {
		who = append(who, s.Party)
	}
	return who
}

// silent names the side that leaves something out.
func silent(d dossier.Discrepancy) string {
	for _, s := range d.Between {
		if s.Says == "" {
			return s.Party
		}
	}
	return ""
}

// join makes one side of two; the words that stand first are shown.
func join(a, b dossier.Side) dossier.Side {
	if bySide(b, a) < 0 {
		a, b = b, a
	}
	a.Evidence = append(slices.Clone(a.Evidence), b.Evidence...)
	return a
}

func bySide(a, b dossier.Side) int {
	first := func(s dossier.Side) doc.Evidence {
		if len(s.Evidence) == 0 {
			return doc.Evidence{Doc: s.Doc}
		}
		return slices.MinFunc(s.Evidence, dossier.EvidenceInOrder)
	}
	return cmp.Or(cmp.Compare(a.Party, b.Party), dossier.EvidenceInOrder(first(a), first(b)), cmp.Compare(a.Says, b.Says), cmp.Compare(a.Speaker, b.Speaker))
}

func inOrder(evidence []doc.Evidence) []doc.Evidence {
	sorted := slices.Clone(evidence)
	slices.SortFunc(sorted, dossier.EvidenceInOrder)
	sorted = slices.Compact(sorted)
	return sorted[:min(len(sorted), most)]
}

// id names a discrepancy by its kind, issue, sides and the places that it rests on.
func id(d dossier.Discrepancy) string {
	h := sha256.New()
	write := func(s string) { h.Write([]byte(s + "\x00")) }
	write(string(d.Kind))
	write(d.Issue)
	write(d.Contact)
	for _, s := range d.Between {
		write(s.Party)
		write(s.Doc)
		for _, e := range s.Evidence {
			write(e.Doc)
			write(e.Quote)
		}
	}
	return "d-" + hex.EncodeToString(h.Sum(nil)[:6])
}

// oneLine puts words on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

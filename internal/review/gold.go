package review

import (
	"cmp"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/gold"
	"github.com/parleyhq/parley/internal/meaning"
)

// Gold writes what people decided as gold: each item that they held right, changed or added as it stands now, and each that they
// held wrong as one that a record should not have (guide review 6). left are the ids of items whose words stand several times in
// their text, or in none that is there.
func Gold(r *Result) (items []gold.Item, left []string) {
	g := golder{texts: map[string]*doc.Document{}}
	for _, p := range r.Pages {
		g.texts[p.Document.ID] = p.Document
	}
	for _, p := range r.Pages {
		reading, struck := p.Reading, p.Reading.Struck
		if struck == nil {
			struck = &meaning.Struck{}
		}
		for _, s := range slices.Concat(reading.Statements, struck.Statements) {
			g.add(ofStatement(&s), s.Evidence, gold.Item{Speaker: ofStatement(&s).Fields["speaker"], Quotation: string(s.Quotation), Act: string(s.Act)})
		}
		for _, s := range slices.Concat(reading.Positions, struck.Positions) {
			g.add(ofPosition(&s), s.Evidence, gold.Item{Party: s.Party, Issue: s.Issue, Stance: string(s.Stance)})
		}
		for _, s := range slices.Concat(reading.Figures, struck.Figures) {
			g.add(ofFigure(&s), s.Evidence, gold.Item{Value: &s.Value, What: cmp.Or(s.What, s.Unit)})
		}
	}
	d := r.Dossier
	for _, c := range slices.Concat(d.Commitments, d.Struck.Commitments) {
		places := c.Evidence // those that give it the status that it has come first
		for _, h := range c.History {
			if h.Status == c.Status && !h.Inferred {
				places = slices.Concat(h.Evidence, places)
			}
		}
		g.add(ofCommitment(&c), places, gold.Item{Issue: c.Issue, Status: string(c.Status), Parties: c.Parties, Duration: c.Duration, Date: c.Date})
	}
	for _, c := range slices.Concat(d.Contacts, d.Struck.Contacts) {
		places := c.Evidence
		for _, h := range c.History {
			if h.Status == c.Status {
				places = slices.Concat(h.Evidence, places)
			}
		}
		g.add(ofContact(&c), places, gold.Item{Form: string(c.Form), Participants: c.Participants, Date: c.Date, Status: string(c.Status)})
	}
	for _, x := range slices.Concat(d.Discrepancies, d.Struck.Discrepancies) {
		item := gold.Item{Type: Discrepancy, Kind: string(x.Kind), Issue: x.Issue}
		whole := true
		for _, side := range x.Between {
			one := gold.Side{Party: side.Party}
			if len(side.Evidence) > 0 {
				file, anchor, ok := g.anchor(side.Evidence)
				one.File, one.Anchor, whole = file, anchor, whole && ok
			} else if t := g.texts[side.Doc]; t != nil {
				one.File = fileOf(t)
			}
			item.Between = append(item.Between, one)
		}
		g.put(ofDiscrepancy(&x), item, whole)
	}
	return g.items, g.left
}

type golder struct {
	texts map[string]*doc.Document
	items []gold.Item
	left  []string
}

// judged reports whether people said what an item is, and not only which others it is one with.
func judged(v *meaning.Review) bool {
	return v != nil && slices.ContainsFunc(v.Decisions, func(d meaning.Decided) bool {
		return d.What != meaning.ReviewedMerged && d.What != meaning.ReviewedSplit
	})
}

func (g *golder) add(item Item, places []Evidence, out gold.Item) {
	if !judged(item.Review) {
		return
	}
	var ok bool
	out.Type = item.Type
	out.File, out.Anchor, ok = g.anchor(places)
	g.put(item, out, ok)
}

func (g *golder) put(item Item, out gold.Item, ok bool) {
	switch {
	case !judged(item.Review):
	case !ok:
		g.left = append(g.left, item.ID)
	default:
		out.Wrong = item.Review.Verdict == meaning.ReviewedWrong
		out.Optional, out.By = out.Wrong, item.Review.Who
		g.items = append(g.items, out)
	}
}

// anchor gives words of the first place that has some which stand once in their text.
func (g *golder) anchor(places []Evidence) (file, anchor string, ok bool) {
	for _, e := range places {
		t := g.texts[e.Doc]
		if t == nil {
			continue
		}
		if anchor, ok := gold.Anchor(t.Text, e.Quote); ok {
			return fileOf(t), anchor, true
		}
	}
	return "", "", false
}

func fileOf(d *doc.Document) string { return gold.FileOf(cmp.Or(d.Path, d.URL, d.ID)) }

package lineage

import (
	"math"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// The shares of words that a relation asks for (guide lineage §3). They are of five words in a row and more.
const (
	copied    = 0.80 // of a copy
	syndicate = 0.60 // of a copy that names its agency: it may be cut or have a paragraph of its own
	revised   = 0.50 // of a revision, of either version
	rewritten = 0.15 // of a rewrite: of its own words, without quotations
	longRun   = 40   // or so many own words in a row
	reused    = 0.25 // of a text by the same publisher, which may use its own background again
	shortRun  = 8    // shorter runs do not count towards a rewrite
	fewWords  = 20   // shorter texts are not compared
)

// findOrigin finds the document that another comes from, and how; -1 where it comes from none.
func (x *Index) findOrigin(n int32) (int32, dossier.Descent) {
	e := x.docs[n]
	best, link := int32(-1), dossier.Descent{}
	if e.print.Words < fewWords {
		return best, link
	}
	found, hot := x.candidates(n)
	if len(found) > 0 {
		t := read(e, hot, meaning.MarkWords)
		for _, o := range found {
			d, ok := relate(e, x.docs[o], t)
			if ok && (best < 0 || stronger(d, link)) {
				best, link = o, d
			}
		}
	}
	if best >= 0 {
		return best, link
	}
	return x.rewriteOf(n)
}

// stronger reports whether one descent says more than another, which came first: a copy more than a rewrite, and more words
// more than fewer.
func stronger(a, b dossier.Descent) bool {
	if (a.Relation == dossier.Derived) != (b.Relation == dossier.Derived) {
		return b.Relation == dossier.Derived
	}
	return a.Share > b.Share
}

// relate tells how a document comes from an earlier one, if it does.
func relate(e, o *entry, t *text) (dossier.Descent, bool) {
	source := read(o, nil, 0)
	m := t.of(source.set())
	back := source.of(t.set())
	d := dossier.Descent{Doc: e.doc.ID, Origin: o.doc.ID, Share: math.Round(m.share()*100) / 100}
	runs := m.runs(anyWord)
	switch share := m.share(); {
	case sameOutlet(e, o) && share >= 0.98 && back.share() >= 0.98:
		d.Relation = dossier.Copy
	case sameOutlet(e, o) && (share >= revised || back.share() >= revised):
		d.Relation = dossier.Revision
		d.Changed, d.Dropped = m.missing(e), back.missing(o)
	case share >= syndicate && credits(e, o):
		d.Relation = dossier.Syndicated
	case share >= copied:
		d.Relation = dossier.Copy
	case official(o.doc) || official(e.doc): // to quote an official text is not to rewrite it
		return d, false
	default:
		runs = slices.DeleteFunc(m.runs(ownWord), t.boilerplate)
		if !isRewrite(m, runs, sameOutlet(e, o)) {
			return d, false
		}
		d.Relation = dossier.Derived
	}
	d.Evidence = m.evidence(e.doc, runs)
	return d, true
}

// isRewrite reports whether the runs of own words that a text shares are enough for a rewrite.
func isRewrite(m match, runs []run, sameOutlet bool) bool {
	own, shared := 0, 0
	for _, w := range m.in.words {
		if ownWord(w) {
			own++
		}
	}
	for _, r := range runs {
		if length := r.end - r.start; length >= shortRun {
			shared += length
		}
	}
	if sameOutlet {
		return shared >= 2*shortRun && float64(shared) >= reused*float64(own)
	}
	return len(runs) > 0 && runs[0].end-runs[0].start >= longRun || shared >= 2*shortRun && float64(shared) >= rewritten*float64(own)
}

// sameOutlet reports whether one publisher put both out: where neither document names it, the address tells.
func sameOutlet(e, o *entry) bool {
	if e.doc.URL != "" && e.doc.URL == o.doc.URL {
		return true
	}
	if e.outlet != "" || o.outlet != "" {
		return e.outlet == o.outlet
	}
	h := host(e.doc.URL)
	return h != "" && h == host(o.doc.URL)
}

// host gives the host of an address without "www.".
func host(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	h, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(strings.ToLower(h), "www.")
}

// credits reports whether a document says whose words it has, or shares its agency with the origin.
func credits(e, o *entry) bool {
	return e.doc.Distributor != "" || e.agency != "" && e.agency != e.outlet || e.agency != "" && (e.agency == o.agency || e.agency == o.outlet) ||
		o.agency != "" && o.agency == o.outlet && mentions(e.doc.Text, o.doc.Publisher) ||
		o.outlet != "" && mentions(byline(e.doc), o.doc.Publisher)
}

func byline(d *doc.Document) string { return strings.Join(d.Byline, "\n") }

// mentions reports whether a text has a name.
func mentions(text, name string) bool { return name != "" && strings.Contains(text, name) }

// official reports whether a document is one side's official text.
func official(d *doc.Document) bool { return d.Kind == doc.Readout || d.Kind == doc.Release }

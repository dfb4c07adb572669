package weave

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// drawPages makes documents that speak, each in its own way, of a few things that may be one or not. The space is small, so that
// all that can happen does: bridges between groups, leaders that come late, ends and new beginnings, dates that are not known.
func drawPages(t *rapid.T) []page {
	draw := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
	day := func(name string) string {
		if rapid.IntRange(0, 2).Draw(t, name+" known") == 0 {
			return ""
		}
		return dossier.Date(22_000 + rapid.IntRange(0, 90).Draw(t, name))
	}
	parties := func() []string {
		return rapid.SampledFrom([][]string{nil, {"Estria"}, {"Valmora"}, {"Estria", "Valmora"}, {"Norland", "Valmora"}, {"Estria", "Norland", "Valmora"}}).Draw(t, "parties")
	}
	var pages []page
	for i := range rapid.IntRange(1, 12).Draw(t, "documents") {
		id := fmt.Sprintf("d%02d", rapid.IntRange(0, 99).Draw(t, "id")*100+i)
		d := &doc.Document{ID: id, Text: strings.Repeat("0123456789 ", 8), Published: doc.Published{Date: day("published")}}
		if rapid.IntRange(0, 3).Draw(t, "year alone") == 0 {
			d.Published.Date = "2030"
		}
		r := &meaning.Reading{Doc: id, Engine: draw("engine", "1.0.0", "1.10.0", "1.9.0")}
		at := 0
		evidence := func() []doc.Evidence {
			at += 3
			return []doc.Evidence{d.Evidence(doc.Span{Start: at - 3, End: at})}
		}
		for j := range rapid.IntRange(0, 3).Draw(t, "commitments") {
			c := meaning.Commitment{
				ID: fmt.Sprintf("%s-c%d", id, j), Doc: id, Issue: draw("issue", "ceasefire", "ceasefire", "prisoners"), Parties: parties(),
				Kind: meaning.CommitmentKind(draw("kind", "", "agreement", "undertaking")), Place: draw("place", "", "", "Sella", "Port Selm"),
				Status:   meaning.Status(draw("status", "proposed", "agreed", "in-force", "violated", "ended")),
				Duration: draw("duration", "", "P30D", "PT72H"), Made: day("made"), Start: day("start"), Time: day("time"), Date: day("date"),
				Former: rapid.IntRange(0, 5).Draw(t, "former") == 0, Evidence: evidence(),
			}
			if scope := draw("scope", "", "wounded soldiers", "all wounded", "detained soldiers"); scope != "" {
				c.Scope = &doc.Quote{Start: 0, End: 3, Text: scope}
			}
			if by := draw("by", "", "Estria", "Valmora"); by != "" {
				c.By, c.Against = &meaning.Speaker{Name: by, Party: by}, draw("against", "", "Estria", "Valmora")
			}
			r.Commitments = append(r.Commitments, c)
		}
		for j := range rapid.IntRange(0, 3).Draw(t, "contacts") {
			r.Contacts = append(r.Contacts, meaning.Contact{
				Weekday: rapid.IntRange(0, 3).Draw(t, "weekday"), Number: rapid.IntRange(0, 3).Draw(t, "number"),
				ID: fmt.Sprintf("%s-k%d", id, j), Doc: id, Form: meaning.ContactForm(draw("form", "call", "talks", "meeting")),
				Date: day("held"), Status: meaning.ContactStatus(draw("contact status", "planned", "held")), Place: draw("place", "", "Sella", "Port Selm"),
				Participants: rapid.SampledFrom([][]meaning.Speaker{
					nil,
					{{Name: "Estria", Party: "Estria"}, {Name: "Valmora", Party: "Valmora"}},
					{{Name: "Ana Duarte", Party: "Valmora"}, {Name: "Piet Halvorsen", Party: "Estria"}},
					{{Name: "Ana Duarte", Party: "Valmora"}, {Name: "Estria", Party: "Estria"}},
				}).Draw(t, "participants"), Evidence: evidence(),
			})
			r.Accounts = append(r.Accounts, meaning.Account{
				ID: fmt.Sprintf("%s-a%d", id, j), Doc: id, Contact: fmt.Sprintf("%s-k%d", id, j), Party: "Estria", Voice: meaning.VoiceReadout,
				Points: []meaning.Point{{Issue: draw("issue", "ceasefire", "prisoners"), Evidence: evidence()}},
			})
		}
		for j := range rapid.IntRange(0, 2).Draw(t, "positions") {
			r.Positions = append(r.Positions, meaning.Position{
				ID: fmt.Sprintf("%s-p%d", id, j), Doc: id, Party: draw("party", "Estria", "Valmora"), Issue: "territory",
				Stance: meaning.Stance(draw("stance", "demands", "rejects", "accepts")), Time: day("held"), Evidence: evidence(),
			})
			r.Figures = append(r.Figures, meaning.Figure{
				ID: fmt.Sprintf("%s-f%d", id, j), Doc: id, Value: float64(rapid.IntRange(1, 3).Draw(t, "value")), What: draw("what", "ships", "the ship", "homes"), Evidence: evidence(),
			})
		}
		r.Actors = []meaning.Actor{{ID: "ana-duarte", Name: draw("name", "Ana Duarte", "Duarte"), Party: "Valmora", Aliases: []string{"Minister Duarte"}, Evidence: evidence()}}
		pages = append(pages, page{d, r})
	}
	return pages
}

func bytesOf(t *rapid.T, d *dossier.Dossier) string {
	b, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestAnyOrder shuffles the readings, some of them of one document by several engines, and asks for the changed lines at any time:
// the dossier is the same to the byte.
func TestAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pages := drawPages(t)
		for _, p := range pages[:rapid.IntRange(0, len(pages)).Draw(t, "read again")] {
			again := *p.reading
			again.Engine = rapid.SampledFrom([]string{"1.0.0", "1.10.0", "1.11.0"}).Draw(t, "engine")
			again.Positions = nil
			pages = append(pages, page{p.document, &again})
		}
		weave := func(pages []page) string {
			w := New()
			for _, p := range pages {
				w.Add(p.document, p.reading)
				if rapid.Bool().Draw(t, "ask") {
					w.Changed()
				}
			}
			return bytesOf(t, w.Dossier())
		}
		want := weave(pages)
		if diff := cmp.Diff(want, weave(rapid.Permutation(pages).Draw(t, "order"))); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestChanged follows the changed lines, as whoever keeps a dossier does: together they are the dossier.
func TestChanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := New()
		if rapid.Bool().Draw(t, "as of a day") {
			w.AsOf("2031-01-01")
		}
		kept := map[string]string{}
		for _, p := range drawPages(t) {
			w.Add(p.document, p.reading)
			d := w.Changed()
			for _, id := range w.Gone() {
				delete(kept, id)
			}
			keep(t, kept, d)
		}
		want := map[string]string{}
		keep(t, want, w.Dossier())
		if diff := cmp.Diff(want, kept); diff != "" {
			t.Fatal(diff)
		}
	})
}

func keep(t *rapid.T, kept map[string]string, d *dossier.Dossier) {
	add := func(id string, line any) {
		b, err := json.Marshal(line)
		if err != nil {
			t.Fatal(err)
		}
		kept[id] = string(b)
	}
	for _, c := range d.Commitments {
		add(c.ID, c)
	}
	for _, c := range d.Contacts {
		add(c.ID, c)
	}
	for _, s := range d.Stands {
		add(s.ID, s)
	}
	for _, c := range d.Counts {
		add(c.ID, c)
	}
	for _, a := range d.Actors {
		add(a.ID, a)
	}
}

package brief

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/wording"
)

var update = flag.Bool("update", false, "write the pages of testdata anew; read them before they are committed")

// desk finds words in documents, so that the fixture below reads as what it says.
type desk struct {
	t         testing.TB
	documents []*doc.Document
}

func (k *desk) says(words string) []doc.Evidence {
	k.t.Helper()
	for _, d := range k.documents {
		if at := strings.Index(d.Text, words); at >= 0 {
			return []doc.Evidence{d.Evidence(doc.Span{Start: at, End: at + len(words)})}
		}
	}
	k.t.Fatalf("no document says %q", words)
	return nil
}

func object(words string) *doc.Quote { return &doc.Quote{Text: words} }

// valmora is the dossier of an invented negotiation: two states and a mediator over a strait.
func valmora(t testing.TB) *dossier.Dossier {
	k := &desk{t: t, documents: []*doc.Document{
		{
			ID: "d1", URL: "https://harbour-post.example/strait", Publisher: "Harbour Post", Title: "Valmora wants the strait open by summer",
			Published: doc.Published{Date: "2031-05-02", Basis: doc.Metadata},
			Text: "Valmora wants the strait open by summer\n\nValmora demands that Estria withdraw its patrol boats from the Sella strait, " +
				"Foreign Minister Ana Duarte said. Estria refuses any talks *before* the prisoners are home.\n\n" +
				"Two officials said Valmora could live with half of the boats gone.\n",
		},
		{
			ID: "d2", Path: "inbox/wire.txt", Publisher: "Sella Wire", Agency: "Sella Wire", Title: "Estria and Valmora agree on a pause at sea",
			Published: doc.Published{Date: "2031-05-06", Basis: doc.InText},
			Text: "Estria and Valmora agree on a pause at sea\n\nPresident Tomas Hale of Estria and Ana Duarte spoke by telephone for two hours on Tuesday. " +
				"They agreed on a halt of attacks at sea for 30 days, Hale's office said. Estria is ready to talk if the first prisoners are freed.\n\n" +
				"\"Nothing has been agreed on prisoners,\" Duarte said. A meeting in Lethe is planned for 20 May.\n",
		},
		{
			ID: "d3", Path: "inbox/courier.txt", Publisher: "The Courier", Agency: "Sella Wire", Title: "A pause at sea",
			Published: doc.Published{Date: "2031-05-07", Basis: doc.Inferred},
			Text:      "A pause at sea\n\nThey agreed on a halt of attacks at sea for 30 days, Hale's office said.\n\nEstria's navy fired on a Valmoran tug on Wednesday, Valmora's navy said.\n",
		},
	}}
	demand, refuse := k.says("Valmora demands that Estria withdraw its patrol boats from the Sella strait, Foreign Minister Ana Duarte said"), k.says("Estria refuses any talks *before* the prisoners are home")
	lesser := k.says("Two officials said Valmora could live with half of the boats gone")
	ready := k.says("Estria is ready to talk if the first prisoners are freed")
	pause := append(k.says("They agreed on a halt of attacks at sea for 30 days, Hale's office said"), doc.Evidence{})
	again := k.documents[2]
	at := strings.Index(again.Text, "They agreed")
	pause[1] = again.Evidence(doc.Span{Start: at, End: at + len(pause[0].Quote)})
	breach := k.says("Estria's navy fired on a Valmoran tug on Wednesday, Valmora's navy said")
	call := k.says("President Tomas Hale of Estria and Ana Duarte spoke by telephone for two hours on Tuesday")
	denial, meeting := k.says("\"Nothing has been agreed on prisoners,\" Duarte said"), k.says("A meeting in Lethe is planned for 20 May")
	return &dossier.Dossier{
		Documents: k.documents,
		Stands: []dossier.Stand{
			{
				ID: "s1", Party: "Valmora", Issue: "withdrawal", Sources: dossier.Sources{Documents: 1, Independent: 1},
				Positions: []meaning.Position{
					{ID: "p1", Party: "Valmora", Holder: meaning.Speaker{Name: "Ana Duarte", Party: "Valmora"}, Issue: "withdrawal", Stance: meaning.StanceDemands, Of: "Estria", Object: object("that Estria withdraw its patrol boats from the Sella strait"), Evidence: demand},
					{ID: "p2", Party: "Valmora", Issue: "withdrawal", Stance: meaning.StanceDemands, Fallback: true, By: &meaning.Speaker{}, Object: object("half of the boats gone"), Evidence: lesser},
				},
			},
			{
				ID: "s2", Party: "Estria", Issue: "talks-format", Sources: dossier.Sources{Documents: 2, Independent: 2},
				Positions: []meaning.Position{
					{ID: "p3", Party: "Estria", Issue: "talks-format", Stance: meaning.StanceRejects, Object: object("any talks *before* the prisoners are home"), Evidence: refuse},
					{ID: "p4", Party: "Estria", Issue: "talks-format", Stance: meaning.StanceConditional, Condition: object("if the first prisoners are freed"), Object: object("to talk"), Evidence: ready},
				},
				Changes: []dossier.Change{{From: "p3", To: "p4"}},
			},
		},
		Commitments: []dossier.Commitment{{
			ID: "c1", Issue: "ceasefire-maritime", Parties: []string{"Estria", "Valmora"}, Scope: "a halt of attacks at sea", Duration: "P30D",
			Start: "2031-05-06", End: "2031-06-05", Computed: true, Status: meaning.StatusViolated,
			History: []dossier.Standing{
				{Status: meaning.StatusAgreed, Time: "2031-05-06", By: "Tomas Hale", Party: "Estria", Evidence: pause[:1]},
				{Status: meaning.StatusViolated, Time: "2031-05-07", By: "Valmora's navy", Party: "Valmora", Against: "Estria", Evidence: breach},
			},
			Sources: dossier.Sources{Documents: 2, Independent: 1}, Evidence: pause,
		}},
		Contacts: []dossier.Contact{
			{ID: "k1", Form: meaning.Call, Participants: []string{"Ana Duarte", "Tomas Hale"}, Date: "2031-05-06", Duration: "PT2H", Status: meaning.Held, Sources: dossier.Sources{Documents: 1, Independent: 1}, Evidence: call},
			{ID: "k2", Form: meaning.Meeting, Date: "2031-05-20", Place: "Lethe", Status: meaning.Planned, Sources: dossier.Sources{Documents: 1, Independent: 1}, Evidence: meeting},
		},
		Discrepancies: []dossier.Discrepancy{{
			ID: "x1", Kind: dossier.Omission, Issue: "prisoners", Contact: "k1", Why: "Valmora speaks of prisoners, Estria's account does not.",
			Between: []dossier.Side{
				{Party: "Valmora", Speaker: "Ana Duarte", Doc: "d2", Says: "Nothing has been agreed on prisoners", Evidence: denial},
				{Party: "Estria", Doc: "d2"},
			},
		}},
		Lineage: []dossier.Descent{{Doc: "d3", Origin: "d2", Relation: dossier.Derived, Share: .42}},
		Timeline: []dossier.Event{
			{ID: "e1", Date: "2031-05-06", Kind: dossier.EventContact, Item: "k1", What: "Call", Evidence: call},
			{ID: "e2", Date: "2031-06-05", Kind: dossier.EventEnd, Item: "c1", What: "End of a halt of attacks at sea (worked out)", Planned: true, Evidence: pause[:1]},
		},
	}
}

var words = wording.Words{Issues: map[string]string{
	"withdrawal": "Withdrawal of forces", "talks-format": "Format of talks", "ceasefire-maritime": "Maritime ceasefire", "prisoners": "Prisoners",
}}

// TestPages holds the pages of the invented negotiation against those of testdata, which are there to be read.
func TestPages(t *testing.T) {
	b := Of(valmora(t), Options{Name: "The strait of Sella", Since: "2031-05-06", Words: words})
	for name, write := range map[string]func(*bytes.Buffer) error{
		"valmora.md":   func(out *bytes.Buffer) error { return b.Markdown(out) },
		"valmora.html": func(out *bytes.Buffer) error { return b.HTML(out) },
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, ".html") {
			if _, err := html.Parse(&out); err != nil || strings.Contains(out.String(), "<script") {
				t.Errorf("%s: %v, or a script", name, err)
			}
			continue
		}
		file := "testdata/" + name
		if *update {
			if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), out.String()); diff != "" {
			t.Errorf("%s:\n%s", file, diff)
		}
	}
}

// TestEmpty checks that a page of a dossier without lines says so, section by section.
func TestEmpty(t *testing.T) {
	var out strings.Builder
	if err := Of(&dossier.Dossier{}, Options{Since: "2031-01-01"}).Markdown(&out); err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"0 documents", "is new to the dossier", "No party’s position", "No commitment", "No two accounts", "No call, meeting", "No date ahead"} {
		if !strings.Contains(out.String(), words) {
			t.Errorf("does not say %q:\n%s", words, out.String())
		}
	}
}

// TestEveryLineHasWords checks that no line stands on the page without words of a text, its own or those of the lines
// beneath it, but for what an account leaves out.
func TestEveryLineHasWords(t *testing.T) {
	var check func(l Line) bool
	check = func(l Line) bool {
		rests := len(l.Citations) > 0
		for _, under := range l.Lines {
			rests = check(under) || rests
		}
		if !rests && l.Lead != "nothing of it in its account" {
			t.Errorf("rests on nothing: %+v", l)
		}
		return rests
	}
	for _, s := range Of(valmora(t), Options{Since: "2031-05-06"}).Sections {
		for _, g := range s.Groups {
			for _, l := range g.Lines {
				check(l)
			}
		}
	}
}

// TestCompare holds two accounts beside each other: who says what, how they part, and what one leaves out.
func TestCompare(t *testing.T) {
	d := valmora(t)
	k := &desk{t: t, documents: d.Documents}
	told := func(party, speaker string, voice meaning.Voice, words string) dossier.Told {
		return dossier.Told{Party: party, Speaker: speaker, Voice: voice, Point: meaning.Point{Evidence: k.says(words)}}
	}
	c := dossier.Comparison{Sides: [2]string{"Estria", "Valmora"}, Rows: []dossier.Aligned{
		{
			Issue:         "prisoners",
			Says:          [2][]dossier.Told{nil, {told("Valmora", "Ana Duarte", meaning.VoiceLeader, "\"Nothing has been agreed on prisoners,\" Duarte said")}},
			Discrepancies: []dossier.Discrepancy{{Kind: dossier.Omission, Why: "Valmora speaks of prisoners; Estria does not."}},
		},
		{Says: [2][]dossier.Told{{told("Estria", "Hale's office", meaning.VoiceReadout, "They agreed on a halt of attacks at sea for 30 days, Hale's office said")}, nil}},
	}}
	page := Compare(c, d.Documents, Options{Words: words})
	var md, htm strings.Builder
	if err := page.Markdown(&md); err != nil {
		t.Fatal(err)
	}
	if err := page.HTML(&htm); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"# Estria and Valmora\n", "## Prisoners\n\n≠ **In one account and not in the other.** Valmora speaks of prisoners; Estria does not.\n\n- **Estria**: nothing on it was found\n- **Valmora**\n",
		"  - Ana Duarte, own words: “‘Nothing has been agreed on prisoners,’ Duarte said” (Sella Wire, 6 May 2031, line 5, bytes 267–318, source 2)\n", "## As a whole\n",
	} {
		if !strings.Contains(md.String(), want) {
			t.Errorf("does not say %q:\n%s", want, md.String())
		}
	}
	for _, want := range []string{"<h2>Prisoners</h2>", "<p class=\"parting\"><b>In one account and not in the other</b> Valmora speaks", "<p class=\"none\">Nothing on it was found.</p>", "Hale&#39;s office, readout:"} {
		if !strings.Contains(htm.String(), want) {
			t.Errorf("does not say %q", want)
		}
	}
}

// TestJoined checks that two places of one line are shown as one, with what lies between left out.
func TestJoined(t *testing.T) {
	d := valmora(t)
	k := &desk{t: t, documents: d.Documents}
	evidence := append(k.says("Valmora demands"), k.says("withdraw its patrol boats from the Sella strait")...)
	evidence = append(evidence, k.says("Two officials said")...)
	got := newMaker(d, Options{}).cite(evidence, "patrol boats")
	if len(got) != 2 || got[0].Before+"|"+got[0].Mark+"|"+got[0].After != "Valmora demands […] withdraw its |patrol boats| from the Sella strait" || got[0].Span != (doc.Span{Start: 41, End: 116}) {
		t.Errorf("%+v", got)
	}
}

// TestHostileWords checks that a text's own signs stay words on both pages.
func TestHostileWords(t *testing.T) {
	d := valmora(t)
	bad := "<script>alert(1)</script> [x](javascript:y) **bold** `code`"
	d.Documents[0].Text = bad
	d.Stands[0].Positions[0].Evidence = []doc.Evidence{d.Documents[0].Evidence(doc.Span{End: len(bad)})}
	b := Of(d, Options{Name: bad, Words: words})
	var md, page strings.Builder
	if err := b.Markdown(&md); err != nil {
		t.Fatal(err)
	}
	if err := b.HTML(&page); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(md.String(), "<script") || strings.Contains(md.String(), "[x](") || strings.Contains(md.String(), " **bold") {
		t.Error("Markdown takes the text's signs for its own")
	}
	if strings.Contains(page.String(), "<script") {
		t.Error("HTML takes the text's signs for its own")
	}
}

package record

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/wording"
)

const words = "Ports to reopen\n\n\"We will wait,\" Duarte told the Harbour Post. Officials <in Sella> declined to comment.\n\n" +
	"Valmora wants Estria to open two ports. Both agreed to a truce of 30 days, Estria said. " +
	"Duarte will meet Hale on 9 May. About 12,000 people have left.\n"

// sample is one document with a line of each type.
func sample() (*doc.Document, *meaning.Reading) {
	d := &doc.Document{
		ID: "d1", Path: "ports.txt", Text: words, Title: "Ports to reopen", Agency: "Sella Wire", Kind: doc.Report,
		Published: doc.Published{Date: "2031-05", Basis: doc.Inferred}, Byline: []string{"Pia Lind", "Jon Berg"},
	}
	quote := func(s string) *doc.Quote {
		at := strings.Index(words, s)
		q := d.Quote(doc.Span{Start: at, End: at + len(s)})
		return &q
	}
	evidence := func(s string) []doc.Evidence { return []doc.Evidence{d.Evidence(quote(s).Span())} }
	return d, &meaning.Reading{
		Doc: "d1", Engine: "9.9.9",
		Actors: []meaning.Actor{{ID: "ana-duarte", Name: "Ana Duarte", Kind: meaning.Person, Party: "Valmora", Evidence: evidence("Duarte")}},
		Statements: []meaning.Statement{
			{
				ID: "d1-s17", Doc: "d1", Source: quote("Duarte"), Cue: quote("told"), Content: []doc.Quote{*quote("\"We will wait,\"")},
				Speaker: meaning.Speaker{Actor: "ana-duarte", Name: "Ana Duarte", Role: "foreign minister", Party: "Valmora"},
				Via:     &meaning.Via{Name: "Harbour Post"}, Quotation: meaning.Direct, Act: meaning.Asserts, Sourcing: meaning.Named,
				Evidence: evidence("\"We will wait,\" Duarte told the Harbour Post"),
			},
			{
				ID: "d1-s61", Doc: "d1", Source: quote("Officials <in Sella>"), Cue: quote("declined"), Quotation: meaning.NoQuotation,
				Act: meaning.NoComment, Sourcing: meaning.Unnamed, Described: "Officials <in Sella>", Evidence: evidence("Officials <in Sella> declined to comment"),
			},
		},
		Positions: []meaning.Position{{
			ID: "d1-p1", Doc: "d1", Party: "Valmora", Issue: "ports", Stance: meaning.StanceDemands, Object: quote("to open two ports"),
			Of: "Estria", Evidence: evidence("Valmora wants Estria to open two ports"),
		}},
		Commitments: []meaning.Commitment{{
			ID: "d1-c1", Doc: "d1", Issue: "ceasefire", Parties: []string{"Estria", "Valmora"}, Scope: quote("a truce"), Duration: "P30D",
			Status: meaning.StatusAgreed, By: &meaning.Speaker{Name: "Estria", Party: "Estria"}, Evidence: evidence("Both agreed to a truce of 30 days, Estria said"),
		}},
		Contacts: []meaning.Contact{{
			ID: "d1-k1", Doc: "d1", Form: meaning.Meeting, Participants: []meaning.Speaker{{Name: "Ana Duarte"}, {Name: "Tomas Hale"}},
			Date: "2031-05-09", Status: meaning.Planned, Evidence: evidence("Duarte will meet Hale on 9 May"),
		}},
		Figures: []meaning.Figure{{ID: "d1-f1", Doc: "d1", Value: 12000, What: "people have left", Comparator: "about", Evidence: evidence("About 12,000 people")}},
		Timexes: []meaning.Timex{{ID: "d1-t1", Kind: "DATE", Value: "2031-05-09", Evidence: evidence("9 May")}},
	}
}

// woven is what a dossier makes of the sample: its lines, and two accounts that part.
func woven() *dossier.Dossier {
	d, r := sample()
	c, k := r.Commitments[0], r.Contacts[0]
	sources := dossier.Sources{Documents: 1, Independent: 1}
	account := dossier.Account{ID: "a1", Contact: "k1", Party: "Valmora", Voice: meaning.VoiceLeader}
	descent := dossier.Descent{Doc: "d1", Origin: "d0", Relation: dossier.Copy, Share: 1}
	return &dossier.Dossier{
		Accounts: []dossier.Account{account}, Lineage: []dossier.Descent{descent},
		Documents: []*doc.Document{d}, Actors: r.Actors, Statements: r.Statements,
		Stands: []dossier.Stand{{ID: "valmora-ports", Party: "Valmora", Issue: "ports", Positions: r.Positions, Sources: sources}},
		Commitments: []dossier.Commitment{{
			ID: "c1", Issue: c.Issue, Parties: c.Parties, Scope: c.Scope.Text, Duration: c.Duration, Status: c.Status,
			History:  []dossier.Standing{{Status: c.Status, By: "Estria", Party: "Estria", Evidence: c.Evidence}},
			Mentions: []string{c.ID}, Sources: sources, Evidence: c.Evidence,
		}},
		Contacts: []dossier.Contact{{
			ID: "k1", Form: k.Form, Participants: []string{"Ana Duarte", "Tomas Hale"}, Date: k.Date, Status: k.Status,
			Mentions: []string{k.ID}, Sources: sources, Evidence: k.Evidence,
		}},
		Discrepancies: []dossier.Discrepancy{{
			ID: "x1", Kind: dossier.Denial, Issue: "ceasefire", Why: "Estria says that a truce was agreed; Valmora says that it will wait.",
			Between: []dossier.Side{
				{Party: "Estria", Says: "Both agreed to a truce", Evidence: c.Evidence},
				{Party: "Valmora", Speaker: "Ana Duarte", Says: "\"We will wait\"", Evidence: r.Statements[0].Evidence},
			},
		}},
		Counts:   []dossier.Count{{ID: "n1", What: "people have left", Figures: r.Figures}},
		Timeline: []dossier.Event{{ID: "e1", Date: k.Date, Kind: dossier.EventContact, Item: "k1", What: "Meeting: Ana Duarte, Tomas Hale", Planned: true, Evidence: k.Evidence}},
	}
}

func TestText(t *testing.T) {
	const want = `Ports to reopen
  ports.txt · 2031-05 (inferred) · Sella Wire · by Pia
  Lind, Jon Berg · report

  Positions
    Valmora demands · Ports and shipping · of Estria
        Valmora wants Estria to open two ports
        [line 5, bytes 106–144]

  Commitments
    Ceasefire: “a truce” · said to be agreed · parties:
      Estria, Valmora · for 30 days · according to
      Estria
        Both agreed to a truce of 30 days, Estria said
        [line 5, bytes 146–192]

  Contacts
    Meeting: Ana Duarte, Tomas Hale · 9 May 2031 ·
      planned
        Duarte will meet Hale on 9 May
        [line 5, bytes 194–224]

  Figures
    about 12,000 “people have left” · line 5, bytes
      226–245

  Statements
    Ana Duarte (foreign minister, Valmora) · asserts
      ("told") · direct · named · via Harbour Post
        "We will wait,"
        [line 3, bytes 17–61]

    unnamed: Officials <in Sella> · no-comment
      ("declined") · none · unnamed
        declined
        [line 3, bytes 63–103]

problem: gone.txt: is not there

Where the accounts part

  Ceasefire: one account says so, another that it was
    not so
      Estria: “Both agreed to a truce”
        [line 5, bytes 146–192]
      Ana Duarte (Valmora): “We will wait”
        [line 3, bytes 17–61]
`
	var out strings.Builder
	w := NewText(&out, 56, wording.Words{Issues: map[string]string{"ports": "Ports and shipping"}})
	check(t, w.Document(sample()), w.Problem(Problem{"gone.txt", "is not there"}), w.Close(woven()))
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

// TestJSONL holds the order of the lines and, of the types that are not printed as they lie in memory, the fields.
func TestJSONL(t *testing.T) {
	const want = `
document
statement
statement
position
figure
timex
problem
commitment
contact
account
discrepancy
lineage
stand
count
event
actor
`
	var out strings.Builder
	w := NewJSONL(&out)
	check(t, w.Document(sample()), w.Problem(Problem{"gone.txt", "is not there"}), w.Close(woven()))
	types := "\n"
	for line := range strings.Lines(out.String()) {
		kind, _, _ := strings.Cut(strings.TrimPrefix(line, `{"type":"`), `"`)
		types += kind + "\n"
		var fields map[string]any
		check(t, json.Unmarshal([]byte(line), &fields))
	}
	if diff := cmp.Diff(want, types); diff != "" {
		t.Error(diff)
	}
	for _, line := range []string{
		`"published":{"date":"2031-05","basis":"inferred"},"kind":"report","engine":"9.9.9"}`,
		`{"type":"statement","id":"d1-s61","doc":"d1","source":{"start":63,"end":83,"text":"Officials <in Sella>"},`,
		`{"type":"figure","id":"d1-f1","doc":"d1","value":12000,"what":"people have left","comparator":"about",`,
		`{"type":"problem","input":"gone.txt","error":"is not there"}`,
		`{"type":"stand","id":"valmora-ports","party":"Valmora","issue":"ports","sources":{"documents":1,"independent":1},"positions":["d1-p1"],"latest":{"id":"d1-p1","doc":"d1","party":"Valmora","issue":"ports","stance":"demands","object":{"start":127,"end":144,"text":"to open two ports"},"of":"Estria","evidence":[{"doc":"d1","start":106,"end":144,"quote":"Valmora wants Estria to open two ports"}]},"evidence":[{"doc":"d1","start":106,"end":144,"quote":"Valmora wants Estria to open two ports"}]}`,
		`{"type":"count","id":"n1","what":"people have left","figures":["d1-f1"],"evidence":[{"doc":"d1","start":226,"end":245,"quote":"About 12,000 people"}]}`,
	} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("is not there: %s", line)
		}
	}
}

func TestSummary(t *testing.T) {
	const want = `2 documents, 4 statements, 1 problem
1 position of 1 party, 1 commitment, 1 contact, 1 discrepancy

Heard most
     2  Ana Duarte (Valmora)

How it is sourced
     2  a person with a name
     2  people without a name
`
	var out strings.Builder
	w := NewText(&strings.Builder{}, 80, wording.Words{}).(*text)
	check(t, w.Document(sample()), w.Document(sample()), w.Problem(Problem{}))
	w.summary.addDossier(woven())
	w.summary.Print(&out)
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

// TestWriteError checks that a full disk or a closed pipe is not taken for a record.
func TestWriteError(t *testing.T) {
	for _, w := range []Writer{NewText(full{}, 80, wording.Words{}), NewJSONL(full{})} {
		if err := errors.Join(w.Document(sample()), w.Close(woven())); !errors.Is(err, errFull) {
			t.Errorf("%T: %v, want the error of the writer", w, err)
		}
	}
}

var errFull = errors.New("no space left")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func check(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

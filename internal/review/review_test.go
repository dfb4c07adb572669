package review

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/casefile"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
)

// TestCases reviews the readings of each case and compares what the record then says with what the case expects. How a case is
// written is said in testdata/README.md.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	for _, file := range files {
		for _, c := range casefile.Read(t, file) {
			t.Run(c.Title, func(t *testing.T) {
				pages, later := readPages(t, c.Text)
				var decisions []store.Decision
				var want []string
				for _, line := range c.Lines {
					if told, ok := strings.CutPrefix(line, "= "); ok {
						want = append(want, told)
						continue
					}
					decisions = append(decisions, readDecision(t, line, pages, decisions))
				}
				if later != nil {
					pages = later
				}
				got := told(Weave(pages, decisions, ""))
				if diff := cmp.Diff(strings.Join(want, "\n"), strings.Join(got, "\n")); diff != "" {
					t.Errorf("%s: -want +got\n%s", file, diff)
				}
			})
		}
	}
}

// readPages reads the documents and what was read in them; those that begin with "later" are what a newer engine reads.
func readPages(t testing.TB, text string) (pages, later []Page) {
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' }) {
		if rest, ok := strings.CutPrefix(line, "later "); ok {
			later = readMention(t, later, rest, "2.0.0")
		} else {
			pages = readMention(t, pages, line, "1.0.0")
		}
	}
	return pages, later
}

// readMention reads a line of three parts: the document and its date, what is read there, and the words.
func readMention(t testing.TB, pages []Page, line, engine string) []Page {
	parts := strings.Split(line, " | ")
	if len(parts) != 3 {
		t.Fatalf("%q is not of three parts", line)
	}
	id, date, _ := strings.Cut(strings.TrimSpace(parts[0]), " ")
	var p *Page
	for i := range pages {
		if pages[i].Document.ID == id {
			p = &pages[i]
		}
	}
	if p == nil {
		pages = append(pages, Page{&doc.Document{ID: id, Published: doc.Published{Date: date}}, &meaning.Reading{Doc: id, Engine: engine}})
		p = &pages[len(pages)-1]
	}
	d, r, words := p.Document, p.Reading, strings.TrimSpace(parts[2])
	start := strings.LastIndex(d.Text, words+"\n")
	if start < 0 {
		start = len(d.Text)
		d.Text += words + "\n"
	}
	evidence := []doc.Evidence{d.Evidence(doc.Span{Start: start, End: start + len(words)})}
	head, rest, _ := strings.Cut(parts[1], ":")
	f := map[string]string{}
	for pair := range strings.SplitSeq(rest, ",") {
		key, value, _ := strings.Cut(strings.TrimSpace(pair), " ")
		f[key] = value
	}
	speaker := func(name string) meaning.Speaker {
		person, party, cut := strings.Cut(strings.TrimSuffix(name, ")"), " (")
		if !cut {
			party = name
		}
		return meaning.Speaker{Actor: slug(person), Name: person, Party: party}
	}
	of := append(strings.Fields(head), "", "")
	own := func(kind string) string { // no two have one
		return fmt.Sprint(engine, d.ID, "-", kind, start, "-", len(r.Statements)+len(r.Positions)+len(r.Figures)+len(r.Commitments)+len(r.Contacts))
	}
	switch of[0] {
	case Statement:
		s := meaning.Statement{ID: own("s"), Doc: d.ID, Act: meaning.Act(of[1]), Quotation: meaning.Indirect, Sourcing: meaning.Named, Evidence: evidence}
		s.Speaker = speaker(f["by"])
		r.Statements = append(r.Statements, s)
	case Position:
		r.Positions = append(r.Positions, meaning.Position{ID: own("p"), Doc: d.ID, Issue: of[1], Stance: meaning.Stance(of[2]), Party: f["party"], Time: date, Evidence: evidence})
	case Figure:
		value, err := strconv.ParseFloat(of[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		r.Figures = append(r.Figures, meaning.Figure{ID: own("f"), Doc: d.ID, Value: value, What: f["what"], Evidence: evidence})
	case Commitment:
		c := meaning.Commitment{ID: own("c"), Doc: d.ID, Issue: of[1], Status: meaning.Status(of[2]), Kind: meaning.Agreement, Duration: f["duration"], Start: f["start"], Time: f["time"], Made: f["made"], Evidence: evidence}
		if f["parties"] != "" {
			c.Parties = strings.Split(f["parties"], " + ")
		}
		r.Commitments = append(r.Commitments, c)
	case Contact:
		c := meaning.Contact{ID: own("k"), Doc: d.ID, Form: meaning.ContactForm(of[1]), Status: meaning.ContactStatus(of[2]), Date: f["date"], Evidence: evidence}
		for _, name := range strings.Split(f["with"], " + ") {
			c.Participants = append(c.Participants, speaker(name))
		}
		r.Contacts = append(r.Contacts, c)
	case Actor:
		r.Actors = append(r.Actors, meaning.Actor{ID: of[1], Name: f["name"], Party: f["party"], Kind: meaning.Person, Evidence: evidence})
	case "text":
	default:
		t.Fatalf("%q is none of the kinds of items", of[0])
	}
	return pages
}

var decided = regexp.MustCompile(`^(\d+) (\w+): (\w+) (\w+)(?: "([^"]*)")?(?: (.*))?$`)

// readDecision reads a decision. It is on the item as it is shown once the earlier decisions are made.
func readDecision(t testing.TB, line string, pages []Page, before []store.Decision) store.Decision {
	m := decided.FindStringSubmatch(line)
	if m == nil {
		t.Fatalf("%q is no decision", line)
	}
	n, _ := strconv.Atoi(m[1])
	d := store.Decision{What: store.Verdict(m[3]), Type: m[4]}
	switch d.What {
	case store.Undo:
		d.Type, d.Undoes = "", m[4]
	case store.Add:
		for _, p := range pages {
			if at := strings.Index(p.Document.Text, m[5]); at >= 0 && len(d.Anchor) == 0 {
				d.Anchor = []doc.Evidence{p.Document.Evidence(doc.Span{Start: at, End: at + len(m[5])})}
			}
		}
		given := map[string]string{}
		for pair := range strings.SplitSeq(m[6], ", ") {
			key, value, _ := strings.Cut(pair, " ")
			given[key] = value
		}
		d.Value = Values(given)
	default:
		d = shown(t, pages, before, d.Type, m[5]).Decide(d.What)
		switch d.What {
		case store.Change:
			field, value, _ := strings.Cut(m[6], " ")
			d.Field, d.Value = field, Value(value)
		case store.Merge:
			d.Value = Others(shown(t, pages, before, d.Type, strings.Trim(strings.TrimPrefix(m[6], "with "), `"`)).Other())
		case store.Split:
			var own []Evidence
			for _, e := range d.Anchor {
				if strings.Contains(e.Quote, m[5]) {
					own = append(own, e)
				}
			}
			d.Anchor = own
			if name, ok := strings.CutPrefix(m[6], "to "); ok {
				d.Value = Value(name)
			}
		}
	}
	d.ID, d.Who, d.At = m[1], m[2], time.Date(2031, 6, 1, 12, n, 0, 0, time.UTC)
	if err := Check(d); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	return d
}

// shown finds the item of a type that rests on certain words.
func shown(t testing.TB, pages []Page, before []store.Decision, kind, words string) Item {
	for _, item := range itemsOf(Weave(pages, before, "")) {
		for _, e := range item.Evidence {
			if item.Type == kind && strings.Contains(e.Quote, words) {
				return item
			}
		}
	}
	t.Fatalf("there is no %s on %q", kind, words)
	return Item{}
}

// itemsOf are all items of a record, those that are struck last.
func itemsOf(r *Result) []Item {
	var all, struck []Item
	for _, p := range r.Pages {
		for i := range p.Reading.Statements {
			all = append(all, ofStatement(&p.Reading.Statements[i]))
		}
		for i := range p.Reading.Positions {
			all = append(all, ofPosition(&p.Reading.Positions[i]))
		}
		for i := range p.Reading.Figures {
			all = append(all, ofFigure(&p.Reading.Figures[i]))
		}
		if s := p.Reading.Struck; s != nil {
			for i := range s.Statements {
				struck = append(struck, ofStatement(&s.Statements[i]))
			}
			for i := range s.Positions {
				struck = append(struck, ofPosition(&s.Positions[i]))
			}
			for i := range s.Figures {
				struck = append(struck, ofFigure(&s.Figures[i]))
			}
		}
	}
	for i := range r.Dossier.Commitments {
		all = append(all, ofCommitment(&r.Dossier.Commitments[i]))
	}
	for i := range r.Dossier.Contacts {
		all = append(all, ofContact(&r.Dossier.Contacts[i]))
	}
	for i := range r.Dossier.Discrepancies {
		all = append(all, ofDiscrepancy(&r.Dossier.Discrepancies[i]))
	}
	for i := range r.Dossier.Actors {
		all = append(all, ofActor(&r.Dossier.Actors[i]))
	}
	for i := range r.Dossier.Struck.Commitments {
		struck = append(struck, ofCommitment(&r.Dossier.Struck.Commitments[i]))
	}
	for i := range r.Dossier.Struck.Contacts {
		struck = append(struck, ofContact(&r.Dossier.Struck.Contacts[i]))
	}
	for i := range r.Dossier.Struck.Discrepancies {
		struck = append(struck, ofDiscrepancy(&r.Dossier.Struck.Discrepancies[i]))
	}
	return append(all, struck...)
}

// told writes what a record says, a line each, and what became of decisions that have no effect.
func told(r *Result) []string {
	var lines []string
	for _, item := range itemsOf(r) {
		line := item.Type
		if item.Review != nil && item.Review.Verdict == meaning.ReviewedWrong {
			line = "struck " + line
		}
		for _, f := range fields[item.Type] {
			if value := item.Fields[f.Name]; value != "" && f.Name != "quotation" && f.Name != "sourcing" && value != "person" {
				line += " " + value
			}
		}
		if n := len(item.Evidence); n > 1 {
			line += fmt.Sprintf(", %d places", n)
		}
		if v := item.Review; v != nil {
			var by []string
			for _, d := range v.Decisions {
				what := string(d.What)
				if d.Field != "" {
					what = fmt.Sprintf("%s %s from %q", what, d.Field, d.From)
				}
				by = append(by, what+" by "+d.Who)
			}
			line += " [" + strings.Join(by, ", ") + "]"
		}
		lines = append(lines, line)
	}
	for _, f := range r.Fates {
		if f.State != InForce {
			lines = append(lines, f.ID+" is "+string(f.State))
		}
	}
	return lines
}

func TestCheckNamesTheField(t *testing.T) {
	at := time.Date(2031, 6, 1, 12, 0, 0, 0, time.UTC)
	good := store.Decision{ID: "1", At: at, Who: "Ana", What: store.Change, Type: Position, Field: "stance", Value: Value("demands"), Anchor: []doc.Evidence{{Doc: "d", Start: 0, End: 1, Quote: "x"}}}
	if err := Check(good); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		change func(*store.Decision)
		want   string
	}{
		{func(d *store.Decision) { d.Who = " " }, "who: "},
		{func(d *store.Decision) { d.ID = "" }, "id: "},
		{func(d *store.Decision) { d.At = time.Time{} }, "at: "},
		{func(d *store.Decision) { d.Anchor = nil }, "anchor: "},
		{func(d *store.Decision) { d.Type = "event" }, "type: "},
		{func(d *store.Decision) { d.Value = Value("wants") }, "stance: “wants” is not one of demands, "},
		{func(d *store.Decision) { d.Value = Value("") }, "stance: must be given"},
		{func(d *store.Decision) { d.Field = "mood" }, "field: a position has no “mood”"},
		{func(d *store.Decision) { d.Field, d.Value = "issue", Value("Cease Fire") }, "issue: "},
		{func(d *store.Decision) { d.Type, d.Field, d.Value = Commitment, "duration", Value("30 days") }, "duration: “30 days” is not a length of time, as P30D"},
		{func(d *store.Decision) { d.Type, d.Field, d.Value = Commitment, "start", Value("tomorrow") }, "start: "},
		{func(d *store.Decision) { d.Type, d.Field, d.Value = Figure, "value", Value("NaN") }, "value: "},
		{func(d *store.Decision) { d.Type, d.Field, d.Value = Actor, "name", Value("") }, "name: must be given"},
		{func(d *store.Decision) { d.Type, d.Field, d.Value = Discrepancy, "kind", Value("denial") }, "field: "},
		{func(d *store.Decision) { d.What, d.Type = store.Right, Actor }, "what: "},
		{func(d *store.Decision) { d.What, d.Type, d.Value = store.Merge, Position, nil }, "what: "},
		{func(d *store.Decision) { d.What, d.Type, d.Value = store.Merge, Contact, nil }, "value: "},
		{func(d *store.Decision) {
			d.What, d.Value = store.Add, Values(map[string]string{"party": "Valmora", "issue": "ceasefire"})
		}, "stance: must be given"},
		{func(d *store.Decision) { d.What, d.Value = store.Add, Values(map[string]string{"mood": "sour"}) }, "mood: "},
		{func(d *store.Decision) { d.What, d.Type = store.Add, Discrepancy }, "type: "},
		{func(d *store.Decision) { d.What = "perhaps" }, "what: "},
		{func(d *store.Decision) { d.What = store.Undo }, "undoes: "},
	} {
		d := good
		test.change(&d)
		if err := Check(d); err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%+v: %v, want %q", d, err, test.want)
		}
	}
}

func TestReadRefusesWhatCannotBeReviewed(t *testing.T) {
	for _, line := range []string{`{"type":"event","id":"x"}`, `{"type":"position","party":7}`, `x`} {
		if _, err := Read(json.RawMessage(line)); err == nil {
			t.Errorf("%s: no error", line)
		}
	}
}

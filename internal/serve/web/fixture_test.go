package web

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/store/sqlite"
	"github.com/parleyhq/parley/internal/weave"
)

// valmora reads the invented negotiation in testdata/valmora, and adds a long transcript to it.
func valmora(t testing.TB) store.Store {
	t.Helper()
	documents, readings := valmoraReadings(t)
	return kept(t, documents, readings)
}

func valmoraReadings(t testing.TB) ([]*doc.Document, []*meaning.Reading) {
	t.Helper()
	actors := readActors(t)
	byID := map[string]meaning.Actor{}
	for _, a := range actors {
		byID[a.ID] = a
	}
	files, err := filepath.Glob("testdata/valmora/[0-9]*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents in testdata/valmora: %v", err)
	}
	var documents []*doc.Document
	var readings []*meaning.Reading
	for _, file := range files {
		d, r := readMarked(t, file, byID)
		documents, readings = append(documents, d), append(readings, r)
	}
	d, r := transcript(byID, 42)
	documents, readings = append(documents, d), append(readings, r)
	nameActors(documents, actors)
	readings[0].Actors = actors
	return documents, readings
}

// kept keeps documents with their readings, and what is woven of them, in memory.
func kept(t testing.TB, documents []*doc.Document, readings []*meaning.Reading) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	var reads []store.Read
	for i, d := range documents {
		reads = append(reads, store.Read{Document: d, Reading: readings[i], Input: d.Path, Items: filing.Of(d, readings[i])})
	}
	if err := s.Keep(t.Context(), reads); err != nil {
		t.Fatal(err)
	}
	if err := s.Weave(t.Context(), filing.Woven(weave.Weave(documents, readings)), nil); err != nil {
		t.Fatal(err)
	}
	return s
}

// transcript makes a document of n turns, with a statement each.
func transcript(actors map[string]meaning.Actor, n int) (*doc.Document, *meaning.Reading) {
	speakers := []string{"ana-duarte", "piet-halvorsen", "signe-aalto", "ruben-calder", "joint-mediation-office"}
	d := &doc.Document{
		ID: "turns", Path: "transcripts/port-selm.txt", MediaType: "text/plain", Kind: doc.Transcript, Language: "en",
		Title: "Transcript of the press conference at Port Selm", Publisher: "Joint Mediation Office",
		Published: doc.Published{Date: "2031-05-09", Basis: doc.Given},
	}
	r := &meaning.Reading{Doc: d.ID}
	for i := range n {
		a := actors[speakers[i%len(speakers)]]
		name := strings.ToUpper(a.Name) + ":"
		words := fmt.Sprintf("Turn %d: we have said before, and we say again, that the passage of ships and the question of the islands are not one thing.", i+1)
		from := len(d.Text)
		d.Text += name + " " + words + "\n"
		source, said := doc.Span{Start: from, End: from + len(name) - 1}, doc.Span{Start: from + len(name) + 1, End: len(d.Text) - 1}
		q := d.Quote(source)
		r.Statements = append(r.Statements, meaning.Statement{
			ID: fmt.Sprintf("turns-%d", i+1), Doc: d.ID, Source: &q, Content: []doc.Quote{d.Quote(said)},
			Speaker:   meaning.Speaker{Actor: a.ID, Name: a.Name, Party: a.Party},
			Quotation: meaning.Direct, Act: meaning.Asserts, Sourcing: meaning.Named,
		})
	}
	return d, r
}

// nameActors finds the first place in each document that names an actor.
func nameActors(documents []*doc.Document, actors []meaning.Actor) {
	for i := range actors {
		for _, d := range documents {
			if at := strings.Index(d.Text, actors[i].Name); at >= 0 {
				actors[i].Evidence = append(actors[i].Evidence, d.Evidence(doc.Span{Start: at, End: at + len(actors[i].Name)}))
			}
		}
	}
}

var keyed = regexp.MustCompile(`(\w+)=(?:"([^"]*)"|(\S+))`)

// fields reads key=value and key="several words".
func fields(line string) map[string]string {
	out := map[string]string{}
	for _, m := range keyed.FindAllStringSubmatch(line, -1) {
		out[m[1]] = cmp.Or(m[2], m[3])
	}
	return out
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "; ")
}

func readActors(t testing.TB) []meaning.Actor {
	t.Helper()
	text, err := os.ReadFile("testdata/valmora/actors.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []meaning.Actor
	for line := range strings.Lines(string(text)) {
		id, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		f := fields(rest)
		out = append(out, meaning.Actor{
			ID: id, Name: f["name"], Kind: meaning.ActorKind(f["kind"]), Party: f["party"], Listed: f["listed"] == "yes",
			Aliases: list(f["aliases"]), Roles: list(f["roles"]),
		})
	}
	return out
}

var place = regexp.MustCompile(`\{(\w+):|:(\w+)\}`)

// readMarked reads a document in the form that testdata/valmora/README.md describes.
func readMarked(t testing.TB, file string, actors map[string]meaning.Actor) (*doc.Document, *meaning.Reading) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut("\n"+string(raw), "\ntext\n")
	body, tail, found := strings.Cut("\n"+rest, "\nstatements\n")
	if !found {
		t.Fatalf("%s: no line \"statements\"", file)
	}
	body = strings.TrimPrefix(body, "\n")
	f := map[string]string{}
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		f[key] = value
	}
	if f["crlf"] == "yes" {
		body = strings.ReplaceAll(body, "\n", "\r\n")
	}
	text, spans := unmark(t, file, body)
	id := strings.TrimSuffix(filepath.Base(file), ".txt")
	d := &doc.Document{
		ID: id, Path: f["path"], URL: f["url"], MediaType: f["mediaType"], Language: "en", Text: text, Title: f["title"],
		SHA256:    strings.Repeat("3f9a", 16),
		Publisher: f["publisher"], Agency: f["agency"], Distributor: f["distributor"], Byline: list(f["byline"]), Kind: doc.Kind(f["kind"]),
		Furniture: spans["f"],
	}
	if date, basis, ok := strings.Cut(f["published"], " "); ok {
		d.Published = doc.Published{Date: date, Basis: doc.Basis(basis)}
	}
	for _, p := range spans["p"] {
		d.Parts = append(d.Parts, doc.Part{Span: p, Kind: doc.Release, Author: "the Joint Mediation Office", Title: "Statement of the Joint Mediation Office on the talks at Port Selm"})
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d, &meaning.Reading{Doc: id, Statements: readStatements(d, tail, spans, actors)}
}

// unmark takes the places out of a marked text.
func unmark(t testing.TB, file, body string) (string, map[string][]doc.Span) {
	t.Helper()
	var text strings.Builder
	spans, open := map[string][]doc.Span{}, map[string]int{}
	at := 0
	for _, m := range place.FindAllStringSubmatchIndex(body, -1) {
		text.WriteString(body[at:m[0]])
		at = m[1]
		if m[2] >= 0 {
			open[body[m[2]:m[3]]] = text.Len()
			continue
		}
		key := body[m[4]:m[5]]
		start, ok := open[key]
		if !ok {
			t.Fatalf("%s: :%s} closes what is not open", file, key)
		}
		delete(open, key)
		spans[key] = append(spans[key], doc.Span{Start: start, End: text.Len()})
	}
	text.WriteString(body[at:])
	if len(open) > 0 {
		t.Fatalf("%s: left open: %v", file, open)
	}
	return text.String(), spans
}

func readStatements(d *doc.Document, tail string, spans map[string][]doc.Span, actors map[string]meaning.Actor) []meaning.Statement {
	var out []meaning.Statement
	for line := range strings.Lines(tail) {
		key, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		f := fields(rest)
		s := meaning.Statement{
			ID: d.ID + "-" + key, Doc: d.ID, Act: meaning.Act(f["act"]), Quotation: meaning.Quotation(f["quotation"]),
			Sourcing: meaning.Sourcing(f["sourcing"]), Described: f["described"],
		}
		if a, ok := actors[f["speaker"]]; ok {
			s.Speaker = meaning.Speaker{Actor: a.ID, Name: a.Name, Party: a.Party, Role: f["role"]}
		} else if f["party"] != "-" {
			s.Speaker.Party = f["party"]
		}
		if f["via"] != "" {
			s.Via = &meaning.Via{Name: f["via"]}
		}
		if f["jointly"] != "" {
			s.Jointly = []meaning.Speaker{{Name: f["jointly"]}}
		}
		for i, q := range []**doc.Quote{&s.Source, &s.Cue} {
			if found := spans[key+string("sc"[i])]; len(found) > 0 {
				quote := d.Quote(found[0])
				*q = &quote
			}
		}
		for _, span := range spans[key] {
			s.Content = append(s.Content, d.Quote(span))
		}
		var hull doc.Span
		for i, span := range slices.Concat(spans[key+"s"], spans[key+"c"], spans[key]) {
			if i == 0 {
				hull = span
			}
			hull = hull.Cover(span)
		}
		if hull.Len() > 0 {
			s.Evidence = append(s.Evidence, d.Evidence(hull))
		}
		out = append(out, s)
	}
	return out
}

package weave

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/casefile"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// TestCases weaves the mentions of each case and compares the lines with those that the case has. How a case is written is said
// in testdata/README.md.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	for _, file := range files {
		for _, c := range casefile.Read(t, file) {
			t.Run(c.Title, func(t *testing.T) {
				w := New()
				w.AsOf(c.Date)
				for _, p := range readMentions(t, c.Text) {
					w.Add(p.document, p.reading)
				}
				kinds := map[string]bool{}
				for _, line := range c.Lines {
					if !strings.HasPrefix(line, " ") {
						kinds[strings.Fields(line)[0]] = true
					}
				}
				if diff := cmp.Diff(strings.Join(c.Lines, "\n"), strings.Join(linesOf(w.Dossier(), kinds), "\n")); diff != "" {
					t.Errorf("%s: -want +got\n%s", file, diff)
				}
			})
		}
	}
}

// readMentions reads lines of three parts, cut by "|": the document and its date, what is read there, and the words.
func readMentions(t *testing.T, text string) []page {
	var pages []page
	at := map[string]int{}
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' }) {
		parts := strings.Split(line, "|")
		if len(parts) != 3 {
			t.Fatalf("%q is not of three parts", line)
		}
		id, date, _ := strings.Cut(strings.TrimSpace(parts[0]), " ")
		i, ok := at[id]
		if !ok {
			i, at[id] = len(pages), len(pages)
			pages = append(pages, page{&doc.Document{ID: id, Published: doc.Published{Date: date}}, &meaning.Reading{Doc: id}})
		}
		readMention(t, pages[i], strings.TrimSpace(parts[1]), strings.TrimSpace(parts[2]))
	}
	return pages
}

func readMention(t *testing.T, p page, told, words string) {
	d, r := p.document, p.reading
	start := strings.LastIndex(d.Text, words+"\n") // a place may tell several things
	if start < 0 {
		start = len(d.Text)
		d.Text += words + "\n"
	}
	evidence := []doc.Evidence{d.Evidence(doc.Span{Start: start, End: start + len(words)})}
	head, rest, _ := strings.Cut(told, ":")
	fields := map[string]string{}
	for field := range strings.SplitSeq(rest, ",") {
		key, value, _ := strings.Cut(strings.TrimSpace(field), " ")
		fields[key] = value
	}
	names := func(key string) []string {
		if fields[key] == "" {
			return nil
		}
		return strings.Split(fields[key], " + ")
	}
	quote := func(key string) *doc.Quote {
		i := strings.Index(words, fields[key])
		if fields[key] == "" {
			return nil
		}
		if i < 0 {
			t.Fatalf("%q does not stand in %q", fields[key], words)
		}
		q := d.Quote(doc.Span{Start: start + i, End: start + i + len(fields[key])})
		return &q
	}
	speaker := func(name string) meaning.Speaker {
		person, party, cut := strings.Cut(strings.TrimSuffix(name, ")"), " (")
		if !cut {
			party = name
		}
		return meaning.Speaker{Name: person, Party: party}
	}
	var by *meaning.Speaker
	if fields["by"] != "" {
		s := speaker(fields["by"])
		by = &s
	}
	id := func(kind string) string { return d.ID + "-" + kind + strconv.Itoa(start) }
	_, former := fields["former"]
	_, fallback := fields["fallback"]
	of := strings.Fields(head)
	switch of[0] {
	case "commitment":
		r.Commitments = append(r.Commitments, meaning.Commitment{
			ID: id("c"), Doc: d.ID, Issue: of[1], Status: meaning.Status(of[2]), Kind: meaning.CommitmentKind(fields["kind"]), Parties: names("parties"),
			Place: fields["place"], Duration: fields["duration"], Start: fields["start"], End: fields["end"], Date: fields["date"], Made: fields["made"],
			Time: fields["time"], Scope: quote("scope"), Against: fields["against"], By: by, Former: former, Evidence: evidence,
		})
	case "contact":
		c := meaning.Contact{
			ID: id("k"), Doc: d.ID, Form: meaning.ContactForm(of[1]), Status: meaning.ContactStatus(of[2]), Date: fields["date"], End: fields["end"],
			Place: fields["place"], Duration: fields["length"], Evidence: evidence,
		}
		for _, name := range names("with") {
			c.Participants = append(c.Participants, speaker(name))
		}
		r.Contacts = append(r.Contacts, c)
	case "position":
		r.Positions = append(r.Positions, meaning.Position{
			ID: id("p"), Doc: d.ID, Issue: of[1], Stance: meaning.Stance(of[2]), Party: fields["party"], Object: quote("object"), By: by, Fallback: fallback,
			Time: fields["time"], Evidence: evidence,
		})
	case "figure":
		value, err := strconv.ParseFloat(of[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		r.Figures = append(r.Figures, meaning.Figure{ID: id("f"), Doc: d.ID, Value: value, What: fields["what"], Unit: fields["unit"], By: by, Evidence: evidence})
	case "date":
		r.Timexes = append(r.Timexes, meaning.Timex{ID: id("t"), Kind: "DATE", Value: of[1], Evidence: []doc.Evidence{d.Evidence(quote("at").Span())}})
	default:
		t.Fatalf("%q is none of the kinds of mentions", of[0])
	}
}

// linesOf writes the lines of a dossier that are of certain kinds.
func linesOf(d *dossier.Dossier, kinds map[string]bool) []string {
	var lines []string
	add := func(kind, format string, args ...any) {
		if kinds[kind] {
			lines = append(lines, strings.TrimSpace(kind+" "+fmt.Sprintf(format, args...)))
		}
	}
	under := func(kind, format string, args ...any) {
		if kinds[kind] {
			lines = append(lines, "  "+strings.TrimSpace(fmt.Sprintf(format, args...)))
		}
	}
	for _, c := range d.Commitments {
		end := c.End
		if c.Computed {
			end += " (worked out)"
		}
		add("commitment", "%s %s%s", c.Issue, c.Status, told(": ", strings.Join(c.Parties, " + "), c.Place, c.Duration, told("from ", c.Start), told("to ", end), told("on ", c.Date)))
		for _, h := range c.History {
			inferred := ""
			if h.Inferred {
				inferred = "it follows"
			}
			under("commitment", "%s%s", h.Status, told(" ", h.Time, told("says ", h.By), told("against ", h.Against), inferred, told("in ", docs(h.Evidence))))
		}
	}
	for _, c := range d.Contacts {
		add("contact", "%s %s%s", c.Form, c.Status, told(": ", strings.Join(c.Participants, " + "), c.Date, c.Place, c.Duration, told("in ", docs(c.Evidence))))
	}
	for _, s := range d.Stands {
		var held []string
		for _, p := range s.Positions {
			held = append(held, string(p.Stance)+" in "+p.Doc)
		}
		add("stand", "%s %s: %s", s.Party, s.Issue, strings.Join(held, ", "))
		for _, c := range s.Changes {
			under("stand", "turned %s", c.Time)
		}
	}
	for _, c := range d.Counts {
		var values []string
		for _, f := range c.Figures {
			values = append(values, fmt.Sprintf("%g in %s", f.Value, f.Doc))
		}
		add("count", "%s: %s", c.What, strings.Join(values, ", "))
	}
	for _, e := range d.Timeline {
		planned := ""
		if e.Planned {
			planned = "ahead"
		}
		add("event", "%s %s: %s%s", e.Date, e.Kind, e.What, told(", ", planned, told("slipped from ", e.Slipped), told("in ", docs(e.Evidence))))
	}
	return lines
}

// told joins what is known, after a word that is left out where nothing is.
func told(before string, values ...string) string {
	values = slices.DeleteFunc(values, func(v string) bool { return v == "" })
	if len(values) == 0 {
		return ""
	}
	return before + strings.Join(values, ", ")
}

func docs(evidence []doc.Evidence) string {
	var ids []string
	for _, e := range evidence {
		ids = append(ids, e.Doc)
	}
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), " ")
}

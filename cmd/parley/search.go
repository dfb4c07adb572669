package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/parleyhq/parley/internal/cite"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/table"
	"github.com/parleyhq/parley/internal/wording"
)

type searchCommand struct {
	readFlags
	dbFlag
	In       []string `help:"Look in this file, folder or address instead; may be given again." sep:"none" placeholder:"INPUT"`
	Type     []string `help:"Lines of this type: ${searched}." sep:"none" placeholder:"TYPE"`
	Party    []string `help:"Of this party; given twice, of either." sep:"none" placeholder:"PARTY"`
	Issue    []string `help:"On this issue: its id, as arms-supplies." sep:"none" placeholder:"ISSUE"`
	Act      []string `help:"Statements in which this was done: demands, offers, denies and so on." sep:"none" placeholder:"ACT"`
	Source   []string `help:"In documents of this publisher or agency." sep:"none" placeholder:"NAME"`
	Sourcing []string `help:"Statements sourced so: named, institution, document, media, unnamed." sep:"none" placeholder:"KIND"`
	From     string   `help:"Of this day or later, as 2025-03-18; a month or a year will do." placeholder:"DATE"`
	To       string   `help:"Of this day or earlier." placeholder:"DATE"`
	Limit    int      `default:"20" help:"How many lines at most; 0 for all." placeholder:"NUMBER"`
	Format   string   `enum:"text,csv,jsonl" default:"text" help:"How to print it: ${enum}. JSON Lines are those of the record."`
	Words    []string `arg:"" optional:"" help:"What to look for; none with other conditions alone."`
}

func (c searchCommand) Help() string {
	return `Lines of the record that have all the words, in whatever form; the latest first. Inside a word's quotation marks the words stand side by side;
-word must not be there (not as the first of an argument: it would be a flag), of word OR word one is enough, and word* may go on.
What is asked for beside the words must hold too.

  parley search --db parley.db prisoners exchange
  parley search --db parley.db '"security guarantees" -NATO' --party Ukraine --type position
  parley search --db parley.db --act denies --from 2025-03-18 --format csv > denials.csv
  parley search --in inbox/ ceasefire OR truce`
}

// searched are the types that a search looks in; those that have a date come first.
var searched = []string{
	filing.Statement, filing.Position, filing.Commitment, filing.Contact, filing.Event, filing.Figure, filing.Document,
	filing.Discrepancy, filing.Actor,
}

// dated is how many of them stand in order of their dates.
const dated = 7

func (c searchCommand) Run(e *env) error {
	q, err := c.query()
	if err != nil {
		return err
	}
	if c.DB != "" && len(c.In) > 0 {
		return usageError("either --in or --db: what is kept is not read again")
	}
	var k *kept
	var reader *reader
	var t tally
	if len(c.In) > 0 {
		if k, err = keptAt(e.ctx, inMemory); err == nil {
			if reader, _, err = k.reader(e, c.readFlags, false); err == nil {
				t, err = k.read(e, reader, c.In, false)
			}
		}
	} else if c.kept() == "" {
		return usageError("there is nothing to look in: name a record that is kept with --db, or inputs with --in")
	} else if k, err = asks(e, c.kept()); err == nil {
		reader, _, err = k.reader(e, c.readFlags, false)
	}
	if k != nil {
		defer k.Close()
	}
	if err != nil {
		return err
	}
	if t.stopped {
		return t.ends(e)
	}
	if err := c.names(e, k, &q); err != nil {
		return err
	}
	items, all, err := c.find(e, k, q)
	if err != nil {
		return err
	}
	hits, documents, err := k.hits(e, items, reader.words())
	if err != nil {
		return err
	}
	found := table.Hits(hits, documents)
	switch c.Format {
	case "csv":
		err = found.CSV(e.stdout)
	case "jsonl":
		err = found.JSONL(e.stdout)
	default:
		err = found.Text(e.stdout, columns(e.stdout))
	}
	if err == nil && all > len(items) {
		fmt.Fprintf(e.stderr, "%d of %d lines; --limit 0 prints all\n", len(items), all)
	}
	return cmp.Or(err, t.ends(e))
}

// query is what is asked for.
func (c searchCommand) query() (q store.Query, err error) {
	q = store.Query{Types: c.Type, Words: strings.Join(c.Words, " "), Newest: true}
	for _, kind := range c.Type {
		if !slices.Contains(searched, kind) {
			return q, usageError(fmt.Sprintf("--type: there is no %q: it is one of %s", kind, strings.Join(searched, ", ")))
		}
	}
	if q.From, err = dateFlag("--from", c.From); err != nil {
		return q, err
	}
	if q.To, err = dateFlag("--to", c.To); err != nil {
		return q, err
	}
	if len(q.Types) == 0 {
		if q.Types = searched; q.From+q.To != "" {
			q.Types = searched[:dated]
		}
	}
	for _, f := range c.filters() {
		for _, value := range f.values {
			q.Tags = append(q.Tags, store.Tag{Name: f.tag, Value: value})
		}
	}
	if len(store.ParseWords(q.Words)) == 0 && len(q.Tags) == 0 && len(c.Type) == 0 && q.From+q.To == "" {
		return q, usageError("what to look for? Name words, or --party, --issue, --type and so on")
	}
	return q, nil
}

type filter struct {
	flag, tag string
	values    []string
}

func (c searchCommand) filters() []filter {
	return []filter{
		{"--party", "party", c.Party},
		{"--issue", "issue", c.Issue},
		{"--act", "act", c.Act},
		{"--source", "publisher", c.Source},
		{"--sourcing", "sourcing", c.Sourcing},
	}
}

// dateFlag reads a flag that names a day, a month or a year.
func dateFlag(flag, value string) (string, error) {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, value); err == nil || value == "" {
			return value, nil
		}
	}
	return "", usageError(fmt.Sprintf("%s: %q is not a date; write it as 2025-03-18, 2025-03 or 2025", flag, value))
}

// names puts the names that are asked for as the record has them, and says which it has where one is not there.
func (c searchCommand) names(e *env, k *kept, q *store.Query) error {
	for _, f := range c.filters() {
		if len(f.values) == 0 {
			continue
		}
		const most = 10_000
		known, err := k.Values(e.ctx, store.Query{}, f.tag, most)
		if err != nil {
			return err
		}
		for i, t := range q.Tags {
			if t.Name != f.tag {
				continue
			}
			at := slices.IndexFunc(known, func(v store.Value) bool { return v.Value == t.Value })
			if at < 0 {
				at = slices.IndexFunc(known, func(v store.Value) bool { return strings.EqualFold(v.Value, t.Value) })
			}
			if at < 0 {
				return fmt.Errorf("%s: the record has no %q: %s", f.flag, t.Value, has(known))
			}
			q.Tags[i].Value = known[at].Value
		}
	}
	return nil
}

// has are the first of the values that there are.
func has(known []store.Value) string {
	const most = 20
	var names []string
	for _, v := range known {
		if v.Value != filing.None {
			names = append(names, v.Value)
		}
	}
	switch {
	case len(names) == 0:
		return "it has none"
	case len(names) > most:
		return "it has " + strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return "it has " + strings.Join(names, ", ")
}

// find gives the lines that are asked for, and how many there are in all.
func (c searchCommand) find(e *env, k *kept, q store.Query) (items []store.Item, all int, err error) {
	if all, err = k.Count(e.ctx, q); err != nil {
		return nil, 0, err
	}
	wanted := c.Limit
	if wanted <= 0 {
		wanted = all
	}
	const page = 1000
	for len(items) < wanted {
		q.Limit = min(wanted-len(items), page)
		some, next, err := k.Items(e.ctx, q)
		if err != nil {
			return nil, 0, err
		}
		items = append(items, some...)
		if q.After = next; next == "" {
			break
		}
	}
	return items, max(all, len(items)), nil
}

// hits puts items into words, and gives the documents that they stand in.
func (k *kept) hits(e *env, items []store.Item, words wording.Words) (hits []table.Hit, documents []*doc.Document, err error) {
	there := map[string]bool{}
	for _, item := range items {
		h, err := hitOf(item, words)
		if err == nil && item.Type == filing.Document {
			h.Fields, err = k.documentFields(e, item)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("%s %s: %w", item.Type, item.ID, err)
		}
		hits = append(hits, h)
		if len(h.Evidence) == 0 || there[h.Evidence[0].Doc] {
			continue
		}
		there[h.Evidence[0].Doc] = true
		d, err := k.Document(e.ctx, h.Evidence[0].Doc)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		documents = append(documents, d)
	}
	return hits, documents, nil
}

// documentFields are the fields of a document's line, with its text.
func (k *kept) documentFields(e *env, item store.Item) (json.RawMessage, error) {
	var line struct {
		*doc.Document
		Engine string `json:"engine"`
	}
	if err := json.Unmarshal(item.Body, &line); err != nil {
		return nil, err
	}
	var err error
	if line.Document, err = k.Document(e.ctx, item.ID); err != nil {
		return nil, err
	}
	return json.Marshal(line)
}

// hitOf puts an item into words.
func hitOf(item store.Item, words wording.Words) (h table.Hit, err error) {
	date, _, _ := strings.Cut(item.Sort, " ")
	h = table.Hit{ID: item.ID, Type: item.Type, Date: wording.Date(date), Fields: fieldsOf(item)}
	if date == filing.Undated {
		h.Date = ""
	}
	switch item.Type {
	case filing.Statement:
		var x meaning.Statement
		err = json.Unmarshal(item.Body, &x)
		h.Line, h.Evidence, h.Party = record.StatementLine(x), x.Evidence, x.Speaker.Party
	case filing.Position:
		var x meaning.Position
		err = json.Unmarshal(item.Body, &x)
		h.Line, h.Evidence, h.Party, h.Issue = wording.Position(x), x.Evidence, x.Party, words.Issue(x.Issue)
	case filing.Commitment:
		var x dossier.Commitment
		err = json.Unmarshal(item.Body, &x)
		h.Line, h.Evidence, h.Party, h.Issue = words.Commitment(x), x.Evidence, strings.Join(x.Parties, "; "), words.Issue(x.Issue)
	case filing.Contact:
		var x dossier.Contact
		err = json.Unmarshal(item.Body, &x)
		h.Line, h.Evidence, h.Party = wording.Contact(x), x.Evidence, strings.Join(x.Parties, "; ")
	case filing.Event:
		var x dossier.Event
		err = json.Unmarshal(item.Body, &x)
		h.Line, h.Evidence = words.Event(x), x.Evidence
	case filing.Figure:
		var x meaning.Figure
		err = json.Unmarshal(item.Body, &x)
		h.Line, h.Evidence = wording.Figure(x), x.Evidence
	case filing.Discrepancy:
		var x dossier.Discrepancy
		err = json.Unmarshal(item.Body, &x)
		h.Line, h.Date, h.Issue = words.Discrepancy(x), "", words.Issue(x.Issue)
		var parties []string
		for _, side := range x.Between {
			h.Evidence = append(h.Evidence, side.Evidence...)
			parties = append(parties, side.Party)
		}
		h.Party = strings.Join(parties, "; ")
	case filing.Actor:
		var x meaning.Actor
		err = json.Unmarshal(item.Body, &x)
		h.Line, h.Date, h.Evidence, h.Party = wording.Line{Lead: wording.By(x.Name, x.Party), Facts: x.Roles}, "", x.Evidence, x.Party
	case filing.Document:
		var x doc.Document
		err = json.Unmarshal(item.Body, &x)
		h.Line, h.Source = wording.Line{Lead: "Document: " + cmp.Or(wording.OneLine(x.Title), "(without a title)")}, cite.Outlet(&x)
	}
	if h.Issue != "" && item.Type == filing.Position {
		h.Line.Facts = append([]string{h.Issue}, h.Line.Facts...)
	}
	return h, err
}

// fieldsOf are the fields of a line without its type.
func fieldsOf(item store.Item) json.RawMessage {
	if fields, ok := bytes.CutPrefix(item.Body, []byte(`{"type":"`+item.Type+`",`)); ok {
		return append([]byte("{"), fields...)
	}
	return item.Body
}

// Package record prints what was read: it reads documents, readings, problems and the dossier and writes the record, as
// JSON Lines for programs or as text for people.
package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Writer prints a record: each document as it is read, and then what all of them say together.
type Writer interface {
	Document(*doc.Document, *meaning.Reading) error
	Problem(Problem) error
	Close(*dossier.Dossier) error
}

// A Problem is an input that could not be read, and why.
type Problem struct {
	Input string `json:"input"`
	Error string `json:"error"`
}

// NewJSONL returns a Writer of JSON Lines: one object a line, each with a "type"; the fields are those of the plain
// types. What a document says by itself is printed as it is read; what is made of several documents, and the actors with
// the names that all of them use, comes last.
func NewJSONL(w io.Writer) Writer { return &jsonl{NewLines(w)} }

type jsonl struct{ lines *Lines }

func (j *jsonl) Document(d *doc.Document, r *meaning.Reading) error {
	j.lines.Add("document", struct {
		*doc.Document
		Engine string `json:"engine"`
	}{d, r.Engine})
	add(j.lines, "statement", r.Statements)
	add(j.lines, "position", r.Positions)
	add(j.lines, "figure", r.Figures)
	add(j.lines, "timex", r.Timexes)
	return j.lines.err
}

// Problem is printed at once, so that whoever follows a long run sees it.
func (j *jsonl) Problem(p Problem) error {
	j.lines.Add("problem", p)
	return j.lines.Flush()
}

func (j *jsonl) Close(d *dossier.Dossier) error {
	add(j.lines, "commitment", d.Commitments)
	add(j.lines, "contact", d.Contacts)
	for _, a := range d.Accounts {
		j.lines.Add("account", struct {
			dossier.Account
			Evidence []doc.Evidence `json:"evidence"`
		}{a, evidence(a.Points, func(p meaning.Point) []doc.Evidence { return p.Evidence })})
	}
	add(j.lines, "discrepancy", d.Discrepancies)
	add(j.lines, "lineage", d.Lineage)
	for _, s := range d.Stands {
		j.lines.Add("stand", struct {
			dossier.Stand
			Positions []string       `json:"positions"` // ids: the positions have lines of their own
			Evidence  []doc.Evidence `json:"evidence"`
		}{
			s, ids(s.Positions, func(p meaning.Position) string { return p.ID }),
			evidence(s.Positions, func(p meaning.Position) []doc.Evidence { return p.Evidence }),
		})
	}
	for _, c := range d.Counts {
		j.lines.Add("count", struct {
			dossier.Count
			Figures  []string       `json:"figures"` // ids
			Evidence []doc.Evidence `json:"evidence"`
		}{
			c, ids(c.Figures, func(f meaning.Figure) string { return f.ID }),
			evidence(c.Figures, func(f meaning.Figure) []doc.Evidence { return f.Evidence }),
		})
	}
	add(j.lines, "event", d.Timeline)
	add(j.lines, "actor", d.Actors)
	return j.lines.Flush()
}

func add[T any](l *Lines, kind string, items []T) {
	for _, x := range items {
		l.Add(kind, x)
	}
}

func ids[T any](items []T, id func(T) string) []string {
	out := make([]string, len(items))
	for i, x := range items {
		out[i] = id(x)
	}
	return out
}

// evidence is that of all the items that a line is made of, each place once.
func evidence[T any](items []T, of func(T) []doc.Evidence) []doc.Evidence {
	var all []doc.Evidence
	for _, x := range items {
		all = append(all, of(x)...)
	}
	slices.SortFunc(all, dossier.EvidenceInOrder)
	return slices.Compact(all)
}

// Lines writes objects as JSON Lines, each with its type first.
type Lines struct {
	out     *bufio.Writer
	object  bytes.Buffer
	encoder *json.Encoder
	err     error // the first one; nothing is written after it
}

// NewLines returns Lines that write to w.
func NewLines(w io.Writer) *Lines {
	l := &Lines{out: bufio.NewWriterSize(w, 64<<10)}
	l.encoder = json.NewEncoder(&l.object)
	l.encoder.SetEscapeHTML(false)
	return l
}

// Add writes one line: the fields of a struct behind its type. An error is kept for Flush.
func (l *Lines) Add(kind string, fields any) {
	if l.err != nil {
		return
	}
	l.object.Reset()
	if l.err = l.encoder.Encode(fields); l.err != nil {
		return
	}
	l.out.WriteString(`{"type":"` + kind + `",`)
	_, l.err = l.out.Write(l.object.Bytes()[1:])
}

// Flush hands on what has been written, and gives the first error of all.
func (l *Lines) Flush() error {
	if err := l.out.Flush(); l.err == nil {
		l.err = err
	}
	return l.err
}

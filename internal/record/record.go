// Package record prints what was read: it reads documents, readings, problems and the dossier and writes the record, as
// JSON Lines for programs or as text for people.
package record

import (
	"bufio"
	"bytes"
	"io"

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
		j.lines.Add("account", OfAccount(&a))
	}
	add(j.lines, "discrepancy", d.Discrepancies)
	add(j.lines, "lineage", d.Lineage)
	for _, s := range d.Stands {
		j.lines.Add("stand", OfStand(&s))
	}
	for _, c := range d.Counts {
		j.lines.Add("count", OfCount(&c))
	}
	add(j.lines, "event", d.Timeline)
	add(j.lines, "actor", Actors(d.Actors, TallyOf(d)))
	return j.lines.Flush()
}

func add[T any](l *Lines, kind string, items []T) {
	for _, x := range items {
		l.Add(kind, x)
	}
}

// Lines writes objects as JSON Lines, each with its type first.
type Lines struct {
	out    *bufio.Writer
	object bytes.Buffer
	err    error // the first one; nothing is written after it
}

// NewLines returns Lines that write to w.
func NewLines(w io.Writer) *Lines {
	return &Lines{out: bufio.NewWriterSize(w, 64<<10)}
}

// Add writes one line: the fields of a struct behind its type. An error is kept for Flush.
func (l *Lines) Add(kind string, fields any) {
	if l.err != nil {
		return
	}
	l.object.Reset()
	if l.err = write(&l.object, kind, fields); l.err == nil {
		_, l.err = l.out.Write(l.object.Bytes())
	}
}

// Flush hands on what has been written, and gives the first error of all.
func (l *Lines) Flush() error {
	if err := l.out.Flush(); l.err == nil {
		l.err = err
	}
	return l.err
}

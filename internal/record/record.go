// Package record prints what was read: it reads documents, readings and problems and writes the record,
// as JSON Lines for programs or as text for people.
package record

import (
	"bufio"
	"encoding/json"
	"io"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Writer prints a record, one document after another. Close prints what is known only at the end.
type Writer interface {
	Document(*doc.Document, *meaning.Reading) error
	Problem(Problem) error
	Close() error
}

// A Problem is an input that could not be read, and why.
type Problem struct {
	Input string `json:"input"`
	Error string `json:"error"`
}

// NewJSONL returns a Writer of JSON Lines: one object a line, each with a "type"; the fields are those of
// the plain types. The actors come last, one line for each, with the names that all the documents use.
func NewJSONL(w io.Writer) Writer {
	buffered := bufio.NewWriterSize(w, 64<<10)
	encoder := json.NewEncoder(buffered)
	encoder.SetEscapeHTML(false)
	return &jsonl{out: buffered, encoder: encoder}
}

type jsonl struct {
	out     *bufio.Writer
	encoder *json.Encoder
	actors  dossier.Actors
}

type documentLine struct {
	Type string `json:"type"`
	*doc.Document
	Engine string `json:"engine"`
}

type statementLine struct {
	Type string `json:"type"`
	meaning.Statement
}

type positionLine struct {
	Type string `json:"type"`
	meaning.Position
}

type figureLine struct {
	Type string `json:"type"`
	meaning.Figure
}

type commitmentLine struct {
	Type string `json:"type"`
	meaning.Commitment
}

type contactLine struct {
	Type string `json:"type"`
	meaning.Contact
	Participants []string `json:"participants"` // names
}

type timexLine struct {
	Type string `json:"type"`
	meaning.Timex
}

type actorLine struct {
	Type string `json:"type"`
	meaning.Actor
}

type problemLine struct {
	Type string `json:"type"`
	Problem
}

func (j *jsonl) Document(d *doc.Document, r *meaning.Reading) error {
	if err := j.encoder.Encode(documentLine{"document", d, r.Engine}); err != nil {
		return err
	}
	for _, s := range r.Statements {
		if err := j.encoder.Encode(statementLine{"statement", s}); err != nil {
			return err
		}
	}
	for _, p := range r.Positions {
		if err := j.encoder.Encode(positionLine{"position", p}); err != nil {
			return err
		}
	}
	for _, c := range r.Commitments {
		if err := j.encoder.Encode(commitmentLine{"commitment", c}); err != nil {
			return err
		}
	}
	for _, c := range r.Contacts {
		names := make([]string, len(c.Participants))
		for i, p := range c.Participants {
			names[i] = p.Name
		}
		if err := j.encoder.Encode(contactLine{"contact", c, names}); err != nil {
			return err
		}
	}
	for _, f := range r.Figures {
		if err := j.encoder.Encode(figureLine{"figure", f}); err != nil {
			return err
		}
	}
	for _, t := range r.Timexes {
		if err := j.encoder.Encode(timexLine{"timex", t}); err != nil {
			return err
		}
	}
	j.actors.Add(r.Actors)
	return nil
}

// Problem is printed at once, so that whoever follows a long run sees it.
func (j *jsonl) Problem(p Problem) error {
	if err := j.encoder.Encode(problemLine{"problem", p}); err != nil {
		return err
	}
	return j.out.Flush()
}

func (j *jsonl) Close() error {
	for _, a := range j.actors.Merged() {
		if err := j.encoder.Encode(actorLine{"actor", a}); err != nil {
			return err
		}
	}
	return j.out.Flush()
}

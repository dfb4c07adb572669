package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"

	"golang.org/x/term"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/pipeline"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/weave"
)

type readCommand struct {
	readFlags
	dbFlag
	NewAgenda     bool     `help:"With --db: go on with an agenda that is of another negotiation than what is kept."`
	Format        string   `enum:"text,jsonl,none" default:"none" help:"How to print the record: text, jsonl. Text where nothing is kept; with --db nothing is printed unless it is asked for."`
	Until         string   `help:"Print what a stage wrote instead of the record: ${stages}." placeholder:"STAGE"`
	MinConfidence float64  `help:"Leave out statements that are less sure than this, from 0 to 1." placeholder:"SHARE"`
	Input         []string `arg:"" optional:"" help:"Files, folders, addresses, or - for standard input: text, HTML, or JSON Lines of documents."`
}

func (c readCommand) Help() string {
	return `Without --db the record is printed and nothing is kept. With it, documents, readings, the record and what could not be read
are kept in a database, and other commands ask it:

  parley read report.txt readouts/                      prints the record
  parley read --db parley.db --agenda agenda.yaml inbox/  keeps it; the agenda too, so that no later command need name it
  parley read --db parley.db inbox/                     again: what is known is passed over
  parley read --db parley.db                            reads again what an older engine read, or another agenda
  parley serve --db parley.db                           the same record as pages`
}

func (c readCommand) Run(e *env) error {
	db := c.kept()
	if c.Until != "" {
		db = ""
	}
	if db != "" {
		return c.keep(e, db)
	}
	if len(c.Input) == 0 {
		return usageError("there is nothing to read: name files, folders or addresses, or - for standard input")
	}
	reader, err := c.reader(e)
	if err != nil {
		return err
	}
	out := c.writer(e.stdout, reader)
	all := weave.New()
	shown := newProgress(e.stderr)
	problems := 0
	for o := range reader.outcomes(e, c.Input) {
		shown.Step()
		if o.problem != nil {
			problems++
			err = out.Problem(*o.problem)
		} else {
			reading := c.sure(o.reading)
			all.Add(o.document, reading)
			err = out.Document(o.document, reading)
		}
		if err != nil {
			return err
		}
	}
	shown.Done()
	if err := out.Close(all.Dossier()); err != nil {
		return err
	}
	if err := e.ctx.Err(); err != nil {
		return fmt.Errorf("stopped before the end: %w", err)
	}
	if problems > 0 {
		return errProblems
	}
	return nil
}

// keep reads into a record that is kept, and prints all of that where it is asked for.
func (c readCommand) keep(e *env, db string) error {
	open := keptAt
	if len(c.Input) == 0 {
		open = keptThere
	}
	k, err := open(e.ctx, db)
	if err != nil {
		return err
	}
	defer k.Close()
	reader, changed, err := k.reader(e, c.readFlags, c.NewAgenda)
	if err != nil {
		return err
	}
	t, err := k.read(e, reader, c.Input, changed || len(c.Input) == 0)
	if err != nil {
		return err
	}
	if t.stopped || c.Format == "none" {
		return cmp.Or(k.report(e, t), t.ends(e))
	}
	out := c.writer(e.stdout, reader)
	for _, p := range t.problems {
		if err := out.Problem(p); err != nil {
			return err
		}
	}
	return cmp.Or(k.print(e, out, "", c.sure), t.ends(e))
}

// sure is the reading without the statements that are not sure enough.
func (c readCommand) sure(r *meaning.Reading) *meaning.Reading {
	if c.MinConfidence == 0 {
		return r
	}
	kept := *r
	kept.Statements = slices.DeleteFunc(slices.Clone(r.Statements), func(s meaning.Statement) bool { return s.Confidence < c.MinConfidence })
	return &kept
}

// writer is what prints the record, or what a stage wrote.
func (c readCommand) writer(w io.Writer, r *reader) record.Writer {
	switch {
	case c.Until != "":
		return stageWriter{r.engine, c.Until, w}
	case c.Format == "jsonl":
		return record.NewJSONL(w)
	}
	return record.NewText(w, columns(w), r.words())
}

// A stageWriter prints what one stage makes of each document.
type stageWriter struct {
	engine *pipeline.Engine
	stage  string
	out    io.Writer
}

func (s stageWriter) Document(d *doc.Document, _ *meaning.Reading) error {
	return s.engine.Show(s.out, d, s.stage)
}

func (s stageWriter) Problem(p record.Problem) error {
	_, err := fmt.Fprintf(s.out, "problem: %s: %s\n", p.Input, p.Error)
	return err
}

func (s stageWriter) Close(*dossier.Dossier) error { return nil }

// columns is how wide text is printed on w.
func columns(w io.Writer) int {
	const page = 100
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			return min(width, page)
		}
	}
	return page
}

package main

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/intake"
	"github.com/parleyhq/parley/internal/intake/desk"
	"github.com/parleyhq/parley/internal/intake/fetch"
	"github.com/parleyhq/parley/internal/intake/published"
	"github.com/parleyhq/parley/internal/intake/source"
	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/pipeline"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/wording"
)

// readFlags are the flags of all commands that read texts.
type readFlags struct {
	Agenda    string `help:"The file that describes the negotiation: its parties, members and terms." placeholder:"FILE" type:"path"`
	Published string `help:"The day the inputs were published, where they do not say themselves." placeholder:"DATE"`
}

// A reader is what reads the inputs of one command.
type reader struct {
	engine *pipeline.Engine
	desk   desk.Desk
	name   string // of the negotiation, where an agenda gives one
	// standing tells what is kept of a document already; nil where nothing is.
	standing func(input, id string) (keep.Standing, error)
}

// shown is the agenda's file as messages name it.
func (f readFlags) shown() string { return filepath.Base(f.Agenda) }

// desk is where the inputs are taken in.
func (f readFlags) desk(e *env) (desk.Desk, error) {
	if f.Published != "" {
		if _, err := published.Parse(f.Published); err != nil {
			return desk.Desk{}, fmt.Errorf("--published: %w", err)
		}
	}
	return desk.Desk{Disk: source.OS{}, Stdin: e.stdin, HTTP: fetch.Client(), Published: f.Published}, nil
}

// reader makes the reader with the agenda named.
func (f readFlags) reader(e *env) (*reader, error) {
	d, err := f.desk(e)
	if err != nil {
		return nil, err
	}
	if f.Agenda == "" {
		engine, err := pipeline.New(nil)
		return &reader{engine: engine, desk: d}, err
	}
	content, err := os.ReadFile(f.Agenda)
	if err != nil {
		return nil, fmt.Errorf("agenda: %w", err)
	}
	return readerWith(content, f.Agenda, d)
}

// readerWith makes the reader with an agenda, the content of a file.
func readerWith(content []byte, file string, d desk.Desk) (*reader, error) {
	a, err := agenda.Load(content, file)
	if err != nil {
		return nil, err
	}
	engine, err := pipeline.New(a)
	return &reader{engine: engine, desk: d, name: a.Name}, err
}

// words puts lines into words with the names of the issues that the engine knows.
func (r *reader) words() wording.Words { return wording.Words{Issues: r.engine.Issues()} }

// outcome is what came of one item: a document and its reading, or why there is none.
type outcome struct {
	input    string // as it is named in a problem
	document *doc.Document
	reading  *meaning.Reading // nil of a document that is known already
	standing keep.Standing
	problem  *record.Problem
	fault    error // of the store, which ends the work
}

// outcomes reads what is named, on all cores, in the order of the names. A document that comes twice, the same
// bytes from the same place, is one document.
func (r *reader) outcomes(e *env, args []string) iter.Seq[outcome] {
	type arrival struct {
		item intake.Item
		err  error
	}
	arrivals := func(yield func(arrival) bool) {
		for item, err := range r.desk.Open(e.ctx, args) {
			if !yield(arrival{item, err}) {
				return
			}
		}
	}
	return once(pipeline.Ordered(arrivals, runtime.GOMAXPROCS(0), func(a arrival) outcome {
		if a.err != nil {
			return failed(a.item.Name, a.err)
		}
		return r.readItem(a.item)
	}))
}

// once leaves out the documents that have come already.
func once(outcomes iter.Seq[outcome]) iter.Seq[outcome] {
	return func(yield func(outcome) bool) {
		seen := map[string]bool{}
		for o := range outcomes {
			if d := o.document; d != nil {
				if seen[d.ID] {
					continue
				}
				seen[d.ID] = true
			}
			if !yield(o) {
				return
			}
		}
	}
}

// readItem makes a document of an item and reads it, unless it is known already.
func (r *reader) readItem(item intake.Item) (o outcome) {
	defer faultless(item.Name, &o)
	document, err := desk.Document(item)
	if err != nil {
		return failed(item.Name, err)
	}
	o = outcome{input: item.Name, document: document}
	if r.standing != nil {
		if o.standing, o.fault = r.standing(o.input, document.ID); o.standing == keep.Known || o.fault != nil {
			return o
		}
	}
	o.reading = r.engine.Read(document)
	return o
}

// faultless makes a fault of ours a problem of this input alone: the others are still read, and the message says what to report.
func faultless(input string, o *outcome) {
	if fault := recover(); fault != nil {
		*o = failed(input, fmt.Errorf("could not be read because of a fault in Parley; please report it with this text: %v\n%s", fault, debug.Stack()))
	}
}

func failed(input string, err error) outcome {
	var p *intake.Problem
	if errors.As(err, &p) {
		return outcome{input: p.Input, problem: &record.Problem{Input: p.Input, Error: p.Err.Error()}}
	}
	return outcome{input: input, problem: &record.Problem{Input: input, Error: err.Error()}}
}

package main

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/intake"
	"github.com/parleyhq/parley/internal/intake/desk"
	"github.com/parleyhq/parley/internal/intake/fetch"
	"github.com/parleyhq/parley/internal/intake/published"
	"github.com/parleyhq/parley/internal/intake/source"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/pipeline"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/weave"
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
}

// reader makes the reader with the agenda named.
func (f readFlags) reader(e *env) (*reader, error) {
	if f.Published != "" {
		if _, err := published.Parse(f.Published); err != nil {
			return nil, fmt.Errorf("--published: %w", err)
		}
	}
	d := desk.Desk{Disk: source.OS{}, Stdin: e.stdin, HTTP: fetch.Client(), Published: f.Published}
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
	return &reader{engine, d, a.Name}, err
}

// words puts lines into words with the names of the issues that the engine knows.
func (r *reader) words() wording.Words { return wording.Words{Issues: r.engine.Issues()} }

// outcome is what came of one item: a document and its reading, or why there is none.
type outcome struct {
	document *doc.Document
	reading  *meaning.Reading
	problem  *record.Problem
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
		return readItem(r.engine, a.item)
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

// readItem makes a document of an item and reads it. A fault of ours is a problem of this input alone: the
// others are still read, and the message says what to report.
func readItem(engine *pipeline.Engine, item intake.Item) (o outcome) {
	defer func() {
		if fault := recover(); fault != nil {
			o = failed(item.Name, fmt.Errorf("could not be read because of a fault in Parley; please report it with this text: %v\n%s", fault, debug.Stack()))
		}
	}()
	document, err := desk.Document(item)
	if err != nil {
		return failed(item.Name, err)
	}
	return outcome{document: document, reading: engine.Read(document)}
}

func failed(input string, err error) outcome {
	var p *intake.Problem
	if errors.As(err, &p) {
		return outcome{problem: &record.Problem{Input: p.Input, Error: p.Err.Error()}}
	}
	return outcome{problem: &record.Problem{Input: input, Error: err.Error()}}
}

// wovenAsOf makes one dossier of all that was read, as it stands on a day (empty: that of the newest document), and gives what
// could not be read.
func wovenAsOf(asOf string, outcomes iter.Seq[outcome]) (*dossier.Dossier, []record.Problem) {
	all := weave.New()
	all.AsOf(asOf)
	var problems []record.Problem
	for o := range outcomes {
		if o.problem != nil {
			problems = append(problems, *o.problem)
			continue
		}
		all.Add(o.document, o.reading)
	}
	return all.Dossier(), problems
}

package main

import (
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/wording"
)

// dossierFlags are the flags of all commands that print what the inputs say together.
type dossierFlags struct {
	readFlags
	AsOf string `help:"Know only what was published up to this day; \"today\" is the day of this machine's clock." placeholder:"DATE"`
}

// A bundle is a dossier with what a command needs to print it.
type bundle struct {
	*dossier.Dossier
	words    wording.Words
	name     string // of the negotiation, where it is known
	asOf     string // ISO 8601; empty where nothing was asked for
	problems int
}

// bundle reads the inputs and weaves them. What could not be read goes to the standard error.
func (f dossierFlags) bundle(e *env, args []string) (*bundle, error) {
	asOf, err := dayFlag("--as-of", f.AsOf)
	if err != nil {
		return nil, err
	}
	reader, err := f.reader(e)
	if err != nil {
		return nil, err
	}
	shown := newProgress(e.stderr)
	woven, problems := wovenAsOf(asOf, until(asOf, counted(reader.outcomes(e, args), shown)))
	shown.Done()
	for _, p := range problems {
		fmt.Fprintf(e.stderr, "problem: %s: %s\n", p.Input, p.Error)
	}
	if err := e.ctx.Err(); err != nil {
		return nil, fmt.Errorf("stopped before the end: %w", err)
	}
	return &bundle{woven, reader.words(), reader.name, asOf, len(problems)}, nil
}

// done is what a command ends with when everything else is printed.
func (b *bundle) done() error {
	if b.problems > 0 {
		return errProblems
	}
	return nil
}

// dayFlag reads a flag that names a day.
func dayFlag(flag, value string) (string, error) {
	if value == "" {
		return "", nil
	}
	if value == "today" {
		return time.Now().Format(time.DateOnly), nil
	}
	if _, err := time.Parse(time.DateOnly, value); err != nil {
		return "", fmt.Errorf("%s: %q is not a day; write it as 2025-03-18", flag, value)
	}
	return value, nil
}

// until leaves out the documents that were published after a day. Those without a date stay.
func until(asOf string, outcomes iter.Seq[outcome]) iter.Seq[outcome] {
	return func(yield func(outcome) bool) {
		for o := range outcomes {
			if asOf != "" && o.document != nil && day(o.document.Published.Date) > asOf {
				continue
			}
			if !yield(o) {
				return
			}
		}
	}
}

// counted shows how many have been read.
func counted(outcomes iter.Seq[outcome], shown *progress) iter.Seq[outcome] {
	return func(yield func(outcome) bool) {
		for o := range outcomes {
			shown.Step()
			if !yield(o) {
				return
			}
		}
	}
}

// day is the day of an ISO 8601 time, or as much of one as is known.
func day(iso string) string {
	date, _, _ := strings.Cut(iso, "T")
	return date
}

package main

import (
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/review"
	"github.com/parleyhq/parley/internal/weave"
	"github.com/parleyhq/parley/internal/wording"
)

// dossierFlags are the flags of all commands that print what the inputs say together.
type dossierFlags struct {
	readFlags
	dbFlag
	AsOf string `help:"Know only what was published up to this day; \"today\" is the day of this machine's clock." placeholder:"DATE"`
}

// A bundle is a dossier with what a command needs to print it.
type bundle struct {
	*dossier.Dossier
	pages    []review.Page // what it is made of
	words    wording.Words
	name     string // of the negotiation, where it is known
	asOf     string // ISO 8601; empty where nothing was asked for
	problems int
}

// bundle weaves the inputs, or what a database keeps. What could not be read goes to the standard error.
func (f dossierFlags) bundle(e *env, args []string) (*bundle, error) {
	asOf, err := dayFlag("--as-of", f.AsOf)
	if err != nil {
		return nil, err
	}
	db, err := f.asked(args)
	if err != nil {
		return nil, err
	}
	if db != "" {
		return f.keptBundle(e, db, asOf)
	}
	reader, err := f.reader(e)
	if err != nil {
		return nil, err
	}
	shown := newProgress(e.stderr)
	b := &bundle{words: reader.words(), name: reader.name, asOf: asOf}
	w := weave.New()
	w.AsOf(asOf)
	for o := range until(asOf, counted(reader.outcomes(e, args), shown)) {
		if o.problem != nil {
			fmt.Fprintf(e.stderr, "problem: %s: %s\n", o.problem.Input, o.problem.Error)
			b.problems++
			continue
		}
		w.Add(o.document, o.reading)
		b.pages = append(b.pages, review.Page{Document: o.document, Reading: o.reading})
	}
	shown.Done()
	if err := e.ctx.Err(); err != nil {
		return nil, fmt.Errorf("stopped before the end: %w", err)
	}
	b.Dossier = w.Dossier()
	return b, nil
}

// keptBundle is what a database keeps, as reviewed.
func (f dossierFlags) keptBundle(e *env, db, asOf string) (*bundle, error) {
	k, err := asks(e, db)
	if err != nil {
		return nil, err
	}
	defer k.Close()
	if f.Agenda != "" || f.Published != "" {
		return nil, usageError(fmt.Sprintf("--agenda and --published are for inputs: %s was read with what is kept there, and parley read --db changes it", k.place))
	}
	reader, _, err := k.reader(e, f.readFlags, false)
	if err != nil {
		return nil, err
	}
	woven, err := keep.AsKnown(e.ctx, k, asOf)
	if err != nil {
		return nil, err
	}
	if len(woven.Pages) == 0 && asOf == "" {
		return nil, fmt.Errorf("%s keeps no document: parley read --db %[1]s INPUT reads some in", k.place)
	}
	return &bundle{Dossier: woven.Dossier, pages: woven.Pages, words: reader.words(), name: k.negotiation.Name, asOf: asOf}, nil
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

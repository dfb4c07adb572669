package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/pipeline"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/store/postgres"
	"github.com/parleyhq/parley/internal/store/sqlite"
	"github.com/parleyhq/parley/internal/wording"
)

// dbFlag names the database that a record is kept in.
type dbFlag struct {
	DB string `help:"Where the record is kept: a file, or the address of a PostgreSQL database (postgres://…). The variable PARLEY_DB names it for all commands." placeholder:"DB"`
}

// inMemory is a record that is gone when the command ends.
const inMemory = ":memory:"

// dbVariable names the database for commands that are not told of one.
const dbVariable = "PARLEY_DB"

// kept is the database to keep in, or to serve; empty for none.
func (f dbFlag) kept() string { return cmp.Or(f.DB, os.Getenv(dbVariable)) }

// asked is the database to ask; empty where the inputs are read instead.
func (f dbFlag) asked(inputs []string) (string, error) {
	switch {
	case f.DB != "" && len(inputs) > 0:
		return "", usageError(fmt.Sprintf("either inputs or --db: parley read --db %s %s reads them in", placeOf(f.DB), strings.Join(inputs, " ")))
	case len(inputs) > 0:
		return "", nil
	case f.kept() == "":
		return "", usageError("there is nothing to read: name files, folders or addresses, or a record that is kept with --db")
	}
	return f.kept(), nil
}

// A usageError is a command line that is wrong.
type usageError string

func (u usageError) Error() string { return string(u) }

func isServer(db string) bool {
	return strings.HasPrefix(db, "postgres://") || strings.HasPrefix(db, "postgresql://") || strings.HasPrefix(db, "host=")
}

// openStore opens the database that --db names: a file, or the address of a PostgreSQL server.
func openStore(ctx context.Context, db string) (store.Store, error) {
	if isServer(db) {
		return postgres.Open(ctx, db)
	}
	return sqlite.Open(ctx, db)
}

// placeOf names a database in messages, without a password.
func placeOf(db string) string {
	if !isServer(db) {
		return db
	}
	address, err := url.Parse(db)
	if err != nil || address.Host == "" {
		return "the database"
	}
	return fmt.Sprintf("postgres://%s%s", address.Host, address.Path)
}

// A kept is a record in a database.
type kept struct {
	store.Store
	place       string // as it is named in messages
	negotiation keep.Negotiation
}

// keptAt opens a database, and makes it where it is not there.
func keptAt(ctx context.Context, db string) (*kept, error) {
	k, err := opened(ctx, db)
	if err != nil {
		return nil, err
	}
	if backup, err := k.Setting(ctx, restoring); err != nil || backup != "" {
		k.Close()
		return nil, cmp.Or(err, fmt.Errorf("%s: restoring %s was stopped before its end; restore it again with --replace", k.place, backup))
	}
	return k, nil
}

// opened opens a database in whatever state it is.
func opened(ctx context.Context, db string) (*kept, error) {
	if info, err := os.Stat(db); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s: is a folder: name a file in it, such as %s/parley.db", db, strings.TrimSuffix(db, "/"))
	}
	s, err := openStore(ctx, db)
	if err != nil {
		return nil, err
	}
	k := &kept{Store: s, place: placeOf(db)}
	if k.negotiation, err = keep.NegotiationOf(ctx, s); err != nil {
		s.Close()
		return nil, err
	}
	return k, nil
}

// keptThere opens a database that must be there.
func keptThere(ctx context.Context, db string) (*kept, error) {
	if _, err := os.Stat(db); !isServer(db) && errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s: there is no such database; parley read --db %[1]s INPUT makes it", db)
	}
	return keptAt(ctx, db)
}

// asks opens a database to ask it. Where its record lags behind its documents, it says so.
func asks(e *env, db string) (*kept, error) {
	k, err := keptThere(e.ctx, db)
	if err != nil {
		return nil, err
	}
	if lags, err := keep.Lags(e.ctx, k.Store); err == nil && lags {
		fmt.Fprintf(e.stderr, "note: reading into %s was stopped, or goes on now; parley read --db %[1]s completes the record\n", k.place)
	}
	return k, nil
}

// reader makes the reader of a record that is kept: with its agenda, or with the one named, which is kept from then on. changed
// reports that what was read before was read with another one.
func (k *kept) reader(e *env, f readFlags, another bool) (r *reader, changed bool, err error) {
	if f.Agenda == "" {
		if k.negotiation.Agenda == "" {
			r, err = f.reader(e)
			return r, false, err
		}
		d, err := f.desk(e)
		if err != nil {
			return nil, false, err
		}
		r, err = readerWith([]byte(k.negotiation.Agenda), k.negotiation.File, d)
		return r, false, err
	}
	if r, err = f.reader(e); err != nil {
		return nil, false, err
	}
	content, err := os.ReadFile(f.Agenda)
	if err != nil {
		return nil, false, fmt.Errorf("agenda: %w", err)
	}
	before, now := k.negotiation, keep.Negotiation{Name: r.name, File: f.shown(), Agenda: string(content)}
	if now.Agenda == before.Agenda {
		return r, false, nil
	}
	if before.Agenda != "" && before.Name != now.Name && !another {
		return nil, false, fmt.Errorf("%s keeps the record of %q (agenda %s), and %s is of %q: keep that in a database of its own, or go on with it here with --new-agenda",
			k.place, before.Name, before.File, now.File, now.Name)
	}
	k.negotiation = now
	return r, true, keep.SetNegotiation(e.ctx, k, now)
}

// A tally is what came of reading into a record.
type tally struct {
	fresh, again, known int
	problems            []record.Problem
	stopped             bool
}

// read reads inputs and keeps them, and weaves the record. All that was read by an older engine, or with another agenda, is read
// again where all is asked for.
func (k *kept) read(e *env, r *reader, inputs []string, all bool) (t tally, err error) {
	keeper := keep.New(k, pipeline.Version, k.negotiation.Hash())
	failures, err := k.Failures(e.ctx)
	if err != nil {
		return t, err
	}
	failing := map[string]bool{}
	for _, f := range failures {
		failing[f.Input] = true
	}
	r.standing = func(input, id string) (keep.Standing, error) {
		standing, err := keeper.Standing(e.ctx, id)
		if standing == keep.Known && failing[input] { // to be kept is what ends a failure
			standing = keep.Outdated
		}
		return standing, err
	}
	shown := newProgress(e.stderr)
	defer shown.Done()
	ctx := context.WithoutCancel(e.ctx) // what is begun is finished
	take := func(outcomes iter.Seq[outcome]) error {
		for o := range outcomes {
			if e.ctx.Err() != nil {
				return nil
			}
			shown.Step()
			var err error
			switch {
			case o.fault != nil:
				err = o.fault
			case o.problem != nil:
				t.problems = append(t.problems, *o.problem)
				fmt.Fprintf(e.stderr, "problem: %s: %s\n", o.problem.Input, o.problem.Error)
				err = keeper.Fail(ctx, store.Failure{Input: o.problem.Input, Error: o.problem.Error, At: time.Now().UTC().Truncate(time.Second)})
			case o.standing == keep.Known:
				t.known++
			default:
				if o.standing == keep.Outdated {
					t.again++
				} else {
					t.fresh++
				}
				err = keeper.Add(ctx, o.input, o.document, o.reading)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	err = take(r.outcomes(e, inputs))
	if err == nil {
		err = keeper.Flush(ctx)
	}
	if err == nil && all && e.ctx.Err() == nil {
		err = take(k.outdated(e, r))
	}
	if err != nil {
		return t, err
	}
	if err := keeper.Flush(ctx); err != nil {
		return t, err
	}
	shown.Done()
	if t.stopped = e.ctx.Err() != nil; t.stopped {
		return t, nil
	}
	lags, err := keep.Lags(e.ctx, k)
	if err == nil && lags {
		const tight = 50 // per cent of garbage beside what is held: all readings are, and less memory is worth a little time
		defer debug.SetGCPercent(debug.SetGCPercent(tight))
		err = keeper.Weave(e.ctx, "")
	}
	if t.stopped = e.ctx.Err() != nil; t.stopped {
		return t, nil
	}
	return t, err
}

// outdated reads again what is kept of an older engine or another agenda.
func (k *kept) outdated(e *env, r *reader) iter.Seq[outcome] {
	documents, err := k.Outdated(e.ctx, pipeline.Version, k.negotiation.Hash())
	items := func(yield func(store.Known) bool) {
		for _, d := range documents {
			if e.ctx.Err() != nil || !yield(d) {
				return
			}
		}
	}
	if err != nil {
		return func(yield func(outcome) bool) { yield(outcome{fault: err}) }
	}
	return pipeline.Ordered(items, runtime.GOMAXPROCS(0), func(d store.Known) (o outcome) {
		defer faultless(d.Input, &o)
		document, err := k.Document(e.ctx, d.ID)
		if err != nil {
			return outcome{fault: err}
		}
		return outcome{input: d.Input, document: document, reading: r.engine.Read(document), standing: keep.Outdated}
	})
}

// report says what came of reading into a record, and what the record holds now.
func (k *kept) report(e *env, t tally) error {
	if name := k.negotiation.Name; name != "" {
		fmt.Fprintf(e.stdout, "%s · %s\n", k.place, name)
	} else {
		fmt.Fprintln(e.stdout, k.place)
	}
	fmt.Fprintln(e.stdout, t)
	if t.stopped {
		return nil
	}
	whole, err := k.summary(e.ctx)
	if err != nil || whole == nil {
		return err
	}
	n := whole.Items
	fmt.Fprintf(e.stdout, "The record: %s, %s, %s, %s, %s, %s\n",
		wording.Count(n[filing.Document], "document", "documents"), wording.Count(n[filing.Statement], "statement", "statements"),
		wording.Count(n[filing.Position], "position", "positions"), wording.Count(n[filing.Commitment], "commitment", "commitments"),
		wording.Count(n[filing.Contact], "contact", "contacts"), wording.Count(n[filing.Discrepancy], "discrepancy", "discrepancies"))
	return k.mentionOutdated(e)
}

// mentionOutdated says how many documents wait to be read again.
func (k *kept) mentionOutdated(e *env) error {
	old, err := k.Outdated(e.ctx, pipeline.Version, k.negotiation.Hash())
	if err != nil || len(old) == 0 {
		return err
	}
	_, err = fmt.Fprintf(e.stdout, "%s read by an older engine or with another agenda; parley read --db %s reads again what is kept\n",
		wording.Count(len(old), "document was", "documents were"), k.place)
	return err
}

// summary is how much the record holds; nil where nothing was kept.
func (k *kept) summary(ctx context.Context) (*filing.DossierSummary, error) {
	item, err := k.Item(ctx, filing.Summary, store.Whole)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	whole := new(filing.DossierSummary)
	return whole, json.Unmarshal(item.Body, whole)
}

// String says what came of reading: 12 documents new, 2 read again, 1 known already, 1 input could not be read.
func (t tally) String() string {
	var parts []string
	add := func(n int, words string) {
		if n > 0 {
			parts = append(parts, words)
		}
	}
	add(t.fresh, wording.Count(t.fresh, "document", "documents")+" new")
	add(t.again, wording.Count(t.again, "document", "documents")+" read again")
	add(t.known, wording.Count(t.known, "document", "documents")+" known already")
	add(len(t.problems), wording.Count(len(t.problems), "input", "inputs")+" could not be read")
	words := strings.Join(parts, ", ")
	if t.stopped {
		return "Stopped: " + cmp.Or(words, "nothing was read") + ". What was read is kept; the same command goes on with the rest."
	}
	return cmp.Or(words, "Nothing to read: all that is kept was read by this engine with this agenda")
}

// ends is what a command ends with that has read into a record.
func (t tally) ends(e *env) error {
	if t.stopped {
		return fmt.Errorf("stopped before the end: %w", e.ctx.Err())
	}
	if len(t.problems) > 0 {
		return errProblems
	}
	return nil
}

package main

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/pipeline"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/store/postgres"
	"github.com/parleyhq/parley/internal/store/sqlite"
)

// inMemory is a record that is gone when the command ends.
const inMemory = ":memory:"

// openStore opens the database that --db names: a file, or the address of a PostgreSQL server.
func openStore(ctx context.Context, db string) (store.Store, error) {
	if strings.HasPrefix(db, "postgres://") || strings.HasPrefix(db, "postgresql://") || strings.HasPrefix(db, "host=") {
		return postgres.Open(ctx, db)
	}
	return sqlite.Open(ctx, db)
}

// keepAll keeps what was read and weaves it; it gives what could not be read.
func keepAll(e *env, s store.Store, agenda string, outcomes iter.Seq[outcome]) ([]record.Problem, error) {
	k := keep.New(s, pipeline.Version, agenda)
	var problems []record.Problem
	for o := range outcomes {
		if o.problem != nil {
			problems = append(problems, *o.problem)
			fmt.Fprintf(e.stderr, "problem: %s: %s\n", o.problem.Input, o.problem.Error)
			continue
		}
		if err := k.Add(e.ctx, o.document.Path+o.document.URL, o.document, o.reading); err != nil {
			return problems, err
		}
	}
	return problems, k.Weave(e.ctx, "")
}

package main

import (
	"cmp"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/table"
	"github.com/parleyhq/parley/internal/wording"
)

// tableFlags are the flags of the commands that print one sort of line.
type tableFlags struct {
	dossierFlags
	Format string   `enum:"text,csv,jsonl" default:"text" help:"How to print it: ${enum}. CSV has all fields and opens in a spreadsheet; JSON Lines are those of the record."`
	Input  []string `arg:"" optional:"" help:"Files, folders, addresses, or - for standard input; none with --db."`
}

func (f tableFlags) print(e *env, make func(*dossier.Dossier, wording.Words) *table.Table) error {
	b, err := f.bundle(e, f.Input)
	if err != nil {
		return err
	}
	rows := make(b.Dossier, b.words)
	switch f.Format {
	case "csv":
		err = rows.CSV(e.stdout)
	case "jsonl":
		err = rows.JSONL(e.stdout)
	default:
		err = rows.Text(e.stdout, columns(e.stdout))
	}
	return cmp.Or(err, b.done())
}

type (
	positionsCommand     struct{ tableFlags }
	commitmentsCommand   struct{ tableFlags }
	contactsCommand      struct{ tableFlags }
	timelineCommand      struct{ tableFlags }
	discrepanciesCommand struct{ tableFlags }
	sourcesCommand       struct{ tableFlags }
)

func (c positionsCommand) Run(e *env) error     { return c.print(e, table.Positions) }
func (c commitmentsCommand) Run(e *env) error   { return c.print(e, table.Commitments) }
func (c contactsCommand) Run(e *env) error      { return c.print(e, table.Contacts) }
func (c timelineCommand) Run(e *env) error      { return c.print(e, table.Timeline) }
func (c discrepanciesCommand) Run(e *env) error { return c.print(e, table.Discrepancies) }
func (c sourcesCommand) Run(e *env) error       { return c.print(e, table.Sources) }

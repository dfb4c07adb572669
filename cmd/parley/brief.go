package main

import (
	"cmp"
	"errors"

	"github.com/parleyhq/parley/internal/brief"
)

type briefCommand struct {
	dossierFlags
	Since  string   `help:"Begin with what documents of this day or later bring." placeholder:"DATE"`
	Format string   `enum:"markdown,html" default:"markdown" help:"How to print it: ${enum}. HTML is one file that needs nothing else."`
	Name   string   `help:"The name of the negotiation, for the heading." placeholder:"NAME"`
	Input  []string `arg:"" optional:"" help:"Files, folders, addresses, or - for standard input; none with --db."`
}

func (c briefCommand) Help() string {
	return `One page made only of lines of the dossier, each with the words that it rests on and where they stand: positions by
issue and party, commitments and how they are kept, where the accounts part, contacts, what comes next, and the sources.

  parley brief inbox/ > brief.md
  parley brief --db parley.db
  parley brief --agenda inbox/agenda.yaml --since 2025-03-20 --format html inbox/ > brief.html

Days left are counted from --as-of, or without it from the day of the newest document.`
}

func (c briefCommand) Run(e *env) error {
	since, err := dayFlag("--since", c.Since)
	if err != nil {
		return err
	}
	b, err := c.bundle(e, c.Input)
	if err != nil {
		return err
	}
	if len(b.Documents) == 0 {
		return errors.New("there is no brief of nothing: no input could be read")
	}
	page := brief.Of(b.Dossier, brief.Options{Name: cmp.Or(c.Name, b.name), Since: since, AsOf: b.asOf, Words: b.words})
	if c.Format == "html" {
		err = page.HTML(e.stdout)
	} else {
		err = page.Markdown(e.stdout)
	}
	return cmp.Or(err, b.done())
}

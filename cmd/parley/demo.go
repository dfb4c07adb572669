package main

import (
	"cmp"
	"fmt"
	"io/fs"

	"github.com/parleyhq/parley/examples"
	"github.com/parleyhq/parley/internal/intake/desk"
	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/serve/web"
)

type demoCommand struct {
	Listen  string `default:"127.0.0.1:8484" help:"The address to serve on; other machines cannot be let in yet." placeholder:"HOST:PORT"`
	NoServe bool   `help:"Print the summary and stop."`
	DB      string `help:"Keep it here: a file, or the address of a PostgreSQL database. Without it nothing is kept." placeholder:"DB"`
}

const (
	demoName = "Black Sea spring: the talks of February to April 2025"
	demoNote = "Sample texts, written for Parley from public facts. The outlets, their writers and the analysts quoted are invented."
)

func (c demoCommand) Run(e *env) error {
	disk := examples.BlackSeaSpring()
	agenda, err := fs.ReadFile(disk, "agenda.yaml")
	if err != nil {
		return err
	}
	reader, err := readerWith(agenda, "agenda.yaml", desk.Desk{Disk: disk})
	if err != nil {
		return err
	}
	k, err := keptAt(e.ctx, cmp.Or(c.DB, inMemory))
	if err != nil {
		return err
	}
	defer k.Close()
	demo := keep.Negotiation{Name: demoName, File: "agenda.yaml", Agenda: string(agenda)}
	if k.negotiation.Name != "" && k.negotiation.Name != demoName {
		return fmt.Errorf("%s keeps the record of %q: name another file for the demo", k.place, k.negotiation.Name)
	}
	k.negotiation = demo
	if err := keep.SetNegotiation(e.ctx, k, demo); err != nil {
		return err
	}
	t, err := k.read(e, reader, []string{"."}, true)
	if err != nil {
		return err
	}
	if t.stopped {
		return t.ends(e)
	}
	woven, err := keep.Dossier(e.ctx, k, "")
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "%s\n%s\n\n", demoName, demoNote)
	record.Summarise(woven, len(t.problems)).Print(e.stdout)
	if c.DB != "" {
		fmt.Fprintf(e.stdout, "\nKept in %s: %s\n", k.place, t)
	}
	if err := reviewBundled(e.ctx, k); err != nil {
		return err
	}
	if c.NoServe {
		return nil
	}
	return serveRecord(e, k, demoName, c.Listen, web.Note(demoNote), web.Words(reader.words()))
}

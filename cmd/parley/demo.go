package main

import (
	"fmt"
	"io/fs"

	"github.com/parleyhq/parley/examples"
	"github.com/parleyhq/parley/internal/intake/desk"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/serve/web"
)

type demoCommand struct {
	Listen  string `default:"127.0.0.1:8484" help:"The address to serve on; other machines cannot be let in yet." placeholder:"HOST:PORT"`
	NoServe bool   `help:"Print the summary and stop."`
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
	woven, problems := wovenAsOf("", reader.outcomes(e, []string{"."}))
	fmt.Fprintf(e.stdout, "%s\n%s\n\n", demoName, demoNote)
	record.Summarise(woven, len(problems)).Print(e.stdout)
	if c.NoServe {
		return nil
	}
	kept, err := openStore(e.ctx, inMemory)
	if err != nil {
		return err
	}
	defer kept.Close()
	if _, err := keepAll(e, kept, "", reader.outcomes(e, []string{"."})); err != nil {
		return err
	}
	return serveRecord(e, kept, demoName, c.Listen, web.Note(demoNote), web.Words(reader.words()))
}

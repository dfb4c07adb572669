package main

import (
	"fmt"

	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/review"
)

type recordCommand struct {
	dbFlag
	Format string `enum:"text,jsonl" default:"text" help:"How to print it: ${enum}."`
	AsOf   string `help:"Know only what was published up to this day; \"today\" is the day of this machine's clock." placeholder:"DATE"`
}

func (c recordCommand) Help() string {
	return `The record as parley read prints it, from the database, with what people decided: the oldest document first.

  parley record --db parley.db --format jsonl > record.jsonl`
}

func (c recordCommand) Run(e *env) error {
	db := c.kept()
	if db == "" {
		return usageError("name the database with --db")
	}
	asOf, err := dayFlag("--as-of", c.AsOf)
	if err != nil {
		return err
	}
	k, err := asks(e, db)
	if err != nil {
		return err
	}
	defer k.Close()
	out := record.NewJSONL(e.stdout)
	if c.Format == "text" {
		reader, _, err := k.reader(e, readFlags{}, false)
		if err != nil {
			return err
		}
		out = record.NewText(e.stdout, columns(e.stdout), reader.words())
	}
	return k.print(e, out, asOf, func(r *meaning.Reading) *meaning.Reading { return r })
}

// print prints the record as it is kept, and as reviewed, the oldest document first.
func (k *kept) print(e *env, out record.Writer, asOf string, sure func(*meaning.Reading) *meaning.Reading) error {
	woven, err := keep.AsKnown(e.ctx, k, asOf)
	if err != nil {
		return err
	}
	if len(woven.Pages) == 0 {
		return fmt.Errorf("%s keeps no document", k.place)
	}
	pages := map[string]review.Page{}
	for _, p := range woven.Pages {
		pages[p.Document.ID] = p
	}
	for _, d := range woven.Dossier.Documents {
		if err := out.Document(d, sure(pages[d.ID].Reading)); err != nil {
			return err
		}
	}
	return out.Close(woven.Dossier)
}

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"text/tabwriter"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/gold"
	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/review"
	"github.com/parleyhq/parley/internal/weave"
)

type scoreCommand struct {
	readFlags
	DB   string   `name:"db" help:"Score what the engine read by itself in this record against what people decided there." placeholder:"DB"`
	Args []string `arg:"" optional:"" name:"gold-and-input" help:"Gold in JSON Lines, and the files, folders or addresses to read and score against it."`
}

func (c scoreCommand) Run(e *env) error {
	switch {
	case c.DB != "" && len(c.Args) > 0:
		return errors.New("score: give --db, or gold and inputs, and not both")
	case c.DB != "":
		return c.scoreStore(e)
	case len(c.Args) < 2:
		return errors.New("score: give gold and what to read, or --db; see parley score --help")
	}
	f, err := os.Open(c.Args[0])
	if err != nil {
		return err
	}
	defer f.Close()
	items, err := gold.Read(f, c.Args[0])
	if err != nil {
		return err
	}
	reader, err := c.reader(e)
	if err != nil {
		return err
	}
	var printed bytes.Buffer
	out, all := record.NewJSONL(&printed), weave.New()
	problems := 0
	for o := range reader.outcomes(e, c.Args[1:]) {
		if o.problem != nil {
			problems++
			fmt.Fprintf(e.stderr, "problem: %s: %s\n", o.problem.Input, o.problem.Error)
			continue
		}
		all.Add(o.document, o.reading)
		if err := out.Document(o.document, o.reading); err != nil {
			return err
		}
	}
	if err := out.Close(all.Dossier()); err != nil {
		return err
	}
	if err := printScores(e.stdout, items, &printed); err != nil {
		return err
	}
	if problems > 0 {
		return errProblems
	}
	return nil
}

// scoreStore scores the engine's own readings against what people decided.
func (c scoreCommand) scoreStore(e *env) error {
	kept, err := asks(e, c.DB)
	if err != nil {
		return err
	}
	defer kept.Close()
	reviewed, err := keep.Reviewed(e.ctx, kept, "")
	if err != nil {
		return err
	}
	items, left := review.Gold(reviewed)
	if len(items) == 0 {
		return errors.New("score: nobody has decided anything in this record yet")
	}
	if len(left) > 0 {
		fmt.Fprintf(e.stderr, "%d items are left out, for no words of theirs stand once in their text\n", len(left))
	}
	var printed bytes.Buffer
	if err := printRecord(&printed, reviewed.Given); err != nil {
		return err
	}
	return printScores(e.stdout, items, &printed)
}

// printRecord prints what the engine read, without reviews.
func printRecord(w io.Writer, pages []review.Page) error {
	var documents []*doc.Document
	var readings []*meaning.Reading
	out := record.NewJSONL(w)
	for _, p := range pages {
		documents, readings = append(documents, p.Document), append(readings, p.Reading)
		if err := out.Document(p.Document, p.Reading); err != nil {
			return err
		}
	}
	return out.Close(weave.Weave(documents, readings))
}

// printScores prints a table with a line for each type.
func printScores(w io.Writer, items []gold.Item, printed io.Reader) error {
	rec, err := gold.ReadRecord(printed)
	if err != nil {
		return err
	}
	rows := gold.Score(items, rec)
	wrong := slices.ContainsFunc(items, func(i gold.Item) bool { return i.Wrong })
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "type\tgold\tseen\tfound\twhole\tprinted\tmatched\t")
	if wrong {
		fmt.Fprint(t, "wrong\tprecision\t")
	}
	fmt.Fprintln(t)
	share := func(n, of int) string {
		if of == 0 {
			return "-"
		}
		return fmt.Sprintf("%.2f", float64(n)/float64(of))
	}
	for _, r := range rows {
		fmt.Fprintf(t, "%s\t%d\t%s\t%s\t%s\t%d\t%s\t", r.Type, r.Gold, share(r.Seen, r.Gold), share(r.Found, r.Gold), share(r.Whole, r.Gold), r.Printed, share(r.Matched, r.Printed))
		if wrong {
			precision, ok := r.Precision()
			if !ok {
				fmt.Fprintf(t, "%d\t-\t", r.Wrong)
			} else {
				fmt.Fprintf(t, "%d\t%.2f\t", r.Wrong, precision)
			}
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}

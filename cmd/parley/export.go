package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/parleyhq/parley/internal/gold"
	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/review"
)

type exportCommand struct {
	dbFlag
	Reviews string `required:"" help:"Where to write what people decided, as gold in JSON Lines; - for standard output." placeholder:"FILE"`
}

func (c exportCommand) Run(e *env) error {
	if c.kept() == "" {
		return usageError("name the database with --db")
	}
	kept, err := asks(e, c.kept())
	if err != nil {
		return err
	}
	defer kept.Close()
	reviewed, err := keep.Reviewed(e.ctx, kept, "")
	if err != nil {
		return err
	}
	items, left := review.Gold(reviewed)
	for _, id := range left {
		fmt.Fprintf(e.stderr, "left out: %s: no words of it stand once in their text\n", id)
	}
	if err := writeFile(e, c.Reviews, func(w io.Writer) error { return gold.Write(w, items) }); err != nil {
		return fmt.Errorf("--reviews: %w", err)
	}
	fmt.Fprintf(e.stderr, "%d items that people decided on\n", len(items))
	return nil
}

// writeFile writes a new file, whole or not at all; - is standard output.
func writeFile(e *env, name string, write func(io.Writer) error) error {
	if name == "-" {
		return write(e.stdout)
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".parley-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // after it got its name it is not there
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/parleyhq/parley/internal/archive"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/wording"
)

type backupCommand struct {
	dbFlag
	File string `arg:"" help:"The file to write; one that is there is replaced when the new one is whole." type:"path"`
}

func (c backupCommand) Help() string {
	return `One file with the documents, what was read in them, what could not be read, the agenda and all that people decided. Either kind of
database can be filled with it, so that it also moves a record from one to the other:

  parley backup --db parley.db parley-backup.gz
  parley restore --db postgres://desk@server/parley parley-backup.gz`
}

func (c backupCommand) Run(e *env) error {
	db := c.kept()
	if db == "" {
		return usageError("name the database with --db")
	}
	k, err := keptThere(e.ctx, db)
	if err != nil {
		return err
	}
	defer k.Close()
	part, err := os.CreateTemp(filepath.Dir(c.File), filepath.Base(c.File)+".part-*")
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer os.Remove(part.Name()) // where it was renamed there is none any more
	defer part.Close()
	content, err := archive.Write(e.ctx, part, k)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := errors.Join(part.Chmod(0o644), part.Sync(), part.Close(), os.Rename(part.Name(), c.File)); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	_, err = fmt.Fprintf(e.stdout, "%s: %s\n", filepath.Base(c.File), contentWords(content))
	return err
}

// contentWords says how much a backup has: 12 documents with their readings, 3 decisions.
func contentWords(c archive.Content) string {
	words := wording.Count(c.Documents, "document with its reading", "documents with their readings")
	if c.Decisions > 0 {
		words += ", " + wording.Count(c.Decisions, "decision", "decisions")
	}
	if c.Failures > 0 {
		words += ", " + wording.Count(c.Failures, "input that could not be read", "inputs that could not be read")
	}
	return words
}

type restoreCommand struct {
	dbFlag
	File    string `arg:"" help:"A file that parley backup wrote." type:"existingfile"`
	Replace bool   `help:"Take away what the database keeps, decisions too, and put the backup in its place."`
}

func (c restoreCommand) Help() string {
	return `The backup is read to its end first: one that is damaged or cut off restores nothing. The database must be empty, or be given up with
--replace.

  parley restore --db parley.db parley-backup.gz`
}

// restoring is the setting that marks a database whose restoring has not come to its end.
const restoring = "restoring"

func (c restoreCommand) Run(e *env) error {
	db := c.kept()
	if db == "" {
		return usageError("name the database with --db")
	}
	file, err := os.Open(c.File)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	defer file.Close()
	content, err := archive.Check(bufio.NewReaderSize(file, 1<<20))
	if err != nil {
		return fmt.Errorf("%s: %w; nothing was restored", filepath.Base(c.File), err)
	}
	if _, err := file.Seek(0, 0); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	k, err := opened(e.ctx, db)
	if err != nil {
		return err
	}
	defer k.Close()
	if err := c.makeRoom(e, k); err != nil {
		return err
	}
	if err := k.Set(e.ctx, restoring, filepath.Base(c.File)); err != nil {
		return err
	}
	shown := newProgress(e.stderr)
	err = archive.Restore(e.ctx, bufio.NewReaderSize(file, 1<<20), k, shown.Step)
	shown.Done()
	if err == nil {
		err = k.Set(e.ctx, restoring, "")
	}
	if err != nil {
		return fmt.Errorf("%w; %s is not whole: restore it again with --replace", err, k.place)
	}
	_, err = fmt.Fprintf(e.stdout, "%s: %s\n", k.place, contentWords(content))
	return err
}

// makeRoom sees to it that the database is empty.
func (c restoreCommand) makeRoom(e *env, k *kept) error {
	documents, err := k.Count(e.ctx, store.Query{})
	if err != nil {
		return err
	}
	decisions, err := k.Decisions(e.ctx)
	if err != nil {
		return err
	}
	failures, err := k.Failures(e.ctx)
	if err != nil {
		return err
	}
	if documents+len(decisions)+len(failures) > 0 && !c.Replace {
		return fmt.Errorf("%s is not empty: restore into a new database, or give up what it keeps with --replace", k.place)
	}
	return k.Clear(e.ctx)
}

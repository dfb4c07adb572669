// Package source turns what was named into a stream of items in a fixed order: files, folders, addresses and standard input.
//
// A folder is walked in the order of its names, hidden files and its agenda.yaml left out, links to folders not
// followed. A file that was read already is not read again. Whatever cannot be read is a problem
// in its place in the stream, and the rest is read.
package source

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/parleyhq/parley/internal/intake"
)

// agendaFile describes the negotiation that a folder holds the documents of. It is none of them.
const agendaFile = "agenda.yaml"

// A World is what a source reads from: the effects, handed in.
type World struct {
	Disk    fs.FS                                                           // files and folders; OS{} for those of the machine
	Stdin   io.Reader                                                       // what "-" stands for
	Fetch   func(ctx context.Context, url string) (*intake.Response, error) // addresses; nil: they are problems
	Bundles []intake.Bundle                                                 // the forms of input that hold many items, tried in order
}

// OS is the machine's own file system, whose paths may be absolute or lead upwards.
type OS struct{}

func (OS) Open(name string) (fs.File, error)          { return os.Open(name) }
func (OS) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }
func (OS) Stat(name string) (fs.FileInfo, error)      { return os.Stat(name) }

// Items gives the items of the arguments, one at a time and in a fixed order: the arguments as they
// stand, a folder in the order of its names. Each error is a *intake.Problem; the stream goes on
// after it. It ends early when ctx is done.
func (w World) Items(ctx context.Context, args []string) iter.Seq2[intake.Item, error] {
	return func(yield func(intake.Item, error) bool) {
		s := &stream{World: w, ctx: ctx, yield: yield, seen: map[string]bool{}}
		for _, arg := range args {
			if !s.named(arg) {
				return
			}
		}
	}
}

// A stream is one pass over the arguments. Its methods report whether to go on.
type stream struct {
	World
	ctx   context.Context
	yield func(intake.Item, error) bool
	seen  map[string]bool
}

func (s *stream) problem(input, format string, args ...any) bool {
	return s.yield(intake.Item{}, intake.Problemf(input, format, args...))
}

func (s *stream) named(arg string) bool {
	switch {
	case s.ctx.Err() != nil:
		return false
	case arg == "-":
		if s.Stdin == nil {
			return s.problem(arg, "there is no standard input")
		}
		return s.read(intake.Item{Name: arg, Place: arg, Path: arg}, s.Stdin)
	case isURL(arg):
		return s.fetch(arg)
	case arg == "":
		return s.problem(`""`, "is no name of a file: name a file, a folder, an address or -")
	}
	info, err := fs.Stat(s.Disk, arg)
	if err != nil {
		return s.problem(arg, "%w", why(err))
	}
	if info.IsDir() {
		found := false
		return s.folder(arg, arg, &found) && (found || s.problem(arg, "holds no files to read"))
	}
	return s.file(arg, filepath.Base(arg), info)
}

func isURL(arg string) bool {
	lower := strings.ToLower(arg)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

// folder reads what is in a folder below root, and sets found if there was anything to read.
func (s *stream) folder(root, dir string, found *bool) bool {
	entries, err := fs.ReadDir(s.Disk, dir)
	if err != nil {
		*found = true
		if !s.problem(dir, "%w", why(err)) {
			return false
		}
	}
	for _, e := range entries {
		if s.ctx.Err() != nil {
			return false
		}
		name := filepath.Join(dir, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."), e.Name() == agendaFile:
			continue
		case e.IsDir():
			if !s.folder(root, name, found) {
				return false
			}
			continue
		}
		info, err := fs.Stat(s.Disk, name)
		if err == nil && info.IsDir() {
			continue // a link to a folder: it may lead in a circle
		}
		*found = true
		if err != nil {
			if !s.problem(name, "%w", why(err)) {
				return false
			}
			continue
		}
		place, err := filepath.Rel(root, name)
		if err != nil {
			place = name
		}
		if !s.file(name, filepath.ToSlash(place), info) {
			return false
		}
	}
	return true
}

func (s *stream) file(name, place string, info fs.FileInfo) bool {
	if clean := filepath.Clean(name); s.seen[clean] {
		return true
	} else {
		s.seen[clean] = true
	}
	if info.Mode()&(fs.ModeSocket|fs.ModeDevice) != 0 && info.Mode()&fs.ModeCharDevice == 0 {
		return s.problem(name, "is no regular file")
	}
	if info.Mode()&fs.ModeNamedPipe != 0 && place != filepath.Base(name) {
		return s.problem(name, "is a pipe: name it itself to read it")
	}
	f, err := s.Disk.Open(name)
	if err != nil {
		return s.problem(name, "%w", why(err))
	}
	defer f.Close()
	return s.read(intake.Item{Name: name, Place: place, Path: name}, f)
}

func (s *stream) fetch(url string) bool {
	if s.Fetch == nil {
		return s.problem(url, "is an address, and nothing is fetched here: save the page and name the file")
	}
	resp, err := s.Fetch(s.ctx, url)
	if err != nil {
		return s.problem(url, "%w", err)
	}
	defer resp.Body.Close()
	return s.read(intake.Item{Name: url, Place: resp.URL, URL: resp.URL, MediaType: resp.MediaType}, resp.Body)
}

// read gives the item in r, or the items if it is a bundle.
func (s *stream) read(item intake.Item, r io.Reader) bool {
	br := bufio.NewReaderSize(r, intake.HeadSize)
	head, err := br.Peek(intake.HeadSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return s.problem(item.Name, "%w", why(err))
	}
	for _, b := range s.Bundles {
		if b.Is(item.Name, item.MediaType, head) {
			for it, err := range b.Items(item, br) {
				if !s.yield(it, err) || s.ctx.Err() != nil {
					return false
				}
			}
			return true
		}
	}
	if item.Data, err = intake.ReadAll(br); err != nil {
		return s.problem(item.Name, "%w", why(err))
	}
	return s.yield(item, nil)
}

// why says an error of the file system in plain words, without the path that the problem names already.
func why(err error) error {
	var pe *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("is not there: check the name")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("may not be read: you have no right to open it")
	case errors.Is(err, intake.ErrTooLong):
		return err
	case errors.As(err, &pe):
		return fmt.Errorf("cannot be read: %w", pe.Err)
	}
	return fmt.Errorf("cannot be read: %w", err)
}

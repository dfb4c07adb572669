// Package archive reads all that a store keeps and writes it to one file, and reads such a file and puts it into a store.
//
// An archive is JSON Lines, compressed with gzip. The first line says what it is; then come the settings, the documents with
// their readings, what could not be read and what people decided, one object a line; the last line has the number of those
// before it and their SHA-256. The items of the record are not in it, for they are made of the rest. The same content makes the
// same bytes, whatever database it came from.
package archive

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
)

// version is that of the form of the archive.
const version = 1

// Settings are the names of the settings that an archive has; what else is kept under a name is made of the rest.
var Settings = []string{keep.NegotiationSetting}

// The errors of a file that is no whole archive.
var (
	ErrNoArchive = errors.New("is not a backup of Parley's")
	ErrBroken    = errors.New("the backup is damaged or cut off")
	ErrNewer     = errors.New("the backup was made by a newer Parley")
)

// A line is one object of an archive; one field is set.
type line struct {
	Parley   int             `json:"parley,omitempty"` // version of the archive's form, on the first line
	Setting  *setting        `json:"setting,omitempty"`
	Read     *read           `json:"read,omitempty"`
	Failure  *store.Failure  `json:"failure,omitempty"`
	Decision *store.Decision `json:"decision,omitempty"`
	End      *end            `json:"end,omitempty"`
}

type setting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type read struct {
	Input    string           `json:"input"`
	Agenda   string           `json:"agenda,omitempty"`
	Document *doc.Document    `json:"document"`
	Reading  *meaning.Reading `json:"reading"`
}

type end struct {
	Lines  int    `json:"lines"`
	SHA256 string `json:"sha256"` // of all lines before this one, with their ends
}

// A Content says how much an archive has.
type Content struct{ Documents, Failures, Decisions int }

// Write writes all that a store keeps.
func Write(ctx context.Context, w io.Writer, s store.Store) (c Content, err error) {
	zip := gzip.NewWriter(w)
	out := &writer{buffer: bufio.NewWriterSize(zip, 1<<16), sum: sha256.New()}
	out.add(line{Parley: version})
	for _, name := range Settings {
		value, err := s.Setting(ctx, name)
		if err != nil {
			return c, err
		}
		if value != "" {
			out.add(line{Setting: &setting{name, value}})
		}
	}
	for r, err := range s.Readings(ctx) {
		if err != nil {
			return c, err
		}
		c.Documents++
		out.add(line{Read: &read{r.Input, r.Agenda, r.Document, r.Reading}})
		if out.err != nil {
			return c, out.err
		}
	}
	failures, err := s.Failures(ctx)
	if err != nil {
		return c, err
	}
	slices.SortFunc(failures, func(a, b store.Failure) int { return cmp.Compare(a.Input, b.Input) })
	for _, f := range failures {
		c.Failures++
		out.add(line{Failure: &f})
	}
	decisions, err := s.Decisions(ctx)
	if err != nil {
		return c, err
	}
	for _, d := range decisions {
		c.Decisions++
		out.add(line{Decision: &d})
	}
	out.add(line{End: &end{out.lines, hex.EncodeToString(out.sum.Sum(nil))}})
	return c, cmp.Or(out.err, out.buffer.Flush(), zip.Close())
}

type writer struct {
	buffer *bufio.Writer
	sum    hash.Hash
	lines  int
	err    error // the first; nothing is written after it
}

func (w *writer) add(l line) {
	if w.err != nil {
		return
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if w.err = e.Encode(l); w.err != nil {
		return
	}
	w.lines++
	w.sum.Write(b.Bytes())
	_, w.err = w.buffer.Write(b.Bytes())
}

// Check reads an archive to its end and says how much it has. It fails with ErrNoArchive, ErrNewer or ErrBroken.
func Check(r io.Reader) (c Content, err error) {
	err = lines(r, func(l line) error {
		switch {
		case l.Read != nil:
			c.Documents++
		case l.Failure != nil:
			c.Failures++
		case l.Decision != nil:
			c.Decisions++
		}
		return nil
	})
	return c, err
}

// Restore puts the content of an archive into an empty store, and weaves the record. The archive should have been checked: it is
// trusted line by line. step is called after each document.
func Restore(ctx context.Context, r io.Reader, s store.Store, step func()) error {
	var batch []store.Read
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		err := s.Keep(ctx, batch)
		batch = batch[:0]
		return err
	}
	err := lines(r, func(l line) error {
		switch {
		case l.Setting != nil:
			return s.Set(ctx, l.Setting.Name, l.Setting.Value)
		case l.Read != nil:
			d, reading := l.Read.Document, l.Read.Reading
			batch = append(batch, store.Read{Document: d, Reading: reading, Input: l.Read.Input, Agenda: l.Read.Agenda, Items: filing.Of(d, reading)})
			step()
			const most = 64
			if len(batch) == most {
				return flush()
			}
		case l.Failure != nil:
			if err := flush(); err != nil { // to keep an input takes its failure away
				return err
			}
			for range max(l.Failure.Tries, 1) {
				if err := s.Fail(ctx, *l.Failure); err != nil {
					return err
				}
			}
		case l.Decision != nil:
			return s.Decide(ctx, *l.Decision)
		}
		return nil
	})
	if err == nil {
		err = flush()
	}
	if err != nil {
		return err
	}
	return keep.Weave(ctx, s, "")
}

// lines reads the lines between the first and the last, and checks both.
func lines(r io.Reader, take func(line) error) error {
	zip, err := gzip.NewReader(r)
	if err != nil {
		return ErrNoArchive
	}
	in, sum, n := bufio.NewReaderSize(zip, 1<<16), sha256.New(), 0
	for {
		text, err := in.ReadBytes('\n')
		if n == 0 && !bytes.HasPrefix(text, []byte(`{"parley":`)) {
			return ErrNoArchive
		}
		if err != nil {
			return fmt.Errorf("%w: it ends in line %d", ErrBroken, n+1)
		}
		var l line
		if err := json.Unmarshal(text, &l); err != nil {
			return fmt.Errorf("%w: line %d: %w", ErrBroken, n+1, err)
		}
		switch {
		case n == 0 && l.Parley > version:
			return ErrNewer
		case l.Read != nil && (l.Read.Document == nil || l.Read.Reading == nil):
			return fmt.Errorf("%w: line %d is of no document", ErrBroken, n+1)
		case l.End != nil:
			if l.End.Lines != n || l.End.SHA256 != hex.EncodeToString(sum.Sum(nil)) {
				return fmt.Errorf("%w: its lines are not those that were written", ErrBroken)
			}
			if _, err := in.ReadByte(); !errors.Is(err, io.EOF) { // gzip checks its own sum there
				return fmt.Errorf("%w: something follows its end", ErrBroken)
			}
			return nil
		}
		if err := take(l); err != nil {
			return err
		}
		sum.Write(text)
		n++
	}
}

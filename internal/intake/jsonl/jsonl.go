// Package jsonl reads a stream of JSON Lines as items, a document a line.
//
// A line is an object with path or url (where the text was), text or html (what it is), and if known
// title, published (a date, see package published) and publisher. Other members are left alone, and
// so are blank lines. A bad line is a problem, and the next is read.
package jsonl

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/intake"
)

// MaxLine is the most bytes of one line: a document of intake.MaxDocument and what JSON's escapes and
// the other members add to it.
const MaxLine = 2 * intake.MaxDocument

// Bundle is JSON Lines as a form of input.
var Bundle = intake.Bundle{Is: is, Items: Items}

// is goes by the name or the media type, or by a first line that begins as an object with one of the
// members of a document.
func is(name, mediaType string, head []byte) bool {
	lower := strings.ToLower(name)
	if strings.HasSuffix(lower, ".jsonl") || strings.HasSuffix(lower, ".ndjson") {
		return true
	}
	if t := strings.ToLower(mediaType); strings.HasPrefix(t, "application/jsonl") || strings.HasPrefix(t, "application/x-ndjson") || strings.HasPrefix(t, "application/json-lines") {
		return true
	}
	if strings.HasSuffix(lower, ".json") {
		return false
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, bom), " \t\r\n")
	first, _, _ := bytes.Cut(head, []byte("\n"))
	return bytes.HasPrefix(first, []byte("{")) && firstKey(first)
}

var bom = []byte("\ufeff")

// firstKey reports whether the first member of the object that begins here is one of a document's.
func firstKey(line []byte) bool {
	dec := json.NewDecoder(bytes.NewReader(line))
	if _, err := dec.Token(); err != nil {
		return false
	}
	key, _ := dec.Token()
	switch key {
	case "path", "url", "text", "html", "title", "published", "publisher", "id":
		return true
	}
	return false
}

// Items reads the documents of r, a line at a time.
func Items(from intake.Item, r io.Reader) iter.Seq2[intake.Item, error] {
	return func(yield func(intake.Item, error) bool) {
		br := bufio.NewReaderSize(r, 64<<10)
		var buf []byte
		for n := 1; ; n++ {
			line, long, err := readLine(br, buf[:0])
			buf = line
			name := fmt.Sprintf("%s:%d", from.Name, n)
			if n == 1 {
				line = bytes.TrimPrefix(line, bom)
			}
			switch {
			case long:
				if !yield(intake.Item{}, intake.Problemf(name, "is a line of more than %d MiB: split the document", MaxLine>>20)) {
					return
				}
			case len(bytes.TrimSpace(line)) > 0:
				item, perr := Item(name, line)
				if !yield(item, perr) {
					return
				}
			}
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(intake.Item{}, intake.Problemf(name, "cannot be read further: %w", err))
				return
			}
		}
	}
}

// readLine appends the next line to buf. Of a line longer than MaxLine it keeps no more than that, and says so.
func readLine(br *bufio.Reader, buf []byte) (line []byte, long bool, err error) {
	for {
		chunk, err := br.ReadSlice('\n')
		if len(buf)+len(chunk) > MaxLine {
			long, buf = true, nil
		}
		if !long {
			buf = append(buf, chunk...)
		}
		if err != bufio.ErrBufferFull {
			return buf, long, err
		}
	}
}

// Item reads one line. The error, if any, is a *intake.Problem under the given name.
func Item(name string, line []byte) (intake.Item, error) {
	fail := func(format string, args ...any) (intake.Item, error) {
		return intake.Item{}, intake.Problemf(name, format, args...)
	}
	if !utf8.Valid(line) {
		return fail("is not valid UTF-8, and JSON is always UTF-8: convert the file first")
	}
	var v struct {
		Path, URL, Text, HTML, Title, Published, Publisher *string
	}
	if err := json.Unmarshal(line, &v); err != nil {
		return fail("is no document: %w", plain(err))
	}
	it := intake.Item{Name: name, Title: value(v.Title), Publisher: value(v.Publisher)}
	it.Path, it.URL = value(v.Path), value(v.URL)
	if d := value(v.Published); d != "" {
		it.Published = doc.Published{Date: d, Basis: doc.Given}
	}
	switch {
	case it.Path == "" && it.URL == "":
		return fail(`has neither "path" nor "url": say where the text was`)
	case v.Text == nil && v.HTML == nil:
		return fail(`has neither "text" nor "html"`)
	case v.Text != nil && v.HTML != nil:
		return fail(`has both "text" and "html": give one of them`)
	case v.Text != nil:
		it.Data, it.MediaType = []byte(*v.Text), "text/plain; charset=utf-8"
	default:
		it.Data, it.MediaType = []byte(*v.HTML), "text/html; charset=utf-8"
	}
	if len(it.Data) > intake.MaxDocument {
		return fail("%w", intake.ErrTooLong)
	}
	if it.Place = it.URL; it.Place == "" {
		it.Place = it.Path
	}
	return it, nil
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return strings.TrimSpace(*s)
}

// plain says an error of the JSON decoder in the words of this format.
func plain(err error) error {
	var te *json.UnmarshalTypeError
	var se *json.SyntaxError
	switch {
	case errors.As(err, &te) && te.Field == "":
		return fmt.Errorf("a line must be an object, this is a JSON %s", te.Value)
	case errors.As(err, &te):
		return fmt.Errorf("%q must be a string, this is a JSON %s", strings.ToLower(te.Field), te.Value)
	case errors.As(err, &se):
		return fmt.Errorf("it is not valid JSON at byte %d: %w", se.Offset, err)
	}
	return err
}

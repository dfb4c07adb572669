// Package casefile reads the cases of a test: text files with an input and the expectation beside it, which
// a domain expert can read and extend. It is for tests alone.
package casefile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/agenda"
)

// A Case is one text and what must come of it.
type Case struct {
	Title           string
	Date, Publisher string   // of the document; empty where the case does not say
	Text            string   // paragraphs, an empty line after each
	Lines           []string // the expectation
}

// Read reads a file of cases. A case begins with "== " and its title; lines that begin with "> " are its text, a
// paragraph each; "date: " and "publisher: " stand for the document's; every other line is expectation. Empty
// lines and lines that begin with "#" are passed over.
func Read(t testing.TB, file string) []Case {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []Case
	for line := range strings.Lines(string(content)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if title, ok := strings.CutPrefix(line, "== "); ok {
			cases = append(cases, Case{Title: title})
			continue
		}
		if len(cases) == 0 {
			t.Fatalf("%s: %q stands before the first case, which begins with \"== \"", file, line)
		}
		c := &cases[len(cases)-1]
		if paragraph, ok := strings.CutPrefix(line, "> "); ok {
			c.Text += paragraph + "\n\n"
		} else if date, ok := strings.CutPrefix(line, "date: "); ok {
			c.Date = date
		} else if publisher, ok := strings.CutPrefix(line, "publisher: "); ok {
			c.Publisher = publisher
		} else {
			c.Lines = append(c.Lines, line)
		}
	}
	return cases
}

// World is the lists with the invented negotiation of package agenda's tests, whose folder is given.
func World(t testing.TB, folder string) *agenda.World {
	t.Helper()
	world, err := agenda.LoadWorld()
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(folder, "testdata", "valmora.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	a, err := agenda.Load(content, "valmora.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return world.With(a)
}

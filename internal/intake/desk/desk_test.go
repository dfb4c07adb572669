package desk

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/intake"
)

var update = flag.Bool("update", false, "write what is found into the cases, to be read and judged")

// Each file of testdata is a case: what it shows, the input as it arrives, and after "-- want --" what
// the document must be, in the form of describe. The input's name is that of a file, or an address
// when it begins with "https".
func TestCases(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txt")
	if len(files) == 0 {
		t.Fatal("no cases")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil || len(a.Files) != 2 || a.Files[1].Name != "want" {
				t.Fatalf("a case is an input and then -- want --: %v", err)
			}
			in := a.Files[0]
			item := intake.Item{Name: in.Name, Place: in.Name, Data: in.Data}
			if strings.HasPrefix(in.Name, "https") {
				item.URL = in.Name
			} else {
				item.Path = in.Name
			}
			got := ""
			d, err := Document(item)
			if err != nil {
				got = "problem: " + err.Error() + "\n"
			} else {
				got = describe(d)
				check(t, item, d)
			}
			if *update {
				a.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(a.Files[1].Data), got); diff != "" {
				t.Errorf("%s (- wanted, + found):\n%s", strings.TrimSpace(string(a.Comment)), diff)
			}
		})
	}
}

// describe is a document in a form that a person can read: what is known of it, what is furniture,
// what is a part, and for HTML the text.
func describe(d *doc.Document) string {
	var b strings.Builder
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	field("title", d.Title)
	field("publisher", d.Publisher)
	field("agency", d.Agency)
	field("distributor", d.Distributor)
	field("byline", strings.Join(d.Byline, " | "))
	if d.Published.Date != "" {
		field("published", d.Published.Date+" ("+string(d.Published.Basis)+")")
	}
	field("language", d.Language)
	field("kind", string(d.Kind))
	if d.Path != "" {
		field("url", d.URL)
	}
	for _, s := range d.Furniture {
		field("furniture", s.Of(d.Text))
	}
	for _, p := range d.Parts {
		text := p.Span.Of(d.Text)
		field("part", fmt.Sprintf("%s by %q: %s", p.Kind, p.Author, p.Title))
		field("  ends", text[max(0, len(text)-40):])
	}
	if d.MediaType == "text/html" {
		b.WriteString("text:\n")
		b.WriteString(strings.TrimSuffix(d.Text, "\n") + "\n")
	}
	return b.String()
}

// check holds a document against what is true of every one.
func check(t testing.TB, item intake.Item, d *doc.Document) {
	t.Helper()
	if err := d.Check(); err != nil {
		t.Error(err)
	}
	if d.MediaType == "text/plain" && !strings.Contains(item.Name, "latin") && d.Text != string(item.Data) {
		t.Error("the text of a plain-text file was changed")
	}
	if strings.ToValidUTF8(d.Text, "") != d.Text {
		t.Error("the text is not valid UTF-8")
	}
	for _, p := range d.Parts {
		if !strings.HasPrefix(p.Span.Of(d.Text), p.Title) {
			t.Errorf("the part does not begin with its heading %q", p.Title)
		}
	}
}

package examples

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
)

// mark is the line that every text ends with.
const mark = "Sample text written for Parley from public facts; the outlet, its writers and the analysts quoted are invented."

// realOutlets are names that no sample may carry as its publisher, agency or distributor.
var realOutlets = []string{
	"Reuters", "Associated Press", "Agence France-Presse", "AFP", "Bloomberg", "TASS", "Interfax", "Ukrinform",
	"BBC", "CNN", "Fox News", "NBC", "Guardian", "New York Times", "Washington Post", "Wall Street Journal",
	"Financial Times", "The Times", "Telegraph", "Politico", "Axios", "Kyiv Independent", "Kyiv Post",
	"Moscow Times", "Ukrainska Pravda", "RIA Novosti", "Deutsche Welle", "Le Monde", "Der Spiegel", "Economist",
	"Foreign Affairs", "Al Jazeera", "Tribune Content Agency",
}

// A listed is a row of the README's table of documents.
type listed struct{ file, publisher, published string }

// table reads the README's table of documents.
func table(t *testing.T) []listed {
	t.Helper()
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var rows []listed
	for line := range strings.Lines(string(readme)) {
		cells := strings.Split(line, "|")
		if len(cells) != 6 || !strings.Contains(cells[1], ".") {
			continue // not a row of a document
		}
		rows = append(rows, listed{strings.TrimSpace(cells[1]), strings.TrimSpace(cells[2]), strings.TrimSpace(cells[3])})
	}
	if len(rows) == 0 {
		t.Fatal("README.md has no table of documents")
	}
	return rows
}

// sources are the invented outlets that the agenda names.
func sources(t *testing.T) []string {
	t.Helper()
	b, err := fs.ReadFile(BlackSeaSpring(), "agenda.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var agenda struct {
		Sources []struct{ Name string }
	}
	if err := yaml.Unmarshal(b, &agenda); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range agenda.Sources {
		names = append(names, s.Name)
	}
	return names
}

// documents are the files of the folder that are texts, by name.
func documents(t *testing.T) map[string]string {
	t.Helper()
	docs := map[string]string{}
	err := fs.WalkDir(BlackSeaSpring(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "agenda.yaml" {
			return err
		}
		b, err := fs.ReadFile(BlackSeaSpring(), name)
		docs[name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func TestEveryDocumentIsListedInTheReadme(t *testing.T) {
	docs := documents(t)
	var names []string
	for _, row := range table(t) {
		names = append(names, row.file)
		if docs[row.file] == "" {
			t.Errorf("README.md lists %s, which is not there or is empty", row.file)
		}
	}
	for name := range docs {
		if !slices.Contains(names, name) {
			t.Errorf("%s is not in the table of README.md", name)
		}
	}
}

func TestEveryDocumentIsMarkedAsASample(t *testing.T) {
	for name, text := range documents(t) {
		if !utf8.ValidString(text) {
			t.Errorf("%s is not valid UTF-8", name)
		}
		switch path.Ext(name) {
		case ".txt":
			if !strings.HasSuffix(text, "\n\n"+mark+"\n") {
				t.Errorf("%s does not end with the sample line in a paragraph of its own", name)
			}
		case ".html":
			if strings.Count(text, ">"+mark+"<") != 1 {
				t.Errorf("%s does not carry the sample line once, in an element of its own", name)
			}
		case ".jsonl":
			for i, item := range items(t, name, text) {
				if !strings.HasSuffix(item.Text, "\n\n"+mark) {
					t.Errorf("%s line %d: the text does not end with the sample line", name, i+1)
				}
			}
		default:
			t.Errorf("%s: no sample has this kind of name", name)
		}
	}
}

func TestPublishersAreInvented(t *testing.T) {
	docs, invented := documents(t), sources(t)
	for _, name := range invented {
		if slices.Contains(realOutlets, name) {
			t.Errorf("agenda.yaml: %s is a real outlet", name)
		}
	}
	for _, row := range table(t) {
		if !slices.Contains(invented, row.publisher) {
			t.Errorf("%s: its publisher %s is not among the sources of agenda.yaml", row.file, row.publisher)
		}
		text := docs[row.file]
		if path.Ext(row.file) == ".txt" && !strings.HasPrefix(strings.ToLower(text), strings.ToLower(row.publisher)+"\n") {
			t.Errorf("%s does not open with the name of its publisher, %s", row.file, row.publisher)
		}
		for line := range strings.Lines(text) {
			for _, outlet := range realOutlets {
				if credits(line) && strings.Contains(line, outlet) {
					t.Errorf("%s credits a real outlet: %s", row.file, strings.TrimSpace(line))
				}
			}
		}
	}
}

// credits reports whether the line says whose text this is.
func credits(line string) bool {
	for _, sign := range []string{"©", "(c)", "Copyright", "Distributed by", "og:site_name", "\"publisher\"", "(Reporting by", "By "} {
		if strings.HasPrefix(strings.TrimSpace(line), sign) || strings.Contains(line, "<meta") && strings.Contains(line, sign) {
			return true
		}
	}
	return false
}

func TestAddressesAreExamples(t *testing.T) {
	for name, text := range documents(t) {
		for rest := text; ; {
			_, after, found := strings.Cut(rest, "https://")
			if !found {
				break
			}
			host, _, _ := strings.Cut(after, "/")
			if vocabulary := strings.HasPrefix(host, "schema.org"); !vocabulary && !strings.HasSuffix(host, ".example") {
				t.Errorf("%s: %.60q is not on an .example domain", name, after)
			}
			rest = after
		}
	}
}

func TestItemsSayWhenAndByWhom(t *testing.T) {
	rows := table(t)
	for name, text := range documents(t) {
		if path.Ext(name) != ".jsonl" {
			continue
		}
		row := rows[slices.IndexFunc(rows, func(r listed) bool { return r.file == name })]
		for i, item := range items(t, name, text) {
			if item.URL == "" || item.Title == "" || item.Publisher != row.publisher || !strings.Contains(row.published, item.Published) {
				t.Errorf("%s line %d: url %q, title %q, publisher %q, published %q; README.md says %q and %q",
					name, i+1, item.URL, item.Title, item.Publisher, item.Published, row.publisher, row.published)
			}
		}
	}
}

type item struct{ URL, Title, Published, Publisher, Text string }

func items(t *testing.T, name, text string) []item {
	t.Helper()
	var all []item
	for line := range strings.Lines(text) {
		var it item
		d := json.NewDecoder(bytes.NewReader([]byte(line)))
		d.DisallowUnknownFields()
		if err := d.Decode(&it); err != nil {
			t.Fatalf("%s line %d: %v", name, len(all)+1, err)
		}
		all = append(all, it)
	}
	return all
}

// The agency story of 18 March, its syndicated copy and its revision share whole paragraphs. If somebody
// mends one of them in one file, it must be mended in the others.
func TestSyndicatedCopyAndRevisionKeepTheWords(t *testing.T) {
	docs := documents(t)
	story := paragraphs(docs["02-call-meridian-wire.txt"])
	for name, shared := range map[string]int{"03-call-harbour-courier.txt": 8, "05-call-meridian-wire-updated.txt": 8} {
		n := 0
		for _, p := range paragraphs(docs[name]) {
			if slices.Contains(story, p) {
				n++
			}
		}
		if n < shared {
			t.Errorf("%s has %d paragraphs of 02-call-meridian-wire.txt, want at least %d", name, n, shared)
		}
	}
}

// paragraphs are the long paragraphs of a text without the place and agency before a dash.
func paragraphs(text string) []string {
	var all []string
	for _, p := range strings.Split(text, "\n\n") {
		if before, after, ok := strings.Cut(p, " - "); ok && len(before) < 40 {
			p = after
		}
		if len(p) > 120 && p != mark {
			all = append(all, p)
		}
	}
	return all
}

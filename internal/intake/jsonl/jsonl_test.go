package jsonl

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/intake"
)

// read lists what a stream gives: an item as "name place text [media] title/publisher/published", a problem as it prints.
func read(r io.Reader) []string {
	var out []string
	for it, err := range Items(intake.Item{Name: "a.jsonl"}, r) {
		if err != nil {
			out = append(out, "problem "+err.Error())
			continue
		}
		media, _, _ := strings.Cut(it.MediaType, ";")
		out = append(out, fmt.Sprintf("%s %s %q %s %s/%s/%s", it.Name, it.Place, it.Data, media, it.Title, it.Publisher, it.Published.Date))
	}
	return out
}

func TestItems(t *testing.T) {
	got := read(strings.NewReader("\ufeff" + `{"path": "a.txt", "text": "Words – and \"more\".", "title": "T", "published": "2031-03-18", "publisher": "The Example", "extra": 1}

{"url": "https://example.com/b", "html": "<p>Words"}
not JSON
[1, 2]
{"path": 3, "text": "x"}
{"text": "x"}
{"path": "c"}
{"path": "d", "text": "x", "html": "x"}
` + "{\"path\": \"e\", \"text\": \"\xff\"}\n" + `{"path": "f", "text": "last, without a line end"}`))
	want := []string{
		`a.jsonl:1 a.txt "Words – and \"more\"." text/plain T/The Example/2031-03-18`,
		`a.jsonl:3 https://example.com/b "<p>Words" text/html //`,
		`problem a.jsonl:4: is no document: it is not valid JSON at byte 2: invalid character 'o' in literal null (expecting 'u')`,
		`problem a.jsonl:5: is no document: a line must be an object, this is a JSON array`,
		`problem a.jsonl:6: is no document: "path" must be a string, this is a JSON number`,
		`problem a.jsonl:7: has neither "path" nor "url": say where the text was`,
		`problem a.jsonl:8: has neither "text" nor "html"`,
		`problem a.jsonl:9: has both "text" and "html": give one of them`,
		`problem a.jsonl:10: is not valid UTF-8, and JSON is always UTF-8: convert the file first`,
		`a.jsonl:11 f "last, without a line end" text/plain //`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A line without end is not held, and the next is read.
func TestLongLine(t *testing.T) {
	long := io.MultiReader(strings.NewReader(`{"path": "a", "text": "`), io.LimitReader(endless{}, MaxLine+1), strings.NewReader("\"}\n{\"path\": \"b\", \"text\": \"short\"}\n"))
	got := read(long)
	want := []string{"problem a.jsonl:1: is a line of more than 32 MiB: split the document", `a.jsonl:2 b "short" text/plain //`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestIs(t *testing.T) {
	for _, c := range []struct {
		name, media, head string
		want              bool
	}{
		{"a.jsonl", "", "", true},
		{"-", "", `{"path": "a", "text": "x"}`, true},
		{"-", "", `{"name": "a"}`, false},
		{"-", "", `{ He said so.`, false},
		{"a.json", "", `{"path": "a", "text": "x"}`, false},
		{"https://example.com/a", "application/x-ndjson", ``, true},
	} {
		if got := Bundle.Is(c.name, c.media, []byte(c.head)); got != c.want {
			t.Errorf("%s %s %q: %v", c.name, c.media, c.head, got)
		}
	}
}

func FuzzItems(f *testing.F) {
	f.Add([]byte(`{"path": "a", "text": "x"}` + "\n" + `{"url": "b", "html": "x", "published": "2031"}`))
	f.Add([]byte("\ufeff{}\n\n[]\nnull\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		lines := bytes.Count(data, []byte("\n")) + 1
		n := 0
		for it, err := range Items(intake.Item{Name: "f"}, bytes.NewReader(data)) {
			if n++; n > lines {
				t.Fatal("more items than lines")
			}
			if err == nil && (it.Place == "" || it.Name == "") {
				t.Error("an item without a name or a place")
			}
		}
	})
}

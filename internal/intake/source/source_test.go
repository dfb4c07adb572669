package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/intake"
)

// A locked file system has names that nobody may open.
type locked struct{ fstest.MapFS }

func (l locked) Open(name string) (fs.File, error) {
	if strings.Contains(name, "secret") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.Open(name)
}

func (l locked) ReadDir(name string) ([]fs.DirEntry, error) {
	if strings.Contains(name, "secret") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.ReadDir(name)
}

func file(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

var world = World{
	Disk: locked{fstest.MapFS{
		"in/b.txt": file("B"), "in/a.txt": file("A"), "in/sub/c.txt": file("C"), "in/.hidden": file("no"), "in/sub/.git/x": file("no"),
		"in/secret.txt": file("no"), "in/secrets/x": file("no"), "in/many.list": file("1\n2"), "in/z.txt": file(""),
		"empty/.keep": file(""), "one.txt": file("One"), "big.txt": file(strings.Repeat("a", intake.MaxDocument+1)),
		"most.txt": file(strings.Repeat("a", intake.MaxDocument)),
	}},
	Stdin: strings.NewReader("from standard input"),
	Fetch: func(_ context.Context, url string) (*intake.Response, error) {
		if strings.Contains(url, "gone") {
			return nil, errors.New("was not given: the site answered 404 Not Found")
		}
		return &intake.Response{URL: url + "/final", MediaType: "text/html", Body: io.NopCloser(strings.NewReader("<p>page"))}, nil
	},
	Bundles: []intake.Bundle{{
		Is: func(name, _ string, _ []byte) bool { return strings.HasSuffix(name, ".list") },
		Items: func(from intake.Item, r io.Reader) iter.Seq2[intake.Item, error] {
			return func(yield func(intake.Item, error) bool) {
				data, _ := io.ReadAll(r)
				for i, s := range strings.Fields(string(data)) {
					if !yield(intake.Item{Name: fmt.Sprintf("%s:%d", from.Name, i+1), Data: []byte(s)}, nil) {
						return
					}
				}
			}
		},
	}},
}

// read lists what the arguments give: an item as "name (place, path, url): data", a problem as it prints.
func read(w World, args ...string) []string {
	var out []string
	for it, err := range w.Items(context.Background(), args) {
		if err != nil {
			var p *intake.Problem
			if !errors.As(err, &p) {
				out = append(out, "NOT A PROBLEM")
			}
			out = append(out, "problem "+err.Error())
			continue
		}
		data := string(it.Data)
		if len(data) > 30 {
			data = fmt.Sprint(len(data), " bytes")
		}
		out = append(out, fmt.Sprintf("%s (%s, %s, %s): %s", it.Name, it.Place, it.Path, it.URL, data))
	}
	return out
}

func TestItems(t *testing.T) {
	for _, c := range []struct {
		what string
		args []string
		want []string
	}{
		{
			"a folder, in the order of its names, with its problems in their places",
			[]string{"in"},
			[]string{
				"in/a.txt (a.txt, in/a.txt, ): A", "in/b.txt (b.txt, in/b.txt, ): B", "in/many.list:1 (, , ): 1", "in/many.list:2 (, , ): 2",
				"problem in/secret.txt: may not be read: you have no right to open it", "problem in/secrets: may not be read: you have no right to open it",
				"in/sub/c.txt (sub/c.txt, in/sub/c.txt, ): C", "in/z.txt (z.txt, in/z.txt, ): ",
			},
		},
		{"arguments, in their order; what is missing does not stop the rest", []string{"one.txt", "gone.txt", "", "in/sub"}, []string{
			"one.txt (one.txt, one.txt, ): One", "problem gone.txt: is not there: check the name", `problem "": is no name of a file: name a file, a folder, an address or -`,
			"in/sub/c.txt (c.txt, in/sub/c.txt, ): C",
		}},
		{"a file twice is read once", []string{"one.txt", "in/sub", "one.txt", "in/sub/c.txt"}, []string{"one.txt (one.txt, one.txt, ): One", "in/sub/c.txt (c.txt, in/sub/c.txt, ): C"}},
		{"an empty folder", []string{"empty"}, []string{"problem empty: holds no files to read"}},
		{"the limit", []string{"most.txt", "big.txt"}, []string{
			"most.txt (most.txt, most.txt, ): 16777216 bytes",
			"problem big.txt: is longer than the 16 MiB that one document may have: split it, or hand its texts over as JSON Lines",
		}},
		{"standard input", []string{"-"}, []string{"- (-, -, ): from standard input"}},
		{"addresses", []string{"https://example.com/a", "HTTP://example.com/gone"}, []string{
			"https://example.com/a (https://example.com/a/final, , https://example.com/a/final): <p>page",
			"problem HTTP://example.com/gone: was not given: the site answered 404 Not Found",
		}},
	} {
		if diff := cmp.Diff(c.want, read(world, c.args...)); diff != "" {
			t.Errorf("%s:\n%s", c.what, diff)
		}
	}
	if got := read(World{Disk: fstest.MapFS{}}, "https://example.com/a", "-"); len(got) != 2 || !strings.Contains(got[0], "nothing is fetched") || !strings.Contains(got[1], "no standard input") {
		t.Errorf("without network and input: %q", got)
	}
}

// An endless input is read no further than the limit.
func TestEndless(t *testing.T) {
	r := &endless{}
	got := read(World{Disk: fstest.MapFS{}, Stdin: r}, "-")
	if len(got) != 1 || !strings.Contains(got[0], "16 MiB") {
		t.Errorf("%q", got)
	}
	if most := intake.MaxDocument + 1<<20; r.read > most {
		t.Errorf("read %d bytes, more than %d", r.read, most)
	}
}

type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	e.read += len(p)
	return len(p), nil
}

func TestStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range world.Items(ctx, []string{"in", "one.txt"}) {
		n++
		cancel()
	}
	if n != 1 {
		t.Errorf("%d items after the work was called off", n)
	}
	for range world.Items(context.Background(), []string{"in", "one.txt"}) {
		break
	}
}

package desk

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/parleyhq/parley/internal/intake"
)

// Whatever comes, a document holds together and is the same a second time.
func FuzzDocument(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		in := txtar.Parse(data).Files[0]
		f.Add(in.Data, in.Name, "")
	}
	f.Fuzz(func(t *testing.T, data []byte, name, mediaType string) {
		item := intake.Item{Name: "latin " + name, Place: name, Path: name, MediaType: mediaType, Data: data}
		d, err := Document(item)
		if err != nil {
			return
		}
		check(t, item, d)
		if again, err := Document(item); err != nil || !cmp.Equal(d, again) {
			t.Errorf("a second reading differs: %v\n%s", err, cmp.Diff(d, again))
		}
	})
}

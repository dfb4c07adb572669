package pipeline

import (
	"io/fs"
	"path"
	"testing"

	"github.com/parleyhq/parley/examples"
	"github.com/parleyhq/parley/internal/language/parse"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/token"
)

// BenchmarkLanguage takes the bundled texts through words, tags and trees, on one core.
func BenchmarkLanguage(b *testing.B) {
	tagger, err := tag.Load()
	if err != nil {
		b.Fatal(err)
	}
	parser, err := parse.Load()
	if err != nil {
		b.Fatal(err)
	}
	var texts []string
	err = fs.WalkDir(examples.BlackSeaSpring(), ".", func(name string, _ fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ".txt" {
			var text []byte
			text, err = fs.ReadFile(examples.BlackSeaSpring(), name)
			texts = append(texts, string(text))
		}
		return err
	})
	if err != nil || len(texts) == 0 {
		b.Fatal("no bundled texts: ", err)
	}
	for _, bench := range []struct {
		name        string
		tags, trees bool
	}{{"words", false, false}, {"words,tags", true, false}, {"words,tags,trees", true, true}} {
		b.Run(bench.name, func(b *testing.B) {
			words := 0
			b.ReportAllocs()
			for b.Loop() {
				for _, text := range texts {
					t := token.Split(text, nil)
					if bench.tags {
						tagger.Tag(t)
					}
					if bench.trees {
						parser.Parse(t)
					}
					words += len(t.Words)
				}
			}
			b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
		})
	}
}

package desk

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/parleyhq/parley/internal/intake"
)

func benchmark(b *testing.B, file string) {
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		b.Fatal(err)
	}
	in := txtar.Parse(data).Files[0]
	item := intake.Item{Name: in.Name, Place: in.Name, Path: in.Name, Data: in.Data}
	b.SetBytes(int64(len(in.Data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Document(item); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPlain(b *testing.B) { benchmark(b, "agency-syndicated.txt") }
func BenchmarkHTML(b *testing.B)  { benchmark(b, "html-article.txt") }

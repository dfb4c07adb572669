package weave

import (
	"fmt"
	"testing"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/weave/press"
)

// BenchmarkAdd measures what it costs to add one document to a dossier, and to write the lines that it made or changed.
// A dossier of 10,000 should cost no more than twice what one of 100 does.
func BenchmarkAdd(b *testing.B) {
	const batch = 200
	for _, size := range []int{100, 1000, 10_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			b.ReportAllocs()
			lines := 0
			for n := 0; n < b.N; n += batch {
				b.StopTimer()
				w, p := New(), press.New(1)
				for i := range size {
					w.Add(p.Write(i))
				}
				w.Changed()
				var documents []*doc.Document
				var readings []*meaning.Reading
				for i := range batch {
					d, r := p.Write(size + i)
					documents, readings = append(documents, d), append(readings, r)
				}
				b.StartTimer()
				for i := range min(batch, b.N-n) {
					w.Add(documents[i], readings[i])
					lines += len(w.Changed().Commitments)
				}
			}
			b.ReportMetric(float64(lines)/float64(b.N), "commitments/op")
		})
	}
}

// BenchmarkDossier measures what it costs to write the whole dossier.
func BenchmarkDossier(b *testing.B) {
	for _, size := range []int{100, 1000, 10_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			b.ReportAllocs()
			w, p := New(), press.New(1)
			for i := range size {
				w.Add(p.Write(i))
			}
			for b.Loop() {
				w.Dossier()
			}
		})
	}
}

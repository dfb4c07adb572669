package storetest

import (
	"fmt"
	"testing"

	"github.com/parleyhq/parley/internal/store"
)

// BenchmarkKeep measures how many documents, each with 25 items of six tags, are kept in a second.
func BenchmarkKeep(b *testing.B, s store.Store) {
	const batch, each = 64, 25
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		reads := make([]store.Read, batch)
		for i := range reads {
			r := Doc(n, fmt.Sprintf("Document %d says that the ports of Valmora will be opened to all ships when the talks at Port Selm have ended.", n))
			one := r.Items[0]
			r.Items = nil
			for k := range each {
				item := one
				item.ID = fmt.Sprintf("%s.%d", one.ID, k)
				item.Tags = []store.Tag{{Name: "doc", Value: r.Document.ID}, {Name: "party", Value: fmt.Sprint("party ", k%7)}, {Name: "issue", Value: fmt.Sprint("issue ", k%13)}, {Name: "act", Value: fmt.Sprint("act ", k%5)}, {Name: "sourcing", Value: "named"}, {Name: "publisher", Value: fmt.Sprint("paper ", n%50)}}
				r.Items = append(r.Items, item)
			}
			reads[i] = r
			n++
		}
		if err := s.Keep(b.Context(), reads); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "docs/s")
	b.ReportMetric(float64(n*each)/b.Elapsed().Seconds(), "items/s")
}

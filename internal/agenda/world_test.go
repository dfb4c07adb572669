package agenda

import "testing"

func TestLists(t *testing.T) {
	w, err := LoadWorld()
	if err != nil {
		t.Fatal(err)
	}
	t.Log(len(w.entries), "entries")
}

func BenchmarkLoadWorld(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := LoadWorld(); err != nil {
			b.Fatal(err)
		}
	}
}

package pipeline

import (
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

func TestOrderedKeepsTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOf(rapid.Int()).Draw(t, "items")
		workers := rapid.IntRange(1, 8).Draw(t, "workers")
		got := slices.Collect(Ordered(slices.Values(items), workers, func(i int) int {
			if i%3 == 0 {
				runtime.Gosched()
			}
			return i
		}))
		if !slices.Equal(items, got) {
			t.Fatalf("%v came out as %v", items, got)
		}
	})
}

func TestOrderedUsesAllWorkersAndNoMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var now, most atomic.Int32
		items := make([]int, 20)
		for range Ordered(slices.Values(items), 4, func(int) int {
			most.Store(max(most.Load(), now.Add(1)))
			time.Sleep(time.Second)
			now.Add(-1)
			return 0
		}) {
		}
		if most.Load() != 4 {
			t.Errorf("%d worked at once, want 4", most.Load())
		}
	})
}

func TestOrderedStopsWithItsConsumer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		taken := 0
		endless := func(yield func(int) bool) {
			for yield(taken) {
				taken++
			}
		}
		for range Ordered(endless, 2, func(i int) int { return i }) {
			break
		}
		synctest.Wait() // fails if a goroutine stays behind
		if taken > 8 {
			t.Errorf("took %d items for one result", taken)
		}
	})
}

package parse

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The tree is the best of all trees, found by trying them all.
func TestTreeIsTheBest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for range 3000 {
		g := graph{size: 2 + random.IntN(5)}
		g.score = make([]float32, g.size*g.size)
		for i := range g.score {
			g.score[i] = float32(random.IntN(1000))
		}
		for v := range g.size {
			g.score[v*g.size+v] = impossible
			g.score[v] = impossible // the root has no head
		}
		sum := func(heads []int) (s float32) {
			for v := 1; v < g.size; v++ {
				s += g.score[v*g.size+heads[v]]
			}
			return s
		}
		best := impossible
		every(make([]int, g.size), 1, func(heads []int) {
			if !cyclic(heads[1:]) {
				best = max(best, sum(heads))
			}
		})
		heads := g.tree(&arena{})
		if cyclic(heads[1:]) || sum(heads) != best {
			t.Fatalf("heads %v score %v, the best tree scores %v: %v", heads, sum(heads), best, g)
		}
	}
}

// every calls do with every choice of heads for the nodes from v on.
func every(heads []int, v int, do func([]int)) {
	if v == len(heads) {
		do(heads)
		return
	}
	for h := range heads {
		if h != v {
			heads[v] = h
			every(heads, v+1, do)
		}
	}
}

func TestOneRoot(t *testing.T) {
	var memory arena
	random := rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		n := 1 + random.IntN(12)
		stride := n + 1 + random.IntN(3)
		score := make([]float32, n*stride)
		for i := range score {
			score[i] = float32(random.NormFloat64())
		}
		heads := make([]int, n)
		memory.tree(heads, score, n, stride)
		roots := 0
		for i, h := range heads {
			if h == 0 {
				roots++
			}
			if h == i+1 || h < 0 || h > n {
				t.Fatalf("word %d has head %d", i+1, h)
			}
		}
		if roots != 1 || cyclic(heads) {
			t.Fatalf("%d roots in %v", roots, heads)
		}
	}
}

func TestCycleIsOpened(t *testing.T) {
	// Words 1 and 2 would each take the other; the root, 3, takes the one that loses least.
	heads := make([]int, 3)
	(&arena{}).tree(heads, []float32{
		0, 0, 9, 5,
		0, 9, 0, 7,
		9, 0, 0, 0,
	}, 3, 4)
	if diff := cmp.Diff([]int{2, 3, 0}, heads); diff != "" {
		t.Error(diff)
	}
}

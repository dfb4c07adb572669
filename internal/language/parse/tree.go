package parse

import "math"

var impossible = float32(math.Inf(-1))

// tree finds the best tree over n words and writes the head of each, counted from 1, 0 being the root.
// score[i*stride+h] says how well word i+1 stands under head h. One word alone stands under the root: the
// one that would lose most by another head.
func tree(heads []int, score []float32, n, stride int) {
	root, most := 0, impossible
	for i := range n {
		row := score[i*stride : i*stride+n+1]
		best := impossible
		heads[i] = 0
		for h := 1; h <= n; h++ {
			if h != i+1 && row[h] > best {
				best, heads[i] = row[h], h
			}
		}
		if row[0]-best > most {
			most, root = row[0]-best, i
		}
	}
	heads[root] = 0
	if !cyclic(heads) {
		return
	}
	g := graph{size: n + 1, score: make([]float32, (n+1)*(n+1))}
	for v := range g.size {
		for h := range g.size {
			g.score[v*g.size+h] = impossible
			if v > 0 && v != h && (h == 0) == (v-1 == root) {
				g.score[v*g.size+h] = score[(v-1)*stride+h]
			}
		}
	}
	for v, h := range g.tree() {
		if v > 0 {
			heads[v-1] = h
		}
	}
}

// cyclic reports whether the heads form a cycle: whether some word does not lead to the root.
func cyclic(heads []int) bool {
	for i := range heads {
		steps := 0
		for h := heads[i]; h != 0; h = heads[h-1] {
			if steps++; steps > len(heads) {
				return true
			}
		}
	}
	return false
}

// A graph is nodes, of which 0 is the root, and the score of each arc: score[v*size+h] for v under h.
type graph struct {
	size  int
	score []float32
}

// tree gives each node's head in the best tree, by the algorithm of Chu, Liu and Edmonds: each node takes its
// best head; a cycle is made one node, and the tree of that smaller graph says where the cycle is entered.
func (g graph) tree() []int {
	heads := make([]int, g.size)
	for v := 1; v < g.size; v++ {
		for h := 1; h < g.size; h++ {
			if g.score[v*g.size+h] > g.score[v*g.size+heads[v]] {
				heads[v] = h
			}
		}
	}
	cycle := g.cycle(heads)
	if cycle == nil {
		return heads
	}
	inside := make([]bool, g.size)
	for _, v := range cycle {
		inside[v] = true
	}
	// The smaller graph: the nodes outside in their order, and the cycle as its last node.
	small := graph{}
	var old []int // what each of its nodes was
	for v := range g.size {
		if !inside[v] {
			old = append(old, v)
		}
	}
	c := len(old)
	small.size = c + 1
	small.score = make([]float32, small.size*small.size)
	out := make([]int, c) // the node of the cycle that a node outside would hang on
	in := make([]int, c)  // the node of the cycle that would hang on a node outside
	for a, v := range old {
		for b, h := range old {
			small.score[a*small.size+b] = g.score[v*g.size+h]
		}
		out[a], in[a] = cycle[0], cycle[0]
		enter := impossible
		for _, u := range cycle {
			if g.score[v*g.size+u] > g.score[v*g.size+out[a]] {
				out[a] = u
			}
			if gain := g.score[u*g.size+v] - g.score[u*g.size+heads[u]]; gain > enter {
				enter, in[a] = gain, u
			}
		}
		small.score[a*small.size+c] = g.score[v*g.size+out[a]]
		small.score[c*small.size+a] = enter
	}
	small.score[c*small.size+c] = impossible
	for a, b := range small.tree() {
		switch {
		case a == 0:
		case a == c:
			heads[in[b]] = old[b]
		case b == c:
			heads[old[a]] = out[a]
		default:
			heads[old[a]] = old[b]
		}
	}
	return heads
}

// cycle gives the nodes of a cycle of heads, nil if there is none.
func (g graph) cycle(heads []int) []int {
	seen := make([]int, g.size) // the walk in which a node was seen
	for start := 1; start < g.size; start++ {
		v := start
		for v != 0 && seen[v] == 0 {
			seen[v] = start
			v = heads[v]
		}
		if v == 0 || seen[v] != start {
			continue
		}
		nodes := []int{v}
		for u := heads[v]; u != v; u = heads[u] {
			nodes = append(nodes, u)
		}
		return nodes
	}
	return nil
}

package parse

import "math"

var impossible = float32(math.Inf(-1))

// tree finds the best tree over n words and writes the head of each, counted from 1, 0 being the root.
// score[i*stride+h] says how well word i+1 stands under head h. One word alone stands under the root: the
// one that would lose most by another head.
func (a *arena) tree(heads []int, score []float32, n, stride int) {
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
	a.floats, a.ints = a.floats[:0], a.ints[:0]
	g := graph{size: n + 1, score: a.float((n + 1) * (n + 1))}
	for v := range g.size {
		for h := range g.size {
			g.score[v*g.size+h] = impossible
			if v > 0 && v != h && (h == 0) == (v-1 == root) {
				g.score[v*g.size+h] = score[(v-1)*stride+h]
			}
		}
	}
	for v, h := range g.tree(a) {
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
func (g graph) tree(a *arena) []int {
	heads := a.int(g.size)
	for v := 1; v < g.size; v++ {
		for h := 1; h < g.size; h++ {
			if g.score[v*g.size+h] > g.score[v*g.size+heads[v]] {
				heads[v] = h
			}
		}
	}
	cycle := g.cycle(a, heads)
	if cycle == nil {
		return heads
	}
	inside := a.int(g.size)
	for _, v := range cycle {
		inside[v] = 1
	}
	// The smaller graph: the nodes outside in their order, and the cycle as its last node.
	c := g.size - len(cycle)
	small := graph{size: c + 1, score: a.float((c + 1) * (c + 1))}
	old := a.int(c)[:0] // what each of its nodes was
	for v := range g.size {
		if inside[v] == 0 {
			old = append(old, v)
		}
	}
	out := a.int(c) // the node of the cycle that a node outside would hang on
	in := a.int(c)  // the node of the cycle that would hang on a node outside
	for s, v := range old {
		for b, h := range old {
			small.score[s*small.size+b] = g.score[v*g.size+h]
		}
		out[s], in[s] = cycle[0], cycle[0]
		enter := impossible
		for _, u := range cycle {
			if g.score[v*g.size+u] > g.score[v*g.size+out[s]] {
				out[s] = u
			}
			if gain := g.score[u*g.size+v] - g.score[u*g.size+heads[u]]; gain > enter {
				enter, in[s] = gain, u
			}
		}
		small.score[s*small.size+c] = g.score[v*g.size+out[s]]
		small.score[c*small.size+s] = enter
	}
	small.score[c*small.size+c] = impossible
	for v, h := range small.tree(a) {
		switch {
		case v == 0:
		case v == c:
			heads[in[h]] = old[h]
		case h == c:
			heads[old[v]] = out[v]
		default:
			heads[old[v]] = old[h]
		}
	}
	return heads
}

// cycle gives the nodes of a cycle of heads, nil if there is none.
func (g graph) cycle(a *arena, heads []int) []int {
	seen := a.int(g.size) // the walk in which a node was seen
	for start := 1; start < g.size; start++ {
		v := start
		for v != 0 && seen[v] == 0 {
			seen[v] = start
			v = heads[v]
		}
		if v == 0 || seen[v] != start {
			continue
		}
		nodes := append(a.int(g.size)[:0], v)
		for u := heads[v]; u != v; u = heads[u] {
			nodes = append(nodes, u)
		}
		return nodes
	}
	return nil
}

// An arena is the memory of one search for a tree; the next search uses it again.
type arena struct {
	floats []float32
	ints   []int
}

func (a *arena) float(n int) []float32 { return taken(&a.floats, n) }
func (a *arena) int(n int) []int       { return taken(&a.ints, n) }

// taken gives n zeros of the slice that come after those already taken.
func taken[T int | float32](from *[]T, n int) []T {
	at := len(*from)
	if cap(*from)-at < n {
		*from, at = make([]T, 0, 2*cap(*from)+n), 0
	}
	*from = (*from)[:at+n]
	out := (*from)[at : at+n : at+n]
	clear(out)
	return out
}

package parse

import (
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/parse/matrix"
)

// The sizes of the network.
const (
	Cells     = 80        // of a recurrent unit
	Width     = 2 * Cells // of what the network knows of a word: what it read from the left and from the right
	Layers    = 3         // of recurrent units
	UnitWidth = 6 * Cells // what a layer takes from a word: content and two gates, for each direction
	Arc       = 64        // of a word as a dependent or as a head
	Label     = 64        // of a word as an end of a relation
	Tags      = 64 + 32   // scores of XPOS, of which there are NumXPOS, and of UPOS
	Ends      = 2*Arc + 2*Label + Tags
	Relations = 64              // the relations, NumRel of them used
	XPOSAt    = 2*Arc + 2*Label // where in Ends the scores of XPOS begin
	UPOSAt    = XPOSAt + 64     // and of UPOS
	Far       = 16              // distances in words beyond this count alike
)

// A Net is the network's numbers.
type Net struct {
	Vocabulary []uint32 // hashes of the plain forms that have a row of their own: the n-th has row n+1
	Tables     [NumTables]Table
	Layer      [Layers]Linear // Width × UnitWidth: x, f, r from the left, x, f, r from the right
	Ends       Linear         // Width × Ends: dependent, head, dependent's and head's end of the relation, tags
	Root       []float32      // Arc + Label: the root as a head
	Pair       Linear         // Arc × Arc
	Distance   []float32      // 2*Far + 1: what the distance from a word to its head adds
	Relation   Linear         // Label × Relations

	rows map[uint32]int32 // by Vocabulary
}

// A Linear is a matrix and what is added to its rows.
type Linear struct{ W, B []float32 }

// A Table is rows of Width.
type Table []float32

// The tables in which a word is looked up. What the network knows of a word at first is the sum of its rows.
const (
	byForm = iota
	byPrefix
	bySuffix2
	bySuffix3
	byShape
	byXPOS
	byUPOS
	byJoin
	NumTables
)

// TableRows is the number of rows of each table; that of byForm is one more than the vocabulary has words.
var TableRows = [NumTables]int{1, 2048, 1024, 4096, 512, language.NumXPOS, language.NumUPOS, 8}

// Rows are the rows of a word, one in each table.
type Rows [NumTables]int32

// Index makes the network ready to look words up, after its vocabulary has changed.
func (n *Net) Index() {
	n.rows = make(map[uint32]int32, len(n.Vocabulary))
	for i, h := range n.Vocabulary {
		n.rows[h] = int32(i + 1)
	}
}

// RowsOf gives the rows of a word of a sentence. plain is for its use, and is given back.
func (n *Net) RowsOf(t *language.Text, s language.Range, i int, plain []byte) (Rows, []byte) {
	form := t.Form(i)
	plain = language.Plain(plain[:0], form)
	w := t.Words[i]
	var r Rows
	r[byForm] = n.rows[language.Hash(plain)]
	r[byPrefix] = hashed(plain[:min(3, len(plain))], byPrefix)
	r[bySuffix2] = hashed(plain[max(0, len(plain)-2):], bySuffix2)
	r[bySuffix3] = hashed(plain[max(0, len(plain)-3):], bySuffix3)
	r[byShape] = int32(spread(language.Shape(form)) % uint32(TableRows[byShape]))
	r[byXPOS] = int32(w.XPOS)
	r[byUPOS] = int32(w.UPOS)
	if i > s.Start && t.Words[i-1].End == w.Start {
		r[byJoin] |= 1
	}
	if i+1 < s.End && t.Words[i+1].Start == w.End {
		r[byJoin] |= 2
	}
	if i == s.Start {
		r[byJoin] |= 4
	}
	return r, plain
}

func hashed(s []byte, table int) int32 {
	return int32(spread(language.Hash(s)) % uint32(TableRows[table]))
}

func spread(h uint32) uint32 {
	h = (h ^ h>>16) * 0x7feb352d
	return h ^ h>>15
}

// work is what one call of Parse works with.
type work struct {
	parts  []part
	plain  []byte
	x, y   []float32 // what is known of the words: Width a word
	unit   []float32 // UnitWidth a word
	ends   []float32 // Ends a word
	state  []float32
	dep    []float32 // Arc a word
	head   []float32 // Arc a word and the root
	turned []float32 // head, transposed
	scores []float32
	heads  []int
	arena  arena
	label  []float32
	rel    []float32
}

// parse finds the trees of the parts, which follow each other in the text.
func (n *Net) parse(w *work, text *language.Text, parts []part) {
	first, end := parts[0].Start, parts[len(parts)-1].End
	words := end - first
	w.x, w.y = resized(w.x, words*Width), resized(w.y, words*Width)
	clear(w.x)
	for _, p := range parts {
		for i := p.Start; i < p.End; i++ {
			var rows Rows
			rows, w.plain = n.RowsOf(text, p.Range, i, w.plain)
			to := w.x[(i-first)*Width : (i-first+1)*Width]
			for t, r := range rows {
				matrix.Add(to, n.Tables[t][int(r)*Width:int(r+1)*Width])
			}
		}
	}
	for l := range n.Layer {
		w.unit = n.Layer[l].apply(w.unit, w.x, words, Width)
		for _, p := range parts {
			recur(w, p.Start-first, p.End-first)
		}
		w.x, w.y = w.y, w.x
	}
	w.ends = n.Ends.apply(w.ends, w.x, words, Width)
	for _, p := range parts {
		n.arcs(w, p.Start-first, p.Len())
		n.relations(w, text, p, first)
	}
}

// recur runs a layer's units over the words [start, end) from the left and from the right: from w.x and
// w.unit to w.y.
func recur(w *work, start, end int) {
	w.state = resized(w.state, Width)
	clear(w.state)
	left, right := w.state[:Cells], w.state[Cells:]
	for k := range end - start {
		i, j := start+k, end-1-k
		u := w.unit[i*UnitWidth:]
		matrix.Step(w.y[i*Width:i*Width+Cells], left, u[:Cells], u[Cells:2*Cells], u[2*Cells:3*Cells], w.x[i*Width:i*Width+Cells])
		u = w.unit[j*UnitWidth+3*Cells:]
		matrix.Step(w.y[j*Width+Cells:(j+1)*Width], right, u[:Cells], u[Cells:2*Cells], u[2*Cells:3*Cells], w.x[j*Width+Cells:(j+1)*Width])
	}
}

// arcs finds the heads of n words from start on: w.heads.
func (n *Net) arcs(w *work, start, words int) {
	w.dep, w.head = resized(w.dep, words*Arc), resized(w.head, (words+1)*Arc)
	copy(w.head[:Arc], n.Root)
	for i := range words {
		ends := w.ends[(start+i)*Ends:]
		Bend(w.dep[i*Arc:(i+1)*Arc], ends[:Arc])
		Bend(w.head[(i+1)*Arc:(i+2)*Arc], ends[Arc:2*Arc])
	}
	w.rel = n.Pair.apply(w.rel, w.dep, words, Arc)
	stride := (words + 1 + 15) &^ 15
	w.turned = resized(w.turned, Arc*stride)
	matrix.Transpose(w.turned, w.head, words+1, Arc, stride)
	w.scores = resized(w.scores, words*stride)
	n.distances(w.scores, words, stride)
	matrix.MulAdd(w.scores, w.rel, w.turned, words, Arc, stride)
	w.heads = resized(w.heads, words)
	w.arena.tree(w.heads, w.scores, words, stride)
}

// distances writes what the distances between the words add to the scores of their arcs.
func (n *Net) distances(scores []float32, words, stride int) {
	for i := range words {
		row := scores[i*stride : (i+1)*stride]
		clear(row)
		for h := 1; h <= words; h++ {
			row[h] = n.Distance[Bucket(h-1-i)]
		}
	}
}

// Bucket is the place in Distance of the distance from a word to its head.
func Bucket(distance int) int { return min(max(distance, -Far), Far) + Far }

// relations writes the heads of the part's words and their relations to the text.
func (n *Net) relations(w *work, text *language.Text, p part, first int) {
	words := p.Len()
	w.label = resized(w.label, words*Label)
	for i, h := range w.heads {
		end := n.Root[Arc:]
		if h > 0 {
			end = w.ends[(p.Start-first+h-1)*Ends+2*Arc+Label:][:Label]
		}
		to := w.label[i*Label : (i+1)*Label]
		copy(to, w.ends[(p.Start-first+i)*Ends+2*Arc:])
		matrix.Add(to, end)
		Bend(to, to)
	}
	w.rel = n.Relation.apply(w.rel, w.label, words, Label)
	for i, h := range w.heads {
		word := &text.Words[p.Start+i]
		tags := w.ends[(p.Start-first+i)*Ends:]
		word.XPOS = language.XPOS(highest(tags[XPOSAt : XPOSAt+language.NumXPOS]))
		word.UPOS = language.UPOS(highest(tags[UPOSAt : UPOSAt+language.NumUPOS]))
		if h == 0 {
			word.Head, word.Rel = -1, language.Root
			continue
		}
		word.Head = int32(p.Start + h - 1)
		word.Rel = bestRelation(w.rel[i*Relations : (i+1)*Relations])
	}
}

// highest is the place of the highest score, the first apart.
func highest(scores []float32) int {
	best := 1
	for i := 2; i < len(scores); i++ {
		if scores[i] > scores[best] {
			best = i
		}
	}
	return best
}

// bestRelation is the relation with the highest score, root apart.
func bestRelation(scores []float32) language.Rel {
	best, high := language.Dep, impossible
	for r := 1; r < language.NumRel; r++ {
		if scores[r] > high && language.Rel(r) != language.Root {
			best, high = language.Rel(r), scores[r]
		}
	}
	return best
}

// Bend writes x to y, numbers below zero made small.
func Bend(y, x []float32) {
	x = x[:len(y)]
	for i, v := range x {
		y[i] = max(v, v*Slope)
	}
}

// Slope is what Bend makes numbers below zero smaller by.
const Slope = 0.125

// apply gives x·W + B for the rows of x, in the place of y if there is room.
func (l *Linear) apply(y, x []float32, rows, width int) []float32 {
	n := len(l.B)
	y = resized(y, rows*n)
	for i := range rows {
		copy(y[i*n:(i+1)*n], l.B)
	}
	matrix.MulAdd(y, x, l.W, rows, width, n)
	return y
}

// resized gives a slice of n, the same one if it has room; what is in it is not said.
func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

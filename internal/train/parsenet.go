package train

import (
	"math"
	"math/rand/v2"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/parse"
	"github.com/parleyhq/parley/internal/language/parse/matrix"
	"github.com/parleyhq/parley/internal/language/tag"
)

// A treeExample is a sentence to learn from.
type treeExample struct {
	rows  []parse.Rows
	count []int          // how often each word's form is in the corpora
	heads []int          // from 1; 0 is the root, -1 not known
	rels  []language.Rel // NoRel: not known
	tags  []tag.Class    // the right ones; zero: not known
}

// A netTrainer learns the numbers of a network from batches of sentences, by gradients and Adam (Kingma and
// Ba, ICLR 2015).
type netTrainer struct {
	net, grad, mean, square *parse.Net
	touched                 [parse.NumTables][]int32 // rows with a gradient
	isTouched               [parse.NumTables][]bool
	steps                   int
	random                  *rand.Rand
	drop                    float32 // of the numbers between the layers, the part left out

	dropTags float64 // of the words, the part read without tags

	words int // of the batch
	rows  []parse.Rows
	x     [parse.Layers + 1][]float32 // into each layer, and out of the last
	mask  [parse.Layers + 1][]float32 // by sentence
	xd    [parse.Layers + 1][]float32 // x with its mask
	unit  [parse.Layers][]float32
	cell  [parse.Layers][]float32
	ends  []float32

	dx, dxd, dunit, dends []float32
	t1, t2                []float32 // for transposes
	a                     arcWork
}

// arcWork is for one sentence.
type arcWork struct {
	dep, head, maskDep, maskHead, maskLabel []float32
	pair, turned, scores, wide              []float32
	dhead, dpair                            []float32
	label, logit                            []float32
}

func newNetTrainer(vocabulary []uint32, seed uint64) *netTrainer {
	t := &netTrainer{random: rand.New(rand.NewPCG(seed, 2))}
	words := len(vocabulary)
	t.net, t.grad, t.mean, t.square = parse.NewNet(words), parse.NewNet(words), parse.NewNet(words), parse.NewNet(words)
	copy(t.net.Vocabulary, vocabulary)
	t.net.Index()
	for k, table := range t.net.Tables {
		t.fill(table, 0.25)
		t.isTouched[k] = make([]bool, len(table)/parse.Width)
	}
	for l := range t.net.Layer {
		t.fill(t.net.Layer[l].W, math.Sqrt(3.0/parse.Width))
		for d := range 2 { // units keep what they know, at first
			for c := range parse.Cells {
				t.net.Layer[l].B[d*3*parse.Cells+parse.Cells+c] = 0.5
			}
		}
	}
	t.fill(t.net.Ends.W, math.Sqrt(3.0/parse.Width))
	t.fill(t.net.Root, 0.3)
	t.fill(t.net.Pair.W, math.Sqrt(3.0/parse.Arc)/2)
	t.fill(t.net.Relation.W, math.Sqrt(3.0/parse.Label))
	return t
}

func (t *netTrainer) fill(to []float32, most float64) {
	for i := range to {
		to[i] = float32((2*t.random.Float64() - 1) * most)
	}
}

// loss gives the mean loss of the batch a word, and adds its gradients to grad.
func (t *netTrainer) loss(examples []*treeExample) float64 {
	t.forward(examples)
	return t.backward(examples)
}

func sized(s *[]float32, n int) []float32 {
	if cap(*s) < n {
		*s = make([]float32, n+n/2)
	}
	*s = (*s)[:n]
	return *s
}

func zeroed(s *[]float32, n int) []float32 {
	clear(sized(s, n))
	return *s
}

// newMask draws which numbers are left out; the others grow to make up for it.
func (t *netTrainer) newMask(to []float32) {
	keep := 1 / (1 - t.drop)
	for i := range to {
		if t.drop > 0 && float32(t.random.Float64()) < t.drop {
			to[i] = 0
		} else {
			to[i] = keep
		}
	}
}

const width = parse.Width

func (t *netTrainer) forward(examples []*treeExample) {
	t.words = 0
	t.rows = t.rows[:0]
	for _, e := range examples {
		t.words += len(e.rows)
		for i, r := range e.rows {
			if t.drop > 0 && t.random.Float64() < 0.25/(0.25+float64(e.count[i])) {
				r[0] = 0 // as a word that is not known
			}
			if t.drop > 0 && t.random.Float64() < t.dropTags { // as one whose tags are not known
				r[5], r[6] = 0, 0
			}
			t.rows = append(t.rows, r)
		}
	}
	x := zeroed(&t.x[0], t.words*width)
	for i, r := range t.rows {
		for k, row := range r {
			matrix.Add(x[i*width:(i+1)*width], t.net.Tables[k][int(row)*width:int(row+1)*width])
		}
	}
	for l := range parse.Layers {
		t.masked(l, examples)
		linear(&t.unit[l], t.xd[l], &t.net.Layer[l], t.words, width)
		sized(&t.x[l+1], t.words*width)
		sized(&t.cell[l], t.words*width)
		at := 0
		for _, e := range examples {
			t.recur(l, at, at+len(e.rows))
			at += len(e.rows)
		}
	}
	t.masked(parse.Layers, examples)
	linear(&t.ends, t.xd[parse.Layers], &t.net.Ends, t.words, width)
}

// masked makes xd of x, with a new mask for each sentence.
func (t *netTrainer) masked(l int, examples []*treeExample) {
	mask := sized(&t.mask[l], len(examples)*width)
	t.newMask(mask)
	xd, x := sized(&t.xd[l], t.words*width), t.x[l]
	at := 0
	for s, e := range examples {
		m := mask[s*width : (s+1)*width]
		for range e.rows {
			for i, v := range x[at : at+width] {
				xd[at+i] = v * m[i]
			}
			at += width
		}
	}
}

func linear(y *[]float32, x []float32, l *parse.Linear, rows, width int) {
	n := len(l.B)
	sized(y, rows*n)
	for i := range rows {
		copy((*y)[i*n:], l.B)
	}
	matrix.MulAdd(*y, x, l.W, rows, width, n)
}

const cells, unitWidth = parse.Cells, parse.UnitWidth

// recur does as the parser does, and keeps the state of every cell at every word.
func (t *netTrainer) recur(l, start, end int) {
	var state [width]float32
	left, right := state[:cells], state[cells:]
	x, y, cell := t.x[l], t.x[l+1], t.cell[l]
	for k := range end - start {
		i, j := start+k, end-1-k
		u := t.unit[l][i*unitWidth:]
		matrix.Step(y[i*width:i*width+cells], left, u[:cells], u[cells:2*cells], u[2*cells:3*cells], x[i*width:i*width+cells])
		copy(cell[i*width:], left)
		u = t.unit[l][j*unitWidth+3*cells:]
		matrix.Step(y[j*width+cells:(j+1)*width], right, u[:cells], u[cells:2*cells], u[2*cells:3*cells], x[j*width+cells:(j+1)*width])
		copy(cell[j*width+cells:], right)
	}
}

// backward goes back through the network and gives the loss.
func (t *netTrainer) backward(examples []*treeExample) float64 {
	zeroed(&t.dends, t.words*parse.Ends)
	loss, at := 0.0, 0
	scale := 1 / float32(t.words)
	for _, e := range examples {
		loss += t.arcs(e, at, scale)
		t.tags(e, at, scale)
		at += len(e.rows)
	}
	dx := zeroed(&t.dx, t.words*width)
	t.linearBack(t.dends, t.xd[parse.Layers], &t.net.Ends, &t.grad.Ends, t.words, width)
	t.unmask(parse.Layers, examples)
	for l := parse.Layers - 1; l >= 0; l-- {
		dunit := sized(&t.dunit, t.words*unitWidth)
		at := 0
		for _, e := range examples {
			t.recurBack(l, at, at+len(e.rows), dx, dunit)
			at += len(e.rows)
		}
		// dx now holds what passes the layer by.
		t.linearBack(dunit, t.xd[l], &t.net.Layer[l], &t.grad.Layer[l], t.words, width)
		t.unmask(l, examples)
	}
	for i, r := range t.rows {
		for k, row := range r {
			g := t.grad.Tables[k][int(row)*width : int(row+1)*width]
			matrix.Add(g, dx[i*width:(i+1)*width])
			if !t.isTouched[k][row] {
				t.isTouched[k][row] = true
				t.touched[k] = append(t.touched[k], row)
			}
		}
	}
	return loss / float64(t.words)
}

// linearBack adds the gradients of y = x·W + B: those of W and B to g, and that of x to dxd, made anew.
func (t *netTrainer) linearBack(dy, x []float32, l, g *parse.Linear, rows, width int) {
	n := len(l.B)
	for i := range rows {
		matrix.Add(g.B, dy[i*n:(i+1)*n])
	}
	matrix.Transpose(sized(&t.t1, rows*width), x, rows, width, rows)
	matrix.MulAdd(g.W, t.t1, dy, width, rows, n)
	matrix.Transpose(sized(&t.t2, n*width), l.W, width, n, width)
	matrix.MulAdd(zeroed(&t.dxd, rows*width), dy, t.t2, rows, n, width)
}

// unmask adds dxd, with the mask of the layer, to dx.
func (t *netTrainer) unmask(l int, examples []*treeExample) {
	at := 0
	for s, e := range examples {
		m := t.mask[l][s*width : (s+1)*width]
		for range e.rows {
			for i, v := range t.dxd[at : at+width] {
				t.dx[at+i] += v * m[i]
			}
			at += width
		}
	}
}

// recurBack makes of dx, the gradient of a layer's output, that of what passes the layer by; and writes the
// gradient of what its units took to dunit.
func (t *netTrainer) recurBack(l, start, end int, dx, dunit []float32) {
	var state [width]float32 // the gradient of the cells' states
	for k := range end - start {
		i := end - 1 - k
		t.stepBack(l, i, 0, i > start, i-1, state[:cells], dx, dunit)
		j := start + k
		t.stepBack(l, j, 1, j < end-1, j+1, state[cells:], dx, dunit)
	}
}

func (t *netTrainer) stepBack(l, i, direction int, hasBefore bool, before int, state, dx, dunit []float32) {
	at := i*width + direction*cells
	u := t.unit[l][i*unitWidth+direction*3*cells:]
	du := dunit[i*unitWidth+direction*3*cells:]
	x, f, r := u[:cells], u[cells:2*cells], u[2*cells:3*cells]
	dnew, df, dr := du[:cells], du[cells:2*cells], du[2*cells:3*cells]
	way, cell, d := t.x[l][at:at+cells], t.cell[l][at:at+cells], dx[at:at+cells]
	var zero [cells]float32
	was := zero[:]
	if hasBefore {
		was = t.cell[l][before*width+direction*cells:][:cells]
	}
	for c := range cells {
		gr, slopeR := gate(r[c])
		gf, slopeF := gate(f[c])
		dh := d[c]
		dr[c] = dh * (cell[c] - way[c]) * slopeR
		dc := state[c] + dh*gr
		d[c] = dh * (1 - gr)
		df[c] = dc * (was[c] - x[c]) * slopeF
		dnew[c] = dc * (1 - gf)
		state[c] = dc * gf
	}
}

// gate gives matrix.Gate and its slope.
func gate(x float32) (value, slope float32) {
	y := min(max(x*0.25, -1), 1)
	a := max(y, -y)
	return y*(1-a*0.5) + 0.5, 0.25 * (1 - a)
}

// arcs gives the loss of a sentence whose words stand at start, and adds the gradients of its scores to dends.
func (t *netTrainer) arcs(e *treeExample, start int, scale float32) float64 {
	const arc, ends = parse.Arc, parse.Ends
	n, w := len(e.rows), &t.a
	t.newMask(sized(&w.maskDep, arc))
	t.newMask(sized(&w.maskHead, arc))
	stride := (n + 1 + 15) &^ 15
	dep, head := sized(&w.dep, n*arc), zeroed(&w.head, stride*arc)
	for c := range arc {
		head[c] = t.net.Root[c] * w.maskHead[c]
	}
	for i := range n {
		row := t.ends[(start+i)*ends:]
		parse.Bend(dep[i*arc:(i+1)*arc], row[:arc])
		parse.Bend(head[(i+1)*arc:(i+2)*arc], row[arc:2*arc])
		for c := range arc {
			dep[i*arc+c] *= w.maskDep[c]
			head[(i+1)*arc+c] *= w.maskHead[c]
		}
	}
	linear(&w.pair, dep, &t.net.Pair, n, arc)
	turned := zeroed(&w.turned, arc*stride)
	matrix.Transpose(turned, head, n+1, arc, stride)
	scores := zeroed(&w.scores, n*stride)
	for i := range n {
		for h := 1; h <= n; h++ {
			scores[i*stride+h] = t.net.Distance[parse.Bucket(h-1-i)]
		}
	}
	matrix.MulAdd(scores, w.pair, turned, n, arc, stride)
	loss := 0.0
	for i := range n {
		row := scores[i*stride : i*stride+n+1]
		clear(scores[i*stride+n+1 : (i+1)*stride])
		if e.heads[i] < 0 {
			clear(row)
			continue
		}
		loss += softmax(row, e.heads[i], i+1, scale)
		for h := 1; h <= n; h++ {
			t.grad.Distance[parse.Bucket(h-1-i)] += row[h]
		}
	}
	// scores is now the gradient of the scores.
	dpair := zeroed(&w.dpair, n*arc)
	matrix.MulAdd(dpair, scores, head, n, stride, arc)
	matrix.Transpose(sized(&w.wide, stride*n), scores, n, stride, n)
	dhead := zeroed(&w.dhead, stride*arc)
	matrix.MulAdd(dhead, w.wide, w.pair, stride, n, arc)
	t.linearBack(dpair, dep, &t.net.Pair, &t.grad.Pair, n, arc)
	ddep := t.dxd
	for c := range arc {
		t.grad.Root[c] += dhead[c] * w.maskHead[c]
	}
	for i := range n {
		row, d := t.ends[(start+i)*ends:], t.dends[(start+i)*ends:]
		for c := range arc {
			d[c] += ddep[i*arc+c] * w.maskDep[c] * bent(row[c])
			d[arc+c] += dhead[(i+1)*arc+c] * w.maskHead[c] * bent(row[arc+c])
		}
	}
	return loss + t.relations(e, start, scale)
}

// wrongTag is what a wrong tag counts beside a wrong head or relation.
const wrongTag = 0.3

// tags adds the gradients of the scores of the tags to dends. They are not counted in the loss.
func (t *netTrainer) tags(e *treeExample, start int, scale float32) {
	for i, right := range e.tags {
		row, d := t.ends[(start+i)*parse.Ends:], t.dends[(start+i)*parse.Ends:]
		if right.XPOS != language.NoXPOS {
			to := d[parse.XPOSAt : parse.XPOSAt+language.NumXPOS]
			copy(to, row[parse.XPOSAt:])
			softmax(to, int(right.XPOS), -1, scale*wrongTag)
		}
		if right.UPOS != language.NoUPOS {
			to := d[parse.UPOSAt : parse.UPOSAt+language.NumUPOS]
			copy(to, row[parse.UPOSAt:])
			softmax(to, int(right.UPOS), -1, scale*wrongTag)
		}
	}
}

func bent(x float32) float32 {
	if x < 0 {
		return parse.Slope
	}
	return 1
}

// softmax makes of the scores the gradient of their loss, scaled, where gold is right and self is impossible
// (-1 for none), and gives the loss.
func softmax(scores []float32, gold, self int, scale float32) float64 {
	high := float32(math.Inf(-1))
	for i, v := range scores {
		if i != self {
			high = max(high, v)
		}
	}
	sum := 0.0
	for i, v := range scores {
		if i == self {
			scores[i] = 0
			continue
		}
		p := math.Exp(float64(v - high))
		sum += p
		scores[i] = float32(p)
	}
	loss := math.Log(sum) - math.Log(max(float64(scores[gold]), 1e-30))
	for i := range scores {
		scores[i] *= float32(1/sum) * scale
	}
	scores[gold] -= scale
	return loss
}

// relations does as arcs does, for the relations.
func (t *netTrainer) relations(e *treeExample, start int, scale float32) float64 {
	const ends, label, depAt, headAt = parse.Ends, parse.Label, 2 * parse.Arc, 2*parse.Arc + parse.Label
	n, w := len(e.rows), &t.a
	t.newMask(sized(&w.maskLabel, label))
	hidden := sized(&w.label, n*label)
	before := sized(&w.dep, n*label) // before it is bent
	for i, h := range e.heads {
		end := t.net.Root[parse.Arc:]
		if h > 0 {
			end = t.ends[(start+h-1)*ends+headAt:][:label]
		}
		dep := t.ends[(start+i)*ends+depAt:][:label]
		for c := range label {
			v := dep[c] + end[c]
			before[i*label+c] = v
			hidden[i*label+c] = max(v, v*parse.Slope) * w.maskLabel[c]
		}
	}
	linear(&w.logit, hidden, &t.net.Relation, n, label)
	loss := 0.0
	for i, r := range e.rels {
		row := w.logit[i*parse.Relations : (i+1)*parse.Relations]
		if r == language.NoRel || e.heads[i] < 0 || r == language.Root {
			clear(row)
			continue
		}
		loss += softmax(row[:language.NumRel], int(r), -1, scale)
		clear(row[language.NumRel:])
	}
	t.linearBack(w.logit, hidden, &t.net.Relation, &t.grad.Relation, n, label)
	for i, h := range e.heads {
		end := t.grad.Root[parse.Arc:]
		if h > 0 {
			end = t.dends[(start+h-1)*ends+headAt:][:label]
		}
		dep := t.dends[(start+i)*ends+depAt:][:label]
		for c := range label {
			g := t.dxd[i*label+c] * w.maskLabel[c] * bent(before[i*label+c])
			dep[c] += g
			end[c] += g
		}
	}
	return loss
}

// update takes a step of Adam and clears the gradients.
func (t *netTrainer) update(rate float64) {
	const keepMean, keepSquare, most = 0.9, 0.98, 5.0
	t.steps++
	norm := 0.0
	t.eachGradient(func(g, _, _, _ []float32) {
		for _, v := range g {
			norm += float64(v) * float64(v)
		}
	})
	clip := float32(1)
	if norm = math.Sqrt(norm); norm > most {
		clip = float32(most / norm)
	}
	warm := 1 - math.Pow(keepMean, float64(t.steps))
	warmSquare := 1 - math.Pow(keepSquare, float64(t.steps))
	step := float32(rate / warm)
	inverse := float32(1 / warmSquare)
	t.eachGradient(func(g, x, mean, square []float32) {
		for i, v := range g {
			v *= clip
			mean[i] += (1 - keepMean) * (v - mean[i])
			square[i] += (1 - keepSquare) * (v*v - square[i])
			x[i] -= step * mean[i] / (float32(math.Sqrt(float64(square[i]*inverse))) + 1e-8)
		}
		clear(g)
	})
	for k := range t.touched {
		for _, row := range t.touched[k] {
			t.isTouched[k][row] = false
		}
		t.touched[k] = t.touched[k][:0]
	}
}

// eachGradient gives the gradients of the batch with the numbers that they belong to and what Adam keeps of them.
func (t *netTrainer) eachGradient(do func(g, x, mean, square []float32)) {
	g, x, mean, square := t.grad.Numbers(), t.net.Numbers(), t.mean.Numbers(), t.square.Numbers()
	for i := range g {
		do(g[i], x[i], mean[i], square[i])
	}
	for k := range t.touched {
		for _, row := range t.touched[k] {
			a, b := int(row)*width, int(row+1)*width
			do(t.grad.Tables[k][a:b], t.net.Tables[k][a:b], t.mean.Tables[k][a:b], t.square.Tables[k][a:b])
		}
	}
}

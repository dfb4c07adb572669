package train

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/token"
	"github.com/parleyhq/parley/internal/meaning/attribution"
)

// AttributionOptions are what the training of attributions can be told.
type AttributionOptions struct {
	Epochs int     // times through the decisions
	Rate   float32 // of learning, AdaGrad's
	Decay  float32 // of the weights that are touched
	Bits   int     // of a feature: the tables have 1<<Bits weights
	Folds  int     // of the articles; what is not learned from a fold is calibrated on it
	Seed   uint64  // of the order of the decisions
	Least  float32 // threshold; 0 to find the one with the best F1
	Log    io.Writer
}

// ShippedAttribution is what the weights in package weights were trained with.
var ShippedAttribution = AttributionOptions{Epochs: 4, Rate: 0.02, Decay: 1e-3, Bits: 18, Folds: 5, Seed: 1}

// An Attributed is an article of PolNeAR with what its annotators marked: places as byte offsets.
type Attributed struct {
	Text         string
	Attributions []struct{ Source, Cue, Content []doc.Span }
}

// Attributed reads one part of PolNeAR: train.
func (dir Corpora) Attributed(name string) ([]Attributed, error) {
	path := filepath.Join(string(dir), "polnear", name+".jsonl.gz")
	in, closeIn, err := unzipped(path)
	if err != nil {
		return nil, err
	}
	defer closeIn()
	var docs []Attributed
	dec := json.NewDecoder(in)
	for {
		var d Attributed
		if err := dec.Decode(&d); errors.Is(err, io.EOF) {
			return docs, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s, article %d: %w", path, len(docs)+1, err)
		}
		docs = append(docs, d)
	}
}

// Attribution learns who said what from PolNeAR and gives the weights. The places where the parts of an attribution begin and
// end are learned first, and then, with the parts as that model finds them, whether it is one. Of each fold of the articles the parts are
// found, and the scores are taken, by models that did not learn from it, so that the calibration holds for new articles.
func Attribution(dir Corpora, o AttributionOptions) ([]byte, error) {
	docs, err := dir.Attributed("train")
	if err != nil {
		return nil, err
	}
	tagger, err := tag.Load()
	if err != nil {
		return nil, err
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	return AttributionOf(tagger, docs, o).Bytes(), nil
}

// AttributionOf does the same with articles and a tagger that are at hand.
func AttributionOf(tagger *tag.Tagger, docs []Attributed, o AttributionOptions) *attribution.Model {
	if o.Log == nil {
		o.Log = io.Discard
	}
	articles := make([]article, len(docs))
	for i := range docs {
		articles[i] = newArticle(tagger, &docs[i])
	}
	// Where parts begin and end: for each fold without it, and of all.
	rules := attribution.NewModel(0, nil, nil)
	edges := make([][]decision, len(articles))
	for i := range articles {
		edges[i] = articles[i].edges(rules)
	}
	fold := func(i int) int { return i % o.Folds }
	all := func(int) bool { return true }
	judged := make([][]decision, len(articles))
	for f := range o.Folds {
		w := learnEdges(edges, func(i int) bool { return fold(i) != f }, o)
		model := attribution.NewModel(0, nil, w)
		if f == 0 {
			o.report(model, edges, func(i int) bool { return fold(i) == f })
		}
		for i := range articles {
			if fold(i) == f {
				judged[i] = articles[i].judgements(model)
			}
		}
	}
	// Whether it is one.
	var held []judgement
	gold := 0
	for f := range o.Folds {
		w := learn(attribution.Judge, judged, func(i int) bool { return fold(i) != f }, o)
		model := attribution.NewModel(0, nil, map[attribution.Head][]float32{attribution.Judge: w})
		for i := range articles {
			if fold(i) != f {
				continue
			}
			gold += len(docs[i].Attributions)
			for _, d := range judged[i] {
				held = append(held, judgement{model.Score(attribution.Judge, d.options[0]), d.right == 0, i<<16 | d.gold})
			}
		}
	}
	steps := calibrate(held)
	threshold := o.Least
	if threshold == 0 {
		threshold = bestThreshold(held, steps, gold, o.Log)
	}
	weights := learnEdges(edges, all, o)
	weights[attribution.Judge] = learn(attribution.Judge, judged, all, o)
	return attribution.NewModel(threshold, steps, weights)
}

// report logs how often the model and the rules give the right edge.
func (o AttributionOptions) report(m *attribution.Model, edges [][]decision, chosen func(int) bool) {
	var n, model, rule [attribution.Judge]int
	for i := range edges {
		if !chosen(i) {
			continue
		}
		for _, d := range edges[i] {
			best := 0
			for k := range d.options {
				if m.Score(d.head, d.options[k])+d.prior(k) > m.Score(d.head, d.options[best])+d.prior(best) {
					best = k
				}
			}
			n[d.head]++
			if best == d.right {
				model[d.head]++
			}
			if d.rule == d.right {
				rule[d.head]++
			}
		}
	}
	for h := range n {
		of := float64(max(n[h], 1))
		fmt.Fprintf(o.Log, "%-14s %5d held out, right %.1f%%, by rule %.1f%%\n", headNames[h], n[h], 100*float64(model[h])/of, 100*float64(rule[h])/of)
	}
}

// headNames are the heads in what is logged.
var headNames = [...]string{"content starts", "content ends", "source starts", "source ends", "judgements"}

// learnEdges learns where the parts of attributions begin and end from the articles that are chosen.
func learnEdges(edges [][]decision, chosen func(int) bool, o AttributionOptions) map[attribution.Head][]float32 {
	weights := map[attribution.Head][]float32{}
	for _, h := range []attribution.Head{attribution.ContentStart, attribution.ContentEnd, attribution.SourceStart, attribution.SourceEnd} {
		weights[h] = learn(h, edges, chosen, o)
	}
	return weights
}

// A decision is one to learn from: which option was right. Of a judgement there is one option, and right is 0 if it is
// an attribution and -1 if not.
type decision struct {
	head    attribution.Head
	options [][]uint32
	right   int
	rule    int
	gold    int // of a judgement that is right: which attribution it is
}

// prior is what an option is given before anything is learned.
func (d *decision) prior(option int) float32 {
	if option == d.rule && d.head != attribution.Judge {
		return attribution.Prior
	}
	return 0
}

// An article is a text with its words and where they were marked.
type article struct {
	gold  *Attributed
	doc   *doc.Document
	words *language.Text
}

func newArticle(tagger *tag.Tagger, d *Attributed) article {
	words := token.Split(d.Text, nil)
	tagger.Tag(words)
	return article{gold: d, doc: &doc.Document{ID: "article", Text: d.Text}, words: words}
}

// edges gives the decisions on where parts begin and end whose right answer is among their options.
func (a *article) edges(m *attribution.Model) []decision {
	var out []decision
	attribution.Observe(a.doc, a.words, m, func(n attribution.Decision) {
		if n.Head == attribution.Judge {
			return
		}
		g := a.match(n)
		if g < 0 {
			return
		}
		right := a.answer(n, g)
		if right < 0 {
			return
		}
		d := decision{head: n.Head, right: right, rule: n.Rule}
		for _, p := range n.Options {
			d.options = append(d.options, p.Features)
		}
		out = append(out, d)
	})
	return out
}

// judgements gives the decisions on whether something is an attribution.
func (a *article) judgements(m *attribution.Model) []decision {
	var out []decision
	attribution.Observe(a.doc, a.words, m, func(n attribution.Decision) {
		if n.Head != attribution.Judge {
			return
		}
		d := decision{head: n.Head, right: -1, gold: -1, options: [][]uint32{n.Options[0].Features}}
		if g := a.linked(n); g >= 0 {
			d.right, d.gold = 0, g
		}
		out = append(out, d)
	})
	return out
}

// match gives the gold attribution with the cue, of several the one that shares most of the content; -1 for none.
func (a *article) match(n attribution.Decision) int {
	best, most := -1, 0
	for i, g := range a.gold.Attributions {
		if n.Cue == nil || !touch(g.Cue, []doc.Span{*n.Cue}) {
			continue
		}
		if shared := 1 + a.shared(g.Content, n.Content); shared > most {
			best, most = i, shared
		}
	}
	return best
}

// linked gives the gold attribution that it is: their cues and sources overlap and their contents share half of their
// words; -1 for none.
func (a *article) linked(n attribution.Decision) int {
	for i, g := range a.gold.Attributions {
		if n.Cue == nil || !touch(g.Cue, []doc.Span{*n.Cue}) || (n.Source == nil) != (len(g.Source) == 0) || n.Source != nil && !touch(g.Source, []doc.Span{*n.Source}) {
			continue
		}
		if all := max(a.count(g.Content), a.count(n.Content)); all == 0 || 2*a.shared(g.Content, n.Content) >= all {
			return i
		}
	}
	return -1
}

func touch(a, b []doc.Span) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Overlaps(y) {
				return true
			}
		}
	}
	return false
}

// count gives the number of words in the places; shared, of those in both. Punctuation does not count.
func (a *article) count(places []doc.Span) int { return a.shared(places, places) }

func (a *article) shared(x, y []doc.Span) int {
	n := 0
	for _, s := range x {
		from, _ := slices.BinarySearchFunc(a.words.Words, s.Start, func(w language.Word, at int) int { return cmp.Compare(int(w.End), at+1) })
		for _, w := range a.words.Words[from:] {
			if int(w.Start) >= s.End {
				break
			}
			if a.isWord(w.Span()) && touch(y, []doc.Span{w.Span()}) {
				n++
			}
		}
	}
	return n
}

// isWord reports whether a place holds a letter or a figure.
func (a *article) isWord(s doc.Span) bool {
	for i := s.Start; i < s.End; i++ {
		if c := a.doc.Text[i] | 0x20; c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return true
		}
	}
	return false
}

// answer gives the option that is right, -1 if none is.
func (a *article) answer(n attribution.Decision, g int) int {
	marked := a.gold.Attributions[g].Content
	if n.Head == attribution.SourceStart || n.Head == attribution.SourceEnd {
		marked = a.gold.Attributions[g].Source
	}
	rule := n.Options[n.Rule].Place
	at := -1
	for i, m := range marked {
		// the part whose other end is the same, else the first that it shares a place with
		if m.Overlaps(rule) && (at < 0 || n.Head == attribution.ContentStart || n.Head == attribution.SourceStart) {
			at = i
		}
	}
	if at < 0 {
		return -1
	}
	for i, o := range n.Options {
		switch n.Head {
		case attribution.ContentStart, attribution.SourceStart:
			if a.same(o.Place.Start, marked[at].Start) {
				return i
			}
		default:
			if a.same(o.Place.End, marked[at].End) {
				return i
			}
		}
	}
	return -1
}

// same reports whether no word stands between two places.
func (a *article) same(x, y int) bool {
	between := doc.Span{Start: min(x, y), End: max(x, y)}
	return !a.isWord(between) || strings.Trim(between.Of(a.doc.Text), "'’") == "s" // whose it is
}

// learn gives the weights of a head: a logistic regression over the options of each decision, by AdaGrad (Duchi, Hazan and
// Singer, JMLR 2011).
func learn(h attribution.Head, of [][]decision, chosen func(int) bool, o AttributionOptions) []float32 {
	var todo []*decision
	for i := range of {
		if !chosen(i) {
			continue
		}
		for k := range of[i] {
			if of[i][k].head == h {
				todo = append(todo, &of[i][k])
			}
		}
	}
	l := learner{w: make([]float32, 1<<o.Bits), sum: make([]float32, 1<<o.Bits), shift: 32 - uint32(o.Bits), rate: o.Rate, decay: o.Decay}
	random := rand.New(rand.NewPCG(o.Seed, uint64(h)))
	for epoch := range o.Epochs {
		random.Shuffle(len(todo), func(i, j int) { todo[i], todo[j] = todo[j], todo[i] })
		right := 0
		for _, d := range todo {
			if l.step(d) {
				right++
			}
		}
		if epoch == o.Epochs-1 {
			fmt.Fprintf(o.Log, "%s: %d decisions, %.1f%% right while learning\n", headNames[h], len(todo), 100*float64(right)/float64(max(len(todo), 1)))
		}
	}
	return l.w
}

type learner struct {
	w, sum      []float32 // the weights, and their squared gradients so far
	shift       uint32
	rate, decay float32
	scores      []float32
}

// step learns from one decision, and reports whether it was taken right before.
func (l *learner) step(d *decision) bool {
	l.scores = l.scores[:0]
	for i, features := range d.options {
		l.scores = append(l.scores, l.score(features)+d.prior(i))
	}
	if len(d.options) == 1 {
		p := sigmoid(l.scores[0])
		y := float32(0)
		if d.right == 0 {
			y = 1
		}
		l.move(d.options[0], p-y)
		return (p > 0.5) == (d.right == 0)
	}
	best := 0
	for i, s := range l.scores {
		if s > l.scores[best] {
			best = i
		}
	}
	high, total := l.scores[best], float32(0)
	for i, s := range l.scores {
		l.scores[i] = float32(math.Exp(float64(s - high)))
		total += l.scores[i]
	}
	for i, s := range l.scores {
		g := s / total
		if i == d.right {
			g--
		}
		if g > 1e-4 || g < -1e-4 {
			l.move(d.options[i], g)
		}
	}
	return best == d.right
}

func sigmoid(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

func (l *learner) score(features []uint32) float32 {
	s := float32(0)
	for _, f := range features {
		s += l.w[f>>l.shift]
	}
	return s
}

func (l *learner) move(features []uint32, by float32) {
	for _, f := range features {
		i := f >> l.shift
		g := by + l.decay*l.w[i]
		l.sum[i] += g * g
		l.w[i] -= l.rate * g / float32(math.Sqrt(float64(l.sum[i])+1e-6))
	}
}

// A judgement is a score, and whether it was right.
type judgement struct {
	score float32
	right bool
	gold  int // which attribution it is, for those that are right
}

// calibrate gives the share that is right by rising score: the isotonic regression (Zadrozny and Elkan, KDD 2002), by pooling
// neighbours that are out of order, in at most some steps.
func calibrate(held []judgement) []attribution.Step {
	held = slices.Clone(held)
	slices.SortStableFunc(held, func(a, b judgement) int { return cmp.Compare(a.score, b.score) })
	const most = 40
	type pool struct{ score, right, n float64 }
	var pools []pool
	size := max(1, (len(held)+most-1)/most)
	for i := 0; i < len(held); i += size {
		p := pool{}
		for _, j := range held[i:min(i+size, len(held))] {
			p.score += float64(j.score)
			p.n++
			if j.right {
				p.right++
			}
		}
		pools = append(pools, p)
		for n := len(pools); n > 1 && pools[n-2].right/pools[n-2].n >= pools[n-1].right/pools[n-1].n; n = len(pools) {
			a, b := pools[n-2], pools[n-1]
			pools = append(pools[:n-2], pool{a.score + b.score, a.right + b.right, a.n + b.n})
		}
	}
	var out []attribution.Step
	for _, p := range pools {
		out = append(out, attribution.Step{Score: float32(p.score / p.n), Right: float32(p.right / p.n)})
	}
	return out
}

// bestThreshold gives the probability from which on attributions are kept that gives the best F1 with so many gold ones.
func bestThreshold(held []judgement, steps []attribution.Step, gold int, log io.Writer) float32 {
	m := attribution.Model{Steps: steps}
	var thresholds []float32
	var scores []float64
	best := 0.0
	for t := float32(0); t < 0.9; t += 0.02 {
		kept := 0
		seen := map[int]bool{}
		for _, j := range held {
			if m.Probability(j.score) < t {
				continue
			}
			kept++
			if j.right {
				seen[j.gold] = true
			}
		}
		p, r := float64(len(seen))/float64(max(kept, 1)), float64(len(seen))/float64(max(gold, 1))
		f := 2 * p * r / max(p+r, 1e-9)
		fmt.Fprintf(log, "threshold %.2f: P %.1f R %.1f F1 %.1f\n", t, 100*p, 100*r, 100*f)
		thresholds, scores = append(thresholds, t), append(scores, f)
		best = max(best, f)
	}
	// The F1 hardly changes around its best; of the thresholds there the lowest one leaves the choice to the reader.
	const slack = 0.002
	at := slices.IndexFunc(scores, func(f float64) bool { return f >= best-slack })
	return thresholds[at]
}

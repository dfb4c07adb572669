package train

import (
	"cmp"
	"fmt"
	"io"
	"iter"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/parse"
	"github.com/parleyhq/parley/internal/language/tag"
)

// ParseOptions are what the parser's training can be told.
type ParseOptions struct {
	Epochs   int     // times through the treebanks
	Rate     float64 // of learning, at its height
	Drop     float64 // the part of the numbers between the layers that is left out while learning
	DropTags float64 // the part of the words that are read without their tags
	Batch    int     // words that are learned from at once
	Seed     uint64

	SilverRounds int           // times through the silver trees, all in the first half of the training
	Teacher      *ParseOptions // of the network that says with CoreNLP which silver arcs are right; nil without silver
	Taught       string        // that network's weights, where it was trained before

	Log  io.Writer                       // takes the progress; may be nil
	Each func(epoch int, net *parse.Net) // is called after each epoch; may be nil
}

// ShippedTeacher and ShippedParse are what the weights in package weights were trained with.
var (
	ShippedTeacher = ParseOptions{Epochs: 28, Rate: 3e-3, Drop: 0.33, DropTags: 0.05, Batch: 600, Seed: 1}
	ShippedParse   = ParseOptions{Epochs: 22, Rate: 3e-3, Drop: 0.2, DropTags: 0.1, Batch: 600, Seed: 1, SilverRounds: 2, Teacher: &ShippedTeacher}
)

// folds is how many taggers tag the treebanks for the parser, each one what the others learned from.
const folds = 4

// Parse trains the parser on the trees of EWT and GUM and, with silver rounds, on those of PolNeAR, and gives
// its network. The treebanks are tagged by taggers that did not see them, PolNeAR by the given one.
func Parse(dir Corpora, tagger *tag.Tagger, o ParseOptions) (*parse.Net, error) {
	if o.Log == nil {
		o.Log = io.Discard
	}
	ewt, err := dir.UD("ewt-train")
	if err != nil {
		return nil, err
	}
	gum, err := dir.UD("gum-train")
	if err != nil {
		return nil, err
	}
	docs, err := dir.PolNeAR("train")
	if err != nil {
		return nil, err
	}
	gold := append(Sentences(ewt), Sentences(gum)...)
	tagged, err := TaggedApart(Lexicon(docs), gold)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(o.Log, "%d sentences tagged by taggers that did not see them\n", len(tagged))
	trees := make([]Tree, len(tagged))
	for i, s := range tagged {
		trees[i] = Tree{s, classes(gold[i])}
	}
	if o.SilverRounds == 0 {
		return ParseSentences(trees, nil, o), nil
	}
	if o.Taught == "" {
		first := *o.Teacher
		first.Log = o.Log
		o.Taught = string(ParseSentences(trees, nil, first).Bytes())
	}
	teacher, err := parse.ReadNet(o.Taught)
	if err != nil {
		return nil, fmt.Errorf("the teacher: %w", err)
	}
	return ParseSentences(trees, agreed(teacher, tagger, docs), o), nil
}

// agreed gives the sentences of PolNeAR with the arcs on which the teacher and CoreNLP agree, and with the
// teacher's relations where CoreNLP does not gainsay them; other heads and relations are not known. Two parsers
// that learned from different trees seldom make the same mistake.
func agreed(teacher *parse.Net, tagger *tag.Tagger, docs []Silver) []Tree {
	parser := parse.New(teacher)
	var out []Tree
	for _, s := range SilverSentences(docs) {
		tagger.TagAmong(s.Text, s.xpos)
		right := classes(s.Sentence)
		for i := range right {
			if s.xpos(i) == language.NoXPOS {
				right[i] = tag.Class{}
			}
		}
		tagger.Tag(s.Text)
		tagged := slices.Clone(s.Text.Words)
		parser.Parse(s.Text)
		taught := slices.Clone(s.Text.Words)
		s.silverTree()
		for i, given := range s.Text.Words {
			w := tagged[i]
			w.Head, w.Rel = -1, language.NoRel
			t := taught[i]
			if t.Rel == language.Root && given.Rel == language.Root || t.Rel != language.Root && given.Head == t.Head && given.Head >= 0 {
				w.Head = t.Head
				if given.Rel == language.NoRel || given.Rel.Universal() == t.Rel.Universal() {
					w.Rel = t.Rel
				}
			}
			s.Text.Words[i] = w
		}
		out = append(out, Tree{s.Sentence, right})
	}
	return out
}

// Parser trains the parser for the tagger whose weights come with the program, and gives its weights.
func Parser(dir Corpora, o ParseOptions) ([]byte, error) {
	tagger, err := tag.Load()
	if err != nil {
		return nil, err
	}
	net, err := Parse(dir, tagger, o)
	if err != nil {
		return nil, err
	}
	return net.Bytes(), nil
}

// A Tree is a sentence with the tags that the tagger finds, and the right ones.
type Tree struct {
	Sentence
	Right []tag.Class
}

// classes gives the tags of a sentence's words.
func classes(s Sentence) []tag.Class {
	out := make([]tag.Class, s.Words.Len())
	for i := range out {
		w := s.Text.Words[s.Words.Start+i]
		out[i] = tag.Class{UPOS: w.UPOS, XPOS: w.XPOS}
	}
	return out
}

// TaggedApart gives the sentences with the tags that a tagger gives them which learned from other ones: what
// the parser will meet.
func TaggedApart(lexicon tag.Lexicon, gold []Sentence) ([]Sentence, error) {
	out := make([]Sentence, len(gold))
	const block = 50 // sentences that stay together, as texts do
	for fold := range folds {
		var others []Sentence
		for i, s := range gold {
			if i/block%folds != fold {
				others = append(others, s)
			}
		}
		weights, err := TagSentences(lexicon, others, nil, TagOptions{Epochs: 6, Seed: 1})
		if err != nil {
			return nil, err
		}
		model, err := tag.ReadModel(string(weights))
		if err != nil {
			return nil, err
		}
		tagger := tag.New(model)
		for i, s := range gold {
			if i/block%folds == fold {
				out[i] = recased(s, func(form string) string { return form })
				tagger.Tag(out[i].Text)
			}
		}
	}
	return out, nil
}

// ParseSentences trains a parser on the trees of the sentences. The silver ones are spread over the first
// half of the epochs.
func ParseSentences(gold, silver []Tree, o ParseOptions) *parse.Net {
	if o.Log == nil {
		o.Log = io.Discard
	}
	counts := map[uint32]int{}
	words := 0
	for _, s := range slices.Concat(gold, silver) {
		words += s.Words.Len()
		for i := s.Words.Start; i < s.Words.End; i++ {
			counts[formHash(s.Text, i)]++
		}
	}
	t := newNetTrainer(vocabularyOf(counts, len(silver) > 0), o.Seed)
	t.drop, t.dropTags = float32(o.Drop), o.DropTags
	fmt.Fprintf(o.Log, "%d sentences, %d silver, %d words, a vocabulary of %d\n", len(gold), len(silver), words, len(t.net.Vocabulary))
	random := rand.New(rand.NewPCG(o.Seed, 3))
	epochs := shuffled(t.examples(gold, counts), t.examples(silver, counts), o, random)
	steps, all := 0, 0
	for _, examples := range epochs {
		for range batches(examples, o.Batch) {
			all++
		}
	}
	for epoch, examples := range epochs {
		loss, n := 0.0, 0
		for batch := range batches(examples, o.Batch) {
			loss += t.loss(batch)
			t.update(o.Rate * pace(steps, all))
			steps++
			n++
		}
		fmt.Fprintf(o.Log, "epoch %d: loss %.4f a word\n", epoch+1, loss/float64(n))
		if o.Each != nil {
			o.Each(epoch+1, t.net)
		}
	}
	return t.net
}

// shuffled gives what is learned from in each epoch, in order: all of gold, and in the first half a part of silver.
func shuffled(gold, silver []*treeExample, o ParseOptions, random *rand.Rand) [][]*treeExample {
	mix := func(e []*treeExample) {
		random.Shuffle(len(e), func(i, j int) { e[i], e[j] = e[j], e[i] })
	}
	mix(silver)
	mixed := (o.Epochs + 1) / 2 // epochs with silver in them
	epochs := make([][]*treeExample, o.Epochs)
	for epoch := range epochs {
		examples := slices.Clone(gold)
		if epoch < mixed {
			share := len(silver) * o.SilverRounds / mixed
			for i := range share {
				examples = append(examples, silver[(epoch*share+i)%len(silver)])
			}
		}
		mix(examples)
		epochs[epoch] = examples
	}
	return epochs
}

// pace is the part of the rate at a step: up at first, then slowly down to nothing.
func pace(step, all int) float64 {
	const warm = 300
	if step < warm {
		return float64(step+1) / warm
	}
	return max(0.01, 0.5*(1+math.Cos(math.Pi*float64(step)/float64(all))))
}

// batches gives the examples in runs of so many words or a few more.
func batches(examples []*treeExample, words int) iter.Seq[[]*treeExample] {
	return func(yield func([]*treeExample) bool) {
		first, n := 0, 0
		for i, e := range examples {
			n += len(e.rows)
			if n >= words || i == len(examples)-1 {
				if !yield(examples[first : i+1]) {
					return
				}
				first, n = i+1, 0
			}
		}
	}
}

func formHash(t *language.Text, i int) uint32 {
	return language.Hash(language.Plain(nil, t.Form(i)))
}

// vocabularyOf gives the words seen at least twice, or where there are silver texts thrice, the most frequent first.
func vocabularyOf(counts map[uint32]int, silver bool) []uint32 {
	least := 2
	if silver {
		least = 3
	}
	var out []uint32
	for h, n := range counts {
		if n >= least {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(a, b uint32) int { return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b)) })
	return out
}

func (t *netTrainer) examples(sentences []Tree, counts map[uint32]int) []*treeExample {
	out := make([]*treeExample, len(sentences))
	for i, s := range sentences {
		e := &treeExample{tags: s.Right}
		for k := s.Words.Start; k < s.Words.End; k++ {
			rows, _ := t.net.RowsOf(s.Text, s.Words, k, nil)
			w := s.Text.Words[k]
			e.rows = append(e.rows, rows)
			e.count = append(e.count, counts[formHash(s.Text, k)])
			head := -1
			if w.Rel == language.Root {
				head = 0
			} else if w.Head >= 0 {
				head = int(w.Head) - s.Words.Start + 1
			}
			e.heads = append(e.heads, head)
			e.rels = append(e.rels, w.Rel)
		}
		out[i] = e
	}
	return out
}

package train

import (
	"cmp"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/tag"
)

// TagOptions are what the tagger's training can be told.
type TagOptions struct {
	Epochs       int       // times through the treebanks
	SilverRounds int       // times through the silver sentences
	Seed         uint64    // of the order of the sentences
	Log          io.Writer // takes the progress; may be nil
}

// ShippedTag is what the weights in package weights were trained with.
var ShippedTag = TagOptions{Epochs: 10, SilverRounds: 1, Seed: 1}

// Tag trains the tagger on EWT and GUM, with a lexicon from PolNeAR, and gives its weights.
func Tag(dir Corpora, o TagOptions) ([]byte, error) {
	ewt, err := dir.UD("ewt-train")
	if err != nil {
		return nil, err
	}
	gum, err := dir.UD("gum-train")
	if err != nil {
		return nil, err
	}
	silver, err := dir.PolNeAR("train")
	if err != nil {
		return nil, err
	}
	lexicon := Lexicon(silver)
	sentences := append(Sentences(ewt), Sentences(gum)...)
	return TagSentences(lexicon, sentences, SilverSentences(silver), o)
}

// A Sentence is one sentence of a text.
type Sentence struct {
	Text  *language.Text
	Words language.Range
}

// Sentences gives the sentences of a text.
func Sentences(t *language.Text) []Sentence {
	var out []Sentence
	for _, r := range t.Sentences {
		out = append(out, Sentence{t, r})
	}
	return out
}

// TagSentences trains a tagger on the tags of the sentences. With silver sentences it trains twice: the first
// tagger finds the UPOS that go with the silver XPOS, and the second learns from both.
func TagSentences(lexicon tag.Lexicon, sentences []Sentence, silver []SilverSentence, o TagOptions) ([]byte, error) {
	if o.Log == nil {
		o.Log = io.Discard
	}
	sentences = append(slices.Clone(sentences), otherCases(sentences, o.Seed)...)
	first := tagSentences(lexicon, sentences, nil, o)
	if len(silver) == 0 {
		return first, nil
	}
	model, err := tag.ReadModel(string(first))
	if err != nil {
		return nil, err
	}
	return tagSentences(lexicon, sentences, tagSilver(tag.New(model), silver), o), nil
}

// tagSentences trains on the sentences and, each time through, on a part of the silver ones.
func tagSentences(lexicon tag.Lexicon, sentences, silver []Sentence, o TagOptions) []byte {
	t := newTagTrainer(lexicon, sentences, silver)
	fmt.Fprintf(o.Log, "%d sentences, %d silver, %d classes, %d features\n", len(sentences), len(silver), len(t.classes), t.features.used)
	random := rand.New(rand.NewPCG(o.Seed, 0))
	random.Shuffle(len(silver), func(i, j int) { silver[i], silver[j] = silver[j], silver[i] })
	part := len(silver) / max(o.Epochs, 1) * o.SilverRounds
	for epoch := range o.Epochs {
		order := slices.Clone(sentences)
		for i := range part {
			order = append(order, silver[(epoch*part+i)%len(silver)])
		}
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong, words := 0, 0
		for _, s := range order {
			wrong += t.learn(s)
			words += s.Words.Len()
		}
		fmt.Fprintf(o.Log, "epoch %d: %.2f%% wrong while learning\n", epoch+1, 100*float64(wrong)/float64(words))
	}
	return tag.WriteModel(t.classes, lexicon, t.averaged())
}

// Lexicon gives the words of the silver texts the class of their tags: the most frequent one and, where a
// tenth of them is of another, that one too.
func Lexicon(docs []Silver) tag.Lexicon {
	exact, plain := map[string]map[string]int{}, map[string]map[string]int{}
	count := func(to map[string]map[string]int, form, xpos string) {
		if to[form] == nil {
			to[form] = map[string]int{}
		}
		to[form][xpos]++
	}
	for _, d := range docs {
		for _, s := range d.Sentences {
			for _, w := range s {
				form := d.Text[w.Start:w.End]
				count(exact, form, w.XPOS)
				count(plain, string(language.Plain(nil, form)), w.XPOS)
			}
		}
	}
	for form, tags := range plain {
		if exact[form] == nil {
			exact[form] = tags
		}
	}
	pairs, pairOf := map[string]int{}, map[string]string{}
	for form, tags := range exact {
		if pair := topTags(tags); pair != "" {
			pairs[pair]++
			pairOf[form] = pair
		}
	}
	names := make([]string, 0, len(pairs))
	for pair := range pairs {
		names = append(names, pair)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(pairs[b]-pairs[a], strings.Compare(a, b)) })
	names = names[:min(len(names), 255)]
	words := map[string]uint8{}
	for form, pair := range pairOf {
		if i := slices.Index(names, pair); i >= 0 {
			words[form] = uint8(i + 1)
		}
	}
	return tag.NewLexicon(words)
}

// topTags names the tags of a word that was seen at least twice.
func topTags(counts map[string]int) string {
	var tags []string
	all := 0
	for t, n := range counts {
		tags = append(tags, t)
		all += n
	}
	if all < 2 {
		return ""
	}
	slices.SortFunc(tags, func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) })
	if len(tags) > 1 && counts[tags[1]]*10 >= all {
		return tags[0] + "|" + tags[1]
	}
	return tags[0]
}

// otherCases gives copies of some of the sentences as headlines are written: most words with a capital, or
// all in capitals.
func otherCases(sentences []Sentence, seed uint64) []Sentence {
	random := rand.New(rand.NewPCG(seed, 1))
	var out []Sentence
	for _, s := range sentences {
		switch n := random.IntN(100); {
		case n < 5:
			out = append(out, recased(s, titled))
		case n < 8:
			out = append(out, recased(s, strings.ToUpper))
		}
	}
	return out
}

// titled gives the word a capital, unless it is short and not the first.
func titled(form string) string {
	if len(form) < 4 {
		return form
	}
	return strings.ToUpper(form[:1]) + form[1:]
}

func recased(s Sentence, change func(string) string) Sentence {
	t := &language.Text{Sentences: []language.Range{{Start: 0, End: s.Words.Len()}}}
	var source strings.Builder
	for i := s.Words.Start; i < s.Words.End; i++ {
		w := s.Text.Words[i]
		if i > s.Words.Start && s.Text.Words[i-1].End < w.Start {
			source.WriteByte(' ')
		}
		w.Start = int32(source.Len())
		if w.Head >= 0 {
			w.Head -= int32(s.Words.Start)
		}
		source.WriteString(change(s.Text.Form(i)))
		w.End = int32(source.Len())
		t.Words = append(t.Words, w)
	}
	t.Source = source.String()
	return Sentence{t, t.Sentences[0]}
}

// A tagTrainer learns the weights of the features, one sentence at a time.
type tagTrainer struct {
	classes   []tag.Class
	classOf   map[tag.Class]uint8
	extractor *tag.Extractor
	features  featureIndex
	rows      [][]tagWeight // by feature
	now       int64         // words seen
	scores    []int32
	hashes    []uint32
}

// A tagWeight is the weight of a feature for a class: its value, and the sum of its values over all words
// seen up to the last change.
type tagWeight struct {
	class   uint8
	value   int32
	total   int64
	changed int64
}

func newTagTrainer(lexicon tag.Lexicon, sentences, silver []Sentence) *tagTrainer {
	t := &tagTrainer{classOf: map[tag.Class]uint8{}, extractor: tag.NewExtractor(lexicon)}
	counts := map[tag.Class]int{}
	for _, s := range sentences {
		for _, w := range s.Text.Words[s.Words.Start:s.Words.End] {
			counts[tag.Class{UPOS: w.UPOS, XPOS: w.XPOS}]++
		}
	}
	for c, n := range counts {
		if n >= 3 {
			t.classes = append(t.classes, c)
		}
	}
	slices.SortFunc(t.classes, func(a, b tag.Class) int {
		return cmp.Or(cmp.Compare(a.UPOS, b.UPOS), cmp.Compare(a.XPOS, b.XPOS))
	})
	for i, c := range t.classes {
		t.classOf[c] = uint8(i)
	}
	t.scores = make([]int32, len(t.classes))
	seen := newFeatureIndex()
	for _, s := range slices.Concat(sentences, silver) {
		t.eachGold(s, func(hashes []uint32) {
			for _, h := range hashes {
				if seen.of(h) >= 0 {
					t.features.add(h)
				} else {
					seen.add(h)
				}
			}
		})
	}
	t.rows = make([][]tagWeight, t.features.used)
	return t
}

// eachGold gives the features of every word of the sentence as they are where all tags before it are right.
func (t *tagTrainer) eachGold(s Sentence, do func([]uint32)) {
	t.extractor.Sentence(s.Text, s.Words)
	before, before2 := tag.Begin, tag.Begin
	for i, w := range s.Text.Words[s.Words.Start:s.Words.End] {
		t.hashes = t.extractor.Features(t.hashes[:0], i, before, before2)
		do(t.hashes)
		before, before2 = tag.Class{UPOS: w.UPOS, XPOS: w.XPOS}, before
	}
}

// learn tags the sentence, corrects the weights at each wrong tag and gives their number.
func (t *tagTrainer) learn(s Sentence) (wrong int) {
	t.extractor.Sentence(s.Text, s.Words)
	before, before2 := tag.Begin, tag.Begin
	for i, w := range s.Text.Words[s.Words.Start:s.Words.End] {
		t.now++
		t.hashes = t.extractor.Features(t.hashes[:0], i, before, before2)
		clear(t.scores)
		for n, h := range t.hashes {
			row := t.features.of(h)
			t.hashes[n] = uint32(row)
			if row >= 0 {
				for _, c := range t.rows[row] {
					t.scores[c.class] += c.value
				}
			}
		}
		best := 0
		for c, score := range t.scores {
			if score > t.scores[best] {
				best = c
			}
		}
		gold, known := t.classOf[tag.Class{UPOS: w.UPOS, XPOS: w.XPOS}]
		if known && int(gold) != best {
			wrong++
			for _, row := range t.hashes {
				if int32(row) >= 0 {
					t.change(row, gold, 1)
					t.change(row, uint8(best), -1)
				}
			}
		}
		before, before2 = t.classes[best], before
	}
	return wrong
}

func (t *tagTrainer) change(row uint32, class uint8, by int32) {
	for i := range t.rows[row] {
		if c := &t.rows[row][i]; c.class == class {
			c.total += int64(c.value) * (t.now - c.changed)
			c.changed = t.now
			c.value += by
			return
		}
	}
	t.rows[row] = append(t.rows[row], tagWeight{class: class, value: by, changed: t.now})
}

// averaged gives the mean of each weight over all of training, on a scale on which all but the very largest fit.
func (t *tagTrainer) averaged() map[uint32][]tag.Weight {
	var means []float64
	mean := func(c tagWeight) float64 {
		return float64(c.total+int64(c.value)*(t.now-c.changed)) / float64(t.now)
	}
	for _, row := range t.rows {
		for _, c := range row {
			means = append(means, max(mean(c), -mean(c)))
		}
	}
	slices.Sort(means)
	scale := 1.0
	if len(means) > 0 {
		scale = 127 / means[len(means)-1-len(means)/20000]
	}
	out := map[uint32][]tag.Weight{}
	for h, row := range t.features.all() {
		var ws []tag.Weight
		for _, c := range t.rows[row] {
			v := mean(c) * scale
			if v < 0 {
				v = max(-127, v-0.5)
			} else {
				v = min(127, v+0.5)
			}
			if int8(v) != 0 {
				ws = append(ws, tag.Weight{Class: c.class, Value: int8(v)})
			}
		}
		if len(ws) > 0 {
			slices.SortFunc(ws, func(a, b tag.Weight) int { return cmp.Compare(a.Class, b.Class) })
			out[h] = ws
		}
	}
	return out
}

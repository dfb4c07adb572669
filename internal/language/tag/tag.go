// Package tag reads the words of a text and writes the part of speech of each: its UPOS and its XPOS.
//
// The tagger goes through a sentence from left to right and gives each word the pair of tags that scores
// highest, by a linear model over features of the word, its neighbours and the two tags before it, learned as
// an averaged perceptron (Collins, Discriminative Training Methods for Hidden Markov Models, EMNLP 2002).
package tag

import (
	"sync"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/weights"
)

// A Tagger tags texts. It does not change and may be used by many goroutines.
type Tagger struct {
	model *Model
	pool  sync.Pool // of *scratch
}

// scratch is what one call of Tag works with.
type scratch struct {
	extractor *Extractor
	features  []uint32
	scores    []int32
}

// Load gives the tagger with the weights that come with the program.
func Load() (*Tagger, error) {
	m, err := ReadModel(weights.Tag)
	if err != nil {
		return nil, err
	}
	return New(m), nil
}

// New gives a tagger that uses the model.
func New(m *Model) *Tagger {
	t := &Tagger{model: m}
	t.pool.New = func() any {
		return &scratch{extractor: NewExtractor(m.Lexicon), features: make([]uint32, 0, maxFeatures), scores: make([]int32, len(m.Classes))}
	}
	return t
}

// Tag fills in UPOS and XPOS of every word.
func (t *Tagger) Tag(text *language.Text) { t.TagAmong(text, nil) }

// TagAmong does as Tag does, but of a word for which given knows the XPOS it finds the UPOS alone. given is
// asked by the index of a word in the text and answers NoXPOS where it does not know; it may be nil.
func (t *Tagger) TagAmong(text *language.Text, given func(i int) language.XPOS) {
	s := t.pool.Get().(*scratch)
	for _, sentence := range text.Sentences {
		t.sentence(s, text, sentence, given)
	}
	t.pool.Put(s)
}

func (t *Tagger) sentence(s *scratch, text *language.Text, sentence language.Range, given func(int) language.XPOS) {
	s.extractor.Sentence(text, sentence)
	before, before2 := Begin, Begin
	words := text.Words[sentence.Start:sentence.End]
	for i := range words {
		s.features = s.extractor.Features(s.features[:0], i, before, before2)
		clear(s.scores)
		t.model.score(s.scores, s.features)
		class := t.model.Classes[best(s.scores)]
		if given != nil {
			if x := given(sentence.Start + i); x != language.NoXPOS {
				class = t.bestWith(s.scores, x)
			}
		}
		words[i].UPOS, words[i].XPOS = class.UPOS, class.XPOS
		before, before2 = class, before
	}
}

// best is the first of the highest scores.
func best(scores []int32) int {
	at, high := 0, scores[0]
	for c, score := range scores {
		if score > high {
			at, high = c, score
		}
	}
	return at
}

// bestWith is the best class with the XPOS; where there is none, the class has no UPOS.
func (t *Tagger) bestWith(scores []int32, x language.XPOS) Class {
	class, high := Class{XPOS: x}, int32(0)
	for c, score := range scores {
		if t.model.Classes[c].XPOS == x && (class.UPOS == language.NoUPOS || score > high) {
			class, high = t.model.Classes[c], score
		}
	}
	return class
}

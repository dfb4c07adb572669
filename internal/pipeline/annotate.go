package pipeline

import (
	"fmt"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/parse"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/token"
)

// An Annotator does the language stages alone: words, sentences, tags and trees. It does not change and may be
// used by many goroutines. Reading does without trees: no stage after them asks for any yet.
type Annotator struct {
	tagger *tag.Tagger
	parser *parse.Parser
}

// NewAnnotator makes an annotator with the weights that come with the program.
func NewAnnotator() (*Annotator, error) {
	tagger, err := tag.Load()
	if err != nil {
		return nil, fmt.Errorf("the weights of the tagger: %w", err)
	}
	parser, err := parse.Load()
	if err != nil {
		return nil, fmt.Errorf("the weights of the parser: %w", err)
	}
	return &Annotator{tagger, parser}, nil
}

// Text cuts a text into words and sentences and gives them tags and trees.
func (a *Annotator) Text(text string) *language.Text {
	t := token.Split(text, nil)
	a.annotate(t)
	return t
}

// Words gives tags and trees to the words of a text that is cut already. Whatever else was known of them is
// forgotten.
func (a *Annotator) Words(t *language.Text) {
	for i, w := range t.Words {
		t.Words[i] = language.Word{Start: w.Start, End: w.End, Head: -1}
	}
	a.annotate(t)
}

func (a *Annotator) annotate(t *language.Text) {
	a.tagger.Tag(t)
	a.parser.Parse(t)
}

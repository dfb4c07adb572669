package train

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/meaning/attribution"
)

// attributed makes an article of a text in which «» stand around sources, ‹› around cues and [] around contents, in this order
// in each sentence.
func attributed(t *testing.T, marked string) Attributed {
	t.Helper()
	var d Attributed
	var text strings.Builder
	open := map[rune]int{}
	for _, c := range marked {
		switch c {
		case '«', '‹', '[':
			open[c] = text.Len()
			if c == '«' {
				d.Attributions = append(d.Attributions, struct{ Source, Cue, Content []doc.Span }{})
			}
		case '»', '›', ']':
			a := &d.Attributions[len(d.Attributions)-1]
			switch c {
			case '»':
				a.Source = append(a.Source, doc.Span{Start: open['«'], End: text.Len()})
			case '›':
				a.Cue = append(a.Cue, doc.Span{Start: open['‹'], End: text.Len()})
			default:
				a.Content = append(a.Content, doc.Span{Start: open['['], End: text.Len()})
			}
		default:
			text.WriteRune(c)
		}
	}
	d.Text = text.String()
	return d
}

// What is said is told from what is done, where the rules alone cannot; and the same articles give the same bytes.
func TestAttribution(t *testing.T) {
	tagger, err := tag.Load()
	if err != nil {
		t.Fatal(err)
	}
	docs := slices.Repeat([]Attributed{
		attributed(t, "«Duarte» ‹said› [the talks had failed].\n\nThe ministry reported a profit of two million."),
		attributed(t, "«The army» ‹said› [the port was shut].\n\nThe bank reported a loss."),
		attributed(t, "«Sande» ‹said› [the bay was open].\n\nThe company reported earnings of nine million."),
	}, 10)
	options := ShippedAttribution
	options.Epochs, options.Rate = 10, 0.1
	m := AttributionOf(tagger, docs, options)
	if !bytes.Equal(m.Bytes(), AttributionOf(tagger, docs, options).Bytes()) {
		t.Error("the same training gives other bytes")
	}
	a := newArticle(tagger, &Attributed{Text: "Olden said the dam was safe.\n\nThe firm reported a loss of three million."})
	rules := attribution.FindWith(a.doc, a.words, attribution.NewModel(0, nil, nil))
	found := attribution.FindWith(a.doc, a.words, m)
	if len(rules) != 2 || len(found) != 1 || found[0].Cue.Of(a.doc.Text) != "said" || found[0].Confidence < 0.8 {
		t.Errorf("the rules find %+v, the model %+v", rules, found)
	}
}

package train

import (
	"bytes"
	"os"
	"testing"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/conllu"
	"github.com/parleyhq/parley/internal/language/parse"
	"github.com/parleyhq/parley/internal/language/tag"
)

// tiny reads a treebank of a few invented sentences.
func tiny(t *testing.T) *language.Text {
	t.Helper()
	in, err := os.Open("testdata/tiny.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	f, err := conllu.Read(in)
	if err != nil {
		t.Fatal(err)
	}
	return f.Text
}

func silver() []Silver {
	word := func(start, end int, xpos string, head int, rel string) SilverWord {
		return SilverWord{Start: start, End: end, XPOS: xpos, Entity: "O", Head: head, Rel: rel}
	}
	return []Silver{{Text: "The talks began in Teba.", Sentences: [][]SilverWord{{
		word(0, 3, "DT", 2, "det"), word(4, 9, "NNS", 3, "nsubj"), word(10, 15, "VBD", 0, "root"),
		word(16, 18, "IN", 5, "case"), word(19, 23, "NNP", 3, "nmod"), word(23, 24, ".", 3, "punct"),
	}}}}
}

// What was learned is known, and the same corpora give the same bytes.
func TestTagger(t *testing.T) {
	gold := tiny(t)
	learn := func() []byte {
		weights, err := TagSentences(Lexicon(silver()), Sentences(tiny(t)), SilverSentences(silver()), TagOptions{Epochs: 12, SilverRounds: 1, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		return weights
	}
	weights := learn()
	if !bytes.Equal(weights, learn()) {
		t.Error("the same training gives other bytes")
	}
	model, err := tag.ReadModel(string(weights))
	if err != nil {
		t.Fatal(err)
	}
	text := tiny(t)
	tag.New(model).Tag(text)
	wrong := 0
	for i, w := range text.Words {
		if w.XPOS != gold.Words[i].XPOS || w.UPOS != gold.Words[i].UPOS {
			wrong++
		}
	}
	if wrong*5 > len(text.Words) { // tags seen once or twice are not learned
		t.Errorf("%d of %d words are tagged wrong", wrong, len(text.Words))
	}
}

func TestParser(t *testing.T) {
	gold := tiny(t)
	var trees []Tree
	for _, s := range Sentences(tiny(t)) {
		trees = append(trees, Tree{s, classes(s)})
	}
	options := ParseOptions{Epochs: 150, Rate: 3e-3, Batch: 30, Seed: 1}
	net := ParseSentences(trees, nil, options)
	text := tiny(t)
	parse.New(net).Parse(text)
	for i, w := range text.Words {
		if g := gold.Words[i]; w.Head != g.Head || w.Rel != g.Rel || w.XPOS != g.XPOS || w.UPOS != g.UPOS {
			t.Errorf("%s: %+v, want %+v", text.Form(i), w, g)
		}
	}
	options.Epochs, options.Drop, options.DropTags = 2, 0.3, 0.1
	if !bytes.Equal(ParseSentences(trees, trees[:2], options).Bytes(), ParseSentences(trees, trees[:2], options).Bytes()) {
		t.Error("the same training gives other bytes")
	}
}

// The trees of CoreNLP in UD 2: names are headed by their first word, conjunctions hang on what follows them.
func TestSilverTree(t *testing.T) {
	docs := []Silver{{Text: "Envoy Ana Lima and Sousa won't sign a ten-day truce on Monday.", Sentences: [][]SilverWord{{
		{0, 5, "NN", "O", 3, "compound"},
		{6, 9, "NNP", "PERSON", 3, "compound"},
		{10, 14, "NNP", "PERSON", 8, "nsubj"},
		{15, 18, "CC", "O", 3, "cc"},
		{19, 24, "NNP", "PERSON", 3, "conj"},
		{25, 27, "MD", "O", 8, "aux"},
		{27, 30, "RB", "O", 8, "neg"},
		{31, 35, "VB", "O", 0, "root"},
		{36, 37, "DT", "O", 11, "det"},
		{38, 45, "JJ", "O", 11, "amod"},
		{46, 51, "NN", "O", 8, "dobj"},
		{52, 54, "IN", "O", 13, "case"},
		{55, 61, "NNP", "O", 8, "nmod"},
		{61, 62, ".", "O", 8, "punct"},
	}}}}
	want := "Envoy<Ana nmod:desc|Ana<sign nsubj|Lima<Ana flat|and<Sousa cc|Sousa<Ana conj|wo<sign aux|n't<sign advmod|sign root|" +
		"a<truce det|ten<day _|- ?|day<truce _|truce<sign obj|on<Monday case|Monday<sign obl|.<sign punct|"
	s := SilverSentences(docs)[0]
	s.silverTree()
	got := ""
	for i, w := range s.Text.Words {
		got += s.Text.Form(i)
		switch {
		case w.Rel == language.Root:
			got += " root|"
		case w.Head < 0:
			got += " ?|"
		default:
			got += "<" + s.Text.Form(int(w.Head)) + " " + w.Rel.String() + "|"
		}
	}
	if got != want {
		t.Errorf("have %s\nwant %s", got, want)
	}
}

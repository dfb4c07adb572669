package train

import (
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/token"
)

// A SilverSentence is a sentence of PolNeAR in words of Universal Dependencies 2, each with the word of
// CoreNLP's that it is: the same one (Same), a part of it, or none (-1).
type SilverSentence struct {
	Sentence
	Given []SilverWord
	From  []int // by word: the index in Given
	Same  []bool
}

// SilverSentences cuts the sentences of the documents as package token does.
func SilverSentences(docs []Silver) []SilverSentence {
	var out []SilverSentence
	for _, d := range docs {
		for _, given := range d.Sentences {
			if s, ok := silverSentence(d.Text, given); ok {
				out = append(out, s)
			}
		}
	}
	return out
}

// silverSentence cuts one sentence; ok is false where the two cuts cross each other.
func silverSentence(text string, given []SilverWord) (s SilverSentence, ok bool) {
	if len(given) == 0 {
		return s, false
	}
	base := given[0].Start
	t := token.Split(text[base:given[len(given)-1].End], nil)
	if len(t.Words) == 0 {
		return s, false
	}
	t.Sentences = []language.Range{{Start: 0, End: len(t.Words)}}
	t.Paragraphs = []language.Range{{Start: 0, End: 1}}
	s = SilverSentence{Sentence: Sentence{t, t.Sentences[0]}, Given: given}
	g := 0
	for _, w := range t.Words {
		start, end := int(w.Start)+base, int(w.End)+base
		for g < len(given) && given[g].End <= start {
			g++
		}
		if g == len(given) || given[g].Start > start || given[g].End < end {
			return s, false
		}
		s.From = append(s.From, g)
		s.Same = append(s.Same, given[g].Start == start && given[g].End == end)
	}
	return s, true
}

// xpos gives the tag that the word must have, NoXPOS where CoreNLP's tags and those of UD may differ.
func (s *SilverSentence) xpos(i int) language.XPOS {
	if !s.Same[i] {
		return language.NoXPOS
	}
	w := s.Given[s.From[i]]
	if w.XPOS == "TO" && w.Rel != "mark" {
		return language.IN // UD keeps TO for infinitives
	}
	x, _ := language.ParseXPOS(w.XPOS)
	switch x {
	case language.Colon, language.Comma, language.Symbol, language.FW, language.LS, language.UH, language.Dollar, language.OpenQuote, language.CloseQuote, language.LRB, language.RRB, language.Stop:
		return language.NoXPOS
	}
	return x
}

// tagSilver gives the words of the sentences the tags that the tagger gives them among those with the XPOS
// that CoreNLP gave. Where that is not known the word has no XPOS and is not learned from.
func tagSilver(tagger *tag.Tagger, sentences []SilverSentence) []Sentence {
	out := make([]Sentence, len(sentences))
	for i := range sentences {
		s := &sentences[i]
		tagger.TagAmong(s.Text, s.xpos)
		for w := range s.Text.Words {
			if s.xpos(w) == language.NoXPOS {
				s.Text.Words[w].UPOS, s.Text.Words[w].XPOS = language.NoUPOS, language.NoXPOS
			}
		}
		out[i] = s.Sentence
	}
	return out
}

// Package language is a text as words and sentences, with what is known of each: its tag, its place
// in the tree of its sentence. The stages below it (token, tag, parse, entity, coref, timex) fill it in.
package language

import "github.com/parleyhq/parley/internal/doc"

// A Text is a document's text as words in sentences in paragraphs. Words, sentences and paragraphs are
// in order and do not overlap; every word is in one sentence, every sentence in one paragraph.
type Text struct {
	Source     string // the document's text; all offsets point into it
	Words      []Word
	Sentences  []Range // into Words
	Paragraphs []Range // into Sentences
}

// A Range is a run of indexes, Start in it, End after it.
type Range struct{ Start, End int }

func (r Range) Len() int { return r.End - r.Start }

// A Word is a syntactic word of Universal Dependencies 2: "don't" is two words, "Putin's" is two.
type Word struct {
	Start, End int32 // byte offsets into the source
	Head       int32 // the index in Text.Words of its head; -1 for a root, and for all words before parsing
	UPOS       UPOS
	XPOS       XPOS
	Rel        Rel
}

func (w Word) Span() doc.Span { return doc.Span{Start: int(w.Start), End: int(w.End)} }

// Form gives the i-th word as it is written.
func (t *Text) Form(i int) string { w := t.Words[i]; return t.Source[w.Start:w.End] }

// Span gives the place of the words from first up to, not including, end.
func (t *Text) Span(words Range) doc.Span {
	return doc.Span{Start: int(t.Words[words.Start].Start), End: int(t.Words[words.End-1].End)}
}

// A Mention is a place where somebody or something is named or referred to.
type Mention struct {
	Words  Range       // into Text.Words, within one sentence
	Head   int         // the word that names it: the last word of a name, the noun of a description
	Kind   EntityKind  // what is named
	Form   MentionForm // how
	Entity int         // mentions of one thing share a number, -1 where that is not known; see coref
	State  string      // where only the text shows it: Valmora, for Valmora and Valmoran that no list has; whose army "the army" is
}

// An EntityKind is what a mention names.
type EntityKind uint8

const (
	Unknown      EntityKind = iota
	Person                  // Karoline Leavitt, the prime minister
	Organisation            // the Kremlin, NATO, the readout's publisher
	Place                   // Kyiv, Saudi Arabia: also for the state it stands for
	Nationality             // Russian, Ukrainians
	Group                   // several people: European leaders, both sides
	Work                    // a document or a medium: the readout, the Sunday Times
)

// A MentionForm is how a mention refers.
type MentionForm uint8

const (
	Name        MentionForm = iota // Vladimir Putin, Putin
	Description                    // the Russian leader, a senior European official
	Pronoun                        // he, they
)

func (k EntityKind) String() string {
	return [...]string{"unknown", "person", "organisation", "place", "nationality", "group", "work"}[k]
}

func (f MentionForm) String() string { return [...]string{"name", "description", "pronoun"}[f] }

package meaning

import "github.com/parleyhq/parley/internal/doc"

// A Fingerprint is what of a document's text is needed to find the documents that share words with it, without the texts
// at hand: its MinHash (Broder, SEQUENCES 1997) and the places and hashes of its passages. Furniture does not count.
type Fingerprint struct {
	Sketch   []uint32  `json:"sketch,omitempty"` // of its word shingles; empty for a text that is too short
	Passages []Passage `json:"passages,omitempty"`
	Words    int       `json:"words"` // how many words it counts
}

// A Passage is a stretch of text that is compared as a whole: a sentence.
type Passage struct {
	At    doc.Span `json:"at"`
	Hash  uint64   `json:"hash"` // of its words in small letters, without marks
	Words int      `json:"words"`
}

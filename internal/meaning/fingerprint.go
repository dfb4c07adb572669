package meaning

import "github.com/parleyhq/parley/internal/doc"

// A Fingerprint is what of a document's text is needed to find the documents that share words with it, without comparing
// all texts: hashes of some of its word runs, chosen so that two texts that share a run of Guaranteed words share a hash
// (winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003). Furniture does not count.
type Fingerprint struct {
	Words    int        `json:"words"`              // how many words it counts
	Marks    []uint64   `json:"marks,omitempty"`    // hashes of runs of MarkWords words, in order of their places
	At       []uint32   `json:"at,omitempty"`       // where each begins: byte offsets into the document's text
	Passages []doc.Span `json:"passages,omitempty"` // its sentences, in order
}

const (
	MarkWords  = 8  // the words that a mark is made of
	Guaranteed = 15 // a run of so many words has a mark in every text that it stands in
)

package meaning

import "time"

// A Review is what people decided on an item of the record (guide review). It stands on the item wherever that is shown.
type Review struct {
	Verdict   Verdict   `json:"verdict"`       // right, wrong, changed, added, merged or split
	Who       string    `json:"who"`           // who decided so last
	At        time.Time `json:"at"`            // and when
	Why       string    `json:"why,omitempty"` // and why
	Decisions []Decided `json:"decisions"`     // all that are in force, in the order in which they were made
}

// A Decided is one decision on an item that is in force.
type Decided struct {
	ID    string    `json:"id"` // of the decision
	What  Verdict   `json:"what"`
	Who   string    `json:"who"`
	At    time.Time `json:"at"`
	Why   string    `json:"why,omitempty"`
	Field string    `json:"field,omitempty"` // of a change
	From  string    `json:"from,omitempty"`  // of a change: what the engine had read; empty for nothing
	To    string    `json:"to,omitempty"`    // of a change: what it became
}

// A Verdict is how an item stands after review.
type Verdict string

const (
	ReviewedRight   Verdict = "right"
	ReviewedWrong   Verdict = "wrong"
	ReviewedChanged Verdict = "changed" // a field of it
	ReviewedAdded   Verdict = "added"   // the engine had missed it
	ReviewedMerged  Verdict = "merged"  // with another that the engine had kept apart
	ReviewedSplit   Verdict = "split"   // from another that the engine had held to be the same
)

// Struck are items of a reading that people found to be wrong. They are in no dossier, and are kept to be seen.
type Struck struct {
	Statements []Statement `json:"statements,omitempty"`
	Positions  []Position  `json:"positions,omitempty"`
	Figures    []Figure    `json:"figures,omitempty"`
}

package dossier

import "github.com/parleyhq/parley/internal/meaning"

// A Comparison is the accounts that two sides give of one thing, aligned issue by issue (guide comparison).
type Comparison struct {
	Contact string    `json:"contact,omitempty"` // id of the contact that they are accounts of, where it is known
	Sides   [2]string `json:"sides"`             // whose accounts they are
	Rows    []Aligned `json:"rows"`
}

// An Aligned is what both sides say on one issue, and where they part on it.
type Aligned struct {
	Issue         string        `json:"issue,omitempty"` // empty for what is said of the contact as a whole
	Says          [2][]Told     `json:"says"`            // in the order of the sides; empty where a side says nothing on it
	Discrepancies []Discrepancy `json:"discrepancies,omitempty"`
}

// A Told is one point of an account, and who tells it.
type Told struct {
	Party   string        `json:"party"`
	Speaker string        `json:"speaker,omitempty"`
	Voice   meaning.Voice `json:"voice"`
	meaning.Point
}

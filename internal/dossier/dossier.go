// Package dossier is what all readings of one negotiation say together: the plain types that package weave and the stages
// below this one write, and that everyone else reads.
package dossier

import (
	"cmp"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Dossier is all that the readings of one negotiation say together.
type Dossier struct {
	Documents     []*doc.Document     // the oldest first, those without a date last, then by id
	Actors        []meaning.Actor     // in order of id
	Statements    []meaning.Statement // in the order of their documents, then of their places
	Stands        []Stand             // in order of issue, then of party
	Commitments   []Commitment        // in order of their first time, then of id
	Contacts      []Contact           // in order of date, then of id
	Accounts      []Account           // in order of contact, party and voice
	Discrepancies []Discrepancy       // in order of contact, issue and kind
	Figures       []meaning.Figure    // in the order of their documents, then of their places
	Counts        []Count             // figures of several places for one thing
	Lineage       []Descent           // in the order of their documents
	Timeline      []Event             // in order of date
	Struck        Struck              // what people found to be wrong: it is part of nothing above, and is kept to be seen
}

// Struck are lines that people found to be wrong.
type Struck struct {
	Commitments   []Commitment
	Contacts      []Contact
	Discrepancies []Discrepancy
}

// InOrder compares two documents by the order for a reader: the oldest first, those without a date last, then by id.
func InOrder(a, b *doc.Document) int {
	return cmp.Or(cmp.Compare(dateOrLast(a), dateOrLast(b)), cmp.Compare(a.ID, b.ID))
}

// EvidenceInOrder compares two places by document and place.
func EvidenceInOrder(a, b doc.Evidence) int {
	return cmp.Or(cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

// dateOrLast puts a date that is known to the year or month after the days of that time.
func dateOrLast(d *doc.Document) string { return d.Published.Date + "\uffff" }

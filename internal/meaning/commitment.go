package meaning

import "github.com/parleyhq/parley/internal/doc"

// A Commitment is something undertaken, or on the table as a term, as one place of a document tells it
// (guide commitments). The dossier makes one of the mentions in several places.
type Commitment struct {
	ID         string         `json:"id"`
	Doc        string         `json:"doc"`
	Issue      string         `json:"issue"`
	Kind       CommitmentKind `json:"kind,omitempty"`
	Parties    []string       `json:"parties,omitempty"`    // who is bound or would be, sorted
	Brokers    []string       `json:"brokers,omitempty"`    // who brought it about or put it forward and is not bound, sorted
	Scope      *doc.Quote     `json:"scope,omitempty"`      // what it covers, in the words of this account
	Place      string         `json:"place,omitempty"`      // where it is to hold: Idlib, the Black Sea
	Duration   string         `json:"duration,omitempty"`   // ISO 8601: P30D, PT72H
	Start      string         `json:"start,omitempty"`      // ISO 8601, when it begins or began
	End        string         `json:"end,omitempty"`        // ISO 8601, when it ends or ended, where that is said
	Date       string         `json:"date,omitempty"`       // ISO 8601, when it is or was to be done
	Made       string         `json:"made,omitempty"`       // ISO 8601, when it was agreed, promised or proposed
	Conditions []doc.Quote    `json:"conditions,omitempty"` //
	Status     Status         `json:"status"`               // the status that this place gives it
	Time       string         `json:"time,omitempty"`       // when it had this status, ISO 8601, as far as the text tells
	Former     bool           `json:"former,omitempty"`     // an earlier one than that which is now spoken of: a previous truce
	Hedge      string         `json:"hedge,omitempty"`      // the words by which the status is not plain: reportedly, could
	By         *Speaker       `json:"by,omitempty"`         // who says so, alleges it, claims it; nil for the narrator
	Against    string         `json:"against,omitempty"`    // of a breach: the party that is said to have broken it
	Sourcing   Sourcing       `json:"sourcing,omitempty"`
	Statement  string         `json:"statement,omitempty"` // id of the statement that it is told in
	Confidence float64        `json:"confidence,omitzero"`
	Evidence   []doc.Evidence `json:"evidence"`
}

// A CommitmentKind is what sort of undertaking it is.
type CommitmentKind string

const (
	Agreement   CommitmentKind = "agreement"   // between two sides or more
	Undertaking CommitmentKind = "undertaking" // of one side alone
)

// A Status is how a commitment stands.
type Status string

const (
	StatusProposed  Status = "proposed"   // put forward or aimed at
	StatusAgreed    Status = "agreed"     // by both sides, or said by one side to be so
	StatusPromised  Status = "promised"   // by one side alone
	StatusInForce   Status = "in-force"   // it has begun and is being carried out
	StatusViolated  Status = "violated"   // a breach is alleged or told
	StatusDisputed  Status = "disputed"   // one side says that it stands or is kept, another that it is not
	StatusEnded     Status = "ended"      // called off, lifted, collapsed
	StatusExpired   Status = "expired"    // its time has passed
	StatusNotAgreed Status = "not-agreed" // it is told that it was not reached
)

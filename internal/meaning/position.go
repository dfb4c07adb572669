package meaning

import "github.com/parleyhq/parley/internal/doc"

// A Position is a party's stance on an issue, as one place of a document tells it (guide positions).
type Position struct {
	ID        string     `json:"id"`
	Doc       string     `json:"doc"`
	Party     string     `json:"party"`            // whose stance it is; the holder's own name where it stands for no party
	Holder    Speaker    `json:"holder,omitzero"`  // who of the party, where the text says: Vladimir Putin
	Issue     string     `json:"issue"`            // id of the issue
	Stance    Stance     `json:"stance"`           //
	Object    *doc.Quote `json:"object,omitempty"` // what is wanted, offered or refused
	Of        string     `json:"of,omitempty"`     // the party that it is wanted of, where the text says
	Condition *doc.Quote `json:"condition,omitempty"`
	Fallback  bool       `json:"fallback,omitempty"` // a lesser aim, should the first not be reached: the minimum aim is …
	Hedge     string     `json:"hedge,omitempty"`    // the words by which it is not plain that it is held: likely, would, may
	Time      string     `json:"time,omitempty"`     // when it was held, ISO 8601, where the text says so or the day of publication tells
	// By is who says that the party holds it, where that is not the party itself: a person in Moscow, the other side.
	By        *Speaker `json:"by,omitempty"`
	Sourcing  Sourcing `json:"sourcing,omitempty"`
	Statement string   `json:"statement,omitempty"` // id of the statement that it is told in
	// Confidence is how surely the reading is right, in hundredths.
	Confidence float64        `json:"confidence,omitzero"`
	Evidence   []doc.Evidence `json:"evidence"`
	Review     *Review        `json:"review,omitempty"` // what people decided on it
}

// A Stance is how a party stands to an issue.
type Stance string

const (
	StanceDemands     Stance = "demands"     // wants it, also as a term: calls for, insists on, presses for
	StanceProposes    Stance = "proposes"    // puts it forward for both sides
	StanceOffers      Stance = "offers"      // would do or give it
	StanceAccepts     Stance = "accepts"     // agrees or is ready to: backs, welcomes, responds positively
	StanceConditional Stance = "conditional" // in principle, only if, but insists
	StanceRejects     Stance = "rejects"     // refuses, opposes, is too reluctant to
	StanceOpen        Stance = "open"        // does not rule it out
	StanceThreatens   Stance = "threatens"   // will do it, to the harm of another
)

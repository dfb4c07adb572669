package meaning

import "github.com/parleyhq/parley/internal/doc"

// An Account is what one side says of one contact, in one document (guide accounts).
type Account struct {
	ID      string  `json:"id"`
	Doc     string  `json:"doc"`
	Contact string  `json:"contact"` // id of the contact of the same reading that it is an account of
	Party   string  `json:"party"`   // the side that gives it
	Voice   Voice   `json:"voice"`   // in what form it speaks
	Speaker Speaker `json:"speaker"` // who speaks
	Points  []Point `json:"points"`  // what it says, in order
}

// A Voice is the form in which a side gives its account of a contact; accounts in different voices are kept apart.
type Voice string

const (
	VoiceReadout   Voice = "readout"   // its official text: the White House said in a statement
	VoiceSpokesman Voice = "spokesman" // a spokesman, a ministry, an official with a name
	VoiceLeader    Voice = "leader"    // the leader's own words
	VoiceUnnamed   Voice = "unnamed"   // officials without a name
)

// A Point is one thing that an account says, or says not to be so.
type Point struct {
	Issue     string         `json:"issue,omitempty"` // id of the issue; empty where it is about the contact as a whole
	Statement string         `json:"statement,omitempty"`
	Denied    bool           `json:"denied,omitempty"`  // it says that this was not said, did not come up or was not agreed
	Outcome   int            `json:"outcome,omitempty"` // how it went: 1 well, -1 badly, 0 not said
	Narrower  []string       `json:"narrower,omitempty"`
	Evidence  []doc.Evidence `json:"evidence"`
}

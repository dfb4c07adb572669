package meaning

import "github.com/parleyhq/parley/internal/doc"

// An Account is what one side says of one contact, in one document (guide accounts).
type Account struct {
	ID      string  `json:"id"`
	Doc     string  `json:"doc"`
	Contact string  `json:"contact,omitempty"` // id of the contact of the same reading that it is an account of; empty where the text does not tell
	Party   string  `json:"party"`             // the side that gives it
	Voice   Voice   `json:"voice"`             // in what form it speaks
	Speaker Speaker `json:"speaker"`           // who speaks, the first of several
	Full    bool    `json:"full,omitempty"`    // it stands there in full, and is not only cited
	Points  []Point `json:"points"`            // what it says, in order
}

// A Voice is the form in which a side gives its account of a contact; accounts in different voices are kept apart.
type Voice string

const (
	VoiceReadout   Voice = "readout"   // its official text: the White House said in a statement
	VoiceSpokesman Voice = "spokesman" // a spokesman, a ministry, an official with a name
	VoiceLeader    Voice = "leader"    // the leader's own words
	VoiceUnnamed   Voice = "unnamed"   // officials without a name
)

// A Point is one thing that an account says, or says not to be so (guide accounts).
type Point struct {
	Issue     string         `json:"issue,omitempty"`     // id of the issue; empty where it is about the contact as a whole
	Term      string         `json:"term,omitempty"`      // the words that name the issue: military aid
	Weight    float64        `json:"weight,omitempty"`    // how surely they do, from 0 to 1
	Statement string         `json:"statement,omitempty"` // id of the statement that it is told in
	Deed      Deed           `json:"deed,omitempty"`      // what is said to have been done about the issue
	By        []string       `json:"by,omitempty"`        // the parties that are said to have done it, sorted
	Denied    bool           `json:"denied,omitempty"`    // it says that this was not done
	Absent    bool           `json:"absent,omitempty"`    // the text says that the account leaves it out
	Outcome   int            `json:"outcome,omitempty"`   // how it went: 1 well, -1 badly, 0 not said
	Extent    int            `json:"extent,omitempty"`    // how much of it: 1 all, -1 part, 0 not said
	Marker    string         `json:"marker,omitempty"`    // the words that tell the outcome or the extent: progress, in their entirety
	Joined    []string       `json:"joined,omitempty"`    // things that it names side by side, in dictionary forms: energy and infrastructure
	Compound  []string       `json:"compound,omitempty"`  // things that it names by two nouns, the first of which narrows the second: energy infrastructure
	Names     []string       `json:"names,omitempty"`     // the states named in it that have no part in the rest of the text, sorted: Iran, where all else is about Ukraine
	Evidence  []doc.Evidence `json:"evidence"`
}

// A Deed is what is said to have been done about an issue.
type Deed string

const (
	DeedRaised Deed = "raised" // it was spoken of, proposed, offered, asked
	DeedSought Deed = "sought" // a side wanted or demanded it
	DeedAgreed Deed = "agreed" //
	DeedBroken Deed = "broken" // an undertaking was broken; By is who is said to have broken it
)

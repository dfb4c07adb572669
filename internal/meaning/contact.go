package meaning

import "github.com/parleyhq/parley/internal/doc"

// A Contact is a call, meeting, round of talks, summit, visit or letter, as one document tells it (guide contacts). All
// places of a document that speak of the same one are its evidence. The dossier makes one of those of several documents.
type Contact struct {
	ID           string         `json:"id"`
	Doc          string         `json:"doc"`
	Form         ContactForm    `json:"form"`
	Participants []Speaker      `json:"participants,omitempty"` // people, states and bodies; sorted by name
	Date         string         `json:"date,omitempty"`         // ISO 8601 at the precision known
	End          string         `json:"end,omitempty"`          // ISO 8601, of talks over several days
	Weekday      int            `json:"weekday,omitempty"`      // from Monday, 1, to 7: told where the date cannot be
	Number       int            `json:"number,omitempty"`       // which of those of the same people it is said to be, from 1
	Place        string         `json:"place,omitempty"`
	Duration     string         `json:"duration,omitempty"` // ISO 8601: PT2H
	Status       ContactStatus  `json:"status"`
	Evidence     []doc.Evidence `json:"evidence"`
}

// A ContactForm is how they came together.
type ContactForm string

const (
	Call    ContactForm = "call"
	Meeting ContactForm = "meeting" // of people
	Talks   ContactForm = "talks"   // of delegations
	Summit  ContactForm = "summit"
	Visit   ContactForm = "visit"
	Letter  ContactForm = "letter"
)

// A ContactStatus is whether it took place.
type ContactStatus string

const (
	Planned   ContactStatus = "planned" // it lies ahead in the text
	Held      ContactStatus = "held"
	Cancelled ContactStatus = "cancelled"
)

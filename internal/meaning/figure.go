package meaning

import "github.com/parleyhq/parley/internal/doc"

// A Figure is a number that counts or measures something (guide figures). Dates, ages, ranks and numbers in names are none.
type Figure struct {
	ID         string         `json:"id"`
	Doc        string         `json:"doc"`
	Value      float64        `json:"value"`
	Unit       string         `json:"unit,omitempty"`       // percent, USD, km, hours; empty for things that are counted
	What       string         `json:"what,omitempty"`       // what it counts, in the words of the text: aid workers killed
	Comparator string         `json:"comparator,omitempty"` // at least, at most, more than, less than, about
	By         *Speaker       `json:"by,omitempty"`         // who gives it, where that is not the narrator
	Time       string         `json:"time,omitempty"`       // the day for which it holds, ISO 8601, where the text says so
	Statement  string         `json:"statement,omitempty"`  // id of the statement that it is told in
	Evidence   []doc.Evidence `json:"evidence"`
	Review     *Review        `json:"review,omitempty"` // what people decided on it
}

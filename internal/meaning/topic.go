package meaning

import "github.com/parleyhq/parley/internal/doc"

// A Topic is a place where an issue of the agenda is spoken of: "weapons deliveries" is arms-supplies.
type Topic struct {
	Issue string   // id of the issue
	At    doc.Span // the term
	Head  int      // the index in language.Text.Words of the word that heads the term
	// Weight is how surely the term alone means the issue, from 0 to 1: "intelligence-sharing" does, "support" hardly.
	Weight float64
}

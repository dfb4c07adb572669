// Package weights is the learned numbers behind a stage, as parley train writes them; docs/models.md says
// what they were learned from, under which licences, and how well they do.
package weights

import _ "embed"

// Tag is the tagger's.
//
//go:embed tag.bin
var Tag string

// Parse is the parser's.
//
//go:embed parse.bin
var Parse string

// Attribution is who said what.
//
//go:embed attribution.bin
var Attribution string

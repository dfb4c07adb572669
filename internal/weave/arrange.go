package weave

import "github.com/parleyhq/parley/internal/dossier/identity"

// An Arrangement is what people decided on which mentions are of one thing, in the order in which they decided it. It holds for
// Dossier; Changed gives the lines as the engine makes them.
type Arrangement struct{ Commitments, Contacts []Regroup }

// A Regroup joins the lines of mentions, or parts mentions from their lines.
type Regroup = identity.Regroup

// Arrange sets what people decided. It replaces what was set before.
func (w *Weaver) Arrange(a Arrangement) { w.arrangement = a }

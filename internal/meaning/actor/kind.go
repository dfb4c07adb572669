package actor

import "github.com/parleyhq/parley/internal/meaning"

// Kind gives what sort of actor the one with an id is; empty where the document has none of that id.
func (c *Cast) Kind(id string) meaning.ActorKind {
	if a := c.actors[id]; a != nil {
		return a.Kind
	}
	return ""
}

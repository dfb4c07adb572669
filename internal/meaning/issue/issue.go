// Package issue reads the words of a text and writes its topics: the places where an issue of the agenda is spoken of.
package issue

import (
	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// Find gives the topics of a text, in order.
func Find(t *language.Text, w *agenda.World) []meaning.Topic { return nil }

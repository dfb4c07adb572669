// Package position reads a parsed text with its topics and statements and writes the positions that parties hold.
package position

import (
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// Sides tells whom a noun or pronoun of the text stands for.
type Sides interface {
	// At gives who is meant by the noun phrase that a word heads: one, or the members of a group; nobody where that is not known.
	At(word int) []meaning.Speaker
}

// Find gives the positions of a document, in order of their first words.
func Find(d *doc.Document, t *language.Text, times []meaning.Timex, topics []meaning.Topic, statements []meaning.Statement, who Sides) []meaning.Position {
	return nil
}

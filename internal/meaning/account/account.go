// Package account reads a parsed text with its topics, statements and contacts and writes what each side says of a contact.
package account

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

// Find gives the accounts of a document, in order of their first words.
func Find(d *doc.Document, t *language.Text, topics []meaning.Topic, statements []meaning.Statement, contacts []meaning.Contact, who Sides) []meaning.Account {
	return nil
}

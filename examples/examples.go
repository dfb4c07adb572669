// Package examples holds a negotiation to read at once: invented press reports, written from public
// facts, of the talks about the war in Ukraine in the spring of 2025.
package examples

import (
	"embed"
	"io/fs"
)

//go:embed black-sea-spring
var files embed.FS

// BlackSeaSpringReviews is what some invented readers decided on the record of BlackSeaSpring, as package review reads it.
//
//go:embed black-sea-spring.reviews.yaml
var BlackSeaSpringReviews []byte

// BlackSeaSpring is the folder of the negotiation: its documents and its agenda.yaml, at the root.
func BlackSeaSpring() fs.FS {
	sub, err := fs.Sub(files, "black-sea-spring")
	if err != nil {
		panic(err) // the folder's name is a constant that fs.ValidPath accepts
	}
	return sub
}

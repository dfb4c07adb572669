package main

import (
	"fmt"
	"os"

	"github.com/parleyhq/parley/internal/train"
)

type trainCommand struct {
	Tag         trainTagCommand         `cmd:"" help:"The tagger, from EWT, GUM and PolNeAR."`
	Parse       trainParseCommand       `cmd:"" help:"The parser, from the same and with the tagger that this program has."`
	Attribution trainAttributionCommand `cmd:"" help:"Who said what, from PolNeAR, with the tagger that this program has."`
}

type trainFlags struct {
	Corpora string `required:"" type:"existingdir" help:"The folder with ud/ and polnear/." placeholder:"DIR"`
	Out     string `required:"" type:"path" help:"The file to write the weights to." placeholder:"FILE"`
}

type trainTagCommand struct{ trainFlags }

func (c trainTagCommand) Run(e *env) error {
	options := train.ShippedTag
	options.Log = e.stderr
	weights, err := train.Tag(train.Corpora(c.Corpora), options)
	if err != nil {
		return err
	}
	return c.write(e, weights)
}

// write writes the weights and says so.
func (c trainFlags) write(e *env, weights []byte) error {
	if err := os.WriteFile(c.Out, weights, 0o644); err != nil {
		return err
	}
	_, err := fmt.Fprintf(e.stdout, "%s: %d bytes\n", c.Out, len(weights))
	return err
}

type trainParseCommand struct{ trainFlags }

func (c trainParseCommand) Run(e *env) error {
	options := train.ShippedParse
	options.Log = e.stderr
	weights, err := train.Parser(train.Corpora(c.Corpora), options)
	if err != nil {
		return err
	}
	return c.write(e, weights)
}

type trainAttributionCommand struct{ trainFlags }

func (c trainAttributionCommand) Run(e *env) error {
	options := train.ShippedAttribution
	options.Log = e.stderr
	weights, err := train.Attribution(train.Corpora(c.Corpora), options)
	if err != nil {
		return err
	}
	return c.write(e, weights)
}

package main

import (
	"fmt"
	"os"

	"github.com/parleyhq/parley/internal/train"
)

type trainCommand struct {
	Tag trainTagCommand `cmd:"" help:"The tagger, from EWT, GUM and PolNeAR."`
}

type trainTagCommand struct {
	Corpora string `required:"" type:"existingdir" help:"The folder with ud/ and polnear/." placeholder:"DIR"`
	Out     string `required:"" type:"path" help:"The file to write the weights to." placeholder:"FILE"`
}

func (c trainTagCommand) Run(e *env) error {
	options := train.ShippedTag
	options.Log = e.stderr
	weights, err := train.Tag(train.Corpora(c.Corpora), options)
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.Out, weights, 0o644); err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.stdout, "%s: %d bytes\n", c.Out, len(weights))
	return err
}

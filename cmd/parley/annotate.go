package main

import (
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/language/conllu"
	"github.com/parleyhq/parley/internal/pipeline"
)

type annotateCommand struct {
	Input  string `enum:"text,conllu" default:"text" help:"What the file is: ${enum}. Of CoNLL-U the words and sentences are kept."`
	Output string `enum:"conllu" default:"conllu" help:"How to print it: ${enum}."`
	File   string `arg:"" optional:"" default:"-" help:"The file; standard input without one."`
}

func (c annotateCommand) Run(e *env) error {
	in := e.stdin
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	annotator, err := pipeline.NewAnnotator()
	if err != nil {
		return err
	}
	file, err := annotated(annotator, c.Input, in)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	return file.Write(e.stdout)
}

// annotated reads text or CoNLL-U and gives it tags and trees.
func annotated(annotator *pipeline.Annotator, form string, in io.Reader) (*conllu.File, error) {
	if form == "conllu" {
		file, err := conllu.Read(in)
		if err == nil {
			annotator.Words(file.Text)
		}
		return file, err
	}
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	if !utf8.Valid(text) {
		return nil, fmt.Errorf("is not UTF-8 text")
	}
	return conllu.Of(annotator.Text(string(text))), nil
}

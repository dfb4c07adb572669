package review

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/gold"
	"github.com/parleyhq/parley/internal/store"
)

// written is a decision as a person writes it down: its words stand for its anchor.
type written struct {
	Who    string            `yaml:"who"`
	At     string            `yaml:"at"`
	What   string            `yaml:"what"`
	Type   string            `yaml:"type"`
	File   string            `yaml:"file"`
	Words  string            `yaml:"words"`
	Field  string            `yaml:"field"`
	Value  string            `yaml:"value"`
	Fields map[string]string `yaml:"fields"`
	Undoes int               `yaml:"undoes"`
	Why    string            `yaml:"why"`
}

// ReadFile reads decisions that were written down in YAML, on documents that are there. Their ids are made of the file's name and
// their place in it. An error names the file, the decision and the field.
func ReadFile(content []byte, file string, documents []*doc.Document) ([]store.Decision, error) {
	var list []written
	if err := yaml.UnmarshalWithOptions(content, &list, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s: %s", file, yaml.FormatError(err, false, false))
	}
	byFile := map[string]*doc.Document{}
	for _, d := range documents {
		byFile[fileOf(d)] = d
	}
	id := func(n int) string { return gold.FileOf(file) + "-" + strconv.Itoa(n) }
	var all []store.Decision
	for i, w := range list {
		d, err := w.decision(byFile)
		if err == nil && w.What == string(store.Undo) {
			if d.Undoes = id(w.Undoes); w.Undoes < 1 || w.Undoes > i {
				err = errors.New("undoes: must be the number of an earlier decision")
			}
		}
		d.ID = id(i + 1)
		if err == nil {
			err = Check(d)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: decision %d: %w", file, i+1, err)
		}
		all = append(all, d)
	}
	return all, nil
}

func (w written) decision(byFile map[string]*doc.Document) (store.Decision, error) {
	d := store.Decision{Who: w.Who, What: store.Verdict(w.What), Why: w.Why, Type: w.Type, Field: w.Field}
	at, err := time.Parse(time.RFC3339, w.At)
	if err != nil {
		return d, fmt.Errorf("at: %q is no time, as 2025-04-22T09:15:00Z", w.At)
	}
	d.At = at.UTC()
	switch d.What {
	case store.Undo:
		return d, nil
	case store.Merge, store.Split:
		return d, fmt.Errorf("what: “%s” cannot be written down in a file", w.What)
	case store.Change:
		d.Value = Value(w.Value)
	case store.Add:
		d.Value = Values(w.Fields)
	}
	document := byFile[w.File]
	if document == nil {
		return d, fmt.Errorf("file: there is no document %q", w.File)
	}
	words, err := Locate(document, strings.TrimSpace(w.Words), -1)
	if err != nil {
		return d, err
	}
	d.Anchor = []Evidence{words}
	return d, nil
}

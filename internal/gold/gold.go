// Package gold reads and writes what people hold to be right of some texts, a JSON object a line, and scores a record against it
// (docs/guide/review.md 6).
package gold

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// An Item is one line: what a record of a text should have. Anchor is words that stand once in the text, inside those that carry
// the item. A further right answer for a field x stands in alt_x.
type Item struct {
	File         string   `json:"file,omitempty"` // the base name of the document's file or address
	Type         string   `json:"type"`
	Anchor       string   `json:"anchor,omitempty"`
	Speaker      string   `json:"speaker,omitempty"`
	Quotation    string   `json:"quotation,omitempty"`
	Act          string   `json:"act,omitempty"`
	Party        string   `json:"party,omitempty"`
	Kind         string   `json:"kind,omitempty"`
	Issue        string   `json:"issue,omitempty"`
	Stance       string   `json:"stance,omitempty"`
	Form         string   `json:"form,omitempty"`
	Participants []string `json:"participants,omitempty"`
	Parties      []string `json:"parties,omitempty"`
	Status       string   `json:"status,omitempty"`
	Duration     string   `json:"duration,omitempty"`
	Date         string   `json:"date,omitempty"`
	Value        *float64 `json:"value,omitempty"`
	What         string   `json:"what,omitempty"`
	Between      []Side   `json:"between,omitempty"`
	Other        string   `json:"other,omitempty"`    // of lineage: the other file
	Relation     string   `json:"relation,omitempty"` // of lineage
	Optional     bool     `json:"optional,omitempty"` // it is not scored
	Wrong        bool     `json:"wrong,omitempty"`    // a record should not have it; such a line is optional, too
	By           string   `json:"by,omitempty"`       // who says so

	alternatives map[string][]string
}

// A Side is one side of a discrepancy. Of an omission the side that leaves the issue out has no anchor.
type Side struct {
	File   string `json:"file"`
	Anchor string `json:"anchor"`
	Party  string `json:"party"`
}

// Read reads gold. An error names the file and the line.
func Read(r io.Reader, file string) ([]Item, error) {
	var all []Item
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" {
			continue
		}
		var item Item
		if err := json.Unmarshal([]byte(line), &item); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		if err := item.check(); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		var fields map[string]json.RawMessage
		if err := json.Unmarshal([]byte(line), &fields); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		for name, value := range fields {
			field, ok := strings.CutPrefix(name, "alt_")
			if !ok {
				continue
			}
			var answers []string
			if err := json.Unmarshal(value, &answers); err != nil {
				return nil, fmt.Errorf("%s:%d: %s: must be a list of words: %w", file, n, name, err)
			}
			if item.alternatives == nil {
				item.alternatives = map[string][]string{}
			}
			item.alternatives[field] = answers
		}
		all = append(all, item)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return all, nil
}

func (i *Item) check() error {
	switch {
	case i.Type == "":
		return errors.New("type: must be given")
	case i.Type == "discrepancy" && len(i.Between) == 0:
		return errors.New("between: must be the sides of the discrepancy")
	case i.Type != "discrepancy" && i.File == "":
		return errors.New("file: must be the name of the text")
	case i.Type != "discrepancy" && i.Type != "lineage" && i.Anchor == "":
		return errors.New("anchor: must be words of the text")
	case i.Type == "figure" && i.Value == nil:
		return errors.New("value: must be a number")
	}
	return nil
}

// Write writes gold, a line for each item.
func Write(w io.Writer, items []Item) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, i := range items {
		if err := e.Encode(i); err != nil {
			return err
		}
	}
	return nil
}

// shortest is how many bytes an anchor has at least, where its words have so many.
const shortest = 24

// Anchor gives the first words of a quote that stand once in a text, whole words of one line; ok is false where none do.
func Anchor(text, quote string) (anchor string, ok bool) {
	for line := range strings.Lines(quote) {
		line = strings.TrimSpace(line)
		for end := range line {
			if end < shortest || line[end] != ' ' || strings.Count(text, line[:end]) != 1 {
				continue
			}
			return line[:end], true
		}
		if line != "" && strings.Count(text, line) == 1 {
			return line, true
		}
	}
	return "", false
}

// answers are the gold value of a field and the others that are right too.
func (i *Item) answers(field, value string) []string {
	return slices.Concat([]string{value}, i.alternatives[field])
}

package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/doc"
)

// TestEvidenceHolds reads the bundled negotiation and checks every line of its record: whatever is told rests on words, and
// the words are the bytes of the document at that place.
func TestEvidenceHolds(t *testing.T) {
	var stdout, stderr bytes.Buffer
	args := []string{"read", "--format", "jsonl", "--agenda", "../../examples/black-sea-spring/agenda.yaml", "../../examples/black-sea-spring"}
	if status := run(&env{t.Context(), strings.NewReader(""), &stdout, &stderr}, args); status != statusDone {
		t.Fatalf("status %d: %s", status, stderr.String())
	}
	texts := map[string]string{}
	lines := map[string]int{}
	for line := range strings.Lines(stdout.String()) {
		var fields map[string]any
		if err := json.Unmarshal([]byte(line), &fields); err != nil {
			t.Fatal(err)
		}
		kind := fields["type"].(string)
		lines[kind]++
		if kind == "document" {
			texts[fields["id"].(string)] = fields["text"].(string)
			continue
		}
		found := places(fields)
		for _, e := range found {
			text, there := texts[e.Doc]
			if !there || e.Start < 0 || e.Start >= e.End || e.End > len(text) || text[e.Start:e.End] != e.Quote {
				t.Errorf("%s: [%d,%d) of %s does not say %q", kind, e.Start, e.End, e.Doc, e.Quote)
			}
		}
		if len(found) == 0 {
			t.Errorf("rests on nothing: %.200s", line)
		}
	}
	for _, kind := range []string{"document", "statement", "position", "commitment", "contact", "account", "discrepancy", "figure", "timex", "stand", "event", "actor", "lineage"} {
		if lines[kind] == 0 {
			t.Errorf("there is no %s", kind)
		}
	}
}

// places are all places of documents that stand anywhere in a value.
func places(v any) []doc.Evidence {
	var all []doc.Evidence
	switch x := v.(type) {
	case []any:
		for _, y := range x {
			all = append(all, places(y)...)
		}
	case map[string]any:
		if quote, ok := x["quote"].(string); ok {
			return []doc.Evidence{{Doc: x["doc"].(string), Start: int(x["start"].(float64)), End: int(x["end"].(float64)), Quote: quote}}
		}
		for _, y := range x {
			all = append(all, places(y)...)
		}
	}
	return all
}

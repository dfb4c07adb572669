package main

import (
	"bytes"
	"encoding/json"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
)

// TestEvidenceHolds reads the bundled negotiation and checks every line of its record: whatever is told rests on words, and
// the words are the bytes of the document at that place.
func TestEvidenceHolds(t *testing.T) {
	record := bundled(t, "read", "--format", "jsonl")
	texts := map[string]string{}
	lines := map[string]int{}
	for line := range strings.Lines(record) {
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

// TestWhatIsThereToFind holds what examples/README.md promises: where the accounts of the call part, and which documents come
// from one another.
func TestWhatIsThereToFind(t *testing.T) {
	found := map[string]bool{}
	for line := range strings.Lines(bundled(t, "discrepancies", "--format", "jsonl")) {
		var d dossier.Discrepancy
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		parties := []string{d.Between[0].Party, d.Between[1].Party}
		slices.Sort(parties)
		found[strings.Join([]string{string(d.Kind), d.Issue, parties[0], parties[1]}, " ")] = true
	}
	for _, want := range []string{
		"denial arms-supplies Russia United States",
		"scope ceasefire-energy Russia United States",
		"omission prisoners Russia United States",
		"omission conflict-causes Russia United States",
	} {
		if !found[want] {
			t.Errorf("is not found: %s", want)
		}
	}
	files, origins := map[string]string{}, map[string]string{}
	for line := range strings.Lines(bundled(t, "sources", "--format", "jsonl")) {
		var s struct{ ID, Path, Relation, Origin string }
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatal(err)
		}
		files[s.ID] = path.Base(s.Path)
		if s.Relation != "" {
			origins[files[s.ID]] = s.Relation + " of " + files[s.Origin]
		}
	}
	for file, want := range map[string]string{
		"03-call-harbour-courier.txt":       "syndicated of 02-call-meridian-wire.txt",
		"04-call-aldmere-chronicle.txt":     "derived of 02-call-meridian-wire.txt",
		"05-call-meridian-wire-updated.txt": "revision of 02-call-meridian-wire.txt",
	} {
		if origins[file] != want {
			t.Errorf("%s: %q, want %q", file, origins[file], want)
		}
	}
}

// bundled runs a command on the bundled negotiation and gives what it prints.
func bundled(t *testing.T, command ...string) string {
	t.Helper()
	const folder = "../../examples/black-sea-spring"
	var stdout, stderr bytes.Buffer
	args := append(command, "--agenda", folder+"/agenda.yaml", folder)
	if status := run(&env{t.Context(), strings.NewReader(""), &stdout, &stderr}, args); status != statusDone {
		t.Fatalf("status %d: %s", status, stderr.String())
	}
	return stdout.String()
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

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/pipeline"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/store/postgres/postgrestest"
)

const blackSea = "../../examples/black-sea-spring"

// TestKeptAsPrinted reads the bundled negotiation twice, to print it and to keep it: every line that is printed is kept, to the
// byte, and no other.
func TestKeptAsPrinted(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { keptAsPrinted(t, filepath.Join(t.TempDir(), "kept.db")) })
	t.Run("PostgreSQL", func(t *testing.T) { keptAsPrinted(t, postgrestest.Start(t).Database(t)) })
}

func keptAsPrinted(t *testing.T, db string) {
	printed := strings.Split(strings.TrimSpace(bundled(t, "read", "--format", "jsonl")), "\n")
	bundled(t, "read", "--db", db)
	isDocument := func(line string) bool { return strings.HasPrefix(line, `{"type":"document"`) }
	documents := len(slices.DeleteFunc(slices.Clone(printed), func(l string) bool { return !isDocument(l) }))

	k := mustOpen(t, db)
	var kept []string
	var after store.Cursor
	for {
		page, next, err := k.Items(t.Context(), store.Query{Limit: 1000, After: after})
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range page {
			switch item.Type {
			case filing.Party, filing.Summary: // what pages show of all of it
			case filing.Document: // without its text, which is kept beside it
				documents--
			default:
				kept = append(kept, string(item.Body))
			}
		}
		if after = next; next == "" {
			break
		}
	}
	if documents != 0 {
		t.Errorf("%d documents are printed and not kept", documents)
	}
	printed = slices.DeleteFunc(printed, isDocument)
	slices.Sort(printed)
	slices.Sort(kept)
	if len(printed) != len(kept) {
		t.Errorf("%d lines are printed, %d are kept", len(printed), len(kept))
	}
	for i := range min(len(printed), len(kept)) {
		if printed[i] != kept[i] {
			t.Fatalf("printed and kept part at\n%s\n%s", printed[i], kept[i])
		}
	}

	// and the record printed from the database is the record printed from the inputs
	fromInputs := strings.Split(bundled(t, "read", "--format", "jsonl"), "\n")
	stdout, _ := must(t, "record", "--db", db, "--format", "jsonl")
	fromStore := strings.Split(stdout, "\n")
	slices.Sort(fromInputs)
	slices.Sort(fromStore)
	if !slices.Equal(fromInputs, fromStore) {
		t.Error("the record printed from the database is another than that of the inputs")
	}
}

// TestNewerEngine reads into a record that an older engine has read: readings are replaced, and what people decided stays.
func TestNewerEngine(t *testing.T) {
	db := filepath.Join(t.TempDir(), "kept.db")
	bundled(t, "read", "--db", db)
	k := mustOpen(t, db)
	var reads []store.Read
	for r, err := range k.Readings(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		r.Reading.Engine = "0.0.1"
		r.Reading.Statements = r.Reading.Statements[:min(3, len(r.Reading.Statements))]
		r.Items = filing.Of(r.Document, r.Reading)
		reads = append(reads, r)
	}
	first := reads[0].Reading.Statements[0]
	was, _ := json.Marshal(map[string]string{"act": string(first.Act)})
	decision := store.Decision{
		ID: "r1", At: time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC), Who: "Pia Lind", What: store.Right,
		Type: filing.Statement, Item: first.ID, Anchor: first.Evidence, Was: was,
	}
	if err := k.Keep(t.Context(), reads); err != nil {
		t.Fatal(err)
	}
	if err := k.Decide(t.Context(), decision); err != nil {
		t.Fatal(err)
	}
	stdout, _ := must(t, "read", "--db", db, blackSea+"/01-preview-northgate-post.txt")
	if !strings.Contains(stdout, "documents were read by an older engine or with another agenda; parley read --db") {
		t.Errorf("it is not said that others are older:\n%s", stdout)
	}
	stdout, _ = must(t, "read", "--db", db)
	if !strings.Contains(stdout, "documents read again\n") {
		t.Errorf("they are not read again:\n%s", stdout)
	}
	for r, err := range k.Readings(t.Context()) {
		if err != nil || r.Reading.Engine != pipeline.Version {
			t.Errorf("%s is still read by %s: %v", r.Document.Path, r.Reading.Engine, err)
		}
	}
	if n, err := k.Count(t.Context(), store.Query{Types: []string{filing.Statement}}); err != nil || n <= 3*len(reads) {
		t.Errorf("%d statements are kept: %v", n, err)
	}
	made, err := k.Decisions(t.Context())
	if err != nil || len(made) != 1 || made[0].ID != "r1" {
		t.Errorf("decisions: %v, %v", made, err)
	}
	reviewed, err := k.Count(t.Context(), store.Query{Types: []string{filing.Statement}, Tags: []store.Tag{{Name: "review", Value: "right"}}})
	if err != nil || reviewed != 1 {
		t.Errorf("%d statements show the decision: %v", reviewed, err)
	}
}

// many are documents as JSON Lines, as many as are asked for; at is called before each.
type many struct {
	count, next int
	at          func(int)
	rest        bytes.Buffer
}

func (m *many) Read(p []byte) (int, error) {
	if m.rest.Len() == 0 {
		if m.next == m.count {
			return 0, io.EOF
		}
		m.at(m.next)
		fmt.Fprintf(&m.rest, "{\"path\": \"%03d.txt\", \"published\": \"2031-05-06\", \"text\": \"Ana Duarte of Valmora said that port %d would open. Estria demands that Valmora lift its sanctions.\"}\n", m.next, m.next)
		m.next++
	}
	return m.rest.Read(p)
}

// TestStopped has the program told to stop while it reads: what was read is kept, it says so, and the same command goes on.
func TestStopped(t *testing.T) {
	db := filepath.Join(t.TempDir(), "kept.db")
	ctx, stop := context.WithCancel(t.Context())
	var stdout, stderr bytes.Buffer
	input := &many{count: 300, at: func(n int) {
		if n == 150 {
			stop()
		}
	}}
	if status := run(&env{ctx, input, &stdout, &stderr}, []string{"read", "--db", db, "-"}); status != statusProblem {
		t.Errorf("status %d", status)
	}
	if !strings.Contains(stdout.String(), "What was read is kept; the same command goes on with the rest.") {
		t.Errorf("it says\n%s%s", stdout.String(), stderr.String())
	}
	k := mustOpen(t, db)
	some := 0
	for _, err := range k.Readings(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		some++
	}
	if some == 0 || some == 300 {
		t.Errorf("%d documents are kept of 300, of which 150 had come", some)
	}
	if failures, err := k.Failures(t.Context()); err != nil || len(failures) > 0 {
		t.Errorf("to be stopped is no failure of an input: %v, %v", failures, err)
	}
	_, note := must(t, "positions", "--db", db)
	if !strings.Contains(note, "note: reading into ") {
		t.Errorf("it is not said that the record lags behind: %q", note)
	}

	stdout.Reset()
	whole := &many{count: 300, at: func(int) {}}
	if status := run(&env{t.Context(), whole, &stdout, &stderr}, []string{"read", "--db", db, "-"}); status != statusDone {
		t.Errorf("status %d: %s", status, stderr.String())
	}
	if want := fmt.Sprintf("%d documents new, %d documents known already", 300-some, some); !strings.Contains(stdout.String(), want) {
		t.Errorf("it says\n%s, want %s", stdout.String(), want)
	}
	item, err := k.Item(t.Context(), "ana-duarte", store.Whole)
	var line record.ActorLine
	if err != nil || json.Unmarshal(item.Body, &line) != nil || line.Documents != 300 {
		t.Errorf("the line woven of all documents: %v\n%s", err, item.Body)
	}
}

// TestDatabaseGoesAway stops the server while documents are read into it.
func TestDatabaseGoesAway(t *testing.T) {
	server := postgrestest.Start(t)
	db := server.Database(t)
	var stdout, stderr bytes.Buffer
	input := &many{count: 500, at: func(n int) {
		if n == 200 {
			server.Stop()
		}
	}}
	if status := run(&env{t.Context(), input, &stdout, &stderr}, []string{"read", "--db", db, "-"}); status != statusProblem {
		t.Errorf("status %d", status)
	}
	if !strings.Contains(stderr.String(), "the database cannot be reached") || strings.Contains(stderr.String(), "goroutine") {
		t.Errorf("it says\n%s", stderr.String())
	}
}

// TestFailureEnds has an input fail, be tried again, and be read in the end.
func TestFailureEnds(t *testing.T) {
	db := filepath.Join(t.TempDir(), "kept.db")
	k := mustOpen(t, db)
	read := func(text string, status int) []store.Failure {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if got := run(&env{t.Context(), strings.NewReader(text), &stdout, &stderr}, []string{"read", "--db", db, "-"}); got != status {
			t.Errorf("status %d: %s%s", got, stdout.String(), stderr.String())
		}
		failures, err := k.Failures(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return failures
	}
	read("", statusProblem)
	if f := read("", statusProblem); len(f) != 1 || f[0].Input != "-" || f[0].Tries != 2 {
		t.Errorf("failures: %+v", f)
	}
	if f := read("Ana Duarte said no.", statusDone); len(f) != 0 {
		t.Errorf("failures: %+v", f)
	}
	read("", statusProblem)
	if f := read("Ana Duarte said no.", statusDone); len(f) != 0 {
		t.Errorf("failures of what was known before: %+v", f)
	}
}

func mustOpen(t *testing.T, db string) *kept {
	t.Helper()
	k, err := keptAt(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { k.Close() })
	return k
}

// must runs a command line that must be carried out, and gives what it prints.
func must(t *testing.T, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	if status := run(&env{t.Context(), strings.NewReader(""), &out, &err}, args); status != statusDone {
		t.Fatalf("parley %s: status %d\n%s", strings.Join(args, " "), status, err.String())
	}
	return out.String(), err.String()
}

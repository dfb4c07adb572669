package storetest

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parleyhq/parley/internal/store"
)

const writerOf = "PARLEY_STORETEST_WRITER"

// Writer makes the test binary a writer where Kill has started it as one: it keeps documents one after another, each with
// ten items and a decision, and says on standard output which are kept. TestMain must call it first.
func Writer(open func(ctx context.Context, address string) (store.Store, error)) {
	task := os.Getenv(writerOf)
	if task == "" {
		return
	}
	ctx := context.Background()
	first, address, _ := strings.Cut(task, " ")
	n, err := strconv.Atoi(first)
	if err == nil {
		err = write(ctx, open, address, n)
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func write(ctx context.Context, open func(context.Context, string) (store.Store, error), address string, n int) error {
	s, err := open(ctx, address)
	if err != nil {
		return err
	}
	for ; ; n++ {
		if err := s.Keep(ctx, []store.Read{many(n)}); err != nil {
			return err
		}
		fmt.Println("kept", n)
		if err := s.Decide(ctx, store.Decision{ID: fmt.Sprint("r", n), Who: "w", What: store.Right}); err != nil {
			return err
		}
		fmt.Println("decided", n)
	}
}

// items is how many items each document of a writer has.
const items = 10

func many(n int) store.Read {
	r := Doc(n, fmt.Sprint("document ", n), store.Tag{Name: "party", Value: "Valmora"})
	for i := 1; i < items; i++ {
		item := r.Items[0]
		item.ID += fmt.Sprint(".", i)
		r.Items = append(r.Items, item)
	}
	return r
}

// Kill starts a writer, kills it with SIGKILL at a moment that nobody chose, and looks at what is kept: whatever the writer
// said was kept is there once and whole, and nothing is there in part; so many rounds on one database.
func Kill(t *testing.T, rounds int, address string, open func(ctx context.Context, address string) (store.Store, error)) {
	said := map[string]bool{}
	next := 0
	for round := range rounds {
		next = killed(t, round, next, address, said)
	}
	s, err := open(t.Context(), address)
	must(t, err)
	defer s.Close()
	kept := map[string]bool{}
	for r, err := range s.Readings(t.Context()) {
		must(t, err)
		kept["kept "+strings.TrimLeft(r.Document.ID[1:5], "0")+r.Document.ID[5:]] = true
		got, err := s.Count(t.Context(), store.Query{Tags: []store.Tag{{Name: "doc", Value: r.Document.ID}}})
		must(t, err)
		if got != items {
			t.Errorf("%s has %d items, not %d", r.Document.ID, got, items)
		}
	}
	decisions, err := s.Decisions(t.Context())
	must(t, err)
	for _, d := range decisions {
		if kept["decided "+d.ID[1:]] {
			t.Errorf("decision %s is there twice", d.ID)
		}
		kept["decided "+d.ID[1:]] = true
	}
	for what := range said {
		if !kept[what] {
			t.Errorf("%s: it was lost", what)
		}
	}
	if over := len(kept) - len(said); over < 0 || over > rounds {
		t.Errorf("%d are kept and %d were said to be: of each round at most the last may be unsaid", len(kept), len(said))
	}
	total, err := s.Count(t.Context(), store.Query{Words: "document"})
	must(t, err)
	byTag, err := s.Values(t.Context(), store.Query{}, "party", 1)
	must(t, err)
	if len(byTag) != 1 || byTag[0].Count != total || total%items != 0 {
		t.Errorf("search finds %d items, their tag counts %v", total, byTag)
	}
	t.Logf("%d rounds: %d documents and decisions kept, all that were said to be", rounds, len(kept))
}

// killed is one round; it gives the number from which the next writer goes on.
func killed(t *testing.T, round, next int, address string, said map[string]bool) int {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), fmt.Sprint(writerOf, "=", next, " ", address))
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	lines := bufio.NewScanner(out)
	begun := lines.Scan() // a first line: it is writing
	if !begun {
		cmd.Wait()
		t.Fatalf("round %d: the writer wrote nothing: %s", round, complaints.String())
	}
	timer := time.AfterFunc(rand.N(15*time.Millisecond), func() { cmd.Process.Kill() })
	defer timer.Stop()
	for ok := true; ok; ok = lines.Scan() {
		said[lines.Text()] = true
		var n int
		if _, err := fmt.Sscanf(lines.Text(), "kept %d", &n); err == nil {
			next = n
		}
	}
	cmd.Wait()
	if complaints.Len() > 0 {
		t.Fatalf("round %d: %s", round, complaints.String())
	}
	return next + 2 // the one after may have been kept without a word
}

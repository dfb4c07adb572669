package main

import (
	"testing"

	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/review"
)

// The decisions that are bundled with the example stand on its record. Where one does not any more, because the texts are read
// otherwise now, choose other words in examples/black-sea-spring.reviews.yaml.
func TestBundledReviewsStand(t *testing.T) {
	db := t.TempDir() + "/demo.db"
	var out output
	if status := run(&env{ctx: t.Context(), stdout: &out, stderr: &out}, []string{"demo", "--no-serve", "--db", db}); status != statusDone {
		t.Fatal(out.String())
	}
	kept, err := openStore(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	fates, err := keep.Fates(t.Context(), kept)
	if err != nil || len(fates) == 0 {
		t.Fatal("there are no decisions", err)
	}
	undone := 0
	for id, f := range fates {
		switch {
		case f.State == review.Undone:
			undone++
		case f.State != review.InForce:
			t.Errorf("%s is %s", id, f.State)
		}
	}
	if undone != 1 {
		t.Errorf("%d decisions are undone, want 1 for the demo to show", undone)
	}
}

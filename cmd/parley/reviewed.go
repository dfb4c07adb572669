package main

import (
	"context"
	"slices"

	"github.com/parleyhq/parley/examples"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/review"
	"github.com/parleyhq/parley/internal/store"
)

// reviewBundled has a record of the bundled negotiation be as its invented readers decided, once.
func reviewBundled(ctx context.Context, s store.Store) error {
	var documents []*doc.Document
	for r, err := range s.Readings(ctx) {
		if err != nil {
			return err
		}
		documents = append(documents, r.Document)
	}
	all, err := review.ReadFile(examples.BlackSeaSpringReviews, "black-sea-spring.reviews.yaml", documents)
	if err != nil {
		return err
	}
	made, err := s.Decisions(ctx)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(d store.Decision) bool {
		return slices.ContainsFunc(made, func(o store.Decision) bool { return o.ID == d.ID })
	})
	if len(all) == 0 {
		return nil
	}
	_, err = keep.NewDesk(s, "").Decide(ctx, all...)
	return err
}

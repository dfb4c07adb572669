// Package keep reads documents with their readings, and what could not be read, and keeps them in a store; then it weaves
// the dossier anew, with what people decided, and keeps what has changed of it.
package keep

import (
	"context"
	"fmt"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/review"
	"github.com/parleyhq/parley/internal/store"
)

// A Keeper keeps what is read. It is not for use by several goroutines at once.
type Keeper struct {
	store  store.Store
	engine string // the version that reads
	agenda string // the hash of the agenda that it reads with
	batch  []store.Read
	kept   int
}

// New makes a keeper for what one version of the engine reads with one agenda.
func New(s store.Store, engine, agenda string) *Keeper {
	return &Keeper{store: s, engine: engine, agenda: agenda}
}

// Knows reports whether a document has been read by this engine with this agenda already: to read it again changes nothing.
func (k *Keeper) Knows(ctx context.Context, id string) (bool, error) {
	engine, agenda, err := k.store.Engine(ctx, id)
	return engine == k.engine && agenda == k.agenda, err
}

// batchSize is how many documents are kept in one transaction: enough that the disk is not waited for at each, and few
// enough that little is read again after a fall.
const batchSize = 64

// Add keeps a document with its reading, at the latest when Weave is called.
func (k *Keeper) Add(ctx context.Context, input string, d *doc.Document, r *meaning.Reading) error {
	k.batch = append(k.batch, store.Read{Document: d, Reading: r, Input: input, Agenda: k.agenda, Items: filing.Of(d, r)})
	if len(k.batch) < batchSize {
		return nil
	}
	return k.flush(ctx)
}

func (k *Keeper) flush(ctx context.Context) error {
	if len(k.batch) == 0 {
		return nil
	}
	if err := k.store.Keep(ctx, k.batch); err != nil {
		return err
	}
	k.kept += len(k.batch)
	k.batch = k.batch[:0]
	return nil
}

// Fail keeps that an input could not be read.
func (k *Keeper) Fail(ctx context.Context, f store.Failure) error { return k.store.Fail(ctx, f) }

// Kept is how many documents have been kept.
func (k *Keeper) Kept() int { return k.kept }

// Weave keeps what is left, weaves all readings of the store with what people decided, and keeps what has changed of the
// dossier and of the items of single documents.
func (k *Keeper) Weave(ctx context.Context, asOf string) error {
	if err := k.flush(ctx); err != nil {
		return err
	}
	return Weave(ctx, k.store, asOf)
}

// Weave weaves all readings of a store with what people decided, and keeps what has changed of the dossier and of the items of
// single documents. asOf is as for Dossier.
func Weave(ctx context.Context, s store.Store, asOf string) error {
	r, reads, err := gather(ctx, s)
	if err != nil {
		return err
	}
	woven := r.weave(asOf)
	kept, err := s.Hashes(ctx)
	if err != nil {
		return err
	}
	if err := rekeep(ctx, s, reads, woven, r.decisions, kept); err != nil {
		return err
	}
	changed, gone := filing.Changes(filing.Woven(woven.Dossier), kept)
	if len(changed) == 0 && len(gone) == 0 {
		return nil
	}
	return s.Weave(ctx, changed, gone)
}

// Dossier weaves all that a store holds, with what people decided. asOf is the day that ends and deadlines are counted from,
// ISO 8601; that of the newest document where it is empty.
func Dossier(ctx context.Context, s store.Store, asOf string) (*dossier.Dossier, error) {
	woven, err := Reviewed(ctx, s, asOf)
	if err != nil {
		return nil, err
	}
	return woven.Dossier, nil
}

// Reviewed weaves all that a store holds, with what people decided, and tells what became of each decision. asOf is as for Dossier.
func Reviewed(ctx context.Context, s store.Store, asOf string) (*review.Result, error) {
	g, _, err := gather(ctx, s)
	if err != nil {
		return nil, err
	}
	return g.weave(asOf), nil
}

// gathered is all that a store holds.
type gathered struct {
	pages     []review.Page
	decisions []store.Decision
}

func (g *gathered) weave(asOf string) *review.Result { return review.Weave(g.pages, g.decisions, asOf) }

// A provenance is what a reading was made with; its document and the reading itself are kept elsewhere.
type provenance struct{ input, agenda string }

func gather(ctx context.Context, s store.Store) (*gathered, map[string]provenance, error) {
	g, of := &gathered{}, map[string]provenance{}
	for r, err := range s.Readings(ctx) {
		if err != nil {
			return nil, nil, fmt.Errorf("weaving: %w", err)
		}
		g.pages = append(g.pages, review.Page{Document: r.Document, Reading: r.Reading})
		of[r.Document.ID] = provenance{r.Input, r.Agenda}
	}
	var err error
	g.decisions, err = s.Decisions(ctx)
	return g, of, err
}

// Package keep reads documents with their readings, and what could not be read, and keeps them in a store; then it weaves
// the dossier anew, with what people decided, and keeps what has changed of it.
package keep

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/review"
	"github.com/parleyhq/parley/internal/store"
	weaver "github.com/parleyhq/parley/internal/weave"
)

// A Keeper keeps what is read. It is not for use by several goroutines at once, but for Standing.
type Keeper struct {
	store  store.Store
	engine string // the version that reads
	agenda string // the hash of the agenda that it reads with
	batch  []store.Read
}

// New makes a keeper for what one version of the engine reads with one agenda.
func New(s store.Store, engine, agenda string) *Keeper {
	return &Keeper{store: s, engine: engine, agenda: agenda}
}

// A Standing is what a store has of a document.
type Standing int

const (
	Unknown  Standing = iota // it is not kept
	Outdated                 // it was read by another engine, or with another agenda
	Known                    // to read it again changes nothing
)

// Standing tells what the store has of a document.
func (k *Keeper) Standing(ctx context.Context, id string) (Standing, error) {
	engine, agenda, err := k.store.Engine(ctx, id)
	switch {
	case err != nil || engine == "":
		return Unknown, err
	case engine == k.engine && agenda == k.agenda:
		return Known, nil
	}
	return Outdated, nil
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
	return k.Flush(ctx)
}

// Flush keeps what has been added. Until it is woven, the record is marked as one that lags behind its documents.
func (k *Keeper) Flush(ctx context.Context) error {
	if len(k.batch) == 0 {
		return nil
	}
	if err := k.store.Set(ctx, lagSetting, fmt.Sprint(time.Now().UnixNano())); err != nil {
		return err
	}
	if err := k.store.Keep(ctx, k.batch); err != nil {
		return err
	}
	clear(k.batch)
	k.batch = k.batch[:0]
	return nil
}

// lagSetting is the setting that marks a record that lags behind its documents; its value is when they were kept.
const lagSetting = "lags"

// Lags reports whether documents are kept that the dossier has not been woven with: reading them was stopped.
func Lags(ctx context.Context, s store.Store) (bool, error) {
	value, err := s.Setting(ctx, lagSetting)
	return value != "", err
}

// Fail keeps that an input could not be read.
func (k *Keeper) Fail(ctx context.Context, f store.Failure) error { return k.store.Fail(ctx, f) }

// Weave keeps what is left, weaves all readings of the store with what people decided, and keeps what has changed of the
// dossier and of the items of single documents.
func (k *Keeper) Weave(ctx context.Context, asOf string) error {
	if err := k.Flush(ctx); err != nil {
		return err
	}
	return Weave(ctx, k.store, asOf)
}

// Weave weaves all readings of a store with what people decided, and keeps what has changed of the dossier and of the items of
// single documents. asOf is as for Dossier.
func Weave(ctx context.Context, s store.Store, asOf string) error {
	lags, err := s.Setting(ctx, lagSetting)
	if err != nil {
		return err
	}
	if err := weave(ctx, s, asOf); err != nil || lags == "" {
		return err
	}
	if now, err := s.Setting(ctx, lagSetting); err != nil || now != lags { // somebody has kept more in the meantime
		return err
	}
	return s.Set(ctx, lagSetting, "")
}

func weave(ctx context.Context, s store.Store, asOf string) error {
	g, err := gather(ctx, s, true)
	if err != nil {
		return err
	}
	woven := g.weave(asOf)
	if g.short(woven) {
		if g, err = gather(ctx, s, false); err != nil {
			return err
		}
		woven = g.weave(asOf)
	}
	kept, err := s.Hashes(ctx)
	if err != nil {
		return err
	}
	if err := rekeep(ctx, s, g.of, woven, g.decisions, kept); err != nil {
		return err
	}
	if err := keepFates(ctx, s, woven.Fates); err != nil {
		return err
	}
	changed, gone := filing.Changes(filing.Counted(woven.Dossier, g.count(woven.Dossier)), kept)
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
	g, err := gather(ctx, s, false)
	if err != nil {
		return nil, err
	}
	return g.weave(asOf), nil
}

// AsKnown is as Reviewed, of the documents alone that were published up to a day, and of those without a date; of all where it is
// empty.
func AsKnown(ctx context.Context, s store.Store, day string) (*review.Result, error) {
	g, err := gather(ctx, s, false)
	if err != nil {
		return nil, err
	}
	g.pages = slices.DeleteFunc(g.pages, func(p review.Page) bool {
		published, _, _ := strings.Cut(p.Document.Published.Date, "T")
		return day != "" && published > day
	})
	return g.weave(day), nil
}

// gathered is all that a store holds.
type gathered struct {
	pages     []review.Page
	decisions []store.Decision
	of        map[string]provenance
	slim      map[string]bool // the documents of which only what the dossier needs is here
	spared    record.Tally    // what is said in these
}

// A provenance is what a reading was made with; its document and the reading itself are kept elsewhere.
type provenance struct{ input, agenda string }

// gather reads all that a store holds. Where it may be slim, only what the dossier needs is held of readings about which nobody
// has decided anything.
func gather(ctx context.Context, s store.Store, slim bool) (*gathered, error) {
	g := &gathered{of: map[string]provenance{}, slim: map[string]bool{}}
	var err error
	if g.decisions, err = s.Decisions(ctx); err != nil {
		return nil, err
	}
	whole := handledBy(g.decisions, func(doc string) bool {
		engine, _, err := s.Engine(ctx, doc)
		return err == nil && engine != ""
	})
	texts := pool{}
	for r, err := range s.Readings(ctx) {
		if err != nil {
			return nil, fmt.Errorf("weaving: %w", err)
		}
		d, reading := r.Document, r.Reading
		if slim && !whole.has(d, reading) {
			g.slim[d.ID] = true
			g.spared.Add(reading.Statements, len(reading.Figures))
			reading = weaver.Slim(d, reading)
		}
		texts.shrink(d, reading)
		g.pages = append(g.pages, review.Page{Document: d, Reading: reading})
		g.of[d.ID] = provenance{texts.one(r.Input), texts.one(r.Agenda)}
	}
	return g, nil
}

func (g *gathered) weave(asOf string) *review.Result { return review.Weave(g.pages, g.decisions, asOf) }

// short reports whether something was decided about a reading that is not here as a whole.
func (g *gathered) short(woven *review.Result) bool {
	touched := decidedOn(woven, g.decisions)
	for i, p := range woven.Pages {
		if id := p.Document.ID; g.slim[id] && (touched[id] || p.Reading != woven.Given[i].Reading) {
			return true
		}
	}
	return false
}

// count counts what is said in all documents.
func (g *gathered) count(d *dossier.Dossier) *record.Tally {
	t := &g.spared
	whole := slices.DeleteFunc(d.Statements, func(s meaning.Statement) bool { return g.slim[s.Doc] })
	figures := 0
	for _, f := range d.Figures {
		if !g.slim[f.Doc] {
			figures++
		}
	}
	t.Add(whole, figures)
	return t
}

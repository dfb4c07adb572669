package keep

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/review"
	"github.com/parleyhq/parley/internal/store"
)

// A Desk takes down what people decide and has the record follow. It may be used by many goroutines.
type Desk struct {
	store store.Store
	asOf  string
	large int // of more documents than these the record is woven in the background

	weave sync.Mutex // one weaves at a time
	state sync.Mutex // guards what follows
	busy  bool       // it is being woven in the background
	again bool       // something was decided in the meantime
	idle  *sync.Cond
}

// Large is how many documents are woven while somebody waits.
const Large = 2000

// NewDesk makes a desk for the record of a store. asOf is as for Dossier.
func NewDesk(s store.Store, asOf string) *Desk {
	d := &Desk{store: s, asOf: asOf, large: Large}
	d.idle = sync.NewCond(&d.state)
	return d
}

// ErrNotWoven says that decisions are kept and the record does not show them yet: it could not be written.
var ErrNotWoven = errors.New("decided and kept, and the record does not follow yet")

// Decide keeps decisions and has the record follow: at once, or, where it is large, the lines that were decided on at once and
// what rests on them in the background. later reports the latter.
func (d *Desk) Decide(ctx context.Context, decisions ...store.Decision) (later bool, err error) {
	for _, one := range decisions {
		if err := review.Check(one); err != nil {
			return false, err
		}
	}
	documents, err := d.store.Count(ctx, store.Query{Types: []string{filing.Document}})
	if err != nil {
		return false, err
	}
	if err := d.store.Set(ctx, lagSetting, fmt.Sprint(time.Now().UnixNano())); err != nil { // should we fall before it is woven
		return false, err
	}
	for i, one := range decisions {
		if err := d.store.Decide(ctx, one); err != nil {
			if i > 0 {
				err = fmt.Errorf("%w: %w", ErrNotWoven, err)
			}
			return false, err
		}
	}
	later, err = d.follow(context.WithoutCancel(ctx), documents, decisions) // whoever is still there
	if err != nil {
		err = fmt.Errorf("%w: %w", ErrNotWoven, err)
	}
	return later, err
}

// follow has the record show what was decided.
func (d *Desk) follow(ctx context.Context, documents int, decisions []store.Decision) (later bool, err error) {
	if documents <= d.large {
		d.weave.Lock()
		defer d.weave.Unlock()
		return false, Weave(ctx, d.store, d.asOf)
	}
	for _, one := range decisions {
		if err := d.overlay(ctx, one); err != nil {
			return true, err
		}
	}
	d.inBackground(ctx)
	return true, nil
}

// Weaving reports whether the record is being woven in the background.
func (d *Desk) Weaving() bool {
	d.state.Lock()
	defer d.state.Unlock()
	return d.busy
}

// Wait returns when nothing is being woven.
func (d *Desk) Wait() {
	d.state.Lock()
	defer d.state.Unlock()
	for d.busy {
		d.idle.Wait()
	}
}

func (d *Desk) inBackground(ctx context.Context) {
	d.state.Lock()
	defer d.state.Unlock()
	d.again = true
	if d.busy {
		return
	}
	d.busy = true
	go func() {
		for {
			d.state.Lock()
			if !d.again {
				d.busy = false
				d.idle.Broadcast()
				d.state.Unlock()
				return
			}
			d.again = false
			d.state.Unlock()
			d.weave.Lock()
			err := Weave(ctx, d.store, d.asOf)
			d.weave.Unlock()
			if err != nil { // it is kept, and follows with the next decision or reading
				slog.ErrorContext(ctx, "weaving with decisions failed", "error", err)
			}
		}
	}()
}

// overlay shows a decision on the line that it is on before the record is woven.
func (d *Desk) overlay(ctx context.Context, one store.Decision) error {
	var undone *store.Decision
	id := one.Item
	if one.What == store.Undo {
		all, err := d.store.Decisions(ctx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(o store.Decision) bool { return o.ID == one.Undoes })
		if i < 0 || all[i].What == store.Undo || all[i].What == store.Add {
			return nil
		}
		undone, id = &all[i], all[i].Item
	}
	if one.What == store.Add {
		return d.overlayAdded(ctx, one)
	}
	items, err := d.store.Lookup(ctx, []string{id}, store.Whole)
	if err != nil || len(items) == 0 {
		return err
	}
	item, err := d.store.Item(ctx, id, store.Whole)
	if err != nil {
		return err
	}
	kind := typeOf(item)
	body, mark, err := review.Overlay(item.Body, one, undone)
	if err != nil {
		return err
	}
	item.Body = record.Line(kind, body)
	item.Type = kind
	item.Tags = slices.DeleteFunc(item.Tags, func(t store.Tag) bool { return t.Name == "review" || t.Name == "sure" || t.Name == "type" })
	if mark != nil {
		for _, o := range mark.Decisions {
			item.Tags = append(item.Tags, store.Tag{Name: "review", Value: string(o.What)})
		}
		if mark.Verdict == meaning.ReviewedWrong {
			item.Type = filing.Struck
			item.Tags = append(item.Tags, store.Tag{Name: "type", Value: kind})
		}
	}
	return d.store.Weave(ctx, []store.Item{item}, nil)
}

// overlayAdded shows an added item before the record is woven.
func (d *Desk) overlayAdded(ctx context.Context, one store.Decision) error {
	document, err := d.store.Document(ctx, one.Anchor[0].Doc)
	if err != nil {
		return err
	}
	alone := review.Weave([]review.Page{{Document: document, Reading: &meaning.Reading{Doc: document.ID}}}, []store.Decision{one}, d.asOf)
	items := append(filing.Of(document, alone.Pages[0].Reading), filing.Woven(alone.Dossier)...)
	items = slices.DeleteFunc(items, func(i store.Item) bool { return i.Type != one.Type })
	return d.store.Weave(ctx, items, nil)
}

// typeOf is what a line is, whether it is struck or not.
func typeOf(item store.Item) string {
	var head struct {
		Type string `json:"type"`
	}
	if item.Type != filing.Struck || json.Unmarshal(item.Body, &head) != nil {
		return item.Type
	}
	return head.Type
}

// FatesSetting is the setting under which it is kept what became of each decision.
const FatesSetting = "review-fates"

// A Fate is what became of a decision when the record was last woven.
type Fate struct {
	State review.State `json:"state"`
	On    string       `json:"on,omitempty"` // id of the item that it stands on
	Doc   string       `json:"doc,omitempty"`
}

// Fates gives what became of the decisions when the record was last woven, by id.
func Fates(ctx context.Context, s store.Store) (map[string]Fate, error) {
	value, err := s.Setting(ctx, FatesSetting)
	if err != nil || value == "" {
		return nil, err
	}
	fates := map[string]Fate{}
	if err := json.Unmarshal([]byte(value), &fates); err != nil {
		return nil, fmt.Errorf("setting %s: %w", FatesSetting, err)
	}
	return fates, nil
}

func keepFates(ctx context.Context, s store.Store, fates []review.Fate) error {
	now := map[string]Fate{}
	for _, f := range fates {
		now[f.ID] = Fate{f.State, f.On, f.Doc}
	}
	value, err := json.Marshal(now)
	if err != nil {
		return err
	}
	before, err := s.Setting(ctx, FatesSetting)
	if err != nil || len(fates) == 0 && before == "" || bytes.Equal(value, []byte(before)) {
		return err
	}
	return s.Set(ctx, FatesSetting, string(value))
}

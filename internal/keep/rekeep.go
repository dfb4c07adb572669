package keep

import (
	"bytes"
	"context"
	"maps"
	"slices"

	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/review"
	"github.com/parleyhq/parley/internal/store"
)

// rekeep files the items of single documents anew where people have decided something about them, or have undone it. The readings
// stay as the engine wrote them. kept are the hashes of the dossier's items; those that turn out to be a document's are taken out.
func rekeep(ctx context.Context, s store.Store, of map[string]provenance, woven *review.Result, decisions []store.Decision, kept map[string]string) error {
	raw := map[string]*meaning.Reading{}
	for _, p := range woven.Given {
		raw[p.Document.ID] = p.Reading
	}
	touched := decidedOn(woven, decisions)
	var batch []store.Read
	flush := func() error {
		err := s.Keep(ctx, batch)
		batch = batch[:0]
		return err
	}
	for _, p := range woven.Pages {
		id := p.Document.ID
		if p.Reading == raw[id] && !touched[id] || raw[id] == nil {
			continue
		}
		items := filing.Of(p.Document, p.Reading)
		same, err := asKept(ctx, s, id, items, decisions, kept)
		if err != nil {
			return err
		}
		if same {
			continue
		}
		// A newer engine may have read it in the meantime, and weaves with the decisions itself.
		engine, agenda, err := s.Engine(ctx, id)
		if err != nil {
			return err
		}
		if engine != raw[id].Engine || agenda != of[id].agenda {
			continue
		}
		batch = append(batch, store.Read{Document: p.Document, Reading: raw[id], Input: of[id].input, Agenda: agenda, Items: items})
		for _, item := range items {
			delete(kept, item.ID)
		}
		if len(batch) >= batchSize {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if len(batch) == 0 {
		return nil
	}
	return flush()
}

// decidedOn are the documents that some decision is about, whether it is in force or undone.
func decidedOn(woven *review.Result, decisions []store.Decision) map[string]bool {
	all, actors := map[string]bool{}, map[string]bool{}
	for _, d := range decisions {
		for _, e := range d.Anchor {
			all[e.Doc] = true
		}
		if d.Type == review.Actor {
			actors[d.Item] = true
			for _, o := range review.Merged(d) {
				actors[o.Item] = true
			}
		}
	}
	for _, f := range woven.Fates {
		if f.Doc != "" {
			all[f.Doc] = true
		}
	}
	if len(actors) == 0 {
		return all
	}
	for _, p := range woven.Given {
		if p.Reading != nil && slices.ContainsFunc(p.Reading.Actors, func(a meaning.Actor) bool { return actors[a.ID] }) {
			all[p.Document.ID] = true
		}
	}
	return all
}

// asKept reports whether the items of a document are kept as they are, and no other that people had added.
func asKept(ctx context.Context, s store.Store, doc string, items []store.Item, decisions []store.Decision, kept map[string]string) (bool, error) {
	now := map[string]store.Item{}
	for _, item := range items {
		now[item.ID] = item
	}
	ids := slices.Collect(maps.Keys(now))
	for _, d := range decisions {
		if d.What == store.Add && slices.ContainsFunc(d.Anchor, func(e review.Evidence) bool { return e.Doc == doc }) {
			ids = append(ids, review.AddedID(d.ID))
		}
	}
	there, err := s.Lookup(ctx, ids, store.Whole)
	if err != nil {
		return false, err
	}
	for _, id := range ids {
		was, ok := there[id]
		item, is := now[id]
		if _, overlaid := kept[id]; ok != is || overlaid && is || was.Type != item.Type || !bytes.Equal(was.Body, item.Body) {
			return false, nil
		}
	}
	return true, nil
}

package review

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/weave"
)

// someReadings writes readings of an invented negotiation.
func someReadings(t *rapid.T) []Page {
	var pages []Page
	parties := rapid.SampledFrom([]string{"Valmora", "Estria", "Norland"})
	issues := rapid.SampledFrom([]string{"ceasefire", "territory", "prisoners"})
	for i := range rapid.IntRange(1, 5).Draw(t, "documents") {
		at := fmt.Sprintf("d%d 2031-05-0%d | ", i, i+1)
		for j := range rapid.IntRange(0, 4).Draw(t, "items") {
			party, other, issue := parties.Draw(t, "party"), parties.Draw(t, "other"), issues.Draw(t, "issue")
			words := fmt.Sprintf(" | Sentence %d of document %d speaks of it.", rapid.IntRange(0, 2).Draw(t, "sentence"), i)
			switch rapid.IntRange(0, 4).Draw(t, "kind") {
			case 0:
				pages = readMention(nil, pages, at+fmt.Sprintf("position %s demands: party %s", issue, party)+words, "1.0.0")
			case 1:
				pages = readMention(nil, pages, at+fmt.Sprintf("commitment %s agreed: parties %s + %s", issue, party, other)+words, "1.0.0")
			case 2:
				pages = readMention(nil, pages, at+fmt.Sprintf("contact call held: with %s + %s, date 2031-05-0%d", party, other, 1+j)+words, "1.0.0")
			case 3:
				pages = readMention(nil, pages, at+fmt.Sprintf("statement asserts: by Speaker of %s (%s)", party, party)+words, "1.0.0")
			case 4:
				pages = readMention(nil, pages, at+fmt.Sprintf("actor speaker-of-%s: name Speaker of %s, party %s", slug(party), party, party)+words, "1.0.0")
			}
		}
	}
	return pages
}

// someDecisions makes decisions on what is shown, one after another.
func someDecisions(t *rapid.T, pages []Page) []store.Decision {
	var all []store.Decision
	for i := range rapid.IntRange(0, 6).Draw(t, "decisions") {
		items := itemsOf(Weave(pages, all, ""))
		if len(items) == 0 {
			return all
		}
		item := rapid.SampledFrom(items).Draw(t, "on")
		d := item.Decide(rapid.SampledFrom([]store.Verdict{store.Right, store.Wrong, store.Change, store.Merge, store.Split, store.Undo}).Draw(t, "what"))
		switch d.What {
		case store.Change:
			d.Field, d.Value = "issue", Value(rapid.SampledFrom([]string{"ceasefire", "territory"}).Draw(t, "to"))
			if item.Type == Actor {
				d.Field, d.Value = "party", Value("Norland")
			}
		case store.Merge:
			d.Value = Others(rapid.SampledFrom(items).Draw(t, "with").Other())
		case store.Split:
			d.Anchor = d.Anchor[:min(1, len(d.Anchor))]
			d.Value = Value("Somebody Else")
		case store.Undo:
			d.Undoes = fmt.Sprint(rapid.IntRange(0, i).Draw(t, "undoes"))
		}
		d.ID, d.Who, d.At = fmt.Sprint(i), "Ana", time.Date(2031, 6, 1, 12, i, 0, 0, time.UTC)
		if Check(d) == nil {
			all = append(all, d)
		}
	}
	return all
}

// The record is the same in whatever order the readings come, and what is given is not changed.
func TestTheOrderOfReadingsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pages := someReadings(t)
		decisions := someDecisions(t, pages)
		before := bytesOf(t, pages)
		want := Weave(pages, decisions, "")
		if diff := cmp.Diff(before, bytesOf(t, pages)); diff != "" {
			t.Fatalf("the readings were changed:\n%s", diff)
		}
		seed := rapid.Uint64().Draw(t, "order")
		shuffled := slices.Clone(pages)
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		mixed := slices.Clone(decisions)
		rand.New(rand.NewPCG(seed, 2)).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		got := Weave(shuffled, mixed, "")
		if diff := cmp.Diff(want.Dossier, got.Dossier); diff != "" {
			t.Fatalf("-one order +another\n%s", diff)
		}
		if diff := cmp.Diff(want.Fates, got.Fates); diff != "" {
			t.Fatalf("-one order +another\n%s", diff)
		}
	})
}

// Without decisions, or where all are undone, the record is what the engine makes.
func TestWithoutDecisionsNothingChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pages := someReadings(t)
		var documents []*doc.Document
		var readings []*meaning.Reading
		for _, p := range pages {
			documents, readings = append(documents, p.Document), append(readings, p.Reading)
		}
		want := weave.Weave(documents, readings)
		if diff := cmp.Diff(want, Weave(pages, nil, "").Dossier); diff != "" {
			t.Fatalf("-engine +review\n%s", diff)
		}
		decisions := someDecisions(t, pages)
		for _, d := range decisions {
			if d.What != store.Undo {
				decisions = append(decisions, store.Decision{ID: "u" + d.ID, At: d.At.Add(time.Hour), Who: "Ben", What: store.Undo, Undoes: d.ID})
			}
		}
		if diff := cmp.Diff(want, Weave(pages, decisions, "").Dossier); diff != "" {
			t.Fatalf("-engine +all undone\n%s", diff)
		}
	})
}

// No decision is lost: each has a fate, and one that is in force stands on an item of the record.
func TestNoDecisionIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pages := someReadings(t)
		decisions := someDecisions(t, pages)
		r := Weave(pages, decisions, "")
		if len(r.Fates) != len(decisions) {
			t.Fatalf("%d decisions have %d fates", len(decisions), len(r.Fates))
		}
		there := map[string]bool{}
		for _, item := range itemsOf(r) {
			if item.Review != nil {
				for _, d := range item.Review.Decisions {
					there[d.ID] = true
				}
			}
		}
		for _, f := range r.Fates {
			if f.State == InForce && f.What != store.Undo && !there[f.ID] {
				t.Fatalf("%s %s on %s stands nowhere", f.What, f.Type, f.Item)
			}
		}
	})
}

func bytesOf(t *rapid.T, pages []Page) []*meaning.Reading {
	var all []*meaning.Reading
	for _, p := range pages {
		b := write(p.Reading)
		var r meaning.Reading
		if err := json.Unmarshal(b, &r); err != nil {
			t.Fatal(err)
		}
		all = append(all, &r)
	}
	return all
}

package gold

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"path"
	"slices"
	"strings"
)

// A Record is a record as it is printed in JSON Lines.
type Record struct {
	names map[string]string // of a document, by id
	texts map[string]string // by id
	ids   map[string]string // by name
	items map[string][]*printed
}

// printed is as much of a line as is compared.
type printed struct {
	ID      string
	Speaker struct {
		Name, Party string
	}
	Sourcing, Quotation, Act, Party, Issue, Stance, Status, Duration, Date, Form, Kind string
	Participants                                                                       []string
	Value                                                                              *float64
	History                                                                            []struct {
		Status   string
		Evidence []place
	}
	Between []struct {
		Party    string
		Evidence []place
	}
	Doc, Origin, Relation string
	Evidence              []place
}

// A place is words of a document.
type place struct {
	Doc        string
	Start, End int
}

// ReadRecord reads a record. What is no JSON is an error that names the line.
func ReadRecord(r io.Reader) (*Record, error) {
	rec := &Record{map[string]string{}, map[string]string{}, map[string]string{}, map[string][]*printed{}}
	lines := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if len(strings.TrimSpace(string(line))) > 0 {
			if err := rec.line(line); err != nil {
				return nil, fmt.Errorf("record:%d: %w", n, err)
			}
		}
		if err == io.EOF {
			return rec, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func (r *Record) line(line []byte) error {
	var head struct{ Type, ID, Path, URL, Text string }
	if err := json.Unmarshal(line, &head); err != nil {
		return err
	}
	switch head.Type {
	case "document":
		place := head.Path
		if place == "" {
			place = head.URL
		}
		if place == "" {
			place = head.ID
		}
		name := FileOf(place)
		r.names[head.ID], r.texts[head.ID], r.ids[name] = name, head.Text, head.ID
	case "statement", "position", "commitment", "contact", "figure", "discrepancy", "lineage":
		p := new(printed)
		if err := json.Unmarshal(line, p); err != nil {
			return err
		}
		r.items[head.Type] = append(r.items[head.Type], p)
	}
	return nil
}

// FileOf is the name by which gold knows a document: the last part of its path or address.
func FileOf(place string) string { return path.Base(strings.ReplaceAll(place, `\`, "/")) }

// find gives the place of an anchor.
func (r *Record) find(file, anchor string) (place, bool) {
	id, ok := r.ids[file]
	if !ok {
		return place{}, false
	}
	at := strings.Index(r.texts[id], anchor)
	return place{id, at, at + len(anchor)}, at >= 0
}

// over reports whether one of some places covers at least half of another.
func over(places []place, at place) bool {
	return slices.ContainsFunc(places, func(p place) bool {
		return p.Doc == at.Doc && 2*(min(at.End, p.End)-max(at.Start, p.Start)) >= at.End-at.Start
	})
}

// A Row is the score of one type of items.
type Row struct {
	Type    string
	Gold    int // items that the record should have
	Seen    int // of them, those where something of the type stands
	Found   int // and its key fields agree
	Whole   int // and all its fields do
	Printed int // items that the record has in the texts that gold is of
	Matched int // of them, those that some gold item found
	Wrong   int // items that people held to be wrong and that the record has
}

// Precision is the share of what people judged and the record has that is right; ok is false where it has nothing that they judged.
func (r Row) Precision() (share float64, ok bool) {
	if r.Found+r.Wrong == 0 {
		return 0, false
	}
	return float64(r.Found) / float64(r.Found+r.Wrong), true
}

// Score compares a record with gold, type by type, in the order of the alphabet.
func Score(gold []Item, rec *Record) []Row {
	rows := map[string]*Row{}
	hit := map[*printed]bool{}
	files := map[string]bool{}
	for i := range gold {
		g := &gold[i]
		files[g.File] = true
		for _, b := range g.Between {
			files[b.File] = true
		}
		if g.Optional && !g.Wrong {
			continue
		}
		if rows[g.Type] == nil {
			rows[g.Type] = &Row{Type: g.Type}
		}
		near, good, whole := g.compare(rec)
		if g.Wrong {
			rows[g.Type].Wrong += one(len(whole) > 0)
			continue
		}
		row := rows[g.Type]
		row.Gold++
		row.Seen += one(len(near) > 0)
		row.Found += one(len(good) > 0)
		row.Whole += one(len(whole) > 0)
		for _, p := range good {
			hit[p] = true
		}
	}
	ids := map[string]bool{}
	for file := range files {
		if id, ok := rec.ids[file]; ok {
			ids[id] = true
		}
	}
	var all []Row
	for _, t := range slices.Sorted(maps.Keys(rows)) {
		row := rows[t]
		for _, p := range rec.items[t] {
			if p.standsIn(t, ids) && (hit[p] || p.Act != "believes" && p.Act != "intends") { // gold has what was said
				row.Printed++
				row.Matched += one(hit[p])
			}
		}
		all = append(all, *row)
	}
	return all
}

func (p *printed) standsIn(t string, ids map[string]bool) bool {
	if t == "lineage" {
		return ids[p.Doc] || ids[p.Origin]
	}
	in := func(places []place) bool {
		return slices.ContainsFunc(places, func(e place) bool { return ids[e.Doc] })
	}
	for _, side := range p.Between {
		if in(side.Evidence) {
			return true
		}
	}
	return in(p.Evidence)
}

// compare gives the items of the record that stand where gold has one, those of them whose key fields agree, and those of which
// all do.
func (g *Item) compare(rec *Record) (near, good, whole []*printed) {
	switch g.Type {
	case "discrepancy":
		for _, p := range rec.items[g.Type] {
			if !slices.Contains(g.answers("issue", g.Issue), p.Issue) || !g.sidesMeet(rec, p) {
				continue
			}
			near = append(near, p)
			if slices.Contains(g.answers("kind", g.Kind), p.Kind) {
				good = append(good, p)
			}
		}
		return near, good, good
	case "lineage":
		doc, ok := rec.ids[g.File]
		other, ok2 := rec.ids[g.Other]
		for _, p := range rec.items[g.Type] {
			if !ok || !ok2 || (p.Doc != doc || p.Origin != other) && (p.Doc != other || p.Origin != doc) {
				continue
			}
			near = append(near, p)
			if p.Relation == g.Relation {
				good = append(good, p)
			}
		}
		return near, good, good
	}
	at, ok := rec.find(g.File, g.Anchor)
	if !ok {
		return nil, nil, nil
	}
	for _, p := range rec.items[g.Type] {
		if !over(p.Evidence, at) {
			continue
		}
		near = append(near, p)
		if !g.agrees(p) {
			continue
		}
		good = append(good, p)
		if g.isWhole(p, at) {
			whole = append(whole, p)
		}
	}
	return near, good, whole
}

// sidesMeet holds where each side of a discrepancy in gold is one of those that the record has.
func (g *Item) sidesMeet(rec *Record, p *printed) bool {
	for _, side := range g.Between {
		named, placed := false, side.Anchor == ""
		at, ok := rec.find(side.File, side.Anchor)
		for _, s := range p.Between {
			named = named || sameName(side.Party, s.Party)
			placed = placed || ok && over(s.Evidence, at)
		}
		if !named || !placed {
			return false
		}
	}
	return true
}

// agrees holds where the key fields agree.
func (g *Item) agrees(p *printed) bool {
	switch g.Type {
	case "statement":
		return slices.ContainsFunc(g.answers("speaker", g.Speaker), func(want string) bool {
			if strings.HasPrefix(fold(want), "unnamed") {
				return p.Sourcing == "unnamed"
			}
			return anySame([]string{want}, p.Speaker.Name, p.Speaker.Party)
		})
	case "position":
		return anySame(g.answers("party", g.Party), p.Party) && slices.Contains(g.answers("issue", g.Issue), p.Issue)
	case "commitment":
		return slices.Contains(g.answers("issue", g.Issue), p.Issue)
	case "contact":
		return slices.Contains(g.answers("form", g.Form), p.Form) &&
			!slices.ContainsFunc(g.Participants, func(x string) bool { return !anySame([]string{x}, p.Participants...) })
	case "figure":
		return p.Value != nil && g.Value != nil && math.Abs(*p.Value-*g.Value) < 1e-9
	}
	return false
}

// isWhole holds where the other fields that gold has agree, too.
func (g *Item) isWhole(p *printed, at place) bool {
	type field struct{ name, want, got string }
	var fields []field
	switch g.Type {
	case "statement":
		fields = []field{{"quotation", g.Quotation, p.Quotation}, {"act", g.Act, p.Act}}
	case "position":
		fields = []field{{"stance", g.Stance, p.Stance}}
	case "commitment", "contact":
		fields = []field{{"status", g.Status, p.Status}, {"date", g.Date, p.Date}}
		if g.Type == "commitment" {
			fields = append(fields, field{"duration", g.Duration, p.Duration})
		}
	}
	for _, f := range fields {
		if f.want == "" {
			continue
		}
		want := g.answers(f.name, f.want)
		got := f.got
		if f.name == "status" {
			got = p.statusAt(at, want)
		}
		begins := f.name == "date" && slices.ContainsFunc(want, func(w string) bool { return strings.HasPrefix(got, w) })
		if !slices.Contains(want, got) && !begins {
			return false
		}
	}
	return true
}

// statusAt is what a thing stood at in one place: a right answer if the place gives any.
func (p *printed) statusAt(at place, want []string) string {
	here := ""
	for _, h := range p.History {
		if !over(h.Evidence, at) {
			continue
		}
		if slices.Contains(want, h.Status) {
			return h.Status
		}
		if here == "" {
			here = h.Status
		}
	}
	if here == "" {
		return p.Status
	}
	return here
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

package keep

import (
	"reflect"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/review"
	"github.com/parleyhq/parley/internal/store"
)

// A pool makes readings small that are to be held all at once. It changes nothing that they say.
type pool map[string]string

// shrink has the words that a reading quotes be those of the document's text, and has equal names, ids and values be one.
func (p pool) shrink(d *doc.Document, r *meaning.Reading) { p.walk(d, reflect.ValueOf(r).Elem()) }

var (
	quoteType    = reflect.TypeFor[doc.Quote]()
	evidenceType = reflect.TypeFor[doc.Evidence]()
)

func (p pool) walk(d *doc.Document, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(p.one(v.String()))
	case reflect.Pointer:
		if !v.IsNil() {
			p.walk(d, v.Elem())
		}
	case reflect.Slice:
		if v.Cap() > v.Len() { // a decoder leaves room for more
			exact := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
			reflect.Copy(exact, v)
			v.Set(exact)
		}
		if k := v.Type().Elem().Kind(); k != reflect.Struct && k != reflect.String && k != reflect.Pointer {
			return
		}
		for i := range v.Len() {
			p.walk(d, v.Index(i))
		}
	case reflect.Struct:
		switch v.Type() {
		case quoteType:
			q := v.Addr().Interface().(*doc.Quote)
			q.Text = own(d.Text, q.Start, q.End, q.Text)
			return
		case evidenceType:
			e := v.Addr().Interface().(*doc.Evidence)
			e.Doc, e.Quote = p.one(e.Doc), own(d.Text, e.Start, e.End, e.Quote)
			return
		}
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				p.walk(d, f)
			}
		}
	}
}

// own gives words as a part of the text that they stand in.
func own(text string, start, end int, words string) string {
	if 0 <= start && start <= end && end <= len(text) && text[start:end] == words {
		return text[start:end]
	}
	return words
}

// one gives a string that is as the one given, and the same one for equal ones.
func (p pool) one(s string) string {
	const longest = 64 // longer ones are words of the text, and rarely come twice
	if s == "" || len(s) > longest {
		return s
	}
	if same, ok := p[s]; ok {
		return same
	}
	p[s] = s
	return s
}

// handled tells which readings people may have decided something about: these are held whole.
type handled struct {
	documents map[string]bool
	actors    map[string]bool
	lost      []string // words of documents that are not kept any more
}

func handledBy(decisions []store.Decision, isKept func(doc string) bool) handled {
	h := handled{map[string]bool{}, map[string]bool{}, nil}
	anchor := func(all []doc.Evidence) {
		for _, e := range all {
			h.documents[e.Doc] = true
			if !isKept(e.Doc) {
				h.lost = append(h.lost, e.Quote)
			}
		}
	}
	for _, d := range decisions {
		anchor(d.Anchor)
		for _, o := range review.Merged(d) {
			anchor(o.Anchor)
			if d.Type == review.Actor {
				h.actors[o.Item] = true
			}
		}
		if d.Type == review.Actor {
			h.actors[d.Item] = true
		}
	}
	return h
}

// has reports whether people may have decided something about a reading.
func (h handled) has(d *doc.Document, r *meaning.Reading) bool {
	return h.documents[d.ID] ||
		len(h.actors) > 0 && slices.ContainsFunc(r.Actors, func(a meaning.Actor) bool { return h.actors[a.ID] }) ||
		slices.ContainsFunc(h.lost, func(words string) bool { return strings.Contains(d.Text, words) })
}

package actor_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language/coref"
	"github.com/parleyhq/parley/internal/language/entity"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/token"
	"github.com/parleyhq/parley/internal/meaning/actor"
	"github.com/parleyhq/parley/internal/meaning/attribution"
	"github.com/parleyhq/parley/internal/meaning/statement"
)

func TestDump(t *testing.T) {
	out := os.Getenv("RECORD")
	if out == "" {
		t.Skip()
	}
	dates := map[string]string{}
	if b, err := os.ReadFile("/tmp/who/dates.json"); err == nil {
		json.Unmarshal(b, &dates)
	}
	w, err := agenda.LoadWorld()
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := tag.Load()
	if err != nil {
		t.Fatal(err)
	}
	f, _ := os.Create(out)
	defer f.Close()
	enc := json.NewEncoder(f)
	enc.SetEscapeHTML(false)
	files, _ := filepath.Glob(os.Getenv("FILES"))
	for _, name := range files {
		b, _ := os.ReadFile(name)
		d := &doc.Document{ID: filepath.Base(name), Path: name, Text: string(b), Published: doc.Published{Date: dates[filepath.Base(name)]}}
		text := token.Split(d.Text, nil)
		tagger.Tag(text)
		ms := entity.Find(text, w)
		at := attribution.Find(d, text)
		var src []doc.Span
		for _, a := range at {
			if a.Source != nil {
				src = append(src, *a.Source)
			}
		}
		es := coref.Resolve(text, ms, w, coref.Options{Date: d.Published.Date, Sources: src})
		cast := actor.Read(d, text, ms, es, w)
		st := statement.From(d, text, at, cast)
		emit := func(typ string, v any) {
			j, _ := json.Marshal(v)
			m := map[string]any{}
			json.Unmarshal(j, &m)
			m["type"] = typ
			enc.Encode(m)
		}
		emit("document", d)
		fmt.Println("=====", name)
		for _, s := range st {
			emit("statement", s)
			q := func(x *doc.Quote) string {
				if x == nil {
					return "-"
				}
				return x.Text
			}
			fmt.Printf("%-60s | %s => %s / %s / %s (%s) %v %s\n", q(s.Source), q(s.Cue), s.Speaker.Name, s.Speaker.Role, s.Speaker.Party, s.Sourcing, s.Jointly, s.Described)
		}
		fmt.Println("-- actors")
		for _, a := range cast.Actors() {
			emit("actor", a)
			fmt.Printf("   %s [%s] %s  aka %s  roles %s listed %v\n", a.Name, a.Kind, a.Party, strings.Join(a.Aliases, "; "), strings.Join(a.Roles, "; "), a.Listed)
		}
		if os.Getenv("MENTIONS") == "" {
			continue
		}
		k := 0
		for _, s := range text.Sentences {
			fmt.Println("\n>", text.Span(s).Of(text.Source))
			for k < len(ms) && ms[k].Words.Start < s.End {
				m := ms[k]
				name := "-"
				if m.Entity >= 0 {
					name = fmt.Sprint(m.Entity, " ", es[m.Entity].Name, " [", es[m.Entity].Listed, "]", es[m.Entity].Members)
				}
				fmt.Printf("   %-40s %-6s %s  = %s\n", text.Span(m.Words).Of(text.Source),
					[]string{"?", "Person", "Org", "Place", "Nat", "Group", "Work"}[m.Kind], []string{"name", "desc", "pron"}[m.Form], name)
				k++
			}
		}
	}
}

package actor_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language/coref"
	"github.com/parleyhq/parley/internal/language/entity"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/token"
	"github.com/parleyhq/parley/internal/meaning/actor"
)

func TestPolnear(t *testing.T) {
	if os.Getenv("POLNEAR") == "" {
		t.Skip()
	}
	f, _ := os.Open(os.Getenv("POLNEAR"))
	z, _ := gzip.NewReader(f)
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 64<<20)
	w, _ := agenda.LoadWorld()
	tagger, _ := tag.Load()
	n := 0
	for sc.Scan() {
		var o struct {
			Name, Text   string
			Attributions []struct{ Source, Cue, Content [][2]int }
		}
		json.Unmarshal(sc.Bytes(), &o)
		if n++; n%6 != 0 {
			continue
		}
		text := token.Split(o.Text, nil)
		tagger.Tag(text)
		ms := entity.Find(text, w)
		var src []doc.Span
		for _, a := range o.Attributions {
			if len(a.Source) > 0 {
				src = append(src, doc.Span{Start: a.Source[0][0], End: a.Source[len(a.Source)-1][1]})
			}
		}
		es := coref.Resolve(text, ms, w, coref.Options{Date: "2016-09-20", Sources: src})
		c := actor.Read(&doc.Document{Text: o.Text, Published: doc.Published{Date: "2016-09-20"}}, text, ms, es, w)
		fmt.Println("=====", o.Name)
		for _, s := range src {
			v := c.Speaker(s)
			fmt.Printf("%-70.70s => %s / %s / %s (%s) %d %s\n", s.Of(o.Text), v.Speaker.Name, v.Speaker.Role, v.Speaker.Party, v.Sourcing, len(v.Jointly), v.Described)
		}
	}
}

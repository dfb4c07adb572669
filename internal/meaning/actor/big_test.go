package actor_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language/coref"
	"github.com/parleyhq/parley/internal/language/entity"
	"github.com/parleyhq/parley/internal/language/token"
	"github.com/parleyhq/parley/internal/meaning/actor"
)

func TestBig(t *testing.T) {
	fs, _ := filepath.Glob("/tmp/who/big/*.txt")
	r := newReader(t)
	for _, f := range fs {
		b, _ := os.ReadFile(f)
		text := token.Split(string(b), nil)
		r.tagger.Tag(text)
		t0 := time.Now()
		ms := entity.Find(text, r.world)
		t1 := time.Now()
		es := coref.Resolve(text, ms, r.world, coref.Options{Date: "2025-03-17"})
		t2 := time.Now()
		c := actor.Read(&doc.Document{Text: string(b)}, text, ms, es, r.world)
		for _, m := range ms {
			c.Speaker(text.Span(m.Words))
		}
		c.Actors()
		fmt.Println(f, len(b), len(ms), t1.Sub(t0), t2.Sub(t1), time.Since(t2))
	}
}

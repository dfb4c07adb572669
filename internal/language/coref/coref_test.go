package coref_test

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/casefile"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/coref"
	"github.com/parleyhq/parley/internal/language/entity"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/token"
)

// A reader does the stages before coref.
type reader struct {
	world  *agenda.World
	tagger *tag.Tagger
}

func newReader(t testing.TB) reader {
	t.Helper()
	tagger, err := tag.Load()
	if err != nil {
		t.Fatal(err)
	}
	return reader{casefile.World(t, "../../agenda"), tagger}
}

func (r reader) read(s string) (*language.Text, []language.Mention) {
	text := token.Split(s, nil)
	r.tagger.Tag(text)
	return text, entity.Find(text, r.world)
}

func TestCases(t *testing.T) {
	r := newReader(t)
	for _, c := range casefile.Read(t, "testdata/cases.txt") {
		t.Run(c.Title, func(t *testing.T) {
			text, ms := r.read(c.Text)
			es := coref.Resolve(text, ms, r.world, coref.Options{Date: c.Date})
			chains := map[int]string{} // the line of each entity
			for _, line := range c.Lines {
				want := -1
				for _, part := range strings.Split(line, " = ") {
					if id, ok := strings.CutPrefix(part, "["); ok {
						if want < 0 || es[want].Listed != strings.TrimSuffix(id, "]") {
							t.Errorf("%s: is not %s of the lists", line, part)
						}
						continue
					}
					if strings.HasPrefix(part, "(") {
						if got := members(es, want, chains); got != part {
							t.Errorf("%s: is made of %s, want %s", line, got, part)
						}
						continue
					}
					m := find(text, ms, part)
					if m < 0 {
						t.Fatalf("%s: no mention %q", line, part)
					}
					e := ms[m].Entity
					if want < 0 {
						want = e
						if chains[e] != "" {
							t.Errorf("%s: is one with %s", line, chains[e])
						}
						chains[e] = line
					}
					if e < 0 || e != want {
						t.Errorf("%s: %q is %s", line, part, chains[e])
					}
				}
			}
			if t.Failed() {
				for _, m := range ms {
					t.Logf("%3d %s", m.Entity, text.Span(m.Words).Of(c.Text))
				}
			}
		})
	}
}

// find gives the mention with these words, or the n-th with "#n" after them.
func find(text *language.Text, ms []language.Mention, words string) int {
	words, nth, _ := strings.Cut(words, "#")
	n, err := strconv.Atoi(nth)
	if err != nil {
		n = 1
	}
	for i, m := range ms {
		if text.Span(m.Words).Of(text.Source) == words {
			if n--; n == 0 {
				return i
			}
		}
	}
	return -1
}

// members writes whom a group is made of: by the first mention of the line of each.
func members(es []language.Entity, e int, chains map[int]string) string {
	if e < 0 {
		return "()"
	}
	var names []string
	for _, m := range es[e].Members {
		name, _, _ := strings.Cut(chains[m], " = ")
		names = append(names, strings.Join(slices.Compact([]string{es[m].Name, name})[:1], ""))
	}
	return "(" + strings.Join(names, " + ") + ")"
}

// check reports what does not hold of the entities.
func check(t *testing.T, ms []language.Mention, es []language.Entity) {
	t.Helper()
	seen := make([]bool, len(es))
	for i, m := range ms {
		if m.Entity < -1 || m.Entity >= len(es) {
			t.Fatalf("mention %d is of entity %d of %d", i, m.Entity, len(es))
		}
		if m.Entity >= 0 {
			seen[m.Entity] = true
		}
	}
	for i, e := range es {
		for _, k := range e.Members {
			if k < 0 || k >= len(es) || k == i {
				t.Fatalf("entity %d has the member %d of %d", i, k, len(es))
			}
			seen[k] = true
		}
	}
	if i := slices.Index(seen, false); i >= 0 {
		t.Errorf("entity %d has no mention", i)
	}
}

func FuzzResolve(f *testing.F) {
	for _, c := range casefile.Read(f, "testdata/cases.txt") {
		f.Add(c.Text, c.Date)
	}
	f.Add("He said she, it and they said the two leaders, both. The readout said the army.", "2031")
	r := newReader(f)
	f.Fuzz(func(t *testing.T, s, date string) {
		if !utf8.ValidString(s) || len(s) > 5000 {
			return
		}
		text, ms := r.read(s)
		o := coref.Options{Date: date}
		es := coref.Resolve(text, ms, r.world, o)
		check(t, ms, es)
		again := slices.Clone(ms)
		if other := coref.Resolve(text, again, r.world, o); !reflect.DeepEqual(es, other) || !slices.Equal(ms, again) {
			t.Error("resolved otherwise the second time")
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	var s strings.Builder
	for _, c := range casefile.Read(b, "testdata/cases.txt") {
		fmt.Fprintln(&s, c.Text)
	}
	r := newReader(b)
	text, ms := r.read(s.String()[:min(s.Len(), 4400)])
	b.ReportAllocs()
	for b.Loop() {
		coref.Resolve(text, ms, r.world, coref.Options{Date: "2031-03-04"})
	}
	b.ReportMetric(float64(len(text.Words)), "words")
}

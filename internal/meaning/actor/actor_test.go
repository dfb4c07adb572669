package actor_test

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/casefile"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/coref"
	"github.com/parleyhq/parley/internal/language/entity"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/token"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/meaning/actor"
)

// A reader does the stages before actor.
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

func (r reader) words(s, date, publisher string) (*doc.Document, *language.Text, []language.Mention, []language.Entity) {
	d := &doc.Document{ID: "case", Text: s, Publisher: publisher, Published: doc.Published{Date: date}}
	text := token.Split(s, nil)
	r.tagger.Tag(text)
	ms := entity.Find(text, r.world)
	return d, text, ms, coref.Resolve(text, ms, r.world, coref.Options{Date: date})
}

func (r reader) read(s, date, publisher string) (*language.Text, *actor.Cast) {
	d, text, ms, es := r.words(s, date, publisher)
	return text, actor.Read(d, text, ms, es, r.world)
}

func TestCases(t *testing.T) {
	r := newReader(t)
	for _, c := range casefile.Read(t, "testdata/cases.txt") {
		t.Run(c.Title, func(t *testing.T) {
			_, cast := r.read(c.Text, c.Date, c.Publisher)
			for _, line := range c.Lines {
				if want, ok := strings.CutPrefix(line, "actor "); ok {
					if got := actors(cast); !strings.Contains(got, want+"\n") {
						t.Errorf("no actor %s among\n%s", want, got)
					}
					continue
				}
				words, _, _ := strings.Cut(line, " | ")
				span, ok := place(c.Text, words)
				if !ok {
					t.Fatalf("%q does not stand in the text", words)
				}
				if got := words + " " + source(cast.Speaker(span)); got != line {
					t.Errorf("got  %s\nwant %s", got, line)
				}
			}
		})
	}
}

// place finds words in a text, or their n-th place with "#n" after them.
func place(text, words string) (doc.Span, bool) {
	words, nth, _ := strings.Cut(words, "#")
	n, err := strconv.Atoi(nth)
	if err != nil {
		n = 1
	}
	at := 0
	for ; ; at++ {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return doc.Span{}, false
		}
		at += i
		whole := (at == 0 || text[at-1] == ' ' || text[at-1] == '\n') && strings.IndexByte(" ,.:\n", text[at+len(words)]) >= 0
		if whole {
			if n--; n == 0 {
				return doc.Span{Start: at, End: at + len(words)}, true
			}
		}
	}
}

// source writes a source as the cases have it.
func source(s meaning.Source) string {
	var names, roles, parties []string
	for _, one := range append([]meaning.Speaker{s.Speaker}, s.Jointly...) {
		names, roles, parties = append(names, one.Name), append(roles, one.Role), append(parties, one.Party)
	}
	line := ""
	for _, field := range []string{string(s.Sourcing), plus(names), plus(roles), plus(parties)} {
		line += "|"
		if field != "" {
			line += " " + field + " "
		} else {
			line += " "
		}
	}
	return strings.TrimRight(line, " ")
}

func plus(s []string) string {
	joined := strings.Join(s, " + ")
	if strings.Trim(joined, " +") == "" {
		return ""
	}
	return joined
}

func actors(c *actor.Cast) string {
	var b strings.Builder
	for _, a := range c.Actors() {
		fmt.Fprintln(&b, strings.TrimRight(fmt.Sprintf("%s | %s | %s | %s", a.Name, a.Kind, a.Party, strings.Join(a.Aliases, ", ")), " "))
	}
	return b.String()
}

// Whatever is asked, actors are in order and apart, their evidence holds, and every speaker is one of them.
func FuzzCast(f *testing.F) {
	for _, c := range casefile.Read(f, "testdata/cases.txt") {
		f.Add(c.Text, c.Date)
	}
	r := newReader(f)
	f.Fuzz(func(t *testing.T, s, date string) {
		if !utf8.ValidString(s) || len(s) > 3000 {
			return
		}
		text, cast := r.read(s, date, "")
		_, again := r.read(s, date, "")
		speakers := map[string]bool{}
		for i := range text.Words {
			for j := i + 1; j <= min(i+5, len(text.Words)); j++ {
				span := text.Span(language.Range{Start: i, End: j})
				got := cast.Speaker(span)
				if other := again.Speaker(span); !reflect.DeepEqual(got, other) {
					t.Fatalf("%q is %v and then %v", span.Of(s), got, other)
				}
				if got.Sourcing == meaning.Unnamed && got.Speaker.Name != "" {
					t.Errorf("%q is unnamed and is called %q", span.Of(s), got.Speaker.Name)
				}
				for _, one := range append([]meaning.Speaker{got.Speaker}, got.Jointly...) {
					if one.Actor != "" {
						speakers[one.Actor] = true
					}
				}
				cast.Medium(span)
				again.Medium(span)
			}
		}
		all := cast.Actors()
		if !reflect.DeepEqual(all, again.Actors()) {
			t.Error("other actors the second time")
		}
		for i, a := range all {
			if a.ID == "" || a.Name == "" || i > 0 && all[i-1].ID >= a.ID {
				t.Errorf("actor %d, %q (%s), is out of order or has no name", i, a.Name, a.ID)
			}
			for _, e := range a.Evidence {
				if e.Start < 0 || e.End > len(s) || e.Start >= e.End || s[e.Start:e.End] != e.Quote {
					t.Errorf("the evidence of %s does not hold: %v", a.Name, e)
				}
			}
			delete(speakers, a.ID)
		}
		if len(speakers) > 0 {
			t.Errorf("speakers that are no actors: %v", speakers)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var s strings.Builder
	for _, c := range casefile.Read(b, "testdata/cases.txt") {
		fmt.Fprintln(&s, c.Text)
	}
	r := newReader(b)
	d, text, ms, es := r.words(s.String()[:min(s.Len(), 4400)], "2031-03-04", "")
	b.ReportAllocs()
	for b.Loop() {
		cast := actor.Read(d, text, ms, es, r.world)
		for _, sentence := range text.Sentences {
			cast.Speaker(text.Span(language.Range{Start: sentence.Start, End: min(sentence.Start+3, sentence.End)}))
		}
		cast.Actors()
	}
	b.ReportMetric(float64(len(text.Words)), "words")
}

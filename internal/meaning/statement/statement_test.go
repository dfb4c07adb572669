package statement

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/timex"
	"github.com/parleyhq/parley/internal/language/token"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/meaning/attribution"
)

// cast knows the two media of the cases and nobody else.
type cast struct{ text string }

func (c cast) Speaker(at doc.Span) meaning.Source {
	return meaning.Source{Speaker: meaning.Speaker{Name: at.Of(c.text)}, Sourcing: meaning.Named}
}

func (c cast) Author(p doc.Part) meaning.Source {
	return meaning.Source{Speaker: meaning.Speaker{Name: p.Author}, Sourcing: meaning.ByDocument}
}

func (c cast) Medium(at doc.Span) *meaning.Via {
	for _, m := range []string{"Valmora Radio", "Bay News Agency"} {
		if strings.Contains(at.Of(c.text), m) {
			return &meaning.Via{Name: m}
		}
	}
	return nil
}

// TestCases reads testdata/cases.txt: a text, and beside it the statements that it makes.
func TestCases(t *testing.T) {
	raw, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := tag.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range strings.Split(string(raw), "\n== ")[1:] {
		title, body, _ := strings.Cut(c, "\n")
		text, want, ok := strings.Cut(body+"\n", "\n--\n")
		if !ok {
			t.Fatalf("%q has no line of -- between the text and its statements", title)
		}
		t.Run(title, func(t *testing.T) {
			d := &doc.Document{ID: "case", Text: text}
			words := token.Split(text, nil)
			tagger.Tag(words)
			var got []string
			ids := map[string]bool{}
			for _, s := range From(d, words, times(d, words), attribution.Find(d, words), cast{text}) {
				got = append(got, line(s))
				if ids[s.ID] || s.ID == "" || s.Doc != d.ID {
					t.Errorf("the id %q is empty or not the statement's own", s.ID)
				}
				ids[s.ID] = true
				for _, e := range s.Evidence {
					if e.Doc != d.ID || e.Span().Of(text) != e.Quote {
						t.Errorf("the evidence %v does not hold", e)
					}
				}
			}
			var wanted []string
			for l := range strings.Lines(want) {
				if l = strings.TrimSpace(l); l != "" {
					wanted = append(wanted, l)
				}
			}
			if diff := cmp.Diff(wanted, got); diff != "" {
				t.Errorf("%s\nwant - got +\n%s", text, diff)
			}
		})
	}
}

// times are what timex finds in a case, as if it were published on Wednesday, 7 May 2031.
func times(d *doc.Document, words *language.Text) []meaning.Timex {
	var out []meaning.Timex
	for _, x := range timex.Find(words, doc.Published{Date: "2031-05-07", Basis: doc.Given}) {
		out = append(out, meaning.Timex{Kind: string(x.Kind), Value: x.Value, Evidence: []doc.Evidence{d.Evidence(words.Span(x.Words))}})
	}
	return out
}

// line writes a statement as the cases do.
func line(s meaning.Statement) string {
	source, via := "-", "-"
	if s.Source != nil {
		source = s.Speaker.Name
	}
	if s.Via != nil {
		via = s.Via.Name
	}
	out := []string{source, string(s.Quotation), string(s.Act), via}
	for _, e := range s.Evidence {
		out = append(out, e.Quote)
	}
	if s.Negated {
		out[2] = "not " + out[2]
	}
	if s.Modality != "" {
		out[2] = s.Modality + ": " + out[2]
	}
	if s.Time != "" {
		out[2] += " at " + s.Time
	}
	return strings.Join(out, " | ")
}

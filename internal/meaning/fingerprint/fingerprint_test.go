package fingerprint

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language/token"
	"github.com/parleyhq/parley/internal/meaning"
)

func of(text string, furniture ...doc.Span) meaning.Fingerprint {
	return Of(token.Split(text, furniture))
}

const story = "Foreign Minister Ana Duarte of Valmora said on Tuesday that the dam on the upper river would stay closed until Estria let the grain convoys pass."

func TestMarksOfWordsNotOfMarks(t *testing.T) {
	plain := of(story)
	other := of(strings.ToUpper(strings.ReplaceAll(story, "the dam", "“the dam”,")))
	if plain.Words != 26 || len(plain.Marks) == 0 {
		t.Errorf("%d words and %d marks of a sentence of 26 words", plain.Words, len(plain.Marks))
	}
	if !slices.Equal(plain.Marks, other.Marks) {
		t.Error("capitals and quotation marks change the marks")
	}
}

func TestFurnitureDoesNotCount(t *testing.T) {
	menu := "Home World Politics Business Culture Sport Weather Subscribe Log in Today's paper Archive\n\n"
	if got, want := of(menu+story, doc.Span{Start: 0, End: len(menu)}), of(story); !slices.Equal(got.Marks, want.Marks) || got.Words != want.Words {
		t.Error("furniture is marked")
	}
}

func TestNoWords(t *testing.T) {
	for _, text := range []string{"", "—", "Five words are too few."} {
		if f := of(text); len(f.Marks) > 0 {
			t.Errorf("%q has marks", text)
		}
	}
}

// A run of as many words as Guaranteed has a mark in every text that it stands in.
func TestSharedRunsShareAMark(t *testing.T) {
	word := rapid.StringMatching(`[a-z]{2,6}`)
	rapid.Check(t, func(t *rapid.T) {
		words := func(name string, from, to int) string {
			return strings.Join(rapid.SliceOfN(word, from, to).Draw(t, name), " ")
		}
		run := words("run", meaning.Guaranteed, meaning.Guaranteed)
		a := of(words("a", 1, 30) + " " + run + " " + words("b", 1, 30))
		b := of(words("c", 1, 30) + " " + run + " " + words("d", 1, 30))
		for _, m := range a.Marks {
			if slices.Contains(b.Marks, m) {
				return
			}
		}
		t.Fatalf("no mark in common for %q", run)
	})
}

func TestSize(t *testing.T) {
	var b strings.Builder
	for i := range 25 {
		fmt.Fprintf(&b, "In week %d the envoys of town %d asked the council of river %d to open lock %d for the barges of %d farmers. ", i, i*7, i*13, i*3, i*31)
	}
	f := of(b.String())
	j, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	if perWord := len(j) / f.Words; perWord > 8 || f.Words < 500 {
		t.Errorf("the fingerprint of %d words is %d bytes", f.Words, len(j))
	}
	for i, at := range f.At {
		if i > 0 && at <= f.At[i-1] || int(at) >= b.Len() {
			t.Errorf("mark %d begins at %d, the one before at %d", i, at, f.At[i-1])
		}
	}
}

func BenchmarkOf(b *testing.B) {
	text := token.Split(strings.Repeat(story+" ", 20), nil)
	b.ReportAllocs()
	for b.Loop() {
		Of(text)
	}
}

package conllu

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/language"
)

const sample = "testdata/sample.conllu"

func TestReadAndWrite(t *testing.T) {
	in, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	f, err := Read(bytes.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	if want := "Duarte's envoys didn't agree. They left.\nTalks (and tea)"; f.Text.Source != want {
		t.Errorf("the text is %q, want %q", f.Text.Source, want)
	}
	if w := f.Text.Words[4]; f.Text.Form(4) != "n't" || w.XPOS != language.RB || w.Head != 5 || w.Rel != language.AdvMod {
		t.Errorf("word 4 is %q %+v", f.Text.Form(4), w)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	// What Write does not know, it leaves out: an empty node and the sample's own comments.
	if diff := cmp.Diff(known(string(in)), known(out.String())); diff != "" {
		t.Errorf("(-read +written)\n%s", diff)
	}
	if diff := cmp.Diff(f.Multi, Of(f.Text).Multi); diff != "" {
		t.Errorf("multiword tokens (-read +found)\n%s", diff)
	}
}

// known leaves out what Write does not write.
func known(conllu string) string {
	var out strings.Builder
	for row := range strings.Lines(conllu) {
		if strings.HasPrefix(row, "#") && !strings.HasPrefix(row, "# text") && row != "# newpar\n" || strings.HasPrefix(row, "3.1\t") {
			continue
		}
		out.WriteString(row)
	}
	return out.String()
}

func TestFaultsNameTheLine(t *testing.T) {
	const tail = "\t_\t_\t_\t_\t_\t_\t_\t_"
	for _, c := range []struct{ in, want string }{
		{"1\tx\n", "CoNLL-U line 1: 2 columns, want 10 separated by tabs"},
		{"# c\n2\tx" + tail + "\n", `CoNLL-U line 2: word id "2", want 1`},
		{"1\tx\t_\t_\t_\t_\t7\t_\t_\t_\n", "CoNLL-U line 1: word 1 has head 7, the sentence ends at 1"},
		{"1\tx\t_\t_\t_\t_\t1\t_\t_\t_\n", `CoNLL-U line 1: word 1 has head "1"`},
		{"1\tx\t_\t_\t_\t_\tx\t_\t_\t_\n", `CoNLL-U line 1: word 1 has head "x"`},
		{"1\t" + tail + "\n", "CoNLL-U line 1: word 1 has no form"},
		{"2-3\tx" + tail + "\n", "CoNLL-U line 1: multiword token 2-3, want one from 1 on"},
		{"1-2\tdon't" + tail + "\n1\tdo" + tail + "\n\n", "CoNLL-U line 3: the sentence ends inside a multiword token that goes on to word 2"},
	} {
		if _, err := Read(strings.NewReader(c.in)); err == nil || err.Error() != c.want {
			t.Errorf("%q: error %v, want %s", c.in, err, c.want)
		}
	}
}

// A multiword token whose words are not its letters shares its place among them.
func TestWordsThatAreNotTheLetters(t *testing.T) {
	const tail = "\t_\t_\t_\t_\t_\t_\t_\t_\n"
	f, err := Read(strings.NewReader("1-2\tdu" + tail + "1\tde" + tail + "2\tle" + tail))
	if err != nil {
		t.Fatal(err)
	}
	if f.Text.Form(0) != "d" || f.Text.Form(1) != "u" {
		t.Errorf("have %q and %q", f.Text.Form(0), f.Text.Form(1))
	}
}

func TestClitics(t *testing.T) {
	text := &language.Text{}
	for i, w := range strings.Split("He ca|n't say '|it|'s Duarte|'s|'|; we can|not|, gon|na|.", " ") {
		if i > 0 {
			text.Source += " "
		}
		for form := range strings.SplitSeq(w, "|") {
			start := int32(len(text.Source))
			text.Source += form
			text.Words = append(text.Words, language.Word{Start: start, End: int32(len(text.Source)), Head: -1})
		}
	}
	text.Sentences = []language.Range{{Start: 0, End: len(text.Words)}}
	var got []string
	for _, m := range Of(text).Multi {
		got = append(got, text.Span(m).Of(text.Source))
	}
	if diff := cmp.Diff([]string{"can't", "it's", "Duarte's", "cannot", "gonna"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// FuzzRead: what is read without an error can be written, and reads back as the same.
func FuzzRead(f *testing.F) {
	if in, err := os.ReadFile(sample); err == nil {
		f.Add(string(in))
	}
	f.Fuzz(func(t *testing.T, in string) {
		first, err := Read(strings.NewReader(in))
		if err != nil {
			return
		}
		for i, w := range first.Text.Words {
			if w.Start > w.End || int(w.End) > len(first.Text.Source) || i > 0 && w.Start < first.Text.Words[i-1].End || int(w.Head) >= len(first.Text.Words) {
				t.Fatalf("word %d is %+v", i, w)
			}
		}
		var out bytes.Buffer
		if err := first.Write(&out); err != nil {
			t.Fatal(err)
		}
	})
}

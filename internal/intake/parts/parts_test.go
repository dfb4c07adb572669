package parts

import (
	"os"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/intake"
)

func TestHeadings(t *testing.T) {
	data, err := os.ReadFile("testdata/headings.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for l := range strings.Lines(string(data)) {
		in, want, ok := strings.Cut(l, "=>")
		if strings.HasPrefix(l, "#") || !ok {
			continue
		}
		n++
		in, want = strings.TrimSpace(in), strings.TrimSpace(want)
		got := "no"
		if kind, author, ok := find(in); ok {
			got = strings.TrimSpace(string(kind) + " / " + author)
		}
		if got != want {
			t.Errorf("%s => %s, wanted %s", in, got, want)
		}
	}
	if n == 0 {
		t.Fatal("no cases")
	}
}

// Two statements under an article are two parts; each ends before the next, and the last before the furniture.
func TestFind(t *testing.T) {
	const article = "Envoys meet\nThe envoys of both governments met in Port Lund on Tuesday to talk about the islands.\n"
	const one = "Statement from the White Palace\nThe president spoke with her counterpart about the islands and the need for peace.\nThey will speak again."
	const two = "Readout by the Presidency of Lundia\nThe president of Lundia spoke with his counterpart about fish and about nothing else."
	text := article + one + "\n\n" + two + "\n© 2031 The Example\n"
	copyright := strings.Index(text, "©")
	got := Find(text, intake.Lines(text), len("Envoys meet\n"), []doc.Span{{Start: copyright, End: len(text) - 1}})
	if len(got) != 2 || got[0].Span.Of(text) != one || got[1].Span.Of(text) != two || got[0].Author != "the White Palace" || got[1].Kind != doc.Readout {
		t.Errorf("%+v", got)
	}
	// at the top it is the headline of the whole
	if got := Find(one, intake.Lines(one), strings.Index(one, "The president"), nil); got != nil {
		t.Errorf("a headline is a part: %+v", got)
	}
}

func TestKind(t *testing.T) {
	talk := strings.Repeat("HOLM: We came to listen to you.\nDUARTE: And we came to talk.\n", 4)
	for _, c := range []struct {
		title, text    string
		signed, agency bool
		want           doc.Kind
	}{
		{"Readout of the call with Prime Minister Lund", "They spoke.", false, false, doc.Readout},
		{"Joint statement on the islands", "They state the following.", false, true, doc.Release},
		{"Joint statement on the islands", "They state the following.", true, false, doc.Report},
		{"Envoys meet", "They met, he told reporters.", false, false, doc.Report},
		{"Envoys meet", "They met.", true, false, doc.Report},
		{"Envoys meet", "They met.", false, true, doc.Report},
		{"Envoys meet", "They met.", false, false, ""},
		{"Duarte and Holm", talk, false, false, doc.Transcript},
	} {
		if got := Kind(c.title, c.signed, c.agency, c.text, intake.Lines(c.text)); got != c.want {
			t.Errorf("%s: %q, wanted %q", c.title, got, c.want)
		}
	}
}

// A mistake in the table is told with its file and its line.
func TestTable(t *testing.T) {
	for table, words := range map[string]string{
		"readout\tx\n":                           "h.tsv:1: has 2 columns",
		"# c\nletter\tx\tx\n":                    `h.tsv:2: "letter" is none of`,
		"readout\t(x\tx\n":                       "h.tsv:1: error parsing",
		"readout\tby (?P<author>.+)\tby [A] B\n": `h.tsv:1: the example gives the author "A B"`,
	} {
		if _, err := parse("h.tsv", table); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v; wanted %q", table, err, words)
		}
	}
}

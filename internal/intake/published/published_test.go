package published

import (
	"os"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/doc"
)

func lines(t *testing.T, file string) []string {
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(data), "\n")
}

func TestParse(t *testing.T) {
	n := 0
	for _, l := range lines(t, "dates.txt") {
		in, want, ok := strings.Cut(l, "=>")
		if strings.HasPrefix(l, "#") || !ok {
			continue
		}
		n++
		in, want = strings.TrimSpace(in), strings.TrimSpace(want)
		got, err := Parse(in)
		if err != nil {
			got = "no"
		}
		if got != want {
			t.Errorf("%s => %s, wanted %s", in, got, want)
		}
	}
	if n == 0 {
		t.Fatal("no cases")
	}
}

func TestFind(t *testing.T) {
	n := 0
	for block := range strings.SplitSeq(strings.Join(lines(t, "signs.txt"), "\n"), "\n\n") {
		var s Signs
		want, is := "", false
		for l := range strings.SplitSeq(block, "\n") {
			if strings.HasPrefix(l, "#") || l == "" {
				continue
			}
			key, value, _ := strings.Cut(l, ":")
			value = strings.TrimSpace(value)
			switch key {
			case "given":
				s.Given = doc.Published{Date: value, Basis: doc.Given}
			case "metadata":
				s.Metadata = append(s.Metadata, value)
			case "line":
				s.Lines = append(s.Lines, value)
			case "name":
				s.Name = value
			case "dateline":
				s.Dateline = value
			case "copyright":
				s.Copyright = value
			case "wire":
				s.Wire = value == "yes"
			case "text":
				s.Text = value
			case "want":
				want, is = value, true
			default:
				t.Fatalf("%q is no line of a case", l)
			}
		}
		if !is {
			continue
		}
		n++
		p, err := Find(s)
		if got := strings.TrimSpace(p.Date + " " + string(p.Basis)); err != nil || got != want {
			t.Errorf("%s\ngives %q, %v", block, got, err)
		}
	}
	if n == 0 {
		t.Fatal("no cases")
	}
}

// A date that was given and cannot be read is an error that says how to write it.
func TestGiven(t *testing.T) {
	_, err := Find(Signs{Given: doc.Published{Date: "soon", Basis: doc.Given}})
	if err == nil || !strings.Contains(err.Error(), "2025-03-18") {
		t.Error(err)
	}
}

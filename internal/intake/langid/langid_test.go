package langid

import (
	"os"
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	data, err := os.ReadFile("testdata/texts.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for l := range strings.Lines(string(data)) {
		lang, text, ok := strings.Cut(l, "|")
		if strings.HasPrefix(l, "#") || !ok {
			continue
		}
		n++
		want := strings.Trim(lang, " -")
		if got := Of(text); got != want {
			t.Errorf("%q, wanted %q: %s", got, want, text)
		}
	}
	if n == 0 {
		t.Fatal("no cases")
	}
}

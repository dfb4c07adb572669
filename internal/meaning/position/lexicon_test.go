package position

import (
	"strings"
	"testing"
)

func TestLexiconReads(t *testing.T) {
	if _, err := readLexicon(lexiconTSV); err != nil {
		t.Fatal(err)
	}
}

// A line that is not sound is refused with its number and field.
func TestLexiconErrors(t *testing.T) {
	const head = "# words\nword\tsort\tstance\tnot\tframes\n"
	for _, c := range [][2]string{
		{"word\tsort\tstance\n", ":1: the first line"},
		{head + "demand\tverbs\tdemands\t\tnp", ":3: sort:"},
		{head + "demand\tverb\twants\t\tnp", ":3: stance:"},
		{head + "demand\tverb\tdemands\tdenies\tnp", ":3: not:"},
		{head + "demand\tverb\tdemands\t\tnoun", ":3: frames:"},
		{head + "demand\tverb\t\t\tnp", ":3: stance:"},
		{head + "stress\tvoice\tdemands\t\t", ":3: stance:"},
		{head + "demand\tverb\tdemands\t\tnp\tmore", ":3: it has 6 fields"},
		{head + "Demand\tverb\tdemands\t\tnp", ":3: word:"},
		{head + "demand\tverb\tdemands\t\tnp\ncall|demand\tverb\tdemands\t\tnp", ":4: word:"},
	} {
		if _, err := readLexicon(c[0]); err == nil || !strings.Contains(err.Error(), c[1]) {
			t.Errorf("%q\ngives %v\nwant  %s", c[0], err, c[1])
		}
	}
}

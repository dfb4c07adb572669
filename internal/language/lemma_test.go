package language

import (
	"strings"
	"testing"
)

// TestLemma reads each form with its tag and expects the dictionary form.
func TestLemma(t *testing.T) {
	for _, c := range strings.Split(strings.TrimSpace(`
agreed VBD agree
demands VBZ demand
demanding VBG demand
insisted VBD insist
hoping VBG hope
proposed VBN propose
accused VBD accuse
negotiating VBG negotiate
violated VBN violate
treating VBG treat
halted VBD halt
stopping VBG stop
committed VBD commit
extended VBN extend
carries VBZ carry
denied VBD deny
met VBD meet
truces NNS truce
countries NNS country
talks NNS talk
parties NNS party
attacks NNS attack
crises NNS crisis
passes VBZ pass
pushed VBD push
breaching VBG breach
recognised VBD recognise
recognizing VBG recognize
respected VBN respect
observed VBD observe
brokered VBN broker
withdrawing VBG withdraw
is VBZ be
settled VBD settle
involved VBN involve
pressing VBG press
seizing VBG seize
`), "\n") {
		f := strings.Fields(c)
		x, ok := ParseXPOS(f[1])
		if !ok {
			t.Fatalf("no tag %s", f[1])
		}
		u := VERB
		if x.IsNoun() {
			u = NOUN
		}
		text := Text{Source: f[0], Words: []Word{{End: int32(len(f[0])), Head: -1, XPOS: x, UPOS: u}}, Sentences: []Range{{0, 1}}, Paragraphs: []Range{{0, 1}}}
		if got := text.Lemma(0); got != f[2] {
			t.Errorf("%s %s: got %s, want %s", f[0], f[1], got, f[2])
		}
	}
}

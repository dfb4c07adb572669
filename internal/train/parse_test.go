package train

import (
	"math"
	"testing"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/parse"
)

// The gradients are what the loss does when a number changes a little.
func TestGradients(t *testing.T) {
	vocabulary := []uint32{1, 2, 3}
	trainer := newNetTrainer(vocabulary, 7)
	a := &treeExample{
		rows:  []parse.Rows{{1, 5, 6, 7, 8, 9, 10, 1}, {2, 9, 9, 9, 1, 3, 4, 0}, {0, 1, 2, 3, 4, 5, 6, 7}, {3, 3, 3, 3, 3, 3, 3, 3}},
		count: []int{9, 9, 9, 9}, heads: []int{2, 0, 2, 3}, rels: []language.Rel{language.NSubj, language.Root, language.Obj, language.AMod},
	}
	b := &treeExample{rows: a.rows[1:3], count: a.count[1:3], heads: []int{2, 0}, rels: []language.Rel{language.Det, language.Root}}
	batch := []*treeExample{a, b}
	trainer.loss(batch)
	check := func(name string, numbers, gradients []float32) {
		checked := 0
		for i := 0; i < len(numbers) && checked < 12; i += 1 + len(numbers)/97 {
			if math.Abs(float64(gradients[i])) < 3e-4 {
				continue
			}
			checked++
			const by = 2e-3
			was := numbers[i]
			other := &netTrainer{net: trainer.net, grad: parse.NewNet(3), random: trainer.random}
			for k := range other.isTouched {
				other.isTouched[k] = make([]bool, len(other.net.Tables[k])/parse.Width)
			}
			numbers[i] = was + by
			up := other.loss(batch)
			numbers[i] = was - by
			down := other.loss(batch)
			numbers[i] = was
			got, want := float64(gradients[i]), (up-down)/(2*by)
			if math.Abs(got-want) > 0.1*math.Abs(want)+3e-4 {
				t.Errorf("%s[%d]: gradient %.5f, the loss says %.5f", name, i, got, want)
			}
		}
		if checked == 0 {
			t.Errorf("%s: no gradient was checked", name)
		}
	}
	numbers, gradients := trainer.net.Numbers(), trainer.grad.Numbers()
	for k := range numbers {
		check("part "+string(rune('a'+k)), numbers[k], gradients[k])
	}
	for k := range trainer.net.Tables {
		row := int(a.rows[0][k]) * parse.Width
		check("table "+string(rune('0'+k)), trainer.net.Tables[k][row:row+parse.Width], trainer.grad.Tables[k][row:row+parse.Width])
	}
}

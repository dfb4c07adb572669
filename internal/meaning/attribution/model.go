package attribution

import (
	"encoding/binary"
	"errors"
	"math"
	"sync"

	"github.com/parleyhq/parley/internal/weights"
)

// A Head is one of the questions that the model answers.
type Head uint8

const (
	ContentStart Head = iota // where what was said before its cue begins
	ContentEnd               // where what was said behind its cue ends
	SourceStart
	SourceEnd
	Judge // whether it is an attribution, and the right one
	heads
)

// A Model is what was learned of attributions: linear weights of hashed features, one table for each head, and how often
// what was given a score was right.
//
// Its form, integers and IEEE 754 numbers little-endian: the signature; the threshold (4 bytes); the number of steps of
// the calibration (1 byte) and the steps, each the score from which it holds and the share that was right (4 bytes each);
// and for each head the number of bits of a feature (1 byte), the size of a unit (4 bytes) and the weights, a signed byte
// each.
type Model struct {
	Threshold float32 // what is less probable is no attribution
	Steps     []Step  // the calibration, by rising score
	tables    [heads]table
}

// A Step is the share of attributions with at least this score, and less than the next step's, that were right.
type Step struct{ Score, Right float32 }

type table struct {
	shift   uint32
	unit    float32
	weights string
}

const modelSignature = "parley attribution 1\n"

// shipped is the model that comes with the program.
var shipped = sync.OnceValue(func() *Model {
	m, err := ReadModel(weights.Attribution)
	if err != nil {
		panic(err) // the embedded file is checked by the tests
	}
	return m
})

// ReadModel reads weights that Bytes wrote.
func ReadModel(data string) (*Model, error) {
	bad := func(what string) (*Model, error) {
		return nil, errors.New("the weights of attributions are no good: " + what)
	}
	if len(data) < len(modelSignature)+5 || data[:len(modelSignature)] != modelSignature {
		return bad("they do not begin with the signature of this version")
	}
	data = data[len(modelSignature):]
	m := &Model{Threshold: f32(data)}
	n := int(data[4])
	data = data[5:]
	if len(data) < 8*n {
		return bad("the calibration is cut short")
	}
	for range n {
		m.Steps = append(m.Steps, Step{f32(data), f32(data[4:])})
		data = data[8:]
	}
	for h := range m.tables {
		if len(data) < 5 || data[0] < 1 || data[0] > 24 || len(data)-5 < 1<<data[0] {
			return bad("a table is cut short")
		}
		end := 5 + 1<<data[0]
		m.tables[h] = table{shift: 32 - uint32(data[0]), unit: f32(data[1:]), weights: data[5:end]}
		data = data[end:]
	}
	return m, nil
}

func f32(s string) float32 {
	return math.Float32frombits(uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24)
}

// NewModel makes a model of weights by head, a power of two of them each. What it does not have weights for it leaves to
// the rules.
func NewModel(threshold float32, steps []Step, of map[Head][]float32) *Model {
	m := &Model{Threshold: threshold, Steps: steps}
	for h := range heads {
		w := of[h]
		if len(w) == 0 {
			w = make([]float32, 2)
		}
		most := float32(0)
		for _, x := range w {
			most = max(most, x, -x)
		}
		unit := most / 127
		b := make([]byte, len(w))
		bits := uint32(0)
		for 1<<bits < len(w) {
			bits++
		}
		for i, x := range w {
			if unit > 0 {
				b[i] = byte(int8(math.Round(float64(x / unit))))
			}
		}
		m.tables[h] = table{shift: 32 - bits, unit: unit, weights: string(b)}
	}
	return m
}

// Bytes gives the model in the form that ReadModel reads.
func (m *Model) Bytes() []byte {
	out := []byte(modelSignature)
	float := func(f float32) { out = binary.LittleEndian.AppendUint32(out, math.Float32bits(f)) }
	float(m.Threshold)
	out = append(out, byte(len(m.Steps)))
	for _, s := range m.Steps {
		float(s.Score)
		float(s.Right)
	}
	for _, t := range m.tables {
		out = append(out, byte(32-t.shift))
		float(t.unit)
		out = append(out, t.weights...)
	}
	return out
}

// Score adds the weights of the features.
func (m *Model) Score(h Head, features []uint32) float32 {
	t := &m.tables[h]
	sum := int32(0)
	for _, f := range features {
		sum += int32(int8(t.weights[f>>t.shift]))
	}
	return float32(sum) * t.unit
}

// Learned reports whether the head has weights.
func (m *Model) learned(h Head) bool { return m.tables[h].unit > 0 }

// Probability gives how often what has the score was right: between the steps in a straight line.
func (m *Model) Probability(score float32) float32 {
	if len(m.Steps) == 0 {
		return 1
	}
	if score <= m.Steps[0].Score {
		return m.Steps[0].Right
	}
	for i, s := range m.Steps[1:] {
		if b := m.Steps[i]; score < s.Score {
			return b.Right + (s.Right-b.Right)*(score-b.Score)/(s.Score-b.Score)
		}
	}
	return m.Steps[len(m.Steps)-1].Right
}

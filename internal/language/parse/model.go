package parse

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

const signature = "parley parse 1\n"

// The network's form, numbers little-endian: the signature; the number of words of the vocabulary and their
// hashes (4 bytes each); each table: its scale (a float32) and its rows (a signed byte each number); and the
// other numbers (a float32 each), in the order of numbers.

// ReadNet reads weights that Net.Bytes wrote.
func ReadNet(data string) (*Net, error) {
	if len(data) < len(signature)+4 || data[:len(signature)] != signature {
		return nil, errors.New("the parser's weights do not begin with the signature of this version")
	}
	data = data[len(signature):]
	words := int(u32(data))
	if words > 1<<20 || len(data) < 4+4*words {
		return nil, errors.New("the parser's weights are cut short in the vocabulary")
	}
	n := NewNet(words)
	for i := range n.Vocabulary {
		n.Vocabulary[i] = u32(data[4+4*i:])
	}
	data = data[4+4*words:]
	for t := range n.Tables {
		table := n.Tables[t]
		if len(data) < 4+len(table) {
			return nil, fmt.Errorf("the parser's weights are cut short in table %d", t)
		}
		scale := math.Float32frombits(u32(data))
		for i := range table {
			table[i] = scale * float32(int8(data[4+i]))
		}
		data = data[4+len(table):]
	}
	for k, part := range n.Numbers() {
		if len(data) < 4*len(part) {
			return nil, fmt.Errorf("the parser's weights are cut short in part %d", k)
		}
		for i := range part {
			part[i] = math.Float32frombits(u32(data[4*i:]))
		}
		data = data[4*len(part):]
	}
	if len(data) > 0 {
		return nil, fmt.Errorf("the parser's weights go on for %d bytes after their end", len(data))
	}
	n.Index()
	return n, nil
}

// NewNet gives a network for so many words of vocabulary, all its numbers zero.
func NewNet(words int) *Net {
	linear := func(rows, columns int) Linear {
		return Linear{make([]float32, rows*columns), make([]float32, columns)}
	}
	n := &Net{
		Vocabulary: make([]uint32, words),
		Ends:       linear(Width, Ends),
		Root:       make([]float32, Arc+Label),
		Pair:       linear(Arc, Arc),
		Distance:   make([]float32, 2*Far+1),
		Relation:   linear(Label, Relations),
	}
	for l := range n.Layer {
		n.Layer[l] = linear(Width, UnitWidth)
	}
	for t := range n.Tables {
		rows := TableRows[t]
		if t == byForm {
			rows += words
		}
		n.Tables[t] = make(Table, rows*Width)
	}
	return n
}

// Numbers gives the network's numbers outside the tables.
func (n *Net) Numbers() [][]float32 {
	var out [][]float32
	for l := range n.Layer {
		out = append(out, n.Layer[l].W, n.Layer[l].B)
	}
	return append(out, n.Ends.W, n.Ends.B, n.Root, n.Pair.W, n.Pair.B, n.Distance, n.Relation.W, n.Relation.B)
}

// Bytes gives the network in the form that ReadNet reads. The numbers of the tables are rounded to 255 steps.
func (n *Net) Bytes() []byte {
	out := []byte(signature)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(n.Vocabulary)))
	for _, h := range n.Vocabulary {
		out = binary.LittleEndian.AppendUint32(out, h)
	}
	for _, table := range n.Tables {
		var most float32
		for _, v := range table {
			most = max(most, v, -v)
		}
		scale := most / 127
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(scale))
		for _, v := range table {
			if scale > 0 {
				v /= scale
			}
			out = append(out, byte(int8(math.RoundToEven(float64(v)))))
		}
	}
	for _, part := range n.Numbers() {
		for _, v := range part {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
		}
	}
	return out
}

func u32(s string) uint32 {
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

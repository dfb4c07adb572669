package tag

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/parleyhq/parley/internal/language"
)

// A Model is the weights of the tagger. It reads them where they lie, so that nothing is loaded.
//
// Its form, integers little-endian: the signature; the number of classes (2 bytes) and the classes (UPOS, XPOS,
// a byte each); the number of slots of the lexicon (4 bytes, a power of two) and the slots (hash, 4 bytes,
// and class, 1 byte); the number of bits that choose a bucket (1 byte), the offsets of the buckets and of
// their end (4 bytes each), and the buckets. A bucket is features: the rest of the feature's hash (2 bytes),
// the number of its weights (1 byte) and the weights, a class and a signed number (1 byte each).
type Model struct {
	Classes []Class
	Lexicon Lexicon
	shift   uint32 // of a hash, to its bucket
	offsets string
	buckets string
}

const signature = "parley tag 1\n"

// ReadModel reads weights that Write wrote.
func ReadModel(data string) (*Model, error) {
	bad := func(what string) (*Model, error) { return nil, errors.New("the tagger's weights are no good: " + what) }
	if len(data) < len(signature)+2 || data[:len(signature)] != signature {
		return bad("they do not begin with the signature of this version")
	}
	data = data[len(signature):]
	n := int(u16(data, 0))
	data = data[2:]
	if n == 0 || n > 255 || len(data) < 2*n+4 {
		return bad("the classes are cut short")
	}
	m := &Model{Classes: make([]Class, n)}
	for i := range m.Classes {
		m.Classes[i] = Class{language.UPOS(data[2*i]), language.XPOS(data[2*i+1])}
		if int(m.Classes[i].UPOS) >= language.NumUPOS || int(m.Classes[i].XPOS) >= language.NumXPOS {
			return bad("a class has an unknown tag")
		}
	}
	data = data[2*n:]
	slots := int(u32(data, 0))
	data = data[4:]
	if slots&(slots-1) != 0 || slots == 0 || slots > len(data)/5 {
		return bad("the lexicon is cut short")
	}
	m.Lexicon = Lexicon{table: data[:5*slots], mask: uint32(slots - 1)}
	data = data[5*slots:]
	if len(data) < 1 || data[0] < 1 || data[0] > 28 || len(data)-1 < 4*(1<<data[0]+1) {
		return bad("the offsets of the buckets are cut short")
	}
	bits := uint32(data[0])
	m.shift = 32 - bits
	m.offsets, m.buckets = data[1:1+4*(1<<bits+1)], data[1+4*(1<<bits+1):]
	return m, m.check()
}

// check makes sure that score and of stay inside the data.
func (m *Model) check() error {
	at := uint32(0)
	for i := 0; i < len(m.offsets)/4; i++ {
		next := u32(m.offsets, 4*i)
		if next < at || int(next) > len(m.buckets) {
			return errors.New("the tagger's weights are no good: the buckets are out of order")
		}
		for at+3 <= next {
			n := uint32(m.buckets[at+2])
			at += 3 + 2*n
		}
		if at != next && i > 0 {
			return fmt.Errorf("the tagger's weights are no good: bucket %d does not end where the next begins", i-1)
		}
	}
	free := false
	for i := 0; i < len(m.Lexicon.table); i += 5 {
		free = free || m.Lexicon.table[i+4] == 0
	}
	if !free {
		return errors.New("the tagger's weights are no good: the lexicon has no free slot")
	}
	return nil
}

// score adds the weights of the features to the scores of the classes.
func (m *Model) score(scores []int32, features []uint32) {
	// The buckets are found first and read then, so that the processor waits for many of them at once.
	var at [maxFeatures][2]uint32
	for i, f := range features {
		bucket := int(f >> m.shift)
		at[i] = [2]uint32{u32(m.offsets, 4*bucket), u32(m.offsets, 4*bucket+4)}
	}
	for i, f := range features {
		rest := uint16(f & (1<<m.shift - 1))
		b := m.buckets[at[i][0]:at[i][1]]
		for len(b) >= 3 {
			n := 3 + 2*int(b[2])
			if uint16(b[0])|uint16(b[1])<<8 == rest {
				for w := b[3:n]; len(w) >= 2; w = w[2:] {
					if c := int(w[0]); c < len(scores) {
						scores[c] += int32(int8(w[1]))
					}
				}
				break
			}
			b = b[n:]
		}
	}
}

// A Weight is what a feature adds to the score of a class.
type Weight struct {
	Class uint8
	Value int8
}

// WriteModel gives the weights in the form that ReadModel reads. The features are given by their hashes.
func WriteModel(classes []Class, lexicon Lexicon, features map[uint32][]Weight) []byte {
	const bits = 18 // the rest of the hash has 14 bits
	out := []byte(signature)
	out = binary.LittleEndian.AppendUint16(out, uint16(len(classes)))
	for _, c := range classes {
		out = append(out, byte(c.UPOS), byte(c.XPOS))
	}
	out = binary.LittleEndian.AppendUint32(out, uint32(len(lexicon.table)/5))
	out = append(out, lexicon.table...)
	out = append(out, bits)
	hashes := make([]uint32, 0, len(features))
	for h := range features {
		hashes = append(hashes, h)
	}
	slices.Sort(hashes)
	var buckets []byte
	next := 0
	for b := range uint32(1 << bits) {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(buckets)))
		for next < len(hashes) && hashes[next]>>(32-bits) == b {
			h := hashes[next]
			buckets = binary.LittleEndian.AppendUint16(buckets, uint16(h&(1<<(32-bits)-1)))
			buckets = append(buckets, byte(len(features[h])))
			for _, w := range features[h] {
				buckets = append(buckets, w.Class, byte(w.Value))
			}
			next++
		}
	}
	out = binary.LittleEndian.AppendUint32(out, uint32(len(buckets)))
	return append(out, buckets...)
}

// A Lexicon gives words the class of the tags that they had in texts tagged by machine; a word that it does
// not have is of class 0.
type Lexicon struct {
	table string // slots: hash, 4 bytes; class, 1 byte, 0 in a free slot
	mask  uint32
}

// NewLexicon makes a lexicon of words and their classes, 1 to 255.
func NewLexicon(words map[string]uint8) Lexicon {
	slots := 16
	for slots < 2*len(words) {
		slots *= 2
	}
	l := Lexicon{mask: uint32(slots - 1)}
	table := make([]byte, 5*slots)
	sorted := make([]string, 0, len(words))
	for w := range words {
		sorted = append(sorted, w)
	}
	slices.Sort(sorted)
	for _, w := range sorted {
		h := language.Hash(w)
		i := spread(h) & l.mask
		for table[5*i+4] != 0 {
			i = (i + 1) & l.mask
		}
		binary.LittleEndian.PutUint32(table[5*i:], h)
		table[5*i+4] = words[w]
	}
	l.table = string(table)
	return l
}

// of gives the class of a word, as it is written or else in plain small letters.
func (l Lexicon) of(form string, low []byte) uint32 {
	if c := l.class(language.Hash(form)); c != 0 {
		return c
	}
	return l.class(language.Hash(low))
}

func (l Lexicon) class(h uint32) uint32 {
	if len(l.table) == 0 {
		return 0
	}
	for i := spread(h) & l.mask; ; i = (i + 1) & l.mask {
		c := l.table[5*i+4]
		if c == 0 || u32(l.table, 5*int(i)) == h {
			return uint32(c)
		}
	}
}

func spread(h uint32) uint32 { return (h ^ h>>16) * 0x7feb352d >> 8 }

func u16(s string, i int) uint16 { return uint16(s[i]) | uint16(s[i+1])<<8 }

func u32(s string, i int) uint32 {
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

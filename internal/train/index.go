package train

import "iter"

// A featureIndex numbers features, given as hashes, in the order in which they are added.
type featureIndex struct {
	hashes []uint32
	number []int32 // plus one; 0 in a free slot
	used   int
}

func newFeatureIndex() *featureIndex { return &featureIndex{} }

// of gives the number of the feature, -1 if it has none.
func (x *featureIndex) of(h uint32) int32 {
	if len(x.number) == 0 {
		return -1
	}
	mask := uint32(len(x.number) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		if x.number[i] == 0 || x.hashes[i] == h {
			return x.number[i] - 1
		}
	}
}

// add numbers the feature, if it has no number.
func (x *featureIndex) add(h uint32) {
	if 2*x.used >= len(x.number) {
		old := *x
		n := max(1024, 2*len(old.number))
		x.hashes, x.number = make([]uint32, n), make([]int32, n)
		for i, k := range old.number {
			if k > 0 {
				x.place(old.hashes[i], k)
			}
		}
	}
	if x.of(h) < 0 {
		x.used++
		x.place(h, int32(x.used))
	}
}

func (x *featureIndex) place(h uint32, k int32) {
	mask := uint32(len(x.number) - 1)
	i := h & mask
	for x.number[i] != 0 {
		i = (i + 1) & mask
	}
	x.hashes[i], x.number[i] = h, k
}

// all gives the features and their numbers.
func (x *featureIndex) all() iter.Seq2[uint32, int32] {
	return func(yield func(uint32, int32) bool) {
		for i, k := range x.number {
			if k > 0 && !yield(x.hashes[i], k-1) {
				return
			}
		}
	}
}

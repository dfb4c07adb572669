package dossier

import "slices"

// Sorted keeps values in the order of their keys. What Values has given stays as it was: what is added at the end stands behind
// it, and for what is added before the end a copy is made. So a line that grows at its end, as most do, is not copied to be shown.
type Sorted[K, V any] struct {
	keys   []K
	values []V
	shown  bool // the values are in other hands
}

// Insert puts a value in its place.
func (s *Sorted[K, V]) Insert(key K, value V, compare func(a, b K) int) {
	i, _ := slices.BinarySearchFunc(s.keys, key, compare)
	s.keys = slices.Insert(s.keys, i, key)
	switch {
	case i == len(s.values):
		s.values = append(s.values, value)
	case s.shown:
		values := make([]V, 0, len(s.values)+len(s.values)/4+1)
		s.values = append(append(append(values, s.values[:i]...), value), s.values[i:]...)
		s.shown = false
	default:
		s.values = slices.Insert(s.values, i, value)
	}
}

// Delete takes the value of a key out, if there is one.
func (s *Sorted[K, V]) Delete(key K, compare func(a, b K) int) {
	i, ok := slices.BinarySearchFunc(s.keys, key, compare)
	if !ok {
		return
	}
	if s.shown {
		s.values, s.shown = slices.Clone(s.values), false
	}
	s.keys, s.values = slices.Delete(s.keys, i, i+1), slices.Delete(s.values, i, i+1)
}

// Values gives the values in order. They are not to be changed.
func (s *Sorted[K, V]) Values() []V {
	s.shown = true
	return slices.Clip(s.values)
}

// Keys gives the keys in order. They hold until the next value is put in.
func (s *Sorted[K, V]) Keys() []K { return s.keys }

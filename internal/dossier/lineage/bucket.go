package lineage

import (
	"slices"

	"github.com/parleyhq/parley/internal/doc"
)

// A bucket is the documents that a mark stands in.
type bucket struct {
	first []int32 // the earliest of them, in order
	rest  []int32 // the others
	hot   bool    // boilerplate
}

const (
	// kept is how many of the earliest documents with a mark are compared with a later one. Of a story that was copied a
	// thousand times these are the origin and the first copies.
	kept = 12
	// unrelated is how many of these must have next to nothing in common for the mark to be boilerplate: a disclaimer, a
	// copyright line, the paragraph that a newspaper puts under every article.
	unrelated = 4
)

// mark notes that a mark stands in a document.
func (x *Index) mark(m uint64, n int32) {
	at, ok := x.marks[m]
	if !ok {
		x.marks[m] = n
		return
	}
	if at >= 0 {
		b := &bucket{first: make([]int32, 0, 2)}
		b.first = append(b.first, at)
		x.shared = append(x.shared, b)
		at = int32(-len(x.shared))
		x.marks[m] = at
	}
	x.join(m, x.shared[-1-at], n)
}

// join adds a document to a bucket. Where it comes before others of the first, it may be the origin of all that follow.
func (x *Index) join(m uint64, b *bucket, n int32) {
	i, _ := slices.BinarySearchFunc(b.first, n, x.compare)
	if i == kept {
		b.rest = append(b.rest, n)
		return
	}
	b.first = slices.Insert(b.first, i, n)
	later := b.first[i+1:]
	if len(b.first) > kept {
		b.rest = append(b.rest, b.first[kept])
		b.first = b.first[:kept]
	}
	wasHot := b.hot
	b.hot = x.boilerplate(m, b.first)
	switch {
	case wasHot && b.hot:
	case wasHot != b.hot: // what it said before is not so any more
		x.soilAll(b.first)
		x.soilAll(b.rest)
	default:
		x.soilAll(later)
		if i < len(b.first)-1 || len(b.rest) > 0 {
			x.soilAll(b.rest)
		}
	}
}

func (x *Index) soilAll(docs []int32) {
	for _, n := range docs {
		x.soil(n)
	}
}

// boilerplate reports whether a mark of these documents is: several of them share next to nothing else.
func (x *Index) boilerplate(m uint64, docs []int32) bool {
	if len(docs) < unrelated {
		return false
	}
	var apart [unrelated]map[uint64]bool
	n := 0
	for _, d := range docs {
		marks := x.docs[d].beside(m)
		if slices.ContainsFunc(apart[:n], func(other map[uint64]bool) bool { return related(marks, other) }) {
			continue
		}
		if apart[n] = marks; n+1 == unrelated {
			return true
		}
		n++
	}
	return false
}

// beside gives the marks of a document but for those of the passage in which one of them stands.
func (e *entry) beside(m uint64) map[uint64]bool {
	at := int(e.print.At[slices.Index(e.print.Marks, m)])
	var here doc.Span
	for _, p := range e.print.Passages {
		if p.Start <= at && at < p.End {
			here = p
		}
	}
	marks := make(map[uint64]bool, len(e.print.Marks))
	for i, h := range e.print.Marks {
		if at := int(e.print.At[i]); at < here.Start || here.End <= at {
			marks[h] = true
		}
	}
	return marks
}

// related reports whether two documents share three in ten of the marks of the shorter one.
func related(a, b map[uint64]bool) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for m := range a {
		if b[m] {
			n++
		}
	}
	return n > 0 && 10*n >= 3*len(a)
}

// candidates gives the earlier documents that share the most marks with one, and the places of its marks that are
// boilerplate.
func (x *Index) candidates(n int32) (found []int32, hot []uint32) {
	const most, fewest = 6, 2
	e := x.docs[n]
	votes := map[int32]int{}
	seen := make(map[uint64]bool, len(e.print.Marks))
	for i, m := range e.print.Marks {
		at := x.marks[m]
		if at >= 0 {
			continue
		}
		b := x.shared[-1-at]
		if b.hot {
			hot = append(hot, e.print.At[i])
			continue
		}
		if seen[m] {
			continue
		}
		seen[m] = true
		for _, o := range b.first {
			if x.compare(o, n) >= 0 {
				break
			}
			votes[o]++
		}
	}
	for o, v := range votes {
		if v >= min(fewest, len(e.print.Marks)) {
			found = append(found, o)
		}
	}
	slices.SortFunc(found, func(a, b int32) int {
		if votes[a] != votes[b] {
			return votes[b] - votes[a]
		}
		return x.compare(a, b)
	})
	return found[:min(len(found), most)], hot
}

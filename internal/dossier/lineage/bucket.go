package lineage

import (
	"cmp"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
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
	if b.hot && i == len(b.first)-1 && len(b.first) <= kept {
		return // those before it are boilerplate without it
	}
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
	var apart [unrelated]int32
	n := 0
	for _, d := range docs {
		if slices.ContainsFunc(apart[:n], func(o int32) bool { return related(x.docs[d], x.docs[o], m) }) {
			continue
		}
		if apart[n] = d; n+1 == unrelated {
			return true
		}
		n++
	}
	return false
}

// related reports whether two documents share three in ten of the marks of the shorter one, but for those of the passages in
// which one mark of both stands.
func related(a, b *entry, m uint64) bool {
	hereA, hereB := a.around(m), b.around(m)
	nA, nB, both := 0, 0, 0
	i, j := 0, 0
	for i < len(a.sorted) || j < len(b.sorted) {
		switch {
		case i < len(a.sorted) && hereA.holds(a.sorted[i].at):
			i++
		case j < len(b.sorted) && hereB.holds(b.sorted[j].at):
			j++
		case j == len(b.sorted) || i < len(a.sorted) && a.sorted[i].hash < b.sorted[j].hash:
			nA++
			i++
		case i == len(a.sorted) || b.sorted[j].hash < a.sorted[i].hash:
			nB++
			j++
		default:
			nA, nB, both = nA+1, nB+1, both+1
			i, j = i+1, j+1
		}
	}
	return both > 0 && 10*both >= 3*min(nA, nB)
}

// A mark is a hash of a fingerprint and where it stands.
type mark struct {
	hash uint64
	at   uint32
}

// sorted gives the marks of a fingerprint in order of their hashes, each once.
func sorted(f meaning.Fingerprint) []mark {
	all := make([]mark, len(f.Marks))
	for i, h := range f.Marks {
		all[i] = mark{h, f.At[i]}
	}
	slices.SortFunc(all, func(a, b mark) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.at, b.at)) })
	return slices.CompactFunc(all, func(a, b mark) bool { return a.hash == b.hash })
}

// around gives the passage in which a mark of the document first stands.
func (e *entry) around(m uint64) passage {
	i, ok := slices.BinarySearchFunc(e.sorted, m, func(x mark, h uint64) int { return cmp.Compare(x.hash, h) })
	if !ok {
		return passage{}
	}
	at := int(e.sorted[i].at)
	k, _ := slices.BinarySearchFunc(e.print.Passages, at, func(p doc.Span, at int) int { return cmp.Compare(p.End, at+1) })
	if k == len(e.print.Passages) {
		return passage{}
	}
	return passage(e.print.Passages[k])
}

type passage doc.Span

func (p passage) holds(at uint32) bool { return p.Start <= int(at) && int(at) < p.End }

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

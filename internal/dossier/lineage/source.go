package lineage

// Source names what stands behind a document; those with one source count once. A document that the index does not know stands for
// itself.
func (x *Index) Source(id string) string {
	x.settle()
	if n, ok := x.byID[id]; ok {
		return x.source(n)
	}
	return "document " + id
}

// Moved gives the documents whose source may be another than before, since it was last asked: a document has come that they, or what
// they come from, come from. What has only just been added has not moved.
func (x *Index) Moved() []string {
	x.settle()
	var all []string
	seen := map[int32]bool{}
	var follow func(n int32)
	follow = func(n int32) {
		if seen[n] {
			return
		}
		seen[n] = true
		all = append(all, x.docs[n].doc.ID)
		for _, c := range x.children[n] {
			follow(c)
		}
	}
	for _, n := range x.moved {
		follow(n)
	}
	x.moved = x.moved[:0]
	return all
}

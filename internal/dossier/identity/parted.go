package identity

import "slices"

// parted takes apart the mentions of a group that are of two things whatever a third says: those that one document tells as two (guide contacts 7.2). What
// says most finds its group first, and each later one that of the nearest mention that it may be of. It depends on the mentions
// alone, and not on the order in which they came.
func (g *Groups[T]) parted(e Group[T]) []Group[T] {
	if len(e) == 0 {
		return nil
	}
	if g.apart == nil || !g.anyApart(e) {
		return []Group[T]{e}
	}
	order := slices.SortedFunc(slices.Values(e), func(a, b *Mention[T]) int {
		if a.says != b.says {
			return b.says - a.says
		}
		return a.before(b)
	})
	var all []Group[T]
	for _, m := range order {
		best, by := -1, (*Mention[T])(nil)
		for i, group := range all {
			if slices.ContainsFunc(group, func(o *Mention[T]) bool { return g.apart(o, m) }) {
				continue
			}
			for _, o := range group {
				if (g.joins(o, m) || g.may(m, o) || g.fits != nil && g.fits(m, o)) && nearer(m, o, by) {
					best, by = i, o
				}
			}
		}
		if best < 0 {
			all = append(all, nil)
			best = len(all) - 1
		}
		all[best] = append(all[best], m)
	}
	for _, group := range all {
		slices.SortFunc(group, (*Mention[T]).before)
	}
	return all
}

// anyApart reports whether two mentions of a group are of two things. Those that are come from one document.
func (g *Groups[T]) anyApart(e Group[T]) bool {
	seen := map[string]*Mention[T]{}
	for _, m := range e {
		if o := seen[m.Doc]; o != nil && g.apart(o, m) {
			return true
		}
		seen[m.Doc] = m
	}
	return false
}

package identity

import (
	"iter"
	"slices"
)

// A Regroup is what a person decided on which mentions are of one thing: the ids of mentions.
type Regroup struct {
	Join []string // the groups that these are in are one
	Part []string // these leave their groups and are one by themselves
}

// Arranged gives groups as people decided, one decision after another; the groups themselves where they decided nothing.
func Arranged[T any](groups iter.Seq[Group[T]], steps []Regroup) iter.Seq[Group[T]] {
	if len(steps) == 0 {
		return groups
	}
	group, at := 0, map[string]int{} // which group a mention is in
	mentions := map[string]*Mention[T]{}
	for g := range groups {
		for _, m := range g {
			at[m.ID], mentions[m.ID] = group, m
		}
		group++
	}
	for _, step := range steps {
		for i, id := range step.Join {
			from, there := at[id]
			to, first := at[step.Join[0]]
			if i == 0 || !there || !first || from == to {
				continue
			}
			for other, in := range at {
				if in == from {
					at[other] = to
				}
			}
		}
		for _, id := range step.Part {
			if _, there := at[id]; there {
				at[id] = group
			}
		}
		group++
	}
	all := map[int]Group[T]{}
	for id, in := range at {
		all[in] = append(all[in], mentions[id])
	}
	return func(yield func(Group[T]) bool) {
		for _, g := range all {
			slices.SortFunc(g, (*Mention[T]).before)
			if !yield(g) {
				return
			}
		}
	}
}

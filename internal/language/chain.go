package language

// An Entity is who or what mentions refer to: Mention.Entity is its index.
type Entity struct {
	Name    string // the fullest name that the text gives it; empty where it gives none
	Kind    EntityKind
	Gender  Gender
	Plural  bool
	Listed  string // the id of the list's entry that it is; empty where it is in no list
	Unnamed bool   // no mention names it: who it is rests on the list alone, or is not known
	Members []int  // the entities that it is made of: both leaders
}

// A Gender decides between he and she.
type Gender uint8

const (
	NoGender  Gender = iota // not known
	Masculine               // he
	Feminine                // she
)

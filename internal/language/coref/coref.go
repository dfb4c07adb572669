// Package coref reads the mentions of a text and writes which of them refer to one: Peskov, the Kremlin's spokesman, he.
//
// It is a sieve of passes from the surest to the least sure, each working on the entities that those
// before it made (Raghunathan et al., A Multi-Pass Sieve for Coreference Resolution, EMNLP 2010; Lee et
// al., Computational Linguistics 39:4, 2013), with passes of its own for what the press calls the people
// of a negotiation: the Russian leader, the two sides, the readout.
package coref

import (
	"slices"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
)

// Options is what is known besides the text.
type Options struct {
	Date    string     // of publication, ISO 8601 at the precision known: who holds an office then
	Sources []doc.Span // who is known to have said something, in order: the likeliest "he" after it. May be nil
}

// Resolve gives the entities of the text and sets the entity of each mention, and whose army "the army" is; one of which nothing is
// known stays at -1, as do I, we and you.
func Resolve(t *language.Text, ms []language.Mention, w *agenda.World, o Options) []language.Entity {
	r := newResolver(t, ms, w, o)
	r.names()
	r.surnames()
	r.acronyms()
	r.tails()
	r.appositions()
	r.pseudonyms()
	r.offices()
	r.roles()
	r.forces()
	r.heads()
	r.groups()
	r.pronouns()
	return r.entities()
}

// resolver is the mentions of a text while they are being joined.
type resolver struct {
	text    *language.Text
	ms      []language.Mention
	world   *agenda.World
	date    string
	infos   []info
	of      []int // the cluster of each mention, -1 for none
	cs      []*cluster
	quoted  []bool // the word stands between quotation marks
	sent    []int  // the sentence of each word
	para    []int  // the paragraph of each sentence
	listed  map[string]int
	bearers map[string][]int // the clusters of full names, by their first and last word
	sources []doc.Span
}

// far is how many mentions back anything is looked for: it keeps the work in proportion to the text, and
// nobody reads "the official" over more.
const far = 1000

// info is what a mention's own words say.
type info struct {
	noun     agenda.Noun // of a description
	ok       bool        // noun is known
	state    string      // the one state or body that it is of: the Russian leader, Egypt's minister
	role     string      // foreign minister: its words without determiner and state, written in one way
	definite bool
	plural   bool
	count    int // of "the two leaders", or 0
	gender   language.Gender
	subject  bool // it stands before the verb of its clause
	source   bool // it says something
	within   bool // it lies inside another mention
	past     bool // it says what somebody was: a former minister
}

// cluster is what is known of one entity.
type cluster struct {
	mentions []int
	kind     language.EntityKind
	gender   language.Gender
	plural   bool
	entry    *agenda.Entry
	name     []string // the words of its fullest name, folded
	text     string   // and as it stands
	members  []int
	state    string // that only the text shows it to be
	gone     bool   // joined to another
}

func newResolver(t *language.Text, ms []language.Mention, w *agenda.World, o Options) *resolver {
	r := &resolver{
		text: t, ms: ms, world: w, date: o.Date, sources: o.Sources,
		infos: make([]info, len(ms)), of: make([]int, len(ms)),
		sent: make([]int, len(t.Words)), para: make([]int, len(t.Sentences)),
		listed: map[string]int{}, bearers: map[string][]int{},
	}
	for i, s := range t.Sentences {
		for j := s.Start; j < s.End; j++ {
			r.sent[j] = i
		}
	}
	for i, p := range t.Paragraphs {
		for j := p.Start; j < p.End; j++ {
			r.para[j] = i
		}
	}
	r.quoted = quotations(t)
	for i := range ms {
		r.of[i] = -1
	}
	for i := range ms {
		r.infos[i] = r.read(i)
	}
	return r
}

// quotations marks the words that stand between quotation marks. A mark left open ends with its
// paragraph, unless the next begins with one.
func quotations(t *language.Text) []bool {
	in := make([]bool, len(t.Words))
	for _, p := range t.Paragraphs {
		open := false
		for _, s := range t.Sentences[p.Start:p.End] {
			for i := s.Start; i < s.End; i++ {
				switch t.Form(i) {
				case "“", "``", "«":
					open = true
				case "”", "''", "»":
					open = false
				case "\"":
					open = opens(t, i)
				default:
					in[i] = open
				}
			}
		}
	}
	return in
}

// opens reports whether a straight quotation mark opens a quotation: there is space before it and none after it.
func opens(t *language.Text, i int) bool {
	after := i+1 < len(t.Words) && t.Words[i+1].Start == t.Words[i].End
	before := i > 0 && t.Words[i-1].End == t.Words[i].Start
	return after && !before
}

// join makes one cluster of two and gives its number. What the first knows stands before what the second knows.
func (r *resolver) join(a, b int) int {
	if a == b {
		return a
	}
	x, y := r.cs[a], r.cs[b]
	x.mentions = append(x.mentions, y.mentions...)
	slices.Sort(x.mentions)
	for _, m := range y.mentions {
		r.of[m] = a
	}
	if x.kind == language.Unknown {
		x.kind = y.kind
	}
	if x.gender == language.NoGender {
		x.gender = y.gender
	}
	if x.entry == nil {
		x.entry = y.entry
		if y.entry != nil {
			r.listed[y.entry.ID] = a
		}
	}
	if len(y.name) > len(x.name) {
		x.name, x.text = y.name, y.text
	}
	if x.members == nil {
		x.members = y.members
	}
	y.gone = true
	return a
}

// put adds a mention to a cluster.
func (r *resolver) put(m, c int) {
	if r.of[m] >= 0 {
		r.join(c, r.of[m])
		return
	}
	r.of[m] = c
	x := r.cs[c]
	at, _ := slices.BinarySearch(x.mentions, m)
	x.mentions = slices.Insert(x.mentions, at, m)
	if x.gender == language.NoGender {
		x.gender = r.infos[m].gender
	}
	if x.kind == language.Unknown && r.ms[m].Form == language.Description {
		x.kind = r.ms[m].Kind
	}
}

// open makes a cluster of a mention.
func (r *resolver) open(m int) int {
	in := r.infos[m]
	r.cs = append(r.cs, &cluster{kind: r.ms[m].Kind, gender: in.gender, plural: in.plural})
	if r.ms[m].Kind == language.Place {
		r.cs[len(r.cs)-1].state = r.ms[m].State
	}
	c := len(r.cs) - 1
	r.put(m, c)
	return c
}

// at gives the cluster of a mention, made where there is none.
func (r *resolver) at(m int) int {
	if r.of[m] >= 0 {
		return r.of[m]
	}
	return r.open(m)
}

// entry gives the cluster of a listed actor, made where there is none.
func (r *resolver) entry(e *agenda.Entry, kind language.EntityKind) int {
	if c, ok := r.listed[e.ID]; ok {
		return c
	}
	r.cs = append(r.cs, &cluster{kind: kind, entry: e, gender: genderOf(e.Sex)})
	r.listed[e.ID] = len(r.cs) - 1
	return len(r.cs) - 1
}

func genderOf(s agenda.Sex) language.Gender {
	switch s {
	case agenda.Male:
		return language.Masculine
	case agenda.Female:
		return language.Feminine
	}
	return language.NoGender
}

func (r *resolver) form(i int) string { return r.text.Form(i) }

// word gives the i-th word where it stands in the same sentence as the word near, or "".
func (r *resolver) word(i, near int) string {
	if i < 0 || i >= len(r.text.Words) || r.sent[i] != r.sent[near] {
		return ""
	}
	return r.form(i)
}

// entities gives the clusters in order of their first mention, and numbers the mentions.
func (r *resolver) entities() []language.Entity {
	number := make([]int, len(r.cs))
	for i := range number {
		number[i] = -1
	}
	var order []int
	take := func(c int) {
		if number[c] < 0 {
			number[c] = len(order)
			order = append(order, c)
		}
	}
	for m := range r.ms {
		if c := r.of[m]; c >= 0 {
			take(c)
			for _, k := range r.cs[c].members {
				take(k)
			}
		}
	}
	for m := range r.ms {
		r.ms[m].Entity = -1
		if c := r.of[m]; c >= 0 {
			r.ms[m].Entity = number[c]
		}
	}
	es := make([]language.Entity, len(order))
	for i, c := range order {
		x := r.cs[c]
		e := language.Entity{Name: x.text, Kind: x.kind, Gender: x.gender, Plural: x.plural, Unnamed: x.text == ""}
		if x.kind == language.Person && capitals(x.text) && len(x.text) > 3 {
			e.Name = lowered(x.text)
		}
		if x.entry != nil {
			e.Listed = x.entry.ID
		}
		for _, k := range x.members {
			e.Members = append(e.Members, number[k])
		}
		es[i] = e
	}
	return es
}

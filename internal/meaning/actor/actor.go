// Package actor reads a text's mentions and entities with the world's lists, and writes the actors of a document and who a source is.
//
// What the text says of somebody stands before what a list says. A role of the lists counts only where
// the document's date surely lies in its term. What is not known stays empty.
package actor

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Cast is who acts and speaks in one document. It is not for use by several goroutines.
type Cast struct {
	doc    *doc.Document
	text   *language.Text
	ms     []language.Mention
	es     []language.Entity
	world  *agenda.World
	date   string
	chains [][]int // the mentions of each entity, in order
	tops   []int   // the mentions that lie in no other, in order
	actors map[string]*meaning.Actor
	facts  []facts           // of each entity
	of     map[string]string // the adjective that the text has of a state that no list has
	plays  []player          // see players
	played bool              // plays is made
}

// facts is what the chain of an entity tells, worked out once.
type facts struct {
	roles []string
	party string
	kept  bool // its names and roles are with its actor
	body  *identity
}

// Read makes the cast of a document.
func Read(d *doc.Document, t *language.Text, ms []language.Mention, es []language.Entity, w *agenda.World) *Cast {
	c := &Cast{
		doc: d, text: t, ms: ms, es: es, world: w, date: d.Published.Date,
		chains: make([][]int, len(es)), actors: map[string]*meaning.Actor{}, of: map[string]string{},
	}
	end := -1
	for m, x := range ms {
		if x.Entity >= 0 {
			c.chains[x.Entity] = append(c.chains[x.Entity], m)
		}
		if x.State != "" && x.Kind == language.Nationality && c.of[x.State] == "" {
			c.of[x.State] = strings.TrimSuffix(c.words(x), "s")
		}
		if x.Words.End > end {
			c.tops = append(c.tops, m)
			end = x.Words.End
		}
	}
	c.facts = make([]facts, len(es))
	for range 2 { // the party of a leader's aide is known once the leader's is
		for e := range es {
			c.facts[e].party = c.readParty(e)
		}
	}
	for e := range es {
		c.facts[e].roles = c.readRoles(e)
	}
	for e := range es {
		if id := c.entityActor(e); id.Name != "" && c.worthy(e) {
			c.keep(id, e)
		}
	}
	return c
}

// Actors gives the actors of the document, in order of id: those whom the text names, and those whom a
// call of Speaker has found behind its words.
func (c *Cast) Actors() []meaning.Actor {
	var all []meaning.Actor
	for _, a := range c.actors {
		a.Roles = slices.Compact(slices.Sorted(slices.Values(a.Roles)))
		a.Aliases = slices.Compact(slices.Sorted(slices.Values(a.Aliases)))
		a.Aliases = slices.DeleteFunc(a.Aliases, func(s string) bool { return s == a.Name })
		all = append(all, *a)
	}
	slices.SortFunc(all, func(a, b meaning.Actor) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// identity is what an entity is as an actor.
type identity struct {
	Name  string
	Kind  meaning.ActorKind
	Party string
	Entry *agenda.Entry
}

// keep makes an actor of an entity, or adds the entity's names and roles to the one that is there. The
// entity is -1 where an actor stands behind words that are another entity's.
func (c *Cast) keep(id identity, e int) *meaning.Actor {
	key := agenda.ID(id.Name)
	a := c.actors[key]
	if a == nil {
		a = &meaning.Actor{ID: key, Name: id.Name, Kind: id.Kind, Party: id.Party, Listed: id.Entry != nil}
		c.actors[key] = a
	}
	if a.Party == "" {
		a.Party = id.Party
	}
	if e < 0 || c.facts[e].kept {
		return a
	}
	c.facts[e].kept = true
	described := len(a.Evidence) == 0
	for _, m := range c.chains[e] {
		x := c.ms[m]
		span := c.text.Span(x.Words)
		if x.Form == language.Name || len(a.Evidence) == 0 && x.Form == language.Description {
			if x.Form == language.Name && x.Kind != language.Nationality {
				a.Aliases = append(a.Aliases, clean(span.Of(c.text.Source)))
			}
			if len(a.Evidence) == 0 || x.Form == language.Name && described {
				a.Evidence = []doc.Evidence{c.doc.Evidence(span)}
			}
			described = described && x.Form != language.Name
		}
	}
	if id.Kind == meaning.Person {
		a.Roles = append(a.Roles, c.textRoles(e)...)
	}
	return a
}

// worthy reports whether an entity that the text names is surely an actor: it is listed, or described, or
// named more than once, or has a first name that is one.
func (c *Cast) worthy(e int) bool {
	x := c.es[e]
	if x.Listed != "" {
		return true
	}
	switch x.Kind {
	case language.Place:
		return true
	case language.Person:
		first, _, _ := strings.Cut(x.Name, " ")
		_, given := c.world.FirstName(first)
		return given && strings.Contains(x.Name, " ") || len(c.textRoles(e)) > 0
	case language.Organisation:
		last := x.Name[strings.LastIndexByte(x.Name, ' ')+1:]
		_, noun := c.world.Noun(last)
		return noun && strings.Contains(x.Name, " ")
	}
	return false
}

// entityActor says what an entity is as an actor; its name is empty where it is none.
func (c *Cast) entityActor(e int) identity {
	x := c.es[e]
	if entry := c.world.Entry(x.Listed); entry != nil {
		return c.listed(entry, e)
	}
	if x.Name == "" {
		return identity{}
	}
	switch x.Kind {
	case language.Person:
		return identity{Name: clean(x.Name), Kind: meaning.Person, Party: c.textParty(e)}
	case language.Organisation:
		return c.body(e)
	case language.Work:
		return identity{Name: clean(x.Name), Kind: meaning.Medium}
	case language.Place:
		return c.textState(e)
	}
	return identity{}
}

// textState is a state that no list has and the text shows to be one; its name is empty where it does not.
func (c *Cast) textState(e int) identity {
	name := c.ms[c.chains[e][0]].State
	if name == "" {
		return identity{}
	}
	return identity{Name: name, Kind: meaning.State, Party: name}
}

// listed is a listed actor, with its party as the text gives it first.
func (c *Cast) listed(entry *agenda.Entry, e int) identity {
	id := identity{Name: entry.Name, Kind: meaning.ActorKind(entry.Kind), Party: entry.PartyAt(c.date), Entry: entry}
	if entry.Kind == agenda.Place || entry.Kind == agenda.Nation {
		return identity{}
	}
	if entry.Kind == agenda.Person && e >= 0 && !entry.Side {
		id.Party = cmp.Or(c.textParty(e), id.Party)
	}
	return id
}

// introduced gives the first mentions of an entity, where a text says who it is.
func (c *Cast) introduced(e int) []int { return c.chains[e][:min(len(c.chains[e]), 40)] }

// body is an organisation that the text names or describes: Egypt's Foreign Ministry is the Egyptian
// Foreign Ministry.
func (c *Cast) body(e int) identity {
	if c.facts[e].body == nil {
		id := c.readBody(e)
		c.facts[e].body = &id
	}
	return *c.facts[e].body
}

func (c *Cast) readBody(e int) identity {
	var id identity
	for _, m := range c.introduced(e) {
		if c.ms[m].Form == language.Pronoun {
			continue
		}
		name, party := c.bodyName(m)
		if id.Name == "" || id.Party == "" && party != "" {
			id = identity{Name: name, Kind: meaning.Organisation, Party: cmp.Or(party, id.Party)}
		}
	}
	return id
}

// bodyName writes the name of a body in one way: the adjective of its state and its own words.
func (c *Cast) bodyName(m int) (name, party string) {
	x := c.ms[m]
	i := x.Words.Start
	if isArticle(c.text.Form(i)) && i < x.Words.End-1 {
		i++
	}
	if entry := c.world.Known(title(clean(c.text.Span(language.Range{Start: i, End: x.Words.End}).Of(c.text.Source)))); entry != nil && entry.Kind == agenda.Organisation {
		return entry.Name, entry.PartyAt(c.date) // the state department
	}
	if name, party := c.office(m); name != "" {
		return name, party
	}
	if x.State != "" && x.Form == language.Description {
		words := clean(c.text.Span(language.Range{Start: i, End: x.Words.End}).Of(c.text.Source))
		if entry := c.world.Known(x.State); entry != nil {
			return strings.TrimSpace(entry.Adjective + " " + words), entry.Party
		}
		return strings.TrimSpace(c.of[x.State] + " " + words), x.State
	}
	if k := c.beginning(m, i); k >= 0 && c.ms[k].Words.End < x.Words.End && !c.hyphened(c.ms[k]) {
		entry := c.stand(k)
		rest := c.ms[k].Words.End
		if w := c.text.Form(rest); isPossessive(w) && rest+1 < x.Words.End {
			rest++
		}
		if state := c.ms[k].State; state != "" && c.of[state] != "" {
			return c.of[state] + " " + clean(c.text.Span(language.Range{Start: rest, End: x.Words.End}).Of(c.text.Source)), state
		}
		if entry != nil && entry.Kind == agenda.State && entry.Adjective != "" {
			words := clean(c.text.Span(language.Range{Start: rest, End: x.Words.End}).Of(c.text.Source))
			return entry.Adjective + " " + words, entry.Party
		}
		if entry != nil {
			party = entry.PartyAt(c.date)
		}
	}
	return clean(c.text.Span(language.Range{Start: i, End: x.Words.End}).Of(c.text.Source)), cmp.Or(party, c.party(m), c.ownerParty(m))
}

// ownerParty gives the party of the state or body whose a name is that stands after its possessive: the White
// House's National Security Council.
func (c *Cast) ownerParty(m int) string {
	i := c.ms[m].Words.Start - 1
	if i < 1 || !isPossessive(c.text.Form(i)) {
		return ""
	}
	for k := m - 1; k >= max(0, m-5); k-- {
		if c.ms[k].Words.End != i {
			continue
		}
		if entry := c.stand(k); entry != nil && entry.Kind != agenda.Person {
			return entry.PartyAt(c.date)
		}
	}
	return ""
}

// office writes the name of a body that is somebody's: Prime Minister Ana Duarte's office is Ana Duarte's office.
func (c *Cast) office(m int) (name, party string) {
	for k := m + 1; k < len(c.ms) && c.ms[k].Words.Start < c.ms[m].Head; k++ {
		i := c.ms[k].Words.End
		if c.ms[k].Form != language.Name || c.ms[k].Kind != language.Person || c.ms[k].Entity < 0 || i+1 >= c.ms[m].Words.End || !isPossessive(c.text.Form(i)) {
			continue
		}
		id := c.entityActor(c.ms[k].Entity)
		words := clean(c.text.Span(language.Range{Start: i + 1, End: c.ms[m].Words.End}).Of(c.text.Source))
		return id.Name + "'s " + words, id.Party
	}
	return "", ""
}

// beginning gives the mention inside m that begins at word i, or -1.
func (c *Cast) beginning(m, i int) int {
	for k := m; k < len(c.ms) && c.ms[k].Words.Start <= i; k++ {
		if k != m && c.ms[k].Words.Start == i && c.ms[k].Words.End <= c.ms[m].Words.End {
			return k
		}
	}
	return -1
}

// stand gives the listed actor that a name stands for: the state for a nationality or a capital.
func (c *Cast) stand(m int) *agenda.Entry {
	x := c.ms[m]
	if x.Form != language.Name {
		return nil
	}
	if x.Entity >= 0 {
		if e := c.world.Entry(c.es[x.Entity].Listed); e != nil || x.Kind == language.Person {
			return e // of persons, coref has decided who they are
		}
	}
	var found *agenda.Entry
	for _, h := range c.world.Named(c.text.Span(x.Words).Of(c.text.Source)) {
		if (h.Entry.Kind == agenda.Person) != (x.Kind == language.Person) {
			continue
		}
		if found != nil && found != h.Entry {
			return nil
		}
		found = h.Entry
	}
	return found
}

// party gives the one party that a description or a body's name plainly says: the Israeli army, Hamas
// officials, the Trump administration.
func (c *Cast) party(m int) string {
	found := ""
	for k := m + 1; k < len(c.ms) && c.ms[k].Words.Start < c.ms[m].Words.End; k++ {
		if c.hyphened(c.ms[k]) || c.sentTo(m, k) {
			continue
		}
		entry := c.stand(k)
		if entry == nil && c.ms[k].Form == language.Pronoun && c.ms[k].Entity >= 0 { // its envoy
			entry = c.world.Entry(c.es[c.ms[k].Entity].Listed)
		}
		if entry == nil { // an official of the Clinton Administration
			p := c.partyBehind(k)
			if found != "" && p != "" && p != found {
				return ""
			}
			found = cmp.Or(found, p)
			continue
		}
		if entry.Kind == agenda.Place || entry.Kind == agenda.Nation || entry.Kind == agenda.Medium {
			continue
		}
		p := entry.PartyAt(c.date)
		if c.ms[k].Kind == language.Person && c.ms[k].Entity >= 0 && !entry.Side {
			p = cmp.Or(c.textParty(c.ms[k].Entity), p)
		}
		if found != "" && p != "" && p != found {
			return ""
		}
		found = cmp.Or(found, p)
	}
	return found
}

// sentTo reports whether a mention only says to whom or for what an envoy was sent, or whose counterpart somebody is:
// the Kestrian ambassador to Valmora, the UN envoy for Yemen, Ana Duarte's Kestrian counterpart.
func (c *Cast) sentTo(m, k int) bool {
	x, y := c.ms[m], c.ms[k]
	n, _ := c.world.Noun(c.text.Form(x.Head))
	if n.One == "counterpart" && y.Words.Start < x.Head {
		return y.Form == language.Pronoun || y.Words.End < len(c.text.Words) && isPossessive(c.text.Form(y.Words.End)) // his Kestrian counterpart
	}
	if y.Words.Start <= x.Head || y.Kind == language.Person {
		return false
	}
	switch n.One {
	case "ambassador", "envoy", "emissary", "representative", "delegate", "consul", "mission", "embassy":
		w := c.text.Form(x.Head + 1)
		return w == "to" || w == "for" || w == "in" || w == "at"
	}
	return false
}

// partyBehind gives the party of a mention that no list has: of a body by its name or by what it was called
// before, of a person by what the text says of them, of a state that the text shows to be one itself.
func (c *Cast) partyBehind(m int) string {
	x := c.ms[m]
	switch {
	case x.State != "" && x.Form == language.Name:
		return x.State
	case x.Kind == language.Organisation && x.Form != language.Pronoun:
		_, p := c.bodyName(m)
		if p == "" && x.Entity >= 0 && c.definite(m) {
			p = c.chainParty(x.Entity)
		}
		return p
	case x.Entity < 0:
		return ""
	case x.Form == language.Pronoun && c.es[x.Entity].Kind == language.Organisation:
		return c.chainParty(x.Entity)
	case c.es[x.Entity].Kind == language.Place:
		return c.ms[c.chains[x.Entity][0]].State
	case c.es[x.Entity].Kind == language.Person:
		return c.textParty(x.Entity)
	}
	return ""
}

// chainParty gives the party that the first of a body's mentions to do so say.
func (c *Cast) chainParty(e int) string {
	for _, m := range c.introduced(e) {
		if c.ms[m].Form == language.Pronoun {
			continue
		}
		if _, p := c.bodyName(m); p != "" {
			return p
		}
	}
	return ""
}

// definite reports whether a mention begins with "the" or the like, or with whose it is.
func (c *Cast) definite(m int) bool {
	switch strings.ToLower(c.text.Form(c.ms[m].Words.Start)) {
	case "the", "this", "that":
		return true
	}
	return false
}

// hyphened reports whether a name is only a part of a word: pro-Valmoran, Valmora-backed.
func (c *Cast) hyphened(x language.Mention) bool {
	ws := c.text.Words
	i, j := x.Words.Start, x.Words.End
	return i > 0 && c.text.Form(i-1) == "-" && ws[i-1].End == ws[i].Start || j < len(ws) && c.text.Form(j) == "-" && ws[j].Start == ws[j-1].End
}

// textParty gives the party that the text's own descriptions of a person say.
func (c *Cast) textParty(e int) string { return c.facts[e].party }

func (c *Cast) readParty(e int) string {
	for _, m := range c.introduced(e) {
		if c.ms[m].Form == language.Description && c.standsFor(m) && !c.past(m) {
			if p := c.party(m); p != "" {
				return p
			}
		}
	}
	return ""
}

// standsFor reports whether the head of a description is one who speaks for a side: an official, an
// envoy, and not an analyst or a resident.
func (c *Cast) standsFor(m int) bool {
	n, ok := c.world.Noun(c.text.Form(c.ms[m].Head))
	return ok && (n.Kind != "person" && n.Sort != "other" || n.Sort == "leader" || n.Sort == "office" || n.Sort == "spokesman" || n.Sort == "official")
}

// past reports whether a description is of what somebody was: a former minister.
func (c *Cast) past(m int) bool {
	x := c.ms[m]
	for i := x.Head - 1; i >= max(0, x.Words.Start-2); i-- {
		if i < x.Words.Start && c.text.Words[i].UPOS == language.PUNCT && c.text.Form(i) != "-" {
			break
		}
		switch strings.ToLower(c.text.Form(i)) {
		case "former", "ex", "then", "late", "ex-president", "retired":
			return true
		}
	}
	return false
}

// textRoles gives the roles that the text gives a person, in order: those of descriptions beside the name,
// and where there are none those of descriptions that say of what.
func (c *Cast) textRoles(e int) []string { return c.facts[e].roles }

func (c *Cast) readRoles(e int) []string {
	var beside, other []string
	for i, m := range c.introduced(e) {
		if c.ms[m].Form != language.Description || c.past(m) {
			continue
		}
		role := c.role(m)
		switch {
		case role == "":
		case c.beside(e, i):
			beside = append(beside, role)
		case c.party(m) != "":
			other = append(other, role)
		}
	}
	if len(beside) > 0 {
		return beside
	}
	return other
}

// beside reports whether the i-th mention of an entity stands beside one of its names, with a comma, a
// title, "who is" or "who goes by" between them at most.
func (c *Cast) beside(e, i int) bool {
	chain := c.chains[e]
	m := c.ms[chain[i]]
	for _, k := range chain[max(0, i-2):min(len(chain), i+3)] {
		n := c.ms[k]
		if n.Form != language.Name {
			continue
		}
		if n.Words.Start >= m.Words.End && n.Words.Start-m.Words.End <= 2 || m.Words.Start >= n.Words.End && m.Words.Start-n.Words.End <= 2 {
			return true
		}
		if gap := c.between(m, n); strings.Contains(gap, "known as") || strings.Contains(gap, "goes by") || strings.Contains(gap, "guerre") {
			return true
		}
		if n.Words.End <= m.Words.Start && m.Words.Start-n.Words.End < 12 && c.text.Form(m.Words.Start-1) != "the" && strings.EqualFold(c.text.Form(max(0, m.Words.Start-2)), "who") {
			return true
		}
	}
	return false
}

// role writes a description as a role: its words without the determiner.
func (c *Cast) role(m int) string {
	n, ok := c.world.Noun(c.text.Form(c.ms[m].Head))
	if !ok || n.Kind != "person" || n.Sort == "other" || n.One == "leader" || n.One == "counterpart" || n.One == "ally" || n.One == "rival" {
		return ""
	}
	i := c.ms[m].Words.Start
	if isArticle(c.text.Form(i)) || c.text.Words[i].XPOS == language.PRPS {
		i++
	}
	if i >= c.ms[m].Words.End {
		return ""
	}
	return clean(c.text.Span(language.Range{Start: i, End: c.ms[m].Words.End}).Of(c.text.Source))
}

func isArticle(s string) bool {
	switch strings.ToLower(s) {
	case "the", "a", "an", "this", "that", "his", "her", "its", "their":
		return true
	}
	return false
}

// title writes the words of a name with capitals.
func title(s string) string {
	b := []byte(s)
	for i := range b {
		if (i == 0 || b[i-1] == ' ') && b[i] >= 'a' && b[i] <= 'z' {
			b[i] -= 'a' - 'A'
		}
	}
	return string(b)
}

func isPossessive(s string) bool { return s == "'s" || s == "’s" || s == "'" || s == "’" }

// clean writes a stretch of text in one line.
func clean(s string) string { return strings.Join(strings.Fields(s), " ") }

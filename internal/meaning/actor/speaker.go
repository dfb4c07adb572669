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

// Speaker says who a source is. The span is the source's whole noun phrase, as attribution finds it. The
// sourcing is empty where it is not known who the source is: a pronoun that leads nowhere.
func (c *Cast) Speaker(source doc.Span) meaning.Source {
	if m := c.relative(source); m >= 0 {
		return c.voice(m, c.text.Span(c.ms[m].Words))
	}
	heads := c.heads(source)
	if len(heads) == 0 || c.modifies(heads[len(heads)-1], source) {
		return c.nobody(source)
	}
	v := c.voice(heads[0], source)
	for _, m := range heads[1:] {
		other := c.voice(m, source)
		if other.Speaker != (meaning.Speaker{}) && other.Speaker != v.Speaker {
			v.Jointly = append(v.Jointly, other.Speaker)
		}
		v.Jointly = append(v.Jointly, other.Jointly...)
	}
	return v
}

// Author says who speaks in a part of the document: whose text its heading says that it is.
func (c *Cast) Author(p doc.Part) meaning.Source {
	name := strings.TrimPrefix(strings.TrimPrefix(clean(p.Author), "The "), "the ")
	if name == "" {
		return meaning.Source{}
	}
	v := meaning.Source{Sourcing: meaning.ByDocument}
	if entry := c.world.Known(name); entry != nil {
		v.Speaker = c.asSpeaker(c.listed(entry, -1), -1)
		return v
	}
	v.Speaker = c.asSpeaker(identity{Name: name, Kind: meaning.Organisation}, -1)
	return v
}

// Medium gives the medium that a span names, or nil: "told Valmora Radio", "according to Interfax".
func (c *Cast) Medium(s doc.Span) *meaning.Via {
	for m := c.from(s); m < len(c.ms) && c.text.Span(c.ms[m].Words).Start < s.End; m++ {
		x := c.ms[m]
		if !s.Contains(c.text.Span(x.Words)) || x.Form != language.Name {
			continue
		}
		if entry := c.stand(m); entry != nil && entry.Kind == agenda.Medium {
			a := c.keep(c.listed(entry, -1), x.Entity)
			return &meaning.Via{Actor: a.ID, Name: a.Name}
		}
	}
	return nil
}

// heads gives the mentions that are the source itself and not what describes it: one, or those that an
// "and" joins.
func (c *Cast) heads(source doc.Span) []int {
	var in []int
	end := -1
	for m := c.from(source); m < len(c.ms) && c.text.Span(c.ms[m].Words).Start < source.End; m++ {
		x := c.ms[m]
		if source.Contains(c.text.Words[x.Head].Span()) && x.Words.End > end {
			in = append(in, m)
			end = x.Words.End
		}
	}
	for len(in) > 1 && c.leadsTo(in[0], in[1]) {
		in = in[1:]
	}
	if len(in) < 2 {
		return in
	}
	if k := c.nameFor(in); k >= 0 {
		return []int{k}
	}
	heads := []int{in[0]}
	for k := 1; k < len(in); k++ {
		switch {
		case c.andOnly(in[k-1], in[k]):
			heads = append(heads, in[k])
		case c.ms[in[k]].Entity < 0 || c.ms[in[k]].Entity != c.ms[in[k-1]].Entity: // not the same person's name or role
			return heads
		}
	}
	return heads
}

// from gives the first mention that may reach into a place: mentions are in order of their start, and
// short.
func (c *Cast) from(s doc.Span) int {
	const reach = 500 // bytes
	m, _ := slices.BinarySearchFunc(c.ms, s.Start-reach, func(x language.Mention, at int) int {
		return int(c.text.Words[x.Words.Start].Start) - at
	})
	return m
}

// relative gives what a "who" or "which" alone refers to: the mention before it, or -1.
func (c *Cast) relative(source doc.Span) int {
	switch source.Of(c.text.Source) {
	case "who", "which", "that":
	default:
		return -1
	}
	found := -1
	for m := c.from(source); m < len(c.ms); m++ {
		span := c.text.Span(c.ms[m].Words)
		if span.Start >= source.Start {
			break
		}
		if gap := c.gap(span.End, source.Start); gap == "" || gap == "," || gap == ")," {
			if found < 0 || span.Len() > c.text.Span(c.ms[found].Words).Len() {
				found = m
			}
		}
	}
	return found
}

// gap is what stands between two places, or a mark where the second is not after the first.
func (c *Cast) gap(from, to int) string {
	if from > to {
		return "<"
	}
	return strings.TrimSpace(c.text.Source[from:to])
}

// leadsTo reports whether a mention only says whose or of where the next one is: Turkey's Anadolu agency.
func (c *Cast) leadsTo(a, b int) bool {
	x, y := c.ms[a], c.ms[b]
	if x.Form == language.Name && x.Words.End < len(c.text.Words) && isPossessive(c.text.Form(x.Words.End)) {
		return true
	}
	return x.Words.End == y.Words.Start && x.Form == language.Name && (x.Kind != language.Person || y.Form == language.Description)
}

// modifies reports whether a name only stands before the noun that is the source: two Telegram users,
// Duarte's surrogates.
func (c *Cast) modifies(m int, source doc.Span) bool {
	i := c.ms[m].Words.End
	owner := i < len(c.text.Words) && isPossessive(c.text.Form(i))
	if c.ms[m].Form == language.Pronoun && c.text.Words[i-1].XPOS == language.PRPS {
		owner = true
	} else if owner {
		i++
	}
	for i < len(c.text.Words) && source.Contains(c.text.Words[i].Span()) && c.text.Words[i].UPOS == language.ADJ {
		i++
	}
	if i >= len(c.text.Words) || !source.Contains(c.text.Words[i].Span()) || c.text.Words[i].UPOS != language.NOUN {
		return false
	}
	return !owner || c.text.Words[i].XPOS == language.NNS
}

// nameFor gives the person's name that a description before it introduces, where they were not joined.
func (c *Cast) nameFor(in []int) int {
	d := c.ms[in[0]]
	if d.Form != language.Description || d.Kind != language.Person || d.Entity >= 0 && c.es[d.Entity].Name != "" {
		return -1
	}
	for k, m := range in[1:] {
		n := c.ms[m]
		before := c.gap(c.text.Span(c.ms[in[k]].Words).End, c.text.Span(n.Words).Start)
		if n.Form == language.Name && n.Kind == language.Person && (k == 0 && before == "" || before == ",") && n.Entity >= 0 {
			return m
		}
	}
	return -1
}

func (c *Cast) between(a, b language.Mention) string {
	from, to := c.text.Span(a.Words).End, c.text.Span(b.Words).Start
	if from > to {
		return ""
	}
	return c.text.Source[from:to]
}

// andOnly reports whether nothing but an "and" or a comma stands between two mentions of different things.
func (c *Cast) andOnly(a, b int) bool {
	x, y := c.ms[a], c.ms[b]
	if x.Entity >= 0 && x.Entity == y.Entity {
		return false
	}
	switch strings.TrimSpace(c.between(x, y)) {
	case "and", "and the", ", and", "and his", "and its", "as well as":
		return true
	}
	return false
}

// voice says who one mention is.
func (c *Cast) voice(m int, source doc.Span) meaning.Source {
	x := c.ms[m]
	if x.Entity < 0 {
		if x.Form == language.Pronoun {
			return meaning.Source{}
		}
		return c.unnamed(m, source)
	}
	e := c.es[x.Entity]
	if len(e.Members) > 0 {
		return c.together(e.Members)
	}
	switch c.sort(m) {
	case "document":
		return c.document(m, source)
	case "medium":
		return c.medium(m, source)
	}
	if entry := c.behind(m); entry != nil {
		id := c.listed(entry, x.Entity)
		if id.Name == "" {
			return c.unnamed(m, source)
		}
		return meaning.Source{Speaker: c.asSpeaker(id, x.Entity), Sourcing: sourcing(id.Kind)}
	}
	switch e.Kind {
	case language.Person:
		if e.Name != "" {
			return meaning.Source{Speaker: c.asSpeaker(c.entityActor(x.Entity), x.Entity), Sourcing: meaning.Named}
		}
		return c.spokesman(m, source)
	case language.Organisation:
		return c.institution(m, source)
	case language.Place:
		if x.Form == language.Name {
			id := identity{Name: clean(c.words(x)), Kind: meaning.State}
			return meaning.Source{Speaker: c.asSpeaker(id, x.Entity), Sourcing: meaning.Institution}
		}
	case language.Unknown:
		if e.Name != "" {
			id := identity{Name: clean(e.Name), Kind: meaning.Person}
			if i := x.Words.Start - 1; i >= 0 && isArticle(c.text.Form(i)) || e.Gender == language.NoGender && upperInside(e.Name) {
				id.Kind = meaning.Organisation
			}
			return meaning.Source{Speaker: c.asSpeaker(id, x.Entity), Sourcing: sourcing(id.Kind)}
		}
	}
	return c.unnamed(m, source)
}

// upperInside reports whether a name has a capital inside a word, as PolyMath has and no last name but
// those with Mc, Mac, De, Di, Du, La, Le, Van.
func upperInside(s string) bool {
	for i, r := range s {
		if i > 3 && r >= 'A' && r <= 'Z' && s[i-1] >= 'a' && s[i-1] <= 'z' {
			return true
		}
	}
	return false
}

func (c *Cast) words(x language.Mention) string { return c.text.Span(x.Words).Of(c.text.Source) }

func sourcing(k meaning.ActorKind) meaning.Sourcing {
	switch k {
	case meaning.Person:
		return meaning.Named
	case meaning.Medium:
		return meaning.Media
	}
	return meaning.Institution
}

// behind gives the listed actor that a mention or the entity that it belongs to stands for.
func (c *Cast) behind(m int) *agenda.Entry {
	x := c.ms[m]
	if entry := c.world.Entry(c.es[x.Entity].Listed); entry != nil {
		return entry
	}
	if x.Kind == language.Nationality {
		return nil
	}
	for _, k := range c.introduced(x.Entity) {
		if entry := c.stand(k); entry != nil {
			return entry
		}
	}
	return nil
}

// sort says whether a mention's entity is a document or a medium, by its descriptions.
func (c *Cast) sort(m int) string {
	for _, k := range c.introduced(c.ms[m].Entity) {
		if c.ms[k].Form == language.Description {
			if n, ok := c.world.Noun(c.text.Form(c.ms[k].Head)); ok && (n.Kind == "document" || n.Kind == "medium") {
				return n.Kind
			}
		}
	}
	if c.es[c.ms[m].Entity].Kind == language.Work {
		return "medium"
	}
	return ""
}

// asSpeaker makes a speaker of an actor, and keeps the actor.
func (c *Cast) asSpeaker(id identity, e int) meaning.Speaker {
	if id.Name == "" {
		return meaning.Speaker{}
	}
	a := c.keep(id, e)
	s := meaning.Speaker{Actor: a.ID, Name: a.Name, Party: cmp.Or(id.Party, a.Party)}
	if id.Kind == meaning.Person {
		if e >= 0 {
			if roles := c.textRoles(e); len(roles) > 0 {
				s.Role = best(roles)
			}
		}
		if s.Role == "" && e >= 0 {
			s.Role = c.titleRole(e)
		}
		if s.Role == "" && id.Entry != nil {
			if terms := id.Entry.Roles(c.date); len(terms) > 0 {
				s.Role = terms[0].Role
			}
		}
	}
	return s
}

// titleRole gives the role that a title before the name stands for: Sen. Ana Duarte.
func (c *Cast) titleRole(e int) string {
	for _, m := range c.introduced(e) {
		if i := c.ms[m].Words.Start - 1; c.ms[m].Form == language.Name && i >= 0 {
			if t, ok := c.world.Title(c.text.Form(i)); ok && t.Role != "" {
				return t.Role
			}
		}
	}
	return ""
}

// best gives the first role of more than one word, else the first.
func best(roles []string) string {
	for _, r := range roles {
		if strings.Contains(r, " ") {
			return r
		}
	}
	return roles[0]
}

// together gives the members of a group as joint speakers.
func (c *Cast) together(members []int) meaning.Source {
	var v meaning.Source
	for i, e := range members {
		id := c.entityActor(e)
		if id.Name == "" {
			continue
		}
		s := c.asSpeaker(id, e)
		if v.Speaker == (meaning.Speaker{}) {
			v.Speaker, v.Sourcing = s, sourcing(id.Kind)
		} else if i > 0 {
			v.Jointly = append(v.Jointly, s)
		}
	}
	return v
}

// nobody is a source in which nothing was found: unnamed, unless it is a lone pronoun.
func (c *Cast) nobody(source doc.Span) meaning.Source {
	words := clean(source.Of(c.text.Source))
	if !c.hasNoun(source) {
		return meaning.Source{}
	}
	return meaning.Source{Sourcing: meaning.Unnamed, Described: words}
}

// hasNoun reports whether a place has a noun or a word that stands for people: some, others, one, many.
func (c *Cast) hasNoun(source doc.Span) bool {
	from, _ := slices.BinarySearchFunc(c.text.Words, source.Start, func(w language.Word, at int) int { return int(w.Start) - at })
	for i := from; i < len(c.text.Words) && int(c.text.Words[i].End) <= source.End; i++ {
		switch c.text.Words[i].UPOS {
		case language.NOUN, language.PROPN, language.NoUPOS:
			return true
		}
		switch strings.ToLower(c.text.Form(i)) {
		case "some", "others", "many", "several", "few", "one", "most", "everyone", "nobody", "someone", "somebody", "those", "two", "three":
			return true
		}
	}
	return false
}

// unnamed is a source that the text describes and does not name. Its party is what the description
// itself plainly says.
func (c *Cast) unnamed(m int, source doc.Span) meaning.Source {
	v := meaning.Source{Sourcing: meaning.Unnamed, Described: clean(source.Of(c.text.Source))}
	x := c.ms[m]
	if x.Kind == language.Nationality {
		if entry := c.stand(m); entry != nil && entry.Kind == agenda.State {
			v.Speaker.Party = entry.Party
		}
		return v
	}
	chain := []int{m}
	if x.Entity >= 0 {
		chain = c.introduced(x.Entity)
		if x.Form == language.Pronoun {
			v.Described = clean(c.words(c.ms[chain[0]]))
		}
	}
	for _, k := range chain {
		if c.ms[k].Form == language.Description && c.standsFor(k) && v.Speaker.Party == "" && !c.past(k) {
			v.Speaker.Party = c.party(k)
		}
	}
	return v
}

// spokesman is an unnamed person: one who speaks for a body or state is that body or state, anyone else unnamed.
func (c *Cast) spokesman(m int, source doc.Span) meaning.Source {
	for _, k := range c.introduced(c.ms[m].Entity) {
		n, ok := c.world.Noun(c.text.Form(c.ms[k].Head))
		if !ok || n.Sort != "spokesman" || c.ms[k].Form != language.Description {
			continue
		}
		if id := c.spokenFor(k); id.Name != "" {
			s := c.asSpeaker(id, -1)
			s.Role = c.role(k)
			return meaning.Source{Speaker: s, Sourcing: meaning.Institution, Described: clean(source.Of(c.text.Source))}
		}
	}
	return c.unnamed(m, source)
}

// spokenFor gives the body or state whose spokesman a description is of: a Kremlin spokesman, a spokesman
// for the ministry, the foreign ministry spokesman.
func (c *Cast) spokenFor(m int) identity {
	x := c.ms[m]
	for k := m + 1; k < len(c.ms) && c.ms[k].Words.Start < x.Words.End; k++ {
		if c.ms[k].Kind != language.Organisation || c.ms[k].Entity < 0 {
			continue
		}
		if entry := c.stand(k); entry != nil {
			return c.listed(entry, -1)
		}
		return c.body(c.ms[k].Entity)
	}
	start := x.Words.Start
	if isArticle(c.text.Form(start)) {
		start++
	}
	party := c.party(m)
	if start < x.Head {
		if n, ok := c.world.Noun(c.text.Form(x.Head - 1)); ok && n.Kind == "body" {
			name := clean(c.text.Span(language.Range{Start: start, End: x.Head}).Of(c.text.Source))
			return identity{Name: name, Kind: meaning.Organisation, Party: party}
		}
	}
	if entry := c.world.Entry(agenda.ID(party)); entry != nil && c.only(m, language.Nationality) {
		return c.listed(entry, -1)
	}
	return identity{}
}

// only reports whether the mentions inside a description are all of a kind.
func (c *Cast) only(m int, kind language.EntityKind) bool {
	for k := m + 1; k < len(c.ms) && c.ms[k].Words.Start < c.ms[m].Words.End; k++ {
		if c.ms[k].Kind != kind {
			return false
		}
	}
	return true
}

// institution is a body that the text names or describes; several where it says so: the US and Saudi governments.
func (c *Cast) institution(m int, source doc.Span) meaning.Source {
	if v := c.joint(m); v.Sourcing != "" {
		v.Sourcing = meaning.Institution
		return v
	}
	e := c.ms[m].Entity
	if c.loose(m) {
		return c.unnamed(m, source)
	}
	id := c.body(e)
	if id.Name == "" {
		return meaning.Source{}
	}
	return meaning.Source{Speaker: c.asSpeaker(id, e), Sourcing: meaning.Institution}
}

// loose reports whether a body is only some people together: a group of diplomats.
func (c *Cast) loose(m int) bool {
	x := c.ms[m]
	switch strings.ToLower(c.text.Form(x.Words.Start)) {
	case "a", "an", "one", "another":
		return x.Form == language.Description && x.Head+1 < len(c.text.Words) && c.text.Form(x.Head+1) == "of"
	}
	return false
}

// joint gives the states and bodies that one phrase names together; the sourcing is empty where they are
// fewer than two.
func (c *Cast) joint(m int) meaning.Source {
	var names []identity
	for k := m + 1; k < len(c.ms) && c.ms[k].Words.Start < c.ms[m].Head; k++ {
		if entry := c.stand(k); entry != nil && c.ms[k].Kind != language.Person {
			if id := c.listed(entry, -1); id.Name != "" && !slices.ContainsFunc(names, func(o identity) bool { return o.Name == id.Name }) {
				names = append(names, id)
			}
		}
	}
	if len(names) < 2 {
		return meaning.Source{}
	}
	var v meaning.Source
	for i, id := range names {
		s := c.asSpeaker(id, -1)
		if i == 0 {
			v.Speaker, v.Sourcing = s, meaning.Institution
		} else {
			v.Jointly = append(v.Jointly, s)
		}
	}
	return v
}

// document is a readout, statement or report: the speaker is who issued it.
func (c *Cast) document(m int, source doc.Span) meaning.Source {
	v := meaning.Source{Sourcing: meaning.ByDocument}
	for _, k := range c.introduced(c.ms[m].Entity) {
		if v.Speaker != (meaning.Speaker{}) {
			break
		}
		if j := c.joint(k); j.Sourcing != "" {
			v.Speaker, v.Jointly = j.Speaker, j.Jointly
			break
		}
		if id, e := c.issuer(k); id.Name != "" {
			v.Speaker = c.asSpeaker(id, e)
		}
	}
	if v.Speaker == (meaning.Speaker{}) {
		v.Described = clean(source.Of(c.text.Source))
	}
	return v
}

// issuer gives who a document is of: the White House readout, the Kremlin's account, a statement from
// Egypt's Foreign Ministry, a report by the group.
func (c *Cast) issuer(m int) (identity, int) {
	x := c.ms[m]
	for k := m + 1; k < len(c.ms); k++ {
		y := c.ms[k]
		inside := y.Words.End <= x.Words.End
		if !inside && !c.issued(x, y) {
			break
		}
		if y.Form == language.Pronoun && !inside {
			break
		}
		if entry := c.stand(k); entry != nil && entry.Kind != agenda.Place && entry.Kind != agenda.Nation {
			return c.listed(entry, y.Entity), y.Entity
		}
		if y.Entity >= 0 && (y.Kind == language.Organisation || y.Kind == language.Person) {
			if y.Kind == language.Organisation && y.Form == language.Description {
				return c.body(y.Entity), y.Entity
			}
			if id := c.entityActor(y.Entity); id.Name != "" {
				return id, y.Entity
			}
		}
	}
	return identity{}, -1
}

// issued reports whether a mention follows a document's with "from", "by" or "of".
func (c *Cast) issued(x, y language.Mention) bool {
	switch strings.TrimSpace(c.between(x, y)) {
	case "from", "by", "of", "from the", "by the", "of the", "issued by", "issued by the", "released by", "released by the", "published by", "posted by":
		return true
	}
	return false
}

// medium is a newspaper, agency or broadcaster.
func (c *Cast) medium(m int, source doc.Span) meaning.Source {
	e := c.ms[m].Entity
	for _, k := range c.introduced(e) {
		for j := k; j < len(c.ms) && c.ms[j].Words.Start < c.ms[k].Words.End; j++ {
			if entry := c.stand(j); entry != nil && entry.Kind == agenda.Medium {
				return meaning.Source{Speaker: c.asSpeaker(c.listed(entry, -1), e), Sourcing: meaning.Media}
			}
		}
	}
	v := meaning.Source{Sourcing: meaning.Media}
	if x := c.es[e]; x.Name != "" {
		v.Speaker = c.asSpeaker(identity{Name: clean(x.Name), Kind: meaning.Medium}, e)
	} else {
		v.Described = clean(source.Of(c.text.Source))
	}
	return v
}

package actor

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// sort says whether a mention's entity is a document or a medium, by its descriptions.
func (c *Cast) sort(m int) string {
	for _, k := range c.introduced(c.ms[m].Entity) {
		if c.ms[k].Form == language.Description {
			n, ok := c.world.Noun(c.text.Form(c.ms[k].Head))
			if ok && (n.Kind == "document" || n.Kind == "medium") {
				return n.Kind
			}
			if c.ms[k].Head > 0 && c.text.Form(c.ms[k].Head-1) == "news" {
				return "medium"
			}
		}
	}
	if c.es[c.ms[m].Entity].Kind == language.Work {
		return "medium"
	}
	return ""
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
		return c.bodyActor(c.ms[k].Entity)
	}
	if k := c.beginning(m, x.Words.Start); k >= 0 && c.ms[k].Form == language.Pronoun && c.ms[k].Entity >= 0 && c.ms[k].Words.End == x.Head {
		switch e := c.ms[k].Entity; {
		case c.es[e].Listed != "" && c.es[e].Kind != language.Person:
			return c.entityActor(e)
		case c.es[e].Kind == language.Organisation:
			return c.bodyActor(e) // its spokesman
		}
	}
	start := x.Words.Start
	if isArticle(c.text.Form(start)) {
		start++
	}
	party := c.party(m)
	if start < x.Head {
		if n, ok := c.world.Noun(c.text.Form(x.Head - 1)); ok && n.Kind == "body" {
			name := clean(c.text.Span(language.Range{Start: start, End: x.Head}).Of(c.text.Source))
			if entry := c.world.Known(title(name)); entry != nil && entry.Kind == agenda.Organisation {
				return c.listed(entry, -1)
			}
			if party == "" {
				return identity{}
			}
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
	id := c.bodyActor(e)
	if id.Name == "" || c.loose(m) {
		return c.unnamed(m, source)
	}
	return meaning.Source{Speaker: c.asSpeaker(id, e), Sourcing: meaning.Institution}
}

// bodyActor is a body as an actor: one that has a name, or of which it is known whose it is. The army of a
// state that nobody names is none.
func (c *Cast) bodyActor(e int) identity {
	id := c.body(e)
	if c.es[e].Name == "" && id.Party == "" && !c.located(e) {
		return identity{}
	}
	return id
}

// located reports whether a description of an entity says of which known place or people it is: Kurdish forces.
func (c *Cast) located(e int) bool {
	for _, m := range c.introduced(e) {
		for k := m + 1; k < len(c.ms) && c.ms[k].Words.Start < c.ms[m].Head; k++ {
			if entry := c.stand(k); entry != nil && (entry.Kind == agenda.Place || entry.Kind == agenda.Nation) {
				return true
			}
		}
	}
	return false
}

// loose reports whether a description is of no one body: a group of diplomats, each side, two agencies.
func (c *Cast) loose(m int) bool {
	x := c.ms[m]
	if x.Form != language.Description {
		return false
	}
	first := strings.ToLower(c.text.Form(x.Words.Start))
	switch first {
	case "each", "every", "either", "neither", "no", "any", "some", "several", "other", "many", "most", "various", "both":
		return true
	case "a", "an", "one", "another":
		return x.Head+1 < len(c.text.Words) && c.text.Form(x.Head+1) == "of" || c.es[x.Entity].Name == ""
	}
	return c.text.Words[x.Words.Start].UPOS == language.NUM
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
		if y.Form == language.Pronoun && y.Entity >= 0 { // its statement
			if id := c.entityActor(y.Entity); id.Name != "" {
				return id, y.Entity
			}
		}
		if y.Entity >= 0 && (y.Kind == language.Organisation || y.Kind == language.Person) {
			if y.Kind == language.Organisation && y.Form == language.Description {
				return c.bodyActor(y.Entity), y.Entity
			}
			if id := c.entityActor(y.Entity); id.Name != "" {
				return id, y.Entity
			}
		}
	}
	return c.publisher(m)
}

// publisher gives who put a document out, where the sentence says it first: the White House published a readout.
func (c *Cast) publisher(m int) (identity, int) {
	i := c.ms[m].Words.Start - 1
	if i < 1 || !issues(c.text.Form(i)) {
		return identity{}, -1
	}
	for i--; i > 0 && (c.text.Words[i].UPOS == language.AUX || c.text.Words[i].UPOS == language.ADV); i-- {
	}
	for k := m - 1; k >= max(0, m-10); k-- {
		x := c.ms[k]
		if x.Words.End != i+1 || x.Entity < 0 || !slices.Contains(c.tops, k) {
			continue
		}
		if entry := c.behind(k); entry != nil && entry.Kind != agenda.Medium {
			return c.listed(entry, x.Entity), x.Entity
		}
		if x.Kind == language.Organisation && x.Form != language.Pronoun {
			return c.bodyActor(x.Entity), x.Entity
		}
		return c.entityActor(x.Entity), x.Entity
	}
	return identity{}, -1
}

// issues reports whether a word is a verb for putting out a document.
func issues(s string) bool {
	switch s {
	case "issued", "issues", "published", "publishes", "released", "releases", "posted", "posts", "made", "gave":
		return true
	}
	return false
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
	if name, party := c.bodyName(c.chains[e][0]); c.es[e].Name == "" && party != "" {
		v.Speaker = c.asSpeaker(identity{Name: name, Kind: meaning.Medium, Party: party}, e) // North Korea's state media
	} else if x := c.es[e]; x.Name != "" {
		v.Speaker = c.asSpeaker(identity{Name: clean(x.Name), Kind: meaning.Medium}, e)
	} else {
		v.Described = clean(source.Of(c.text.Source))
	}
	return v
}

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
	if v := c.own(source); v.Sourcing != "" {
		return v
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

// own gives the document's own publisher where a source is its name or the name's last word: THE TOLLGATE REVIEW,
// REVIEW, the Review.
func (c *Cast) own(source doc.Span) meaning.Source {
	bare := func(s string) string {
		s = strings.ToLower(clean(s))
		return strings.TrimPrefix(s, "the ")
	}
	words, publisher := bare(source.Of(c.text.Source)), bare(c.doc.Publisher)
	last := publisher[strings.LastIndexByte(publisher, ' ')+1:]
	capital := clean(source.Of(c.text.Source))
	capital = strings.TrimPrefix(strings.TrimPrefix(capital, "the "), "The ")
	if publisher == "" || words != publisher && words != last || capital == strings.ToLower(capital) {
		return meaning.Source{}
	}
	id := identity{Name: clean(c.doc.Publisher), Kind: meaning.Medium}
	if entry := c.world.Known(id.Name); entry != nil && entry.Kind == agenda.Medium {
		id = c.listed(entry, -1)
	} else if entry != nil {
		return meaning.Source{} // a body that publishes is itself
	}
	if a := c.keep(id, -1); len(a.Evidence) == 0 {
		a.Evidence = []doc.Evidence{c.doc.Evidence(source)}
	}
	return meaning.Source{Speaker: c.asSpeaker(id, -1), Sourcing: meaning.Media}
}

// Author says who speaks in a part of the document: whose text its heading says that it is.
func (c *Cast) Author(p doc.Part) meaning.Source {
	name := strings.TrimPrefix(strings.TrimPrefix(clean(p.Author), "The "), "the ")
	if name == "" {
		return meaning.Source{}
	}
	id := identity{Name: name, Kind: meaning.Organisation}
	if entry := c.world.Known(name); entry != nil {
		id = c.listed(entry, -1)
	}
	v := meaning.Source{Speaker: c.asSpeaker(id, -1), Sourcing: meaning.ByDocument}
	if a := c.actors[v.Speaker.Actor]; a != nil && len(a.Evidence) == 0 {
		a.Evidence = []doc.Evidence{c.doc.Evidence(c.signed(p))}
	}
	return v
}

// signed is where the author of a part is named; the part itself where only the page names them.
func (c *Cast) signed(p doc.Part) doc.Span {
	if at := strings.Index(c.doc.Text, p.Author); at >= 0 {
		return doc.Span{Start: at, End: at + len(p.Author)}
	}
	return p.Span
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
	if v := c.several(m); v.Sourcing != "" {
		return v
	}
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
		if id.Kind == meaning.Organisation {
			id.Party = cmp.Or(id.Party, c.ownerParty(m))
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
		if id := c.textState(x.Entity); id.Name != "" {
			return meaning.Source{Speaker: c.asSpeaker(id, x.Entity), Sourcing: meaning.Institution}
		}
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
		v.Speaker.Party = cmp.Or(x.State, v.Speaker.Party)
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

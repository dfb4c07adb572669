package actor

import (
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// At gives who is meant by the noun phrase that a word of the text heads: one, or the members of a group ("both leaders",
// "the two sides", "they" of two who met). It gives nobody where the word names or stands for nobody, or where that is
// not known; of people without a name it gives the party alone, where the text tells it, and of those of several parties
// each: Valmoran and Kestrian officials.
func (c *Cast) At(word int) []meaning.Speaker {
	if word < 0 || word >= len(c.text.Words) {
		return nil
	}
	all := c.at(word)
	for _, s := range all {
		if a := c.actors[s.Actor]; a != nil && len(a.Evidence) == 0 { // a side that only such words stand for rests on them
			at := c.text.Words[word].Span()
			if m := c.headed(word); m >= 0 {
				at = c.text.Span(c.ms[m].Words)
			}
			a.Evidence = []doc.Evidence{c.doc.Evidence(at)}
		}
	}
	return all
}

func (c *Cast) at(word int) []meaning.Speaker {
	g, grouped := c.groupAt(word)
	if grouped && !g.pronoun {
		return c.asGroup(g)
	}
	if all := c.sides(word); all != nil {
		return all
	}
	if noun := groupNouns()[strings.ToLower(c.text.Form(word))]; noun.plural {
		if all := c.behindPlural(word); all != nil {
			return all
		}
	}
	known := c.known(word)
	if len(known) == 0 && grouped {
		return c.asGroup(g)
	}
	return known
}

// known gives those whom the mention that a word heads stands for, and whose name or party is known.
func (c *Cast) known(word int) []meaning.Speaker {
	m := c.headed(word)
	if m < 0 {
		return nil
	}
	v := c.voice(m, c.text.Span(c.ms[m].Words))
	all := append([]meaning.Speaker{v.Speaker}, v.Jointly...)
	known := all[:0]
	for _, s := range all {
		if s.Name != "" || s.Party != "" {
			known = append(known, s)
		}
	}
	return known
}

// sides gives those whom a phrase speaks of that names several parties: top Valmoran and Kestrian officials, negotiators for
// Valmora and Kestria; of their leaders the names, where the text tells them: the Valmoran and Kestrian presidents.
func (c *Cast) sides(word int) []meaning.Speaker {
	m := c.headed(word)
	if m < 0 || c.ms[m].Head != word || c.ms[m].Form != language.Description || c.ms[m].Kind == language.Work {
		return nil
	}
	noun, ok := groupNouns()[strings.ToLower(c.text.Form(word))]
	if !c.standsFor(m) && !(ok && noun.plural) {
		return nil
	}
	var all []meaning.Speaker
	seen := map[string]bool{}
	for _, p := range c.players() {
		if p.words.Start < c.ms[m].Words.Start || p.words.End > c.ms[m].Words.End || p.words == c.ms[m].Words || p.party == "" || p.entity >= 0 || seen[p.party] {
			continue
		}
		seen[p.party] = true
		s := meaning.Speaker{Party: p.party}
		if ok && noun.members == "leader" && noun.plural {
			s = c.leaderOf(p.party)
		}
		all = append(all, s)
	}
	if len(all) < 2 {
		return c.behindPlural(word)
	}
	return all
}

// behindPlural gives the parties that stand behind a plural: foreign ministers from Valmora, Kestria and Egypt.
func (c *Cast) behindPlural(word int) []meaning.Speaker {
	if c.text.Words[word].XPOS != language.NNS || word+2 >= len(c.text.Words) {
		return nil
	}
	switch c.text.Form(word + 1) {
	case "of", "from", "for":
	default:
		return nil
	}
	var all []meaning.Speaker
	at := word + 2
	for _, p := range c.players() {
		if p.words.Start < word+2 {
			continue
		}
		for at < p.words.Start && (c.text.Form(at) == "," || c.text.Form(at) == "and" || c.text.Form(at) == "the") {
			at++
		}
		if p.words.Start != at || p.entity >= 0 {
			break
		}
		all = append(all, meaning.Speaker{Party: p.party})
		at = p.words.End
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

// leaderOf gives the leader of a party where the text names only one; else the party alone.
func (c *Cast) leaderOf(party string) meaning.Speaker {
	leader := -1
	for _, p := range c.players() {
		if p.party != party || p.role != "leader" || p.entity == leader {
			continue
		}
		if leader >= 0 {
			return meaning.Speaker{Party: party}
		}
		leader = p.entity
	}
	if leader < 0 {
		return meaning.Speaker{Party: party}
	}
	return c.asSpeaker(c.entityActor(leader), leader)
}

// headed gives the mention that a word heads, else the first that it stands in, or -1.
func (c *Cast) headed(word int) int {
	at := c.text.Words[word].Span()
	within := -1
	for m := c.from(at); m < len(c.ms) && c.ms[m].Words.Start <= word; m++ {
		x := c.ms[m]
		if x.Head == word {
			return m
		}
		if within < 0 && x.Words.Start <= word && word < x.Words.End && x.Form == language.Name {
			within = m
		}
	}
	return within
}

package actor

import (
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// At gives who is meant by the noun phrase that a word of the text heads: one, or the members of a group ("both leaders").
// It gives nobody where the word names or stands for nobody, or where that is not known; of people without a name it
// gives the party alone, where the text tells it.
func (c *Cast) At(word int) []meaning.Speaker {
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

package coref

import (
	"slices"
	"strings"
	"unicode"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/language"
)

// names joins the names that are written alike, and those of one listed actor.
func (r *resolver) names() {
	same := map[string]int{}
	for m, x := range r.ms {
		if x.Form != language.Name {
			continue
		}
		text := r.text.Span(x.Words).Of(r.text.Source)
		if e := r.known(text, x); e != nil {
			r.named(m, r.entry(e, x.Kind), text)
			continue
		}
		if r.isLast(m) {
			continue // surnames' work
		}
		key := string(rune('0'+x.Kind)) + strings.ToLower(text)
		if c, ok := same[key]; ok && r.agree(c, m) {
			r.put(m, c)
			continue
		}
		c := r.open(m)
		same[key] = c
		r.named(m, c, text)
	}
}

// named gives a cluster a name of its own, where it is fuller than the one that it has.
func (r *resolver) named(m, c int, text string) {
	if r.of[m] < 0 {
		r.put(m, c)
	}
	x := r.cs[c]
	if words := nameWords(text); x.text == "" || (len(words) > len(x.name) || len(words) == len(x.name) && capitals(x.text) && !capitals(text)) && r.ms[m].Kind == language.Person {
		x.name, x.text = words, text
		if len(words) > 1 && r.ms[m].Kind == language.Person {
			r.bears(c, words[0])
			r.bears(c, words[len(words)-1])
			if len(words) > 2 {
				r.bears(c, words[1]) // of a last name of two words
				r.bears(c, words[len(words)-2])
			}
		}
	}
	if x.kind == language.Unknown {
		x.kind = r.ms[m].Kind
	}
}

// capitals reports whether a name is written in capitals only.
func capitals(s string) bool { return strings.ToUpper(s) == s }

// lowered writes a name in capitals as running text has it: Lindqvist-Rahm.
func lowered(name string) string {
	first := true
	return strings.Map(func(c rune) rune {
		was := first
		first = !unicode.IsLetter(c)
		if was {
			return c
		}
		return unicode.ToLower(c)
	}, name)
}

// bears notes that a word is of the name of a cluster.
func (r *resolver) bears(c int, word string) {
	if !slices.Contains(r.bearers[word], c) {
		r.bearers[word] = append(r.bearers[word], c)
	}
}

// nameWords are the words of a name in small letters, without hyphens and initials' stops.
func nameWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(c rune) bool {
		return unicode.IsSpace(c) || c == '-' || c == '.' || c == '\u2010' || c == '\u2011'
	})
}

// known gives the one listed actor that a name is the whole name of.
func (r *resolver) known(text string, x language.Mention) *agenda.Entry {
	var found *agenda.Entry
	for _, h := range r.world.Named(text) {
		if h.Sense == agenda.ShortName || h.Sense == agenda.Capital || (x.Kind == language.Person) != (h.Entry.Kind == agenda.Person) {
			continue
		}
		if (h.Sense == agenda.Adjective || h.Sense == agenda.People) && x.Kind == language.Nationality {
			return nil
		}
		if found != nil && found != h.Entry {
			return nil
		}
		found = h.Entry
	}
	if plain := withoutInitials(text); found == nil && x.Kind == language.Person && plain != text {
		return r.known(plain, x)
	}
	return found
}

// withoutInitials leaves out the initials between a first name and a last one: Anton J. Brandt.
func withoutInitials(name string) string {
	words := strings.Fields(name)
	if len(words) < 3 || len(words[0]) < 3 {
		return name
	}
	last := len(words) - 1
	middle := slices.DeleteFunc(slices.Clone(words[1:last]), func(w string) bool { return len(w) == 2 && w[1] == '.' })
	if len(middle) == last-1 {
		return name
	}
	return strings.Join(slices.Concat(words[:1], middle, words[last:]), " ")
}

// isLast reports whether a mention is a person's name of one word, or a particle and one.
func (r *resolver) isLast(m int) bool {
	x := r.ms[m]
	if x.Kind != language.Person {
		return false
	}
	words := nameWords(r.text.Span(x.Words).Of(r.text.Source))
	return len(words) == 1 || len(words) == 2 && (words[0] == "al" || words[0] == "el" || words[0] == "de" || words[0] == "van" || words[0] == "von" || words[0] == "bin")
}

// agree reports whether a mention may join a cluster by gender and number.
func (r *resolver) agree(c, m int) bool {
	x, in := r.cs[c], r.infos[m]
	return x.gender == language.NoGender || in.gender == language.NoGender || x.gender == in.gender
}

// surnames joins a last name to the person of the text who bears it, before it or else after it, and
// other forms of one full name; what is left may be a listed person.
func (r *resolver) surnames() {
	lone := map[string]int{} // names that no fuller one goes with
	for m, x := range r.ms {
		if x.Form != language.Name || x.Kind != language.Person {
			continue
		}
		if c := r.of[m]; c >= 0 && (r.cs[c].entry != nil || r.cs[c].mentions[0] != m) {
			continue
		}
		text := r.text.Span(x.Words).Of(r.text.Source)
		words := nameWords(text)
		if e := r.short(text, m); e != nil && len(words) == 1 {
			// Where others of the name are in the text, the name alone is still the best known one's.
			if c, ok := r.listed[e.ID]; ok {
				r.put(m, c)
				continue
			}
		}
		if c := r.bearer(m, words); c >= 0 {
			r.put(m, c)
			continue
		}
		if r.of[m] >= 0 {
			continue
		}
		if e := r.short(text, m); e != nil {
			r.named(m, r.entry(e, language.Person), text)
			continue
		}
		key := strings.Join(words, " ")
		if c, ok := lone[key]; ok && r.agree(c, m) {
			r.put(m, c)
			continue
		}
		lone[key] = r.open(m)
		r.named(m, lone[key], text)
	}
}

// bearer finds the cluster of a fuller name that the words are a part of: the nearest before, else the
// first after.
func (r *resolver) bearer(m int, words []string) int {
	if len(words) == 0 {
		return -1
	}
	best, bestAt := -1, -1
	for _, c := range r.bearers[words[0]] {
		x := r.cs[c]
		if x.gone || x.kind != language.Person || c == r.of[m] || !shortens(words, x.name) || !r.agree(c, m) {
			continue
		}
		at := r.last(c, m)
		if at >= 0 && (r.infos[at].source || r.infos[at].subject) {
			at += 10 // of two who bear the name, the one who spoke
		}
		switch {
		case best < 0, at >= 0 && at > bestAt, at < 0 && bestAt < 0 && x.mentions[0] < r.cs[best].mentions[0]:
			best, bestAt = c, at
		}
	}
	return best
}

// last gives the last mention of a cluster before m, or -1.
func (r *resolver) last(c, m int) int {
	x := r.cs[c].mentions
	i, _ := slices.BinarySearch(x, m)
	if i == 0 {
		return -1
	}
	return x[i-1]
}

// shortens reports whether the words are a shorter or other form of a full name: its last word or words,
// its first where the family name stands first, or the same with a middle name left out.
func shortens(words, full []string) bool {
	if len(full) < 2 || len(words) == 0 || len(words) > len(full)+1 {
		return false
	}
	if len(words) == 1 && words[0] == full[0] {
		return familyFirst[full[0]] && len(full) >= 2
	}
	if len(words) < len(full) && slices.Equal(words, full[len(full)-len(words):]) {
		return true
	}
	return len(words) > 1 && words[0] == full[0] && words[len(words)-1] == full[len(full)-1] && len(words) != len(full)
}

// familyFirst are family names that stand first in East Asian names.
var familyFirst = func() map[string]bool {
	m := map[string]bool{}
	for _, s := range strings.Fields("kim ri lee yi pak park choe choi chung jong jung jeong kang cho jo moon yoon yun suh seo han hong hwang im lim jang chang shin sin oh roh paek baek ban xi hu wang li zhang chen liu yang huang zhao wu zhou xu sun ma zhu guo he lin luo song tang deng qin lu jiang mao geng hua wen tsai lai nguyen tran pham le vo bui do ngo duong ho hun") {
		m[s] = true
	}
	return m
}()

// short gives the listed person whom a last name alone stands for: the only one, or the only one who holds
// an office at the date.
func (r *resolver) short(text string, m int) *agenda.Entry {
	var all, current []*agenda.Entry
	for _, h := range r.world.Named(text) {
		if h.Entry.Kind != agenda.Person || h.Sense > agenda.ShortName {
			continue
		}
		if g := r.infos[m].gender; g != language.NoGender && g != genderOf(h.Entry.Sex) {
			continue
		}
		all = append(all, h.Entry)
		if len(h.Entry.Roles(r.date)) > 0 {
			current = append(current, h.Entry)
		}
	}
	switch {
	case len(all) == 1:
		return all[0]
	case len(current) == 1:
		return current[0]
	}
	return nil
}

// acronyms joins an acronym to the name that it is made of, where it stands beside it in brackets or
// begins its words.
func (r *resolver) acronyms() {
	made := map[string]int{} // the first name with these initials
	for k, y := range r.ms {
		if y.Form == language.Name && y.Words.Len() > 1 && y.Kind != language.Person && r.of[k] >= 0 {
			if s := r.initials(y); len(s) > 1 {
				if _, ok := made[s]; !ok {
					made[s] = k
				}
			}
		}
	}
	for m, x := range r.ms {
		if x.Form != language.Name || x.Words.Len() != 1 || !isAcronym(r.form(x.Head)) || r.of[m] < 0 || r.cs[r.of[m]].entry != nil {
			continue
		}
		k, ok := made[strings.ReplaceAll(r.form(x.Head), ".", "")]
		if !ok {
			k, ok = r.bracketed(m)
		}
		if ok && r.of[k] != r.of[m] {
			r.join(r.of[k], r.of[m])
		}
	}
}

// bracketed gives the body's name before an acronym in brackets.
func (r *resolver) bracketed(m int) (int, bool) {
	i := r.ms[m].Words.Start - 1
	if r.word(i, r.ms[m].Head) != "(" {
		return 0, false
	}
	for k := m - 1; k >= max(0, m-10); k-- {
		if y := r.ms[k]; y.Words.End == i && y.Form == language.Name && y.Kind != language.Person && y.Words.Len() > 1 && r.of[k] >= 0 {
			return k, true
		}
	}
	return 0, false
}

// tails joins a body's name to the fuller one before it of which it is the end: the Defense Ministry to the
// Russian Defense Ministry.
func (r *resolver) tails() {
	for m, x := range r.ms {
		if x.Form != language.Name || x.Kind != language.Organisation || r.of[m] < 0 || r.cs[r.of[m]].entry != nil {
			continue
		}
		if _, noun := r.world.Noun(r.form(x.Head)); !noun || x.Head != x.Words.End-1 {
			continue
		}
		text := strings.ToLower(r.text.Span(x.Words).Of(r.text.Source))
		for k := m - 1; k >= max(0, m-far); k-- {
			y := r.ms[k]
			if y.Kind != language.Organisation || y.Words.Len() <= x.Words.Len() || r.of[k] < 0 || r.of[k] == r.of[m] || r.stateOf(k) == "" {
				continue
			}
			if strings.HasSuffix(strings.ToLower(r.text.Span(y.Words).Of(r.text.Source)), " "+text) {
				r.join(r.of[k], r.of[m])
				break
			}
		}
	}
}

func isAcronym(s string) bool {
	n := 0
	for _, c := range s {
		if !unicode.IsUpper(c) && c != '.' {
			return false
		}
		n++
	}
	return n > 1
}

func (r *resolver) initials(x language.Mention) string {
	var b strings.Builder
	for i := x.Words.Start; i < x.Words.End; i++ {
		if c := []rune(r.form(i))[0]; unicode.IsUpper(c) {
			b.WriteRune(c)
		}
	}
	return b.String()
}

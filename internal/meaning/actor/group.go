package actor

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

//go:embed groups.tsv
var groupsTSV string

// A groupNoun is a line of groups.tsv.
type groupNoun struct {
	members string // party, person, leader, minister, man, woman
	alone   bool   // "the" and the plural are enough
	plural  bool   // the form that was looked up is the plural
}

var groupColumns = []string{"one", "many", "members", "alone"}

var groupNouns = sync.OnceValue(func() map[string]groupNoun {
	nouns, err := parseGroups("groups.tsv", groupsTSV)
	if err != nil {
		panic(err) // the embedded file is checked by the tests
	}
	return nouns
})

// parseGroups reads the table of nouns for groups. Its error names the file and the line.
func parseGroups(file, tsv string) (map[string]groupNoun, error) {
	nouns := map[string]groupNoun{}
	header, n := false, 0
	for line := range strings.Lines(tsv) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		switch {
		case !header && !slices.Equal(f, groupColumns):
			return nil, fmt.Errorf("%s:%d: the header is %q, not %q", file, n, f, groupColumns)
		case !header:
			header = true
			continue
		case len(f) != len(groupColumns):
			return nil, fmt.Errorf("%s:%d: %d fields, not %d", file, n, len(f), len(groupColumns))
		case !slices.Contains([]string{"party", "person", "leader", "minister", "man", "woman"}, f[2]):
			return nil, fmt.Errorf("%s:%d: members: %q is not party, person, leader, minister, man or woman", file, n, f[2])
		case f[3] != "yes" && f[3] != "no":
			return nil, fmt.Errorf("%s:%d: alone: %q is not yes or no", file, n, f[3])
		}
		for i, form := range f[:2] {
			if _, twice := nouns[form]; twice || form == "" {
				return nil, fmt.Errorf("%s:%d: %q is empty or stands already above", file, n, form)
			}
			nouns[form] = groupNoun{f[2], f[3] == "yes", i == 1}
		}
	}
	return nouns, nil
}

// A group is what the words for several say of them.
type group struct {
	members string // as in groups.tsv; of a pronoun any
	count   int    // how many; 0 where the words do not say
	start   int    // the first word of the phrase
	pronoun bool   // they, their, them: of a pair only where it is plain that one was spoken of
}

// groupAt reads the words for several that a word heads: both leaders, the two sides, neither country, the parties, both,
// they. It finds none where the phrase says whose or which they are: the two Valmoran leaders, European leaders.
func (c *Cast) groupAt(word int) (group, bool) {
	form := strings.ToLower(c.text.Form(word))
	switch form {
	case "they", "their", "theirs":
		return group{members: "any", count: 2, start: word, pronoun: true}, !c.saysNext(word + 1)
	case "them":
		between := word > 0 && (c.text.Form(word-1) == "between" || c.text.Form(word-1) == "of")
		return group{members: "any", count: 2, start: word, pronoun: true}, between
	case "both":
		return group{members: "any", count: 2, start: word}, !c.goesBefore(word)
	case "two", "pair", "duo":
		if word > 0 && strings.EqualFold(c.text.Form(word-1), "the") && !c.goesBefore(word) {
			return group{members: "any", count: 2, start: word - 1}, true
		}
		return group{}, false
	}
	noun, ok := groupNouns()[form]
	if !ok {
		return group{}, false
	}
	g := group{members: noun.members, start: word}
	if !c.countBefore(&g, word, noun) || c.saysWhich(word) {
		return group{}, false
	}
	if c.atHome(g) {
		g.members = "nobody"
	}
	return g, true
}

// goesBefore reports whether a noun or adjective follows that the word belongs to: both sides, the two texts; or "of".
func (c *Cast) goesBefore(word int) bool {
	if word+1 >= len(c.text.Words) {
		return false
	}
	switch c.text.Words[word+1].UPOS {
	case language.NOUN, language.ADJ, language.PROPN, language.NUM, language.DET, language.PRON:
		return true
	}
	return c.text.Form(word+1) == "of" || c.text.Form(word+1) == "-"
}

// countBefore reads the words before a group's noun, and reports whether they make it stand for known ones.
func (c *Cast) countBefore(g *group, word int, noun groupNoun) bool {
	first := c.text.SentenceOf(word).Start
	for i := word - 1; i >= first && i > word-6; i-- {
		g.start = i
		form := strings.ToLower(c.text.Form(i))
		switch form {
		case "both":
			g.count = 2
			return true
		case "two", "three", "four":
			g.count = map[string]int{"two": 2, "three": 3, "four": 4}[form]
			continue
		case "neither", "either", "each":
			g.count = 2
			return !noun.plural && i == word-1
		case "the", "these", "those":
			if i > first && strings.EqualFold(c.text.Form(i-1), "both") || i > first && strings.EqualFold(c.text.Form(i-1), "between") && g.count == 0 {
				g.count = 2
			}
			return noun.plural && (g.count > 0 || noun.alone)
		case "between": // talks between two sides
			g.start++
			return g.count == 2 && noun.plural
		case "all":
			return noun.plural && noun.members == "party"
		case "-", "prime", "foreign", "defence", "defense", "finance", "trade", "interior", "warring", "rival", "opposing", "negotiating", "feuding",
			"neighbouring", "neighboring", "nuclear", "armed", "hostile", "belligerent", "conflicting", "top", "chief", "conflict", "various", "negotiation":
			continue
		}
		return false
	}
	return false
}

// saysWhich reports whether the words after a group's noun say who they are: the leaders of Egypt and Qatar, the sides of the road.
func (c *Cast) saysWhich(word int) bool {
	if word+1 >= len(c.text.Words) {
		return false
	}
	switch c.text.Form(word + 1) {
	case "of", "from", "who", "that", "whose":
		return true
	case "to", "in": // the parties to the talks, the two sides in the conflict
		return false
	}
	return false
}

// atHome reports whether both sides are those of one country's politics: lawmakers on both sides.
func (c *Cast) atHome(g group) bool {
	if g.start < 2 || c.text.Form(g.start-1) != "on" {
		return false
	}
	switch strings.ToLower(c.text.Form(g.start - 2)) {
	case "lawmakers", "legislators", "senators", "politicians", "members", "republicans", "democrats", "mps", "congress", "parliament":
		return true
	}
	return false
}

// A player is a place of the text where somebody with a name or a party is spoken of.
type player struct {
	words    language.Range
	sentence int    // the first word of its sentence
	party    string // of the side that is spoken of, or of the person's; empty where it is not known
	entity   int    // of a person with a name, else -1
	role     string // of a person: leader, minister, or empty
	gender   language.Gender
	speaks   bool // a word of saying follows: Norway said
}

// players gives the places where persons with names and parties are spoken of, in order.
func (c *Cast) players() []player {
	if c.played {
		return c.plays
	}
	c.played = true
	end := -1
	for m, x := range c.ms {
		inside := x.Words.End <= end
		end = max(end, x.Words.End)
		p := player{words: x.Words, sentence: c.text.SentenceOf(x.Words.Start).Start, entity: -1}
		if !c.play(m, inside, &p) {
			continue
		}
		p.speaks = c.saysNext(x.Words.End)
		c.plays = append(c.plays, p)
	}
	return c.plays
}

// play fills in who is spoken of at a mention, and reports whether that is somebody.
func (c *Cast) play(m int, inside bool, p *player) bool {
	x := c.ms[m]
	if x.Entity >= 0 && c.es[x.Entity].Kind == language.Person && !c.es[x.Entity].Plural && len(c.es[x.Entity].Members) == 0 {
		id := c.entityActor(x.Entity)
		if id.Name == "" {
			p.party = c.textParty(x.Entity)
			return p.party != ""
		}
		p.entity, p.party, p.gender = x.Entity, id.Party, c.es[x.Entity].Gender
		p.role = c.rank(x.Entity, id.Entry)
		return true
	}
	if c.hyphened(x) && !c.betweenStates(x) {
		return false
	}
	switch x.Form {
	case language.Name:
		if x.Kind == language.Place && c.whereabouts(x) || x.Kind == language.Nationality && c.ofPlace(x) {
			return false
		}
		if entry := c.stand(m); entry != nil {
			switch entry.Kind {
			case agenda.State, agenda.Group, agenda.Organisation:
				p.party = entry.PartyAt(c.date)
				if p.party == "" && entry.Kind == agenda.Group {
					p.party = entry.Name
				}
			}
		} else {
			p.party = c.partyBehind(m)
		}
	case language.Description:
		if !inside && x.Kind != language.Work {
			p.party = c.party(m)
		}
	}
	return p.party != "" && !c.counterpartOf(m, inside)
}

// counterpartOf reports whether a mention inside another only says to whom somebody was sent: the envoy to Kestria.
func (c *Cast) counterpartOf(m int, inside bool) bool {
	if !inside {
		return false
	}
	for k := m - 1; k >= max(0, m-6); k-- {
		if c.ms[k].Words.End >= c.ms[m].Words.End && c.sentTo(k, m) {
			return true
		}
	}
	return false
}

// betweenStates reports whether a hyphen joins a name to another name: Valmoran-Kestrian talks, a Qatar-Norway call.
func (c *Cast) betweenStates(x language.Mention) bool {
	for _, y := range c.ms[c.from(c.text.Span(x.Words)):] {
		if y.Words.Start > x.Words.End+1 {
			return false
		}
		if y.Form == language.Name && (y.Words.Start == x.Words.End+1 || y.Words.End == x.Words.Start-1) {
			return true
		}
	}
	return false
}

// whereabouts reports whether the name of a place says where something is, and not who acts: in Norway, near Kestria.
func (c *Cast) whereabouts(x language.Mention) bool {
	i := x.Words.Start - 1
	if i >= 0 && strings.EqualFold(c.text.Form(i), "the") {
		i--
	}
	if i < 0 || c.text.SentenceOf(x.Words.Start).Start > i {
		return false
	}
	switch strings.ToLower(c.text.Form(i)) {
	case "in", "at", "near", "inside", "across", "around", "outside", "into", "within", "throughout", "through", "via":
		return x.Words.End >= len(c.text.Words) || !isPossessive(c.text.Form(x.Words.End))
	}
	return false
}

// ofPlace reports whether a nationality only says where a place is: the Kestrian capital, the Valmoran city of Arle.
func (c *Cast) ofPlace(x language.Mention) bool {
	if x.Words.End >= len(c.text.Words) {
		return false
	}
	switch c.text.Form(x.Words.End) {
	case "capital", "city", "town", "village", "port", "region", "province", "border", "resort", "island", "coast", "territory", "peninsula", "district", "airport":
		return true
	}
	return false
}

// saysNext reports whether a word of saying follows at word i: said, has told, warned.
func (c *Cast) saysNext(i int) bool {
	for n := 0; n < 4 && i < len(c.text.Words); n, i = n+1, i+1 {
		switch strings.ToLower(c.text.Form(i)) {
		case "said", "says", "say", "told", "tells", "added", "warned", "announced", "claimed", "insisted", "confirmed", "reported", "argued", "stressed", "believes", "denied":
			return true
		}
		if u := c.text.Words[i].UPOS; u != language.AUX && u != language.ADV {
			return false
		}
	}
	return false
}

// rank tells whether a person with a name is a leader or a minister, by the text and the lists.
func (c *Cast) rank(e int, entry *agenda.Entry) string {
	roles := slices.Clone(c.textRoles(e))
	if r := c.titleRole(e); r != "" {
		roles = append(roles, r)
	}
	for _, m := range c.introduced(e) {
		if c.ms[m].Form == language.Description && !c.past(m) {
			roles = append(roles, c.words(c.ms[m]))
		}
	}
	if entry != nil {
		for _, t := range entry.Roles(c.date) {
			if t.Leader {
				return "leader"
			}
			roles = append(roles, t.Role)
		}
	}
	found := ""
	for _, r := range roles {
		r = " " + strings.ToLower(r) + " "
		switch {
		case strings.Contains(r, " vice "), strings.Contains(r, " deputy "), strings.Contains(r, " former "):
		case strings.Contains(r, " president "), strings.Contains(r, " prime minister "), strings.Contains(r, " premier "), strings.Contains(r, " chancellor "),
			strings.Contains(r, " leader "), strings.Contains(r, " king "), strings.Contains(r, " emir "), strings.Contains(r, " head of state "):
			return "leader"
		case strings.Contains(r, " minister "), strings.Contains(r, " secretary "), strings.Contains(r, " foreign policy chief "):
			found = "minister"
		}
	}
	return found
}

// keyOf names what a player is as a member of a group: the person or the party; empty where it can be none.
func (p player) keyOf(g group) string {
	if g.members == "party" {
		return p.party
	}
	switch {
	case p.entity < 0:
		return ""
	case g.members == "leader" && p.role != "leader":
		return ""
	case g.members == "minister" && p.role != "minister":
		return ""
	case g.members == "man" && p.gender == language.Feminine, g.members == "woman" && p.gender == language.Masculine:
		return ""
	}
	return fmt.Sprint("#", p.entity)
}

// groupOf gives the members of a group: those of the nearest sentence that plainly speaks of so many, else the most
// spoken of so far; nobody where neither is clear.
func (c *Cast) groupOf(g group) []player {
	if g.members == "nobody" {
		return nil
	}
	if g.members == "any" {
		people, sides := g, g
		people.members, sides.members = "person", "party"
		if two, far := c.near(people); two != nil {
			if other, nearer := c.near(sides); other == nil || nearer >= far || g.pronoun {
				return two
			}
		}
		if two, _ := c.near(sides); two != nil && !g.pronoun {
			return two
		}
		return nil
	}
	want := g
	if want.count == 0 {
		want.count = 2
	}
	if two, _ := c.near(want); two != nil {
		return two
	}
	if many := c.prominent(want); many != nil || g.members == "party" {
		return many
	}
	want.members = "person" // whose office the text does not tell
	if two, _ := c.near(want); two != nil {
		return two
	}
	want.members = "party" // the presidents of two states whose names the text has not told yet
	two, _ := c.near(want)
	return two
}

// near looks for so many members in the words before a group, sentence by sentence, three back at most, and says how
// many sentences back they stand.
func (c *Cast) near(g group) ([]player, int) {
	const back = 3
	all := c.before(g.start)
	here := c.text.SentenceOf(g.start).Start
	for n := 0; n <= back; n++ {
		at := len(all)
		for at > 0 && all[at-1].sentence == here {
			at--
		}
		in := all[at:]
		all = all[:at]
		if row := c.joined(in, g); len(row) == g.count && c.canBe(g, row, n) {
			return row, n
		}
		if some := distinct(in, g); len(some) == g.count && n < back && (g.members != "party" && !g.pronoun || n == 0 || unreported(in, g)) && c.canBe(g, some, n) {
			return some, n
		}
		if g.pronoun && len(in) > 0 && n > 0 {
			return nil, 0
		}
		if here == 0 {
			break
		}
		here = c.text.SentenceOf(here - 1).Start
	}
	return nil, 0
}

// canBe reports whether nothing speaks against those so many sentences back being who a group is.
func (c *Cast) canBe(g group, members []player, back int) bool {
	return !(back == 0 && c.doneTo(g, members)) && !(g.pronoun && c.othersSince(members, g.start))
}

// doneTo reports whether the members together do something to the group, and so are not it: Qatar and Egypt urged both parties.
func (c *Cast) doneTo(g group, members []player) bool {
	head := g.start
	for head < len(c.text.Words)-1 && !c.text.Words[head].XPOS.IsNoun() {
		head++
	}
	verb := int(c.text.Words[head].Head)
	if verb < 0 || c.text.Words[head].Rel.Universal() == language.NSubj {
		return false
	}
	subject := c.text.Subject(verb)
	return slices.ContainsFunc(members, func(p player) bool { return p.words.Start <= subject && subject < p.words.End })
}

// othersSince reports whether several others are spoken of between the members and a pronoun, which may be who they are.
func (c *Cast) othersSince(members []player, pronoun int) bool {
	from := members[len(members)-1].words.End
	for m := c.from(c.text.Words[pronoun].Span()); m < len(c.ms) && c.ms[m].Words.End <= pronoun; m++ {
		if x := c.ms[m]; x.Words.Start >= from && x.Kind == language.Group && x.Form != language.Pronoun {
			return true
		}
	}
	return false
}

// before gives the players before a word.
func (c *Cast) before(word int) []player {
	all := c.players()
	n := len(all)
	for n > 0 && all[n-1].words.End > word {
		n--
	}
	return all[:n]
}

// distinct gives the first place of each that can be a member, in order.
func distinct(in []player, g group) []player {
	var found []player
	seen := map[string]bool{}
	for _, p := range in {
		if k := p.keyOf(g); k != "" && !seen[k] {
			seen[k] = true
			found = append(found, p)
		}
	}
	return found
}

// joined gives the last row of so many members that commas and "and" join, or that stand between "between" and what
// follows: Valmora and Kestria, Valmoran and Kestrian officials, a Valmoran-Kestrian call.
func (c *Cast) joined(in []player, g group) []player {
	var best, row []player
	end := func() {
		if len(row) == g.count {
			best = row
		}
		row = nil
	}
	for _, p := range in {
		if p.keyOf(g) == "" {
			continue
		}
		if len(row) == 0 {
			row = []player{p}
			continue
		}
		last := row[len(row)-1]
		if last.keyOf(g) == p.keyOf(g) || p.words.Start < last.words.End {
			row[len(row)-1] = p
			continue
		}
		if !c.inRow(last, p) {
			end()
			row = []player{p}
			continue
		}
		row = append(row, p)
	}
	end()
	return best
}

// inRow reports whether only a comma, "and" or a hyphen and the words of a title or role stand between two.
func (c *Cast) inRow(a, b player) bool {
	and := false
	for i := a.words.End; i < b.words.Start; i++ {
		w := c.text.Words[i]
		switch form := strings.ToLower(c.text.Form(i)); {
		case form == "and" || form == "-" || form == "–" || form == "&" || form == "vs":
			and = true
		case form == "," || form == "the" || isPossessive(form):
		case w.UPOS == language.NOUN || w.UPOS == language.PROPN || w.UPOS == language.ADJ:
		case (form == "of" || form == "for") && !and:
		case form == "his" || form == "her" || form == "its":
		default:
			return false
		}
	}
	return and || b.words.Start-a.words.End == 1 && c.text.Form(a.words.End) == ","
}

// unreported reports whether none of those who can be members of the group only says what the sentence tells: in "Norway
// said that Valmora had shut the dam" the two are no pair.
func unreported(in []player, g group) bool {
	return !slices.ContainsFunc(in, func(p player) bool { return p.speaks && p.keyOf(g) != "" })
}

// prominent gives the members that the text so far speaks of most, where they stand out from the next.
func (c *Cast) prominent(g group) []player {
	count := map[string]int{}
	var order []player
	for _, p := range c.before(g.start) {
		k := p.keyOf(g)
		if k == "" {
			continue
		}
		if count[k] == 0 {
			order = append(order, p)
		}
		count[k]++
	}
	ranked := slices.Clone(order)
	slices.SortStableFunc(ranked, func(a, b player) int { return count[b.keyOf(g)] - count[a.keyOf(g)] })
	if len(ranked) < g.count {
		return nil
	}
	if len(ranked) > g.count && 3*count[ranked[g.count].keyOf(g)] > 2*count[ranked[g.count-1].keyOf(g)] {
		return nil
	}
	top := ranked[:g.count]
	return slices.DeleteFunc(order, func(p player) bool {
		return !slices.ContainsFunc(top, func(q player) bool { return q.words == p.words })
	})
}

// asGroup gives the members of a group as speakers.
func (c *Cast) asGroup(g group) []meaning.Speaker {
	var all []meaning.Speaker
	for _, p := range c.groupOf(g) {
		switch {
		case g.members != "party" && p.entity >= 0:
			all = append(all, c.asSpeaker(c.entityActor(p.entity), p.entity))
		case g.members != "party" && g.members != "any":
			all = append(all, meaning.Speaker{Party: p.party})
		default:
			all = append(all, c.side(p.party))
		}
	}
	return all
}

// several gives the members of a group as joint speakers: the two sides said; nobody where a name of one of them is not known.
func (c *Cast) several(m int) meaning.Source {
	g, ok := c.groupAt(c.ms[m].Head)
	if !ok || g.pronoun {
		return meaning.Source{}
	}
	all := c.asGroup(g)
	if len(all) == 0 || slices.ContainsFunc(all, func(s meaning.Speaker) bool { return s.Name == "" }) {
		return meaning.Source{}
	}
	v := meaning.Source{Speaker: all[0], Jointly: all[1:], Sourcing: meaning.Named}
	if g.members == "party" {
		v.Sourcing = meaning.Institution
	}
	return v
}

// side gives a party as a speaker: the state, the body or the movement itself.
func (c *Cast) side(party string) meaning.Speaker {
	if entry := c.world.Known(party); entry != nil && entry.Kind != agenda.Person {
		return meaning.Speaker{Actor: c.keep(identity{Name: entry.Name, Kind: meaning.ActorKind(entry.Kind), Party: party, Entry: entry}, -1).ID, Name: entry.Name, Party: party}
	}
	if a := c.actors[agenda.ID(party)]; a != nil {
		return meaning.Speaker{Actor: a.ID, Name: a.Name, Party: party}
	}
	return meaning.Speaker{Name: party, Party: party}
}

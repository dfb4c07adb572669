package coref

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/language"
)

// appositions joins a description to the name that it stands beside: Kremlin spokesman Dmitry Peskov; Ana
// Duarte, the Valmoran foreign minister; the bloc's envoy, Ana Duarte; and what somebody is said to be.
func (r *resolver) appositions() {
	for m, x := range r.ms {
		if x.Form != language.Description {
			continue
		}
		if k := r.describedName(m); k >= 0 {
			r.put(m, r.at(k))
		}
	}
}

// describedName gives the name beside a description that it describes, or -1.
func (r *resolver) describedName(m int) int {
	x, in := r.ms[m], r.infos[m]
	if in.plural || in.within && r.isPossessor(x) {
		return -1
	}
	// Kremlin spokesman Dmitry Peskov; the state news agency Interfax
	if k := r.begins(m, x.Words.End); k >= 0 && r.fits(m, k) {
		return k
	}
	// the envoy, Ana Duarte, / Spokesman for the ministry, Ana Duarte,
	if r.isComma(x.Words.End, x.Head) {
		if k := r.begins(m, x.Words.End+1); k >= 0 && r.fits(m, k) && r.closes(r.ms[k]) && !r.ofAnother(m, k) {
			return k
		}
	}
	// Ana Duarte, the foreign minister
	if r.isComma(x.Words.Start-1, x.Head) {
		if k := r.ends(m, x.Words.Start-1); k >= 0 && r.fits(m, k) && !r.listing(x) && !r.ofAnother(m, k) {
			return k
		}
	}
	// an official who is head of
	if k := r.whoIs(m); k >= 0 {
		return k
	}
	// the news agency's and the movement's own names inside the phrase: the Interfax news agency
	if k := r.inside(m); k >= 0 {
		return k
	}
	// Ana Duarte is the foreign minister
	for i := x.Words.Start - 1; i >= x.Words.Start-2; i-- {
		switch r.word(i, x.Head) {
		case "is", "was", "’s", "'s":
			if k := r.ends(m, i); k >= 0 && r.fits(m, k) && r.word(i, x.Head) != "'s" && r.word(i, x.Head) != "’s" {
				return k
			}
		}
	}
	return -1
}

// ofAnother reports whether a description says that somebody is of one state and the list that the one named is of another: after a
// call with the Valmoran president, Holm said; in a letter to Holm, Valmora's president asked.
func (r *resolver) ofAnother(m, k int) bool {
	in := r.infos[m]
	if in.state == "" || r.of[k] < 0 || in.noun.Sort != "leader" && in.noun.Sort != "office" {
		return false
	}
	e := r.cs[r.of[k]].entry
	return e != nil && e.Kind == agenda.Person && e.PartyAt(r.date) != "" && e.PartyAt(r.date) != in.state
}

// whoIs gives the person of whom a clause with "who is" says what the description says, or -1.
func (r *resolver) whoIs(m int) int {
	x := r.ms[m]
	i := x.Words.Start - 1
	switch r.word(i, x.Head) {
	case "is", "’s", "'s":
	default:
		return -1
	}
	if x.Kind != language.Person || r.word(i-1, x.Head) != "who" {
		return -1
	}
	i--
	if r.isComma(i-1, x.Head) {
		i--
	}
	for k := m - 1; k >= 0 && r.ms[k].Words.End > i-1; k-- {
		if r.ms[k].Words.End == i && r.ms[k].Kind == language.Person && !r.infos[k].within {
			return k
		}
	}
	return -1
}

// inside gives the listed medium or movement that stands right before the noun for its sort, or -1.
func (r *resolver) inside(m int) int {
	x, in := r.ms[m], r.infos[m]
	for k := m + 1; k < len(r.ms) && r.ms[k].Words.Start < x.Head; k++ {
		end := r.ms[k].Words.End
		if end != x.Head && !(end == x.Head-1 && (r.form(end) == "news" || r.form(end) == "television" || r.form(end) == "militant" || r.form(end) == "rebel")) {
			continue
		}
		if r.of[k] < 0 || r.cs[r.of[k]].entry == nil || in.plural {
			continue
		}
		switch e := r.cs[r.of[k]].entry; e.Kind {
		case agenda.Medium:
			if in.noun.Kind == "medium" || in.noun.One == "agency" || in.noun.One == "service" {
				return k
			}
		case agenda.Group:
			if in.noun.One == "movement" || in.noun.One == "group" || in.noun.One == "militia" || in.noun.One == "party" {
				return k
			}
		}
	}
	return -1
}

// isPossessor reports whether a possessive ending follows: the nominee's daughter.
func (r *resolver) isPossessor(x language.Mention) bool {
	w := r.word(x.Words.End, x.Head)
	return w == "'s" || w == "’s" || w == "'" || w == "’"
}

func (r *resolver) isComma(i, near int) bool { return r.word(i, near) == "," }

// begins gives the name that begins at a word, a title before it let be; ends the one that ends at it.
func (r *resolver) begins(m, i int) int {
	if t, ok := r.world.Title(r.word(i, r.ms[m].Head)); ok && t != (agenda.Title{}) {
		i++
	}
	for k := range r.ms[m:] {
		k += m
		if r.ms[k].Words.Start > i {
			break
		}
		if r.ms[k].Words.Start == i && r.ms[k].Form == language.Name && r.word(i, r.ms[m].Head) != "" {
			return k
		}
	}
	return -1
}

func (r *resolver) ends(m, i int) int {
	for k := m - 1; k >= 0 && r.ms[k].Words.Start > i-15; k-- {
		if r.ms[k].Words.End == i && r.ms[k].Form == language.Name && !r.infos[k].within && r.word(i-1, r.ms[m].Head) != "" {
			return k
		}
	}
	return -1
}

// fits reports whether a description and a name can be of one.
func (r *resolver) fits(m, k int) bool {
	d, n := r.ms[m].Kind, r.ms[k].Kind
	if n == language.Unknown {
		return d == language.Person
	}
	if d == language.Organisation && n == language.Work || d == language.Work && n == language.Organisation {
		return r.infos[m].noun.Kind == "medium" || r.infos[m].noun.One == "agency"
	}
	if d != n || d != language.Person && d != language.Organisation && d != language.Work {
		return false
	}
	a, b := r.infos[m].gender, r.at(k)
	return a == language.NoGender || r.cs[b].gender == language.NoGender || a == r.cs[b].gender
}

// closes reports whether the words after a name show that it ends an apposition or begins a clause.
func (r *resolver) closes(x language.Mention) bool {
	w := r.word(x.Words.End, x.Head)
	if w == "" || w == "," || w == "." || w == "–" || w == "—" || w == "--" || w == ";" || w == ":" || w == "”" || w == "\"" || w == "(" || reports(w) {
		return true
	}
	if x.Words.End < len(r.text.Words) {
		switch r.text.Words[x.Words.End].UPOS {
		case language.VERB, language.AUX, language.ADV:
			return true
		}
	}
	return false
}

// listing reports whether a description after a comma is one of a row: Ana Duarte, the president and
// a general.
func (r *resolver) listing(x language.Mention) bool {
	w := r.word(x.Words.End, x.Head)
	return w == "and" && r.word(x.Words.End+1, x.Head) != ""
}

// roles joins a description with an office to the person of the text who holds it, or else to the one of
// the lists: the Russian leader, Ukraine's foreign minister, the president.
func (r *resolver) roles() {
	for m, x := range r.ms {
		in := r.infos[m]
		if x.Form != language.Description || r.of[m] >= 0 || x.Kind != language.Person || !in.definite || !in.ok {
			continue
		}
		if in.noun.Sort != "leader" && in.noun.Sort != "office" && in.noun.Sort != "spokesman" || in.noun.One == "counterpart" {
			continue
		}
		if c := r.holder(m); c >= 0 {
			r.put(m, c)
			continue
		}
		if in.state == "" {
			continue
		}
		if e := r.world.Holder(in.state, in.role, r.date); e != nil {
			r.put(m, r.entry(e, language.Person))
		} else if c := r.chief(m); c >= 0 {
			r.put(m, c)
		}
	}
}

// chief gives whom "the Valmoran leader" is likeliest to be where nobody is known to lead: the last of that
// party whom the text has named, a few sentences back at most.
func (r *resolver) chief(m int) int {
	if r.infos[m].role != "leader" {
		return -1
	}
	for k := m - 1; k >= max(0, m-far) && r.sent[r.ms[m].Head]-r.sent[r.ms[k].Head] <= 3; k-- {
		c := r.of[k]
		if r.ms[k].Form == language.Name && c >= 0 && r.cs[c].kind == language.Person && r.agree(c, m) && r.partyIs(r.cs[c], r.infos[m].state) {
			return c
		}
	}
	return -1
}

// offices finds the listed person behind a last name and an office: Mr. Christopher, the Secretary of State.
func (r *resolver) offices() {
	for m, x := range r.ms {
		c := r.of[m]
		if x.Form != language.Description || c < 0 || r.infos[m].past {
			continue
		}
		y := r.cs[c]
		if y.gone || y.entry != nil || y.kind != language.Person || len(y.name) != 1 {
			continue
		}
		e := r.world.NamedHolder(y.name[0], r.infos[m].state, r.infos[m].role, r.date)
		if e == nil {
			continue
		}
		if other, ok := r.listed[e.ID]; ok {
			r.join(other, c)
			continue
		}
		y.entry = e
		r.listed[e.ID] = c
		if y.gender == language.NoGender {
			y.gender = genderOf(e.Sex)
		}
	}
}

// holder finds the person of the text who holds the office of a description: the nearest before it, or
// the first after it.
func (r *resolver) holder(m int) int {
	fits := func(k int) bool {
		c := r.of[k]
		return c >= 0 && r.cs[c].kind == language.Person && !r.cs[c].plural && r.agree(c, m) && r.holds(c, m)
	}
	for k := m - 1; k >= max(0, m-far); k-- {
		if fits(k) {
			return r.of[k]
		}
	}
	if r.infos[m].state == "" {
		return -1
	}
	for k := m + 1; k < min(len(r.ms), m+far); k++ {
		if fits(k) && r.cs[r.of[k]].text != "" {
			return r.of[k]
		}
	}
	return -1
}

// holds reports whether a cluster's person has the office of a description, as the text or the list says.
func (r *resolver) holds(c, m int) bool {
	in, x := r.infos[m], r.cs[c]
	for _, k := range introduced(x.mentions) {
		o := r.infos[k]
		if r.ms[k].Form != language.Description || !o.ok || o.past || k == m {
			continue
		}
		if in.state != "" && o.state != "" && in.state != o.state || in.state != "" && o.state == "" && !r.partyIs(x, in.state) {
			continue
		}
		if o.role == in.role || in.role == "leader" && o.noun.Sort == "leader" && in.state != "" || in.role == in.noun.One && o.noun.One == in.noun.One && !strings.HasPrefix(o.role, "vice ") && !strings.HasPrefix(o.role, "deputy ") {
			return true
		}
	}
	if x.entry == nil {
		return false
	}
	for _, t := range x.entry.Terms {
		party := t.Party
		if party == "" {
			party = x.entry.Party
		}
		if in.state != "" && party != in.state || !t.Open && !t.Holds(r.date) {
			continue
		}
		role := agenda.PlainRole(t.Role)
		if role == in.role || t.Leader && in.role == "leader" && in.state != "" || in.role == in.noun.One && strings.HasSuffix(role, " "+in.role) {
			return !strings.HasPrefix(role, "vice ") && !strings.HasPrefix(role, "deputy ") || role == in.role
		}
	}
	return false
}

// introduced gives the first mentions of a chain, where people are introduced.
func introduced(chain []int) []int { return chain[:min(len(chain), 40)] }

// partyIs reports whether a cluster's person is known to be of a party.
func (r *resolver) partyIs(x *cluster, party string) bool {
	if x.entry != nil && x.entry.PartyAt(r.date) == party {
		return true
	}
	for _, k := range introduced(x.mentions) {
		if r.infos[k].state == party {
			return true
		}
	}
	return false
}

// forces finds whose "the army" and "the military" are where one state alone makes war in the text: only its
// aircraft, troops, strikes are spoken of.
func (r *resolver) forces() {
	only := ""
	for m, x := range r.ms {
		if x.Form != language.Name || !r.atWar(x.Words.End) {
			continue
		}
		e := r.world.Known(r.text.Span(x.Words).Of(r.text.Source))
		if e == nil || e.Kind != agenda.State {
			if x.State == "" {
				continue
			}
		}
		state := x.State
		if e != nil {
			state = e.Name
		}
		if only != "" && only != state || r.hyphened(r.ms[m]) {
			return
		}
		only = state
	}
	if only == "" {
		return
	}
	for m, x := range r.ms {
		in := r.infos[m]
		if x.Form == language.Description && r.of[m] < 0 && in.noun.Sort == "force" && !in.plural && in.definite && in.state == "" &&
			x.Words.Len() == 2 && strings.EqualFold(r.form(x.Words.Start), "the") {
			r.ms[m].State = only
		}
	}
}

// atWar reports whether the words from i on are what a state makes war with, a possessive ending before it let be.
func (r *resolver) atWar(i int) bool {
	for k := i; k < min(i+3, len(r.text.Words)); k++ {
		switch strings.ToLower(r.form(k)) {
		case "aircraft", "warplanes", "jets", "troops", "forces", "soldiers", "airstrikes", "strikes", "artillery", "tanks", "army", "military", "navy", "bombers", "shelling":
			return true
		}
		if w := r.text.Words[k]; w.UPOS != language.ADJ && w.UPOS != language.PART && w.UPOS != language.NOUN {
			return false
		}
	}
	return false
}

// heads joins what is left of the definite descriptions to the nearest thing before it with the same
// noun: the official, the ministry, the newspaper, the readout; and opens an entity for all others.
func (r *resolver) heads() {
	for m, x := range r.ms {
		if x.Form != language.Description || r.of[m] >= 0 {
			continue
		}
		if r.infos[m].definite && r.infos[m].count == 0 && !r.possessed(x) {
			if c := r.nearest(m); c >= 0 {
				r.put(m, c)
				continue
			}
		}
		r.open(m)
	}
}

// possessed reports whether a description begins with his, her, its or their: whose it is decides what it is.
func (r *resolver) possessed(x language.Mention) bool {
	return r.text.Words[x.Words.Start].XPOS == language.PRPS || pronounGender(strings.ToLower(r.form(x.Words.Start))) != language.NoGender ||
		strings.EqualFold(r.form(x.Words.Start), "its") || strings.EqualFold(r.form(x.Words.Start), "their")
}

// nearest finds the thing before a description that it names again.
func (r *resolver) nearest(m int) int {
	if k := r.lastIssued(m); k >= 0 {
		return r.of[k]
	}
	for k := m - 1; k >= max(0, m-far); k-- {
		if r.of[k] < 0 || r.infos[k].within && r.ms[k].Words.End > r.ms[m].Words.Start || r.ms[k].Words.End > r.ms[m].Words.Start {
			continue
		}
		if r.namesAgain(m, k) {
			return r.of[k]
		}
	}
	return -1
}

// lastIssued gives the document of the noun of m, before it, of whoever spoke last before m, or -1: "the
// readout said" after the Kremlin has spoken is the Kremlin's.
func (r *resolver) lastIssued(m int) int {
	if r.infos[m].noun.Kind != "document" || r.infos[m].state != "" {
		return -1
	}
	k := m - 1
	for k >= max(0, m-far) && !(r.infos[k].source && !r.infos[k].within) {
		k--
	}
	if k < max(0, m-far) || r.stands(k) == "" {
		return -1
	}
	party := r.stands(k)
	for d := m - 1; d >= max(0, m-far); d-- {
		if r.ms[d].Form == language.Description && r.of[d] >= 0 && r.infos[d].noun.One == r.infos[m].noun.One && r.infos[d].state == party {
			return d
		}
	}
	return -1
}

// namesAgain reports whether description m can refer again to what mention k refers to.
func (r *resolver) namesAgain(m, k int) bool {
	a, b := r.infos[m], r.infos[k]
	x, y := r.ms[m], r.ms[k]
	c := r.cs[r.of[k]]
	switch y.Form {
	case language.Description:
		if !b.ok || a.noun.One != b.noun.One || a.plural != b.plural || !r.agree(r.of[k], m) {
			return r.generic(m, k)
		}
		if a.state != "" && b.state != "" && a.state != b.state {
			return false
		}
		if a.state != "" && b.state == "" {
			return false
		}
		return a.role == a.noun.One || a.role == b.role || contains(b.role, a.role)
	case language.Name:
		if x.Kind == language.Organisation && y.Kind == language.Organisation && strings.EqualFold(r.form(y.Head), a.noun.One) {
			return a.state == "" || r.stateOf(k) == a.state
		}
		if c.entry != nil && (a.state == "" || c.entry.Party == a.state) {
			return r.generic(m, k)
		}
	}
	return false
}

// generic reports whether the noun of a description is a word for the sort of thing that a name names:
// the newspaper, the agency, the group, the bloc, the country.
func (r *resolver) generic(m, k int) bool {
	a, c := r.infos[m], r.cs[r.of[k]]
	if c.entry == nil || a.role != a.noun.One && a.noun.Kind != "medium" {
		return false
	}
	switch e := c.entry; {
	case e.Kind == agenda.Medium:
		return a.noun.Sort == e.Sort && !a.plural || a.noun.One == "agency" && e.Sort == "agency"
	case e.Kind == agenda.Group:
		return a.noun.One == "group" || a.noun.One == "movement" || a.noun.One == "militia"
	case e.Name == "European Union":
		return a.noun.One == "bloc"
	case e.Name == "NATO":
		return a.noun.One == "alliance"
	}
	return false
}

// stateOf is the state that a body's name says that it is of.
func (r *resolver) stateOf(k int) string {
	for i := r.ms[k].Words.Start; i < r.ms[k].Words.End; i++ {
		if n := r.within(k, i); n >= 0 {
			if s := r.stands(n); s != "" {
				return s
			}
		}
	}
	return ""
}

// contains reports whether all words of part are words of whole.
func contains(whole, part string) bool {
	for w := range strings.FieldsSeq(part) {
		found := false
		for o := range strings.FieldsSeq(whole) {
			found = found || o == w
		}
		if !found {
			return false
		}
	}
	return true
}

// groups finds whom "the two leaders", "both sides" and "the two countries" are made of: the last so many
// different leaders or states before them.
func (r *resolver) groups() {
	for m, x := range r.ms {
		in := r.infos[m]
		if x.Form == language.Pronoun && r.isPair(x) {
			if k := r.twoThings(m); k >= 0 {
				r.put(m, r.at(k)) // two statements: both say
			} else if ks := r.lastTwo(m); len(ks) == 2 {
				r.cs[r.open(m)].members = ks
			}
			continue
		}
		if x.Form != language.Description || !in.definite || !in.plural || in.state != "" || r.of[m] < 0 || len(r.cs[r.of[m]].members) > 0 {
			continue
		}
		want := in.count
		if want == 0 && (in.noun.One == "leader" || in.noun.One == "president") && in.role == in.noun.One {
			want = 2
		}
		if want == 0 {
			continue
		}
		if ks := r.lastOf(m, want); len(ks) == want {
			r.cs[r.of[m]].members = ks
		}
	}
}

// twoThings gives the description of two that are not people, a sentence back at most, or -1.
func (r *resolver) twoThings(m int) int {
	for k := m - 1; k >= max(0, m-far) && r.sent[r.ms[m].Head]-r.sent[r.ms[k].Head] <= 2; k-- {
		if r.ms[k].Form == language.Pronoun && r.isPair(r.ms[k]) && r.of[k] >= 0 && r.cs[r.of[k]].kind == language.Work {
			return k
		}
		if r.ms[k].Form == language.Description && r.ms[k].Kind == language.Work && r.infos[k].plural && r.infos[k].count == 2 {
			return k
		}
	}
	return -1
}

// lastTwo gives whom "both" is made of: the last two of one sort in its sentence (Brek met Velde, and both said), two
// that an "and" joins, or the last two that are subjects, a few sentences back at most.
func (r *resolver) lastTwo(m int) []int {
	if two := r.lastNames(m, 0, func(int) bool { return true }); len(two) == 2 {
		return two
	}
	if pair := r.lastPair(m); pair != nil {
		return pair
	}
	return r.lastNames(m, 3, func(k int) bool { return r.infos[k].subject })
}

// lastNames gives the last two named actors of one sort before m, so many sentences back at most.
func (r *resolver) lastNames(m, back int, fits func(k int) bool) []int {
	var found []int
	for k := m - 1; k >= max(0, m-far) && len(found) < 2 && r.sent[r.ms[m].Head]-r.sent[r.ms[k].Head] <= back; k-- {
		c := r.of[k]
		if c < 0 || r.ms[k].Form == language.Description || r.infos[k].within || slices.Contains(found, c) || !r.memberOf(m, c) || !fits(k) {
			continue
		}
		if len(found) == 0 || r.cs[c].kind == r.cs[found[0]].kind {
			found = append([]int{c}, found...)
		}
	}
	return found
}

// isPair reports whether a pronoun is "both" or "the two".
func (r *resolver) isPair(x language.Mention) bool {
	w := r.form(x.Head)
	return w == "both" || w == "Both" || w == "two"
}

// lastOf gives the last n different clusters before m that a plural description can be made of, in order.
func (r *resolver) lastOf(m, n int) []int {
	if n == 2 {
		if pair := r.lastPair(m); pair != nil {
			return pair
		}
	}
	var found []int
	for k := m - 1; k >= max(0, m-far) && len(found) < n; k-- {
		c := r.of[k]
		if c < 0 || r.infos[k].within && r.ms[k].Form == language.Name && r.ms[k].Kind == language.Nationality || r.ms[k].Words.End > r.ms[m].Words.Start {
			continue
		}
		if r.memberOf(m, c) && !slices.Contains(found, c) {
			found = append([]int{c}, found...)
		}
	}
	return found
}

// lastPair gives the last two before m that an "and" joins, where m can be made of them: Valmora and Kestria.
func (r *resolver) lastPair(m int) []int {
	for k := m - 1; k > max(0, m-far); k-- {
		if r.ms[m].Form == language.Pronoun && r.sent[r.ms[m].Head]-r.sent[r.ms[k].Head] > 3 {
			return nil
		}
		j := k - 1
		if r.infos[k].within || r.infos[j].within || r.ms[k].Words.End > r.ms[m].Words.Start || r.of[j] < 0 || r.of[k] < 0 || r.of[j] == r.of[k] {
			continue
		}
		gap := r.ms[k].Words.Start - r.ms[j].Words.End
		if r.word(r.ms[j].Words.End, r.ms[j].Head) != "and" || gap < 1 || gap > 2 || !r.memberOf(m, r.of[j]) || !r.memberOf(m, r.of[k]) {
			continue
		}
		if w := r.word(r.ms[j].Words.End+1, r.ms[j].Head); gap == 1 || w == "the" || w == "Mr" || w == "Mr." || w == "Ms" || w == "Ms." {
			return []int{r.of[j], r.of[k]}
		}
	}
	return nil
}

func (r *resolver) memberOf(m, c int) bool {
	in, x := r.infos[m], r.cs[c]
	if r.ms[m].Form == language.Pronoun {
		return !x.plural && x.text != "" && (x.kind == language.Person || x.kind == language.Place && (x.state != "" || x.entry != nil && x.entry.Kind == agenda.State))
	}
	switch in.noun.Sort {
	case "leader", "office":
		return x.kind == language.Person && !x.plural && x.text != "" && r.hasNoun(x, in)
	case "side", "government":
		return x.state != "" || x.entry != nil && (x.entry.Kind == agenda.State || x.entry.Kind == agenda.Group && in.noun.Kind == "body")
	}
	return x.kind == language.Person && !x.plural && r.hasNoun(x, in)
}

// hasNoun reports whether a person is what a plural says: one of the leaders, one of the ministers.
func (r *resolver) hasNoun(x *cluster, in info) bool {
	for _, k := range introduced(x.mentions) {
		o := r.infos[k]
		if r.ms[k].Form == language.Description && o.ok && (o.noun.One == in.noun.One || in.noun.One == "leader" && o.noun.Sort == "leader") {
			return true
		}
	}
	if x.entry == nil {
		return false
	}
	for _, t := range x.entry.Terms {
		if (t.Open || t.Holds(r.date)) && (in.noun.One == "leader" && t.Leader || strings.HasSuffix(agenda.PlainRole(t.Role), in.role)) {
			return true
		}
	}
	return false
}

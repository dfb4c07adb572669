package figure

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/language"
)

// what tells what a number counts or measures, with its fate, and whether it is a figure at all: a small number before a
// noun that nobody keeps count of is none ("two reasons").
func (f *finder) what(n number) (string, bool) {
	if n.unit.name != "" {
		return f.measured(n), true
	}
	head := f.nounAfter(n)
	if head < 0 {
		return f.elided(n)
	}
	if !f.worth(n, head) {
		return "", false
	}
	if f.t.Lemma(head) == "time" {
		return f.repeated(n, head), true
	}
	noun := f.words(f.firstAfter(n), head+1)
	if l := f.t.Lemma(head); f.lex.holders[l] && f.lower(head+1) == "of" {
		if of := f.headAfter(head + 2); of >= 0 {
			noun = f.words(f.firstAfter(n), of+1)
		}
	}
	if f.lower(n.from-1) != "including" && f.t.Lemma(head) != "life" { // killed 257, including 12 of its own, and wounded 500
		f.counted = noun
	}
	if n.hyphen {
		return noun, true
	}
	fate := f.fate(head, n.from)
	if fate == "" && f.lower(n.from-1) == "including" {
		fate = f.befell
	}
	f.befell = fate
	if fate != "" && !strings.Contains(" "+strings.ToLower(noun)+" ", " "+fate+" ") {
		noun += " " + fate
	}
	return noun, true
}

// repeated tells what was done so many times: times broken their own truce.
func (f *finder) repeated(n number, head int) string {
	const near = 6
	for i := n.from - 1; i >= max(f.s.Start, n.from-near) && !f.parts(i); i-- {
		if f.xpos(i).IsVerb() {
			return f.words(f.firstAfter(n), head+1) + " " + f.words(i, n.from)
		}
	}
	return f.words(f.firstAfter(n), head+1)
}

// measured tells what a number with a unit is of: 30% of its needs, $500 million in aid, a $2 billion loan.
func (f *finder) measured(n number) string {
	i := n.end
	switch f.lower(i) {
	case "-":
		i++
		switch f.lower(i) {
		case "wide", "long", "deep", "high", "thick":
			i++
		case "a", "an": // $12-an-hour workers
			return ""
		}
	case "of", "in", "worth":
		if f.lower(i) == "in" && n.unit.kind != "money" {
			break
		}
		if f.lower(i) == "worth" && f.lower(i+1) == "of" {
			i++
		}
		if f.times[i+1-btoi(i+1 >= f.s.End)] != nil {
			break // in March
		}
		i++
		for f.xpos(i) == language.DT || f.xpos(i) == language.PDT {
			i++
		}
		if head := f.headAfter(i); head >= 0 {
			return f.words(i, head+1)
		}
	}
	if head := f.headAfter(i); head >= 0 && f.times[head] == nil {
		return f.words(i, head+1)
	}
	if f.lower(n.from-1) == "of" && f.xpos(n.from-2).IsNoun() && f.lex.scales[strings.TrimSuffix(f.lower(n.from-2), "s")] == 0 { // a loss of $900 million
		start := n.from - 2
		for f.xpos(start-1).IsNoun() || f.xpos(start-1) == language.JJ || f.xpos(start-1) == language.HYPH {
			start--
		}
		return f.words(start, n.from-1)
	}
	return f.subjectOf(n)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// elided tells what a number without a noun counts: "40 wounded" behind "12 sailors", "more than 6,000 who left",
// "the death toll rose to 500".
func (f *finder) elided(n number) (string, bool) {
	next := f.lower(n.end)
	if f.lex.states[next] {
		if f.counted == "" {
			return next, true
		}
		if strings.Contains(f.counted, next) {
			return f.counted, true
		}
		return f.counted + " " + next, true
	}
	if part := f.partOf(n); part >= 0 && n.value > 1 { // seven of the nine hostages, 17 out of 19 missiles
		if head := f.headAfter(part); head >= 0 {
			f.counted = f.words(part, head+1)
			return f.withFate(f.counted, f.fate(n.words.End-1, n.from)), true
		}
	}
	if n.spelled && n.value < 20 { // the two, one of them; but: seven were killed
		fate := f.fate(n.words.End-1, n.from)
		return fate, fate != "" && n.value > 1 && !f.definite(n) && f.lower(n.end) != "of"
	}
	if f.lower(n.end) == "of" && (f.xpos(n.end+1) == language.PRP || f.xpos(n.end+1) == language.WP || f.lower(n.end+1) == "these" && f.headAfter(n.end+2) < 0) {
		return f.counted, f.counted != "" // 50 of them
	}
	if f.lower(n.end) == "of" { // 35 of the 50 hostages
		i := n.end + 1
		for f.xpos(i) == language.DT || f.xpos(i) == language.CD || f.xpos(i) == language.PRPS || f.xpos(i) == language.PDT {
			i++
		}
		if head := f.headAfter(i); head >= 0 {
			f.counted = f.words(i, head+1)
			return f.withFate(f.counted, f.fate(n.words.End-1, n.from)), true
		}
	}
	fate := f.fate(n.words.End-1, n.from)
	if f.counted != "" && (fate != "" || f.relative(n.end) || f.lower(n.from-1) == "and" || f.lower(n.from-1) == "to" || f.lower(n.from-1) == "including" || f.lower(n.from-1) == "from" && (f.lower(n.from-2) == "up" || f.lower(n.from-2) == "down")) {
		return f.withFate(f.counted, fate), true
	}
	if s := f.subjectOf(n); s != "" {
		return s, true
	}
	if fate != "" {
		return fate, true
	}
	return "", n.value > 12 && (n.comparator != "" || !n.bare && !n.spelled)
}

// partOf gives the first word of what another number behind "of" counts, or -1: the hostages of "seven of the nine hostages".
func (f *finder) partOf(n number) int {
	i := n.end
	if f.lower(i) == "out" {
		i++
	}
	if f.lower(i) != "of" {
		return -1
	}
	for i++; f.xpos(i) == language.DT || f.xpos(i) == language.PRPS; i++ {
	}
	whole, ok := f.numberAt(i)
	if !ok || whole.unit.name != "" {
		return -1
	}
	if head := f.nounAfter(whole); head < 0 || f.lex.loose[f.t.Lemma(head)] {
		return -1 // two of the five leaders
	}
	return whole.end
}

// relative reports whether a relative clause begins at a word: 6,000 who left.
func (f *finder) relative(i int) bool { return f.xpos(i) == language.WP || f.xpos(i) == language.WDT }

func (f *finder) withFate(noun, fate string) string {
	if fate == "" || strings.Contains(noun, fate) {
		return noun
	}
	return noun + " " + fate
}

// worth reports whether the number before a noun counts something that a record wants. A number in digits does; a small
// one in words does where people or things of war are counted or something has befallen them.
func (f *finder) worth(n number, head int) bool {
	l := f.t.Lemma(head)
	if n.hyphen && f.lower(n.end+1) != "strong" && f.lower(n.end+1) != "member" && f.lower(n.end+1) != "plus" {
		return false // a 28-nation bloc, a 46-page report
	}
	if f.definite(n) && n.value <= 12 && f.t.Words[head].Rel == language.NSubj && f.fate(head, n.from) == "" {
		return false // the two women spoke
	}
	if n.value == 1 {
		return n.spelled && n.words.Len() == 1 && f.lex.people[l] && f.fate(head, n.from) != "" || n.scaled()
	}
	if n.value > 12 || !n.spelled && n.value > 2 && !f.lex.loose[l] {
		return !f.lex.loose[l] || n.comparator != "" || n.value > 20
	}
	if f.fate(head, n.from) != "" && !f.definite(n) {
		return f.xpos(head) == language.NNS || f.lex.people[l]
	}
	if f.lex.people[l] {
		return true
	}
	return !f.lex.loose[l] && !f.definite(n) && f.xpos(head) == language.NNS && !n.hyphen
}

// definite reports whether a number is told of those already spoken of: the two, both, their three.
func (f *finder) definite(n number) bool {
	switch f.lower(n.from - 1) {
	case "the", "these", "those", "both", "all", "other", "such":
		return true
	}
	return f.xpos(n.from-1) == language.PRPS || f.xpos(n.from-1) == language.POS
}

// firstAfter gives the first word of what a number counts.
func (f *finder) firstAfter(n number) int {
	i := n.end
	if f.form(i) == "-" && f.touches(i) { // a 30-strong delegation, 300-plus people
		i += 2
	}
	if f.lower(i) == "or" && (f.lower(i+1) == "more" || f.lower(i+1) == "so" || f.lower(i+1) == "fewer") {
		i += 2
	}
	for f.form(i) == "more" || f.form(i) == "other" || f.form(i) == "further" || f.form(i) == "additional" || f.form(i) == "such" {
		i++
	}
	return i
}

// nounAfter gives the noun that a number counts, or -1: the last of the nouns that follow it.
func (f *finder) nounAfter(n number) int { return f.headAfter(f.firstAfter(n)) }

// headAfter gives the last noun of the run of adjectives and nouns that begins at a word, or -1. A state such as "dead" or
// "wounded" with no noun behind it is none.
func (f *finder) headAfter(i int) int {
	const longest = 9
	head := -1
	for start := i; i < f.s.End && i-start < longest; i++ {
		x := f.xpos(i)
		switch {
		case x.IsNoun():
			if f.times[i] != nil && (head < 0 || f.times[head] == nil) && f.times[i].Kind != "DURATION" {
				return head // 300 civilians Tuesday, 300,000 last year
			}
			head = i
		case x == language.JJ || head < 0 && f.lex.states[f.lower(i)] || x == language.JJR || x == language.JJS || x == language.VBN && (head < 0 || f.form(i-1) == "-") || x == language.VBG && head < 0 || x == language.RB && head < 0 && i == start ||
			x == language.OpenQuote || x == language.CloseQuote || x == language.HYPH || x == language.POS || x == language.AFX:
			if x == language.HYPH && f.xpos(i+1) == language.CC { // coal- and gas-fired power plants
				i += 1
				head = -1
				continue
			}
			if head >= 0 && x != language.POS && x != language.HYPH && !f.nounFollows(i) {
				return head
			}
		case x == language.CC && f.lower(i) == "and" && head < 0 && i > start: // cruise and ballistic missiles
		case x == language.Comma && head < 0 && i > start && f.xpos(i+1) == language.JJ:
		case x == language.PRPS && i == start:
		default:
			return head
		}
	}
	return head
}

// nounFollows reports whether a noun stands behind an adjective in the midst of nouns: "Russian-made air defence".
func (f *finder) nounFollows(i int) bool {
	for k := i + 1; k < min(i+3, f.s.End); k++ {
		if f.xpos(k).IsNoun() {
			return f.xpos(i) != language.JJ || f.title(i) || f.touches(i+1) || f.t.Words[i].Head == f.t.Words[k].Head || int(f.t.Words[i].Head) == k
		}
	}
	return false
}

// unquoted takes quotation marks away.
var unquoted = strings.NewReplacer(`"`, "", "“", "", "”", "", "‘", "")

// words gives some words of the text as they are written there.
func (f *finder) words(start, end int) string {
	if end <= start {
		return ""
	}
	s := f.t.Span(language.Range{Start: start, End: end})
	return strings.Join(strings.Fields(unquoted.Replace(s.Of(f.t.Source))), " ")
}

// fate tells what befalls those whom a noun counts: killed, released, deployed. It is empty where that is not said.
func (f *finder) fate(noun, from int) string {
	if l := f.t.Lemma(noun); f.lex.loose[l] && !f.lex.people[l] && !f.alive(l) {
		return "" // two versions, three times
	}
	if fate := f.fateBeside(noun, from); fate != "" {
		return fate
	}
	return f.fateByTree(noun)
}

// alive reports whether a noun of little account means somebody, whom something may befall all the same: two officials.
func (f *finder) alive(lemma string) bool {
	switch lemma {
	case "official", "diplomat", "envoy", "negotiator", "leader", "minister", "man", "general", "aide", "adviser", "lawmaker", "brother", "friend", "colleague", "expert", "president", "other":
		return true
	}
	return false
}

// told gives how a verb is told of those whom it befalls. A dictionary form may want the e that its ending has swallowed.
func (f *finder) told(of map[string]string, verb string) string {
	if fate, ok := of[verb]; ok {
		return fate
	}
	return of[verb+"e"]
}

// fateByTree reads the fate off the verb or noun that the noun hangs on, or the participle that hangs on it.
func (f *finder) fateByTree(noun int) string {
	for c := range f.t.Children(noun) {
		if w := f.t.Words[c]; (w.Rel == language.Acl || w.Rel == language.AclRelcl) && (w.XPOS == language.VBN || w.XPOS == language.VBD) {
			if slices.ContainsFunc(f.t.Words[noun:max(c, noun)], func(w language.Word) bool { return w.XPOS == language.Colon }) {
				continue // two versions: what was promised
			}
			if fate := f.told(f.lex.fates, f.t.Lemma(c)); fate != "" {
				return f.withParticle(fate, c)
			}
			if fate := f.told(f.lex.befalls, f.t.Lemma(c)); fate != "" {
				return fate
			}
		}
	}
	w := f.t.Words[noun]
	above := int(w.Head)
	if above < 0 {
		return ""
	}
	l := f.t.Lemma(above)
	if f.t.Negated(above) || f.t.Modal(above) != "" || f.xpos(above) == language.VB {
		return "" // what did not happen, or may yet
	}
	switch w.Rel {
	case language.NSubjPass, language.Obj:
		return f.withParticle(f.told(f.lex.fates, l), above)
	case language.NSubj:
		if f.t.Passive(above) {
			return f.withParticle(f.told(f.lex.fates, l), above)
		}
		return f.told(f.lex.befalls, l)
	case language.Conj:
		if f.xpos(above).IsNoun() {
			return f.fateByTree(above)
		}
	case language.NMod:
		if f.t.Preposition(noun) == "including" {
			return f.fateByTree(above)
		}
		if f.t.Preposition(noun) == "of" {
			return f.lex.deeds[l]
		}
	}
	return ""
}

// fateBeside reads the fate off the words right behind the noun, or right before the number.
func (f *finder) fateBeside(noun, from int) string {
	i := noun + 1
	for f.auxiliary(i) {
		i++
	}
	if f.lex.states[f.lower(i)] {
		return f.lower(i)
	}
	if x := f.xpos(i); x == language.VBN || x == language.VBD {
		l := f.t.Lemma(i)
		if fate := f.told(f.lex.befalls, l); fate != "" {
			return fate
		}
		if i > noun+1 || x == language.VBN {
			return f.withParticle(f.told(f.lex.fates, l), i)
		}
	}
	if x := f.xpos(from - 2); isParticle(f.lower(from-1)) && x != language.VB && x != language.VBP && from-2 >= f.s.Start {
		return f.withParticle(f.told(f.lex.fates, f.t.Lemma(from-2)), from-2) // shot down 12
	}
	k := from - 1
	for k >= f.s.Start && k > from-5 && (f.xpos(k) == language.RBR || f.xpos(k) == language.JJR || f.xpos(k) == language.RB || f.xpos(k) == language.IN && f.lower(k) != "of" || f.xpos(k) == language.DT || f.xpos(k) == language.JJS) {
		k--
	}
	if x := f.xpos(k); x == language.VBG || (x == language.VBD || x == language.VBN) && k == from-1 {
		return f.told(f.lex.fates, f.t.Lemma(k))
	}
	if f.lower(k) == "of" && k > f.s.Start {
		return f.lex.deeds[f.t.Lemma(k-1)]
	}
	return ""
}

// withParticle adds the particle of a verb: shot down.
func (f *finder) withParticle(fate string, verb int) string {
	if fate == "" || strings.Contains(fate, " ") || !isParticle(f.lower(verb+1)) {
		return fate
	}
	return fate + " " + f.lower(verb+1)
}

func isParticle(word string) bool {
	switch word {
	case "down", "up", "out", "back", "off":
		return true
	}
	return false
}

// auxiliary reports whether a word only helps a verb: have been, were, "who had".
func (f *finder) auxiliary(i int) bool {
	switch f.lower(i) {
	case "have", "has", "had", "been", "were", "was", "are", "is", "being", "be", "who", "already", "also", "reportedly":
		return i < f.s.End
	case "reported", "confirmed", "believed", "feared", "presumed":
		return f.lex.states[f.lower(i+1)]
	}
	return false
}

// numberOf gives what a number is the number of: put the number of violations at 4,900.
func (f *finder) numberOf(n number) string {
	switch f.lower(n.from - 1) {
	case "at", "to", "is", "was", "reached":
	default:
		return ""
	}
	for i := n.from - 2; i > f.s.Start && !f.parts(i); i-- {
		if f.lower(i) != "of" || f.lower(i-1) != "number" && f.lower(i-1) != "total" && f.lower(i-1) != "numbers" {
			continue
		}
		of := i + 1
		for ; f.xpos(of) == language.DT; of++ {
		}
		if head := f.headAfter(of); head >= 0 && head < n.from {
			return f.words(of, head+1)
		}
	}
	return ""
}

// subjectOf gives the noun phrase whose number is told after a verb: the death toll rose to 500.
func (f *finder) subjectOf(n number) string {
	if what := f.numberOf(n); what != "" {
		return what
	}
	verb := f.t.Ancestor(n.words.End-1, func(w int) bool {
		return f.xpos(w).IsVerb() || f.t.Child(w, language.Cop) >= 0 // was 500: the number is the predicate
	})
	if verb < 0 {
		return ""
	}
	if f.xpos(verb).IsVerb() && !f.lex.amounts[f.t.Lemma(verb)] {
		return ""
	}
	s := f.t.Child(verb, language.NSubj)
	if s < 0 || s > n.from || !f.xpos(s).IsNoun() || f.xpos(s) == language.NNP {
		return ""
	}
	r := f.t.NounPhrase(s)
	if r.Len() > 8 || r.End > n.from {
		r = language.Range{Start: s, End: s + 1}
	}
	for r.Start < s && f.xpos(r.Start) == language.DT {
		r.Start++
	}
	return f.words(r.Start, r.End)
}

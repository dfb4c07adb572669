// Package issue reads the words of a text and writes its topics: the places where an issue of the agenda is spoken of.
//
// What an issue is known by is data: see agenda.Patterns and the head of its issueterms.tsv, and docs/guide/issues.md.
package issue

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// Find gives the topics of a text, in order of their first words. Of two that rest on the same words the more exact one
// stands (guide issues 3).
func Find(t *language.Text, w *agenda.World) []meaning.Topic {
	f := finder{text: t, patterns: w.Patterns()}
	f.read()
	var hits []hit
	for _, s := range t.Sentences {
		hits = append(hits, choose(f.sentence(s))...)
	}
	spoken := spokenOf(hits)
	var topics []meaning.Topic
	for _, h := range hits {
		if h.pattern.Issue != agenda.NoIssue {
			topics = append(topics, f.topic(h, spoken))
		}
	}
	slices.SortStableFunc(topics, func(a, b meaning.Topic) int {
		return cmp.Or(cmp.Compare(a.At.Start, b.At.Start), cmp.Compare(b.At.End, a.At.End))
	})
	return topics
}

// finder is a text whose words are known by their numbers in the patterns.
type finder struct {
	text     *language.Text
	patterns *agenda.Patterns
	numbers  [][forms]int32
	known    []int // the words that have a number, in order
	hits     []hit

	words, trial, nearest []int // room for words that are being put together
}

// forms is how many numbers a word may have: as it is written, in its dictionary forms, as a name.
const forms = 4

const none = -1

// A hit is a place where all of a pattern was found.
type hit struct {
	pattern *agenda.Pattern
	order   int32
	words   []int // in order
}

// read looks up every word.
func (f *finder) read() {
	t := f.text
	f.numbers = make([][forms]int32, len(t.Words))
	for _, s := range t.Sentences {
		headline := f.isHeadline(s)
		for i := s.Start; i < s.End; i++ {
			f.numbers[i] = [forms]int32{none, none, none, none}
			if t.Words[i].XPOS == language.HYPH || t.Words[i].UPOS == language.PUNCT {
				continue
			}
			if n := f.word(i, !headline && f.isInName(s, i)); n > 0 {
				f.known = append(f.known, i)
			}
		}
	}
}

// word looks up the forms of a word and gives how many have a number.
func (f *finder) word(i int, inName bool) (n int) {
	form := f.text.LemmaAs(i, language.NN)
	if f.text.Words[i].XPOS != language.VBZ { // what a term has in the plural is a noun: "the remains", not "it remains"
		n = f.number(i, 0, form, inName)
	}
	if lemma := f.text.Lemma(i); lemma != form {
		n = f.number(i, n, lemma, inName)
	}
	if other := f.other(i, form); other != "" {
		n = f.number(i, n, other, inName)
	}
	if isName(f.text.Words[i].XPOS) {
		n = f.number(i, n, agenda.AnyName, false)
	}
	return n
}

func isName(x language.XPOS) bool { return x == language.NNP || x == language.NNPS }

// isHeadline reports whether most longer words of a sentence have a capital, so that capitals tell nothing.
func (f *finder) isHeadline(s language.Range) bool {
	long, capital := 0, 0
	for i := s.Start; i < s.End; i++ {
		if form := f.text.Form(i); len(form) > 3 {
			long++
			if form[0] >= 'A' && form[0] <= 'Z' {
				capital++
			}
		}
	}
	return 3*capital > 2*long
}

// isInName reports whether a word is one of several that make a name: "Shell" in "Royal Dutch Shell".
func (f *finder) isInName(s language.Range, i int) bool {
	w := f.text.Words
	return isName(w[i].XPOS) && (i > s.Start && isName(w[i-1].XPOS) || i+1 < s.End && isName(w[i+1].XPOS))
}

// number keeps the number of a form of the i-th word as its n-th, and gives how many it has then. In a name only the
// words that keep their meaning there have one.
func (f *finder) number(i, n int, form string, inName bool) int {
	x, ok := f.patterns.Number(form)
	if !ok || slices.Contains(f.numbers[i][:n], x) || inName && !f.patterns.InName(x) {
		return n
	}
	f.numbers[i][n] = x
	return n + 1
}

// other gives the dictionary form under the tag that a word may have as well: "lifting" is a noun and of the verb lift,
// the capitals of a headline make names of common nouns.
func (f *finder) other(i int, form string) string {
	switch x := f.text.Words[i].XPOS; {
	case (x == language.NN || x == language.JJ) && strings.HasSuffix(form, "ing"):
		return f.text.LemmaAs(i, language.VBG)
	case (x == language.JJ || x == language.NN) && strings.HasSuffix(form, "ed"):
		return f.text.LemmaAs(i, language.VBN)
	case x == language.NNP && strings.HasSuffix(form, "s"), x.IsVerb() && x != language.VBZ && strings.HasSuffix(form, "s"):
		return f.text.LemmaAs(i, language.NNS)
	case x == language.NNP && strings.HasSuffix(form, "ing"):
		return f.text.LemmaAs(i, language.VBG)
	}
	return ""
}

// sentence gives all places in a sentence where a pattern is found.
func (f *finder) sentence(s language.Range) []hit {
	f.hits = f.hits[:0]
	from, _ := slices.BinarySearch(f.known, s.Start)
	to, _ := slices.BinarySearch(f.known, s.End)
	known := f.known[from:to]
	for _, i := range known {
		for _, n := range f.numbers[i] {
			if n == none {
				break
			}
			for _, start := range f.patterns.Starting(n) {
				f.start(s, known, i, start)
			}
		}
	}
	return f.hits
}

// start finds the rest of a pattern whose first word is the i-th.
func (f *finder) start(s language.Range, known []int, i int, start agenda.Start) {
	p := &f.patterns.List[start.Pattern]
	words, ok := f.phrase(f.words[:0], s, i, start.Words)
	f.words = words // its room is used again
	if !ok || len(p.Groups) > 1 && p.Groups[1].Object && !f.isVerb(i) {
		return
	}
	verb := i
	for g := range p.Groups[1:] {
		group := &p.Groups[g+1]
		before := len(words)
		words = f.near(words, s, known, group, verb)
		if len(words) == before {
			return
		}
	}
	words = slices.Clone(words)
	slices.Sort(words)
	f.hits = append(f.hits, hit{p, start.Pattern, words})
}

// phrase adds the words from the i-th on if they are those of the phrase. Hyphens between them make no difference.
func (f *finder) phrase(words []int, s language.Range, i int, phrase []int32) ([]int, bool) {
	for _, n := range phrase {
		for i < s.End && f.text.Words[i].XPOS == language.HYPH {
			i++
		}
		if i >= s.End || !f.is(i, n) {
			return words, false
		}
		words = append(words, i)
		i++
	}
	return words, true
}

func (f *finder) is(i int, n int32) bool {
	x := f.numbers[i]
	return x[0] == n || x[1] == n || x[2] == n || x[3] == n
}

func (f *finder) mayBegin(g *agenda.Choice, i int) bool {
	for _, n := range f.numbers[i] {
		if n == none {
			return false
		}
		if g.MayBegin(n) {
			return true
		}
	}
	return false
}

// near adds the words of a group that stand nearest to those already found, in the place that the group asks for.
func (f *finder) near(words []int, s language.Range, known []int, g *agenda.Choice, verb int) []int {
	first, last := slices.Min(words), slices.Max(words)
	distance := math.MaxInt
	for _, k := range known {
		if k > last+reach {
			break
		}
		if k < first-reach || slices.Contains(words, k) || !f.mayBegin(g, k) {
			continue
		}
		away := max(k-last, first-k)
		if away < 0 { // between words already found
			away = 1
		}
		if away >= distance || (g.Object && !f.isObject(verb, k) || !g.Object && !f.isNear(first, last, k)) {
			continue
		}
		for _, phrase := range g.Words {
			found, ok := f.phrase(f.trial[:0], s, k, phrase)
			f.trial = found
			if ok && !overlap(words, found) {
				f.nearest, distance = append(f.nearest[:0], found...), away
				break
			}
		}
	}
	if distance == math.MaxInt {
		return words
	}
	return append(words, f.nearest...)
}

func overlap(a, b []int) bool {
	return slices.ContainsFunc(b, func(x int) bool { return slices.Contains(a, x) })
}

// How far apart words may stand: at most; with nothing but words of one phrase between them; between a verb and its
// object where the tree does not join them.
const (
	reach       = 14
	nearWords   = 5
	objectWords = 8
)

// isNear reports whether a word is in one phrase with those from first to last: few words and no mark and no verb of
// another clause between them, or in the tree one under the other.
func (f *finder) isNear(first, last, k int) bool {
	switch {
	case k > last:
		return f.open(last+1, k, nearWords, elsewhere) || f.joined(last, k)
	case k < first:
		return f.open(k+1, first, nearWords, elsewhere) || f.joined(first, k)
	}
	return true
}

// joined reports whether the tree puts one of two words under the other within a clause.
func (f *finder) joined(a, b int) bool {
	return f.hangs(a, b) || f.hangs(b, a)
}

// hangs reports whether a word hangs on another, over few steps: as its object, subject or modifier, or as what is joined
// to one of these.
func (f *finder) hangs(word, above int) bool {
	for range 4 {
		w := f.text.Words[word]
		switch w.Rel.Universal() {
		case language.NMod, language.Compound, language.Obj, language.NSubj, language.Acl, language.Conj, language.AMod, language.Obl:
		default:
			return false
		}
		if w.Rel == language.AclRelcl || w.Head < 0 {
			return false
		}
		if w.Rel == language.NSubj && f.text.Words[w.Head].UPOS == language.NOUN {
			return false // "a condition is a halt": two things
		}
		if word = int(w.Head); word == above {
			return w.Rel != language.Conj // "a truce, and talks" is not one phrase
		}
	}
	return false
}

// open reports whether the words from, up to, not including, to are few and none of them begins another clause or is one
// of those that part.
func (f *finder) open(from, to, most int, part map[string]bool) bool {
	n := 0
	for i := from; i < to; i++ {
		w := f.text.Words[i]
		switch {
		case w.XPOS == language.HYPH, w.XPOS == language.OpenQuote, w.XPOS == language.CloseQuote, w.XPOS == language.POS, w.XPOS == language.DT:
			continue
		case w.UPOS == language.PUNCT, w.Rel == language.Cop, w.UPOS == language.SCONJ && w.XPOS != language.TO:
			return false
		case w.UPOS == language.VERB && w.XPOS != language.VBG && (w.XPOS != language.VBN || f.text.Child(i, language.Aux) >= 0):
			return false
		case w.XPOS == language.PRP, w.XPOS == language.WP, w.XPOS == language.WDT, w.XPOS == language.WRB:
			return false
		case part[f.text.Form(i)]:
			return false
		}
		n++
	}
	return n <= most
}

// elsewhere are the words after which something else is spoken of than before them.
var elsewhere = words("but before after during since until despite amid while as because unless if though although than" +
	" without following when under by and or")

// around are the words after which no object of a verb stands.
var around = words("but before after during since until despite amid while as because unless if though although than" +
	" without following when under by at in into like across around about near between through inside")

func words(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// isVerb reports whether a word is a verb or is made of one.
func (f *finder) isVerb(i int) bool {
	w := f.text.Words[i]
	return w.XPOS.IsVerb() || w.UPOS == language.VERB || strings.HasSuffix(f.text.Form(i), "ing")
}

// isObject reports whether a noun is what a verb is done to: its object or what hangs on it, the subject of its passive;
// or, where the tree does not say so, the noun not far after it, or before its participle.
func (f *finder) isObject(verb, noun int) bool {
	w := f.text.Words
	if f.hangs(noun, verb) {
		top := noun
		for int(w[top].Head) != verb {
			top = int(w[top].Head)
		}
		return w[top].Rel != language.NSubj && !around[f.text.Preposition(top)]
	}
	if noun > verb {
		return f.open(verb+1, noun, objectWords, around)
	}
	return w[verb].XPOS == language.VBN && f.open(noun+1, verb, nearWords, around)
}

// choose drops each hit whose words all belong to a better one: one with more words, the agenda's, one of more weight,
// or an earlier one. Words that are no term are first taken away from all that do not rest on the whole of them.
func choose(hits []hit) []hit {
	var no []hit
	for _, h := range hits {
		if h.pattern.Issue == agenda.NoIssue && h.pattern.Weight == 1 {
			no = append(no, h)
		}
	}
	slices.SortStableFunc(hits, better)
	kept := hits[:0]
	for _, h := range hits {
		if !slices.ContainsFunc(kept, func(k hit) bool { return k.covers(h) }) && !slices.ContainsFunc(no, h.robbedBy) {
			kept = append(kept, h)
		}
	}
	return kept
}

func better(a, b hit) int {
	if a.pattern.Own != b.pattern.Own {
		if a.pattern.Own {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(b.pattern.Weight, a.pattern.Weight), cmp.Compare(a.order, b.order))
}

// robbedBy reports whether words that are no term take some of the hit's, and it does not hold all of them.
func (h hit) robbedBy(no hit) bool {
	return h.pattern.Issue != agenda.NoIssue && !h.pattern.Own && overlap(h.words, no.words) && !h.holds(no)
}

// holds reports whether a hit has all words of another.
func (h hit) holds(other hit) bool {
	return !slices.ContainsFunc(other.words, func(w int) bool { return !slices.Contains(h.words, w) })
}

// covers reports whether a hit takes another's words: all of them; any, where both are of one issue or a term of the
// agenda meets one of the list.
func (h hit) covers(other hit) bool {
	if h.pattern.Issue == other.pattern.Issue || h.pattern.Own && !other.pattern.Own {
		return overlap(h.words, other.words)
	}
	return h.holds(other)
}

// Terms of at least this weight tell what a text speaks of, and one that says less gains so much by them.
const (
	sure = 0.7
	gain = 0.4
)

// spokenOf counts how often a text speaks of each issue in sure words.
func spokenOf(hits []hit) map[string]int {
	n := map[string]int{}
	for _, h := range hits {
		if h.pattern.Weight >= sure && h.pattern.Issue != agenda.NoIssue {
			n[h.pattern.Issue]++
		}
	}
	return n
}

// topic makes a topic of a hit. What may mean several issues means the one that the text speaks of most: a word keeps
// one sense within a text (Gale, Church and Yarowsky, 1992).
func (f *finder) topic(h hit, spoken map[string]int) meaning.Topic {
	p := h.pattern
	words := language.Range{Start: h.words[0], End: h.words[len(h.words)-1] + 1}
	topic := meaning.Topic{Issue: p.Issue, At: f.text.Span(words), Head: f.head(h.words), Weight: p.Weight, Words: len(h.words)}
	for _, other := range p.Or {
		if spoken[other] > spoken[topic.Issue] {
			topic.Issue = other
		}
	}
	if len(p.Or) > 0 && spoken[topic.Issue] > 0 {
		topic.Weight = min(1, math.Round(100*(p.Weight+gain))/100)
	}
	return topic
}

// head gives the first of the words that hangs on none of the others.
func (f *finder) head(words []int) int {
	for _, i := range words {
		if !slices.ContainsFunc(words, func(o int) bool { return o != i && f.text.Under(i, o) }) {
			return i
		}
	}
	return words[len(words)-1]
}

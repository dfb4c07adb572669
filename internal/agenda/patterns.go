package agenda

import (
	"fmt"
	"slices"
	"strings"
)

// A Pattern is how a text may speak of an issue: one line of data/issueterms.tsv, whose head explains it, or a term of
// an agenda. The words of its groups must all be found, each group in its place.
type Pattern struct {
	Issue  string   // id; NoIssue where the words are no term of any
	Or     []string // the issues that it means where the text speaks more of them
	Weight float64
	Own    bool // the agenda gives it, and not the list
	Groups []Choice
}

// NoIssue stands for an issue in patterns whose words are no term: an aid worker is no aid.
const NoIssue = "-"

// AnyName stands for every word that is a name; terms write it @name.
const AnyName = "\x00name"

// A Choice is words of which one must be found. Each is one word or several that follow each other, by their
// numbers; the longest come first.
type Choice struct {
	Object bool // it is what the verb of the first group is done to; else it stands near the group before
	Words  [][]int32
	first  []uint64 // the numbers of the first words, a bit each
}

// MayBegin reports whether one of the group's words begins with the word of this number.
func (g *Choice) MayBegin(word int32) bool {
	return int(word>>6) < len(g.first) && g.first[word>>6]&(1<<(word&63)) != 0
}

// A Start is a pattern, and words of its first group that begin with a given word.
type Start struct {
	Pattern int32 // into Patterns.List
	Words   []int32
}

// Patterns are all that an issue is known by, found by the words they begin with. They never change once made.
type Patterns struct {
	List    []Pattern
	numbers map[string]int32
	starts  [][]Start // by the number of the word
	inName  []bool    // by the number of the word
}

// InName reports whether a word means the same within a longer name: "peace" in "the Sella Peace Accord", and every word
// that the list writes with a capital.
func (p *Patterns) InName(word int32) bool { return p.inName[word] }

// Number gives the number of a word in its dictionary form or as it is written, in small letters; ok is false for a
// word that is in no pattern.
func (p *Patterns) Number(word string) (n int32, ok bool) {
	n, ok = p.numbers[PlainSpelling(word)]
	return n, ok
}

// Starting gives the patterns that begin with a word, in order of the list.
func (p *Patterns) Starting(word int32) []Start { return p.starts[word] }

// PlainSpelling writes the endings -ize and -ization in one way.
func PlainSpelling(word string) string {
	if s, ok := strings.CutSuffix(word, "ize"); ok {
		return s + "ise"
	}
	if s, ok := strings.CutSuffix(word, "ization"); ok {
		return s + "isation"
	}
	return word
}

// add reads a term and adds its pattern, of one issue or of several parted by |. An error says what is wrong with the term.
func (p *Patterns) add(term, issue string, weight float64, own bool, sets map[string]string) error {
	issues := strings.Split(issue, "|")
	pattern := Pattern{Issue: issues[0], Or: issues[1:], Weight: weight, Own: own}
	for i, words := range splitGroups(term) {
		g := Choice{Object: words[0] == '>'}
		if i > 0 {
			words = words[1:]
		}
		if err := p.group(&g, strings.TrimSpace(words), sets, 0); err != nil {
			return fmt.Errorf("%q: %w", term, err)
		}
		slices.SortStableFunc(g.Words, func(a, b []int32) int { return len(b) - len(a) })
		for _, w := range g.Words {
			at := int(w[0] >> 6)
			for len(g.first) <= at {
				g.first = append(g.first, 0)
			}
			g.first[at] |= 1 << (w[0] & 63)
		}
		pattern.Groups = append(pattern.Groups, g)
	}
	at := int32(len(p.List))
	p.List = append(p.List, pattern)
	for _, words := range pattern.Groups[0].Words {
		p.starts[words[0]] = append(p.starts[words[0]], Start{at, words})
	}
	return nil
}

// splitGroups parts a term before each & and >.
func splitGroups(term string) []string {
	var groups []string
	from := 0
	for i := 1; i < len(term); i++ {
		if term[i] == '&' || term[i] == '>' {
			groups = append(groups, term[from:i])
			from = i
		}
	}
	if term == "" {
		return []string{" "}
	}
	return append(groups, term[from:])
}

// group reads the words of a group: words parted by |, or the name of a set of words with @ before it.
func (p *Patterns) group(g *Choice, words string, sets map[string]string, depth int) error {
	for one := range strings.SplitSeq(words, "|") {
		one = strings.TrimSpace(one)
		if name, ok := strings.CutPrefix(one, "@"); ok {
			if name == "name" {
				g.Words = append(g.Words, []int32{p.number(AnyName)})
				continue
			}
			set, known := sets[name]
			if !known || depth > 3 {
				return fmt.Errorf("the set @%s is not known or holds itself", name)
			}
			if err := p.group(g, set, sets, depth+1); err != nil {
				return err
			}
			continue
		}
		var numbers []int32
		for word := range strings.FieldsFuncSeq(one, func(r rune) bool { return r == ' ' || r == '-' }) {
			if strings.ContainsAny(word, "@*>&\",;:()[]{}!?") {
				return fmt.Errorf("the word %q is none", word)
			}
			n := p.number(strings.ToLower(word))
			if word[0] >= 'A' && word[0] <= 'Z' {
				p.inName[n] = true
			}
			numbers = append(numbers, n)
		}
		if len(numbers) == 0 {
			return fmt.Errorf("a word is missing beside |, & or >")
		}
		g.Words = append(g.Words, numbers)
	}
	return nil
}

// mayBeInNames notes that the words of a set keep their meaning within names.
func (p *Patterns) mayBeInNames(words string) {
	for word := range strings.SplitSeq(words, "|") {
		p.inName[p.number(strings.TrimSpace(word))] = true
	}
}

func (p *Patterns) number(word string) int32 {
	word = PlainSpelling(word)
	n, ok := p.numbers[word]
	if !ok {
		n = int32(len(p.numbers))
		p.numbers[word] = n
		p.starts = append(p.starts, nil)
		p.inName = append(p.inName, false)
	}
	return n
}

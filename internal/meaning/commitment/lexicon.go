package commitment

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/parleyhq/parley/internal/language"
)

//go:embed lexicon.tsv
var lexiconTSV string

// An entry is a line of the lexicon for one word or term.
type entry struct {
	words  []string // the term's words in small letters, hyphens left out: cease, fire
	sort   string   // what sort of word it is; see lexicon.tsv
	status string   // what it makes of a commitment
	issue  string   // what the commitment is about, where the word alone tells it
}

// A lexicon is the words by which English tells of commitments: by sort, then by the first word of the term, the longest
// terms first.
type lexicon map[string]map[string][]entry

// sorts are the sorts of words with the statuses that each may give; nil where it gives none.
var sorts = map[string][]string{
	"pact": nil, "act": nil, "body": nil, "terms": nil, "deed": nil, "talk": nil, "unreal": nil, "fails": nil, "former": nil, "hedge": nil,
	"part": nil, "span": nil,
	"pledge": {"promised"},
	"plan":   {"proposed"},
	"turn":   {"violated", "ended", "expired", "in-force", "agreed", "not-agreed"},
	"with":   {agreed, brokered, announced, proposed, accepted, rejected, promised, kept, begun, ended, violated},
	"self":   {begun, kept, ended, expired},
	"clause": {agreed, promised, proposed},
}

// What a verb makes of a commitment. Some are more than a status: what comes of them depends on tense, negation and on
// who does it.
const (
	agreed    = "agreed"
	brokered  = "brokered"
	announced = "announced"
	proposed  = "proposed"
	accepted  = "accepted"
	rejected  = "rejected"
	promised  = "promised"
	kept      = "kept"
	begun     = "begun"
	ended     = "ended"
	expired   = "expired"
	violated  = "violated"
)

// words is the lexicon that comes with the program; its test shows that it can be read.
var words = sync.OnceValue(func() lexicon {
	l, err := parseLexicon(lexiconTSV, "lexicon.tsv")
	if err != nil {
		panic(err) // the file is part of the program, and TestLexicon reads it
	}
	return l
})

// parseLexicon reads a lexicon; an error names file and line.
func parseLexicon(tsv, file string) (lexicon, error) {
	l := lexicon{}
	n, head := 0, false
	for line := range strings.Lines(tsv) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		if !head {
			if !slices.Equal(fields, []string{"word", "sort", "status", "issue"}) {
				return nil, fmt.Errorf("%s:%d: the first line names the columns: word, sort, status, issue, parted by tabs", file, n)
			}
			head = true
			continue
		}
		if len(fields) < 2 || len(fields) > 4 {
			return nil, fmt.Errorf("%s:%d: %d columns: a line has word, sort and, where there are any, status and issue, parted by tabs", file, n, len(fields))
		}
		fields = append(fields, "", "")[:4]
		statuses, ok := sorts[fields[1]]
		if !ok {
			return nil, fmt.Errorf("%s:%d: no sort %q: choose one of those that the head of the file explains", file, n, fields[1])
		}
		if fields[2] != "" && !slices.Contains(statuses, fields[2]) || fields[2] == "" && statuses != nil {
			return nil, fmt.Errorf("%s:%d: status %q: the sort %s has one of %q", file, n, fields[2], fields[1], statuses)
		}
		for word := range strings.SplitSeq(fields[0], "|") {
			if word == "" || word != strings.ToLower(word) {
				return nil, fmt.Errorf("%s:%d: word %q: give it in small letters", file, n, word)
			}
			l.add(entry{strings.FieldsFunc(word, func(c rune) bool { return c == ' ' || c == '-' }), fields[1], fields[2], fields[3]})
		}
	}
	return l, nil
}

func (l lexicon) add(e entry) {
	if l[e.sort] == nil {
		l[e.sort] = map[string][]entry{}
	}
	first := l[e.sort][e.words[0]]
	at := slices.IndexFunc(first, func(o entry) bool { return len(o.words) < len(e.words) })
	if at < 0 {
		at = len(first)
	}
	l[e.sort][e.words[0]] = slices.Insert(first, at, e)
}

// verb gives the entry of a sort for the verb at a word, with its particle where it has one, and the last word of it.
// Words may stand between a verb and its particle: put the plan forward.
func (r *reader) verb(sort string, i int) (e entry, last int, ok bool) {
	if i < 0 || !r.t.Words[i].XPOS.IsVerb() {
		return entry{}, -1, false
	}
	for _, e := range r.lex[sort][r.lemma(i)] {
		if last := r.particles(i, e.words[1:]); last >= 0 {
			return e, last, true
		}
	}
	return entry{}, -1, false
}

// particles finds the further words of a verb behind it and gives the last of them, or -1.
func (r *reader) particles(verb int, rest []string) int {
	const gap = 5 // words that may stand between
	end := r.t.SentenceOf(verb).End
	at := verb
	for n, w := range rest {
		limit := at + 2
		if n == 0 {
			limit = at + 2 + gap
		}
		next := -1
		for j := at + 1; j < min(limit, end); j++ {
			if r.lemma(j) == w || r.lower(j) == w {
				next = j
				break
			}
			if x := r.t.Words[j]; x.UPOS == language.PUNCT || x.XPOS.IsVerb() || x.UPOS == language.SCONJ {
				break
			}
			if isParticle(w) && r.t.Words[j].UPOS == language.ADP && j > at+1 {
				break // of another phrase
			}
		}
		if next < 0 {
			return -1
		}
		at = next
	}
	return at
}

func isParticle(w string) bool {
	switch w {
	case "to", "on", "of", "from", "for", "with", "by", "into", "upon":
		return true
	}
	return false
}

// noun gives the longest entry of one of the sorts that begins at a word, the word that heads the term and the word
// after its last.
func (r *reader) noun(i int, sorts ...string) (e entry, head, end int, ok bool) {
	best := 0
	for _, first := range []string{r.lemma(i), r.lower(i)} {
		for _, sort := range sorts {
			for _, o := range r.lex[sort][first] {
				if h, last := r.term(i, o.words); last > best {
					e, head, end, best, ok = o, h, last, last, true
				}
			}
		}
		if r.lemma(i) == r.lower(i) {
			break
		}
	}
	return e, head, end, ok
}

// term matches the words of a term from a word on, hyphens passed over. It gives the head and the word after the last, or
// zeros.
func (r *reader) term(i int, words []string) (head, end int) {
	at := i
	last := i
	head = -1
	for n, w := range words {
		for n > 0 && at < len(r.t.Words) && (r.t.Words[at].XPOS == language.HYPH || r.t.Form(at) == "-") {
			at++
		}
		if at >= len(r.t.Words) || r.lemma(at) != w && r.lower(at) != w && r.lower(at) != w+"s" {
			return 0, 0
		}
		if (w == "of" || w == "to" || w == "in") && head < 0 {
			head = last
		}
		last = at
		at++
	}
	if head < 0 {
		head = last
	}
	if x := r.t.Words[head]; !x.XPOS.IsNoun() && (x.UPOS != language.ADJ || len(words) == 1) {
		return 0, 0
	}
	return head, at
}

// has reports whether a word is of a sort.
func (r *reader) has(sort string, i int) bool {
	for _, e := range r.lex[sort][r.lemma(i)] {
		if len(e.words) == 1 {
			return true
		}
	}
	return false
}

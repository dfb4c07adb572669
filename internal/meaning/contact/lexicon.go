package contact

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/parleyhq/parley/internal/meaning"
)

//go:embed words.tsv
var wordsTSV string

// frames are what may stand with a word for a contact (guide contacts 2).
type frames uint16

const (
	object frames = 1 << iota
	with
	to
	joint
	place
	travel
	send
	host
	plain
	remote
	process
	own
)

var frameNames = map[string]frames{
	"object": object, "with": with, "to": to, "joint": joint, "place": place, "travel": travel, "send": send, "host": host,
	"plain": plain, "remote": remote, "process": process, "own": own,
}

// An entry is a verb or noun that tells of a contact.
type entry struct {
	form   meaning.ContactForm
	frames frames
	second string // the word that follows: sit down
}

// A stand is the status that a verb gives a contact that is its object or subject.
type stand string

const (
	byTense   stand = "tense"
	planned   stand = "planned"
	held      stand = "held"
	cancelled stand = "cancelled"
	open      stand = "none" // it leaves open whether it comes about
)

// lexicon is words.tsv.
type lexicon struct {
	verbs   map[string][]entry
	nouns   map[string]entry
	support map[string]stand // by the verb whose object the contact is
	stage   map[string]stand // by the verb whose subject it is
	not     map[string]bool
}

var english = sync.OnceValue(func() *lexicon {
	l, err := parse("words.tsv", wordsTSV)
	if err != nil {
		panic(err) // the embedded file is checked by the tests
	}
	return l
})

var forms = []meaning.ContactForm{meaning.Call, meaning.Meeting, meaning.Talks, meaning.Summit, meaning.Visit, meaning.Letter}

// parse reads the table of words. Its error names the file and the line.
func parse(file, tsv string) (*lexicon, error) {
	l := &lexicon{map[string][]entry{}, map[string]entry{}, map[string]stand{}, map[string]stand{}, map[string]bool{}}
	n, header := 0, false
	for line := range strings.Lines(tsv) {
		n++
		line = strings.TrimRight(line, "\t\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if !header {
			if header = line == "word\tclass\tform\tframes"; !header {
				return nil, fmt.Errorf("%s:%d: the header is %q, not word, class, form, frames", file, n, line)
			}
			continue
		}
		f := append(strings.Split(line, "\t"), "", "")
		if len(f) > 6 {
			return nil, fmt.Errorf("%s:%d: more than four fields", file, n)
		}
		if err := l.add(f[0], f[1], f[2], f[3]); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	return l, nil
}

func (l *lexicon) add(word, class, form, names string) error {
	if word == "" || strings.ToLower(word) != word {
		return fmt.Errorf("word: %q is empty or has capitals", word)
	}
	word, second, _ := strings.Cut(word, " ")
	e := entry{form: meaning.ContactForm(form), second: second}
	for name := range strings.FieldsSeq(names) {
		if frameNames[name] == 0 {
			return fmt.Errorf("frames: %q is none", name)
		}
		e.frames |= frameNames[name]
	}
	switch class {
	case "verb", "noun":
		if !slices.Contains(forms, e.form) {
			return fmt.Errorf("form: %q is no form of contact", form)
		}
		if class == "verb" {
			l.verbs[word] = append(l.verbs[word], e)
			return nil
		}
		if _, twice := l.nouns[word]; twice {
			return fmt.Errorf("word: the noun %q stands already above", word)
		}
		l.nouns[word] = e
	case "support", "stage":
		in := l.support
		if class == "stage" {
			in = l.stage
		}
		if _, twice := in[word]; twice {
			return fmt.Errorf("word: %q stands already above", word)
		}
		in[word] = stand(form)
		if !slices.Contains([]stand{byTense, planned, held, cancelled, open}, in[word]) {
			return fmt.Errorf("form: %q is not tense, planned, held, cancelled or none", form)
		}
	case "not":
		l.not[word] = true
	default:
		return fmt.Errorf("class: %q is not verb, noun, support, stage or not", class)
	}
	return nil
}

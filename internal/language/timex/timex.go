// Package timex reads the tagged words of a text and the day it was published and writes its time expressions:
// Tuesday, last week, 30-day, 4 p.m., each with its value on the calendar or the clock.
//
// What counts as an expression, and where it begins and ends, follows the guidelines of TIMEX3 (Saurí et al., TimeML
// Annotation Guidelines 1.2.1, 2006; ISO 24617-1) and TIMEX2, on which they build (Ferro et al., TIDES 2005 Standard
// for the Annotation of Temporal Expressions). The words are read by a hand-written grammar over the classes of
// words.tsv, phrases.tsv and days.tsv, the way that HeidelTime does it with patterns (Strötgen and Gertz, Language
// Resources and Evaluation 47, 2013); which Tuesday is meant, the tense of the verb tells (see tense.go).
package timex

import (
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
)

// Find gives the time expressions of a tagged text, in order and apart. Those that are told from the day of
// publication, such as "Tuesday", have a value at the precision that the day is known to; where it is not known,
// the value is what the words alone say: XXXX-WXX-2.
func Find(t *language.Text, published doc.Published) []language.Timex {
	lex, err := lexiconOf()
	if err != nil {
		panic(err) // the embedded tables are wrong; TestLexicon tells
	}
	f := &finder{lex: lex, t: t, resolver: newResolver(published.Date)}
	for _, s := range t.Sentences {
		f.sentence(s)
	}
	f.yearsElsewhere()
	return f.found
}

// A finder holds what one call of Find works with.
type finder struct {
	lex   *lexicon
	t     *language.Text
	words []word // of the sentence
	from  int    // the sentence's first word
	resolver
	phrases []phrase // of the sentence
	found   []language.Timex
	days    []calendarDay // days of a month, with their years or without
}

// A word is what the tables say of a word of the sentence.
type word struct {
	is  class
	lex *lexeme
	mid bool // mid-April as one word
}

// nothing is the lexeme of a word that no table has.
var nothing lexeme

// sentence reads one sentence: first its expressions, then what each stands for.
func (f *finder) sentence(s language.Range) {
	f.from = s.Start
	if !f.look(s) {
		return
	}
	f.phrases = f.phrases[:0]
	for i := 0; i < len(f.words); {
		if f.words[i].is == 0 {
			i++
			continue
		}
		p := f.at(i)
		if p.end <= i {
			i++
			continue
		}
		if p.how != byNothing {
			f.phrases = append(f.phrases, p)
			p.end = f.more(p)
		}
		i = p.end
	}
	for k := range f.phrases {
		p := &f.phrases[k]
		f.note(p)
		f.found = append(f.found, language.Timex{
			Words: language.Range{Start: f.from + p.start, End: f.from + p.end},
			Kind:  p.kind, Value: f.value(k), Mod: p.mod, Freq: p.freq, Quant: p.quant,
		})
	}
}

// more reads the days that go with a day of the month, and says where they end: April 24 and 25, March 17–18, 2025.
func (f *finder) more(p phrase) int {
	first := len(f.phrases) - 1
	for p.dom > 0 && p.how == byCalendar && p.kind == language.Date && p.year == 0 {
		i := p.end
		if !f.says(i, "and", "or", "to", "-", "–", ",", "through") || f.is(i+2, telling|isTimes|isHundred) || f.says(i, ",") && !f.says(i+2, ",", "and") {
			break
		}
		d := f.domAt(i + 1)
		if d <= p.dom || f.tag(i+2).IsNoun() && !f.joined(i) {
			break
		}
		p.start, p.dom, p.weekday = i+1, d, 0
		p.year, p.end = f.yearAfter(i + 2)
		f.phrases = append(f.phrases, p)
	}
	for k := first; k < len(f.phrases); k++ {
		f.phrases[k].year = p.year
	}
	return p.end
}

// look finds the words of the sentence in the tables and reports whether there is any that tells of a time.
func (f *finder) look(s language.Range) bool {
	f.words = f.words[:0]
	var all class
	for i := s.Start; i < s.End; i++ {
		w := f.lookUp(f.t.Form(i))
		all |= w.is
		f.words = append(f.words, w)
	}
	return all&telling != 0
}

// longest is more bytes than any word of the tables has.
const longest = 24

// lookUp finds a word in the tables.
func (f *finder) lookUp(form string) word {
	w := word{lex: &nothing}
	if len(form) > longest {
		return w
	}
	if c := form[0]; '0' <= c && c <= '9' || len(form) > 2 && (c == '\'' || strings.HasPrefix(form, "’")) && isDigit(form[len(form)-2]) {
		w.is = isFigure
	}
	var low [longest]byte
	plain := lower(low[:0], form)
	x := f.lex.words[string(plain)]
	if x == nil && len(plain) > 4 && string(plain[:4]) == "mid-" {
		if x = f.lex.words[string(plain[4:])]; x == nil || x.is&(isMonth|isWeekday|isUnit|isSeason|isPart) == 0 {
			return w
		}
		form, w.mid = form[4:], true
	}
	if x == nil {
		return w
	}
	w.lex, w.is = x, w.is|x.is
	if c := form[0]; 'a' <= c && c <= 'z' {
		w.is &^= capital
		if x.is&isProper != 0 {
			w.is &^= isMonth
		}
	}
	return w
}

// lower appends a word in small letters, with straight apostrophes.
func lower(to []byte, form string) []byte {
	for i := 0; i < len(form); i++ {
		switch c := form[i]; {
		case 'A' <= c && c <= 'Z':
			to = append(to, c+'a'-'A')
		case c == 0xe2 && (strings.HasPrefix(form[i:], "’") || strings.HasPrefix(form[i:], "‘")):
			to = append(to, '\'')
			i += 2
		default:
			to = append(to, c)
		}
	}
	return to
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// is reports whether the i-th word of the sentence is of one of the classes.
func (f *finder) is(i int, c class) bool { return i >= 0 && i < len(f.words) && f.words[i].is&c != 0 }

// form gives the i-th word of the sentence, empty outside it.
func (f *finder) form(i int) string {
	if i < 0 || i >= len(f.words) {
		return ""
	}
	return f.t.Form(f.from + i)
}

// says reports whether the i-th word is one of those given, whatever its capitals.
func (f *finder) says(i int, words ...string) bool {
	form := f.form(i)
	if form == "" {
		return false
	}
	for _, w := range words {
		if len(w) == len(form) && strings.EqualFold(w, form) {
			return true
		}
	}
	return false
}

// tag gives the tag of the i-th word of the sentence.
func (f *finder) tag(i int) language.XPOS {
	if i < 0 || i >= len(f.words) {
		return language.NoXPOS
	}
	return f.t.Words[f.from+i].XPOS
}

// joined reports whether the i-th word is a hyphen or dash that joins the words beside it.
func (f *finder) joined(i int) bool {
	if i <= 0 || i+1 >= len(f.words) || !f.says(i, "-", "–", "—", "--") {
		return false
	}
	w := f.t.Words[f.from+i-1 : f.from+i+2]
	return w[0].End == w[1].Start && w[1].End == w[2].Start
}

// hyphen reports whether the i-th word is a hyphen.
func (f *finder) hyphen(i int) bool { return f.joined(i) && f.says(i, "-") }

package figure

import (
	"strings"

	"github.com/parleyhq/parley/internal/language"
)

// none reports whether a number is no figure (guide figures §3): a date or clock, an age, a rank, a part of a name, a
// number that only points back at those spoken of, or a stretch of time that nobody set or spent.
func (f *finder) none(n number) bool {
	return f.dated(n) || f.identifies(n) || f.oneIn(n) || f.aged(n) || f.inName(n) || f.year(n) || f.score(n) || f.listMark(n) ||
		n.unit.kind == "time" && !f.length(n) || f.named[n.words.Start] && n.unit.name == "" && n.value < 20
}

// dated reports whether the number is part of a date or time of day.
func (f *finder) dated(n number) bool {
	x := f.times[n.words.Start]
	if x == nil || n.unit.name != "" && n.unit.kind != "time" {
		return false
	}
	return x.Kind == "DATE" || x.Kind == "TIME" || x.Kind == "SET"
}

// aged reports whether the number is somebody's age: 61-year-old, "Duarte, 61,", aged 14.
func (f *finder) aged(n number) bool {
	if n.value > 120 {
		return false
	}
	if n.unit.kind == "time" {
		for i := n.end; i < n.end+2; i++ {
			if w := f.lower(i); w == "old" || w == "olds" || w == "of" && f.lower(i+1) == "age" {
				return true
			}
		}
	}
	before := f.lower(n.words.Start - 1)
	if before == "aged" || before == "age" || before == "ages" {
		return true
	}
	if n.unit.name != "" || !n.bare || n.words.Len() != 1 {
		return false
	}
	after := f.form(n.end)
	if f.nounAfter(n) < 0 && (before == "under" || before == "over" || before == "above" || before == "below" || before == "than") && f.xpos(n.from-1).IsNoun() && !f.lex.states[f.lower(n.end)] {
		l := f.t.Lemma(n.from - 1)
		return l == "people" || l == "person" || l == "child" || l == "man" || l == "woman" || l == "boy" || l == "girl" || l == "youth"
	}
	if f.xpos(n.words.Start-1).IsVerb() || f.xpos(n.words.Start-1) == language.VBZ {
		if s := f.t.Child(n.words.Start, language.NSubj); s >= 0 && n.value < 100 && f.nounAfter(n) < 0 && (f.xpos(s) == language.NNP || f.xpos(s) == language.PRP) {
			return true // he is 70
		}
	}
	apart := before == "," && (after == "," || after == "." || after == "") || before == "(" && after == ")"
	return apart && f.xpos(n.words.Start-2) == language.NNP
}

// inName reports whether the number belongs to a name: Article 5, M4, Tower 22, Resolutions 242 and 338.
func (f *finder) inName(n number) bool {
	if n.unit.name != "" && n.unit.kind != "time" {
		return false
	}
	i := n.words.Start
	before := f.lower(i - 1)
	if f.touches(i) && (before == "-" || before == "/" || before == "." || before == ":") {
		first := f.form(i - 2)
		if f.touches(i-1) && first != "" && (first[0] < '0' || first[0] > '9') && f.lex.numbers[strings.ToLower(first)] == 0 && before != ":" {
			return true // F-16, Covid-19, mid-2026
		}
		if before != "-" {
			return true // 9/11, 10:30
		}
	}
	if next := f.form(n.words.End); f.touches(n.words.End) && (next == "/" || next == ":" && f.touches(n.words.End+1)) {
		return true
	}
	noun := f.nounAfter(n) >= 0
	if f.lex.labels[before] || f.lex.labels[strings.TrimSuffix(before, "s")] || f.lex.labels[f.phrase(i-2, 2)] {
		return !noun || !n.spelled && f.title(i-1) && f.xpos(n.words.End) != language.NNS
	}
	if f.title(i) && n.spelled && f.xpos(i-1) == language.NNP && !noun {
		return true // Track Two
	}
	// A number alone behind a name: Minsk 2. Before a verb it is the number of some who are not named again.
	return n.bare && !n.spelled && n.unit.name == "" && f.xpos(i-1) == language.NNP && !noun && n.value < 1000 &&
		!f.lex.states[f.lower(n.end)] && !f.xpos(n.end).IsVerb() && f.xpos(n.end) != language.MD
}

// title reports whether a word begins with a capital.
func (f *finder) title(i int) bool {
	form := f.form(i)
	return form != "" && form[0] >= 'A' && form[0] <= 'Z'
}

// year reports whether four digits are a year: the 1967 borders. Before those who are counted even one by one, and after
// a comparator, they are not: 2000 troops.
func (f *finder) year(n number) bool {
	if !n.bare || n.value < 1500 || n.value > 2100 || n.unit.name != "" || n.comparator != "" || n.words.Len() != 1 || len(f.form(n.words.Start)) != 4 {
		return false
	}
	head := f.nounAfter(n)
	return head < 0 || f.xpos(head) != language.NNS || !f.lex.people[f.t.Lemma(head)]
}

// oneIn reports whether the number is half of a share told as "one in four".
func (f *finder) oneIn(n number) bool {
	i := n.words.Start
	_, of := f.lex.numbers[f.lower(i-2)]
	return f.lower(i-1) == "in" && (of || f.digitsAt(i-2)) && f.times[i] == nil
}

// identifies reports whether the digits name something and count nothing: a long run of them without commas, the value of
// an attribute, the number of a house.
func (f *finder) identifies(n number) bool {
	i := n.words.Start
	if n.bare && !n.spelled && len(f.form(i)) > 6 && n.unit.name == "" {
		return true
	}
	switch f.lower(f.headAfter(n.end)) {
	case "street", "avenue", "road", "boulevard", "lane", "drive", "square", "way":
		return f.title(n.end)
	}
	return f.form(i-1) == "=" || f.form(i-2) == "=" && f.touches(i)
}

// score reports whether the number is half of a score or of an idiom: 3-2, 50-50, 24/7.
func (f *finder) score(n number) bool {
	if n.unit.name != "" || n.spelled {
		return false
	}
	for _, i := range []int{n.words.Start - 1, n.words.End} {
		sign := f.form(i)
		if (sign != "-" && sign != "–") || !f.touches(i) || !f.touches(i+1) {
			continue
		}
		left, right := f.form(i-1), f.form(i+1)
		if left == "" || right == "" || left[0] > '9' || right[0] > '9' {
			continue
		}
		whole := n
		whole.end = max(n.end, i+2)
		head := f.nounAfter(whole)
		if left == right || head < 0 && f.unitless(i+2) || head >= 0 && f.lex.votes[f.t.Lemma(head)] {
			return true
		}
	}
	// split 4 to 1
	return n.bare && n.comparator == "" && f.nounAfter(n) < 0 && (f.alone(n.words.End, "to") || f.lower(n.words.Start-1) == "to" && f.digitsAt(n.words.Start-2) && f.unitless(n.words.End))
}

// alone reports whether behind a word such as "to" stands a number without unit and noun.
func (f *finder) alone(at int, word string) bool {
	if f.lower(at) != word || !f.digitsAt(at+1) || !f.unitless(at+2) {
		return false
	}
	return f.headAfter(at+2) < 0
}

// digitsAt reports whether a word begins with a digit.
func (f *finder) digitsAt(i int) bool {
	w := f.form(i)
	return w != "" && w[0] >= '0' && w[0] <= '9'
}

// unitless reports whether no unit or scale stands at a word.
func (f *finder) unitless(i int) bool {
	_, unit := f.unit(i, 1)
	_, scale := f.lex.scales[f.lower(i)]
	return !unit && !scale
}

// listMark reports whether the number only counts the paragraphs of a text: "1." or "2)" at its beginning, and digits in
// groups, as of a telephone.
func (f *finder) listMark(n number) bool {
	i := n.words.Start
	if f.t.Words[i].XPOS == language.LS {
		return true
	}
	next := f.form(n.words.End)
	if i == f.s.Start && !n.spelled && n.unit.name == "" && (next == "." || next == ")" || next == "") {
		return true
	}
	return !n.spelled && n.unit.name == "" && n.words.Len() == 1 && (f.digitsAt(i-1) || f.digitsAt(n.words.End)) || f.form(i-1) == "+"
}

// length reports whether a stretch of time is a figure: that of talks, of a process, of a deadline. The length of a truce
// is the commitment's; "in the last eight weeks" and "nine days later" are times.
func (f *finder) length(n number) bool {
	switch f.lower(n.end) {
	case "ago", "later", "earlier", "before", "after", "on", "since", "into":
		return false
	}
	if n.hyphen {
		return f.lasts(f.headAfter(n.end))
	}
	if f.lower(n.end) == "of" {
		return f.lasts(f.headAfter(n.end + 1))
	}
	switch f.lower(n.from - 1) {
	case "last", "past", "next", "first", "coming", "previous", "final", "recent", "following", "every", "each":
		return false
	}
	return f.spent(n) || f.given(n)
}

// lasts reports whether the length of what a noun means is a figure.
func (f *finder) lasts(noun int) bool {
	if noun < 0 {
		return false
	}
	l := f.t.Lemma(noun)
	return f.lex.lasting[l] || f.lex.lasting[f.lower(noun-1)+" "+l]
}

// spent reports whether the time is what talks or a process took: lasted six hours, spoke for two hours.
func (f *finder) spent(n number) bool {
	const near = 6
	switch f.lower(n.from - 1) {
	case "of", "in", "within", "after", "to", "by":
		return false // spoke of 30 days
	}
	for i := n.from - 1; i >= max(f.s.Start, n.from-near); i-- {
		if f.parts(i) {
			return false
		}
		if !f.xpos(i).IsVerb() {
			continue
		}
		l := f.t.Lemma(i)
		if !f.lex.lasts[l] {
			return false
		}
		return !f.bindsItself(i)
	}
	return false
}

// bindsItself reports whether the subject of a verb is something undertaken or waged: the truce lasted three days.
func (f *finder) bindsItself(verb int) bool {
	if s := f.t.Subject(verb); s >= 0 {
		return f.lex.bound[f.t.Lemma(s)]
	}
	for i := verb - 1; i >= f.s.Start; i-- {
		if f.xpos(i).IsNoun() {
			return f.lex.bound[f.t.Lemma(i)]
		}
	}
	return false
}

// given reports whether the time is a deadline: gave them 72 hours to leave.
func (f *finder) given(n number) bool {
	if f.xpos(n.end) != language.TO {
		return false
	}
	for i := n.from - 1; i >= max(f.s.Start, n.from-8); i-- {
		if f.xpos(i).IsVerb() {
			l := f.t.Lemma(i)
			return l == "give" || l == "have" || l == "get" || l == "grant" || l == "allow"
		}
	}
	return false
}

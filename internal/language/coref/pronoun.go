package coref

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
)

// How far back a pronoun may look, in sentences.
const reach = 4

// pronouns joins he, she, they and it to the likeliest of what stands before them.
func (r *resolver) pronouns() {
	for m, x := range r.ms {
		if x.Form != language.Pronoun || r.of[m] >= 0 {
			continue
		}
		form := strings.ToLower(r.form(x.Head))
		var fits func(k int) bool
		switch form {
		case "he", "him", "his", "himself", "she", "her", "hers", "herself":
			fits = func(k int) bool { return r.onePerson(m, k) }
		case "they", "them", "their", "theirs", "themselves":
			if ks := r.spokeTogether(m); len(ks) > 1 {
				r.cs[r.open(m)].members = ks
				continue
			}
			fits = func(k int) bool { return r.several(m, k) }
		case "it", "its", "itself":
			if form == "it" && !r.infos[m].subject || r.emptyIt(x) {
				continue
			}
			fits = func(k int) bool { return r.oneThing(k) }
		default:
			continue // I, we, you: the speaker's, and not of the narrative
		}
		if k := r.antecedent(m, fits); k >= 0 {
			r.put(m, r.at(k))
		}
	}
}

// antecedent gives the mention that scores best, or -1.
func (r *resolver) antecedent(m int, fits func(int) bool) int {
	best, most, never := -1, 0, -1
	here := r.sent[r.ms[m].Words.Start]
	for k := m - 1; k >= max(0, m-far); k-- {
		y := r.ms[k]
		if here-r.sent[y.Words.Start] > reach {
			break
		}
		if y.Words.End > r.ms[m].Words.Start || !fits(k) {
			continue
		}
		if r.sameClause(k, m) {
			never = r.at(k)
			continue
		}
		if r.of[k] >= 0 && r.of[k] == never {
			continue
		}
		if s := r.score(k, m); best < 0 || s > most {
			best, most = k, s
		}
	}
	return best
}

// score weighs an antecedent: near before far, subjects before others, who said something before who did
// not, and the speaker last of all inside the speaker's own words.
func (r *resolver) score(k, m int) int {
	y, b, a := r.ms[k], r.infos[k], r.infos[m]
	here, there := r.sent[r.ms[m].Words.Start], r.sent[y.Words.Start]
	s := 100 - 12*(here-there)
	if b.subject {
		s += 10
	}
	if first := r.text.Sentences[there].Start; y.Words.Start == first || y.Words.Start == first+1 && r.titled(first, first+1) {
		s += 4
	}
	if b.source && r.quoted[r.ms[m].Words.Start] == r.quoted[y.Words.Start] {
		s += 6
	}
	if b.within {
		s -= 4
	}
	if r.quoted[r.ms[m].Words.Start] != r.quoted[y.Words.Start] {
		s -= 20
	}
	if a.source && b.source {
		s += 8
	}
	if a.source && !b.source && b.subject && y.Kind == language.Work && here-there == 1 {
		s += 14 // an account that the sentence before is about: it spoke of the ports alone
	}
	if c := r.of[k]; c >= 0 {
		s += min(len(r.cs[c].mentions), 5)
		if r.cs[c].text != "" {
			s += 2
		}
	}
	if y.Form == language.Pronoun {
		s++
	}
	return s
}

// onePerson reports whether he or she, mention m, can be mention k.
func (r *resolver) onePerson(m, k int) bool {
	y := r.ms[k]
	if y.Kind != language.Person || r.infos[k].plural {
		return false
	}
	if y.Form == language.Pronoun && r.of[k] < 0 {
		return false
	}
	c := r.of[k]
	if c >= 0 && (r.cs[c].plural || !r.agree(c, m) || r.cs[c].kind == language.Group) {
		return false
	}
	if r.turnOf(k) == r.turnOf(m) && r.labels(k) {
		return false // who speaks in a transcript's turn says I
	}
	// Inside quotation marks he is not the one who speaks.
	return !(r.quoted[r.ms[m].Words.Start] && r.infos[k].source && !r.quoted[y.Words.Start] && r.near(k, m))
}

// turnOf gives the paragraph of a mention; labels reports whether it opens one before a colon: HOLM: He left.
func (r *resolver) turnOf(m int) int { return r.para[r.sent[r.ms[m].Words.Start]] }

func (r *resolver) labels(m int) bool {
	x := r.ms[m]
	s := r.text.Sentences[r.text.Paragraphs[r.turnOf(m)].Start]
	return x.Words.Start <= s.Start+1 && r.word(x.Words.End, x.Head) == ":"
}

// spokeTogether gives those whose names an "and" joins in the last source before a "they" that says something, in
// the sentence before it or its own.
func (r *resolver) spokeTogether(m int) []int {
	if !r.infos[m].source {
		return nil
	}
	at := r.text.Words[r.ms[m].Words.Start].Span()
	var last doc.Span
	for _, s := range r.sources {
		if s.End <= at.Start && s.Start >= last.Start && strings.Contains(s.Of(r.text.Source), " and ") {
			last = s
		}
	}
	if last.Len() == 0 {
		return nil
	}
	var ks []int
	for k := m - 1; k >= max(0, m-far); k-- {
		x := r.ms[k]
		span := r.text.Span(x.Words)
		if span.End <= last.Start || r.sent[r.ms[m].Head]-r.sent[x.Head] > 1 {
			break
		}
		c := r.of[k]
		if x.Form != language.Name || x.Kind != language.Person || r.infos[k].within || !last.Contains(span) || c < 0 || r.isPossessor(x) || slices.Contains(ks, c) {
			continue
		}
		ks = append([]int{c}, ks...)
	}
	return ks
}

func (r *resolver) near(k, m int) bool {
	d := r.sent[r.ms[m].Words.Start] - r.sent[r.ms[k].Words.Start]
	return d == 0
}

// several reports whether they can be mention k: people, a group, a body.
func (r *resolver) several(_, k int) bool {
	y := r.ms[k]
	if y.Form == language.Pronoun {
		return r.of[k] >= 0 && (y.Kind == language.Group)
	}
	switch y.Kind {
	case language.Group:
		return true
	case language.Nationality:
		return strings.HasSuffix(r.form(y.Head), "s")
	}
	return r.infos[k].plural
}

// oneThing reports whether it can be mention k: a body, a state, a document.
func (r *resolver) oneThing(k int) bool {
	y := r.ms[k]
	if y.Form == language.Pronoun {
		return r.of[k] >= 0 && y.Kind == language.Unknown
	}
	if r.labels(k) {
		return false // who asks in a transcript
	}
	switch y.Kind {
	case language.Organisation, language.Place, language.Work:
		return !r.infos[k].plural && (y.Kind != language.Place || r.infos[k].subject)
	}
	return false
}

// emptyIt reports whether it stands for nothing: it is clear that, it is far from.
func (r *resolver) emptyIt(x language.Mention) bool {
	switch r.word(x.Head+1, x.Head) {
	case "is", "was", "'s", "’s", "would", "will", "may", "might", "seems", "appears", "seemed", "appeared", "remains", "remained":
	default:
		return false
	}
	for i := x.Head + 2; i < x.Head+9; i++ {
		switch r.word(i, x.Head) {
		case "that", "to", "whether", "if", "for", "when", "why", "how", "far":
			return true
		}
	}
	return false
}

// sameClause reports whether a subject and an object pronoun are of one verb, and so cannot be one: Ana
// told her.
func (r *resolver) sameClause(k, m int) bool {
	x, y := r.ms[m], r.ms[k]
	switch strings.ToLower(r.form(x.Head)) {
	case "him", "them":
	case "her":
		if r.text.Words[x.Head].XPOS == language.PRPS {
			return false
		}
	default:
		return false
	}
	if !r.infos[k].subject || r.sent[x.Head] != r.sent[y.Head] {
		return false
	}
	verbs := 0
	for i := y.Words.End; i < x.Head; i++ {
		switch r.text.Words[i].UPOS {
		case language.VERB:
			verbs++
		case language.SCONJ, language.PUNCT:
			return false
		}
	}
	return verbs <= 1
}

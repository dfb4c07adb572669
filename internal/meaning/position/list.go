package position

import (
	"slices"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// A segment is a stretch of an object between marks and "and".
type segment struct {
	words  language.Range
	clause bool // it begins as a clause does: to leave, for Kestria to pay, cede, while giving up
	aside  int  // from here on it is about when or why, or a further clause about something in it; its end where it is not
}

// listed gives what an object behind its cue is about, thing by thing, by the order of the words: trees are least sure of
// what "and" joins. The first segment with a topic is one; so is each further one with a sure topic of another issue.
func (r *reader) listed(p place, o object) []part {
	end := r.regionEnd(p, o)
	if p.frames&other != 0 { // what another is hoped to do is one thing
		if t, ok := r.strongest(language.Range{Start: o.words.Start, End: end}, o); ok {
			return []part{{issue: t.Issue, weight: t.Weight, words: r.trim(language.Range{Start: o.words.Start, End: end}), of: o.of}}
		}
		return nil
	}
	var parts []part
	for i, s := range r.segments(o.words.Start, end) {
		if i == 0 && p.end == o.words.Start { // the cue may be of the term: threat of sanctions
			if t, ok := r.withCue(p, s); ok {
				parts = append(parts, part{issue: t.Issue, weight: t.Weight, words: r.trim(language.Range{Start: s.words.Start, End: max(s.aside, s.words.Start+1)}), of: o.of})
				continue
			}
		}
		t, ok := r.strongest(language.Range{Start: s.words.Start, End: s.aside}, o)
		if !ok || slices.ContainsFunc(parts, func(x part) bool { return x.issue == t.Issue }) {
			if at := slices.IndexFunc(parts, func(x part) bool { return ok && x.issue == t.Issue }); at >= 0 && s.clause {
				parts[at].more = append(parts[at].more, r.trim(s.words))
				continue
			}
			if n := len(parts); n > 0 && i > 0 && !s.clause && s.words.Start < o.words.End && parts[n-1].words.End >= s.words.Start-1 {
				parts[n-1].words.End = max(parts[n-1].words.End, min(s.aside, o.words.End)) // "its army and weapons" is one thing
			}
			continue
		}
		if i > 0 && len(parts) > 0 && !s.clause && !r.setApart(t, o) {
			parts[len(parts)-1].words.End = max(parts[len(parts)-1].words.End, min(s.aside, o.words.End))
			continue
		}
		if i > 0 && len(parts) == 0 && s.words.Start >= o.words.End && r.form(s.words.Start) != "including" && r.form(s.words.Start) != "such" {
			break // the object itself has none
		}
		words := language.Range{Start: s.words.Start, End: max(s.aside, s.words.Start+1)}
		if len(parts) == 0 {
			words.Start = o.words.Start
		}
		x := part{issue: t.Issue, weight: t.Weight, words: r.trim(words), of: r.subjectIn(s, o)}
		if s.words.End > s.aside && s.aside > s.words.Start {
			x.more = append(x.more, language.Range{Start: x.words.Start, End: r.trim(s.words).End}) // with what is said of it
		}
		parts = append(parts, x)
	}
	return parts
}

// withCue gives the topic whose words begin with the cue and end in what it leads to.
func (r *reader) withCue(p place, s segment) (meaning.Topic, bool) {
	for _, t := range meaning.TopicsIn(r.topics, r.text.Span(language.Range{Start: p.at, End: max(s.aside, p.at+1)})) {
		if t.At.Start == int(r.text.Words[p.at].Start) && t.At.End > int(r.text.Words[s.words.Start].Start) && t.Weight >= faint {
			return t, true
		}
	}
	return meaning.Topic{}, false
}

// subjectIn gives who a segment says is to do it: that Kestria leave; else that of the object.
func (r *reader) subjectIn(s segment, o object) int {
	for i := s.words.Start; i < s.aside; i++ {
		if rel := r.text.Words[i].Rel; rel == language.NSubj && !r.isRelative(i) {
			return i
		}
	}
	return o.of
}

// strongest gives the topic that most surely tells what words are about. What a noun that is itself the thing wanted is
// "for" does not count: arms halted for a truce.
func (r *reader) strongest(words language.Range, o object) (meaning.Topic, bool) {
	if words.Len() <= 0 {
		return meaning.Topic{}, false
	}
	for _, t := range meaning.TopicsIn(r.topics, r.text.Span(words)) {
		if t.Weight >= faint && slices.Contains(o.roots, t.Head) && r.text.Words[t.Head].XPOS.IsNoun() && !r.isTerm(t.Head) {
			for i := t.Head + 1; i < words.End; i++ {
				if r.form(i) == "for" {
					return t, true
				}
			}
		}
	}
	t, ok := meaning.BestTopic(r.topics, r.text.Span(words))
	if o.flat { // the thing itself stands first
		for _, first := range meaning.TopicsIn(r.topics, r.text.Span(words)) {
			if first.Weight >= plain {
				t = first
				break
			}
		}
	}
	return r.talksOn(t, words), ok && t.Weight >= faint
}

// talksOn gives, for a topic that is talks alone, what they are to be about where that stands behind it: negotiate over its
// missiles. Of another topic it gives the topic itself.
func (r *reader) talksOn(t meaning.Topic, words language.Range) meaning.Topic {
	if t.Issue != aboutTalks || t.Weight >= plain {
		return t
	}
	for _, x := range meaning.TopicsIn(r.topics, r.text.Span(words)) {
		if x.Issue == aboutTalks || x.Weight < 0.5 || x.At.Start < t.At.End {
			continue
		}
		for i := r.text.WordAt(t.At.End - 1); i < r.text.WordAt(x.At.Start); i++ {
			switch r.form(i) {
			case "over", "about", "on":
				return x
			}
		}
	}
	return t
}

// setApart reports whether a topic behind an "and" is something of its own: it surely means its issue, or the tree joins it
// to the head of another topic and not to a word inside one.
func (r *reader) setApart(t meaning.Topic, o object) bool {
	inside := func(word int) bool { // of a topic that it does not head: the army in "limits on its army"
		return slices.ContainsFunc(meaning.TopicsIn(r.topics, r.text.Span(o.words)), func(x meaning.Topic) bool {
			at := r.text.Words[word].Span()
			return x.Issue != t.Issue && x.Head != word && x.At.Contains(at)
		})
	}
	if t.Weight >= plain {
		return true
	}
	w := r.text.Words
	joined := false
	for a, n := t.Head, 0; a >= 0 && n < 20; n++ {
		if w[a].Rel == language.Conj && w[a].Head >= 0 && int(w[a].Head) >= o.words.Start {
			if inside(int(w[a].Head)) {
				return false
			}
			joined = true
		}
		a = int(w[a].Head)
	}
	return joined && t.Weight >= sure
}

// regionEnd is how far the list of what is wanted may go on behind a cue.
func (r *reader) regionEnd(p place, o object) int {
	t := r.text
	end := t.SentenceOf(p.at).End
	if told := r.told(p.at); told != nil {
		at := t.Words[p.at].Span()
		for _, c := range told.Content {
			if c.Span().Contains(at) {
				end = min(end, max(t.WordsIn(c.Start, c.End).End, o.words.Start+1))
			}
		}
	}
	bare := p.sort == noun && r.copular(p) < 0 && r.form(o.words.Start) != "that"
	for i := o.words.Start; i < end; i++ {
		w := t.Words[i]
		switch {
		case bare && i > o.words.Start && (w.UPOS == language.AUX || w.XPOS == language.VBZ || w.XPOS == language.MD) && !r.inRelative(i, p.at): // "his refusal to leave is"
			return i
		case w.XPOS == language.Stop, w.XPOS == language.Colon && r.form(i) != ":", w.XPOS == language.LRB, r.form(i) == "but", r.form(i) == "although", r.form(i) == "though",
			r.form(i) == "according", r.form(i) == "saying", r.form(i) == "adding", r.form(i) == "whereas":
			return i
		case i > p.end && r.startsSaying(i):
			return i
		case w.XPOS == language.Comma && i+1 < end && !r.goesOn(i+1, end, o):
			return i
		case w.XPOS == language.CC && (r.anotherClause(i, end, o) || i+1 < end && r.form(i+1) == "that" && r.form(o.words.Start) != "that"):
			return i
		}
	}
	return end
}

// inRelative reports whether a verb stands in a clause below what a noun leads to, and is not the verb that the noun is said of.
func (r *reader) inRelative(v, noun int) bool {
	for n := 0; v >= 0 && n < 30; n++ {
		switch r.text.Words[v].Rel {
		case language.AclRelcl, language.CComp, language.AdvCl:
			return r.text.Under(v, noun)
		}
		v = int(r.text.Words[v].Head)
	}
	return false
}

// startsSaying reports whether a statement's source and cue stand here: ", said the minister".
func (r *reader) startsSaying(i int) bool {
	own := r.own(i)
	if own == nil || len(own.Content) == 0 {
		return false
	}
	at := r.text.Words[i].Span()
	return own.Cue != nil && own.Cue.Start == at.Start && own.Content[0].Start < at.Start
}

// goesOn reports whether what stands behind a comma goes on with a list.
func (r *reader) goesOn(i, end int, o object) bool {
	w := r.text.Words[i]
	if i < o.words.End && r.nestedIn(i, o) {
		return true
	}
	switch {
	case w.UPOS == language.ADV && i+1 < end:
		return r.goesOn(i+1, end, o)
	case w.XPOS == language.CC:
		return !r.anotherClause(i, end, o)
	case r.form(i) == "while":
		return i+1 < end && r.text.Words[i+1].XPOS == language.VBG
	case r.form(i) == "for", r.form(i) == "including", r.form(i) == "plus", r.form(i) == "as" && i+1 < end && r.form(i+1) == "well", r.form(i) == "that":
		return true
	case w.XPOS == language.WDT, w.XPOS == language.WP, w.UPOS == language.ADP, w.UPOS == language.SCONJ, w.XPOS == language.PRP, w.XPOS == language.VBG,
		w.XPOS == language.VBD, w.XPOS == language.VBZ, w.XPOS == language.MD, w.UPOS == language.AUX:
		return false
	}
	return !r.subjectAhead(i, end)
}

// nestedIn reports whether the tree has a word inside the object and not in a clause beside it.
func (r *reader) nestedIn(i int, o object) bool {
	for _, root := range o.roots {
		if r.reaches(i, root, r.nearCore) {
			return true
		}
	}
	return false
}

// subjectAhead reports whether a clause of its own begins here: a noun and soon its finite verb.
func (r *reader) subjectAhead(i, end int) bool {
	for j := i; j < min(end, i+6); j++ {
		w := r.text.Words[j]
		switch {
		case w.XPOS == language.VBD, w.XPOS == language.VBZ, w.XPOS == language.VBP, w.XPOS == language.MD:
			return true
		case w.UPOS == language.PUNCT && w.XPOS != language.HYPH, w.XPOS == language.CC, w.UPOS == language.SCONJ, w.XPOS == language.VB, w.XPOS == language.TO:
			return false
		}
	}
	return false
}

// anotherClause reports whether an "and" begins a clause of its own, with a finite verb: and said, and Kestria agreed.
func (r *reader) anotherClause(cc, end int, o object) bool {
	for j := cc + 1; j < min(end, cc+8); j++ {
		w := r.text.Words[j]
		switch {
		case w.UPOS == language.ADV:
			continue
		case w.XPOS == language.VBD, w.XPOS == language.VBZ, w.XPOS == language.VBP, w.XPOS == language.MD:
			if j < o.words.End && r.nestedIn(j, o) || r.lexicon.has(r.form(j), give) || r.lexicon.has(r.form(j), yield) {
				return false
			}
			return true
		case w.UPOS == language.PUNCT && w.XPOS != language.HYPH && w.XPOS != language.OpenQuote, w.XPOS == language.VB, w.XPOS == language.TO, w.UPOS == language.SCONJ, w.XPOS == language.WDT, w.XPOS == language.CC:
			return false
		}
	}
	return false
}

// segments cuts words at marks, "and", "as well as" and "while" before a participle.
func (r *reader) segments(start, end int) []segment {
	var all []segment
	from := start
	aside := false
	cut := func(at int) {
		if at > from {
			s := segment{words: language.Range{Start: from, End: at}, clause: r.beginsClause(from)}
			if s.clause || len(all) == 0 {
				aside = false
			}
			s.aside = at
			if aside {
				s.aside = from
			} else if x := r.asideFrom(from, at); x < at {
				s.aside, aside = x, true
			}
			all = append(all, s)
		}
	}
	between := false // "between the army and the rebels" is one thing
	for i := start; i < end; i++ {
		w := r.text.Words[i]
		switch {
		case r.form(i) == "between":
			between = true
		case between && r.form(i) == "and":
			between = false
		case w.XPOS == language.CC && r.inTopic(i): // loss and damage
		case w.XPOS == language.Comma, w.XPOS == language.CC && r.form(i) != "but", r.form(i) == "plus":
			cut(i)
			from = i + 1
		case r.form(i) == "as" && i+2 < end && r.form(i+1) == "well":
			cut(i)
			from = i + 3
		case r.form(i) == "while" && i+1 < end && r.text.Words[i+1].XPOS == language.VBG:
			cut(i)
			from = i + 1
		}
	}
	cut(end)
	return all
}

// inTopic reports whether a word stands inside the words of a topic that surely means its issue.
func (r *reader) inTopic(word int) bool {
	at := r.text.Words[word].Span()
	return slices.ContainsFunc(meaning.TopicsIn(r.topics, r.text.Span(r.text.SentenceOf(word))), func(t meaning.Topic) bool {
		return t.Weight >= plain && t.Words >= 3 && t.At.Start < at.Start && t.At.End > at.End && t.At.End-t.At.Start < 24
	})
}

// beginsClause reports whether a segment begins as a clause of what is to be done.
func (r *reader) beginsClause(i int) bool {
	for ; i < len(r.text.Words) && r.text.Words[i].UPOS == language.ADV; i++ {
	}
	if i >= len(r.text.Words) {
		return false
	}
	w := r.text.Words[i]
	switch {
	case w.XPOS == language.TO, w.XPOS == language.VB, w.XPOS == language.VBG, r.form(i) == "for", r.form(i) == "that":
		return true
	case w.XPOS == language.NN || w.XPOS == language.VBP:
		return r.lexicon.has(r.form(i), give) || r.lexicon.has(r.form(i), yield) // taken for a noun: cede
	}
	return false
}

// asideFrom gives the word of a segment from which on it is not about the thing itself.
func (r *reader) asideFrom(from, end int) int {
	for i := from; i < end; i++ {
		w := r.text.Words[i]
		switch r.form(i) {
		case "during", "before", "after", "amid", "since", "despite", "until", "till", "following", "without", "because", "if", "unless", "once", "when", "pending", "given", "while":
			if i > from || r.form(i) != "while" {
				return i
			}
		case "which", "who", "whom", "whose", "where":
			return i
		case "that":
			if i > from && (w.XPOS == language.WDT || r.text.Words[i-1].XPOS.IsNoun()) {
				return i
			}
		case "in":
			if i+1 < end {
				switch r.form(i + 1) {
				case "exchange", "return", "line", "response", "order":
					return i
				}
				if i+2 < end && r.form(i+2) == "form" {
					return i
				}
			}
		case "to":
			if i > from && i+1 < end && isPurpose(r.text.Lemma(i+1)) && r.text.Words[i+1].XPOS == language.VB {
				return i
			}
		case "as":
			if i > from && w.UPOS == language.ADP && !(i+1 < end && r.form(i+1) == "well") {
				return i
			}
		}
		if w.XPOS == language.VBN && w.Rel == language.Acl && i > from && r.isHeld(i) && i+1 < end && r.form(i+1) == "by" {
			return i
		}
	}
	return end
}

// isPurpose reports whether an infinitive behind a thing tells what it is for.
func isPurpose(lemma string) bool {
	switch lemma {
	case "resolve", "solve", "settle", "avoid", "prevent", "ensure", "facilitate", "help", "pave", "bring", "coincide", "accommodate", "avert":
		return true
	}
	return false
}

// trim takes marks and a leading preposition away from the words of a part.
func (r *reader) trim(w language.Range) language.Range {
	for w.Len() > 1 {
		first, last := r.text.Words[w.Start], r.text.Words[w.End-1]
		switch {
		case first.UPOS == language.PUNCT && first.XPOS != language.OpenQuote, first.UPOS == language.ADP && first.Rel == language.Case, first.Rel == language.Mark && r.form(w.Start) == "of":
			w.Start++
		case last.UPOS == language.PUNCT && last.XPOS != language.CloseQuote, last.UPOS == language.CCONJ:
			w.End--
		default:
			return w
		}
	}
	return w
}

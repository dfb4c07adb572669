package commitment

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

const ceasefire = "ceasefire"

// issuesOf gives the issues of a named commitment: by the topics in its words, by the noun itself, else, of a deal that
// was spoken of before, by that. None where nothing tells.
func (r *reader) issuesOf(n naming, it item) []string {
	if own := r.ownIssues(n, it); len(own) > 0 {
		return own
	}
	if n.sort == "act" {
		for _, p := range r.namings(it.content) { // the limits set by the accord
			if p.sort == "pact" && r.definite(p) && r.bare(p) {
				if last, ok := r.lastSpoken(it.sentence, 6); ok {
					return []string{last}
				}
			}
		}
		if it.content.End <= n.end { // a swap, of what the sentence says beside it
			if found := primary(r.topicsIn(it.sentence)); len(found) > 0 && rank(found[0]) == 0 {
				return found[:1]
			}
		}
		return nil
	}
	if i := n.end; i < it.content.End && (r.lower(i) == "on" || r.lower(i) == "over" || r.lower(i) == "about") {
		return nil // on something that is no issue
	}
	if n.sort == "pact" && r.definite(n) && r.bare(n) {
		if before := r.inSentence(n, it.sentence); before != "" {
			return []string{before}
		}
	}
	if n.sort == "span" || r.definite(n) && r.bare(n) {
		if last, ok := r.lastSpoken(it.sentence, 6); ok {
			return []string{last}
		}
	}
	several := r.t.Words[n.head].XPOS == language.NNS // substantial agreements, on anything
	if n.sort == "pact" && r.bare(n) && (it.status == meaning.StatusNotAgreed && !several || r.definite(n)) {
		return r.before(it.sentence)
	}
	return nil
}

// inSentence gives the issue of the last truce or deal that the same sentence names before a noun, "" for none.
func (r *reader) inSentence(n naming, s language.Range) string {
	last := ""
	for _, o := range r.namings(language.Range{Start: s.Start, End: n.start}) {
		if o.sort != "pact" || r.t.SentenceOf(o.head) != s {
			continue
		}
		np := r.t.NounPhrase(o.head)
		content := language.Range{Start: max(s.Start, min(np.Start, o.start)), End: max(o.end, r.tail(o.head, o.end, n.start).End)}
		if is := r.ownIssues(o, item{sentence: s, content: content}); len(is) > 0 {
			last = is[0]
		}
	}
	return last
}

// bare reports whether nothing but a determiner or a general adjective stands before a noun: the deal, and not the Sella
// treaty.
func (r *reader) bare(n naming) bool {
	for c := range r.t.Children(n.head) {
		if w := r.t.Words[c]; c < n.start && (w.UPOS == language.PROPN || w.UPOS == language.NOUN && w.Rel == language.Compound && !r.isTimeExactly(c)) {
			return false
		}
	}
	return r.t.Words[n.head].XPOS != language.NNP || n.start+1 == n.end && !r.t.Words[max(n.start-1, 0)].XPOS.IsNoun()
}

// lastSpoken gives the issue of the last truce or deal that one of the sentences before names, as far back as that many.
func (r *reader) lastSpoken(s language.Range, back int) (string, bool) {
	at := slices.Index(r.t.Sentences, s)
	if n := len(r.spoken); n > 0 && at-r.spoken[n-1].sentence <= back {
		return r.spoken[n-1].issue, true
	}
	last, ok := r.lastPact(s, back)
	return last.issue, ok
}

// ownIssues gives the issues that the words of a named commitment tell themselves.
func (r *reader) ownIssues(n naming, it item) []string {
	own := n.issue
	if own == "" {
		for _, l := range n.chain {
			if l.issue != "" && l.sort == "pact" {
				own = l.issue
			}
		}
	}
	if own == ceasefire {
		return []string{r.truce(n, it)}
	}
	compound := r.topicsIn(language.Range{Start: it.content.Start, End: n.end})
	if n.sort == "act" || n.sort == "pledge" || n.sort == "body" || n.sort == "plan" {
		compound = nil
	}
	if found := primary(compound); len(found) > 0 {
		return found[:1]
	}
	if found := r.listed(it.content); len(found) > 0 {
		return found
	}
	if own != "" {
		return []string{own}
	}
	if n.sort == "body" {
		if found := primary(r.topicsIn(it.sentence)); len(found) > 0 {
			return found[:1]
		}
		return []string{"peace-settlement"}
	}
	return nil
}

// truce tells a general truce from one on strikes on energy and one at sea. A truce spoken of before, "the truce", is
// the one that was spoken of.
func (r *reader) truce(n naming, it item) string {
	for _, t := range r.topicsIn(it.content) {
		if strings.HasPrefix(t.Issue, "ceasefire-") && t.Issue != "ceasefire-monitoring" {
			return t.Issue
		}
	}
	for i := it.sentence.Start; i+1 < it.sentence.End && r.lemma(n.head) == "truce"; i++ {
		if l := r.lower(i); (l == "trade" || l == "tariff") && (i+1 == n.head || r.lemma(i+1) == "war") {
			return "trade" // a truce in a trade war
		}
	}
	np := r.t.NounPhrase(n.head)
	for i := np.Start; i < n.head && i >= 0; i++ {
		switch r.lower(i) {
		case "full", "general", "complete", "comprehensive", "nationwide", "broad", "broader", "total", "unconditional", "30":
			return ceasefire
		}
	}
	if r.definite(n) {
		if last, ok := r.lastPact(it.sentence, 3); ok && strings.HasPrefix(last.issue, "ceasefire-") {
			return last.issue
		}
	}
	return ceasefire
}

// definite reports whether a noun speaks of something known: the deal, this agreement, its terms.
func (r *reader) definite(n naming) bool {
	heads := []int{n.head}
	for _, l := range n.chain {
		heads = append(heads, l.head)
	}
	for _, h := range heads {
		for c := range r.t.Children(h) {
			switch r.lower(c) {
			case "the", "this", "that", "such", "these", "those", "its", "latest", "both":
				if c < h {
					return true
				}
			}
		}
	}
	return false
}

// before gives the issue that the sentence before speaks of first.
func (r *reader) before(s language.Range) []string {
	at := slices.Index(r.t.Sentences, s)
	for i := at - 1; i >= 0 && i >= at-2; i-- {
		if found := primary(r.topicsIn(r.t.Sentences[i])); len(found) > 0 {
			return found[:1]
		}
	}
	return nil
}

// topicsIn gives the topics whose words stand in a run of words.
func (r *reader) topicsIn(w language.Range) []meaning.Topic {
	if w.End <= w.Start {
		return nil
	}
	at := r.t.Span(w)
	i, _ := slices.BinarySearchFunc(r.topics, at.Start, func(t meaning.Topic, start int) int { return cmp.Compare(t.At.Start, start) })
	for i > 0 && r.topics[i-1].At.End > at.Start {
		i--
	}
	var out []meaning.Topic
	for ; i < len(r.topics) && r.topics[i].At.Start < at.End; i++ {
		if r.topics[i].Issue == ceasefire { // a moratorium alone may be on anything
			if e, ok := r.entryAt(r.topics[i].Head, "act"); ok && e.issue == "" && r.t.Words[r.topics[i].Head].Span() == r.topics[i].At {
				continue
			}
		}
		if h := r.topics[i].Head; h >= w.Start && h < w.End {
			out = append(out, r.topics[i])
		}
	}
	return out
}

// secondary are issues that words of many a sentence name in passing: another one beside them is what is undertaken.
var secondary = []string{"peace-settlement", "talks-format", "violations", "ceasefire-monitoring", "conflict-causes", "regional", "bilateral-relations"}

// primary gives the issues of topics, the ones that are most surely meant first.
func primary(topics []meaning.Topic) []string {
	const least = 0.3
	all := slices.Clone(topics)
	all = slices.DeleteFunc(all, func(t meaning.Topic) bool {
		return t.Weight < least || t.Issue == "violations" || t.Issue == "talks-format"
	})
	slices.SortStableFunc(all, func(a, b meaning.Topic) int { return cmp.Compare(rank(a.Issue), rank(b.Issue)) })
	var out []string
	for _, t := range all {
		if !slices.Contains(out, t.Issue) {
			out = append(out, t.Issue)
		}
	}
	return out
}

func rank(issue string) int {
	if slices.Contains(secondary, issue) {
		return 1
	}
	return 0
}

// listed gives the issues of a run of words that names what is undertaken: the first that is surely meant, and those of
// nouns that are joined to it: a halt to arms deliveries and intelligence-sharing.
func (r *reader) listed(w language.Range) []string {
	topics := r.topicsIn(w)
	issues := primary(topics)
	if len(issues) == 0 {
		return nil
	}
	first := slices.IndexFunc(topics, func(t meaning.Topic) bool { return t.Issue == issues[0] })
	out := []string{issues[0]}
	for _, t := range topics[first+1:] {
		if r.joined(topics[first].Head, t.Head) && slices.Contains(issues, t.Issue) && rank(t.Issue) == rank(issues[0]) && !slices.Contains(out, t.Issue) {
			out = append(out, t.Issue)
		}
	}
	return out
}

// listedBut is listed, of a clause: its verb alone says nothing, "guarantee" of a guarantee of rights.
func (r *reader) listedBut(w language.Range, verb int) []string {
	if r.lemma(verb) == "guarantee" {
		w.Start = max(w.Start, verb+1)
	}
	return r.listed(w)
}

// joined reports whether a noun is a conjunct of another.
func (r *reader) joined(a, b int) bool {
	for cur, n := b, 0; cur >= 0 && n < 4; n++ {
		w := r.t.Words[cur]
		if w.Rel != language.Conj {
			return false
		}
		cur = int(w.Head)
		if cur == a {
			return true
		}
	}
	return false
}

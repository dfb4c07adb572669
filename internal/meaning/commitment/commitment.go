// Package commitment reads a parsed text with its topics, times and statements and writes the commitments that it speaks of.
//
// Three things tell of one (guide commitments 1): a noun such as truce or pledge of which a word says how it stands; a
// verb such as agree or vow with what was agreed or vowed; and what a side says, or an agreement has it, will be done.
// The words are data: see lexicon.tsv.
package commitment

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// Sides tells whom a noun or pronoun of the text stands for.
type Sides interface {
	// At gives who is meant by the noun phrase that a word heads: one, or the members of a group; nobody where that is not known.
	At(word int) []meaning.Speaker
}

// Find gives the commitments of a document, in order of their first words.
func Find(d *doc.Document, t *language.Text, times []meaning.Timex, topics []meaning.Topic, statements []meaning.Statement, who Sides) []meaning.Commitment {
	r := &reader{d: d, t: t, times: times, topics: topics, statements: statements, who: who, lex: words()}
	r.lemmas = make([]string, len(t.Words))
	for i := range t.Words {
		r.lemmas[i] = t.Lemma(i)
	}
	for _, s := range t.Sentences {
		if s.Len() > 0 && s.Len() <= longest {
			r.sentence(s)
		}
	}
	r.acceptBothSides()
	r.formerOnes()
	r.leaveOutPassing()
	return r.commitments()
}

// longest is the most words that a sentence may have; what is longer is a list or a table.
const longest = 200

// A reader reads one document.
type reader struct {
	d          *doc.Document
	t          *language.Text
	times      []meaning.Timex
	topics     []meaning.Topic
	statements []meaning.Statement
	who        Sides
	lex        lexicon
	lemmas     []string
	items      []item   // those found so far, sentence by sentence
	spoken     []spoken // the truces and deals spoken of so far

	termsIn      int    // the number, from 1, of the last sentence that tells the terms of a deal
	termsOfIssue string // the issue of that deal
	termsOfPlan  bool   // it is only a plan
}

// An item is a commitment as it is being made out.
type item struct {
	sentence   language.Range
	trigger    int            // the word that tells of it
	verb       int            // the verb that gives the status, -1 where a noun does
	noun       int            // the noun that names it, -1 where there is none
	content    language.Range // the words that tell what is undertaken
	words      language.Range // all words that tell of it: its evidence
	issue      string
	pact       bool // it is named as something between sides: a truce, a deal
	doer       int  // the word that heads who does it, 0 or less where none does
	standing   string
	status     meaning.Status
	parties    []string
	brokers    []string
	acceptedBy []string // who is told to have accepted what is proposed
	by         *meaning.Speaker
	against    string
	former     bool
	self       bool // it is the subject of its verb: the truce took effect
	fresh      bool // a new one, after another
	renewed    bool // it is extended or resumed
	hedge      string
	sureness   float64
	from       language.Range // the words in which its times stand: all of the clause
}

func (r *reader) lemma(i int) string { return r.lemmas[i] }

// sentence finds the commitments of a sentence.
func (r *reader) sentence(s language.Range) {
	if r.isQuestion(s) {
		return
	}
	var found []item
	all := r.namings(s)
	found = append(found, r.named(s, all)...)
	found = append(found, r.objects(s)...)
	found = append(found, r.undertaken(s)...)
	found = append(found, r.termsOf(s)...)
	found = append(found, r.foretold(s)...)
	found = distinct(found)
	for i := range found { // the times beside it: up to the words of the next one
		from := s
		for j := range found {
			if found[j].words.Start >= found[i].words.End {
				from.End = min(from.End, found[j].words.Start)
			}
			if found[j].words.End <= found[i].words.Start {
				from.Start = max(from.Start, found[j].words.End)
			}
		}
		if from.Start <= found[i].words.Start && found[i].words.End <= from.End {
			found[i].from = from
		}
		if len(found[i].parties) < 2 {
			r.bothSides(&found[i], s)
		}
	}
	for i := range found {
		found[i].words = r.wholeClause(found[i], s)
	}
	r.items = append(r.items, found...)
	r.remember(s, all)
}

// wholeClause lengthens the words of an item to a clause that can be read alone: with the finite verb above it and the
// subject of that.
func (r *reader) wholeClause(it item, s language.Range) language.Range {
	const longest = 45 // words
	w := it.words
	for i := w.Start; i < w.End; i++ {
		if r.finite(i) && !r.inRelative(i, w) {
			return r.withSubject(w, i, s)
		}
	}
	for cur, n := it.trigger, 0; cur >= s.Start && cur < s.End && n < 8; cur, n = int(r.t.Words[cur].Head), n+1 {
		if !r.finite(cur) {
			continue
		}
		out := language.Range{Start: min(w.Start, cur), End: max(w.End, cur+1)}
		if sub := r.t.Child(cur, language.NSubj, language.NSubjPass); sub >= s.Start && sub < s.End {
			np := r.t.NounPhrase(sub)
			out.Start, out.End = max(s.Start, min(out.Start, np.Start)), min(s.End, max(out.End, np.End))
		}
		if out = r.withSubject(r.toClauseEnd(out, s), cur, s); out.Len() <= longest {
			return out
		}
		return w
	}
	return w
}

// inRelative reports whether a verb stands in a clause that only tells more of a noun of the same words.
func (r *reader) inRelative(i int, w language.Range) bool {
	for cur, n := i, 0; cur >= w.Start && cur < w.End && n < 6; cur, n = int(r.t.Words[cur].Head), n+1 {
		if rel := r.t.Words[cur].Rel; rel == language.AclRelcl || rel == language.Acl {
			h := int(r.t.Words[cur].Head)
			return h >= w.Start && h < w.End
		}
	}
	return false
}

// withSubject lengthens words to the left, as far as the clause's mark, where the subject of their verb stands before them.
func (r *reader) withSubject(w language.Range, verb int, s language.Range) language.Range {
	const near = 10 // words
	sub := r.t.Child(verb, language.NSubj, language.NSubjPass)
	if sub >= w.Start && r.t.Words[sub].UPOS != language.DET || verb-w.Start > 2 {
		return w
	}
	for i := w.Start; i > s.Start && i > w.Start-near; i-- {
		x := r.t.Words[i-1]
		if x.UPOS == language.PUNCT || x.UPOS == language.SCONJ || x.UPOS == language.CCONJ && i < w.Start && r.t.Words[x.Head].UPOS == language.VERB {
			return language.Range{Start: i, End: w.End}
		}
		if x.UPOS == language.VERB || x.UPOS == language.AUX || x.XPOS == language.WDT {
			return w
		}
		if i-1 == s.Start {
			return language.Range{Start: s.Start, End: w.End}
		}
	}
	return w
}

// finite reports whether a verb has a subject's form: signed, has signed, will sign.
func (r *reader) finite(i int) bool {
	if !r.t.Words[i].XPOS.IsVerb() {
		return false
	}
	switch r.t.Words[i].XPOS {
	case language.VBD, language.VBZ, language.VBP:
		return true
	}
	return r.t.Modal(i) != "" || r.t.Child(i, language.Aux, language.AuxPass) >= 0
}

// isQuestion reports whether a sentence asks.
func (r *reader) isQuestion(s language.Range) bool {
	for i := s.End - 1; i >= s.Start && i > s.End-4; i-- {
		if r.t.Form(i) == "?" {
			return true
		}
	}
	return false
}

// distinct leaves out what another item of the same sentence tells as well: the same issue at the same status, or the
// same words twice. The surer one stands.
func distinct(found []item) []item {
	slices.SortStableFunc(found, func(a, b item) int {
		return cmp.Or(cmp.Compare(b.sureness, a.sureness), cmp.Compare(a.trigger, b.trigger))
	})
	var kept []item
	for _, f := range found {
		same := slices.ContainsFunc(kept, func(k item) bool {
			if f.issue != k.issue && f.verb >= 0 && f.verb == k.verb && (f.noun < 0) != (k.noun < 0) && overlap(f.content, k.content) {
				return true // one thing, of which the noun and the clause tell
			}
			if f.issue != k.issue || f.former != k.former {
				return false
			}
			if f.noun < 0 && k.noun < 0 && f.doer != k.doer && f.doer > 0 && k.doer > 0 && !overlap(f.content, k.content) {
				return false // one frees soldiers, and the other rebels
			}
			return f.status == k.status || f.trigger == k.trigger || f.verb >= 0 && f.verb == k.verb ||
				overlap(f.words, k.words) && overlap(f.content, k.content)
		})
		if !same {
			kept = append(kept, f)
		}
	}
	slices.SortStableFunc(kept, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.words.Start, b.words.Start), cmp.Compare(a.trigger, b.trigger))
	})
	return kept
}

func overlap(a, b language.Range) bool { return a.Start < b.End && b.Start < a.End }

// formerOnes tells the earlier of two truces from the later: an earlier one that is extended is the present one, unless
// the sentence names another beside it; where there is a new one, what has ended is the one before (guide commitments 9).
func (r *reader) formerOnes() {
	for i := range r.items {
		it := &r.items[i]
		if it.former && it.renewed {
			it.former = slices.ContainsFunc(r.items, func(o item) bool {
				return o.issue == it.issue && o.sentence == it.sentence && !o.former && o.trigger != it.trigger
			})
		}
		over := it.status == meaning.StatusExpired || it.status == meaning.StatusEnded
		if over && !it.fresh && slices.ContainsFunc(r.items, func(o item) bool {
			return o.issue == it.issue && o.fresh && (o.status == meaning.StatusProposed || o.status == meaning.StatusAgreed || o.status == meaning.StatusInForce)
		}) {
			it.former = true
		}
	}
}

// acceptBothSides makes what two sides or more are told to have accepted agreed (guide commitments 2).
func (r *reader) acceptBothSides() {
	by := map[string][]string{}
	for _, it := range r.items {
		if it.standing == accepted && !it.former {
			for _, p := range it.acceptedBy {
				if !slices.Contains(it.brokers, p) && !slices.Contains(by[it.issue], p) {
					by[it.issue] = append(by[it.issue], p)
				}
			}
		}
	}
	for i := range r.items {
		it := &r.items[i]
		if it.standing == accepted && !it.former && len(by[it.issue]) > 1 {
			it.status = meaning.StatusAgreed
			it.parties = sorted(append(it.parties, by[it.issue]...))
		}
	}
}

// leaveOutPassing leaves out what is only named in passing where another place tells the same more surely.
func (r *reader) leaveOutPassing() {
	const sure = 0.7
	r.items = slices.DeleteFunc(slices.Clone(r.items), func(it item) bool {
		return it.sureness < sure && it.standing != expired && slices.ContainsFunc(r.items, func(o item) bool {
			return o.issue == it.issue && o.status == it.status && o.former == it.former &&
				(o.sureness > it.sureness || o.sureness == it.sureness && o.trigger < it.trigger)
		})
	})
}

// commitments gives the items as the reading has them.
func (r *reader) commitments() []meaning.Commitment {
	out := make([]meaning.Commitment, 0, len(r.items))
	seen := map[string]int{}
	for _, it := range r.items {
		c := r.commitment(it)
		seen[c.ID]++
		if n := seen[c.ID]; n > 1 {
			c.ID += "." + strconv.Itoa(n)
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b meaning.Commitment) int {
		return cmp.Compare(a.Evidence[0].Start, b.Evidence[0].Start)
	})
	return out
}

func (r *reader) commitment(it item) meaning.Commitment {
	span := r.span(it.words)
	c := meaning.Commitment{
		ID:         r.d.ID + "-k" + strconv.Itoa(r.t.Words[it.trigger].Span().Start),
		Doc:        r.d.ID,
		Issue:      it.issue,
		Parties:    sorted(it.parties),
		Brokers:    sorted(slices.DeleteFunc(slices.Clone(it.brokers), func(b string) bool { return slices.Contains(it.parties, b) })),
		Status:     it.status,
		Former:     it.former,
		Hedge:      it.hedge,
		By:         it.by,
		Against:    it.against,
		Place:      r.place(it),
		Confidence: it.sureness,
		Evidence:   []doc.Evidence{r.d.Evidence(span)},
	}
	c.Kind = meaning.Undertaking
	if it.pact || len(c.Parties) > 1 || it.status == meaning.StatusAgreed {
		c.Kind = meaning.Agreement
	}
	if s := r.scope(it); s.Len() > 0 {
		q := r.d.Quote(r.span(s))
		c.Scope = &q
	}
	r.readTimes(it, &c)
	c.Conditions = r.conditions(it)
	r.said(it, &c)
	return c
}

// said fills in who says so: the source of the statement that the item is told in.
func (r *reader) said(it item, c *meaning.Commitment) {
	s := r.statementAt(r.t.Words[it.trigger].Span())
	if s == nil {
		return
	}
	c.Statement = s.ID
	c.Sourcing = s.Sourcing
	if c.By == nil && (s.Speaker.Name != "" || s.Speaker.Party != "") {
		who := s.Speaker
		c.By = &who
	}
	if c.Time == "" {
		c.Time = s.Time
	}
}

// statementAt gives the statement in whose content a place stands, the narrowest of several; nil for none.
func (r *reader) statementAt(at doc.Span) *meaning.Statement {
	var best *meaning.Statement
	size := 0
	for i := range r.statements {
		for _, q := range r.statements[i].Content {
			if q.Span().Contains(at) && (best == nil || q.Span().Len() < size) {
				best, size = &r.statements[i], q.Span().Len()
			}
		}
	}
	return best
}

// span gives the bytes of words, without the quotation marks and full stops at either end.
func (r *reader) span(w language.Range) doc.Span {
	for w.End-w.Start > 1 && r.t.Words[w.End-1].UPOS == language.PUNCT {
		w.End--
	}
	for w.End-w.Start > 1 && r.t.Words[w.Start].UPOS == language.PUNCT {
		w.Start++
	}
	return r.t.Span(w)
}

func sorted(names []string) []string {
	names = slices.Clone(names)
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) == 0 {
		return nil
	}
	return names
}

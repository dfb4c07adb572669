package commitment

import (
	"slices"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// undertaken finds what a clause tells to be agreed, promised or proposed: they agreed to revive ties, vowed that they
// would leave, proposed that both sides refrain from attacks.
func (r *reader) undertaken(s language.Range) []item {
	var out []item
	for c := s.Start; c < s.End; c++ {
		e, last, ok := r.verb("clause", c)
		if !ok {
			e, last, ok = r.pledgeNoun(c)
		}
		if !ok {
			continue
		}
		for _, k := range r.complements(c, last, s) {
			out = append(out, r.clause(s, c, k, e)...)
		}
	}
	return out
}

// pledgeNoun gives a noun that takes a clause like a verb: a promise to leave, the agreement to stop.
func (r *reader) pledgeNoun(i int) (entry, int, bool) {
	if !r.t.Words[i].XPOS.IsNoun() {
		return entry{}, -1, false
	}
	e, h, end, ok := r.noun(i, "pledge", "plan", "pact")
	if !ok || h != i || end != i+1 || e.issue == ceasefire {
		return entry{}, -1, false
	}
	if e.sort == "pact" {
		e.status = agreed
	}
	return e, i, true
}

// complements gives the verbs of the clauses that say what was agreed, promised or proposed, those joined to it too.
func (r *reader) complements(verb, last int, s language.Range) []int {
	first, to := -1, last+1
	for to < s.End && to < last+4 && r.lower(to) != "to" && (r.isTime(to) || r.isTimeExactly(to)) {
		to++
	}
	if to+1 < s.End && r.lower(to) == "to" && r.t.Words[to+1].XPOS == language.VBG { // committed on Monday to leaving
		first = to + 1
	}
	for k := range r.t.Children(verb) {
		w := r.t.Words[k]
		if k <= last {
			continue
		}
		switch w.Rel {
		case language.XComp, language.CComp, language.CSubj, language.CSubjPass, language.Acl:
			if w.XPOS.IsVerb() && first < 0 {
				if w.Rel == language.Acl && w.XPOS != language.VB {
					continue
				}
				first = k
			}
		case language.AdvCl:
			if first < 0 && w.XPOS == language.VB && r.startsWithTo(k) {
				first = k
			}
		}
	}
	if first < 0 && last+2 < s.End && r.lower(last+1) == "to" && (r.t.Words[last+2].XPOS == language.VB || r.lower(last+2) == "free") {
		first = last + 2
	}
	if first < 0 {
		return nil
	}
	var out []int
	all := r.t.Conjuncts(first)
	for k := range r.t.Children(verb) { // joined to the verb above by mistake
		if w := r.t.Words[k]; k > first && w.Rel == language.Conj && w.XPOS == language.VB && !slices.Contains(all, k) {
			all = append(all, k)
		}
	}
	for _, k := range all {
		if k == first || r.t.Words[k].XPOS.IsVerb() && (r.t.Child(k, language.NSubj, language.NSubjPass) < 0 || r.t.Modal(k) != "" || k == first || r.t.Words[first].XPOS != language.VB) {
			if isPast(r.t.Words[k].XPOS) && !r.t.Passive(k) {
				continue // they agreed to leave and left
			}
			out = append(out, k)
		}
	}
	return out
}

func (r *reader) startsWithTo(verb int) bool {
	m := r.t.Child(verb, language.Mark)
	return m >= 0 && r.lower(m) == "to"
}

// weak reports whether what was agreed is no commitment: to meet, to stay in touch, to continue talks.
func (r *reader) weak(verb int) bool {
	_, _, ok := r.verb("talk", verb)
	if ok {
		return true
	}
	switch r.lemma(verb) { // to hold talks; to begin negotiations on something in particular is one
	case "hold", "have", "begin", "start", "resume", "conduct", "open", "launch":
		if o := r.t.Child(verb, language.Obj); o >= 0 {
			switch r.lemma(o) {
			case "talk", "meeting", "discussion", "consultation", "summit", "round", "dialogue", "conference", "conversation", "session":
				return true
			case "negotiation":
				return r.lemma(verb) == "hold"
			}
		}
	}
	return false
}

// clause makes the items of one clause under a word that licenses it.
func (r *reader) clause(s language.Range, c, k int, e entry) []item {
	w := r.t.Words[k]
	first := k
	for r.t.Words[first].Rel == language.Conj && int(r.t.Words[first].Head) > c {
		first = int(r.t.Words[first].Head)
	}
	that := r.t.Words[first].Rel == language.CComp || r.t.Child(k, language.NSubj, language.NSubjPass) >= 0 || r.t.Child(first, language.NSubj, language.NSubjPass) >= 0
	for i := c + 1; i < first; i++ { // agreed on the need to leave
		switch r.lemma(i) {
		case "need", "importance", "necessity", "view", "right", "desire", "urgency":
			return nil
		}
	}
	if r.weak(k) || r.lemma(k) == "be" { // vowed to be tough
		return nil
	}
	if that {
		m := r.t.Modal(k)
		if m == "" {
			m = r.t.Modal(first)
		}
		if l := r.lemma(c); l == "suggest" && (m == "will" || m == "would") {
			return nil // thinks that it will
		}
		_, _, deed := r.verb("deed", k)
		if !deed || m == "" && w.XPOS != language.VB || m == "may" || m == "can" || m == "could" || m == "might" {
			return nil // they agreed that peace was needed
		}
	}
	ctx := plain()
	if r.t.Words[c].XPOS.IsVerb() {
		ctx = r.above(c)
		if ctx.licence >= 0 { // agreed to promise to leave: the outer one counts
			e.status = ctx.status
		}
	} else {
		for k := range r.t.Children(c) {
			if k < c && (r.lower(k) == "no" || r.lower(k) == "any") {
				return nil
			}
		}
		v, role := r.governor(c)
		if r.lemma(c) == "plan" || r.lemma(c) == "idea" { // what one plans to do itself is none: it must be on the table
			if _, _, ok := r.verb("with", max(v, 0)); v < 0 || !ok || r.possessor(c) < 0 && r.lemma(v) == "announce" {
				return nil
			}
		}
		if e.sort == "pact" && !r.made(c, v, s) {
			return nil
		}
		if v >= 0 {
			if g := r.above(v); g.unreal || g.denied {
				return nil
			}
			if x, _, ok := r.verb("with", v); ok && role == "object" && e.sort != "pledge" {
				switch {
				case x.status == agreed && (e.sort == "pact" || adopts(x.words[0])), x.status == announced && e.sort == "pact":
					e.status = agreed
				case x.status == rejected, x.status == ended, x.status == violated:
					return nil
				}
			}
		}
		if e.sort == "plan" && r.lemma(c) != "proposal" && r.lemma(c) != "offer" && r.lemma(c) != "plan" && r.lemma(c) != "idea" {
			return nil
		}
	}
	if r.t.Negated(k) {
		if _, _, deed := r.verb("deed", k); !deed {
			return nil
		}
	}
	content := r.clauseWords(k, s)
	issues := r.listedBut(content, k)
	pact := false
	if d, _, ok := r.verb("deed", k); ok && len(issues) == 0 {
		issues = r.ofDeed(d, k)
	}
	if len(issues) == 0 {
		issues = r.referred(content, s)
		pact = len(issues) > 0
	}
	if len(issues) == 0 {
		return nil
	}
	it := item{sentence: s, trigger: k, verb: c, noun: -1, content: content, pact: pact, standing: e.status, sureness: 0.8}
	doer := -1
	if r.t.Words[c].XPOS.IsVerb() {
		doer = r.t.Agent(c)
	} else {
		doer = r.possessor(c)
		if doer < 0 && e.sort == "pledge" {
			v, role := r.governor(c)
			if v < 0 || role != "object" {
				return nil
			}
			switch r.lemma(v) {
			case "give", "make", "offer", "repeat", "reiterate", "reaffirm", "renew", "confirm", "restate":
				doer = r.t.Agent(v)
			case "secure", "win", "obtain", "receive", "get", "extract":
			default:
				return nil
			}
		}
	}
	it.doer = doer
	it.parties = r.doers(doer, s)
	if e.status == proposed && that {
		it.brokers = it.parties
		it.parties = r.sides(r.t.Subject(k))
	}
	if x := r.withWhom(c, k); len(x) > 0 {
		it.parties = append(it.parties, x...)
	}
	it.parties = sorted(it.parties)
	st, ok := status(e.status, ctx, false, len(it.parties), false)
	if !ok {
		return nil
	}
	if e.status == promised && e.sort == "clause" && ctx.ahead {
		return nil // will pledge to
	}
	if st == meaning.StatusPromised && rank(issues[0]) > 0 && issues[0] != "bilateral-relations" && issues[0] != "ceasefire-monitoring" {
		return nil // to work for peace
	}
	it.status, it.hedge = st, ctx.hedge
	it.words = r.around(s, content, c, doer)
	it.from = it.words
	var out []item
	for _, issue := range issues {
		one := it
		one.issue = issue
		out = append(out, one)
	}
	return out
}

// made reports whether a pact whose terms an infinitive may tell is told of as one that exists: not what talks are about
// and not a known one of which something else is said, where the infinitive tells what for: pressed the parties to the deal
// to offset the losses.
func (r *reader) made(pact, verb int, s language.Range) bool {
	if up := r.nounAbove(pact, s); up >= 0 {
		return false
	}
	if verb >= 0 {
		if _, _, ok := r.verb("with", verb); ok {
			return true
		}
		if r.has("unreal", verb) || r.t.Words[pact].Rel.Universal() == language.Obl {
			return false
		}
	}
	for k := range r.t.Children(pact) {
		if l := r.lower(k); k < pact && (l == "the" || l == "this" || l == "that") {
			return verb < 0 || r.t.Words[verb].UPOS == language.AUX
		}
	}
	return true
}

// around gives the words of a clause with its licence and who does it.
func (r *reader) around(s, content language.Range, c, doer int) language.Range {
	w := language.Range{Start: min(content.Start, c), End: max(content.End, c+1)}
	if doer >= s.Start && doer < s.End {
		np := r.t.NounPhrase(doer)
		w.Start, w.End = min(w.Start, max(s.Start, np.Start)), max(w.End, min(np.End, s.End))
	}
	return r.toClauseEnd(w, s)
}

// clauseWords gives the words of a clause: what hangs on its verb, without clauses joined to it and conditions, as far as
// they follow one another.
func (r *reader) clauseWords(k int, s language.Range) language.Range {
	w := r.t.Subtree(k, func(c int) bool {
		if int(r.t.Words[c].Head) != k {
			return true
		}
		switch r.t.Words[c].Rel {
		case language.Conj, language.Cc, language.Parataxis:
			return c > k && !r.t.Words[c].XPOS.IsVerb() && r.t.Words[c].Rel != language.Parataxis && r.t.Words[c].UPOS != language.CCONJ
		case language.AdvCl:
			m := r.t.Child(c, language.Mark)
			return m < 0 || !isCondition(r, m)
		}
		return true
	})
	w.Start, w.End = max(w.Start, s.Start), min(w.End, s.End)
	if o := r.t.Child(k, language.Obj, language.NSubjPass, language.Obl, language.XComp, language.CComp); o < 0 && k+1 < s.End && r.t.Words[k].Rel != language.Conj {
		w.End = max(w.End, r.toClauseEnd(language.Range{Start: k, End: k + 1}, s).End) // what hangs on it hangs elsewhere
	}
	for i := k + 1; i < w.End; i++ {
		if isCondition(r, i) || r.t.Words[i].XPOS == language.Comma && i+1 < w.End && r.t.Words[i+1].XPOS == language.VBG {
			w.End = i
			break
		}
	}
	return w
}

// adopts reports whether a verb of agreement makes a plan more than a plan: to adopt one, and not to thrash one out.
func adopts(verb string) bool {
	switch verb {
	case "agree", "adopt", "sign", "ratify", "finalise", "finalize", "seal", "conclude", "settle", "initial":
		return true
	}
	return false
}

// ofDeed gives the issue of a deed that alone tells it; of a withdrawal only where somebody armed withdraws.
func (r *reader) ofDeed(d entry, k int) []string {
	if d.issue == "" {
		return nil
	}
	if d.issue == "withdrawal" {
		armed := func(i int) bool {
			if i < 0 {
				return false
			}
			switch r.lemma(i) {
			case "troop", "troops", "force", "forces", "soldier", "tank", "army", "unit", "fighter", "militia", "artillery", "weapon", "brigade", "battalion",
				"gunman", "rebel", "militant", "military", "personnel", "contingent", "operation", "armour":
				return true
			}
			return false
		}
		if !armed(r.t.Child(k, language.Obj)) && !armed(r.t.Subject(k)) {
			return nil
		}
	}
	return []string{d.issue}
}

// referred gives the issue of a deal that a clause only refers to: to work out the details of such an agreement.
func (r *reader) referred(content, s language.Range) []string {
	for _, n := range r.namings(content) {
		if n.sort == "pact" && n.issue == "" && r.definite(n) && r.bare(n) {
			if last, ok := r.lastSpoken(s, 3); ok {
				return []string{last}
			}
			if at := r.before(s); len(at) > 0 {
				return at
			}
		}
		if n.issue == ceasefire {
			return []string{r.truce(n, item{sentence: s, content: content})}
		}
	}
	return nil
}

// termsOf finds what a deal or plan is told to hold: the deal calls for elections and the return of prisoners.
func (r *reader) termsOf(s language.Range) []item {
	var out []item
	for v := s.Start; v < s.End; v++ {
		_, last, ok := r.verb("terms", v)
		if !ok {
			continue
		}
		sub := r.t.Subject(v)
		if sub < 0 || r.t.Passive(v) {
			continue
		}
		if h := int(r.t.Words[v].Head); (r.lower(sub) == "that" || r.lower(sub) == "which") && r.t.Words[v].Rel == language.AclRelcl && h >= s.Start {
			sub = h // an agreement that restricts
		}
		e, ok := r.entryAt(sub, "plan", "pact")
		if !ok || sub < s.Start || sub > v {
			continue
		}
		c := r.above(v)
		if c.unreal || c.denied {
			continue
		}
		content := language.Range{Start: last + 1, End: r.clauseWords(v, s).End}
		if content.End <= content.Start {
			continue
		}
		st := meaning.StatusAgreed
		if e.sort == "plan" || c.ahead && (r.t.Modal(v) == "would" || c.hedge == "") || r.markedPlan(sub) {
			st = meaning.StatusProposed
		}
		it := item{sentence: s, verb: v, noun: -1, standing: string(st), status: st, hedge: c.hedge, sureness: 0.75}
		if o := r.t.Child(v, language.IObj); o >= 0 {
			it.parties = r.sides(o)
		} else if x := r.t.Child(v, language.Obj, language.XComp); r.lemma(v) == "commit" || r.lemma(v) == "bind" || r.lemma(v) == "oblige" || r.lemma(v) == "require" {
			it.parties = r.doers(x, s)
		}
		if l := r.lemma(v); len(it.parties) == 0 && (l == "give" || l == "grant") && r.t.Words[content.Start].UPOS == language.PROPN {
			it.parties = r.sides(content.Start)
		}
		terms := r.each(s, content, it, sub)
		if len(terms) == 0 && demands(r.lemma(v)) { // it calls for them to stop printing maps: of the issue of the deal
			if issue := r.dealIssue(sub, s); issue != "" {
				it.issue, it.trigger, it.content = issue, v, content
				it.words = r.toClauseEnd(language.Range{Start: max(s.Start, r.t.NounPhrase(sub).Start), End: content.End}, s)
				it.from = it.words
				terms = []item{it}
			}
		}
		out = append(out, terms...)
	}
	return out
}

// demands reports whether a verb says of a deal what somebody must do, whatever it is.
func demands(verb string) bool {
	switch verb {
	case "call", "require", "oblige", "commit", "bind", "stipulate":
		return true
	}
	return false
}

// markedPlan reports whether a deal is told to be only proposed: the proposed deal.
func (r *reader) markedPlan(noun int) bool {
	np := r.t.NounPhrase(noun)
	for i := np.Start; i < noun; i++ {
		if r.mark(i) == proposed || r.has("unreal", i) && r.t.Words[i].UPOS == language.ADJ || r.has("plan", i) {
			return true
		}
	}
	return false
}

// each makes an item of each issue that the words of a term speak of, with the words that speak of it.
func (r *reader) each(s, content language.Range, it item, sub int) []item {
	const most = 4
	topics := r.topicsIn(content)
	issues := primary(topics)
	var out []item
	for _, issue := range issues {
		if rank(issue) > 0 && len(out) > 0 || len(out) == most || sub >= 0 && slices.Contains(primary(r.topicsIn(r.upTo(r.t.NounPhrase(sub), it.verb))), issue) {
			continue
		}
		i := slices.IndexFunc(topics, func(t meaning.Topic) bool { return t.Issue == issue })
		one := it
		one.issue, one.trigger = issue, topics[i].Head
		head := topics[i].Head
		for up := int(r.t.Words[head].Head); up > head && up < content.End && r.t.Words[head].Rel == language.Compound; up = int(r.t.Words[head].Head) {
			head = up // of sanctions relief, relief
		}
		np := r.t.NounPhrase(head)
		one.content = language.Range{Start: max(np.Start, content.Start), End: min(np.End, content.End)}
		if one.content.End <= one.content.Start {
			one.content = language.Range{Start: topics[i].Head, End: topics[i].Head + 1}
		}
		if slices.ContainsFunc(out, func(o item) bool { return overlap(o.content, one.content) }) {
			continue // of the withdrawal of an alliance's forces, the withdrawal
		}
		one.words = one.content
		if len(issues) == 1 || len(out) == 0 {
			one.words.Start = min(one.words.Start, it.verb)
			if sub >= s.Start {
				one.words.Start = min(one.words.Start, max(s.Start, r.t.NounPhrase(sub).Start))
			}
			one.words = r.toClauseEnd(one.words, s)
		}
		one.from = one.words
		out = append(out, one)
	}
	return out
}

// upTo cuts a run of words off before a word.
func (r *reader) upTo(w language.Range, before int) language.Range {
	return language.Range{Start: w.Start, End: max(w.Start, min(w.End, before))}
}

// objects finds what is agreed or promised that no noun of the lexicon names: they agreed on the fate of the dam, pledged
// 300 million for the refugees.
func (r *reader) objects(s language.Range) []item {
	var out []item
	for v := s.Start; v < s.End; v++ {
		e, last, ok := r.verb("with", v)
		if !ok || e.status != promised && e.words[0] != "agree" {
			continue
		}
		o := r.t.Child(v, language.Obj, language.NSubjPass)
		if last > v || o < 0 && e.status == promised {
			o = -1
			for k := range r.t.Children(v) {
				if k > last && r.t.Words[k].Rel == language.Obl && r.t.Preposition(k) == r.lower(last) {
					o = k
					break
				}
			}
		}
		if o < 0 || !r.t.Words[o].XPOS.IsNoun() && r.t.Words[o].UPOS != language.NUM && r.t.Words[o].UPOS != language.SYM || r.t.Words[o].UPOS == language.PROPN {
			continue
		}
		if _, known := r.entryAt(o, "pact", "act", "pledge", "plan", "body", "unreal", "part"); known || r.has("talk", o) {
			continue
		}
		switch r.lemma(o) {
		case "importance", "necessity", "demand", "principle", "view", "agenda", "date", "venue", "interview", "support", "help", "cooperation", "co-operation":
			continue
		}
		c := r.above(v)
		np := r.t.NounPhrase(o)
		it := item{sentence: s, trigger: o, verb: v, noun: -1, standing: e.status, sureness: 0.7, hedge: c.hedge}
		it.content = language.Range{Start: max(s.Start, np.Start), End: max(np.End, r.tail(o, o+1, s.End).End)}
		issues := primary(r.topicsIn(it.content))
		if len(issues) == 0 || rank(issues[0]) > 0 || c.licence >= 0 {
			continue
		}
		it.parties = sorted(append(r.doers(r.t.Agent(v), s), r.withWhom(v, o)...))
		if it.status, ok = status(e.status, c, false, len(it.parties), false); !ok {
			continue
		}
		it.issue = issues[0]
		it.words = r.around(s, it.content, v, r.t.Subject(v))
		it.from = it.words
		out = append(out, it)
	}
	return out
}

// foretold finds what will be done: under a deal, or by the side that says so.
func (r *reader) foretold(s language.Range) []item {
	var out []item
	deal, from, plan := r.underDeal(s)
	at := slices.Index(r.t.Sentences, s)
	const near = 3 // sentences
	goesOn := deal < 0 && r.termsIn > 0 && at-r.termsIn < near
	of := r.dealIssue(deal, s)
	if deal >= 0 {
		r.termsIn, r.termsOfIssue, r.termsOfPlan = at+1, of, plan
	}
	for v := s.Start; v < s.End; v++ {
		d, last, ok := r.verb("deed", v)
		if !ok {
			continue
		}
		c := r.above(v)
		if deal >= 0 && c.duty && !c.denied && c.licence < 0 { // under the deal they must
			c.unreal, c.ahead = false, true
		}
		if c.licence >= 0 || c.unreal || !c.ahead && !(deal >= 0 && r.t.Words[v].XPOS == language.VB && r.t.Words[v].Rel == language.Conj) {
			continue
		}
		if c.denied && d.words[0] != "attack" {
			continue
		}
		content := r.clauseWords(v, s)
		switch { // without "under the deal" itself
		case deal >= content.Start && deal < v:
			content.Start = min(v, deal+1)
		case from > v && from < content.End:
			content.End = from
		}
		if o := r.t.Child(v, language.Obj, language.NSubjPass); o < 0 && d.issue == "" && last == v && !r.passiveBehind(v) && !opens(d.words[0]) {
			continue // return to the table
		}
		issues := r.listedBut(content, v)
		if len(issues) == 0 || rank(issues[0]) > 0 && deal < 0 {
			if issues = r.ofDeed(d, v); len(issues) == 0 && (deal >= 0 || goesOn) && r.t.Child(v, language.Obj) >= 0 {
				issues = r.ofTerms()
			}
			if len(issues) == 0 {
				continue
			}
		}
		it := item{sentence: s, trigger: v, verb: v, noun: -1, content: content, sureness: 0.7, hedge: c.hedge}
		sub := r.t.Subject(v)
		if r.t.Passive(v) {
			sub = r.t.Agent(v)
		}
		it.doer, it.parties = sub, r.sides(sub)
		switch st := r.statementAt(r.t.Words[v].Span()); {
		case deal >= 0:
			it.status = meaning.StatusAgreed
			if plan {
				it.status = meaning.StatusProposed
			}
		case goesOn && st == nil && r.t.Modal(v) == "will" && r.ofTheDeal(sub, it.parties):
			it.status = meaning.StatusAgreed
			if r.termsOfPlan {
				it.status = meaning.StatusProposed
			}
			r.termsIn = at + 1
			if len(it.parties) == 0 && sub >= 0 && r.t.Words[sub].UPOS == language.PRON {
				if n := len(r.items); n > 0 && r.items[n-1].noun < 0 && len(r.items[n-1].parties) == 1 {
					it.parties = r.items[n-1].parties
				}
			}
		case st != nil && r.canPromise(st) && r.speaksOf(st, sub, v):
			it.status = meaning.StatusPromised
			if len(it.parties) > 1 {
				it.status = meaning.StatusAgreed
			}
			if len(it.parties) == 0 && party(st.Speaker) != "" {
				it.parties = []string{party(st.Speaker)}
			}
		default:
			continue
		}
		it.standing = string(it.status)
		it.words = r.around(s, content, v, sub)
		it.from = it.words
		for _, issue := range issues {
			one := it
			one.issue = issue
			out = append(out, one)
		}
	}
	return out
}

// dealIssue gives the issue of the deal under which something is told to be done, "" where nothing tells it.
func (r *reader) dealIssue(deal int, s language.Range) string {
	if deal < 0 {
		return ""
	}
	for _, n := range r.namings(s) {
		if n.head == deal || slices.ContainsFunc(n.chain, func(l link) bool { return l.head == deal }) {
			np := r.t.NounPhrase(n.head)
			content := language.Range{Start: max(s.Start, min(np.Start, n.start)), End: max(n.end, min(np.End, s.End))}
			if is := r.ownIssues(n, item{sentence: s, content: content}); len(is) > 0 {
				return is[0]
			}
		}
	}
	last, _ := r.lastSpoken(s, 6)
	return last
}

// ofTerms is the issue of the deal whose terms are told, as a list.
func (r *reader) ofTerms() []string {
	if r.termsOfIssue == "" {
		return nil
	}
	return []string{r.termsOfIssue}
}

// ofTheDeal reports whether somebody of whom a sentence behind "under the deal" tells may be bound by the deal: a side of
// one between two, or "it" and "they".
func (r *reader) ofTheDeal(sub int, sides []string) bool {
	if sub < 0 {
		return false
	}
	if r.t.Words[sub].UPOS == language.PRON {
		return r.lower(sub) == "it" || r.lower(sub) == "they"
	}
	if len(sides) == 0 {
		return false
	}
	for i := len(r.items) - 1; i >= 0; i-- {
		if it := r.items[i]; len(it.parties) == 2 && !it.former && it.status == meaning.StatusAgreed {
			return !slices.ContainsFunc(sides, func(p string) bool { return !slices.Contains(it.parties, p) })
		}
	}
	return true
}

// opens reports whether a verb tells of its subject what it tells of its object: the crossing will reopen.
func opens(verb string) bool { return verb == "open" || verb == "reopen" || verb == "resume" }

// canPromise reports whether a statement may promise: an allegation, a threat or a forecast does not.
func (r *reader) canPromise(st *meaning.Statement) bool {
	switch st.Act {
	case meaning.Asserts, meaning.Promises, meaning.Offers, meaning.Accepts, "":
		return !st.Negated && party(st.Speaker) != "" && (st.Sourcing == meaning.Named || st.Sourcing == meaning.Institution || st.Sourcing == meaning.ByDocument)
	}
	return false
}

// speaksOf reports whether what a side says will be done is its own doing: we will release them, they would be released.
func (r *reader) speaksOf(st *meaning.Statement, sub, verb int) bool {
	if sub < 0 {
		return r.t.Passive(verb)
	}
	switch r.lower(sub) {
	case "we", "i":
		return true
	case "it", "they": // Kestria said it would: who speaks, where nobody else is known, and no person does
		if len(r.sides(sub)) == 0 && (r.lower(sub) != "it" || st.Speaker.Role == "" && (st.Speaker.Name == "" || st.Speaker.Name == st.Speaker.Party)) && len(st.Content) > 0 {
			const near = 12 // bytes
			at := r.t.Words[sub].Span().Start
			return at >= st.Content[0].Start && at-st.Content[0].Start < near
		}
	}
	for _, p := range r.sides(sub) {
		if p == st.Speaker.Party || p == st.Speaker.Name {
			return true
		}
	}
	if p := r.t.Child(sub, language.NModPoss); p >= 0 {
		for _, x := range r.sides(p) {
			if x == st.Speaker.Party || x == st.Speaker.Name {
				return true
			}
		}
		switch r.lower(p) {
		case "our", "my":
			return true
		}
	}
	return false
}

// underDeal finds the words that say that a sentence tells the terms of a deal or plan: under the deal, as part of the
// plan. It gives the noun, or -1, the first of these words, and whether it is only a plan.
func (r *reader) underDeal(s language.Range) (deal, from int, plan bool) {
	for i := s.Start; i < s.End; i++ {
		start := -1
		switch r.lower(i) {
		case "according": // and not to an account of it
			if i+3 < s.End && r.lower(i+1) == "to" && (r.lower(i+2) == "the" || r.lower(i+2) == "this") {
				start = i + 3
			}
		case "under", "per":
			start = i + 1
			if start < s.End && (r.lower(start) == "which") && i > s.Start { // an accord under which
				if e, ok := r.entryAt(i-1, "plan", "pact"); ok {
					return i - 1, i, e.sort == "plan" || r.markedPlan(i-1)
				}
			}
		case "part":
			if i > s.Start && r.lower(i-1) == "as" && i+1 < s.End && r.lower(i+1) == "of" {
				start = i + 2
			}
		case "line", "accordance":
			if i+1 < s.End && r.lower(i+1) == "with" {
				start = i + 2
			}
		}
		if start < 0 {
			continue
		}
		for j := start; j < min(start+8, s.End); j++ {
			w := r.t.Words[j]
			if w.UPOS == language.PUNCT && w.XPOS != language.HYPH || w.UPOS == language.VERB && w.XPOS != language.VBN && w.XPOS != language.VBG || w.XPOS == language.MD {
				break
			}
			if e, h, _, ok := r.noun(j, "plan", "pact"); ok {
				return h, i, e.sort == "plan" || r.markedPlan(h)
			}
		}
	}
	return -1, -1, false
}

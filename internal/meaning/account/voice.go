package account

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// voices tells in what form each saying speaks (guide accounts 2).
func (f *finder) voices() {
	for i := range f.said {
		s := &f.said[i]
		s.full = f.inOfficialText(*s)
		if before := i - 1; before >= 0 && f.said[before].elsewhere && f.said[before].speaker.Name == s.speaker.Name && f.paragraph(f.said[before].at.Start) == f.paragraph(s.at.Start) {
			s.elsewhere = true // speaking on Bay Radio, she denied it. She said that …
		}
		s.voice = f.voice(*s)
	}
}

// cited tells of which sides the text cites official accounts, and in whose name: by its statements, and where the narrator
// speaks of one, "the American statement".
func (f *finder) cited() {
	f.official = map[string][]string{}
	cite := func(party, name string) {
		if party != "" && !slices.Contains(f.official[party], name) {
			f.official[party] = append(f.official[party], name)
		}
	}
	for _, s := range f.said {
		if f.inOfficialText(s) || s.sourcing == meaning.ByDocument || s.sourcing == meaning.Institution && s.pieces[0].near(official) && !isSpokesman(s.speaker) {
			cite(s.party, s.speaker.Name)
		}
	}
	for i := range f.text.Words {
		if f.isText(i) {
			if who, ok := f.owner(i); ok {
				cite(who.Party, who.Name)
			}
		}
	}
}

// isText reports whether a word names an official text or account.
func (f *finder) isText(i int) bool {
	return f.isNoun(i) && slices.ContainsFunc(f.lexicon[f.words[i][1]], func(e entry) bool { return e.kind == official && len(e.words) == 1 })
}

// owner gives whose a text is by the words right before its noun: the American statement, the Kremlin's account.
func (f *finder) owner(i int) (meaning.Speaker, bool) {
	start := f.text.SentenceOf(i).Start
	for j := i - 1; j >= max(start, i-4); j-- {
		if who := f.who.At(j); len(who) == 1 && who[0].Party != "" && f.text.Words[j].UPOS != language.PRON {
			return who[0], true
		}
		if f.text.Words[j].XPOS.IsVerb() || f.text.Words[j].UPOS == language.ADP {
			break
		}
	}
	return meaning.Speaker{}, false
}

func (f *finder) voice(s saying) meaning.Voice {
	cited := len(f.official[s.party]) > 0 && !s.elsewhere
	switch {
	case s.full, s.between, s.sourcing == meaning.ByDocument:
		return meaning.VoiceReadout
	case s.sourcing == meaning.Unnamed:
		return meaning.VoiceUnnamed
	case s.sourcing == meaning.Institution && cited && !isSpokesman(s.speaker) && f.isSeat(s):
		return meaning.VoiceReadout
	case isLeader(s.speaker) && cited && !s.direct && s.act != meaning.Denies:
		return meaning.VoiceReadout // a report of a readout says "the president said"
	case isLeader(s.speaker):
		return meaning.VoiceLeader
	}
	return meaning.VoiceSpokesman
}

// seats are words of the names of those who give a side's official accounts.
var seats = []string{"kremlin", "white house", "palace", "presidency", "president's office", "presidential", "prime minister's office", "foreign ministry", "ministry of foreign affairs", "state department", "government", "cabinet", "élysée"}

// isSeat reports whether a body speaks for its side as a whole: it is the side itself, its seat, or the one whose account is
// cited.
func (f *finder) isSeat(s saying) bool {
	name := strings.ToLower(s.speaker.Name)
	for _, arms := range []string{"defence", "defense", "army", "military", "armed forces", "general staff", "air force"} {
		if strings.Contains(name, arms) {
			return false // speaks of the war, not of the talks
		}
	}
	return s.speaker.Name == s.party || slices.Contains(f.official[s.party], s.speaker.Name) ||
		slices.ContainsFunc(seats, func(seat string) bool { return strings.Contains(name, seat) })
}

// inOfficialText reports whether a saying stands in an official text of its side that the document prints.
func (f *finder) inOfficialText(s saying) bool {
	for _, p := range f.doc.Parts {
		if p.Span.Overlaps(s.at) && (p.Kind == doc.Readout || p.Kind == doc.Release) && f.author(p) == s.party {
			return true
		}
	}
	return false
}

// author gives the party whose official text a part is: that of the saying which fills most of it.
func (f *finder) author(p doc.Part) string {
	party, most := "", 0
	for _, s := range f.said {
		if p.Span.Contains(s.at) && s.at.Len() > most {
			party, most = s.party, s.at.Len()
		}
	}
	return party
}

func isSpokesman(s meaning.Speaker) bool {
	r := strings.ToLower(s.Role)
	return strings.Contains(r, "spokes") || strings.Contains(r, "press secretary")
}

// leading are the words for those whose own words are their side's; the same before "minister" are others.
var leading = []string{
	"president", "prime minister", "premier", "chancellor", "king", "queen", "emir", "sultan", "crown prince", "leader",
	"head of state", "head of government", "chairman", "commander in chief", "warlord", "ayatollah", "pope", "taoiseach", "chief executive",
}

// notLeading are words that make somebody else of a leader: vice president, a leader's aide.
var notLeading = []string{"vice", "deputy", "former", "spokes", "adviser", "advisor", "aide", "envoy", "secretary", "ambassador", "member", "elect", "opposition"}

func isLeader(s meaning.Speaker) bool {
	r := strings.ReplaceAll(strings.ToLower(s.Role), "-", " ")
	for _, no := range notLeading {
		if strings.Contains(r, no) {
			return false
		}
	}
	for _, word := range leading {
		if strings.Contains(" "+r+" ", " "+word+" ") {
			return true
		}
	}
	return false
}

// between adds what the narrator tells of an official account without saying again whose it is: a sentence amid the
// account's own, in quotation marks or of what was done.
func (f *finder) between() {
	f.voices()
	covered := make([]int, len(f.text.Words)) // by the n-th saying, counted from 1
	for n, s := range f.said {
		in := f.text.WordsIn(s.at.Start, s.at.End)
		for i := in.Start; i < in.End; i++ {
			covered[i] = n + 1
		}
	}
	var added []saying
	last := -1 // the saying before
	var teller meaning.Speaker
	for _, p := range f.text.Paragraphs {
		for _, sentence := range f.text.Sentences[p.Start:p.End] {
			by := -1
			for i := sentence.Start; i < sentence.End; i++ {
				if covered[i] > 0 {
					by = covered[i] - 1
				}
			}
			if by >= 0 {
				last, teller = by, meaning.Speaker{}
				continue
			}
			if who, ok := f.tellsOfAccount(sentence); ok {
				teller = who
			} else if !f.beginsWithIt(sentence) {
				teller = meaning.Speaker{}
			}
			if x := f.piece(sentence, sentence, f.text.Span(sentence)); teller.Party != "" && !x.near(absent) {
				added = append(added, saying{speaker: teller, party: teller.Party, sourcing: meaning.ByDocument, at: x.evidence, pieces: []piece{x}, between: true})
				continue
			}
			next := f.after(f.text.Span(sentence).End)
			if last < 0 || next < 0 || !f.sameAccount(f.said[last], f.said[next], f.text.Span(sentence)) {
				continue
			}
			x := f.piece(sentence, sentence, f.text.Span(sentence))
			if x.has(venue, absent) || !(x.has(agreed, raised) || f.quotes(sentence)) {
				continue
			}
			s := f.said[last]
			added = append(added, saying{
				speaker: s.speaker, party: s.party, sourcing: meaning.ByDocument, at: x.evidence, pieces: []piece{x}, between: true,
			})
		}
	}
	f.said = append(f.said, added...)
	slices.SortStableFunc(f.said, bySaid)
}

// tellsOfAccount reports whether a sentence of the narrator begins with a side's official account, and whose: the Kremlin's
// account was narrower.
func (f *finder) tellsOfAccount(sentence language.Range) (meaning.Speaker, bool) {
	const early = 6
	for i := sentence.Start; i < min(sentence.End, sentence.Start+early); i++ {
		if f.text.Words[i].XPOS.IsVerb() {
			break
		}
		if f.isText(i) {
			return f.owner(i)
		}
	}
	return meaning.Speaker{}, false
}

func (f *finder) beginsWithIt(sentence language.Range) bool {
	return f.words[sentence.Start][0] == "it"
}

// far is how many paragraphs may lie between a sentence and the account that it is amid.
const far = 1

func (f *finder) sameAccount(before, after saying, at doc.Span) bool {
	p := f.paragraph(at.Start)
	return before.party == after.party && before.voice == meaning.VoiceReadout && after.voice == meaning.VoiceReadout && !before.full && !after.full &&
		p-f.paragraph(before.at.Start) <= far && f.paragraph(after.at.Start)-p <= far
}

// after gives the first saying that begins behind a place, or -1.
func (f *finder) after(place int) int {
	for n, s := range f.said {
		if s.at.Start >= place {
			return n
		}
	}
	return -1
}

func (f *finder) quotes(sentence language.Range) bool {
	for i := sentence.Start; i < sentence.End; i++ {
		if f.text.Words[i].XPOS == language.OpenQuote {
			return true
		}
	}
	return false
}

// leftOut adds what the narrator says that an official account leaves out: the statement makes no mention of land.
// What is said to be left out is no point of anybody's.
func (f *finder) leftOut() {
	for n := range f.said {
		s := &f.said[n]
		kept := s.pieces[:0]
		for _, p := range s.pieces {
			if !p.near(absent) {
				kept = append(kept, p)
			}
		}
		s.pieces = kept
	}
	var before language.Range
	for _, p := range f.text.Paragraphs {
		for _, sentence := range f.text.Sentences[p.Start:p.End] {
			x := f.piece(sentence, sentence, f.text.Span(sentence))
			if x.has(absent) {
				f.leaveOut(x, before)
			}
			before = sentence
		}
	}
	f.said = slices.DeleteFunc(f.said, func(s saying) bool { return len(s.pieces) == 0 })
}

// leaveOut makes a saying of a sentence that says what is left out.
func (f *finder) leaveOut(p piece, before language.Range) {
	at := p.marks[slices.IndexFunc(p.marks, func(m mark) bool { return m.kind == absent })].words
	speaker, ok := f.whoseAccount(p, at)
	if !ok {
		return
	}
	if len(f.topicsOf(p, weak)) == 0 && before.Len() > 0 { // it mentioned neither
		p.words = before
	}
	f.absences = append(f.absences, saying{speaker: speaker, party: speaker.Party, sourcing: meaning.ByDocument, at: p.evidence, pieces: []piece{p}, between: true})
}

// whoseAccount tells whose account leaves something out: that of the text or the side named in the sentence, else of the
// last official text before.
func (f *finder) whoseAccount(p piece, absent language.Range) (meaning.Speaker, bool) {
	for i := p.sentence.Start; i < p.sentence.End; i++ {
		named := hasKind(f.marks(language.Range{Start: i, End: i + 1}), official, told)
		if !named && i >= absent.Start {
			continue
		}
		look := language.Range{Start: i, End: i + 1}
		if named {
			look = language.Range{Start: max(p.sentence.Start, i-2), End: i + 1} // the American statement
		}
		for j := look.Start; j < look.End; j++ {
			if f.text.Words[j].XPOS == language.PRP {
				continue
			}
			if at := f.who.At(j); len(at) == 1 && at[0].Party != "" {
				return at[0], true
			}
		}
	}
	for n := len(f.said) - 1; n >= 0; n-- {
		if s := f.said[n]; s.at.Start < p.evidence.Start && s.voice == meaning.VoiceReadout {
			return s.speaker, true
		}
	}
	return meaning.Speaker{}, false
}

// Package account reads a parsed text with its topics, statements and contacts and writes what each side says of a contact.
package account

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// Sides tells whom a noun or pronoun of the text stands for.
type Sides interface {
	// At gives who is meant by the noun phrase that a word heads: one, or the members of a group; nobody where that is not known.
	At(word int) []meaning.Speaker
}

// Find gives the accounts of a document, in order of their first words (guide accounts).
func Find(d *doc.Document, t *language.Text, topics []meaning.Topic, statements []meaning.Statement, contacts []meaning.Contact, who Sides) []meaning.Account {
	f := &finder{doc: d, text: t, topics: topics, contacts: contacts, who: who, lexicon: words()}
	f.read()
	f.sayings(statements)
	f.dropNested()
	f.cited()
	f.between()
	f.leftOut()
	f.voices()
	f.place()
	return f.accounts()
}

// finder is a document and what has been found in it so far.
type finder struct {
	doc      *doc.Document
	text     *language.Text
	topics   []meaning.Topic
	contacts []meaning.Contact
	who      Sides
	lexicon  lexicon
	words    [][2]string // each word as it is written, in small letters, and in its dictionary form
	said     []saying
	absences []saying
	states   map[string]int      // how many sentences name each state
	official map[string][]string // by party, the names in which the text cites official accounts of it
}

// A saying is a statement, or a sentence of an account that the text gives without saying so again, by one side.
type saying struct {
	statement string
	speaker   meaning.Speaker
	party     string
	others    []string // the parties that said it too
	act       meaning.Act
	sourcing  meaning.Sourcing
	direct    bool
	voice     meaning.Voice
	full      bool // it stands in an official text that is printed in full
	elsewhere bool // it was said somewhere: to reporters, on television
	at        doc.Span
	pieces    []piece
	contact   string
	about     bool // it is about a contact
	between   bool // of the narrator, amid an account
}

// A piece is what of a saying stands in one sentence.
type piece struct {
	words    language.Range // what is said
	sentence language.Range
	evidence doc.Span
	marks    []mark // in what is said
	around   []mark // in the whole sentence
}

func (p piece) has(k ...kind) bool  { return hasKind(p.marks, k...) }
func (p piece) near(k ...kind) bool { return hasKind(p.around, k...) }

func hasKind(marks []mark, k ...kind) bool {
	return slices.ContainsFunc(marks, func(m mark) bool { return slices.Contains(k, m.kind) })
}

// sayings makes a saying of each statement and each side that made it.
func (f *finder) sayings(statements []meaning.Statement) {
	for _, s := range statements {
		speakers := f.speakers(s)
		var parties []string
		for _, speaker := range speakers {
			if speaker.Party != "" && !slices.Contains(parties, speaker.Party) {
				parties = append(parties, speaker.Party)
			}
		}
		if len(parties) == 0 || len(s.Evidence) == 0 || s.Quotation == meaning.NoQuotation || s.Negated || s.Modality != "" {
			continue
		}
		pieces := f.pieces(s)
		if len(pieces) == 0 || f.isDeed(s, pieces[0]) {
			continue
		}
		for _, party := range parties {
			speaker := speakers[slices.IndexFunc(speakers, func(x meaning.Speaker) bool { return x.Party == party })]
			f.said = append(f.said, saying{
				statement: s.ID, speaker: speaker, party: party,
				others: slices.DeleteFunc(slices.Clone(parties), func(p string) bool { return p == party }),
				act:    s.Act, sourcing: s.Sourcing, direct: s.Quotation == meaning.Direct,
				elsewhere: s.Via != nil || hasKind(pieces[0].around, venue),
				at:        cover(s.Evidence), pieces: pieces,
			})
		}
	}
	slices.SortStableFunc(f.said, bySaid)
}

// speakers gives who made a statement: also the others of a source in which several sides are joined.
func (f *finder) speakers(s meaning.Statement) []meaning.Speaker {
	speakers := append([]meaning.Speaker{s.Speaker}, s.Jointly...)
	if s.Source == nil || len(speakers) > 1 {
		return speakers
	}
	in := f.text.WordsIn(s.Source.Start, s.Source.End)
	if s.Speaker.Party == "" && s.Sourcing == meaning.Unnamed {
		return f.serves(in)
	}
	if in.Len() == 0 || f.words[in.Start][0] != "both" {
		return speakers
	}
	for i := in.Start; i < in.End; i++ {
		if who := f.who.At(i); len(who) == 1 && !slices.ContainsFunc(speakers, func(o meaning.Speaker) bool { return o.Party == who[0].Party }) {
			speakers = append(speakers, who[0])
		}
	}
	return speakers
}

// serves gives for whom people without a name speak who serve a side: Kestrian officials, a negotiator for Valmora.
func (f *finder) serves(source language.Range) []meaning.Speaker {
	serving := false
	for i := source.Start; i < source.End; i++ {
		switch f.words[i][1] {
		case "official", "negotiator", "delegate", "delegation", "diplomat", "minister", "spokesman", "spokeswoman", "spokesperson", "envoy", "mediator":
			serving = true
		case "former", "analyst", "expert", "retired":
			return nil
		}
	}
	for i := source.Start; i < source.End && serving; i++ {
		if who := f.who.At(i); len(who) == 1 && who[0].Party != "" {
			return []meaning.Speaker{{Party: who[0].Party}}
		}
	}
	return nil
}

// isDeed reports whether a statement is the narrator's telling of what somebody did or thought, and no account that they
// give: Duarte proposed a truce, both leaders agreed.
func (f *finder) isDeed(s meaning.Statement, first piece) bool {
	switch s.Act {
	case meaning.Believes, meaning.Intends, meaning.Expects:
		return true
	case meaning.Rejects:
		return !first.has(told)
	case meaning.Proposes, meaning.Offers, meaning.Demands, meaning.Accepts, meaning.Promises, meaning.Asks, meaning.Threatens:
		return s.Sourcing != meaning.ByDocument && s.Quotation == meaning.Indirect || len(s.Jointly) > 0
	}
	return false
}

func bySaid(a, b saying) int { return cmp.Compare(a.at.Start, b.at.Start) }

// dropNested leaves out what somebody is said to have said by another side: it is that side's account.
func (f *finder) dropNested() {
	all := slices.Clone(f.said)
	f.said = slices.DeleteFunc(f.said, func(s saying) bool {
		return slices.ContainsFunc(all, func(o saying) bool {
			return o.party != s.party && o.statement != s.statement && slices.ContainsFunc(o.pieces, func(p piece) bool {
				return f.text.Span(p.words).Contains(s.at)
			})
		})
	})
}

func cover(evidence []doc.Evidence) doc.Span {
	s := evidence[0].Span()
	for _, e := range evidence[1:] {
		s = s.Cover(e.Span())
	}
	return s
}

// pieces gives what of a statement stands in each sentence. The evidence of a piece is what of the statement's own stands
// in the sentence, with source and cue.
func (f *finder) pieces(s meaning.Statement) []piece {
	var pieces []piece
	for _, content := range s.Content {
		in := f.text.WordsIn(content.Start, content.End)
		for i := in.Start; i < in.End; {
			sentence := f.text.SentenceOf(i)
			if sentence.End <= i {
				break
			}
			words := language.Range{Start: i, End: min(sentence.End, in.End)}
			i = words.End
			evidence := f.text.Span(words)
			for _, e := range s.Evidence {
				if within := f.text.Span(sentence); e.Span().Overlaps(within) && e.Span().Overlaps(evidence) {
					evidence = evidence.Cover(doc.Span{Start: max(e.Start, within.Start), End: min(e.End, within.End)})
				}
			}
			pieces = append(pieces, f.piece(words, sentence, evidence))
		}
	}
	return pieces
}

func (f *finder) piece(words, sentence language.Range, evidence doc.Span) piece {
	p := piece{words: words, sentence: sentence, evidence: evidence, around: f.marks(sentence)}
	for _, m := range p.around {
		if m.words.Start >= words.Start && m.words.End <= words.End {
			p.marks = append(p.marks, m)
		}
	}
	return p
}

// A paragraph's number, by a place in the text.
func (f *finder) paragraph(at int) int {
	w := f.text.WordAt(at)
	n, _ := slices.BinarySearchFunc(f.text.Paragraphs, w, func(p language.Range, w int) int {
		return cmp.Compare(f.text.Sentences[p.End-1].End, w+1)
	})
	return n
}

// The points of sayings that are about a contact are gathered by contact, side and voice.
func (f *finder) accounts() []meaning.Account {
	type key struct {
		contact, party string
		voice          meaning.Voice
	}
	at := map[key]int{}
	var accounts []meaning.Account
	for _, s := range append(slices.Clone(f.said), f.absences...) {
		points := f.points(s)
		if len(points) == 0 {
			continue
		}
		k := key{s.contact, s.party, s.voice}
		n, ok := at[k]
		if !ok {
			n = len(accounts)
			at[k] = n
			accounts = append(accounts, meaning.Account{Doc: f.doc.ID, Contact: s.contact, Party: s.party, Voice: s.voice, Speaker: s.speaker})
		}
		accounts[n].Full = accounts[n].Full || s.full
		if k.voice == meaning.VoiceReadout && isLeader(accounts[n].Speaker) && !isLeader(s.speaker) {
			accounts[n].Speaker = s.speaker // the office whose account it is, not the president whom it cites
		}
		accounts[n].Points = append(accounts[n].Points, points...)
	}
	for n := range accounts {
		a := &accounts[n]
		slices.SortStableFunc(a.Points, func(a, b meaning.Point) int { return cmp.Compare(a.Evidence[0].Start, b.Evidence[0].Start) })
		a.ID = strings.Join([]string{a.Doc, "a" + strconv.Itoa(a.Points[0].Evidence[0].Start), string(a.Voice), slug(a.Party)}, "-")
	}
	slices.SortStableFunc(accounts, func(a, b meaning.Account) int {
		return cmp.Or(cmp.Compare(a.Points[0].Evidence[0].Start, b.Points[0].Evidence[0].Start), cmp.Compare(a.ID, b.ID))
	})
	return accounts
}

func slug(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), "-") }

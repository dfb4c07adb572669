package web

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// A site is a dossier as its pages need it: everything with its address, its plain words and what
// belongs to it. It does not change once it is made.
type site struct {
	name   string // of the negotiation
	note   string // shown above every page
	engine string // what read the documents

	documents  []*document  // in the dossier's order
	statements []*statement // in the dossier's order
	actors     []*actor     // in the dossier's order
	parties    []*party     // the one heard most first; those that nobody speaks for are not there

	documentByID  map[string]*document
	statementByID map[string]*statement
	actorByID     map[string]*actor
	partyByName   map[string]*party

	marks     []byte // the style sheet of the statements that an address leads to
	marksHref string
}

// A document is a document with its statements.
type document struct {
	*doc.Document
	Href       string
	Heading    string // its title, or what else names it
	Outlet     string // its publisher, or what else says where it came from
	Statements []*statement
	Sourcing   *shares
	paragraphs []doc.Span
	page       func() *reader // laid out at the first request
}

// A statement is a statement with where it was made and by whom.
type statement struct {
	*meaning.Statement
	N        int // its number in its document, from 1
	Anchor   string
	Href     string // of its words in the reader
	Document *document
	Actor    *actor // nil when the speaker is not one of the dossier's
	Party    *party
	Who      string // who said it, in a few words
	Named    bool   // Who is a name, and not the text's description
	pieces   []piece
	search   string // what a search for words looks in
}

// An actor is an actor with what they said.
type actor struct {
	*meaning.Actor
	Href       string
	Party      *party
	Statements []*statement
	First      *evidence   // where the first document names them
	Named      []*evidence // where each document first names them
}

// A party is a side with those who speak for it. The party without a name holds the statements whose
// speaker is not known to stand for any.
type party struct {
	Name       string
	Class      string // of its colour
	Href       string
	Statements []*statement
	Speakers   int // how many different speakers are named
	Documents  int
	Sourcing   *shares
}

// Label names the party, also the one without a name.
func (p *party) Label() string { return cmp.Or(p.Name, "No party given") }

// An evidence is words that something rests on, with their place in the reader.
type evidence struct {
	doc.Evidence
	Document *document
	Before   string // some words before it
	After    string // some words after it
	Href     string
}

// newSite works out all that the pages show.
func newSite(d *dossier.Dossier, name string) *site {
	s := &site{
		name:          name,
		documentByID:  map[string]*document{},
		statementByID: map[string]*statement{},
		actorByID:     map[string]*actor{},
		partyByName:   map[string]*party{},
	}
	s.addDocuments(d.Documents)
	s.addActors(d.Actors)
	s.addStatements(d.Statements)
	s.rankParties()
	for _, document := range s.documents {
		document.Sourcing = newShares(document.Statements)
		document.page = sync.OnceValue(func() *reader { return newReader(document) })
	}
	s.marks = marksStyle(s.mostStatements())
	s.marksHref = versioned("/static/marks.css", s.marks)
	return s
}

func (s *site) addDocuments(documents []*doc.Document) {
	for _, d := range documents {
		if d == nil || s.documentByID[d.ID] != nil {
			continue
		}
		view := &document{Document: d, Href: "/documents/" + url.PathEscape(d.ID), Outlet: outlet(d)}
		view.Heading = cmp.Or(oneLine(d.Title), fileName(d.Path), d.URL, shorten(firstLine(d.Text), 80), "Document "+d.ID)
		view.paragraphs = paragraphs(d.Text, partEdges(d))
		s.documents = append(s.documents, view)
		s.documentByID[d.ID] = view
	}
}

// outlet says where a document came from.
func outlet(d *doc.Document) string {
	if d.Publisher != "" || d.Agency != "" {
		return cmp.Or(d.Publisher, d.Agency)
	}
	if u, err := url.Parse(d.URL); err == nil && u.Host != "" {
		return strings.TrimPrefix(u.Hostname(), "www.")
	}
	return ""
}

func firstLine(text string) string {
	for line := range strings.Lines(text) {
		if line = oneLine(line); line != "" {
			return line
		}
	}
	return ""
}

func fileName(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }

func (s *site) addActors(actors []meaning.Actor) {
	for i := range actors {
		a := &actors[i]
		if s.actorByID[a.ID] != nil {
			continue
		}
		view := &actor{Actor: a, Href: "/actors/" + url.PathEscape(a.ID), Party: s.party(a.Party)}
		s.nameActor(view)
		s.actors = append(s.actors, view)
		s.actorByID[a.ID] = view
	}
}

// nameActor finds where each document first names the actor, in the dossier's order of documents.
func (s *site) nameActor(a *actor) {
	place := make(map[*document]int, len(s.documents))
	for i, d := range s.documents {
		place[d] = i
	}
	for _, e := range a.Evidence {
		d := s.documentByID[e.Doc]
		if d == nil || e.Start < 0 || e.End > len(d.Text) || e.Start >= e.End {
			continue
		}
		if !startsRune(d.Text, e.Start) || !startsRune(d.Text, e.End) {
			continue
		}
		before, after := around(d.Text, e.Span())
		a.Named = append(a.Named, &evidence{Evidence: e, Document: d, Before: before, After: after, Href: d.place(e.Start)})
	}
	slices.SortStableFunc(a.Named, func(x, y *evidence) int {
		return cmp.Or(cmp.Compare(place[x.Document], place[y.Document]), cmp.Compare(x.Start, y.Start))
	})
	if len(a.Named) > 0 {
		a.First = a.Named[0]
	}
}

// place is the address of the paragraph that holds a place in the document's text.
func (d *document) place(at int) string {
	i, found := slices.BinarySearchFunc(d.paragraphs, at, func(p doc.Span, at int) int { return cmp.Compare(p.Start, at) })
	if !found {
		i--
	}
	return d.Href + "#" + paragraphID(max(i, 0))
}

// around gives some words before and after a place, on its own line, cut between words.
func around(text string, s doc.Span) (before, after string) {
	const reach = 90
	before, after = text[:s.Start], text[s.End:]
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		before = before[i+1:]
	}
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	}
	if len(before) > reach {
		cut := before[len(before)-reach:]
		if _, words, ok := strings.Cut(cut, " "); ok {
			before = "… " + words
		} else {
			before = "…"
		}
	}
	return before, shorten(after, reach)
}

func (s *site) addStatements(statements []meaning.Statement) {
	for i := range statements {
		st := &statements[i]
		d := s.documentByID[st.Doc]
		if d == nil || s.statementByID[st.ID] != nil {
			continue
		}
		view := &statement{
			Statement: st,
			N:         len(d.Statements) + 1,
			Anchor:    "s-" + st.ID,
			Document:  d,
			Actor:     s.actorByID[st.Speaker.Actor],
			Party:     s.party(st.Speaker.Party),
		}
		view.Href = d.Href + "#" + url.PathEscape(view.Anchor)
		view.Who, view.Named = who(st)
		view.pieces = pieces(st, d.Text)
		view.search = strings.ToLower(view.Reported() + " " + view.Who + " " + st.Speaker.Role)
		d.Statements = append(d.Statements, view)
		view.Party.Statements = append(view.Party.Statements, view)
		if view.Actor != nil {
			view.Actor.Statements = append(view.Actor.Statements, view)
		}
		s.statements = append(s.statements, view)
		s.statementByID[st.ID] = view
	}
}

// who gives the speaker's name, or else what the text says of the source.
func who(st *meaning.Statement) (words string, named bool) {
	if st.Speaker.Name != "" {
		return st.Speaker.Name, true
	}
	if st.Described != "" {
		return oneLine(st.Described), false
	}
	if st.Source != nil {
		return oneLine(st.Source.Text), false
	}
	return "Source not given", false
}

// What the templates ask of a statement.

// ActWords says what was done by saying it; that it was not done, or by which modal verb it is left open.
func (s *statement) ActWords() string {
	words := actWords(s.Act)
	if s.Modality != "" {
		words += " (“" + s.Modality + "”)"
	}
	if s.Negated {
		words += " (not done)"
	}
	return words
}

func (s *statement) QuotationWords() string { return quotationWords(s.Quotation) }
func (s *statement) SourcingWords() string  { return sourcingWords(s.Sourcing) }

// Unsaid reports whether what stands here was not said: reported of a mind, or a refusal.
func (s *statement) Unsaid() bool { return s.Quotation == meaning.NoQuotation }

// party finds the party of that name, or makes it.
func (s *site) party(name string) *party {
	p := s.partyByName[name]
	if p == nil {
		p = &party{Name: name, Class: "p0", Href: "/statements?" + url.Values{"party": {cmp.Or(name, none)}}.Encode()}
		s.partyByName[name] = p
	}
	return p
}

// colours is how many party colours there are; further parties share the neutral one, p0.
const colours = 7

// rankParties orders the parties by how much is heard of them and gives them their colours, and
// orders the actors' side of it.
func (s *site) rankParties() {
	for _, p := range s.partyByName {
		if len(p.Statements) > 0 {
			s.parties = append(s.parties, p)
		}
	}
	slices.SortFunc(s.parties, func(a, b *party) int {
		return cmp.Or(
			compareBool(a.Name == "", b.Name == ""),
			cmp.Compare(len(b.Statements), len(a.Statements)),
			cmp.Compare(a.Name, b.Name))
	})
	for i, p := range s.parties {
		if p.Name != "" && i < colours {
			p.Class = "p" + strconv.Itoa(i+1)
		}
		speakers, documents := map[string]bool{}, map[*document]bool{}
		for _, st := range p.Statements {
			documents[st.Document] = true
			if st.Named {
				speakers[speakerKey(st)] = true
			}
		}
		p.Speakers, p.Documents = len(speakers), len(documents)
		p.Sourcing = newShares(p.Statements)
	}
}

// speakerKey tells speakers apart, as far as they are named.
func speakerKey(s *statement) string {
	if !s.Named {
		return ""
	}
	return cmp.Or(s.Speaker.Actor, s.Speaker.Name)
}

// compareBool puts false before true.
func compareBool(a, b bool) int {
	if a == b {
		return 0
	}
	if a {
		return 1
	}
	return -1
}

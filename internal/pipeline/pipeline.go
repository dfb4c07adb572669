// Package pipeline is the stages in order: it reads a document and an agenda and writes the document's reading.
//
// This is the page to read first. Each stage is a package whose first sentence says what it reads and what it
// writes; what they hand on are the plain types of packages doc, language and meaning.
package pipeline

import (
	"fmt"
	"strconv"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/language/coref"
	"github.com/parleyhq/parley/internal/language/entity"
	"github.com/parleyhq/parley/internal/language/parse"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/timex"
	"github.com/parleyhq/parley/internal/language/token"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/meaning/account"
	"github.com/parleyhq/parley/internal/meaning/actor"
	"github.com/parleyhq/parley/internal/meaning/attribution"
	"github.com/parleyhq/parley/internal/meaning/commitment"
	"github.com/parleyhq/parley/internal/meaning/contact"
	"github.com/parleyhq/parley/internal/meaning/figure"
	"github.com/parleyhq/parley/internal/meaning/fingerprint"
	"github.com/parleyhq/parley/internal/meaning/issue"
	"github.com/parleyhq/parley/internal/meaning/position"
	"github.com/parleyhq/parley/internal/meaning/statement"
)

// Version is the version of the engine. Every result carries it; whatever changes a result changes it.
const Version = "0.3.0"

// An Engine reads documents. It does not change and may be used by many goroutines.
type Engine struct {
	world  *agenda.World
	tagger *tag.Tagger
	parser *parse.Parser
}

// New makes an engine that knows the world's well-known actors and, where it is not nil, the agenda of a negotiation.
func New(a *agenda.Agenda) (*Engine, error) {
	world, err := agenda.LoadWorld()
	if err != nil {
		return nil, fmt.Errorf("the lists of actors: %w", err)
	}
	if a != nil {
		world = world.With(a)
	}
	tagger, err := tag.Load()
	if err != nil {
		return nil, fmt.Errorf("the weights of the tagger: %w", err)
	}
	parser, err := parse.Load()
	if err != nil {
		return nil, fmt.Errorf("the weights of the parser: %w", err)
	}
	return &Engine{world, tagger, parser}, nil
}

// Issues are the points of the agenda that the engine knows, by id, with their names to show.
func (e *Engine) Issues() map[string]string {
	names := map[string]string{}
	for _, i := range e.world.Issues() {
		names[i.ID] = i.Label
	}
	return names
}

// Read gives all that a document says. It is a pure function of the document, the agenda and Version.
func (e *Engine) Read(d *doc.Document) *meaning.Reading {
	w := e.work(d, last)
	return &meaning.Reading{
		Doc:         d.ID,
		Engine:      Version,
		Actors:      w.cast.Actors(),
		Statements:  w.statements,
		Positions:   w.positions,
		Commitments: w.commitments,
		Contacts:    w.contacts,
		Accounts:    w.accounts,
		Figures:     w.figures,
		Timexes:     w.times,
		Fingerprint: w.fingerprint,
	}
}

// work is a document with what the stages so far have made of it.
type work struct {
	document     *doc.Document
	text         *language.Text
	times        []meaning.Timex
	mentions     []language.Mention
	attributions []meaning.Attribution
	entities     []language.Entity
	cast         *actor.Cast
	statements   []meaning.Statement
	topics       []meaning.Topic
	positions    []meaning.Position
	commitments  []meaning.Commitment
	contacts     []meaning.Contact
	accounts     []meaning.Account
	figures      []meaning.Figure
	fingerprint  meaning.Fingerprint
}

// stages are the steps of a reading, in order. Their names are what `parley read --until` takes.
var stages = []struct {
	name string
	do   func(*Engine, *work)
}{
	{"document", func(*Engine, *work) {}}, // intake has made it
	{"token", func(_ *Engine, w *work) { w.text = token.Split(w.document.Text, w.document.Furniture) }},
	{"tag", func(e *Engine, w *work) { e.tagger.Tag(w.text) }},
	{"timex", func(_ *Engine, w *work) { w.times = times(w.document, w.text) }},
	{"entity", func(e *Engine, w *work) { w.mentions = entity.Find(w.text, e.world) }},
	{"attribution", func(_ *Engine, w *work) { w.attributions = attribution.Find(w.document, w.text) }},
	{"coref", func(e *Engine, w *work) {
		o := coref.Options{Date: w.document.Published.Date, Sources: sources(w.attributions)}
		w.entities = coref.Resolve(w.text, w.mentions, e.world, o)
	}},
	{"actor", func(e *Engine, w *work) {
		w.cast = actor.Read(w.document, w.text, w.mentions, w.entities, e.world)
	}},
	{"statement", func(_ *Engine, w *work) {
		w.statements = statement.From(w.document, w.text, w.times, w.attributions, w.cast)
	}},
	{"parse", func(e *Engine, w *work) { e.parser.Parse(w.text) }}, // the stages above want the tagger's own tags
	{"issue", func(e *Engine, w *work) { w.topics = issue.Find(w.text, e.world) }},
	{"position", func(_ *Engine, w *work) {
		w.positions = position.Find(w.document, w.text, w.times, w.topics, w.statements, w.cast)
	}},
	{"commitment", func(_ *Engine, w *work) {
		w.commitments = commitment.Find(w.document, w.text, w.times, w.topics, w.statements, w.cast)
	}},
	{"contact", func(_ *Engine, w *work) { w.contacts = contact.Find(w.document, w.text, w.times, w.cast) }},
	{"account", func(_ *Engine, w *work) {
		w.accounts = account.Find(w.document, w.text, w.topics, w.statements, w.contacts, w.cast)
	}},
	{"figure", func(_ *Engine, w *work) {
		w.figures = figure.Find(w.document, w.text, w.times, w.statements)
	}},
	{"fingerprint", func(_ *Engine, w *work) { w.fingerprint = fingerprint.Of(w.text) }},
}

// last is the last of the stages.
var last = stages[len(stages)-1].name

// work does the stages up to and with the one named.
func (e *Engine) work(d *doc.Document, until string) *work {
	w := &work{document: d}
	for _, stage := range stages {
		stage.do(e, w)
		if stage.name == until {
			break
		}
	}
	return w
}

// times gives the time expressions of a document, each with the words that it rests on. Its id is the document's and
// where it stands.
func times(d *doc.Document, t *language.Text) []meaning.Timex {
	found := timex.Find(t, d.Published)
	times := make([]meaning.Timex, len(found))
	for i, x := range found {
		s := t.Span(x.Words)
		times[i] = meaning.Timex{
			ID: d.ID + "-t" + strconv.Itoa(s.Start), Kind: string(x.Kind), Value: x.Value, Mod: x.Mod, Freq: x.Freq, Quant: x.Quant,
			Evidence: []doc.Evidence{d.Evidence(s)},
		}
	}
	return times
}

// sources are the places where somebody is said to say something: whom a later "he" most likely stands for.
func sources(attributions []meaning.Attribution) []doc.Span {
	var spans []doc.Span
	for _, a := range attributions {
		if a.Source != nil {
			spans = append(spans, *a.Source)
		}
	}
	return spans
}

package record

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// Line is one line of the record, without its end: the fields of a plain type behind its "type". It is what is printed and
// what a store keeps.
func Line(kind string, fields any) json.RawMessage {
	var b bytes.Buffer
	if err := write(&b, kind, fields); err != nil {
		panic(fmt.Sprintf("%s is no JSON: %v", kind, err)) // plain types always are
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

func write(b *bytes.Buffer, kind string, fields any) error {
	var object bytes.Buffer
	e := json.NewEncoder(&object)
	e.SetEscapeHTML(false)
	if err := e.Encode(fields); err != nil {
		return err
	}
	b.WriteString(`{"type":"` + kind + `",`)
	b.Write(object.Bytes()[1:])
	return nil
}

// A StandLine is a stand as a line: its positions have lines of their own.
type StandLine struct {
	*dossier.Stand
	Positions []string          `json:"positions"` // ids
	Latest    *meaning.Position `json:"latest,omitempty"`
	Evidence  []doc.Evidence    `json:"evidence"` // of the latest position
}

// OfStand gives the line of a stand.
func OfStand(s *dossier.Stand) StandLine {
	l := StandLine{Stand: s, Positions: make([]string, len(s.Positions)), Evidence: []doc.Evidence{}}
	for i, p := range s.Positions {
		l.Positions[i] = p.ID
	}
	if n := len(s.Positions); n > 0 {
		l.Latest, l.Evidence = &s.Positions[n-1], s.Positions[n-1].Evidence
	}
	return l
}

// An AccountLine is an account as a line, with all that its points rest on.
type AccountLine struct {
	*dossier.Account
	Evidence []doc.Evidence `json:"evidence"`
}

// OfAccount gives the line of an account.
func OfAccount(a *dossier.Account) AccountLine {
	return AccountLine{a, evidence(a.Points, func(p meaning.Point) []doc.Evidence { return p.Evidence })}
}

// A CountLine is a count as a line: its figures have lines of their own.
type CountLine struct {
	*dossier.Count
	Figures  []string       `json:"figures"` // ids
	Evidence []doc.Evidence `json:"evidence"`
}

// OfCount gives the line of a count.
func OfCount(c *dossier.Count) CountLine {
	l := CountLine{c, make([]string, len(c.Figures)), evidence(c.Figures, func(f meaning.Figure) []doc.Evidence { return f.Evidence })}
	for i, f := range c.Figures {
		l.Figures[i] = f.ID
	}
	return l
}

// An ActorLine is an actor as a line, with how often they are heard.
type ActorLine struct {
	*meaning.Actor
	Statements int `json:"statements"` // of which they are the speaker
	Documents  int `json:"documents"`  // in which these stand
}

// Actors gives the lines of actors, with how often they are heard.
func Actors(actors []meaning.Actor, t *Tally) []ActorLine {
	lines := make([]ActorLine, len(actors))
	for i := range actors {
		lines[i].Actor = &actors[i]
		if h := t.Actors[actors[i].ID]; h != nil {
			lines[i].Statements, lines[i].Documents = h.Statements, h.Documents
		}
	}
	return lines
}

// A Tally counts what is said.
type Tally struct {
	Statements, Figures int
	Actors, Parties     map[string]*Heard // by id, and by name; the party without a name has the statements of nobody's
}

// Heard is how often somebody is heard.
type Heard struct {
	Statements, Documents int
	Speakers              map[string]bool // of a party
	Sourcing              map[meaning.Sourcing]int
	last                  string // document
}

// TallyOf counts what is said in a dossier.
func TallyOf(d *dossier.Dossier) *Tally {
	t := &Tally{}
	t.Add(d.Statements, len(d.Figures))
	return t
}

// Add counts the statements of documents, those of one document after another, and so many figures.
func (t *Tally) Add(statements []meaning.Statement, figures int) {
	if t.Actors == nil {
		t.Actors, t.Parties = map[string]*Heard{}, map[string]*Heard{}
	}
	t.Figures += figures
	t.Statements += len(statements)
	for i := range statements {
		s := &statements[i]
		p := t.Parties[s.Speaker.Party]
		if p == nil {
			p = &Heard{Speakers: map[string]bool{}, Sourcing: map[meaning.Sourcing]int{}}
			t.Parties[s.Speaker.Party] = p
		}
		p.add(s.Doc)
		p.Sourcing[s.Sourcing]++
		if s.Speaker.Name != "" {
			p.Speakers[cmp.Or(s.Speaker.Actor, s.Speaker.Name)] = true
		}
		if s.Speaker.Actor == "" {
			continue
		}
		a := t.Actors[s.Speaker.Actor]
		if a == nil {
			a = &Heard{}
			t.Actors[s.Speaker.Actor] = a
		}
		a.add(s.Doc)
	}
}

func (h *Heard) add(document string) {
	h.Statements++
	if h.last != document {
		h.last = document
		h.Documents++
	}
}

// evidence is that of all the items that a line is made of, each place once.
func evidence[T any](items []T, of func(T) []doc.Evidence) []doc.Evidence {
	all := []doc.Evidence{}
	for _, x := range items {
		all = append(all, of(x)...)
	}
	slices.SortFunc(all, dossier.EvidenceInOrder)
	return slices.Compact(all)
}

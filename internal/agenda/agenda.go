package agenda

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// An Agenda is the file that describes one negotiation. See testdata/valmora.yaml for one.
type Agenda struct {
	Name    string   `yaml:"name"`
	Period  Period   `yaml:"period"`
	Parties []Party  `yaml:"parties"`
	Issues  []Issue  `yaml:"issues"`
	Sources []Source `yaml:"sources"`
}

// A Period is the time of the negotiation, ISO 8601 at any precision; To is empty while it goes on.
type Period struct {
	From string `yaml:"from"`
	To   string `yaml:"to"`
	line int
}

// A Party is a side of the negotiation.
type Party struct {
	Name       string   `yaml:"name"`
	Kind       Kind     `yaml:"kind"`       // state where the lists do not know it and nothing is said
	Aliases    []string `yaml:"aliases"`    // its other names
	Adjectives []string `yaml:"adjectives"` // of a state: Finnish
	People     []string `yaml:"people"`     // its people: Finn, Finns
	Members    []Member `yaml:"members"`    // who speaks for it
	line       int
}

// A Member is an actor that stands for a party. In the file it may be a name alone.
type Member struct {
	Name    string   `yaml:"name"`
	Kind    Kind     `yaml:"kind"` // person where the lists do not know it and nothing is said
	Aliases []string `yaml:"aliases"`
	Short   []string `yaml:"short"` // the name by which reports call the person alone; the last name is understood
	Sex     Sex      `yaml:"sex"`
	Role    string   `yaml:"role"`
	Leader  bool     `yaml:"leader"`
	From    string   `yaml:"from"` // the time in which the role is held; that of the agenda where nothing is said
	To      string   `yaml:"to"`
	line    int
}

// An Issue is a point of this negotiation, or more terms for one that is known. In the file it may be an id alone.
type Issue struct {
	ID     string   `yaml:"id"`
	Label  string   `yaml:"label"`  // what it is called where it is shown
	Covers string   `yaml:"covers"` // what belongs to it, for readers
	Terms  []string `yaml:"terms"`  // the words by which texts speak of it, as in data/issueterms.tsv
	line   int
}

// A Source is a medium that the documents come from. In the file it may be a name alone.
type Source struct {
	Name string `yaml:"name"`
	Sort string `yaml:"sort"` // agency, paper, broadcaster or platform, as in the list of media
	URL  string `yaml:"url"`  // its page or feed
	line int
}

func (p *Period) UnmarshalYAML(n ast.Node) error {
	type plain Period
	return located(n, (*plain)(p), &p.line)
}

func (p *Party) UnmarshalYAML(n ast.Node) error {
	type plain Party
	return located(n, (*plain)(p), &p.line)
}

func (i *Issue) UnmarshalYAML(n ast.Node) error {
	type plain Issue
	return named(n, &i.ID, (*plain)(i), &i.line)
}

func (m *Member) UnmarshalYAML(n ast.Node) error {
	type plain Member
	return named(n, &m.Name, (*plain)(m), &m.line)
}

func (s *Source) UnmarshalYAML(n ast.Node) error {
	type plain Source
	return named(n, &s.Name, (*plain)(s), &s.line)
}

// named reads a value that may be its name alone.
func named(n ast.Node, name *string, into any, at *int) error {
	if s, ok := n.(*ast.StringNode); ok {
		*name, *at = s.Value, line(n)
		return nil
	}
	return located(n, into, at)
}

// located reads a value and keeps the line that it begins in.
func located(n ast.Node, into any, at *int) error {
	err := yaml.NodeToValue(n, into, yaml.Strict())
	*at = line(n)
	return err
}

func line(n ast.Node) int {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 {
		n = m.Values[0].Key
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 0
}

// Load reads an agenda. An error names the file, the line and the field.
func Load(b []byte, filename string) (a *Agenda, err error) {
	defer func() { // the YAML reader has been seen to panic on broken input
		if r := recover(); r != nil {
			a, err = nil, fmt.Errorf("%s: it is not YAML: %v", filename, r)
		}
	}()
	a = new(Agenda)
	if err := yaml.UnmarshalWithOptions(b, a, yaml.Strict()); err != nil {
		var y yaml.Error
		if errors.As(err, &y) && y.GetToken() != nil && y.GetToken().Position != nil {
			return nil, fmt.Errorf("%s:%d: %s", filename, y.GetToken().Position.Line, y.GetMessage())
		}
		return nil, fmt.Errorf("%s: %w", filename, err)
	}
	if at, err := a.check(); err != nil {
		return nil, fmt.Errorf("%s:%d: %w", filename, max(at, 1), err)
	}
	return a, nil
}

// check gives the first thing that is wrong, and its line.
func (a *Agenda) check() (int, error) {
	if strings.TrimSpace(a.Name) == "" {
		return 1, errors.New("name: it is missing; give the negotiation a name")
	}
	if err := span("period", a.Period.From, a.Period.To); err != nil {
		return a.Period.line, err
	}
	seen := map[string]string{}
	for _, p := range a.Parties {
		if err := actor("parties", p.Name, p.Kind, "", seen); err != nil {
			return p.line, err
		}
		for _, m := range p.Members {
			if err := actor("parties.members", m.Name, m.Kind, m.Sex, seen); err != nil {
				return m.line, err
			}
			if err := span("parties.members", m.From, m.To); err != nil {
				return m.line, err
			}
		}
	}
	if at, err := checkIssues(a.Issues); err != nil {
		return at, err
	}
	for _, s := range a.Sources {
		if err := actor("sources", s.Name, Medium, "", seen); err != nil {
			return s.line, err
		}
		if s.Sort != "" && !slices.Contains(mediaSorts, s.Sort) {
			return s.line, fmt.Errorf("sources.sort: %q is not %s", s.Sort, strings.Join(mediaSorts, ", "))
		}
	}
	return 0, nil
}

func actor(field, name string, kind Kind, sex Sex, seen map[string]string) error {
	id := ID(name)
	switch {
	case id == "":
		return fmt.Errorf("%s.name: it is missing; give a name with letters in it", field)
	case seen[id] != "":
		return fmt.Errorf("%s.name: %q stands in the file already as %q", field, name, seen[id])
	case kind != "" && !slices.Contains([]Kind{Person, State, Organisation, Medium, Group}, kind):
		return fmt.Errorf("%s.kind: %q is not person, state, organisation, medium or group", field, kind)
	case sex != "" && sex != Male && sex != Female:
		return fmt.Errorf("%s.sex: %q is not m or f", field, sex)
	}
	seen[id] = name
	return nil
}

func span(field, from, to string) error {
	for _, d := range []struct{ name, date string }{{"from", from}, {"to", to}} {
		if d.date != "" && !isDate(d.date) {
			return fmt.Errorf("%s.%s: %q is not a date like 2025, 2025-03 or 2025-03-18", field, d.name, d.date)
		}
	}
	if from != "" && to != "" && earliest(from) > latest(to) {
		return fmt.Errorf("%s: it ends (%s) before it begins (%s)", field, to, from)
	}
	return nil
}

// With lays an agenda over the world: its names come before the lists', its members stand for its
// parties, and the roles that it gives are held in the time that it gives. The world itself stays as it is.
func (w *World) With(a *Agenda) *World {
	if a == nil {
		return w
	}
	o := overlay{world: w, agenda: a, named: map[*Entry][]spelling{}, own: map[*Entry]*Entry{}}
	for _, p := range a.Parties {
		o.party(p)
	}
	for _, s := range a.Sources {
		e := o.entry(s.Name, Medium, Medium)
		if s.Sort != "" {
			e.Sort = s.Sort
		}
	}
	return o.build()
}

// overlay is a world while an agenda is being laid over it.
type overlay struct {
	world  *World
	agenda *Agenda
	added  []*Entry
	own    map[*Entry]*Entry // the world's entry and what became of it
	named  map[*Entry][]spelling
}

func (o *overlay) party(p Party) {
	e := o.entry(p.Name, p.Kind, State)
	e.Party = e.Name
	for _, alias := range p.Aliases {
		// A seat of government stays an actor of its own, and stands for the party.
		if seat := o.world.Known(strings.TrimPrefix(alias, "the ")); seat != nil && seat.Kind != State {
			o.entry(seat.Name, "", seat.Kind).Party = e.Name
			continue
		}
		o.names(e, []string{alias}, FullName)
	}
	o.names(e, p.Adjectives, Adjective)
	o.names(e, p.People, People)
	if len(p.Adjectives) > 0 {
		e.Adjective = p.Adjectives[0]
	}
	for _, m := range p.Members {
		o.member(m, e.Name)
	}
}

func (o *overlay) member(m Member, party string) {
	e := o.entry(m.Name, m.Kind, Person)
	for i, t := range e.Terms { // the chancellor of Germany, whatever side he is on
		e.Terms[i].Party = cmp.Or(t.Party, e.Party)
	}
	e.Party, e.Side = party, true
	if m.Sex != "" {
		e.Sex = m.Sex
	}
	o.names(e, m.Aliases, FullName)
	if words := strings.Fields(e.Name); e.Kind == Person && len(m.Short) == 0 && len(words) > 1 {
		m.Short = words[len(words)-1:]
	}
	o.names(e, m.Short, ShortName)
	if m.Role == "" {
		return
	}
	t := Term{From: m.From, To: m.To, Role: m.Role, Leader: m.Leader}
	if t.From == "" {
		t.From = o.agenda.Period.From
	}
	if t.To == "" {
		t.To = o.agenda.Period.To
	}
	if t.From == "" {
		t.From = "0001"
	}
	if t.To == "" {
		t.To = "9999"
	}
	e.Terms = append([]Term{t}, e.Terms...)
}

// entry gives the agenda's own copy of a listed actor, or a new one.
func (o *overlay) entry(name string, kind, otherwise Kind) *Entry {
	known := o.world.Entry(ID(name))
	if known == nil {
		known = o.world.Known(name)
	}
	if known != nil {
		if e, ok := o.own[known]; ok {
			return e
		}
		e := *known
		e.Aliases, e.Terms = slices.Clone(e.Aliases), slices.Clone(e.Terms)
		o.own[known] = &e
		if kind != "" {
			e.Kind = kind
		}
		return &e
	}
	if kind == "" {
		kind = otherwise
	}
	e := &Entry{Name: name, ID: ID(name), Kind: kind}
	o.added = append(o.added, e)
	o.named[e] = []spelling{{name, FullName}}
	return e
}

func (o *overlay) names(e *Entry, names []string, sense Sense) {
	for _, n := range names {
		if ID(n) == "" || describes(n) {
			continue
		}
		o.named[e] = append(o.named[e], spelling{n, sense})
		if sense == FullName && n != e.Name && !slices.Contains(e.Aliases, n) {
			e.Aliases = append(e.Aliases, n)
		}
	}
}

// describes reports whether a name is none but a description, as "the Valmoran president" is. Descriptions are
// understood by roles and adjectives.
func describes(name string) bool {
	last := name[strings.LastIndexByte(name, ' ')+1:]
	return strings.HasPrefix(name, "the ") && last == strings.ToLower(last)
}

// build makes the new world. A name that the agenda gives means what the agenda says and nothing else.
func (o *overlay) build() *World {
	entries := slices.Clone(o.added)
	taken := map[string]bool{}
	for _, ss := range o.named {
		for _, s := range ss {
			taken[s.text] = true
		}
	}
	for _, e := range o.world.entries {
		mine := e
		if own, ok := o.own[e]; ok {
			mine = own
		}
		entries = append(entries, mine)
	}
	for _, key := range slices.Sorted(maps.Keys(o.world.names)) {
		for _, n := range o.world.names[key] {
			if taken[n.text] {
				continue
			}
			for _, h := range n.hits {
				e := h.Entry
				if own, ok := o.own[e]; ok {
					e = own
				}
				o.named[e] = append(o.named[e], spelling{n.text, h.Sense})
			}
		}
	}
	return build(entries, o.named, o.world.words).withIssues(o.world.listed, o.agenda.Issues)
}

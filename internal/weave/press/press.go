// Package press writes invented documents with their readings, as many as are asked for: what weaving, keeping and showing a
// large archive is measured with. It reads nothing but a seed.
package press

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Press writes the readings of an invented negotiation, as many a day as a newspaper archive has of a real one: truces that are
// proposed, agreed, broken and end, exchanges of prisoners, calls and talks that are planned and held, demands that are made again
// and again, tolls that rise. The same seed gives the same readings.
type Press struct {
	*rand.Rand
	start  int // its first day
	perDay int
	said   []quoted

	each    portion
	archive *archive // nil where nobody searches what is written
}

// A portion is how much of each kind one document has.
type portion struct{ truces, exchanges, contacts, figures, positions, statements int }

// New makes a press that writes for the weaver: many mentions of a few things, in few words.
func New(seed uint64) *Press {
	first, _ := dossier.DaysOf("2031-01-01")
	return &Press{Rand: rand.New(rand.NewPCG(seed, 1)), start: first.First, perDay: 10, each: portion{3, 2, 2, 2, 5, 5}}
}

// sheet is a document while it is written.
type sheet struct {
	d    *doc.Document
	r    *meaning.Reading
	text strings.Builder
	n    int
}

// sentence adds words to the text, and gives them as evidence.
func (s *sheet) sentence(format string, args ...any) []doc.Evidence {
	words := fmt.Sprintf(format, args...)
	from := s.text.Len()
	s.text.WriteString(words)
	s.text.WriteString(".\n\n")
	return []doc.Evidence{{Doc: s.d.ID, Start: from, End: from + len(words), Quote: words}}
}

func (s *sheet) id(kind string) string {
	s.n++
	return fmt.Sprintf("%s-%s%d", s.d.ID, kind, s.n)
}

func pick[T any](r *Press, of ...T) T { return of[r.IntN(len(of))] }

// Write makes the i-th document and its reading.
func (r *Press) Write(i int) (*doc.Document, *meaning.Reading) {
	today := r.start + i/r.perDay
	s := &sheet{d: &doc.Document{ID: fmt.Sprintf("d%06d", i), Published: doc.Published{Date: dossier.Date(today), Basis: doc.Given}}}
	s.r = &meaning.Reading{Doc: s.d.ID, Engine: "1.0.0"}
	if r.archive != nil {
		r.archive.head(r, s)
	}
	for _, part := range []struct {
		times int
		write func(*sheet, int)
	}{
		{r.each.truces, r.truce},
		{r.each.exchanges, r.exchange},
		{r.each.contacts, r.contact},
		{r.each.figures, r.figure},
		{r.each.positions, r.position},
		{r.each.statements, r.statement},
	} {
		for range part.times {
			part.write(s, today)
		}
	}
	names := []string{"Valmora", "Estria", "Norland", "Ana Duarte", "Piet Halvorsen", fmt.Sprintf("Official %d", r.IntN(50+i/20))}
	if r.archive == nil {
		for _, name := range names {
			s.r.Actors = append(s.r.Actors, meaning.Actor{ID: idOf(name), Name: name, Kind: meaning.Person, Evidence: s.sentence("%s was there", name)})
		}
	}
	s.d.Text = s.text.String()
	return s.d, s.r
}

func idOf(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "-") }

// truce speaks of the truce of the time, of which there is another every forty days, on one of three fields.
func (r *Press) truce(s *sheet, today int) {
	begun := today - (today-r.start)%40
	c := meaning.Commitment{
		ID: s.id("c"), Doc: s.d.ID, Issue: pick(r, "ceasefire", "ceasefire", "ceasefire-energy", "ceasefire-maritime"),
		Kind: meaning.Agreement, Parties: pick(r, nil, []string{"Estria", "Valmora"}, []string{"Estria", "Valmora"}, []string{"Valmora"}),
	}
	switch age := today - begun; {
	case age < 8:
		c.Status = meaning.StatusProposed
	case age < 10:
		c.Status, c.Made = meaning.StatusAgreed, dossier.Date(begun+8)
		c.Start, c.Duration = pick(r, "", dossier.Date(begun+8)), pick(r, "", "P25D")
	case age < 33:
		c.Status = pick(r, meaning.StatusInForce, meaning.StatusViolated)
		c.Made = pick(r, "", "", dossier.Date(begun+8))
	default:
		c.Status, c.Time = meaning.StatusEnded, dossier.Date(today)
	}
	if c.Status == meaning.StatusViolated {
		c.Against = pick(r, "Valmora", "Estria")
		c.By = &meaning.Speaker{Name: "Ana Duarte", Party: pick(r, "Valmora", "Estria")}
	}
	c.Evidence = s.sentence("The truce between the two sides stands as %s on day %d", c.Status, today)
	if r.IntN(3) == 0 {
		c.Scope = &doc.Quote{Start: c.Evidence[0].Start, End: c.Evidence[0].Start + 9, Text: c.Evidence[0].Quote[:9]}
	}
	s.r.Commitments = append(s.r.Commitments, c)
}

func (r *Press) exchange(s *sheet, today int) {
	what := pick(r, "wounded soldiers", "civilian detainees", "fallen soldiers", "aid convoys through Sella", "grain ships from Port Selm", "fuel for hospitals")
	c := meaning.Commitment{
		ID: s.id("c"), Doc: s.d.ID, Issue: pick(r, "prisoners", "humanitarian", "trade"), Kind: meaning.Agreement,
		Parties: pick(r, nil, []string{"Estria", "Valmora"}, []string{"Norland", "Valmora"}), Status: pick(r, meaning.StatusAgreed, meaning.StatusProposed),
		Date: pick(r, "", dossier.Date(today-today%7+7)),
	}
	c.Evidence = s.sentence("Both sides are to let through %s", what)
	c.Scope = &doc.Quote{Start: c.Evidence[0].End - len(what), End: c.Evidence[0].End, Text: what}
	s.r.Commitments = append(s.r.Commitments, c)
}

func (r *Press) contact(s *sheet, today int) {
	day := today + r.IntN(7) - 4
	c := meaning.Contact{ID: s.id("k"), Doc: s.d.ID, Form: pick(r, meaning.Call, meaning.Talks), Date: dossier.Date(day), Status: meaning.Held}
	if day > today {
		c.Status = meaning.Planned
	}
	if r.IntN(4) == 0 {
		c.Date = ""
	}
	c.Participants = pick(r,
		[]meaning.Speaker{{Name: "Ana Duarte", Party: "Valmora"}, {Name: "Piet Halvorsen", Party: "Estria"}},
		[]meaning.Speaker{{Name: "Estria", Party: "Estria"}, {Name: "Valmora", Party: "Valmora"}},
		[]meaning.Speaker{{Name: "Norland", Party: "Norland"}, {Name: "Valmora", Party: "Valmora"}},
	)
	c.Evidence = s.sentence("They spoke on day %d", day)
	s.r.Contacts = append(s.r.Contacts, c)
	for _, party := range []string{"Valmora", "Estria"} {
		s.r.Accounts = append(s.r.Accounts, meaning.Account{
			ID: s.id("a"), Doc: s.d.ID, Contact: c.ID, Party: party, Voice: pick(r, meaning.VoiceReadout, meaning.VoiceSpokesman),
			Points: []meaning.Point{{Issue: pick(r, "ceasefire", "prisoners"), Evidence: c.Evidence}},
		})
	}
}

func (r *Press) position(s *sheet, today int) {
	what := pick(r, "the withdrawal of all troops", "control of the strait", "safe passage for ships", "the release of detainees", "an end to arms deliveries")
	p := meaning.Position{
		ID: s.id("p"), Doc: s.d.ID, Party: pick(r, "Valmora", "Estria", "Norland"), Time: dossier.Date(today),
		Issue: pick(r, "withdrawal", "ceasefire", "ceasefire-maritime", "prisoners", "arms-supplies", "territory", "sanctions", "humanitarian"),
	}
	if r.archive != nil {
		p.Party, p.Issue = r.archive.party(r), r.archive.issue()
	}
	stances := []meaning.Stance{meaning.StanceDemands, meaning.StanceRejects, meaning.StanceConditional, meaning.StanceOffers}
	p.Stance = stances[(len(p.Party)+len(p.Issue)+(today-r.start)/90)%len(stances)] // it turns every three months
	p.Evidence = s.sentence("%s holds to %s", p.Party, what)
	p.Object = &doc.Quote{Start: p.Evidence[0].End - len(what), End: p.Evidence[0].End, Text: what}
	s.r.Positions = append(s.r.Positions, p)
}

// A quoted is words that were said, in the order of their saying.
type quoted []string

func (r *Press) statement(s *sheet, _ int) {
	x := meaning.Statement{
		ID: s.id("s"), Doc: s.d.ID, Speaker: meaning.Speaker{Name: pick(r, "Ana Duarte", "Piet Halvorsen", fmt.Sprintf("Official %d", r.IntN(50)))},
		Quotation: pick(r, meaning.Direct, meaning.Indirect, meaning.Indirect), Act: meaning.Asserts,
	}
	words := r.quotation()
	if len(r.said) > 20 && r.IntN(5) == 0 { // what was said in these days, in another wording
		words = slices.Clone(r.said[len(r.said)-1-r.IntN(20)])
		words[r.IntN(len(words))] = "indeed"
	}
	if r.said = append(r.said, words); len(r.said) > 1000 {
		r.said = slices.Clone(r.said[len(r.said)-20:])
	}
	if r.archive != nil {
		r.archive.speak(r, s, &x)
	}
	x.Evidence = s.sentence("\"%s\"", strings.Join(words, " "))
	x.Content = []doc.Quote{{Start: x.Evidence[0].Start, End: x.Evidence[0].End, Text: x.Evidence[0].Quote}}
	s.r.Statements = append(s.r.Statements, x)
}

// quotation makes up words that nobody said.
func (r *Press) quotation() quoted {
	words := make(quoted, 8+r.IntN(8))
	for i := range words {
		if r.archive != nil {
			words[i] = r.archive.word()
		} else {
			words[i] = r.syllables(2 + r.IntN(2))
		}
	}
	return words
}

// syllables makes up a word.
func (r *Press) syllables(n int) (word string) {
	for range n {
		word += pick(r, "ba", "de", "fo", "gu", "la", "me", "ni", "po", "ra", "se", "ti", "vo")
	}
	return word
}

func (r *Press) figure(s *sheet, today int) {
	f := meaning.Figure{
		ID: s.id("f"), Doc: s.d.ID, Value: float64(r.IntN(50) + (today-r.start)/3), Time: dossier.Date(today),
		What: pick(r, "people killed", "drones shot down", "ships held", "prisoners exchanged", fmt.Sprintf("homes hit in district %d", r.IntN(400))),
	}
	f.Evidence = s.sentence("%.0f %s", f.Value, f.What)
	s.r.Figures = append(s.r.Figures, f)
}

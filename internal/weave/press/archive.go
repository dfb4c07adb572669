package press

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// NewArchive makes a press that writes for those who read and search: fifty documents a day of sixty publishers, ten statements
// in each, by hundreds of speakers of twenty parties, in words of which a few are in every second sentence and most are rare
// (Zipf's law), on thirty issues.
func NewArchive(seed uint64) *Press {
	r := New(seed)
	r.perDay, r.each = 50, portion{truces: 1, exchanges: 1, contacts: 1, figures: 1, positions: 3, statements: 10}
	r.archive = newArchive(r)
	return r
}

// An archive is who speaks, who prints it, and in what words.
type archive struct {
	words      []string
	common     *rand.Zipf // of words
	who        []meaning.Speaker
	often      *rand.Zipf // of speakers
	issues     []string
	onIssue    *rand.Zipf
	publishers []string
	prints     *rand.Zipf
}

// frequent are words that begin the list: what the news of any negotiation is full of.
const frequent = `the of to and in a that is for on with will not be by as at from are it this have has was we they their our all
talks ceasefire peace agreement sides truce forces prisoners security troops withdrawal guarantees border sanctions mediators
delegation ministers president negotiations exchange aid corridor strait ships energy grain ports territory demands proposal
conditions monitoring violation shelling attack drones missiles hostages detainees release humanitarian convoys reconstruction
verification timetable framework summit envoy readout statement officials spokesman joint communique`

// parties are the sides, those heard most first.
var parties = []string{
	"Valmora", "Estria", "Norland", "Ostrava League", "Kelland", "Merania", "Tarsis", "United Assembly", "Sundmark", "Ardania",
	"Belmark", "Corvia", "Dravia", "Elmora", "Fenmark", "Galdia", "Hestia", "Iveria", "Jorvia", "Karsia",
}

func newArchive(r *Press) *archive {
	a := &archive{words: strings.Fields(frequent)}
	for len(a.words) < 30_000 {
		a.words = append(a.words, r.syllables(2+r.IntN(4)))
	}
	for i := range 600 {
		s := meaning.Speaker{Name: title(r.syllables(2)) + " " + title(r.syllables(3)), Party: parties[min(r.IntN(20), r.IntN(20))], Role: pick(r, "foreign minister", "spokesman", "chief negotiator", "presidential aide")}
		s.Actor = fmt.Sprintf("%s-%d", idOf(s.Name), i)
		if i%10 == 9 {
			s.Party = ""
		}
		a.who = append(a.who, s)
	}
	for range 60 {
		a.publishers = append(a.publishers, "The "+title(r.syllables(3))+" "+pick(r, "Courier", "Herald", "Times", "Agency"))
	}
	a.issues = []string{
		"ceasefire", "prisoners", "territory", "security-guarantees", "sanctions", "withdrawal", "humanitarian", "ceasefire-energy", "ceasefire-maritime", "arms-supplies",
		"monitoring", "elections", "reconstruction", "refugees", "nuclear", "borders", "trade", "justice", "autonomy", "hostages",
	}
	for i := len(a.issues); i < 30; i++ {
		a.issues = append(a.issues, fmt.Sprintf("matter-%d", i))
	}
	zipf := func(s, v float64, n int) *rand.Zipf { return rand.NewZipf(r.Rand, s, v, uint64(n-1)) }
	a.common, a.often, a.onIssue, a.prints = zipf(1.1, 6, len(a.words)), zipf(1.2, 4, len(a.who)), zipf(1.3, 4, len(a.issues)), zipf(1.2, 4, len(a.publishers))
	return a
}

func title(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

func (a *archive) word() string             { return a.words[a.common.Uint64()] }
func (a *archive) issue() string            { return a.issues[a.onIssue.Uint64()] }
func (a *archive) party(r *Press) string    { return parties[min(r.IntN(20), r.IntN(20), r.IntN(20))] }
func (a *archive) speaker() meaning.Speaker { return a.who[a.often.Uint64()] }

// head gives a document its title, its publisher and its kind.
func (a *archive) head(r *Press, s *sheet) {
	s.d.Publisher, s.d.Language = a.publishers[a.prints.Uint64()], "en"
	s.d.Kind = pick(r, doc.Report, doc.Report, doc.Report, doc.Report, doc.Readout, doc.Release, doc.Transcript)
	words := make([]string, 6)
	for i := range words {
		words[i] = a.word()
	}
	s.d.Title = title(strings.Join(words, " "))
	s.d.URL = "https://www.example.org/" + s.d.ID
}

// speak gives a statement its speaker, whom the document then names, and what was done by saying it.
func (a *archive) speak(r *Press, s *sheet, x *meaning.Statement) {
	acts := []meaning.Act{meaning.Asserts, meaning.Demands, meaning.Proposes, meaning.Rejects, meaning.Accuses, meaning.Promises, meaning.Expects}
	x.Act, x.Confidence = acts[min(r.IntN(7), r.IntN(7))], 0.5+float64(r.IntN(50))/100
	if r.IntN(6) == 0 {
		x.Speaker, x.Sourcing, x.Described = meaning.Speaker{}, meaning.Unnamed, "an official"
		return
	}
	x.Speaker, x.Sourcing = a.speaker(), pick(r, meaning.Named, meaning.Named, meaning.Named, meaning.Institution, meaning.Media)
	for _, known := range s.r.Actors {
		if known.ID == x.Speaker.Actor {
			return
		}
	}
	s.r.Actors = append(s.r.Actors, meaning.Actor{
		ID: x.Speaker.Actor, Name: x.Speaker.Name, Kind: meaning.Person, Party: x.Speaker.Party, Roles: []string{x.Speaker.Role},
		Evidence: s.sentence("%s, %s, spoke on %s", x.Speaker.Name, x.Speaker.Role, dossier.Date(r.start)),
	})
}

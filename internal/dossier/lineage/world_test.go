package lineage_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/dossier/lineage"
	"github.com/parleyhq/parley/internal/language/token"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/meaning/fingerprint"
)

// A made world is documents of a grammar, with relations that are known.
type made struct {
	docs []*doc.Document
	// want is how each document comes from its origin; of a document that is not there nothing is to be found.
	want map[string]dossier.Descent
}

// world makes a world: stories, and of them copies, syndicated copies, revisions and rewrites. The same seed makes the same.
func world(seed uint64, n int) made {
	m := maker{r: rand.New(rand.NewPCG(seed, 1)), made: made{want: map[string]dossier.Descent{}}}
	for len(m.docs) < n {
		m.story()
	}
	return m.made
}

// A maker makes documents.
type maker struct {
	r *rand.Rand
	made
}

func (m *maker) pick(words string) string {
	all := strings.Split(words, "|")
	return all[m.r.IntN(len(all))]
}

func (m *maker) name() string {
	return m.pick("Ana|Ruben|Marta|Tomas|Lena|Yusuf|Olga|Pia|Idris|Nora|Samir|Petra") + " " +
		m.pick("Bra|Cal|Dor|Fen|Gra|Hol|Kes|Lor|Mar|Nov|Ost|Pel|Ros|Sel|Tor|Var") + m.pick("den|mark|vik|sen|ova|ley|ton|ric|mann|esco|adze|yan")
}

func (m *maker) state() string {
	return m.pick("Valmora|Estria|Kestria|Taldia|Ostraya|Marovia|Lorvania|Aldmere|Sundara|Brevia")
}

// place makes the name of a town or river.
func (m *maker) place() string {
	return m.pick("Nor|Port |Hal|Mir|Dun|Tar|Sor|Cas|Bel|Gren|Ild|Ulm|Vos|Wen|Yar|Zel") + m.pick("|a|e|i|o|um|er|an") + m.pick("haven|essing|den|ow|mere|sk|rel|tle|fort|wick|stad|berg|ava|inka|oro|umi")
}

// some makes a noun with what it is like, so that few runs of six words come twice by chance.
func (m *maker) some(nouns string) string {
	return m.pick("old|new|small|disputed|northern|southern|frozen|former|joint|private|promised|second|rival|sunken|empty|foreign|western|eastern|local|public|temporary|costly|hidden|ancient|wooden|narrow|rural|coastal|inland|guarded|abandoned|famous|last|first|third|whole|better|missing|neutral|silent|royal|civil|central|upper|lower|stony|shared|unfinished|borrowed|unpaid|unarmed|young|elderly|weary") + " " + m.pick(nouns)
}

// sentence makes one of very many sentences as reports have them.
func (m *maker) sentence() string {
	s, o := m.state(), m.state()
	place := m.place()
	day := m.pick("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday")
	n := 2 + m.r.IntN(900)
	switch m.r.IntN(9) {
	case 0:
		return fmt.Sprintf("%s's %s %s said on %s that %s would %s the %s near %s unless %s %s its %s.", s, m.pick("foreign minister|president|defence minister|chief negotiator|envoy"), m.name(), day, s, m.pick("reopen|close|leave|hold|inspect"), m.some("crossing|port|dam|pipeline|checkpoint|airfield"), place, o, m.pick("withdrew|disarmed|released|recalled|returned"), m.some("fighters|prisoners|officials|patrols|ships"))
	case 1:
		return fmt.Sprintf("At least %d %s were %s in %s %s of %s, according to %s.", n, m.some("civilians|soldiers|aid workers|fishermen|farmers"), m.pick("killed|wounded|detained|displaced"), m.some("shelling|clashes|raids|floods|strikes"), m.pick("north|south|east|west"), place, m.pick("the governor|hospital officials|a relief agency|the army|witnesses"))
	case 2:
		return fmt.Sprintf(`"%s," said %s, who %s the %s in %s.`, m.quote(), m.name(), m.pick("heads|advises|speaks for|founded"), m.some("council of elders|port authority|relief committee|border commission|fishing union"), place)
	case 3:
		return fmt.Sprintf("Talks between %s and %s, which %s hosted in %s, %s after %d hours with %s on %s.", s, o, m.state(), place, m.pick("ended|broke up|were adjourned|resumed"), 2+m.r.IntN(30), m.pick("no agreement|some progress|an understanding|a quarrel"), m.some("water|prisoners|borders|grain|customs|fishing grounds"))
	case 4:
		return fmt.Sprintf("A draft of %d pages, %s by %s, asks %s to %s %d %s within %d days.", n, m.pick("seen|printed|leaked|denied"), m.name(), s, m.pick("pull back|hand over|register|destroy|free"), n, m.some("vehicles|detainees|launchers|vessels|mines"), 5+m.r.IntN(90))
	case 5:
		return fmt.Sprintf("%s has refused since %s to %s the %s, and %s in %s say that its %s costs them %d million.", s, m.pick("spring|autumn|last year|the coup|the election"), m.pick("share|pay for|admit|open"), m.some("charts|bridge|monitors|tariffs"), m.some("traders|diplomats|farmers|bankers"), place, m.pick("blockade|embargo|stance|silence"), n)
	case 6:
		return fmt.Sprintf("Officials in %s, %s, could not say whether the %s of %s would be %s before the %s in %s.", place, s, m.some("bodies|letters|maps|funds|weapons"), m.place(), m.pick("returned|counted|released|shown"), m.some("summit|harvest|vote|anniversary|winter"), m.place())
	case 7:
		return fmt.Sprintf("The envoy of %s, %s, met %s in %s on %s and spoke of %s for %d minutes.", s, m.name(), m.name(), place, day, m.some("elections|amnesties|buffer zones|reparations|funds"), n)
	default:
		return fmt.Sprintf("For %s the %s of %s is %s, while %s calls it %s and wants %d %s there.", s, m.pick("return|opening|division|policing"), place, m.pick("a matter of honour|a red line|the first step|no longer urgent"), o, m.pick("a pretext|an old dream|the last step|a trap"), n, m.some("observers|policemen|engineers|doctors"))
	}
}

func (m *maker) quote() string {
	return fmt.Sprintf("We %s this %s for %d years and we shall not %s it to %s of %s", m.pick("have guarded|have worked|have asked for|have paid for"), m.some("river|shore|road|valley"), 2+m.r.IntN(60), m.pick("leave|sell|give|lend"), m.some("strangers|generals|speculators|neighbours"), m.place())
}

func (m *maker) sentences() []string {
	all := make([]string, 10+m.r.IntN(16))
	for i := range all {
		all[i] = m.sentence()
	}
	return all
}

var footers = []string{
	"The views expressed in letters to this newspaper are those of their writers and not necessarily those of the editors or the owners.",
	"All rights reserved; no part of this report may be reproduced in any form without the written permission of the publisher beforehand.",
	"Readers who wish to comment may write to the editor at the address given on the second page of every weekday edition of the paper.",
}

// add puts a document into the world.
func (m *maker) add(d doc.Document, sentences []string) *doc.Document {
	d.ID = fmt.Sprintf("%06d", len(m.docs))
	var b strings.Builder
	for i, s := range sentences {
		b.WriteString(s)
		b.WriteByte(" \n"[min(i%3/2, 1)])
	}
	b.WriteString("\n" + footers[m.r.IntN(len(footers))])
	d.Text = b.String()
	m.docs = append(m.docs, &d)
	return m.docs[len(m.docs)-1]
}

func (m *maker) date(after int) string {
	return time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, len(m.docs)/20+after).Format(time.DateOnly)
}

// story makes a story, and now and then what comes of it.
func (m *maker) story() {
	body := m.sentences()
	paper := func() string {
		return m.pick("The Norhaven|Halden|Mirow|The Dunmere|Tarsk|Brevia") + " " + m.pick("Post|Courier|Chronicle|Herald|Gazette|Observer|Times|Mail")
	}
	first := doc.Document{Publisher: paper(), Published: doc.Published{Date: m.date(0)}}
	agency := m.r.IntN(2) == 0
	if agency {
		first.Publisher = fmt.Sprintf("Wire %d", len(m.docs)) // each its own, so that no two stories are of one agency
		first.Agency = first.Publisher
	}
	o := m.add(first, body)
	other := func() string {
		for {
			if p := paper(); p != o.Publisher {
				return p
			}
		}
	}
	switch m.r.IntN(8) {
	case 0: // trimmed or whole
		keep := body[:max(len(body)*9/10, 1)]
		d := doc.Document{Publisher: other(), Published: doc.Published{Date: m.date(1)}}
		relation := dossier.Copy
		if agency {
			d.Agency, relation = o.Agency, dossier.Syndicated
			keep = body[:len(body)*2/3]
		}
		m.came(m.add(d, keep), o, relation)
	case 1: // some sentences changed, some dropped, some new
		next := append([]string{}, body...)
		for range len(next) / 5 {
			next[m.r.IntN(len(next))] = m.sentence()
		}
		d := doc.Document{Publisher: o.Publisher, Agency: o.Agency, Published: doc.Published{Date: m.date(1)}}
		m.came(m.add(d, append(next, m.sentence())), o, dossier.Revision)
	case 2: // a third of the sentences among others
		next := m.sentences()
		next = append(next[:min(len(next), 14)], m.narrated(body, 5)...)
		m.r.Shuffle(len(next), func(i, j int) { next[i], next[j] = next[j], next[i] })
		m.came(m.add(doc.Document{Publisher: other(), Published: doc.Published{Date: m.date(1)}}, next), o, dossier.Derived)
	case 3: // a quotation alone is no rewrite
		next := append(m.sentences(), `"`+m.quoteOf(body)+`," the speaker was quoted as saying.`)
		m.add(doc.Document{Publisher: other(), Published: doc.Published{Date: m.date(1)}}, next)
	case 4: // half of the words changed here and there in every sentence
		next := make([]string, len(body))
		for i, s := range body {
			next[i] = m.reword(s)
		}
		m.came(m.add(doc.Document{Publisher: other(), Published: doc.Published{Date: m.date(1)}}, next), o, dossier.Derived)
	}
}

// narrated gives some sentences that are no quotations.
func (m *maker) narrated(body []string, n int) []string {
	var all []string
	for _, s := range body {
		if s[0] != '"' && len(all) < n {
			all = append(all, s)
		}
	}
	return all
}

func (m *maker) quoteOf(body []string) string {
	for _, s := range body {
		if s[0] == '"' {
			return s[1:strings.Index(s, ",\"")]
		}
	}
	return "We shall see"
}

// reword changes a sentence near its beginning and cuts its last third.
func (m *maker) reword(s string) string {
	words := strings.Fields(s)
	words[1] = "then, by most accounts, " + words[1]
	return strings.Join(words[:len(words)*2/3], " ") + "."
}

// came notes what a document was made from.
func (m *maker) came(d, o *doc.Document, how dossier.Relation) {
	m.want[d.ID] = dossier.Descent{Doc: d.ID, Origin: o.ID, Relation: how}
}

// score counts the relations that are found, those found as they were made, and those made.
func (m made) score(x *lineage.Index) (found, right, all int) {
	for _, d := range x.Descents() {
		if d.Relation == dossier.SameAgency {
			continue
		}
		found++
		if w := m.want[d.Doc]; w.Origin == d.Origin && w.Relation == d.Relation {
			right++
		}
	}
	return found, right, len(m.want)
}

// BenchmarkAdd adds a document to an index of so many.
func BenchmarkAdd(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			w := world(3, n+2000)
			prints := w.prints()
			x := lineage.New()
			next := 0
			add := func() {
				d := *w.docs[next%len(w.docs)]
				d.ID = fmt.Sprint(next)
				x.Add(&d, prints[next%len(w.docs)])
				next++
			}
			for range n {
				add()
			}
			x.Descents()
			b.ReportAllocs()
			for b.Loop() {
				if next == len(w.docs) { // as large as before
					b.StopTimer()
					x, next = lineage.New(), 0
					for range n {
						add()
					}
					x.Descents()
					b.StartTimer()
				}
				add()
				x.Of(fmt.Sprint(next - 1))
			}
		})
	}
}

// BenchmarkWorld indexes a large world and finds all that comes from one another.
func BenchmarkWorld(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			if n > 10_000 && testing.Short() {
				b.Skip("it takes minutes")
			}
			w := world(5, n)
			prints := w.prints()
			for b.Loop() {
				before := heap()
				x := lineage.New()
				for i, d := range w.docs {
					x.Add(d, prints[i])
				}
				found, right, all := w.score(x)
				b.ReportMetric(float64(right)/float64(all), "recall")
				b.ReportMetric(float64(right)/float64(found), "precision")
				b.ReportMetric(float64(heap()-before)/1e6, "MB")
				runtime.KeepAlive(x)
			}
		})
	}
}

func (m made) prints() []meaning.Fingerprint {
	all := make([]meaning.Fingerprint, len(m.docs))
	for i, d := range m.docs {
		all[i] = fingerprint.Of(token.Split(d.Text, d.Furniture))
	}
	return all
}

func heap() uint64 {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}

package web

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/store/postgres"
	"github.com/parleyhq/parley/internal/store/postgres/postgrestest"
	"github.com/parleyhq/parley/internal/store/sqlite"
	"github.com/parleyhq/parley/internal/weave"
	"github.com/parleyhq/parley/internal/weave/press"
)

// What `make bench-site` is told.
var (
	sizeFlag   = flag.Int("documents", 300, "of BenchmarkSite: how many documents, with ten statements each")
	timesFlag  = flag.Int("times", 40, "of BenchmarkSite: how many addresses of each kind of page")
	baseFlag   = flag.String("databases", "sqlite,postgres", "of BenchmarkSite: which databases")
	fileFlag   = flag.String("sqlite", "", "of BenchmarkSite: a SQLite file that is filled, or used where it is full; one that is gone afterwards where it is empty")
	serverFlag = flag.String("server", "", "of BenchmarkSite: the address of a PostgreSQL database, as -sqlite; a server is started where it is empty")
)

// BenchmarkSite measures every kind of page and search over an archive of invented documents, on each database: what the
// page takes, what the same questions to the store take alone, and how much is sent.
//
// The dossier is woven a stretch of documents at a time and put together: see weaveStretch.
func BenchmarkSite(b *testing.B) {
	bases, address := map[string]store.Store{}, ""
	for _, name := range strings.Split(*baseFlag, ",") {
		switch name {
		case "sqlite":
			bases[name] = openSQLite(b)
		case "postgres":
			if address = *serverFlag; address == "" {
				address = postgrestest.Start(b).Database(b)
			}
			s, err := postgres.Open(b.Context(), address)
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { s.Close() })
			bases[name] = s
		default:
			b.Fatalf("-databases: %q is neither sqlite nor postgres", name)
		}
	}
	begun := time.Now()
	fillAll(b, bases, *sizeFlag)
	fmt.Printf("%d documents filled in %s; %s\n", *sizeFlag, time.Since(begun).Round(time.Second), memory())
	ready(b, address)
	runtime.GC()
	for _, name := range slices.Sorted(maps.Keys(bases)) {
		measureSite(b, name, bases[name])
	}
	for b.Loop() { // what is measured stands in the table
	}
}

func openSQLite(b *testing.B) store.Store {
	file := *fileFlag
	if file == "" {
		file = filepath.Join(b.TempDir(), "size.db")
	}
	s, err := sqlite.Open(b.Context(), file)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

// fillAll keeps the archive in every database that does not have it yet.
func fillAll(b *testing.B, bases map[string]store.Store, size int) {
	ctx := b.Context()
	type load struct {
		reads []store.Read
		woven []store.Item
	}
	var loads []chan load
	var done sync.WaitGroup
	for _, s := range bases {
		if last, _, err := s.Engine(ctx, fmt.Sprintf("d%06d", size-1)); err != nil || last != "" {
			continue
		}
		c := make(chan load, 1)
		loads = append(loads, c)
		done.Go(func() {
			for l := range c {
				for some := range slices.Chunk(l.reads, 500) {
					if err := s.Keep(ctx, some); err != nil {
						b.Error(err)
					}
				}
				for some := range slices.Chunk(l.woven, 5000) {
					if err := s.Weave(ctx, some, nil); err != nil {
						b.Error(err)
					}
				}
			}
		})
	}
	if len(loads) == 0 {
		return
	}
	p, whole := press.NewArchive(7), &dossier.Dossier{}
	for from := 0; from < size; from += stretchSize {
		reads, part := weaveStretch(p, from, min(stretchSize, size-from))
		join(whole, part)
		for _, c := range loads {
			c <- load{reads: reads}
		}
	}
	for i := 0; i+40 < size; i += 10 { // one in ten is copied within the day
		d := dossier.Descent{Doc: fmt.Sprintf("d%06d", i+1+i%30), Origin: fmt.Sprintf("d%06d", i), Relation: dossier.Derived, Share: 0.8}
		whole.Lineage = append(whole.Lineage, d)
	}
	woven := filing.Woven(whole)
	*whole = dossier.Dossier{}
	for _, c := range loads {
		c <- load{woven: woven}
		close(c)
	}
	done.Wait()
}

// stretchSize is how many documents are woven at once. An archive of ten years woven whole would need some gigabytes.
const stretchSize = 2000

// weaveStretch makes documents with their readings, and weaves them.
func weaveStretch(p *press.Press, from, n int) ([]store.Read, *dossier.Dossier) {
	var documents []*doc.Document
	var readings []*meaning.Reading
	var reads []store.Read
	for i := range n {
		d, r := p.Write(from + i)
		documents, readings = append(documents, d), append(readings, r)
		reads = append(reads, store.Read{Document: d, Reading: r, Input: d.ID + ".txt", Items: filing.Of(d, r)})
	}
	return reads, weave.Weave(documents, readings)
}

// join adds a stretch to what is woven: lines of one id become one where they go on (stands, actors), and else the latest stands.
func join(whole, part *dossier.Dossier) {
	for _, d := range part.Documents {
		slim := *d
		slim.Text = ""
		whole.Documents = append(whole.Documents, &slim)
	}
	whole.Statements = append(whole.Statements, part.Statements...)
	whole.Figures = append(whole.Figures, part.Figures...)
	whole.Commitments = joined(whole.Commitments, part.Commitments, func(c *dossier.Commitment) string { return c.ID }, nil)
	whole.Contacts = joined(whole.Contacts, part.Contacts, func(c *dossier.Contact) string { return c.ID }, nil)
	whole.Accounts = joined(whole.Accounts, part.Accounts, func(c *dossier.Account) string { return c.ID }, nil)
	whole.Discrepancies = joined(whole.Discrepancies, part.Discrepancies, func(c *dossier.Discrepancy) string { return c.ID }, nil)
	whole.Counts = joined(whole.Counts, part.Counts, func(c *dossier.Count) string { return c.ID }, nil)
	whole.Timeline = joined(whole.Timeline, part.Timeline, func(c *dossier.Event) string { return c.ID }, nil)
	whole.Stands = joined(whole.Stands, part.Stands, func(c *dossier.Stand) string { return c.ID }, func(old, s *dossier.Stand) {
		s.Positions, s.Changes = slices.Concat(old.Positions, s.Positions), slices.Concat(old.Changes, s.Changes)
	})
	whole.Actors = joined(whole.Actors, part.Actors, func(c *meaning.Actor) string { return c.ID }, func(old, a *meaning.Actor) {
		a.Evidence = slices.Concat(old.Evidence, a.Evidence)
	})
}

func joined[T any](whole, part []T, id func(*T) string, goOn func(old, new *T)) []T {
	at := make(map[string]int, len(whole))
	for i := range whole {
		at[id(&whole[i])] = i
	}
	for i := range part {
		j, there := at[id(&part[i])]
		if !there {
			whole = append(whole, part[i])
			continue
		}
		if goOn != nil {
			goOn(&whole[j], &part[i])
		}
		whole[j] = part[i]
	}
	return whole
}

// ready lets a database count what it holds, as it does by itself in time.
func ready(b *testing.B, address string) {
	if address == "" {
		return
	}
	c, err := pgx.Connect(b.Context(), address)
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close(b.Context())
	if _, err := c.Exec(b.Context(), "VACUUM ANALYZE"); err != nil {
		b.Fatal(err)
	}
}

// A call is one question that a page asked.
type call func(context.Context, store.Store) error

// A recorder is a store that keeps what it was asked.
type recorder struct {
	store.Store
	mu    sync.Mutex
	calls []call
}

func (r *recorder) add(c call) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.calls = append(r.calls, c)
}

func (r *recorder) Document(ctx context.Context, id string) (*doc.Document, error) {
	r.add(func(ctx context.Context, s store.Store) error { _, err := s.Document(ctx, id); return err })
	return r.Store.Document(ctx, id)
}

func (r *recorder) Item(ctx context.Context, id string, form store.Form) (store.Item, error) {
	r.add(func(ctx context.Context, s store.Store) error { _, err := s.Item(ctx, id, form); return err })
	return r.Store.Item(ctx, id, form)
}

func (r *recorder) Lookup(ctx context.Context, ids []string, form store.Form) (map[string]store.Item, error) {
	ids = slices.Clone(ids)
	r.add(func(ctx context.Context, s store.Store) error { _, err := s.Lookup(ctx, ids, form); return err })
	return r.Store.Lookup(ctx, ids, form)
}

func (r *recorder) Items(ctx context.Context, q store.Query) ([]store.Item, store.Cursor, error) {
	q.Tags = slices.Clone(q.Tags)
	r.add(func(ctx context.Context, s store.Store) error { _, _, err := s.Items(ctx, q); return err })
	return r.Store.Items(ctx, q)
}

func (r *recorder) Count(ctx context.Context, q store.Query) (int, error) {
	q.Tags = slices.Clone(q.Tags)
	r.add(func(ctx context.Context, s store.Store) error { _, err := s.Count(ctx, q); return err })
	return r.Store.Count(ctx, q)
}

func (r *recorder) Values(ctx context.Context, q store.Query, tag string, limit int) ([]store.Value, error) {
	q.Tags = slices.Clone(q.Tags)
	r.add(func(ctx context.Context, s store.Store) error { _, err := s.Values(ctx, q, tag, limit); return err })
	return r.Store.Values(ctx, q, tag, limit)
}

func (r *recorder) Facets(ctx context.Context, q store.Query, tags []string, limit int) (store.Facets, error) {
	q.Tags, tags = slices.Clone(q.Tags), slices.Clone(tags)
	r.add(func(ctx context.Context, s store.Store) error { _, err := s.Facets(ctx, q, tags, limit); return err })
	return r.Store.Facets(ctx, q, tags, limit)
}

func (r *recorder) Decisions(ctx context.Context) ([]store.Decision, error) {
	r.add(func(ctx context.Context, s store.Store) error { _, err := s.Decisions(ctx); return err })
	return r.Store.Decisions(ctx)
}

func (r *recorder) Setting(ctx context.Context, name string) (string, error) {
	r.add(func(ctx context.Context, s store.Store) error { _, err := s.Setting(ctx, name); return err })
	return r.Store.Setting(ctx, name)
}

// measureSite asks for every kind of page and prints a line for each.
func measureSite(b *testing.B, name string, s store.Store) {
	a := &addresses{Rand: rand.New(rand.NewPCG(1, 2)), ids: map[string][]string{}}
	a.look(b, s)
	rec := &recorder{Store: s}
	site := New(rec, "Size", Review(noDesk{}))
	a.next = func(address string) string {
		w := httptest.NewRecorder()
		site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
		var page struct{ Next string }
		if err := json.Unmarshal(w.Body.Bytes(), &page); err != nil {
			b.Fatalf("%s: %v", address, err)
		}
		u, err := url.Parse(page.Next)
		if err != nil {
			b.Fatal(err)
		}
		return u.Query().Get("after")
	}
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(out, "\n%s\tp50\tp95\tp99\tdatabase p50\tp95\tratio\tfirst p95\tslowest question\tsent\t\n", name)
	for _, kind := range a.kinds() {
		var pages, questions, firsts []time.Duration
		most, slowest, sent := "", time.Duration(0), 0
		for i := range *timesFlag {
			address := kind.make()
			if address == "" {
				continue
			}
			ask := func() time.Duration {
				rec.calls = rec.calls[:0]
				r := httptest.NewRequest(http.MethodGet, address, nil)
				r.Header.Set("Accept-Encoding", "gzip")
				w := httptest.NewRecorder()
				begun := time.Now()
				site.ServeHTTP(w, r)
				took := time.Since(begun)
				if w.Code != http.StatusOK {
					b.Errorf("%s: %s gives %d", name, address, w.Code)
				}
				sent = max(sent, w.Body.Len())
				return took
			}
			replay := func(calls []call) time.Duration {
				var whole time.Duration
				for _, c := range calls {
					begun := time.Now()
					_ = c(b.Context(), s) // the page has had the error, if there was one
					whole += time.Since(begun)
				}
				return whole
			}
			firsts = append(firsts, ask())
			calls := slices.Clone(rec.calls)
			if i%2 == 0 {
				questions = append(questions, replay(calls))
				pages = append(pages, ask())
			} else {
				pages = append(pages, ask())
				questions = append(questions, replay(calls))
			}
			if last := pages[len(pages)-1]; last > slowest {
				slowest, most = last, address
			}
		}
		if len(pages) == 0 {
			fmt.Fprintf(out, "%s\tnone there\t\n", kind.name)
			continue
		}
		ratio := float64(at(pages, 95)) / float64(at(questions, 95))
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\t%s\t%.2f\t%s\t%s\t%d KB\t\n", kind.name, ms(at(pages, 50)), ms(at(pages, 95)), ms(at(pages, 99)),
			ms(at(questions, 50)), ms(at(questions, 95)), ratio, ms(at(firsts, 95)), shorten(most, 90), (sent+1023)>>10)
	}
	out.Flush()
	fmt.Println(name + ": " + memory())
}

// noDesk takes no decision: pages are measured as they are where one can decide.
type noDesk struct{}

func (noDesk) Decide(context.Context, ...store.Decision) (bool, error) { return false, errNotFound }
func (noDesk) Weaving() bool                                           { return false }

// at gives a percentile.
func at(all []time.Duration, percent int) time.Duration {
	all = slices.Sorted(slices.Values(all))
	return all[min(len(all)-1, (len(all)*percent+99)/100)]
}

func ms(d time.Duration) string { return strconv.FormatFloat(float64(d)/1e6, 'f', 1, 64) }

// memory tells what the program holds now.
func memory() string {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	words := fmt.Sprintf("heap in use %d MB", m.HeapInuse>>20)
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return words
	}
	for line := range strings.Lines(string(status)) {
		for _, key := range []string{"VmRSS:", "VmHWM:"} {
			if rest, ok := strings.CutPrefix(line, key); ok {
				words += ", " + map[string]string{"VmRSS:": "resident", "VmHWM:": "at most"}[key] + " " + strings.TrimSpace(rest)
			}
		}
	}
	return words
}

// addresses makes addresses of pages from what a store holds.
type addresses struct {
	*rand.Rand
	ids    map[string][]string // by type
	values map[string][]string // by tag
	words  []string            // those that are searched for: frequent and rare ones
	next   func(address string) (after string)
}

func (a *addresses) look(b *testing.B, s store.Store) {
	for _, kind := range []string{filing.Document, filing.Statement, filing.Stand, filing.Commitment, filing.Contact, filing.Actor} {
		for _, newest := range []bool{false, true} {
			items, _, err := s.Items(b.Context(), store.Query{Types: []string{kind}, Newest: newest, Limit: 300})
			if err != nil {
				b.Fatal(err)
			}
			for _, item := range items {
				a.ids[kind] = append(a.ids[kind], item.ID)
			}
		}
	}
	a.values = map[string][]string{}
	for _, tag := range []string{"party", "actor", "publisher", "issue", "act", "sourcing", "quotation"} {
		values, err := s.Values(b.Context(), store.Query{Types: []string{filing.Statement, filing.Position, filing.Commitment}}, tag, 200)
		if err != nil {
			b.Fatal(err)
		}
		for _, v := range values {
			a.values[tag] = append(a.values[tag], v.Value)
		}
	}
	for _, id := range a.ids[filing.Document][:min(60, len(a.ids[filing.Document]))] {
		d, err := s.Document(b.Context(), id)
		if err != nil {
			b.Fatal(err)
		}
		for _, w := range strings.Fields(store.Fold(d.Text)) {
			if len(w) > 3 && !slices.Contains(a.words, w) {
				a.words = append(a.words, w)
			}
		}
	}
	slices.Sort(a.words)
}

// A kindOf page has a name and makes one address after the other.
type kindOf struct {
	name string
	make func() string
}

func one(a *addresses, of []string) string {
	if len(of) == 0 {
		return ""
	}
	return of[min(a.IntN(len(of)), a.IntN(len(of)))] // those that are frequent more often
}

func (a *addresses) month() string {
	return fmt.Sprintf("%d-%02d", 2031+a.IntN(max(1, *sizeFlag/50/365)), 1+a.IntN(12))
}

func (a *addresses) kinds() []kindOf {
	page := func(path string, fields ...string) kindOf {
		name := path
		if len(fields) > 0 {
			name += " by " + strings.Join(fields, ", ")
		}
		return kindOf{name, func() string {
			q := url.Values{}
			for _, f := range fields {
				switch f {
				case "from", "to", "since":
					q.Set(f, a.month())
				case "source":
					q.Set(f, one(a, a.values["publisher"]))
				case "frequent":
					q.Set("words", []string{"talks", "ceasefire", "peace", "security", "prisoners", "withdrawal", "of", "the", "said", "border"}[a.IntN(10)])
				case "two words":
					q.Set("words", one(a, []string{"ceasefire", "talks", "prisoners", "sanctions"})+" "+one(a, []string{"the", "security", "border", "troops", "envoy"}))
				case "words":
					q.Set("words", a.words[a.IntN(len(a.words))])
				case "phrase":
					q.Set("words", `"`+one(a, []string{"the withdrawal of all troops", "safe passage", "the ceasefire", "grain ships", "spoke on"})+`"`)
				case "type":
					q.Set(f, one(a, []string{"statement", "position", "document", "commitment"}))
				case "queue":
					q.Set("type", one(a, []string{"commitment", "contact", "statement", "discrepancy"}))
				case "kind":
					q.Set(f, "report")
				case "status":
					q.Set(f, one(a, []string{"proposed", "agreed", "violated", "ended"}))
				default:
					q.Set(f, one(a, a.values[cmp.Or(map[string]string{"speaker": "actor"}[f], f)]))
				}
			}
			if len(q) == 0 {
				return path
			}
			return path + "?" + q.Encode()
		}}
	}
	of := func(path, kind, end string) kindOf {
		return kindOf{path + "/…" + end, func() string {
			id := ""
			if all := a.ids[kind]; len(all) > 0 {
				id = all[a.IntN(len(all))]
			}
			if id == "" {
				return ""
			}
			return path + "/" + url.PathEscape(id) + end
		}}
	}
	return []kindOf{
		page("/"), page("/", "since"), page("/overview.json"), page("/brief"), page("/brief", "since"), page("/brief.json"),
		page("/documents"), page("/documents", "source"), page("/documents", "kind"), page("/documents", "words"), of("/documents", filing.Document, ""),
		page("/documents.json"), of("/documents", filing.Document, ".json"),
		page("/statements"), page("/statements", "party"), page("/statements", "actor"), page("/statements", "act"), page("/statements", "sourcing"),
		page("/statements", "party", "act"), page("/statements", "party", "sourcing", "quotation"), page("/statements", "source"), page("/statements", "from"), page("/statements", "from", "to", "party"),
		page("/statements", "words"), page("/statements", "frequent"), page("/statements.json", "party"),
		a.deep("/statements.json", "/statements"), a.deep("/statements.json", "/statements", "party"),
		page("/positions"), page("/positions", "party"), page("/positions.json"), of("/positions", filing.Stand, ""), of("/positions", filing.Stand, ".json"),
		page("/commitments"), page("/commitments", "status"), page("/commitments", "issue"), page("/commitments.json"), of("/commitments", filing.Commitment, ""), of("/commitments", filing.Commitment, ".json"),
		page("/contacts"), page("/contacts", "party"), page("/contacts.json"), of("/contacts", filing.Contact, ""), of("/contacts", filing.Contact, ".json"),
		page("/discrepancies"), page("/discrepancies", "issue"), page("/discrepancies.json"),
		page("/timeline"), page("/timeline", "from"), page("/timeline", "from", "to"), page("/timeline.json"),
		page("/sources"), page("/sources.json"), page("/actors"), page("/actors.json"), of("/actors", filing.Actor, ""),
		page("/search"), page("/search", "words"), page("/search", "frequent"), page("/search", "two words"), page("/search", "phrase"),
		page("/search", "frequent", "type"), page("/search", "frequent", "party"), page("/search", "issue"), page("/search", "party"), page("/search", "frequent", "from"), page("/search.json", "frequent"),
		page("/review"), page("/review", "queue"), of("/review/items", filing.Commitment, ""), of("/review/items", filing.Statement, ""), page("/review/decisions"),
	}
}

// deep gives addresses of pages far down a list: each goes on from the last by a hundred lines and more.
func (a *addresses) deep(list, path string, fields ...string) kindOf {
	after := ""
	return kindOf{path + " far down" + strings.Join(append([]string{""}, fields...), ", by "), func() string {
		q := url.Values{}
		for _, f := range fields {
			q.Set(f, a.values[f][0])
		}
		for range 3 {
			if after != "" {
				q.Set("after", after)
			}
			if after = a.next(list + "?" + q.Encode()); after == "" {
				break
			}
		}
		if q.Set("after", after); after == "" {
			q.Del("after")
		}
		return path + "?" + q.Encode()
	}}
}

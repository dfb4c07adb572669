package web

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/meaning"
)

// perPage is how many statements a page of a list holds: what keeps it well below 150 KB.
const perPage = 50

// none stands in an address for a field that is not known.
const none = "-"

// The limits of what may be searched for and where a list may be entered.
const (
	longestQuery = 200
	mostPages    = 1_000_000
)

// A filter is what a list of statements is narrowed down to. Empty fields let everything through.
type filter struct{ Party, Actor, Act, Sourcing, Quotation, Document, Words string }

// The fields of a filter as they stand in an address.
var filterFields = []struct {
	key    string
	field  func(*filter) *string
	values []choice // the only values there are; nil for any
}{
	{"party", func(f *filter) *string { return &f.Party }, nil},
	{"actor", func(f *filter) *string { return &f.Actor }, nil},
	{"act", func(f *filter) *string { return &f.Act }, acts},
	{"sourcing", func(f *filter) *string { return &f.Sourcing }, sourcings},
	{"quotation", func(f *filter) *string { return &f.Quotation }, quotations},
	{"document", func(f *filter) *string { return &f.Document }, nil},
	{"words", func(f *filter) *string { return &f.Words }, nil},
}

// readFilter reads a filter from an address.
func readFilter(q url.Values) (filter, error) {
	var f filter
	for _, field := range filterFields {
		value := strings.TrimSpace(q.Get(field.key))
		if len(value) > longestQuery {
			return f, badRequest(fmt.Sprintf("What is asked for as “%s” is longer than %d characters.", field.key, longestQuery))
		}
		if value != "" && field.values != nil && !slices.ContainsFunc(field.values, func(c choice) bool { return c.Value == value }) {
			return f, badRequest(fmt.Sprintf("There is no %s “%s”.", field.key, shorten(value, 40)))
		}
		*field.field(&f) = value
	}
	return f, nil
}

// without gives the filter with one field empty, with gives it with another value there.
func (f filter) without(key string) filter { return f.with(key, "") }

func (f filter) with(key, value string) filter {
	for _, field := range filterFields {
		if field.key == key {
			*field.field(&f) = value
		}
	}
	return f
}

func (f filter) get(key string) string {
	for _, field := range filterFields {
		if field.key == key {
			return *field.field(&f)
		}
	}
	return ""
}

// query writes the filter as it stands in an address: ?act=denies&party=Valmora, or nothing.
func (f filter) query(page int) string {
	q := url.Values{}
	for _, field := range filterFields {
		if v := *field.field(&f); v != "" {
			q.Set(field.key, v)
		}
	}
	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// lets reports whether the filter lets a statement through.
func (f filter) lets(s *statement) bool {
	if f.Party != "" && f.Party != cmp.Or(s.Party.Name, none) ||
		f.Actor != "" && f.Actor != cmp.Or(actorID(s), none) ||
		f.Act != "" && f.Act != string(s.Act) ||
		f.Sourcing != "" && f.Sourcing != sourcingOf(s) ||
		f.Quotation != "" && f.Quotation != string(s.Quotation) ||
		f.Document != "" && f.Document != s.Document.ID {
		return false
	}
	for word := range strings.FieldsSeq(strings.ToLower(f.Words)) {
		if !strings.Contains(s.search, word) {
			return false
		}
	}
	return true
}

func sourcingOf(s *statement) string { return cmp.Or(string(s.Sourcing), none) }

func actorID(s *statement) string {
	if s.Actor == nil {
		return ""
	}
	return s.Actor.ID
}

// statementList is the page of all statements, by party and actor.
type statementList struct {
	Filter   filter
	Narrowed []narrowing // what the list is narrowed down to, each with the way back
	Total    int         // statements that the filter lets through
	All      int
	From, To int // which of them stand on this page, from 1
	Groups   []partyGroup
	Facets   []facet
	Selects  []facet
	Pager    pager
	query    string
}

func (l *statementList) frame() (section, title, json string) {
	return "statements", "Statements", "/statements.json" + l.query
}

// A narrowing is one field of the filter in words, with the address of the list without it.
type narrowing struct{ Field, Words, Without string }

// A partyGroup is the statements of one party on a page.
type partyGroup struct {
	Party     *party
	Count     int // on all pages
	Speakers  []speakerGroup
	Continued bool // from the page before
}

// A speakerGroup is the statements of one speaker for one party.
type speakerGroup struct {
	Name       string
	Actor      *actor
	Role       string
	Count      int // on all pages
	Statements []*statement
	Continued  bool
}

// A facet is a field to narrow a list by, with its values.
type facet struct {
	Key, Label string
	Chosen     string
	Options    []option
}

// An option is a value of a facet, with the number of statements that it would leave.
type option struct {
	Value, Words string
	Class        string // of its colour, if any
	Count        int
	Chosen       bool
	Href         string // of the list with it, or without it where it is chosen
}

// A pager leads from page to page.
type pager struct {
	Page, Pages    int
	Earlier, Later string
}

func (s *site) statementList(r *http.Request) (*answer, error) {
	f, err := readFilter(r.URL.Query())
	if err != nil {
		return nil, err
	}
	page, err := readPage(r.URL.Query())
	if err != nil {
		return nil, err
	}
	found := s.inGroups(s.find(f))
	l := &statementList{Filter: f, Total: len(found), All: len(s.statements), query: f.query(1)}
	var from, to int
	if l.Pager, from, to, err = paged(len(found), page, perPage, func(n int) string { return "/statements" + f.query(n) }); err != nil {
		return nil, err
	}
	l.From, l.To = from+1, to
	l.Groups = groups(found, from, to)
	l.Facets, l.Selects = s.facets(f)
	l.Narrowed = s.narrowed(f)
	return &answer{template: "statements", data: l}, nil
}

func readPage(q url.Values) (int, error) {
	if !q.Has("page") {
		return 1, nil
	}
	page, err := strconv.Atoi(q.Get("page"))
	if err != nil || page < 1 || page > mostPages {
		return 0, badRequest("A page is a number from 1 up.")
	}
	return page, nil
}

// paged cuts n items into pages: which of them stand on this one, and the ways to the others. A page
// that is not there is not found.
func paged(n, page, perPage int, href func(int) string) (p pager, from, to int, err error) {
	p = pager{Page: page, Pages: max(1, (n+perPage-1)/perPage)}
	if page > p.Pages {
		return p, 0, 0, errNotFound
	}
	if page > 1 {
		p.Earlier = href(page - 1)
	}
	if page < p.Pages {
		p.Later = href(page + 1)
	}
	return p, (page - 1) * perPage, min(n, page*perPage), nil
}

func (s *site) find(f filter) []*statement {
	var found []*statement
	for _, st := range s.statements {
		if f.lets(st) {
			found = append(found, st)
		}
	}
	return found
}

// inGroups orders statements by party, the one heard most of all first, then by speaker, likewise,
// those without a name last, then as the dossier has them.
func (s *site) inGroups(statements []*statement) []*statement {
	rank := make(map[*party]int, len(s.parties))
	for i, p := range s.parties {
		rank[p] = i
	}
	type key struct {
		p       *party
		speaker string
	}
	often := map[key]int{}
	for _, st := range statements {
		often[key{st.Party, speakerKey(st)}]++
	}
	sorted := slices.Clone(statements)
	slices.SortStableFunc(sorted, func(a, b *statement) int {
		ka, kb := key{a.Party, speakerKey(a)}, key{b.Party, speakerKey(b)}
		return cmp.Or(
			cmp.Compare(rank[a.Party], rank[b.Party]),
			compareBool(ka.speaker == "", kb.speaker == ""),
			cmp.Compare(often[kb], often[ka]),
			cmp.Compare(ka.speaker, kb.speaker))
	})
	return sorted
}

// groups cuts the statements from, up to, to out of the sorted ones, under their headings.
func groups(sorted []*statement, from, to int) []partyGroup {
	var out []partyGroup
	for i := from; i < to; i++ {
		st := sorted[i]
		if i == from || sorted[i-1].Party != st.Party {
			g := partyGroup{Party: st.Party, Continued: i > 0 && sorted[i-1].Party == st.Party}
			g.Count = countIf(sorted, func(s *statement) bool { return s.Party == st.Party })
			out = append(out, g)
		}
		g := &out[len(out)-1]
		if i == from || sorted[i-1].Party != st.Party || speakerKey(sorted[i-1]) != speakerKey(st) {
			sg := speakerGroup{Name: "Sources without a name", Continued: i > 0 && sorted[i-1].Party == st.Party && speakerKey(sorted[i-1]) == speakerKey(st)}
			if st.Named {
				sg.Name, sg.Actor, sg.Role = st.Speaker.Name, st.Actor, st.Speaker.Role
			}
			sg.Count = countIf(sorted, func(s *statement) bool { return s.Party == st.Party && speakerKey(s) == speakerKey(st) })
			g.Speakers = append(g.Speakers, sg)
		}
		sg := &g.Speakers[len(g.Speakers)-1]
		sg.Statements = append(sg.Statements, st)
	}
	return out
}

func countIf(statements []*statement, is func(*statement) bool) int {
	n := 0
	for _, s := range statements {
		if is(s) {
			n++
		}
	}
	return n
}

// facets counts, for each field, the statements that each of its values would leave, all other
// fields as they are. The short lists are links, the long ones choices of a form.
func (s *site) facets(f filter) (links, selects []facet) {
	count := map[string]map[string]int{}
	for _, key := range []string{"party", "actor", "act", "sourcing", "quotation", "document"} {
		count[key] = map[string]int{}
		rest := f.without(key)
		for _, st := range s.statements {
			if rest.lets(st) {
				count[key][valueOf(st, key)]++
			}
		}
	}
	links = []facet{
		newFacet(f, "party", "Party", s.partyChoices(count["party"]), count["party"]),
		newFacet(f, "sourcing", "How it is sourced", sourcings, count["sourcing"]),
		newFacet(f, "quotation", "How it is quoted", quotations, count["quotation"]),
		newFacet(f, "act", "What was done", acts, count["act"]),
	}
	for i, o := range links[0].Options {
		if p := s.partyByName[strings.TrimPrefix(o.Value, none)]; p != nil {
			links[0].Options[i].Class = p.Class
		}
	}
	selects = []facet{
		newFacet(f, "actor", "Speaker", s.actorChoices(count["actor"]), count["actor"]),
		newFacet(f, "document", "Document", s.documentChoices(), count["document"]),
	}
	return links, selects
}

func valueOf(s *statement, key string) string {
	switch key {
	case "party":
		return cmp.Or(s.Party.Name, none)
	case "actor":
		return cmp.Or(actorID(s), none)
	case "act":
		return string(s.Act)
	case "sourcing":
		return sourcingOf(s)
	case "quotation":
		return string(s.Quotation)
	}
	return s.Document.ID
}

// newFacet gives the values that would leave something, and the chosen one in any case.
func newFacet(f filter, key, label string, choices []choice, count map[string]int) facet {
	out := facet{Key: key, Label: label, Chosen: f.get(key)}
	for _, c := range choices {
		chosen := c.Value == out.Chosen
		if count[c.Value] == 0 && !chosen {
			continue
		}
		o := option{Value: c.Value, Words: c.Words, Count: count[c.Value], Chosen: chosen}
		if chosen {
			o.Href = "/statements" + f.without(key).query(1)
		} else {
			o.Href = "/statements" + f.with(key, c.Value).query(1)
		}
		out.Options = append(out.Options, o)
	}
	return out
}

func (s *site) partyChoices(map[string]int) []choice {
	var out []choice
	for _, p := range s.parties {
		out = append(out, choice{cmp.Or(p.Name, none), p.Label()})
	}
	return out
}

func (s *site) actorChoices(count map[string]int) []choice {
	var out []choice
	for _, id := range slices.Sorted(maps.Keys(count)) {
		if a := s.actorByID[id]; a != nil {
			out = append(out, choice{id, a.Name})
		}
	}
	slices.SortStableFunc(out, func(a, b choice) int {
		return cmp.Or(cmp.Compare(count[b.Value], count[a.Value]), cmp.Compare(a.Words, b.Words))
	})
	return append(out, choice{none, "Sources without a name"})
}

func (s *site) documentChoices() []choice {
	var out []choice
	for _, d := range s.documents {
		words := d.Heading
		if d.Published.Date != "" {
			words = dayWords(d.Published.Date) + ": " + words
		}
		out = append(out, choice{d.ID, shorten(words, 70)})
	}
	return out
}

// narrowed says in words what a filter asks for.
func (s *site) narrowed(f filter) []narrowing {
	var out []narrowing
	add := func(key, field, words string) {
		if f.get(key) != "" {
			out = append(out, narrowing{field, words, "/statements" + f.without(key).query(1)})
		}
	}
	actor, document, party := f.Actor, f.Document, f.Party
	if a := s.actorByID[actor]; a != nil {
		actor = a.Name
	}
	if d := s.documentByID[document]; d != nil {
		document = d.Heading
	}
	if party == none {
		party = "no party given"
	}
	if actor == none {
		actor = "sources without a name"
	}
	add("words", "Words", f.Words)
	add("party", "Party", party)
	add("actor", "Speaker", actor)
	add("act", "What was done", actWords(meaning.Act(f.Act)))
	add("sourcing", "How it is sourced", sourcingWords(meaning.Sourcing(f.Sourcing)))
	add("quotation", "How it is quoted", quotationWords(meaning.Quotation(f.Quotation)))
	add("document", "Document", document)
	return out
}

// statementsJSON is the statements that a filter lets through, all of them, with the fields of the contract.
func (s *site) statementsJSON(r *http.Request) (*answer, error) {
	f, err := readFilter(r.URL.Query())
	if err != nil {
		return nil, err
	}
	type typed struct {
		Type string `json:"type"`
		*meaning.Statement
	}
	out := []typed{}
	for _, st := range s.find(f) {
		out = append(out, typed{"statement", st.Statement})
	}
	return jsonAnswer(out)
}

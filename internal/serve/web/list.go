package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/store"
)

// perPage is how many lines a page of a list holds: what keeps it well below 150 KB.
const perPage = 50

// none stands in an address for a field that is not known; it is filing's value for it.
const none = "-"

// longest is how long, in bytes, a field of an address may be.
const longest = 200

// A field is one that a list may be narrowed by: how it stands in an address, which tag of the items it is.
type field struct {
	Key, Tag, Label string
	values          []choice // the only values there are; nil for any
	words           func(v *view, value string) string
	need            func(v *view, values ...string) error // looks up what words asks for, of all values at once; nil where it asks for nothing
	dot             func(v *view, value string) string    // the class of a colour beside it; nil for none
	alone           bool                                  // no page offers its values
}

// A filter is what a list is narrowed down to: the values of its fields, the words searched for, the days.
type filter struct {
	path   string // of the page
	fields []field
	values map[string]string
	Words  string
	From   string
	To     string
	After  string            // the cursor of the page
	fixed  map[string]string // what else stands in the address
}

// readFilter reads a filter from an address. Fields that the list does not have are passed over.
func readFilter(path string, fields []field, q url.Values) (*filter, error) {
	f := &filter{path: path, fields: fields, values: map[string]string{}}
	for key, into := range map[string]*string{"words": &f.Words, "from": &f.From, "to": &f.To, "after": &f.After} {
		*into = strings.TrimSpace(q.Get(key))
		if len(*into) > longest {
			return nil, badRequest(fmt.Sprintf("What is asked for as “%s” is longer than %d characters.", key, longest))
		}
	}
	for _, day := range []string{f.From, f.To} {
		if day != "" && !isDay(day) {
			return nil, badRequest(fmt.Sprintf("“%s” is no day, as 2025-03-18, 2025-03 or 2025 are.", shorten(day, 40)))
		}
	}
	for _, field := range fields {
		value := strings.TrimSpace(q.Get(field.Key))
		if len(value) > longest {
			return nil, badRequest(fmt.Sprintf("What is asked for as “%s” is longer than %d characters.", field.Key, longest))
		}
		if value != "" && field.values != nil && !slices.ContainsFunc(field.values, func(c choice) bool { return c.Value == value }) {
			return nil, badRequest(fmt.Sprintf("There is no %s “%s”.", field.Key, shorten(value, 40)))
		}
		f.values[field.Key] = value
	}
	return f, nil
}

// isDay reports whether a date of an address is one, to the day, month or year.
func isDay(s string) bool {
	return dateWords(s) != s || len(s) == 4 && strings.Trim(s, "0123456789") == ""
}

// Get gives the value of a field.
func (f *filter) Get(key string) string { return f.values[key] }

// Narrow reports whether the filter asks for anything.
func (f *filter) Narrow() bool { return f.query("", "") != "" }

// query writes the filter as it stands in an address, with another value for one field, from the first page on.
func (f *filter) query(key, value string) string {
	q := url.Values{}
	set := func(k, v string) {
		if k == key {
			v = value
		}
		if v != "" {
			q.Set(k, v)
		}
	}
	for _, field := range f.fields {
		set(field.Key, f.values[field.Key])
	}
	for k, v := range f.fixed {
		set(k, v)
	}
	set("words", f.Words)
	set("from", f.From)
	set("to", f.To)
	if key == "after" && value != "" {
		q.Set(key, value)
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// Href is the address of the list with another value for one field.
func (f *filter) Href(key, value string) string { return f.path + f.query(key, value) }

// ask makes the question to the store.
func (f *filter) ask(types ...string) store.Query {
	q := store.Query{Types: types, Words: f.Words, From: f.From, To: f.To, After: store.Cursor(f.After), Limit: perPage, Bound: mostCounted}
	for _, field := range f.fields {
		if value := f.values[field.Key]; value != "" {
			q.Tags = append(q.Tags, store.Tag{Name: field.Tag, Value: value})
		}
	}
	return q
}

// A narrowing is one field of the filter in words, with the address of the list without it.
type narrowing struct{ Field, Words, Without string }

// narrowed says in words what a filter asks for.
func (v *view) narrowed(f *filter) []narrowing {
	var out []narrowing
	add := func(key, label, words string) {
		if words != "" {
			out = append(out, narrowing{label, words, f.Href(key, "")})
		}
	}
	add("words", "Words", f.Words)
	add("from", "From", dayWords(f.From))
	add("to", "To", dayWords(f.To))
	for _, field := range f.fields {
		if value := f.values[field.Key]; value != "" {
			add(field.Key, field.Label, field.inWords(v, value))
		}
	}
	return out
}

func (f field) inWords(v *view, value string) string {
	if f.words != nil {
		return f.words(v, value)
	}
	return inWords(f.values, value)
}

// A facet is a field to narrow a list by, with its values.
type facet struct {
	Key, Label string
	Chosen     string
	Part       bool // the values are of the newest lines alone, and their numbers mean nothing
	Options    []option
}

// An option is a value of a facet, with the number of lines that it would leave.
type option struct {
	Value, Words string
	Class        string // of its colour, if any
	Count        int
	Chosen       bool
	Href         string // of the list with it, or without it where it is chosen
}

// mostCounted is how many lines a page counts of those that were asked for by several things at once: more are “more than” that
// many. What is asked for by one thing alone is counted in advance, however many there are.
const mostCounted = 1000

// total counts what a filter finds, where the first page has not shown all of it and the values of its fields were not counted
// over all of it.
func (v *view) total(f *filter, q store.Query, shown int, next store.Cursor) (int, error) {
	if q.After == "" && next == "" {
		return shown, nil
	}
	if _, _, tallied := q.Tallied(); !tallied && v.counted == f && v.countings[""] != nil {
		found, err := v.countings[""]()
		if err != nil {
			return 0, err
		}
		if !found.Part || found.Found > q.Bound {
			return found.Found, nil
		}
	}
	q.After = ""
	return v.store.Count(v.ctx, q)
}

// counted says how many of something there are, or that there are more than a page counts.
func counted(n int, one, many string) string {
	if n == mostCounted+1 {
		return "more than " + thousands(mostCounted) + " " + many
	}
	return plural(n, one, many)
}

// facet counts the values of a field that would leave something, all other fields as they are.
func (v *view) facet(f *filter, key string, most int, types ...string) (facet, error) {
	i := slices.IndexFunc(f.fields, func(x field) bool { return x.Key == key })
	field := f.fields[i]
	values, part, err := v.values(f, field, types)
	if err != nil {
		return facet{}, err
	}
	values = values[:min(len(values), most)]
	out := facet{Key: key, Label: field.Label, Chosen: f.values[key], Part: part}
	seen := false
	add := func(value string, n int) {
		o := option{Value: value, Words: field.inWords(v, value), Count: n, Chosen: value == out.Chosen, Href: f.Href(key, value)}
		if o.Chosen {
			seen, o.Href = true, f.Href(key, "")
		}
		if field.dot != nil {
			o.Class = field.dot(v, value)
		}
		out.Options = append(out.Options, o)
	}
	if field.need != nil {
		ids := make([]string, len(values))
		for i, value := range values {
			ids[i] = value.Value
		}
		if err := field.need(v, ids...); err != nil {
			return facet{}, err
		}
	}
	for _, value := range values {
		add(value.Value, value.Count)
	}
	if out.Chosen != "" && !seen {
		add(out.Chosen, 0)
	}
	return out, nil
}

// mostValues is how many values of a field are looked up at most.
const mostValues = 40

// A counting is under way while a page asks for its lines; to call it waits for what was counted.
type counting func() (store.Facets, error)

// count begins to count the values of the fields of a filter: those that it leaves open together, and those of each that it has a
// value for as they are without it.
func (v *view) count(f *filter, types ...string) {
	rest := *f
	rest.After = ""
	q := rest.ask(types...)
	q.Newest = true
	v.counted, v.countings = f, map[string]counting{}
	var open []string
	for _, field := range f.fields {
		switch {
		case field.alone:
		case f.values[field.Key] == "":
			open = append(open, field.Tag)
		default:
			without := q
			without.Tags = slices.DeleteFunc(slices.Clone(q.Tags), func(t store.Tag) bool { return t.Name == field.Tag })
			v.countings[field.Key] = v.begin(without, field.Tag)
		}
	}
	if len(open) > 0 {
		v.countings[""] = v.begin(q, open...)
	}
}

func (v *view) begin(q store.Query, tags ...string) counting {
	var found store.Facets
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		found, err = v.store.Facets(v.ctx, q, tags, mostValues)
	}()
	return func() (store.Facets, error) {
		<-done
		return found, err
	}
}

// values are the values of a field as they were counted.
func (v *view) values(f *filter, of field, types []string) ([]store.Value, bool, error) {
	if v.counted != f {
		v.count(f, types...)
	}
	key := of.Key
	if f.values[key] == "" {
		key = ""
	}
	begun := v.countings[key]
	if begun == nil {
		return nil, false, nil
	}
	found, err := begun()
	return found.Values[of.Tag], found.Part, err
}

// A pager leads on through a list.
type pager struct{ First, Next string }

// page gives the ways on from a page of a list.
func (f *filter) pager(next store.Cursor) pager {
	var p pager
	if f.After != "" {
		p.First = f.Href("after", "")
	}
	if next != "" {
		p.Next = f.Href("after", string(next))
	}
	return p
}

// listJSON gives a page of a list as JSON: the items as they stand in the record, and where the next page is.
func (s *site) listJSON(path string, fields []field, types ...string) func(*http.Request) (*answer, error) {
	return func(r *http.Request) (*answer, error) {
		f, err := readFilter(path, fields, r.URL.Query())
		if err != nil {
			return nil, err
		}
		q := f.ask(types...)
		q.Form = store.InList
		items, next, err := s.store.Items(r.Context(), q)
		if err != nil {
			return nil, found(err)
		}
		return listed(items, f.pager(next).Next)
	}
}

// cutJSON tells whether an address asks for JSON, and gives the id before it.
func cutJSON(id string) (string, bool) { return strings.CutSuffix(id, ".json") }

// together gives items of several types as one JSON list.
func together(items []store.Item) (*answer, error) {
	return &answer{mediaType: "application/json", body: append(bodies(items), '\n')}, nil
}

// listed gives a page of items as JSON, and where the next page is.
func listed(items []store.Item, next string) (*answer, error) {
	body := append([]byte(`{"items":`), bodies(items)...)
	if next != "" {
		address, err := json.Marshal(next)
		if err != nil {
			return nil, err
		}
		body = append(append(body, `,"next":`...), address...)
	}
	return &answer{mediaType: "application/json", body: append(body, "}\n"...)}, nil
}

// bodies writes the lines of items as a JSON list, to the byte as they are kept.
func bodies(items []store.Item) []byte {
	out := []byte{'['}
	for i, item := range items {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, item.Body...)
	}
	return append(out, ']')
}

// A listing is what every list of one type of items has: what it is narrowed down to and how many there are.
type listing struct {
	Filter   *filter
	Narrowed []narrowing
	Facets   []facet
	Total    int // lines that the filter lets through
	Pager    pager
}

// list reads the filter of a list's address and asks for a page of its items, with what stands beside them.
func (s *site) list(r *http.Request, path string, fields []field, kind string, newest bool) (*view, listing, []store.Item, error) {
	f, err := readFilter(path, fields, r.URL.Query())
	if err != nil {
		return nil, listing{}, nil, err
	}
	v, err := s.view(r.Context())
	if err != nil {
		return nil, listing{}, nil, err
	}
	v.count(f, kind)
	q := f.ask(kind)
	q.Newest, q.Form = newest, store.InList
	items, next, err := s.store.Items(r.Context(), q)
	if err != nil {
		return nil, listing{}, nil, found(err)
	}
	l := listing{Filter: f, Narrowed: v.narrowed(f), Pager: f.pager(next)}
	const most = 40 // values of a facet
	for _, field := range fields {
		facet, err := v.facet(f, field.Key, most, kind)
		if err != nil {
			return nil, listing{}, nil, err
		}
		l.Facets = append(l.Facets, facet)
	}
	if l.Total, err = v.total(f, q, len(items), next); err != nil {
		return nil, listing{}, nil, err
	}
	return v, l, items, nil
}

package postgres

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"github.com/parleyhq/parley/internal/store"
)

// line is where the line of an item i stands in a form.
func line(form store.Form) string {
	switch form {
	case store.InList:
		return "coalesce(i.in_list, i.body)"
	case store.OnPage:
		return "coalesce(i.on_page, i.body)"
	}
	return "i.body"
}

// Item implements store.Store.
func (s *Store) Item(ctx context.Context, id string, form store.Form) (store.Item, error) {
	item := store.Item{ID: id}
	var body []byte
	var names, values []string
	err := s.pool.QueryRow(ctx, `SELECT type, sort, `+line(form)+`,
		ARRAY (SELECT name FROM tag WHERE tag.n = i.n ORDER BY name, value), ARRAY (SELECT value FROM tag WHERE tag.n = i.n ORDER BY name, value)
		FROM item i WHERE id = $1`, text(id)).Scan(&item.Type, &item.Sort, &body, &names, &values)
	if err != nil {
		return store.Item{}, s.failed("item "+id, err)
	}
	item.Body = json.RawMessage(body)
	for i := range names {
		item.Tags = append(item.Tags, store.Tag{Name: names[i], Value: values[i]})
	}
	return item, nil
}

// Lookup implements store.Store.
func (s *Store) Lookup(ctx context.Context, ids []string, form store.Form) (map[string]store.Item, error) {
	rows, err := s.pool.Query(ctx, `SELECT id, type, sort, `+line(form)+` FROM item i WHERE id = ANY ($1)`, ids)
	if err != nil {
		return nil, s.failed("lookup", err)
	}
	all := make(map[string]store.Item, len(ids))
	_, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (struct{}, error) {
		var item store.Item
		var body []byte
		err := row.Scan(&item.ID, &item.Type, &item.Sort, &body)
		item.Body = json.RawMessage(body)
		all[item.ID] = item
		return struct{}{}, err
	})
	return all, s.failed("lookup", err)
}

// Items implements store.Store.
func (s *Store) Items(ctx context.Context, q store.Query) ([]store.Item, store.Cursor, error) {
	limit := min(q.Limit, 1000)
	if limit <= 0 {
		limit = 50
	}
	p, err := s.plan(ctx, q)
	if err == nil {
		err = p.after(q)
	}
	if err != nil {
		return nil, "", s.failed("items", err)
	}
	if p.nothing {
		return nil, "", nil
	}
	// The numbers are found in order first: only those of the page are looked up.
	found := p.rows(strconv.Itoa(limit + 1))
	rows, err := s.pool.Query(ctx, `SELECT i.id, i.type, p.sort, p.n, `+line(q.Form)+` FROM (`+found+`) p JOIN item i ON i.n = p.n ORDER BY `+p.order("p"), p.args...)
	if err != nil {
		return nil, "", s.failed("items", err)
	}
	var numbers []int64
	items, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (item store.Item, err error) {
		var n int64
		var body []byte
		err = row.Scan(&item.ID, &item.Type, &item.Sort, &n, &body)
		item.Body, numbers = json.RawMessage(body), append(numbers, n)
		return item, err
	})
	if err != nil || len(items) <= limit {
		return items, "", s.failed("items", err)
	}
	return items[:limit], store.After(items[limit-1].Sort, numbers[limit-1]), nil
}

// Count implements store.Store.
func (s *Store) Count(ctx context.Context, q store.Query) (n int, err error) {
	if name, value, ok := q.Tallied(); ok {
		err = s.pool.QueryRow(ctx, `SELECT coalesce(sum(items), 0)::bigint FROM tally WHERE name = $1 AND value = $2 AND (cardinality($3::text[]) = 0 OR type = ANY ($3))`,
			name, text(value), nonNil(q.Types)).Scan(&n)
		return n, s.failed("count", err)
	}
	p, err := s.plan(ctx, q)
	if err != nil || p.nothing {
		return 0, s.failed("count", err)
	}
	if p.many && q.Bound > 0 && q.Bound < few {
		return q.Bound + 1, nil
	}
	err = s.pool.QueryRow(ctx, `SELECT count(*) FROM (`+p.rows(bound(q))+`) f`, p.args...).Scan(&n)
	return n, s.failed("count", err)
}

func nonNil(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// bound is how many items a count looks at.
func bound(q store.Query) string {
	if q.Bound <= 0 {
		return "ALL"
	}
	return strconv.Itoa(q.Bound + 1)
}

// Values implements store.Store.
func (s *Store) Values(ctx context.Context, q store.Query, tag string, limit int) ([]store.Value, error) {
	f, err := s.Facets(ctx, q, []string{tag}, limit)
	return f.Values[tag], err
}

// Facets implements store.Store.
func (s *Store) Facets(ctx context.Context, q store.Query, tags []string, limit int) (store.Facets, error) {
	f := store.Facets{Values: map[string][]store.Value{}}
	if len(tags) == 0 {
		return f, nil
	}
	var query string
	var args []any
	if len(q.Tags) == 0 && q.From == "" && q.To == "" && q.Words == "" {
		query = `SELECT name, value, sum(items)::bigint FROM tally WHERE items > 0 AND name = ANY ($1) AND (cardinality($2::text[]) = 0 OR type = ANY ($2)) GROUP BY name, value`
		args = []any{tags, nonNil(q.Types)}
		var err error
		if f.Found, err = s.Count(ctx, store.Query{Types: q.Types}); err != nil {
			return f, err
		}
	} else {
		p, err := s.plan(ctx, q)
		if err != nil || p.nothing {
			return f, s.failed("values", err)
		}
		query = `WITH f AS MATERIALIZED (` + p.rows(bound(q)) + `)
			SELECT v.name, v.value, count(*) FROM f JOIN tag v ON v.n = f.n WHERE v.name = ANY (` + p.arg(tags) + `) GROUP BY v.name, v.value
			UNION ALL SELECT '', '', count(*) FROM f`
		args = p.args
	}
	rows, err := s.pool.Query(ctx, query, args...)
	if err != nil {
		return f, s.failed("values", err)
	}
	var name string
	var v store.Value
	_, err = pgx.ForEachRow(rows, []any{&name, &v.Value, &v.Count}, func() error {
		if name == "" {
			f.Found, f.Part = v.Count, q.Bound > 0 && v.Count > q.Bound
		} else {
			f.Values[name] = append(f.Values[name], v)
		}
		return nil
	})
	for name, all := range f.Values {
		slices.SortFunc(all, func(a, b store.Value) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
		})
		f.Values[name] = all[:min(len(all), max(limit, 1))]
	}
	return f, s.failed("values", err)
}

// A queryPlan is where a query looks and what it asks there. The rows are d; d.n is the item, d.sort its place.
type queryPlan struct {
	from    string
	asks    []string
	args    []any
	types   []string // any of these; each is asked for alone, for an index gives the items of one in order
	newest  bool
	many    bool // surely more than few items have all that is asked for
	nothing bool // what is asked for cannot be
}

// arg takes in an argument and gives its place: $1.
func (p *queryPlan) arg(a any) string {
	p.args = append(p.args, a)
	return "$" + strconv.Itoa(len(p.args))
}

// ask takes in a condition; each %s of it stands for an argument.
func (p *queryPlan) ask(condition string, args ...any) {
	places := make([]any, len(args))
	for i, a := range args {
		places[i] = p.arg(a)
	}
	p.asks = append(p.asks, fmt.Sprintf(condition, places...))
}

func (p *queryPlan) where(more ...string) string {
	if asks := slices.Concat(p.asks, more); len(asks) > 0 {
		return p.from + " WHERE " + strings.Join(asks, " AND ")
	}
	return p.from
}

func (p *queryPlan) order(of string) string {
	direction := " ASC"
	if p.newest {
		direction = " DESC"
	}
	return of + ".sort" + direction + ", " + of + ".n" + direction
}

// rows asks for the first rows: those of each type in their order, and these put together.
func (p *queryPlan) rows(limit string) string {
	some := func(where string) string {
		return "SELECT d.sort, d.n FROM " + where + " ORDER BY " + p.order("d") + " LIMIT " + limit
	}
	switch len(p.types) {
	case 0:
		return some(p.where())
	case 1:
		return some(p.where("d.type = " + p.arg(p.types[0])))
	}
	var each []string
	for _, kind := range p.types {
		each = append(each, "("+some(p.where("d.type = "+p.arg(kind)))+")")
	}
	return "SELECT u.sort, u.n FROM (" + strings.Join(each, " UNION ALL ") + ") u ORDER BY " + p.order("u") + " LIMIT " + limit
}

// overTypes asks for items of any type in order. The condition always holds: it names the index that has them so, which is of no use,
// and which the database would choose, where those of one type are asked for.
const overTypes = "d.id <> ''"

// plan looks where the fewest items have to be looked at:
//
//   - One tag alone, or none: an index has the items of a type in order.
//   - A tag that names one thing, as a document: it leads, for few items have it, and it is no mark (marked).
//   - Else words and tags together: each item's words have marks of its type and of its tags among them (marks), so that one index
//     tells which items have all that is asked for. Where they are few they are found by it and put in order; where they are many,
//     the items are looked through in order until the page is full.
func (s *Store) plan(ctx context.Context, q store.Query) (*queryPlan, error) {
	p := &queryPlan{from: "item d", types: q.Types, newest: q.Newest}
	words := ""
	if q.Words != "" {
		words = match(store.ParseWords(q.Words))
		if p.nothing = words == ""; p.nothing {
			return p, nil
		}
	}
	q.Tags = slices.Clone(q.Tags)
	for i := range q.Tags {
		q.Tags[i].Value = text(q.Tags[i].Value)
	}
	tags := q.ByName()
	switch lead := slices.IndexFunc(tags, func(t store.Named) bool { return !marked(t.Name) && len(t.Values) == 1 }); {
	case lead >= 0:
		p.lead(tags, lead, words)
	case words == "" && len(tags) == 1 && len(tags[0].Values) == 1:
		p.lead(tags, 0, words)
	case words != "" || len(tags) > 0:
		return p, s.together(ctx, p, q, tags, words)
	case len(q.Types) == 0:
		p.ask(overTypes)
	}
	p.within(q)
	return p, nil
}

// lead lets a tag lead: its key has the items in order.
func (p *queryPlan) lead(tags []store.Named, lead int, words string) {
	p.from = "tag d"
	p.ask("d.name = %s AND d.value = %s", tags[lead].Name, tags[lead].Values[0])
	for i, t := range tags {
		if i != lead {
			p.ask("EXISTS (SELECT 1 FROM tag x WHERE x.n = d.n AND x.name = %s AND x.value = ANY (%s))", t.Name, t.Values)
		}
	}
	if words != "" {
		p.ask("EXISTS (SELECT 1 FROM item w WHERE w.n = d.n AND w.words @@ to_tsquery('parley', %s))", words)
	}
}

// within bounds the days.
func (p *queryPlan) within(q store.Query) {
	if q.From != "" {
		p.ask("d.sort >= %s", text(q.From))
	}
	if q.To != "" {
		p.ask("d.sort < %s", text(q.To)+"\U0010ffff") // what begins with it is still in
	}
}

// How many items that have all that is asked for are few: found by their words and put in order. They are counted as far as that, for
// what the database knows is how often each word is, and not which are always or never together; unless one word is asked for alone,
// or it takes them for so many that there is little doubt.
const (
	few        = 20_000
	surelyMany = 100_000
)

// together asks for words and marks together.
func (s *Store) together(ctx context.Context, p *queryPlan, q store.Query, tags []store.Named, words string) error {
	var all []string
	for _, t := range tags {
		if !marked(t.Name) {
			p.ask("EXISTS (SELECT 1 FROM tag x WHERE x.n = d.n AND x.name = %s AND x.value = ANY (%s))", t.Name, t.Values)
			continue
		}
		var each []string
		for _, value := range t.Values {
			each = append(each, mark(t.Name, value))
		}
		all = append(all, anyOf(each))
	}
	if words == "" && len(all) == 0 {
		if len(q.Types) == 0 {
			p.ask(overTypes)
		}
		p.within(q)
		return nil
	}
	has, args := having(words, all)
	typed, typedArgs := has, args
	if len(q.Types) == 1 { // several are most of what there is: their marks tell little, and take time
		typed, typedArgs = having(words, append(all, quotedMark("="+q.Types[0])))
	}
	many, err := s.many(ctx, typed, typedArgs)
	if err != nil {
		return err
	}
	p.many = many && len(q.Types) < 2 && len(all) == len(tags) && q.From == "" && q.To == ""
	if !many {
		p.asks = append([]string{fmt.Sprintf("d.words @@ "+typed, p.places(typedArgs)...)}, p.asks...)
		if len(q.Types) > 1 {
			p.ask("d.type = ANY (%s)", q.Types)
		}
		p.types = nil
		p.within(q)
		// OFFSET 0 parts the two questions: what has the words is found first, and put in order then.
		p.from, p.asks = "(SELECT d.n, d.sort FROM "+p.where()+" OFFSET 0) d", nil
		return nil
	}
	// coalesce keeps the index of words out: the items are looked through in order.
	p.asks = append(p.asks, fmt.Sprintf("coalesce(d.words @@ "+has+", false)", p.places(args)...))
	switch len(q.Types) {
	case 0:
		p.ask(overTypes)
	case 1:
	default:
		p.types = nil
		p.ask(overTypes+" AND d.type = ANY (%s)", q.Types)
	}
	p.within(q)
	return nil
}

// having writes what asks for words and marks, with its arguments.
func having(words string, marks []string) (has string, args []any) {
	switch all := strings.Join(marks, " & "); {
	case len(marks) == 0:
		return "to_tsquery('parley', %s)", []any{words}
	case words == "":
		return "%s::tsquery", []any{all}
	default:
		return "(to_tsquery('parley', %s) && %s::tsquery)", []any{words, all}
	}
}

func (p *queryPlan) places(args []any) []any {
	places := make([]any, len(args))
	for i, a := range args {
		places[i] = p.arg(a)
	}
	return places
}

// many reports whether so many items have words and marks that they are better looked for in order.
func (s *Store) many(ctx context.Context, has string, args []any) (bool, error) {
	var p queryPlan
	from := "SELECT 1 FROM item d WHERE d.words @@ " + fmt.Sprintf(has, p.places(args)...)
	var explained []byte
	if err := s.pool.QueryRow(ctx, "EXPLAIN (FORMAT JSON) "+from, p.args...).Scan(&explained); err != nil {
		return false, err
	}
	var plans []struct {
		Plan struct {
			Rows float64 `json:"Plan Rows"`
		}
	}
	if err := json.Unmarshal(explained, &plans); err != nil || len(plans) == 0 {
		return false, fmt.Errorf("the database's plan cannot be read: %w", err)
	}
	alone := len(args) == 1 && !strings.ContainsAny(args[0].(string), "&|!<")
	if rows := plans[0].Plan.Rows; alone || rows >= surelyMany {
		return rows > few, nil
	}
	var n int
	err := s.pool.QueryRow(ctx, "SELECT count(*) FROM ("+from+" LIMIT "+strconv.Itoa(few+1)+") f", p.args...).Scan(&n)
	return n > few, err
}

// marked tells whether a tag stands among the words of its items, as a mark: those do not that name one of many things.
func marked(name string) bool {
	switch name {
	case "doc", "contact", "item", "month":
		return false
	}
	return true
}

// marks are the marks of an item: of its type, and of its tags. A mark begins with a sign that no word has.
func marks(item store.Item) []string {
	all := []string{"=" + item.Type}
	for _, t := range item.Tags {
		if marked(t.Name) {
			all = append(all, "="+t.Name+"="+text(t.Value))
		}
	}
	for i, m := range all {
		all[i] = cutMark(m)
	}
	return all
}

// cutMark keeps a mark below the length that PostgreSQL's words may have, 2046 bytes.
func cutMark(m string) string {
	const longest = 250 // characters, as in the migration
	if utf8.RuneCountInString(m) <= longest {
		return m
	}
	return string([]rune(m)[:longest])
}

// mark writes the mark of a tag as a tsquery has it.
func mark(name, value string) string { return quotedMark("=" + name + "=" + value) }

func quotedMark(m string) string {
	return "'" + strings.NewReplacer("'", "''", `\`, `\\`).Replace(cutMark(m)) + "'"
}

func anyOf(marks []string) string { return "(" + strings.Join(marks, " | ") + ")" }

// after begins a page where the last one ended.
func (p *queryPlan) after(q store.Query) error {
	if q.After == "" {
		return nil
	}
	sort, n, err := q.After.Place()
	if err != nil {
		return err
	}
	if q.Newest {
		p.ask("(d.sort, d.n) < (%s, %s)", text(sort), n)
	} else {
		p.ask("(d.sort, d.n) > (%s, %s)", text(sort), n)
	}
	return nil
}

// match writes terms as a tsquery. Words are letters and figures alone, so that nothing in them is an operator.
func match(terms []store.Term) string {
	var yes, no []string
	for _, t := range terms {
		phrase := strings.Join(t.Words, " <-> ")
		if t.Prefix {
			phrase += ":*"
		}
		phrase = "(" + phrase + ")"
		switch {
		case t.Not:
			no = append(no, "!"+phrase)
		case t.OrLast && len(yes) > 0:
			yes[len(yes)-1] += " | " + phrase
		default:
			yes = append(yes, phrase)
		}
	}
	if len(yes) == 0 {
		return ""
	}
	query := "(" + strings.Join(yes, ") & (") + ")"
	if len(no) > 0 {
		query += " & " + strings.Join(no, " & ")
	}
	return query
}

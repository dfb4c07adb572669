package postgres

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

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
	apart   bool     // an index leads that gives the items of one type in order
	newest  bool
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
	switch {
	case len(p.types) == 0:
		return some(p.where())
	case len(p.types) == 1:
		return some(p.where("d.type = " + p.arg(p.types[0])))
	case !p.apart:
		return some(p.where("d.type = ANY (" + p.arg(p.types) + ")"))
	}
	var each []string
	for _, kind := range p.types {
		each = append(each, "("+some(p.where("d.type = "+p.arg(kind)))+")")
	}
	return "SELECT u.sort, u.n FROM (" + strings.Join(each, " UNION ALL ") + ") u ORDER BY " + p.order("u") + " LIMIT " + limit
}

// few is how many items a tag may have to lead before the words that are searched for.
const few = 2000

// plan lets the tag lead that the fewest items have. Between the words searched for and the items in their order the database
// chooses by what it knows of the words.
func (s *Store) plan(ctx context.Context, q store.Query) (*queryPlan, error) {
	p := &queryPlan{from: "item d", types: q.Types, apart: q.Words == "", newest: q.Newest}
	byName := map[string][]string{}
	var names []string
	for _, t := range q.Tags {
		if byName[t.Name] == nil {
			names = append(names, t.Name)
		}
		byName[t.Name] = append(byName[t.Name], text(t.Value))
	}
	lead, many, err := s.rarest(ctx, names, byName, q)
	if err != nil {
		return nil, err
	}
	words := ""
	if q.Words != "" {
		words = match(store.ParseWords(q.Words))
		if p.nothing = words == ""; p.nothing {
			return p, nil
		}
		if many > few {
			lead = -1
		}
		if lead < 0 {
			p.ask("d.words @@ to_tsquery('parley', %s)", words)
		}
	}
	if lead >= 0 {
		p.from, p.apart = "tag d", true
		p.ask("d.name = %s AND d.value = %s", names[lead], byName[names[lead]][0])
		names = slices.Delete(names, lead, lead+1)
		if words != "" {
			p.ask("EXISTS (SELECT 1 FROM item w WHERE w.n = d.n AND w.words @@ to_tsquery('parley', %s))", words)
		}
	}
	for _, n := range names {
		p.ask("EXISTS (SELECT 1 FROM tag x WHERE x.n = d.n AND x.name = %s AND x.value = ANY (%s))", n, byName[n])
	}
	if q.From != "" {
		p.ask("d.sort >= %s", text(q.From))
	}
	if q.To != "" {
		p.ask("d.sort < %s", text(q.To)+"\U0010ffff") // what begins with it is still in
	}
	return p, nil
}

// rarest gives the tag of which one value is asked for that the fewest items have, and how many; -1 where there is none.
func (s *Store) rarest(ctx context.Context, names []string, values map[string][]string, q store.Query) (at, many int, err error) {
	at = -1
	alone := len(names) == 1 && q.Words == ""
	for i, name := range names {
		if len(values[name]) > 1 {
			continue
		}
		n := 0
		if !alone {
			if n, err = s.Count(ctx, store.Query{Types: q.Types, Tags: []store.Tag{{Name: name, Value: values[name][0]}}}); err != nil {
				return -1, 0, err
			}
		}
		if at < 0 || n < many {
			at, many = i, n
		}
	}
	return at, many, nil
}

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

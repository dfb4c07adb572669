package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/parleyhq/parley/internal/store"
)

// Item implements store.Store.
func (s *Store) Item(ctx context.Context, id string) (store.Item, error) {
	item := store.Item{ID: id}
	var body []byte
	var names, values []string
	err := s.pool.QueryRow(ctx, `SELECT type, sort, body,
		ARRAY (SELECT name FROM tag WHERE tag.n = item.n ORDER BY name, value), ARRAY (SELECT value FROM tag WHERE tag.n = item.n ORDER BY name, value)
		FROM item WHERE id = $1`, text(id)).Scan(&item.Type, &item.Sort, &body, &names, &values)
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
func (s *Store) Lookup(ctx context.Context, ids []string) (map[string]store.Item, error) {
	rows, err := s.pool.Query(ctx, `SELECT id, type, sort, body FROM item WHERE id = ANY ($1)`, ids)
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
	p := plan(q)
	if p.nothing {
		return nil, "", nil
	}
	limit := min(q.Limit, 1000)
	if limit <= 0 {
		limit = 50
	}
	if err := p.after(q); err != nil {
		return nil, "", s.failed("items", err)
	}
	direction := "ASC"
	if q.Newest {
		direction = "DESC"
	}
	// The numbers are found in order first: only those of the page are looked up.
	query := fmt.Sprintf(`SELECT i.id, i.type, p.sort, p.n, i.body FROM (SELECT d.sort, d.n FROM %s ORDER BY d.sort %[2]s, d.n %[2]s LIMIT %[3]d) p
		JOIN item i ON i.n = p.n ORDER BY p.sort %[2]s, p.n %[2]s`, p.where(), direction, limit+1)
	rows, err := s.pool.Query(ctx, query, p.args...)
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
	return items[:limit], store.Cursor(strconv.FormatInt(numbers[limit-1], 36) + "." + items[limit-1].Sort), nil
}

// Count implements store.Store.
func (s *Store) Count(ctx context.Context, q store.Query) (int, error) {
	p := plan(q)
	if p.nothing {
		return 0, nil
	}
	var n int
	err := s.pool.QueryRow(ctx, `SELECT count(*) FROM `+p.where(), p.args...).Scan(&n)
	return n, s.failed("count", err)
}

// Values implements store.Store.
func (s *Store) Values(ctx context.Context, q store.Query, tag string, limit int) ([]store.Value, error) {
	p := plan(q)
	if p.nothing {
		return nil, nil
	}
	var query string
	if len(q.Tags) == 0 && q.Words == "" { // the tags know type and sort themselves
		p = &queryPlan{from: "tag d"}
		p.ask("d.name = %s", tag)
		p.bounds(q)
		query = `SELECT d.value, count(*) AS many FROM ` + p.where() + ` GROUP BY d.value`
	} else {
		query = `SELECT v.value, count(*) AS many FROM (SELECT d.n FROM ` + p.where() + `) f JOIN tag v ON v.n = f.n AND v.name = ` + p.arg(tag) + ` GROUP BY v.value`
	}
	rows, err := s.pool.Query(ctx, query+` ORDER BY many DESC, value LIMIT `+p.arg(max(limit, 1)), p.args...)
	if err != nil {
		return nil, s.failed("values", err)
	}
	values, err := pgx.CollectRows(rows, pgx.RowToStructByPos[store.Value])
	if len(values) == 0 {
		values = nil
	}
	return values, s.failed("values", err)
}

// A queryPlan is where a query looks and what it asks there. The rows are d; d.n is the item, d.sort its place.
type queryPlan struct {
	from    string
	asks    []string
	args    []any
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

func (p *queryPlan) where() string {
	if len(p.asks) == 0 {
		return p.from
	}
	return p.from + " WHERE " + strings.Join(p.asks, " AND ")
}

// plan lets the database choose between the words searched for and the types in their order; a tag leads where there is one.
func plan(q store.Query) *queryPlan {
	p := &queryPlan{from: "item d"}
	byName := map[string][]string{}
	var names []string
	for _, t := range q.Tags {
		if byName[t.Name] == nil {
			names = append(names, t.Name)
		}
		byName[t.Name] = append(byName[t.Name], text(t.Value))
	}
	if q.Words != "" {
		match := match(store.ParseWords(q.Words))
		if match == "" {
			p.nothing = true
			return p
		}
		p.ask("d.words @@ to_tsquery('parley', %s)", match)
	} else if i := slices.IndexFunc(names, func(n string) bool { return len(byName[n]) == 1 }); i >= 0 {
		p.from = "tag d"
		p.ask("d.name = %s AND d.value = %s", names[i], byName[names[i]][0])
		names = slices.Delete(names, i, i+1)
	}
	for _, n := range names {
		p.ask("EXISTS (SELECT 1 FROM tag x WHERE x.n = d.n AND x.name = %s AND x.value = ANY (%s))", n, byName[n])
	}
	p.bounds(q)
	return p
}

// bounds asks for the types and the time.
func (p *queryPlan) bounds(q store.Query) {
	switch len(q.Types) {
	case 0:
	case 1: // so that the index gives them in order
		p.ask("d.type = %s", q.Types[0])
	default:
		p.ask("d.type = ANY (%s)", q.Types)
	}
	if q.From != "" {
		p.ask("d.sort >= %s", text(q.From))
	}
	if q.To != "" {
		p.ask("d.sort < %s", text(q.To)+"\U0010ffff") // what begins with it is still in
	}
}

// after begins a page where the last one ended.
func (p *queryPlan) after(q store.Query) error {
	if q.After == "" {
		return nil
	}
	number, sort, ok := strings.Cut(string(q.After), ".")
	n, err := strconv.ParseInt(number, 36, 64)
	if err != nil || !ok {
		return fmt.Errorf("%q is no place in a list: %w", q.After, store.ErrNotFound)
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

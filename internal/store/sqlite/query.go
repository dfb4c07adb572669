package sqlite

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/store"
)

// Item implements store.Store.
func (s *Store) Item(ctx context.Context, id string) (store.Item, error) {
	var n int64
	item := store.Item{ID: id}
	var body []byte
	if err := s.read.QueryRowContext(ctx, `SELECT n, type, sort, body FROM item WHERE id = ?`, id).Scan(&n, &item.Type, &item.Sort, &body); err != nil {
		return store.Item{}, s.failed("item "+id, err)
	}
	item.Body = json.RawMessage(body)
	rows, err := s.read.QueryContext(ctx, `SELECT name, value FROM tag WHERE n = ? ORDER BY name, value`, n)
	if err != nil {
		return store.Item{}, s.failed("item "+id, err)
	}
	defer rows.Close()
	for rows.Next() {
		var t store.Tag
		if err := rows.Scan(&t.Name, &t.Value); err != nil {
			return store.Item{}, s.failed("item "+id, err)
		}
		item.Tags = append(item.Tags, t)
	}
	return item, s.failed("item "+id, rows.Err())
}

// Lookup implements store.Store.
func (s *Store) Lookup(ctx context.Context, ids []string) (map[string]store.Item, error) {
	all := make(map[string]store.Item, len(ids))
	for some := range slices.Chunk(ids, 500) {
		rows, err := s.read.QueryContext(ctx, `SELECT id, type, sort, body FROM item WHERE id IN (`+marks(len(some))+`)`, anys(some)...)
		if err != nil {
			return nil, s.failed("lookup", err)
		}
		defer rows.Close()
		for rows.Next() {
			var item store.Item
			var body []byte
			if err := rows.Scan(&item.ID, &item.Type, &item.Sort, &body); err != nil {
				return nil, s.failed("lookup", err)
			}
			item.Body = json.RawMessage(body)
			all[item.ID] = item
		}
		if err := rows.Err(); err != nil {
			return nil, s.failed("lookup", err)
		}
	}
	return all, nil
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
	text := fmt.Sprintf(`SELECT i.id, i.type, p.sort, p.n, i.body FROM (SELECT d.sort AS sort, d.n AS n FROM %s ORDER BY d.sort %[2]s, d.n %[2]s LIMIT %[3]d) p
		JOIN item i ON i.n = p.n ORDER BY p.sort %[2]s, p.n %[2]s`, p.where(), direction, limit+1)
	rows, err := s.read.QueryContext(ctx, text, p.args...)
	if err != nil {
		return nil, "", s.failed("items", err)
	}
	defer rows.Close()
	var items []store.Item
	var numbers []int64
	for rows.Next() {
		var item store.Item
		var n int64
		var body []byte
		if err := rows.Scan(&item.ID, &item.Type, &item.Sort, &n, &body); err != nil {
			return nil, "", s.failed("items", err)
		}
		item.Body = json.RawMessage(body)
		items, numbers = append(items, item), append(numbers, n)
	}
	if err := rows.Err(); err != nil {
		return nil, "", s.failed("items", err)
	}
	if len(items) <= limit {
		return items, "", nil
	}
	last := items[limit-1]
	return items[:limit], store.Cursor(strconv.FormatInt(numbers[limit-1], 36) + "." + last.Sort), nil
}

// Count implements store.Store.
func (s *Store) Count(ctx context.Context, q store.Query) (int, error) {
	p := plan(q)
	if p.nothing {
		return 0, nil
	}
	var n int
	err := s.read.QueryRowContext(ctx, `SELECT count(*) FROM `+p.where(), p.args...).Scan(&n)
	return n, s.failed("count", err)
}

// Values implements store.Store.
func (s *Store) Values(ctx context.Context, q store.Query, tag string, limit int) ([]store.Value, error) {
	var text string
	var args []any
	if len(q.Tags) == 0 && q.From == "" && q.To == "" && q.Words == "" {
		text, args = `SELECT value, sum(items) AS many FROM tally WHERE name = ?`, []any{tag}
		if len(q.Types) > 0 {
			text += ` AND type IN (` + marks(len(q.Types)) + `)`
			args = append(args, anys(q.Types)...)
		}
		text += ` GROUP BY value HAVING many > 0`
	} else {
		p := plan(q)
		if p.nothing {
			return nil, nil
		}
		text = `SELECT v.value, count(*) AS many FROM (SELECT d.n AS n FROM ` + p.where() + `) f JOIN tag v ON v.n = f.n AND v.name = ? GROUP BY v.value`
		args = append(p.args, tag)
	}
	rows, err := s.read.QueryContext(ctx, text+` ORDER BY many DESC, value LIMIT ?`, append(args, max(limit, 1))...)
	if err != nil {
		return nil, s.failed("values", err)
	}
	defer rows.Close()
	var values []store.Value
	for rows.Next() {
		var v store.Value
		if err := rows.Scan(&v.Value, &v.Count); err != nil {
			return nil, s.failed("values", err)
		}
		values = append(values, v)
	}
	return values, s.failed("values", rows.Err())
}

// A queryPlan is where a query looks and what it asks there. The rows are d; d.n is the item, d.sort its place.
type queryPlan struct {
	from    string
	asks    []string
	args    []any
	nothing bool // what is asked for cannot be
}

func (p *queryPlan) ask(condition string, args ...any) {
	p.asks, p.args = append(p.asks, condition), append(p.args, args...)
}

func (p *queryPlan) where() string {
	if len(p.asks) == 0 {
		return p.from
	}
	return p.from + " WHERE " + strings.Join(p.asks, " AND ")
}

// plan lets the most telling thing lead: the words searched for, else a tag, else the types in their order.
func plan(q store.Query) *queryPlan {
	p := &queryPlan{from: "item d"}
	tags := byName(q.Tags)
	if q.Words != "" {
		match := match(store.ParseWords(q.Words))
		if match == "" {
			p.nothing = true
			return p
		}
		p.from = "words w CROSS JOIN item d ON d.n = w.rowid"
		p.ask("w.words MATCH ?", match)
	} else if i := slices.IndexFunc(tags, func(t named) bool { return len(t.values) == 1 }); i >= 0 {
		p.from = "tag d"
		p.ask("d.name = ? AND d.value = ?", tags[i].name, tags[i].values[0])
		tags = slices.Delete(tags, i, i+1)
	}
	if len(q.Types) > 0 {
		p.ask("d.type IN ("+marks(len(q.Types))+")", anys(q.Types)...)
	}
	for _, t := range tags {
		p.ask("EXISTS (SELECT 1 FROM tag x WHERE x.n = d.n AND x.name = ? AND x.value IN ("+marks(len(t.values))+"))", append([]any{t.name}, anys(t.values)...)...)
	}
	if q.From != "" {
		p.ask("d.sort >= ?", q.From)
	}
	if q.To != "" {
		p.ask("d.sort < ?", q.To+"\U0010ffff") // what begins with it is still in
	}
	return p
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
		p.ask("(d.sort, d.n) < (?, ?)", sort, n)
	} else {
		p.ask("(d.sort, d.n) > (?, ?)", sort, n)
	}
	return nil
}

// named is the values asked for of one tag.
type named struct {
	name   string
	values []string
}

// byName gathers tags by name, those that the fewest items share first, as far as their names tell.
func byName(tags []store.Tag) []named {
	var all []named
	for _, t := range tags {
		if i := slices.IndexFunc(all, func(n named) bool { return n.name == t.Name }); i >= 0 {
			all[i].values = append(all[i].values, t.Value)
		} else {
			all = append(all, named{t.Name, []string{t.Value}})
		}
	}
	slices.SortStableFunc(all, func(a, b named) int { return commonness(a.name) - commonness(b.name) })
	return all
}

func commonness(tag string) int {
	return 1 + slices.Index([]string{"doc", "contact", "commitment", "actor", "issue", "status", "publisher", "party"}, tag)
}

// match writes terms as an FTS5 query. Every word is quoted, so that nothing in it is an operator.
func match(terms []store.Term) string {
	var yes, no []string
	for _, t := range terms {
		quoted := `"` + strings.Join(t.Words, " ") + `"`
		if t.Prefix {
			quoted += "*"
		}
		switch {
		case t.Not:
			no = append(no, quoted)
		case t.OrLast && len(yes) > 0:
			yes[len(yes)-1] += " OR " + quoted
		default:
			yes = append(yes, quoted)
		}
	}
	if len(yes) == 0 { // FTS5 cannot ask for what is not there alone
		return ""
	}
	query := "(" + strings.Join(yes, ") AND (") + ")"
	if len(no) > 0 {
		query = "(" + query + ") NOT (" + strings.Join(no, " OR ") + ")"
	}
	return query
}

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

func anys(s []string) []any {
	out := make([]any, len(s))
	for i, x := range s {
		out[i] = x
	}
	return out
}

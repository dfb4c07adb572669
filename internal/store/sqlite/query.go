package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/store"
)

// line gives where the line of an item i stands in a form: the expression, and what must be joined for it.
func line(form store.Form) (column, join string) {
	switch form {
	case store.InList:
		return "coalesce(s.in_list, i.body)", " LEFT JOIN shorter s ON s.n = i.n"
	case store.OnPage:
		return "coalesce(s.on_page, i.body)", " LEFT JOIN shorter s ON s.n = i.n"
	}
	return "i.body", ""
}

// Item implements store.Store.
func (s *Store) Item(ctx context.Context, id string, form store.Form) (store.Item, error) {
	var n int64
	item := store.Item{ID: id}
	var body []byte
	column, join := line(form)
	if err := s.read.QueryRowContext(ctx, `SELECT i.n, i.type, i.sort, `+column+` FROM item i`+join+` WHERE i.id = ?`, id).Scan(&n, &item.Type, &item.Sort, &body); err != nil {
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
func (s *Store) Lookup(ctx context.Context, ids []string, form store.Form) (map[string]store.Item, error) {
	all := make(map[string]store.Item, len(ids))
	column, join := line(form)
	for some := range slices.Chunk(ids, 500) {
		rows, err := s.read.QueryContext(ctx, `SELECT i.id, i.type, i.sort, `+column+` FROM item i`+join+` WHERE i.id IN (`+marks(len(some))+`)`, anys(some)...)
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
	if err := s.narrow(ctx, p, limit); err != nil {
		return nil, "", s.failed("items", err)
	}
	// The numbers are found in order first: only those of the page are looked up.
	found, args := p.rows(limit + 1)
	column, join := line(q.Form)
	rows, err := s.read.QueryContext(ctx, `SELECT i.id, i.type, p.sort, p.n, `+column+` FROM (`+found+`) p
		JOIN item i ON i.n = p.n`+join+` ORDER BY `+p.order("p"), args...)
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
	return items[:limit], store.After(last.Sort, numbers[limit-1]), nil
}

// narrow bounds a search for words to the days that the page needs, so that not all that has the words is put in order: FTS5
// gives the items in order of their numbers, and so of their days.
func (s *Store) narrow(ctx context.Context, p *queryPlan, limit int) error {
	if !p.words {
		return nil
	}
	text, args := p.where("")
	var last int64
	err := s.read.QueryRowContext(ctx, `SELECT w.rowid FROM `+text+` ORDER BY `+p.byNumber()+` LIMIT 1 OFFSET `+strconv.Itoa(limit), args...).Scan(&last)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // they all fit
	}
	if p.newest {
		p.ask("w.rowid >= ?", last&^within)
	} else {
		p.ask("w.rowid <= ?", last|within)
	}
	return err
}

// Count implements store.Store.
func (s *Store) Count(ctx context.Context, q store.Query) (n int, err error) {
	if name, value, ok := q.Tallied(); ok {
		text, args := `SELECT coalesce(sum(items), 0) FROM tally WHERE name = ? AND value = ?`, []any{name, value}
		if len(q.Types) > 0 {
			text += ` AND type IN (` + marks(len(q.Types)) + `)`
			args = append(args, anys(q.Types)...)
		}
		err = s.read.QueryRowContext(ctx, text, args...).Scan(&n)
		return n, s.failed("count", err)
	}
	p, err := s.plan(ctx, q)
	if err != nil || p.nothing {
		return 0, s.failed("count", err)
	}
	p.rough = true
	found, args := p.rows(bound(q))
	err = s.read.QueryRowContext(ctx, `SELECT count(*) FROM (`+found+`)`, args...).Scan(&n)
	return n, s.failed("count", err)
}

// bound is how many items a count looks at; -1 for all.
func bound(q store.Query) int {
	if q.Bound <= 0 {
		return -1
	}
	return q.Bound + 1
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
	var text string
	var args []any
	if len(q.Tags) == 0 && q.From == "" && q.To == "" && q.Words == "" {
		var err error
		if f.Found, err = s.Count(ctx, store.Query{Types: q.Types}); err != nil {
			return f, err
		}
		text, args = `SELECT name, value, sum(items) FROM tally WHERE items > 0 AND name IN (`+marks(len(tags))+`)`, anys(tags)
		if len(q.Types) > 0 {
			text += ` AND type IN (` + marks(len(q.Types)) + `)`
			args = append(args, anys(q.Types)...)
		}
		text += ` GROUP BY name, value`
	} else {
		p, err := s.plan(ctx, q)
		if err != nil || p.nothing {
			return f, s.failed("values", err)
		}
		p.rough = true
		match, near := p.near(q)
		var found string
		found, args = p.rows(bound(q))
		text = `WITH f AS MATERIALIZED (` + found + `)
			SELECT v.name, v.value, count(*) FROM f CROSS JOIN tag v ON v.n = f.n WHERE v.name IN (` + marks(len(tags)) + `) GROUP BY v.name, v.value
			UNION ALL SELECT '', '', count(*) FROM f`
		args = append(args, anys(tags)...)
		if near {
			text += fmt.Sprintf(` UNION ALL SELECT '', '*', count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT %d)`, looked+1)
			args = append(args, match)
		}
	}
	rows, err := s.read.QueryContext(ctx, text, args...)
	if err != nil {
		return f, s.failed("values", err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var v store.Value
		if err := rows.Scan(&name, &v.Value, &v.Count); err != nil {
			return f, s.failed("values", err)
		}
		switch {
		case name != "":
			f.Values[name] = append(f.Values[name], v)
		case v.Value == "":
			f.Found = v.Count
			f.Part = f.Part || q.Bound > 0 && v.Count > q.Bound
		default:
			f.Part = f.Part || v.Count > looked
		}
	}
	for name, all := range f.Values {
		slices.SortFunc(all, func(a, b store.Value) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
		})
		f.Values[name] = all[:min(len(all), max(limit, 1))]
	}
	return f, s.failed("values", rows.Err())
}

// looked is how many items with the words that are searched for a bounded count looks at, whatever else they are asked for.
const looked = 5000

// near lets a bounded count look at the first items that have the words alone, where days do not bound them.
func (p *queryPlan) near(q store.Query) (match any, near bool) {
	if !p.words || q.Bound <= 0 || q.From != "" || q.To != "" {
		return nil, false
	}
	order := strings.TrimPrefix(p.byNumber(), "w.")
	p.from = fmt.Sprintf("(SELECT rowid FROM words WHERE words MATCH ? ORDER BY %s LIMIT %d) w CROSS JOIN item d ON d.n = w.rowid", order, looked)
	p.asks = p.asks[1:] // what is matched is asked for first, and its argument stays so
	return p.args[0], true
}

// A queryPlan is where a query looks and what it asks there. The rows are d; d.n is the item, d.sort its place.
type queryPlan struct {
	from    string
	asks    []string
	args    []any
	types   []string // any of these; each is asked for alone, for an index gives the items of one in order
	newest  bool
	rough   bool // the order of days is enough
	words   bool // the words lead: the rows are w too, and w.rowid is d.n
	nothing bool // what is asked for cannot be
}

func (p *queryPlan) ask(condition string, args ...any) {
	p.asks, p.args = append(p.asks, condition), append(p.args, args...)
}

// where is the rows of one type, or of all where it is empty and the words lead.
func (p *queryPlan) where(kind string) (text string, args []any) {
	asks, args := slices.Clone(p.asks), slices.Clone(p.args)
	switch {
	case kind != "":
		asks, args = append(asks, "d.type = ?"), append(args, kind)
	case len(p.types) > 0:
		asks, args = append(asks, "d.type IN ("+marks(len(p.types))+")"), append(args, anys(p.types)...)
	}
	if len(asks) == 0 {
		return p.from, args
	}
	return p.from + " WHERE " + strings.Join(asks, " AND "), args
}

func (p *queryPlan) order(of string) string {
	direction := " ASC"
	if p.newest {
		direction = " DESC"
	}
	return of + ".sort" + direction + ", " + of + ".n" + direction
}

// byNumber is the order of the words: that of days.
func (p *queryPlan) byNumber() string {
	if p.newest {
		return "w.rowid DESC"
	}
	return "w.rowid"
}

// rows asks for the first rows, -1 for all: those of each type in their order, and these put together.
func (p *queryPlan) rows(limit int) (text string, args []any) {
	if p.words || len(p.types) < 2 {
		kind := ""
		if len(p.types) == 1 && !p.words {
			kind = p.types[0]
		}
		where, args := p.where(kind)
		order := p.order("d")
		if p.words && p.rough {
			order = p.byNumber()
		}
		return fmt.Sprintf("SELECT d.sort AS sort, d.n AS n FROM %s ORDER BY %s LIMIT %d", where, order, limit), args
	}
	var each []string
	for _, kind := range p.types {
		where, some := p.where(kind)
		each = append(each, fmt.Sprintf("SELECT * FROM (SELECT d.sort AS sort, d.n AS n FROM %s ORDER BY %s LIMIT %d)", where, p.order("d"), limit))
		args = append(args, some...)
	}
	return fmt.Sprintf("SELECT * FROM (%s) u ORDER BY %s LIMIT %d", strings.Join(each, " UNION ALL "), p.order("u"), limit), args
}

// few is how many items a tag may have to lead before the words that are searched for.
const few = 2000

// plan lets the most telling thing lead: the tag that the fewest items have, or the words searched for, else the types in their order.
func (s *Store) plan(ctx context.Context, q store.Query) (*queryPlan, error) {
	p := &queryPlan{from: "item d", types: q.Types, newest: q.Newest}
	tags := q.ByName()
	lead, many, err := s.rarest(ctx, tags, q)
	if err != nil {
		return nil, err
	}
	if q.Words != "" {
		match := match(store.ParseWords(q.Words))
		if p.nothing = match == ""; p.nothing {
			return p, nil
		}
		if p.words, err = s.wordsLead(ctx, q.Types, lead, many); err != nil {
			return nil, err
		}
		if p.words {
			p.from, lead = "words w CROSS JOIN item d ON d.n = w.rowid", -1
			p.ask("w.words MATCH ?", match)
		} else {
			p.ask("EXISTS (SELECT 1 FROM words w WHERE w.words MATCH ? AND w.rowid = d.n)", match)
		}
	}
	if lead >= 0 {
		p.from = "tag d"
		p.ask("d.name = ? AND d.value = ?", tags[lead].Name, tags[lead].Values[0])
		tags = slices.Delete(tags, lead, lead+1)
	}
	for _, t := range tags {
		p.ask("EXISTS (SELECT 1 FROM tag x WHERE x.n = d.n AND x.name = ? AND x.value IN ("+marks(len(t.Values))+"))", append([]any{t.Name}, anys(t.Values)...)...)
	}
	if q.From != "" {
		p.ask("d.sort >= ?", q.From)
		if p.words {
			p.ask("w.rowid >= ?", place(q.From))
		}
	}
	if q.To != "" {
		end := q.To + "\U0010ffff" // what begins with it is still in
		p.ask("d.sort < ?", end)
		if p.words {
			p.ask("w.rowid <= ?", place(end)|within)
		}
	}
	return p, nil
}

// wordsLead tells whether the words that are searched for lead: not where a tag or the types asked for have few items.
func (s *Store) wordsLead(ctx context.Context, types []string, lead, many int) (bool, error) {
	if lead >= 0 && many <= few {
		return false, nil
	}
	if len(types) == 0 {
		return true, nil
	}
	n, err := s.Count(ctx, store.Query{Types: types})
	return n > few, err
}

// rarest gives the tag of which one value is asked for that the fewest items have, and how many; -1 where there is none.
func (s *Store) rarest(ctx context.Context, tags []store.Named, q store.Query) (at, many int, err error) {
	at = -1
	alone := len(tags) == 1 && q.Words == ""
	for i, t := range tags {
		if len(t.Values) > 1 {
			continue
		}
		n := 0
		if !alone {
			n, err = s.Count(ctx, store.Query{Types: q.Types, Tags: []store.Tag{{Name: t.Name, Value: t.Values[0]}}})
			if err != nil {
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
		p.ask("(d.sort, d.n) < (?, ?)", sort, n)
	} else {
		p.ask("(d.sort, d.n) > (?, ?)", sort, n)
	}
	if p.words && q.Newest {
		p.ask("w.rowid <= ?", n|within)
	} else if p.words {
		p.ask("w.rowid >= ?", n&^within)
	}
	return nil
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

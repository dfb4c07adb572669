// Package postgres keeps a record in a PostgreSQL database, and reads it there.
package postgres

import (
	"cmp"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"net"
	"slices"
	"strings"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// A Store is a record in a database, in the schema that its user writes to.
type Store struct {
	pool *pgxpool.Pool
	name string // without the password
}

// Open connects to the database that a URL or a connection string names, and brings its schema up to date.
func Open(ctx context.Context, address string) (*Store, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("--db: %w", err) // pgx leaves the password out
	}
	c := config.ConnConfig
	s := &Store{name: fmt.Sprintf("postgres://%s/%s", net.JoinHostPort(c.Host, fmt.Sprint(c.Port)), c.Database)}
	// A statement that is prepared once is planned without the words that are searched for: then a word that is everywhere is
	// looked up as one that is rare. To plan takes a fraction of a millisecond.
	config.AfterConnect = func(ctx context.Context, c *pgx.Conn) error {
		_, err := c.Exec(ctx, "SET plan_cache_mode = force_custom_plan")
		return err
	}
	if s.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, s.failed("open", err)
	}
	if err := s.migrate(ctx); err != nil {
		s.pool.Close()
		return nil, s.failed("open", err)
	}
	return s, nil
}

// migrate takes the steps that the schema has not taken yet; two programs that start at once take turns.
func (s *Store) migrate(ctx context.Context) error {
	steps, err := store.Migrations(migrations, "migrations")
	if err != nil {
		return err
	}
	return s.inTx(ctx, func(tx pgx.Tx) error {
		const turn = 0x7061726c6579 // "parley"
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(turn)); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `CREATE TABLE IF NOT EXISTS parley_schema (version integer NOT NULL)`); err != nil {
			return err
		}
		var at int
		if err := tx.QueryRow(ctx, `SELECT coalesce(max(version), 0) FROM parley_schema`).Scan(&at); err != nil {
			return err
		}
		if at > len(steps) {
			return fmt.Errorf("schema %d, this Parley knows %d: %w", at, len(steps), store.ErrNewer)
		}
		for _, step := range steps[at:] {
			if _, err := tx.Exec(ctx, step.SQL); err != nil {
				return fmt.Errorf("migration %d (%s): %w", step.Version, step.Name, err)
			}
			if _, err := tx.Exec(ctx, `INSERT INTO parley_schema VALUES ($1)`, step.Version); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) Close() error {
	s.pool.Close()
	return nil
}

// inTx does something in one transaction.
func (s *Store) inTx(ctx context.Context, do func(pgx.Tx) error) error {
	return pgx.BeginFunc(ctx, s.pool, do)
}

// failed says what could not be done, where, and of which kind the error is.
func (s *Store) failed(what string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	var e *pgconn.PgError
	var connect *pgconn.ConnectError
	var network net.Error
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		err = store.ErrNotFound
	case errors.As(err, &e):
		switch {
		case e.Code == "53100":
			err = fmt.Errorf("%w: %w", store.ErrFull, err)
		case e.Code == "55P03" || e.Code == "40P01":
			err = fmt.Errorf("%w: %w", store.ErrLocked, err)
		case e.Code == "25006" || e.Code == "42501":
			err = fmt.Errorf("%w: %w", store.ErrReadOnly, err)
		case strings.HasPrefix(e.Code, "57P") || strings.HasPrefix(e.Code, "08"):
			err = fmt.Errorf("%w: %w", store.ErrAway, err)
		}
	case errors.As(err, &connect), errors.As(err, &network), pgconn.SafeToRetry(err),
		errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, net.ErrClosed): // it went while it was answering
		err = fmt.Errorf("%w: %v", store.ErrAway, err) // not wrapped: a broken pipe to the server is not one to whoever reads our output
	}
	return fmt.Errorf("%s: %s: %w", s.name, what, err)
}

// Keep implements store.Store.
func (s *Store) Keep(ctx context.Context, reads []store.Read) error {
	// In one order for all, so that writers of the same documents wait for one another and do not lock each other out.
	reads = slices.Clone(reads)
	slices.SortStableFunc(reads, func(a, b store.Read) int { return strings.Compare(a.Document.ID, b.Document.ID) })
	return s.failed("keep", s.inTx(ctx, func(tx pgx.Tx) error {
		batch := &pgx.Batch{}
		var documents, items []string
		for _, r := range reads {
			body, err := json.Marshal(r.Document)
			if err != nil {
				return err
			}
			reading, err := json.Marshal(r.Reading)
			if err != nil {
				return err
			}
			batch.Queue(`INSERT INTO document VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE
				SET input = excluded.input, engine = excluded.engine, agenda = excluded.agenda, body = excluded.body, reading = excluded.reading`,
				r.Document.ID, text(r.Input), r.Reading.Engine, r.Agenda, body, reading)
			batch.Queue(`DELETE FROM failure WHERE input = $1`, text(r.Input))
			documents, items = append(documents, r.Document.ID), append(items, ids(r.Items)...)
		}
		if err := tx.SendBatch(ctx, batch).Close(); err != nil {
			return err
		}
		counts := tally{}
		if err := counts.drop(ctx, tx, `doc = ANY ($1) OR id = ANY ($2)`, documents, items); err != nil {
			return err
		}
		batch = &pgx.Batch{}
		left := times(items)
		for _, r := range reads {
			for _, item := range r.Items {
				if left[item.ID]--; left[item.ID] == 0 {
					counts.put(batch, r.Document.ID, item)
				}
			}
		}
		counts.close(batch)
		return tx.SendBatch(ctx, batch).Close()
	}))
}

// times tells how often each id is there: of several items with one id the last stands.
func times(ids []string) map[string]int {
	n := make(map[string]int, len(ids))
	for _, id := range ids {
		n[id]++
	}
	return n
}

// A tally is how a transaction changes the counts of the values of tags.
type tally map[tallied]int

// tallied is a value of a tag among the items of one type; all of them where name and value are empty.
type tallied struct{ name, value, kind string }

// drop takes away the items that a condition names, and counts them off.
func (t tally) drop(ctx context.Context, tx pgx.Tx, condition string, args ...any) error {
	rows, err := tx.Query(ctx, `WITH gone AS MATERIALIZED (DELETE FROM item WHERE `+condition+` RETURNING n, type)
		SELECT tag.name, tag.value, tag.type, count(*) FROM gone JOIN tag ON tag.n = gone.n GROUP BY 1, 2, 3
		UNION ALL SELECT '', '', type, count(*) FROM gone GROUP BY type`, args...)
	if err != nil {
		return err
	}
	var one tallied
	var n int
	_, err = pgx.ForEachRow(rows, []any{&one.name, &one.value, &one.kind, &n}, func() error {
		t[one] -= n
		return nil
	})
	return err
}

// close writes how the counts have changed: last, and in one order for all, so that no two writers wait for one another.
func (t tally) close(batch *pgx.Batch) {
	var names, values, kinds []string
	var counts []int
	for _, one := range slices.SortedFunc(maps.Keys(t), func(a, b tallied) int {
		return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.kind, b.kind), strings.Compare(a.value, b.value))
	}) {
		if t[one] != 0 {
			names, values, kinds, counts = append(names, one.name), append(values, one.value), append(kinds, one.kind), append(counts, t[one])
		}
	}
	batch.Queue(`INSERT INTO tally SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
		ON CONFLICT (name, type, value) DO UPDATE SET items = tally.items + excluded.items`, names, values, kinds, counts)
}

func ids(items []store.Item) []string {
	all := make([]string, len(items))
	for i, item := range items {
		all[i] = item.ID
	}
	return all
}

// put writes an item with its tags, and counts it. One with its id must not be there any more.
func (t tally) put(batch *pgx.Batch, doc string, item store.Item) {
	var words *string
	if item.Words != "" {
		folded := store.Fold(item.Words)
		words = &folded
	}
	names, values := make([]string, len(item.Tags)), make([]string, len(item.Tags))
	for i, tag := range item.Tags {
		names[i], values[i] = tag.Name, text(tag.Value)
		if !slices.Contains(item.Tags[:i], tag) {
			t[tallied{tag.Name, values[i], item.Type}]++
		}
	}
	t[tallied{kind: item.Type}]++
	var inList, onPage []byte
	if item.Shorter != nil {
		inList, onPage = item.Shorter.InList, item.Shorter.OnPage
	}
	batch.Queue(`WITH new AS (INSERT INTO item (id, doc, type, sort, hash, body, words, in_list, on_page) VALUES ($1, $2, $3, $4, $5, $6, coalesce(to_tsvector('parley', $7), '') || array_to_tsvector($12::text[]), $10, $11) RETURNING n)
		INSERT INTO tag SELECT DISTINCT t.name, t.value, $3, $4, new.n FROM new, unnest($8::text[], $9::text[]) AS t (name, value)`,
		item.ID, doc, item.Type, text(item.Sort), item.Hash(), []byte(item.Body), words, names, values, inList, onPage, marks(item))
}

// text leaves out what PostgreSQL cannot keep in a text: the byte 0.
func text(s string) string { return strings.ReplaceAll(s, "\x00", "") }

// Engine implements store.Store.
func (s *Store) Engine(ctx context.Context, id string) (engine, agenda string, err error) {
	err = s.pool.QueryRow(ctx, `SELECT engine, agenda FROM document WHERE id = $1`, id).Scan(&engine, &agenda)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", "", nil
	}
	return engine, agenda, s.failed("engine", err)
}

// Outdated implements store.Store.
func (s *Store) Outdated(ctx context.Context, engine, agenda string) ([]store.Known, error) {
	rows, err := s.pool.Query(ctx, `SELECT id, input FROM document WHERE engine <> $1 OR agenda <> $2 ORDER BY id`, engine, agenda)
	if err != nil {
		return nil, s.failed("outdated", err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (k store.Known, err error) {
		return k, row.Scan(&k.ID, &k.Input)
	})
	return all, s.failed("outdated", err)
}

// Document implements store.Store.
func (s *Store) Document(ctx context.Context, id string) (*doc.Document, error) {
	var body []byte
	if err := s.pool.QueryRow(ctx, `SELECT body FROM document WHERE id = $1`, id).Scan(&body); err != nil {
		return nil, s.failed("document "+id, err)
	}
	d := new(doc.Document)
	return d, s.failed("document "+id, jsonv2.Unmarshal(body, d))
}

// Readings implements store.Store.
func (s *Store) Readings(ctx context.Context) iter.Seq2[store.Read, error] {
	return func(yield func(store.Read, error) bool) {
		rows, err := s.pool.Query(ctx, `SELECT input, agenda, body, reading FROM document ORDER BY id`)
		if err != nil {
			yield(store.Read{}, s.failed("readings", err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var r store.Read
			var body, reading []byte
			err := rows.Scan(&r.Input, &r.Agenda, &body, &reading)
			if err == nil {
				err = errors.Join(jsonv2.Unmarshal(body, &r.Document), jsonv2.Unmarshal(reading, &r.Reading))
			}
			if !yield(r, s.failed("readings", err)) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(store.Read{}, s.failed("readings", err))
		}
	}
}

// Fail implements store.Store.
func (s *Store) Fail(ctx context.Context, f store.Failure) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO failure VALUES ($1, $2, $3, 1)
		ON CONFLICT (input) DO UPDATE SET error = excluded.error, at = excluded.at, tries = failure.tries + 1`, text(f.Input), text(f.Error), f.At)
	return s.failed("fail", err)
}

// Failures implements store.Store.
func (s *Store) Failures(ctx context.Context) ([]store.Failure, error) {
	rows, err := s.pool.Query(ctx, `SELECT input, error, at, tries FROM failure ORDER BY at DESC, input`)
	if err != nil {
		return nil, s.failed("failures", err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (f store.Failure, err error) {
		err = row.Scan(&f.Input, &f.Error, &f.At, &f.Tries)
		f.At = f.At.UTC()
		return f, err
	})
	return all, s.failed("failures", err)
}

// Weave implements store.Store.
func (s *Store) Weave(ctx context.Context, changed []store.Item, gone []string) error {
	changed = slices.Clone(changed)
	slices.SortStableFunc(changed, func(a, b store.Item) int { return strings.Compare(a.ID, b.ID) })
	return s.failed("weave", s.inTx(ctx, func(tx pgx.Tx) error {
		counts := tally{}
		if err := counts.drop(ctx, tx, `id = ANY ($1) AND doc = '' OR id = ANY ($2)`, gone, ids(changed)); err != nil {
			return err
		}
		batch := &pgx.Batch{}
		left := times(ids(changed))
		for _, item := range changed {
			if left[item.ID]--; left[item.ID] == 0 {
				counts.put(batch, "", item)
			}
		}
		counts.close(batch)
		return tx.SendBatch(ctx, batch).Close()
	}))
}

// Hashes implements store.Store.
func (s *Store) Hashes(ctx context.Context) (map[string]string, error) {
	rows, err := s.pool.Query(ctx, `SELECT id, hash FROM item WHERE doc = ''`)
	if err != nil {
		return nil, s.failed("hashes", err)
	}
	all := map[string]string{}
	var id, hash string
	_, err = pgx.ForEachRow(rows, []any{&id, &hash}, func() error {
		all[id] = hash
		return nil
	})
	return all, s.failed("hashes", err)
}

// Decide implements store.Store.
func (s *Store) Decide(ctx context.Context, d store.Decision) error {
	body, err := json.Marshal(d)
	if err == nil {
		_, err = s.pool.Exec(ctx, `INSERT INTO decision (id, body) VALUES ($1, $2)`, d.ID, body)
	}
	return s.failed("decide", err)
}

// Decisions implements store.Store.
func (s *Store) Decisions(ctx context.Context) ([]store.Decision, error) {
	rows, err := s.pool.Query(ctx, `SELECT body FROM decision ORDER BY n`)
	if err != nil {
		return nil, s.failed("decisions", err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (d store.Decision, err error) {
		var body []byte
		if err = row.Scan(&body); err == nil {
			err = jsonv2.Unmarshal(body, &d)
		}
		return d, err
	})
	return all, s.failed("decisions", err)
}

// Setting implements store.Store.
func (s *Store) Setting(ctx context.Context, name string) (value string, err error) {
	err = s.pool.QueryRow(ctx, `SELECT value FROM setting WHERE name = $1`, name).Scan(&value)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	return value, s.failed("setting "+name, err)
}

// Set implements store.Store.
func (s *Store) Set(ctx context.Context, name, value string) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO setting VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, text(value))
	return s.failed("set "+name, err)
}

// Clear implements store.Store.
func (s *Store) Clear(ctx context.Context) error {
	_, err := s.pool.Exec(ctx, `TRUNCATE document, failure, item, tag, tally, decision, setting`)
	return s.failed("clear", err)
}

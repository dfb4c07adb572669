// Package sqlite keeps a record in one SQLite file, and reads it there.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net/url"
	"runtime"
	"slices"
	"time"

	jsonv2 "github.com/go-json-experiment/json"
	"modernc.org/sqlite"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// A Store is a record in a SQLite file, in WAL mode. One connection writes, several read.
type Store struct {
	write, read *sql.DB
	name        string
}

// Open opens the file, or makes it, and brings its schema up to date. The name ":memory:" is a record that is gone
// when the store is closed.
func Open(ctx context.Context, file string) (*Store, error) {
	const patience = 10_000
	return openWithin(ctx, file, patience)
}

// openWithin opens a file; whoever finds it locked waits so many milliseconds.
func openWithin(ctx context.Context, file string, patience int) (*Store, error) {
	s := &Store{name: file}
	if file == ":memory:" {
		place := fmt.Sprintf("file:/parley%p?vfs=memdb", s)
		s.write, s.read = open(place, patience, ""), open(place, patience, "")
	} else {
		place := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: file}).EscapedPath()}).String()
		s.write = open(place+"?mode=rwc", patience, "journal_mode(wal)")
		s.read = open(place+"?mode=rw", patience, "query_only(1)")
	}
	s.write.SetMaxOpenConns(1)
	s.read.SetMaxOpenConns(max(4, runtime.GOMAXPROCS(0)))
	s.read.SetMaxIdleConns(max(4, runtime.GOMAXPROCS(0)))
	if err := s.migrate(ctx); err != nil {
		s.Close()
		return nil, s.failed("open", err)
	}
	return s, nil
}

func open(place string, patience int, pragma string) *sql.DB {
	place += fmt.Sprintf("&_txlock=immediate&_pragma=busy_timeout(%d)", patience)
	place += "&_pragma=foreign_keys(1)&_pragma=synchronous(full)&_pragma=cache_size(-32000)&_pragma=temp_store(memory)"
	if pragma != "" {
		place += "&_pragma=" + pragma
	}
	db, err := sql.Open("sqlite", place)
	if err != nil {
		panic(err) // only an unknown driver is an error here
	}
	return db
}

// migrate takes the steps that the file has not taken yet. user_version is the last one.
func (s *Store) migrate(ctx context.Context) error {
	steps, err := store.Migrations(migrations, "migrations")
	if err != nil {
		return err
	}
	return s.inTx(ctx, func(tx *sql.Tx) error {
		var at int
		if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&at); err != nil {
			return err
		}
		if at > len(steps) {
			return fmt.Errorf("schema %d, this Parley knows %d: %w", at, len(steps), store.ErrNewer)
		}
		for _, step := range steps[at:] {
			if _, err := tx.ExecContext(ctx, step.SQL); err != nil {
				return fmt.Errorf("migration %d (%s): %w", step.Version, step.Name, err)
			}
		}
		if at == len(steps) {
			return nil
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(steps)))
		return err
	})
}

func (s *Store) Close() error { return errors.Join(s.read.Close(), s.write.Close()) }

// inTx does something in one transaction that writes.
func (s *Store) inTx(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after Commit it does nothing
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// failed says what could not be done, where, and of which kind the error is.
func (s *Store) failed(what string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	var e *sqlite.Error
	if errors.As(err, &e) {
		switch e.Code() & 0xff {
		case 13: // SQLITE_FULL
			err = fmt.Errorf("%w: %w", store.ErrFull, err)
		case 5, 6: // SQLITE_BUSY, SQLITE_LOCKED
			err = fmt.Errorf("%w: %w", store.ErrLocked, err)
		case 8: // SQLITE_READONLY
			err = fmt.Errorf("%w: %w", store.ErrReadOnly, err)
		case 14: // SQLITE_CANTOPEN
			err = fmt.Errorf("%w: %w", store.ErrAway, err)
		case 10: // SQLITE_IOERR
			err = fmt.Errorf("%w: %w", store.ErrDisk, err)
		}
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = store.ErrNotFound
	}
	return fmt.Errorf("%s: %s: %w", s.name, what, err)
}

// Keep implements store.Store.
func (s *Store) Keep(ctx context.Context, reads []store.Read) error {
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		w := newWriter(ctx, tx)
		for _, r := range reads {
			if err := w.keep(r); err != nil {
				return err
			}
		}
		return w.close()
	})
	return s.failed("keep", err)
}

// A writer writes items in one transaction. It prepares each statement once, and counts the values of tags until the end.
type writer struct {
	ctx      context.Context
	tx       *sql.Tx
	prepared map[string]*sql.Stmt
	tally    map[tallied]int
	next     map[int64]int64  // the next free number of a place; see number
	words    map[int64]string // those still to be written, by number
}

// tallied is a value of a tag among the items of one type.
type tallied struct{ name, value, kind string }

func newWriter(ctx context.Context, tx *sql.Tx) *writer {
	return &writer{ctx, tx, map[string]*sql.Stmt{}, map[tallied]int{}, map[int64]int64{}, map[int64]string{}}
}

func (w *writer) prepare(query string) (*sql.Stmt, error) {
	if st := w.prepared[query]; st != nil {
		return st, nil
	}
	st, err := w.tx.PrepareContext(w.ctx, query) // it is closed with the transaction
	w.prepared[query] = st
	return st, err
}

func (w *writer) exec(query string, args ...any) (sql.Result, error) {
	st, err := w.prepare(query)
	if err != nil {
		return nil, err
	}
	return st.ExecContext(w.ctx, args...)
}

// close writes the words, in order of number, for FTS5 begins a new segment wherever a number is lower than the last, and how
// the counts have changed.
func (w *writer) close() error {
	for _, n := range slices.Sorted(maps.Keys(w.words)) {
		if _, err := w.exec(`INSERT INTO words (rowid, line) VALUES (?, ?)`, n, w.words[n]); err != nil {
			return err
		}
	}
	for t, n := range w.tally {
		if n == 0 {
			continue
		}
		if _, err := w.exec(`INSERT INTO tally VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET items = items + excluded.items`, t.name, t.value, t.kind, n); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) keep(r store.Read) error {
	body, err := json.Marshal(r.Document)
	if err != nil {
		return err
	}
	reading, err := json.Marshal(r.Reading)
	if err != nil {
		return err
	}
	if err := w.drop(`SELECT n FROM item WHERE doc = ?`, r.Document.ID); err != nil {
		return err
	}
	if _, err := w.exec(`INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET input = excluded.input, engine = excluded.engine, agenda = excluded.agenda, body = excluded.body, reading = excluded.reading`,
		r.Document.ID, r.Input, r.Reading.Engine, r.Agenda, body, reading); err != nil {
		return err
	}
	if _, err := w.exec(`DELETE FROM failure WHERE input = ?`, r.Input); err != nil {
		return err
	}
	for _, item := range r.Items {
		if err := w.put(r.Document.ID, item); err != nil {
			return err
		}
	}
	return nil
}

// drop takes away the items that a query names.
func (w *writer) drop(query string, args ...any) error {
	st, err := w.prepare(query)
	if err != nil {
		return err
	}
	numbers, err := column[int64](w.ctx, st, args...)
	if err != nil {
		return err
	}
	for _, n := range numbers {
		if err := w.untally(n); err != nil {
			return err
		}
		delete(w.words, n)
		for _, q := range [...]string{`DELETE FROM tag WHERE n = ?`, `DELETE FROM words WHERE rowid = ?`, `DELETE FROM shorter WHERE n = ?`, `DELETE FROM item WHERE n = ?`} {
			if _, err := w.exec(q, n); err != nil {
				return err
			}
		}
	}
	return nil
}

func column[T any](ctx context.Context, st *sql.Stmt, args ...any) ([]T, error) {
	rows, err := st.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var one T
		if err := rows.Scan(&one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// untally counts an item and its tags off.
func (w *writer) untally(n int64) error {
	st, err := w.prepare(`SELECT name, value, type FROM tag WHERE n = ?1 UNION ALL SELECT '', '', type FROM item WHERE n = ?1`)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(w.ctx, n)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var t tallied
		if err := rows.Scan(&t.name, &t.value, &t.kind); err != nil {
			return err
		}
		w.tally[t]--
	}
	return rows.Err()
}

// put writes an item anew.
func (w *writer) put(doc string, item store.Item) error {
	if err := w.drop(`SELECT n FROM item WHERE id = ?`, item.ID); err != nil {
		return err
	}
	n, err := w.number(item.Sort)
	if err != nil {
		return err
	}
	if _, err := w.exec(`INSERT INTO item (n, id, doc, type, sort, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		n, item.ID, doc, item.Type, item.Sort, item.Hash(), []byte(item.Body)); err != nil {
		return err
	}
	if item.Shorter != nil {
		if _, err := w.exec(`INSERT INTO shorter (n, in_list, on_page) VALUES (?, ?, ?)`, n, []byte(item.Shorter.InList), []byte(item.Shorter.OnPage)); err != nil {
			return err
		}
	}
	w.tally[tallied{kind: item.Type}]++
	for i, t := range item.Tags {
		if slices.Contains(item.Tags[:i], t) {
			continue
		}
		if _, err := w.exec(`INSERT INTO tag VALUES (?, ?, ?, ?, ?)`, t.Name, t.Value, item.Type, item.Sort, n); err != nil {
			return err
		}
		w.tally[tallied{t.Name, t.Value, item.Type}]++
	}
	if item.Words != "" {
		w.words[n] = store.Fold(item.Words)
	}
	return nil
}

// number gives an item its number: its place in time and, below that, the next that is free.
func (w *writer) number(sort string) (int64, error) {
	at := place(sort)
	n, known := w.next[at]
	if !known {
		st, err := w.prepare(`SELECT coalesce(max(n) + 1, ?1) FROM item WHERE n BETWEEN ?1 AND ?2`)
		if err != nil {
			return 0, err
		}
		if err := st.QueryRowContext(w.ctx, at, at|within).Scan(&n); err != nil {
			return 0, err
		}
	}
	if n > at|within {
		return 0, fmt.Errorf("more than %d items with a date like %q", within, sort)
	}
	w.next[at] = n + 1
	return n, nil
}

// within is how many items may share a place, less one: the lower bits of their numbers.
const within = 1<<23 - 1

// place is where a sort stands among all: a number that never falls as the sort rises. It is made of its first ten bytes, as far
// as they are figures and hyphens, so that it tells days apart. Words are found in order of the numbers of their items (FTS5
// knows no other order), and with this that is the order of time.
func place(sort string) int64 {
	var at int64
	const bytes, symbols = len("2025-03-18"), 15
	whole := true
	for i := range bytes {
		at *= symbols
		if !whole || i >= len(sort) {
			continue
		}
		switch c := sort[i]; {
		case c >= '0' && c <= '9':
			at += 4 + int64(c-'0')
		case c == '-':
			at += 2
		case c < '-':
			at, whole = at+1, false
		case c < '0':
			at, whole = at+3, false
		default:
			at, whole = at+14, false
		}
	}
	return at * (within + 1)
}

// Engine implements store.Store.
func (s *Store) Engine(ctx context.Context, id string) (engine, agenda string, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT engine, agenda FROM document WHERE id = ?`, id).Scan(&engine, &agenda)
	if errors.Is(err, sql.ErrNoRows) {
		return "", "", nil
	}
	return engine, agenda, s.failed("engine", err)
}

// Outdated implements store.Store.
func (s *Store) Outdated(ctx context.Context, engine, agenda string) ([]store.Known, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id, input FROM document WHERE engine <> ? OR agenda <> ? ORDER BY id`, engine, agenda)
	if err != nil {
		return nil, s.failed("outdated", err)
	}
	defer rows.Close()
	var all []store.Known
	for rows.Next() {
		var k store.Known
		if err := rows.Scan(&k.ID, &k.Input); err != nil {
			return nil, s.failed("outdated", err)
		}
		all = append(all, k)
	}
	return all, s.failed("outdated", rows.Err())
}

// Document implements store.Store.
func (s *Store) Document(ctx context.Context, id string) (*doc.Document, error) {
	var body []byte
	if err := s.read.QueryRowContext(ctx, `SELECT body FROM document WHERE id = ?`, id).Scan(&body); err != nil {
		return nil, s.failed("document "+id, err)
	}
	d := new(doc.Document)
	return d, s.failed("document "+id, jsonv2.Unmarshal(body, d))
}

// Readings implements store.Store.
func (s *Store) Readings(ctx context.Context) iter.Seq2[store.Read, error] {
	return func(yield func(store.Read, error) bool) {
		rows, err := s.read.QueryContext(ctx, `SELECT input, agenda, body, reading FROM document ORDER BY id`)
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
	_, err := s.write.ExecContext(ctx, `INSERT INTO failure VALUES (?, ?, ?, 1)
		ON CONFLICT DO UPDATE SET error = excluded.error, at = excluded.at, tries = tries + 1`, f.Input, f.Error, f.At.UTC().Format(time.RFC3339Nano))
	return s.failed("fail", err)
}

// Failures implements store.Store.
func (s *Store) Failures(ctx context.Context) ([]store.Failure, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT input, error, at, tries FROM failure ORDER BY at DESC, input`)
	if err != nil {
		return nil, s.failed("failures", err)
	}
	defer rows.Close()
	var all []store.Failure
	for rows.Next() {
		var f store.Failure
		var at string
		if err := rows.Scan(&f.Input, &f.Error, &at, &f.Tries); err != nil {
			return nil, s.failed("failures", err)
		}
		if f.At, err = time.Parse(time.RFC3339Nano, at); err != nil {
			return nil, s.failed("failures", err)
		}
		all = append(all, f)
	}
	return all, s.failed("failures", rows.Err())
}

// Weave implements store.Store.
func (s *Store) Weave(ctx context.Context, changed []store.Item, gone []string) error {
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		w := newWriter(ctx, tx)
		for _, id := range gone {
			if err := w.drop(`SELECT n FROM item WHERE id = ? AND doc = ''`, id); err != nil {
				return err
			}
		}
		for _, item := range changed {
			if err := w.put("", item); err != nil {
				return err
			}
		}
		return w.close()
	})
	return s.failed("weave", err)
}

// Hashes implements store.Store.
func (s *Store) Hashes(ctx context.Context) (map[string]string, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT id, hash FROM item WHERE doc = ''`)
	if err != nil {
		return nil, s.failed("hashes", err)
	}
	defer rows.Close()
	all := map[string]string{}
	for rows.Next() {
		var id, hash string
		if err := rows.Scan(&id, &hash); err != nil {
			return nil, s.failed("hashes", err)
		}
		all[id] = hash
	}
	return all, s.failed("hashes", rows.Err())
}

// Decide implements store.Store.
func (s *Store) Decide(ctx context.Context, d store.Decision) error {
	body, err := json.Marshal(d)
	if err == nil {
		_, err = s.write.ExecContext(ctx, `INSERT INTO decision (id, body) VALUES (?, ?)`, d.ID, body)
	}
	return s.failed("decide", err)
}

// Decisions implements store.Store.
func (s *Store) Decisions(ctx context.Context) ([]store.Decision, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT body FROM decision ORDER BY n`)
	if err != nil {
		return nil, s.failed("decisions", err)
	}
	defer rows.Close()
	var all []store.Decision
	for rows.Next() {
		var body []byte
		var d store.Decision
		if err := rows.Scan(&body); err != nil {
			return nil, s.failed("decisions", err)
		}
		if err := jsonv2.Unmarshal(body, &d); err != nil {
			return nil, s.failed("decisions", err)
		}
		all = append(all, d)
	}
	return all, s.failed("decisions", rows.Err())
}

// Setting implements store.Store.
func (s *Store) Setting(ctx context.Context, name string) (value string, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT value FROM setting WHERE name = ?`, name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, s.failed("setting "+name, err)
}

// Set implements store.Store.
func (s *Store) Set(ctx context.Context, name, value string) error {
	_, err := s.write.ExecContext(ctx, `INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, name, value)
	return s.failed("set "+name, err)
}

// Clear implements store.Store.
func (s *Store) Clear(ctx context.Context) error {
	return s.failed("clear", s.inTx(ctx, func(tx *sql.Tx) error {
		for _, table := range []string{"document", "failure", "item", "shorter", "tag", "tally", "words", "decision", "setting"} {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+table); err != nil {
				return err
			}
		}
		return nil
	}))
}

// Package store is what is kept of a negotiation and how it is asked for: documents, their readings, the record woven of
// them, what could not be read, and what people decided. It holds the plain types and the contract that each database
// fulfils natively (sqlite, postgres) and that one suite tests (storetest).
package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	jsonv2 "github.com/go-json-experiment/json" // encoding/json/v2 before it is one: it reads twice as fast

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Store keeps a record. It may be used by many goroutines, and by several processes at once. Every method either does
// all that it says or nothing.
type Store interface {
	// Keep keeps documents with their readings. Whatever was read in the same document before is replaced; so are the
	// items of the readings, which are handed over with them.
	Keep(ctx context.Context, read []Read) error
	// Engine gives the version of the engine that read a document, and the hash of the agenda it read with; both are empty
	// where the document is not kept.
	Engine(ctx context.Context, doc string) (engine, agenda string, err error)
	// Outdated gives the documents that were read by another engine or with another agenda, in order of id.
	Outdated(ctx context.Context, engine, agenda string) ([]Known, error)
	// Document gives a document; ErrNotFound where it is not kept.
	Document(ctx context.Context, id string) (*doc.Document, error)
	// Readings gives all documents with their readings, in order of id.
	Readings(ctx context.Context) iter.Seq2[Read, error]

	// Fail keeps that an input could not be read. It is one row for each input; a second failure of it replaces the first
	// and adds one to its tries. Keep takes away the failure of the input that it keeps.
	Fail(ctx context.Context, f Failure) error
	// Failures gives what could not be read, the latest first.
	Failures(ctx context.Context) ([]Failure, error)

	// Weave replaces the items of the dossier: those that changed are written, those that are gone are taken away.
	Weave(ctx context.Context, changed []Item, gone []string) error
	// Hashes gives the hash of every item of the dossier, by id, so that only what changed need be written.
	Hashes(ctx context.Context) (map[string]string, error)

	// Item gives one item, its line in the form asked for; ErrNotFound where there is none.
	Item(ctx context.Context, id string, form Form) (Item, error)
	// Lookup gives the items of several ids, by id, their lines in the form asked for, without their tags; those that are not
	// there are left out.
	Lookup(ctx context.Context, ids []string, form Form) (map[string]Item, error)
	// Items gives the items that a query asks for, a page at a time. next is empty on the last page.
	Items(ctx context.Context, q Query) (items []Item, next Cursor, err error)
	// Count tells how many items a query asks for, whatever its page. Where the query has a bound and there are more, it may
	// stop counting: it then gives one more than the bound.
	Count(ctx context.Context, q Query) (int, error)
	// Facets is as Values for several tags at once. Where the query has a bound and more items than that are asked for, it may
	// count the first of them alone, in about the order of the query.
	Facets(ctx context.Context, q Query, tags []string, limit int) (Facets, error)
	// Values tells, of the items that a query asks for, how many have each value of a tag, the most frequent first.
	Values(ctx context.Context, q Query, tag string, limit int) ([]Value, error)

	// Decide keeps a person's decision; its ID and At must be set. A decision is never changed or taken away: to undo one is
	// another.
	Decide(ctx context.Context, d Decision) error
	// Decisions gives all decisions, in the order in which they were made.
	Decisions(ctx context.Context) ([]Decision, error)

	// Setting gives what was kept under a name: the negotiation's name, its agenda; empty where nothing was.
	Setting(ctx context.Context, name string) (string, error)
	Set(ctx context.Context, name, value string) error

	// Clear takes away all that is kept: documents, items, failures, decisions and settings.
	Clear(ctx context.Context) error

	io.Closer
}

// A Read is a document with its reading.
type Read struct {
	Document *doc.Document
	Reading  *meaning.Reading
	Input    string // what it was read from, as it was named; its failure is taken away
	Agenda   string // the hash of the agenda that it was read with
	Items    []Item // the items that stand in this document alone: statements, positions, figures
}

// A Known is a document that is kept, by its id and by what it was read from.
type Known struct{ ID, Input string }

// A Failure is an input that could not be read.
type Failure struct {
	Input string    `json:"input"`
	Error string    `json:"error"`
	At    time.Time `json:"at"`
	Tries int       `json:"tries"`
}

// An Item is one line of the record, as it is printed, with what it is asked for by.
type Item struct {
	ID   string
	Type string // statement, position, commitment, …; as the record's "type"
	// Sort is what items of a type stand in order of: their date first, ISO 8601, so that a query may bound it, then
	// whatever keeps the order.
	Sort  string
	Tags  []Tag           // each once
	Words string          // what a search for words looks in; empty for none
	Body  json.RawMessage // the line of the record; of what was asked for, in the form asked for
	// Shorter are the other forms of a long line. They are kept and not given back: Body is the one that was asked for.
	Shorter *Shorter
}

// Read reads the line of an item into a plain type.
func (i Item) Read(into any) error {
	if err := jsonv2.Unmarshal(i.Body, into); err != nil {
		return fmt.Errorf("item %s: %w", i.ID, err)
	}
	return nil
}

// A Form is how much of a line is asked for. A line that a thousand documents speak of names a thousand places: it is printed
// with all of them, and a list of fifty such lines needs one of each.
type Form int

const (
	Whole  Form = iota // as it is printed
	OnPage             // as the item's own page shows it
	InList             // as lists show it
)

// Shorter are the shorter forms of a line, each a JSON object as the line is.
type Shorter struct{ OnPage, InList json.RawMessage }

// Hash tells whether an item is the same as one that is kept.
func (i Item) Hash() string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %q ", i.Type, i.Sort, i.Tags, i.Words)
	h.Write(i.Body)
	if i.Shorter != nil {
		fmt.Fprintf(h, " %q %q", i.Shorter.OnPage, i.Shorter.InList)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// A Tag is something that items are asked for by: a party, an issue, an actor, a document, a status.
type Tag struct{ Name, Value string }

// A Query asks for items. What is left empty does not bound.
type Query struct {
	Types  []string // any of these
	Tags   []Tag    // all of these; of several with one name any
	From   string   // Sort is this or later
	To     string   // Sort is before this, or begins with it
	Words  string   // what to search for; see ParseWords
	Newest bool     // the highest Sort first
	After  Cursor   // where the last page ended
	Limit  int      // how many; 50 where it is 0, 1000 at most
	Form   Form     // of the lines
	Bound  int      // of a count: how far it must be exact; 0 for all the way
}

// A Cursor is where a page ended. It is opaque, and holds for the same query alone.
type Cursor string

// After gives the cursor of a page that ended with an item of this place in the order, which has this number in its store.
func After(sort string, number int64) Cursor {
	return Cursor(strconv.FormatInt(number, 36) + "." + sort)
}

// Place gives what After was given; the error wraps ErrNotFound.
func (c Cursor) Place() (sort string, number int64, err error) {
	digits, sort, ok := strings.Cut(string(c), ".")
	if number, err = strconv.ParseInt(digits, 36, 64); err != nil || !ok {
		return "", 0, fmt.Errorf("%q is no place in a list: %w", string(c), ErrNotFound)
	}
	return sort, number, nil
}

// Tallied tells whether a query asks for what a store counts in advance: all items of its types, or all of them with one
// value of a tag, which is given.
func (q Query) Tallied() (name, value string, ok bool) {
	if q.From != "" || q.To != "" || q.Words != "" || len(q.Tags) > 1 {
		return "", "", false
	}
	if len(q.Tags) == 1 {
		return q.Tags[0].Name, q.Tags[0].Value, true
	}
	return "", "", true
}

// Named is the values that a query asks for of one tag: any of them.
type Named struct {
	Name   string
	Values []string
}

// ByName gives the tags that a query asks for by name, in the order of their first values.
func (q Query) ByName() []Named {
	var all []Named
	for _, t := range q.Tags {
		if i := slices.IndexFunc(all, func(n Named) bool { return n.Name == t.Name }); i >= 0 {
			all[i].Values = append(all[i].Values, t.Value)
		} else {
			all = append(all, Named{t.Name, []string{t.Value}})
		}
	}
	return all
}

// A Value is a value of a tag and how many items have it.
type Value struct {
	Value string
	Count int
}

// Facets are the values of several tags among the items that a query asks for.
type Facets struct {
	Values map[string][]Value // by tag, the most frequent first
	Found  int                // how many items were counted: all that are asked for, where Part is false
	Part   bool               // not all were counted
}

// A Decision is what a person decided about an item of the record. It is anchored to the words and not to an id alone, so
// that it survives a newer engine.
type Decision struct {
	ID     string          `json:"id"`
	At     time.Time       `json:"at"`
	Who    string          `json:"who"`
	What   Verdict         `json:"what"`
	Why    string          `json:"why,omitempty"`
	Type   string          `json:"type,omitempty"`   // of the item
	Item   string          `json:"item,omitempty"`   // its id when it was decided on
	Anchor []doc.Evidence  `json:"anchor,omitempty"` // the words that the item rests on
	Field  string          `json:"field,omitempty"`  // of a change: the field
	Value  json.RawMessage `json:"value,omitempty"`  // of a change: what it becomes; of an addition: its fields; of a merger: the others
	Was    json.RawMessage `json:"was,omitempty"`    // the item as it stood when it was decided on
	Undoes string          `json:"undoes,omitempty"` // id of the decision that this one undoes
}

// A Verdict is what was decided.
type Verdict string

const (
	Right  Verdict = "right"
	Wrong  Verdict = "wrong"
	Change Verdict = "change"
	Merge  Verdict = "merge"
	Split  Verdict = "split"
	Add    Verdict = "add"
	Undo   Verdict = "undo"
)

// The kinds of error that a store gives; each is wrapped with what and where.
var (
	ErrNotFound = errors.New("not found")
	ErrFull     = errors.New("the disk is full")
	ErrLocked   = errors.New("the database is locked by another program")
	ErrReadOnly = errors.New("the database cannot be written")
	ErrAway     = errors.New("the database cannot be reached")
	ErrDisk     = errors.New("the disk cannot be read or written")
	ErrNewer    = errors.New("the database was made by a newer Parley")
)

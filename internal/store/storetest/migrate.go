package storetest

import (
	"testing"

	"github.com/parleyhq/parley/internal/store"
)

// Migrates tests that a database made by the first Parley is opened by this one, and that what it keeps is there. first makes one
// with the first schema alone and runs SQL in it; open opens it as ever.
func Migrates(t *testing.T, first func(t *testing.T, sql string), open func(t *testing.T) store.Store) {
	first(t, `INSERT INTO item (id, doc, type, sort, hash, body) VALUES ('c1', '', 'commitment', '2031-05-06', 'h', '{"kept":true}');
		INSERT INTO tally VALUES ('', '', 'commitment', 1);
		INSERT INTO decision (id, body) VALUES ('r1', '{"id":"r1","who":"I. Brandt","what":"right"}')`)
	s := open(t)
	defer s.Close()
	ctx := t.Context()
	for _, form := range []store.Form{store.Whole, store.OnPage, store.InList} {
		items, _, err := s.Items(ctx, store.Query{Form: form})
		must(t, err)
		same(t, len(items), 1)
		same(t, string(items[0].Body), `{"kept":true}`)
	}
	decisions, err := s.Decisions(ctx)
	must(t, err)
	same(t, len(decisions), 1)
	same(t, decisions[0].Who, "I. Brandt")
	must(t, s.Keep(ctx, []store.Read{Doc(1, "what comes later")}))
	same(t, ids(t, s, store.Query{Words: "later"}), []string{"d00001-s0"})
}

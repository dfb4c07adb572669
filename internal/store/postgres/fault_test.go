package postgres_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/store/postgres"
	"github.com/parleyhq/parley/internal/store/postgres/postgrestest"
	"github.com/parleyhq/parley/internal/store/storetest"
)

func open(ctx context.Context, address string) (store.Store, error) {
	return postgres.Open(ctx, address)
}

func TestMain(m *testing.M) {
	storetest.Writer(open)
	os.Exit(m.Run())
}

func TestKill(t *testing.T) {
	server := postgrestest.Start(t)
	rounds := 200
	if testing.Short() {
		rounds = 20
	}
	storetest.Kill(t, rounds, server.Database(t), open)
}

func TestServerGoesAway(t *testing.T) {
	server := postgrestest.Start(t)
	address := server.Database(t)
	s, err := postgres.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Keep(t.Context(), []store.Read{storetest.Doc(1, "kept")}); err != nil {
		t.Fatal(err)
	}
	server.Stop()
	if err := s.Keep(t.Context(), []store.Read{storetest.Doc(2, "not kept")}); !errors.Is(err, store.ErrAway) {
		t.Errorf("keep: %v", err)
	}
	if _, err := s.Count(t.Context(), store.Query{}); !errors.Is(err, store.ErrAway) {
		t.Errorf("count: %v", err)
	}
	if _, err := postgres.Open(t.Context(), address); !errors.Is(err, store.ErrAway) {
		t.Errorf("open: %v", err)
	}
}

// TestRefused lets the server answer as it does when its disk is full and when the user may not write.
func TestRefused(t *testing.T) {
	server := postgrestest.Start(t)
	for _, c := range []struct {
		code string
		want error
	}{{"53100", store.ErrFull}, {"42501", store.ErrReadOnly}, {"25006", store.ErrReadOnly}, {"40P01", store.ErrLocked}} {
		address := server.Database(t)
		s, err := postgres.Open(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		c2, err := pgx.Connect(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		defer c2.Close(t.Context())
		// at the last row of the third document: what came before it in the transaction must go again
		if _, err := c2.Exec(t.Context(), `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
			IF new.value = 'last' THEN RAISE EXCEPTION 'refused' USING ERRCODE = '`+c.code+`'; END IF; RETURN new; END $$;
			CREATE TRIGGER refuse BEFORE INSERT ON tag FOR EACH ROW EXECUTE FUNCTION refuse()`); err != nil {
			t.Fatal(err)
		}
		err = s.Keep(t.Context(), []store.Read{storetest.Doc(1, "one"), storetest.Doc(2, "two"), storetest.Doc(3, "three", store.Tag{Name: "mark", Value: "last"})})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.code, err)
		}
		if n, err := s.Count(t.Context(), store.Query{}); n != 0 || err != nil {
			t.Errorf("%s: %d items of a transaction that failed, %v", c.code, n, err)
		}
	}
}

func TestAddress(t *testing.T) {
	for _, address := range []string{"postgres://editor:secret@127.0.0.1:1/record?connect_timeout=1", "postgres://editor:secret@[:bad"} {
		if _, err := postgres.Open(t.Context(), address); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

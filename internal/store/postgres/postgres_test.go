package postgres_test

import (
	"os"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/store/postgres"
	"github.com/parleyhq/parley/internal/store/postgres/postgrestest"
	"github.com/parleyhq/parley/internal/store/storetest"
)

func TestStore(t *testing.T) {
	server := postgrestest.Start(t)
	storetest.Run(t, func(t *testing.T) (store.Store, func() store.Store) {
		address := server.Database(t)
		open := func() store.Store {
			s, err := postgres.Open(t.Context(), address)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { s.Close() })
			return s
		}
		return open(), open
	})
}

func TestMigrates(t *testing.T) {
	address := postgrestest.Start(t).Database(t)
	storetest.Migrates(t, func(t *testing.T, more string) {
		schema, err := os.ReadFile("migrations/0001_first.sql")
		if err != nil {
			t.Fatal(err)
		}
		c, err := pgx.Connect(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close(t.Context())
		version := "CREATE TABLE parley_schema (version integer NOT NULL); INSERT INTO parley_schema VALUES (1);"
		if _, err := c.Exec(t.Context(), string(schema)+version+more); err != nil {
			t.Fatal(err)
		}
	}, func(t *testing.T) store.Store {
		s, err := postgres.Open(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func BenchmarkKeep(b *testing.B) {
	s, err := postgres.Open(b.Context(), postgrestest.Start(b).Database(b))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	storetest.BenchmarkKeep(b, s)
}

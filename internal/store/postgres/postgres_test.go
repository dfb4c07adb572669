package postgres_test

import (
	"testing"

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

func BenchmarkKeep(b *testing.B) {
	s, err := postgres.Open(b.Context(), postgrestest.Start(b).Database(b))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	storetest.BenchmarkKeep(b, s)
}

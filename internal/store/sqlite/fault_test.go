package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/store/storetest"
)

func open_(ctx context.Context, address string) (store.Store, error) { return Open(ctx, address) }

func TestMain(m *testing.M) {
	storetest.Writer(open_)
	if file := os.Getenv("PARLEY_OPEN"); file != "" { // somebody who may not write there: see TestReadOnlyFolder
		s, err := Open(context.Background(), file)
		if err == nil {
			err = s.Keep(context.Background(), []store.Read{storetest.Doc(1, "not to be written")})
		}
		if errors.Is(err, store.ErrReadOnly) || errors.Is(err, store.ErrAway) {
			os.Stdout.WriteString("refused: " + err.Error())
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func TestKill(t *testing.T) {
	rounds := 200
	if testing.Short() {
		rounds = 20
	}
	storetest.Kill(t, rounds, filepath.Join(t.TempDir(), "killed.db"), open_)
}

func TestFullDisk(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "full.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	// SQLite answers the same, and goes the same way back, where the file may not grow and where the disk is full.
	if _, err := s.write.Exec("PRAGMA max_page_count = 60"); err != nil {
		t.Fatal(err)
	}
	var full error
	kept := 0
	for full == nil && kept < 1000 {
		if full = s.Keep(t.Context(), []store.Read{storetest.Doc(kept, strings.Repeat("many words ", 200))}); full == nil {
			kept++
		}
	}
	if !errors.Is(full, store.ErrFull) || !strings.Contains(full.Error(), "full.db") {
		t.Errorf("after %d documents: %v", kept, full)
	}
	whole(t, s, kept)
	if _, err := s.write.Exec("PRAGMA max_page_count = 100000"); err != nil {
		t.Fatal(err)
	}
	if err := s.Keep(t.Context(), []store.Read{storetest.Doc(kept, "room again")}); err != nil {
		t.Errorf("with room again: %v", err)
	}
	whole(t, s, kept+1)
}

// whole checks that so many documents are there, each with its item.
func whole(t *testing.T, s *Store, documents int) {
	t.Helper()
	n := 0
	for _, err := range s.Readings(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if items, err := s.Count(t.Context(), store.Query{}); n != documents || items != documents || err != nil {
		t.Errorf("%d documents and %d items are kept, %d were: %v", n, items, documents, err)
	}
	var check string
	if err := s.write.QueryRow("PRAGMA integrity_check").Scan(&check); err != nil || check != "ok" {
		t.Errorf("integrity: %s, %v", check, err)
	}
}

func TestLockedFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "locked.db")
	s, err := openWithin(t.Context(), file, 50)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	other, err := sql.Open("sqlite", "file:"+file)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	c, err := other.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	if err := s.Keep(t.Context(), []store.Read{storetest.Doc(1, "waiting")}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("while another program writes: %v", err)
	}
	if _, err := s.Count(t.Context(), store.Query{}); err != nil {
		t.Errorf("reading goes on: %v", err)
	}
	if _, err := c.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if err := s.Keep(t.Context(), []store.Read{storetest.Doc(1, "my turn")}); err != nil {
		t.Errorf("after it: %v", err)
	}
	whole(t, s, 1)
}

func TestReadOnlyFolder(t *testing.T) {
	folder, err := os.MkdirTemp("", "parley-read-only")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	binary, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "other-user") // which another user may start
	if err := os.WriteFile(program, binary, 0o755); err != nil {
		t.Fatal(err)
	}
	for at := filepath.Dir(program); len(at) > len(os.TempDir()); at = filepath.Dir(at) {
		if err := os.Chmod(at, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(program)
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), "PARLEY_OPEN="+filepath.Join(folder, "new.db"))
	if os.Geteuid() == 0 { // root may write anywhere
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.HasPrefix(string(out), "refused: ") || !strings.Contains(string(out), "new.db") {
		t.Errorf("%v: %s", err, out)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestNoDatabase(t *testing.T) {
	file := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(file, []byte(strings.Repeat("This is no database. ", 100)), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), file); err == nil || !strings.Contains(err.Error(), "notes.txt") {
		t.Errorf("a text for a database: %v", err)
	}
	if text, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(text), "This is no database. This") {
		t.Errorf("it was touched: %v", err)
	}
	if _, err := Open(t.Context(), filepath.Join(t.TempDir(), "no", "such", "folder.db")); !errors.Is(err, store.ErrAway) {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func TestNewerSchema(t *testing.T) {
	file := filepath.Join(t.TempDir(), "newer.db")
	s, err := Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if _, err := Open(t.Context(), file); !errors.Is(err, store.ErrNewer) {
		t.Errorf("a schema of the future: %v", err)
	}
}

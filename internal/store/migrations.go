package store

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A Migration is one step forward of a database's schema.
type Migration struct {
	Version int // from 1, without gaps
	Name    string
	SQL     string
}

// Migrations reads the steps of a schema from the files of a folder, named 0001_what.sql and so on.
func Migrations(files fs.FS, folder string) ([]Migration, error) {
	names, err := fs.Glob(files, path.Join(folder, "*.sql"))
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	steps := make([]Migration, 0, len(names))
	for i, name := range names {
		number, what, ok := strings.Cut(strings.TrimSuffix(path.Base(name), ".sql"), "_")
		if v, err := strconv.Atoi(number); err != nil || !ok || v != i+1 {
			return nil, fmt.Errorf("%s: the next migration must be named %04d_what.sql", name, i+1)
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		steps = append(steps, Migration{i + 1, what, string(text)})
	}
	return steps, nil
}

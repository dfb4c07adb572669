package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/parleyhq/parley/"

// coordinators know their siblings, as is their work: the stages in order, the folds in order, and the steps of intake in order.
var coordinators = []string{"internal/pipeline", "internal/weave", "internal/train", "internal/intake/desk"}

// TestHouse holds the imports against the rules of docs/decisions/0001-layout.md.
func TestHouse(t *testing.T) {
	files := 0
	err := fs.WalkDir(os.DirFS("../.."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		files++
		text, err := os.ReadFile("../../" + name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if imported, ours := strings.CutPrefix(imported, module); ours {
				if rule := broken(path.Dir(name), imported); rule != "" {
					t.Errorf("%s imports %s: %s", name, imported, rule)
				}
			}
		}
		return nil
	})
	if err != nil || files < 50 {
		t.Errorf("%d files were looked at: %v", files, err)
	}
}

// broken says which rule of the house an import breaks, if any.
func broken(importer, imported string) string {
	under := func(name, folder string) bool { return name == folder || strings.HasPrefix(name, folder+"/") }
	of := func(folders ...string) bool {
		for _, f := range folders {
			if under(importer, f) {
				return true
			}
		}
		return false
	}
	noun, child := path.Dir(imported), strings.Count(imported, "/") > 1 // internal/meaning of internal/meaning/actor
	switch {
	case strings.HasPrefix(imported, importer+"/") && strings.Count(importer, "/") == 1: // a stage may keep a tool beneath it
		return "a parent never imports a child"
	case of(coordinators...) || of("cmd"):
		return ""
	case child && path.Dir(importer) == noun:
		return "siblings never import each other"
	case child && (under(imported, "internal/language") || under(imported, "internal/meaning")) && !under(imported, importer):
		return "only the pipeline knows the stages"
	case child && under(imported, "internal/dossier") && !under(imported, importer):
		return "only the weaver knows the folds"
	case under(imported, "internal/intake") && !of("internal/intake"):
		return "what arrives is a document by then"
	}
	return ""
}

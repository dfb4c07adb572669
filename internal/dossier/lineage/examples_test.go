package lineage_test

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/examples"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/intake/desk"
)

// folder reads the documents of a folder and calls each by its file or address.
func folder(t testing.TB, files fs.FS) []*doc.Document {
	t.Helper()
	var docs []*doc.Document
	for item, err := range (desk.Desk{Disk: files}).Open(t.Context(), []string{"."}) {
		if err != nil {
			t.Log(err)
			continue
		}
		d, err := desk.Document(item)
		if err != nil {
			t.Log(err)
			continue
		}
		d.ID = path.Base(cmp.Or(d.Path, d.URL))
		docs = append(docs, d)
	}
	return docs
}

// The negotiation of examples has one agency story behind four documents; see its README.
func TestExamples(t *testing.T) {
	docs := folder(t, examples.BlackSeaSpring())
	want := []string{
		"05-call-meridian-wire-updated.txt is revision of 02-call-meridian-wire.txt",
		"04-call-aldmere-chronicle.txt is derived of 02-call-meridian-wire.txt",
		"03-call-harbour-courier.txt is syndicated of 02-call-meridian-wire.txt",
		"11-breach-meridian-wire.txt is same-agency of 02-call-meridian-wire.txt",
		"11-breach-meridian-wire.txt is same-agency of 05-call-meridian-wire-updated.txt",
		"11-breach-meridian-wire.txt is same-agency of 03-call-harbour-courier.txt",
		"11 independent",
	}
	got := slices.DeleteFunc(lines(index(docs), docs), func(l string) bool {
		return strings.HasPrefix(l, "changed: ") || strings.HasPrefix(l, "dropped: ")
	})
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

package web

import (
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/weave/press"
)

// Of more stands than a page shows, those of the parties that hold most positions are shown, and every other party is a link away.
func TestPositionsOfMany(t *testing.T) {
	p := press.NewArchive(9)
	var documents []*doc.Document
	var readings []*meaning.Reading
	for i := range 700 {
		d, r := p.Write(i)
		documents, readings = append(documents, d), append(readings, r)
	}
	s := kept(t, documents, readings)
	stands, err := s.Count(t.Context(), store.Query{Types: []string{filing.Stand}})
	if err != nil || stands <= mostStands {
		t.Fatalf("%d stands: too few to test with; %v", stands, err)
	}
	get := func(path string) string {
		t.Helper()
		w := httptest.NewRecorder()
		New(s, "Many").ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != 200 {
			t.Fatalf("%s: %d", path, w.Code)
		}
		return w.Body.String()
	}
	cells := func(page string) int { return strings.Count(page, `class="stance"`) }
	page := get("/positions")
	if n := strings.Count(page, `<th scope="col" class=`); n != columns {
		t.Errorf("%d columns, want %d", n, columns)
	}
	shown := cells(page)
	others := regexp.MustCompile(`href="(/positions\?party=[^"]+)"`).FindAllStringSubmatch(page, -1)
	if len(others) == 0 {
		t.Fatal("no other party is named")
	}
	for _, other := range others {
		n := cells(get(other[1]))
		if n == 0 {
			t.Errorf("%s shows no stand", other[1])
		}
		shown += n
	}
	if shown != stands {
		t.Errorf("the page and those that it leads to show %d stands of %d", shown, stands)
	}
	if n := cells(get("/positions?issue=ceasefire")); n == 0 || n > len(others)+columns {
		t.Errorf("%d parties stand to the ceasefire", n)
	}
}

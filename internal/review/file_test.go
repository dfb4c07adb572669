package review

import (
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/store"
)

func TestReadFile(t *testing.T) {
	documents := []*doc.Document{{ID: "d", Path: "inbox/one.txt", Text: "Valmora calls\nfor a truce. It rains. It rains."}}
	all, err := ReadFile([]byte(`
- {who: Ana, at: 2031-05-02T10:00:00Z, what: wrong, type: position, file: one.txt, words: calls for a truce, why: no}
- {who: Ana, at: 2031-05-02T10:01:00Z, what: undo, undoes: 1}
`), "x/reviews.yaml", documents)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || all[0].Anchor[0].Quote != "calls\nfor a truce" || all[0].ID != "reviews.yaml-1" || all[1].What != store.Undo || all[1].Undoes != all[0].ID {
		t.Errorf("%+v", all)
	}
	for content, want := range map[string]string{
		"who: Ana":                 "r.yaml: ",
		"- {who: Ana, mood: sour}": "r.yaml: ",
		"- {who: Ana, at: today}":  "r.yaml: decision 1: at: ",
		"- {who: Ana, at: 2031-05-02T10:00:00Z, what: undo, undoes: 1}":                                                          "r.yaml: decision 1: undoes: ",
		"- {who: Ana, at: 2031-05-02T10:00:00Z, what: right, type: position, file: two.txt, words: calls}":                       "r.yaml: decision 1: file: ",
		"- {who: Ana, at: 2031-05-02T10:00:00Z, what: right, type: position, file: one.txt, words: sings}":                       "r.yaml: decision 1: words: “sings” do not stand",
		"- {who: Ana, at: 2031-05-02T10:00:00Z, what: right, type: position, file: one.txt, words: It rains}":                    "r.yaml: decision 1: words: “It rains” stand at 2 places",
		"- {who: Ana, at: 2031-05-02T10:00:00Z, what: merge, type: contact, file: one.txt, words: calls}":                        "r.yaml: decision 1: what: ",
		"- {at: 2031-05-02T10:00:00Z, what: right, type: position, file: one.txt, words: calls}":                                 "r.yaml: decision 1: who: ",
		"- {who: A, at: 2031-05-02T10:00:00Z, what: add, type: position, file: one.txt, words: calls, fields: {party: Valmora}}": "r.yaml: decision 1: issue: must be given",
	} {
		if _, err := ReadFile([]byte(content), "r.yaml", documents); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %q", content, err, want)
		}
	}
}

func TestLocateNear(t *testing.T) {
	d := &doc.Document{ID: "d", Text: "It rains. It rains."}
	if e, err := Locate(d, "It  rains", 4); err != nil || e.Start != 10 {
		t.Errorf("%+v, %v", e, err)
	}
	if _, err := Locate(d, " ", -1); err == nil {
		t.Error("no words are words")
	}
	if _, err := Locate(d, strings.Repeat("x", 3000), -1); err == nil {
		t.Error("all of a book is words")
	}
}

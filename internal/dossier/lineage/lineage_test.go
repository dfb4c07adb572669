package lineage_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/dossier/lineage"
	"github.com/parleyhq/parley/internal/language/token"
	"github.com/parleyhq/parley/internal/meaning/fingerprint"
)

// index adds documents to an index.
func index(docs []*doc.Document) *lineage.Index {
	x := lineage.New()
	for _, d := range docs {
		x.Add(d, fingerprint.Of(token.Split(d.Text, d.Furniture)))
	}
	return x
}

// A group is the documents of a case, and what must come of them.
type group struct {
	title string
	docs  []*doc.Document
	lines []string
}

// groups reads testdata/cases.txt.
func groups(t testing.TB) []group {
	t.Helper()
	raw, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []group
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if title, ok := strings.CutPrefix(line, "== "); ok {
			all = append(all, group{title: title})
			continue
		}
		if len(all) == 0 {
			t.Fatalf("%q stands before the first case", line)
		}
		g := &all[len(all)-1]
		head, isDoc := strings.CutPrefix(line, "-- ")
		words, isText := strings.CutPrefix(line, "> ")
		switch {
		case isDoc:
			g.docs = append(g.docs, document(t, head))
		case isText && len(g.docs) > 0:
			g.docs[len(g.docs)-1].Text += words + "\n\n"
		default:
			g.lines = append(g.lines, line)
		}
	}
	return all
}

// document reads the head of a document: its id and "field: value" with semicolons between them.
func document(t testing.TB, head string) *doc.Document {
	t.Helper()
	id, rest, _ := strings.Cut(head, "; ")
	d := &doc.Document{ID: id}
	for field := range strings.SplitSeq(rest, "; ") {
		name, value, _ := strings.Cut(field, ": ")
		switch name {
		case "date":
			d.Published.Date = value
		case "publisher":
			d.Publisher = value
		case "agency":
			d.Agency = value
		case "distributor":
			d.Distributor = value
		case "url":
			d.URL = value
		case "kind":
			d.Kind = doc.Kind(value)
		case "":
		default:
			t.Fatalf("%q: the field %q is not known", head, name)
		}
	}
	return d
}

// lines writes what the index finds as the cases have it.
func lines(x *lineage.Index, docs []*doc.Document) []string {
	var all, ids []string
	for _, d := range x.Descents() {
		all = append(all, fmt.Sprintf("%s is %s of %s", d.Doc, d.Relation, d.Origin))
		for _, c := range d.Changed {
			all = append(all, "changed: "+c.Quote)
		}
		for _, c := range d.Dropped {
			all = append(all, "dropped: "+c.Quote)
		}
	}
	for _, d := range docs {
		ids = append(ids, d.ID)
	}
	return append(all, fmt.Sprintf("%d independent", x.Independent(ids)))
}

func TestCases(t *testing.T) {
	for _, g := range groups(t) {
		t.Run(g.title, func(t *testing.T) {
			if diff := cmp.Diff(g.lines, lines(index(g.docs), g.docs)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Evidence is exactly the bytes of the document that it names, and what is found of one document is what is found of all.
func TestEvidenceHolds(t *testing.T) {
	for _, g := range groups(t) {
		x := index(g.docs)
		all := x.Descents()
		text := map[string]string{}
		for _, d := range g.docs {
			text[d.ID] = d.Text
			var want []dossier.Descent
			for _, l := range all {
				if l.Doc == d.ID || l.Origin == d.ID {
					want = append(want, l)
				}
			}
			got := x.Of(d.ID)
			byBoth := func(a, b dossier.Descent) int {
				return strings.Compare(a.Doc+" "+a.Origin, b.Doc+" "+b.Origin)
			}
			slices.SortFunc(got, byBoth)
			slices.SortFunc(want, byBoth)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: of %s: %s", g.title, d.ID, diff)
			}
		}
		for _, l := range all {
			if len(l.Evidence) == 0 && l.Relation != dossier.SameAgency {
				t.Errorf("%s: %s of %s has no evidence", g.title, l.Relation, l.Origin)
			}
			for _, e := range slices.Concat(l.Evidence, l.Changed, l.Dropped) {
				if text[e.Doc][e.Start:e.End] != e.Quote {
					t.Errorf("%s: the evidence of %s does not hold", g.title, l.Doc)
				}
			}
		}
	}
}

// The same is found in whatever order documents come, asked for at the end or on the way.
func TestInAnyOrder(t *testing.T) {
	var docs []*doc.Document
	for _, g := range groups(t) {
		for _, d := range g.docs {
			other := *d
			other.ID = g.title + " " + d.ID
			docs = append(docs, &other)
		}
	}
	docs = append(docs, world(7, 60).docs...)
	want := index(docs).Descents()
	rapid.Check(t, func(t *rapid.T) {
		shuffled := rapid.Permutation(docs).Draw(t, "documents")
		asked := rapid.IntRange(0, len(docs)).Draw(t, "asked after")
		x := index(shuffled[:asked])
		x.Descents()
		for _, d := range shuffled[asked:] {
			x.Add(d, fingerprint.Of(token.Split(d.Text, d.Furniture)))
		}
		if diff := cmp.Diff(want, x.Descents()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Of a large made world the relations are found that were made, and next to no others.
func TestWorld(t *testing.T) {
	w := world(1, 400)
	found, right, made := w.score(index(w.docs))
	if float64(right) < 0.95*float64(made) || float64(right) < 0.98*float64(found) {
		t.Errorf("%d of %d relations are found as they were made, and %d that were not", right, made, found-right)
	}
}

// A story that very many papers print is not taken for boilerplate, and all of them come from the first.
func TestWidelySyndicated(t *testing.T) {
	w := world(11, 1)
	story := w.docs[0]
	docs := world(12, 60).docs[:50] // others
	for i := range 60 {
		d := *story
		d.ID = fmt.Sprintf("copy-%02d", i)
		d.Publisher, d.Agency, d.Distributor = "Paper "+d.ID, "Bay News Agency", "Quay Service"
		d.Published.Date = "2031-03-04"
		docs = append(docs, &d)
	}
	x := index(docs)
	n := 0
	for _, d := range x.Descents() {
		if d.Relation == dossier.Syndicated && d.Origin == "copy-00" {
			n++
		}
	}
	if n != 59 {
		t.Errorf("%d of 59 copies come from the first", n)
	}
	if got := len(x.Of("copy-00")); got != 59 {
		t.Errorf("%d descents of the first, want 59", got)
	}
}

// An official text printed under two articles is no lineage between them.
func TestOfficialTextUnderTwoArticles(t *testing.T) {
	const communique = "The ministers agreed that the river commission shall meet before the end of the month, that the lower gate shall stay open to barges of both states, and that neither shall send patrols beyond the second bridge until the commission has reported."
	var docs []*doc.Document
	for id, article := range map[string]string{
		"a": "The river will be open again in spring, if two ministers have their way, and the barges of Halden can go to sea.",
		"b": "Fishermen of Sorrel Bay heard on Monday that soldiers would keep away from the bridge, and few of them believed it.",
	} {
		d := &doc.Document{ID: id, Text: article + "\n\n" + communique, Publisher: "Paper " + id}
		d.Parts = []doc.Part{{Span: doc.Span{Start: len(article) + 2, End: len(d.Text)}, Kind: doc.Release}}
		docs = append(docs, d)
	}
	if got := index(docs).Descents(); len(got) > 0 {
		t.Errorf("they share an official text only, and come from one another: %v", got)
	}
	docs[0].Parts, docs[1].Parts = nil, nil
	if got := index(docs).Descents(); len(got) != 1 {
		t.Errorf("without a part the words are the writers' own, and %d descents are found", len(got))
	}
}

// A document that the index does not know counts for itself.
func TestIndependentOfUnknown(t *testing.T) {
	if n := lineage.New().Independent([]string{"a", "b", "a"}); n != 2 {
		t.Errorf("%d independent of two", n)
	}
}

// A fingerprint of another text is no reason to fall over.
func TestForeignFingerprint(t *testing.T) {
	w := world(2, 2)
	long, short := w.docs[0], &doc.Document{ID: "short", Text: "Nothing was agreed."}
	f := fingerprint.Of(token.Split(long.Text, nil))
	x := lineage.New()
	x.Add(long, f)
	x.Add(short, f)
	if got := x.Descents(); len(got) > 0 {
		t.Errorf("found %v", got)
	}
}

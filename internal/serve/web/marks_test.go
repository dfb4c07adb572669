package web

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
)

// shown takes the text out of what a paragraph shows, without the numbers of the notes.
func shown(t interface{ Fatalf(string, ...any) }, fragment string) string {
	nodes, err := html.ParseFragment(strings.NewReader(fragment), &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P})
	if err != nil {
		t.Fatalf("%v", err)
	}
	var out strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			out.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && n.Data == "sup" {
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	for _, n := range nodes {
		walk(n)
	}
	return out.String()
}

// wellFormed reports what is not closed, or closed and not open, in the order of the tags.
func wellFormed(fragment string) error {
	var open []string
	z := html.NewTokenizer(strings.NewReader(fragment))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				return fmt.Errorf("left open: %v", open)
			}
			return nil
		case html.StartTagToken:
			if name, _ := z.TagName(); string(name) != "br" {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return fmt.Errorf("</%s> closes %v", name, open)
			}
			open = open[:len(open)-1]
		}
	}
}

// drawDocument makes a document of odd characters with furniture, a part and statements anywhere.
func drawDocument(t *rapid.T) (*doc.Document, []meaning.Statement) {
	pieces := []string{"a", "said ", "“", "”", "\n", "\n\n", "\r\n", " ", "<b>", "&amp;", "'", `"`, "é", "שלום", "🕊", "\x00", "\t", "]]>", "<!--", "word word word word word word word word "}
	var b strings.Builder
	for _, p := range rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 60).Draw(t, "text") {
		b.WriteString(p)
	}
	d := &doc.Document{ID: "d", Text: b.String(), Title: "a"}
	var bounds []int // where characters begin
	for i := range d.Text {
		bounds = append(bounds, i)
	}
	bounds = append(bounds, len(d.Text))
	span := func(label string) doc.Span {
		i := rapid.IntRange(0, len(bounds)-2).Draw(t, label)
		j := rapid.IntRange(i+1, len(bounds)-1).Draw(t, label+" end")
		return doc.Span{Start: bounds[i], End: bounds[j]}
	}
	if rapid.Bool().Draw(t, "furniture") {
		d.Furniture = []doc.Span{span("furniture")}
	}
	if rapid.Bool().Draw(t, "part") {
		d.Parts = []doc.Part{{Span: span("part"), Author: "them"}}
	}
	var statements []meaning.Statement
	for i := range rapid.IntRange(0, 8).Draw(t, "statements") {
		s := meaning.Statement{ID: fmt.Sprint("x", i), Doc: d.ID, Act: meaning.Asserts}
		if rapid.Bool().Draw(t, "has source") {
			q := d.Quote(span("source"))
			s.Source = &q
		}
		if rapid.Bool().Draw(t, "has cue") {
			q := d.Quote(span("cue"))
			s.Cue = &q
		}
		for range rapid.IntRange(0, 3).Draw(t, "fragments") {
			s.Content = append(s.Content, d.Quote(span("content")))
		}
		if rapid.IntRange(0, 9).Draw(t, "bad") == 0 { // what a broken reading might hold
			s.Content = append(s.Content, doc.Quote{Start: rapid.IntRange(-3, 500).Draw(t, "bad start"), End: rapid.IntRange(-3, 500).Draw(t, "bad end")})
		}
		statements = append(statements, s)
	}
	return d, statements
}

// laidOut is a document with its statements as the reader shows it, the parties coloured by what is heard of them.
func laidOut(d *doc.Document, statements []meaning.Statement) *reader {
	v := &view{byName: map[string]*party{}, documents: map[string]*document{}}
	for _, item := range filing.Woven(&dossier.Dossier{Documents: []*doc.Document{d}, Statements: statements}) {
		if item.Type == filing.Party {
			if err := v.addParty(item); err != nil {
				panic(err)
			}
		}
	}
	view := newDocument(d)
	said := make([]*statement, len(statements))
	for i := range statements {
		said[i] = v.statement(&statements[i], view)
	}
	return newReader(view, said, doc.Span{})
}

// Whatever is marked where, the reader shows exactly the document's text, in well-formed HTML, and
// each statement has its anchor once and its note beside the paragraph that holds it.
func TestMarksKeepTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, statements := drawDocument(t)
		page := laidOut(d, statements)
		var text, all strings.Builder
		var notes []int
		for _, section := range page.Sections {
			for _, p := range section.Paragraphs {
				if err := wellFormed(string(p.Text)); err != nil {
					t.Fatalf("%v in %s", err, p.Text)
				}
				text.WriteString(shown(t, string(p.Text)))
				all.WriteString(string(p.Text))
				for _, n := range p.Notes {
					notes = append(notes, n.N)
					if !strings.Contains(string(p.Text), `id="`+n.Anchor+`"`) {
						t.Fatalf("note %d is not beside its anchor", n.N)
					}
				}
			}
		}
		if want := strings.ReplaceAll(d.Text, "\x00", "\uFFFD"); text.String() != want {
			t.Fatalf("text\n%q\nis shown as\n%q", want, text.String())
		}
		for _, st := range page.Said {
			if n := strings.Count(all.String(), `id="`+st.Anchor+`"`); n != 1 {
				t.Fatalf("statement %s has %d anchors", st.ID, n)
			}
		}
		slices.Sort(notes)
		if len(notes) != len(statements) || len(slices.Compact(notes)) != len(statements) {
			t.Fatalf("%d statements have notes %v", len(statements), notes)
		}
	})
}

var numbers = regexp.MustCompile(`<sup class="no p\d k(\d)">.*?</sup>`)

func TestMarks(t *testing.T) {
	tests := map[string]struct{ marked, statements, want string }{
		"source, cue and content": {
			"{1s:Duarte:1s} {1c:said:1c} {1:no:1}.", "1 party=Valmora",
			`<span class="src p1 k1">Duarte</span> <span class="cue p1 k1">said</span> <at 1><span class="say p1 k1">no</span><no 1>.`,
		},
		"nested": {
			"{1s:He:1s} {1c:said:1c} {1:that {2s:she:2s} {2c:said:2c} {2:no:2}:1}.", "1 party=Valmora\n2 party=Estria",
			`<span class="src p2 k1">He</span> <span class="cue p2 k1">said</span> <at 1><span class="say p2 k1">that </span>` +
				`<span class="src say p2 k1 k2">she</span><span class="say p2 k1"> </span><span class="cue say p2 k1 k2">said</span>` +
				`<span class="say p2 k1"> </span><at 2><span class="say in2 p1 k1 k2">no</span><no 1><no 2>.`,
		},
		"overlapping": {
			"{1:one {2:two:1} three:2}", "1 party=Valmora\n2 party=Valmora",
			`<at 1><span class="say p1 k1">one </span><at 2><span class="say in2 p1 k1 k2">two</span><no 1><span class="say p1 k2"> three</span><no 2>`,
		},
		"nothing said": {
			"{1s:Duarte:1s} {1c:declined to comment:1c}.", "1 party=Valmora act=no-comment",
			`<at 1><span class="src p1 k1">Duarte</span> <span class="cue p1 k1">declined to comment</span><no 1>.`,
		},
		"furniture":      {"no {f:Comments:f}", "", `no <span class="mute">Comments</span>`},
		"markup is text": {`{1:a <b> & "c":1}`, "1 party=-", `<at 1><span class="say p0 k1">a &lt;b&gt; &amp; &#34;c&#34;</span><no 1>`},
	}
	anchor := strings.NewReplacer(
		`<span class="at k1" id="s-d-1"></span>`, "<at 1>", `<span class="at k2" id="s-d-2"></span>`, "<at 2>",
	)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			text, spans := unmark(t, name, test.marked)
			d := &doc.Document{ID: "d", Text: text, Furniture: spans["f"]}
			statements := readStatements(d, test.statements, spans, nil)
			got := anchor.Replace(string(laidOut(d, statements).Sections[0].Paragraphs[0].Text))
			got = numbers.ReplaceAllString(got, "<no $1>")
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestKeptBreaks(t *testing.T) {
	text := strings.Join([]string{
		"The ministers met for three hours and then left without a word to anyone,",
		"and the delegations asked for:",
		"- two boats",
		"- a table of the tides in the northern channel for the months of summer, with",
		"the names of the pilots.",
	}, "\n")
	var got []string
	for _, at := range keptBreaks(text, doc.Span{Start: 0, End: len(text)}, longestLine(text)) {
		got = append(got, text[at-6:at])
	}
	if want := []string{"d for:", " boats"}; !slices.Equal(got, want) {
		t.Errorf("kept the breaks after %q, want %q", got, want)
	}
}

func TestParagraphs(t *testing.T) {
	for _, test := range []struct {
		text string
		cuts []int
		want []string
	}{
		{"", nil, nil},
		{"One.\nTwo.\n", nil, []string{"One.\n", "Two.\n"}},
		{"One.\n\n\nTwo.", nil, []string{"One.\n\n\n", "Two."}},
		{"One.\r\n\r\nTwo.\r\n", nil, []string{"One.\r\n\r\n", "Two.\r\n"}},
		{"\n\nOne.", nil, []string{"\n\nOne."}},
		{"A line that\nwas wrapped.\n\nAnother line\nand more.\n", nil, []string{"A line that\nwas wrapped.\n\n", "Another line\nand more.\n"}},
		{"Article.\nPart one.\nPart two.\nArticle.", []int{9, 29}, []string{"Article.\n", "Part one.\n", "Part two.\n", "Article."}},
		{"One two three.", []int{4, 8}, []string{"One ", "two ", "three."}},
		{"\n \n", nil, []string{"\n \n"}},
	} {
		var got []string
		for _, p := range paragraphs(test.text, test.cuts) {
			got = append(got, p.Of(test.text))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("paragraphs(%q, %v) = %q, want %q", test.text, test.cuts, got, test.want)
		}
	}
}

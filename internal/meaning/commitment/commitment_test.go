package commitment_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/parleyhq/parley/internal/agenda"
	"github.com/parleyhq/parley/internal/casefile"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language/coref"
	"github.com/parleyhq/parley/internal/language/entity"
	"github.com/parleyhq/parley/internal/language/parse"
	"github.com/parleyhq/parley/internal/language/tag"
	"github.com/parleyhq/parley/internal/language/token"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/meaning/actor"
	"github.com/parleyhq/parley/internal/meaning/commitment"
	"github.com/parleyhq/parley/internal/meaning/issue"
	"github.com/parleyhq/parley/internal/pipeline"
)

// newEngine does all stages, for commitments rest on nearly all of them, with the invented negotiation of package agenda.
func newEngine(t testing.TB) *pipeline.Engine {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "agenda", "testdata", "valmora.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	a, err := agenda.Load(content, "valmora.yaml")
	if err != nil {
		t.Fatal(err)
	}
	e, err := pipeline.New(a)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func document(text, date string) *doc.Document {
	return &doc.Document{ID: "case", Text: text, Published: doc.Published{Date: date}}
}

func TestCases(t *testing.T) {
	engine := newEngine(t)
	for _, c := range casefile.Read(t, "testdata/cases.txt") {
		t.Run(c.Title, func(t *testing.T) {
			found := engine.Read(document(c.Text, c.Date)).Commitments
			var want []string
			for _, line := range c.Lines {
				if line != "none" {
					want = append(want, line)
				}
			}
			if len(c.Lines) == 0 {
				t.Fatal("the case expects nothing: give its commitments, or none")
			}
			if len(found) != len(want) {
				t.Errorf("%d commitments, want %d:\n%s", len(found), len(want), lines(found))
				return
			}
			for i, line := range want {
				if wrong := check(found[i], line); wrong != "" {
					t.Errorf("%s:\nwant %s\n got %s", wrong, line, lines(found[i:i+1]))
				}
			}
		})
	}
}

// check compares a commitment with the line that expects it and says what differs.
func check(c meaning.Commitment, line string) string {
	fields := strings.SplitN(line, "|", 4)
	for len(fields) < 4 {
		fields = append(fields, "")
	}
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	for i, got := range []string{c.Issue, string(c.Status), sides(c)} {
		if got != fields[i] {
			return "differs: " + got
		}
	}
	for part := range strings.SplitSeq(fields[3], ";") {
		key, want, _ := strings.Cut(strings.TrimSpace(part), " ")
		got := ""
		switch key {
		case "":
		case "duration":
			got = c.Duration
		case "start":
			got = c.Start
		case "end":
			got = c.End
		case "date":
			got = c.Date
		case "made":
			got = c.Made
		case "place":
			got = c.Place
		case "against":
			got = c.Against
		case "alleged":
			if c.By != nil {
				got = c.By.Party
			}
		case "former":
			if c.Former {
				got = want
			} else {
				got = "no"
			}
		case "if":
			for _, q := range c.Conditions {
				got = q.Text
			}
		default:
			return "no field " + key
		}
		if got != want {
			return key + " is " + got
		}
	}
	return ""
}

// sides writes the parties, and the brokers after "by".
func sides(c meaning.Commitment) string {
	s := strings.Join(c.Parties, ", ")
	if len(c.Brokers) > 0 {
		s = strings.TrimSpace(s + " by " + strings.Join(c.Brokers, ", "))
	}
	return s
}

func lines(cs []meaning.Commitment) string {
	var b strings.Builder
	for _, c := range cs {
		by := ""
		if c.By != nil {
			by = c.By.Party
		}
		b.WriteString(strings.Join([]string{
			c.Issue, string(c.Status), sides(c), "duration " + c.Duration, "start " + c.Start, "end " + c.End, "date " + c.Date,
			"made " + c.Made, "place " + c.Place, "against " + c.Against, "by " + by, c.Evidence[0].Quote,
		}, " | "))
		b.WriteByte('\n')
	}
	return b.String()
}

// TestWhole reads texts put together at random from the cases and holds what is found against what every commitment must be.
func TestWhole(t *testing.T) {
	engine := newEngine(t)
	cases := casefile.Read(t, "testdata/cases.txt")
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		for range rapid.IntRange(1, 4).Draw(t, "cases") {
			c := rapid.SampledFrom(cases).Draw(t, "case")
			from := rapid.IntRange(0, len(c.Text)/2).Draw(t, "from")
			text.WriteString(strings.ToValidUTF8(c.Text[from:], ""))
		}
		d := document(text.String(), "2031-03-04")
		found := engine.Read(d).Commitments
		again := engine.Read(d).Commitments
		var ids []string
		for i, c := range found {
			e := c.Evidence[0]
			if e.Start >= e.End || d.Text[e.Start:e.End] != e.Quote {
				t.Fatalf("evidence %+v is not the text's", e)
			}
			if c.Issue == "" || c.Status == "" || slices.Contains(ids, c.ID) {
				t.Fatalf("no issue or status, or an id twice: %+v", c)
			}
			if !slices.IsSorted(c.Parties) || !slices.IsSorted(c.Brokers) {
				t.Fatalf("parties out of order: %+v", c)
			}
			if strings.Contains(e.Quote, "\n\n") {
				t.Fatalf("evidence over two paragraphs: %q", e.Quote)
			}
			if again[i].ID != c.ID {
				t.Fatalf("read twice: %s and %s", c.ID, again[i].ID)
			}
			ids = append(ids, c.ID)
		}
	})
}

// BenchmarkFind measures this stage alone, on all cases as one text.
func BenchmarkFind(b *testing.B) {
	world := casefile.World(b, filepath.Join("..", "..", "agenda"))
	var all strings.Builder
	for _, c := range casefile.Read(b, "testdata/cases.txt") {
		all.WriteString(c.Text)
	}
	d := document(all.String(), "2031-03-04")
	tagger, err := tag.Load()
	if err != nil {
		b.Fatal(err)
	}
	parser, err := parse.Load()
	if err != nil {
		b.Fatal(err)
	}
	text := token.Split(d.Text, nil)
	tagger.Tag(text)
	mentions := entity.Find(text, world)
	cast := actor.Read(d, text, mentions, coref.Resolve(text, mentions, world, coref.Options{Date: d.Published.Date}), world)
	reading := newEngine(b).Read(d)
	parser.Parse(text)
	topics := issue.Find(text, world)
	b.ReportAllocs()
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		commitment.Find(d, text, reading.Timexes, topics, reading.Statements, cast)
	}
}

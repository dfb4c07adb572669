package discrepancy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/parleyhq/parley/internal/casefile"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// TestLines reads testdata/lines.txt: mentions of a commitment, numbers or quotations, and beside them where the sides part.
func TestLines(t *testing.T) {
	for _, c := range casefile.Read(t, "testdata/lines.txt") {
		t.Run(c.Title, func(t *testing.T) {
			var mentions []meaning.Commitment
			var count dossier.Count
			var quotes []meaning.Statement
			for n, given := range strings.Split(strings.TrimSpace(c.Text), "\n\n") {
				sort, rest, _ := strings.Cut(given, " ")
				switch sort {
				case "commitment":
					mentions = append(mentions, mention(t, n, rest))
				case "figure":
					count.Figures = append(count.Figures, figure(t, n, rest))
				case "quote":
					quotes = append(quotes, quote(t, n, rest))
				default:
					t.Fatalf("%q: a line begins with commitment, figure or quote", given)
				}
			}
			found := slices.Concat(OfCommitment(dossier.Commitment{}, mentions), OfCount(count), OfQuotes(quotes))
			got := []string{}
			for _, d := range found {
				got = append(got, line(d))
				if d.ID == "" || d.Why == "" {
					t.Errorf("%v has no id or no reason", d)
				}
			}
			if len(got) == 0 {
				got = []string{"none"}
			}
			if diff := cmp.Diff(c.Lines, got); diff != "" {
				t.Errorf("%s\nwant - got +\n%s", c.Text, diff)
			}
		})
	}
}

func line(d dossier.Discrepancy) string {
	var sides []string
	for _, s := range d.Between {
		if s.Party == "" {
			s.Party = "-"
		}
		sides = append(sides, s.Party)
	}
	return fmt.Sprintf("%s %s: %s", d.Kind, d.Issue, strings.Join(sides, ", "))
}

// evidence is a place of its own for the n-th line.
func evidence(n int, quote string) []doc.Evidence {
	return []doc.Evidence{{Doc: "case", Start: 1000 * n, End: 1000*n + len(quote), Quote: quote}}
}

// mention reads a line: Valmora violated against Kestria, Valmora agreed duration P30D.
func mention(t *testing.T, n int, line string) meaning.Commitment {
	t.Helper()
	words := strings.Fields(line)
	c := meaning.Commitment{ID: strconv.Itoa(n), Issue: "ceasefire", Status: meaning.Status(words[1]), Evidence: evidence(n, line)}
	if words[0] != "-" {
		c.By = &meaning.Speaker{Party: words[0]}
	}
	for i := 2; i+1 < len(words); i += 2 {
		switch value := words[i+1]; words[i] {
		case "against":
			c.Against = value
		case "duration":
			c.Duration = value
		case "start":
			c.Start = value
		case "end":
			c.End = value
		case "former":
			c.Former = value == "yes"
		default:
			t.Fatalf("%q: no field %q", line, words[i])
		}
	}
	return c
}

// figure reads a line: Valmora at least 10, Kestria 12 on 2031-05-01.
func figure(t *testing.T, n int, line string) meaning.Figure {
	t.Helper()
	f := meaning.Figure{Evidence: evidence(n, line)}
	line, f.Time, _ = strings.Cut(line, " on ")
	words := strings.Fields(line)
	f.By = &meaning.Speaker{Party: words[0]}
	value, err := strconv.ParseFloat(words[len(words)-1], 64)
	if err != nil {
		t.Fatalf("%q ends with no number: %v", line, err)
	}
	f.Value, f.Comparator = value, strings.Join(words[1:len(words)-1], " ")
	return f
}

// quote reads a line: Jo Lund, a: “We have a bridge.”
func quote(t *testing.T, n int, line string) meaning.Statement {
	t.Helper()
	who, text, ok := strings.Cut(line, ": ")
	name, document, named := strings.Cut(who, ", ")
	if !ok || !named {
		t.Fatalf("%q: a quotation has a speaker, a document and words", line)
	}
	return meaning.Statement{
		ID: strconv.Itoa(n), Doc: document, Speaker: meaning.Speaker{Name: name}, Quotation: meaning.Direct,
		Content: []doc.Quote{{Start: 0, End: len(text), Text: text}}, Evidence: []doc.Evidence{{Doc: document, Start: 0, End: len(text), Quote: text}},
	}
}

// drawn are accounts of three sides with points of few kinds, so that they meet often.
func drawn(t *rapid.T) []meaning.Account {
	parties := []string{"Valmora", "Kestria", "Guarantors"}
	issues := []string{"", "prisoners", "sanctions", "violations", "talks-format"}
	point := rapid.Custom(func(t *rapid.T) meaning.Point {
		place := rapid.IntRange(0, 40).Draw(t, "place")
		p := meaning.Point{
			Issue: rapid.SampledFrom(issues).Draw(t, "issue"), Weight: 1, Term: rapid.SampledFrom([]string{"prisoners", "sanctions relief"}).Draw(t, "term"),
			Deed:   rapid.SampledFrom([]meaning.Deed{"", meaning.DeedRaised, meaning.DeedSought, meaning.DeedAgreed, meaning.DeedBroken}).Draw(t, "deed"),
			Denied: rapid.Bool().Draw(t, "denied"), Absent: rapid.Bool().Draw(t, "absent"),
			Outcome: rapid.IntRange(-1, 1).Draw(t, "outcome"), Extent: rapid.IntRange(-1, 1).Draw(t, "extent"), Marker: "some",
			Evidence: evidence(place, "the words of "+strconv.Itoa(place)),
		}
		if rapid.Bool().Draw(t, "by") {
			p.By = []string{rapid.SampledFrom(parties).Draw(t, "who")}
		}
		return p
	})
	account := rapid.Custom(func(t *rapid.T) meaning.Account {
		return meaning.Account{
			Doc: "case", Party: rapid.SampledFrom(parties).Draw(t, "party"), Full: rapid.Bool().Draw(t, "full"),
			Voice:  rapid.SampledFrom([]meaning.Voice{meaning.VoiceReadout, meaning.VoiceLeader, meaning.VoiceUnnamed}).Draw(t, "voice"),
			Points: rapid.SliceOfN(point, 1, 6).Draw(t, "points"),
		}
	})
	return rapid.SliceOfN(account, 1, 6).Draw(t, "accounts")
}

// TestAccountsInAnyOrder: where accounts part does not depend on the order in which they come.
func TestAccountsInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		accounts := drawn(t)
		want := OfAccounts("k", accounts)
		if diff := cmp.Diff(want, OfAccounts("k", rapid.Permutation(accounts).Draw(t, "order"))); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestSidesAreAlike: with the names of two sides changed for one another, the same parts them, under the other names.
func TestSidesAreAlike(t *testing.T) {
	swap := strings.NewReplacer("Valmora", "Kestria", "Kestria", "Valmora")
	rapid.Check(t, func(t *rapid.T) {
		accounts := drawn(t)
		turned := slices.Clone(accounts)
		for i := range turned {
			turned[i].Party = swap.Replace(turned[i].Party)
			turned[i].Points = slices.Clone(turned[i].Points)
			for j := range turned[i].Points {
				if by := turned[i].Points[j].By; by != nil {
					turned[i].Points[j].By = []string{swap.Replace(by[0])}
				}
			}
		}
		summary := func(all []dossier.Discrepancy, names func(string) string) []string {
			var lines []string
			for _, d := range all {
				var sides []string
				for _, s := range d.Between {
					sides = append(sides, names(s.Party)+" says "+strconv.FormatBool(s.Says != ""))
				}
				slices.Sort(sides)
				lines = append(lines, fmt.Sprint(d.Kind, d.Issue, sides))
			}
			slices.Sort(lines)
			return lines
		}
		same := func(s string) string { return s }
		if diff := cmp.Diff(summary(OfAccounts("k", accounts), same), summary(OfAccounts("k", turned), swap.Replace)); diff != "" {
			t.Fatal(diff)
		}
	})
}

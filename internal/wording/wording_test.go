package wording

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

func TestLines(t *testing.T) {
	w := Words{Issues: map[string]string{"ports": "Ports and shipping"}}
	duarte := &meaning.Speaker{Name: "Ana Duarte", Role: "foreign minister", Party: "Valmora"}
	for _, x := range []struct {
		got  Line
		want string
	}{
		{Position(meaning.Position{Party: "Estria", Stance: meaning.StanceDemands, Of: "Valmora", By: duarte}), "Estria demands · of Valmora · according to Ana Duarte (Valmora)"},
		{Position(meaning.Position{Party: "Estria", Holder: meaning.Speaker{Name: "Tomas Hale", Party: "Estria"}, Stance: meaning.StanceOpen, Hedge: "may"}), "Estria leaves open · hedged: “may” · held by Tomas Hale"},
		{Position(meaning.Position{Party: "Estria", Stance: meaning.StanceConditional, Condition: &doc.Quote{Text: "if the\nboats go"}, Fallback: true, By: &meaning.Speaker{}}), "Estria accepts on a condition · on the condition “if the boats go” · a lesser aim · according to people without a name"},
		{
			w.Mention(meaning.Commitment{Issue: "ports", Scope: &doc.Quote{Text: "a pause"}, Status: meaning.StatusViolated, Against: "Estria", Parties: []string{"Estria", "Valmora"}, Duration: "P30D", By: duarte}),
			"Ports and shipping: “a pause” · breach alleged · against Estria · parties: Estria, Valmora · for 30 days · according to Ana Duarte (Valmora)",
		},
		{
			w.Commitment(dossier.Commitment{Issue: "ceasefire", Status: meaning.StatusAgreed, Start: "2031-05-06", End: "2031-06-05", Computed: true, Conditions: []doc.Evidence{{Quote: "if they stop"}}}),
			"Ceasefire · said to be agreed · from 6 May 2031 · until 5 June 2031 (worked out) · on the condition “if they stop”",
		},
		{Standing(dossier.Standing{Status: meaning.StatusExpired, Time: "2031-06-05", Inferred: true}), "its time has passed · 5 June 2031 · worked out from its length and start; no text says so"},
		{Contact(dossier.Contact{Form: meaning.Talks, Participants: []string{"Estria", "Valmora"}, Date: "2031-05-05", End: "2031-05-07", Place: "Lethe", Status: meaning.Held}), "Talks: Estria, Valmora · 5 May 2031 to 7 May 2031 · in Lethe · held"},
		{Figure(meaning.Figure{Value: 1234567.5, Unit: "USD", What: "of aid", Comparator: "at least"}), "at least 1,234,567.5 USD “of aid”"},
		{Figure(meaning.Figure{Value: -12345, By: duarte}), "-12,345 · according to Ana Duarte (Valmora)"},
		{Figure(meaning.Figure{Value: 2031}), "2031"},
		{w.Discrepancy(dossier.Discrepancy{Kind: dossier.ScopeApart, Issue: "ports"}), "Ports and shipping: wider in one account than in the other"},
		{Side(dossier.Side{Party: "Estria", Doc: "d1"}), "Estria: nothing of it in its account"},
		{w.Event(dossier.Event{What: "ports (two: of them): violated, says Estria"}), "Ports and shipping (two: of them): breach alleged, says Estria"},
		{w.Event(dossier.Event{What: "ports: they open"}), "Ports and shipping: they open"},
		{w.Event(dossier.Event{What: "Talks", Planned: true, Slipped: "2031-05-01"}), "Talks · still to come when it was told · earlier told for 1 May 2031"},
	} {
		if got := x.got.String(); got != x.want {
			t.Errorf("%s\nwant %s", got, x.want)
		}
	}
}

// TestEveryValueHasWords checks that no value of the contract is shown by its name in the program.
func TestEveryValueHasWords(t *testing.T) {
	for _, s := range []meaning.Status{
		meaning.StatusProposed, meaning.StatusAgreed, meaning.StatusPromised, meaning.StatusInForce, meaning.StatusViolated,
		meaning.StatusDisputed, meaning.StatusEnded, meaning.StatusExpired, meaning.StatusNotAgreed,
	} {
		if statuses[s] == "" {
			t.Errorf("status %s has no words", s)
		}
	}
	for _, k := range []dossier.DiscrepancyKind{dossier.Denial, dossier.ScopeApart, dossier.Omission, dossier.NumberApart, dossier.DateApart, dossier.OutcomeApart, dossier.QuoteVariant} {
		if partings[k] == "" {
			t.Errorf("discrepancy %s has no words", k)
		}
	}
}

func TestQuoted(t *testing.T) {
	for in, want := range map[string]string{
		"":                         "",
		"a\n truce":                "“a truce”",
		"“We will wait,”":          "“We will wait,”",
		`"We will wait"`:           "“We will wait”",
		`he said "no" and "yes"`:   "“he said ‘no’ and ‘yes’”",
		"a “lasting peace” and so": "“a ‘lasting peace’ and so”",
	} {
		if got := Quoted(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestDayAndLength(t *testing.T) {
	for in, want := range map[string]string{
		"2031-05-06": "6 May 2031", "2031-05-06T10:00:00Z": "6 May 2031", "2031-05": "May 2031", "2031": "2031",
		"2031-W07": "week 7 of 2031", "XXXX-05-06": "XXXX-05-06", "": "",
	} {
		if got := Day(in); got != want {
			t.Errorf("day %q: %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"P30D": "30 days", "PT72H": "72 hours", "P1M": "1 month", "PT1H30M": "1 hour 30 minutes", "P1Y6M": "1 year 6 months", "PXM": "PXM", "": "",
	} {
		if got := Length(in); got != want {
			t.Errorf("length %q: %q, want %q", in, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, x := range []struct {
		words string
		width int
		want  string
	}{
		{"one two three four", 10, "  one two|    three|    four"},
		{"", 10, "  "},
		{"one \x1b[31mtwo\x07", 20, "  one [31mtwo"},
		{"one aaaaaaaaaaaaaaaaaaaaaaaa two", 14, "  one|    aaaaaaaaaa|    aaaaaaaaaa|    aaaa two"},
		{"字字字字字 字字", 14, "  字字字字字|    字字"},
	} {
		if got := strings.Join(Fold(x.words, x.width, "  ", "    "), "|"); got != x.want {
			t.Errorf("%q at %d: %q, want %q", x.words, x.width, got, x.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringMatching(`[a-z ]{0,80}`).Draw(t, "words")
		got := strings.Join(Fold(words, rapid.IntRange(1, 40).Draw(t, "width"), "", ""), "")
		if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(words, " ", "") {
			t.Fatalf("%q became %q", words, got)
		}
	})
}

// TestShortenKeepsCharacters checks that no cut goes through a character, whatever the words and the length.
func TestShortenKeepsCharacters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, n := rapid.String().Draw(t, "words"), rapid.IntRange(0, 50).Draw(t, "length")
		for _, short := range []string{Shorten(s, n), ShortenFront(s, n)} {
			if utf8.ValidString(s) && !utf8.ValidString(short) {
				t.Fatalf("%q is cut to %q", s, short)
			}
		}
	})
}

func TestReviewed(t *testing.T) {
	if got := Reviewed(nil); got != "" {
		t.Errorf("nothing decided is %q", got)
	}
	p := meaning.Position{Party: "Valmora", Stance: meaning.StanceOffers, Review: &meaning.Review{Verdict: meaning.ReviewedChanged, Who: "Ines Falk"}}
	if got, want := Position(p).String(), "Valmora offers · in review changed by Ines Falk"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, v := range []meaning.Verdict{meaning.ReviewedRight, meaning.ReviewedWrong, meaning.ReviewedChanged, meaning.ReviewedAdded, meaning.ReviewedMerged, meaning.ReviewedSplit} {
		fact := Reviewed(&meaning.Review{Verdict: v, Who: "Ines Falk"})
		if Verdict(v) == "" || !IsReviewed(fact) || IsReviewed("held by Ana Duarte") {
			t.Errorf("%s is %q", v, fact)
		}
	}
}

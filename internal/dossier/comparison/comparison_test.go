package comparison

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// account is one of points "issue: words".
func account(party, speaker string, points ...string) meaning.Account {
	a := meaning.Account{Doc: party, Party: party, Voice: meaning.VoiceReadout, Speaker: meaning.Speaker{Name: speaker, Party: party}}
	for i, p := range points {
		issue, words, _ := strings.Cut(p, ": ")
		a.Points = append(a.Points, meaning.Point{Issue: issue, Evidence: []doc.Evidence{{Doc: party, Start: 100 * i, End: 100*i + len(words), Quote: words}}})
	}
	return a
}

func TestOf(t *testing.T) {
	estria := account("Estria", "Hale's office", "ports: two ports will open", ": it was a long call", "prisoners: forty men will be freed")
	estria.Points = append(estria.Points, estria.Points[0]) // told twice in the same words
	valmora := account("Valmora", "Ana Duarte", "ceasefire: fire will cease", "ports: all ports will open")
	partings := []dossier.Discrepancy{{ID: "x1", Kind: dossier.ScopeApart, Issue: "ports"}, {ID: "x2", Kind: dossier.NumberApart, Issue: "trade", Between: []dossier.Side{
		{Party: "Valmora", Speaker: "Ana Duarte", Evidence: []doc.Evidence{{Doc: "Valmora", Start: 900, End: 920, Quote: "ten ships in a month"}}}, {Party: "Estria"}, {Party: "Norland", Evidence: []doc.Evidence{{Quote: "two"}}},
	}}}
	got := Of("k1", Side{"Estria", []meaning.Account{estria}}, Side{"Valmora", []meaning.Account{valmora}}, partings)
	var rows []string
	for _, r := range got.Rows {
		line := r.Issue
		for _, side := range r.Says {
			line += " |"
			for _, told := range side {
				line += " " + told.Speaker + ": " + told.Evidence[0].Quote
			}
		}
		for _, d := range r.Discrepancies {
			line += fmt.Sprintf(" | %s", d.Kind)
		}
		rows = append(rows, line)
	}
	want := []string{
		"ports | Hale's office: two ports will open | Ana Duarte: all ports will open | scope",
		"trade | | Ana Duarte: ten ships in a month | number", // no point has the words, and they part on them
		"prisoners | Hale's office: forty men will be freed |",
		"ceasefire | | Ana Duarte: fire will cease",
		" | Hale's office: it was a long call |",
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
}

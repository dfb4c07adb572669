package web

import (
	"testing"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
)

// A side that a discrepancy quotes does not say nothing, whatever the points of its accounts.
func TestAccountsShowWhatTheyPartOn(t *testing.T) {
	estria, valmora := &party{Class: "p1"}, &party{Class: "p2"}
	said := []*evidence{{Evidence: doc.Evidence{Quote: "ten ships in a month"}}}
	own := []accountPoint{{Words: []*evidence{{Evidence: doc.Evidence{Quote: "all ships"}}}}}
	p := &accountsPage{
		Sides: []accountSide{{Party: estria}, {Party: valmora}},
		Rows:  []accountRow{{Issue: "trade", Cells: [][]accountPoint{own, nil}}},
	}
	d := &parting{Discrepancy: dossier.Discrepancy{Issue: "trade"}, Sides: []partingSide{{Party: valmora, Words: said}, {Party: estria, Words: said}}}
	p.part([]*parting{d, {Discrepancy: dossier.Discrepancy{Issue: "ports"}}})
	if cell := p.Rows[0].Cells[1]; len(cell) != 1 || cell[0].Words[0] != said[0] {
		t.Errorf("the cell of the side that is quoted has %v", cell)
	}
	if cell := p.Rows[0].Cells[0]; len(cell) != 1 || cell[0].Words[0].Quote != "all ships" {
		t.Errorf("a cell that has points has become %v", cell)
	}
	if len(p.Whole) != 1 {
		t.Errorf("%d discrepancies are of no row, want 1", len(p.Whole))
	}
}

package discrepancy

import (
	"strconv"
	"testing"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

// BenchmarkAccounts compares what two sides say of one call in a thousand documents.
func BenchmarkAccounts(b *testing.B) {
	var accounts []meaning.Account
	for n := range 1000 {
		document := strconv.Itoa(n)
		for side, party := range []string{"Kestria", "Valmora"} {
			a := meaning.Account{Doc: document, Party: party, Voice: meaning.VoiceReadout}
			for i, issue := range []string{"prisoners", "sanctions", "ceasefire", "arms-supplies", "refugees"} {
				a.Points = append(a.Points, meaning.Point{
					Issue: issue, Weight: 1, Term: issue, Deed: meaning.DeedRaised, Denied: side == 1 && i%2 == 0,
					Evidence: []doc.Evidence{{Doc: document, Start: 100 * i, End: 100*i + 9, Quote: "some words"}},
				})
			}
			accounts = append(accounts, a)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		OfAccounts("k", accounts)
	}
}

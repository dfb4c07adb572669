package discrepancy

import (
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// OfCommitment gives where the sides part about one commitment: whether it is kept (denial), and when it begins and ends
// (date). The mentions are those that it is made of.
func OfCommitment(c dossier.Commitment, mentions []meaning.Commitment) []dossier.Discrepancy {
	return nil
}

// OfCount gives where two sides give different numbers for one thing at one time.
func OfCount(c dossier.Count) []dossier.Discrepancy {
	return nil
}

// OfQuotes gives the quotations of one speaker that stand in two wordings. The statements may be of several speakers and
// documents; they are compared for each speaker.
func OfQuotes(statements []meaning.Statement) []dossier.Discrepancy {
	return nil
}

// Package discrepancy reads what is gathered of one contact, commitment, count or speaker and writes where the accounts of
// it part.
//
// Each function is pure: the same lines give the same discrepancies in whatever order they come, and they name both sides
// alike. What counts as which kind is said in docs/guide/discrepancies.md.
package discrepancy

import (
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// OfAccounts gives where the accounts of one contact part: denial, scope, omission and outcome. The accounts are all that
// the readings have of the contact, of every side and voice; contact is its id in the dossier. Accounts that name no
// contact are compared within their document: contact is then empty.
func OfAccounts(contact string, accounts []meaning.Account) []dossier.Discrepancy {
	return nil
}

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

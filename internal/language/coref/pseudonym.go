package coref

import (
	"strings"

	"github.com/parleyhq/parley/internal/language"
)

// pseudonyms joins whoever goes by a name to it: the delegation's chief, known as Ernesto Paz; Marco Velde,
// whose nom de guerre is Tigre.
func (r *resolver) pseudonyms() {
	for k, y := range r.ms {
		if y.Form != language.Name || r.infos[k].within {
			continue
		}
		first, verb := r.goesBy(y.Words.Start)
		if first < 0 {
			continue
		}
		apart := r.isComma(first-1, y.Head)
		if apart {
			first--
		}
		for m := k - 1; m >= max(0, k-20) && r.ms[m].Words.Start > first-longest; m-- {
			x := r.ms[m]
			if x.Words.End != first || x.Form == language.Pronoun || r.infos[m].within || r.sent[x.Head] != r.sent[y.Head] || r.infos[m].plural {
				continue
			}
			if verb && !apart && (x.Form == language.Name || r.infos[m].definite) {
				continue // the commander called Ana Duarte, by telephone
			}
			if a, b := r.at(m), r.at(k); a != b && r.fits(m, k) {
				r.join(b, a)
			}
			break
		}
	}
}

// longest is how many words back what goes by a name may begin.
const longest = 20

// goesBy gives the first of the words before a name that say that somebody goes by it, or -1; verb tells that
// they could as well be the verb of the sentence.
func (r *resolver) goesBy(name int) (first int, verb bool) {
	first = -1
	said := ""
	for i := name - 1; i >= max(0, name-8); i-- {
		form := strings.ToLower(r.word(i, name))
		switch form {
		case "":
			return first, verb
		case "as", "by", "his", "her", "their", "the", "a", "name", "of", "also", "better", "only", "simply", "who", "whose", "is", "was", "nom", "de", "himself", "herself", "“", "\"", "‘":
		case "known", "goes", "guerre", "alias", "pseudonym":
			said = form
		case "called", "named", "calls", "identified":
			said, verb = form, true
		default:
			return first, verb
		}
		if said != "" {
			first = i
		}
	}
	return first, verb
}

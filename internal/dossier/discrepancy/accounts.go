package discrepancy

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// OfAccounts gives where the accounts of one contact part: denial, scope, omission and outcome. The accounts are all that
// the readings have of the contact, of every side and voice; contact is its id in the dossier. Accounts that name no
// contact are compared within their document: contact is then empty.
func OfAccounts(contact string, accounts []meaning.Account) []dossier.Discrepancy {
	sides := bySides(accounts)
	var found []dossier.Discrepancy
	parties := slices.Sorted(maps.Keys(sides))
	for _, p := range parties {
		for _, q := range parties {
			if p == q {
				continue
			}
			found = append(found, denials(sides[p], sides[q])...)
			found = append(found, omissions(sides[p], sides[q], parties)...)
			if p < q {
				found = append(found, scopes(sides[p], sides[q])...)
				found = append(found, outcomes(sides[p], sides[q])...)
			}
		}
	}
	for i := range found {
		found[i].Contact = contact
	}
	return finish(found)
}

// A told is a point with who tells it and in what voice.
type told struct {
	meaning.Point
	party, speaker, doc string
	voice               meaning.Voice
}

// A telling is all that one side tells.
type telling struct {
	party    string
	points   []told          // in order of documents and places
	kinds    []told          // of the points that say the same, the first few: what a thousand documents repeat is compared once
	readouts []told          // the points of its official accounts
	words    map[string]bool // the words of those, in small letters
	full     map[string]bool // the documents in which its official account stands in full
}

func bySides(accounts []meaning.Account) map[string]*telling {
	sides := map[string]*telling{}
	for _, a := range accounts {
		if a.Party == "" {
			continue
		}
		t := sides[a.Party]
		if t == nil {
			t = &telling{party: a.Party, full: map[string]bool{}}
			sides[a.Party] = t
		}
		if a.Full {
			t.full[a.Doc] = true
		}
		for _, p := range a.Points {
			if len(p.Evidence) > 0 {
				t.points = append(t.points, told{p, a.Party, cmp.Or(a.Speaker.Name, a.Speaker.Role), a.Doc, a.Voice})
			}
		}
	}
	for _, t := range sides {
		slices.SortFunc(t.points, func(a, b told) int {
			return cmp.Or(dossier.EvidenceInOrder(a.Evidence[0], b.Evidence[0]), cmp.Compare(a.Issue, b.Issue), cmp.Compare(a.Term, b.Term),
				cmp.Compare(a.Deed, b.Deed), cmp.Compare(a.Marker, b.Marker), cmp.Compare(a.speaker, b.speaker), cmp.Compare(a.voice, b.voice))
		})
		t.kinds = few(t.points)
		t.readouts, t.words = official(t.points), map[string]bool{}
		said := map[string]bool{}
		for _, p := range t.readouts {
			if quote := p.Evidence[0].Quote; !p.Absent && !said[quote] {
				said[quote] = true
				for _, word := range wordsOf(quote) {
					t.words[word] = true
				}
			}
		}
	}
	return sides
}

// few keeps of the points that say the same as many as a discrepancy shows.
func few(points []told) []told {
	count := map[string]int{}
	var kept []told
	for _, p := range points {
		says := fmt.Sprintln(p.Issue, p.Term, p.Weight >= sureTerm, p.Deed, p.By, p.Denied, p.Absent, p.Outcome, p.Extent, p.Marker, p.Joined, p.Compound, p.Names, p.voice)
		if count[says]++; count[says] <= most {
			kept = append(kept, p)
		}
	}
	return kept
}

func (t told) side() dossier.Side {
	return dossier.Side{Party: t.party, Speaker: t.speaker, Doc: t.doc, Says: oneLine(t.Evidence[0].Quote), Evidence: t.Evidence}
}

// meet reports whether two points may be about what the same side did: they name one in common, or one of them names none.
func meet(a, b meaning.Point) bool {
	return len(a.By) == 0 || len(b.By) == 0 || slices.ContainsFunc(a.By, func(p string) bool { return slices.Contains(b.By, p) })
}

// denials gives where one side says that something was not so which the other says was (guide discrepancies 2).
func denials(denier, other *telling) []dossier.Discrepancy {
	var found []dossier.Discrepancy
	for _, no := range denier.kinds {
		if !no.Denied || no.Absent || no.Issue == "" || plain[no.Issue] {
			continue
		}
		for _, yes := range other.kinds {
			if yes.Issue != no.Issue || yes.Denied || yes.Absent || yes.Outcome != 0 || !contradicts(no, yes) {
				continue
			}
			found = append(found, dossier.Discrepancy{
				Kind: dossier.Denial, Issue: no.Issue, Between: []dossier.Side{no.side(), yes.side()},
				Why: whyDenied(no, yes),
			})
		}
	}
	return found
}

// contradicts reports whether a point that something was not so is at odds with one that it was: what was not spoken of
// cannot have been asked or agreed, what was not agreed may well have been spoken of.
func contradicts(no, yes told) bool {
	if !meet(no.Point, yes.Point) {
		return false
	}
	switch no.Deed {
	case meaning.DeedBroken:
		return yes.Deed == meaning.DeedBroken
	case meaning.DeedSought: // what the other side truly wants is an opinion
		return yes.Deed == meaning.DeedSought && slices.Contains(no.By, no.party)
	case meaning.DeedRaised, "":
		return yes.Deed != meaning.DeedBroken && (yes.Deed != "" || yes.voice == meaning.VoiceReadout)
	}
	return no.Deed == yes.Deed
}

func whyDenied(no, yes told) string {
	switch no.Deed {
	case meaning.DeedBroken:
		return fmt.Sprintf("%s says that %s broke the undertaking, %s that it was kept.", yes.party, strings.Join(no.By, " and "), no.party)
	case meaning.DeedAgreed:
		return fmt.Sprintf("%s says that this was agreed, %s that it was not.", yes.party, no.party)
	case meaning.DeedSought:
		return fmt.Sprintf("%s says that this was wanted, %s that it was not.", yes.party, no.party)
	}
	return fmt.Sprintf("%s says that this came up, %s that it did not.", yes.party, no.party)
}

// scopes gives where two sides tell of the same thing, one of them of more (guide discrepancies 3). Where only one of two
// points has an issue, what they name must be the same.
func scopes(a, b *telling) []dossier.Discrepancy {
	var found []dossier.Discrepancy
	for _, x := range a.kinds {
		for _, y := range b.kinds {
			issue := cmp.Or(x.Issue, y.Issue)
			if issue == "" || plain[issue] || x.Issue != y.Issue && x.Issue+y.Issue != issue || x.Denied || y.Denied || x.Absent || y.Absent {
				continue
			}
			why := ""
			switch {
			case x.Issue == y.Issue && x.Extent*y.Extent < 0 && sameDeed(x.Point, y.Point):
				why = fmt.Sprintf("%s: “%s”; %s: “%s”.", x.party, oneLine(x.Marker), y.party, oneLine(y.Marker))
			default:
				if pair, ok := apart(x.Point, y.Point); ok {
					why = fmt.Sprintf("%s: “%s”; %s: “%s”.", x.party, pair, y.party, strings.Replace(pair, " and ", " ", 1))
				} else if pair, ok := apart(y.Point, x.Point); ok {
					why = fmt.Sprintf("%s: “%s”; %s: “%s”.", x.party, strings.Replace(pair, " and ", " ", 1), y.party, pair)
				}
			}
			if why != "" {
				found = append(found, dossier.Discrepancy{Kind: dossier.ScopeApart, Issue: issue, Between: []dossier.Side{x.side(), y.side()}, Why: why})
			}
		}
	}
	return found
}

// sameDeed reports whether two points tell of the same deed of the same side. Where one does not tell who, the deed must be
// the same; what each side wants for itself is no discrepancy.
func sameDeed(a, b meaning.Point) bool {
	if len(a.By) > 0 && len(b.By) > 0 {
		return meet(a, b)
	}
	return a.Deed == b.Deed && a.Deed != meaning.DeedSought || a.Deed == b.Deed && len(a.By)+len(b.By) > 0
}

// apart gives two things that one point names side by side, where the other has the second narrowed by the first: energy
// and infrastructure, energy infrastructure.
func apart(a, b meaning.Point) (string, bool) {
	for _, pair := range a.Joined {
		if slices.Contains(b.Compound, pair) && !slices.Contains(a.Compound, pair) {
			return strings.Replace(pair, " ", " and ", 1), true
		}
	}
	return "", false
}

// atLength is how many places of an official account a text must cite before what it does not cite counts as left out.
const atLength = 8

// plain are issues that any account of a contact touches in some words: on them accounts part in nothing but how it went.
var plain = map[string]bool{"talks-format": true}

// omissions gives what stands in one side's official account and not in the other's (guide discrepancies 4). Both must
// have given one, and that of the other must be known in full or at length, or the text must say that it is not in it.
func omissions(has, lacks *telling, parties []string) []dossier.Discrepancy {
	if len(has.readouts) == 0 || len(lacks.readouts) == 0 {
		return nil
	}
	known := len(lacks.full) > 0 || places(lacks.readouts) >= atLength
	var found []dossier.Discrepancy
	for _, x := range official(has.kinds) {
		if x.Issue == "" || plain[x.Issue] || x.Denied || x.Absent || x.Outcome != 0 {
			continue
		}
		x.Names = others(x.Names, parties)
		said := leftOutOf(lacks, x)
		if len(said) == 0 && (!known || mentions(lacks, x)) || len(said) > 0 && len(said) <= speaks(lacks, x) {
			continue
		}
		silent := dossier.Side{Party: lacks.party, Speaker: lacks.readouts[0].speaker, Doc: searched(lacks, x.doc), Evidence: said}
		found = append(found, dossier.Discrepancy{
			Kind: dossier.Omission, Issue: x.Issue, Between: []dossier.Side{x.side(), silent},
			Why: fmt.Sprintf("%s’s official account has “%s”; %s’s does not.", x.party, cmp.Or(x.Term, strings.Join(x.Names, ", ")), lacks.party),
		})
	}
	return found
}

// others gives the names that are none of the parties'.
func others(names, parties []string) []string {
	var rest []string
	for _, n := range names {
		if !slices.Contains(parties, n) {
			rest = append(rest, n)
		}
	}
	return rest
}

// official gives those of some points that stand in official accounts.
func official(all []told) []told {
	var points []told
	for _, p := range all {
		if p.voice == meaning.VoiceReadout {
			points = append(points, p)
		}
	}
	return points
}

// places counts the places that points rest on.
func places(points []told) int {
	at := map[doc.Evidence]bool{}
	for _, p := range points {
		at[p.Evidence[0]] = true
	}
	return len(at)
}

// searched names the document whose account was searched: that of the side with the words where it has one.
func searched(t *telling, first string) string {
	var docs []string
	for _, p := range t.readouts {
		docs = append(docs, p.doc)
	}
	if slices.Contains(docs, first) {
		return first
	}
	return slices.Min(docs)
}

// leftOutOf gives where a text says that a side's account leaves an issue out.
func leftOutOf(t *telling, x told) []doc.Evidence {
	var said []doc.Evidence
	for _, p := range t.points {
		if p.Absent && p.Issue == x.Issue {
			said = append(said, p.Evidence...)
		}
	}
	return said
}

// sureTerm is the weight of a term that alone makes an omission.
const sureTerm = 0.7

// mentions reports whether a side speaks of an issue after all: any of its named voices does, without denying it; or its
// account has a word of the term that is long enough to be the term's own; of a point about a state, the state's name.
// A point that is not sure enough to make an omission counts as mentioned.
func mentions(t *telling, x told) bool {
	if x.Term == "" {
		return len(x.Names) == 0 || slices.ContainsFunc(x.Names, func(name string) bool { return says(t, name) })
	}
	if x.Weight < sureTerm {
		return true
	}
	if speaks(t, x) > 0 {
		return true
	}
	for _, word := range wordsOf(x.Term) {
		if len(word) >= ownWord && !common[word] && says(t, word[:ownWord]) {
			return true
		}
	}
	return false
}

// speaks counts the places where a side's named voices speak of an issue without denying it.
func speaks(t *telling, x told) int {
	n := 0
	for _, p := range t.points {
		if p.Issue == x.Issue && !p.Denied && !p.Absent && p.voice != meaning.VoiceUnnamed {
			n++
		}
	}
	return n
}

// ownWord is how many letters a word of a term has that tells what the term is about; so many of them are compared, for
// economy and economic are the same.
const ownWord = 6

// common are long words that terms of many issues have.
var common = map[string]bool{
	"military": true, "foreign": true, "country": true, "exchange": true, "general": true, "support": true, "agreement": true,
	"forces": true, "political": true, "process": true, "issues": true, "international": true, "national": true, "states": true,
	"cessation": true, "suspension": true, "ending": true, "complete": true, "provision": true,
}

// says reports whether a side's official account has a word that begins with some letters.
func says(t *telling, begin string) bool {
	begin = strings.ToLower(begin)
	for word := range t.words {
		if strings.HasPrefix(word, begin) {
			return true
		}
	}
	return false
}

// wordsOf gives the words of a text in small letters; a hyphen parts words.
func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// outcomes gives where one side says that a contact went well and the other that it did not (guide discrepancies 5).
func outcomes(a, b *telling) []dossier.Discrepancy {
	x, y := assessed(a), assessed(b)
	if len(x) == 0 || len(y) == 0 || x[0].Outcome == y[0].Outcome {
		return nil
	}
	side := func(points []told) dossier.Side {
		s := points[0].side()
		s.Evidence = nil
		for _, p := range points {
			s.Evidence = append(s.Evidence, p.Evidence...)
		}
		return s
	}
	return []dossier.Discrepancy{{
		Kind: dossier.OutcomeApart, Issue: subject(a, b, x, y), Between: []dossier.Side{side(x), side(y)},
		Why: fmt.Sprintf("%s: “%s”; %s: “%s”.", a.party, oneLine(x[0].Marker), b.party, oneLine(y[0].Marker)),
	}}
}

// assessed gives the points in which a side says how a contact went, of the kind that it says more often; none where it
// says both as often.
func assessed(t *telling) []told {
	var good, bad []told
	for _, p := range t.points {
		switch {
		case p.Outcome > 0:
			good = append(good, p)
		case p.Outcome < 0:
			bad = append(bad, p)
		}
	}
	switch {
	case len(good) > len(bad):
		return good
	case len(bad) > len(good):
		return bad
	}
	return nil
}

// subject gives the issue that two sides speak of most where they say how a contact went, else in their accounts; the
// format of the talks where they speak of none.
func subject(a, b *telling, x, y []told) string {
	count := map[string]int{}
	for _, points := range [][]told{x, y, a.points, b.points} {
		for _, p := range points {
			if p.Issue != "" && !plain[p.Issue] {
				count[p.Issue]++
			}
		}
	}
	best := ""
	for _, issue := range slices.Sorted(maps.Keys(count)) {
		if best == "" || count[issue] > count[best] {
			best = issue
		}
	}
	return cmp.Or(best, "talks-format")
}

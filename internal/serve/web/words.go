package web

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

// A choice is one value of a field of the contract and the plain words for it.
type choice struct{ Value, Words string }

// The words that stand on the pages for the values of the contract, in the order in which they are shown.
var (
	acts = []choice{
		{string(meaning.Asserts), "said"},
		{string(meaning.Demands), "demanded"},
		{string(meaning.Proposes), "proposed"},
		{string(meaning.Offers), "offered"},
		{string(meaning.Accepts), "accepted"},
		{string(meaning.Rejects), "rejected"},
		{string(meaning.Denies), "denied"},
		{string(meaning.Accuses), "accused"},
		{string(meaning.Threatens), "threatened"},
		{string(meaning.Promises), "promised"},
		{string(meaning.Expects), "expected"},
		{string(meaning.Asks), "asked"},
		{string(meaning.Praises), "praised"},
		{string(meaning.Criticises), "criticised"},
		{string(meaning.NoComment), "gave no comment"},
		{string(meaning.Believes), "is reported to believe"},
		{string(meaning.Intends), "is reported to intend"},
	}
	sourcings = []choice{
		{string(meaning.Named), "named"},
		{string(meaning.Institution), "institution"},
		{string(meaning.ByDocument), "document"},
		{string(meaning.Media), "other media"},
		{string(meaning.Unnamed), "unnamed"},
		{none, "not given"},
	}
	quotations = []choice{
		{string(meaning.Direct), "quoted"},
		{string(meaning.Mixed), "partly quoted"},
		{string(meaning.Indirect), "not quoted"},
		{string(meaning.NoQuotation), "nothing said"},
	}
	actorKinds = []choice{
		{string(meaning.Person), "person"},
		{string(meaning.State), "state"},
		{string(meaning.Organisation), "organisation"},
		{string(meaning.Medium), "news medium"},
		{string(meaning.Group), "group"},
	}
	documentKinds = []choice{
		{string(doc.Report), "report"},
		{string(doc.Readout), "readout"},
		{string(doc.Release), "official statement"},
		{string(doc.Transcript), "transcript"},
	}
	bases = []choice{
		{string(doc.Given), "given with the document"},
		{string(doc.Metadata), "from the page’s metadata"},
		{string(doc.InText), "from the text"},
		{string(doc.Inferred), "inferred from the text"},
	}
)

// inWords gives the words for a value, and the value itself where there are none.
func inWords(choices []choice, value string) string {
	for _, c := range choices {
		if c.Value == value {
			return c.Words
		}
	}
	return value
}

func actWords(a meaning.Act) string             { return inWords(acts, string(a)) }
func sourcingWords(s meaning.Sourcing) string   { return inWords(sourcings, string(s)) }
func quotationWords(q meaning.Quotation) string { return inWords(quotations, string(q)) }
func actorKindWords(k meaning.ActorKind) string { return inWords(actorKinds, string(k)) }
func documentKindWords(k doc.Kind) string       { return inWords(documentKinds, string(k)) }
func basisWords(b doc.Basis) string             { return inWords(bases, string(b)) }

// dateWords gives an ISO 8601 date in English at the precision known, and what is none of those as it is.
func dateWords(iso string) string {
	if !strings.Contains(iso, "T") {
		return dayWords(iso)
	}
	const words = "2 January 2006, 15:04"
	if t, err := time.Parse(time.RFC3339, iso); err == nil {
		return t.Format(words) + zoneWords(t)
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, iso); err == nil {
			return t.Format(words)
		}
	}
	return iso
}

// dayWords is dateWords without the time of day.
func dayWords(iso string) string {
	if strings.Contains(iso, "T") {
		day, _, _ := strings.Cut(dateWords(iso), ",")
		return day
	}
	switch len(iso) {
	case len(time.DateOnly):
		if t, err := time.Parse(time.DateOnly, iso); err == nil {
			return t.Format("2 January 2006")
		}
	case len("2006-01"):
		if t, err := time.Parse("2006-01", iso); err == nil {
			return t.Format("January 2006")
		}
	}
	return iso
}

func zoneWords(t time.Time) string {
	if _, offset := t.Zone(); offset == 0 {
		return " UTC"
	}
	return t.Format(" UTC-07:00")
}

// plural gives a number with its noun: 1 statement, 2 statements.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// thousands writes 12345 as 12,345.
func thousands(n int) string {
	s := ""
	for n >= 1000 {
		s = "," + string([]byte{'0' + byte(n/100%10), '0' + byte(n/10%10), '0' + byte(n%10)}) + s
		n /= 1000
	}
	digits := ""
	for {
		digits = string(rune('0'+n%10)) + digits
		if n /= 10; n == 0 {
			return digits + s
		}
	}
}

// percent is n of total in whole per cent.
func percent(n, total int) int {
	if total == 0 {
		return 0
	}
	return (200*n + total) / (2 * total)
}

// shorten cuts s before a word, at about n bytes, and says so with an ellipsis.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	cut := s[:n]
	if space := strings.LastIndexAny(cut, " \n\t"); space > n/2 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " \n\t,;:–—") + " …"
}

// oneLine joins the lines of s.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// day gives the number of a date that is known to the day, counted from any one day.
func day(iso string) (int, bool) {
	date, _, _ := strings.Cut(iso, "T")
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return 0, false
	}
	return int(t.Unix() / (24 * 60 * 60)), true
}

// compareBool puts false before true.
func compareBool(a, b bool) int {
	if a == b {
		return 0
	}
	if a {
		return 1
	}
	return -1
}

// upper begins a sentence.
func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

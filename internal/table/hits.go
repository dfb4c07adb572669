package table

import (
	"encoding/json"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/wording"
)

// A Hit is a line of the record that a search found.
type Hit struct {
	ID, Type string
	Date     string // ISO 8601
	Party    string
	Issue    string // its name
	Line     wording.Line
	Evidence []doc.Evidence
	Source   string          // where there is no evidence
	Fields   json.RawMessage // of the line, an object without its type
}

// Hits are what a search found, in the order in which it is given. The documents are those that the evidence stands in.
func Hits(hits []Hit, documents []*doc.Document) *Table {
	fields := []field[Hit]{
		{column{"date", 12, false}, func(x Hit) string { return x.Date }},
		{column{"what", 34, false}, func(x Hit) string { return x.Line.String() }},
		{column{"in the words", 36, false}, func(x Hit) string {
			if len(x.Evidence) == 0 {
				return ""
			}
			return wording.Shorten(wording.OneLine(x.Evidence[0].Quote), 300)
		}},
		{column{"type", 0, false}, func(x Hit) string { return x.Type }},
		{column{"id", 0, false}, func(x Hit) string { return x.ID }},
		{column{"party", 0, false}, func(x Hit) string { return x.Party }},
		{column{"issue", 0, false}, func(x Hit) string { return x.Issue }},
	}
	for _, f := range places(&dossier.Dossier{Documents: documents}, func(x Hit) []doc.Evidence { return x.Evidence }) {
		if f.name == "source" {
			f.share = 18
			cited := f.cell
			f.cell = func(x Hit) string {
				if len(x.Evidence) == 0 {
					return x.Source
				}
				return cited(x)
			}
		}
		fields = append(fields, f)
	}
	t := of("Nothing was found.", hits, fields, func(x Hit) (string, any) { return x.Type, x.Fields })
	t.apart = true
	return t
}

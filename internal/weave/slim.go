package weave

import (
	"slices"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier/timeline"
	"github.com/parleyhq/parley/internal/meaning"
)

// Slim gives what the dossier needs of a reading: without the statements and time expressions of which nothing is woven. The
// dossier of slim readings is that of the whole ones, but for its Statements.
func Slim(d *doc.Document, r *meaning.Reading) *meaning.Reading {
	slim := *r
	slim.Timexes = nil
	telling := map[string]bool{} // the statements that tell of a deadline
	alone := *r
	for i := range r.Timexes {
		alone.Timexes = r.Timexes[i : i+1]
		if set := timeline.Deadlines(d, &alone); len(set) > 0 {
			slim.Timexes = append(slim.Timexes, r.Timexes[i])
			telling[set[0].Item] = true
		}
	}
	slim.Statements = nil
	for i := range r.Statements {
		if s := &r.Statements[i]; telling[s.ID] || quotable(s) {
			slim.Statements = append(slim.Statements, *s)
		}
	}
	slim.Timexes, slim.Statements = slices.Clip(slim.Timexes), slices.Clip(slim.Statements)
	return &slim
}

// quotable reports whether a statement may be a quotation that another document gives in other words.
func quotable(s *meaning.Statement) bool {
	return s.Speaker.Name != "" && (s.Quotation == meaning.Direct || s.Quotation == meaning.Mixed)
}

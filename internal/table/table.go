// Package table lays a dossier out in rows: it reads a dossier and writes its positions, commitments, contacts, timeline,
// discrepancies or sources as a table for people, for a spreadsheet or for a program.
package table

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/parleyhq/parley/internal/record"
	"github.com/parleyhq/parley/internal/wording"
)

// A Table is rows of one sort.
type Table struct {
	columns []column
	rows    []row
	empty   string // what to say where there are no rows
	apart   bool   // in text, with a line between the rows
}

// A column is a field of the rows.
type column struct {
	name  string
	share int  // of the width of a page of text, in hundredths; 0 where the field is for spreadsheets alone
	once  bool // in text, not said again where the row above says the same
}

// A row is an item of the dossier in cells, and as a line of the record.
type row struct {
	cells []string
	kind  string // of the line; empty for a further row of the item above
	item  any
}

// A field is a column and what its cells say of an item.
type field[T any] struct {
	column
	cell func(T) string
}

// of makes a table of items. A line of JSON is printed for each item whose kind is not empty.
func of[T any](empty string, items []T, fields []field[T], line func(T) (kind string, item any)) *Table {
	t := &Table{empty: empty}
	for _, f := range fields {
		t.columns = append(t.columns, f.column)
	}
	for _, x := range items {
		r := row{cells: make([]string, len(fields))}
		for i, f := range fields {
			r.cells[i] = f.cell(x)
		}
		r.kind, r.item = line(x)
		t.rows = append(t.rows, r)
	}
	return t
}

// JSONL writes the items as lines of the record.
func (t *Table) JSONL(w io.Writer) error {
	lines := record.NewLines(w)
	for _, r := range t.rows {
		if r.kind != "" {
			lines.Add(r.kind, r.item)
		}
	}
	return lines.Flush()
}

// bom tells a spreadsheet that what follows is UTF-8.
const bom = "\ufeff"

// CSV writes all fields as comma-separated values (RFC 4180) that a spreadsheet opens as they are: in UTF-8, and with no
// cell that it would take for a formula.
func (t *Table) CSV(w io.Writer) error {
	if _, err := io.WriteString(w, bom); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.name
	}
	out.Write(names)
	for _, r := range t.rows {
		cells := make([]string, len(r.cells))
		for i, cell := range r.cells {
			cells[i] = harmless(cell)
		}
		out.Write(cells)
	}
	out.Flush()
	return out.Error()
}

// harmless puts an apostrophe before what a spreadsheet would take for a formula.
func harmless(cell string) string {
	trimmed := strings.TrimLeft(cell, " \t\r\n")
	if trimmed == "" || !strings.ContainsRune("=+-@＝＋－＠", []rune(trimmed)[0]) && trimmed[0] == cell[0] {
		return cell
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return cell
	}
	return "'" + cell
}

// Text writes the table for people, folded to so many columns.
func (t *Table) Text(w io.Writer, width int) error {
	if len(t.rows) == 0 {
		_, err := io.WriteString(w, t.empty+"\n")
		return err
	}
	out := table.NewWriter()
	out.SetStyle(plain)
	out.Style().Options.SeparateRows = t.apart
	var shown []int
	var header table.Row
	var configs []table.ColumnConfig
	for i, c := range t.columns {
		if c.share == 0 {
			continue
		}
		shown = append(shown, i)
		header = append(header, c.name)
		configs = append(configs, table.ColumnConfig{
			Number: len(shown), WidthMax: max(width*c.share/100-len(gap), 8), WidthMaxEnforcer: folded, VAlign: text.VAlignTop,
		})
	}
	out.SetColumnConfigs(configs)
	out.AppendHeader(header)
	for n, r := range t.rows {
		line := make(table.Row, 0, len(shown))
		for _, i := range shown {
			cell := r.cells[i]
			if n > 0 && t.columns[i].once && same(t.rows[n-1].cells[:i+1], r.cells[:i+1]) {
				cell = ""
			}
			line = append(line, cell)
		}
		out.AppendRow(line)
	}
	for line := range strings.Lines(out.Render()) {
		if _, err := io.WriteString(w, strings.TrimRight(line, " \n")+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// folded breaks each line of a cell into lines of the width.
func folded(cell string, width int) string {
	var lines []string
	for line := range strings.Lines(cell) {
		lines = append(lines, wording.Fold(line, width, "", "")...)
	}
	return strings.Join(lines, "\n")
}

func same(a, b []string) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

const gap = "  "

// plain is a table of words alone, with a line beneath the header.
var plain = table.Style{
	Name:   "plain",
	Box:    table.BoxStyle{PaddingRight: gap, MiddleHorizontal: "─", MiddleSeparator: "─", MiddleVertical: "", UnfinishedRow: " …"},
	Format: table.FormatOptions{Header: text.FormatDefault},
	Options: table.Options{
		SeparateHeader: true, SeparateRows: false, SeparateColumns: false, DrawBorder: false,
	},
}

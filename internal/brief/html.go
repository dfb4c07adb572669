package brief

import (
	_ "embed"
	"html/template"
	"io"

	"github.com/parleyhq/parley/internal/cite"
	"github.com/parleyhq/parley/internal/wording"
)

//go:embed brief.html
var pageSource string

//go:embed brief.css
var style string

var page = template.Must(template.New("brief").Funcs(template.FuncMap{
	"day":     wording.Day,
	"address": cite.Address,
	"note":    func() string { return Note },
	"style":   func() template.CSS { return template.CSS(style) },
}).Parse(pageSource))

// HTML writes the page as one file that needs nothing else: no script, and nothing from another host.
func (b *Brief) HTML(w io.Writer) error { return page.Execute(w, b) }

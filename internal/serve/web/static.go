package web

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"net/http"
)

//go:embed static/site.css
var style []byte

//go:embed static/keys.js
var script []byte

//go:embed static/review.js
var reviewScript []byte

// mostLit is how many statements of one document light up; those beyond it are only gone to.
const mostLit = 250

var marks = marksStyle(mostLit)

// The addresses carry a mark of what is there, so that a browser may keep it for good.
var (
	styleHref  = versioned("/static/site.css", style)
	scriptHref = versioned("/static/keys.js", script)
	reviewHref = versioned("/static/review.js", reviewScript)
	marksHref  = versioned("/static/marks.css", marks)
)

func versioned(path string, content []byte) string {
	sum := sha256.Sum256(content)
	return path + "?v=" + hex.EncodeToString(sum[:4])
}

// marksStyle is the style sheet that lights up a statement when an address leads to it: all of its
// places in the text and its note, for so many statements of a document. Without it only one element
// could, and a script would be needed for the rest.
func marksStyle(n int) []byte {
	var b bytes.Buffer
	for k := range n {
		fmt.Fprintf(&b, ":root:has(.k%[1]d:target) .k%[1]d{--hit:var(--lit);--hit-bar:3px}\n", k+1)
	}
	return b.Bytes()
}

// static serves the style sheets and the script.
func (s *site) static() http.Handler {
	files := map[string]*answer{
		"site.css":  {mediaType: "text/css; charset=utf-8", body: style},
		"marks.css": {mediaType: "text/css; charset=utf-8", body: marks},
		"keys.js":   {mediaType: "text/javascript; charset=utf-8", body: script},
		"review.js": {mediaType: "text/javascript; charset=utf-8", body: reviewScript},
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		file := files[r.PathValue("file")]
		if file == nil {
			s.fail(w, r, errNotFound)
			return
		}
		w.Header().Set("Content-Type", file.mediaType)
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		w.Write(file.body)
	})
}

package page

import (
	"testing"
	"unicode/utf8"
)

func FuzzRead(f *testing.F) {
	f.Add(`<!DOCTYPE html><html lang=en><head><title>A | B</title><meta property="og:site_name" content="B"><script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"A","datePublished":"2031-03-18"}]}</script></head><body><article><h1>A</h1><p>Words of <q>them</q>.<ul><li>one<li>two</ul><figure><figcaption>Cap</figcaption></figure><table><tr><td>1<td>2</table><pre>a
b</pre></article></body></html>`, "https://example.com/2031/03/18/a")
	f.Add("<p>A fragment &amp; more<br>lines", "")
	f.Fuzz(func(t *testing.T, src, address string) {
		p, err := Read(src, address)
		if err != nil {
			return
		}
		if utf8.ValidString(src) && !utf8.ValidString(p.Text) {
			t.Error("the text is not valid UTF-8")
		}
		at := 0
		for _, s := range p.Captions {
			if s.Start < at || s.End <= s.Start || s.End > len(p.Text) {
				t.Errorf("caption [%d,%d) is out of order or outside %d bytes", s.Start, s.End, len(p.Text))
			}
			at = s.End
		}
	})
}

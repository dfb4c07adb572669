package desk

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/intake/source"
)

// One of everything that can go wrong, among what does not: each is one problem in its place that says
// what is wrong, and the rest is read.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, data []byte) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("in/01.txt", []byte("Envoys meet\r\n\r\nThey met in Port Lund.\r\n"))
	write("in/02.pdf", []byte("%PDF-1.7 x"))
	write("in/03.txt", nil)
	write("in/04.txt", bytes.Repeat([]byte("a"), 17<<20))
	write("in/05.html", []byte("<html><body><div><p>Envoys met"))
	write("in/06.txt", []byte("\xcc\xe8\xed\xe8\xf1\xf2\xf0 \xf1\xea\xe0\xe7\xe0\xeb"))
	write("in/07.jsonl", []byte(`{"path": "a.txt", "text": "Envoys met."}`+"\n"+`{"path": "b.txt", "text": ""}`+"\n"+`{"path": "c.txt", "text": "Words.", "published": "soon"}`))
	write("in/08.html", []byte("<html><body><script>var x</script></body></html>"))
	write("in/09.feed", []byte(`<rss version="2.0"><channel><title>The Herald</title><item><title>T</title><link>https://example.com/t</link><description>Envoys met again.</description><pubDate>Tue, 18 Mar 2031 14:05:00 GMT</pubDate></item></channel></rss>`))
	write("in/10.txt", []byte("  \n- - -\n"))
	var got []string
	for it, err := range (Desk{Disk: source.OS{}, Published: "2031"}).Open(context.Background(), []string{filepath.Join(dir, "in"), filepath.Join(dir, "gone")}) {
		if err == nil {
			d, derr := Document(it)
			if err = derr; err == nil {
				check(t, it, d)
				got = append(got, strings.Join([]string{it.Name, d.Path, d.URL, d.Title, d.Publisher, d.Published.Date, string(d.Published.Basis)}, "|"))
			}
		}
		if err != nil {
			got = append(got, err.Error())
		}
	}
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], dir+"/", "")
	}
	want := []string{
		"in/01.txt|in/01.txt||Envoys meet||2031|given",
		"in/02.pdf: is a PDF: convert it to text first, for example with pdftotext",
		"in/03.txt: is empty: it holds no words",
		"in/04.txt: is longer than the 16 MiB that one document may have: split it, or hand its texts over as JSON Lines",
		"in/05.html: is cut off: the page ends inside <p>; get it again",
		"in/06.txt: is not valid UTF-8 (byte 0xCC at 0) and names no character set: save it as UTF-8, for example with iconv",
		"in/07.jsonl:1|a.txt||||2031|given",
		"in/07.jsonl:2: is empty: it holds no words",
		`in/07.jsonl:3: "soon" is no date that can be read: write it as 2025-03-18, 2025-03 or 2025`,
		"in/08.html: is empty: it holds no words",
		"in/09.feed:1||https://example.com/t|T|The Herald|2031-03-18T14:05:00Z|metadata",
		"in/10.txt: is empty: it holds no words",
		"gone: is not there: check the name",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

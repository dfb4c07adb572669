package warc

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"

	"github.com/parleyhq/parley/internal/intake"
)

// rec is a record as it stands in an archive.
func rec(header, block string) string {
	return fmt.Sprintf("WARC/1.0\r\n%s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", strings.ReplaceAll(header, "\n", "\r\n"), len(block), block)
}

func response(url, http string) string {
	return rec("WARC-Type: response\nWARC-Target-URI: "+url+"\nWARC-Date: 2031-03-19T08:00:00Z\nContent-Type: application/http; msgtype=response", strings.ReplaceAll(http, "\n", "\r\n"))
}

func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func read(archive string) []string {
	var out []string
	for it, err := range Items(intake.Item{Name: "a.warc"}, strings.NewReader(archive)) {
		if err != nil {
			out = append(out, "problem "+err.Error())
			continue
		}
		out = append(out, fmt.Sprintf("%s | %s | %s | %s", it.Name, it.MediaType, it.Captured, it.Data))
	}
	return out
}

var archive = []string{
	rec("WARC-Type: warcinfo\nContent-Type: application/warc-fields", "software: example\r\n"),
	rec("WARC-Type: request\nWARC-Target-URI: https://example.com/a", "GET /a HTTP/1.1\r\n\r\n"),
	response("https://example.com/a", "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\n\n<p>One"),
	response("<https://example.com/b>", "HTTP/1.1 200 OK\nContent-Type: text/html\nTransfer-Encoding: chunked\n\n5\n<p>Tw\n1\no\n0\n\n"),
	response("https://example.com/pic", "HTTP/1.1 200 OK\nContent-Type: image/png\n\nxx"),
	response("https://example.com/gone", "HTTP/1.1 404 Not Found\nContent-Type: text/html\n\n<p>Gone"),
	rec("WARC-Type: resource\nWARC-Target-URI: https://example.com/c\nContent-Type: text/plain", "Three"),
	strings.Replace(response("https://example.com/d", "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: gzip\n\n@"), "@", "@", 1),
	response("https://example.com/e", "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: br\n\nxx"),
}

var pages = []string{
	"a.warc#3 https://example.com/a | text/html; charset=utf-8 | 2031-03-19T08:00:00Z | <p>One",
	"a.warc#4 https://example.com/b | text/html | 2031-03-19T08:00:00Z | <p>Two",
	"a.warc#7 https://example.com/c | text/plain |  | Three",
	"a.warc#8 https://example.com/d | text/html | 2031-03-19T08:00:00Z | @",
	"problem a.warc#9 https://example.com/e: is compressed as br, which is not read: archive it without",
}

func TestItems(t *testing.T) {
	if diff := cmp.Diff(pages, read(strings.Join(archive, ""))); diff != "" {
		t.Error(diff)
	}
}

// Each record of a .warc.gz is a gzip member of its own.
func TestGzip(t *testing.T) {
	var all strings.Builder
	for _, r := range archive {
		all.WriteString(zipped(r))
	}
	if diff := cmp.Diff(pages, read(all.String())); diff != "" {
		t.Error(diff)
	}
}

func TestPackedPage(t *testing.T) {
	got := read(response("https://example.com/z", "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: gzip\n\n@@")[:0] +
		rec("WARC-Type: response\nWARC-Target-URI: https://example.com/z", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"+zipped("<p>Packed")))
	if want := "a.warc#1 https://example.com/z | text/html |  | <p>Packed"; len(got) != 1 || got[0] != want {
		t.Errorf("%q", got)
	}
}

func TestBroken(t *testing.T) {
	whole := archive[2]
	for _, c := range []struct{ what, data, words string }{
		{"cut off in a block", whole[:len(whole)-8], "cut off"},
		{"cut off in a header", whole[:30], "cut off"},
		{"cut off in a gzip member", zipped(whole)[:60], "cut off"},
		{"no record", "WARC/1.0\r\nA: b\r\nContent-Length: 0\r\n\r\n\r\n\r\nnonsense\r\n\r\n", "there is none"},
		{"no length", "WARC/1.0\r\nWARC-Type: response\r\n\r\n", "Content-Length"},
		{"no pages", archive[0], "without pages"},
	} {
		got := read(c.data)
		if len(got) == 0 || !strings.Contains(got[len(got)-1], c.words) || !strings.HasPrefix(got[len(got)-1], "problem ") {
			t.Errorf("%s: %q; wanted a problem with %q", c.what, got, c.words)
		}
	}
}

func FuzzItems(f *testing.F) {
	f.Add([]byte(strings.Join(archive, "")))
	f.Add([]byte(zipped(archive[2]) + zipped(archive[3])))
	f.Fuzz(func(t *testing.T, data []byte) {
		n := 0
		for it, err := range Items(intake.Item{Name: "f"}, bytes.NewReader(data)) {
			if n++; n > len(data)+1 {
				t.Fatal("more items than bytes")
			}
			if err == nil && it.URL == "" {
				t.Error("a page without an address")
			}
		}
	})
}

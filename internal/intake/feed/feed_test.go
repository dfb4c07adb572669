package feed

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/intake"
)

func read(feed string) []string {
	var out []string
	for it, err := range Items(intake.Item{Name: "f.xml"}, strings.NewReader(feed)) {
		if err != nil {
			out = append(out, "problem "+err.Error())
			continue
		}
		out = append(out, fmt.Sprintf("%s | %s | %s | %s | %s | %s", it.Name, it.URL, it.Title, it.Publisher, it.Published.Date, it.Data))
	}
	return out
}

const rss = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Example Herald</title>
<item><title>Talks
 resume</title><link>https://example.com/a</link><pubDate>Tue, 18 Mar 2031 14:05:00 +0200</pubDate><description>Short</description><content:encoded><![CDATA[<p>Long text.</p>]]></content:encoded></item>
<item><title>Talks end</title><link>https://example.com/b</link><description>&lt;p&gt;Only a summary.&lt;/p&gt;</description></item>
<item><title>No words</title><link>https://example.com/c</link></item>
</channel></rss>`

const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Valmora Ministry</title><entry><title>A statement</title><link href="https://example.org/1"/>
<published>2031-03-18T09:00:00Z</published><updated>2031-03-20T09:00:00Z</updated><content type="html">&lt;p&gt;The ministry said so.</content></entry></feed>`

func TestItems(t *testing.T) {
	want := []string{
		"f.xml:1 | https://example.com/a | Talks resume | The Example Herald | 2031-03-18T12:05:00Z | <p>Long text.</p>",
		"f.xml:2 | https://example.com/b | Talks end | The Example Herald |  | <p>Only a summary.</p>",
		"problem f.xml:3: is an entry without a text: read the page itself, https://example.com/c",
	}
	if diff := cmp.Diff(want, read(rss)); diff != "" {
		t.Error(diff)
	}
	want = []string{"f.xml:1 | https://example.org/1 | A statement | Valmora Ministry | 2031-03-18T09:00:00Z | <p>The ministry said so."}
	if diff := cmp.Diff(want, read(atom)); diff != "" {
		t.Error(diff)
	}
	for data, words := range map[string]string{"<rss></rss>": "f.xml", "<rss": "no feed", `<rss version="2.0"><channel/></rss>`: "without entries"} {
		if got := read(data); len(got) != 1 || !strings.HasPrefix(got[0], "problem ") || !strings.Contains(got[0], words) {
			t.Errorf("%q: %q", data, got)
		}
	}
}

func TestIs(t *testing.T) {
	for head, want := range map[string]bool{
		rss: true, atom: true, `{"version": "https://jsonfeed.org/version/1.1"}`: true, "<!DOCTYPE html><p>our <feed>": false, "The <rss> tag": false,
	} {
		if got := Bundle.Is("x", "", []byte(head)); got != want {
			t.Errorf("%.40q: %v", head, got)
		}
	}
}

func FuzzItems(f *testing.F) {
	f.Add([]byte(rss))
	f.Add([]byte(atom))
	f.Add([]byte(`{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"id": "1", "content_html": "<p>x"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for it, err := range Items(intake.Item{Name: "f"}, bytes.NewReader(data)) {
			if err == nil && (it.Place == "" || len(it.Data) == 0) {
				t.Error("an item without a place or a text")
			}
		}
	})
}

package web

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
)

// hostile is a text that would be markup wherever a page forgot to escape it.
const hostile = `</a></title>"'><script>alert(1)</script><img src=x onerror=alert(1)> javascript:alert(1)`

// hostileAddresses are addresses that a browser must not follow.
var hostileAddresses = []string{
	"javascript:alert(1)", "JaVaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)",
	"javascript\x00:alert(1)", "vbscript:alert(1)", "data:text/html,<script>alert(1)</script>", "blob:x", "file:etc",
	`javascript:alert("x//y")`,
}

// harm says what in a page could run or lead astray.
func harm(t *testing.T, page string) (found []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if slices.Contains([]string{"img", "iframe", "object", "embed", "base", "style"}, n.Data) || n.Data == "script" && n.FirstChild != nil {
			found = append(found, "<"+n.Data+">")
		}
		for _, a := range n.Attr {
			where := fmt.Sprintf("<%s %s=%q>", n.Data, a.Key, a.Val)
			switch {
			case strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc":
				found = append(found, where)
			case n.Data == "script" && a.Key == "src" && !strings.HasPrefix(a.Val, "/static/"):
				found = append(found, where)
			case n.Data == "link" && a.Val == "data:,": // no picture for the tab
			case a.Key == "href" || a.Key == "src" || a.Key == "action" || a.Key == "formaction":
				scheme, _, has := strings.Cut(a.Val, ":")
				if has && !strings.ContainsAny(scheme, "/?#") && !slices.Contains([]string{"http", "https", "about"}, scheme) {
					found = append(found, where)
				}
			}
		}
	}
	return found
}

// hostileRecord keeps a document of which every word and address is hostile.
func hostileRecord(t *testing.T) store.Store {
	t.Helper()
	var documents []*doc.Document
	var readings []*meaning.Reading
	for i, address := range append(slices.Clone(hostileAddresses), "https://x.example/"+hostile) {
		d := &doc.Document{
			ID: fmt.Sprintf(`d%d"><b>`, i), Path: hostile, MediaType: hostile, Language: hostile, SHA256: hostile, URL: address,
			Text: hostile + "\n\nShe said " + hostile + ".\n", Title: hostile, Publisher: hostile, Agency: hostile + "2", Distributor: hostile,
			Byline: []string{hostile}, Kind: doc.Kind(hostile), Published: doc.Published{Date: "2031-05-02", Basis: doc.Inferred},
			Parts: []doc.Part{{Span: doc.Span{End: len(hostile)}, Kind: doc.Kind(hostile), Title: hostile, Author: hostile}},
		}
		said := d.Evidence(doc.Span{Start: len(hostile) + 2, End: len(d.Text) - 1})
		quote := d.Quote(said.Span())
		who := meaning.Speaker{Actor: "a" + hostile, Name: hostile, Role: hostile, Party: hostile}
		documents = append(documents, d)
		readings = append(readings, &meaning.Reading{
			Doc: d.ID, Engine: hostile,
			Actors: []meaning.Actor{{ID: who.Actor, Name: hostile, Aliases: []string{hostile}, Kind: hostile, Party: hostile, Roles: []string{hostile}, Evidence: []doc.Evidence{said}}},
			Statements: []meaning.Statement{{
				ID: fmt.Sprint(d.ID, ":s"), Doc: d.ID, Content: []doc.Quote{quote}, Speaker: who, Jointly: []meaning.Speaker{who}, Via: &meaning.Via{Name: hostile},
				Quotation: hostile, Act: hostile, Modality: hostile, Sourcing: meaning.Named, Confidence: 0.5, Evidence: []doc.Evidence{said},
			}},
			Positions:   []meaning.Position{{ID: fmt.Sprint(d.ID, ":p"), Doc: d.ID, Party: hostile, Holder: who, Issue: hostile, Stance: hostile, Hedge: hostile, Time: "2031-05-02", Evidence: []doc.Evidence{said}}},
			Commitments: []meaning.Commitment{{ID: fmt.Sprint(d.ID, ":c"), Doc: d.ID, Issue: hostile, Kind: meaning.Agreement, Status: meaning.StatusAgreed, Parties: []string{hostile}, Made: "2031-05-01", Evidence: []doc.Evidence{said}}},
			Contacts:    []meaning.Contact{{ID: fmt.Sprint(d.ID, ":k"), Doc: d.ID, Form: meaning.Call, Participants: []meaning.Speaker{who}, Date: "2031-05-01", Status: meaning.Held, Evidence: []doc.Evidence{said}}},
		})
	}
	return kept(t, documents, readings)
}

// Whatever stands in a document, it is shown and does nothing.
func TestHostileWords(t *testing.T) {
	record := hostileRecord(t)
	h := New(record, hostile, Note(hostile), Engine(hostile), Review(keep.NewDesk(record, "")))
	seen, shows := map[string]bool{}, 0
	var visit func(address string)
	visit = func(address string) {
		address, _, _ = strings.Cut(html.UnescapeString(address), "#")
		if !strings.HasPrefix(address, "/") || seen[address] || strings.Contains(address, "&") || len(seen) > 300 {
			return
		}
		seen[address] = true
		w := get(t, h, "GET", address)
		if w.Code >= 500 {
			t.Errorf("%s: status %d", address, w.Code)
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			return
		}
		for _, what := range harm(t, w.Body.String()) {
			t.Errorf("%s has %s", address, what)
		}
		if strings.Contains(w.Body.String(), "&lt;script&gt;alert(1)") {
			shows++
		}
		for _, m := range link.FindAllStringSubmatch(w.Body.String(), -1) {
			visit(m[1])
		}
	}
	for _, p := range append(slices.Clone(kindsOfPages), pageAt{"", "/documents/d0%22%3E%3Cb%3E?add=position&words=" + "%3C/textarea%3E%3Cscript%3Ealert(1)"}) {
		visit(p.path)
	}
	if shows < 50 {
		t.Errorf("only %d of %d pages show the words", shows, len(seen))
	}
	w := post(t, h, form("right", hostile, "back", hostile, "why", hostile, "nobody", "x"))
	for _, what := range harm(t, w.Body.String()) {
		t.Errorf("the form has %s", what)
	}
}

// An address that comes from a document is followed only where it leads to a page.
func TestHostileAddresses(t *testing.T) {
	for _, address := range hostileAddresses {
		d := &document{Document: &doc.Document{URL: address}, Href: address, Heading: "h"}
		e := &evidence{Document: d, Href: address, Live: address}
		e.Also = []*evidence{{Document: d, Href: address}}
		var b bytes.Buffer
		for _, c := range []templ.Component{
			showEvidence(e), showDocument(d), showLine(&line{Href: address}), showPager(pager{address, address}), showRelative(d),
			showNarrowed([]narrowing{{Without: address}}), showFacet(facet{Options: []option{{Href: address}}}),
			showTree(&tree{Nodes: []treeNode{{Document: d}}}), showChart(&chart{Marks: []eventMark{{Href: address}}}),
			(&reader{document: d, Sourcing: newShares(nil)}).page(),
		} {
			if err := c.Render(t.Context(), &b); err != nil {
				t.Fatal(err)
			}
		}
		for _, what := range harm(t, b.String()) {
			t.Errorf("%q becomes %s", address, what)
		}
		if !strings.Contains(b.String(), `href="about:invalid`) {
			t.Errorf("%q: no address was refused", address)
		}
	}
}

type faulty struct{ fault func() error }

func (faulty) frame() (section, title, json string) { return "", "", "" }

func (f faulty) page() templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		io.WriteString(w, "half a page")
		return f.fault()
	})
}

// A page that cannot be written to its end is not sent.
func TestFaultyPage(t *testing.T) {
	var log bytes.Buffer
	old := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	defer slog.SetDefault(old)
	s := &site{store: valmora(t)}
	for name, fault := range map[string]func() error{
		"error": func() error { return fmt.Errorf("the error") },
		"panic": func() error { panic("the panic") },
	} {
		w := get(t, s.page(func(*http.Request) (*answer, error) { return &answer{page: faulty{fault}}, nil }), "GET", "/")
		if body := w.Body.String(); w.Code != http.StatusInternalServerError || !strings.Contains(body, "Something went wrong") || strings.Contains(body, "half a page") {
			t.Errorf("%s: status %d: %s", name, w.Code, body)
		}
		if !strings.Contains(log.String(), "the "+name) {
			t.Errorf("the log does not tell of the %s", name)
		}
	}
}

package web

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
)

func get(t testing.TB, h http.Handler, method, address string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, address, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func testSite(t testing.TB) http.Handler {
	return New(valmora(t), "The strait talks", Note("Invented."), Engine("parley 9"))
}

func TestPages(t *testing.T) {
	h := testSite(t)
	long := strings.Repeat("x", 300)
	for _, test := range []struct {
		address string
		status  int
		want    []string // what the page says, in this order; ! before what it does not say
	}{
		{"/", 200, []string{"The strait talks", "Invented.", "69 statements", "7 documents", "6 May 2031</time> <span class=\"basis\">inferred", "How it is sourced", "Valmora", "Heard most", "Ana Duarte", "parley 9"}},
		{"/documents/1-harbour-post", 200, []string{"<h1", "Valmora wants the strait reopened", "2 May 2031, 06:40 UTC", "from the page’s metadata", "by Ilse Brandt, Tomas Okafor", "Meridian Press", "Coastal Content Service", "3f9a3f9a", "official statement of the Joint Mediation Office"}},
		{"/documents/1-harbour-post", 200, []string{`id="s-1-harbour-post-1"`, `id="n-1"`, "Ana Duarte", "Foreign Minister", "Valmora", "demanded", "partly quoted", "named", "gave no comment", "through Selm Courier"}},
		{"/documents/2-readout", 200, []string{"readout", "with Henrik Sølvberg"}},
		{"/documents/3-untitled", 200, []string{"&lt;b&gt;northern&lt;/b&gt;", "&lt;script&gt;alert(1)", "!<b>northern", "!<script>alert"}},
		{"/documents/4-nobody-speaks", 200, []string{"No statement was found in this document."}},
		{"/documents/6-empty", 200, []string{"page-07.txt", "This document has no text."}},
		{"/documents/5-wire", 200, []string{"date inferred from the text", "asks for:<br>", "dredging<br>"}},
		{"/statements", 200, []string{"69 statements", "Valmora wants the strait reopened", "Ana Duarte", "Next page"}},
		{"/statements?party=Valmora&sourcing=named&words=ships", 200, []string{"1 statement found", "Narrowed down to"}},
		{"/statements?party=-", 200, []string{"No party given"}},
		{"/statements?act=denies", 200, []string{"1 statement", "Joint Mediation Office", "having promised"}},
		{"/statements?actor=-", 200, []string{"Sources without a name"}},
		{"/statements?quotation=none", 200, []string{"Piet Halvorsen", "declined to comment", "gave no comment"}},
		{"/statements?document=5-wire", 200, []string{"3 statements", "Signe Aalto"}},
		{"/statements?words=SHIPS+rocks", 200, []string{"2 statements", "would never trade ships"}},
		{"/statements?words=nothing+fits", 200, []string{"0 statements", "No statement fits"}},
		{"/statements?party=Atlantis", 200, []string{"0 statements", "Atlantis", "No statement fits"}},
		{"/statements?words=" + url.QueryEscape(`"><script>`), 200, []string{"!<script>\"", `value="&#34;&gt;&lt;script&gt;"`}},
		{"/actors", 200, []string{"14 actors are named", "Ana Duarte", "Foreign Minister", "Named, and not heard", "Council of Port Selm"}},
		{"/actors/ana-duarte", 200, []string{"Ana Duarte", "15", "Open the water first", "Duarte; Minister Ana Duarte", "the agenda or the world’s list", "First named", "/documents/1-harbour-post?at="}},
		{"/actors/jens-moor", 200, []string{"the documents only"}},
		{"/actors/port-selm", 200, []string{"nothing they said was found"}},
		{"/nowhere", 404, []string{"Nothing here"}},
		{"/documents/none", 404, []string{"Nothing here"}},
		{"/documents/none.json", 404, []string{"Nothing here"}},
		{"/documents/1-harbour-post/more", 404, []string{"Nothing here"}},
		{"/actors/nobody", 404, []string{"Nothing here"}},
		{"/statements/none", 404, []string{"Nothing here"}},
		{"/static/nothing.css", 404, []string{"Nothing here"}},
		{"/statements?after=nonsense", 404, []string{"Nothing here"}},
		{"/statements?from=yesterday", 400, []string{"is no day"}},
		{"/documents/1-harbour-post?at=0-10", 200, []string{`id="at"`, "lit"}},
		{"/documents/1-harbour-post?at=9-3", 400, []string{"no words at this place"}},
		{"/documents/1-harbour-post?at=x", 400, []string{"A place is two numbers"}},
		{"/statements?act=sings", 400, []string{"There is no act “sings”"}},
		{"/statements?words=" + long, 400, []string{"longer than 200"}},
		{"/statements.json?sourcing=x", 400, []string{"There is no sourcing"}},
	} {
		w := get(t, h, "GET", test.address)
		if w.Code != test.status {
			t.Errorf("%s: status %d, want %d", test.address, w.Code, test.status)
		}
		body := w.Body.String()
		if got := w.Header().Get("Content-Type"); got != "text/html; charset=utf-8" {
			t.Errorf("%s is %s", test.address, got)
		}
		at := 0
		for _, want := range test.want {
			if unwanted, ok := strings.CutPrefix(want, "!"); ok {
				if strings.Contains(body, unwanted) {
					t.Errorf("%s says %q", test.address, unwanted)
				}
				continue
			}
			i := strings.Index(body[at:], want)
			if i < 0 {
				t.Errorf("%s does not say %q after what comes before it", test.address, want)
				continue
			}
			at += i
		}
	}
}

// No page holds what the policy forbids, repeats an id, or skips a level of headings; each is small.
func TestEveryPageIsSound(t *testing.T) {
	h, _ := talksSite(t)
	for _, p := range everyPage(t) {
		w := get(t, h, "GET", p.path)
		body := w.Body.String()
		if len(body) > 150<<10 {
			t.Errorf("%s has %d bytes", p.name, len(body))
		}
		root, err := html.Parse(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		ids, level := map[string]bool{}, 0
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if n.Data == "style" || n.Data == "script" && n.FirstChild != nil {
				t.Errorf("%s holds an inline <%s>", p.name, n.Data)
			}
			if len(n.Data) == 2 && n.Data[0] == 'h' && '1' <= n.Data[1] && n.Data[1] <= '6' {
				if now := int(n.Data[1] - '0'); now > level+1 {
					t.Errorf("%s goes from heading %d to %d", p.name, level, now)
				}
				level = int(n.Data[1] - '0')
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s holds %s=%q", p.name, a.Key, a.Val)
				}
				if a.Key == "id" && ids[a.Val] {
					t.Errorf("%s has the id %s twice", p.name, a.Val)
				}
				if a.Key == "id" {
					ids[a.Val] = true
				}
			}
		}
	}
}

var link = regexp.MustCompile(`(?:href|action|src)="([^"]*)"`)

// Every link of every page leads somewhere, and every place in a page to an element there.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	h, record := talksSite(t)
	bodies := map[string]string{}
	var visit func(address, from string)
	visit = func(address, from string) {
		path, place, hasPlace := strings.Cut(html.UnescapeString(address), "#")
		if strings.HasPrefix(path, "https:") || strings.HasPrefix(path, "data:") {
			return
		}
		if path == "" {
			path = from
		}
		if strings.Contains(path, "&") && !strings.Contains(path, "after=") { // one field at a time: their combinations are without number
			return
		}
		body, seen := bodies[path]
		if !seen {
			if len(bodies) > 3000 {
				return
			}
			w := get(t, h, "GET", path)
			if w.Code != 200 {
				t.Errorf("%s on %s: status %d", path, from, w.Code)
			}
			body = w.Body.String()
			bodies[path] = body
			if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
				for _, m := range link.FindAllStringSubmatch(body, -1) {
					visit(m[1], path)
				}
			}
		}
		if hasPlace {
			id, err := url.PathUnescape(place)
			if err != nil || !strings.Contains(body, `id="`+html.EscapeString(id)+`"`) {
				t.Errorf("%s on %s: there is no such place", address, from)
			}
		}
	}
	visit("/", "/")
	t.Logf("%d pages", len(bodies))
	if len(bodies) < 50 {
		t.Errorf("only %d pages were found", len(bodies))
	}
	// One comes from the first page to every kind of page, and to every item that has a page.
	for _, p := range kindsOfPages {
		path, _, _ := strings.Cut(p.path, "?")
		path, _, _ = strings.Cut(path, "#")
		if path != "/nowhere" && bodies[path] == "" && !slices.ContainsFunc(slices.Collect(maps.Keys(bodies)), func(b string) bool { return strings.HasPrefix(b, path+"?") }) {
			t.Errorf("no link leads to %s", path)
		}
	}
	for kind, href := range map[string]func(string) string{filing.Stand: standHref, filing.Commitment: commitmentHref, filing.Contact: accountsHref} {
		items, _, err := record.Items(t.Context(), store.Query{Types: []string{kind}, Limit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range items {
			if bodies[href(item.ID)] == "" {
				t.Errorf("no link leads to %s", href(item.ID))
			}
		}
	}
}

var alternate = regexp.MustCompile(`<link rel="alternate" type="application/json" href="([^"]*)">`)

// Every page of the record has the same content as JSON.
func TestEveryPageHasJSON(t *testing.T) {
	h, _ := talksSite(t)
	for _, p := range everyPage(t) {
		path, _, _ := strings.Cut(p.path, "#")
		w := get(t, h, "GET", path)
		if w.Code != http.StatusOK || path == "/search" { // a search for nothing has no content
			continue
		}
		m := alternate.FindStringSubmatch(w.Body.String())
		if m == nil {
			t.Errorf("%s names no JSON", p.name)
			continue
		}
		body := get(t, h, "GET", html.UnescapeString(m[1]))
		if body.Code != http.StatusOK || body.Header().Get("Content-Type") != "application/json" || !json.Valid(body.Body.Bytes()) {
			t.Errorf("%s: %s: status %d, %s", p.name, m[1], body.Code, body.Header().Get("Content-Type"))
		}
	}
}

func TestStatementLeadsToItsWords(t *testing.T) {
	w := get(t, testSite(t), "GET", "/statements/1-harbour-post-6")
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != "/documents/1-harbour-post#s-1-harbour-post-6" {
		t.Errorf("status %d to %q", w.Code, got)
	}
}

func TestJSON(t *testing.T) {
	h := testSite(t)
	var document struct {
		Type, ID, Text string
		Published      doc.Published
		Statements     []meaning.Statement
	}
	w := get(t, h, "GET", "/documents/2-readout.json")
	if err := json.Unmarshal(w.Body.Bytes(), &document); err != nil || w.Header().Get("Content-Type") != "application/json" {
		t.Fatal(w.Header(), err)
	}
	if document.Type != "document" || document.ID != "2-readout" || document.Published.Basis != doc.InText || len(document.Statements) != 4 {
		t.Errorf("the document is %+v", document)
	}
	for _, s := range document.Statements {
		for _, e := range s.Evidence {
			if document.Text[e.Start:e.End] != e.Quote {
				t.Errorf("evidence [%d,%d) is %q, and not %q", e.Start, e.End, document.Text[e.Start:e.End], e.Quote)
			}
		}
	}
	for address, want := range map[string]int{"/statements.json": 69, "/statements.json?act=denies": 1, "/statements.json?words=nothing+fits": 0} {
		var page struct {
			Items []struct{ Type, ID string }
			Next  string
		}
		n := 0
		for next := address; next != ""; next = page.Next {
			page.Next, page.Items = "", nil
			if err := json.Unmarshal(get(t, h, "GET", next).Body.Bytes(), &page); err != nil {
				t.Fatal(next, err)
			}
			n += len(page.Items)
		}
		if n != want {
			t.Errorf("%s: %d statements, want %d", address, n, want)
		}
	}
}

func TestHeaders(t *testing.T) {
	h := testSite(t)
	for _, address := range []string{"/", "/statements", "/nowhere", "/documents/1-harbour-post.json", "/static/site.css", "/statements/1-harbour-post-6"} {
		header := get(t, h, "GET", address).Header()
		for key, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		} {
			if !strings.Contains(header.Get(key), want) {
				t.Errorf("%s: %s is %q", address, key, header.Get(key))
			}
		}
	}
	if policy := get(t, h, "GET", "/").Header().Get("Content-Security-Policy"); strings.Contains(policy, "unsafe") {
		t.Errorf("the policy is unsafe: %s", policy)
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"} {
		w := get(t, h, method, "/statements")
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: status %d, Allow %q", method, w.Code, w.Header().Get("Allow"))
		}
	}
	first := get(t, h, "GET", "/statements")
	if again := get(t, h, "GET", "/statements", "If-None-Match", first.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("a page that the browser has: status %d, %d bytes", again.Code, again.Body.Len())
	}
	if other := get(t, h, "GET", "/actors", "If-None-Match", first.Header().Get("ETag")); other.Code != http.StatusOK {
		t.Errorf("another page: status %d", other.Code)
	}
}

// What goes wrong inside is told to the log and not to the visitor.
func TestFailureKeepsQuiet(t *testing.T) {
	var log bytes.Buffer
	old := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	defer slog.SetDefault(old)
	s := &site{store: valmora(t), name: "n"}
	w := get(t, s.page(func(*http.Request) (*answer, error) { return nil, fmt.Errorf("secret at /var/lib/parley") }), "GET", "/")
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") || strings.Contains(w.Body.String(), "/var/lib") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if !strings.Contains(log.String(), "secret at /var/lib/parley") {
		t.Errorf("the log says %q", log.String())
	}
}

func TestNothingRead(t *testing.T) {
	h := New(kept(t, nil, nil), "Nothing yet")
	for _, address := range []string{"/", "/statements", "/actors"} {
		if w := get(t, h, "GET", address); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "yet") {
			t.Errorf("%s: status %d: %s", address, w.Code, w.Body)
		}
	}
}

// lookUp gives a statement as the pages have it.
func lookUp(t *testing.T, s store.Store, id string) *statement {
	t.Helper()
	v, err := (&site{store: s}).view(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	item, err := s.Item(t.Context(), id, store.Whole)
	if err != nil {
		t.Fatal(err)
	}
	found, err := v.statements([]store.Item{item})
	if err != nil {
		t.Fatal(err)
	}
	return found[0]
}

func TestCitation(t *testing.T) {
	s := valmora(t)
	for id, want := range map[string][2]string{
		"1-harbour-post-9": {
			"“We have been patient for eleven weeks,” Calder said. “We have written letters. We have gone to every capital that would have us.",
			"Harbour Post, copy of Meridian Press, “Valmora wants the strait reopened before it talks about the islands”, 2 May 2031, https://harbour-post.example/world/valmora-strait",
		},
		"1-harbour-post-11": { // carries on from an earlier paragraph
			"“So let nobody say later that they were not told.”",
			"Harbour Post, copy of Meridian Press, “Valmora wants the strait reopened before it talks about the islands”, 2 May 2031, https://harbour-post.example/world/valmora-strait",
		},
		"5-wire-2":     {"She added that Estria would answer in writing by Friday", "Meridian Press, “Estria says no to \"ships for rocks\"”, 6 May 2031 (date inferred)"},
		"3-untitled-3": {"Aides said nothing else had been settled", "Commodore Wilhelmina Anastasia Featherstonehaugh-Papadimitropoulos of the Royal …"},
	} {
		if got := lookUp(t, s, id).Reported(); got != want[0] {
			t.Errorf("%s is given as\n%s\nwant\n%s", id, got, want[0])
		}
		if got := lookUp(t, s, id).Citation(); got != want[1] {
			t.Errorf("%s is cited as\n%s\nwant\n%s", id, got, want[1])
		}
	}
}

func TestLive(t *testing.T) {
	s := valmora(t)
	for id, want := range map[string]string{
		"1-harbour-post-1": "https://harbour-post.example/world/valmora-strait#:~:text=%22Open%20the%20water%20first",
		"1-harbour-post-4": "https://harbour-post.example/world/valmora-strait#:~:text=that%20his%20government%20%E2%80%9Cwould%20never%20trade%20ships%20for%20rocks%E2%80%9D",
		"1-harbour-post-8": "https://harbour-post.example/world/valmora-strait#:~:text=that%20any%20vessel%20that%20came%20closer,be%20met%2C%20and%20not%20with%20flowers%E2%80%9D",
		"2-readout-1":      "",
	} {
		if got := lookUp(t, s, id).Live(); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

// No address, however odd, makes a fault of ours.
func FuzzAddress(f *testing.F) {
	for _, p := range everyPage(f) {
		f.Add(p.path)
	}
	f.Add("/statements?page=-1&act=%00&words=%zz")
	f.Add("/documents/%2e%2e%2f")
	h, _ := talksSite(f)
	f.Fuzz(func(t *testing.T, address string) {
		u, err := url.ParseRequestURI(address)
		if err != nil || u.Host != "" || !strings.HasPrefix(u.Path, "/") {
			t.Skip()
		}
		r := httptest.NewRequest("GET", "/", nil)
		r.URL = u
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Errorf("%q: status %d", address, w.Code)
		}
	})
}

func TestDateWords(t *testing.T) {
	for iso, want := range map[string]string{
		"2031-05-02T06:40:00Z": "2 May 2031, 06:40 UTC", "2031-05-02T06:40:00+03:00": "2 May 2031, 06:40 UTC+03:00",
		"2031-05-02": "2 May 2031", "2031-05": "May 2031", "2031": "2031", "": "", "spring": "spring",
	} {
		if got := dateWords(iso); got != want {
			t.Errorf("dateWords(%q) = %q, want %q", iso, got, want)
		}
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 12345: "12,345", 1000000: "1,000,000", 1002003: "1,002,003"} {
		if got := thousands(n); got != want {
			t.Errorf("thousands(%d) = %q, want %q", n, got, want)
		}
	}
}

// A dossier of hundreds of documents, actors and statements still makes small pages.
func TestPagesStaySmall(t *testing.T) {
	h := New(many(t), "Many")
	for address, want := range map[string]string{
		"/": "All documents", "/statements": "Next page", "/actors": "Next page", "/actors/a0": "Next page", "/documents/d0": "statements",
	} {
		w := get(t, h, "GET", address)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: status %d, or it does not say %q", address, w.Code, want)
		}
		if w.Body.Len() > 150<<10 {
			t.Errorf("%s has %d bytes", address, w.Body.Len())
		}
		squeezed := get(t, h, "GET", address, "Accept-Encoding", "gzip")
		if squeezed.Header().Get("Content-Encoding") == "gzip" {
			z, err := gzip.NewReader(squeezed.Body)
			if err != nil {
				t.Fatal(err)
			}
			plain, err := io.ReadAll(z)
			if err != nil || !bytes.Equal(plain, w.Body.Bytes()) {
				t.Errorf("%s is another page when compressed: %v", address, err)
			}
		}
	}
}

// many makes 300 documents of ten statements each by 50 speakers, and 600 actors.
func many(t testing.TB) store.Store {
	var actors []meaning.Actor
	var documents []*doc.Document
	var readings []*meaning.Reading
	for i := range 600 {
		a := meaning.Actor{ID: fmt.Sprint("a", i), Name: fmt.Sprintf("Minister Number %d of a long name", i), Kind: meaning.Person, Party: fmt.Sprint("Party ", i%9), Roles: []string{"Minister for the affairs of a long name"}}
		actors = append(actors, a)
	}
	for i := range 300 {
		r := &meaning.Reading{Doc: fmt.Sprint("d", i)}
		x := &doc.Document{ID: r.Doc, Title: fmt.Sprintf("Report number %d on the long talks between nine parties about one strait", i), Publisher: "The Long Post", Agency: "Meridian Press", Published: doc.Published{Date: "2031-05-02", Basis: doc.Given}}
		for j := range 10 {
			n := (i*10 + j) % 50
			from := len(x.Text)
			x.Text += fmt.Sprintf("We say again in number %d that the matter of the ships and of the islands is, as ever, one that needs a table, two chairs and much time.", j)
			said := doc.Span{Start: from, End: len(x.Text)}
			x.Text += fmt.Sprintf(" Minister %d said.\n", n)
			a := actors[n]
			r.Statements = append(r.Statements, meaning.Statement{
				ID: fmt.Sprintf("d%d-%d", i, j), Doc: x.ID, Content: []doc.Quote{x.Quote(said)}, Act: meaning.Asserts, Quotation: meaning.Indirect,
				Sourcing: meaning.Named, Speaker: meaning.Speaker{Actor: a.ID, Name: a.Name, Party: a.Party, Role: a.Roles[0]},
			})
		}
		documents, readings = append(documents, x), append(readings, r)
	}
	readings[0].Actors = actors
	return kept(t, documents, readings)
}

func BenchmarkManyStatements(b *testing.B) {
	h := New(many(b), "Many")
	b.ReportAllocs()
	for b.Loop() {
		get(b, h, "GET", "/statements?words=ships")
	}
}

func BenchmarkPages(b *testing.B) {
	h, _ := talksSite(b)
	for _, p := range everyPage(b) {
		b.Run(p.name, func(b *testing.B) {
			b.ReportAllocs()
			path, _, _ := strings.Cut(p.path, "#")
			r := httptest.NewRequest("GET", path, nil)
			size := 0
			for b.Loop() {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, r)
				size = w.Body.Len()
			}
			b.ReportMetric(float64(size)/1024, "KB/page")
		})
	}
}

package web

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// These tests drive a Chromium. Where there is none they are skipped, unless CI or
// PARLEY_REQUIRE_BROWSER is set: then they fail. PARLEY_BROWSER names another one to use.

//go:embed testdata/axe-core/axe.min.js
var axe string

// browserTime is how long one test may take in the browser before it is given up.
const browserTime = 5 * time.Minute

// browser finds the program to drive.
func browserPath(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("skipped: browser tests are not short")
	}
	names := []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}
	if own := os.Getenv("PARLEY_BROWSER"); own != "" {
		names = []string{own}
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const missing = "no Chromium found (looked for %s); install it, or name one in PARLEY_BROWSER"
	if os.Getenv("CI") != "" || os.Getenv("PARLEY_REQUIRE_BROWSER") != "" {
		t.Fatalf(missing, strings.Join(names, ", "))
	}
	t.Skipf("SKIPPED, nothing was tested: "+missing, strings.Join(names, ", "))
	return ""
}

// startBrowser starts a browser that ends with the test.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	path := browserPath(t)
	ctx, stop := context.WithTimeout(context.Background(), browserTime) // t.Context ends before the browser can be closed
	t.Cleanup(stop)
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()), chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("hide-scrollbars", true), chromedp.Flag("force-prefers-reduced-motion", true),
	)
	ctx, stop = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stop)
	ctx, _ = chromedp.NewContext(ctx)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Logf("closing the browser: %v", err)
		}
	})
	return ctx
}

// startSite serves the invented negotiation.
func startSite(t *testing.T) string {
	t.Helper()
	h, _ := talksSite(t)
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

// kindsOfPages is one address of each kind of page, and of each kind of document.
var kindsOfPages = []pageAt{
	{"overview", "/"},
	{"overview-since", "/?since=2031-05-01"},
	{"brief", "/brief?since=2031-05-08"},
	{"positions", "/positions"},
	{"commitments", "/commitments"},
	{"contacts", "/contacts"},
	{"discrepancies", "/discrepancies"},
	{"timeline", "/timeline"},
	{"timeline-month", "/timeline?from=2031-05&to=2031-05"},
	{"sources", "/sources"},
	{"documents", "/documents"},
	{"reader", "/documents/1-harbour-post"},
	{"reader-target", "/documents/1-harbour-post#s-1-harbour-post-6"},
	{"reader-untitled", "/documents/3-untitled"},
	{"reader-silent", "/documents/4-nobody-speaks"},
	{"reader-wire", "/documents/5-wire"},
	{"reader-empty", "/documents/6-empty"},
	{"reader-long", "/documents/turns"},
	{"reader-items", "/documents/talks-3-wire-call"},
	{"reader-at", "/documents/talks-5-violations?at=0-20#at"},
	{"statements", "/statements"},
	{"statements-narrowed", "/statements?party=Valmora&sourcing=named&words=ships"},
	{"statements-none", "/statements?words=nothing+fits"},
	{"actors", "/actors"},
	{"actor", "/actors/ana-duarte"},
	{"actor-long", "/actors/wilhelmina-featherstonehaugh-papadimitropoulos"},
	{"search", "/search"},
	{"search-found", "/search?words=prisoners"},
	{"search-narrowed", "/search?words=ceasefire&type=commitment"},
	{"search-none", "/search?words=xylophone"},
	{"review", "/review"},
	{"decisions", "/review/decisions"},
	{"not-found", "/nowhere"},
	{"bad-request", "/statements?act=sings"},
}

// everyPage is one address of each kind of page of the talks.
func everyPage(t testing.TB) []pageAt {
	t.Helper()
	return append(slices.Clone(kindsOfPages), itemPages(t, talks(t))...)
}

func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

func eval[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// scheme asks for light or dark pages.
func scheme(name string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}},
		})
		return err
	})
}

func scripts(on bool) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	})
}

// An editor goes from the documents to the reader, and from a statement in the list to its words.
func TestBrowserWalk(t *testing.T) {
	ctx, site := startBrowser(t), startSite(t)
	walk(t, ctx, site)
}

// The same with scripts off.
func TestBrowserWithoutScripts(t *testing.T) {
	ctx, site := startBrowser(t), startSite(t)
	do(t, ctx, scripts(false))
	walk(t, ctx, site)
}

func walk(t *testing.T, ctx context.Context, site string) {
	t.Helper()
	do(t, ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(site+"/"))
	do(t, ctx, chromedp.Click(chromedp.CSS(`nav a[href="/documents"]`)), chromedp.WaitVisible(chromedp.CSS(".docs")))
	do(t, ctx, chromedp.Click(chromedp.CSS(`a[href="/documents/1-harbour-post"]`)), chromedp.WaitVisible(chromedp.CSS(".reader h1")))
	title, err := chromedp.Run(ctx, chromedp.Title())
	if err != nil || !strings.HasPrefix(title, "Valmora wants the strait reopened") {
		t.Fatalf("the reader's title is %q, %v", title, err)
	}
	do(t, ctx, chromedp.Navigate(site+"/statements"))
	do(t, ctx, chromedp.SetValue(chromedp.CSS("#words"), "transponders"), chromedp.Submit(chromedp.CSS("#words")), chromedp.WaitVisible(chromedp.CSS(".narrowed")))
	found := nodes(t, ctx, ".said a")
	if len(found) != 1 {
		t.Fatalf("the filter leaves %d statements, want 1", len(found))
	}
	do(t, ctx, chromedp.Click(chromedp.CSS(".said a")), chromedp.WaitVisible(chromedp.CSS(".reader h1")))
	location, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil || !strings.HasSuffix(location, "/documents/1-harbour-post#s-1-harbour-post-12") {
		t.Fatalf("the statement leads to %s, %v", location, err)
	}
	// The protocol can look at the page where the page's own scripts are off.
	if !inView(t, ctx, "both ships had switched off their transponders") {
		t.Error("the statement's words are not in view")
	}
	compare(t, ctx, site)
	find(t, ctx, site)
}

// compare goes from the contacts to the accounts of one side by side, and from a side's words to the reader.
func compare(t *testing.T, ctx context.Context, site string) {
	t.Helper()
	do(t, ctx, chromedp.Navigate(site+"/contacts?form=call"), chromedp.Click(chromedp.CSS(".contact h2 a")), chromedp.WaitVisible(chromedp.CSS(".accounts")))
	if sides := eval[int](t, ctx, `document.querySelectorAll(".accounts thead th").length - 1`); sides < 2 {
		t.Fatalf("%d sides stand side by side", sides)
	}
	words := eval[string](t, ctx, `document.querySelector(".accounts .ev a").textContent`)
	do(t, ctx, chromedp.Click(chromedp.CSS(".accounts .ev a")), chromedp.WaitVisible(chromedp.CSS(".reader h1")))
	if first, _, _ := strings.Cut(words, " "); !inView(t, ctx, first) {
		t.Errorf("the account's words %q are not in view", words)
	}
}

// find looks for words in the whole record, keeps to one sort of items and to one party, and goes to the words found.
func find(t *testing.T, ctx context.Context, site string) {
	t.Helper()
	do(t, ctx, chromedp.Navigate(site+"/search"), chromedp.SetValue(chromedp.CSS("#words"), "prisoners"), chromedp.Submit(chromedp.CSS("#words")), chromedp.WaitVisible(chromedp.CSS(".results")))
	all := eval[int](t, ctx, `document.querySelectorAll(".results > li").length`)
	do(t, ctx, chromedp.Click(chromedp.CSS(`.kinds a[href*="type=commitment"]`)), chromedp.WaitVisible(chromedp.CSS(`.kinds a[href*="type=commitment"][aria-current]`)))
	some := eval[int](t, ctx, `document.querySelectorAll(".results > li").length`)
	if some == 0 || some >= all {
		t.Errorf("of %d results %d are commitments", all, some)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS(`[aria-labelledby="facet-party"] a`)), chromedp.WaitVisible(chromedp.CSS(".narrowed")))
	if n := eval[int](t, ctx, `document.querySelectorAll(".results > li").length`); n == 0 || n > some {
		t.Errorf("%d of %d commitments are left for one party", n, some)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS(".results .lead a")), chromedp.WaitVisible(chromedp.CSS("#history")))
}

// The reader marks in the text what one chooses.
func TestBrowserMarksByChoice(t *testing.T) {
	ctx, site := startBrowser(t), startSite(t)
	do(t, ctx, scripts(false), chromedp.EmulateViewport(1280, 800), chromedp.Navigate(site+"/documents/talks-3-wire-call"))
	const tinted = `[...document.querySelectorAll(".words .i-position")].filter((e) => getComputedStyle(e).backgroundImage !== "none").length`
	if n := eval[int](t, ctx, tinted); n != 0 {
		t.Errorf("%d places are marked as positions before anyone chose", n)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS(".show-i-position")))
	if n := eval[int](t, ctx, tinted); n == 0 {
		t.Error("no position is marked")
	}
}

func nodes(t *testing.T, ctx context.Context, selector string) []*chromedp.Node {
	t.Helper()
	found, err := chromedp.Run(ctx, chromedp.Nodes(chromedp.CSS(selector)))
	if err != nil {
		t.Fatalf("%s: %v", selector, err)
	}
	return found
}

// inView reports whether the lit words stand in the window, and are these.
func inView(t *testing.T, ctx context.Context, words string) bool {
	t.Helper()
	return eval[bool](t, ctx, fmt.Sprintf(`(() => {
		const plain = getComputedStyle(document.body).getPropertyValue("--hit");
		const lit = [...document.querySelectorAll(".words span")].filter((s) => getComputedStyle(s).getPropertyValue("--hit") !== plain);
		const hit = lit.find((s) => s.textContent.includes(%q));
		if (!hit) return false;
		const box = hit.getBoundingClientRect();
		return box.top >= 0 && box.bottom <= innerHeight && getComputedStyle(hit).backgroundColor !== "rgba(0, 0, 0, 0)";
	})()`, words))
}

// Everything can be reached with the keyboard alone, and one sees where one is.
func TestBrowserKeyboard(t *testing.T) {
	ctx, site := startBrowser(t), startSite(t)
	do(t, ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(site+"/documents"))
	do(t, ctx, chromedp.KeyEvent(kb.Tab))
	if got := eval[string](t, ctx, "document.activeElement.textContent"); got != "Skip to the content" {
		t.Fatalf("the first stop is %q", got)
	}
	do(t, ctx, chromedp.KeyEvent(kb.Enter))
	reach := func(selector string) {
		t.Helper()
		for range 200 {
			do(t, ctx, chromedp.KeyEvent(kb.Tab))
			if outline := eval[string](t, ctx, "getComputedStyle(document.activeElement).outlineStyle"); outline == "none" {
				t.Fatalf("no visible focus on %s", eval[string](t, ctx, "document.activeElement.outerHTML"))
			}
			if eval[bool](t, ctx, fmt.Sprintf("document.activeElement.matches(%q)", selector)) {
				return
			}
		}
		t.Fatalf("%s cannot be reached", selector)
	}
	reach(`a[href="/documents/1-harbour-post"]`)
	do(t, ctx, chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(".reader")))
	reach(`.no a[href="#n-6"]`)
	do(t, ctx, chromedp.KeyEvent(kb.Enter))
	if !eval[bool](t, ctx, `(() => { const b = document.getElementById("n-6").getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight })()`) {
		t.Error("the note is not in view")
	}
	do(t, ctx, chromedp.Navigate(site+"/documents/1-harbour-post"), chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("k"))
	if got := eval[string](t, ctx, "location.hash"); got != "#s-1-harbour-post-2" {
		t.Errorf("j j j k lead to %q", got)
	}
	do(t, ctx, chromedp.Navigate(site+"/statements"), chromedp.KeyEvent("/"))
	if got := eval[string](t, ctx, "document.activeElement.id"); got != "words" {
		t.Errorf("/ leads to %q", got)
	}
	do(t, ctx, chromedp.KeyEvent("j")) // typed, and no longer a key
	// The protocol sends the character of "/" apart from its key, so it may be typed, too.
	if got := eval[string](t, ctx, `document.getElementById("words").value`); strings.TrimPrefix(got, "/") != "j" {
		t.Errorf("what is typed into the words is %q", got)
	}
}

// The marks can be hidden, and the words stay.
func TestBrowserHideTheMarks(t *testing.T) {
	ctx, site := startBrowser(t), startSite(t)
	do(t, ctx, scripts(false), chromedp.Navigate(site+"/documents/1-harbour-post"))
	const marked = `[...document.querySelectorAll(".words .say")].filter((e) => getComputedStyle(e).textDecorationLine !== "none").length`
	if n := eval[int](t, ctx, marked); n == 0 {
		t.Error("nothing is marked")
	}
	do(t, ctx, chromedp.Click(chromedp.CSS(".show-statements")))
	if n := eval[int](t, ctx, marked); n != 0 {
		t.Errorf("%d places are still marked", n)
	}
}

// On a phone, a note is found below its paragraph, and a number opens it.
func TestBrowserNotesOnAPhone(t *testing.T) {
	ctx, site := startBrowser(t), startSite(t)
	do(t, ctx, chromedp.EmulateViewport(375, 740), chromedp.Navigate(site+"/documents/1-harbour-post"))
	if eval[bool](t, ctx, `document.querySelector("#n-1").checkVisibility({contentVisibilityAuto: true})`) {
		t.Error("the notes stand open")
	}
	do(t, ctx, chromedp.Click(chromedp.CSS(`.no a[href="#n-1"]`)))
	if !eval[bool](t, ctx, `document.querySelector("#n-1").checkVisibility({contentVisibilityAuto: true})`) {
		t.Error("the number does not open the note")
	}
}

// No page scrolls sideways, from a small phone on.
func TestBrowserFitsTheWindow(t *testing.T) {
	ctx := startBrowser(t)
	site, pages := sitePages(t, ctx)
	for _, p := range pages {
		do(t, ctx, chromedp.Navigate(site+p.path))
		for _, width := range []int64{320, 375, 768, 820, 1024, 1440, 1920} {
			do(t, ctx, chromedp.EmulateViewport(width, 800))
			if wide := eval[int64](t, ctx, "document.documentElement.scrollWidth"); wide > width {
				who := eval[string](t, ctx, `[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".hide, .skip")).map((e) => e.tagName + "." + e.className).slice(0, 5).join(" ")`)
				t.Errorf("%s is %d wide in a window of %d: %s", p.name, wide, width, who)
			}
		}
	}
}

// In the reader, words have their measure, and notes stand clear of words and of each other.
func TestBrowserReaderColumns(t *testing.T) {
	ctx := startBrowser(t)
	site, pages := sitePages(t, ctx)
	for _, width := range []int64{320, 768, 820, 1100, 1440, 1920} {
		do(t, ctx, chromedp.EmulateViewport(width, 800))
		for _, p := range pages {
			if !strings.HasPrefix(p.path, "/documents/") {
				continue
			}
			do(t, ctx, chromedp.Navigate(site+p.path))
			for _, fault := range eval[[]string](t, ctx, `(() => {
				const boxes = [...document.querySelectorAll(".words, .notes li, .part-by")]
					.map((e) => ({what: e.className + ": " + e.textContent.trim().slice(0, 40), e, box: e.getBoundingClientRect()}))
					.filter((b) => b.e.checkVisibility({contentVisibilityAuto: true}) && b.box.height > 0);
				const faults = boxes.filter((b) => b.box.width < 150).map((b) => b.what + " is " + b.box.width + " wide");
				for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) {
					const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
					const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
					if (across > 1 && down > 1) faults.push(a.what + " lies over " + b.what);
				}
				const words = [...document.querySelectorAll(".words")].map((e) => e.getBoundingClientRect().top);
				if (words.some((top, i) => i > 0 && top < words[i - 1])) faults.push("paragraphs are out of order");
				return faults.slice(0, 3);
			})()`) {
				t.Errorf("%s, %d wide: %s", p.name, width, fault)
			}
		}
	}
}

// axe-core finds nothing on any page, on a phone and on a wide screen, in light and dark.
func TestBrowserAccessibility(t *testing.T) {
	ctx := startBrowser(t)
	site, pages := sitePages(t, ctx)
	for _, p := range pages {
		do(t, ctx, chromedp.Navigate(site+p.path))
		for _, look := range []struct {
			scheme string
			width  int64
		}{{"light", 1280}, {"dark", 375}} { // the layouts and the colours do not depend on each other
			do(t, ctx, chromedp.EmulateViewport(look.width, 800), scheme(look.scheme))
			for _, finding := range findings(t, ctx) {
				t.Errorf("%s, %s, %d wide: %s", p.name, look.scheme, look.width, finding)
			}
		}
	}
}

// findings runs axe-core on the page.
func findings(t *testing.T, ctx context.Context) []string {
	t.Helper()
	if !eval[bool](t, ctx, `typeof axe === "object"`) {
		eval[bool](t, ctx, axe+"; true")
	}
	raw, err := chromedp.Run(ctx, chromedp.Evaluate[string](`axe.run({resultTypes: ["violations"]}).then((r) => JSON.stringify(r.violations))`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	var violations []struct {
		ID, Impact, Help string
		Nodes            []struct {
			HTML           string
			FailureSummary string
		}
	}
	if err := json.Unmarshal([]byte(raw), &violations); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, v := range violations {
		example := v.Nodes[0]
		out = append(out, fmt.Sprintf("%s (%s, %d places): %s: %s: %s", v.ID, v.Impact, len(v.Nodes), v.Help, shorten(example.HTML, 160), shorten(oneLine(example.FailureSummary), 240)))
	}
	return out
}

// The pages load nothing from elsewhere and break none of their own rules.
func TestBrowserConsoleIsQuiet(t *testing.T) {
	ctx, site := startBrowser(t), startSite(t)
	do(t, ctx, chromedp.Navigate("about:blank"))
	said := chromedp.Console(ctx)
	for _, p := range everyPage(t) {
		do(t, ctx, chromedp.Navigate(site+p.path))
	}
	eval[bool](t, ctx, `console.log("the end"), true`)
	for m, err := range said {
		if err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprint(m)
		if strings.Contains(text, "the end") {
			break
		}
		if strings.Contains(text, "404 (Not Found)") || strings.Contains(text, "400 (Bad Request)") { // the two pages that are meant to be
			continue
		}
		t.Errorf("the browser says %s", text)
	}
}

// Pictures of every page at three widths in light and dark, for a person to look at, in the folder
// that PARLEY_PICTURES names.
func TestBrowserPictures(t *testing.T) {
	folder := os.Getenv("PARLEY_PICTURES")
	if folder == "" {
		t.Skip("skipped: PARLEY_PICTURES names no folder")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	ctx := startBrowser(t)
	site, pages := sitePages(t, ctx)
	only := os.Getenv("PARLEY_PICTURES_ONLY")
	for _, p := range pages {
		if only != "" && !slices.Contains(strings.Split(only, ","), p.name) {
			continue
		}
		for _, width := range []int64{375, 820, 1440} {
			for _, look := range []string{"light", "dark"} {
				do(t, ctx, chromedp.EmulateViewport(width, 900), scheme(look), chromedp.Navigate("about:blank"), chromedp.Navigate(site+p.path))
				file := filepath.Join(folder, fmt.Sprintf("%s-%d-%s.png", p.name, width, look))
				if err := os.WriteFile(file, picture(t, ctx, strings.Contains(p.path, "#"), width), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// The pictures of the README, of the site at PARLEY_SITE (the bundled negotiation), in the folder that PARLEY_README_PICTURES names;
// `make pictures` sets both.
func TestReadmePictures(t *testing.T) {
	folder, site := os.Getenv("PARLEY_README_PICTURES"), os.Getenv("PARLEY_SITE")
	if folder == "" || site == "" {
		t.Skip("skipped: PARLEY_README_PICTURES names no folder, or PARLEY_SITE no site")
	}
	ctx := startBrowser(t)
	hrefs := func(path, of string) []string {
		do(t, ctx, chromedp.Navigate(site+path))
		return eval[[]string](t, ctx, `[...document.querySelectorAll("`+of+`")].map((a) => a.getAttribute("href"))`)
	}
	contact, most := "", -1.0 // the contact whose accounts part most
	for _, href := range hrefs("/contacts", ".contact h2 a") {
		do(t, ctx, chromedp.Navigate(site+href))
		if n := eval[float64](t, ctx, `document.querySelectorAll("tr.why p").length`); n > most {
			contact, most = href, n
		}
	}
	words := hrefs("/discrepancies", ".parting .ev a") // the words that one of them rests on
	if contact == "" || len(words) == 0 {
		t.Fatalf("%s has no contact or no discrepancy to show", site)
	}
	const width, height = 1280, 880
	for _, p := range []struct{ name, path, look string }{
		{"overview", "/", "light"},
		{"overview-dark", "/", "dark"},
		{"accounts", contact, "light"},
		{"reader", words[0], "light"},
	} {
		do(t, ctx, chromedp.EmulateViewport(width, height), scheme(p.look), chromedp.Navigate("about:blank"), chromedp.Navigate(site+p.path))
		if err := os.WriteFile(filepath.Join(folder, p.name+".png"), picture(t, ctx, true, width), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// picture takes the window as it stands, or the page from its top, as far as a person would look.
func picture(t *testing.T, ctx context.Context, window bool, width int64) []byte {
	t.Helper()
	params := page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatPng}
	if !window {
		height := min(eval[float64](t, ctx, "document.documentElement.scrollHeight"), 2600)
		params.Clip = &page.Viewport{Width: float64(width), Height: height, Scale: 1}
		beyond := true
		params.CaptureBeyondViewport = &beyond
	}
	result, err := chromedp.Call(ctx, page.CaptureScreenshot, params)
	if err != nil {
		t.Fatal(err)
	}
	return result.Data
}

// sitePages gives a site and an address of each kind of its pages: the invented negotiation, or the
// site at PARLEY_SITE, which runs already.
func sitePages(t *testing.T, ctx context.Context) (site string, pages []pageAt) {
	t.Helper()
	if site = os.Getenv("PARLEY_SITE"); site != "" {
		return site, pagesOf(t, ctx, site)
	}
	return startSite(t), everyPage(t)
}

// pagesOf finds an address of each kind of page of a site that runs already.
func pagesOf(t *testing.T, ctx context.Context, site string) []pageAt {
	t.Helper()
	do(t, ctx, chromedp.Navigate(site+"/"))
	out := []pageAt{{"statements-denied", "/statements?act=denies"}}
	for _, p := range kindsOfPages {
		if p.path == "/" || !strings.HasPrefix(p.path, "/documents/") && !strings.Contains(p.path, "?") && !strings.HasPrefix(p.path, "/actors/") {
			out = append(out, p)
		}
	}
	for i, href := range eval[[]string](t, ctx, `[...document.querySelectorAll(".docs h3 a")].map((a) => a.getAttribute("href"))`) {
		out = append(out, pageAt{fmt.Sprintf("document-%02d", i+1), href})
	}
	for i, href := range eval[[]string](t, ctx, `[...document.querySelectorAll("#heard ~ table a")].slice(0, 2).map((a) => a.getAttribute("href"))`) {
		out = append(out, pageAt{fmt.Sprintf("actor-%d", i+1), href})
	}
	do(t, ctx, chromedp.Navigate(site+"/statements"))
	if links := eval[[]string](t, ctx, `[...document.querySelectorAll(".said a")].slice(3, 4).map((a) => a.getAttribute("href"))`); len(links) > 0 {
		out = append(out, pageAt{"target", links[0]})
	}
	return out
}

package web

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/parleyhq/parley/internal/store"
)

// startReview serves a record that people decide on.
func startReview(t *testing.T) (string, store.Store) {
	t.Helper()
	s := disputed(t)
	server := httptest.NewServer(reviewSite(t, s))
	t.Cleanup(server.Close)
	return server.URL, s
}

// push sends a form by one of its buttons, and waits for the page that follows.
func push(t *testing.T, ctx context.Context, button, then string) {
	t.Helper()
	do(t, ctx, chromedp.Click(chromedp.CSS(button)), chromedp.WaitVisible(chromedp.CSS(then)))
}

func pageSays(t *testing.T, ctx context.Context, words string) bool {
	t.Helper()
	return eval[bool](t, ctx, `document.querySelector("main").innerText.includes(`+string(quoteJS(words))+`)`)
}

func quoteJS(s string) []byte { return []byte("`" + strings.ReplaceAll(s, "`", "\\`") + "`") }

// An editor reviews what is least sure, is asked for a name once, changes her mind and undoes.
func TestBrowserReview(t *testing.T) {
	ctx := startBrowser(t)
	site, s := startReview(t)
	reviewWalk(t, ctx, site, s)
}

// The same with scripts off.
func TestBrowserReviewWithoutScripts(t *testing.T) {
	ctx := startBrowser(t)
	site, s := startReview(t)
	do(t, ctx, scripts(false))
	reviewWalk(t, ctx, site, s)
}

func reviewWalk(t *testing.T, ctx context.Context, site string, s store.Store) {
	t.Helper()
	do(t, ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(site+"/review"))
	push(t, ctx, `button[name="wrong"][value="h1-p1"]`, "#who")
	do(t, ctx, chromedp.SetValue(chromedp.CSS("#who"), "Ines Falk"), chromedp.Submit(chromedp.CSS("#who")), chromedp.WaitVisible(chromedp.CSS(".kinds")))
	if !pageSays(t, ctx, "Nothing of this sort is left to review.") {
		t.Error("what was decided still waits")
	}
	do(t, ctx, chromedp.Navigate(site+"/documents/h1"))
	if !pageSays(t, ctx, "Struck from the record.") || !pageSays(t, ctx, "held wrong by Ines Falk") {
		t.Error("the document does not show what was struck")
	}
	do(t, ctx, chromedp.Navigate(site+"/review/decisions"))
	push(t, ctx, ".decisions button[name=undo]", ".decisions .spent")
	do(t, ctx, chromedp.Navigate(site+"/review/items/h1-p1"))
	if pageSays(t, ctx, "Struck") {
		t.Error("what was undone is still struck")
	}
	push(t, ctx, `button[name="right"]`, ".decided .v-right") // nobody is asked for a name again
	do(t, ctx, chromedp.Navigate(site+"/review/items/of-h1-c1"), chromedp.SetValue(chromedp.CSS("#f-duration"), "P3D"))
	push(t, ctx, `form.fields:has([value="change"]) button`, ".decided .v-changed")
	do(t, ctx, chromedp.Navigate(site+"/commitments/of-h1-c1"))
	if !pageSays(t, ctx, "duration changed from “P30D” to “P3D” by Ines Falk") {
		t.Error("the commitment does not show what was changed")
	}
	do(t, ctx, chromedp.Navigate(site+"/documents/h1?add=position"), chromedp.SetValue(chromedp.CSS("#quote"), "Estria would pay 40 crowns a ship"),
		chromedp.SetValue(chromedp.CSS("#f-party"), "Estria"), chromedp.SetValue(chromedp.CSS("#f-issue"), "transit"))
	push(t, ctx, `#add form button`, ".beside .v-added")
	decisions, err := s.Decisions(t.Context())
	if err != nil || len(decisions) != 5 {
		t.Fatalf("%d decisions, %v", len(decisions), err)
	}
	for _, d := range decisions {
		if d.Who != "Ines Falk" {
			t.Errorf("%s by %q", d.What, d.Who)
		}
	}
}

// In the queue, keys go on and decide.
func TestBrowserReviewKeys(t *testing.T) {
	ctx := startBrowser(t)
	site, s := startReview(t)
	do(t, ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(site+"/review?type=contact"), chromedp.KeyEvent("j"))
	if got := eval[string](t, ctx, `document.querySelector(".card.here").id`); got != "i-of-h1-k1" {
		t.Errorf("j leads to %q", got)
	}
	do(t, ctx, chromedp.KeyEvent("k"))
	if got := eval[string](t, ctx, `document.querySelector(".card.here").id`); got != "i-of-h2-k1" {
		t.Errorf("k leads to %q", got)
	}
	do(t, ctx, chromedp.KeyEvent("r"), chromedp.WaitVisible(chromedp.CSS("#who")), chromedp.SetValue(chromedp.CSS("#who"), "Ines Falk"), chromedp.KeyEvent("r")) // typed, and no key
	do(t, ctx, chromedp.SetValue(chromedp.CSS("#who"), "Ines Falk"), chromedp.Submit(chromedp.CSS("#who")), chromedp.WaitVisible(chromedp.CSS(".card.here")))
	do(t, ctx, chromedp.KeyEvent("w"), chromedp.WaitVisible(chromedp.CSS(".empty")))
	decisions, err := s.Decisions(t.Context())
	if err != nil || len(decisions) != 2 || decisions[0].What != store.Right || decisions[0].Item != "of-h2-k1" || decisions[1].What != store.Wrong || decisions[1].Item != "of-h1-k1" {
		t.Errorf("%+v, %v", decisions, err)
	}
	do(t, ctx, chromedp.Navigate(site+"/review?type=commitment"), chromedp.Click(chromedp.CSS("[data-keys] button")), chromedp.KeyEvent("w"))
	if n, err := s.Decisions(t.Context()); err != nil || len(n) != 2 {
		t.Errorf("a key decides although keys are off: %d, %v", len(n), err)
	}
}

// Words that are selected in the reader go into the form, without the numbers of the notes.
func TestBrowserReviewSelect(t *testing.T) {
	ctx := startBrowser(t)
	site, _ := startReview(t)
	do(t, ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(site+"/documents/h1"))
	eval[bool](t, ctx, `(() => {
		const words = [...document.querySelectorAll(".reader .words")].find((p) => p.textContent.includes("demands the strait"));
		getSelection().selectAllChildren(words);
		return true;
	})()`)
	do(t, ctx, chromedp.WaitVisible(chromedp.CSS(".selected-bar")), chromedp.Click(chromedp.CSS(".selected-bar a:nth-of-type(2)")), chromedp.WaitVisible(chromedp.CSS("#quote")))
	if got := eval[string](t, ctx, `document.getElementById("quote").value`); got != "Valmora demands the strait, Ana Duarte said. Estria would pay 40 crowns a ship." {
		t.Errorf("the form has %q", got)
	}
}

// Everything that one decides with can be reached with the keyboard alone.
func TestBrowserReviewKeyboardAlone(t *testing.T) {
	ctx := startBrowser(t)
	site, _ := startReview(t)
	do(t, ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(site+"/review/items/of-h1-c1"))
	for _, selector := range []string{`button[name="right"]`, "#f-issue", "#f-status", `form.fields button`, "#with, [name=place]"} {
		found := false
		for range 60 {
			do(t, ctx, chromedp.KeyEvent(kb.Tab))
			if eval[string](t, ctx, "getComputedStyle(document.activeElement).outlineStyle") == "none" {
				t.Fatalf("no visible focus on %s", eval[string](t, ctx, "document.activeElement.outerHTML"))
			}
			if found = eval[bool](t, ctx, "document.activeElement.matches(`"+selector+"`)"); found {
				break
			}
		}
		if !found {
			t.Fatalf("%s cannot be reached", selector)
		}
	}
}

// The pages of the review, with decisions on them.
var reviewPages = []string{
	"/review", "/review?type=commitment", "/review?type=discrepancy", "/review/decisions", "/review/items/h1-p1", "/review/items/of-h1-c1", "/review/items/ana-duarte", "/review/items/h1-s1",
	"/documents/h1", "/documents/h1?add=statement", "/documents/h1?add=commitment&words=crowns", "/commitments/of-h1-c1", "/commitments", "/contacts/of-h1-k1", "/actors/ana-duarte", "/statements",
}

// axe-core finds nothing serious on the pages of the review, none of them scrolls sideways, and none breaks its own rules.
func TestBrowserReviewAccessibility(t *testing.T) {
	ctx := startBrowser(t)
	s := disputed(t)
	h := reviewSite(t, s)
	for _, decided := range [][]string{
		{"wrong", "h1-p1", "why", "She spoke of ships, and of a rather long list of other things that nobody had asked for."},
		{"right", "h1-s1"},
		{"what", "change", "item", "of-h1-c1", "f-duration", "P3D"},
		{"what", "change", "item", "ana-duarte", "f-name", "Anna Duarte"},
		{"what", "merge", "item", "of-h1-k1", "with", "of-h2-k1"},
		{"what", "add", "doc", "h1", "type", "figure", "words", "40 crowns", "f-value", "40"},
	} {
		seeOther(t, s, post(t, h, form(decided...)))
	}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	for _, look := range []struct {
		scheme string
		width  int64
	}{{"light", 1280}, {"dark", 1280}, {"light", 375}, {"dark", 375}, {"light", 320}} {
		do(t, ctx, chromedp.EmulateViewport(look.width, 800), scheme(look.scheme))
		for _, path := range reviewPages {
			do(t, ctx, chromedp.Navigate(server.URL+path))
			for _, finding := range findings(t, ctx) {
				t.Errorf("%s, %s, %d wide: %s", path, look.scheme, look.width, finding)
			}
			if wide := eval[int64](t, ctx, "document.documentElement.scrollWidth"); wide > look.width {
				t.Errorf("%s is %d wide in a window of %d", path, wide, look.width)
			}
		}
		do(t, ctx, chromedp.Navigate(server.URL+"/review/items/of-h1-c1"), chromedp.Click(chromedp.CSS(`button[name="right"]`)), chromedp.WaitVisible(chromedp.CSS("#who")))
		for _, finding := range findings(t, ctx) {
			t.Errorf("who decides, %s, %d wide: %s", look.scheme, look.width, finding)
		}
	}
}

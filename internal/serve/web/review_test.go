package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
)

// disputed keeps an invented negotiation with an item of each type that people decide on.
func disputed(t testing.TB) store.Store {
	t.Helper()
	const first, second = "h1", "h2"
	documents := []*doc.Document{
		{
			ID: first, Path: "harbour-post.txt", MediaType: "text/plain", Title: "Valmora and Estria agree on a truce", Publisher: "Harbour Post", Published: doc.Published{Date: "2031-05-02", Basis: doc.Given},
			Text: "Valmora and Estria agree on a truce\n\nThe ministers spoke by phone on 1 May. Both sides agreed on a truce of 30 days.\n\nValmora demands the strait, Ana Duarte said. Estria would pay 40 crowns a ship.\n",
		},
		{
			ID: second, Path: "selm-courier.txt", MediaType: "text/plain", Title: "A second call", Publisher: "Selm Courier", Published: doc.Published{Date: "2031-05-09", Basis: doc.Given},
			Text: "A second call\n\nDuarte and Halvorsen spoke again on 8 May. Their truce is being broken, it rains and it rains.\n",
		},
	}
	evidence := func(d *doc.Document, words string) []doc.Evidence {
		i := strings.Index(d.Text, words)
		if i < 0 {
			t.Fatalf("%q does not stand in %s", words, d.ID)
		}
		return []doc.Evidence{d.Evidence(doc.Span{Start: i, End: i + len(words)})}
	}
	ana := meaning.Speaker{Actor: "ana-duarte", Name: "Ana Duarte", Party: "Valmora"}
	piet := meaning.Speaker{Actor: "piet-halvorsen", Name: "Piet Halvorsen", Party: "Estria"}
	one, two := documents[0], documents[1]
	quote := one.Quote(evidence(one, "Valmora demands the strait")[0].Span())
	readings := []*meaning.Reading{
		{
			Doc: first, Engine: "1.0.0",
			Actors: []meaning.Actor{
				{ID: "ana-duarte", Name: "Ana Duarte", Kind: meaning.Person, Party: "Valmora", Evidence: evidence(one, "Ana Duarte")},
			},
			Statements: []meaning.Statement{{ID: "h1-s1", Doc: first, Content: []doc.Quote{quote}, Speaker: ana, Quotation: meaning.Indirect, Act: meaning.Demands, Sourcing: meaning.Named, Confidence: 0.72, Evidence: evidence(one, "Valmora demands the strait, Ana Duarte said")}},
			Positions:  []meaning.Position{{ID: "h1-p1", Doc: first, Party: "Valmora", Holder: ana, Issue: "territory", Stance: meaning.StanceDemands, Time: "2031-05-02", Confidence: 0.61, Evidence: evidence(one, "Valmora demands the strait")}},
			Commitments: []meaning.Commitment{{
				ID: "h1-c1", Doc: first, Issue: "ceasefire", Kind: meaning.Agreement, Status: meaning.StatusAgreed, Parties: []string{"Estria", "Valmora"}, Duration: "P30D", Start: "2031-05-01", Made: "2031-05-01",
				Evidence: evidence(one, "Both sides agreed on a truce of 30 days"),
			}},
			Contacts: []meaning.Contact{{ID: "h1-k1", Doc: first, Form: meaning.Call, Participants: []meaning.Speaker{ana, piet}, Date: "2031-05-01", Status: meaning.Held, Evidence: evidence(one, "The ministers spoke by phone on 1 May")}},
		},
		{
			Doc: second, Engine: "1.0.0",
			Actors:   []meaning.Actor{{ID: "duarte", Name: "Duarte", Kind: meaning.Person, Evidence: evidence(two, "Duarte")}},
			Contacts: []meaning.Contact{{ID: "h2-k1", Doc: second, Form: meaning.Call, Participants: []meaning.Speaker{ana, piet}, Date: "2031-05-08", Status: meaning.Held, Evidence: evidence(two, "Duarte and Halvorsen spoke again on 8 May")}},
			Commitments: []meaning.Commitment{{
				ID: "h2-c1", Doc: second, Issue: "ceasefire", Kind: meaning.Agreement, Status: meaning.StatusViolated, Parties: []string{"Estria", "Valmora"},
				Evidence: evidence(two, "Their truce is being broken"),
			}},
		},
	}
	return kept(t, documents, readings)
}

// reviewSite is the site of a record that people decide on.
func reviewSite(t testing.TB, s store.Store) http.Handler {
	return New(s, "The strait talks", Review(keep.NewDesk(s, "")))
}

// post sends a form as a browser does from the site's own page, as Ines Falk unless the form says who.
func post(t testing.TB, h http.Handler, form url.Values, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("POST", "/review", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if !form.Has("nobody") {
		r.AddCookie(&http.Cookie{Name: nameCookie, Value: "Ines+Falk"})
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func form(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

// says checks that a page has words, in this order; ! before what it has not.
func says(t *testing.T, h http.Handler, address string, want ...string) {
	t.Helper()
	w := get(t, h, "GET", address)
	if w.Code != http.StatusOK {
		t.Errorf("%s: status %d", address, w.Code)
	}
	body := w.Body.String()
	for _, words := range want {
		if unwanted, not := strings.CutPrefix(words, "!"); not {
			if strings.Contains(body, unwanted) {
				t.Errorf("%s says %q", address, unwanted)
			}
			continue
		}
		_, rest, found := strings.Cut(body, words)
		if !found {
			t.Errorf("%s does not say %q after what comes before it", address, words)
			continue
		}
		body = rest
	}
}

// seeOther checks that a form was taken, and gives the id of the last decision.
func seeOther(t *testing.T, s store.Store, w *httptest.ResponseRecorder) string {
	t.Helper()
	if w.Code != http.StatusSeeOther {
		t.Fatalf("status %d: %s", w.Code, w.Body.String())
	}
	all, err := s.Decisions(t.Context())
	if err != nil || len(all) == 0 {
		t.Fatal("nothing was decided", err)
	}
	return all[len(all)-1].ID
}

func TestReviewOfEachType(t *testing.T) {
	s := disputed(t)
	h := reviewSite(t, s)
	for _, id := range []string{"h1-s1", "h1-p1", "of-h1-c1", "of-h1-k1"} {
		says(t, h, "/review/items/"+id, "The words it rests on", `name="right" value="`+id+`"`)
		wrong := seeOther(t, s, post(t, h, form("wrong", id, "back", "/review")))
		says(t, h, "/review/items/"+id, "Struck from the record.", "held wrong", "Ines Falk", "Undo", "!Change it")
		for _, list := range []string{"/statements.json", "/commitments.json", "/contacts.json", "/positions.json"} {
			says(t, h, list, "!\"id\":\""+id+"\"")
		}
		seeOther(t, s, post(t, h, form("undo", wrong)))
		says(t, h, "/review/items/"+id, "!Struck from the record.", "!held wrong")
		seeOther(t, s, post(t, h, form("right", id)))
		says(t, h, "/review/items/"+id, "held right", "Ines Falk")
	}
	says(t, h, "/review/decisions", "12 decisions", "Ines Falk held a contact right", "undid what Ines Falk decided: held a contact wrong", "No effect:", "undone")
	says(t, h, "/documents/h1", "held right by Ines Falk")
	says(t, h, "/commitments", "held right by Ines Falk")
	says(t, h, "/commitments/of-h1-c1", "held right", "Ines Falk")
	says(t, h, "/contacts", "held right by Ines Falk")
	says(t, h, "/statements", "held right by Ines Falk")
	says(t, h, "/commitments?review=right", "1 commitment found")
	says(t, h, "/commitments?review=-", "0 commitments found", "not reviewed")
	says(t, h, "/statements?review=right", "1 statement found", "held right")
	says(t, h, "/contacts?review=-", "1 contact found")
	says(t, h, "/review", "What is least sure", "Nothing of this sort is left to review.")
}

func TestReviewStrikesFromThePages(t *testing.T) {
	s := disputed(t)
	h := reviewSite(t, s)
	says(t, h, "/positions", "Valmora")
	seeOther(t, s, post(t, h, form("wrong", "h1-p1", "why", "She spoke of ships.")))
	says(t, h, "/positions", "!territory")
	says(t, h, "/documents/h1", "What people decided on this document", "Valmora demands", "held wrong", "She spoke of ships.")
	says(t, h, "/review", "!h1-p1")
}

func TestReviewChanges(t *testing.T) {
	s := disputed(t)
	h := reviewSite(t, s)
	says(t, h, "/review/items/of-h1-c1", `name="f-duration" value="P30D"`)
	seeOther(t, s, post(t, h, form("what", "change", "item", "of-h1-c1", "f-duration", "P3D", "f-issue", "ceasefire", "why", "Three days.", "back", "/commitments/of-h1-c1")))
	says(t, h, "/commitments/of-h1-c1", "duration changed from “P30D” to “P3D”", "Three days.")
	says(t, h, "/commitments/of-h1-c1.json", `"duration":"P3D"`, `"end":"2031-05-04"`, `"field":"duration"`)
	seeOther(t, s, post(t, h, form("what", "change", "item", "h1-p1", "f-stance", "proposes", "f-party", "Estria")))
	says(t, h, "/review/items/h1-p1", "party changed from “Valmora” to “Estria”", "stance changed from “demands” to “proposes”")
	seeOther(t, s, post(t, h, form("what", "change", "item", "ana-duarte", "f-name", "Anna Duarte")))
	says(t, h, "/actors/ana-duarte", "Anna Duarte", "name changed from “Ana Duarte” to “Anna Duarte”")
	says(t, h, "/documents/h1", "Anna Duarte")
}

func TestReviewMergesAndSplits(t *testing.T) {
	s := disputed(t)
	h := reviewSite(t, s)
	says(t, h, "/contacts", "2 contacts")
	says(t, h, "/review/items/of-h1-k1", "It is the same as another", `value="of-h2-k1"`)
	merged := seeOther(t, s, post(t, h, form("what", "merge", "item", "of-h1-k1", "with", "of-h2-k1")))
	says(t, h, "/contacts", "1 contact,", "merged by Ines Falk")
	seeOther(t, s, post(t, h, form("undo", merged)))
	says(t, h, "/contacts", "2 contacts")
	says(t, h, "/review/items/of-h1-c1", "Some places are of another one", `name="place" value="1"`)
	seeOther(t, s, post(t, h, form("what", "split", "item", "of-h1-c1", "place", "1")))
	says(t, h, "/commitments", "2 commitments")
	seeOther(t, s, post(t, h, form("what", "merge", "item", "ana-duarte", "with", "duarte")))
	says(t, h, "/actors/ana-duarte", "merged", "Also named", "Duarte")
	if w := get(t, h, "GET", "/actors/duarte"); w.Code != http.StatusNotFound {
		t.Errorf("the merged actor is still there: %d", w.Code)
	}
}

func TestReviewAdds(t *testing.T) {
	s := disputed(t)
	h := reviewSite(t, s)
	says(t, h, "/documents/h1?add=position&words=Estria+would+pay", "Add what was missed", "Estria would pay</textarea>", `name="f-stance"`)
	add := func(pairs ...string) url.Values {
		return form(append([]string{"what", "add", "doc", "h1", "back", "/documents/h1"}, pairs...)...)
	}
	for kind, fields := range map[string][]string{
		"position":   {"words", "Estria would pay 40 crowns a ship", "f-party", "Estria", "f-issue", "transit", "f-stance", "offers"},
		"figure":     {"words", "40 crowns", "f-value", "40", "f-what", "crowns a ship"},
		"statement":  {"words", "Estria would  pay\n40 crowns a ship", "f-speaker", "Ana Duarte", "f-act", "asserts", "f-quotation", "indirect"},
		"commitment": {"words", "Estria would pay 40 crowns a ship", "f-issue", "transit", "f-status", "promised"},
		"contact":    {"words", "Ana Duarte said", "f-form", "meeting", "f-participants", "Ana Duarte; Estria", "f-status", "held"},
	} {
		id := "added-" + seeOther(t, s, post(t, h, add(append(fields, "type", kind)...)))
		if kind == "commitment" || kind == "contact" {
			id = "of-" + id
		}
		says(t, h, "/review/items/"+id, fields[1][:5], "added")
	}
	for why, test := range map[string]struct {
		form url.Values
		want string
	}{
		"words that do not stand there": {add("type", "figure", "words", "41 crowns", "f-value", "41"), "Words: “41 crowns” do not stand in this document"},
		"words of several places":       {form("what", "add", "doc", "h2", "type", "figure", "words", "it rains", "f-value", "1"), "stand at 2 places"},
		"no words":                      {add("type", "figure", "f-value", "1"), "Words: must be given"},
		"a field that is missing":       {add("type", "position", "words", "40 crowns", "f-party", "Estria", "f-issue", "transit"), "Stance: must be given"},
		"a field that is wrong":         {add("type", "figure", "words", "40 crowns", "f-value", "many"), "Value: “many” is not a number"},
		"a type that cannot be added":   {add("type", "discrepancy", "words", "40 crowns"), "Type: "},
		"nothing decided":               {form("what", "change", "item", "h1-p1", "f-stance", "demands"), "Nothing was changed"},
		"a value that is none":          {form("what", "change", "item", "h1-p1", "f-stance", "wants"), "Stance: “wants” is not one of"},
		"nothing to split":              {form("what", "split", "item", "of-h1-c1"), "Place: choose"},
		"all split":                     {form("what", "split", "item", "of-h1-k1", "place", "0"), "Place: leave"},
		"a place that is not there":     {form("what", "split", "item", "of-h1-c1", "place", "99"), "Place: there is no such place"},
		"a merger with another type":    {form("what", "merge", "item", "of-h1-c1", "with", "of-h1-k1"), "With: must be another commitment"},
		"no decision":                   {form("what", "perhaps", "item", "h1-p1"), "What: "},
		"a name of two lines":           {form("right", "h1-p1", "who", "Ines\nFalk"), "Who: "},
	} {
		w := post(t, h, test.form)
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), test.want) || !strings.Contains(w.Body.String(), "Nothing was kept") {
			t.Errorf("%s: status %d, want %q in\n%s", why, w.Code, test.want, w.Body.String())
		}
	}
	for _, id := range []string{"", "none", "summary"} {
		if w := post(t, h, form("what", "change", "item", id, "f-stance", "offers")); w.Code != http.StatusNotFound {
			t.Errorf("item %q: status %d", id, w.Code)
		}
	}
	if w := post(t, h, form("undo", "none")); w.Code != http.StatusNotFound {
		t.Errorf("undoing nothing: status %d", w.Code)
	}
}

func TestReviewAsksForAName(t *testing.T) {
	s := disputed(t)
	h := reviewSite(t, s)
	w := post(t, h, form("right", "h1-p1", "back", "/review", "nobody", "x"))
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Who decides?") || !strings.Contains(w.Body.String(), `name="right" value="h1-p1"`) {
		t.Fatalf("status %d: %s", w.Code, w.Body.String())
	}
	if all, _ := s.Decisions(t.Context()); len(all) != 0 {
		t.Fatal("it was decided without a name")
	}
	w = post(t, h, form("right", "h1-p1", "back", "/review?type=position", "nobody", "x", "who", "Jonas Weil; <b>"))
	cookie := w.Header().Get("Set-Cookie")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/review?type=position" || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Strict") {
		t.Errorf("status %d to %s, cookie %q", w.Code, w.Header().Get("Location"), cookie)
	}
	says(t, h, "/review/items/h1-p1", "Jonas Weil; &lt;b&gt;")
}

// Nothing but the site's own pages changes the record.
func TestReviewIsRefusedFromElsewhere(t *testing.T) {
	s := disputed(t)
	h := reviewSite(t, s)
	for _, header := range [][]string{
		{"Sec-Fetch-Site", "cross-site"},
		{"Sec-Fetch-Site", "same-site"},
		{"Sec-Fetch-Site", "", "Origin", "http://elsewhere.example"},
		{"Sec-Fetch-Site", "", "Origin", "null"},
	} {
		if w := post(t, h, form("right", "h1-p1"), header...); w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "Not from here") {
			t.Errorf("%v: status %d", header, w.Code)
		}
	}
	for _, method := range []string{"GET", "HEAD"} {
		for _, address := range []string{"/review?right=h1-p1&who=Ana", "/review?undo=x", "/review?what=name&who=Ana"} {
			if w := get(t, h, method, address); w.Header().Get("Set-Cookie") != "" || w.Code >= 500 {
				t.Errorf("%s %s: %d, %q", method, address, w.Code, w.Header().Get("Set-Cookie"))
			}
		}
	}
	for _, method := range []string{"PUT", "DELETE", "PATCH", "OPTIONS"} {
		if w := get(t, h, method, "/review"); w.Code != http.StatusMethodNotAllowed {
			t.Errorf("%s: status %d", method, w.Code)
		}
	}
	if w := get(t, h, "POST", "/documents"); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST elsewhere: status %d", w.Code)
	}
	if w := post(t, New(s, ""), form("right", "h1-p1")); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST without a desk: status %d", w.Code)
	}
	if w := post(t, h, form("right", "h1-p1", "why", strings.Repeat("x", largestForm))); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a large form: status %d", w.Code)
	}
	if all, _ := s.Decisions(t.Context()); len(all) != 0 {
		t.Errorf("%d decisions were kept", len(all))
	}
	for _, back := range []string{"//elsewhere.example/x", "https://elsewhere.example", `/\elsewhere.example`, "javascript:alert(1)", "/\t/elsewhere.example", ""} {
		if to := post(t, h, form("right", "h1-p1", "back", back)).Header().Get("Location"); to != "/review" {
			t.Errorf("%q leads to %q", back, to)
		}
	}
}

// broken is a store that cannot be written.
type brokenStore struct {
	store.Store
	err error
}

func (b brokenStore) Decide(context.Context, store.Decision) error {
	return fmt.Errorf("there: decide: %w", b.err)
}

func TestReviewSaysWhyTheStoreFails(t *testing.T) {
	s := disputed(t)
	for kind, want := range map[error]struct {
		status int
		words  string
	}{
		store.ErrFull:          {http.StatusInsufficientStorage, "The disk is full"},
		store.ErrLocked:        {http.StatusServiceUnavailable, "The record is busy"},
		store.ErrReadOnly:      {http.StatusServiceUnavailable, "cannot be written"},
		store.ErrAway:          {http.StatusServiceUnavailable, "cannot be reached"},
		errors.New("whatever"): {http.StatusInternalServerError, "Something went wrong"},
	} {
		w := post(t, reviewSite(t, brokenStore{s, kind}), form("right", "h1-p1"))
		if w.Code != want.status || !strings.Contains(w.Body.String(), want.words) || strings.Contains(w.Body.String(), "there: decide") {
			t.Errorf("%v: status %d, want %d and %q", kind, w.Code, want.status, want.words)
		}
	}
	says(t, reviewSite(t, s), "/review", "h1-p1") // nothing was half done
}

func TestReviewAsJSON(t *testing.T) {
	s := disputed(t)
	h := reviewSite(t, s)
	var queue struct {
		Items []struct{ ID string }
	}
	w := get(t, h, "GET", "/review.json?type=statement")
	if err := json.Unmarshal(w.Body.Bytes(), &queue); err != nil || len(queue.Items) != 1 || queue.Items[0].ID != "h1-s1" {
		t.Errorf("%s: %v", w.Body.String(), err)
	}
	if got := get(t, h, "GET", "/review/decisions.json").Body.String(); got != "[]\n" {
		t.Errorf("no decisions are %q", got)
	}
	id := seeOther(t, s, post(t, h, form("right", "h1-s1")))
	var all []store.Decision
	w = get(t, h, "GET", "/review/decisions.json")
	if err := json.Unmarshal(w.Body.Bytes(), &all); err != nil || len(all) != 1 || all[0].ID != id || all[0].Who != "Ines Falk" || !slices.Contains([]string{"h1-s1"}, all[0].Item) {
		t.Errorf("%s: %v", w.Body.String(), err)
	}
	says(t, h, "/statements.json", `"review":{"verdict":"right","who":"Ines Falk"`)
	for _, bad := range []string{"/review?type=event", "/review?sure=x", "/review?sure=12", "/review?after=" + strings.Repeat("x", 300)} {
		if w := get(t, h, "GET", bad); w.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d", bad, w.Code)
		}
	}
}

// Where nobody can decide, the pages show what was decided and offer nothing.
func TestReviewedPagesCanBeReadOnly(t *testing.T) {
	s := disputed(t)
	seeOther(t, s, post(t, reviewSite(t, s), form("right", "of-h1-c1")))
	h := New(s, "The strait talks")
	says(t, h, "/commitments/of-h1-c1", "held right", "!<button form", "!Change …")
	says(t, h, "/review", "Decisions are not taken here", "!<button form")
	says(t, h, "/documents/h1?add=position", "!Add what was missed")
}

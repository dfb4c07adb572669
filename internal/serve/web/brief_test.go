package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

func TestBriefSaysWhatIsNew(t *testing.T) {
	h := New(talks(t), "The strait talks")
	w := get(t, h, "GET", "/brief?since=2031-05-08")
	if w.Code != http.StatusOK {
		t.Fatal(w.Code, w.Body)
	}
	body := w.Body.String()
	at := 0
	for _, want := range []string{"New since 8 May 2031", "Positions", "Commitments", "Where the accounts part", "What comes next", "Sources", `id="source-1"`} {
		i := strings.Index(body[at:], want)
		if i < 0 {
			t.Fatalf("the brief does not say %q after what comes before it", want)
		}
		at += i
	}
	if w := get(t, h, "GET", "/brief?since=soon"); w.Code != http.StatusBadRequest {
		t.Errorf("a day that is none: status %d", w.Code)
	}
}

// Every source of the list is cited, each citation has its source, and its words stand in the document at the place named.
func TestBriefCitesItsSources(t *testing.T) {
	type citation struct {
		Source     int
		Doc, Words string
		Span       [2]int
	}
	type line struct {
		Citations []citation
		Lines     []json.RawMessage
	}
	var b struct {
		Sections []struct {
			Groups []struct{ Lines []json.RawMessage }
		}
		Sources []struct {
			Number   int
			Document struct{ ID, Text string }
		}
	}
	s := talks(t)
	if err := json.Unmarshal(get(t, New(s, "The strait talks"), "GET", "/brief.json?since=2031-05-01").Body.Bytes(), &b); err != nil {
		t.Fatal(err)
	}
	sources, used := map[int]string{}, map[int]bool{}
	for i, x := range b.Sources {
		if x.Number != i+1 || x.Document.Text != "" {
			t.Errorf("source %d is numbered %d and has %d bytes of text", i+1, x.Number, len(x.Document.Text))
		}
		sources[x.Number] = x.Document.ID
	}
	var look func(raw json.RawMessage)
	look = func(raw json.RawMessage) {
		var l line
		if err := json.Unmarshal(raw, &l); err != nil {
			t.Fatal(err)
		}
		for _, c := range l.Citations {
			used[c.Source] = true
			if sources[c.Source] != c.Doc {
				t.Errorf("source %d is %q, and not the cited %q", c.Source, sources[c.Source], c.Doc)
			}
			d, err := s.Document(t.Context(), c.Doc)
			if err != nil {
				t.Fatal(err)
			}
			if first, _, _ := strings.Cut(c.Words, " "); !strings.HasPrefix(d.Text[c.Span[0]:c.Span[1]], first) {
				t.Errorf("at %d of %s stands %q, and not %q", c.Span[0], c.Doc, d.Text[c.Span[0]:c.Span[1]], c.Words)
			}
		}
		for _, under := range l.Lines {
			look(under)
		}
	}
	for _, section := range b.Sections {
		for _, g := range section.Groups {
			for _, l := range g.Lines {
				look(l)
			}
		}
	}
	if len(used) == 0 {
		t.Error("the brief cites nothing")
	}
}

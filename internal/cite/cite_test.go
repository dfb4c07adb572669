package cite

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleyhq/parley/internal/doc"
)

func TestOf(t *testing.T) {
	d := &doc.Document{
		ID: "d1", URL: "https://harbour-post.example/strait", Publisher: "Harbour Post", Agency: "Sella Wire", Title: "Ports\nreopen",
		Text: "Ports\nreopen\n\nDuarte said\nno.", Published: doc.Published{Date: "2031-05-06", Basis: doc.InText},
	}
	want := Citation{
		Doc: "d1", Outlet: "Harbour Post", Agency: "Sella Wire", Title: "Ports reopen", Date: "2031-05-06", Basis: doc.InText,
		Line: 4, Span: doc.Span{Start: 14, End: 29}, Words: "Duarte said no.",
		Link: "https://harbour-post.example/strait#:~:text=Duarte%20said%20no.",
	}
	if diff := cmp.Diff(want, Of(d, d.Evidence(doc.Span{Start: 14, End: 29}))); diff != "" {
		t.Error(diff)
	}
}

func TestOutlet(t *testing.T) {
	for want, d := range map[string]*doc.Document{
		"Harbour Post":         {Publisher: "Harbour Post", Agency: "Sella Wire"},
		"Sella Wire":           {Agency: "Sella Wire", URL: "https://harbour-post.example/"},
		"harbour-post.example": {URL: "https://www.harbour-post.example/a"},
		"ports.txt":            {Path: "inbox/ports.txt"},
		"notes.txt":            {Path: `C:\inbox\notes.txt`},
		"d1":                   {ID: "d1"},
	} {
		if got := Outlet(d); got != want {
			t.Errorf("%+v: %q, want %q", d, got, want)
		}
	}
}

func TestLink(t *testing.T) {
	for _, x := range []struct{ address, quote, want string }{
		{"https://a.example/x", "said no", "https://a.example/x#:~:text=said%20no"},
		{"https://a.example/x#top", "well-known, he", "https://a.example/x#top:~:text=well%2Dknown%2C%20he"},
		{"https://a.example/x", "one two three four five six seven eight nine ten eleven twelve thirteen", "https://a.example/x#:~:text=one%20two%20three%20four%20five%20six,eight%20nine%20ten%20eleven%20twelve%20thirteen"},
		{"javascript:alert(1)", "no", ""},
		{"", "no", ""},
		{"https://a.example/x", "", "https://a.example/x"},
	} {
		if got := Link(x.address, x.quote); got != x.want {
			t.Errorf("%s to %q: %s, want %s", x.address, x.quote, got, x.want)
		}
	}
}

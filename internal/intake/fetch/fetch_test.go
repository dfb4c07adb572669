package fetch

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func site(t *testing.T) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		fmt.Fprint(w, "<p>Words for ", r.Header.Get("User-Agent"))
	})
	mux.Handle("/moved", http.RedirectHandler("/page", http.StatusFound))
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func TestGet(t *testing.T) {
	s := site(t)
	resp, err := Get(context.Background(), s.Client(), s.URL+"/moved#top")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	if resp.URL != s.URL+"/page" || resp.MediaType != "text/html; charset=iso-8859-1" || !strings.HasPrefix(string(body), "<p>Words for Parley") {
		t.Errorf("%+v %q", resp, body)
	}
}

func TestErrors(t *testing.T) {
	s := site(t)
	hasty := s.Client()
	hasty.Timeout = 20 * time.Millisecond
	for _, c := range []struct {
		what, address string
		client        *http.Client
		words         string
	}{
		{"not there", s.URL + "/gone", s.Client(), "404 Not Found"},
		{"too slow", s.URL + "/slow", hasty, "took too long"},
		{"no address", "https://", s.Client(), "no address"},
		{"another scheme", "file:///etc/passwd", s.Client(), "no address"},
		{"the machine's own network", s.URL + "/page", Client(), "private network"},
		{"the machine's own network on a usual port", "http://127.0.0.1/page", Client(), "private network"},
		{"the same in IPv6", "http://[::1]/page", Client(), "private network"},
		{"the metadata service of a cloud", "http://169.254.169.254/latest", Client(), "private network"},
	} {
		_, err := Get(context.Background(), c.client, c.address)
		if err == nil || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: %v; wanted %q", c.what, err, c.words)
		}
	}
}

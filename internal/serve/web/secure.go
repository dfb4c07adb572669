package web

import (
	"errors"
	"net/http"
)

// The pages load nothing but the site's own style sheets and script, hold no inline ones, and are
// framed by nobody.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

var (
	errMethod      = errors.New("method not allowed")
	errCrossOrigin = errors.New("cross-origin request")
)

// secure sets the headers that keep a browser from doing what these pages never ask of it.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// onlySafe refuses every method that could change something, but for what the site's own pages post to its review.
func onlySafe(next http.Handler, s *site) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.fail(w, r, errCrossOrigin) }))
	posted := protection.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodGet || r.Method == http.MethodHead:
			next.ServeHTTP(w, r)
		case r.Method == http.MethodPost && s.desk != nil && r.URL.Path == "/review":
			posted.ServeHTTP(w, r)
		default:
			allowed := "GET, HEAD"
			if s.desk != nil && r.URL.Path == "/review" {
				allowed += ", POST"
			}
			w.Header().Set("Allow", allowed)
			s.fail(w, r, errMethod)
		}
	})
}

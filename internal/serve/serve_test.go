package serve

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestServerAddresses(t *testing.T) {
	for addr, want := range map[string]bool{
		"127.0.0.1:8484":          true,
		"127.9.9.9:0":             true,
		"[::1]:8484":              true,
		"localhost:8484":          true,
		"LOCALHOST:8484":          true,
		"[::ffff:127.0.0.1]:8484": true,
		":8484":                   false, // all addresses
		"0.0.0.0:8484":            false,
		"[::]:8484":               false,
		"192.168.1.20:8484":       false,
		"[::ffff:10.0.0.1]:8484":  false,
		"desk.example:8484":       false,
		"localhost.example:8484":  false,
	} {
		server, err := Server(addr, http.NotFoundHandler())
		if (err == nil) != want {
			t.Errorf("Server(%q): error %v, want allowed %v", addr, err, want)
		}
		if err != nil && !errors.Is(err, ErrNotLoopback) {
			t.Errorf("Server(%q): %v does not wrap ErrNotLoopback", addr, err)
		}
		if err == nil && (server.ReadHeaderTimeout == 0 || server.ReadTimeout == 0 || server.WriteTimeout == 0 || server.IdleTimeout == 0) {
			t.Errorf("Server(%q) lacks a time limit", addr)
		}
	}
	if _, err := Server("8484", http.NotFoundHandler()); err == nil || errors.Is(err, ErrNotLoopback) {
		t.Errorf("an address without a host: %v, want an error about its form", err)
	}
}

func TestServerRefusesOtherHostNames(t *testing.T) {
	server, err := Server("127.0.0.1:8484", http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]int{
		"127.0.0.1:8484":         http.StatusOK,
		"localhost:8484":         http.StatusOK,
		"[::1]:8484":             http.StatusOK,
		"localhost":              http.StatusOK,
		"evil.example:8484":      http.StatusMisdirectedRequest,
		"127.0.0.1.evil.example": http.StatusMisdirectedRequest,
		"":                       http.StatusMisdirectedRequest,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		server.Handler.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %q: status %d, want %d", host, w.Code, want)
		}
	}
}

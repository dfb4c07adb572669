// Package serve is what all answers over HTTP share: a server with limits, which answers this machine alone.
package serve

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// ErrNotLoopback says that a server was asked to answer other machines, which needs authentication
// that this version does not have.
var ErrNotLoopback = errors.New("not a loopback address")

// The limits of a server: a page is small and made in milliseconds, so whoever takes longer than
// this to ask or to listen is broken or means harm.
const (
	headerTime  = 5 * time.Second
	requestTime = 10 * time.Second
	answerTime  = 30 * time.Second
	idleTime    = 2 * time.Minute
	headerBytes = 16 << 10
	bodyBytes   = 64 << 10
)

// Server makes a server of h at addr (host:port), not yet started. It refuses an address that other
// machines can reach, and so any host name but localhost; the error wraps ErrNotLoopback. The server
// also refuses requests that were sent to another host name, which is how a page elsewhere would
// read from it through the visitor's browser (DNS rebinding).
func Server(addr string, h http.Handler) (*http.Server, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("address %q: %w; write host:port, as 127.0.0.1:8484", addr, err)
	}
	if !loopback(host) {
		return nil, fmt.Errorf("address %q: %w: anyone who reaches it could read the record, "+
			"and there is no authentication yet; serve on 127.0.0.1 and let a proxy that asks for a login pass requests on", addr, ErrNotLoopback)
	}
	return &http.Server{
		Addr:              addr,
		Handler:           ownHost(http.MaxBytesHandler(h, bodyBytes)),
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       requestTime,
		WriteTimeout:      answerTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    headerBytes,
	}, nil
}

// loopback reports whether host, a name or an address, is this machine and no other.
func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && addr.Unmap().IsLoopback()
}

// ownHost passes on what was sent to a loopback name.
func ownHost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		if !loopback(host) {
			http.Error(w, "This server answers requests to localhost only.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

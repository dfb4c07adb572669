// Package fetch gets one address over the network within limits, and never from a private network.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"code.dny.dev/ssrf"

	"github.com/parleyhq/parley/internal/intake"
)

// Timeout is how long one address may take, from the name look-up to the last byte.
const Timeout = 60 * time.Second

// agent is what Parley calls itself to the sites that it reads.
const agent = "Parley (+https://github.com/parleyhq/parley)"

// Client is an HTTP client that refuses, when it dials, every network that is not public: so neither
// a redirect nor a name that resolves to a private address leads into the network that Parley runs in.
// It uses no proxy, and ports 80 and 443 only.
func Client() *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: ssrf.New().Safe}
	return &http.Client{
		Timeout: Timeout,
		Transport: &http.Transport{
			Proxy:                 nil,
			DialContext:           dialer.DialContext,
			ForceAttemptHTTP2:     true,
			TLSHandshakeTimeout:   10 * time.Second,
			ResponseHeaderTimeout: 30 * time.Second,
			MaxIdleConnsPerHost:   2,
		},
	}
}

// Get fetches an http or https address with a client, and fails unless the answer is a success.
// Whoever reads the body bounds what they read; the client bounds the time.
func Get(ctx context.Context, client *http.Client, address string) (*intake.Response, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, errors.New("is no address of the form https://host/path")
	}
	u.Fragment = ""
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, errors.New("is no address of the form https://host/path")
	}
	req.Header.Set("User-Agent", agent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,text/plain,application/rss+xml,application/atom+xml;q=0.9,*/*;q=0.5")
	req.Header.Set("Accept-Language", "en")
	resp, err := client.Do(req)
	if err != nil {
		return nil, why(err)
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, fmt.Errorf("was not given: the site answered %s", resp.Status)
	}
	return &intake.Response{URL: resp.Request.URL.String(), MediaType: resp.Header.Get("Content-Type"), Body: resp.Body}, nil
}

// why says a network error in plain words, without the address that the problem names already.
func why(err error) error {
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	var dns *net.DNSError
	switch {
	case errors.Is(err, ssrf.ErrProhibitedNetwork), errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedPort):
		return errors.New("is not fetched: it leads into a private network or to an unusual port; save the page and name the file")
	case errors.As(err, &dns):
		return fmt.Errorf("cannot be fetched: the name %s cannot be resolved", dns.Name)
	case errors.Is(err, context.DeadlineExceeded), strings.Contains(err.Error(), "Client.Timeout"):
		return errors.New("cannot be fetched: the site took too long")
	}
	return fmt.Errorf("cannot be fetched: %w", err)
}

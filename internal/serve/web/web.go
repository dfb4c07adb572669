// Package web is the record seen in a browser: it reads what a store keeps and writes its pages.
//
// A page is a handler in a file and the template beside it, which is compiled: `make generate` writes the Go of it.
// layout.templ is the frame around them all. Pages need no script, and nothing from another host.
package web

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/a-h/templ"
	"github.com/klauspost/compress/gzip"

	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/wording"
)

// An Option changes what a site shows.
type Option func(*site)

// Note shows a line above every page: that the documents are an example, say.
func Note(text string) Option { return func(s *site) { s.note = text } }

// Engine names, at the foot of every page, what read the documents.
func Engine(version string) Option { return func(s *site) { s.engine = version } }

// Words names the issues.
func Words(w wording.Words) Option { return func(s *site) { s.words = w } }

// New makes the pages of what a store keeps, under the negotiation's name, which may be empty. The handler is safe for
// concurrent use. Without the option Review it answers GET and HEAD alone, and with it POST to /review, from its own pages.
func New(record store.Store, name string, options ...Option) http.Handler {
	s := &site{store: record, name: cmp.Or(name, "What was read")}
	for _, option := range options {
		option(s)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", s.page(s.overview))
	mux.Handle("GET /documents", s.page(s.documentList))
	mux.Handle("GET /documents.json", s.page(s.listJSON("/documents.json", documentFields, filing.Document)))
	mux.Handle("GET /documents/{id}", s.page(s.reader))
	mux.Handle("GET /statements", s.page(s.statementList))
	mux.Handle("GET /statements.json", s.page(s.listJSON("/statements.json", statementFields, filing.Statement)))
	mux.Handle("GET /statements/{id}", s.page(s.statement))
	mux.Handle("GET /overview.json", s.page(s.overviewJSON))
	mux.Handle("GET /brief", s.page(s.brief))
	mux.Handle("GET /brief.json", s.page(s.briefJSON))
	mux.Handle("GET /positions", s.page(s.positions))
	mux.Handle("GET /positions.json", s.page(s.listJSON("/positions.json", positionFields, filing.Stand)))
	mux.Handle("GET /positions/{id}", s.page(s.position))
	mux.Handle("GET /commitments", s.page(s.commitments))
	mux.Handle("GET /commitments.json", s.page(s.listJSON("/commitments.json", commitmentFields, filing.Commitment)))
	mux.Handle("GET /commitments/{id}", s.page(s.commitment))
	mux.Handle("GET /contacts", s.page(s.contacts))
	mux.Handle("GET /contacts.json", s.page(s.listJSON("/contacts.json", contactFields, filing.Contact)))
	mux.Handle("GET /contacts/{id}", s.page(s.accounts))
	mux.Handle("GET /discrepancies", s.page(s.discrepancies))
	mux.Handle("GET /discrepancies.json", s.page(s.listJSON("/discrepancies.json", discrepancyFields, filing.Discrepancy)))
	mux.Handle("GET /search", s.page(s.search))
	mux.Handle("GET /search.json", s.page(s.searchJSON))
	mux.Handle("GET /timeline", s.page(s.timeline))
	mux.Handle("GET /timeline.json", s.page(s.listJSON("/timeline.json", timelineFields, filing.Event)))
	mux.Handle("GET /sources", s.page(s.sources))
	mux.Handle("GET /sources.json", s.page(s.listJSON("/sources.json", sourceFields, filing.Lineage)))
	mux.Handle("GET /actors", s.page(s.actorList))
	mux.Handle("GET /actors.json", s.page(s.listJSON("/actors.json", nil, filing.Actor)))
	mux.Handle("GET /actors/{id}", s.page(s.actor))
	mux.Handle("GET /review", s.page(s.queue))
	mux.Handle("GET /review.json", s.page(s.queueJSON))
	mux.Handle("GET /review/decisions", s.page(s.decisions))
	mux.Handle("GET /review/decisions.json", s.page(s.decisionsJSON))
	mux.Handle("GET /review/items/{id}", s.page(s.reviewItem))
	if s.desk != nil {
		mux.Handle("POST /review", s.change(s.decide))
	}
	mux.Handle("GET /static/{file}", s.static())
	mux.Handle("/", s.page(func(*http.Request) (*answer, error) { return nil, errNotFound }))
	return secure(onlySafe(mux, s))
}

// An answer is what a handler has to say.
type answer struct {
	status    int    // 0 is 200
	page      framed // nil where the body is given
	mediaType string // of body, when there is no page
	body      []byte
	location  string // of a redirect
}

// page turns a handler's answer or its error into a response. An answer without an error carries a
// tag of its bytes, so that a browser that has them is not sent them again.
func (s *site) page(handle func(*http.Request) (*answer, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, err := handle(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if a.location != "" {
			http.Redirect(w, r, a.location, a.status)
			return
		}
		if a.page != nil {
			if a.body, err = s.render(r, a.page); err != nil {
				s.fail(w, r, err)
				return
			}
			a.mediaType = "text/html; charset=utf-8"
		}
		send(w, r, a)
	})
}

func send(w http.ResponseWriter, r *http.Request, a *answer) {
	sum := sha256.Sum256(a.body)
	tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	h := w.Header()
	h.Set("Content-Type", a.mediaType)
	h.Set("ETag", tag)
	h.Set("Cache-Control", "private, no-cache") // keep it, and ask whether it still holds
	h.Set("Vary", "Accept-Encoding")
	if matches(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if len(a.body) < squeezed || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Write(a.body)
		return
	}
	h.Set("Content-Encoding", "gzip")
	z := squeezers.Get().(*gzip.Writer)
	z.Reset(w)
	z.Write(a.body)
	z.Close()
	squeezers.Put(z)
}

// squeezed is the size in bytes from which a page is sent compressed, to a browser that takes it so.
const squeezed = 32 << 10

var squeezers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level exists
	return z
}}

func matches(wanted, tag string) bool {
	for one := range strings.SplitSeq(wanted, ",") {
		if one = strings.TrimSpace(one); one == "*" || strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// A frame is what the layout shows around a page.
type frame struct {
	Site    string
	Note    string
	Engine  string
	Section string // the part of the site that the page belongs to
	Title   string // of the page; empty on the first
	JSON    string // the address of the same content as JSON
	Review  string // the script of the review; empty where no decisions are taken
	Back    string // the address of the page itself, for its forms; empty where no decisions are taken
	Follows bool   // the record is being woven anew
	Page    framed
}

// A framed page names itself to the layout, and is the component within it.
type framed interface {
	frame() (section, title, json string)
	page() templ.Component
}

// render writes a page with its frame, all of it before any of it is sent.
func (s *site) render(r *http.Request, p framed) (body []byte, err error) {
	f := frame{Site: s.name, Note: s.note, Engine: s.engine, Page: p}
	f.Section, f.Title, f.JSON = p.frame()
	if s.desk != nil {
		f.Follows, f.Review = s.desk.Weaving(), reviewHref
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			f.Back = r.URL.RequestURI()
		}
	}
	defer func() { // a fault in a page is a failure as any other
		if fault := recover(); fault != nil {
			err = fmt.Errorf("page panics: %v\n%s", fault, debug.Stack())
		}
	}()
	b := templ.GetBuffer()
	defer templ.ReleaseBuffer(b)
	// Not the request's context: one that has ended would leave even the page of the failure unwritten.
	err = layout(f).Render(context.Background(), b)
	return bytes.Clone(b.Bytes()), err
}

// The kinds of failure that a visitor is told of.
var errNotFound = errors.New("not found")

// A badRequest says what is wrong with an address, in words for the visitor.
type badRequest string

func (b badRequest) Error() string { return string(b) }

// A problem is the page of a failure.
type problem struct {
	Status  int
	Heading string
	Words   string
}

func (p *problem) frame() (section, title, json string) { return "", p.Heading, "" }

// fail answers with a page that says what is wrong and where to go. What went wrong inside goes to
// the log alone.
func (s *site) fail(w http.ResponseWriter, r *http.Request, err error) {
	p := &problem{http.StatusInternalServerError, "Something went wrong", "The page could not be made. The fault is ours; the server’s log says more."}
	var bad badRequest
	var no refused
	switch {
	case errors.Is(err, errNotFound):
		p = &problem{http.StatusNotFound, "Nothing here", "There is no page at this address. The record may have been read again since the link was made."}
	case errors.As(err, &bad):
		p = &problem{http.StatusBadRequest, "This address cannot be read", string(bad)}
	case errors.As(err, &no):
		p = &problem{http.StatusUnprocessableEntity, "This cannot be decided", "Nothing was kept. " + upper(no.words) + "."}
	case errors.Is(err, errLarge):
		p = &problem{http.StatusRequestEntityTooLarge, "Too much", fmt.Sprintf("A form may have %d KB. Nothing was kept.", largestForm>>10)}
	case errors.Is(err, errCrossOrigin):
		p = &problem{http.StatusForbidden, "Not from here", "What changes the record must come from these pages themselves. Nothing was kept. Open the page here and decide again."}
	case errors.Is(err, keep.ErrNotWoven):
		p = &problem{http.StatusServiceUnavailable, "Decided, and not shown yet", "What you decided is kept. The record could not be written to show it; it follows with the next decision, or when the record is served anew. Do not decide it again."}
	case errors.Is(err, store.ErrFull):
		p = &problem{http.StatusInsufficientStorage, "The disk is full", "The record could not be written, for the disk it is kept on is full. Nothing was kept. Make room, and try again."}
	case errors.Is(err, store.ErrLocked):
		p = &problem{http.StatusServiceUnavailable, "The record is busy", "Another program keeps the database locked. Nothing was kept. Try again in a moment."}
	case errors.Is(err, store.ErrReadOnly):
		p = &problem{http.StatusServiceUnavailable, "The record cannot be written", "The database can be read and not written: its file or folder is read-only. Nothing was kept."}
	case errors.Is(err, store.ErrAway):
		p = &problem{http.StatusServiceUnavailable, "The record cannot be reached", "The database does not answer, or its file is gone. Try again in a moment."}
	case errors.Is(err, store.ErrNewer):
		p = &problem{http.StatusServiceUnavailable, "The record is newer", "The database was made by a newer Parley. Serve it with that version."}
	case errors.Is(err, errMethod):
		p = &problem{http.StatusMethodNotAllowed, "Read only", "These pages can be read, and not changed."}
	default:
		slog.ErrorContext(r.Context(), "page failed", "path", r.URL.Path, "error", err)
	}
	if p.Status == http.StatusServiceUnavailable || p.Status == http.StatusInsufficientStorage {
		slog.WarnContext(r.Context(), "store failed", "path", r.URL.Path, "error", err)
	}
	body, err := s.render(r, p)
	if err != nil {
		slog.ErrorContext(r.Context(), "error page failed", "path", r.URL.Path, "error", err)
		http.Error(w, p.Heading, p.Status)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	w.Write(body)
}

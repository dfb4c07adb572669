package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/review"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/wording"
)

// A Desk takes down what people decide.
type Desk interface {
	// Decide keeps decisions and has the record follow; later where what rests on them follows after it returns.
	Decide(ctx context.Context, decisions ...store.Decision) (later bool, err error)
	// Weaving reports whether the record is still following.
	Weaving() bool
}

// Review lets visitors decide on items of the record. Without it the pages can only be read.
func Review(d Desk) Option { return func(s *site) { s.desk = d } }

// largestForm is how many bytes a form may have.
const largestForm = 64 << 10

// nameCookie keeps the name of who reviews.
const nameCookie = "parley-reviewer"

// A refused decision says what is wrong with it, in words for the visitor.
type refused struct{ words string }

func (r refused) Error() string { return r.words }

// change answers a form that changes something: by an address to go to.
func (s *site) change(handle func(http.ResponseWriter, *http.Request) (*answer, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, largestForm)
		if err := r.ParseForm(); err != nil {
			var large *http.MaxBytesError
			if errors.As(err, &large) {
				s.fail(w, r, errLarge)
				return
			}
			s.fail(w, r, badRequest("The form could not be read: "+err.Error()+"."))
			return
		}
		s.page(func(r *http.Request) (*answer, error) { return handle(w, r) }).ServeHTTP(w, r)
	})
}

var errLarge = errors.New("form too large")

// decide takes a decision from a form: right, wrong or undo with an id as their values; or what, with the fields that belong to it.
func (s *site) decide(w http.ResponseWriter, r *http.Request) (*answer, error) {
	who := reviewer(r)
	if given := strings.TrimSpace(r.PostForm.Get("who")); given != "" {
		if len(given) > 100 || strings.ContainsFunc(given, func(c rune) bool { return c < ' ' }) {
			return nil, refused{"who: must be a name of at most 100 characters"}
		}
		who = given
		http.SetCookie(w, &http.Cookie{
			Name: nameCookie, Value: url.QueryEscape(who), Path: "/", MaxAge: 365 * 24 * 60 * 60,
			HttpOnly: true, SameSite: http.SameSiteStrictMode,
		})
	}
	if r.PostForm.Get("what") == "name" {
		return s.back(r, "", false), nil
	}
	if who == "" {
		return &answer{page: newNamePage(r.PostForm)}, nil
	}
	decisions, on, err := s.readDecisions(r)
	if err != nil {
		return nil, err
	}
	now := time.Now().UTC()
	for i := range decisions {
		d := &decisions[i]
		d.ID, d.Who, d.At, d.Why = rand.Text(), who, now.Add(time.Duration(i)), strings.TrimSpace(r.PostForm.Get("why"))
		if err := review.Check(*d); err != nil {
			return nil, refused{err.Error()}
		}
	}
	if len(decisions) == 0 {
		return nil, refused{"nothing was changed"}
	}
	later, err := s.desk.Decide(r.Context(), decisions...)
	if err != nil {
		return nil, err
	}
	if decisions[0].What == store.Add {
		on = review.AddedID(decisions[0].ID)
	}
	return s.back(r, on, later), nil
}

// back leads to the page that the form stood on.
func (s *site) back(r *http.Request, on string, later bool) *answer {
	to := r.PostForm.Get("back")
	u, err := url.Parse(to)
	if err != nil || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\t") || u.Host != "" || u.Scheme != "" {
		u = &url.URL{Path: "/review"}
	}
	q := u.Query()
	q.Del("decided")
	if on != "" && u.Path != "/review" {
		q.Set("decided", on)
	}
	u.RawQuery = q.Encode()
	u.Fragment = ""
	_ = later // the page itself says so
	return &answer{location: u.String(), status: http.StatusSeeOther}
}

// reviewer is who reviews, as the cookie has it; empty where nobody has said so yet.
func reviewer(r *http.Request) string {
	c, err := r.Cookie(nameCookie)
	if err != nil {
		return ""
	}
	name, err := url.QueryUnescape(c.Value)
	if err != nil || len(name) > 100 {
		return ""
	}
	return strings.TrimSpace(name)
}

// item gives an item that can be decided on.
func (s *site) item(ctx context.Context, id string, form store.Form) (review.Item, store.Item, error) {
	if id == "" || len(id) > longest {
		return review.Item{}, store.Item{}, errNotFound
	}
	kept, err := s.store.Item(ctx, id, form)
	if err != nil {
		return review.Item{}, kept, found(err)
	}
	item, err := review.Read(kept.Body)
	if err != nil {
		return item, kept, errNotFound
	}
	return item, kept, nil
}

// readDecisions reads what a form decides; on is the id of the item.
func (s *site) readDecisions(r *http.Request) (all []store.Decision, on string, err error) {
	form, ctx := r.PostForm, r.Context()
	for _, what := range []store.Verdict{store.Right, store.Wrong} {
		if id := form.Get(string(what)); id != "" {
			item, _, err := s.item(ctx, id, store.Whole)
			return []store.Decision{item.Decide(what)}, id, err
		}
	}
	if id := form.Get("undo"); id != "" {
		return []store.Decision{{What: store.Undo, Undoes: id}}, "", s.isDecision(ctx, id)
	}
	if store.Verdict(form.Get("what")) == store.Add {
		d, err := s.readAddition(r)
		return []store.Decision{d}, "", err
	}
	on = form.Get("item")
	item, _, err := s.item(ctx, on, store.Whole)
	if err != nil {
		return nil, on, err
	}
	switch what := store.Verdict(form.Get("what")); what {
	case store.Change:
		for _, f := range review.Fields(item.Type) {
			if !form.Has("f-" + f.Name) {
				continue
			}
			value := strings.TrimSpace(form.Get("f-" + f.Name))
			if value == item.Fields[f.Name] {
				continue
			}
			d := item.Decide(what)
			d.Field, d.Value = f.Name, review.Value(value)
			all = append(all, d)
			if f.Name != "status" { // so that what is decided next finds the item as it will be
				item.Fields = cloneWith(item.Fields, f.Name, value)
			}
		}
		return all, on, nil
	case store.Merge:
		other, _, err := s.item(ctx, form.Get("with"), store.Whole)
		if err != nil || other.Type != item.Type || other.ID == item.ID {
			return nil, on, refused{"with: must be another " + item.Type}
		}
		d := item.Decide(what)
		d.Value = review.Others(other.Other())
		return []store.Decision{d}, on, nil
	case store.Split:
		d := item.Decide(what)
		d.Anchor = nil
		for _, n := range form["place"] {
			i, err := strconv.Atoi(n)
			if err != nil || i < 0 || i >= len(item.Evidence) {
				return nil, on, refused{"place: there is no such place"}
			}
			d.Anchor = append(d.Anchor, item.Evidence[i])
		}
		if len(d.Anchor) == 0 {
			return nil, on, refused{"place: choose the places that are of another one"}
		}
		if len(d.Anchor) == len(item.Evidence) {
			return nil, on, refused{"place: leave some places with this one"}
		}
		if item.Type == review.Actor {
			d.Value = review.Value(strings.TrimSpace(form.Get("name")))
		}
		return []store.Decision{d}, on, nil
	}
	return nil, on, refused{"what: the form does not say what is decided"}
}

func cloneWith(m map[string]string, name, value string) map[string]string {
	out := map[string]string{}
	for k, v := range m {
		out[k] = v
	}
	out[name] = value
	return out
}

func (s *site) isDecision(ctx context.Context, id string) error {
	all, err := s.store.Decisions(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(all, func(d store.Decision) bool { return d.ID == id }) {
		return errNotFound
	}
	return nil
}

// readAddition reads an item that the engine missed.
func (s *site) readAddition(r *http.Request) (store.Decision, error) {
	form := r.PostForm
	d := store.Decision{What: store.Add, Type: form.Get("type")}
	if !slices.Contains(review.Addable(), d.Type) {
		return d, refused{"type: choose what is added"}
	}
	document, err := s.store.Document(r.Context(), form.Get("doc"))
	if err != nil {
		return d, found(err)
	}
	near, err := strconv.Atoi(form.Get("near"))
	if err != nil {
		near = -1
	}
	words, err := review.Locate(document, form.Get("words"), near)
	if err != nil {
		return d, refused{err.Error()}
	}
	d.Anchor = []review.Evidence{words}
	given := map[string]string{}
	for _, f := range review.Fields(d.Type) {
		if value := strings.TrimSpace(form.Get("f-" + f.Name)); value != "" {
			given[f.Name] = value
		}
	}
	d.Value = review.Values(given)
	return d, nil
}

// namePage asks who decides, and then goes on with what was decided.
type namePage struct {
	Rest []pair
}

type pair struct{ Name, Value string }

func newNamePage(form url.Values) *namePage {
	p := &namePage{}
	for _, name := range sortedKeys(form) {
		for _, value := range form[name] {
			if name != "who" {
				p.Rest = append(p.Rest, pair{name, value})
			}
		}
	}
	return p
}

func sortedKeys(v url.Values) []string {
	names := make([]string, 0, len(v))
	for name := range v {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (p *namePage) frame() (section, title, json string) { return "review", "Who decides?", "" }

// reviewed is what people decided on an item as pages show it, and the way to decide on it.
type reviewed struct {
	ID   string
	Can  bool // decisions are taken here
	Here bool // it stands on the page where it can be changed
	// Queued says that it stands among those that nobody has reviewed, where that need not be said of each.
	Queued bool
	What   string
	*meaning.Review
}

// Mark says in a few words how the item stands.
func (r *reviewed) Mark() string {
	if r.Review == nil {
		return ""
	}
	return verdictWords(r.Verdict) + " by " + r.Who
}

// Struck reports whether the item is no part of the record.
func (r *reviewed) Struck() bool { return r.Review != nil && r.Verdict == meaning.ReviewedWrong }

// Judged reports whether an item of this type is right or wrong; an actor is neither.
func (r *reviewed) Judged() bool { return r.What != review.Actor }

// RightWords and WrongWords are what one decides. Of accounts that part neither is called right or wrong.
func (r *reviewed) RightWords() string {
	if r.What == review.Discrepancy {
		return "They do part"
	}
	return "Right"
}

func (r *reviewed) WrongWords() string {
	if r.What == review.Discrepancy {
		return "They do not part"
	}
	return "Wrong"
}

// Changeable reports whether there is more to decide than whether it is right.
func (r *reviewed) Changeable() bool { return r.What != review.Discrepancy }

func (v *view) reviewed(kind, id string, r *meaning.Review) *reviewed {
	return &reviewed{ID: id, Can: v.deciding, What: kind, Review: r}
}

func verdictWords(v meaning.Verdict) string { return wording.Verdict(v) }

// withoutReview takes out of a line's facts what its review says in full.
func withoutReview(facts []string) []string {
	return slices.DeleteFunc(slices.Clone(facts), wording.IsReviewed)
}

// decidedWords says what a decision was.
func decidedWords(d meaning.Decided) string {
	if d.Field == "" {
		return verdictWords(d.What)
	}
	from, to := d.From, d.To
	if from == "" {
		from = "nothing"
	}
	if to == "" {
		to = "nothing"
	}
	return fmt.Sprintf("%s changed from “%s” to “%s”", d.Field, from, to)
}

func stampWords(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04") + " UTC" }

// typeOf is what a line is, whether it is struck or not.
func typeOf(item store.Item) string {
	var head struct {
		Type string `json:"type"`
	}
	if item.Type != filing.Struck || item.Read(&head) != nil {
		return item.Type
	}
	return head.Type
}

// seenAt is the page on which an item is seen.
func seenAt(kind, id string, evidence []review.Evidence) string {
	at := func() string {
		if len(evidence) == 0 {
			return "/review/items/" + url.PathEscape(id)
		}
		e := evidence[0]
		return fmt.Sprintf("/documents/%s?at=%d-%d#at", url.PathEscape(e.Doc), e.Start, e.End)
	}
	switch kind {
	case filing.Commitment:
		return commitmentHref(id)
	case filing.Contact:
		return accountsHref(id)
	case filing.Actor:
		return actorHref(id)
	}
	return at()
}

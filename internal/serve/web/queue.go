package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/filing"
	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/review"
	"github.com/parleyhq/parley/internal/store"
	"github.com/parleyhq/parley/internal/wording"
)

// queued are the types that wait to be reviewed, in the order in which they are offered.
var queued = []choice{
	{filing.Position, "positions"},
	{filing.Commitment, "commitments"},
	{filing.Contact, "contacts"},
	{filing.Discrepancy, "discrepancies"},
	{filing.Statement, "statements"},
}

// reviewField narrows a list by what people decided.
var reviewField = field{Key: "review", Tag: "review", Label: "Review", words: func(_ *view, value string) string {
	if value == none {
		return "not reviewed"
	}
	return wording.Verdict(meaning.Verdict(value))
}}

// queuePage is what is least sure and not reviewed yet.
type queuePage struct {
	Kind     string
	Words    string // of the type
	Kinds    []queueKind
	Cards    []*card
	Next     string
	Who      string
	Can      bool
	Reviewed int // decisions in force
}

type queueKind struct {
	Words, Href string
	Count       int
	Chosen      bool
}

// A card is an item as it waits to be reviewed.
type card struct {
	*line
	Review *reviewed
	Sure   string
	Party  *party
}

func (p *queuePage) frame() (section, title, json string) {
	return "review", "Review", "/review.json?type=" + p.Kind
}

// perQueue is how many items of the queue a page shows.
const perQueue = 20

func (s *site) queue(r *http.Request) (*answer, error) {
	kind, tier, after, err := readQueue(r.URL.Query())
	if err != nil {
		return nil, err
	}
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	items, next, err := v.waiting(kind, tier, store.Cursor(after))
	if err != nil {
		return nil, err
	}
	page := &queuePage{Kind: kind, Words: inWords(queued, kind), Next: next, Who: reviewer(r), Can: s.desk != nil}
	for _, k := range queued {
		n, err := v.countWaiting(k.Value)
		if err != nil {
			return nil, err
		}
		page.Kinds = append(page.Kinds, queueKind{k.Words, "/review?type=" + k.Value, n, k.Value == kind})
	}
	if err := v.needItems(items); err != nil {
		return nil, err
	}
	for _, item := range items {
		c, err := v.card(item)
		if err != nil {
			return nil, err
		}
		c.Review.Queued = true
		page.Cards = append(page.Cards, c)
	}
	return &answer{page: page}, nil
}

func (s *site) queueJSON(r *http.Request) (*answer, error) {
	kind, tier, after, err := readQueue(r.URL.Query())
	if err != nil {
		return nil, err
	}
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	items, next, err := v.waiting(kind, tier, store.Cursor(after))
	if err != nil {
		return nil, err
	}
	return listed(items, strings.Replace(next, "/review?", "/review.json?", 1))
}

// readQueue reads what of the queue is asked for: the type, how sure, and where the last page ended.
func readQueue(q url.Values) (kind string, tier int, after string, err error) {
	kind = q.Get("type")
	if kind == "" {
		kind = queued[0].Value
	}
	if !slices.ContainsFunc(queued, func(c choice) bool { return c.Value == kind }) {
		return "", 0, "", badRequest("There is no type “" + shorten(kind, 40) + "” to review.")
	}
	if t := q.Get("sure"); t != "" {
		if tier, err = strconv.Atoi(t); err != nil || tier < 0 || tier > 9 {
			return "", 0, "", badRequest("How sure something is, is a number from 0 to 9.")
		}
	}
	after = q.Get("after")
	if len(after) > longest {
		return "", 0, "", badRequest("There is no such page.")
	}
	return kind, tier, after, nil
}

// hasTiers reports whether it is known how sure items of a type are.
func hasTiers(kind string) bool { return kind == filing.Position || kind == filing.Statement }

// waiting are the items of a type that nobody has reviewed, the least sure first.
func (v *view) waiting(kind string, tier int, after store.Cursor) (items []store.Item, next string, err error) {
	if !hasTiers(kind) {
		q := store.Query{Types: []string{kind}, Tags: []store.Tag{{Name: "review", Value: filing.None}}, Newest: true, After: after, Limit: perQueue, Form: store.InList}
		items, cursor, err := v.store.Items(v.ctx, q)
		if cursor != "" {
			next = "/review?" + url.Values{"type": {kind}, "after": {string(cursor)}}.Encode()
		}
		return items, next, found(err)
	}
	for ; tier <= 9; tier++ {
		q := store.Query{Types: []string{kind}, Tags: []store.Tag{{Name: "sure", Value: strconv.Itoa(tier)}}, After: after, Limit: perQueue - len(items)}
		page, cursor, err := v.store.Items(v.ctx, q)
		if err != nil {
			return nil, "", found(err)
		}
		items, after = append(items, page...), ""
		if cursor != "" {
			return items, "/review?" + url.Values{"type": {kind}, "sure": {strconv.Itoa(tier)}, "after": {string(cursor)}}.Encode(), nil
		}
		if len(items) >= perQueue && tier < 9 {
			return items, "/review?" + url.Values{"type": {kind}, "sure": {strconv.Itoa(tier + 1)}}.Encode(), nil
		}
	}
	return items, "", nil
}

func (v *view) countWaiting(kind string) (n int, err error) {
	tag := store.Tag{Name: "review", Value: filing.None}
	if !hasTiers(kind) {
		return v.store.Count(v.ctx, store.Query{Types: []string{kind}, Tags: []store.Tag{tag}})
	}
	values, err := v.store.Values(v.ctx, store.Query{Types: []string{kind}}, "sure", 10)
	for _, value := range values {
		n += value.Count
	}
	return n, err
}

// card puts any item that can be reviewed on a page.
func (v *view) card(item store.Item) (*card, error) {
	one, err := review.Read(item.Body)
	if err != nil {
		return nil, fmt.Errorf("item %s: %w", item.ID, err)
	}
	return v.cardOf(one, item)
}

// cardOf is as card, of an item that has been read.
func (v *view) cardOf(one review.Item, item store.Item) (*card, error) {
	words, sure, err := v.inWords(one.Type, item)
	if err != nil {
		return nil, err
	}
	l, err := v.line(one.ID, words, one.Evidence)
	if err != nil {
		return nil, err
	}
	l.More = max(l.More, filing.Places(item)-placesOf(l.Words))
	l.Href = seenAt(one.Type, one.ID, one.Evidence)
	switch {
	case sure == 0:
	case one.Type == filing.Statement: // measured on PolNeAR: see decision 4
		l.Facts = append(l.Facts, "about "+strconv.Itoa(int(100*sure+0.5))+" of 100 like it are right")
	default: // a rough order, against which nothing has been measured
		l.Facts = append(l.Facts, "sureness "+strconv.Itoa(int(100*sure+0.5))+" of 100, a rough order")
	}
	c := &card{line: l, Review: v.reviewed(one.Type, one.ID, one.Review), Party: v.party(one.Fields["party"])}
	l.Class = c.Party.Class
	return c, nil
}

// inWords puts an item into words; sure is how sure the engine is of it, 0 where that is not known.
func (v *view) inWords(kind string, item store.Item) (words wording.Line, sure float64, err error) {
	switch kind {
	case filing.Statement:
		var s meaning.Statement
		err = item.Read(&s)
		name, _ := who(&s)
		words = wording.Line{Lead: name + " " + actWords(s.Act), Facts: []string{quotationWords(s.Quotation), sourcingWords(s.Sourcing)}}
		sure = s.Confidence
	case filing.Position:
		var p meaning.Position
		err = item.Read(&p)
		words, sure = wording.Position(p), p.Confidence
		words.Lead += ": " + v.words.Issue(p.Issue)
	case filing.Figure:
		var f meaning.Figure
		err = item.Read(&f)
		words = wording.Line{Lead: strings.TrimSpace(strconv.FormatFloat(f.Value, 'f', -1, 64) + " " + f.What)}
	case filing.Commitment:
		var c dossier.Commitment
		err = item.Read(&c)
		words = v.words.Commitment(c)
	case filing.Contact:
		var c dossier.Contact
		err = item.Read(&c)
		words = wording.Contact(c)
	case filing.Discrepancy:
		var d dossier.Discrepancy
		err = item.Read(&d)
		words = wording.Line{Lead: strings.TrimPrefix(v.words.Issue(d.Issue)+": ", ": ") + wording.Parting(d.Kind), Facts: []string{d.Why}}
	case filing.Actor:
		var a meaning.Actor
		err = item.Read(&a)
		words = wording.Line{Lead: a.Name, Facts: a.Roles[:min(len(a.Roles), 3)]}
	}
	words.Facts = slices.DeleteFunc(slices.Clone(words.Facts), func(s string) bool { return s == "" || wording.IsReviewed(s) })
	return words, sure, err
}

// itemPage is one item with all that can be decided on it.
type itemPage struct {
	*card
	KindWords string
	Fields    []formField
	Places    []choosable
	Others    []option // what it may be merged with
	Merges    bool
	Actor     bool
	Issues    []choice
}

// A choosable is a place that can be chosen.
type choosable struct {
	N int
	*evidence
}

// A formField is a field of an item on a form.
type formField struct {
	review.Field
	Value   string
	Options []choice
	Help    string
}

func (p *itemPage) frame() (section, title, json string) {
	return "review", "Review: " + p.Lead, "/review/items/" + url.PathEscape(p.ID) + ".json"
}

// mostPlaces is how many places an item's page shows to choose from.
const mostPlaces = 40

func (s *site) reviewItem(r *http.Request) (*answer, error) {
	id, asJSON := cutJSON(r.PathValue("id"))
	one, item, err := s.item(r.Context(), id, pageForm(asJSON))
	if err != nil {
		return nil, err
	}
	if asJSON {
		return &answer{mediaType: "application/json", body: item.Body}, nil
	}
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	page := &itemPage{KindWords: one.Type, Merges: review.Mergeable(one.Type), Actor: one.Type == review.Actor}
	if page.card, err = v.cardOf(one, item); err != nil {
		return nil, err
	}
	page.Review.Here = true
	page.Fields, page.Issues = v.form(one.Type, one.Fields), v.issues()
	if page.Merges && !page.Review.Struck() {
		places, err := v.evidence(one.Evidence, mostPlaces)
		if err != nil {
			return nil, err
		}
		for i, e := range places {
			page.Places = append(page.Places, choosable{i, e})
		}
		if page.Others, err = v.others(one); err != nil {
			return nil, err
		}
	}
	return &answer{page: page}, nil
}

// form are the fields of an item's type with their values.
func (v *view) form(kind string, values map[string]string) []formField {
	var all []formField
	for _, f := range review.Fields(kind) {
		one := formField{Field: f, Value: values[f.Name]}
		switch f.Kind {
		case review.Choice:
			words := choiceWords[kind+" "+f.Name]
			for _, value := range f.Choices {
				one.Options = append(one.Options, choice{value, inWords(words, value)})
			}
		case review.Names:
			one.Help = "a semicolon between two"
		case review.Day:
			one.Help = "as 2025-03-18, 2025-03 or 2025"
		case review.Length:
			one.Help = "as P30D for 30 days, PT72H for 72 hours"
		case review.Text:
			if f.Name == "speaker" {
				one.Help = "or “unnamed”"
			}
		}
		all = append(all, one)
	}
	return all
}

var choiceWords = map[string][]choice{
	"statement act": acts, "statement quotation": quotations, "statement sourcing": sourcings,
	"commitment status": statuses, "contact status": contactStatuses, "actor kind": actorKinds,
}

// issues are the issues of the negotiation, by name.
func (v *view) issues() []choice {
	var all []choice
	for id, name := range v.words.Issues {
		all = append(all, choice{id, name})
	}
	slices.SortFunc(all, func(a, b choice) int { return strings.Compare(a.Words, b.Words) })
	return all
}

// others are items that one may be merged with: commitments of its issue, contacts of its parties, actors of its party.
func (v *view) others(one review.Item) ([]option, error) {
	q := store.Query{Types: []string{one.Type}, Newest: one.Type != filing.Actor, Limit: 60, Form: store.InList}
	switch one.Type {
	case filing.Commitment:
		q.Tags = []store.Tag{{Name: "issue", Value: one.Fields["issue"]}}
	case filing.Actor:
		if words := strings.Fields(one.Fields["name"]); len(words) > 0 {
			q.Words = words[len(words)-1]
		}
	}
	items, _, err := v.store.Items(v.ctx, q)
	if err != nil {
		return nil, err
	}
	if one.Type == filing.Actor {
		heard, _, err := v.store.Items(v.ctx, store.Query{Types: q.Types, Limit: 60, Form: store.InList})
		if err != nil {
			return nil, err
		}
		items = append(items, heard...)
	}
	var all []option
	for _, item := range items {
		if item.ID == one.ID || slices.ContainsFunc(all, func(o option) bool { return o.Value == item.ID }) {
			continue
		}
		words, _, err := v.inWords(one.Type, item)
		if err != nil {
			return nil, err
		}
		all = append(all, option{Value: item.ID, Words: shorten(words.String(), 110)})
	}
	return all, nil
}

// decisionsPage is all that was decided, the latest first.
type decisionsPage struct {
	Lines []*decisionLine
	Total int
	Can   bool
	Who   string
	Pager pager
}

// A decisionLine is a decision in the list.
type decisionLine struct {
	store.Decision
	Words   string
	State   string // why it has no effect; empty where it has
	Undo    bool   // it can be undone
	Href    string // of the item
	Quote   *evidence
	Follows bool // the record has not been woven with it yet
}

func (p *decisionsPage) frame() (section, title, json string) {
	return "review", "Decisions", "/review/decisions.json"
}

func (s *site) decisionsJSON(r *http.Request) (*answer, error) {
	all, err := s.store.Decisions(r.Context())
	if err != nil {
		return nil, err
	}
	if all == nil {
		all = []store.Decision{}
	}
	return jsonAnswer(all)
}

// fateWords say why a decision has no effect.
var fateWords = map[review.State]string{
	review.Undone:     "undone",
	review.Superseded: "replaced by a later decision on the same field",
	review.Orphaned:   "its words, or an item on them, are not found any more",
	review.Otherwise:  "the words are read otherwise now",
	review.Invalid:    "it says nothing that can be done",
}

func (s *site) decisions(r *http.Request) (*answer, error) {
	v, err := s.view(r.Context())
	if err != nil {
		return nil, err
	}
	all, err := s.store.Decisions(r.Context())
	if err != nil {
		return nil, err
	}
	fates, err := keep.Fates(r.Context(), s.store)
	if err != nil {
		return nil, err
	}
	all = review.InOrder(all)
	slices.Reverse(all)
	page := &decisionsPage{Total: len(all), Can: s.desk != nil, Who: reviewer(r)}
	from, err := strconv.Atoi(r.URL.Query().Get("from"))
	if err != nil || from < 0 || from > len(all) {
		from = 0
	}
	if from > 0 {
		page.Pager.First = "/review/decisions"
	}
	if from+perPage < len(all) {
		page.Pager.Next = "/review/decisions?from=" + strconv.Itoa(from+perPage)
	}
	byID := map[string]store.Decision{}
	for _, d := range all {
		byID[d.ID] = d
	}
	for _, d := range all[from:min(from+perPage, len(all))] {
		fate, known := fates[d.ID]
		l := &decisionLine{Decision: d, Words: decisionWords(d, byID), State: fateWords[fate.State], Follows: !known}
		l.Undo = l.State != fateWords[review.Undone]
		if len(d.Anchor) > 0 {
			words, err := v.evidence(d.Anchor[:1], 1)
			if err != nil {
				return nil, err
			}
			l.Quote = words[0]
		}
		if fate.On != "" {
			l.Href = "/review/items/" + url.PathEscape(fate.On)
		}
		page.Lines = append(page.Lines, l)
	}
	return &answer{page: page}, nil
}

// decisionWords says what was decided.
func decisionWords(d store.Decision, byID map[string]store.Decision) string {
	var value string
	_ = json.Unmarshal(d.Value, &value) // of an addition or a merger it is no string
	switch d.What {
	case store.Right:
		return "held a " + d.Type + " right"
	case store.Wrong:
		return "held a " + d.Type + " wrong"
	case store.Change:
		var was map[string]string
		words := "changed the " + d.Field + " of a " + d.Type
		if json.Unmarshal(d.Was, &was) == nil && was[d.Field] != "" {
			words += " from “" + was[d.Field] + "”"
		}
		if value == "" {
			return words + " to nothing"
		}
		return words + " to “" + value + "”"
	case store.Add:
		return "added a " + d.Type
	case store.Merge:
		return "merged a " + d.Type + " with another"
	case store.Split:
		return "split a " + d.Type
	case store.Undo:
		if of, ok := byID[d.Undoes]; ok && of.What != store.Undo {
			return "undid what " + of.Who + " decided: " + decisionWords(of, nil)
		}
		return "undid an undoing"
	}
	return string(d.What)
}

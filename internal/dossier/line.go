package dossier

import (
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Stand is how one party stands to one issue, over time: its positions in order, and where they changed.
type Stand struct {
	ID        string             `json:"id"`
	Party     string             `json:"party"`
	Issue     string             `json:"issue"`
	Positions []meaning.Position `json:"positions"` // in order of time, then of documents
	Changes   []Change           `json:"changes,omitempty"`
	Sources   Sources            `json:"sources"`
}

// A Change is where a stance gave way to another one; both ends stand in the positions named.
type Change struct {
	From string `json:"from"`           // id of the last position before
	To   string `json:"to"`             // id of the first one after
	Time string `json:"time,omitempty"` // when the one after was held, ISO 8601
}

// A Commitment is one undertaking, made of its mentions in all documents (guide commitments).
type Commitment struct {
	ID         string                 `json:"id"`
	Issue      string                 `json:"issue"`
	Kind       meaning.CommitmentKind `json:"kind,omitempty"`
	Parties    []string               `json:"parties"`
	Scope      string                 `json:"scope,omitempty"` // in the words of the first account that gives any
	Scopes     []Scope                `json:"scopes,omitempty"`
	Place      string                 `json:"place,omitempty"`
	Duration   string                 `json:"duration,omitempty"` // ISO 8601
	Start      string                 `json:"start,omitempty"`
	End        string                 `json:"end,omitempty"`      // as told, or worked out from start and duration
	Computed   bool                   `json:"computed,omitempty"` // End was worked out and stands in no text
	Date       string                 `json:"date,omitempty"`
	Conditions []doc.Evidence         `json:"conditions"`
	Status     meaning.Status         `json:"status"`  // the last of the history that changed it
	History    []Standing             `json:"history"` // in order of time
	Mentions   []string               `json:"mentions"`
	Sources    Sources                `json:"sources"`
	Evidence   []doc.Evidence         `json:"evidence"`
	Review     *meaning.Review        `json:"review,omitempty"` // what people decided on it
}

// A Scope is what a commitment covers in the words of one account.
type Scope struct {
	By       string         `json:"by,omitempty"` // the party whose account it is; empty for a narrator
	Says     string         `json:"says"`
	Evidence []doc.Evidence `json:"evidence"`
}

// A Standing is the status of a commitment at a time, and who says so.
type Standing struct {
	Status   meaning.Status `json:"status"`
	Time     string         `json:"time,omitempty"`     // ISO 8601
	By       string         `json:"by,omitempty"`       // who says or alleges it; empty for a narrator
	Party    string         `json:"party,omitempty"`    // the side that they stand for
	Against  string         `json:"against,omitempty"`  // of a breach: who is said to have broken it
	Hedge    string         `json:"hedge,omitempty"`    // the words by which it is not plain: reportedly, could
	Inferred bool           `json:"inferred,omitempty"` // its time has passed: no text says so; the evidence is that of its length and start
	Evidence []doc.Evidence `json:"evidence"`
}

// A Contact is one call, meeting or other contact, made of what all documents say of it (guide contacts).
type Contact struct {
	ID           string                `json:"id"`
	Form         meaning.ContactForm   `json:"form"`
	Participants []string              `json:"participants"` // names, sorted
	Parties      []string              `json:"parties,omitempty"`
	Date         string                `json:"date,omitempty"`
	End          string                `json:"end,omitempty"`
	Place        string                `json:"place,omitempty"`
	Duration     string                `json:"duration,omitempty"`
	Status       meaning.ContactStatus `json:"status"`
	History      []ContactStanding     `json:"history"`  // what each document says, in order of publication
	Accounts     []string              `json:"accounts"` // ids of the accounts that the sides give of it
	Mentions     []string              `json:"mentions"` // ids of what the readings say of it
	Sources      Sources               `json:"sources"`
	Evidence     []doc.Evidence        `json:"evidence"`
	Review       *meaning.Review       `json:"review,omitempty"` // what people decided on it
}

// A ContactStanding is how a contact stood when a document came out: planned, and later held.
type ContactStanding struct {
	Status   meaning.ContactStatus `json:"status"`
	Time     string                `json:"time,omitempty"` // ISO 8601
	Evidence []doc.Evidence        `json:"evidence"`
}

// An Account is what one side, in one voice, says of one contact, in all documents.
type Account struct {
	ID      string          `json:"id"`
	Contact string          `json:"contact"` // id of the dossier's contact
	Party   string          `json:"party"`
	Voice   meaning.Voice   `json:"voice"`
	Speaker string          `json:"speaker,omitempty"`
	Points  []meaning.Point `json:"points"`
}

// A Discrepancy is where two accounts part (guide discrepancies).
type Discrepancy struct {
	ID      string          `json:"id"`
	Kind    DiscrepancyKind `json:"kind"`
	Issue   string          `json:"issue,omitempty"`
	Contact string          `json:"contact,omitempty"` // id of the contact that the accounts are of
	Between []Side          `json:"between"`
	Why     string          `json:"why"`              // one sentence that says what parts them, made of their words
	Review  *meaning.Review `json:"review,omitempty"` // what people decided on it
}

// A Side is one of the accounts that part. Of an omission the side that leaves the issue out has no words: its evidence is
// empty, and Doc names the account that was searched.
type Side struct {
	Party    string         `json:"party"`
	Speaker  string         `json:"speaker,omitempty"`
	Doc      string         `json:"doc,omitempty"`
	Says     string         `json:"says"`
	Evidence []doc.Evidence `json:"evidence"`
}

// A DiscrepancyKind is how two accounts part.
type DiscrepancyKind string

const (
	Denial       DiscrepancyKind = "denial"        // one says that it happened or was said, the other that it was not
	ScopeApart   DiscrepancyKind = "scope"         // the same thing, wider or narrower
	Omission     DiscrepancyKind = "omission"      // in one side's official account and not in the other's
	NumberApart  DiscrepancyKind = "number"        // different numbers for one thing
	DateApart    DiscrepancyKind = "date"          // different dates for one thing
	OutcomeApart DiscrepancyKind = "outcome"       // how it went
	QuoteVariant DiscrepancyKind = "quote-variant" // one quotation in two wordings
)

// A Descent is how a document comes from another (guide lineage).
type Descent struct {
	Doc      string         `json:"doc"`
	Origin   string         `json:"origin"`
	Relation Relation       `json:"relation"`
	Share    float64        `json:"share"`              // how much of the document's words stand in the origin too, from 0 to 1
	Changed  []doc.Evidence `json:"changed,omitempty"`  // of a revision: the passages that the origin does not have
	Dropped  []doc.Evidence `json:"dropped,omitempty"`  // of a revision: the passages of the origin that are gone
	Evidence []doc.Evidence `json:"evidence,omitempty"` // shared words, the longest first
}

// A Relation is how a document comes from another.
type Relation string

const (
	Copy       Relation = "copy"        // the same words elsewhere
	Syndicated Relation = "syndicated"  // the same words elsewhere, with the agency or first publisher named
	Revision   Relation = "revision"    // a later version by the same publisher
	Derived    Relation = "derived"     // rewritten, with words of the origin in it
	SameAgency Relation = "same-agency" // another story of the same agency
)

// Sources is how well a line is sourced.
type Sources struct {
	Documents   int `json:"documents"`   // how many documents it rests on
	Independent int `json:"independent"` // how many of them do not come from one another or from one agency
}

// An Event is a line of the timeline: something with a date, past or to come.
type Event struct {
	ID       string         `json:"id"`
	Date     string         `json:"date"`          // ISO 8601 at the precision known
	End      string         `json:"end,omitempty"` //
	Kind     EventKind      `json:"kind"`
	Item     string         `json:"item,omitempty"` // id of the contact, commitment or position that it is of
	What     string         `json:"what"`           // in the words of the evidence, or made of the item's fields
	Planned  bool           `json:"planned,omitempty"`
	Slipped  string         `json:"slipped,omitempty"` // the date that was told before for the same thing
	Evidence []doc.Evidence `json:"evidence"`
}

// An EventKind is what sort of line of the timeline it is.
type EventKind string

const (
	EventContact   EventKind = "contact"
	EventStart     EventKind = "start"    // of a commitment
	EventEnd       EventKind = "end"      // of a commitment
	EventStatus    EventKind = "status"   // a commitment was agreed, violated, ended …
	EventDeadline  EventKind = "deadline" // a target date or deadline that somebody set
	EventPosition  EventKind = "position" // a stance changed
	EventPublished EventKind = "published"
	EventHappening EventKind = "event" // something else that a document dates
)

// A Count is the figures that different places give for one thing, side by side.
type Count struct {
	ID      string           `json:"id"`
	What    string           `json:"what"`
	Unit    string           `json:"unit,omitempty"`
	Figures []meaning.Figure `json:"figures"` // in order of value
}

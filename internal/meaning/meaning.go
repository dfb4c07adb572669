// Package meaning is what one document says: the plain types that the stages below it write and everyone else reads.
package meaning

import "github.com/parleyhq/parley/internal/doc"

// A Reading is all that one document says. It is a pure function of the document, the agenda and
// the engine's version.
type Reading struct {
	Doc         string       `json:"doc"`
	Engine      string       `json:"engine"`
	Actors      []Actor      `json:"actors,omitempty"`      // in order of id
	Statements  []Statement  `json:"statements,omitempty"`  // in order of their first words, as all that follow
	Positions   []Position   `json:"positions,omitempty"`   //
	Commitments []Commitment `json:"commitments,omitempty"` // each mention of one
	Contacts    []Contact    `json:"contacts,omitempty"`    //
	Accounts    []Account    `json:"accounts,omitempty"`    //
	Figures     []Figure     `json:"figures,omitempty"`     //
	Timexes     []Timex      `json:"timexes,omitempty"`     //
	Fingerprint Fingerprint  `json:"fingerprint,omitzero"`  // what is needed to find copies of the document
	Struck      *Struck      `json:"struck,omitempty"`      // what people found to be wrong; never what the engine writes
}

// An Attribution is the three parts of one act of saying, as spans (the terms of PARC 3 and PolNeAR:
// Newell et al., LREC 2018). Source and cue may be absent, as after a bare quotation.
type Attribution struct {
	Source  *doc.Span  // who said it: the whole noun phrase, "Kremlin spokesman Dmitry Peskov"
	Cue     *doc.Span  // the words that say that it was said: "told", "according to", "has repeatedly said"
	Content []doc.Span // what was said; may be in several fragments, over sentences and paragraphs; without the outer quotation marks' whitespace
	Act     Act        // what is done by saying it, as far as the cue alone tells
	Through *doc.Span  // whom it was told to or who passed it on, where that may be a medium: "told Valmora Radio", "quoted by the agency"
	Carried bool       // a quotation that goes on from an earlier one without a source of its own: Source and Cue are that one's
	// Confidence is the share of attributions like this one that are right: source, cue and content overlap with what
	// annotators of PolNeAR marked, and half of the words of the content are the same.
	Confidence float64
}

// A Source is the source of an attribution understood: who it is, and how the text names them.
type Source struct {
	Speaker   Speaker
	Jointly   []Speaker // who else said it with the speaker
	Sourcing  Sourcing
	Described string // of an unnamed source, what the text says of it, in its words
}

// A Statement is an attribution understood: who, speaking for whom, directly or not, named or not, in what act.
type Statement struct {
	ID        string      `json:"id"`
	Doc       string      `json:"doc"`
	Source    *doc.Quote  `json:"source"`
	Cue       *doc.Quote  `json:"cue"`
	Content   []doc.Quote `json:"content"`
	Speaker   Speaker     `json:"speaker"`
	Jointly   []Speaker   `json:"jointly,omitempty"` // who else said it with the speaker: "the US and Saudi governments"
	Via       *Via        `json:"via,omitempty"`     // the medium it came through: "told Fox News", "quoted by TASS"
	Quotation Quotation   `json:"quotation"`
	Act       Act         `json:"act"`
	Negated   bool        `json:"negated,omitempty"`  // it is said that the act was not done: has not threatened
	Modality  string      `json:"modality,omitempty"` // the modal verb by which it is not plain that it was done: might accept
	Time      string      `json:"time,omitempty"`     // the day or hour at which it was said, ISO 8601, where the text says so
	Sourcing  Sourcing    `json:"sourcing,omitempty"`
	Described string      `json:"described,omitempty"` // of an unnamed source, what the text says of it, in its words
	// Confidence is how often statements like this one are right, in hundredths; see Attribution.
	Confidence float64        `json:"confidence,omitzero"`
	Evidence   []doc.Evidence `json:"evidence"`
	Review     *Review        `json:"review,omitempty"` // what people decided on it
}

// A Speaker is who is held to have said something. Empty fields are not known.
type Speaker struct {
	Actor string `json:"actor,omitempty"` // id of the Actor
	Name  string `json:"name,omitempty"`  // canonical: Dmitry Peskov, Kremlin
	Role  string `json:"role,omitempty"`  // as the text gives it, else from the list: Kremlin spokesman
	Party string `json:"party,omitempty"` // the side that the speaker stands for: Russia
}

// Via is the medium that a statement came through, other than the document's own publisher.
type Via struct {
	Actor string `json:"actor,omitempty"`
	Name  string `json:"name"`
}

// A Timex is a time expression of TIMEX3: words that name a point in time, a length of time or how often something is.
type Timex struct {
	ID       string         `json:"id"`
	Kind     string         `json:"kind"`            // DATE, TIME, DURATION, SET
	Value    string         `json:"value"`           // ISO 8601 as TIMEX3 has it: 2025-03-18, P30D; XXXX for a year that is not known
	Mod      string         `json:"mod,omitempty"`   // APPROX, START, LESS_THAN: how the value is meant
	Freq     string         `json:"freq,omitempty"`  // of a SET, how often in one value: 2X
	Quant    string         `json:"quant,omitempty"` // of a SET: EVERY, EACH
	Evidence []doc.Evidence `json:"evidence"`        // the one place
}

// An Actor is someone who can act or speak.
type Actor struct {
	ID      string    `json:"id"`                // made of the canonical name: volodymyr-zelensky
	Name    string    `json:"name"`              // canonical
	Aliases []string  `json:"aliases,omitempty"` // the other names that the text uses, sorted
	Kind    ActorKind `json:"kind,omitempty"`
	Party   string    `json:"party,omitempty"`
	Roles   []string  `json:"roles,omitempty"`  // sorted
	Listed  bool      `json:"listed,omitempty"` // the name was known from the agenda or the world's list, and not only from the text
	// Evidence is the first place where each document names the actor.
	Evidence []doc.Evidence `json:"evidence,omitempty"`
	Review   *Review        `json:"review,omitempty"` // what people decided on it
}

// An ActorKind is what sort of actor it is.
type ActorKind string

const (
	Person       ActorKind = "person"
	State        ActorKind = "state"        // a state, its government or its seat: Russia, the Kremlin's Moscow
	Organisation ActorKind = "organisation" // a body: NATO, the White House, the Eurasia Group
	Medium       ActorKind = "medium"       // a newspaper, agency or broadcaster
	Group        ActorKind = "group"        // an armed or political movement: Hamas
)

// A Quotation is how the words of a statement are given.
type Quotation string

const (
	Direct      Quotation = "direct"   // all of the content in quotation marks
	Indirect    Quotation = "indirect" // none of it
	Mixed       Quotation = "mixed"    // some of it
	NoQuotation Quotation = "none"     // nothing was said: a refusal to comment
)

// Sourcing is how the source of a statement is named.
type Sourcing string

const (
	Named       Sourcing = "named"       // a person with a name
	Institution Sourcing = "institution" // a body or a state, or its unnamed spokesman speaking for it
	ByDocument  Sourcing = "document"    // a readout, a statement, a report
	Media       Sourcing = "media"       // another newspaper, agency or broadcaster
	Unnamed     Sourcing = "unnamed"     // people whom the text does not name, however it describes them
)

// An Act is what is done by saying it.
type Act string

const (
	Asserts    Act = "asserts"
	Demands    Act = "demands"
	Proposes   Act = "proposes"
	Offers     Act = "offers"
	Accepts    Act = "accepts"
	Rejects    Act = "rejects"
	Denies     Act = "denies"
	Accuses    Act = "accuses"
	Threatens  Act = "threatens"
	Promises   Act = "promises"
	Expects    Act = "expects"
	Asks       Act = "asks"
	Praises    Act = "praises"
	Criticises Act = "criticises"
	NoComment  Act = "no-comment"
	Believes   Act = "believes" // reported of a mind, not said
	Intends    Act = "intends"  // reported of a mind, not said
)

package review

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/store"
)

// A Field is one that people may change, or give when they add an item.
type Field struct {
	Name    string
	Label   string
	Kind    Kind
	Choices []string // of a Choice
	Needed  bool     // an added item must have it
	key     bool     // an item that says otherwise here is another reading of the words
}

// A Kind is what may stand in a field.
type Kind string

const (
	Choice Kind = "choice" // one of Choices
	Text   Kind = "text"   // a name or a few words
	Names  Kind = "names"  // names, a semicolon between two
	Issue  Kind = "issue"  // the id of an issue
	Day    Kind = "day"    // a day, month or year, ISO 8601
	Length Kind = "length" // ISO 8601: P30D, PT72H
	Number Kind = "number"
)

// fields are what may be changed of each type of item (guide review 3).
var fields = map[string][]Field{
	Statement: {
		{Name: "speaker", Label: "Speaker", Kind: Text, Needed: true, key: true},
		{Name: "party", Label: "Party", Kind: Text},
		{Name: "act", Label: "What was done", Kind: Choice, Choices: choices(meaning.Asserts, meaning.Demands, meaning.Proposes, meaning.Offers,
			meaning.Accepts, meaning.Rejects, meaning.Denies, meaning.Accuses, meaning.Threatens, meaning.Promises, meaning.Expects, meaning.Asks,
			meaning.Praises, meaning.Criticises, meaning.NoComment, meaning.Believes, meaning.Intends), Needed: true, key: true},
		{Name: "quotation", Label: "How it is quoted", Kind: Choice, Choices: choices(meaning.Direct, meaning.Indirect, meaning.Mixed, meaning.NoQuotation), Needed: true, key: true},
		{Name: "sourcing", Label: "How it is sourced", Kind: Choice, Choices: choices(meaning.Named, meaning.Institution, meaning.ByDocument, meaning.Media, meaning.Unnamed)},
	},
	Position: {
		{Name: "party", Label: "Party", Kind: Text, Needed: true, key: true},
		{Name: "issue", Label: "Issue", Kind: Issue, Needed: true, key: true},
		{Name: "stance", Label: "Stance", Kind: Choice, Choices: choices(meaning.StanceDemands, meaning.StanceProposes, meaning.StanceOffers,
			meaning.StanceAccepts, meaning.StanceConditional, meaning.StanceRejects, meaning.StanceOpen, meaning.StanceThreatens), Needed: true, key: true},
	},
	Figure: {
		{Name: "value", Label: "Number", Kind: Number, Needed: true, key: true},
		{Name: "what", Label: "What it counts", Kind: Text},
		{Name: "unit", Label: "Unit", Kind: Text},
	},
	Commitment: {
		{Name: "issue", Label: "Issue", Kind: Issue, Needed: true, key: true},
		{Name: "status", Label: "State", Kind: Choice, Choices: choices(meaning.StatusProposed, meaning.StatusAgreed, meaning.StatusPromised,
			meaning.StatusInForce, meaning.StatusViolated, meaning.StatusDisputed, meaning.StatusEnded, meaning.StatusExpired, meaning.StatusNotAgreed), Needed: true},
		{Name: "parties", Label: "Parties", Kind: Names},
		{Name: "duration", Label: "Length", Kind: Length},
		{Name: "start", Label: "Begins", Kind: Day},
		{Name: "end", Label: "Ends", Kind: Day},
		{Name: "date", Label: "To be done", Kind: Day},
	},
	Contact: {
		{Name: "form", Label: "Form", Kind: Choice, Choices: choices(meaning.Call, meaning.Meeting, meaning.Talks, meaning.Summit, meaning.Visit, meaning.Letter), Needed: true, key: true},
		{Name: "participants", Label: "Participants", Kind: Names, Needed: true},
		{Name: "date", Label: "Date", Kind: Day},
		{Name: "status", Label: "State", Kind: Choice, Choices: choices(meaning.Planned, meaning.Held, meaning.Cancelled), Needed: true},
		{Name: "place", Label: "Place", Kind: Text},
	},
	Discrepancy: {
		{Name: "kind", Label: "How they part", Kind: Choice, key: true},
		{Name: "issue", Label: "Issue", Kind: Issue, key: true},
	},
	Actor: {
		{Name: "name", Label: "Name", Kind: Text, key: true},
		{Name: "party", Label: "Party", Kind: Text},
		{Name: "kind", Label: "Kind", Kind: Choice, Choices: choices(meaning.Person, meaning.State, meaning.Organisation, meaning.Medium, meaning.Group)},
	},
}

func choices[T ~string](values ...T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

// Fields gives what may be changed of items of a type.
func Fields(kind string) []Field {
	if kind == Discrepancy { // made of two accounts: it is right or wrong
		return nil
	}
	return fields[kind]
}

// Mergeable reports whether items of a type can be merged and split.
func Mergeable(kind string) bool { return kind == Actor || kind == Commitment || kind == Contact }

// Addable gives the types of items that people may add.
func Addable() []string { return []string{Statement, Position, Commitment, Contact, Figure} }

func field(kind, name string) (Field, bool) {
	i := slices.IndexFunc(fields[kind], func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return fields[kind][i], true
}

// longest is how many bytes a field, a name or a reason may have.
const longest = 400

var (
	issueID    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	longLength = regexp.MustCompile(`^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$`)
)

// Check says what is wrong with the value of a field, if anything is. An empty value is that nothing is known.
func (f Field) Check(value string) error {
	if len(value) > longest {
		return fmt.Errorf("%s: is longer than %d characters", f.Name, longest)
	}
	if strings.ContainsFunc(value, func(r rune) bool { return r < ' ' }) {
		return fmt.Errorf("%s: must be on one line", f.Name)
	}
	if value == "" {
		if f.Needed || f.Name == "name" {
			return fmt.Errorf("%s: must be given", f.Name)
		}
		return nil
	}
	ok, is := true, ""
	switch f.Kind {
	case Choice:
		ok, is = slices.Contains(f.Choices, value), "one of "+strings.Join(f.Choices, ", ")
	case Issue:
		ok, is = issueID.MatchString(value), "the id of an issue, as ceasefire-energy"
	case Day:
		_, ok = dossier.DaysOf(value)
		is = "a day, month or year, as 2025-03-18, 2025-03 or 2025"
	case Length:
		ok, is = len(value) > 2 && !strings.HasSuffix(value, "T") && longLength.MatchString(value), "a length of time, as P30D for 30 days or PT72H for 72 hours"
	case Number:
		_, err := strconv.ParseFloat(value, 64)
		ok, is = err == nil && !strings.ContainsAny(value, "xXpPiInN_"), "a number, as 1500 or 0.5"
	case Names:
		ok, is = len(names(value)) > 0, "names, a semicolon between two"
	}
	if !ok {
		return fmt.Errorf("%s: “%s” is not %s", f.Name, value, is)
	}
	return nil
}

// names are the names in a field, sorted, each once.
func names(value string) []string {
	var all []string
	for name := range strings.SplitSeq(value, ";") {
		if name = strings.TrimSpace(name); name != "" {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Check says what is wrong with a decision that somebody wants to make, naming the field.
func Check(d store.Decision) error {
	switch {
	case d.ID == "":
		return fmt.Errorf("id: must be given")
	case d.At.IsZero() || d.At.Year() < 2000 || d.At.After(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)):
		return fmt.Errorf("at: must be when it was decided")
	case strings.TrimSpace(d.Who) == "":
		return fmt.Errorf("who: must be given, so that others know who decided")
	case len(d.Who) > 100:
		return fmt.Errorf("who: is longer than 100 characters")
	case len(d.Why) > 2000:
		return fmt.Errorf("why: is longer than 2000 characters")
	}
	if d.What == store.Undo {
		if d.Undoes == "" {
			return fmt.Errorf("undoes: must be the id of a decision")
		}
		return nil
	}
	if _, known := fields[d.Type]; !known {
		return fmt.Errorf("type: “%s” is none that can be reviewed", d.Type)
	}
	if len(d.Anchor) == 0 {
		return fmt.Errorf("anchor: must be the words that the item rests on")
	}
	switch d.What {
	case store.Right, store.Wrong:
		if d.Type == Actor {
			return fmt.Errorf("what: an actor is changed, merged or split, and not right or wrong")
		}
	case store.Change:
		f, ok := field(d.Type, d.Field)
		if !ok || Fields(d.Type) == nil {
			return fmt.Errorf("field: a %s has no “%s” to change", d.Type, d.Field)
		}
		return f.Check(text(d.Value))
	case store.Add:
		if !slices.Contains(Addable(), d.Type) {
			return fmt.Errorf("type: a %s cannot be added", d.Type)
		}
		given, err := values(d.Value)
		if err != nil {
			return fmt.Errorf("value: %w", err)
		}
		for name := range given {
			if _, ok := field(d.Type, name); !ok {
				return fmt.Errorf("%s: a %s has no such field", name, d.Type)
			}
		}
		for _, f := range fields[d.Type] {
			if err := f.Check(given[f.Name]); err != nil {
				return err
			}
		}
	case store.Merge, store.Split:
		if !Mergeable(d.Type) {
			return fmt.Errorf("what: a %s cannot be merged or split", d.Type)
		}
		if d.What == store.Merge && len(others(d.Value)) == 0 {
			return fmt.Errorf("value: must name what it is merged with")
		}
		if d.What == store.Split && d.Type == Actor {
			f, _ := field(Actor, "name")
			return f.Check(text(d.Value))
		}
	default:
		return fmt.Errorf("what: “%s” is no decision", d.What)
	}
	return nil
}

// text reads a value that is a string.
func text(v json.RawMessage) string {
	var s string
	if json.Unmarshal(v, &s) != nil {
		return ""
	}
	return s
}

// Value writes a value that is a string.
func Value(s string) json.RawMessage { return write(s) }

// Values writes the fields of an item that is added.
func Values(fields map[string]string) json.RawMessage { return write(fields) }

func write(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil { // plain types can be written
		panic(err)
	}
	return b
}

// values reads fields by name.
func values(v json.RawMessage) (map[string]string, error) {
	var m map[string]string
	if len(v) == 0 {
		return nil, nil
	}
	err := json.Unmarshal(v, &m)
	return m, err
}

// An Other is what an item is merged with.
type Other struct {
	Item   string            `json:"item"`             // its id when it was decided on
	Anchor []Evidence        `json:"anchor,omitempty"` // the words that it rests on
	Was    map[string]string `json:"was,omitempty"`    // its fields
}

// Others writes what an item is merged with.
func Others(all ...Other) json.RawMessage { return write(all) }

// Merged gives what a merger merges an item with.
func Merged(d store.Decision) []Other {
	if d.What != store.Merge {
		return nil
	}
	return others(d.Value)
}

// AddedID is the id of the item that a decision adds.
func AddedID(decision string) string { return "added-" + decision }

func others(v json.RawMessage) []Other {
	var all []Other
	if json.Unmarshal(v, &all) != nil {
		return nil
	}
	return all
}

// Package wording puts lines of the dossier into words: it reads positions, commitments, contacts, figures,
// discrepancies and events and writes fixed, neutral phrases around the words of the texts.
//
// A phrase never asserts: whose line it is, who says so and whether it is alleged stand beside it. Words between
// “ and ” are always a text's own.
package wording

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/meaning"
)

// A Line is a line of the dossier in words: what it is, and what else is known of it.
type Line struct {
	Lead  string
	Facts []string
}

// String is the line in one piece.
func (l Line) String() string { return strings.Join(append([]string{l.Lead}, l.Facts...), " · ") }

// Words puts lines into words, with the names of the negotiation's issues by id. The zero value makes a name of the id.
type Words struct{ Issues map[string]string }

// Issue is the name of an issue.
func (w Words) Issue(id string) string {
	if name := w.Issues[id]; name != "" || id == "" {
		return name
	}
	name := strings.ReplaceAll(id, "-", " ")
	return strings.ToUpper(name[:1]) + name[1:]
}

// stances are the words for how a party stands.
var stances = map[meaning.Stance]string{
	meaning.StanceDemands:     "demands",
	meaning.StanceProposes:    "proposes",
	meaning.StanceOffers:      "offers",
	meaning.StanceAccepts:     "accepts",
	meaning.StanceConditional: "accepts on a condition",
	meaning.StanceRejects:     "rejects",
	meaning.StanceOpen:        "leaves open",
	meaning.StanceThreatens:   "threatens",
}

// Stance is a stance in words.
func Stance(s meaning.Stance) string { return cmp.Or(stances[s], string(s)) }

// Position says whose stance it is and how it is held. What is wanted stands in the words that it rests on, and the issue in
// the heading above.
func Position(p meaning.Position) Line {
	return Line{cmp.Or(p.Party, p.Holder.Name, "somebody") + " " + Stance(p.Stance), facts(
		with("of ", p.Of),
		with("on the condition ", quoteText(p.Condition)),
		when(p.Fallback, "a lesser aim"),
		with("hedged: ", Quoted(p.Hedge)),
		Teller(p),
		Reviewed(p.Review),
	)}
}

// voices are the words for in what form a side speaks.
var voices = map[meaning.Voice]string{
	meaning.VoiceReadout: "readout", meaning.VoiceSpokesman: "spokesman or office",
	meaning.VoiceLeader: "own words", meaning.VoiceUnnamed: "officials without a name",
}

// Voice is who tells a point of an account, and in what form: Kremlin, readout.
func Voice(t dossier.Told) string {
	if t.Absent {
		return "as the document says, not in the " + cmp.Or(voices[t.Voice], "account") + ":"
	}
	return strings.Join(facts(t.Speaker, voices[t.Voice]), ", ") + ":"
}

// Teller is who says that a party holds a position: itself, somebody else, or the narrator of the document.
func Teller(p meaning.Position) string {
	switch {
	case p.By != nil:
		return "according to " + cmp.Or(Person(*p.By), "people without a name")
	case p.Holder.Name != "" && p.Holder.Name != p.Party:
		return "held by " + p.Holder.Name
	}
	return ""
}

// statuses are the words for how a commitment stands.
var statuses = map[meaning.Status]string{
	meaning.StatusProposed:  "proposed",
	meaning.StatusAgreed:    "said to be agreed",
	meaning.StatusPromised:  "promised",
	meaning.StatusInForce:   "said to be in force",
	meaning.StatusViolated:  "breach alleged",
	meaning.StatusDisputed:  "disputed",
	meaning.StatusEnded:     "said to have ended",
	meaning.StatusExpired:   "its time has passed",
	meaning.StatusNotAgreed: "said not to be agreed",
}

// Status is a status in words.
func Status(s meaning.Status) string { return cmp.Or(statuses[s], string(s)) }

// Commitment says what is undertaken, how it stands and for how long.
func (w Words) Commitment(c dossier.Commitment) Line {
	return Line{w.undertaking(c.Issue, c.Scope), append(append([]string{Status(c.Status)}, terms(c)...), facts(Reviewed(c.Review))...)}
}

// Mention is a commitment as one place of a document tells it.
func (w Words) Mention(m meaning.Commitment) Line {
	c := dossier.Commitment{
		Parties: m.Parties, Place: m.Place, Duration: m.Duration, Start: m.Start, End: m.End, Date: m.Date,
	}
	for _, q := range m.Conditions {
		c.Conditions = append(c.Conditions, doc.Evidence{Quote: q.Text})
	}
	l := Line{w.undertaking(m.Issue, textOf(m.Scope)), []string{Status(m.Status)}}
	l.Facts = append(l.Facts, facts(
		with("against ", m.Against),
		when(m.Former, "an earlier one"),
		with("hedged: ", Quoted(m.Hedge)),
	)...)
	l.Facts = append(l.Facts, terms(c)...)
	if m.By != nil {
		l.Facts = append(l.Facts, "according to "+cmp.Or(Person(*m.By), "people without a name"))
	}
	return l
}

func (w Words) undertaking(issue, scope string) string {
	lead := w.Issue(issue)
	if scope != "" {
		lead += ": " + Quoted(scope)
	}
	return lead
}

// terms are the parties, place, length and conditions of a commitment.
func terms(c dossier.Commitment) []string {
	end := with("until ", Day(c.End))
	if end != "" && c.Computed {
		end += " (worked out)"
	}
	t := facts(
		with("parties: ", strings.Join(c.Parties, ", ")),
		with("in ", c.Place),
		with("for ", Length(c.Duration)),
		with("from ", Day(c.Start)),
		end,
		with("to be done ", Day(c.Date)),
	)
	for _, e := range c.Conditions {
		if words := "on the condition " + Quoted(e.Quote); !slices.Contains(t, words) { // several documents tell of one
			t = append(t, words)
		}
	}
	return t
}

// Standing is one step in the history of a commitment: how it stood, when, and who says so.
func Standing(s dossier.Standing) Line {
	return Line{Status(s.Status), facts(
		Day(s.Time),
		with("against ", s.Against),
		with("according to ", By(s.By, s.Party)),
		when(s.Inferred, "worked out from its length and start; no text says so"),
	)}
}

// forms are the words for how people came together.
var forms = map[meaning.ContactForm]string{
	meaning.Call: "Call", meaning.Meeting: "Meeting", meaning.Talks: "Talks",
	meaning.Summit: "Summit", meaning.Visit: "Visit", meaning.Letter: "Letter",
}

// Form is a form of contact in words.
func Form(f meaning.ContactForm) string { return cmp.Or(forms[f], string(f)) }

// Contact says who came together, when, where and for how long.
func Contact(c dossier.Contact) Line {
	l := contact(c.Form, c.Participants, c.Date, c.End, c.Place, c.Duration, c.Status)
	l.Facts = append(l.Facts, facts(Reviewed(c.Review))...)
	return l
}

// Meeting is a contact as one document tells it.
func Meeting(c meaning.Contact) Line {
	names := make([]string, len(c.Participants))
	for i, p := range c.Participants {
		names[i] = p.Name
	}
	return contact(c.Form, names, c.Date, c.End, c.Place, c.Duration, c.Status)
}

func contact(form meaning.ContactForm, who []string, date, end, place, length string, status meaning.ContactStatus) Line {
	lead := Form(form)
	if len(who) > 0 {
		lead += ": " + strings.Join(who, ", ")
	}
	day := Day(date)
	if end != "" && end != date {
		day = strings.TrimSpace(day + " to " + Day(end))
	}
	return Line{lead, facts(day, with("in ", place), Length(length), string(status))}
}

// Figure says how many of what.
func Figure(f meaning.Figure) Line {
	number := strconv.FormatFloat(f.Value, 'f', -1, 64)
	if whole, rest, _ := strings.Cut(number, "."); len(strings.TrimPrefix(whole, "-")) > 4 {
		number = grouped(whole)
		if rest != "" {
			number += "." + rest
		}
	}
	l := Line{Lead: joined(f.Comparator, number, f.Unit, Quoted(f.What))}
	if f.By != nil {
		l.Facts = facts(with("according to ", Person(*f.By)))
	}
	l.Facts = append(l.Facts, facts(Day(f.Time), Reviewed(f.Review))...)
	return l
}

// grouped sets a comma between the thousands.
func grouped(digits string) string {
	head := (len(digits)-1)%3 + 1
	out := digits[:head]
	for i := head; i < len(digits); i += 3 {
		out += "," + digits[i:i+3]
	}
	return strings.Replace(out, "-,", "-", 1)
}

// partings are the words for how two accounts part.
var partings = map[dossier.DiscrepancyKind]string{
	dossier.Denial:       "One account says so, another that it was not so",
	dossier.ScopeApart:   "Wider in one account than in the other",
	dossier.Omission:     "In one account and not in the other",
	dossier.NumberApart:  "Different numbers",
	dossier.DateApart:    "Different dates",
	dossier.OutcomeApart: "Different accounts of how it went",
	dossier.QuoteVariant: "One quotation in two wordings",
}

// Parting is how two accounts part, in words.
func Parting(k dossier.DiscrepancyKind) string { return cmp.Or(partings[k], string(k)) }

// Discrepancy says on what two accounts part and how.
func (w Words) Discrepancy(d dossier.Discrepancy) Line {
	lead := Parting(d.Kind)
	if d.Issue != "" {
		lead = w.Issue(d.Issue) + ": " + strings.ToLower(lead[:1]) + lead[1:]
	}
	return Line{Lead: lead, Facts: facts(Reviewed(d.Review))}
}

// Side says what one of the accounts that part says.
func Side(s dossier.Side) Line {
	lead := By(s.Speaker, s.Party)
	switch {
	case len(s.Evidence) == 0:
		return Line{Lead: lead + ": nothing of it in its account"}
	case s.Says != "":
		return Line{Lead: lead + ": " + Quoted(s.Says)}
	}
	return Line{Lead: lead + ": " + Quoted(s.Evidence[0].Quote)}
}

// Event is a line of the timeline.
func (w Words) Event(e dossier.Event) Line {
	return Line{w.Named(e.What), facts(when(e.Planned, "still to come when it was told"), with("earlier told for ", Day(e.Slipped)))}
}

// Named puts names for the ids of an issue and of a status in a line that the dossier has made of its fields, as in
// "ceasefire (a halt at sea): agreed, says Estria", or in "Estria on ceasefire: from rejects to accepts".
func (w Words) Named(what string) string {
	if changed := w.changed(what); changed != "" {
		return changed
	}
	id := what[:len(what)-len(strings.TrimLeft(what, "abcdefghijklmnopqrstuvwxyz-"))]
	rest := what[len(id):]
	if w.Issues[id] == "" || !strings.HasPrefix(rest, ":") && !strings.HasPrefix(rest, " (") {
		return what
	}
	if i := strings.LastIndex(rest, ": "); i >= 0 {
		status, says, _ := strings.Cut(rest[i+2:], ",")
		if words := statuses[meaning.Status(status)]; words != "" {
			rest = rest[:i+2] + words + with(",", says)
		}
	}
	return w.Issues[id] + rest
}

// changed is a change of position in words; empty for anything else.
func (w Words) changed(what string) string {
	holder, change, ok := strings.Cut(what, ": from ")
	at := strings.LastIndex(holder, " on ")
	from, to, both := strings.Cut(change, " to ")
	if !ok || !both || at < 0 || w.Issues[holder[at+4:]] == "" || stances[meaning.Stance(from)] == "" || stances[meaning.Stance(to)] == "" {
		return ""
	}
	return holder[:at] + ", " + w.Issues[holder[at+4:]] + ": first " + Stance(meaning.Stance(from)) + ", then " + Stance(meaning.Stance(to))
}

// Sources says how well a line is sourced: 3 documents, 1 independent.
func Sources(s dossier.Sources) string {
	if s.Documents == 0 {
		return ""
	}
	return Count(s.Documents, "document", "documents") + ", " + strconv.Itoa(s.Independent) + " independent"
}

// Count is a number with its noun.
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(strconv.Itoa(n)) + " " + many
}

// Person is a speaker with the party: Dmitry Peskov (Russia). Without a name it is the role.
func Person(s meaning.Speaker) string { return By(cmp.Or(s.Name, s.Role), s.Party) }

// By is a name with the party that it stands for.
func By(name, party string) string {
	switch {
	case name == "":
		return party
	case party == "" || party == name:
		return name
	}
	return name + " (" + party + ")"
}

// Quoted puts a text's words between quotation marks, on one line. Marks that stand around them all are not doubled.
func Quoted(s string) string {
	s = OneLine(s)
	if s == "" {
		return ""
	}
	if inner, ok := strings.CutPrefix(strings.NewReplacer("“", `"`, "”", `"`).Replace(s), `"`); ok && strings.Count(inner, `"`) == 1 && strings.HasSuffix(inner, `"`) {
		return "“" + strings.TrimSuffix(inner, `"`) + "”"
	}
	return "“" + Inner(s)[0] + "”"
}

// Inner gives parts of a text that follow each other as they stand between “ and ”: with single marks for double ones.
func Inner(parts ...string) []string {
	out := make([]string, len(parts))
	open := true
	for i, part := range parts {
		var b strings.Builder
		for _, r := range part {
			switch {
			case r == '“', r == '"' && open:
				b.WriteRune('‘')
				open = false
			case r == '”', r == '"':
				b.WriteRune('’')
				open = true
			default:
				b.WriteRune(r)
			}
		}
		out[i] = b.String()
	}
	return out
}

// OneLine joins the lines of a text.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func quoteText(q *doc.Quote) string { return Quoted(textOf(q)) }

func textOf(q *doc.Quote) string {
	if q == nil {
		return ""
	}
	return q.Text
}

// with puts words before a value that is known.
func with(words, value string) string {
	if value == "" {
		return ""
	}
	return words + value
}

func when(holds bool, words string) string {
	if holds {
		return words
	}
	return ""
}

// facts are those that are known.
func facts(all ...string) []string {
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

func joined(parts ...string) string { return strings.Join(facts(parts...), " ") }

// Fold breaks words into lines of so many columns, the first indented by one string and the others by another. A word that
// is wider than a line is broken. Control characters are left out: a text must not steer the reader's terminal.
func Fold(words string, width int, first, other string) []string {
	var lines []string
	line, indent, empty := first, first, true
	for _, word := range strings.Fields(strings.Map(printable, words)) {
		for {
			room := max(width-runewidth.StringWidth(indent), 8)
			if n := runewidth.StringWidth(line) - runewidth.StringWidth(indent); !empty && n+1+runewidth.StringWidth(word) > room {
				lines = append(lines, line)
				line, indent, empty = other, other, true
				continue
			}
			if empty && runewidth.StringWidth(word) > room {
				head := runewidth.Truncate(word, room, "")
				lines = append(lines, line+head)
				line, indent = other, other
				word = word[len(head):]
				continue
			}
			break
		}
		if !empty {
			line += " "
		}
		line += word
		empty = false
	}
	if !empty || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

func printable(r rune) rune {
	if unicode.IsControl(r) && !unicode.IsSpace(r) {
		return -1
	}
	return r
}

// Shorten cuts s before a word, at about n bytes, and says so with an ellipsis.
func Shorten(s string, n int) string {
	if len(s) <= n+n/4 {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	cut := s[:n]
	if space := strings.LastIndexByte(cut, ' '); space > n/2 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,;:–—") + " …"
}

// ShortenFront cuts s behind a word, so that about the last n bytes are left, and says so with an ellipsis.
func ShortenFront(s string, n int) string {
	if len(s) <= n+n/4 {
		return s
	}
	at := len(s) - n
	for at < len(s) && !utf8.RuneStart(s[at]) {
		at++
	}
	if space := strings.IndexByte(s[at:], ' '); space >= 0 && space < n/2 {
		at += space + 1
	}
	return "… " + s[at:]
}

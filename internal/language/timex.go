package language

// A Timex is a time expression of TIMEX3 (ISO 24617-1, ISO-TimeML): words that name a point in time, a length of
// time or how often something is.
type Timex struct {
	Words Range // into Text.Words, within one sentence
	Kind  TimexKind
	Value string // ISO 8601 as TIMEX3 has it, at the precision known: 2025-03-18, 2025-W12, P30D; XXXX for a year that is not known
	Mod   string // how the value is meant, as TIMEX3 has it: APPROX, START, LESS_THAN; empty for exactly
	Freq  string // of a SET, how often in one Value: 2X; empty for once
	Quant string // of a SET, its quantifier: EVERY, EACH
}

// A TimexKind is what a time expression names.
type TimexKind string

const (
	Date     TimexKind = "DATE"     // a day or longer on the calendar: Tuesday, last week, the 1990s, now
	Clock    TimexKind = "TIME"     // within a day: 4 p.m., Friday night
	Duration TimexKind = "DURATION" // a length of time: 30 days
	Set      TimexKind = "SET"      // times that come again: every week
)

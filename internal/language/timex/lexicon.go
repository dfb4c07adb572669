package timex

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

//go:embed words.tsv
var wordsTable string

//go:embed phrases.tsv
var phrasesTable string

//go:embed days.tsv
var daysTable string

// A class is what words.tsv says of a word; a word can be of several classes.
type class uint64

const (
	isMonth class = 1 << iota
	isProper
	isMonthShort
	isWeekday
	isWeekdays
	isWeekdayShort
	isUnit
	isUnits
	isNumber
	isTens
	isHundred
	isOrdinal
	isVague
	isCouple
	isHalf
	isA
	isThe
	isQuarter
	isSeason
	isPart
	isShift
	isSpan
	isSame
	isStage
	isPoint
	isMore
	isEach
	isPer
	isAfter
	isBefore
	isAgo
	isHence
	isZone
	isMeridiem
	isClock
	isOld
	isAhead
	isPlanned
	isUntil
	isStanding
	isMeasure
	isTimes
	isPaper
	isHours
	isFiscal
	isEra
	isPhrase // a phrase of phrases.tsv or a day of days.tsv begins with it
	isFigure // it begins with a figure; not from the table
)

// capital are the classes whose words must be written with a capital; telling, those that show that a sentence may hold a time.
const (
	capital = isMonthShort | isWeekdayShort | isZone
	telling = isQuarter | isMonth | isMonthShort | isWeekday | isWeekdays | isWeekdayShort | isUnit | isUnits | isSeason | isPart | isClock | isMeridiem | isZone | isPhrase | isFigure | isFiscal
)

var classNames = map[string]class{
	"month": isMonth, "proper": isProper, "monthshort": isMonthShort, "weekday": isWeekday, "weekdays": isWeekdays, "weekdayshort": isWeekdayShort,
	"unit": isUnit, "units": isUnits, "number": isNumber, "tens": isTens, "hundred": isHundred, "ordinal": isOrdinal,
	"vague": isVague, "couple": isCouple, "half": isHalf, "a": isA, "the": isThe, "quarter": isQuarter, "season": isSeason, "part": isPart,
	"shift": isShift, "span": isSpan, "same": isSame, "stage": isStage, "point": isPoint, "more": isMore, "each": isEach,
	"per": isPer, "after": isAfter, "before": isBefore, "ago": isAgo, "hence": isHence, "zone": isZone, "meridiem": isMeridiem,
	"clock": isClock, "old": isOld, "ahead": isAhead, "planned": isPlanned, "until": isUntil, "standing": isStanding, "hours": isHours, "measure": isMeasure, "times": isTimes, "paper": isPaper, "fiscal": isFiscal, "era": isEra,
}

// A lexeme is all that the tables say of a word.
type lexeme struct {
	is      class
	number  int32 // of a month, weekday, number, ordinal, shift or hour of the clock
	unit    unit
	code    string // of a season or part
	stage   string // TIMEX3's mod
	phrases []*entry
}

// A unit is a length of time: so many of ISO 8601's designator, which has a T before it if it is one of the clock.
type unit struct {
	many int32
	name string // S M H of the clock, D W M Y, and Q (quarter), HY (half), WE (weekend)
	time bool
}

// An entry is a row of phrases.tsv or days.tsv.
type entry struct {
	words []string // in small letters
	kind  string   // see phrases.tsv; DAY for a day that has a name
	value string
	shift int
	grain grain
	day   *day
}

// A day is how a day that has a name is reckoned.
type day struct {
	rule    string // fixed, weekday, easter, orthodox, once
	year    int
	month   time.Month
	dom     int // day of the month
	weekday time.Weekday
	nth     int
	shift   int
	event   []string // the words one of which must follow
}

// A lexicon is the three tables as they are asked for.
type lexicon struct {
	words map[string]*lexeme // by their small letters
}

var lexiconOf = sync.OnceValues(func() (*lexicon, error) { return readLexicon(wordsTable, phrasesTable, daysTable) })

// readLexicon reads the tables; an error names the file and the line.
func readLexicon(words, phrases, days string) (*lexicon, error) {
	lex := &lexicon{words: map[string]*lexeme{}}
	for _, table := range []struct {
		name, text string
		row        func([]string) error
	}{{"words.tsv", words, lex.readWords}, {"phrases.tsv", phrases, lex.readPhrase}, {"days.tsv", days, lex.readDay}} {
		line := 0
		for row := range strings.Lines(table.text) {
			line++
			row = strings.TrimRight(row, "\r\n")
			if row == "" || strings.HasPrefix(row, "#") {
				continue
			}
			if err := table.row(strings.Split(row, "\t")); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", table.name, line, err)
			}
		}
	}
	for _, l := range lex.words {
		slices.SortStableFunc(l.phrases, func(a, b *entry) int { return len(b.words) - len(a.words) })
	}
	return lex, nil
}

func (l *lexicon) lexeme(word string) *lexeme {
	x := l.words[word]
	if x == nil {
		x = &lexeme{}
		l.words[word] = x
	}
	return x
}

// readWords reads a row of words.tsv.
func (l *lexicon) readWords(columns []string) error {
	if len(columns) != 2 {
		return fmt.Errorf("want a class, a tab and words, have %d columns", len(columns))
	}
	c, ok := classNames[columns[0]]
	if !ok {
		return fmt.Errorf("there is no class %q", columns[0])
	}
	for word := range strings.FieldsSeq(columns[1]) {
		word, value, _ := strings.Cut(word, "=")
		if err := l.lexeme(strings.ToLower(word)).set(c, value); err != nil {
			return fmt.Errorf("%s: %w", word, err)
		}
	}
	return nil
}

// set adds a class with its value.
func (x *lexeme) set(c class, value string) (err error) {
	x.is |= c
	switch c {
	case isUnit, isUnits:
		x.unit, err = readUnit(value)
	case isSeason, isPart:
		x.code = value
	case isStage, isPoint:
		x.stage = value
	case isMonth, isMonthShort, isWeekday, isWeekdays, isWeekdayShort, isNumber, isTens, isHundred, isOrdinal, isQuarter, isShift, isCouple, isMeridiem, isClock:
		var n int
		n, err = strconv.Atoi(value)
		x.number = int32(n)
	default:
		if value != "" && c != isZone {
			err = fmt.Errorf("a word of its class has no value, have %q", value)
		}
		x.code = value
	}
	return err
}

func readUnit(s string) (unit, error) {
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	many, err := strconv.Atoi(s[:digits])
	name, clock := strings.CutPrefix(s[digits:], "T")
	if err != nil || !slices.Contains([]string{"S", "M", "H", "D", "W", "Y", "Q", "WE"}, name) {
		return unit{}, fmt.Errorf("want how many of a unit of ISO 8601, as in 10Y or 1TH, have %q", s)
	}
	return unit{int32(many), name, clock}, nil
}

var phraseKinds = []string{"DATE", "DURATION", "SET", "MOD", "SHIFT", "NOT", "NAME", "END", "NIGHT", "TONIGHT"}

// readPhrase reads a row of phrases.tsv.
func (l *lexicon) readPhrase(columns []string) error {
	if len(columns) < 2 || len(columns) > 3 || columns[0] == "" {
		return fmt.Errorf("want a phrase, its kind and its value, have %d columns", len(columns))
	}
	e := &entry{words: strings.Fields(strings.ToLower(columns[0])), kind: columns[1]}
	if e.kind == "NAME" {
		e.words = strings.Fields(columns[0])
	}
	if !slices.Contains(phraseKinds, e.kind) {
		return fmt.Errorf("there is no kind %q", e.kind)
	}
	if len(columns) == 3 {
		e.value = columns[2]
	}
	var err error
	switch e.kind {
	case "SHIFT":
		if e.shift, err = strconv.Atoi(e.value); err != nil {
			return fmt.Errorf("want a number of days: %w", err)
		}
	case "END":
		u, err := readUnit(e.value)
		if err != nil || grainOf(u) == noGrain {
			return fmt.Errorf("%q is no unit of the calendar", e.value)
		}
		e.grain = grainOf(u)
	case "DATE":
		if !strings.HasSuffix(e.value, "_REF") {
			return fmt.Errorf("%q is no value of TIMEX3 for a date that is none of the calendar's", e.value)
		}
	case "DURATION", "SET":
		if !strings.HasPrefix(e.value, "P") {
			return fmt.Errorf("%q is no length of ISO 8601", e.value)
		}
	}
	l.add(e)
	return nil
}

// readDay reads a row of days.tsv.
func (l *lexicon) readDay(columns []string) error {
	if len(columns) != 2 && len(columns) != 3 {
		return fmt.Errorf("want a name, a tab and when it is, have %d columns", len(columns))
	}
	d, err := readDayRule(columns[1])
	if err != nil {
		return err
	}
	if len(columns) == 3 {
		d.event = strings.Fields(columns[2])
	}
	name := strings.ToLower(columns[0])
	before, rest, may := strings.Cut(name, "[")
	l.add(&entry{words: strings.Fields(strings.NewReplacer("[", "", "]", "").Replace(name)), kind: "DAY", day: d})
	if may {
		_, after, closed := strings.Cut(rest, "]")
		if !closed {
			return fmt.Errorf("the bracket in %q is not closed", columns[0])
		}
		l.add(&entry{words: strings.Fields(before + after), kind: "DAY", day: d})
	}
	return nil
}

var weekdayNames = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// readDayRule reads how a day is reckoned; see days.tsv.
func readDayRule(s string) (*day, error) {
	if t, err := time.Parse("2006-01-02", s); err == nil {
		return &day{rule: "once", year: t.Year(), month: t.Month(), dom: t.Day()}, nil
	}
	if t, err := time.Parse("01-02", s); err == nil {
		return &day{rule: "fixed", month: t.Month(), dom: t.Day()}, nil
	}
	f := strings.Fields(s)
	bad := fmt.Errorf("cannot read when it is: %q", s)
	if len(f) == 2 && (f[0] == "easter" || f[0] == "orthodox") {
		n, err := strconv.Atoi(f[1])
		if err != nil {
			return nil, bad
		}
		return &day{rule: f[0], shift: n}, nil
	}
	if len(f) != 3 && len(f) != 4 {
		return nil, bad
	}
	month, err1 := strconv.Atoi(f[0])
	nth, err2 := strconv.Atoi(f[2])
	weekday := slices.Index(weekdayNames, f[1])
	if err1 != nil || err2 != nil || weekday < 0 || month < 1 || month > 12 || nth == 0 || nth > 5 || nth < -1 {
		return nil, bad
	}
	d := &day{rule: "weekday", month: time.Month(month), weekday: time.Weekday(weekday), nth: nth}
	if len(f) == 4 {
		n, err := strconv.Atoi(f[3])
		if err != nil {
			return nil, bad
		}
		d.shift = n
	}
	return d, nil
}

// add puts a phrase beside its first word.
func (l *lexicon) add(e *entry) {
	x := l.lexeme(strings.ToLower(e.words[0]))
	x.is |= isPhrase
	x.phrases = append(x.phrases, e)
}

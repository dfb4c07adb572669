package furniture

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/parleyhq/parley/internal/doc"
)

const months = `(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)`

// dateline is what agency copy begins with: place, date, agency and a dash, of which the place or the
// date may be missing, and either the agency or the date. The place is in capitals, or stands before
// an agency.
//
//	VALMORA CITY (Example) - …    PORT LUND, March 18 (Example) — …    VALMORA CITY, March 18. /EXAMPLE/. …    PORT LUND — …
var dateline = regexp.MustCompile(`^((?:\p{Lu}(?:[\p{L}\d.'’ ]|\b-\b){1,40}(?:[,/] ?\p{Lu}(?:[\p{L}.'’ ]|\b-\b){1,30}){0,3}?)?[,.]?\s*(?:\(?(?:` +
	months + ` \d{1,2}(?:,? (?:19|20)\d\d)?|\d{1,2} ` + months + `(?:,? (?:19|20)\d\d)?)\)?[,.]?)?)\s*(?:\(([^()]{2,40})\)\.?\s*[-–—―:_]+\s*|/([^/]{2,40})/\.?\s*[-–—―:_]*\s*|\s*(?:[–—―]|--|\s[-_])\s*)`)

// agencyOf is the agency that the dateline of a line names.
func agencyOf(s string) string {
	m := dateline.FindStringSubmatch(s[:min(len(s), 160)])
	if m == nil {
		return ""
	}
	for part := range strings.FieldsFuncSeq(m[2]+m[3], func(r rune) bool { return r == '/' || r == ',' }) {
		if agency := called(part, false); agency != "" {
			return agency
		}
	}
	return ""
}

// dateline reads the dateline before the first sentences, if there is one, and its agency.
func (r *reader) dateline() {
	for i, seen := 0, 0; i < len(r.lines) && seen < 3; i++ {
		s := r.line(i)
		if r.role[i] != "" || i < r.first && (i > headMost || agencyOf(s) == "" && dateline.FindString(s) != s) {
			continue // in the head it stands on a line of its own
		}
		seen++
		m := dateline.FindStringSubmatch(s[:min(len(s), 160)])
		if m == nil {
			continue
		}
		agency := agencyOf(s)
		place := strings.TrimSpace(m[1])
		if agency == "" && (place == "" || !capital(place) || !unicode.IsUpper(firstRune(m[2]+m[3]+"X"))) {
			continue
		}
		r.Dateline = strings.TrimSpace(m[0])
		r.dated = doc.Span{Start: r.lines[i].Start, End: r.lines[i].Start + len(r.Dateline)}
		if label := m[2] + m[3]; agency == "" && agencyName.MatchString(label) {
			agency = label // one that the list does not have
			if holder := r.Publisher; strings.HasPrefix(plainCase(holder), label+" ") {
				agency = plainCase(holder)
			}
		}
		if agency != "" {
			r.Agency = agency
		}
		return
	}
}

// agencyName is what stands in a dateline where the agency does.
var agencyName = regexp.MustCompile(`^\p{Lu}[\p{L}’'&-]{2,}(?: \p{Lu}[\p{L}’'&-]+){0,3}$`)

// agencyLike are names that end as those of agencies do.
var agencyLike = regexp.MustCompile(`\b(?:Wire|Newswire|News Agency|Press Agency|News Service)$`)

// orgs are names that end as those of papers and agencies do, and seldom those of people.
var orgs = regexp.MustCompile(`\b(?:Wire|Newswire|News|Times|Post|Herald|Tribune|Gazette|Courier|Chronicle|Agency|Press|Dispatch|Journal|Telegraph|Guardian|Broadcasting|Media|Online|Review|Observer|Service)$`)

// capital reports whether the name of a place is written in capitals, as datelines have it.
func capital(place string) bool {
	name, _, _ := strings.Cut(place, ",")
	letters := 0
	for _, r := range name {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 3
}

// By is what a line says of who wrote the text.
type who struct {
	people   []string
	agency   string
	staff    bool // by the paper's own people, unnamed
	labelled bool // the line says that it is a byline: By …, … on
	alone    bool // it is a bare name, which may as well be something else
}

func (w who) any() bool { return len(w.people) > 0 || w.agency != "" || w.labelled && w.staff }

var (
	byStart = regexp.MustCompile(`^(?i:by|written by|story by|report by|text by|words by|reporting by|byline:(?: by)?)\s*:?\s+`)
	byEnd   = regexp.MustCompile(`\s+(?:on|in \p{Lu}[\p{L} .'’-]+|for \p{Lu}[\p{L} .'’-]+|at \p{Lu}[\p{L} .'’-]+)$`)
	byBreak = regexp.MustCompile(`\s*(?:,\s*(?i:and|&)\s|[,;|/•·]|\s[–—-]\s|\s(?i:and|&|with)\s)\s*`)
	jobs    = regexp.MustCompile(`(?i)\b(?:correspondent|reporters?|editor|writer|staff|bureau|chief|columnist|contributor|analyst|journalist|special to|desk|news service|producer|fellow|professor)\b`)
	// of the particles that names have in lower case
	particles = []string{"de", "da", "di", "do", "dos", "das", "del", "della", "der", "den", "van", "von", "zu", "la", "le", "el", "al", "bin", "ben", "ibn", "bint", "y", "e", "ter", "ten", "af", "av"}
)

// joins reports whether what stands before a name adds it to others.
func joins(before string) bool {
	before = strings.TrimRight(strings.ToLower(before), " ")
	return strings.HasSuffix(before, " and") || strings.HasSuffix(before, "&") || strings.HasSuffix(before, ";")
}

func cutBy(s string) (string, bool) {
	if at := byStart.FindStringIndex(s); at != nil {
		return s[at[1]:], true
	}
	return s, false
}

// byline reads a line as a byline: names of people, an agency, what they are, apart by commas, bars
// or "and". If any other part stands in it the line is none.
func byline(s string) who {
	var w who
	if len(s) > 200 {
		return w
	}
	rest, labelled := cutBy(s)
	w.labelled = labelled
	if on, ok := strings.CutSuffix(rest, " on"); ok { // "Ana Duarte, Example News on" before a date that was lost
		rest, w.labelled = on, true
	}
	rest = strings.TrimRight(rest, " .")
	for at := byEnd.FindStringIndex(rest); at != nil && at[0] > 0; at = byEnd.FindStringIndex(rest) {
		rest = rest[:at[0]]
	}
	known := 0
	job, at := false, 0
	for _, cut := range append(byBreak.FindAllStringIndex(rest, -1), []int{len(rest), len(rest)}) {
		part := strings.TrimSpace(rest[at:cut[0]])
		place := job && !joins(rest[:at]) // what follows a job is where it is: diplomatic correspondent, Port Lund
		at, job = cut[1], false
		switch name := called(part, false); {
		case part == "":
		case name != "" && !(len(part) <= 3 && len(rest) > len(part) && !w.labelled):
			if w.agency == "" {
				w.agency = name
			}
			known++
		case jobs.MatchString(part) && words(part) <= 6:
			w.staff, job = true, true
			known++
		case place && words(part) <= 4 && unicode.IsUpper(firstRune(part)):
		case orgs.MatchString(part) && len(w.people) > 0:
			if w.agency == "" && agencyLike.MatchString(part) {
				w.agency = part
			}
			known++
		case person(part):
			w.people = append(w.people, part)
		case paper.MatchString(part) && len(w.people) > 0:
			known++
		case strings.HasPrefix(part, "@") || strings.Contains(part, "@") && !strings.Contains(part, " "):
		default:
			return who{}
		}
	}
	w.alone = !w.labelled && known == 0
	if !w.labelled && len(w.people) > 3 {
		return who{}
	}
	return w
}

// person reports whether words are the name of a person: two to five, with capitals but for particles.
func person(s string) bool {
	fields := strings.Fields(s)
	if len(fields) < 2 || len(fields) > 5 || len(s) > 50 {
		return false
	}
	full := 0
	for i, f := range fields {
		if slices.Contains(particles, f) && i > 0 && i < len(fields)-1 {
			continue
		}
		letters := 0
		for j, r := range f {
			switch {
			case unicode.IsLetter(r):
				letters++
			case r == '.' || r == '\'' || r == '’' || r == '-':
			default:
				return false
			}
			if j == 0 && !unicode.IsUpper(r) {
				return false
			}
		}
		if letters >= 2 {
			full++
		}
		if slices.Contains(notNames, strings.ToLower(strings.Trim(f, ".'’"))) {
			return false
		}
	}
	return full >= 1
}

// notNames are words with a capital in titles and labels that no name of a person has.
var notNames = strings.Fields(`the a an and or of in on at to for from with by about after before over under as is are was be how why what who when where
news world politics business sport sports opinion analysis video photo photos staff agency agencies press times post herald guardian daily
ministry minister president government office embassy council union united states nations international national house white foreign
east west north south middle european talks deal peace war ceasefire truce summit live updates more read full text statement story stories
january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday
day week month year end today tomorrow yesterday`)

// Names sorts the authors that a page names into people and an agency. What is neither is left out.
func Names(authors []string) (people []string, agency string) {
	for _, a := range authors {
		w := byline(strings.TrimSpace(a))
		for _, p := range w.people {
			if !slices.Contains(people, p) {
				people = append(people, p)
			}
		}
		if agency == "" {
			agency = w.agency
		}
	}
	return people, agency
}

var (
	year        = regexp.MustCompile(`\b(?:19|20)\d\d\b`)
	yearEnd     = regexp.MustCompile(`[\s,]+(?:19|20)\d\d$`)
	yearRange   = regexp.MustCompile(`\b(?:19|20)\d\d\s?[-–—,]\s?(?:(?:19|20)\d\d|present)\b`)
	sign        = regexp.MustCompile(`(?i)©|\(c\)|\bcopyright\b`)
	distributed = regexp.MustCompile(`(?i)\b(?:distributed|provided|syndicated|supplied) (?:by|through|via)\s+([^.]{2,60}?)(?:,?\s+(?:LLC|Inc|Ltd|LP|L\.P\.|plc)\b\.?|\.|$)`)
	owner       = regexp.MustCompile(`(?i)^.*?(?:©|\(c\)|copyright)\s*(?:©|\(c\)|copyright)?\s*(?:(?:19|20)\d\d)?,?\s*(?:by\s+)?(\p{L}[^.|,©]*?)(?:,?\s+(?:LLC|Inc|Ltd|LP|L\.P\.|plc|Limited)\b\.?)?(?:\s*[.|,].*|\s*(?i:all rights reserved).*)?$`)
)

// copyright reads the lines on whose text it is: agency, distributor, publisher, year.
func (r *reader) copyright() {
	for i := range r.lines {
		if r.role[i] != Copyright {
			continue
		}
		s := r.line(i)
		if m := distributed.FindStringSubmatch(s); m != nil {
			name := called(m[1], true)
			if name == "" {
				name = named(m[1], true)
			}
			if name == "" && unicode.IsUpper(firstRune(m[1])) {
				name = strings.TrimSpace(m[1])
			}
			if r.Distributor == "" {
				r.Distributor = name
			}
		}
		if !sign.MatchString(s) {
			continue
		}
		own, _, _ := strings.Cut(s, "istributed by")
		agency := named(own, false)
		holder := ""
		if m := owner.FindStringSubmatch(own); m != nil {
			holder = strings.TrimSpace(yearEnd.ReplaceAllString(m[1], ""))
		}
		if agency == "" {
			agency = called(holder, false)
		}
		if agency == "" && holder != "" && (holder == r.Agency || agencyLike.MatchString(holder)) {
			agency = holder
		}
		if r.Agency == "" {
			r.Agency = agency
		}
		if strings.EqualFold(r.Publisher, holder) || r.Publisher == "" && agency == "" && publisher(holder) {
			r.Publisher = holder // as it is written in small letters
		}
		if y := year.FindString(s); y != "" && !yearRange.MatchString(s) && (r.Copyright == "" || agency != "" && !r.Wire) {
			r.Copyright, r.Wire = y, agency != "" || strings.Contains(s, "istributed by")
		}
	}
}

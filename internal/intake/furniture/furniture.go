// Package furniture marks what stands on a page and is not its text, and reads from it who wrote, made and passed on the text.
//
// The lines of a text are held against the rules of rules.tsv. The text itself begins with its first
// sentence and ends with its last: what stands before is the head, where the name of the site, the
// headline, the byline and the date are, and what stands after is the tail. The headline is no
// furniture. Nothing is cut.
package furniture

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/intake"
)

// A Role is what a piece of furniture is.
type Role string

const (
	Site       Role = "site"       // names of the site, menus
	Section    Role = "section"    // of the paper: Published in News & Features
	Byline     Role = "byline"     // who wrote it
	Date       Role = "date"       // when
	Dateline   Role = "dateline"   // where and when agency copy was written, before its first sentence
	Share      Role = "share"      // buttons
	Advert     Role = "advert"     //
	More       Role = "more"       // links to other texts
	Newsletter Role = "newsletter" // subscriptions, apps, channels
	Comments   Role = "comments"   // of readers, and the way to them
	Copyright  Role = "copyright"  // whose it is, who passed it on
	Credit     Role = "credit"     // who helped
	Caption    Role = "caption"    // of a picture
	Ornament   Role = "rule"       // what stands between things
	Note       Role = "note"       // of the editors, on the copy
)

// A Mark is a piece of furniture.
type Mark struct {
	doc.Span
	Role Role
}

// A Reading is what the look of a text says of it. What it does not say is empty.
type Reading struct {
	Marks       []Mark   // in order, apart
	Head, Tail  int      // the first byte of the first sentence, the last of the last
	Title       string   // the headline
	Byline      []string // the people who wrote it
	Agency      string
	Distributor string
	Publisher   string
	Dateline    string // the place and date before the first sentence: "VALMORA CITY, March 18 (Example)"
	Copyright   string // the year of a copyright line: one year, not a range
	Wire        bool   // that line is an agency's or a distributor's, so the year is that of the text and not of the page
}

// Spans are the places of the marks.
func (r *Reading) Spans() []doc.Span {
	var spans []doc.Span
	for _, m := range r.Marks {
		spans = append(spans, m.Span)
	}
	return spans
}

// Of are the lines of a role, in order.
func (r *Reading) Of(role Role, text string) []string {
	var out []string
	for _, m := range r.Marks {
		if m.Role == role {
			out = append(out, m.Span.Of(text))
		}
	}
	return out
}

const (
	longest  = 700 // bytes of a line that a rule can match; one paragraph of a press text has 100 to 600
	headMost = 40  // lines that the head can have
	tailMost = 120 // lines that the tail can have
)

// Read marks the furniture of a text, given its lines and where captions are known to stand. A page
// that has said its title elsewhere (HTML) has no headline in its text: pass titled then.
func Read(text string, lines []intake.Line, captions []doc.Span, titled bool) Reading {
	r := reader{text: text, lines: lines, role: make([]Role, len(lines)), titled: titled}
	r.captions(captions)
	r.anywhere()
	r.rest()
	r.body()
	r.head()
	r.between()
	r.tail()
	r.dateline()
	r.copyright()
	r.collect()
	return r.Reading
}

type reader struct {
	Reading
	text        string
	lines       []intake.Line
	role        []Role // of each line; empty for text
	first, last int    // lines of the first and the last sentence; first > last if there is none
	titled      bool
	dated       doc.Span // the dateline
	header      []string // lines above the headline that are no section
}

func (r *reader) line(i int) string { return r.lines[i].Of(r.text) }

// match is the role of a line by the rules of the places.
func match(s string, places ...string) Role {
	if len(s) > longest {
		return ""
	}
	lower := strings.ToLower(s)
	rules := rules()
	for i := range rules {
		if slices.Contains(places, rules[i].place) && rules[i].matches(s, lower) {
			return rules[i].role
		}
	}
	return ""
}

func (r *reader) captions(spans []doc.Span) {
	for i, l := range r.lines {
		for len(spans) > 0 && spans[0].End <= l.Start {
			spans = spans[1:]
		}
		if len(spans) > 0 && spans[0].Overlaps(l.Span) {
			r.role[i] = Caption
		}
	}
}

func (r *reader) anywhere() {
	for i := range r.lines {
		if r.role[i] == "" {
			r.role[i] = match(r.line(i), "any")
		}
	}
}

// rest marks the comments of readers, from the line that opens them to the end. They come after at
// least three sentences, and the line stands apart.
func (r *reader) rest() {
	sentences := 0
	for i := range r.lines {
		if r.role[i] != "" {
			continue
		}
		if prose(r.line(i)) {
			sentences++
			continue
		}
		if sentences >= 3 && match(r.line(i), "rest") != "" {
			for ; i < len(r.lines); i++ {
				r.role[i] = Comments
			}
			return
		}
	}
}

// prose reports whether a line is a sentence or more, as opposed to a headline or a label: it ends as
// a sentence does and is longer than labels are.
func prose(s string) bool {
	if len(s) < 40 && strings.Count(s, " ") < 6 {
		return false
	}
	if len(s) > 250 {
		return true
	}
	end := strings.TrimRight(s, `"'”’)]»`)
	return strings.HasSuffix(end, ".") || strings.HasSuffix(end, "!") || strings.HasSuffix(end, "?") ||
		strings.HasSuffix(end, "…") || strings.HasSuffix(end, ":") && len(s) > 60
}

// body finds the first and the last sentence; in a text of a few words, short ones.
func (r *reader) body() {
	end := r.peel()
	if r.sentences(end, prose); r.last < 0 {
		r.sentences(end, brief)
	}
	r.Head, r.Tail = len(r.text), len(r.text)
	if r.last >= 0 {
		r.Head, r.Tail = r.lines[r.first].Start, r.lines[r.last].End
	}
}

// sentences finds the first and the last sentence before a line. One that could be the headline, or
// that is furniture of the head, is none.
func (r *reader) sentences(end int, sentence func(string) bool) {
	r.first, r.last = len(r.lines), -1
	for i := range r.lines[:end] {
		s := r.line(i)
		if r.role[i] != "" || !sentence(s) {
			continue
		}
		if r.last < 0 && i < headMost && (!r.titled && (headline(s) || r.heads(i)) || match(s, "head", "edge") != "" || byline(s).any()) {
			continue
		}
		if r.last < 0 {
			r.first = i
		}
		r.last = i
	}
}

// brief reports whether a line is a short sentence.
func brief(s string) bool { return words(s) >= 3 && strings.HasSuffix(s, ".") && !headline(s) }

// peel marks what at the very end looks like sentences and is furniture of the tail, and gives the
// line after the last of the text.
func (r *reader) peel() int {
	for i := len(r.lines) - 1; i > 0 && i >= len(r.lines)-tailMost; i-- {
		if r.role[i] != "" {
			continue
		}
		role := match(r.line(i), "tail", "edge")
		if role == "" && prose(r.line(i)) {
			return i + 1
		}
		r.role[i] = role
	}
	return len(r.lines)
}

// between marks what stands between the paragraphs.
func (r *reader) between() {
	for i := r.first + 1; i < r.last; i++ {
		if r.role[i] == "" {
			r.role[i] = match(r.line(i), "body")
		}
	}
}

// head reads what stands before the first sentence.
func (r *reader) head() {
	if r.last < 0 {
		return
	}
	title, top := -1, 0
	if !r.titled {
		title, top = r.findTitle(), r.masthead()
	}
	for i := 0; i < min(r.first, headMost); i++ {
		s := r.line(i)
		if r.role[i] != "" || i == title {
			continue
		}
		if by := byline(s); by.any() && (i > title || by.labelled) && (by.labelled || i > 0) && !(by.alone && len(by.people) < 2 && !r.signs(i+1)) {
			r.role[i] = Byline
			r.Byline = append(r.Byline, by.people...)
			if r.Agency == "" {
				r.Agency = by.agency
			}
			continue
		}
		role := match(s, "head", "edge")
		if role == "" && (i < title && (words(s) <= 4 || i < top) || menu.MatchString(s) || title < 0 && publisher(s)) {
			role = Site
			r.header = append(r.header, s)
		}
		if role == Byline && !by(s) {
			role = ""
		}
		r.role[i] = role
	}
	if title >= 0 {
		r.Title = r.line(title)
	}
	r.standfirst()
	r.site()
}

// standfirst marks the byline and the date that stand below a first sentence which sums the text up.
func (r *reader) standfirst() {
	for i := r.first + 1; i <= r.first+3 && i < r.last; i++ {
		s := r.line(i)
		if r.role[i] != "" || prose(s) {
			continue
		}
		by := byline(s)
		switch {
		case by.any() && (by.labelled || r.signs(i+1)):
			r.role[i] = Byline
			r.Byline = append(r.Byline, by.people...)
			r.Agency = cmp.Or(r.Agency, by.agency)
		case match(s, "head") == Date:
			r.role[i] = Date
		}
	}
}

// by guards the rules for bylines against lines that begin as one and are none ("By the end of the year").
func by(s string) bool {
	rest, ok := cutBy(s)
	return !ok || byline(s).any() || match("by "+rest, "edge") == Byline
}

// findTitle is the line of the headline, or -1. Where a short line and then a longer one could be the
// headline, the short one is the name of a section or of the site. So is what stands at the top
// together with the name of the site, if another line could be the headline.
func (r *reader) findTitle() int {
	top := r.masthead()
	if i := r.titleFrom(top); i >= 0 || top == 0 {
		return i
	}
	return r.titleFrom(1)
}

func (r *reader) titleFrom(top int) int {
	found := -1
	for i := top; i < min(r.first, headMost); i++ {
		s := r.line(i)
		if r.role[i] != "" || !headline(s) && !r.heads(i) || match(s, "head", "edge") != "" || byline(s).labelled || publisher(s) {
			continue
		}
		if words(s) >= 4 {
			return i
		}
		if found < 0 && words(s) >= 2 && i+1 < len(r.lines) {
			found = i
		}
	}
	return found
}

// masthead is the line after those that stand at the top together with the name of the site; 0 if there
// is no such name.
func (r *reader) masthead() int {
	if len(r.lines) == 0 || !publisher(r.line(0)) {
		return 0
	}
	for i := 1; i < len(r.lines); i++ {
		if r.lines[i].Gap {
			return i
		}
	}
	return 1
}

// heads reports whether a line that ends with a full stop is a headline for that the next one begins
// with a dateline.
func (r *reader) heads(i int) bool {
	s := r.line(i)
	return i == 0 && len(s) <= 120 && i+1 < len(r.lines) && !dateline.MatchString(s) && dateline.MatchString(r.line(i+1)) && agencyOf(r.line(i+1)) != ""
}

// signs reports whether a line says who or when, so that a bare name before it is a byline.
func (r *reader) signs(i int) bool {
	if i >= len(r.lines) {
		return false
	}
	s := r.line(i)
	role := match(s, "head", "edge")
	return role == Date || agencyOf(s) != "" || called(s, false) != "" || jobs.MatchString(s) && words(s) <= 8
}

// site reads the publisher from the lines above the headline and from "Published in".
func (r *reader) site() {
	for _, s := range r.header {
		if r.Publisher == "" && publisher(s) {
			r.Publisher = plainCase(s)
		}
	}
	for i := 0; i < r.first; i++ {
		if r.role[i] != Section {
			continue
		}
		if m := publishedIn.FindStringSubmatch(r.line(i)); m != nil && r.Publisher == "" && publisher(m[1]) && match(m[1], "head") != Section {
			r.Publisher = m[1]
		}
	}
}

var publishedIn = regexp.MustCompile(`(?i)^published (?:in|by):?\s+(.+)$`)

// paper are words that names of newspapers, broadcasters and sites have.
var paper = regexp.MustCompile(`(?:^|\s)(?:The )?(?:Times|Post|News|Herald|Journal|Tribune|Guardian|Daily|Gazette|Observer|Press|Chronicle|Standard|Mail|Mirror|Telegraph|Star|Sun|Globe|Independent|Today|Weekly|Review|Courier|Examiner|Inquirer|Dispatch|Monitor|Express|Register|Sentinel|Bulletin|Online|Media|TV|Radio|Broadcasting|Magazine|Monthly|Agency|Wire|Report|Digest|Echo|Argus|Ledger|Record|Leader|Advertiser|Reporter|BBC|CNN|NPR|CBS|NBC|ABC|PBS|CBC|RTE|RT|RFI|DW|CGTN|NHK|VOA)$|^(?:The )?(?:Times|Daily|BBC|CNN|NPR|CBS|NBC|ABC|PBS|CBC|RTÉ|Radio|Voice|Sky|Fox|Al) |\.(?:com|org|net|co\.uk|info|news)$|^\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+$`)

// publisher reports whether a line is surely the name of a publication. Mastheads are often in capitals.
func publisher(s string) bool {
	return len(s) <= 50 && words(s) <= 5 && unicode.IsUpper(firstRune(s)) && paper.MatchString(plainCase(s)) && match(s, "head") == ""
}

// plainCase gives words in capitals with small letters after the first; short ones (BBC) may be names.
func plainCase(s string) string {
	if strings.ToUpper(s) != s {
		return s
	}
	fields := strings.Fields(s)
	for i, f := range fields {
		if r, n := utf8.DecodeRuneInString(f); len(f) > 3 || f == "THE" || f == "OF" {
			fields[i] = string(r) + strings.ToLower(f[n:])
		}
	}
	return strings.Join(fields, " ")
}

// tail marks what stands after the last sentence, and the headlines in a list of links to other texts.
func (r *reader) tail() {
	if r.last < 0 {
		return
	}
	list := false
	for i := max(r.last+1, len(r.lines)-tailMost); i < len(r.lines); i++ {
		s := r.line(i)
		if r.role[i] == "" {
			r.role[i] = match(s, "tail", "edge", "rest")
		}
		if r.role[i] == "" && list && !prose(s) {
			r.role[i] = More
			continue // and the list goes on
		}
		list = r.role[i] == More && words(s) <= 5
	}
}

// collect turns the lines that have a role into marks.
func (r *reader) collect() {
	if strings.HasPrefix(r.text, "\ufeff") {
		r.Marks = append(r.Marks, Mark{doc.Span{Start: 0, End: len("\ufeff")}, Ornament})
	}
	for i, l := range r.lines {
		switch {
		case r.role[i] != "":
			r.Marks = append(r.Marks, Mark{l.Span, r.role[i]})
		case r.dated.Len() > 0 && l.Contains(r.dated):
			r.Marks = append(r.Marks, Mark{r.dated, Dateline})
		}
	}
}

// headline reports whether a line can be a headline: not too long, no label, no dateline, and no full
// stop at its end, unless nearly all of its longer words have capitals (some archives add a full stop).
func headline(s string) bool {
	if len(s) > 200 || words(s) < 2 || strings.HasPrefix(s, "- ") || strings.HasPrefix(s, "• ") || strings.HasPrefix(s, "* ") {
		return false
	}
	if first := firstRune(s); !unicode.IsUpper(first) && !unicode.IsDigit(first) && !strings.ContainsRune(`"'“‘«`, first) {
		return false
	}
	if agencyOf(s) != "" || menu.MatchString(s) || dateline.FindString(s) == s {
		return false
	}
	end := strings.TrimRight(s, `"'”’)`)
	switch last := end[len(end)-1]; {
	case last == ':' || last == ',' || last == ';':
		return false
	case last == '.' || last == '!':
		return capitals(s) >= 0.8 && words(s) >= 4 && !strings.HasSuffix(end, "..") && !strings.Contains(s[:len(end)-1], ". ")
	case last == '?':
		return len(s) <= 120
	}
	return len(s) <= 160 && !strings.Contains(s, ". ")
}

// menu is a row of links.
var menu = regexp.MustCompile(`\S(?:\s*\|\s*|\s{2,}|\t|\s+[·•]\s+)\S+(?: \S+)?(?:\s*\|\s*|\s{2,}|\t|\s+[·•]\s+)\S`)

// capitals is the share of words of four and more letters that begin with a capital; 0 if they are too
// few to tell.
func capitals(s string) float64 {
	n, up := 0, 0
	for w := range strings.FieldsSeq(s) {
		w = strings.Trim(w, `"'“”‘’.,:;!?()`)
		if utf8.RuneCountInString(w) < 4 {
			continue
		}
		n++
		if r := firstRune(w); unicode.IsUpper(r) || unicode.IsDigit(r) {
			up++
		}
	}
	if n < 4 {
		return 0
	}
	return float64(up) / float64(n)
}

func words(s string) int {
	n := 0
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

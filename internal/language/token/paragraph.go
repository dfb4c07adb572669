package token

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/doc"
)

// A line is one line of the text without its end.
type line struct{ start, end int }

// paragraphs gives the paragraphs of the text in order, each as the runs of text that furniture leaves of it.
// The slice is only good until the next one is asked for.
func paragraphs(text string, furniture []doc.Span) iter.Seq[[]doc.Span] {
	return func(yield func([]doc.Span) bool) {
		lines := newLines(text)
		joined := wrapped(lines)
		var segments []doc.Span
		for p := 0; p < len(text); {
			l, next := lines.at(p)
			par := l
			for joined != nil && next < len(text) {
				follow, after := lines.at(next)
				if !joined.continues(l, follow) || marked(l, furniture) || marked(follow, furniture) {
					break
				}
				l, next = follow, after
				par.end = l.end
			}
			segments, furniture = without(segments[:0], par, furniture)
			if len(segments) > 0 && !yield(segments) {
				return
			}
			p = next
		}
	}
}

// without appends what the spans of furniture leave of the line, and gives the spans that may touch later lines.
func without(to []doc.Span, l line, furniture []doc.Span) (left, rest []doc.Span) {
	at := l.start
	for len(furniture) > 0 {
		f := furniture[0]
		if f.Start >= l.end {
			break
		}
		if f.Start > at {
			to = append(to, doc.Span{Start: at, End: f.Start})
		}
		at = max(at, f.End)
		if f.End > l.end {
			break
		}
		furniture = furniture[1:]
	}
	if at < l.end {
		to = append(to, doc.Span{Start: at, End: l.end})
	}
	return to, furniture
}

// marked reports whether a span of furniture touches the line.
func marked(l line, furniture []doc.Span) bool {
	for _, f := range furniture {
		if f.Start >= l.end {
			return false
		}
		if f.End > l.start {
			return true
		}
	}
	return false
}

// lines finds the lines of a text. A line ends at a line feed; rarer texts have other ends too.
type lines struct {
	text string
	rare bool // carriage returns, form feeds and Unicode's ends of lines and paragraphs occur
}

const rareEnds = "\r\f\v\u0085\u2028\u2029"

func newLines(text string) lines {
	for _, r := range rareEnds {
		if strings.ContainsRune(text, r) {
			return lines{text, true}
		}
	}
	return lines{text, false}
}

// at gives the line that begins at p, and where the next one begins.
func (ls lines) at(p int) (l line, next int) {
	text := ls.text
	end, next := len(text), len(text)
	if i := strings.IndexByte(text[p:], '\n'); i >= 0 {
		end, next = p+i, p+i+1
	}
	if !ls.rare {
		return line{p, end}, next
	}
	if j := strings.IndexAny(text[p:end], rareEnds); j >= 0 {
		_, n := utf8.DecodeRuneInString(text[p+j:])
		if text[p+j] == '\r' && p+j+1 == end {
			return line{p, p + j}, next // \r\n
		}
		return line{p, p + j}, p + j + n
	}
	return line{p, end}, next
}

// A wrap is the width that a text's lines were broken to.
type wrap struct {
	text  string
	width int
}

// wrapped finds out whether the text's lines were broken to a width, as in old mail and plain-text files,
// and gives nil if not. Such lines are full: the next line's first word would not have fitted. And many of
// them break off inside a sentence: no stop at the end, and a small letter at the beginning of the next.
func wrapped(lines lines) *wrap {
	const narrowest, widest = 40, 100
	text := lines.text
	w := &wrap{text: text}
	// The width is the longest line's; a few longer ones, such as an address, do not count.
	count, long := 0, 0
	for p := 0; p < len(text); {
		l, next := lines.at(p)
		if n := l.end - l.start; n > 0 {
			if n > 4*widest {
				long++
			} else if n := utf8.RuneCountInString(strings.TrimRight(text[l.start:l.end], " \t")); n > widest {
				long++
			} else {
				w.width = max(w.width, n)
			}
			count++
		}
		p = next
		if count == 40 && long > 10 {
			return nil // the press writes so; no need to read on
		}
	}
	if w.width < narrowest || long*20 > count {
		return nil
	}
	pairs, full, broken := 0, 0, 0
	for p := 0; p < len(text); {
		l, next := lines.at(p)
		if next >= len(text) {
			break
		}
		follow, _ := lines.at(next)
		p = next
		if w.blank(l) || w.blank(follow) {
			continue
		}
		pairs++
		if w.full(l, follow) {
			full++
			if w.breaksOff(l, follow) {
				broken++
			}
		}
	}
	if full*2 < pairs || broken*10 < full*3 || broken == 0 {
		return nil
	}
	return w
}

// continues reports whether the line that follows goes on with the paragraph of the line before it.
func (w *wrap) continues(l, follow line) bool {
	return !w.blank(l) && !w.blank(follow) && w.full(l, follow) && !w.item(follow) && w.indent(follow) <= w.indent(l)
}

func (w *wrap) blank(l line) bool { return strings.TrimSpace(w.text[l.start:l.end]) == "" }

// full reports whether the next line's first word had no room on the line.
func (w *wrap) full(l, follow line) bool {
	first := strings.TrimLeft(w.text[follow.start:follow.end], " \t>")
	if i := strings.IndexAny(first, " \t"); i >= 0 {
		first = first[:i]
	}
	if len(first) > 40 { // an address may stand on a line of its own
		return false
	}
	return utf8.RuneCountInString(strings.TrimRight(w.text[l.start:l.end], " \t"))+1+utf8.RuneCountInString(first) > w.width
}

// breaksOff reports whether the line stops inside a sentence.
func (w *wrap) breaksOff(l, follow line) bool {
	end := strings.TrimRight(w.text[l.start:l.end], " \t")
	r, _ := utf8.DecodeLastRuneInString(end)
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(w.text[follow.start:follow.end], " \t"))
	return unicode.IsLower(next) && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == ',' || r == '’' || r == '\'')
}

func (w *wrap) indent(l line) int {
	s := w.text[l.start:l.end]
	return len(s) - len(strings.TrimLeft(s, " \t"))
}

// item reports whether the line begins an item of a list.
func (w *wrap) item(l line) bool {
	s := strings.TrimLeft(w.text[l.start:l.end], " \t")
	mark, _, ok := strings.Cut(s, " ")
	if !ok {
		return false
	}
	switch mark {
	case "-", "*", "•", "–", "—", "·", "o":
		return true
	}
	n := 0
	for n < len(mark) && isDigit(mark[n]) {
		n++
	}
	return n > 0 && n <= 2 && (mark[n:] == "." || mark[n:] == ")")
}

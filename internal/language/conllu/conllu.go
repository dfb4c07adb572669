// Package conllu reads and writes a text with its words, tags and trees in CoNLL-U, the format of Universal
// Dependencies (https://universaldependencies.org/format.html).
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/parleyhq/parley/internal/language"
)

// A File is a text and the words of it that are written as one token.
type File struct {
	Text  *language.Text
	Multi []language.Range // multiword tokens, into Text.Words: don't is do and n't; in order, apart, each in one sentence
}

// Of gives the text as a file: clitics and the other halves of fused words form multiword tokens with the
// word before them, as in the English corpora.
func Of(t *language.Text) *File {
	f := &File{Text: t}
	for _, s := range t.Sentences {
		for i := s.Start; i < s.End; i++ {
			start := i
			for i+1 < s.End && t.Words[i].End == t.Words[i+1].Start && clitic(t, i+1) {
				i++
			}
			if i > start {
				f.Multi = append(f.Multi, language.Range{Start: start, End: i + 1})
			}
		}
	}
	return f
}

// clitic reports whether the word, which touches the one before it, is written in one token with it.
func clitic(t *language.Text, i int) bool {
	before := t.Form(i - 1)
	if last, _ := utf8.DecodeLastRuneInString(before); !letterOrDigit(last) && last != '.' {
		return false
	}
	switch form := t.Form(i); strings.ToLower(form) {
	case "n't", "n’t", "'s", "’s", "'m", "’m", "'d", "’d", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "na", "ta", "nt":
		return true
	case "not":
		return strings.EqualFold(before, "can")
	case "me":
		return strings.EqualFold(before, "lem") || strings.EqualFold(before, "gim")
	case "'", "’":
		return t.Words[i].XPOS == language.POS
	}
	return false
}

func letterOrDigit(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && r != '’' && r != '”'
}

// Read reads sentences. The text is built again from the words: a space between them unless SpaceAfter=No,
// a new line before each "# newpar" and "# newdoc". Empty nodes, lemmas, features and names of tags and
// relations that the language package does not know are passed over. An error names the line.
//
// Where the words of a multiword token are not its letters, they share its place in order of their lengths.
func Read(r io.Reader) (*File, error) {
	rd := reader{in: bufio.NewReader(r), file: &File{Text: &language.Text{}}}
	for {
		row, err := rd.in.ReadString('\n')
		if row != "" {
			rd.line++
			if err := rd.row(strings.TrimRight(row, "\r\n")); err != nil {
				return nil, fmt.Errorf("CoNLL-U line %d: %w", rd.line, err)
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("CoNLL-U line %d: %w", rd.line+1, err)
		}
	}
	if err := rd.endSentence(); err != nil {
		return nil, fmt.Errorf("CoNLL-U line %d: %w", rd.line, err)
	}
	rd.endParagraph()
	rd.file.Text.Source = rd.text.String()
	return rd.file, nil
}

// A reader holds what Read has read so far.
type reader struct {
	in   *bufio.Reader
	line int
	file *File
	text strings.Builder

	words    int  // first word of the sentence being read
	sentence int  // first sentence of the paragraph being read
	space    bool // a space is due before the next word
	newpar   bool // a paragraph is due before the next word

	multi    string // the form of the multiword token being read
	multiEnd int    // the id of its last word
	multiAt  int    // its first word
	multiGap bool   // a space follows it
	forms    []string
}

func (r *reader) row(row string) error {
	switch {
	case row == "":
		return r.endSentence()
	case strings.HasPrefix(row, "#"):
		comment := strings.TrimSpace(row[1:])
		if strings.HasPrefix(comment, "newpar") && !strings.HasPrefix(comment, "newpar_") || strings.HasPrefix(comment, "newdoc") {
			r.newpar = true
		}
		return nil
	}
	var col [10]string
	n := 0
	for c := range strings.SplitSeq(row, "\t") {
		if n == len(col) {
			return fmt.Errorf("more than 10 columns")
		}
		col[n] = c
		n++
	}
	if n != len(col) {
		return fmt.Errorf("%d columns, want 10 separated by tabs", n)
	}
	id, form := col[0], col[1]
	if form == "" {
		return fmt.Errorf("word %s has no form", id)
	}
	gap := !strings.Contains(col[9], "SpaceAfter=No")
	if strings.Contains(id, ".") { // an empty node
		return nil
	}
	if first, last, ok := strings.Cut(id, "-"); ok {
		return r.multiword(first, last, form, gap)
	}
	return r.word(col, gap)
}

// next is the id of the next word.
func (r *reader) next() int { return len(r.file.Text.Words) - r.words + 1 }

func (r *reader) multiword(first, last, form string, gap bool) error {
	a, errA := strconv.Atoi(first)
	b, errB := strconv.Atoi(last)
	if errA != nil || errB != nil || a != r.next() || b <= a || b-a > 1000 || r.multi != "" {
		return fmt.Errorf("multiword token %s-%s, want one from %d on", first, last, r.next())
	}
	r.multi, r.multiEnd, r.multiGap, r.multiAt = form, b, gap, len(r.file.Text.Words)
	r.forms = r.forms[:0]
	return nil
}

func (r *reader) word(col [10]string, gap bool) error {
	t := r.file.Text
	id, err := strconv.Atoi(col[0])
	if err != nil || id != r.next() {
		return fmt.Errorf("word id %q, want %d", col[0], r.next())
	}
	w := language.Word{Head: -1}
	w.UPOS, _ = language.ParseUPOS(col[3])
	w.XPOS, _ = language.ParseXPOS(col[4])
	w.Rel, _ = language.ParseRel(col[7])
	if head := col[6]; head != "_" && head != "" {
		h, err := strconv.Atoi(head)
		if err != nil || h < 0 || h > 1<<24 || h == id {
			return fmt.Errorf("word %d has head %q", id, head)
		}
		w.Head = int32(h) - 1 // in the sentence; endSentence makes it an index into the text
	}
	if r.multi == "" {
		w.Start, w.End = r.place(col[1])
		r.space = gap
		t.Words = append(t.Words, w)
		return nil
	}
	t.Words = append(t.Words, w)
	r.forms = append(r.forms, col[1])
	if id == r.multiEnd {
		r.endMulti()
	}
	return nil
}

// place writes the form to the text and gives where it stands.
func (r *reader) place(form string) (start, end int32) {
	if r.newpar {
		r.endParagraph()
		if r.text.Len() > 0 {
			r.text.WriteByte('\n')
		}
	} else if r.space {
		r.text.WriteByte(' ')
	}
	r.newpar, r.space = false, false
	start = int32(r.text.Len())
	r.text.WriteString(form)
	return start, int32(r.text.Len())
}

// endMulti gives the words of the multiword token their places in it.
func (r *reader) endMulti() {
	t := r.file.Text
	start, end := r.place(r.multi)
	words := t.Words[r.multiAt:]
	for i := range words {
		words[i].Start = start
		if i == len(words)-1 {
			start = end
		} else {
			start += int32(cut(r.multi[len(r.multi)-int(end-start):], len(r.forms[i]), len(words)-1-i))
		}
		words[i].End = start
	}
	r.file.Multi = append(r.file.Multi, language.Range{Start: r.multiAt, End: len(t.Words)})
	r.space, r.multi = r.multiGap, ""
}

// cut gives a place of a rune in s near want that leaves letters for the words still to come, where there are enough.
func cut(s string, want, words int) int {
	n := min(want, max(0, len(s)-words))
	for n < len(s) && n > 0 && !utf8.RuneStart(s[n]) {
		n++
	}
	return n
}

func (r *reader) endSentence() error {
	t := r.file.Text
	if r.multi != "" {
		return fmt.Errorf("the sentence ends inside a multiword token that goes on to word %d", r.multiEnd)
	}
	if len(t.Words) == r.words {
		return nil
	}
	n := int32(len(t.Words) - r.words)
	for i := r.words; i < len(t.Words); i++ {
		if h := t.Words[i].Head; h >= n {
			return fmt.Errorf("word %d has head %d, the sentence ends at %d", i-r.words+1, h+1, n)
		} else if h >= 0 {
			t.Words[i].Head = h + int32(r.words)
		}
	}
	t.Sentences = append(t.Sentences, language.Range{Start: r.words, End: len(t.Words)})
	r.words = len(t.Words)
	return nil
}

func (r *reader) endParagraph() {
	t := r.file.Text
	if n := len(t.Sentences); n > r.sentence {
		t.Paragraphs = append(t.Paragraphs, language.Range{Start: r.sentence, End: n})
		r.sentence = n
	}
}

// Write writes the file. Lemmas and features are not known and are written as _.
func (f *File) Write(out io.Writer) error {
	w := bufio.NewWriter(out)
	multi := f.Multi
	for p, par := range f.Text.Paragraphs {
		for s := par.Start; s < par.End; s++ {
			if s == par.Start {
				w.WriteString("# newpar\n")
			}
			fmt.Fprintf(w, "# sent_id = %d.%d\n", p+1, s-par.Start+1)
			multi = f.sentence(w, f.Text.Sentences[s], multi)
		}
	}
	return w.Flush()
}

func (f *File) sentence(w *bufio.Writer, s language.Range, multi []language.Range) []language.Range {
	t := f.Text
	place := t.Span(s)
	w.WriteString("# text = ")
	w.WriteString(strings.Join(strings.Fields(t.Source[place.Start:place.End]), " "))
	w.WriteByte('\n')
	inside := s.Start // the end of the multiword token being written
	for i := s.Start; i < s.End; i++ {
		if len(multi) > 0 && multi[0].Start == i {
			m := multi[0]
			multi, inside = multi[1:], m.End
			span := t.Span(m)
			fmt.Fprintf(w, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", m.Start-s.Start+1, m.End-s.Start, t.Source[span.Start:span.End], f.misc(m.End-1))
		}
		word, misc := t.Words[i], "_"
		if i >= inside {
			misc = f.misc(i)
		}
		head := "_"
		if word.Rel == language.Root {
			head = "0"
		} else if word.Head >= 0 {
			head = strconv.Itoa(int(word.Head) - s.Start + 1)
		}
		fmt.Fprintf(w, "%d\t%s\t_\t%s\t%s\t_\t%s\t%s\t_\t%s\n", i-s.Start+1, t.Form(i), word.UPOS, word.XPOS, head, word.Rel, misc)
	}
	w.WriteByte('\n')
	return multi
}

// misc says that no white space stands between the word and the next.
func (f *File) misc(i int) string {
	if words := f.Text.Words; i+1 < len(words) && words[i].End == words[i+1].Start {
		return "SpaceAfter=No"
	}
	return "_"
}

package pipeline

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// Stages are the names of the stages, in order.
func Stages() []string {
	names := make([]string, len(stages))
	for i, s := range stages {
		names[i] = s.name
	}
	return names
}

// Show prints what a stage makes of a document, in a form that a person can read and compare.
func (e *Engine) Show(out io.Writer, d *doc.Document, stage string) error {
	if !slices.Contains(Stages(), stage) {
		return fmt.Errorf("there is no stage %q: choose one of %s", stage, strings.Join(Stages(), ", "))
	}
	w := e.work(d, stage)
	to := bufio.NewWriter(out)
	switch stage {
	case "document":
		showDocument(to, d)
	case "token":
		showWords(to, w.text, false)
	case "tag":
		showWords(to, w.text, true)
	case "timex":
		showTimes(to, d, w.times)
	case "entity", "coref":
		showMentions(to, w.text, w.mentions)
	case "attribution":
		showAttributions(to, d, w.attributions)
	case "actor":
		showActors(to, w.cast.Actors())
	case "statement":
		showStatements(to, w.statements)
	case "parse":
		showTrees(to, w.text)
	case "issue":
		showTopics(to, d, w.topics)
	default:
		return showItems(out, w, stage)
	}
	return to.Flush()
}

// showTopics prints each place where an issue is spoken of.
func showTopics(to *bufio.Writer, d *doc.Document, topics []meaning.Topic) {
	for _, t := range topics {
		fmt.Fprintf(to, "%d-%d\t%s\t%.2f\t%s\n", t.At.Start, t.At.End, t.Issue, t.Weight, oneLine(t.At.Of(d.Text)))
	}
}

// showItems prints the items that a stage makes, one a line, as JSON.
func showItems(out io.Writer, w *work, stage string) error {
	to := json.NewEncoder(out)
	to.SetEscapeHTML(false)
	var err error
	each := func(item any) {
		if err == nil {
			err = to.Encode(item)
		}
	}
	switch stage {
	case "position":
		for _, x := range w.positions {
			each(x)
		}
	case "commitment":
		for _, x := range w.commitments {
			each(x)
		}
	case "contact":
		for _, x := range w.contacts {
			each(x)
		}
	case "account":
		for _, x := range w.accounts {
			each(x)
		}
	case "figure":
		for _, x := range w.figures {
			each(x)
		}
	case "fingerprint":
		each(w.fingerprint)
	}
	return err
}

// showDocument prints the text with its furniture and the texts of others marked.
func showDocument(to *bufio.Writer, d *doc.Document) {
	fmt.Fprintf(to, "# %s\n", d.ID)
	for _, field := range [][2]string{
		{"path", d.Path},
		{"url", d.URL},
		{"sha256", d.SHA256},
		{"media type", d.MediaType},
		{"title", d.Title},
		{"publisher", d.Publisher},
		{"agency", d.Agency},
		{"distributor", d.Distributor},
		{"byline", strings.Join(d.Byline, ", ")},
		{"published", d.Published.Date},
		{"basis", string(d.Published.Basis)},
		{"language", d.Language},
		{"kind", string(d.Kind)},
	} {
		if field[1] != "" {
			fmt.Fprintf(to, "# %s: %s\n", field[0], field[1])
		}
	}
	type mark struct {
		at   int
		sign string
	}
	var marks []mark
	for _, f := range d.Furniture {
		marks = append(marks, mark{f.Start, "⟦"}, mark{f.End, "⟧"})
	}
	for _, p := range d.Parts {
		marks = append(marks, mark{p.Span.Start, fmt.Sprintf("⟪%s by %s: ", p.Kind, p.Author)}, mark{p.Span.End, "⟫"})
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return a.at - b.at })
	at := 0
	for _, m := range marks {
		to.WriteString(d.Text[at:m.at])
		to.WriteString(m.sign)
		at = m.at
	}
	to.WriteString(d.Text[at:])
	to.WriteString("\n\n")
}

// showWords prints a sentence a line, its words apart, an empty line between paragraphs.
func showWords(to *bufio.Writer, t *language.Text, tags bool) {
	for _, p := range t.Paragraphs {
		for _, s := range t.Sentences[p.Start:p.End] {
			for i := s.Start; i < s.End; i++ {
				if i > s.Start {
					to.WriteByte(' ')
				}
				to.WriteString(t.Form(i))
				if tags {
					fmt.Fprintf(to, "/%s", t.Words[i].XPOS)
				}
			}
			to.WriteByte('\n')
		}
		to.WriteByte('\n')
	}
}

// showMentions prints a mention a line; those of one thing share a number.
func showMentions(to *bufio.Writer, t *language.Text, mentions []language.Mention) {
	for _, m := range mentions {
		number := "-"
		if m.Entity >= 0 {
			number = fmt.Sprint(m.Entity)
		}
		s := t.Span(m.Words)
		fmt.Fprintf(to, "%6d-%-6d %4s  %-12v %-12v %s\n", s.Start, s.End, number, m.Kind, m.Form, oneLine(s.Of(t.Source)))
	}
	to.WriteByte('\n')
}

// showTimes prints a time expression a line.
func showTimes(to *bufio.Writer, d *doc.Document, times []meaning.Timex) {
	for _, t := range times {
		e := t.Evidence[0]
		fmt.Fprintf(to, "%6d-%-6d %-8s %-18s %-14s %s\n", e.Start, e.End, t.Kind, t.Value, strings.TrimSpace(t.Mod+" "+t.Freq+" "+t.Quant), oneLine(e.Quote))
	}
	to.WriteByte('\n')
}

// showAttributions prints the parts of each attribution with their places.
func showAttributions(to *bufio.Writer, d *doc.Document, attributions []meaning.Attribution) {
	part := func(name string, s doc.Span) {
		fmt.Fprintf(to, "%-8s %6d-%-6d %s\n", name, s.Start, s.End, oneLine(s.Of(d.Text)))
	}
	for _, a := range attributions {
		if a.Source != nil {
			part("source", *a.Source)
		}
		if a.Cue != nil {
			part("cue", *a.Cue)
		}
		for _, c := range a.Content {
			part("content", c)
		}
		to.WriteByte('\n')
	}
}

func showActors(to *bufio.Writer, actors []meaning.Actor) {
	for _, a := range actors {
		fmt.Fprintf(to, "%s\t%s\t%s\t%s\t%s\n", a.ID, a.Kind, a.Party, strings.Join(a.Roles, "; "), strings.Join(a.Aliases, "; "))
	}
	to.WriteByte('\n')
}

func showStatements(to *bufio.Writer, statements []meaning.Statement) {
	for _, s := range statements {
		fmt.Fprintf(to, "%s\t%s\t%s\t%s\t%s\t%s\n", s.ID, s.Speaker.Name, s.Speaker.Party, s.Act, s.Quotation, s.Sourcing)
		for _, e := range s.Evidence {
			fmt.Fprintf(to, "\t%s\n", oneLine(e.Quote))
		}
	}
	to.WriteByte('\n')
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// showTrees prints a word a line, with its dictionary form, its tag, its head and its relation; an empty line ends a sentence.
func showTrees(to *bufio.Writer, t *language.Text) {
	for _, s := range t.Sentences {
		for i := s.Start; i < s.End; i++ {
			w := t.Words[i]
			head := 0
			if w.Head >= 0 {
				head = int(w.Head) - s.Start + 1
			}
			fmt.Fprintf(to, "%d\t%s\t%s\t%s\t%d\t%s\n", i-s.Start+1, t.Form(i), t.Lemma(i), w.XPOS, head, w.Rel)
		}
		to.WriteByte('\n')
	}
}

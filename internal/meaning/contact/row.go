package contact

import (
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/language"
	"github.com/parleyhq/parley/internal/meaning"
)

// rowAfter gives those in the row of names that begins at a word, whatever the tree says: Holm and the head of the Kestrian team,
// Olan Drey. Where the row runs into a verb, what stands behind its first comma or "and" may be the subject of that, and is left
// out: met Holm, Brek said.
func (f *finder) rowAfter(from int, s language.Range) []meaning.Speaker {
	var all, first []meaning.Speaker
	parted, of := false, false
	for i := from; i < s.End; i++ {
		w := f.text.Words[i]
		switch {
		case w.XPOS == language.VBN && f.describes(i):
			of = true
		case w.XPOS.IsVerb() && w.XPOS != language.VBG && w.UPOS != language.ADJ || w.XPOS == language.MD:
			if !parted {
				return nil
			}
			return first
		case w.XPOS == language.Comma || w.XPOS == language.CC:
			if !parted {
				first, parted = unite(all), true
			}
			of = false
		case strings.EqualFold(f.text.Form(i), "of"):
			of = true
		case of && w.UPOS == language.ADP: // the head of the army in the north
		case !f.inRow(i):
			return unite(all)
		case !of && f.endsName(i, s):
			all = append(all, f.placed(i)...)
		}
	}
	return unite(all)
}

// describes reports whether a participle tells more of the name before it: led by, known as.
func (f *finder) describes(i int) bool {
	switch f.text.Lemma(i) {
	case "lead", "head", "command", "chair", "back", "support", "represent", "accompany", "know", "call", "hold":
		return i+1 < len(f.text.Words) && f.text.Words[i+1].UPOS == language.ADP
	}
	return false
}

// rowBefore gives those in the row of names that ends before a verb.
func (f *finder) rowBefore(verb int, s language.Range) []meaning.Speaker {
	end := verb
	for end > s.Start && (f.text.Words[end-1].UPOS == language.AUX || f.text.Words[end-1].UPOS == language.ADV || f.text.Words[end-1].UPOS == language.PART || f.isTime(end-1) || slices.Contains(aheadWords, strings.ToLower(f.text.Form(end-1)))) {
		end--
	}
	from := end
	for from > s.Start && (f.inRow(from-1) || f.text.Words[from-1].XPOS == language.Comma || strings.EqualFold(f.text.Form(from-1), "of") || f.text.Words[from-1].XPOS == language.CC) {
		from--
	}
	if !slices.ContainsFunc(f.text.Words[from:end], func(w language.Word) bool { return w.XPOS == language.CC }) {
		return nil
	}
	if from > s.Start && f.text.Words[from-1].UPOS == language.ADP { // in Arle, Brek and Holm met
		switch strings.ToLower(f.text.Form(from - 1)) {
		case "after", "before", "since", "until":
		default:
			for from < end && f.text.Words[from].XPOS != language.Comma {
				from++
			}
		}
	}
	var all []meaning.Speaker
	of := false
	for i := from; i < end; i++ {
		switch {
		case f.text.Words[i].XPOS == language.Comma || f.text.Words[i].XPOS == language.CC:
			of = false
		case strings.EqualFold(f.text.Form(i), "of"):
			of = true
		case !of && f.endsName(i, s):
			all = append(all, f.placed(i)...)
		}
	}
	return unite(all)
}

// placed gives those of a phrase whose side or office is known: in a row any noun may look like a name.
func (f *finder) placed(i int) []meaning.Speaker {
	return slices.DeleteFunc(f.at(i), func(s meaning.Speaker) bool { return s.Party == "" && s.Role == "" })
}

// inRow reports whether a word may be part of the names in a row.
func (f *finder) inRow(i int) bool {
	if f.isTime(i) {
		return false
	}
	switch w := f.text.Words[i]; w.UPOS {
	case language.PROPN, language.NOUN, language.ADJ, language.DET, language.NUM:
		return true
	case language.PRON:
		return w.XPOS == language.PRPS
	case language.PART:
		return w.XPOS == language.POS
	case language.VERB:
		return w.XPOS == language.VBG
	}
	return f.text.Form(i) == "-"
}

// endsName reports whether a noun is the last of its name or phrase: no first name, no title, nobody whose something is.
func (f *finder) endsName(i int, s language.Range) bool {
	if !f.text.Words[i].XPOS.IsNoun() {
		return false
	}
	return i+1 >= s.End || !f.text.Words[i+1].XPOS.IsNoun() && f.text.Words[i+1].XPOS != language.POS && f.text.Form(i+1) != "-"
}

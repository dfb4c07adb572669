package language

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

//go:embed irregular.tsv
var irregularTSV string

// irregular is the forms that no rule makes, each with its verb or noun.
var irregular = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(irregularTSV) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Fields(line)
		for _, form := range fields[1:] {
			m[form] = fields[0]
		}
	}
	return m
})

// Lemma gives the dictionary form of the i-th word in small letters: agree for "agreed", truce for "truces". Forms that
// the list of irregular ones does not have are taken back by the rules of English spelling; of two verbs that a form may
// come from (hoped: hope, hop) it is the one with the e, where its ending asks for one.
func (t *Text) Lemma(i int) string { return lemma(t.Words[i], lower(t.Form(i))) }

// LemmaAs gives the dictionary form that the i-th word would have under another tag: lift for the noun "lifting" as VBG,
// sanction for "Sanctions" in a headline, which is tagged as a name, as NNS.
func (t *Text) LemmaAs(i int, as XPOS) string { return lemma(Word{XPOS: as}, lower(t.Form(i))) }

func lemma(w Word, form string) string {
	if !w.XPOS.IsVerb() && w.XPOS != NN && w.XPOS != NNS && w.UPOS != AUX && w.XPOS != MD && w.XPOS != NNPS {
		return form
	}
	if w.XPOS == VB || w.XPOS == VBP && w.UPOS != AUX || w.XPOS == NN {
		return form
	}
	if l, ok := irregular()[form]; ok {
		return l
	}
	switch {
	case w.XPOS == NNS || w.XPOS == NNPS || w.XPOS == VBZ:
		return dropS(form)
	case w.XPOS == VBG && strings.HasSuffix(form, "ing"):
		return restore(form[:len(form)-3])
	case (w.XPOS == VBD || w.XPOS == VBN) && strings.HasSuffix(form, "ied") && len(form) > 4:
		return form[:len(form)-3] + "y"
	case (w.XPOS == VBD || w.XPOS == VBN) && strings.HasSuffix(form, "ed"):
		return restore(form[:len(form)-2])
	}
	return form
}

// dropS takes the ending of a plural or of the third person away.
func dropS(form string) string {
	switch {
	case strings.HasSuffix(form, "ies") && len(form) > 4:
		return form[:len(form)-3] + "y"
	case strings.HasSuffix(form, "sses"), strings.HasSuffix(form, "shes"), strings.HasSuffix(form, "ches"), strings.HasSuffix(form, "xes"), strings.HasSuffix(form, "zzes"):
		return form[:len(form)-2]
	case strings.HasSuffix(form, "ss"), strings.HasSuffix(form, "us"), strings.HasSuffix(form, "is"):
		return form
	}
	return strings.TrimSuffix(form, "s")
}

// restore gives a stem that an ending was cut from its e again, or takes the doubled letter away.
func restore(stem string) string {
	n := len(stem)
	if n < 2 {
		return stem
	}
	last, before := stem[n-1], stem[n-2]
	switch {
	case last == before && strings.IndexByte("bdgmnprt", last) >= 0:
		return stem[:n-1]
	case last == before: // pass, fulfil(l)
		return stem
	case strings.HasSuffix(stem, "at"), strings.HasSuffix(stem, "iz"), strings.HasSuffix(stem, "is") && n > 4, strings.HasSuffix(stem, "ag") && n > 4,
		strings.HasSuffix(stem, "ut") && n > 5, strings.HasSuffix(stem, "et") && strings.HasSuffix(stem, "plet"):
		return afterOneVowel(stem)
	case last == 'v', last == 'c', last == 'u', last == 'e', strings.HasSuffix(stem, "dg"), strings.HasSuffix(stem, "ng") && strings.HasSuffix(stem, "ang") && n > 4,
		last == 's' && strings.IndexByte("aeioun", before) >= 0, last == 'l' && strings.IndexByte("bdgpt", before) >= 0, strings.HasSuffix(stem, "uir"),
		strings.HasSuffix(stem, "par") && n > 4, strings.HasSuffix(stem, "cid"), strings.HasSuffix(stem, "vid"), strings.HasSuffix(stem, "clud"):
		return stem + "e"
	case vowel(before) && n == 3 && !vowel(last) && !vowel(stem[0]): // hop, cit: hope, cite
		return stem + "e"
	}
	return stem
}

// afterOneVowel gives a stem its e where the vowel before its last consonant is single: negotiate, but treat.
func afterOneVowel(stem string) string {
	n := len(stem)
	if n > 2 && vowel(stem[n-3]) && stem[n-3] != 'i' && stem[n-3] != 'u' && !strings.HasSuffix(stem, "creat") {
		return stem // treat, meet, await
	}
	return stem + "e"
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// lower gives a word in small letters.
func lower(s string) string {
	for i := range len(s) {
		if s[i] >= 'A' && s[i] <= 'Z' || s[i] >= 0x80 {
			return strings.Map(unicode.ToLower, s)
		}
	}
	return s
}

package language

import (
	"slices"
	"strings"
)

// A UPOS is a universal part of speech of UD 2; zero is unknown.
type UPOS uint8

const (
	NoUPOS UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
)

var uposNames = [...]string{"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

func (u UPOS) String() string { return uposNames[u] }

// ParseUPOS reads a universal part of speech; ok is false for a name that is none.
func ParseUPOS(name string) (u UPOS, ok bool) {
	i := slices.Index(uposNames[1:], name) + 1
	return UPOS(i), i > 0
}

// An XPOS is a tag of the Penn Treebank as the English UD corpora use it; zero is unknown.
type XPOS uint8

const (
	NoXPOS     XPOS = iota
	Dollar          // a currency sign
	CloseQuote      // a closing quotation mark
	Comma
	LRB       // an opening bracket
	RRB       // a closing bracket
	Stop      // the end of a sentence: . ? !
	Colon     // other punctuation: : ; – …
	ADD       // an address: URL, e-mail
	AFX       // a separate affix
	CC        // coordinating conjunction
	CD        // cardinal number
	DT        // determiner
	EX        // existential there
	FW        // foreign word
	GW        // a part of a word written apart
	HYPH      // a hyphen inside a word
	IN        // preposition or subordinating conjunction
	JJ        // adjective
	JJR       // comparative
	JJS       // superlative
	LS        // list item marker
	MD        // modal
	NFP       // superfluous punctuation
	NN        // singular noun
	NNP       // singular proper noun
	NNPS      // plural proper noun
	NNS       // plural noun
	PDT       // predeterminer
	POS       // possessive ending
	PRP       // personal pronoun
	PRPS      // possessive pronoun: his
	RB        // adverb
	RBR       // comparative adverb
	RBS       // superlative adverb
	RP        // particle
	Symbol    // symbol (SYM, a name that UPOS has taken)
	TO        // infinitival to
	UH        // interjection
	VB        // base form
	VBD       // past tense
	VBG       // gerund or present participle
	VBN       // past participle
	VBP       // present tense, not third person singular
	VBZ       // present tense, third person singular
	WDT       // wh-determiner
	WP        // wh-pronoun
	WPS       // possessive wh-pronoun: whose
	WRB       // wh-adverb
	XX        // unclear
	OpenQuote // an opening quotation mark
)

var xposNames = [...]string{
	"_",
	"$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "``",
}

func (x XPOS) String() string { return xposNames[x] }

// ParseXPOS reads a tag of the Penn Treebank; ok is false for a name that is none.
func ParseXPOS(name string) (x XPOS, ok bool) {
	i := slices.Index(xposNames[1:], name) + 1
	return XPOS(i), i > 0
}

// IsVerb reports whether the tag is a form of a verb, modals not counted.
func (x XPOS) IsVerb() bool { return VB <= x && x <= VBZ }

// IsNoun reports whether the tag is a noun, proper or common.
func (x XPOS) IsNoun() bool { return NN <= x && x <= NNS }

// A Rel is a universal dependency relation of UD 2 with the subtypes that the English corpora use; zero is unknown.
type Rel uint8

const (
	NoRel        Rel = iota
	Acl              // acl: clause under a noun
	AclRelcl         // acl:relcl: relative clause
	AdvCl            // advcl: adverbial clause
	AdvClRelcl       // advcl:relcl
	AdvMod           // advmod: adverb
	AMod             // amod: adjective
	Appos            // appos: apposition
	Aux              // aux: auxiliary
	AuxPass          // aux:pass: passive auxiliary
	Case             // case: preposition or possessive ending
	Cc               // cc: coordinating conjunction
	CcPreconj        // cc:preconj
	CComp            // ccomp: clausal complement
	Clf              // clf
	Compound         // compound
	CompoundPrt      // compound:prt: particle of a phrasal verb
	Conj             // conj: conjunct
	Cop              // cop: copula
	CSubj            // csubj: clausal subject
	CSubjOuter       // csubj:outer
	CSubjPass        // csubj:pass
	Dep              // dep: unspecified
	Det              // det: determiner
	DetPredet        // det:predet
	Discourse        // discourse
	Dislocated       // dislocated
	Expl             // expl: expletive
	Fixed            // fixed: fixed expression
	Flat             // flat: name or other headless expression
	Goeswith         // goeswith
	IObj             // iobj: indirect object
	List             // list
	Mark             // mark: subordinating word
	NMod             // nmod: noun under a noun
	NModDesc         // nmod:desc
	NModPoss         // nmod:poss: possessor
	NModUnmarked     // nmod:unmarked: noun under a noun, without a preposition
	NSubj            // nsubj: subject
	NSubjOuter       // nsubj:outer: subject of a clause whose predicate is a clause
	NSubjPass        // nsubj:pass: subject of a passive
	NumMod           // nummod: number
	Obj              // obj: direct object
	Obl              // obl: noun under a verb
	OblAgent         // obl:agent: by whom, in the passive
	OblUnmarked      // obl:unmarked: noun under a verb, without a preposition: Tuesday
	Orphan           // orphan
	Parataxis        // parataxis: clause beside a clause: he said
	Punct            // punct
	Reparandum       // reparandum
	Root             // root: root of the sentence
	Vocative         // vocative: somebody addressed
	XComp            // xcomp: open clausal complement
)

var relNames = [...]string{
	"_",
	"acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj", "ccomp", "clf", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
}

func (r Rel) String() string { return relNames[r] }

// ParseRel reads a relation. A subtype that is not listed is passed over: obl:tmod reads as obl.
// ok is false for a name that is no relation.
func ParseRel(name string) (r Rel, ok bool) {
	if i := slices.Index(relNames[1:], name); i >= 0 {
		return Rel(i + 1), true
	}
	base, _, sub := strings.Cut(name, ":")
	if !sub {
		return NoRel, false
	}
	return ParseRel(base)
}

var universal = func() (u [len(relNames)]Rel) {
	for i, name := range relNames {
		base, _, _ := strings.Cut(name, ":")
		u[i] = Rel(slices.Index(relNames[:], base))
	}
	return u
}()

// Universal gives the relation without its subtype: NSubj for NSubjPass.
func (r Rel) Universal() Rel { return universal[r] }

// The numbers of tags and relations, the unknown one counted.
const (
	NumUPOS = len(uposNames)
	NumXPOS = len(xposNames)
	NumRel  = len(relNames)
)

package main

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/parleyhq/parley/internal/brief"
	"github.com/parleyhq/parley/internal/doc"
	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/dossier/comparison"
	"github.com/parleyhq/parley/internal/dossier/discrepancy"
	"github.com/parleyhq/parley/internal/meaning"
	"github.com/parleyhq/parley/internal/table"
	"github.com/parleyhq/parley/internal/wording"
)

type compareCommand struct {
	readFlags
	dbFlag
	Between string   `help:"The party whose account stands first." placeholder:"PARTY"`
	And     string   `help:"The party whose account stands beside it." placeholder:"PARTY"`
	Format  string   `enum:"text,markdown,html,csv,jsonl" default:"text" help:"How to print it: ${enum}."`
	Name    string   `help:"The name of what is compared, for the heading." placeholder:"NAME"`
	Input   []string `arg:"" optional:"" help:"Two inputs, each with one account; or inputs that have both, with --between and --and; none with --db."`
}

func (c compareCommand) Help() string {
	return `Two accounts of one call, meeting or round of talks, aligned issue by issue, with where they part.

  parley compare kremlin.html whitehouse.html          two texts, each with one side's account
  parley compare report.txt                            one text with the accounts of two sides
  parley compare --between Russia --and "United States" inbox/
  parley compare --between Russia --and "United States" --db parley.db

An input is a file, a folder, an address, or - for standard input. Two inputs without --between are taken to tell of one thing. In
one input, or with --between and --and, the accounts are those of the call, meeting or talks of which both parties say most;
without --between, of the two parties that part most often.`
}

// sides are two accounts of one thing, and the texts that they stand in.
type sides struct {
	documents []*doc.Document
	contact   *dossier.Contact // nil where it is not known
	a, b      comparison.Side
	partings  []dossier.Discrepancy
	problems  int
}

func (c compareCommand) Run(e *env) error {
	if (c.Between == "") != (c.And == "") {
		return errors.New("--between and --and go together: name both parties, or neither")
	}
	s, about, err := c.sides(e)
	if err != nil {
		return err
	}
	id, name := "", cmp.Or(c.Name, about.name)
	if s.contact != nil {
		id, name = s.contact.ID, cmp.Or(c.Name, heading(*s.contact))
	}
	aligned := comparison.Of(id, s.a, s.b, s.partings)
	words := about.words
	switch page := brief.Compare(aligned, s.documents, brief.Options{Name: name, Words: words}); c.Format {
	case "markdown":
		err = page.Markdown(e.stdout)
	case "html":
		err = page.HTML(e.stdout)
	case "csv":
		err = table.Comparison(aligned, s.documents, words).CSV(e.stdout)
	case "jsonl":
		err = table.Comparison(aligned, s.documents, words).JSONL(e.stdout)
	default:
		if name != "" {
			fmt.Fprintf(e.stdout, "%s\n\n", name)
		}
		err = table.Comparison(aligned, s.documents, words).Text(e.stdout, columns(e.stdout))
	}
	if err == nil && s.problems > 0 {
		return errProblems
	}
	return err
}

// sides are the two accounts that are asked for.
func (c compareCommand) sides(e *env) (*sides, *bundle, error) {
	if c.Between == "" && len(c.Input) == 2 && c.DB == "" {
		reader, err := c.reader(e)
		if err != nil {
			return nil, nil, err
		}
		s, err := c.ofInputs(e, reader)
		return s, &bundle{name: reader.name, words: reader.words()}, err
	}
	b, err := dossierFlags{readFlags: c.readFlags, dbFlag: c.dbFlag}.bundle(e, c.Input)
	if err != nil {
		return nil, nil, err
	}
	s, err := c.ofParties(b)
	return s, b, err
}

// accountsIn reads inputs and gives the documents and the accounts that stand in them, and how many inputs could not be read.
func accountsIn(e *env, outcomes iter.Seq[outcome]) (documents []*doc.Document, accounts []meaning.Account, problems int) {
	for o := range outcomes {
		if o.problem != nil {
			problems++
			fmt.Fprintf(e.stderr, "problem: %s: %s\n", o.problem.Input, o.problem.Error)
			continue
		}
		documents = append(documents, o.document)
		accounts = append(accounts, o.reading.Accounts...)
	}
	return documents, accounts, problems
}

// ofInputs are the sides of two inputs, which are taken to tell of one thing: of each the party that says most in it, and not
// twice the same where that can be.
func (c compareCommand) ofInputs(e *env, r *reader) (*sides, error) {
	s := &sides{}
	var parties [2][]string
	var accounts [2][]meaning.Account
	for i, input := range c.Input {
		documents, found, problems := accountsIn(e, r.outcomes(e, []string{input}))
		s.documents, s.problems = append(s.documents, documents...), s.problems+problems
		accounts[i], parties[i] = found, loudest(found)
		if len(parties[i]) == 0 {
			return nil, fmt.Errorf("%s: no account of a call, meeting or talks was found in it", input)
		}
	}
	s.documents = slices.CompactFunc(s.documents, func(x, y *doc.Document) bool { return x.ID == y.ID })
	first, second := parties[0][0], parties[1][0]
	switch {
	case first != second:
	case len(parties[1]) > 1:
		second = parties[1][1]
	case len(parties[0]) > 1:
		first = parties[0][1]
	}
	s.a, s.b = comparison.Side{Name: first, Accounts: by(first, accounts[0])}, comparison.Side{Name: second, Accounts: by(second, accounts[1])}
	if first == second { // one side's account in two texts
		s.a.Name, s.b.Name = first+", "+c.Input[0], second+", "+c.Input[1]
		return s, nil
	}
	s.partings = discrepancy.OfAccounts("", oneThing(slices.Concat(s.a.Accounts, s.b.Accounts)))
	return s, nil
}

// ofParties are the sides of the parties named, or of the two that say most, on the contact of which both say most.
func (c compareCommand) ofParties(b *bundle) (*sides, error) {
	woven, documents, problems := b.Dossier, b.Documents, b.problems
	var accounts []meaning.Account
	for _, p := range b.pages {
		accounts = append(accounts, p.Reading.Accounts...)
	}
	names, err := c.parties(loudest(accounts), woven.Discrepancies)
	if err != nil {
		return nil, err
	}
	contacts := map[string]*dossier.Contact{} // by the ids of what the readings say of them
	for i := range woven.Contacts {
		for _, mention := range woven.Contacts[i].Mentions {
			contacts[mention] = &woven.Contacts[i]
		}
	}
	groups := map[string]*sides{} // by contact, or by document of what names none
	for _, a := range accounts {
		key := a.Doc
		contact := contacts[a.Contact]
		if contact != nil {
			key = contact.ID
		}
		g := groups[key]
		if g == nil {
			g = &sides{documents: documents, contact: contact, a: comparison.Side{Name: names[0]}, b: comparison.Side{Name: names[1]}, problems: problems}
			groups[key] = g
		}
		switch a.Party {
		case names[0]:
			g.a.Accounts = append(g.a.Accounts, a)
		case names[1]:
			g.b.Accounts = append(g.b.Accounts, a)
		}
	}
	best, most := "", 0
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		if n := min(points(groups[key].a), points(groups[key].b)); n > most {
			best, most = key, n
		}
	}
	if best == "" { // nothing says that they speak of one thing: beside each other they may stand, and part only where the dossier says so
		s := &sides{documents: documents, problems: problems}
		s.a, s.b = comparison.Side{Name: names[0], Accounts: by(names[0], accounts)}, comparison.Side{Name: names[1], Accounts: by(names[1], accounts)}
		s.partings = slices.DeleteFunc(woven.Discrepancies, func(d dossier.Discrepancy) bool { return !isBetween(d, names) })
		return s, nil
	}
	s := groups[best]
	s.documents = slices.DeleteFunc(documents, func(d *doc.Document) bool {
		return !slices.ContainsFunc(slices.Concat(s.a.Accounts, s.b.Accounts), func(a meaning.Account) bool { return a.Doc == d.ID })
	})
	s.partings = discrepancy.OfAccounts(best, oneThing(slices.Concat(s.a.Accounts, s.b.Accounts)))
	return s, nil
}

func isBetween(d dossier.Discrepancy, parties [2]string) bool {
	of := func(party string) bool {
		return slices.ContainsFunc(d.Between, func(s dossier.Side) bool { return s.Party == party })
	}
	return of(parties[0]) && of(parties[1])
}

// parties are the two that are compared, of those that give accounts, who say most first: those named, else the two that
// part most often, else those that say most.
func (c compareCommand) parties(all []string, partings []dossier.Discrepancy) (names [2]string, err error) {
	if c.Between == "" {
		if len(all) < 2 {
			return names, fmt.Errorf("there are no two accounts to compare: %s", known(all))
		}
		names, most := [2]string{all[0], all[1]}, 0
		for i, a := range all {
			for _, b := range all[i+1:] {
				n := 0
				for _, d := range partings {
					if isBetween(d, [2]string{a, b}) {
						n++
					}
				}
				if n > most {
					names, most = [2]string{a, b}, n
				}
			}
		}
		return names, nil
	}
	for i, wanted := range []string{c.Between, c.And} {
		at := slices.IndexFunc(all, func(p string) bool { return strings.EqualFold(p, wanted) })
		if at < 0 {
			return names, fmt.Errorf("no account of %q was found: %s", wanted, known(all))
		}
		names[i] = all[at]
	}
	if names[0] == names[1] {
		return names, fmt.Errorf("--between and --and name one party, %s: name two", names[0])
	}
	return names, nil
}

// heading names a contact: Call: Ana Duarte, Tomas Hale, 6 May 2031.
func heading(c dossier.Contact) string {
	l := wording.Contact(c)
	if c.Date != "" {
		return l.Lead + ", " + wording.Day(c.Date)
	}
	return l.Lead
}

func points(s comparison.Side) int {
	n := 0
	for _, a := range s.Accounts {
		n += len(a.Points)
	}
	return n
}

func known(parties []string) string {
	if len(parties) == 0 {
		return "no party gives an account of a call, meeting or talks"
	}
	return "accounts are given by " + strings.Join(parties, ", ")
}

// loudest are the parties that give accounts, those who say most first.
func loudest(accounts []meaning.Account) []string {
	points := map[string]int{}
	for _, a := range accounts {
		if a.Party != "" {
			points[a.Party] += len(a.Points)
		}
	}
	return slices.SortedFunc(maps.Keys(points), func(a, b string) int {
		return cmp.Or(cmp.Compare(points[b], points[a]), cmp.Compare(a, b))
	})
}

func by(party string, accounts []meaning.Account) []meaning.Account {
	return slices.DeleteFunc(slices.Clone(accounts), func(a meaning.Account) bool { return a.Party != party })
}

// oneThing are accounts as those of one contact: whoever compares them says that they are.
func oneThing(accounts []meaning.Account) []meaning.Account {
	for i := range accounts {
		accounts[i].Contact = "one"
	}
	return accounts
}

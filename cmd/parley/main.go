// Command parley keeps the record of a negotiation: it reads what is published about it and says who said
// what, every line leading to the words that it rests on. A command is a file.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/parleyhq/parley/internal/pipeline"
)

type commands struct {
	Read          readCommand          `cmd:"" help:"Read texts and print the record, document by document."`
	Search        searchCommand        `cmd:"" help:"Find lines of the record by words, party, issue, act, date, source and sourcing."`
	Brief         briefCommand         `cmd:"" help:"Print one page on a negotiation, every line with its source."`
	Compare       compareCommand       `cmd:"" help:"Print two accounts of one thing beside each other, and where they part."`
	Positions     positionsCommand     `cmd:"" help:"Print who wants what, issue by issue."`
	Commitments   commitmentsCommand   `cmd:"" help:"Print what is agreed, promised or proposed, and how it stands."`
	Contacts      contactsCommand      `cmd:"" help:"Print who met or called whom, and when."`
	Timeline      timelineCommand      `cmd:"" help:"Print everything with a date, past and to come."`
	Discrepancies discrepanciesCommand `cmd:"" help:"Print where the accounts part."`
	Sources       sourcesCommand       `cmd:"" help:"Print the documents, and which of them come from one another."`
	Demo          demoCommand          `cmd:"" help:"Read the bundled negotiation, print its summary and serve it."`
	Serve         serveCommand         `cmd:"" help:"Serve a record as pages on this machine."`
	Record        recordCommand        `cmd:"" help:"Print the record that a database keeps."`
	Backup        backupCommand        `cmd:"" help:"Write all that a database keeps to one file."`
	Restore       restoreCommand       `cmd:"" help:"Put a backup into a database, of either kind."`
	Score         scoreCommand         `cmd:"" help:"Score what the engine reads against what people hold to be right."`
	Export        exportCommand        `cmd:"" help:"Write what people decided on a record as gold."`
	Annotate      annotateCommand      `cmd:"" help:"Print words, sentences, tags and trees of a text as CoNLL-U."`
	Train         trainCommand         `cmd:"" help:"Learn the weights of a stage from corpora, the same bytes each time."`
	Version       versionCommand       `cmd:"" help:"Print the version of the engine."`
}

// env is the world outside, as the commands see it.
type env struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
}

// Exit statuses.
const (
	statusDone    = 0
	statusProblem = 1 // some input could not be read, or the work could not be done
	statusUsage   = 2 // the command line is wrong
)

// errProblems says that some inputs could not be read; each has its problem line already.
var errProblems = errors.New("some inputs could not be read")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // who asks a second time is not kept waiting
	os.Exit(run(&env{ctx, os.Stdin, os.Stdout, os.Stderr}, os.Args[1:]))
}

// run carries out one command line and gives the exit status.
func run(e *env, args []string) (status int) {
	var c commands
	exited := false
	parser, err := kong.New(
		&c,
		kong.Name("parley"),
		kong.Description("Reads press reports, readouts and transcripts of a negotiation and keeps the record of it."),
		kong.Writers(e.stdout, e.stderr),
		kong.Exit(func(code int) { exited, status = true, code }), // after --help
		kong.UsageOnError(),
		kong.Bind(e),
		kong.Vars{"stages": strings.Join(pipeline.Stages(), ", "), "searched": strings.Join(searched, ", ")},
	)
	if err != nil {
		panic(err) // the command line is described wrongly: found by any test
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	switch {
	case exited:
		return status
	case err != nil:
		fmt.Fprintf(e.stderr, "parley: %v\nTry: parley --help\n", err)
		return statusUsage
	}
	err = parsed.Run(e)
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE): // whoever read us has enough
		return statusDone
	case errors.Is(err, errProblems):
		return statusProblem
	case errors.As(err, new(usageError)):
		fmt.Fprintf(e.stderr, "parley: %v\nTry: parley %s --help\n", err, parsed.Command())
		return statusUsage
	default:
		fmt.Fprintf(e.stderr, "parley: %v\n", err)
		return statusProblem
	}
}

type versionCommand struct{}

func (versionCommand) Run(e *env) error {
	_, err := fmt.Fprintln(e.stdout, "parley", pipeline.Version)
	return err
}

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/parleyhq/parley/internal/keep"
	"github.com/parleyhq/parley/internal/pipeline"
	"github.com/parleyhq/parley/internal/serve"
	"github.com/parleyhq/parley/internal/serve/web"
	"github.com/parleyhq/parley/internal/store"
)

type serveCommand struct {
	readFlags
	dbFlag
	Listen string   `default:"127.0.0.1:8484" help:"The address to serve on; other machines cannot be let in yet." placeholder:"HOST:PORT"`
	Name   string   `help:"The name of the negotiation, for the pages." placeholder:"NAME"`
	Input  []string `arg:"" optional:"" help:"Files, folders, addresses, or - for standard input; with --db they are read in first, and none is needed."`
}

func (c serveCommand) Help() string {
	return `The record as pages, on this machine alone.

  parley serve --db parley.db          what is kept; what people decide is kept with it
  parley serve --db parley.db inbox/   reads the folder in first
  parley serve inbox/                  keeps nothing: record and decisions are gone when it stops`
}

func (c serveCommand) Run(e *env) error {
	db := cmp.Or(c.kept(), inMemory)
	if db == inMemory && len(c.Input) == 0 {
		return usageError("there is nothing to serve: name files, folders or addresses, or a record that is kept with --db")
	}
	open := keptAt
	if db != inMemory && len(c.Input) == 0 {
		open = keptThere
	}
	k, err := open(e.ctx, db)
	if err != nil {
		return err
	}
	defer k.Close()
	reader, changed, err := k.reader(e, c.readFlags, false)
	if err != nil {
		return err
	}
	t, err := k.read(e, reader, c.Input, changed)
	if err != nil {
		return err
	}
	if t.stopped {
		return t.ends(e)
	}
	if db != inMemory && (len(c.Input) > 0 || changed) {
		if err := k.report(e, t); err != nil {
			return err
		}
	}
	whole, err := k.summary(e.ctx)
	switch {
	case err != nil:
		return err
	case whole == nil && len(c.Input) > 0:
		return errors.New("nothing to serve: no input could be read")
	case whole == nil:
		return fmt.Errorf("nothing to serve: %s keeps no document; parley read --db %[1]s INPUT reads some in", k.place)
	}
	return serveRecord(e, k, cmp.Or(c.Name, k.negotiation.Name, reader.name), c.Listen, web.Words(reader.words()))
}

// serveRecord serves the pages of what a store keeps until the process is told to stop.
func serveRecord(e *env, d store.Store, name, listen string, options ...web.Option) error {
	decisions := keep.NewDesk(d, "")
	defer decisions.Wait() // what was decided last is still put into the record
	options = append(options, web.Engine("parley "+pipeline.Version), web.Review(decisions))
	server, err := serve.Server(listen, web.New(d, name, options...))
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return fmt.Errorf("%w; is something else being served there? choose another address with --listen", err)
	}
	fmt.Fprintf(e.stdout, "\nServing on http://%s (stop with Ctrl-C)\n", listener.Addr())
	stopped := make(chan error, 1)
	go func() {
		<-e.ctx.Done()
		patience, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		stopped <- server.Shutdown(patience)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

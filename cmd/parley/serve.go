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
	Listen string   `default:"127.0.0.1:8484" help:"The address to serve on; other machines cannot be let in yet." placeholder:"HOST:PORT"`
	Name   string   `help:"The name of the negotiation, for the pages." placeholder:"NAME"`
	Input  []string `arg:"" help:"Files, folders, addresses, or - for standard input."`
}

func (c serveCommand) Run(e *env) error {
	reader, err := c.reader(e)
	if err != nil {
		return err
	}
	kept, err := openStore(e.ctx, inMemory)
	if err != nil {
		return err
	}
	defer kept.Close()
	if _, err := keepAll(e, kept, "", reader.outcomes(e, c.Input)); err != nil {
		return err
	}
	if _, err := kept.Item(e.ctx, "summary"); err != nil {
		return errors.New("nothing to serve: no input could be read")
	}
	return serveRecord(e, kept, cmp.Or(c.Name, reader.name), c.Listen, web.Words(reader.words()))
}

// serveRecord serves the pages of what a store keeps until the process is told to stop.
func serveRecord(e *env, d store.Store, name, listen string, options ...web.Option) error {
	options = append(options, web.Engine("parley "+pipeline.Version), web.Review(keep.NewDesk(d, "")))
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

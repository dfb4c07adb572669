package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/parleyhq/parley/internal/dossier"
	"github.com/parleyhq/parley/internal/pipeline"
	"github.com/parleyhq/parley/internal/serve"
	"github.com/parleyhq/parley/internal/serve/web"
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
	woven, problems := wovenAsOf("", reader.outcomes(e, c.Input))
	for _, p := range problems {
		fmt.Fprintf(e.stderr, "problem: %s: %s\n", p.Input, p.Error)
	}
	if len(woven.Documents) == 0 {
		return errors.New("nothing to serve: no input could be read")
	}
	return serveDossier(e, woven, cmp.Or(c.Name, reader.name), c.Listen)
}

// serveDossier serves the pages until the process is told to stop.
func serveDossier(e *env, d *dossier.Dossier, name, listen string, options ...web.Option) error {
	options = append(options, web.Engine("parley "+pipeline.Version))
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

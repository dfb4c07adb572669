package postgres

import (
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"
	"testing"

	"github.com/parleyhq/parley/internal/store"
)

// A server that goes away while it is asked or while it answers leaves one of these; each is told as one kind, and none as the broken
// pipe of whoever reads what is printed.
func TestWentAway(t *testing.T) {
	s := &Store{name: "postgres://server/record"}
	for _, err := range []error{
		io.ErrUnexpectedEOF, io.EOF, net.ErrClosed,
		&net.OpError{Op: "write", Err: syscall.EPIPE}, &net.OpError{Op: "read", Err: syscall.ECONNRESET},
	} {
		got := s.failed("items", fmt.Errorf("while it answered: %w", err))
		if !errors.Is(got, store.ErrAway) || errors.Is(got, syscall.EPIPE) {
			t.Errorf("%v is told as %v", err, got)
		}
	}
}

package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"parley": main})
}

// TestScripts runs the scripts of testdata/script: what the program does, told as commands and what they print.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"bytes":  writeBytes,
			"cut":    cutFile,
			"sorted": sortLines,
		},
		Condition: func(cond string) (bool, error) {
			return cond == "root" && os.Geteuid() == 0, nil
		},
	})
}

// writeBytes makes a file of so many times a piece, with Go's escapes: bytes FILE PIECE COUNT.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: bytes FILE PIECE COUNT")
	}
	piece, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	count, err := strconv.Atoi(args[2])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte(piece), count), 0o600))
}

// cutFile copies the first bytes of a file: cut FILE COPY COUNT.
func cutFile(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: cut FILE COPY COUNT")
	}
	count, err := strconv.Atoi(args[2])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(ts.ReadFile(args[0]))[:count], 0o600))
}

// sortLines puts the lines of a file in order: sorted FILE.
func sortLines(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: sorted FILE")
	}
	lines := slices.Sorted(strings.Lines(ts.ReadFile(args[0])))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Join(lines, "")), 0o600))
}

// output is what a command prints, safe to look at while it runs.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

func TestDemoServesUntilItIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	var stdout, stderr output
	status := make(chan int)
	go func() {
		status <- run(&env{ctx, strings.NewReader(""), &stdout, &stderr}, []string{"demo", "--listen", "127.0.0.1:0"})
	}()
	address := ""
	for deadline := time.Now().Add(time.Minute); address == ""; time.Sleep(10 * time.Millisecond) {
		if m := regexp.MustCompile(`http://\S+`).FindString(stdout.String()); m != "" {
			address = m
		}
		if time.Now().After(deadline) {
			t.Fatalf("does not serve; it printed\n%s%s", stdout.String(), stderr.String())
		}
	}
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(page), "Meridian Wire") {
		t.Errorf("%s: %s, %v, %d bytes without its documents", address, response.Status, err, len(page))
	}
	stop()
	if got := <-status; got != statusDone {
		t.Errorf("stopped with status %d\n%s", got, stderr.String())
	}
}

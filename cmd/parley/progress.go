package main

import (
	"io"
	"os"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"
)

// longWork is how long work may take before a bar shows how it goes.
const longWork = time.Second

// A progress shows on a terminal how many documents have been read, once that takes a while.
type progress struct {
	to    io.Writer
	begun time.Time
	all   *mpb.Progress
	bar   *mpb.Bar
	read  int64
}

// newProgress returns a progress that shows nothing unless w is a terminal.
func newProgress(w io.Writer) *progress {
	p := &progress{begun: time.Now()}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.to = w
	}
	return p
}

// Step counts one more document.
func (p *progress) Step() {
	p.read++
	if p.to == nil {
		return
	}
	if p.bar == nil {
		if time.Since(p.begun) < longWork {
			return
		}
		p.show()
	}
	p.bar.SetCurrent(p.read)
}

// show starts the bar. How many inputs there are is not known before they have been walked through, so it
// counts and does not promise an end.
func (p *progress) show() {
	p.all = mpb.New(mpb.WithOutput(p.to), mpb.WithWidth(24), mpb.WithRefreshRate(200*time.Millisecond))
	p.bar = p.all.New(0, mpb.SpinnerStyle(),
		mpb.PrependDecorators(decor.CurrentNoUnit("reading: %d documents", decor.WCSyncSpace)),
		mpb.AppendDecorators(decor.AverageSpeed(0, "%.0f/s"), decor.Elapsed(decor.ET_STYLE_GO, decor.WCSyncSpace)),
		mpb.BarRemoveOnComplete())
}

// Done takes the bar away.
func (p *progress) Done() {
	if p.bar != nil {
		p.bar.SetTotal(p.read, true)
		p.all.Wait()
	}
}

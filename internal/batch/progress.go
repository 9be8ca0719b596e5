package batch

import (
	"io"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// ProgressOptions says whether there is a bar and what it counts.
type ProgressOptions struct {
	// Terminal says that the writer is a terminal. There is no bar in a file.
	Terminal bool

	// Total is the number of inputs.
	Total int

	// Least is the number of inputs from which there is a bar; 0 means 500.
	// Fewer are done before anyone wonders.
	Least int

	// Label stands before the bar.
	Label string
}

// redraw is how often the bar is drawn at most.
const redraw = 100 * time.Millisecond

// Progress is a bar that shows how many inputs are done. It draws on the
// terminal that findings are printed to as well, so everything printed while
// it stands has to go through a writer that [Progress.Wrap] made. Where the
// options want no bar its methods do nothing. It starts no goroutine, and what
// goes wrong in drawing it is nobody's failure and not reported.
type Progress struct {
	mu  sync.Mutex
	bar *progressbar.ProgressBar // nil: none, or no more
	out io.Writer
	ink bool // something may stand on the bar's line
}

// NewProgress makes the bar. It is first drawn by [Progress.Step].
func NewProgress(w io.Writer, opt ProgressOptions) *Progress {
	if opt.Least <= 0 {
		opt.Least = 500
	}
	p := &Progress{out: w}
	if !opt.Terminal || opt.Total < opt.Least {
		return p
	}
	// Narrow, and without the library's forecast of the time left: a line that
	// a small terminal wraps cannot be cleared.
	p.bar = progressbar.NewOptions(opt.Total,
		progressbar.OptionSetWriter(barWriter{p}),
		progressbar.OptionSetDescription(opt.Label),
		progressbar.OptionSetTheme(progressbar.ThemeASCII),
		progressbar.OptionSetWidth(20),
		progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(false),
		progressbar.OptionSetElapsedTime(false),
		progressbar.OptionThrottle(redraw),
		progressbar.OptionClearOnFinish(),
	)
	return p
}

// Step counts one input as done.
func (p *Progress) Step() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		_ = p.bar.Add(1)
	}
}

// Wrap returns a writer to w that takes the bar off the line before it writes;
// the bar comes back below with a later step. Each write should end a line:
// the bar starts at the left edge of the line that the cursor is on. Where
// there is no bar, it returns w.
func (p *Progress) Wrap(w io.Writer) io.Writer {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar == nil {
		return w
	}
	return &clearingWriter{p: p, w: w}
}

// Done removes the bar for good. It can be called at any time, and again.
func (p *Progress) Done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	p.bar = nil
}

// clear takes the bar off its line. The library's own way leaves the bar
// standing on Windows, and one with escape sequences would not suit every
// console there, so it writes blanks.
func (p *Progress) clear() {
	if p.bar == nil || !p.ink {
		return
	}
	width := len(p.bar.String()) // ASCII but for the label; a blank too many does no harm
	_, _ = io.WriteString(p.out, "\r"+strings.Repeat(" ", width)+"\r")
	p.ink = false
}

// barWriter is where the library draws; Step holds the lock.
type barWriter struct{ p *Progress }

func (b barWriter) Write(text []byte) (int, error) {
	b.p.ink = true
	return b.p.out.Write(text)
}

// clearingWriter is what Wrap returns.
type clearingWriter struct {
	p *Progress
	w io.Writer
}

func (c *clearingWriter) Write(text []byte) (int, error) {
	c.p.mu.Lock()
	defer c.p.mu.Unlock()
	c.p.clear()
	return c.w.Write(text)
}

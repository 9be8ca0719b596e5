package batch

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// ProgressOptions say whether there is a bar and what it counts.
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
	mu    sync.Mutex
	out   io.Writer
	label string
	done  int
	total int       // 0: no bar, or no more
	drawn time.Time // when the bar was last drawn
	width int       // of what stands on the bar's line, 0 for nothing
}

// NewProgress returns the bar. It is first drawn by [Progress.Step].
func NewProgress(w io.Writer, opt ProgressOptions) *Progress {
	if opt.Least <= 0 {
		opt.Least = 500
	}
	p := &Progress{out: w, label: opt.Label}
	if opt.Terminal && opt.Total >= opt.Least {
		p.total = opt.Total
	}
	return p
}

// Step counts one input as done.
func (p *Progress) Step() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.total == 0 {
		return
	}
	p.done++
	if now := time.Now(); now.Sub(p.drawn) >= redraw {
		p.drawn = now
		p.draw()
	}
}

// barWidth is how many cells the bar has between its brackets. It is narrow: a line that a
// small terminal wraps cannot be cleared.
const barWidth = 24

// draw writes, for example, "lint 512 / 2000 [=====>__________________]".
func (p *Progress) draw() {
	p.clear()
	cells := barWidth * min(p.done, p.total) / p.total
	bar := (strings.Repeat("=", cells) + ">" + strings.Repeat("_", barWidth))[:barWidth]
	text := fmt.Sprintf("%s %d / %d [%s]", p.label, p.done, p.total, bar)
	p.width = utf8.RuneCountInString(text)
	_, _ = io.WriteString(p.out, text)
}

// Wrap returns a writer to w that takes the bar off the line before it writes;
// the bar comes back below with a later step. Each write should end a line:
// the bar starts at the left edge of the line that the cursor is on. Where
// there is no bar, it returns w.
func (p *Progress) Wrap(w io.Writer) io.Writer {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.total == 0 {
		return w
	}
	return &clearingWriter{p: p, w: w}
}

// Done removes the bar for good. It can be called at any time, and again.
func (p *Progress) Done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	p.total = 0
}

// clear takes the bar off its line. Escape sequences would not suit every console on
// Windows, so it writes blanks.
func (p *Progress) clear() {
	if p.width == 0 {
		return
	}
	_, _ = io.WriteString(p.out, "\r"+strings.Repeat(" ", p.width)+"\r")
	p.width = 0
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

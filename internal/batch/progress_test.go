package batch

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// screen is what a terminal shows of what was written to it: one row of cells
// for each line, with carriage returns obeyed.
func screen(text string) []string {
	var rows []string
	for line := range strings.SplitSeq(text, "\n") {
		var row []rune
		col := 0
		for _, r := range line {
			switch {
			case r == '\r':
				col = 0
				continue
			case col == len(row):
				row = append(row, r)
			default:
				row[col] = r
			}
			col++
		}
		rows = append(rows, strings.TrimRight(string(row), " "))
	}
	return rows
}

func TestNoProgress(t *testing.T) {
	for name, opt := range map[string]ProgressOptions{
		"no terminal": {Total: 10_000},
		"few inputs":  {Terminal: true, Total: 499},
		"none":        {Terminal: true},
		"own least":   {Terminal: true, Total: 600, Least: 601},
	} {
		var out bytes.Buffer
		p := NewProgress(&out, opt)
		p.Step()
		if w := p.Wrap(io.Discard); w != io.Discard {
			t.Errorf("%s: the writer is wrapped", name)
		}
		p.Done()
		if out.Len() > 0 {
			t.Errorf("%s: wrote %q", name, out.String())
		}
	}
}

func TestProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var terminal bytes.Buffer
		p := NewProgress(&terminal, ProgressOptions{Terminal: true, Total: 1000, Label: "linting"})
		stdout := p.Wrap(&terminal)
		var want []string
		for i := range 1000 {
			time.Sleep(7 * time.Millisecond)
			p.Step()
			rows := screen(terminal.String())
			if bar := rows[len(rows)-1]; bar != "" && (!strings.HasPrefix(bar, "linting") || len(bar) > 60) {
				t.Fatalf("step %d shows %q", i, bar)
			}
			if i%10 == 9 {
				line := strings.Repeat("f", i%3+1)
				if _, err := io.WriteString(stdout, line+"\n"); err != nil {
					t.Fatal(err)
				}
				want = append(want, line)
			}
		}
		drawn := strings.Count(terminal.String(), "linting")
		if drawn < 50 || drawn > 71 { // 7 seconds, ten a second
			t.Errorf("drawn %d times", drawn)
		}
		p.Done()
		p.Step()
		p.Done()
		want = append(want, "")
		if got := screen(terminal.String()); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("the screen shows\n%s", strings.Join(got, "\n"))
		}
	})
}

func TestProgressStoppedHalfway(t *testing.T) {
	var terminal bytes.Buffer
	p := NewProgress(&terminal, ProgressOptions{Terminal: true, Total: 1000})
	p.Step()
	if got := screen(terminal.String()); !strings.Contains(got[0], "1 / 1000") {
		t.Errorf("the screen shows %q", got)
	}
	p.Done()
	length := terminal.Len()
	if got := screen(terminal.String()); got[0] != "" {
		t.Errorf("after Done the screen shows %q", got)
	}
	if _, err := io.WriteString(p.Wrap(&terminal), "later"); err != nil || terminal.Len() != length+len("later") {
		t.Errorf("after Done more than the text was written: %q", terminal.String()[length:])
	}
}

// TestProgressConcurrent is for the race detector.
func TestProgressConcurrent(t *testing.T) {
	var terminal bytes.Buffer
	p := NewProgress(&terminal, ProgressOptions{Terminal: true, Total: 1000})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 300 { // more than the total: a caller that miscounts
				p.Step()
				_, _ = io.WriteString(p.Wrap(&terminal), "line\n")
			}
		})
	}
	wg.Wait()
	p.Done()
	for i, row := range screen(terminal.String()) {
		if row != "line" && row != "" {
			t.Fatalf("row %d is %q", i, row)
		}
	}
}

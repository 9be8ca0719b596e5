package report

import (
	"strings"
	"time"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// diffTimeout bounds the search for the shortest difference. Files of phones take
// milliseconds; two large ones with nothing in common get a longer difference.
const diffTimeout = 2 * time.Second

// maxDiffLines is how many lines the shortest difference is looked for in. Some
// of the search is quadratic and not bound by the timeout; and the library has a
// number for 1.1 million different lines and panics at one more. The largest
// file of a phone known has 5,000 lines.
const maxDiffLines = 25_000

// diffLine is a line of either text: kept, removed or added.
type diffLine struct {
	op   diffmatchpatch.Operation
	text string // with its line end, as it is to be written
}

// lineDiff returns the lines of both texts in the order of a diff. What the texts
// start and end with alike is taken off first; between them, very long texts
// are said to be replaced as a whole.
func lineDiff(before, after string) []diffLine {
	head := commonLines(before, after)
	before, after = before[len(head):], after[len(head):]
	tail := commonEnd(before, after)
	before, after = before[:len(before)-len(tail)], after[:len(after)-len(tail)]

	lines := appendLines(nil, diffmatchpatch.DiffEqual, head)
	if strings.Count(before, "\n")+strings.Count(after, "\n") > maxDiffLines {
		lines = appendLines(lines, diffmatchpatch.DiffDelete, before)
		lines = appendLines(lines, diffmatchpatch.DiffInsert, after)
	} else {
		dmp := diffmatchpatch.New()
		dmp.DiffTimeout = diffTimeout
		a, b, known := dmp.DiffLinesToRunes(before, after)
		for _, d := range dmp.DiffCharsToLines(dmp.DiffMainRunes(a, b, false), known) {
			lines = appendLines(lines, d.Type, d.Text)
		}
	}
	return appendLines(lines, diffmatchpatch.DiffEqual, tail)
}

func appendLines(lines []diffLine, op diffmatchpatch.Operation, text string) []diffLine {
	for line := range strings.Lines(text) {
		lines = append(lines, diffLine{op, line})
	}
	return lines
}

// commonLines returns the whole lines that two texts both start with.
func commonLines(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:strings.LastIndexByte(a[:n], '\n')+1]
}

// commonEnd returns the whole lines that two texts both end with.
func commonEnd(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	common := a[len(a)-n:]
	if startsLine(a, n) && startsLine(b, n) {
		return common
	}
	_, whole, _ := strings.Cut(common, "\n") // the first line is part of a longer one
	return whole
}

// startsLine reports whether the last bytes of a text start with a line.
func startsLine(text string, last int) bool {
	return last == len(text) || text[len(text)-last-1] == '\n'
}

package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/fatih/color"
	"github.com/sergi/go-diff/diffmatchpatch"
)

// contextLines is how many unchanged lines stand around a change.
const contextLines = 3

// Unified writes the difference between two texts in the unified format that
// patch and git read, and nothing where there is none.
func Unified(w io.Writer, oldName, newName, before, after string, colored bool) error {
	if before == after {
		return nil
	}
	d := unifiedDiff{
		head: paint(colored, color.Bold), hunk: paint(colored, color.FgCyan),
		removed: paint(colored, color.FgRed), added: paint(colored, color.FgGreen),
	}
	d.out.WriteString(d.head.Sprintf("--- %s", oldName) + "\n" + d.head.Sprintf("+++ %s", newName) + "\n")
	d.hunks(lineDiff(before, after))
	_, err := io.WriteString(w, d.out.String())
	return err
}

// diffTimeout bounds the search for the shortest difference. Files of phones take
// milliseconds; two large ones with nothing in common get a longer difference.
const diffTimeout = 5 * time.Second

// diffLine is a line of either text: kept, removed or added.
type diffLine struct {
	op   diffmatchpatch.Operation
	text string // with its line end
}

// lineDiff gives the lines of both texts in the order of a diff.
func lineDiff(before, after string) []diffLine {
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = diffTimeout
	a, b, lines := dmp.DiffLinesToRunes(before, after)
	var all []diffLine
	for _, d := range dmp.DiffCharsToLines(dmp.DiffMainRunes(a, b, false), lines) {
		for line := range strings.Lines(d.Text) {
			all = append(all, diffLine{d.Type, line})
		}
	}
	return all
}

type unifiedDiff struct {
	out                        strings.Builder
	head, hunk, removed, added *color.Color
}

// hunks writes the changes with the lines around them; changes whose
// surroundings touch share a hunk.
func (d *unifiedDiff) hunks(lines []diffLine) {
	oldLine, newLine := 1, 1
	for i := 0; i < len(lines); {
		next := nextChange(lines, i)
		if next == len(lines) {
			return
		}
		start := max(i, next-contextLines)
		oldLine += start - i
		newLine += start - i
		end := hunkEnd(lines, next)
		d.writeHunk(lines[start:end], &oldLine, &newLine)
		i = end
	}
}

func nextChange(lines []diffLine, from int) int {
	for from < len(lines) && lines[from].op == diffmatchpatch.DiffEqual {
		from++
	}
	return from
}

// hunkEnd gives where the hunk ends that holds a change.
func hunkEnd(lines []diffLine, change int) int {
	end := change
	for end < len(lines) && lines[end].op != diffmatchpatch.DiffEqual {
		end++
	}
	if next := nextChange(lines, end); next < len(lines) && next-end <= 2*contextLines {
		return hunkEnd(lines, next)
	}
	return min(end+contextLines, len(lines))
}

func (d *unifiedDiff) writeHunk(lines []diffLine, oldLine, newLine *int) {
	removed, added := 0, 0
	var body strings.Builder
	for _, l := range lines {
		sign, ink := " ", (*color.Color)(nil)
		switch l.op {
		case diffmatchpatch.DiffDelete:
			sign, ink = "-", d.removed
			removed++
		case diffmatchpatch.DiffInsert:
			sign, ink = "+", d.added
			added++
		default:
			removed++
			added++
		}
		text := strings.TrimSuffix(l.text, "\n")
		if ink != nil {
			body.WriteString(ink.Sprint(sign + text))
		} else {
			body.WriteString(sign + text)
		}
		body.WriteString("\n")
		if !strings.HasSuffix(l.text, "\n") {
			body.WriteString("\\ No newline at end of file\n")
		}
	}
	d.out.WriteString(d.hunk.Sprintf("@@ -%s +%s @@", span(*oldLine, removed), span(*newLine, added)) + "\n")
	d.out.WriteString(body.String())
	*oldLine += removed
	*newLine += added
}

// span writes a range of lines as diff does: an empty one is said to stand
// behind the line before it.
func span(line, count int) string {
	switch count {
	case 0:
		return fmt.Sprintf("%d,0", line-1)
	case 1:
		return fmt.Sprint(line)
	}
	return fmt.Sprintf("%d,%d", line, count)
}

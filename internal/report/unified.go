package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/fatih/color"
	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// contextLines is how many unchanged lines stand around a change.
const contextLines = 3

// UnifiedOptions say for whom a difference is written.
type UnifiedOptions struct {
	Color bool
	// Visible is for a terminal, which is not to obey what stands in a file: control
	// characters are written as Go writes them. Nor is a change to be one that nobody sees:
	// of lines that change, spaces at the end and carriage returns that not all of them have
	// are marked. No patch could be applied then.
	Visible bool
	// Hide says what is not to be shown of a text; nil shows all. The texts are compared as
	// they are, and a secret that differs is said to. No patch could be applied then either.
	Hide func(string) redact.Text
}

// Unified writes the difference between two texts in the unified format that
// patch and git read, and nothing where there is none.
func Unified(w io.Writer, oldName, newName, before, after string, options UnifiedOptions) error {
	if before == after {
		return nil
	}
	d := unifiedDiff{
		visible: options.Visible,
		head:    paint(options.Color, color.Bold), hunk: paint(options.Color, color.FgCyan),
		removed: paint(options.Color, color.FgRed), added: paint(options.Color, color.FgGreen),
	}
	for _, h := range []struct{ sign, name string }{{"--- ", oldName}, {"+++ ", newName}} {
		d.out.WriteString(d.head.Sprint(h.sign+d.shown(diffName(h.name))) + "\n")
	}
	lines := lineDiff(before, after)
	if options.Hide != nil {
		hideLines(lines, options.Hide(before).Lines(), options.Hide(after).Lines())
	}
	d.hunks(lines)
	_, err := io.WriteString(w, d.out.String())
	return err
}

// diffName writes a file's name as the head of a difference has it: behind one
// with a space in it, patch wants a tab to know where it ends.
func diffName(name string) string {
	if strings.ContainsAny(name, " ") {
		return name + "\t"
	}
	return name
}

type unifiedDiff struct {
	out                        strings.Builder
	visible                    bool
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

// nextKept returns where the first line from one on is that does not change.
func nextKept(lines []diffLine, from int) int {
	for from < len(lines) && lines[from].op != diffmatchpatch.DiffEqual {
		from++
	}
	return from
}

// hunkEnd returns where the hunk ends that holds a change.
func hunkEnd(lines []diffLine, change int) int {
	for {
		end := nextKept(lines, change)
		change = nextChange(lines, end)
		if change == len(lines) || change-end > 2*contextLines {
			return min(end+contextLines, len(lines))
		}
	}
}

func (d *unifiedDiff) writeHunk(lines []diffLine, oldLine, newLine *int) {
	removed, added := 0, 0
	for _, l := range lines {
		if l.op != diffmatchpatch.DiffInsert {
			removed++
		}
		if l.op != diffmatchpatch.DiffDelete {
			added++
		}
	}
	d.out.WriteString(d.hunk.Sprintf("@@ -%s +%s @@", span(*oldLine, removed), span(*newLine, added)) + "\n")
	for len(lines) > 0 {
		n := nextChange(lines, 0)
		for _, l := range lines[:n] {
			d.writeLine(l, false)
		}
		lines = lines[n:]
		n = nextKept(lines, 0)
		marked := endingsDiffer(lines[:n])
		for _, l := range lines[:n] {
			d.writeLine(l, marked)
		}
		lines = lines[n:]
	}
	*oldLine += removed
	*newLine += added
}

// endingsDiffer reports whether some of the lines that change in one place end with a
// carriage return, and some do not.
func endingsDiffer(lines []diffLine) bool {
	with := 0
	for _, l := range lines {
		if strings.HasSuffix(strings.TrimSuffix(l.text, "\n"), "\r") {
			with++
		}
	}
	return with > 0 && with < len(lines)
}

// writeLine writes a line, with its carriage return marked where that is what changes.
func (d *unifiedDiff) writeLine(l diffLine, marked bool) {
	text, ended := strings.CutSuffix(l.text, "\n")
	text = d.shown(text)
	if d.visible && l.op != diffmatchpatch.DiffEqual {
		text = markEnd(text, marked)
	}
	switch l.op {
	case diffmatchpatch.DiffDelete:
		text = d.removed.Sprint("-" + text)
	case diffmatchpatch.DiffInsert:
		text = d.added.Sprint("+" + text)
	default:
		text = " " + text
	}
	d.out.WriteString(text + "\n")
	if !ended {
		d.out.WriteString("\\ No newline at end of file\n")
	}
}

// shown returns a line as it is written. Tabs stay, and a carriage return at the end of the
// line, which moves nothing there.
func (d *unifiedDiff) shown(text string) string {
	if !d.visible {
		return text
	}
	line, end := strings.CutSuffix(text, "\r")
	line = phrase.Escape(line, func(r rune) bool { return r != '\t' && phrase.IsHidden(r) })
	if end {
		line += "\r"
	}
	return line
}

// What marks on a terminal what is not seen there.
const (
	spaceMark  = "·"
	returnMark = "␍"
)

// markEnd returns a line with its spaces at the end marked, and its carriage return where
// it is asked for.
func markEnd(text string, marksReturn bool) string {
	line, hasReturn := strings.CutSuffix(text, "\r")
	bare := strings.TrimRight(line, " ")
	line = bare + strings.Repeat(spaceMark, len(line)-len(bare))
	switch {
	case !hasReturn:
		return line
	case marksReturn:
		return line + returnMark + "\r"
	}
	return line + "\r"
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

// differs stands behind what is hidden of a line that was added, where the line that
// it replaces has something else there.
const differs = " (differs)"

// hideLines puts what is shown of the lines of two texts in place of their own. Those that
// were compared are the texts' own, so that a secret which differs is among the changes.
func hideLines(lines []diffLine, old, new []redact.Line) {
	next := func(from *[]redact.Line) (line redact.Line) {
		line, *from = (*from)[0], (*from)[1:]
		return line
	}
	var removed []redact.Line
	var added []addedLine
	for i := range lines {
		l := &lines[i]
		switch l.op {
		case diffmatchpatch.DiffDelete:
			removed = append(removed, next(&old))
			l.text = removed[len(removed)-1].String()
		case diffmatchpatch.DiffInsert:
			added = append(added, addedLine{l, next(&new)})
			l.text = added[len(added)-1].String()
		default:
			line := next(&old)
			if other := next(&new); len(other.Hidden) > 0 {
				line = other // hidden in one of them is hidden
			}
			l.text = line.String()
			markDiffering(removed, added)
			removed, added = nil, nil
		}
	}
	markDiffering(removed, added)
}

// addedLine is a line of a difference that was added.
type addedLine struct {
	line *diffLine
	redact.Line
}

// markDiffering says of the lines that were added in one place which of their secrets
// differ from those of the lines that were removed there.
func markDiffering(removed []redact.Line, added []addedLine) {
	removed = slices.Clone(removed)
	for _, l := range added {
		if len(l.Hidden) == 0 {
			continue
		}
		for i, r := range removed {
			if len(r.Hidden) > 0 && r.Shown[0] == l.Shown[0] || len(removed) == 1 && len(added) == 1 {
				l.mark(r)
				removed = slices.Delete(removed, i, i+1) // each is the old line of one
				break
			}
		}
	}
}

// mark marks each secret of the line that another line does not have.
func (l addedLine) mark(old redact.Line) {
	if len(l.Hidden) != len(old.Hidden) {
		return
	}
	var b strings.Builder
	for i, secret := range l.Hidden {
		b.WriteString(l.Shown[i] + redact.Mark)
		if secret != old.Hidden[i] {
			b.WriteString(differs)
		}
	}
	l.line.text = b.String() + l.Shown[len(l.Hidden)]
}

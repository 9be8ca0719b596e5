package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/fatih/color"
	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// contextLines is how many unchanged lines stand around a change.
const contextLines = 3

// UnifiedOptions say for whom a difference is written.
type UnifiedOptions struct {
	Color bool
	// Visible is for a terminal, which is not to obey what stands in a file: control
	// characters are written as Go writes them. No patch could be applied then.
	Visible bool
	// Hide blots out what is not to be shown of a text, line for line; nil shows all. The
	// texts are compared as they are, and a secret that differs is said to. No patch could
	// be applied then either.
	Hide func(string) string
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
		hideLines(lines, options.Hide(before), options.Hide(after))
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

// hunkEnd returns where the hunk ends that holds a change.
func hunkEnd(lines []diffLine, change int) int {
	for {
		end := change
		for end < len(lines) && lines[end].op != diffmatchpatch.DiffEqual {
			end++
		}
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
	for _, l := range lines {
		d.writeLine(l)
	}
	*oldLine += removed
	*newLine += added
}

func (d *unifiedDiff) writeLine(l diffLine) {
	text, ended := strings.CutSuffix(l.text, "\n")
	text = d.shown(text)
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
	line = escaped(line, func(r rune) bool { return r != '\t' && isHidden(r) })
	if end {
		line += "\r"
	}
	return line
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

// differs stands behind what is blotted out of a line that was added, where the line that
// was removed for it has something else there. Without it, the two would read alike.
const differs = " (differs)"

// hideLines puts the lines of two texts with their secrets hidden in place of the texts'
// own. Those that were compared are the texts' own, so that a secret which differs is
// among the changes.
func hideLines(lines []diffLine, before, after string) {
	old, new := strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
	next := func(from *[]string) (line string) {
		if len(*from) > 0 {
			line, *from = (*from)[0], (*from)[1:]
		}
		return line
	}
	var removed, added []hiddenLine
	for i := range lines {
		l := &lines[i]
		switch own := l.text; l.op {
		case diffmatchpatch.DiffDelete:
			l.text = next(&old)
			removed = append(removed, hiddenLine{l, own})
		case diffmatchpatch.DiffInsert:
			l.text = next(&new)
			added = append(added, hiddenLine{l, own})
		default:
			l.text = next(&old)
			if other := next(&new); strings.Contains(other, catalog.Blot) {
				l.text = other // hidden in one of them is hidden
			}
			markDiffering(removed, added)
			removed, added = nil, nil
		}
	}
	markDiffering(removed, added)
}

// hiddenLine is a line of a difference whose text has its secrets hidden, and what it was
// before.
type hiddenLine struct {
	*diffLine
	own string
}

// markDiffering says of the lines that were added in one place which of their secrets
// differ from those of the lines that were removed there.
func markDiffering(removed, added []hiddenLine) {
	for _, l := range added {
		head, _, ok := strings.Cut(l.text, catalog.Blot)
		if !ok {
			continue
		}
		for i, r := range removed {
			first, _, hides := strings.Cut(r.text, catalog.Blot)
			if hides && first == head || len(removed) == 1 && len(added) == 1 {
				l.text = marked(l, r)
				removed = append(removed[:i:i], removed[i+1:]...) // each is the old line of one
				break
			}
		}
	}
}

// marked returns the text of a line that was added, each secret marked that another line
// does not have.
func marked(l, old hiddenLine) string {
	now, was := l.secrets(), old.secrets()
	if len(now) != len(was) {
		return l.text
	}
	parts := strings.Split(l.text, catalog.Blot)
	var b strings.Builder
	for i, secret := range now {
		b.WriteString(parts[i] + catalog.Blot)
		if secret != was[i] {
			b.WriteString(differs)
		}
	}
	return b.String() + parts[len(parts)-1]
}

// secrets returns what was hidden of the line, in order.
func (l hiddenLine) secrets() (secrets []string) {
	parts := strings.Split(l.text, catalog.Blot)
	rest, ok := strings.CutPrefix(l.own, parts[0])
	for i, part := range parts[1:] {
		at := strings.Index(rest, part)
		if i == len(parts)-2 {
			at = len(rest) - len(part)
		}
		if !ok || at < 0 || !strings.HasPrefix(rest[at:], part) {
			return nil // it is hidden as a whole
		}
		secrets = append(secrets, rest[:at])
		rest = rest[at+len(part):]
	}
	return secrets
}

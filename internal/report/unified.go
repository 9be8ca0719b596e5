package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/fatih/color"
	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// contextLines is how many unchanged lines stand around a change.
const contextLines = 3

// UnifiedOptions says for whom a difference is written.
type UnifiedOptions struct {
	Color bool
	// Visible is for a terminal, which is not to obey what stands in a file: control
	// characters are written as Go writes them. No patch could be applied then.
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

// hunkEnd gives where the hunk ends that holds a change.
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

// shown gives a line as it is written. Tabs stay, and a carriage return at the end of the
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

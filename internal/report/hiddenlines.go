package report

import (
	"slices"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/fvcfg/fvcfg/pkg/redact"
)

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

package report

import (
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

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

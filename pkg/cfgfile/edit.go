package cfgfile

import (
	"slices"
	"strings"
)

// Edit replaces a span of a file with other text. Edits of one file are applied
// together, so their spans are all those of the file as it is.
type Edit struct {
	Span Span
	New  string
}

// Apply returns the text with the edits made. Edits that touch each other are
// made in the order of their starts; one that starts inside an earlier one is
// left out, and its index is in dropped.
func Apply(src string, edits []Edit) (result string, dropped []int) {
	order := make([]int, len(edits))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return edits[a].Span.Start - edits[b].Span.Start })
	var b strings.Builder
	at := 0
	for _, i := range order {
		e := edits[i]
		if e.Span.Start < at {
			dropped = append(dropped, i)
			continue
		}
		b.WriteString(src[at:e.Span.Start])
		b.WriteString(e.New)
		at = e.Span.End
	}
	b.WriteString(src[at:])
	return b.String(), dropped
}

// splice replaces a span of the file in memory, and moves what is behind it.
func (f *File) splice(at Span, text string) {
	f.src = f.src[:at.Start] + text + f.src[at.End:]
	move := mover{end: at.End, by: len(text) - at.Len()}
	for i := range f.entries {
		e := &f.entries[i]
		e.key, e.keyEnd, e.val, e.valEnd = move.offset32(e.key), move.offset32(e.keyEnd), move.offset32(e.val), move.offset32(e.valEnd)
	}
	for i := range f.scopes {
		s := &f.scopes[i]
		s.name, s.nameEnd, s.prefix = move.offset32(s.name), move.offset32(s.nameEnd), move.offset32(s.prefix)
	}
	for i := range f.marks {
		m := &f.marks[i]
		m.start, m.end = move.offset32(m.start), move.offset32(m.end)
	}
	for i := range f.problems {
		f.problems[i].Offset = move.offset(f.problems[i].Offset)
	}
	for _, s := range []*Span{&f.frame.Header, &f.frame.Version, &f.frame.NearVersion, &f.frame.Footer, &f.frame.AfterFooter} {
		s.Start, s.End = move.offset(s.Start), move.offset(s.End)
	}
}

// mover moves offsets at or behind a place.
type mover struct{ end, by int }

func (m mover) offset(at int) int {
	if at >= m.end {
		return at + m.by
	}
	return at
}

func (m mover) offset32(at uint32) uint32 { return uint32(m.offset(int(at))) }

package cfgfile

import (
	"strings"
	"unicode/utf8"
)

// Position is a place in a file. Line and Column count from 1; Column counts
// characters, not bytes. Offset is the byte offset from 0.
type Position struct {
	Offset, Line, Column int
}

// Position gives line and column of a byte offset. It counts from the start of
// the file; see [Locator] for many positions of one file.
func (f *File) Position(offset int) Position {
	return NewLocator(f.src).Position(offset)
}

// Locator turns byte offsets into positions. It walks the text once as long as
// the offsets it is asked for do not go back.
type Locator struct {
	src    string
	at     int // everything before it is counted
	line   int
	column int
}

// NewLocator gives a locator for a text.
func NewLocator(src string) *Locator {
	l := &Locator{src: src}
	l.rewind()
	return l
}

// rewind goes back to the first character. A byte order mark is none: editors
// don't show it.
func (l *Locator) rewind() {
	l.at, l.line, l.column = 0, 1, 1
	if strings.HasPrefix(l.src, bom) {
		l.at = len(bom)
	}
}

// Position gives the position of a byte offset; an offset past the end is the
// end.
func (l *Locator) Position(offset int) Position {
	offset = min(max(offset, 0), len(l.src))
	if offset < l.at {
		l.rewind()
	}
	passed := l.src[l.at:max(offset, l.at)]
	if n := strings.Count(passed, "\n"); n > 0 {
		l.line += n
		l.column = 1
		passed = passed[strings.LastIndexByte(passed, '\n')+1:]
	}
	l.column += utf8.RuneCountInString(passed)
	l.at = max(offset, l.at)
	return Position{Offset: offset, Line: l.line, Column: l.column}
}

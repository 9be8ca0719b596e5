package cfgfile

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// lineEnd returns where the line that starts at a position ends, without its line
// end, and where the next one starts. Carriage returns before a line feed are
// all part of the line end: a file that was converted to CRLF twice has two.
func lineEnd(src string, at int) (end, next int) {
	end, next = len(src), len(src)
	if i := strings.IndexByte(src[at:], '\n'); i >= 0 {
		end, next = at+i, at+i+1
	}
	if end > at && src[end-1] == '\r' {
		end = trimReturns(src, at, end-1)
	}
	return end, next
}

func trimReturns(src string, at, end int) int {
	for end > at && src[end-1] == '\r' {
		end--
	}
	return end
}

// countLines returns how many lines of settings a text has room for: as many as
// it has lines, but no more than it holds lines of eight bytes, so that a file
// of line ends alone does not take sixteen times its size.
func countLines(src string) int {
	return min(strings.Count(src, "\n"), len(src)/8) + 1
}

func firstLine(src string) string {
	line, _, _ := strings.Cut(src, "\n")
	return strings.TrimRight(line, " \t\r")
}

// firstEOL returns a text's first line end, "" where it has none.
func firstEOL(src string) string {
	i := strings.IndexByte(src, '\n')
	switch {
	case i < 0:
		return ""
	case i > 0 && src[i-1] == '\r':
		return "\r\n"
	}
	return "\n"
}

// trimmedSpan returns the span without white space around it.
func trimmedSpan(src string, start, end int) Span {
	start = skipSpace(src[:end], start)
	for start < end && isSpace(src[end-1]) {
		end--
	}
	return Span{start, end}
}

// skipSpace returns where the white space that starts at a position ends.
func skipSpace(src string, at int) int {
	for at < len(src) && isSpace(src[at]) {
		at++
	}
	return at
}

// spaces has a bit set for every byte that is white space.
const spaces = uint64(1)<<' ' | 1<<'\t' | 1<<'\r' | 1<<'\n'

func isSpace(c byte) bool { return c <= ' ' && spaces>>c&1 != 0 }

// scanLine does for a line what lineEnd does and finds its first colon in the
// same pass; colon is end where there is none. Lines are short, so looking at
// eight bytes at a time beats two calls that look at more.
func scanLine(src string, at int) (colon, end, next int) {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	colon = -1
	i := at
	for ; i+8 <= len(src); i += 8 {
		word := word(src[i : i+8])
		feeds := word ^ '\n'*ones
		feeds = (feeds - ones) &^ feeds & highs
		if colon < 0 {
			colons := word ^ ':'*ones
			if colons = (colons - ones) &^ colons & highs; colons != 0 {
				colon = i + bits.TrailingZeros64(colons)/8
			}
		}
		if feeds != 0 {
			i += bits.TrailingZeros64(feeds) / 8
			return lineMarks(src, at, colon, i, i+1)
		}
	}
	for ; i < len(src) && src[i] != '\n'; i++ {
		if src[i] == ':' && colon < 0 {
			colon = i
		}
	}
	return lineMarks(src, at, colon, i, min(i+1, len(src)))
}

// lineMarks takes the carriage returns off a line's end, and a colon behind it
// for none.
func lineMarks(src string, at, colon, end, next int) (int, int, int) {
	if end > at && src[end-1] == '\r' {
		end = trimReturns(src, at, end-1)
	}
	if uint(colon) > uint(end) {
		colon = end
	}
	return colon, end, next
}

// word returns eight bytes as a number, the first one lowest.
func word(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// Position is a place in a file. Line and Column count from 1; Column counts
// characters, not bytes. Offset is the byte offset from 0.
type Position struct {
	Offset, Line, Column int
}

// Position returns the line and column of a byte offset. It counts from the start of
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

// NewLocator returns a [Locator] of a text.
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

// Position returns the position of a byte offset; an offset past the end is the
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

package cfgfile

import "strings"

// lineEnd gives where the line that starts at a position ends, without its line
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

// countLines gives how many lines of settings a text has room for: as many as
// it has lines, but no more than it holds lines of eight bytes, so that a file
// of line ends alone does not take sixteen times its size.
func countLines(src string) int {
	return min(strings.Count(src, "\n"), len(src)/8) + 1
}

func firstLine(src string) string {
	line, _, _ := strings.Cut(src, "\n")
	return strings.TrimRight(line, " \t\r")
}

// firstEOL gives a text's first line end, "" where it has none.
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

// trimmedSpan gives the span without white space around it.
func trimmedSpan(src string, start, end int) Span {
	start = skipSpace(src[:end], start)
	for start < end && isSpace(src[end-1]) {
		end--
	}
	return Span{start, end}
}

// skipSpace gives where the white space that starts at a position ends.
func skipSpace(src string, at int) int {
	for at < len(src) && isSpace(src[at]) {
		at++
	}
	return at
}

// spaces has a bit set for every byte that is white space.
const spaces = uint64(1)<<' ' | 1<<'\t' | 1<<'\r' | 1<<'\n'

func isSpace(c byte) bool { return c <= ' ' && spaces>>c&1 != 0 }

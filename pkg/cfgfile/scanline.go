package cfgfile

import "math/bits"

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

// word gives eight bytes as a number, the first one lowest.
func word(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

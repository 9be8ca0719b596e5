package report

import (
	"strconv"
	"strings"
	"unicode"
)

// visible gives a text with what would not be seen, break a line or steer a
// terminal written as Go writes it: \n, \x1b.
func visible(text string) string {
	if !strings.ContainsFunc(text, isHidden) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if isHidden(r) {
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isHidden(r rune) bool { return !unicode.IsPrint(r) || r == unicode.ReplacementChar }

package report

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible returns a text of which a terminal shows everything and obeys nothing: what
// would not be seen is written as Go writes it.
func Visible(text string) string { return visible(text) }

// OneLine keeps a text in its line and column: control characters are written as Go
// writes them, and the rest stays as it is for the program that reads it.
func OneLine(text string) string { return escaped(text, unicode.IsControl) }

// visible returns a text with what would not be seen, break a line or steer a
// terminal written as Go writes it: \n, \x1b.
func visible(text string) string { return escaped(text, isHidden) }

// escaped writes some of a text's characters as Go writes them.
func escaped(text string, which func(rune) bool) string {
	if !strings.ContainsFunc(text, which) {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		if which(r) {
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		} else {
			b.WriteString(text[i : i+width(text[i:])])
		}
	}
	return b.String()
}

// width returns how many bytes the first character of a text has: one, where they are no
// UTF-8, so that they stay as they are.
func width(text string) int {
	_, n := utf8.DecodeRuneInString(text)
	return n
}

func isHidden(r rune) bool { return !unicode.IsPrint(r) || r == unicode.ReplacementChar }

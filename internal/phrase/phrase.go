// Package phrase writes what messages are made of: counts, lists, and texts that somebody
// gave, so that they say the same in the same words.
package phrase

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Count returns a number with its noun: "1 file", "2 files".
func Count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// List returns items with a word before the last: "a", "a or b", "a, b or c".
func List(items []string, word string) string {
	last := len(items) - 1
	if last < 1 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:last], ", ") + " " + word + " " + items[last]
}

// maxQuoted is how many characters of a text a message repeats: enough to recognise it
// by, and no flood if a whole file was given by mistake.
const maxQuoted = 48

// Quote returns a text that a caller gave in quotation marks, with what cannot be printed
// escaped, and shortened.
func Quote(text string) string {
	count := 0
	for i := range text {
		if count == maxQuoted {
			return strconv.Quote(text[:i]) + "…"
		}
		count++
	}
	return strconv.Quote(text)
}

// Name returns a file's name as messages and reports have it: quoted where it is empty or
// holds what a terminal would not show as written, so that no name can forge a line of
// output or move the cursor.
func Name(name string) string {
	if name == "" || strings.ContainsFunc(name, IsHidden) {
		return strconv.Quote(name)
	}
	return name
}

// Visible returns a text of which a terminal shows everything and obeys nothing: what
// would not be seen, break a line or steer it is written as Go writes it: \n, \x1b.
func Visible(text string) string { return Escape(text, IsHidden) }

// IsHidden reports whether a terminal does not show a character as it is.
func IsHidden(r rune) bool { return !unicode.IsPrint(r) || r == unicode.ReplacementChar }

// OneLine keeps a text in its line and column: control characters are written as Go writes
// them, and the rest stays as it is for the program that reads it.
func OneLine(text string) string { return Escape(text, unicode.IsControl) }

// Escape returns a text with some of its characters written as Go writes them. A byte that
// is no UTF-8 and is not among them stays as it is.
func Escape(text string, which func(rune) bool) string {
	if !strings.ContainsFunc(text, which) {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		if which(r) {
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		} else {
			_, n := utf8.DecodeRuneInString(text[i:])
			b.WriteString(text[i : i+n])
		}
	}
	return b.String()
}

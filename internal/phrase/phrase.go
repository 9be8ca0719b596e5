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

// maxListed is how many things a message lists: enough to see of what kind they are.
const maxListed = 5

// Few returns the first five of several things as a message lists them, each written by a
// function, and behind them how many more there are.
func Few[T any](all []T, write func(T) string) (lines []string) {
	for _, item := range all[:min(len(all), maxListed)] {
		lines = append(lines, write(item))
	}
	if more := len(all) - maxListed; more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return lines
}

// FewInLine returns what [Few] does in one line: "a, b and c", "a, b, c, d, e and 2 more".
func FewInLine[T any](all []T, write func(T) string) string {
	lines := Few(all, write)
	if len(all) > maxListed {
		lines[maxListed] = strings.TrimPrefix(lines[maxListed], "and ")
	}
	return List(lines, "and")
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

// ScreenWidth is how many columns a terminal has that says nothing of its own.
const ScreenWidth = 80

// Wrap breaks a text at its spaces into lines of a width. The first has so many columns less,
// and the others begin with so many spaces. A word that is longer than a line stays whole.
func Wrap(text string, width, first, indent int) (lines []string) {
	line, used := "", first
	for i, word := range strings.Split(text, " ") {
		size := Columns(word)
		switch {
		case i == 0:
			line = word
		case used+1+size > width:
			lines = append(lines, line)
			line, used = Spaces(indent)+word, indent
		default:
			line += " " + word
			used++
		}
		used += size
	}
	return append(lines, line)
}

// wide are the scripts and signs that terminals show two columns wide.
var wide = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
	{
		R16: []unicode.Range16{{Lo: 0x3000, Hi: 0x303e, Stride: 1}, {Lo: 0xff01, Hi: 0xff60, Stride: 1}, {Lo: 0xffe0, Hi: 0xffe6, Stride: 1}},
		R32: []unicode.Range32{{Lo: 0x1f300, Hi: 0x1f64f, Stride: 1}, {Lo: 0x1f680, Hi: 0x1f6ff, Stride: 1}, {Lo: 0x1f900, Hi: 0x1f9ff, Stride: 1}},
	},
}

// Columns returns how many columns a text takes up on a terminal.
func Columns(text string) (n int) {
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case unicode.In(r, wide...):
			n += 2
		default:
			n++
		}
	}
	return n
}

// Padded returns a text with the spaces behind it that it lacks to a number of columns.
func Padded(text string, columns int) string { return text + Spaces(columns-Columns(text)) }

// Spaces returns so many spaces, none for less than one.
func Spaces(n int) string { return strings.Repeat(" ", max(n, 0)) }

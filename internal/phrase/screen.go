package phrase

import (
	"strings"
	"unicode"
)

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

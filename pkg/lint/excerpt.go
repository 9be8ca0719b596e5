package lint

import (
	"strings"
	"unicode/utf8"
)

// maxExcerpt is how many characters of a line an excerpt shows at most.
const maxExcerpt = 160

// excerpts shows lines of a file, which it is asked for from the first to the
// last. The text is made fit to be shown once, for all findings of the file.
type excerpts struct {
	rest   string // what follows the line that was shown last, secrets hidden
	number int    // of that line
	line   []rune
	hidden int // where something hidden starts in it, its length where nothing does
}

// newExcerpts takes the text of a file with its secrets hidden.
func newExcerpts(shown string) *excerpts {
	return &excerpts{rest: strings.TrimPrefix(shown, bom)}
}

// at gives a line by its number, from 1, and where in it the character of a
// column stands. A caret inside what is hidden moves to its start.
func (e *excerpts) at(number, column int) (text string, caret int) {
	if e.number < number {
		e.advance(number)
	}
	caret = min(column-1, e.hidden)
	from := max(0, caret-maxExcerpt/2)
	to := min(len(e.line), from+maxExcerpt)
	return printable(string(e.line[from:to])), caret - from
}

func (e *excerpts) advance(number int) {
	var line string
	for ; e.number < number; e.number++ {
		line, e.rest, _ = strings.Cut(e.rest, "\n")
	}
	line = strings.TrimRight(line, "\r")
	e.line = []rune(line)
	e.hidden = len(e.line)
	if i := strings.Index(line, blot); i >= 0 {
		e.hidden = utf8.RuneCountInString(line[:i])
	}
}

// printable replaces what a terminal would take for a command.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0 || isBidi(r) || r == utf8.RuneError:
			return '·'
		}
		return r
	}, text)
}

// isBidi knows the characters that turn the direction of writing around.
func isBidi(r rune) bool {
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

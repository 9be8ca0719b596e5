package lint

import (
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/pkg/redact"
)

// maxExcerpt is how many characters of a line an excerpt shows at most.
const maxExcerpt = 160

// excerpts shows lines of a file that findings are on. Several findings in a row can be on
// one line.
type excerpts struct {
	text   *redact.File
	number int // of the line, 0 for none
	line   []rune
	mark   int // where something hidden starts in it, its length where nothing does
}

// at returns the line that a finding is on and where in it the character of its column
// stands. A caret inside what is hidden moves to its start.
func (e *excerpts) at(f *Finding) (text string, caret int) {
	if e.number != f.Line {
		line, mark := e.text.LineAt(f.Offset)
		e.number, e.line, e.mark = f.Line, []rune(line), utf8.RuneCountInString(line[:mark])
	}
	caret = min(f.Column-1, e.mark)
	from := max(0, caret-maxExcerpt/2)
	to := min(len(e.line), from+maxExcerpt)
	return printable(string(e.line[from:to])), caret - from
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

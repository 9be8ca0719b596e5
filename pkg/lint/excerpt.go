package lint

import (
	"strings"
	"unicode/utf8"
)

// maxExcerpt is how many characters of a line an excerpt shows at most.
const maxExcerpt = 160

// excerpts shows lines of a file. The text is made fit to be shown once, for
// all findings of the file.
type excerpts struct {
	src   string
	shown []string // its lines, secrets hidden
}

func newExcerpts(src string) *excerpts {
	return &excerpts{src: src, shown: strings.Split(HideSecrets(src), "\n")}
}

// line gives a line by its number, from 1, and where in it the character of a
// column stands. A caret inside what is hidden moves to its start.
func (e *excerpts) line(number, column int) (text string, caret int) {
	if number > len(e.shown) {
		return "", 0
	}
	runes := []rune(e.shown[number-1])
	if hidden := strings.Index(string(runes), blot); hidden >= 0 {
		column = min(column, utf8.RuneCountInString(string(runes)[:hidden])+1)
	}
	caret = min(column-1, len(runes))
	from := max(0, caret-maxExcerpt/2)
	runes = runes[from:min(len(runes), from+maxExcerpt)]
	return printable(string(runes)), caret - from
}

// printable replaces what a terminal would take for a command.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == utf8.RuneError:
			return '·'
		}
		return r
	}, strings.TrimRight(text, "\r"))
}

package lint

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// Severity is how much a finding matters.
type Severity uint8

// The severities, mildest first.
const (
	Info    Severity = iota + 1 // worth knowing, works all the same
	Warning                     // probably not what was meant
	Error                       // a phone will ignore it, or worse
)

func (s Severity) String() string {
	switch s {
	case Info:
		return "info"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return fmt.Sprintf("Severity(%d)", uint8(s))
}

// ParseSeverity reads "info", "warning" or "error".
func ParseSeverity(name string) (Severity, error) {
	for s := Info; s <= Error; s++ {
		if s.String() == name {
			return s, nil
		}
	}
	return 0, fmt.Errorf("no severity %q: there are error, warning and info", name)
}

// Finding is one thing that is wrong with a file.
type Finding struct {
	Rule     Rule
	Severity Severity
	File     string
	cfgfile.Position
	// Message says what is wrong and what to do. It holds no setting's value.
	Message string
	// Path is that of the setting that the finding is about, as [cfgfile.Path.String]
	// has it. It is empty where there is none, and where a name in it may be part of a
	// secret.
	Path string
	// Suggestion is the text to write instead, where there is one.
	Suggestion string
	// Excerpt is the line the finding is on, secrets blotted out, and Caret the
	// number of characters before the place in it. Both are empty unless
	// Options.Excerpts is set.
	Excerpt string
	Caret   int

	fix     []cfgfile.Edit
	lineEnd string // the fix is to give all lines this end
	more    int    // findings of the rule that this one stands for besides itself

	retracted bool // another finding says more
	origin    int  // in a template: one more than its offset in it, where it is known; 0 where Offset is to be moved
}

// Fixable reports whether [Linter.Fix] mends the finding.
func (f Finding) Fixable() bool { return len(f.fix) > 0 || f.lineEnd != "" }

// String returns the finding in one line, as compilers print theirs: "office.cfg:7:1:
// warning: the key does not belong here but to NET CONFIG MODULE [FV303 misplaced-key]".
func (f Finding) String() string {
	return fmt.Sprintf("%s:%d:%d: %v: %s [%s]", phrase.Name(f.File), f.Line, f.Column, f.Severity, f.Sentence(), f.Rule)
}

// Sentence returns the message, and the suggestion behind it where the message does not word
// that itself.
func (f Finding) Sentence() string {
	_, rest, advised := strings.Cut(f.Message, "write "+f.Suggestion)
	switch {
	case f.Suggestion == "", strings.Contains(f.Message, strconv.Quote(f.Suggestion)),
		advised && (rest == "" || strings.IndexByte(" ,;)", rest[0]) >= 0):
		return f.Message
	}
	return f.Message + "; write " + f.Suggestion
}

// maxExcerpt is how many characters of a line an excerpt shows at most.
const maxExcerpt = 160

// excerpts shows lines of a file that findings are on. Several findings in a row can be on
// one line.
type excerpts struct {
	text   redact.Text
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

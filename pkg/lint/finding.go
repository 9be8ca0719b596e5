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
	// End is the place behind what the finding is about: that of Position where something
	// is missing there, and zero where the finding is about the file as a whole.
	End cfgfile.Position
	// Message says what is wrong, and names the setting where that may be shown. It holds
	// no setting's value.
	Message string
	// Label says in a few words what is wrong at the very place, to stand beside a caret.
	// Advice has the reason, or what to do. Either may be empty.
	Label, Advice string
	// Path is that of the setting that the finding is about, as [cfgfile.Path.String]
	// has it. It is empty where there is none, and where a name in it may be part of a
	// secret.
	Path string
	// Suggestion is the text to write instead, where there is one.
	Suggestion string
	// Excerpt is the line the finding is on, secrets blotted out, Caret the number of
	// characters before the place in it, and Width that of those up to End, 0 where
	// something is missing. All are empty unless Options.Excerpts is set, and where the
	// finding is about the file as a whole.
	Excerpt      string
	Caret, Width int

	extent  extent
	fix     []cfgfile.Edit
	src     string // that the fix is for
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

// Sentence returns the message with label and advice, and the suggestion behind them where
// they do not word that themselves.
func (f Finding) Sentence() string {
	text := f.Message
	for _, more := range []string{f.Label, f.Advice} {
		if more != "" {
			text += "; " + more
		}
	}
	if f.Suggestion == "" || f.IsWorded(f.Suggestion) {
		return text
	}
	return text + "; write " + f.Suggestion
}

// IsWorded reports whether message, label or advice say what to write instead.
func (f Finding) IsWorded(suggestion string) bool {
	for _, text := range []string{f.Message, f.Label, f.Advice} {
		for _, verb := range []string{"write ", "rename it to "} {
			_, rest, advised := strings.Cut(text, verb+suggestion)
			if strings.Contains(text, strconv.Quote(suggestion)) || advised && (rest == "" || strings.IndexByte(" ,;)", rest[0]) >= 0) {
				return true
			}
		}
	}
	return false
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

// at returns the line that a finding is on, where in it the character of its column stands,
// and how many characters it is about. A caret inside what is hidden moves to its start.
func (e *excerpts) at(f *Finding) (text string, caret, width int) {
	if e.number != f.Line {
		line, mark := e.text.LineAt(f.Offset)
		e.number, e.line, e.mark = f.Line, []rune(line), utf8.RuneCountInString(line[:mark])
	}
	caret = min(f.Column-1, e.mark)
	end := len(e.line)
	if f.End.Line == f.Line {
		end = min(f.End.Column-1, end)
	}
	if end > e.mark { // what is hidden has another width
		end = min(max(e.mark, caret)+utf8.RuneCountInString(redact.Mark), len(e.line))
	}
	from := max(0, caret-maxExcerpt/2)
	to := min(len(e.line), from+maxExcerpt)
	return printable(string(e.line[from:to])), caret - from, max(0, min(end, to)-caret)
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

package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// maxFixRounds bounds how often a file is fixed: one fix can lay open another
// mistake, but each leaves fewer of them.
const maxFixRounds = 8

// Fix mends what the rules can mend without guessing, and returns the file's new
// bytes, how many findings that mended, and those that are left. All fixes of a
// file are made at once; what they lay open is mended in another round.
func (l *Linter) Fix(name string, data []byte) (fixed []byte, mended int, left []Finding) {
	fixed = data
	for range maxFixRounds {
		p := pass{Linter: l, name: name, fixing: true}
		next, n := applyFixes(string(fixed), p.lint(fixed))
		if n == 0 {
			break
		}
		fixed = []byte(next)
		mended += n
	}
	return fixed, mended, l.Lint(name, fixed)
}

// applyFixes makes the fixes of the findings, and returns how many findings that
// mends. Line ends come last, since other fixes write some.
func applyFixes(src string, findings []Finding) (fixed string, made int) {
	var edits []cfgfile.Edit
	lineEnd := ""
	for _, f := range findings {
		if !f.Fixable() {
			continue
		}
		made++
		if f.more > 0 { // not all that it stands for need have a fix
			made += len(f.fix) - 1
		}
		edits = append(edits, f.fix...)
		if f.lineEnd != "" {
			lineEnd = f.lineEnd
		}
	}
	fixed, dropped := cfgfile.Apply(src, edits)
	if lineEnd != "" {
		fixed = setLineEnds(fixed, lineEnd)
	}
	return fixed, made - len(dropped)
}

// setLineEnds makes all lines of a text end alike, those included that end in
// several carriage returns. A carriage return inside a line stays.
func setLineEnds(src, eol string) string {
	var b strings.Builder
	b.Grow(len(src) + strings.Count(src, "\n"))
	for line := range strings.Lines(src) {
		body, ended := strings.CutSuffix(line, "\n")
		if !ended {
			b.WriteString(line)
			break
		}
		b.WriteString(strings.TrimRight(body, "\r"))
		b.WriteString(eol)
	}
	return b.String()
}

// Replacement is a part of a file and the text to write in its place, either of which may be
// empty.
type Replacement struct {
	Start, End cfgfile.Position
	New        string
}

// Replacements returns what [Linter.Fix] writes to mend the finding, in the order of the
// file. It is empty where nothing can be mended, and where the fix is to all lines of the
// file. What is written in never stands in the file already, as a value does: it is white
// space, a line end or the footer.
func (f Finding) Replacements() (all []Replacement) {
	at := cfgfile.NewLocator(f.src)
	for _, e := range f.fix {
		if text := strings.TrimSpace(e.New); text != "" && text != footer {
			return nil
		}
		all = append(all, Replacement{at.Position(e.Span.Start), at.Position(e.Span.End), e.New})
	}
	return all
}

package cfgfile

import (
	"fmt"
	"slices"
)

// ProblemKind is what a [Problem] is.
type ProblemKind uint8

// The mistakes a parser meets. What the frame of a file lacks (header, version,
// footer) is read off [File.Frame] instead.
const (
	// MalformedLine is a line that is no setting, list, module or comment.
	MalformedLine ProblemKind = iota + 1
	// FusedLines is a missing line break; Offset is where it belongs.
	FusedLines
	// StrayText is text between elements, where XML settings have none.
	StrayText
	// NotWellFormed is XML that XML readers refuse; or XML that uses an entity of
	// its own document type, nests too deep or has a tag of too many attributes,
	// which this package does not read. Where what follows still means something
	// (behind an attribute that stands twice, a misplaced XML declaration or
	// document type, text around the root element, a fault within a comment) it is
	// read; otherwise nothing is.
	NotWellFormed
	// TooManyProblems follows the first [MaxProblems] problems of a file that
	// has more. A first NotWellFormed is listed all the same.
	TooManyProblems
	// IndentedLine is white space in front of what a line is, which is read all the same.
	IndentedLine
	// OtherSyntax is a line in a form that none of these files has: <Module/Key>value, or
	// Key = value. Nothing of it is read.
	OtherSyntax
	// BadIndex is the number of an entry that no entry can have: index="0",
	// <ID>SIP0</ID>. Offset is where it stands. Digits are kept in the paths of the
	// entry's settings as they are written, "sip/line[0]/PhoneNumber"; of anything
	// else nothing is made.
	BadIndex
	// StrayAttribute is an attribute that the phones' own files don't have where it
	// stands. Nothing is made of it.
	StrayAttribute
)

// MaxProblems is the number of problems that one file reports at most.
const MaxProblems = 1000

// Problem is a mistake in a file that could be read around. Its text says what
// is wrong and what to do. Of ill-formed XML it quotes names, and where a tag is
// broken, part of a value can pass for one.
type Problem struct {
	Kind   ProblemKind
	Offset int
	Text   string

	unread bool // nothing of what stands there is read
}

// Problems returns the mistakes that were met while parsing, in file order.
func (f *File) Problems() []Problem { return f.problems }

func (f *File) report(kind ProblemKind, offset int, text string) {
	f.note(Problem{Kind: kind, Offset: offset, Text: text})
}

// unread notes a mistake that hides from a reader what stands there.
func (f *File) unread(offset int, p Problem) {
	p.Offset, p.unread = offset, true
	f.note(p)
}

func (f *File) note(p Problem) {
	first := p.Kind == NotWellFormed && !f.illFormed // editing and formatting ask for it
	f.illFormed = f.illFormed || first
	switch n := len(f.problems); {
	case n < MaxProblems, first:
		f.problems = append(f.problems, p)
	case n == MaxProblems:
		f.problems = append(f.problems, Problem{TooManyProblems, p.Offset, "more mistakes follow and are not listed; is this a provisioning file?", true})
	}
}

// WellFormed returns an error with the place, which is [ErrNotWellFormed], for XML that is
// not well-formed. What stands behind may not have been read, and nobody can tell what a
// change would do to it. Other files are well-formed.
func (f *File) WellFormed() error {
	if !f.illFormed {
		return nil
	}
	return f.problemError(NotWellFormed, ErrNotWellFormed)
}

// BrokenAt returns where a file's XML stops being well-formed, and whether it does.
func (f *File) BrokenAt() (at Position, broken bool) {
	i := slices.IndexFunc(f.problems, func(p Problem) bool { return p.Kind == NotWellFormed })
	if i < 0 {
		return at, false
	}
	return f.Position(f.problems[i].Offset), true
}

// problemError makes an error of the first problem of a kind. It holds the place
// alone: a problem's text can quote a piece of a broken value.
func (f *File) problemError(kind ProblemKind, cause error) error {
	for _, p := range f.problems {
		if p.Kind == kind {
			at := f.Position(p.Offset)
			return fmt.Errorf("%w at line %d, column %d; lint tells more, mend it first", cause, at.Line, at.Column)
		}
	}
	return nil
}

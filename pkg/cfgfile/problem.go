package cfgfile

// ProblemKind tells what a [Problem] is.
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
	// NotWellFormed is XML that no XML reader accepts; what follows it is not
	// read. There is at most one in a file.
	NotWellFormed
	// TooManyProblems ends the list of a file that has more than [MaxProblems].
	TooManyProblems
)

// MaxProblems is the number of problems that one file reports at most.
const MaxProblems = 1000

// Problem is a mistake in a file that could be read around. Its text tells what
// is wrong and what to do; it never holds a setting's value.
type Problem struct {
	Kind   ProblemKind
	Offset int
	Text   string
}

// Problems gives the mistakes that were met while parsing, in file order.
func (f *File) Problems() []Problem { return f.problems }

func (f *File) report(kind ProblemKind, offset int, text string) {
	switch n := len(f.problems); {
	case n < MaxProblems || kind == NotWellFormed && n == MaxProblems:
		f.problems = append(f.problems, Problem{kind, offset, text})
	case n == MaxProblems:
		f.problems = append(f.problems, Problem{TooManyProblems, offset, "more mistakes follow and are not listed; is this a provisioning file?"})
	}
}

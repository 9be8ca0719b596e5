package cfgfile

import (
	"errors"
	"strings"
	"unsafe"
)

// MaxSize is the size in bytes of the largest file that [Parse] takes: 32 MiB.
// The largest provisioning file known has 205 KB.
const MaxSize = 32 << 20

// File is one provisioning file in memory. Reading it is safe from several
// goroutines at once; changing it is not.
type File struct {
	src      string
	dialect  Dialect
	frame    Frame
	entries  []entry
	scopes   []scope
	runs     []run // the first starts at 0
	marks    []mark
	problems []Problem

	illFormed bool // one of the problems is NotWellFormed
}

// Frame is what stands around the settings of a file.
type Frame struct {
	// BOM reports that the file starts with a UTF-8 byte order mark.
	BOM bool
	// Header is the span of the header line without its line end, or of the
	// root element's start tag in XML. It is empty where the header is missing.
	Header Span
	// HeaderLine is the line on which the header stands, 0 where it is missing.
	HeaderLine int
	// HasVersion reports that there is a place for a version, be it empty.
	HasVersion bool
	// Version is the span of the version without the spaces around it.
	Version Span
	// NearVersion is the span of what is a version by its name and is not read as one,
	// since its name is misspelt or stands apart: " Version:2.0001" behind a header. It is
	// empty where nothing is so, and where there is a version.
	NearVersion Span
	// Footer is the span of the footer, in XML of the root's end tag. It is
	// empty where the footer is missing, and in dotted files, which have none.
	Footer Span
	// AfterFooter is the span of what follows the footer of a text file, from its
	// first to its last character that is no white space; empty where nothing
	// does. In XML, what follows the root is a problem.
	AfterFooter Span
	// EOL is the file's first line end: "\r\n", "\n", or "" where there is none.
	EOL string
}

// Parse reads a file of any dialect. It takes what is wrong in its stride: the
// mistakes stand in [File.Problems] and [File.Frame]. Only what is no
// provisioning file at all is an error, a [*ContentError] that says what it is
// instead.
//
// The file's settings are parts of data, which is kept and not copied: leave it
// as it is for as long as the file is used.
func Parse(data []byte) (*File, error) {
	if len(data) > MaxSize {
		return nil, tooLarge(len(data))
	}
	// A copy would cost a quarter of the time that parsing takes.
	return parse(unsafe.String(unsafe.SliceData(data), len(data)))
}

// New returns a file of a dialect that holds its frame and a version alone, as a phone's
// export has them.
func New(d Dialect, version string) (*File, error) {
	if err := errors.Join(checkDialect(d), CheckVersion(version)); err != nil {
		return nil, err
	}
	print := formOf(d).printer()
	print.begin(version, true)
	return readAs(string(print.end()), d), nil
}

func parse(src string) (*File, error) {
	dialect, err := sniff(src)
	if err != nil {
		return nil, err
	}
	f := read(src, dialect)
	if f.full() {
		return nil, &ContentError{Content: TooManySettings}
	}
	if dialect.IsText() {
		f.settleText(f.generation())
	}
	return f, nil
}

// readAs reads a file of a dialect, in text of a generation.
func readAs(src string, dialect Dialect) *File {
	f := read(src, dialect)
	if dialect.IsText() {
		f.settleText(dialect)
	}
	return f
}

// read reads a file whose dialect is known. A text file is still to be settled.
func read(src string, dialect Dialect) *File {
	f := &File{src: src, dialect: dialect}
	f.frame.BOM = strings.HasPrefix(src, bom)
	f.frame.EOL = firstEOL(src)
	formOf(dialect).scan(f)
	return f
}

// Bytes returns the file as it is now: exactly the bytes that were parsed until
// something is changed, and after that the same but for what was changed.
func (f *File) Bytes() []byte { return []byte(f.src) }

// Source returns the same as [File.Bytes] as a string, without a copy.
func (f *File) Source() string { return f.src }

// Dialect returns the file's dialect.
func (f *File) Dialect() Dialect { return f.dialect }

// Frame returns what stands around the settings.
func (f *File) Frame() Frame { return f.frame }

// A Summary is what a file is and how much it holds.
type Summary struct {
	Dialect  Dialect
	Version  string // "" where it carries none
	Modules  int
	Settings int
	Problems int
}

// Summary returns the file's.
func (f *File) Summary() Summary {
	s := Summary{Dialect: f.dialect, Version: f.Version(), Settings: f.Len(), Problems: len(f.problems)}
	for range f.Modules() {
		s.Modules++
	}
	return s
}

// Version returns the file's version as it is written, "" where it carries none.
func (f *File) Version() string {
	at := f.frame.Version
	return strings.Trim(formOf(f.dialect).read(f.src[at.Start:at.End]), " \t\r\n")
}

// ErrNoHeader is returned for the canonical form of a file without a header:
// its version is not the formatter's to invent.
var ErrNoHeader = errors.New("the file has no header; give it one with its version first (stamp --set)")

// Format returns the file in canonical form. Its settings stay as they are, and
// so do comments and lines that are no settings. Formatting twice changes
// nothing more.
//
// Text has the header padded to 62 characters, CRLF line ends, one blank line
// before each module and none elsewhere, the footer and one line end behind it;
// in text-legacy keys are padded to column 20, in text-modern left as they are.
// Dotted has "path = value" and at most one blank line between lines, with the
// line ends it had. XML has its declaration, an element a line, four spaces of
// indentation in sysconf and none in xml-legacy, line feeds, and <X></X> for
// empty.
//
// Files that cannot be formatted without a guess are errors: those without a
// header, XML that is not well-formed or has text between elements.
func (f *File) Format() ([]byte, error) {
	return formOf(f.dialect).format(f)
}

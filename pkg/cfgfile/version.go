package cfgfile

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// headerWidth is the width of a text header without its line end: exports pad
// it to 62 characters, which makes the 64 bytes that the vendor's description
// counts with the carriage return and the line feed.
const headerWidth = catalog.HeaderWidth

// maxVersion is the number of characters that a version may have: what the
// header has room for behind "<<VOIP CONFIG FILE>>Version:".
const maxVersion = headerWidth - len(textHeader) - len("Version:")

// VersionError says why a version cannot be set or raised.
type VersionError struct {
	Version string
	Reason  string
}

func (e *VersionError) Error() string {
	switch tag := strings.HasPrefix(e.Version, "{"); {
	case e.Version == "", len(e.Version) > maxVersion, strings.ContainsAny(e.Version, ":=<"), !tag && strings.ContainsAny(e.Version, " \t"):
		return e.Reason // none, or more than a version: a line that is fused to the header
	}
	return fmt.Sprintf("version %q: %s", e.Version, e.Reason)
}

// ErrNotWellFormed is returned for a change of an XML file that is not
// well-formed: nobody can tell what it would do.
var ErrNotWellFormed = errors.New("the XML is not well-formed")

// CheckVersion reports whether a version has the form that files carry: numbers
// with dots between them, two or more, in at most 34 characters. Seen in the
// field are 2.0002, 2.4.7.6 and 2.0000000000 and their like.
func CheckVersion(version string) error {
	fail := func(reason string) error { return &VersionError{version, reason} }
	switch {
	case version == "":
		return fail("a version is empty: give one such as 2.0002")
	case len(version) > maxVersion:
		return fail(fmt.Sprintf("%d characters; the header has room for %d", len(version), maxVersion))
	}
	for part := range strings.SplitSeq(version, ".") {
		if part == "" || strings.Trim(part, "0123456789") != "" {
			return fail("a version is numbers with dots between them, such as 2.0002")
		}
	}
	if !strings.Contains(version, ".") {
		return fail("a version is two numbers or more with dots between them, such as 2.0002")
	}
	return nil
}

// NextVersion returns the next version up, of the same width: 2.0003 for 2.0002,
// 2.0000000010 for 2.0000000009. By the description of 2018 a phone applies any file whose
// content differs, and newer ones apply one whose version is higher: a change with a higher
// version satisfies both. How a phone compares versions of different widths is not known,
// so a last number of nines cannot be raised.
func NextVersion(version string) (string, error) {
	if version == "" {
		return "", &VersionError{"", "the file carries no version, so there is none to raise: set one, such as 2.0002"}
	}
	if err := CheckVersion(version); err != nil {
		return "", err
	}
	digits := []byte(version)
	for i := len(digits) - 1; digits[i] != '.'; i-- {
		if digits[i] < '9' {
			digits[i]++
			return string(digits), nil
		}
		digits[i] = '0'
	}
	return "", &VersionError{version, "its last number is all nines and would grow by a digit; how a phone compares versions of different widths is not known, so choose the next one yourself"}
}

// CompareVersions compares two versions number by number, of which one that is missing
// counts as 0. The order is -1 where the first is lower, 0 where they are the same, +1
// where it is higher. It is not ok where one of them is no version; see [CheckVersion].
//
// How a phone compares versions of different widths ([SameWidth]), 2.0003 and
// 2.0000000002, is not known.
func CompareVersions(a, b string) (order int, ok bool) {
	if CheckVersion(a) != nil || CheckVersion(b) != nil {
		return 0, false
	}
	return compareParts(a, b, compareNumbers), true
}

// SameWidth reports whether the numbers of two versions have as many digits.
func SameWidth(a, b string) bool {
	same := func(x, y string) int { return cmp.Compare(len(x), len(y)) }
	return compareParts(a, b, same) == 0
}

// compareParts compares two versions part by part; one that is missing is "".
func compareParts(a, b string, compare func(x, y string) int) int {
	for a != "" || b != "" {
		var x, y string
		x, a, _ = strings.Cut(a, ".")
		y, b, _ = strings.Cut(b, ".")
		if order := compare(x, y); order != 0 {
			return order
		}
	}
	return 0
}

// compareNumbers compares two whole numbers of any length; "" is 0.
func compareNumbers(a, b string) int {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// compareDigits compares two numbers as they stand behind a decimal point.
func compareDigits(a, b string) int {
	return cmp.Compare(strings.TrimRight(a, "0"), strings.TrimRight(b, "0"))
}

// NotHigherError says that a version is not higher than the one that the file has, so
// that a newer phone which took that one would pass the file over.
type NotHigherError struct {
	Version, Present string
	// Unsure says that it is higher if its numbers are whole numbers, and not if they are
	// the digits behind a decimal point.
	Unsure bool
}

func (e *NotHigherError) Error() string {
	if e.Unsure {
		return fmt.Sprintf("version %s may be lower than %s, which the file has: they differ in width, and how a phone compares such versions is not known; keep the width", e.Version, e.Present)
	}
	return fmt.Sprintf("version %s is not higher than %s, which the file has: a newer phone that runs that one would pass this one over; give a higher one", e.Version, e.Present)
}

// CheckHigher returns a [*NotHigherError] where a version is not surely higher than the
// present one. What is no version, or none, has nothing above it.
func CheckHigher(version, present string) error {
	switch order, ok := CompareVersions(version, present); {
	case !ok:
		return nil
	case order <= 0:
		return &NotHigherError{Version: version, Present: present}
	}
	major, digits, _ := strings.Cut(version, ".")
	was, before, _ := strings.Cut(present, ".")
	if compareNumbers(major, was) == 0 && compareParts(digits, before, compareDigits) <= 0 {
		return &NotHigherError{Version: version, Present: present, Unsure: true}
	}
	return nil
}

// RaiseVersion sets the file's version to one that is higher than that which it has, if
// it has one; else the error is a [*NotHigherError]. [File.SetVersion] does not ask.
func (f *File) RaiseVersion(version string) error {
	if err := CheckVersion(version); err != nil {
		return err
	}
	if err := CheckHigher(version, f.Version()); err != nil {
		return err
	}
	return f.SetVersion(version)
}

// BumpVersion raises the file's version by one and returns the new one; see
// [NextVersion].
func (f *File) BumpVersion() (string, error) {
	next, err := NextVersion(f.Version())
	if err != nil {
		return "", err
	}
	return next, f.SetVersion(next)
}

// SetVersion sets the file's version, be it lower than before; see [File.RaiseVersion].
// In text the header keeps its width where
// that has room. A file without a place for a version is given one: in text
// and dotted a header or a line behind it, in XML an element behind the root's
// start tag.
func (f *File) SetVersion(version string) error {
	if err := CheckVersion(version); err != nil {
		return err
	}
	if err := f.WellFormed(); err != nil {
		return err
	}
	if at := f.nearVersion(); at >= 0 { // or the file would have two
		return &NearVersionError{Line: 1 + strings.Count(f.src[:at], "\n"), Want: VersionForm(f.dialect)}
	}
	formOf(f.dialect).setVersion(f, version)
	return nil
}

// nearVersion returns where a version or a header stands that is not read as one, -1 where
// nothing does.
func (f *File) nearVersion() int {
	switch {
	case f.frame.NearVersion.Len() > 0:
		return f.frame.NearVersion.Start
	case f.dialect.IsText() && f.frame.HeaderLine == 0:
		return strings.Index(f.src, textHeader)
	}
	return -1
}

// VersionForm returns an example of how a dialect writes a version.
func VersionForm(d Dialect) string { return formOf(d).version("2.0002") }

// NearVersionError says that a version cannot be set, since one stands there already that
// is not read as one; see [Frame].
type NearVersionError struct {
	Line int
	Want string // the form in which a version is read
}

func (e *NearVersionError) Error() string {
	return fmt.Sprintf("line %d: a version stands here that is not written as one, and a second would be put beside it: write it as in %s", e.Line, e.Want)
}

// replaceVersion writes a version in the place of the one there is.
func (f *File) replaceVersion(version string) {
	at := f.frame.Version
	f.splice(at, version)
	f.frame.Version = Span{at.Start, at.Start + len(version)}
}

// reread replaces a span of the file and reads the whole again.
func (f *File) reread(at Span, text string) {
	*f = *readAs(f.src[:at.Start]+text+f.src[at.End:], f.dialect)
}

// start returns where the file's text starts, behind its byte order mark.
func (f *File) start() int {
	if f.frame.BOM {
		return len(bom)
	}
	return 0
}

// eol returns the file's line end, or the one its dialect is printed with.
func (f *File) eol() string {
	if f.frame.EOL != "" {
		return f.frame.EOL
	}
	return formOf(f.dialect).eol()
}

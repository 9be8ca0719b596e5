package cfgfile

import (
	"errors"
	"strings"
)

// ErrNoHeader is returned for the canonical form of a file without a header:
// its version is not the formatter's to invent.
var ErrNoHeader = errors.New("the file has no header; give it one with its version first (stamp --set)")

// Format gives the file in canonical form. Its settings stay as they are, and
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
	switch {
	case f.dialect.IsXML():
		return f.formatXML()
	case f.frame.HeaderLine == 0:
		return nil, ErrNoHeader
	case f.dialect == Dotted:
		return f.formatDotted(), nil
	}
	return f.formatText(), nil
}

func (f *File) formatText() []byte {
	var out textPrinter
	out.Grow(len(f.src) + len(f.src)/8)
	version := f.Version()
	if f.frame.HasVersion {
		version = "Version:" + version
	}
	out.line(padRight(textHeader+version, headerWidth))
	end := len(f.src)
	if f.frame.Footer.End > 0 {
		end = f.frame.Footer.Start
	}
	f.formatBody(&out, end)
	out.line(textFooter)
	for line := range strings.Lines(f.src[f.frame.AfterFooter.Start:f.frame.AfterFooter.End]) {
		out.line(strings.TrimRight(line, "\r\n"))
	}
	return []byte(out.String())
}

// formatBody prints the lines before the footer, the header left out.
func (f *File) formatBody(out *textPrinter, end int) {
	next := 0
	for at := f.start(); at < end; at = next {
		var stop int
		stop, next = lineEnd(f.src, at)
		line := f.withoutHeader(at, min(stop, end))
		switch {
		case strings.Trim(line, " \t\r") == "":
		case f.isModuleLine(line):
			out.line("")
			out.line(strings.TrimRight(line, " \t"))
		case f.dialect == TextLegacy:
			out.line(padKey(line))
		default:
			out.line(line)
		}
	}
}

// withoutHeader gives a line without the header, which can share it with
// something else where a line break is missing.
func (f *File) withoutHeader(at, end int) string {
	header := f.frame.Header
	if header.Start < at || header.Start >= end {
		return f.src[at:end]
	}
	return f.src[at:header.Start] + f.src[header.End:end]
}

func (f *File) isModuleLine(line string) bool {
	return strings.HasPrefix(line, "<") && strings.HasSuffix(strings.TrimRight(line, " \t"), "MODULE>")
}

// padKey pads the key of a setting or a list marker to column 20.
func padKey(line string) string {
	start := strings.TrimLeft(line, " \t\r")
	if start == "" || strings.IndexByte("#<:", start[0]) >= 0 {
		return line
	}
	key, value, ok := strings.Cut(line, ":")
	if !ok {
		return line
	}
	return padRight(strings.TrimRight(key, keyPadding), keyColumn) + ":" + value
}

func (f *File) formatDotted() []byte {
	out := textPrinter{eol: f.eol()}
	blank := false
	next := 0
	for at := f.start(); at < len(f.src); at = next {
		var stop int
		stop, next = lineEnd(f.src, at)
		line := f.src[at:stop]
		if strings.Trim(line, " \t\r") == "" {
			blank = out.Len() > 0
			continue
		}
		if blank {
			out.line("")
			blank = false
		}
		out.line(spaceEquals(line))
	}
	return []byte(out.String())
}

// spaceEquals writes "path = value" with one space on both sides.
func spaceEquals(line string) string {
	if strings.HasPrefix(strings.TrimLeft(line, " \t"), "#") {
		return line
	}
	path, value, ok := strings.Cut(line, "=")
	if !ok || strings.Trim(path, " \t\r") == "" {
		return line
	}
	return strings.Trim(path, " \t\r") + " = " + strings.TrimLeft(value, " \t\r")
}

// textPrinter writes lines with a line end, CRLF where none is given.
type textPrinter struct {
	strings.Builder
	eol      string
	comments []string // to be written before the next line that is not one
}

func (p *textPrinter) line(text string) {
	if p.eol == "" {
		p.eol = "\r\n"
	}
	p.WriteString(text)
	p.WriteString(p.eol)
}

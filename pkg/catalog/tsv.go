package catalog

import (
	"fmt"
	"strings"
)

// A problem is what is wrong with a line of a table.
type problem struct {
	file string
	line int // from 1
	text string
}

func (p problem) Error() string { return fmt.Sprintf("%s:%d: %s", p.file, p.line, p.text) }

// tsvReader goes through a table with one header line: fields between tabs, no
// quoting, a line end after every line.
type tsvReader struct {
	file     string
	rest     string
	line     int
	fields   []string // of the current line, as many as the header has
	problems []problem
}

// newTSVReader reads the header, which must be exactly this one.
func newTSVReader(file, text string, header ...string) *tsvReader {
	r := &tsvReader{file: file, rest: text, fields: make([]string, len(header))}
	line, ok := r.cutLine()
	if !ok || line != strings.Join(header, "\t") {
		r.report("the header is not %q", strings.Join(header, " "))
	}
	return r
}

// next goes to the next line that has as many fields as the header.
func (r *tsvReader) next() bool {
	for {
		line, ok := r.cutLine()
		if !ok {
			return false
		}
		if r.split(line) {
			return true
		}
	}
}

func (r *tsvReader) cutLine() (string, bool) {
	if r.rest == "" {
		return "", false
	}
	r.line++
	end := strings.IndexByte(r.rest, '\n')
	if end < 0 {
		r.report("the last line has no line end")
		line := r.rest
		r.rest = ""
		return line, true
	}
	line := r.rest[:end]
	r.rest = r.rest[end+1:]
	return line, true
}

// split cuts a line into the reader's fields.
func (r *tsvReader) split(line string) bool {
	for i := range r.fields {
		tab := strings.IndexByte(line, '\t')
		if last := i == len(r.fields)-1; last != (tab < 0) {
			r.report("not %d columns", len(r.fields))
			return false
		} else if last {
			tab = len(line)
		}
		r.fields[i] = line[:tab]
		line = line[min(tab+1, len(line)):]
	}
	for i, field := range r.fields {
		if field != "" && (isWhite(field[0]) || isWhite(field[len(field)-1])) {
			r.report("white space around column %d", i+1)
		}
	}
	return true
}

func isWhite(c byte) bool { return c == ' ' || c == '\r' }

func (r *tsvReader) report(format string, args ...any) {
	r.problems = append(r.problems, problem{r.file, r.line, fmt.Sprintf(format, args...)})
}

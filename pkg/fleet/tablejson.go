package fleet

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// maxNested is how deep objects of a table can stand in each other.
const maxNested = 16

// rowBuilder gathers the cells of a row by the names of their columns.
type rowBuilder struct {
	columns *columns
	table   string
	cells   []Cell
	written []bool // by column
	isSet   bool
	fault   *TableError // the first
	Row
}

// start begins a row.
func (b *rowBuilder) start(number, line int) {
	b.Row, b.fault, b.isSet = Row{Number: number, Line: line}, nil, false
	b.cells, b.written = make([]Cell, len(b.columns.names)), make([]bool, len(b.columns.names))
}

// fail notes what is wrong with the row.
func (b *rowBuilder) fail(line, column int, format string, args ...any) {
	if b.fault == nil {
		b.fault = &TableError{Table: b.table, Line: line, Row: b.Number, Column: column, ColumnName: b.columns.nameOf(column), Text: fmt.Sprintf(format, args...)}
	}
}

// set sets a cell. It asks for the line only where something is wrong with it.
func (b *rowBuilder) set(name string, line func() int, cell Cell) {
	if trimmed := strings.TrimSpace(name); trimmed == "" || trimmed == emptyText {
		b.fail(line(), 0, "a cell stands under no name")
		return
	}
	place := b.columns.place(name)
	switch {
	case place < 0 && b.columns.isFixed:
		b.fail(line(), 0, "%s", changed)
		return
	case place < 0:
		b.fail(line(), 0, "more than %d columns", MaxColumns)
		return
	}
	for len(b.cells) <= place {
		b.cells, b.written = append(b.cells, Cell{}), append(b.written, false)
	}
	if b.written[place] {
		b.fail(line(), place+1, "it stands twice in the row")
	}
	b.cells[place], b.written[place] = cell, true
	b.isSet = b.isSet || cell.Set
}

// gather reads rows for their columns. What is wrong with a row is left to the pass that
// reads the rows, unless there is no column at all.
func (c *columns) gather(r rowReader) (err error) {
	var fault error
	for len(c.names) <= MaxColumns {
		_, err := r.next()
		switch {
		case errors.Is(err, io.EOF) && len(c.names) == 0:
			return fault
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && !isOfRow(err):
			return err
		case fault == nil:
			fault = err
		}
	}
	return nil
}

// isOfRow reports whether an error is that of one row, so that the next one follows.
func isOfRow(err error) bool {
	var wrong *TableError
	return errors.As(err, &wrong) && wrong.Row > 0 && (wrong.Err == nil || errors.Is(wrong.Err, csv.ErrFieldCount))
}

// finish returns the row, or what is wrong with it.
func (b *rowBuilder) finish() (Row, error) {
	if b.fault != nil {
		return Row{}, b.fault
	}
	b.Row.Cells = b.cells
	return b.Row, nil
}

// A jsonReader reads a table in JSON: an array of objects, or objects one after the other.
// The package json finds the rows and checks them, and what is sound is walked here: its
// tokens take three times as long.
type jsonReader struct {
	text    *textReader
	file    io.Closer
	columns *columns

	dec     *json.Decoder
	isArray bool
	number  int // of the row read last
	done    bool

	raw json.RawMessage // the row
	src string          // the same
	at  int             // in src
	row rowBuilder
}

func (r *jsonReader) close()    { _ = r.file.Close() }
func (r *jsonReader) line() int { return 0 }

// head reads all rows for their columns, where these are not known.
func (r *jsonReader) head() error {
	r.row = rowBuilder{columns: r.columns, table: r.text.table}
	r.dec = json.NewDecoder(r.text)
	if !r.dec.More() {
		if _, err := r.dec.Token(); !errors.Is(err, io.EOF) {
			return r.syntax(err)
		}
		return errEmptyTable(r.text.table)
	}
	var first [1]byte
	_, _ = r.dec.Buffered().Read(first[:])
	switch first[0] {
	case '[':
		r.isArray = true
		_, _ = r.dec.Token()
	case '{':
	default:
		return r.noTable("a table in JSON is an array of objects, or an object a line")
	}
	if r.columns.isFixed {
		return nil
	}
	return r.columns.gather(r)
}

// noTable ends the reading with what is wrong at this place.
func (r *jsonReader) noTable(text string) error {
	r.done = true
	return &TableError{Table: r.text.table, Line: r.text.lineAt(r.dec.InputOffset()), Text: text}
}

// next returns the next row with a cell in it.
func (r *jsonReader) next() (Row, error) {
	for !r.done {
		r.text.drop(r.dec.InputOffset())
		if !r.dec.More() {
			return Row{}, r.end()
		}
		if err := r.dec.Decode(&r.raw); err != nil {
			return Row{}, r.syntax(err)
		}
		if len(r.raw) > MaxRow { // all of it was there before anybody asked for more
			return Row{}, r.syntax(r.text.tooLarge())
		}
		r.src, r.at = string(r.raw), 0
		r.row.start(r.number+1, r.lineHere())
		if r.src[0] == '{' {
			r.object("", 1)
		} else {
			r.row.fail(r.row.Line, 0, "a row is an object with the names of the columns in it, and this is none")
		}
		if r.row.isSet || r.row.fault != nil {
			r.number++
			return r.row.finish()
		}
	}
	return Row{}, io.EOF
}

// end returns io.EOF where the table ends.
func (r *jsonReader) end() error {
	if r.isArray {
		if _, err := r.dec.Token(); err != nil {
			return r.syntax(err)
		}
		if r.dec.More() {
			return r.noTable("something follows the end of the array: a table is one array")
		}
	}
	if _, err := r.dec.Token(); !errors.Is(err, io.EOF) {
		return r.syntax(err)
	}
	r.done = true
	return io.EOF
}

// lineHere returns the line of what is read in the row.
func (r *jsonReader) lineHere() int {
	return r.text.lineAt(r.dec.InputOffset() - int64(len(r.src)-r.at))
}

// peek returns what stands in the row behind white space and what is between values.
func (r *jsonReader) peek() byte {
	for strings.IndexByte(" \t\r\n,:", r.src[r.at]) >= 0 {
		r.at++
	}
	return r.src[r.at]
}

// object reads the members of an object.
func (r *jsonReader) object(prefix string, depth int) {
	for r.at++; r.peek() != '}'; {
		r.value(prefix+r.quoted(), depth)
	}
	r.at++
}

// array reads the elements of an array.
func (r *jsonReader) array(name string, depth int) {
	r.at++
	for i := 1; r.peek() != ']'; i++ {
		r.value(name+"["+strconv.Itoa(i)+"]", depth)
	}
	r.at++
}

// value sets the cell of a value.
func (r *jsonReader) value(name string, depth int) {
	switch c := r.peek(); {
	case c == '"':
		r.row.set(name, r.lineHere, cellOf(r.quoted()))
	case (c == '{' || c == '[') && depth == maxNested:
		r.row.fail(r.lineHere(), 0, "more than %d objects stand in each other", maxNested)
		r.skip()
	case c == '{':
		r.object(name+".", depth+1)
	case c == '[':
		r.array(name, depth+1)
	default:
		start := r.at
		r.at += strings.IndexAny(r.src[start:], " \t\r\n,]}")
		cell := Cell{r.src[start:r.at], true}
		switch c {
		case 't', 'f':
			cell = cellOfBool(c == 't')
		case 'n':
			cell = Cell{}
		}
		r.row.set(name, r.lineHere, cell)
	}
}

// quoted returns the text that stands in quotes here.
func (r *jsonReader) quoted() (text string) {
	start, isEscaped := r.at, false
	for r.at++; r.src[r.at] != '"'; r.at++ {
		if r.src[r.at] == '\\' {
			isEscaped = true
			r.at++
		}
	}
	r.at++
	if isEscaped {
		_ = json.Unmarshal([]byte(r.src[start:r.at]), &text) // it is sound
		return text
	}
	return r.src[start+1 : r.at-1]
}

// skip passes over an object or an array.
func (r *jsonReader) skip() {
	for open := 0; ; {
		switch r.peek() {
		case '"':
			r.quoted()
			continue
		case '{', '[':
			open++
		case '}', ']':
			open--
		}
		if r.at++; open == 0 {
			return
		}
	}
}

// cellOfBool returns the cell of true and false, as the phones' settings have them.
func cellOfBool(value bool) Cell {
	if value {
		return Cell{"1", true}
	}
	return Cell{"0", true}
}

// syntax returns what ended the reading.
func (r *jsonReader) syntax(err error) error {
	r.done = true
	e := &TableError{Table: r.text.table, Row: r.number + 1, Err: err}
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		e.Err = io.ErrUnexpectedEOF // the rows have not come to their end
		e.Line = r.text.lastLine()
		e.Text = "the JSON ends in the middle: the table may be cut off"
	case errors.As(err, new(*json.SyntaxError)):
		// The offset in the error of a decoder leaves out what stands between values.
		from, rest := r.dec.InputOffset(), r.text.mem[r.text.from:r.text.given]
		var wrong *json.SyntaxError
		if errors.As(json.Unmarshal(rest[from-r.text.offset:], &r.raw), &wrong) {
			from += wrong.Offset - 1
		}
		e.Line = r.text.lineAt(from)
		e.Text = "this is not JSON: look for a comma, a quote or a bracket that is missing or too much"
	default:
		return err
	}
	return e
}

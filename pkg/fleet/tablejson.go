package fleet

import (
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
	return errors.As(err, &wrong) && wrong.Row > 0 && wrong.Err == nil
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
type jsonReader struct {
	text    *textReader
	file    io.Closer
	columns *columns

	dec     *json.Decoder
	isArray bool
	opened  bool // the bracket of the first object was read
	row     rowBuilder
	number  int // of the row read last
	done    bool
}

func (r *jsonReader) close()    { _ = r.file.Close() }
func (r *jsonReader) line() int { return 0 }

// head reads all rows for their columns, where these are not known.
func (r *jsonReader) head() error {
	r.row = rowBuilder{columns: r.columns, table: r.text.table}
	r.dec = json.NewDecoder(r.text)
	r.dec.UseNumber()
	token, err := r.dec.Token()
	switch {
	case errors.Is(err, io.EOF):
		return errEmptyTable(r.text.table)
	case err != nil:
		return r.syntax(err)
	case token == json.Delim('['):
		r.isArray = true
	case token == json.Delim('{'):
		r.opened = true
	default:
		return r.noTable("a table in JSON is an array of objects, or an object a line")
	}
	if r.columns.isFixed {
		return nil
	}
	return r.row.columns.gather(r)
}

// noTable ends the reading with what is wrong at this place.
func (r *jsonReader) noTable(text string) error {
	r.done = true
	return &TableError{Table: r.text.table, Line: r.text.lineAt(r.dec.InputOffset()), Text: text}
}

// next returns the next row with a cell in it.
func (r *jsonReader) next() (Row, error) {
	for !r.done {
		token, err := r.element()
		if err != nil {
			return Row{}, err
		}
		offset := r.dec.InputOffset()
		r.row.start(r.number+1, r.text.lineAt(offset-1))
		if token == json.Delim('{') {
			err = r.object("", 1)
		} else {
			r.row.fail(r.row.Line, 0, "a row is an object with the names of the columns in it, and this is none")
			err = r.skip(token)
		}
		if err == nil && r.dec.InputOffset()-r.text.offset > MaxRow { // in what was read ahead
			err = r.text.tooLarge()
		}
		if err != nil {
			return Row{}, r.syntax(err)
		}
		if r.row.isSet || r.row.fault != nil {
			r.number++
			return r.row.finish()
		}
	}
	return Row{}, io.EOF
}

// element returns the token that the next row begins with, io.EOF behind the last.
func (r *jsonReader) element() (json.Token, error) {
	if r.opened {
		r.opened = false
		return json.Delim('{'), nil
	}
	r.text.drop(r.dec.InputOffset())
	more := r.dec.More()
	token, err := r.dec.Token()
	switch {
	case !r.isArray && errors.Is(err, io.EOF):
		r.done = true
		return nil, io.EOF
	case err != nil:
		return nil, r.syntax(err)
	case more:
		return token, nil
	}
	if _, err := r.dec.Token(); !errors.Is(err, io.EOF) {
		return nil, r.noTable("something follows the end of the array: a table is one array")
	}
	r.done = true
	return nil, io.EOF
}

// object reads the members of an object whose bracket was read.
func (r *jsonReader) object(prefix string, depth int) error {
	for r.dec.More() {
		token, err := r.dec.Token()
		if err != nil {
			return err
		}
		name := prefix + token.(string)
		if token, err = r.dec.Token(); err != nil {
			return err
		}
		if err := r.value(name, token, depth); err != nil {
			return err
		}
	}
	_, err := r.dec.Token()
	return err
}

// array reads the elements of an array whose bracket was read.
func (r *jsonReader) array(name string, depth int) error {
	for i := 1; r.dec.More(); i++ {
		token, err := r.dec.Token()
		if err != nil {
			return err
		}
		if err := r.value(name+"["+strconv.Itoa(i)+"]", token, depth); err != nil {
			return err
		}
	}
	_, err := r.dec.Token()
	return err
}

// value sets the cell of a value that begins with a token.
func (r *jsonReader) value(name string, token json.Token, depth int) error {
	line := func() int { return r.text.lineAt(r.dec.InputOffset()) }
	switch v := token.(type) {
	case json.Delim:
		switch {
		case depth == maxNested:
			r.row.fail(line(), 0, "more than %d objects stand in each other", maxNested)
			return r.skip(token)
		case v == '{':
			return r.object(name+".", depth+1)
		}
		return r.array(name, depth+1)
	case string:
		r.row.set(name, line, cellOf(v))
	case json.Number:
		r.row.set(name, line, Cell{v.String(), true})
	case bool:
		r.row.set(name, line, cellOfBool(v))
	default:
		r.row.set(name, line, Cell{})
	}
	return nil
}

// cellOfBool returns the cell of true and false, as the phones' settings have them.
func cellOfBool(value bool) Cell {
	if value {
		return Cell{"1", true}
	}
	return Cell{"0", true}
}

// skip reads the rest of the value that begins with a token.
func (r *jsonReader) skip(token json.Token) error {
	for open := 0; ; {
		switch token {
		case json.Delim('{'), json.Delim('['):
			open++
		case json.Delim('}'), json.Delim(']'):
			open--
		}
		if open == 0 {
			return nil
		}
		var err error
		if token, err = r.dec.Token(); err != nil {
			return err
		}
	}
}

// syntax returns what ended the reading.
func (r *jsonReader) syntax(err error) error {
	r.done = true
	var wrong *json.SyntaxError
	e := &TableError{Table: r.text.table, Row: r.number + 1, Err: err}
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		e.Err = io.ErrUnexpectedEOF // the rows have not come to their end
		e.Line = r.text.lineAt(r.text.offset + int64(r.text.to-r.text.from))
		e.Text = "the JSON ends in the middle: the table may be cut off"
	case errors.As(err, &wrong):
		e.Line = r.text.lineAt(wrong.Offset)
		e.Text = "this is not JSON: look for a comma, a quote or a bracket that is missing or too much"
	default:
		return err
	}
	return e
}

package fleet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/fvcfg/fvcfg/internal/magic"
	"github.com/fvcfg/fvcfg/internal/phrase"
)

// A csvReader reads a table in CSV or TSV.
type csvReader struct {
	text    *textReader
	file    io.Closer
	columns *columns
	tabs    bool // between the cells, whatever the head has

	csv      *csv.Reader
	width    int // of the head, without empty columns at its end
	headLine int
	number   int // of the row read last
	done     bool
}

func (r *csvReader) close()    { _ = r.file.Close() }
func (r *csvReader) line() int { return r.headLine }

// head reads up to the names of the columns.
func (r *csvReader) head() error {
	buffer := bufio.NewReaderSize(r.text, headWindow)
	start, err := buffer.Peek(headWindow)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	first, said := separatorSaid(start)
	r.csv = csv.NewReader(buffer)
	r.csv.Comment, r.csv.FieldsPerRecord = '#', -1
	switch {
	case r.tabs:
		r.csv.Comma = '\t'
	case said:
		r.csv.Comma = first
	default:
		line := firstLine(start)
		r.csv.Comma = separatorOf(line)
		r.csv.TrimLeadingSpace = isSpaced(line, r.csv.Comma)
	}
	if said {
		if _, _, err := r.record(); err != nil {
			return r.noHead(err)
		}
	}
	cells, line, err := r.record()
	if err != nil {
		return r.noHead(err)
	}
	for len(cells) > 1 && strings.TrimSpace(cells[len(cells)-1].Text) == "" {
		cells = cells[:len(cells)-1]
	}
	r.headLine, r.width = line, len(cells)
	return r.readHead(cells)
}

// isSpaced reports whether a head has spaces behind its separators. Who writes the head so by
// hand writes the cells so. A tab is white space, and empty cells would go with it.
func isSpaced(head []byte, separator rune) bool {
	return separator != '\t' && bytes.Contains(head, []byte{byte(separator), ' '})
}

// noHead returns the error of a table that ends before its head.
func (r *csvReader) noHead(err error) error {
	if errors.Is(err, io.EOF) {
		return &TableError{Table: r.text.table, Text: "the table is empty: its first line names the columns, and a row stands in each line below"}
	}
	return err
}

// readHead makes the cells of the head the names of the columns. In a later pass it finds
// out that they are those still.
func (r *csvReader) readHead(cells []Cell) error {
	isOther := len(cells) != len(r.columns.names)
	for i, cell := range cells {
		name := strings.TrimSpace(cell.Text)
		if !r.columns.isFixed {
			r.columns.add(name)
		} else if !isOther {
			isOther = r.columns.names[i] != name
		}
	}
	if r.columns.isFixed && isOther {
		return &TableError{Table: r.text.table, Line: r.headLine, Text: changed}
	}
	return nil
}

// changed is what is wrong with a table that is another when it is read again.
const changed = "the table was changed while it was read: read it again"

// next returns the next row.
func (r *csvReader) next() (Row, error) {
	if r.done {
		return Row{}, io.EOF
	}
	cells, line, err := r.record()
	if err != nil {
		r.done = true
		return Row{}, err
	}
	r.number++
	if len(cells) != r.width {
		text := fmt.Sprintf("%s here, and the first line has %d", phrase.Count(len(cells), "column"), r.width)
		if len(cells) > r.width {
			text += ": put a cell that holds the separator in quotes"
		}
		return Row{}, &TableError{Table: r.text.table, Line: line, Row: r.number, Text: text, Err: csv.ErrFieldCount}
	}
	return Row{r.number, line, cells}, nil
}

// record returns the next record with a cell in it, and its line. Empty cells behind the
// head's last are left out.
func (r *csvReader) record() (cells []Cell, line int, err error) {
	for {
		r.text.drop(r.csv.InputOffset())
		fields, err := r.csv.Read()
		if err != nil {
			return nil, 0, r.syntax(err, len(fields)+1)
		}
		cells, isEmpty := r.cells(fields)
		if isEmpty {
			continue
		}
		for len(cells) > r.width && !cells[len(cells)-1].Set {
			cells = cells[:len(cells)-1]
		}
		line, _ := r.csv.FieldPos(0)
		return cells, line, nil
	}
}

// cells returns the cells of a record, and reports whether it has none. The package csv
// does not say whether an empty one stood in quotes: that is looked up where it begins.
func (r *csvReader) cells(fields []string) (cells []Cell, isEmpty bool) {
	cells, isEmpty = make([]Cell, len(fields)), true
	rest, line := r.text.kept(r.csv.InputOffset()), r.text.dropped+1
	for i, field := range fields {
		if field != "" {
			cells[i] = cellOf(field)
		}
		if strings.TrimSpace(field) != "" {
			isEmpty = false
			continue
		}
		at, column := r.csv.FieldPos(i)
		for ; line < at; line++ {
			rest = rest[bytes.IndexByte(rest, '\n')+1:]
		}
		if column <= len(rest) && rest[column-1] == '"' {
			cells[i].Set, isEmpty = true, false
		}
	}
	return cells, isEmpty
}

// syntax returns what ended the reading, in the column of a number.
func (r *csvReader) syntax(err error, column int) error {
	var wrong *csv.ParseError
	if !errors.As(err, &wrong) {
		return err
	}
	e := &TableError{Table: r.text.table, Line: wrong.StartLine, Row: r.number + 1, Column: column, ColumnName: r.columns.nameOf(column), Err: err}
	if r.headLine == 0 {
		e.Row, e.ColumnName = 0, ""
	}
	switch {
	case errors.Is(err, csv.ErrBareQuote):
		e.Text = "a quote stands inside a cell that has none around it: put the cell in quotes, and each quote in it twice"
	case r.isQuote(wrong):
		e.Line = wrong.Line
		e.Text = "something follows the quote that closes the cell: write a quote in a cell twice"
	default:
		e.Text = "a quote that opens here is not closed: the table may be cut off"
	}
	return e
}

// isQuote reports whether a quote stands at the place of an error.
func (r *csvReader) isQuote(wrong *csv.ParseError) bool {
	rest := r.text.kept(r.csv.InputOffset())
	for line := r.text.dropped + 1; line < wrong.Line; line++ {
		rest = rest[bytes.IndexByte(rest, '\n')+1:]
	}
	return wrong.Column <= len(rest) && rest[wrong.Column-1] == '"'
}

// separatorSaid returns the separator that a spreadsheet's first line says: sep=;
func separatorSaid(start []byte) (separator rune, ok bool) {
	line, _, _ := bytes.Cut(start, []byte("\n"))
	line = bytes.TrimSuffix(line, []byte("\r"))
	if len(line) != len("sep=;") || !bytes.EqualFold(line[:4], []byte("sep=")) || !strings.ContainsRune(",;\t|", rune(line[4])) {
		return 0, false
	}
	return rune(line[4]), true
}

// separatorOf returns what separates the columns of a head, outside of its quotes.
func separatorOf(head []byte) rune {
	found, isQuoted := ',', false
	for _, c := range string(head) {
		switch {
		case c == '"':
			isQuoted = !isQuoted
		case isQuoted:
		case c == ';':
			return ';'
		case c == '\t':
			found = '\t'
		}
	}
	return found
}

// appendCSV appends a row of CSV that is read as the same cells: what begins or ends with
// white space stands in quotes, and a value that is empty is a pair of them.
func appendCSV(dst []byte, cells []Cell) []byte {
	for i, cell := range cells {
		if i > 0 {
			dst = append(dst, ',')
		}
		switch {
		case !cell.Set:
		case cell.Text == "", needsQuotes(cell.Text):
			dst = append(dst, '"')
			dst = append(dst, strings.ReplaceAll(cell.Text, `"`, `""`)...)
			dst = append(dst, '"')
		default:
			dst = append(dst, cell.Text...)
		}
	}
	return append(dst, '\n')
}

// needsQuotes reports whether a cell is another without quotes around it.
func needsQuotes(text string) bool {
	return text[0] == '#' || strings.HasPrefix(text, magic.BOM) || strings.ContainsAny(text, ",;\t\"\r\n") || strings.TrimSpace(text) != text || len(text) == len("sep=;") && strings.EqualFold(text[:4], "sep=")
}

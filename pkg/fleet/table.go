package fleet

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// MaxColumns is how many columns a table can have.
const MaxColumns = 4096

// Source is where the text of a table comes from. It is opened more than once.
type Source struct {
	Name string                        // as messages have it
	Open func() (io.ReadCloser, error) // its error names the source
}

// Format is the form that a table is written in.
type Format uint8

// The formats of tables.
const (
	ByContent Format = iota // whichever of the others the text looks like
	CSV                     // with commas, semicolons or tabs between the cells, as the head has it
	TSV                     // with tabs
	JSON                    // an array of objects
	JSONLines               // an object a line
	YAML                    // a list of mappings
)

// FormatOf returns the format of a table by the extension of its name: csv, tsv or tab,
// json, jsonl or ndjson, yaml or yml. It is [ByContent] for any other.
func FormatOf(name string) Format {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv":
		return CSV
	case ".tsv", ".tab":
		return TSV
	case ".json":
		return JSON
	case ".jsonl", ".ndjson":
		return JSONLines
	case ".yaml", ".yml":
		return YAML
	}
	return ByContent
}

// Table is a table with names for its columns: of phones, or of their secrets. It holds no
// row; each pass over it reads the text again.
//
// The text is UTF-8, with or without a byte order mark.
//
// In CSV and TSV the first line names the columns, in a spreadsheet's manner: cells with a
// separator, a quote or a line break stand in quotes, and a quote in them twice. Lines
// that begin with "#" are left out, so are those without any cell, a line "sep=;" before
// the head is obeyed, and empty columns at the end don't count. White space before a cell
// is no part of it, unless quotes stand around it or tabs between the cells. Behind a cell
// it is.
//
// In JSON and YAML a row is an object, and the columns are those of all rows in the order
// in which they first come. What is nested has the names of its way with dots between
// them: {"line1":{"number":201}} and {"line":[{"number":201}]} have the columns
// line1.number and line[1].number. A number is the text that it is written as, true is 1
// and false is 0. YAML has its anchors, aliases and merge keys.
//
// CSV, TSV and JSON are read as they come, with one row in memory, which has [MaxRow] bytes
// at most. YAML is read whole, for which it takes about fifty times its size of memory, and
// has [MaxYAML] bytes at most.
type Table struct {
	src     Source
	format  Format
	columns *columns
	line    int // of the head, 0 where there is none
}

// Row is a row of a table.
type Row struct {
	Number int // from 1, which is the first below the head
	Line   int // that it begins in, from 1
	Cells  []Cell
}

// Cell is what a row has in a column.
type Cell struct {
	Text string
	// Set reports whether the row has a say. An empty cell has none, and null or no member
	// of the name in JSON and YAML; a pair of quotes with nothing between them says that
	// the value is empty.
	Set bool
}

// emptyText is what a cell holds to say that the value is empty where its format drops the
// quotes around cells, as spreadsheets do.
const emptyText = `""`

// cellOf returns the cell of a text that is not just missing.
func cellOf(text string) Cell {
	if text == emptyText {
		text = ""
	}
	return Cell{text, true}
}

// TableError says what is wrong with a table, and where. No cell is in it that may hold a
// secret.
type TableError struct {
	Table      string // its name
	Line       int    // from 1; 0: it is none of a line
	Row        int    // from 1; 0: it is none of a row
	Column     int    // from 1; 0: it is none of a column
	ColumnName string // "" where a message is better without
	Text       string // what is wrong, and what to do
	Err        error  // what is behind it, nil if nothing is
}

// Error returns table, line, row and column with what is wrong:
// "phones.csv:3: row 2, column mac: …".
func (e *TableError) Error() string {
	var b strings.Builder
	b.WriteString(e.Table)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	between := ": "
	if e.Row > 0 {
		fmt.Fprintf(&b, ": row %d", e.Row)
		between = ", "
	}
	switch {
	case e.ColumnName != "":
		b.WriteString(between + "column " + phrase.Visible(e.ColumnName))
	case e.Column > 0:
		fmt.Fprintf(&b, "%scolumn %d", between, e.Column)
	}
	return b.String() + ": " + e.Text
}

func (e *TableError) Unwrap() error { return e.Err }

// OpenTable reads the head of a table: the first line of CSV and TSV, all of JSON and YAML.
// What is wrong with the table as such is a *[TableError]. What is wrong with a row is for
// [Table.Rows] to say.
func OpenTable(src Source, format Format) (*Table, error) {
	t := &Table{src: src, format: format, columns: newColumns()}
	if format == ByContent {
		var err error
		if t.format, err = t.recognize(); err != nil {
			return nil, err
		}
	}
	r, err := t.open(t.columns)
	if err != nil {
		return nil, err
	}
	defer r.close()
	if err := r.head(); err != nil {
		return nil, err
	}
	t.line = r.line()
	if err := t.columns.check(t.src.Name, t.line); err != nil {
		return nil, err
	}
	return t, nil
}

// Name returns the name of the table's source.
func (t *Table) Name() string { return t.src.Name }

// Columns returns the names of the columns as they are written, but for white space around
// them. "" is a column without a name, whose cells are nobody's.
func (t *Table) Columns() []string { return t.columns.names }

// Rows returns the rows from the first to the last, each time from the start. What is wrong
// with a row stands in its place as a *[TableError], and the next row follows. After what
// is wrong with all that follows there is nothing more.
func (t *Table) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		r, err := t.open(t.columns.fixed())
		if err == nil {
			defer r.close()
			err = r.head()
		}
		if err != nil {
			yield(Row{}, err)
			return
		}
		for n := 0; ; n++ {
			row, err := r.next()
			if errors.Is(err, io.EOF) && n == 0 {
				err = &TableError{Table: t.src.Name, Line: t.line, Text: "no row stands below the names of the columns"}
			}
			if errors.Is(err, io.EOF) || !yield(row, err) {
				return
			}
		}
	}
}

// rowReader reads the rows of a format.
type rowReader interface {
	head() error        // reads as far as is needed to know the columns
	next() (Row, error) // io.EOF after the last, and after an error that ends them
	line() int          // the line of the head, 0 where there is none
	close()
}

// open begins to read the table.
func (t *Table) open(columns *columns) (rowReader, error) {
	file, err := t.src.Open()
	if err != nil {
		return nil, err
	}
	text := &textReader{src: file, table: t.src.Name}
	switch t.format {
	case JSON, JSONLines:
		return &jsonReader{text: text, file: file, columns: columns}, nil
	case YAML:
		return &yamlReader{text: text, file: file, columns: columns}, nil
	}
	return &csvReader{text: text, file: file, columns: columns, tabs: t.format == TSV}, nil
}

// recognize returns the format that the text begins as.
func (t *Table) recognize() (Format, error) {
	file, err := t.src.Open()
	if err != nil {
		return 0, err
	}
	defer file.Close()
	text := bufio.NewReaderSize(&textReader{src: file, table: t.src.Name}, headWindow)
	head, err := text.Peek(headWindow)
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, err
	}
	line := bytes.TrimSpace(firstLine(head))
	switch {
	case len(line) == 0:
		return CSV, nil
	case line[0] == '[':
		return JSON, nil
	case line[0] == '{':
		return JSONLines, nil
	case line[0] == '%', bytes.HasPrefix(line, []byte("---")), bytes.HasPrefix(line, []byte("- ")), len(line) == 1 && line[0] == '-':
		return YAML, nil
	}
	return CSV, nil
}

// headWindow is how much of a table is looked at to tell its form.
const headWindow = 64 << 10

// firstLine returns the first line that is neither empty nor a comment.
func firstLine(head []byte) []byte {
	for line := range bytes.Lines(head) {
		if line[0] != '#' && len(bytes.TrimSpace(line)) > 0 {
			return line
		}
	}
	return nil
}

// columns are the columns of a table by name. Words compare without letter case, and with
// "_", "-" and space alike. What has the marks of a path in it compares as it is: which
// paths are one is for those to say who know them.
type columns struct {
	names   []string
	byKey   map[string]int // by columnKey
	known   map[string]int // by spelling, of those met
	twice   [2]int         // columns of the same name, from 1
	isFixed bool           // no column is added
}

func newColumns() *columns {
	return &columns{byKey: map[string]int{}, known: map[string]int{}}
}

// fixed returns columns to which none is added. A spelling that is met is remembered by
// each for itself, so that passes over the table can go side by side.
func (c *columns) fixed() *columns {
	return &columns{names: c.names, byKey: c.byKey, known: map[string]int{}, isFixed: true}
}

// columnKey returns what the names of a column have in common.
func columnKey(name string) string {
	if strings.ContainsAny(name, "@.:/[") {
		return name
	}
	return strings.Map(func(r rune) rune {
		if r == '_' || r == ' ' {
			return '-'
		}
		return r
	}, strings.ToLower(name))
}

// columnNamed returns the place in names of the column of a name, -1 if there is none.
func columnNamed(names []string, name string) int {
	key := columnKey(name)
	for i, n := range names {
		if columnKey(n) == key {
			return i
		}
	}
	return -1
}

// add adds a column of CSV.
func (c *columns) add(name string) {
	c.names = append(c.names, name)
	if name == "" {
		return
	}
	key := columnKey(name)
	if first, ok := c.byKey[key]; ok && c.twice[0] == 0 {
		c.twice = [2]int{first + 1, len(c.names)}
	}
	c.byKey[key] = len(c.names) - 1
}

// place returns the column of a name in JSON or YAML, which is added if it is new. It is -1
// where none can be added.
func (c *columns) place(name string) int {
	if i, ok := c.known[name]; ok {
		return i
	}
	trimmed := strings.TrimSpace(name)
	key := columnKey(trimmed)
	i, ok := c.byKey[key]
	if !ok {
		if c.isFixed || len(c.names) > MaxColumns {
			return -1
		}
		i = len(c.names)
		c.names = append(c.names, trimmed)
		c.byKey[key] = i
	}
	if len(c.known) < 2*MaxColumns {
		c.known[strings.Clone(name)] = i
	}
	return i
}

// check refuses columns that cannot be those of a table. It names them by their numbers:
// where a head is missing they are cells.
func (c *columns) check(table string, line int) error {
	fail := func(column int, format string, args ...any) error {
		return &TableError{Table: table, Line: line, Column: column, Text: fmt.Sprintf(format, args...)}
	}
	for i, name := range c.names {
		first, _, _ := strings.Cut(name, ".")
		_, whole := naming.ParseMAC(name)
		_, part := naming.ParseMAC(first)
		switch {
		case strings.ContainsAny(name, "\r\n") && line > 0:
			return fail(i+1, "a line break stands in the name of the column: is a quote not closed, or do the lines end with CR alone?")
		case strings.ContainsFunc(name, unicode.IsControl):
			return fail(i+1, "a control character stands in the name of the column")
		case (whole == nil || part == nil) && line > 0:
			return fail(i+1, "a MAC address stands where the name of a column belongs: the first line must name the columns")
		case whole == nil || part == nil:
			return fail(i+1, "a MAC address stands where the name of a column belongs: a row names its columns, mac for one")
		}
	}
	switch {
	case len(c.names) > MaxColumns:
		return fail(0, "more than %d columns, which no table of phones has", MaxColumns)
	case c.twice[0] > 0:
		return fail(c.twice[1], "its name is that of column %d: two columns of a name cannot be told apart", c.twice[0])
	case len(c.names) == 0:
		return errEmptyTable(table)
	case strings.Join(c.names, "") == "":
		return fail(0, "no column has a name")
	}
	return nil
}

// errEmptyTable is the error of a table in JSON or YAML without a row.
func errEmptyTable(table string) error {
	return &TableError{Table: table, Text: "the table is empty: a row names its columns, with a cell for each"}
}

// nameOf returns the name of a column by its number from 1, for a message. It is "" where it
// has none, and where none of the columns says whose a row is: the head may be missing, and
// the names be cells.
func (c *columns) nameOf(number int) string {
	if number < 1 || number > len(c.names) || !slices.ContainsFunc([]string{"mac", "extension", "number"}, func(name string) bool { return columnNamed(c.names, name) >= 0 }) {
		return ""
	}
	return c.names[number-1]
}

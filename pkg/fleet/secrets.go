package fleet

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// Secrets are the rows of a table of secrets, which go with the rows of a table of phones.
// Several goroutines may use them.
type Secrets struct {
	columns     []string
	rows        []*secretRow
	byMAC       map[naming.MAC]int // indexes of rows
	byExtension map[string]int
	table       string
}

// secretRow is a row without the cells that it is joined by.
type secretRow struct {
	Row
	taken atomic.Bool
}

// ReadSecrets reads a table of secrets. A row is that of the phone whose MAC address stands
// in its column mac, or if it has none there, whose extension stands in its column
// extension or number. The error joins a *[TableError] for each row that is wrong.
func ReadSecrets(t *Table) (*Secrets, error) {
	columns := t.Columns()
	mac, extension := columnNamed(columns, "mac"), columnNamed(columns, "extension")
	number := columnNamed(columns, "number")
	switch {
	case extension >= 0 && number >= 0:
		return nil, &TableError{Table: t.Name(), Text: "there are a column extension and a column number: one of the two says whose a row is"}
	case extension < 0:
		extension = number
	}
	if mac < 0 && extension < 0 {
		return nil, &TableError{Table: t.Name(), Text: "there is no column mac, and none extension or number: one of them says whose a row is"}
	}
	s := &Secrets{byMAC: map[naming.MAC]int{}, byExtension: map[string]int{}, table: t.Name()}
	for i, name := range columns {
		if i != mac && i != extension && name != "" {
			s.columns = append(s.columns, name)
		}
	}
	var wrong []error
	for row, err := range t.Rows() {
		if err == nil {
			err = s.add(row, columns, mac, extension)
		}
		if err != nil {
			wrong = append(wrong, err)
		}
	}
	return s, errors.Join(wrong...)
}

// add adds a row whose MAC address and extension stand in these columns.
func (s *Secrets) add(row Row, columns []string, mac, extension int) error {
	cell := func(column int) string {
		if column < 0 {
			return ""
		}
		return strings.TrimSpace(row.Cells[column].Text)
	}
	fail := func(column int, format string, args ...any) error {
		return &TableError{Table: s.table, Line: row.Line, Row: row.Number, Column: column + 1, ColumnName: columns[column], Text: fmt.Sprintf(format, args...)}
	}
	switch {
	case cell(mac) != "":
		address, err := naming.ParseMAC(cell(mac))
		if err != nil {
			return fail(mac, "%v", errHiddenMAC)
		}
		if first, twice := s.byMAC[address]; twice {
			return fail(mac, "row %d is of the same phone", s.rows[first].Number)
		}
		s.byMAC[address] = len(s.rows)
	case cell(extension) != "":
		if first, twice := s.byExtension[cell(extension)]; twice {
			return fail(extension, "row %d is of the same extension", s.rows[first].Number)
		}
		s.byExtension[cell(extension)] = len(s.rows)
	default:
		return fail(max(mac, extension), "the row does not say whose it is")
	}
	kept := make([]Cell, 0, len(s.columns))
	for i, c := range row.Cells {
		if i != mac && i != extension && columns[i] != "" {
			kept = append(kept, c)
		}
	}
	row.Cells = kept
	s.rows = append(s.rows, &secretRow{Row: row})
	return nil
}

// Columns returns the names of the columns but for those that rows are joined by.
func (s *Secrets) Columns() []string { return slices.Clone(s.columns) }

// Of returns the row of a phone, whose cells are those of [Secrets.Columns]. It is nil where
// there is none. "" is a phone without an extension. A row for the phone and another one
// for its extension are an error.
func (s *Secrets) Of(mac naming.MAC, extension string) (*Row, error) {
	index, ok := s.byMAC[mac]
	if extension = strings.TrimSpace(extension); extension != "" {
		if other, both := s.byExtension[extension]; both && ok {
			s.rows[index].taken.Store(true)
			s.rows[other].taken.Store(true)
			return nil, &TableError{
				Table: s.table, Line: s.rows[other].Line, Row: s.rows[other].Number,
				Text: fmt.Sprintf("it is of the extension of a phone that row %d is of: one of the two is enough", s.rows[index].Number),
			}
		} else if both {
			index, ok = other, true
		}
	}
	if !ok {
		return nil, nil
	}
	s.rows[index].taken.Store(true)
	return &s.rows[index].Row, nil
}

// Unused returns the rows that no phone had yet.
func (s *Secrets) Unused() []Row {
	var rows []Row
	for i := range s.rows {
		if !s.rows[i].taken.Load() {
			rows = append(rows, s.rows[i].Row)
		}
	}
	return rows
}

// extensionColumn returns the place of the column of a table of phones that has their
// extensions: extension, number or line1.number. It is -1 if there is none.
func extensionColumn(columns []string) int {
	for _, name := range []string{"extension", "number", "line1.number", "line[1].number"} {
		for i, column := range columns {
			if strings.EqualFold(strings.TrimPrefix(column, "@"), name) {
				return i
			}
		}
	}
	return -1
}

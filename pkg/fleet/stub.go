package fleet

import (
	"io"
	"iter"
)

// Stand-ins until the tables are merged.
type Source struct {
	Name string
	Open func() (io.ReadCloser, error)
}
type Format uint8
type Table struct{}
type Row struct {
	Number, Line int
	Cells        []Cell
}
type Cell struct {
	Text string
	Set  bool
}
type TableError struct {
	Table             string
	Line, Row, Column int
	ColumnName, Text  string
	Err               error
}
type Secrets struct{}

func (e *TableError) Error() string          { return e.Text }
func (t *Table) Columns() []string           { return nil }
func (t *Table) Rows() iter.Seq2[Row, error] { return nil }

package provision

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// PhoneTable is a table of phones.
type PhoneTable struct {
	Rows []PhoneRow
	// Ignored are the numbers, from 1, of the columns whose names are not known. A table
	// that something else was made for has more than a simulation needs.
	Ignored []int
}

// PhoneRow is a row of a table of phones.
type PhoneRow struct {
	Line  int // in the table, from 1
	MAC   naming.MAC
	Model *naming.Model // nil where the table has none
	Input string
	// Version is that which the phone runs, of both files, and GeneralVersion that of the
	// general file where it is another; "" where the table has none.
	Version, GeneralVersion string
	Firmware                string // "" where the table has none
}

// Apply makes p the phone of the row: what the row has takes the place of what p has.
func (r *PhoneRow) Apply(p *Phone) {
	p.MAC = r.MAC
	if r.Model != nil {
		p.Model = *r.Model
	}
	p.Input = cmp.Or(r.Input, p.Input)
	p.Firmware = cmp.Or(r.Firmware, p.Firmware)
	p.RunVersions(r.Version, r.GeneralVersion)
}

// DeriveKey sets the key for the phone's device file to the one that is made of a master key
// and its MAC address; see [crypt.Key.Derive].
func (p *Phone) DeriveKey(master crypt.Key) error {
	key, err := master.Derive(p.MAC)
	if err == nil {
		p.Device.Key = &key
	}
	return err
}

// TableError says what is wrong with a table of phones.
type TableError struct {
	Line int // from 1
	Text string
	Err  error // what is behind it, nil if nothing is
}

func (e *TableError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Text) }

func (e *TableError) Unwrap() error { return e.Err }

// PhoneColumns returns the names of the columns of a table of phones. Only mac must be
// there.
func PhoneColumns() []string {
	return []string{"mac", "model", "input", "version", "general-version", "firmware"}
}

// ParsePhones reads a table of phones: CSV with commas, semicolons or tabs, whose first
// line names the columns: mac, and as many as needed of the other [PhoneColumns]. Columns
// of other names are ignored, and lines that begin with "#" left out.
//
// A phone stands in one line, and there is one at least. The error joins a *[TableError]
// for each line that is wrong.
func ParsePhones(data []byte) (PhoneTable, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.Comment, r.TrimLeadingSpace = separatorOf(data), '#', true
	head, err := r.Read()
	if errors.Is(err, io.EOF) {
		return PhoneTable{}, &TableError{Line: 1, Text: "the table is empty: its first line names the columns, of which mac must be one"}
	}
	if err != nil {
		return PhoneTable{}, tableSyntax(err)
	}
	line, _ := r.FieldPos(0)
	columns, ignored, err := columnsOf(head, line)
	if err != nil {
		return PhoneTable{}, err
	}
	rows, err := readPhones(r, columns)
	if err == nil && len(rows) == 0 {
		err = &TableError{Line: line, Text: "no phone stands below the names of the columns"}
	}
	return PhoneTable{rows, ignored}, err
}

// separatorOf returns what separates the columns, by the first line that has names.
func separatorOf(data []byte) rune {
	for line := range bytes.Lines(data) {
		if line[0] == '#' || len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		for _, separator := range ";\t" {
			if bytes.ContainsRune(line, separator) {
				return separator
			}
		}
		break
	}
	return ','
}

// columnsOf returns the place of each column by its name, and the numbers of those whose
// names are not known.
func columnsOf(head []string, line int) (columns map[string]int, ignored []int, err error) {
	columns = map[string]int{}
	for i, name := range head {
		name = strings.NewReplacer("_", "-", " ", "-").Replace(strings.ToLower(strings.TrimSpace(name)))
		if !slices.Contains(PhoneColumns(), name) {
			ignored = append(ignored, i+1)
			continue
		}
		if _, twice := columns[name]; twice {
			return nil, nil, &TableError{Line: line, Text: "there are two columns " + name}
		}
		columns[name] = i
	}
	if _, ok := columns["mac"]; !ok {
		return nil, nil, &TableError{Line: line, Text: "there is no column mac"}
	}
	return columns, ignored, nil
}

func readPhones(r *csv.Reader, columns map[string]int) (rows []PhoneRow, err error) {
	var wrong []error
	first := map[naming.MAC]int{} // the line that a phone stands in
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, errors.Join(wrong...)
		}
		if errors.Is(err, csv.ErrFieldCount) {
			line, _ := r.FieldPos(0)
			wrong = append(wrong, &TableError{line, fmt.Sprintf("%s here, and the first line has %d", phrase.Count(len(record), "column"), r.FieldsPerRecord), err})
			continue
		}
		if err != nil {
			return rows, errors.Join(append(wrong, tableSyntax(err))...)
		}
		line, _ := r.FieldPos(0)
		row, err := readPhone(record, columns)
		if err == nil && first[row.MAC] != 0 {
			err = fmt.Errorf("the phone %s stands in line %d already", row.MAC, first[row.MAC])
		}
		if err != nil {
			wrong = append(wrong, &TableError{line, err.Error(), err})
			continue
		}
		row.Line, first[row.MAC] = line, line
		rows = append(rows, row)
	}
}

func readPhone(record []string, columns map[string]int) (row PhoneRow, err error) {
	field := func(name string) string {
		if i, ok := columns[name]; ok {
			return strings.TrimSpace(record[i])
		}
		return ""
	}
	if row.MAC, err = naming.ParseMAC(field("mac")); err != nil {
		return row, err
	}
	if name := field("model"); name != "" {
		model, err := naming.LookupGeneralFile(name)
		if err != nil {
			return row, err
		}
		row.Model = &model
	}
	row.Input, row.Version, row.GeneralVersion = field("input"), field("version"), field("general-version")
	row.Firmware = field("firmware")
	for _, name := range []string{"version", "general-version", "firmware"} {
		if version := field(name); version != "" && cfgfile.CheckVersion(version) != nil {
			return row, fmt.Errorf("the %s is none: it is numbers with dots between them, such as 2.0002", name)
		}
	}
	return row, CheckInput(row.Input)
}

// CheckInput refuses what no phone can put in the place of $input, with a
// [*naming.InputError].
func CheckInput(input string) error {
	if input == "" {
		return nil
	}
	_, err := naming.Macros{Input: input}.Expand(provurl.MacroInput)
	return err
}

func tableSyntax(err error) error {
	var wrong *csv.ParseError
	if errors.As(err, &wrong) {
		return &TableError{wrong.Line, fmt.Sprintf("column %d: %v", wrong.Column, wrong.Err), err}
	}
	return &TableError{1, err.Error(), err}
}

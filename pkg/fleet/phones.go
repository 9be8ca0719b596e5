package fleet

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provision"
)

// Phones are the phones of a table that start together.
type Phones struct {
	Rows []PhoneRow
	// Ignored are the numbers, from 1, of the columns whose names are not known. A table
	// that something else was made for has more than a simulation needs.
	Ignored []int
}

// PhoneRow is a phone in a row of a table.
type PhoneRow struct {
	Number int // of the row, from 1
	Line   int // that it begins in, from 1
	MAC    naming.MAC
	Model  *naming.Model // nil where the table has none
	Input  string
	// Version is that which the phone runs, of both files, and GeneralVersion that of the
	// general file where it is another; "" where the table has none.
	Version, GeneralVersion string
	Firmware                string // "" where the table has none
}

// Apply makes p the phone of the row: what the row has takes the place of what p has.
func (r *PhoneRow) Apply(p *provision.Phone) {
	p.MAC = r.MAC
	if r.Model != nil {
		p.Model = *r.Model
	}
	p.Input = cmp.Or(r.Input, p.Input)
	p.Firmware = cmp.Or(r.Firmware, p.Firmware)
	p.RunVersions(r.Version, r.GeneralVersion)
}

// PhoneColumns returns the names of the columns that a simulation knows. Only mac must be
// there.
func PhoneColumns() []string {
	return []string{"mac", "model", "input", "version", "general-version", "firmware"}
}

// ReadPhones reads a table of phones with the column mac, and as many as needed of the
// other [PhoneColumns]. Columns of other names are ignored. A phone stands in one row. The
// error joins a *[TableError] for each row that is wrong, beside the phones of the others.
func ReadPhones(t *Table) (Phones, error) {
	r := phoneReader{table: t, columns: map[string]int{}, first: map[naming.MAC]int{}}
	var phones Phones
	for i, name := range t.Columns() {
		if key := columnKey(name); slices.Contains(PhoneColumns(), key) {
			r.columns[key] = i
		} else {
			phones.Ignored = append(phones.Ignored, i+1)
		}
	}
	if _, ok := r.columns["mac"]; !ok {
		return Phones{}, &TableError{Table: t.Name(), Line: t.line, Text: "there is no column mac"}
	}
	var wrong []error
	for row, err := range t.Rows() {
		var phone PhoneRow
		if err == nil {
			phone, err = r.read(row)
		}
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		phones.Rows = append(phones.Rows, phone)
	}
	return phones, errors.Join(wrong...)
}

// A phoneReader makes phones of rows.
type phoneReader struct {
	table   *Table
	columns map[string]int
	first   map[naming.MAC]int // the row that a phone stands in
}

// read returns the phone of a row, or what is wrong with the row.
func (r *phoneReader) read(row Row) (phone PhoneRow, err error) {
	field := func(name string) string {
		if i, ok := r.columns[name]; ok {
			return strings.TrimSpace(row.Cells[i].Text)
		}
		return ""
	}
	fail := func(name string, err error) (PhoneRow, error) {
		return phone, &TableError{Table: r.table.Name(), Line: row.Line, Row: row.Number, Column: r.columns[name] + 1, ColumnName: name, Text: err.Error(), Err: err}
	}
	phone = PhoneRow{Number: row.Number, Line: row.Line}
	if phone.MAC, err = parseMAC(field("mac")); err != nil {
		return fail("mac", err)
	}
	if name := field("model"); name != "" {
		model, err := naming.LookupGeneralFile(name)
		if err != nil {
			return fail("model", err)
		}
		phone.Model = &model
	}
	phone.Input, phone.Version, phone.GeneralVersion = field("input"), field("version"), field("general-version")
	phone.Firmware = field("firmware")
	for _, name := range []string{"version", "general-version", "firmware"} {
		if version := field(name); version != "" && cfgfile.CheckVersion(version) != nil {
			return fail(name, fmt.Errorf("the %s is none: it is numbers with dots between them, such as 2.0002", name))
		}
	}
	if err := provision.CheckInput(phone.Input); err != nil {
		return fail("input", err)
	}
	if first := r.first[phone.MAC]; first > 0 {
		return fail("mac", fmt.Errorf("the phone %s stands in row %d already", phone.MAC, first))
	}
	r.first[phone.MAC] = row.Number
	return phone, nil
}

// parseMAC reads the address in a cell. What does not look like one is not shown: where
// columns were exchanged it can be a password.
func parseMAC(text string) (naming.MAC, error) {
	mac, err := naming.ParseMAC(text)
	if err != nil && text != "" && strings.Count(strings.Map(hexDigit, text), "0") < len(text)*2/3 {
		return mac, errHiddenMAC
	}
	return mac, err
}

var errHiddenMAC = fmt.Errorf("this %w", errNoMAC)

func hexDigit(r rune) rune {
	if strings.ContainsRune("0123456789abcdefABCDEF", r) {
		return '0'
	}
	return '.'
}

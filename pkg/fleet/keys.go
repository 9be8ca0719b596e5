package fleet

import (
	"errors"
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// KeyColumn is the column of a table of phones that has the keys of their files.
const KeyColumn = "file_key"

// Keys are the keys of phones, a row of a table each.
type Keys struct {
	table, column string
	rows          map[naming.MAC]keyRow
}

// keyRow is the key of a phone, nil where its cell is empty.
type keyRow struct {
	number int
	key    *crypt.Key
}

// ReadKeys reads the keys that stand in a column of a table, [KeyColumn] for "", beside the
// phones' addresses in its column mac. The error joins a *[TableError] for each row that is
// wrong, which shows nothing of a key.
func ReadKeys(t *Table, column string) (*Keys, error) {
	if column == "" {
		column = KeyColumn
	}
	k := &Keys{t.Name(), column, map[naming.MAC]keyRow{}}
	macs, keys := columnNamed(t.Columns(), "mac"), columnNamed(t.Columns(), column)
	switch {
	case macs < 0:
		return nil, &TableError{Table: t.Name(), Text: "there is no column mac, which says whose a key is"}
	case keys < 0:
		return nil, &TableError{Table: t.Name(), Text: fmt.Sprintf("there is no column %s, which has the keys", column)}
	}
	var wrong []error
	for row, err := range t.Rows() {
		if err == nil {
			err = k.add(row, macs, keys)
		}
		if err != nil {
			wrong = append(wrong, err)
		}
	}
	return k, errors.Join(wrong...)
}

// add adds the key of a row.
func (k *Keys) add(row Row, macs, keys int) error {
	fail := func(column int, name string, err error) error {
		return &TableError{Table: k.table, Line: row.Line, Row: row.Number, Column: column + 1, ColumnName: name, Text: err.Error(), Err: err}
	}
	mac, err := parseMAC(strings.TrimSpace(row.Cells[macs].Text))
	if err != nil {
		return fail(macs, "mac", err)
	}
	if first, twice := k.rows[mac]; twice {
		return fail(macs, "mac", fmt.Errorf("row %d is of the same phone", first.number))
	}
	own := keyRow{number: row.Number}
	if text := strings.TrimSpace(row.Cells[keys].Text); text != "" {
		key, err := crypt.ParseKey(text)
		if err != nil {
			return fail(keys, k.column, err)
		}
		own.key = &key
	}
	k.rows[mac] = own
	return nil
}

// Of returns the key of a phone. It is an error where the table has no row of it, or none
// with a key.
func (k *Keys) Of(mac naming.MAC) (crypt.Key, error) {
	row, ok := k.rows[mac]
	switch {
	case !ok:
		return crypt.Key{}, fmt.Errorf("no row of %s has the MAC %s, and so there is no key for it", k.table, mac)
	case row.key == nil:
		return crypt.Key{}, fmt.Errorf("row %d of %s has no key in its column %s", row.number, k.table, k.column)
	}
	return *row.key, nil
}

package catalog

import (
	_ "embed" // the tables
	"sync"
)

// The tables are the source: edit them by hand. The package's tests check them, and
// say which line is wrong.
var (
	//go:embed tables/scopes.tsv
	scopesTSV string
	//go:embed tables/text-legacy.tsv
	textLegacyTSV string
	//go:embed tables/text-modern.tsv
	textModernTSV string
	//go:embed tables/xml-legacy.tsv
	xmlLegacyTSV string
	//go:embed tables/sysconf.tsv
	sysconfTSV string
	//go:embed tables/dotted.tsv
	dottedTSV string
	//go:embed tables/roles.tsv
	rolesTSV string
	//go:embed tables/labels.tsv
	labelsTSV string
	//go:embed tables/meanings.tsv
	meaningsTSV string
)

// keysTSV gives a dialect's table of keys.
func keysTSV(d Dialect) string {
	switch d {
	case TextLegacy:
		return textLegacyTSV
	case TextModern:
		return textModernTSV
	case XMLLegacy:
		return xmlLegacyTSV
	case Sysconf:
		return sysconfTSV
	case Dotted:
		return dottedTSV
	}
	return ""
}

// loaded holds each dialect's table from its first use on.
var loaded [len(dialectNames)]struct {
	once  sync.Once
	table *Table
}

// For gives a dialect's part of the dictionary. It is read on first use, within a
// millisecond or two, and shared: it never changes. For no dialect it is empty.
func For(d Dialect) *Table {
	if !d.known() {
		d = 0
	}
	slot := &loaded[d]
	slot.once.Do(func() {
		// Problems are left to the tests, which allow none.
		slot.table, _ = newTable(d, scopesTSV, keysTSV(d))
		_ = slot.table.readMeanings(meaningsTSV)
		slot.table.readRoles(rolesTSV)
	})
	return slot.table
}

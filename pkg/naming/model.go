package naming

import (
	"slices"
	"strings"
)

// A Standing says how well a model's file name is attested.
type Standing uint8

const (
	// Reported names are in use by others, and are not in the description.
	Reported Standing = iota
	// Vendor names are in the maker's Auto Provision Description 1.1, section 4.1.
	Vendor
)

// String gives "vendor" or "reported".
func (s Standing) String() string {
	if s == Vendor {
		return "vendor"
	}
	return "reported"
}

// A Model is a phone and the name of its general file.
type Model struct {
	Name        string   // as the maker writes it: X6, i20S, X5U-V2
	GeneralFile string   // the name of the general file, with the extension cfg
	Family      string   // the heading it stands under in its source, empty if none
	Standing    Standing // how well GeneralFile is attested
	Source      string   // who says so
	Note        string   // what is odd about the row, empty if nothing is
	Alternates  []string // other names reported for the same file, without extension
}

// FileName gives the name of the model's general file with this extension.
func (m Model) FileName(ext Ext) string {
	return m.stem() + "." + ext.String()
}

// stem is the general file's name without its extension.
func (m *Model) stem() string {
	if len(m.GeneralFile) < len(".cfg") {
		return m.GeneralFile // a Model that a caller made, not one of the table
	}
	return m.GeneralFile[:len(m.GeneralFile)-len(".cfg")]
}

// copied gives a model that the caller may change without changing the table.
func (m *Model) copied() Model {
	c := *m
	c.Alternates = slices.Clone(m.Alternates)
	return c
}

// Models lists all known models, those of the maker's description first.
func Models() []Model {
	all := make([]Model, len(table))
	for i := range table {
		all[i] = table[i].copied()
	}
	return all
}

// HasClass reports whether a vendor class is that of the model: in an export it is the
// stem of the general file's name, by any name that is known for it, in any case.
func (m Model) HasClass(class string) bool {
	isStem := func(stem string) bool { return strings.EqualFold(class, stem) }
	return isStem(m.stem()) || slices.ContainsFunc(m.Alternates, isStem)
}

// IsAndroid tells whether the description has the model among the Android phones, which
// support neither a background nor mmiset (section 2.5).
func (m Model) IsAndroid() bool { return m.Family == android }

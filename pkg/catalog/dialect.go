package catalog

import (
	"fmt"
	"slices"
)

// Dialect is one of the five forms a provisioning file takes. A file's extension says
// nothing about it; cfgfile reads it off the first bytes.
type Dialect uint8

// The dialects. The zero Dialect is none of them.
const (
	TextLegacy Dialect = iota + 1 // <<VOIP CONFIG FILE>>, generation 1: keys cut at 19 characters
	TextModern                    // <<VOIP CONFIG FILE>>, generation 2: keys uncut
	XMLLegacy                     // <VOIP_CONFIG_FILE>, generation 1
	Sysconf                       // <sysConf>, generation 2
	Dotted                        // #<Voip Config File>#, the newest
)

// What a file's dialect shows by.
const (
	TextHeader   = "<<VOIP CONFIG FILE>>"
	TextFooter   = "<<END OF FILE>>"
	DottedHeader = "#<Voip Config File>#"
	LegacyRoot   = "VOIP_CONFIG_FILE"
	SysconfRoot  = "sysConf"
)

// The widths of text files.
const (
	// KeyWidth is what a key is padded to, and in text-legacy cut to: the colon stands in
	// column 20.
	KeyWidth = 19
	// HeaderWidth is what the header is padded to, without its line end. That makes the 64
	// bytes that the vendor's description counts with CR and LF.
	HeaderWidth = 62
)

var dialectNames = [...]string{
	TextLegacy: "text-legacy",
	TextModern: "text-modern",
	XMLLegacy:  "xml-legacy",
	Sysconf:    "sysconf",
	Dotted:     "dotted",
}

// Dialects returns all five.
func Dialects() []Dialect { return []Dialect{TextLegacy, TextModern, XMLLegacy, Sysconf, Dotted} }

// String returns the dialect's name: "text-legacy", "text-modern", "xml-legacy",
// "sysconf" or "dotted".
func (d Dialect) String() string {
	if d == 0 {
		return "Dialect(0)"
	}
	return nameOf(d, "Dialect", dialectNames[:])
}

// ParseDialect returns the dialect of a name.
func ParseDialect(name string) (Dialect, bool) {
	d, ok := named[Dialect](name, dialectNames[:])
	return d, ok && d != 0
}

// nameOf returns the name of a value of a type that has its names in a table.
func nameOf[T ~uint8](v T, what string, names []string) string {
	if int(v) >= len(names) {
		return fmt.Sprintf("%s(%d)", what, v)
	}
	return names[v]
}

// named is the way back.
func named[T ~uint8](name string, names []string) (T, bool) {
	i := slices.Index(names, name)
	return T(max(i, 0)), i >= 0
}

// Generation returns the generation of phones whose key names the dialect uses: 1 (X3S,
// X4, H5, C58 and their like) or 2 (H2U, X5, X7C, V6x and their like). Names differ
// between generations; [Table.Crossings] has those that are known in both. It is 3 for the dotted dialect,
// whose names are its own, and 0 for no dialect.
func (d Dialect) Generation() int {
	switch d {
	case TextLegacy, XMLLegacy:
		return 1
	case TextModern, Sysconf:
		return 2
	case Dotted:
		return 3
	}
	return 0
}

func (d Dialect) known() bool { return d != 0 && int(d) < len(dialectNames) }

// IsText reports whether the dialect has the <<VOIP CONFIG FILE>> frame.
func (d Dialect) IsText() bool { return d == TextLegacy || d == TextModern }

// IsXML reports whether the dialect is XML.
func (d Dialect) IsXML() bool { return d == XMLLegacy || d == Sysconf }

// Separator returns what stands between the parts of a path: ":" in text, "/" in XML, "."
// in dotted.
func (d Dialect) Separator() string {
	switch {
	case d == Dotted:
		return "."
	case d.IsXML():
		return "/"
	}
	return ":"
}

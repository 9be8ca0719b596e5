package catalog

import "fmt"

// Dialect is one of the five forms a provisioning file takes. Its values are those of
// cfgfile.Dialect, so that one converts to the other: catalog.Dialect(f.Dialect()).
type Dialect uint8

// The dialects. The zero Dialect is none of them.
const (
	TextLegacy Dialect = iota + 1
	TextModern
	XMLLegacy
	Sysconf
	Dotted
)

var dialectNames = [...]string{
	TextLegacy: "text-legacy",
	TextModern: "text-modern",
	XMLLegacy:  "xml-legacy",
	Sysconf:    "sysconf",
	Dotted:     "dotted",
}

// Dialects gives all five.
func Dialects() []Dialect { return []Dialect{TextLegacy, TextModern, XMLLegacy, Sysconf, Dotted} }

// String gives the dialect's name: "text-legacy", "text-modern", "xml-legacy",
// "sysconf" or "dotted".
func (d Dialect) String() string {
	if !d.known() {
		return fmt.Sprintf("Dialect(%d)", uint8(d))
	}
	return dialectNames[d]
}

// ParseDialect reads a dialect's name.
func ParseDialect(name string) (Dialect, bool) {
	for _, d := range Dialects() {
		if d.String() == name {
			return d, true
		}
	}
	return 0, false
}

// Generation gives the generation of phones whose names the dialect uses: 1 for
// text-legacy and xml-legacy, 2 for text-modern and sysconf, 3 for dotted. It is 0 for
// no dialect.
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

func (d Dialect) isText() bool { return d == TextLegacy || d == TextModern }

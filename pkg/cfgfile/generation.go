package cfgfile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// Modules that one generation alone has, by the field survey this package is
// built on. A name is what stands before CONFIG MODULE, CFG MODULE or MODULE.
var (
	generation1 = []string{
		"GLOBAL", "LAN", "TELE", "DSP", "IAX2", "PPPoE", "DEBUG", "AAA", "ACCESS", "DHCP", "NAT", "PHONE", "SCREEN KEY",
	}
	generation2 = []string{
		"NET", "MM", "CALL FEATURE", "DSSKEY", "DEVICE MANAGER", "VQM", "CTI", "ATE", "LOG", "MAINTENANCE",
		"FIRMWARE CHECK", "RTSP", "APP", "AP DEFINED", "BTH", "DNS CACHE", "KEY CONVERT RULE", "UI DEFINED", "UI MAINTAIN",
	}
)

// keyColumn is the width that a key is padded to, and in text-legacy cut to:
// the colon stands in column 20.
const keyColumn = catalog.KeyWidth

// keyPadding is what stands between key and colon: spaces, and in hand-written files tabs.
const keyPadding = " \t"

// generation returns text-legacy or text-modern. The modules decide, since
// names are what differs; the version is a counter that an administrator sets.
// It decides, after the keys' length, in a file whose modules tell nothing.
func (f *File) generation() Dialect {
	one, two := f.countModules()
	switch {
	case one > two:
		return TextLegacy
	case two > one:
		return TextModern
	case f.hasLongKey(), hasLongFraction(f.Version()):
		return TextModern
	}
	return TextLegacy
}

// InGenerationOf returns a text file whose modules don't show its generation read as one
// of another file's, and any other file itself. Where neither shows it, both are of the
// newer one of the two that they were taken for.
func (f *File) InGenerationOf(other *File) *File {
	to := TextModern
	if other.dialect.Generation() == 1 {
		to = TextLegacy
	}
	if !f.dialect.IsText() || f.dialect == to || f.hasTellingModules() || to == TextLegacy && other.dialect.IsText() && !other.ShowsGeneration() {
		return f
	}
	return readAs(f.src, to)
}

// ShowsGeneration reports whether what the file holds shows the generation of phones that
// it is for. A text file of a few settings that both generations have does not, and its
// dialect is then a guess; XML and dotted files always do.
func (f *File) ShowsGeneration() bool {
	return !f.dialect.IsText() || f.hasTellingModules() || f.hasLongKey()
}

func (f *File) hasTellingModules() bool {
	one, two := f.countModules()
	return one != two
}

// SharesNames reports whether settings of one dialect can have names in another: within
// generation 1, and between generation 2 and dotted, which share some.
func SharesNames(a, b Dialect) bool { return (a.Generation() == 1) == (b.Generation() == 1) }

// countModules counts the modules that only generation 1 and 2 have.
func (f *File) countModules() (one, two int) {
	for m := range f.Modules() {
		name := strings.TrimSuffix(m.Name, " MODULE")
		name = strings.TrimSuffix(strings.TrimSuffix(name, " CONFIG"), " CFG")
		switch {
		case slices.Contains(generation1, name):
			one++
		case slices.Contains(generation2, name):
			two++
		}
	}
	return one, two
}

// hasLongKey reports whether a key or a list marker has more than 19 characters, or what
// follows the number in a key is padded to 19: text-legacy prints neither.
func (f *File) hasLongKey() bool {
	for _, e := range f.entries {
		if e.keyEnd-e.key <= keyColumn {
			continue
		}
		padded := f.src[e.key:e.keyEnd]
		if _, _, indexed := cutIndex(padded); len(strings.TrimRight(padded, keyPadding)) > keyColumn || indexed && len(padded)-strings.IndexByte(padded, ' ')-1 == keyColumn {
			return true
		}
	}
	for _, s := range f.scopes {
		if s.kind == scopeList && f.markerWidth(s) > keyColumn {
			return true
		}
	}
	return false
}

// markerWidth returns the width of a list marker with its dashes.
func (f *File) markerWidth(list scope) int {
	start, end := int(list.name), int(list.nameEnd)
	for start > 0 && f.src[start-1] == '-' {
		start--
	}
	for end < len(f.src) && f.src[end] == '-' {
		end++
	}
	return end - start
}

// hasLongFraction reports whether a version has the form 2.0000000000 that
// generation 2 exports carry.
func hasLongFraction(version string) bool {
	_, fraction, _ := strings.Cut(version, ".")
	return len(fraction) >= 10
}

// GenerationError says that two dialects are of different generations of phones,
// whose names differ, so that one cannot be converted to the other or compared
// with it.
type GenerationError struct {
	From, To Dialect
	// Settings is the number of settings in the file.
	Settings int
	// Namesakes are the settings whose key To has too, but for spaces, case and
	// index. Whether they mean the same is not known.
	Namesakes []Namesake
}

// Namesake is a setting and the names in another dialect that read like its own.
type Namesake struct {
	Path  string
	Line  int
	Names []string // paths as the dictionary has them: "sip/line[N]/RegisterAddr"
}

// String returns the setting with its line and the names, as messages have it.
func (n Namesake) String() string {
	names, more := n.Names, ""
	if len(names) > 3 {
		names, more = names[:3], fmt.Sprintf(" and %d more", len(names)-3)
	}
	return fmt.Sprintf("line %d: %s: %s%s", n.Line, shownPath(n.Path), strings.Join(names, ", "), more)
}

func (e *GenerationError) Error() string {
	return fmt.Sprintf("%s is of %s and %s of %s, and the names of settings differ between generations; of %d settings, %d have a key that reads alike in %s, which does not say that it means the same%s",
		e.From, generationName(e.From), e.To, generationName(e.To), e.Settings, len(e.Namesakes), e.To, listed(e.Namesakes, Namesake.String))
}

func generationName(d Dialect) string {
	if d == Dotted {
		return "the newest generation"
	}
	return fmt.Sprintf("generation %d", d.Generation())
}

// newGenerationError looks for each setting's key in the other dialect.
func newGenerationError(f *File, to Dialect) *GenerationError {
	e := &GenerationError{From: f.dialect, To: to, Settings: f.Len()}
	table := catalog.For(catalog.Dialect(f.dialect))
	names := make(map[string][]string)
	for _, s := range f.Settings() {
		found, ok := names[s.Key]
		if !ok {
			for _, other := range table.Foreign(s.Key) {
				if other.Dialect() == catalog.Dialect(to) {
					found = append(found, other.Path())
				}
			}
			names[s.Key] = found
		}
		if len(found) > 0 {
			e.Namesakes = append(e.Namesakes, Namesake{s.Path.String(), s.Line, found})
		}
	}
	return e
}

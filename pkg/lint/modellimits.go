package lint

import (
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// modelRules compare what a file sets up with what the model has: the one that was given,
// or else that of the general file's name. Sources differ in how much that is, and the
// largest number that any has counts.
var modelRules = []check{
	{Rule: Rule{"FV704", "model-lines", Warning, false, "the file uses more lines than the model has"},
		file: modelLines},
	{Rule: Rule{"FV705", "model-keys", Warning, false, "the file sets up more function keys than the model has"},
		file: modelKeys},
}

// most returns the largest number that a question about a model has for an answer, of all
// the models that the file may be for, and who says so; 0 where one of them has none.
func (p *pass) most(ask func(naming.Model) (int, string)) (most int, by string) {
	for _, m := range p.models() {
		n, who := ask(m)
		if n == 0 {
			return 0, ""
		}
		if n > most {
			most, by = n, who
		}
	}
	return most, by
}

// modelLines counts the lines that are used. An export lists all that the firmware has
// room for, and most of them are empty.
func modelLines(p *pass) {
	most, by := p.most(naming.Model.Lines)
	if most == 0 {
		return
	}
	used, over := map[int]bool{}, 0
	var first cfgfile.Setting
	for _, s := range p.file.Settings() {
		if s.Index == 0 || used[s.Index] || !isLine(&s) || !usesLine(entryKey(&s), s.Value) || p.inTemplate(s.KeySpan.Start) {
			continue
		}
		used[s.Index] = true
		if s.Index <= most {
			continue
		}
		if over++; over == 1 {
			first = s
		}
	}
	if over > 0 {
		p.found(first.KeySpan.Start, fmt.Sprintf("line %d is used, and the %s has %d lines at most (%s): the file uses %d, and %d beyond that",
			first.Index, naming.ModelNames(p.models()), most, by, len(used), over))
	}
}

// isLine reports whether a setting stands in an entry of the list of SIP lines.
func isLine(s *cfgfile.Setting) bool {
	return catalog.SameKey(s.List, "SIP Line List") || s.Module == "sip" && s.List == "line"
}

// entryKey returns a setting's key without the index that text has in front of it.
func entryKey(s *cfgfile.Setting) string {
	if _, rest, ok := strings.Cut(s.Key, " "); ok && s.Index > 0 {
		return rest
	}
	return s.Key
}

// usesLine reports whether a setting of a line says that the line is used: it registers,
// or has a number, a user or a server.
func usesLine(key, value string) bool {
	switch {
	case value == "":
		return false
	case catalog.SameKey(key, "Enable Reg"), catalog.SameKey(key, "Reg Enabled"):
		return value != "0"
	}
	for _, name := range []string{"Phone Number", "Register User", "Reg User", "Register Addr", "Reg Addr"} {
		if catalog.SameKey(key, name) {
			return true
		}
	}
	return false
}

// legacyKeys is how many function keys a phone of generation 1 has beyond those that
// products count: the export of an H5 lists 15, of which Tancredi counts 6, and a template
// made of an X3G's lists 11, where it counts 2 for the X3.
const (
	legacyKeys    = 9
	legacyKeyList = "Function" // "Function Key", in XML with an underscore
)

// keySpot is a function key: the list that it stands in, and its number there.
type keySpot struct {
	list  string
	index int
}

// modelKeys counts the function keys that are set up, on all pages and at the sides of
// the display.
func modelKeys(p *pass) {
	most, by := p.most(naming.Model.Keys)
	if most == 0 {
		return
	}
	used, counted := map[keySpot]bool{}, most
	var first cfgfile.Setting
	for _, s := range p.file.Settings() {
		at := keySpot{s.List, s.Index}
		if s.Index == 0 || used[at] || !isKeyList(s.List) || !setsUpKey(entryKey(&s), s.Value) || p.inTemplate(s.KeySpan.Start) {
			continue
		}
		if strings.HasPrefix(s.List, legacyKeyList) {
			most = counted + legacyKeys
		}
		if used[at] = true; len(used) == most+1 {
			first = s
		}
	}
	if len(used) > most {
		p.found(first.KeySpan.Start, fmt.Sprintf("the %s has %d function keys at most (%s), and the file sets up %d: from here on, they are too many",
			naming.ModelNames(p.models()), most, by, len(used)))
	}
}

// setsUpKey reports whether a setting of a function key has it do something to do.
func setsUpKey(key, value string) bool {
	return value != "" && value != "0" && catalog.SameKey(key, "Type")
}

// isKeyList reports whether a list is of function keys: "Dsskey Config1", "Sidekey
// Config1" and, in generation 1, "Function Key" in text and xml-legacy, "internal[1]/Fkey"
// and "dssSide[1]/Fkey" in sysconf. Expansion modules and the soft keys below the display
// are in lists of their own.
func isKeyList(list string) bool {
	for _, name := range []string{legacyKeyList, "Dsskey Config", "Sidekey Config", "Dsskey_Config", "Sidekey_Config", "internal[", "dssSide["} {
		if strings.HasPrefix(list, name) {
			return true
		}
	}
	return false
}

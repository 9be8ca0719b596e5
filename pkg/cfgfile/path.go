package cfgfile

import (
	"path"
	"strconv"
	"strings"
)

// Path is where a setting stands: two settings with one path are the same setting twice.
type Path struct {
	// Dialect says how the path is written down.
	Dialect Dialect
	// Module is the module's name without brackets ("SIP CONFIG MODULE"), in
	// sysconf and dotted the first part of the path ("sip"). It is empty for a
	// setting that stands outside every module.
	Module string
	// List is the list's name without dashes ("SIP Line List"), in sysconf and
	// dotted what stands between module and key ("line", "internal[1]/Fkey",
	// "date"). It is empty for a setting of the module itself.
	List string
	// Index is the number of the list's entry, from 1; 0 outside indexed lists. Digits
	// that are no such number stay with the list in XML and dotted: "line[0]".
	Index int
	// Key is the key as the file has it: in text with the index prefix ("SIP1
	// Register Addr") and without the padding before the colon, of spaces or tabs.
	Key string

	entry string // in xml-legacy, the ID of the entry, where it is written plainly: "SIP1"
}

// notation is how the paths of a dialect are written down.
type notation struct {
	separator   string // what stands between their parts
	open, close string // what stands around an entry's number, none where the key carries it
	cut         bool   // keys and lists are cut at 19 characters
}

var notations = [...]notation{
	0:          {separator: ":"},
	TextLegacy: {separator: TextLegacy.Separator(), cut: true},
	TextModern: {separator: TextModern.Separator()},
	XMLLegacy:  {separator: XMLLegacy.Separator(), open: "[", close: "]"},
	Sysconf:    {separator: Sysconf.Separator(), open: "[", close: "]"},
	Dotted:     {separator: Dotted.Separator(), open: "."},
}

func (n *notation) keyHasIndex() bool { return n.open == "" }
func (n *notation) hasBrackets() bool { return n.close != "" }

// String returns the path as it is written down on a command line:
// "SIP CONFIG MODULE:SIP Line List:SIP1 Register Addr" in text,
// "sip/line[1]/RegisterAddr" in XML, "sip.line.1.RegAddr" in dotted.
func (p Path) String() string {
	n, list := &notations[p.Dialect], p.List
	if p.Index > 0 && !n.keyHasIndex() {
		list = strings.TrimPrefix(list+n.open+strconv.Itoa(p.Index)+n.close, ".")
	}
	switch {
	case p.Module == "" && list == "":
		return p.Key
	case p.Module == "":
		return list + n.separator + p.Key
	case list == "":
		return p.Module + n.separator + p.Key
	}
	return p.Module + n.separator + list + n.separator + p.Key
}

// Place returns what stands above a setting, as a heading has it: "SIP CONFIG MODULE > SIP
// Line List", "sip > line[1]". It is "" outside every module.
func (p Path) Place() string {
	n := &notations[p.Dialect]
	place := strings.TrimSuffix(strings.TrimSuffix(p.String(), p.Key), n.separator)
	if list, has := strings.CutPrefix(place, p.Module+n.separator); has && p.Module != "" {
		return p.Module + " > " + list
	}
	return place
}

// identity leaves out what the key carries as well, or what is not part of a path's text:
// which part of a text key is its index shows by the other keys of its list.
func (p Path) identity() Path {
	if notations[p.Dialect].keyHasIndex() {
		p.Index = 0
	}
	p.entry = ""
	return p
}

// indexed writes a part of an XML path with its index: "line[1]".
func indexed(name string, index int) string {
	if index == 0 {
		return name
	}
	return name + "[" + strconv.Itoa(index) + "]"
}

// cutPathIndex takes the index off a part of an XML path: a number, or a pattern
// of * and ? for one.
func cutPathIndex(part string) (name, index string) {
	open := strings.LastIndexByte(part, '[')
	if open < 0 || !strings.HasSuffix(part, "]") {
		return part, ""
	}
	index = part[open+1 : len(part)-1]
	if index == "" || strings.Trim(index, "0123456789*?") != "" {
		return part, ""
	}
	return part[:open], index
}

// parseIndex reads an index: a number from 1 in at most four digits, without
// leading zeros.
func parseIndex(text string) (int, bool) {
	if text == "" || len(text) > 4 || text[0] == '0' {
		return 0, false
	}
	n := 0
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = n*10 + int(text[i]-'0')
	}
	return n, n > 0
}

// query is a path that is looked for part by part.
type query struct {
	*notation
	parts []queryPart
}

// queryPart is a part of a path: a name, in XML with an index, or a pattern.
type queryPart struct {
	whole       string
	name, index string
	isPattern   bool
}

func (f *File) parseQuery(name string) (query, error) {
	name = f.withoutColon(name)
	q := query{&notations[f.dialect], nil}
	names := strings.Split(name, q.separator)
	switch {
	case len(names) > 3 && q.keyHasIndex():
		return q, &PathError{name, "no more than MODULE:LIST:KEY makes a path"}
	case names[len(names)-1] == "":
		return q, &PathError{name, "no key stands at its end"}
	}
	for _, whole := range names {
		part := queryPart{whole: whole, name: whole}
		if q.hasBrackets() {
			part.name, part.index = cutPathIndex(whole)
		}
		part.isPattern = strings.ContainsAny(part.name, `*?[\`)
		if _, err := path.Match(part.name, ""); err != nil {
			return q, &PathError{name, unclosed}
		}
		q.parts = append(q.parts, part)
	}
	return q, nil
}

const unclosed = "the pattern is not closed: a [ in it wants its ]"

// withoutColon takes the colon off a key of text that was copied with it, "Time Zone :". A
// module with nothing behind it keeps its own.
func (f *File) withoutColon(path string) string {
	key := strings.TrimRight(strings.TrimSuffix(path, ":"), " \t")
	if notations[f.dialect].separator != ":" || !strings.HasSuffix(path, ":") || strings.HasSuffix(key, ":") || strings.HasSuffix(key, "MODULE") || key == "" {
		return path
	}
	return key
}

func (q query) matches(s Setting) bool {
	last := len(q.parts) - 1
	if !q.matchPart(last, s.Key) {
		return false
	}
	switch {
	case last == 0:
		return true
	case last == 1:
		return q.matchPart(0, s.Module)
	case q.keyHasIndex():
		return q.matchPart(0, s.Module) && q.matchPart(1, s.List)
	}
	parts := strings.Split(s.Path.String(), q.separator)
	if len(parts) != len(q.parts) {
		return false
	}
	for i := range last {
		if !q.matchPart(i, parts[i]) {
			return false
		}
	}
	return true
}

// matchPart compares a part of the path with a name of the file.
func (q query) matchPart(i int, name string) bool {
	part := &q.parts[i]
	if part.whole == name {
		return true
	}
	if q.hasBrackets() {
		var index string
		name, index = cutPathIndex(name)
		if part.index != "" && !matchName(part.index, index) {
			return false
		}
	}
	switch {
	case q.cut && (i > 0 || len(q.parts) == 1) && sameCut(part.name, name, i < len(q.parts)-1):
		return true
	case part.isPattern:
		return matchName(part.name, name)
	}
	return part.name == name
}

// matchName matches a pattern and a name. A slash is a letter like others: keys
// such as "P1 Busy N/A Line" have one.
func matchName(pattern, name string) bool {
	ok, _ := path.Match(strings.ReplaceAll(pattern, "/", "\x00"), strings.ReplaceAll(name, "/", "\x00"))
	return ok
}

// sameCut reports whether a name given in full is the one that text-legacy has cut,
// of a key or of a list, whose marker has two dashes in front.
func sameCut(full, name string, isList bool) bool {
	switch {
	case len(full) < len(name):
		return false
	case isList:
		return readList(full, TextLegacy) == name
	case len(full) > keyColumn && len(name) < keyColumn:
		return false // cut at a space, or another key: nobody can tell
	}
	return cutKey(full) == name
}

// IsPattern reports whether a path can name several settings on purpose: it has a
// *, a ? or a [ that, in XML and in a neutral name, does not begin an index.
func (f *File) IsPattern(path string) bool {
	if isNeutral(path) {
		return strings.ContainsAny(neutralPattern(path), "*?[")
	}
	if !notations[f.dialect].hasBrackets() {
		return strings.ContainsAny(path, "*?[")
	}
	for part := range strings.SplitSeq(path, "/") {
		if name, index := cutPathIndex(part); strings.ContainsAny(name, "*?[") || strings.ContainsAny(index, "*?") {
			return true
		}
	}
	return false
}

// cutKey cuts a key as text-legacy does.
func cutKey(key string) string {
	return strings.TrimRight(key[:min(len(key), keyColumn)], " ")
}

// markerText returns a list marker without its padding.
func markerText(list string, dialect Dialect) string {
	marker := "--" + list + "--"
	if notations[dialect].cut && len(marker) > keyColumn {
		marker = marker[:keyColumn]
	}
	return marker
}

// readList returns a list's name as it is read from its marker, cut in text-legacy.
func readList(list string, dialect Dialect) string {
	marker := markerText(list, dialect)
	name := markerName(marker, 0, len(marker))
	return marker[name.Start:name.End]
}

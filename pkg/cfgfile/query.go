package cfgfile

import (
	"path"
	"strings"
)

// query is a path that is looked for part by part.
type query struct {
	dialect   Dialect
	separator string
	parts     []queryPart
}

// queryPart is a part of a path: a name, in XML with an index, or a pattern.
type queryPart struct {
	whole       string
	name, index string
	isPattern   bool
}

func (f *File) parseQuery(name string) (query, error) {
	name = f.withoutColon(name)
	q := query{f.dialect, f.pathSeparator(), nil}
	names := strings.Split(name, q.separator)
	switch {
	case len(names) > 3 && f.dialect.IsText():
		return q, &PathError{name, "no more than MODULE:LIST:KEY makes a path"}
	case names[len(names)-1] == "":
		return q, &PathError{name, "no key stands at its end"}
	}
	for _, whole := range names {
		part := queryPart{whole: whole, name: whole}
		if q.dialect.IsXML() {
			part.name, part.index = cutPathIndex(whole)
		}
		part.isPattern = strings.ContainsAny(part.name, `*?[\`)
		if _, err := path.Match(part.name, ""); err != nil {
			return q, &PathError{name, "the pattern is not closed: a [ in it wants its ]"}
		}
		q.parts = append(q.parts, part)
	}
	return q, nil
}

// withoutColon takes the colon off a key of text that was copied with it, "Time Zone :". A
// module with nothing behind it keeps its own.
func (f *File) withoutColon(path string) string {
	key := strings.TrimRight(strings.TrimSuffix(path, ":"), " \t")
	if !f.dialect.IsText() || !strings.HasSuffix(path, ":") || strings.HasSuffix(key, ":") || strings.HasSuffix(key, "MODULE") || key == "" {
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
	case q.dialect.IsText():
		return q.matchPart(0, s.Module) && q.matchPart(1, s.List)
	}
	parts := strings.Split(s.Path(), q.separator)
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
	if q.dialect.IsXML() {
		var index string
		name, index = cutPathIndex(name)
		if part.index != "" && !matchName(part.index, index) {
			return false
		}
	}
	switch {
	case q.dialect == TextLegacy && (i > 0 || len(q.parts) == 1) && sameCut(part.name, name, i < len(q.parts)-1):
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

// sameCut tells whether a name given in full is the one that text-legacy has cut,
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

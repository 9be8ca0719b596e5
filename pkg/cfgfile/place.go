package cfgfile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// place is where a setting stands or is to stand, in the terms of [Setting].
type place struct {
	module, list string
	index        int
	key          string
}

func placeOf(s Setting) place { return place{s.Module, s.List, s.Index, s.Key} }

// path gives the place as [Setting.Path] does.
func (p place) path(d Dialect) string {
	return Setting{Module: p.module, List: p.list, Index: p.index, Key: p.key, dialect: d}.Path()
}

// newPlace reads the path of a setting that the file does not have.
func (f *File) newPlace(path string) (place, error) {
	path = f.withoutColon(path)
	if f.IsPattern(path) {
		return place{}, f.notFound(path)
	}
	parts := strings.Split(path, f.pathSeparator())
	if len(parts) == 1 {
		return f.placeOfKey(path)
	}
	for i, part := range parts {
		if part == "" && (i != 1 || !f.dialect.IsText()) {
			return place{}, &PathError{path, "a part of it is empty"}
		}
	}
	switch {
	case f.dialect == Dotted:
		return newDottedPlace(path)
	case f.dialect.IsXML():
		p, err := newXMLPlace(path, parts)
		if err == nil {
			err = f.checkIndexes(path, parts)
		}
		return p, err
	}
	return f.newTextPlace(path, parts)
}

func newDottedPlace(path string) (place, error) {
	if strings.Trim(path, pathBytes) != "" {
		return place{}, &PathError{path, "a path is letters, digits, dashes and underscores with dots between them"}
	}
	for part := range strings.SplitSeq(path, ".") {
		if len(part) > 1 && part[0] == '0' && strings.Trim(part, "0123456789") == "" {
			return place{}, &PathError{path, "the numbers in a path have no zeros in front"}
		}
	}
	s := Setting{Key: path}
	placeDotted(&s)
	return placeOf(s), nil
}

func newXMLPlace(path string, parts []string) (place, error) {
	last := len(parts) - 1
	if len(parts) >= xmlscan.MaxDepth {
		return place{}, &PathError{path, fmt.Sprintf("elements nest %d levels deep at most", xmlscan.MaxDepth)}
	}
	p := place{module: parts[0], key: parts[last], list: strings.Join(parts[1:last], "/")}
	for i, part := range parts {
		name, index := part, ""
		if i > 0 && i < last {
			name, index = cutPathIndex(part)
		}
		if !isPlainXMLName(name) {
			return place{}, &PathError{path, strconv.Quote(clip(name)) + " is no name of an element: letters, digits, dots, dashes and underscores, a letter first"}
		}
		n, ok := parseIndex(index)
		if index != "" && !ok {
			return place{}, &PathError{path, "an index is a number from 1 to 9999"}
		}
		if i == last-1 && index != "" {
			p.index = n
			p.list = strings.TrimSuffix(p.list, "["+index+"]")
		}
	}
	return p, nil
}

// isPlainXMLName knows the names that need no second look.
func isPlainXMLName(name string) bool {
	for i := range len(name) {
		if c := name[i]; !xmlscan.IsNameByte(c) || c == ':' {
			return false
		}
	}
	return name != "" && (isLetter(name[0]) || name[0] == '_')
}

// newTextPlace takes a path without a list for one in the list that the key is
// known to stand in, where it is known in no other place of the module.
func (f *File) newTextPlace(path string, parts []string) (place, error) {
	key, err := f.writtenKey(path, parts[len(parts)-1])
	if err != nil {
		return place{}, err
	}
	p := place{module: parts[0], key: key}
	switch {
	case len(parts) > 3:
		return place{}, &PathError{path, "no more than MODULE:LIST:KEY makes a path"}
	case !strings.HasSuffix(p.module, "MODULE") || strings.ContainsAny(p.module, "<>"):
		return place{}, &PathError{path, "a module's name ends in MODULE, as in SIP CONFIG MODULE"}
	case len(parts) == 3 && parts[1] != strings.Trim(parts[1], "- \t"):
		return place{}, &PathError{path, "a list's name neither starts nor ends with a space or a dash"}
	case len(parts) == 3:
		p.list = readList(parts[1], f.dialect)
	default:
		p.list = f.knownList(p.module, p.key)
	}
	if err := checkTextKey(path, p.key); err != nil {
		return place{}, err
	}
	return f.indexed(path, p)
}

// indexed gives a place in text with the number that its key has in a list.
func (f *File) indexed(path string, p place) (place, error) {
	if p.list == "" {
		return p, nil
	}
	_, n, ok := cutIndex(p.key)
	if scope, known := f.dictionary().Scope(p.module, p.list); known && scope.Prefix() != "" && hasBadIndex(p.key, scope.Prefix()) {
		return place{}, &PathError{path, "the number in a key counts from 1, without zeros in front"}
	}
	if ok {
		p.index = n
	}
	return p, nil
}

// hasBadIndex tells a key whose number no entry of its list can have: 0, or 01.
func hasBadIndex(key, prefix string) bool {
	rest, ok := strings.CutPrefix(key, prefix)
	return ok && strings.HasPrefix(rest, "0")
}

// writtenKey gives a key as the file has it. One that text-legacy cuts at a space becomes
// the name of another key, or looks like it.
func (f *File) writtenKey(path, key string) (string, error) {
	if f.dialect != TextLegacy || len(key) <= keyColumn {
		return key, nil
	}
	cut := cutKey(key)
	if len(cut) < keyColumn {
		return "", &PathError{path, fmt.Sprintf("text-legacy has 19 characters of a key, which leaves %q of this one: if that is meant, give it", clip(cut))}
	}
	return cut, nil
}

// checkTextKey refuses keys that would be read as something else.
func checkTextKey(path, key string) error {
	switch {
	case key == "" || key != strings.TrimSpace(key):
		return &PathError{path, "a key neither starts nor ends with a space"}
	case otherLine[key[0]]:
		return &PathError{path, "a key does not start with " + key[:1]}
	case checkCharacters(key) != "":
		return &PathError{path, "the key " + checkCharacters(key)}
	}
	return nil
}

// knownList gives the only list of a module that the dictionary has a key in.
func (f *File) knownList(module, key string) string {
	table := f.dictionary()
	if _, ok := table.Lookup(module, "", key); ok {
		return ""
	}
	list := ""
	for _, e := range table.Elsewhere(module, "", key) {
		if e.Module() != module {
			continue
		}
		if list != "" || hasIndexMark(e.List()) {
			return ""
		}
		list = e.List()
	}
	return list
}

// placeOfKey puts a key that is given alone where the dictionary has it, if it
// has it in one place.
func (f *File) placeOfKey(path string) (place, error) {
	if isVersionName(path) {
		return place{}, &PathError{path, noSetting}
	}
	key, err := f.writtenKey(path, path)
	if err != nil {
		if f.isLabelled(path) {
			return place{}, f.notFound(path)
		}
		return place{}, err
	}
	homes := f.dictionary().Elsewhere("", "", key)
	if len(homes) == 1 && f.isLabelOfOther(path, homes[0]) {
		return place{}, f.notFound(path)
	}
	if len(homes) == 1 && !hasIndexMark(homes[0].List()) && checkTextKey(key, key) == nil {
		p := place{module: homes[0].Module(), list: homes[0].List(), key: key}
		if f.dialect.IsText() {
			return f.indexed(key, p)
		}
		return p, nil
	}
	missing := f.notFound(path)
	if len(homes) > 0 {
		missing.Nearest = nil
	}
	for _, e := range homes {
		missing.Nearest = append(missing.Nearest, e.Path())
	}
	return place{}, missing
}

// isLabelled reports whether a path is a label of the vendor's description, or one behind
// a page, be it one that is not known.
func (f *File) isLabelled(path string) bool {
	labels, err := catalog.LabelsLike(path)
	return err != nil || len(labels) > 0
}

// isLabelOfOther reports whether the vendor's description has the name of a key for another
// key of the dialect, which may be the one that is meant.
func (f *File) isLabelOfOther(path string, key catalog.Entry) bool {
	labels, _ := catalog.LabelsLike(path) // no key has the name of a page
	return slices.ContainsFunc(labels, func(l catalog.Label) bool {
		return slices.ContainsFunc(l.Entries(), func(e catalog.Entry) bool { return e.Dialect() == f.dialect && e != key })
	})
}

// hasIndexMark tells whether a list of the dictionary stands for several: "line[N]",
// "Dsskey ConfigN".
func hasIndexMark(list string) bool {
	return strings.HasSuffix(list, "N") || strings.Contains(list, "[N]") || strings.Contains(list, ".N")
}

func (f *File) dictionary() *catalog.Table { return catalog.For(f.dialect) }

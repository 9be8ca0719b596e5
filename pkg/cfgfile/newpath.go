package cfgfile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/xmlscan"
	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// newPath reads the path of a setting that the file does not have.
func (f *File) newPath(path string) (Path, error) {
	if isNeutral(path) {
		return f.newNeutral(path)
	}
	path = f.withoutColon(path)
	if f.IsPattern(path) {
		return Path{}, f.notFound(path)
	}
	parts := strings.Split(path, notations[f.dialect].separator)
	if len(parts) == 1 {
		return f.pathOfKey(path)
	}
	for i, part := range parts {
		if part == "" && (i != 1 || !notations[f.dialect].keyHasIndex()) {
			return Path{}, &PathError{path, "a part of it is empty"}
		}
	}
	return formOf(f.dialect).pathOf(f, path, parts)
}

func (dottedForm) pathOf(_ *File, path string, _ []string) (Path, error) {
	if strings.Trim(path, pathBytes) != "" {
		return Path{}, &PathError{path, "a path is letters, digits, dashes and underscores with dots between them"}
	}
	for part := range strings.SplitSeq(path, ".") {
		if len(part) > 1 && part[0] == '0' && strings.Trim(part, "0123456789") == "" {
			return Path{}, &PathError{path, "the numbers in a path have no zeros in front"}
		}
	}
	p := Path{Dialect: Dotted, Key: path}
	p.splitDotted()
	return p, nil
}

func (form xmlForm) pathOf(f *File, path string, parts []string) (Path, error) {
	last := len(parts) - 1
	if len(parts) >= xmlscan.MaxDepth {
		return Path{}, &PathError{path, fmt.Sprintf("elements nest %d levels deep at most", xmlscan.MaxDepth)}
	}
	p := Path{Dialect: form.dialect, Module: parts[0], Key: parts[last], List: strings.Join(parts[1:last], "/")}
	for i, part := range parts {
		name, index := part, ""
		if i > 0 && i < last {
			name, index = cutPathIndex(part)
		}
		if !isPlainXMLName(name) {
			return Path{}, &PathError{path, strconv.Quote(clip(name)) + " is no name of an element: letters, digits, dots, dashes and underscores, a letter first"}
		}
		n, ok := parseIndex(index)
		if index != "" && !ok {
			return Path{}, &PathError{path, "an index is a number from 1 to 9999"}
		}
		if i == last-1 && index != "" {
			p.Index = n
			p.List = strings.TrimSuffix(p.List, "["+index+"]")
		}
	}
	if form.byID && p.List != "" && p.Key == "ID" {
		return Path{}, &PathError{path, "the ID is the number of an entry and no setting of it"}
	}
	return p, f.checkIndexes(path, parts)
}

// isPlainXMLName knows the names that need no second look.
func isPlainXMLName(name string) bool {
	for i := range len(name) {
		if c := name[i]; !xmlscan.IsNameByte(c) || c == ':' {
			return false
		}
	}
	return name != "" && (ascii.IsLetter(name[0]) || name[0] == '_')
}

// pathOf takes a path without a list for one in the list that the key is
// known to stand in, where it is known in no other place of the module.
func (textForm) pathOf(f *File, path string, parts []string) (Path, error) {
	key, err := f.writtenKey(path, parts[len(parts)-1])
	if err != nil {
		return Path{}, err
	}
	p := Path{Dialect: f.dialect, Module: parts[0], Key: key}
	switch {
	case len(parts) > 3:
		return Path{}, &PathError{path, "no more than MODULE:LIST:KEY makes a path"}
	case !strings.HasSuffix(p.Module, "MODULE") || strings.ContainsAny(p.Module, "<>"):
		return Path{}, &PathError{path, "a module's name ends in MODULE, as in SIP CONFIG MODULE"}
	case len(parts) == 3 && parts[1] != strings.Trim(parts[1], "- \t"):
		return Path{}, &PathError{path, "a list's name neither starts nor ends with a space or a dash"}
	case len(parts) == 3:
		p.List = readList(parts[1], f.dialect)
	default:
		p.List = f.knownList(p.Module, p.Key)
	}
	if err := checkTextKey(path, p.Key); err != nil {
		return Path{}, err
	}
	return f.indexed(path, p)
}

// indexed returns a place in text with the number that its key has in a list.
func (f *File) indexed(path string, p Path) (Path, error) {
	if p.List == "" {
		return p, nil
	}
	_, n, ok := cutIndex(p.Key)
	if scope, known := f.dictionary().Scope(p.Module, p.List); known && scope.Prefix() != "" && hasBadIndex(p.Key, scope.Prefix()) {
		return Path{}, &PathError{path, "the number in a key counts from 1, without zeros in front"}
	}
	if ok {
		p.Index = n
	}
	return p, nil
}

// hasBadIndex reports whether a key has a number that no entry of its list can have: 0, or 01.
func hasBadIndex(key, prefix string) bool {
	rest, ok := strings.CutPrefix(key, prefix)
	return ok && strings.HasPrefix(rest, "0")
}

// writtenKey returns a key as the file has it. One that text-legacy cuts at a space becomes
// the name of another key, or looks like it.
func (f *File) writtenKey(path, key string) (string, error) {
	if !notations[f.dialect].cut || len(key) <= keyColumn {
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

// knownList returns the only list of a module that the dictionary has a key in.
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

// pathOfKey puts a key that is given alone where the dictionary has it, if it
// has it in one place.
func (f *File) pathOfKey(path string) (Path, error) {
	if isVersionName(path) {
		return Path{}, &PathError{path, noSetting}
	}
	key, err := f.writtenKey(path, path)
	if err != nil {
		if f.isLabelled(path) {
			return Path{}, f.notFound(path)
		}
		return Path{}, err
	}
	homes := f.dictionary().Elsewhere("", "", key)
	if len(homes) == 1 && f.isLabelOfOther(path, homes[0]) {
		return Path{}, f.notFound(path)
	}
	if len(homes) == 1 && !hasIndexMark(homes[0].List()) && checkTextKey(key, key) == nil {
		return f.indexed(key, Path{Dialect: f.dialect, Module: homes[0].Module(), List: homes[0].List(), Key: key})
	}
	missing := f.notFound(path)
	if len(homes) > 0 {
		missing.Nearest = nil
	}
	for _, e := range homes {
		missing.Nearest = append(missing.Nearest, e.Path())
	}
	return Path{}, missing
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

// hasIndexMark reports whether a list of the dictionary stands for several: "line[N]",
// "Dsskey ConfigN".
func hasIndexMark(list string) bool {
	return strings.HasSuffix(list, "N") || strings.Contains(list, "[N]") || strings.Contains(list, ".N")
}

func (f *File) dictionary() *catalog.Table { return catalog.For(f.dialect) }

// checkIndexes refuses an XML path that leaves the number out of an element which others
// of its name have one of: it would stand beside them, and no phone would look there.
func (f *File) checkIndexes(path string, parts []string) error {
	for i := 1; i < len(parts)-1; i++ {
		name, index := cutPathIndex(parts[i])
		if index == "" && (f.hasIndexed(parts[i-1], name) || f.knowsIndexed(parts[:i+1])) {
			return &PathError{path, fmt.Sprintf("there are several of %s, told apart by their number: give it, as in %s[1]", name, name)}
		}
	}
	return nil
}

// hasIndexed reports whether the file has elements of a name with a number in another one.
func (f *File) hasIndexed(parent, name string) bool {
	parent, _ = cutPathIndex(parent)
	for _, s := range f.scopes[1:] {
		if in := f.scopes[s.parent]; s.index > 0 && f.src[s.name:s.nameEnd] == name && f.src[in.name:in.nameEnd] == parent {
			return true
		}
	}
	return false
}

// knowsIndexed reports whether the dictionary has the last element of a path with a number,
// and not without.
func (f *File) knowsIndexed(parts []string) bool {
	indexed := false
	for s := range f.dictionary().Scopes() {
		names := strings.Split(s.List(), "/")
		if s.Module() != parts[0] || len(names) < len(parts)-1 || !sameNames(names, parts[1:]) {
			continue
		}
		if !hasIndexMark(names[len(parts)-2]) {
			return false
		}
		indexed = true
	}
	return indexed
}

// sameNames compares the parts of a path with the beginning of a dictionary's list,
// whatever their numbers are.
func sameNames(names, parts []string) bool {
	for i, part := range parts {
		name, _ := cutPathIndex(part)
		if strings.TrimSuffix(names[i], "[N]") != name {
			return false
		}
	}
	return true
}

package cfgfile

import (
	"fmt"
	"strings"
)

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

// hasIndexed tells whether the file has elements of a name with a number in another one.
func (f *File) hasIndexed(parent, name string) bool {
	parent, _ = cutPathIndex(parent)
	for _, s := range f.scopes[1:] {
		if in := f.scopes[s.parent]; s.index > 0 && f.src[s.name:s.nameEnd] == name && f.src[in.name:in.nameEnd] == parent {
			return true
		}
	}
	return false
}

// knowsIndexed tells whether the dictionary has the last element of a path with a number,
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

package cfgfile

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// PathOf returns the path that a neutral name has in a dialect, "line1.password" or
// "@line1.password", in its usual spelling; see [catalog.Concept]. It is a
// [*catalog.ConceptError] for a name that there is not, and a [*PathError] where the dialect
// has no counterpart that is known.
func PathOf(name string, d Dialect) (Path, error) {
	paths, err := neutralPaths(name, d)
	if err != nil {
		return Path{}, err
	}
	if len(paths) == 0 {
		return Path{}, noCounterpart(name, d)
	}
	return (&File{dialect: d, scopes: make([]scope, 1)}).newPath(paths[0])
}

// NeutralName returns the neutral name of the setting that a path leads to, without the @:
// "line1.password". It reports whether there is one.
func (p Path) NeutralName() (string, bool) {
	c, index, ok := catalog.ConceptOf(p.Dialect, p.String())
	if !ok {
		return "", false
	}
	return c.At(index), true
}

// isNeutral reports whether a path is a neutral name, or a pattern of such.
func isNeutral(path string) bool { return strings.HasPrefix(path, neutralMark) }

const neutralMark = "@"

// noCounterpart makes the error for a name that has no path in a dialect.
func noCounterpart(name string, d Dialect) *PathError {
	if c, _, err := catalog.LookupConcept(name); err == nil && len(c.Paths(d)) > 0 {
		return &PathError{name, fmt.Sprintf("with this number, %s cuts its key to that of another setting", d)}
	}
	return &PathError{name, fmt.Sprintf("%s has no counterpart of it that is known", d)}
}

// neutralPaths returns the paths that a neutral name has in dialects, the usual spelling of
// the first one first.
func neutralPaths(name string, dialects ...Dialect) ([]string, error) {
	c, index, err := catalog.LookupConcept(name)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, d := range dialects {
		for _, p := range c.PathsAt(d, index) {
			if !slices.Contains(paths, p) {
				paths = append(paths, p)
			}
		}
	}
	return paths, nil
}

// nameDialects returns the dialects whose names the file's settings may have: text that does
// not show its generation was only taken for one of two.
func (f *File) nameDialects() []Dialect {
	switch {
	case f.ShowsGeneration():
		return []Dialect{f.dialect}
	case f.dialect == TextLegacy:
		return []Dialect{TextLegacy, TextModern}
	}
	return []Dialect{TextModern, TextLegacy}
}

// findNeutral finds the settings that a neutral name stands for, in any spelling.
func (f *File) findNeutral(name string) ([]found, error) {
	if f.IsPattern(name) {
		return f.matchNeutral(name)
	}
	dialects := f.nameDialects()
	paths, err := neutralPaths(name, dialects...)
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, noCounterpart(name, f.dialect)
	}
	var all []found
	for _, p := range paths {
		all = append(all, f.findExact(p)...)
	}
	slices.SortFunc(all, func(a, b found) int { return a.number - b.number })
	return all, nil
}

// matchNeutral finds the settings whose neutral names match a pattern.
func (f *File) matchNeutral(name string) ([]found, error) {
	pattern := neutralPattern(name)
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, &PathError{name, unclosed}
	}
	dialects := f.nameDialects()
	var all []found
	for i, s := range f.Settings() {
		for _, d := range dialects {
			p := s.Path
			p.Dialect = d
			if its, ok := p.NeutralName(); ok && matchName(pattern, its) {
				all = append(all, found{i, s})
				break
			}
		}
	}
	return all, nil
}

// newNeutral returns the path of a setting that the file has in no spelling. In text that
// shows no generation it has to be the same in both: a phone passes over the other's.
func (f *File) newNeutral(name string) (Path, error) {
	if f.IsPattern(name) {
		return Path{}, f.notFound(name)
	}
	p, err := PathOf(name, f.dialect)
	if err != nil || f.Len() == 0 {
		return p, err
	}
	for _, d := range f.nameDialects()[1:] {
		if other, err := PathOf(name, d); err != nil || other.String() != p.String() {
			return Path{}, &PathError{name, fmt.Sprintf("the file does not show whether it is %s or %s, whose names for it differ: give its path, as %q for %s", f.dialect, d, p, f.dialect)}
		}
	}
	return p, nil
}

// neutralNotFound makes the error for a neutral name that the file has no setting of. The
// nearest are the entries with another number.
func (f *File) neutralNotFound(name string) *NotFoundError {
	e := &NotFoundError{Path: name}
	wanted, index, err := catalog.LookupConcept(name)
	if err != nil {
		return e
	}
	if paths := wanted.PathsAt(f.dialect, index); len(paths) > 0 {
		e.Spelled = paths[0]
	}
	var others []int
	for _, s := range f.Settings() {
		if c, other, ok := catalog.ConceptOf(f.dialect, s.Path.String()); ok && c == wanted && !slices.Contains(others, other) {
			others = append(others, other)
		}
	}
	distance := func(other int) int { return max(other-index, index-other) }
	slices.SortStableFunc(others, func(a, b int) int { return distance(a) - distance(b) })
	for _, other := range others[:min(len(others), 3)] {
		e.Nearest = append(e.Nearest, neutralMark+wanted.At(other))
	}
	return e
}

// neutralPattern returns a neutral name as those of settings are written: without the @, and
// without the brackets around a number, or * and ? in the place of one.
func neutralPattern(name string) string {
	name = strings.ToLower(strings.TrimPrefix(name, neutralMark))
	var b strings.Builder
	for {
		open := strings.IndexByte(name, '[')
		if open < 0 {
			break
		}
		end := open + strings.IndexByte(name[open:], ']')
		if end < open || strings.Trim(name[open+1:end], "0123456789*?") != "" || end == open+1 {
			b.WriteString(strings.ReplaceAll(name[:open], "-", "_") + name[open:open+1])
			name = name[open+1:]
			if end > open { // the dash of a class is none of a name
				b.WriteString(name[:end-open])
				name = name[end-open:]
			}
			continue
		}
		b.WriteString(strings.ReplaceAll(name[:open], "-", "_") + name[open+1:end])
		name = name[end+1:]
	}
	b.WriteString(strings.ReplaceAll(name, "-", "_"))
	return b.String()
}

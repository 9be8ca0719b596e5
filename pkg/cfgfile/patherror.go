package cfgfile

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// PathError says that a path cannot name a setting, or that none can be written
// where it leads.
type PathError struct {
	Path   string
	Reason string
}

func (e *PathError) Error() string { return shownPath(e.Path) + ": " + e.Reason }

// NotFoundError says that a path names no setting of the file.
type NotFoundError struct {
	Path    string
	Nearest []string       // up to three paths of the file that it may be a slip of
	Labels  []LabelledPath // the settings that the vendor's description calls so
	Page    string         // the page of the vendor's description that it may mean
}

// LabelledPath is the path of a setting, with N for an index, and a label that the vendor's
// description has for it; see [catalog.Label].
type LabelledPath struct{ Label, Path string }

func (e *NotFoundError) Error() string {
	text := shownPath(e.Path) + ": the file has no such setting"
	if len(e.Labels) > 0 {
		lines := make([]string, len(e.Labels))
		for i, l := range e.Labels {
			lines[i] = l.Path + " (" + l.Label + ")"
		}
		// The file may have them, under their own names.
		return shownPath(e.Path) + ": the file has no setting of this name; the vendor's description has it for" + listLines(lines)
	}
	if e.Page != "" {
		return fmt.Sprintf("%s, and the vendor's description no such page: did you mean %q?", text, e.Page)
	}
	if len(e.Nearest) == 0 {
		return text
	}
	return text + "; the nearest are" + listPaths(e.Nearest)
}

// Location is where a setting stands.
type Location struct {
	Path string
	Line int
}

// AmbiguousError says that a path names several settings where one is wanted.
type AmbiguousError struct {
	Path      string
	Locations []Location
	Repeated  bool // the locations all have the same path: the file has the setting more than once
}

func (e *AmbiguousError) Error() string {
	lines := make([]string, 0, min(len(e.Locations), maxListed)+1)
	for i, l := range e.Locations {
		if i == maxListed {
			lines = append(lines, fmt.Sprintf("and %d more", len(e.Locations)-i))
			break
		}
		lines = append(lines, fmt.Sprintf("%s (line %d)", shownPath(l.Path), l.Line))
	}
	what := "; give the path of one"
	if e.Repeated {
		what = ", one and the same; which of them a phone takes is not known, so leave only one in the file"
	}
	return fmt.Sprintf("%s: names %d settings%s:%s", shownPath(e.Path), len(e.Locations), what, listLines(lines))
}

// maxListed is how many settings an error's text lists. The error holds all.
const maxListed = 200

func listPaths(paths []string) string {
	lines := make([]string, len(paths))
	for i, p := range paths {
		lines[i] = shownPath(p)
	}
	return listLines(lines)
}

func listLines(lines []string) string {
	return "\n  " + strings.Join(lines, "\n  ")
}

// shownPath quotes a path that holds what a terminal does not show as written.
func shownPath(path string) string {
	if path == "" || strings.ContainsFunc(path, func(r rune) bool { return r == unicode.ReplacementChar || !unicode.IsPrint(r) }) {
		return strconv.Quote(path)
	}
	return path
}

func ambiguous(path string, all []found) *AmbiguousError {
	e := &AmbiguousError{Path: path, Repeated: samePaths(all)}
	for _, m := range all {
		e.Locations = append(e.Locations, Location{m.setting.Path(), m.setting.Line})
	}
	return e
}

// notFound makes the error for a path that names nothing.
func (f *File) notFound(path string) *NotFoundError {
	e := &NotFoundError{Path: path, Nearest: f.nearestPaths(path, 3)}
	labels, err := catalog.LabelsLike(path)
	if page := (*catalog.PageError)(nil); errors.As(err, &page) {
		e.Page = catalog.NearestPage(page.Page)
	}
	e.Labels = f.labelled(labels)
	return e
}

// labelled returns the settings of the file's dialect that go by one of the labels.
func (f *File) labelled(labels []catalog.Label) []LabelledPath {
	var paths []LabelledPath
	for _, l := range labels {
		for _, e := range l.Entries() {
			if e.Dialect() == f.dialect {
				paths = append(paths, LabelledPath{l.Path(), e.Path()})
			}
		}
	}
	return paths
}

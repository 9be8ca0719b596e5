package cfgfile

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/typo"
	"github.com/fvcfg/fvcfg/internal/xmlscan"
	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// Find returns the settings that a path names, in file order, none where there is
// no such setting. A path is, in this order,
//
//   - what [Path.String] returns;
//   - that with shell patterns (* ? [a-z]) in its parts, each of which matches
//     within its part: "SIP*:SIP Line List:SIP1 *";
//   - module and key alone, "SIP CONFIG MODULE:SIP1 Register Addr", which stand
//     for the key in the module and in all its lists, so that nobody has to know
//     which list it is; "SIP CONFIG MODULE::Key" leaves the lists out;
//   - a key alone, in any module: "*" is all settings of a file;
//   - a neutral name behind an @, "@line1.password", or a pattern of such, "@line*.number":
//     it stands for all spellings of the setting that the file's dialect has.
//
// In XML a part without an index stands for all entries: "sip/line/RegisterAddr";
// "sip/line[*]/RegisterAddr" does the same. In text-legacy a key or list may be
// given in full though the file has it cut at 19 characters.
//
// The error is a [*PathError] for a path that can name nothing, and a [*catalog.ConceptError]
// for a neutral name that there is not.
func (f *File) Find(path string) ([]Setting, error) {
	found, err := f.find(path)
	settings := make([]Setting, len(found))
	for i, m := range found {
		settings[i] = m.setting
	}
	return settings, err
}

// Lookup returns the one setting that a path names, see [File.Find]. It is a
// [*NotFoundError] where there is none, an [*AmbiguousError] where there are
// several.
func (f *File) Lookup(path string) (Setting, error) {
	found, err := f.find(path)
	switch {
	case err != nil:
		return Setting{}, err
	case len(found) == 0 && isVersionName(path):
		return Setting{}, &PathError{path, noSetting}
	case len(found) == 0:
		return Setting{}, f.notFound(path)
	case len(found) > 1:
		return Setting{}, ambiguous(path, found)
	}
	return found[0].setting, nil
}

// Select returns the settings that paths name, in their order, and all settings of the file
// where there are none. A path that is no pattern has to name one, see [File.Lookup], and a
// pattern one at least.
func (f *File) Select(paths ...string) ([]Setting, error) {
	var selected []Setting
	if len(paths) == 0 {
		selected = make([]Setting, 0, f.Len())
		for _, s := range f.Settings() {
			selected = append(selected, s)
		}
	}
	for _, path := range paths {
		settings, err := f.Find(path)
		if err == nil && (len(settings) == 0 || len(settings) > 1 && !f.IsPattern(path)) {
			_, err = f.Lookup(path)
		}
		if err != nil {
			return nil, err
		}
		selected = append(selected, settings...)
	}
	return selected, nil
}

// NamesVersion reports whether a path names the file's version: it is "Version", "version"
// or "Digests", as XML files call it, and the file has no setting of the name.
func (f *File) NamesVersion(path string) bool {
	if !isVersionName(path) {
		return false
	}
	all, err := f.find(path)
	return err == nil && len(all) == 0
}

// These are said of a path to the version.
const (
	noSetting    = "the version is no setting: info shows it, and stamp sets it"
	versionStays = "the version is no setting, and stays in the file, since a phone goes by it: set or stamp puts another in its place"
)

// found is a setting with its number.
type found struct {
	number  int
	setting Setting
}

func (f *File) find(path string) ([]found, error) {
	if exact := f.findExact(path); len(exact) > 0 {
		return exact, nil
	}
	if isNeutral(path) {
		return f.findNeutral(path)
	}
	query, err := f.parseQuery(path)
	if err != nil {
		return nil, err
	}
	var all []found
	for i, s := range f.Settings() {
		if query.matches(s) {
			all = append(all, found{i, s})
		}
	}
	return all, nil
}

// findExact finds the settings with just this path. It looks at the keys first,
// which is quick.
func (f *File) findExact(path string) []found {
	key := path
	if f.dialect != Dotted { // whose keys stand in the file with their path
		key = path[strings.LastIndex(path, notations[f.dialect].separator)+1:]
	}
	var all []found
	for i, s := range f.settingsWith(key) {
		if s.Path.String() == path {
			all = append(all, found{i, s})
		}
	}
	return all
}

// settingsWith returns the settings with a key, in dotted files with a path.
func (f *File) settingsWith(key string) iter.Seq2[int, Setting] {
	return func(yield func(int, Setting) bool) {
		line, at := 1, 0
		for r, run := range f.runs {
			for i := int(run.first); i < f.runEnd(f.runs, r); i++ {
				e := &f.entries[i]
				if int(e.keyEnd-e.key) < len(key) || f.src[e.key:int(e.key)+len(key)] != key ||
					strings.Trim(f.src[int(e.key)+len(key):e.keyEnd], keyPadding) != "" { // the padding of a text key
					continue
				}
				line += strings.Count(f.src[at:e.key], "\n")
				at = int(e.key)
				if !yield(i, f.setting(i, line, run.scope)) {
					return
				}
			}
		}
	}
}

// samePaths reports whether all settings found have one and the same path.
func samePaths(all []found) bool {
	return !slices.ContainsFunc(all, func(m found) bool { return m.setting.Path.String() != all[0].setting.Path.String() })
}

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
	Spelled string         // what the file's dialect calls it, where the path is a neutral name
	Nearest []string       // up to three paths of the file that it may be a slip of
	Labels  []LabelledPath // the settings that the vendor's description calls so
	Page    string         // the page of the vendor's description that it may mean
}

// LabelledPath is the path of a setting, with N for an index, and a label that the vendor's
// description has for it; see [catalog.Label].
type LabelledPath struct{ Label, Path string }

// String returns the path with the label, as messages have it.
func (l LabelledPath) String() string { return l.Path + " (" + l.Label + ")" }

func (e *NotFoundError) Error() string {
	text := shownPath(e.Path) + ": the file has no such setting"
	if e.Spelled != "" {
		text += ", " + shownPath(e.Spelled)
	}
	if len(e.Labels) > 0 {
		// The file may have them, under their own names.
		return shownPath(e.Path) + ": the file has no setting of this name; the vendor's description has it for" + listed(e.Labels, LabelledPath.String)
	}
	if e.Page != "" {
		return fmt.Sprintf("%s, and the vendor's description no such page: did you mean %q?", text, e.Page)
	}
	if len(e.Nearest) == 0 {
		return text
	}
	return text + "; the nearest are" + listed(e.Nearest, shownPath)
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
	what := "; give the path of one"
	if e.Repeated {
		what = ", one and the same; which of them a phone takes is not known, so leave only one in the file"
	}
	return fmt.Sprintf("%s: names %d settings%s:%s", shownPath(e.Path), len(e.Locations), what, listed(e.Locations, Location.String))
}

// String returns the path with the line, as messages have it.
func (l Location) String() string { return fmt.Sprintf("%s (line %d)", shownPath(l.Path), l.Line) }

// listed writes the first of several things, a line each, and how many more there are. The
// error holds all.
func listed[T any](all []T, line func(T) string) string {
	var b strings.Builder
	for _, text := range phrase.Few(all, line) {
		b.WriteString("\n  " + text)
	}
	return b.String()
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
		e.Locations = append(e.Locations, Location{m.setting.Path.String(), m.setting.Line})
	}
	return e
}

// notFound makes the error for a path that names nothing.
func (f *File) notFound(path string) *NotFoundError {
	if isNeutral(path) {
		return f.neutralNotFound(path)
	}
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

// maxNearestKey is the length of the longest key that is compared by letters. Known
// ones have up to 40.
const maxNearestKey = 100

// keyOfPath returns the key at the end of a path, in whichever dialect it is written.
func keyOfPath(path string) string {
	path = path[strings.LastIndexAny(path, ":/")+1:]
	if !strings.Contains(path, " ") {
		path = path[strings.LastIndexByte(path, '.')+1:]
	}
	return path
}

// foldedKey returns a key without what differs in the same key of two dialects: spaces,
// underscores, dashes, capital letters and the number of an entry.
func foldedKey(key string) string {
	if prefix, _, ok := cutIndex(key); ok {
		key = strings.TrimLeft(key[len(prefix):], "0123456789")
	}
	return strings.NewReplacer(" ", "", "_", "", "-", "").Replace(strings.ToLower(key))
}

// keyDistance counts the letters in which two folded keys differ. A word of a key is as
// near as a slip can be far.
func keyDistance(wanted, key string) int {
	d := typo.Distance(wanted, key, most(wanted))
	if len(wanted) >= minWord && strings.Contains(key, wanted) {
		d = min(d, most(wanted))
	}
	return d
}

// minWord is how many letters of a key are enough to name it.
const minWord = 4

// most is how many letters a slip may differ in.
func most(wanted string) int { return max(1, len(wanted)/3) }

// nearestPaths returns up to n paths of the file whose keys are like that of a path,
// those first whose whole path is.
func (f *File) nearestPaths(path string, n int) []string {
	wanted := foldedKey(keyOfPath(path))
	if len(wanted) > maxNearestKey || len(path) > 4*maxNearestKey {
		return nil
	}
	type near struct {
		path           string
		key, wholePath int
	}
	var all []near
	distances := map[string]int{} // the same keys stand in many lists
	for _, s := range f.Settings() {
		if len(s.Key) > maxNearestKey || len(s.List) > 2*maxNearestKey {
			continue
		}
		d, known := distances[s.Key]
		if !known {
			d = keyDistance(wanted, foldedKey(keyOfPath(s.Key)))
			distances[s.Key] = d
		}
		if d <= most(wanted) {
			all = append(all, near{path: s.Path.String(), key: d})
		}
	}
	slices.SortStableFunc(all, func(a, b near) int { return cmp.Compare(a.key, b.key) })
	all = all[:min(len(all), 100)]
	for i := range all {
		all[i].wholePath = typo.Distance(path, all[i].path, typo.MaxLen)
	}
	slices.SortStableFunc(all, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.wholePath, b.wholePath))
	})
	var paths []string
	for _, candidate := range all {
		if !slices.Contains(paths, candidate.path) && len(paths) < n {
			paths = append(paths, candidate.path)
		}
	}
	return paths
}

// clip shortens a name for a message.
func clip(name string) string { return xmlscan.Clip(name) }

package cfgfile

import (
	"iter"
	"slices"
	"strings"
)

// Find gives the settings that a path names, in file order, none where there is
// no such setting. A path is, in this order,
//
//   - what [Setting.Path] gives;
//   - that with shell patterns (* ? [a-z]) in its parts, each of which matches
//     within its part: "SIP*:SIP Line List:SIP1 *";
//   - module and key alone, "SIP CONFIG MODULE:SIP1 Register Addr", which stand
//     for the key in the module and in all its lists, so that nobody has to know
//     which list it is; "SIP CONFIG MODULE::Key" leaves the lists out;
//   - a key alone, in any module: "*" is all settings of a file.
//
// In XML a part without an index stands for all entries: "sip/line/RegisterAddr";
// "sip/line[*]/RegisterAddr" does the same. In text-legacy a key or list may be
// given in full though the file has it cut at 19 characters.
//
// The only error is a [*PathError], for a path that can name nothing.
func (f *File) Find(path string) ([]Setting, error) {
	found, err := f.find(path)
	settings := make([]Setting, len(found))
	for i, m := range found {
		settings[i] = m.setting
	}
	return settings, err
}

// Lookup gives the one setting that a path names, see [File.Find]. It is a
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

// noSetting is said of a path to the version.
const noSetting = "the version is no setting: info shows it, and stamp sets it"

// IsPattern tells whether a path can name several settings on purpose: it has a
// *, a ? or a [ that, in XML, does not begin an index.
func (f *File) IsPattern(path string) bool {
	if !f.dialect.IsXML() {
		return strings.ContainsAny(path, "*?[")
	}
	for part := range strings.SplitSeq(path, "/") {
		if name, index := cutPathIndex(part); strings.ContainsAny(name, "*?[") || strings.ContainsAny(index, "*?") {
			return true
		}
	}
	return false
}

// found is a setting with its number.
type found struct {
	number  int
	setting Setting
}

func (f *File) find(path string) ([]found, error) {
	if exact := f.findExact(path); len(exact) > 0 {
		return exact, nil
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
		key = path[strings.LastIndex(path, f.pathSeparator())+1:]
	}
	var all []found
	for i, s := range f.settingsWith(key) {
		if s.Path() == path {
			all = append(all, found{i, s})
		}
	}
	return all
}

// settingsWith gives the settings with a key, in dotted files with a path.
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

// pathSeparator gives what stands between the parts of the dialect's paths.
func (f *File) pathSeparator() string {
	switch {
	case f.dialect == Dotted:
		return "."
	case f.dialect.IsXML():
		return "/"
	}
	return ":"
}

// cutKey cuts a key as text-legacy does.
func cutKey(key string) string {
	return strings.TrimRight(key[:min(len(key), keyColumn)], " ")
}

// markerText gives a list marker without its padding.
func markerText(list string, dialect Dialect) string {
	marker := "--" + list + "--"
	if dialect == TextLegacy && len(marker) > keyColumn {
		marker = marker[:keyColumn]
	}
	return marker
}

// readList gives a list's name as it is read from its marker, cut in text-legacy.
func readList(list string, dialect Dialect) string {
	marker := markerText(list, dialect)
	name := markerName(marker, 0, len(marker))
	return marker[name.Start:name.End]
}

// samePaths tells whether all settings found have one and the same path.
func samePaths(all []found) bool {
	return !slices.ContainsFunc(all, func(m found) bool { return m.setting.Path() != all[0].setting.Path() })
}

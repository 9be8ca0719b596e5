package cfgfile

import (
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// ChangeKind says how two files differ in a setting, or the file before an edit and the
// one behind it.
type ChangeKind uint8

// The ways to differ.
const (
	Added   ChangeKind = iota + 1 // only the second file has the setting
	Removed                       // only the first file has it
	Changed                       // both have it, with different values
	Same                          // both have it, with one value; only edits say so
)

var changeNames = [...]string{Added: "added", Removed: "removed", Changed: "changed", Same: "same"}

// MarshalText writes the kind as [ChangeKind.String] does.
func (k ChangeKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// String returns "added", "removed", "changed" or "same".
func (k ChangeKind) String() string {
	if k == 0 || int(k) >= len(changeNames) {
		return fmt.Sprintf("ChangeKind(%d)", uint8(k))
	}
	return changeNames[k]
}

// Change is a setting in which two files differ.
type Change struct {
	Kind ChangeKind
	// Old is the setting in the first file, New in the second. Of one that was
	// added Old is the zero Setting, of one that was removed New.
	Old, New Setting
	// Unmatched reports that the setting has no known name in the dialect of the
	// other file, so that it may stand there under another one.
	Unmatched bool
	// Secret reports that the values must not be shown.
	Secret bool
}

// Path returns the setting's path in the first file, or of one that was added in the
// second.
func (c Change) Path() string {
	if c.Kind == Added {
		return c.New.Path.String()
	}
	return c.Old.Path.String()
}

// Setting returns the setting in the first file, or of one that was added in the
// second.
func (c Change) Setting() Setting {
	if c.Kind == Added {
		return c.New
	}
	return c.Old
}

// Diff compares two files by their settings, whatever their dialects: the same
// setting is known by the names that [Convert] finds for it. What was removed or
// changed comes in the order of the first file, then what was added in the order
// of the second. A setting that stands several times in both is compared one by
// one, in order. The version is compared as a setting with the key Version.
// Comments, layout and order make no difference.
//
// Names differ between generations: comparing across them is a
// [*GenerationError]. Text that shows no generation is taken for that of the other
// file. XML that is not well-formed is [ErrNotWellFormed]: what stands behind the
// mistake was not read.
func Diff(a, b *File, options ConvertOptions) ([]Change, error) {
	if a.src == b.src {
		return nil, nil
	}
	for _, f := range []*File{a, b} {
		if err := f.WellFormed(); err != nil {
			return nil, err
		}
	}
	a, b = a.InGenerationOf(b), b.InGenerationOf(a)
	if a.dialect != b.dialect && !SharesNames(a.dialect, b.dialect) {
		return nil, newGenerationError(a, b.dialect)
	}
	// A setting that has no name in the other dialect is like no other one of that.
	type identity struct {
		known bool
		path  Path
	}
	identify := func(t *Translator, s *Setting) identity {
		path, known := t.Common(s.Path)
		return identity{known, path}
	}
	there, back := NewTranslator(a.dialect, b.dialect, options), NewTranslator(b.dialect, a.dialect, options)
	rest := make(map[identity][]int, b.Len())
	for i, s := range b.all() {
		id := identify(back, &s)
		rest[id] = append(rest[id], i)
	}
	var changes []Change
	matched := make([]bool, b.Len()+1)
	newer := b.list()
	for _, s := range a.all() {
		id := identify(there, &s)
		others := rest[id]
		if len(others) == 0 {
			changes = append(changes, Change{Kind: Removed, Old: s, Unmatched: !id.known})
			continue
		}
		other := newer[others[0]]
		matched[others[0]], rest[id] = true, others[1:]
		if s.Value != other.Value {
			changes = append(changes, Change{Kind: Changed, Old: s, New: other})
		}
	}
	for i, s := range newer {
		if !matched[i] {
			changes = append(changes, Change{Kind: Added, New: s, Unmatched: !identify(back, &s).known})
		}
	}
	for i := range changes {
		c := &changes[i]
		c.Secret = c.Old.isSecret() || c.New.isSecret()
	}
	return changes, nil
}

// list returns the version, if there is one, and all settings.
func (f *File) list() []Setting {
	all := make([]Setting, 0, f.Len()+1)
	for _, s := range f.all() {
		all = append(all, s)
	}
	return all
}

// all returns the same one by one, each with its number.
func (f *File) all() func(yield func(int, Setting) bool) {
	return func(yield func(int, Setting) bool) {
		n := 0
		if f.frame.HasVersion {
			at := f.frame.Version
			version := Setting{Path: Path{Dialect: f.dialect, Key: "Version"}, Value: f.Version(), Line: f.Position(at.Start).Line, ValueSpan: at}
			if !yield(0, version) {
				return
			}
			n = 1
		}
		for i, s := range f.Settings() {
			if !yield(n+i, s) {
				return
			}
		}
	}
}

func (s Setting) isSecret() bool {
	return s.Key != "" && catalog.For(catalog.Dialect(s.Dialect)).IsSecret(s.Module, s.List, s.Key)
}

package redact

import (
	"errors"
	"iter"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// A File is what may be shown of a provisioning file. It is made for the file as it is:
// one that is changed needs another. It is not for several goroutines at once.
type File struct {
	Text
	file  *cfgfile.File
	marks marks
	lines []int // where they start; nil until it is asked for
}

// NewFile returns what may be shown of a file. It goes by the mark that the dictionary has
// for the keys of secrets, and then by the text, since a file can be broken: a password can
// stand in the middle of another setting's value, or on the line after its key. In doubt it
// hides too much.
func NewFile(file *cfgfile.File) *File {
	f := &File{file: file, marks: marks{table: catalog.For(file.Dialect())}}
	found := f.marks.find(file)
	found.find(file.Source())
	f.Text = found.result(file.Source())
	return f
}

// find returns a finder that knows what the marks say of the settings of a file.
func (m *marks) find(file *cfgfile.File) *finder {
	src := file.Source()
	found := &finder{text: src}
	for _, s := range file.Settings() {
		switch secret, known := m.judge(&s); {
		case secret:
			found.marked = appendLines(found.marked, src, s.ValueSpan.Start, s.ValueSpan.End)
		case known:
			found.plain = append(found.plain, s.KeySpan)
		}
	}
	found.fill()
	return found
}

// HidesKey reports whether the key of a setting is not to be shown, since it is none but a
// piece of a secret in a broken file.
func (f *File) HidesKey(s *cfgfile.Setting) bool { return f.hides(s.KeySpan) }

// HiddenKeys returns the settings whose key is not to be shown.
func (f *File) HiddenKeys() iter.Seq[*cfgfile.Setting] {
	return func(yield func(*cfgfile.Setting) bool) {
		if len(f.hidden) == 0 {
			return
		}
		for _, s := range f.file.Settings() {
			if f.HidesKey(&s) && !yield(&s) {
				return
			}
		}
	}
}

// HidesValue reports whether nothing of a setting's value is to be shown, if it has one.
func (f *File) HidesValue(s *cfgfile.Setting) bool {
	if secret, _ := f.marks.judge(s); secret || f.HidesKey(s) {
		return true
	}
	shown := withoutCredentials(s.Value)
	_, named := catalog.FindSecretInValue(shown)
	return named || f.hides(s.ValueSpan) && shown == s.Value
}

// Key returns the key of a setting as it may be shown.
func (f *File) Key(s *cfgfile.Setting) string {
	if f.HidesKey(s) {
		return Mark
	}
	return s.Key
}

// Path returns the path of a setting as it may be shown.
func (f *File) Path(s *cfgfile.Setting) string {
	if f.HidesKey(s) {
		return strings.TrimSuffix(s.Path.String(), s.Key) + Mark
	}
	return s.Path.String()
}

// Value returns the value of a setting as it may be shown. An empty one is.
func (f *File) Value(s *cfgfile.Setting) string {
	switch {
	case s.Value == "":
		return ""
	case f.HidesValue(s):
		return Mark
	case f.hides(s.ValueSpan) && f.src[s.ValueSpan.Start:s.ValueSpan.End] == s.Value:
		return f.line(s.ValueSpan.Start, s.ValueSpan.End).String() // of a broken line, more can be hidden than of the value alone
	}
	return withoutCredentials(s.Value)
}

// HidesName reports whether a name that stands on a line of the file, as that of a module,
// is not to be shown.
func (f *File) HidesName(name string, line int) bool {
	if len(f.hidden) == 0 {
		return false
	}
	if f.lines == nil {
		at := 0
		for line := range strings.Lines(f.src) {
			f.lines = append(f.lines, at)
			at += len(line)
		}
		f.lines = append(f.lines, at)
	}
	return line > 0 && line < len(f.lines) && f.hidesWord(name, cfgfile.Span{Start: f.lines[line-1], End: f.lines[line]})
}

// HidesNameIn reports whether a message about the file has a word that stands in the file
// only where it is hidden: in a broken one, part of a password can be read as a name.
func (f *File) HidesNameIn(message string) bool {
	if len(f.hidden) == 0 {
		return false
	}
	for word := range strings.FieldsFuncSeq(message, func(r rune) bool { return strings.ContainsRune(" \"<>/=,:;…", r) }) {
		if f.hidesWord(word, cfgfile.Span{End: len(f.src)}) {
			return true
		}
	}
	return false
}

// Error returns an error about the file without the keys that are not to be shown, and with
// paths that somebody gave, as on a command line, as they may be shown: a whole line of a
// file can be given for one. It is the same error otherwise.
func (f *File) Error(err error, paths ...string) error {
	if list, ok := err.(interface{ Unwrap() []error }); ok { //nolint:errorlint // only the outermost is a list
		var errs []error
		for _, e := range list.Unwrap() {
			errs = append(errs, f.Error(e, paths...))
		}
		return errors.Join(errs...)
	}
	text := err.Error()
	for s := range f.HiddenKeys() {
		text = strings.ReplaceAll(text, s.Key, Mark)
	}
	for _, path := range paths {
		if _, _, err := catalog.LookupConcept(path); err == nil {
			continue // a neutral name, which can end in "password1"
		}
		text = strings.ReplaceAll(text, path, String(path))
	}
	if text == err.Error() {
		return err
	}
	return &hiddenError{err, text}
}

// hiddenError is an error with another text.
type hiddenError struct {
	error
	text string
}

func (e *hiddenError) Error() string { return e.text }
func (e *hiddenError) Unwrap() error { return e.error }

// marks says by the dictionary which settings of a file are secret. It looks up the place
// of a setting where it differs from the last one's.
type marks struct {
	table        *catalog.Table
	module, list string
	scope        *catalog.Scope
	slips        map[string]bool // what was found of keys that nobody knows
}

// judge reports whether a setting is secret, and whether the dictionary knows that: it knows
// a key that was cut, and one that only sounds like a secret's.
func (m *marks) judge(s *cfgfile.Setting) (secret, known bool) {
	if s.Module != m.module || s.List != m.list {
		m.module, m.list = s.Module, s.List
		m.scope, _ = m.table.Scope(s.Module, s.List)
	}
	if m.scope != nil {
		if entry, ok := m.scope.Lookup(s.Key); ok && entry.Kind() != catalog.Unknown {
			return entry.Secret(), true
		}
	}
	return m.isUnknownSecret(s), false
}

// maxSlips bounds the time for a file of nonsense.
const maxSlips = 4096

// isUnknownSecret reports whether a key that the dictionary does not have in its place is
// a secret's by its name, or may be a slip of one, such as "SIP1 Register Pswrd". The
// finding that speaks of it would show the value otherwise.
func (m *marks) isUnknownSecret(s *cfgfile.Setting) bool {
	if secret, ok := m.slips[s.Key]; ok {
		return secret
	}
	secret := catalog.IsSecret(s.Key)
	if secret || len(m.slips) == maxSlips {
		return secret
	}
	secret = m.table.IsNearSecret(s.Module, s.List, s.Key)
	if m.slips == nil {
		m.slips = make(map[string]bool)
	}
	m.slips[s.Key] = secret
	return secret
}

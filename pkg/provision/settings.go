package provision

import (
	"sync"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// settings are a file's settings by their paths. Where a path occurs twice the last one
// counts; which of them a phone takes is not known.
type settings struct {
	file    *cfgfile.File
	dialect cfgfile.Dialect
	all     []cfgfile.Setting
	scopes  map[scope]int32
	at      map[spot]int32

	mu     sync.Mutex // guards byName
	byName map[cfgfile.Dialect]map[cfgfile.Path]int32
}

// scope is where keys stand, and spot a path whose scope has a number: a fleet's phones
// look up each of their settings, and one string is hashed in a third of the time of
// three.
type (
	scope struct {
		module, list string
		index        int
	}
	spot struct {
		scope int32
		key   string
	}
)

// repeats tells whether a place occurs twice.
func (s *settings) repeats() bool { return len(s.at) < len(s.all) }

func indexSettings(file *cfgfile.File) *settings {
	s := &settings{
		file: file, dialect: file.Dialect(), all: make([]cfgfile.Setting, 0, file.Len()),
		scopes: map[scope]int32{}, at: make(map[spot]int32, file.Len()),
	}
	f := finder{settings: s}
	for _, setting := range file.Settings() {
		if !f.enter(&setting.Path) {
			f.number = int32(len(s.scopes))
			s.scopes[f.scope], f.known = f.number, true
		}
		s.at[spot{f.number, setting.Key}] = int32(len(s.all))
		s.all = append(s.all, setting)
	}
	return s
}

// finder finds settings one after the other. It remembers the scope of the last one,
// which the next one mostly has, too.
type finder struct {
	*settings
	scope  scope
	number int32 // of the scope
	known  bool  // the settings have the scope

	names  *cfgfile.Translator // of a setting of another dialect, nil within one
	byName map[cfgfile.Path]int32
}

// enter goes to the scope of a path and reports whether the settings have it.
func (f *finder) enter(where *cfgfile.Path) bool {
	next := scope{where.Module, where.List, where.Index}
	if !f.known || next != f.scope {
		f.scope = next
		f.number, f.known = f.scopes[next]
	}
	return f.known
}

func (f *finder) at(where *cfgfile.Path) (i int, found bool) {
	if !f.enter(where) {
		return 0, false
	}
	n, found := f.settings.at[spot{f.number, where.Key}]
	return int(n), found
}

// last tells whether the i-th setting is the one that counts for its place.
func (s *settings) last(i int) bool {
	if !s.repeats() {
		return true
	}
	f := finder{settings: s}
	at, _ := f.at(&s.all[i].Path)
	return at == i
}

// within returns a finder of another file's settings among these, by that file's dialect.
// Across dialects it goes by what [cfgfile.Diff] goes by.
func (s *settings) within(from cfgfile.Dialect) *finder {
	f := &finder{settings: s}
	if from != s.dialect {
		f.names = cfgfile.NewTranslator(from, s.dialect, cfgfile.ConvertOptions{})
	}
	if from != s.dialect && cfgfile.SharesNames(from, s.dialect) {
		f.byName = s.names(from)
	}
	return f
}

// names returns the settings by their identities in another dialect. They are
// made once for all phones that share the file.
func (s *settings) names(other cfgfile.Dialect) map[cfgfile.Path]int32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if names := s.byName[other]; names != nil {
		return names
	}
	names := make(map[cfgfile.Path]int32, len(s.all))
	translator := cfgfile.NewTranslator(s.dialect, other, cfgfile.ConvertOptions{})
	for i := range s.all {
		if name, known := translator.Common(s.all[i].Path); known {
			names[name] = int32(i)
		}
	}
	if s.byName == nil {
		s.byName = map[cfgfile.Dialect]map[cfgfile.Path]int32{}
	}
	s.byName[other] = names
	return names
}

// find finds a setting of the other file. known is false where it has no name here that
// anybody knows.
func (f *finder) find(setting *cfgfile.Setting) (i int, found, known bool) {
	if f.names == nil {
		i, found = f.at(&setting.Path)
		return i, found, true
	}
	name, known := f.names.Common(setting.Path)
	if !known {
		return 0, false, false
	}
	n, found := f.byName[name]
	return int(n), found, true
}

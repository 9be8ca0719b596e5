package provision

import (
	"sync"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// place is what tells one setting from the others.
type place struct {
	module, list string
	index        int
	key          string
}

func placeOf(s *cfgfile.Setting) place { return place{s.Module, s.List, s.Index, s.Key} }

// settings are a file's settings by their places. Where a place occurs twice the last one
// counts; which of them a phone takes is not known.
type settings struct {
	file    *cfgfile.File
	dialect cfgfile.Dialect
	all     []cfgfile.Setting
	scopes  map[scope]int32
	at      map[spot]int32

	mu     sync.Mutex // guards byName
	byName map[cfgfile.Dialect]map[cfgfile.Identity]int32
}

// scope is where keys stand, and spot a place whose scope has a number: a fleet's phones
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
		where := placeOf(&setting)
		if !f.enter(where) {
			f.number = int32(len(s.scopes))
			s.scopes[f.scope], f.known = f.number, true
		}
		s.at[spot{f.number, where.key}] = int32(len(s.all))
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

	identify cfgfile.Identifier // of a setting of another dialect, nil within one
	byName   map[cfgfile.Identity]int32
}

// enter goes to the scope of a place and tells whether the settings have it.
func (f *finder) enter(where place) bool {
	next := scope{where.module, where.list, where.index}
	if !f.known || next != f.scope {
		f.scope = next
		f.number, f.known = f.scopes[next]
	}
	return f.known
}

func (f *finder) at(where place) (i int, found bool) {
	if !f.enter(where) {
		return 0, false
	}
	n, found := f.settings.at[spot{f.number, where.key}]
	return int(n), found
}

// last tells whether the i-th setting is the one that counts for its place.
func (s *settings) last(i int) bool {
	if !s.repeats() {
		return true
	}
	f := finder{settings: s}
	at, _ := f.at(placeOf(&s.all[i]))
	return at == i
}

// within returns a finder of another file's settings among these, by that file's dialect.
// Across dialects it goes by what [cfgfile.Diff] goes by.
func (s *settings) within(from cfgfile.Dialect) *finder {
	f := &finder{settings: s}
	if from != s.dialect {
		f.identify = cfgfile.NewIdentifier(from, s.dialect, cfgfile.ConvertOptions{})
	}
	if from != s.dialect && cfgfile.SharesNames(from, s.dialect) {
		f.byName = s.names(from)
	}
	return f
}

// names returns the settings by their identities in another dialect. They are
// made once for all phones that share the file.
func (s *settings) names(other cfgfile.Dialect) map[cfgfile.Identity]int32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if names := s.byName[other]; names != nil {
		return names
	}
	names := make(map[cfgfile.Identity]int32, len(s.all))
	identify := cfgfile.NewIdentifier(s.dialect, other, cfgfile.ConvertOptions{})
	for i := range s.all {
		names[identify(s.all[i])] = int32(i)
	}
	if s.byName == nil {
		s.byName = map[cfgfile.Dialect]map[cfgfile.Identity]int32{}
	}
	s.byName[other] = names
	return names
}

// find finds a setting of the other file. known is false where it has no name here that
// anybody knows.
func (f *finder) find(setting *cfgfile.Setting) (i int, found, known bool) {
	if f.identify == nil {
		i, found = f.at(placeOf(setting))
		return i, found, true
	}
	id := f.identify(*setting)
	if !id.IsKnown() {
		return 0, false, false
	}
	n, found := f.byName[id]
	return int(n), found, true
}

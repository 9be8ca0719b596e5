package provision

import (
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
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

// find finds the setting that another file has in its own dialect. known is false where
// the setting has no name here that anybody knows.
func (f *finder) find(setting *cfgfile.Setting, from cfgfile.Dialect) (i int, found, known bool) {
	where, known := translate(setting, from, f.dialect)
	if !known {
		return 0, false, false
	}
	i, found = f.at(where)
	return i, found, true
}

// translate gives the place of a setting in another dialect. The two text dialects have
// names in common, and what they have not the one does not know of the other.
func translate(s *cfgfile.Setting, from, to cfgfile.Dialect) (where place, known bool) {
	if from == to || from.IsText() && to.IsText() {
		return placeOf(s), true
	}
	// A small text file shows no generation; that of the XML tells which names are meant.
	if from.IsText() {
		from = textOf(to)
	} else if to.IsText() {
		to = textOf(from)
	}
	entry, ok := catalog.For(from).Lookup(s.Module, s.List, s.Key)
	if !ok {
		return place{}, false
	}
	c, ok := entry.Counterpart(to)
	if !ok || c.Link == catalog.Analogy {
		return place{}, false
	}
	return placeOfCounterpart(c, s.Index)
}

// textOf gives the text dialect that has the names of another dialect.
func textOf(d cfgfile.Dialect) cfgfile.Dialect {
	if d == cfgfile.XMLLegacy {
		return cfgfile.TextLegacy
	}
	return cfgfile.TextModern
}

// indexMark stands in the dictionary's names for the number of a list's entry.
const indexMark = "N"

// placeOfCounterpart puts the number of the list's entry where the dictionary has a mark
// for it. A list with two numbers is not translated.
func placeOfCounterpart(c catalog.Counterpart, index int) (place, bool) {
	list, entries := strings.CutSuffix(c.List, "["+indexMark+"]")
	if strings.ContainsAny(list, "[]") {
		return place{}, false
	}
	where := place{module: c.Module, list: list, key: c.Key}
	if index == 0 {
		return where, !entries
	}
	if c.Dialect.IsText() {
		prefix, rest, ok := strings.Cut(c.Key, indexMark+" ")
		if !ok {
			return place{}, false
		}
		where.key = prefix + strconv.Itoa(index) + " " + rest
	}
	where.index = index
	return where, true
}

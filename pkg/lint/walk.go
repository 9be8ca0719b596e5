package lint

import (
	"hash/maphash"
	"sync"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// walk goes once through a file's settings for all rules. Each setting is looked up once
// for all of them, and the place it stands in only where it differs from that of the
// setting before.
//
// The messages of these rules name what the dictionary knows and never a name that is
// only in the file: in a broken file, that can be part of a password.
type walk struct {
	*pass
	table *catalog.Table
	steps steps

	number  int              // of the setting, from 0
	setting *cfgfile.Setting // the current one

	module      string // where it stands
	list        string
	placeHash   uint64
	moduleKnown bool
	fused       fusedScope
	scope       *catalog.Scope // nil where the dictionary has no such place
	textList    *catalog.Scope // in sysconf: the list of a text dialect by whose name the place goes

	entry        catalog.Entry // what is known of it
	inDictionary bool          // whether anything is
	vague        bool          // it is one of several that the key of a template may become

	opinion  opinion // of a key that does not belong, made when first asked for
	judged   bool
	opinions int

	held   map[catalog.Entry]bool // the known keys of the file, nil until they are asked for
	unheld map[string]int         // how often it has others, by their paths without digits

	settled int    // the number of the last setting that stood where it belongs
	astray  string // the module that a setting behind it belongs to, "" for none
	stray   strayRun

	transport transport

	numbered    *catalog.Scope               // in text: the list whose number keys carry here
	badNumber   func(*walk) (badIndex, bool) // returns a number that cannot be one; nil where there are none
	bad         badIndex                     // that of the setting, where misnumbered
	misnumbered bool                         // whether the setting's number cannot be one
	lastBad     string                       // the last of such entries that was spoken of
	numberless  map[entryPlace]bool          // lists with entries whose numbers are none; nil until it is asked for

	role    catalog.Role // of the setting, to others that it belongs together with
	related [catalog.NumRoles]related
	keys    map[entryPlace]functionKey // of which one half was met
	pages   []keyPage

	seen   map[uint64]int   // the line of each setting, by its hash
	met    map[uint64][]int // in a template: where those stand that are of other branches than the first
	rivals rivals
}

// event is when a rule has its turn on the walk.
type event uint8

const (
	onPlace   event = iota // at the first setting of each module or list
	onNumber               // at a setting of an entry whose number cannot be one
	onSetting              // at every setting
	onUnknown              // at a key that the dictionary does not have in its place
	onKey                  // at the type and the value of a function key
	onRival                // at a key that may stand beside another spelling of it
	onValue                // at a setting that is not empty
	onEnd                  // behind the last setting
	events
)

// walker is what a rule does on the walk.
type walker [events]func(*walk)

// step is one rule's part in a walk.
type step struct {
	rule int // in Linter.checks
	do   func(*walk)
}

// steps are the parts of all rules that are on.
type steps [events][]step

// stepsOf returns the parts that rules have in the walk through a file of a dialect.
func stepsOf(checks []check, d cfgfile.Dialect) (s steps) {
	for i, c := range checks {
		for e, do := range c.walk {
			if do != nil && c.isIn(d) {
				s[e] = append(s[e], step{i, do})
			}
		}
	}
	return s
}

// walk goes through the settings of the file.
func (p *pass) walk() {
	w := walk{pass: p, table: p.table(), steps: p.steps[p.file.Dialect()], seen: hashMaps.Get().(map[uint64]int)}
	w.rivals.suspects = hashMaps.Get().(map[uint64]int)
	var s cfgfile.Setting // outside the loop, or each would be allocated anew
	for w.number, s = range p.file.Settings() {
		w.visit(&s)
	}
	w.run(onEnd)
	for _, m := range []map[uint64]int{w.seen, w.rivals.suspects} {
		if len(m) <= manySettings {
			clear(m)
			hashMaps.Put(m)
		}
	}
}

// hashMaps has the maps of files that are done with.
var hashMaps = sync.Pool{New: func() any { return make(map[uint64]int) }}

// manySettings is more than most exports have: a map of more is not worth keeping.
const manySettings = 1 << 13

// visit takes the walk to the next setting.
func (w *walk) visit(s *cfgfile.Setting) {
	if w.setting = s; s.Module != w.module || s.List != w.list {
		w.enter()
		w.run(onPlace)
	}
	w.lookUp()
	if w.misnumbered = false; w.badNumber != nil {
		if w.bad, w.misnumbered = w.badNumber(w); w.misnumbered {
			w.run(onNumber)
		}
	}
	w.run(onSetting)
	if !w.inDictionary || w.entry.Doubt() != "" {
		w.run(onUnknown)
	} else {
		w.settled, w.astray = w.number, ""
	}
	if w.role != catalog.NoRole && !w.misnumbered {
		w.relate()
	}
	if w.mayHaveRival() {
		w.run(onRival)
	}
	if w.template != nil && !w.vague && w.isFilled(s.ValueSpan) {
		w.eachAlternative()
	} else if s.Value != "" && !w.vague && !w.isDigit() {
		w.run(onValue)
	}
}

func (w *walk) run(e event) {
	for i := range w.steps[e] {
		w.running = w.steps[e][i].rule
		w.steps[e][i].do(w)
	}
}

// enter takes note of the place that the setting stands in.
func (w *walk) enter() {
	s := w.setting
	if s.Module != w.module {
		w.moduleKnown, w.astray = knowsModule(w.table, s.Module) && !w.own.hasModule(s.Module), ""
	}
	w.fused = fusedScope{read: s.KeySpan.Start}
	w.scope, _ = w.table.Scope(s.Module, s.List)
	w.enterNumbered()
	w.module, w.list = s.Module, s.List
	w.placeHash = maphash.String(hashSeed, s.Module)*31 + maphash.String(hashSeed, s.List)*17
	w.textList = nil
	if w.file.Dialect() == cfgfile.Sysconf && (w.scope == nil || w.scope.Doubt() != "") {
		w.textList = textListOf(w.table, s.List)
	}
}

// lookUp looks the setting up in its place.
func (w *walk) lookUp() {
	w.judged, w.vague = false, false
	w.entry, w.inDictionary = w.lookUpHere(w.setting.Key)
	if !w.inDictionary && w.template != nil && w.isFilled(w.setting.KeySpan) {
		w.lookUpPattern()
	}
	w.role = catalog.NoRole
	if w.inDictionary {
		w.role = w.entry.Role()
	} else if w.file.Dialect().IsText() {
		w.role = w.table.RoleOf(w.setting.Module, w.setting.List, w.setting.Key)
	}
}

// lookUpHere returns what is known of a key in the place of the setting.
func (w *walk) lookUpHere(key string) (e catalog.Entry, ok bool) {
	if w.scope != nil {
		e, ok = w.scope.Lookup(key)
	}
	if !ok {
		e, ok = w.table.ByRule(w.module, w.list, key)
	}
	return e, ok
}

// hashSeed is the seed of all hashes of settings: with 64 bits under a seed of its own, two
// settings of one file that are taken for the same are less likely than a broken disk.
var hashSeed = maphash.MakeSeed()

// entryHash returns a hash of the entry or list that the setting stands in.
func (w *walk) entryHash() uint64 { return w.placeHash + uint64(w.setting.Index)*0x9e3779b97f4a7c15 }

// isDigit reports whether the value is the commonest, of which no rule has anything to
// say: one digit under a key that takes a number. What sets how files are fetched is a
// digit that counts, and so is one that the key may not take.
func (w *walk) isDigit() bool {
	if len(w.setting.Value) != 1 || !ascii.IsDigit(w.setting.Value[0]) || !w.inDictionary || w.entry.HasLimits() || w.tellsTransport() {
		return false
	}
	switch w.entry.Kind() {
	case catalog.Flag, catalog.Integer, catalog.Enumeration, catalog.Port, catalog.TimeZone:
		return true
	}
	return false
}

// isSecret reports whether the setting's value must not be shown.
func (w *walk) isSecret() bool {
	if w.inDictionary && w.entry.Kind() != catalog.Unknown {
		return w.entry.Secret()
	}
	return catalog.IsSecret(w.setting.Key)
}

package lint

import (
	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// walk goes once through a file's settings for all the rules that ask what a setting
// is. Each setting is looked up once for all of them, and the place it stands in only
// where it differs from that of the setting before.
//
// The messages of these rules name what the dictionary knows and never a name that is
// only in the file: in a broken file, that can be part of a password.
type walk struct {
	*pass
	table *catalog.Table

	number  int              // of the setting, from 1
	setting *cfgfile.Setting // the current one

	module      string // where it stands
	list        string
	moduleKnown bool
	fused       fusedScope
	scope       *catalog.Scope // nil where the dictionary has no such place
	textList    *catalog.Scope // in sysconf: the list of a text dialect by whose name the place goes

	entry        catalog.Entry // what is known of it
	inDictionary bool          // whether anything is

	opinion  opinion // of a key that does not belong, made when first asked for
	judged   bool
	opinions int

	held   map[catalog.Entry]bool // the known keys of the file, nil until they are asked for
	unheld map[string]int         // how often it has others, by their paths without digits

	settled int    // the number of the last setting that stood where it belongs
	astray  string // the module that a setting behind it belongs to, "" for none
	stray   strayRun

	transport transport

	carriesNumber bool           // whether keys and paths have the numbers of entries in them here
	numbered      *catalog.Scope // in text: the list whose number keys carry here
	misnumbered   bool           // whether the setting's number cannot be one
	lastBad       string         // the last of such numbers that was spoken of

	role    catalog.Role // of the setting, to others that it belongs together with
	related [catalog.NumRoles]related
	key     functionKey
	halves  map[keyPlace]functionKey
	pages   []keyPage

	rivals rivals
}

// walker is what a rule does on the walk.
type walker struct {
	place   func(*walk) // for the first setting of each module or list
	unknown func(*walk) // for a key that the dictionary does not have in its place
	rival   func(*walk) // for a key that may stand beside another spelling of it
	value   func(*walk) // for a setting that is not empty
	number  func(*walk) // for a setting of an entry whose number cannot be one
	key     func(*walk) // for the type and the value of a function key
	end     func(*walk) // behind the last setting
}

// step is one rule's part in a walk.
type step struct {
	rule int // in pass.checks
	do   func(*walk)
}

// steps are the parts of all rules that are on.
type steps struct {
	place, unknown, rival, value, number, key, end []step
}

func stepsOf(checks []check) (s steps) {
	add := func(to *[]step, rule int, do func(*walk)) {
		if do != nil {
			*to = append(*to, step{rule, do})
		}
	}
	for i, c := range checks {
		add(&s.place, i, c.walk.place)
		add(&s.unknown, i, c.walk.unknown)
		add(&s.rival, i, c.walk.rival)
		add(&s.value, i, c.walk.value)
		add(&s.number, i, c.walk.number)
		add(&s.key, i, c.walk.key)
		add(&s.end, i, c.walk.end)
	}
	return s
}

// newWalk starts the walk through the file of a pass; nil if no rule takes part.
func newWalk(p *pass) *walk {
	if s := p.steps; s.place == nil && s.unknown == nil && s.rival == nil && s.value == nil && s.number == nil && s.key == nil && s.end == nil {
		return nil
	}
	return &walk{pass: p, table: p.table(), rivals: newRivals()}
}

// visit takes the walk to the next setting.
func (w *walk) visit(s *cfgfile.Setting) {
	w.setting = s
	w.number++
	if s.Module != w.module || s.List != w.list {
		w.enter()
		w.run(w.steps.place)
	}
	w.lookUp()
	if w.misnumbered = w.carriesNumber && w.hasBadNumber(); w.misnumbered {
		w.run(w.steps.number)
	}
	if !w.inDictionary || w.entry.Doubt() != "" {
		w.run(w.steps.unknown)
	} else {
		w.settled, w.astray = w.number, ""
	}
	if w.role != catalog.NoRole && !w.misnumbered {
		w.relate()
	}
	if w.mayHaveRival() {
		w.run(w.steps.rival)
	}
	if s.Value != "" && !w.isDigit() {
		w.run(w.steps.value)
	}
}

func (w *walk) run(steps []step) {
	for i := range steps {
		w.running = steps[i].rule
		steps[i].do(w)
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
	w.textList = nil
	if w.file.Dialect() == cfgfile.Sysconf && (w.scope == nil || w.scope.Doubt() != "") {
		w.textList = textListOf(w.table, s.List)
	}
}

// lookUp looks the setting up in its place.
func (w *walk) lookUp() {
	w.judged, w.inDictionary = false, false
	if w.scope != nil {
		w.entry, w.inDictionary = w.scope.Lookup(w.setting.Key)
	}
	if !w.inDictionary {
		w.entry, w.inDictionary = w.table.ByRule(w.setting.Module, w.setting.List, w.setting.Key)
	}
	w.role = catalog.NoRole
	if w.inDictionary {
		w.role = w.entry.Role()
	} else if isText(w.pass) {
		w.role = w.table.RoleOf(w.setting.Module, w.setting.List, w.setting.Key)
	}
}

// isDigit tells the commonest of values, of which no rule has anything to say: one
// digit under a key that takes a number. What tells how files are fetched is a digit
// that counts, and so is one that the key may not take.
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

// isSecret tells whether the setting's value must not be shown.
func (w *walk) isSecret() bool {
	if w.inDictionary && w.entry.Kind() != catalog.Unknown {
		return w.entry.Secret()
	}
	return catalog.IsSecret(w.setting.Key)
}

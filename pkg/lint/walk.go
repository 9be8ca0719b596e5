package lint

import (
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

	settled int    // the number of the last setting that stood where it belongs
	astray  string // the module that a setting behind it belongs to, "" for none
	stray   strayRun

	transport transport
}

// walker is what a rule does on the walk.
type walker struct {
	place   func(*walk) // for the first setting of each module or list
	unknown func(*walk) // for a key that the dictionary does not have in its place
	value   func(*walk) // for a setting that is not empty
	end     func(*walk) // behind the last setting
}

// step is one rule's part in a walk.
type step struct {
	rule int // in pass.checks
	do   func(*walk)
}

// steps are the parts of all rules that are on.
type steps struct {
	place, unknown, value, end []step
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
		add(&s.value, i, c.walk.value)
		add(&s.end, i, c.walk.end)
	}
	return s
}

// newWalk starts the walk through the file of a pass; nil if no rule takes part.
func newWalk(p *pass) *walk {
	if s := p.steps; s.place == nil && s.unknown == nil && s.value == nil && s.end == nil {
		return nil
	}
	return &walk{pass: p, table: tableOf(p.file)}
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
	if !w.inDictionary || w.entry.Doubt() != "" {
		w.run(w.steps.unknown)
	} else {
		w.settled, w.astray = w.number, ""
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
	w.module, w.list = s.Module, s.List
	w.fused = fusedScope{read: s.KeySpan.Start}
	w.scope, _ = w.table.Scope(s.Module, s.List)
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
}

// isDigit tells the commonest of values, of which no rule has anything to say: one
// digit under a key that takes a number. What tells how files are fetched is a digit
// that counts, and so is one that the key may not take.
func (w *walk) isDigit() bool {
	if len(w.setting.Value) != 1 || !isDigit(w.setting.Value[0]) || !w.inDictionary || w.entry.HasLimits() || mayTellTransport(w.setting.Key) {
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

package lint

import (
	"slices"

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

	steps   steps
	number  int              // of the setting, from 1
	setting *cfgfile.Setting // the current one

	module      string // where it stands
	list        string
	moduleKnown bool
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
	id      string
	place   func(*walk) // for the first setting of each module or list
	unknown func(*walk) // for a key that the dictionary does not have in its place
	value   func(*walk) // for a setting that is not empty
	end     func(*walk)
}

// walkers are the rules of the walk.
var walkers = []walker{
	{id: "FV302", unknown: unknownKey},
	{id: "FV303", unknown: misplacedKey, end: endStray},
	{id: "FV304", unknown: foreignKey},
	{id: "FV305", value: valueKind},
	{id: "FV306", place: textListName},
	{id: "FV403", value: urlSyntax},
	{id: "FV404", value: urlFileType},
	{id: "FV405", value: accessListModel},
	{id: "FV501", value: defaultPassword},
	{id: "FV502", value: noteTransport, end: cleartextSecret},
	{id: "FV503", value: credentialsInURL},
	{id: "FV504", value: weakKey},
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

// walks gives what starts the walk for a rule: all rules of it that are on take it
// together, with the first of them. A walk belongs to one file, so it goes into that
// file's own list of checks.
func walks(id string) func(*pass) bool {
	return func(p *pass) bool {
		first := slices.IndexFunc(p.checks, func(c check) bool { return isWalker[c.ID] })
		if p.checks[first].ID != id {
			return false
		}
		w := &walk{pass: p, table: tableOf(p.file), steps: stepsOf(p)}
		p.checks = slices.Clone(p.checks)
		p.checks[first].setting = w.visit
		return true
	}
}

// walking stands where walks puts the walk.
func walking(*pass, *cfgfile.Setting) {}

// visit takes the walk to the next setting.
func (w *walk) visit(_ *pass, s *cfgfile.Setting) {
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
	if s.Value != "" {
		w.run(w.steps.value)
	}
	if w.number == w.file.Len() {
		w.run(w.steps.end)
	}
}

var isWalker = func() map[string]bool {
	set := make(map[string]bool, len(walkers))
	for _, w := range walkers {
		set[w.id] = true
	}
	return set
}()

func stepsOf(p *pass) (s steps) {
	for i := range p.checks {
		if !isWalker[p.checks[i].ID] {
			continue
		}
		for _, w := range walkers {
			if w.id == p.checks[i].ID {
				s.place, s.unknown = add(s.place, i, w.place), add(s.unknown, i, w.unknown)
				s.value, s.end = add(s.value, i, w.value), add(s.end, i, w.end)
			}
		}
	}
	return s
}

func add(steps []step, rule int, do func(*walk)) []step {
	if do == nil {
		return steps
	}
	if steps == nil {
		steps = make([]step, 0, len(walkers))
	}
	return append(steps, step{rule, do})
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
}

// inTag tells whether the setting stands on a line with a template's tag.
func (w *walk) inTag() bool { return w.inTemplate(w.setting.KeySpan.Start) }

// isSecret tells whether the setting's value must not be shown.
func (w *walk) isSecret() bool {
	if w.inDictionary && w.entry.Kind() != catalog.Unknown {
		return w.entry.Secret()
	}
	return catalog.IsSecret(w.setting.Key)
}

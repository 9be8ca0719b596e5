package fleet

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/typo"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
	tags "github.com/fvcfg/fvcfg/pkg/template"
)

// planKey is what rows have in common whose files are made of one file.
type planKey struct {
	bases   string          // with line feeds between their names
	dialect cfgfile.Dialect // 0 for that of the first provisioning file
	model   string
	general bool
}

// plan is a base with all that is known of it before a row comes: it is read once, held
// against the rules once, and filled for each row.
type plan struct {
	key     planKey
	once    sync.Once
	err     error
	file    *merged
	filler  *cfgfile.Filler
	spots   []spot
	probe   *probe
	version string
	lines   int    // that the model has, 0 where that is not known
	linesBy string // who says so
	// shows reports that the base shows a secret in what no row changes.
	shows bool
	// secrets are the paths of the settings that are secrets by what they are filled from.
	secrets map[string]bool
	// missing are the columns that the base has no place for, and why.
	missing []missing
	varied  []variedSpot
}

// spot is a setting that rows give a value.
type spot struct {
	path     cfgfile.Path
	column   int      // the index of the column that sets it, -1 for none
	template template // nil where the base has no variable in it
	secret   bool     // by its key, or by what it is filled from
	line     int      // the number of the line that it is of, 0 for none
}

// missing is a column that a base has no place for.
type missing struct {
	column int
	err    error
}

// variedSpot is a value of YAML that differs between generations, and the spot by which a row
// can have its own, -1 for none.
type variedSpot struct {
	entry *yamlEntry
	spot  int
}

// maxPlans is how many plans are kept, and how many bases.
const maxPlans = 512

// plan returns the plan of a key, which the first that asks for it makes.
func (g *Generator) plan(key planKey) *plan {
	g.mu.Lock()
	p := g.plans[key]
	if p == nil {
		if len(g.plans) >= maxPlans {
			clear(g.plans) // a base for each row: each is used once
		}
		p = &plan{key: key}
		g.plans[key] = p
	}
	g.mu.Unlock()
	p.once.Do(func() { p.err = g.make(p) })
	return p
}

// layer returns a base by its name, which is read once.
func (g *Generator) layer(name string) (*layer, error) {
	g.mu.Lock()
	l := g.layers[name]
	if l == nil {
		if len(g.layers) >= maxPlans {
			clear(g.layers)
		}
		l = &onceLayer{}
		g.layers[name] = l
	}
	g.mu.Unlock()
	l.once.Do(func() {
		data, err := g.options.ReadFile(name)
		if err != nil {
			l.err = &BaseError{Name: name, Text: "cannot be read: " + batch.Cause(err).Error(), Err: err}
			return
		}
		if l.layer, l.err = readLayer(name, data, g.options.Keys); l.err == nil {
			g.rememberVarying(l.layer)
		}
	})
	return l.layer, l.err
}

// entryPlace is where a value of YAML stands.
type entryPlace struct {
	base, name string
	line       int
}

// rememberVarying has the values that differ between generations be remembered for longer than
// a layer is kept: which files they went into is known when all rows are done.
func (g *Generator) rememberVarying(l *layer) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, e := range l.entries {
		if !e.varies {
			continue
		}
		at := entryPlace{l.name, e.name, e.line}
		if g.carried[at] == nil {
			g.carried[at] = new(generations)
		}
		e.carried = g.carried[at]
	}
}

// onceLayer is a layer that is read when it is first asked for.
type onceLayer struct {
	once  sync.Once
	layer *layer
	err   error
}

func (g *Generator) layersOf(key planKey) ([]*layer, error) {
	var layers []*layer
	var wrong []error
	for name := range strings.SplitSeq(key.bases, "\n") {
		l, err := g.layer(name)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		layers = append(layers, l)
	}
	return layers, errors.Join(wrong...)
}

// make makes a plan.
func (g *Generator) make(p *plan) error {
	layers, err := g.layersOf(p.key)
	if err != nil {
		return err
	}
	if p.file, err = mergeLayers(layers, p.key.dialect, g.options.Version); err != nil {
		return err
	}
	if p.file.Version() == "" {
		if err := p.file.SetVersion(firstVersion(p.file.Dialect())); err != nil {
			return &BaseError{Name: layers[0].name, Text: oneLine(err), Err: err}
		}
	}
	p.version = p.file.Version()
	if err := g.findTemplates(p); err != nil {
		return err
	}
	if p.key.general {
		err = p.checkGeneral()
	} else {
		err = g.placeColumns(p)
	}
	if err != nil {
		return err
	}
	paths := make([]cfgfile.Path, len(p.spots))
	for i := range p.spots {
		paths[i] = p.spots[i].path
	}
	if p.filler, err = cfgfile.NewFiller(p.file.File, paths); err != nil {
		return &BaseError{Name: layers[0].name, Text: oneLine(err), Err: err}
	}
	model, err := naming.LookupModel(p.key.model)
	if err == nil {
		p.lines, p.linesBy = model.Lines()
	}
	g.finishSpots(p)
	return g.lintPlan(p)
}

// findTemplates makes spots of the settings with variables in their values.
func (g *Generator) findTemplates(p *plan) error {
	var wrong []error
	for _, s := range p.file.Settings() {
		if !strings.Contains(s.Value, mark) {
			continue
		}
		find := g.findVariable
		if p.key.general {
			find = findModel
		}
		t, err := parseTemplate(s.Value, find)
		switch {
		case err != nil:
			name, line := p.file.placeOf(s.Path.String())
			wrong = append(wrong, &BaseError{Name: name, Line: line, Text: err.Error(), Err: err})
		case t != nil:
			p.spots = append(p.spots, spot{path: s.Path, column: -1, template: t})
		}
	}
	if len(wrong) > 0 {
		return errors.Join(wrong...)
	}
	for _, s := range p.spots {
		for _, part := range s.template {
			if part.variable != nil && part.variable.source >= 0 {
				g.columns[part.variable.source].isVariable.Store(true)
			}
		}
	}
	return nil
}

// findVariable returns where the value of a variable is from.
func (g *Generator) findVariable(name string) (source, error) {
	key := variableKey(name)
	if i := slices.IndexFunc(g.columns, func(c *column) bool { return c.name != "" && c.key == key }); i >= 0 {
		switch c := g.columns[i]; c.role {
		case roleMAC, roleModel:
		case roleKey:
			return fromKey, nil
		default:
			return source(i), nil
		}
	}
	switch key {
	case roleNames[roleMAC]:
		return fromMAC, nil
	case roleNames[roleModel]:
		return fromModel, nil
	case roleNames[roleKey]:
		return fromKey, nil
	}
	known := []string{"mac", "model", "file_key"}
	for _, c := range g.columns {
		if c.name != "" && c.role == roleNone {
			known = append(known, c.name)
		}
	}
	text := "no column is called " + shownPart(name)
	if near := nearestName(name, known); near != "" {
		text += ": did you mean {{" + phrase.Visible(near) + "}}?"
	}
	return 0, fmt.Errorf("{{%s}}: %s", shownPart(name), text)
}

// findModel finds the one variable that general files have.
func findModel(name string) (source, error) {
	if columnKey(name) == roleNames[roleModel] {
		return fromModel, nil
	}
	return 0, fmt.Errorf("{{%s}}: a general file is for all phones of a model, so {{model}} is the only variable in it", shownPart(name))
}

// nearestName returns the name that another one may be a slip of, "" for none.
func nearestName(name string, known []string) string {
	best, least := "", max(2, len(name)/3)
	for _, k := range known {
		if d := typo.Distance(columnKey(name), columnKey(k), least); d <= least && (best == "" || d < least) {
			best, least = k, d
		}
	}
	return best
}

// placeColumns finds the setting of each column that is one's.
func (g *Generator) placeColumns(p *plan) error {
	used := map[int]bool{} // by a variable of this base
	for _, s := range p.spots {
		for _, part := range s.template {
			if part.variable != nil {
				used[int(part.variable.source)] = true
			}
		}
	}
	for i, c := range g.columns {
		if c.name == "" || c.role != roleNone || used[i] && !c.hasWay {
			continue
		}
		path, err := p.file.resolve(c.name)
		if err != nil && used[i] {
			continue
		}
		if err != nil {
			p.missing = append(p.missing, missing{i, err})
			continue
		}
		c.isSetting.Store(true)
		at := slices.IndexFunc(p.spots, func(s spot) bool { return s.path.String() == path.String() })
		switch {
		case at < 0:
			p.spots = append(p.spots, spot{path: path, column: i})
		case p.spots[at].column >= 0:
			other := g.columns[p.spots[at].column]
			return c.fault("it is the same setting as column %s: %s", phrase.Visible(other.name), path)
		default:
			p.spots[at].column = i
		}
	}
	return nil
}

// checkGeneral refuses a base of general files that has a secret of one phone: of a line,
// which is an account.
func (p *plan) checkGeneral() error {
	table := catalog.For(p.file.Dialect())
	var wrong []error
	for _, s := range p.file.Settings() {
		if s.Value != "" && lineOf(s.Path) > 0 && table.IsSecret(s.Module, s.List, s.Key) {
			name, line := p.file.placeOf(s.Path.String())
			wrong = append(wrong, &BaseError{Name: name, Line: line, Text: "a secret of a line stands here, and all phones of a model fetch a general file: put it in a table, by phone (" + s.Path.String() + ")"})
		}
	}
	return errors.Join(wrong...)
}

// finishSpots notes what is known of the settings.
func (g *Generator) finishSpots(p *plan) {
	table := catalog.For(p.file.Dialect())
	isSpot := make(map[string]int, len(p.spots))
	for i := range p.spots {
		s := &p.spots[i]
		if s.secret = table.IsSecret(s.path.Module, s.path.List, s.path.Key); !s.secret && g.isFilledInSecret(s) {
			s.secret = true
			if p.secrets == nil {
				p.secrets = map[string]bool{}
			}
			p.secrets[s.path.String()] = true
		}
		s.line = lineOf(s.path)
		isSpot[s.path.String()] = i
	}
	for _, s := range p.file.Settings() {
		if s.Value == "" || !table.IsSecret(s.Module, s.List, s.Key) {
			continue
		}
		if _, filled := isSpot[s.Path.String()]; !filled {
			p.shows = true
			break
		}
	}
	for path, entry := range p.file.varied {
		at, filled := isSpot[path]
		if !filled || p.spots[at].column < 0 {
			at = -1
		}
		p.varied = append(p.varied, variedSpot{entry, at})
	}
}

// isFilledInSecret reports whether a setting is filled from the table of secrets, or from
// another secret of the phone.
func (g *Generator) isFilledInSecret(s *spot) bool {
	if s.column >= 0 && g.columns[s.column].isSecret() {
		return true
	}
	return slices.ContainsFunc(s.template, func(p part) bool {
		return p.variable != nil && (p.variable.source == fromKey || p.variable.source >= 0 && g.columns[p.variable.source].isSecret())
	})
}

// lineOf returns the number of the line that a setting is of, 0 where it is of none.
func lineOf(p cfgfile.Path) int {
	name, ok := p.NeutralName()
	if !ok {
		return 0
	}
	rest, ok := strings.CutPrefix(name, "line")
	digits, _, _ := strings.Cut(rest, ".")
	if n, err := strconv.Atoi(digits); ok && err == nil {
		return n
	}
	return 0
}

// linter returns the linter for a model.
func (g *Generator) linter(model string) (*lint.Linter, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if l := g.linters[model]; l != nil {
		return l, nil
	}
	options := g.options.Lint
	if m, err := naming.LookupModel(model); err == nil {
		options.Model = &m
	}
	options.Template = tags.Never() // what it makes is for phones
	l, err := lint.New(options)
	if err == nil {
		g.linters[model] = l
	}
	return l, err
}

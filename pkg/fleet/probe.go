package fleet

import (
	"errors"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// templateRule speaks of what a template's program left in a file. Variables are no such
// thing in a base.
const templateRule = "FV110"

// probe is a file of the settings that rows change and of those that rules hold them
// against. It is held against the rules in place of the whole, which is many times as large.
type probe struct {
	linter *lint.Linter
	filler *cfgfile.Filler
	// known are the findings without a row.
	known map[finding]bool
	spots map[string]int // by path
}

// finding is what a rule says of a setting.
type finding struct{ rule, path, message string }

func findingOf(f lint.Finding) finding { return finding{f.Rule.ID, f.Path, f.Message} }

// lintPlan holds a base against the rules, and makes the probe for its rows.
func (g *Generator) lintPlan(p *plan) error {
	linter, err := g.linter(p.key.model)
	if err != nil {
		return err
	}
	b := &probe{linter: linter, known: map[finding]bool{}, spots: map[string]int{}}
	for i, s := range p.spots {
		b.spots[s.path.String()] = i
	}
	var wrong []error
	for _, l := range p.file.layers {
		wrong = append(wrong, l.lint(linter)...)
	}
	for _, f := range linter.Lint(baseName, p.file.Bytes()) {
		b.known[findingOf(f)] = true
		if f.Severity == lint.Error && len(wrong) == 0 && !leavesVariable(f, p.file.File) {
			name, line := p.file.placeOf(f.Path)
			wrong = append(wrong, baseError(f, name, line))
		}
	}
	if len(wrong) > 0 {
		return errors.Join(wrong...)
	}
	if b.filler = p.probeFiller(); b.filler == nil {
		b.filler = p.filler
	}
	data, err := b.filler.Fill(nil, "", make([]cfgfile.Filling, len(p.spots)))
	if err != nil {
		return err
	}
	for _, f := range linter.Lint(baseName, data) {
		b.known[findingOf(f)] = true
	}
	p.probe = b
	return nil
}

// baseName is what a base is held against the rules by: no phone asks for it by its own name,
// which says nothing of a phone.
const baseName = "base.cfg"

// lint returns the errors that the rules find in a provisioning file.
func (l *layer) lint(linter *lint.Linter) (wrong []error) {
	if l.file == nil {
		return nil
	}
	for _, f := range linter.Lint(baseName, l.file.Bytes()) {
		if f.Severity == lint.Error && !leavesVariable(f, l.file) {
			wrong = append(wrong, baseError(f, l.name, f.Line))
		}
	}
	return wrong
}

// leavesVariable reports whether a finding is about what a row is to fill. That all of it is
// filled, the rows are held against the rules for.
func leavesVariable(f lint.Finding, in *cfgfile.File) bool {
	if f.Rule.ID != templateRule || f.Path == "" {
		return false
	}
	s, err := in.Lookup(f.Path)
	return err == nil && strings.Contains(s.Value, mark)
}

// baseError returns a finding as what is wrong with a base.
func baseError(f lint.Finding, name string, line int) error {
	return &BaseError{Name: name, Line: line, Text: f.Sentence() + " [" + f.Rule.String() + "]"}
}

// probeFiller returns a filler of the probe's file, nil where none can be made.
func (p *plan) probeFiller() *cfgfile.Filler {
	for _, modules := range []bool{false, true} {
		f, err := cfgfile.New(p.file.Dialect(), p.version)
		if err != nil {
			return nil
		}
		if _, err = f.SetAll(p.probed(modules), cfgfile.SetOptions{Unchecked: true}); err != nil || f.Dialect() != p.file.Dialect() {
			continue
		}
		paths := make([]cfgfile.Path, len(p.spots))
		for i := range p.spots {
			paths[i] = p.spots[i].path
		}
		if filler, err := cfgfile.NewFiller(f, paths); err == nil {
			return filler
		}
	}
	return nil
}

// probed returns the settings of the probe with the values of the base; with modules also
// one of each module, by which text shows its generation.
//
// What rules say of other settings does not hang on a row: that a key is not known, or stands
// beside another spelling of it.
func (p *plan) probed(modules bool) (all []cfgfile.Assignment) {
	type entry struct {
		module, list string
		index        int
	}
	table := catalog.For(p.file.Dialect())
	isSpot, keys, relate := map[string]bool{}, map[entry]bool{}, false
	for _, s := range p.spots {
		isSpot[s.path.String()] = true
		switch role := table.RoleOf(s.path.Module, s.path.List, s.path.Key); role {
		case catalog.NoRole:
		case catalog.KeyType, catalog.KeyValue: // which are held against each other
			keys[entry{s.path.Module, s.path.List, s.path.Index}] = true
		default:
			relate = true
		}
	}
	seen, met := map[string]int{}, map[string]bool{}
	for _, s := range p.file.Settings() {
		seen[s.Path.String()]++
	}
	for _, s := range p.file.Settings() {
		path := s.Path.String()
		isWanted := isSpot[path] || modules && !met[s.Module]
		switch role := table.RoleOf(s.Module, s.List, s.Key); role {
		case catalog.NoRole:
		case catalog.KeyType, catalog.KeyValue:
			isWanted = isWanted || keys[entry{s.Module, s.List, s.Index}]
		default:
			isWanted = isWanted || relate
		}
		met[s.Module] = true
		if isWanted && seen[path] == 1 && s.Module != "" {
			all = append(all, cfgfile.Assignment{Path: path, Value: s.Value})
		}
	}
	return all
}

// check holds a row's values against the rules and returns what they find that the base has
// not: errors, and the warnings among them.
func (b *probe) check(name string, values []cfgfile.Filling, in *buffer) (errs, warnings []lint.Finding, err error) {
	if in.probe, err = b.filler.Fill(in.probe[:0], "", values); err != nil {
		return nil, nil, err
	}
	for _, f := range b.linter.Lint(name, in.probe) {
		at, ofSpot := b.spots[f.Path]
		switch {
		case f.Severity < lint.Warning:
		case !(ofSpot && values[at].Set) && b.known[findingOf(f)]:
		case f.Severity == lint.Error:
			errs = append(errs, f)
		default:
			warnings = append(warnings, f)
		}
	}
	return errs, warnings, nil
}

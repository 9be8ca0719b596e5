package config

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/template"
)

// Linters makes the linter for each file, by options and by the configuration that counts
// for the file. Files that are linted alike share one.
type Linters struct {
	finder  *Finder
	options lint.Options
	failOn  lint.Severity
	made    map[alike]*Linter
}

// Linter is a linter with the mildest severity that makes a command fail.
type Linter struct {
	*lint.Linter
	FailOn lint.Severity
}

// alike is what the files differ in that are linted in different ways.
type alike struct {
	config    *Config
	model     *naming.Model // by the configuration
	template  template.Choice
	overrides string // the numbers of those that count
}

// NewLinters returns a Linters with options that go before any configuration, and with the
// severity that does, 0 for none. A nil finder finds no configuration. The only error is that
// of [lint.New].
func NewLinters(finder *Finder, options lint.Options, failOn lint.Severity) (*Linters, error) {
	l := &Linters{finder: finder, options: options, failOn: failOn, made: make(map[alike]*Linter)}
	_, err := l.make(alike{})
	return l, err
}

// For returns the linter for a file, "" for one that has no name. The error is that of
// [Finder.Find].
func (l *Linters) For(name string) (*Linter, error) {
	if l.finder == nil {
		return l.make(alike{})
	}
	found, path, err := l.finder.Find(name)
	if err != nil {
		return nil, err
	}
	key := alike{config: found}
	if found == nil || path == "" {
		return l.make(key)
	}
	if l.options.Model == nil {
		key.model = found.Model(path)
	}
	if l.options.Template.IsZero() {
		key.template = found.Template(path)
	}
	key.overrides = fmt.Sprint(found.overridesOf(path))
	return l.make(key, found.overridesOf(path)...)
}

// Excludes returns the exclusion of the configuration that holds for a file, and whether there
// is one. A broken configuration has none: [Linters.For] speaks of it.
func (l *Linters) Excludes(name string) (Exclusion, bool) {
	if l.finder == nil {
		return Exclusion{}, false
	}
	c, path, err := l.finder.Find(name)
	if c == nil || path == "" || err != nil {
		return Exclusion{}, false
	}
	return c.Excludes(path)
}

func (l *Linters) make(key alike, overrides ...int) (*Linter, error) {
	if made, ok := l.made[key]; ok {
		return made, nil
	}
	options, failOn := l.options, l.failOn
	if c := key.config; c != nil {
		options = c.Options(options, overrides...)
		failOn = cmp.Or(failOn, c.FailOn)
	}
	if key.model != nil {
		options.Model = key.model
	}
	if !key.template.IsZero() {
		options.Template = key.template
	}
	linter, err := lint.New(options)
	if err != nil {
		return nil, err
	}
	l.made[key] = &Linter{linter, cmp.Or(failOn, lint.Warning)}
	return l.made[key], nil
}

// Options returns options for a linter that count before the configuration, with what that
// adds to them, for files that some of its overrides count for.
func (c *Config) Options(options lint.Options, overrides ...int) lint.Options {
	off := make(map[string]bool, len(c.Disable))
	for _, rule := range c.Disable {
		off[rule] = true
	}
	severities := maps.Clone(c.Severities)
	for _, number := range overrides {
		for _, l := range c.overrides[number].levels {
			off[l.rule] = l.off
			if delete(severities, l.rule); l.severity != 0 {
				if severities == nil {
					severities = make(map[string]lint.Severity)
				}
				severities[l.rule] = l.severity
			}
		}
	}
	if len(options.Only) == 0 { // which picks, whatever is off
		maps.DeleteFunc(off, func(_ string, off bool) bool { return !off })
		options.Disable = slices.Concat(options.Disable, slices.Sorted(maps.Keys(off)))
	}
	options.Severities, options.Own = severities, c.Own
	return options
}

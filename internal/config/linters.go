package config

import (
	"cmp"
	"slices"

	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
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
	config *Config
	model  *naming.Model // by the configuration
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
	if found != nil && l.options.Model == nil && path != "" {
		key.model = found.Model(path)
	}
	return l.make(key)
}

func (l *Linters) make(key alike) (*Linter, error) {
	if made, ok := l.made[key]; ok {
		return made, nil
	}
	options, failOn := l.options, l.failOn
	if c := key.config; c != nil {
		options = c.Options(options)
		failOn = cmp.Or(failOn, c.FailOn)
	}
	if key.model != nil {
		options.Model = key.model
	}
	linter, err := lint.New(options)
	if err != nil {
		return nil, err
	}
	l.made[key] = &Linter{linter, cmp.Or(failOn, lint.Warning)}
	return l.made[key], nil
}

// Options returns options for a linter that count before the configuration, with what that
// adds to them.
func (c *Config) Options(options lint.Options) lint.Options {
	if len(options.Only) == 0 { // which picks, whatever is off
		options.Disable = slices.Concat(options.Disable, c.Disable)
	}
	options.Severities, options.Own = c.Severities, c.Own
	return options
}

package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/config"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// configFlags say which configuration counts.
type configFlags struct {
	file   string
	none   bool
	failOn *pflag.Flag // which wins over the configuration where it is given
}

const configHelp = `
Rules, severities, names of one's own and models by file are read from the
nearest ` + config.FileName + ` upward from each file; for standard input, from the
current folder. Flags win over it.
`

func (c *configFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&c.file, "config", "", "the configuration for all files, in place of the nearest "+config.FileName)
	flags.BoolVar(&c.none, "no-config", false, "look for no configuration")
	c.failOn = flags.Lookup("fail-on")
}

// finder gives what finds the configuration of a file; nil for none.
func (c *configFlags) finder() (*config.Finder, error) {
	switch {
	case c.file != "" && c.none:
		return nil, usagef("give --config or --no-config, not both")
	case c.none:
		return nil, nil
	case c.file == "":
		return config.NewFinder(), nil
	}
	given, err := config.Load(c.file)
	if err != nil {
		return nil, configError(err)
	}
	return config.Always(given), nil
}

// configError tells what is wrong in a configuration, which is wrong usage, from one that
// cannot be read.
func configError(err error) error {
	var wrong *config.Error
	if !errors.As(err, &wrong) {
		return err
	}
	joined, ok := err.(interface{ Unwrap() []error }) //nolint:errorlint // only the outermost is a list
	if !ok {
		return usage(err)
	}
	var each []error
	for _, e := range joined.Unwrap() {
		each = append(each, usage(e))
	}
	return errors.Join(each...)
}

// lintSetup is how some files are linted.
type lintSetup struct {
	linter *lint.Linter
	least  lint.Severity // the mildest that makes the command fail
}

// setupKey tells the files that are linted in one way.
type setupKey struct {
	config *config.Config
	model  *naming.Model // by the configuration
}

// lintSetups tell how each file is linted, by the flags and its configuration.
type lintSetups struct {
	options lint.Options // by the flags
	least   lint.Severity
	flags   configFlags
	finder  *config.Finder // nil for no configuration

	made   map[setupKey]*lintSetup
	inputs map[batch.Input]*lintSetup
}

// newLintSetups takes what the flags say. A rule that does not exist is wrong usage.
func newLintSetups(options lint.Options, least lint.Severity, flags configFlags) (*lintSetups, error) {
	s := &lintSetups{options: options, least: least, flags: flags, made: make(map[setupKey]*lintSetup)}
	if _, err := s.setup(setupKey{}); err != nil {
		return nil, usage(err)
	}
	var err error
	s.finder, err = flags.finder()
	return s, err
}

// of tells how a file that assign gave is linted.
func (s *lintSetups) of(in batch.Input) *lintSetup { return s.inputs[in] }

// assign finds the configuration of each file. It gives the files that can be linted, and
// an error for each configuration that is broken, however many files it counts for.
func (s *lintSetups) assign(inputs []batch.Input) ([]batch.Input, error) {
	s.inputs = make(map[batch.Input]*lintSetup, len(inputs))
	var broken []error
	sound := make([]batch.Input, 0, len(inputs))
	for _, in := range inputs {
		setup, err := s.find(in)
		if err == nil {
			s.inputs[in] = setup
			sound = append(sound, in)
		} else if !slices.Contains(broken, err) {
			broken = append(broken, err)
		}
	}
	return sound, reportBroken(broken, len(inputs)-len(sound))
}

// reportBroken gives the errors of configurations, and says for how many files they
// counted.
func reportBroken(broken []error, files int) error {
	if len(broken) == 0 {
		return nil
	}
	errs := make([]error, 0, len(broken)+1)
	for _, err := range broken {
		errs = append(errs, configError(err))
	}
	unchecked := fmt.Errorf("%d files are not checked, since their configuration has errors", files)
	if files == 1 {
		unchecked = errors.New("1 file is not checked, since its configuration has errors")
	}
	if exitCode(errors.Join(errs...)) == exitUsage {
		unchecked = usage(unchecked)
	}
	return errors.Join(append(errs, unchecked)...)
}

func (s *lintSetups) find(in batch.Input) (*lintSetup, error) {
	if s.finder == nil {
		return s.setup(setupKey{})
	}
	name := in.Name
	if in.IsStdin() {
		name = ""
	}
	found, path, err := s.finder.Find(name)
	if err != nil {
		return nil, err
	}
	key := setupKey{config: found}
	if found != nil && s.options.Model == nil && path != "" {
		key.model = found.Model(path)
	}
	return s.setup(key)
}

// setup makes what a configuration and a model ask for, once.
func (s *lintSetups) setup(key setupKey) (*lintSetup, error) {
	if made, ok := s.made[key]; ok {
		return made, nil
	}
	options, least := s.options, s.least
	if c := key.config; c != nil {
		if len(options.Only) == 0 { // which picks, whatever is off
			options.Disable = slices.Concat(options.Disable, c.Disable)
		}
		options.Severities, options.Own = c.Severities, c.Own
		if c.FailOn != 0 && !s.flags.failOn.Changed {
			least = c.FailOn
		}
	}
	if key.model != nil {
		options.Model = key.model
	}
	linter, err := lint.New(options)
	if err != nil {
		return nil, err
	}
	s.made[key] = &lintSetup{linter, least}
	return s.made[key], nil
}

package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/config"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// configFlags say which configuration counts.
type configFlags struct {
	file   string
	none   bool
	failOn *pflag.Flag // which wins over the configuration where it is given

	linters *config.Linters
	found   *config.Finder // that looks for them; nil where none is looked for
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

// prepare takes what the other flags say. A rule that does not exist is wrong usage.
func (c *configFlags) prepare(options lint.Options, failOn lint.Severity) error {
	finder, err := c.finder()
	if err != nil {
		return err
	}
	if !c.failOn.Changed {
		failOn = 0
	}
	c.linters, err = config.NewLinters(finder, options, failOn)
	return usage(err)
}

// misnamed returns files that have nearly the name of a configuration, and are none.
func (c *configFlags) misnamed() []string {
	if c.found == nil {
		return nil
	}
	return c.found.Misnamed()
}

// finder returns what finds the configuration of each file, nil for --no-config.
func (c *configFlags) finder() (*config.Finder, error) {
	switch {
	case c.file != "" && c.none:
		return nil, usagef("give --config or --no-config, not both")
	case c.none:
		return nil, nil
	case c.file == "":
		c.found = config.NewFinder()
		return c.found, nil
	}
	given, err := config.Load(c.file)
	if err != nil {
		return nil, configError(err)
	}
	return config.Always(given), nil
}

// configError parts what is wrong in a configuration, which is wrong usage, from one that
// cannot be read.
func configError(err error) error {
	return eachError(err, func(e error) error {
		if errors.As(e, new(*config.Error)) {
			return usage(e)
		}
		return e
	})
}

// assign finds the linter of each file. It returns the files that can be linted, and
// an error for each configuration that is broken, however many files it counts for.
func (l *lintCommand) assign(inputs []batch.Input) (sound []batch.Input, err error) {
	l.linters = make(map[batch.Input]*config.Linter, len(inputs))
	var broken []error
	for _, in := range inputs {
		name := in.Name
		if in.IsStdin() {
			name = ""
		}
		linter, err := l.config.linters.For(name)
		if err == nil {
			l.linters[in] = linter
			sound = append(sound, in)
		} else if !slices.Contains(broken, err) {
			broken = append(broken, err)
		}
	}
	for _, name := range l.config.misnamed() {
		l.note("%s is not read: name it %s", name, config.FileName)
	}
	return sound, reportBroken(broken, len(inputs)-len(sound))
}

// reportBroken returns the errors of configurations, and how many files they counted for.
func reportBroken(broken []error, files int) error {
	if len(broken) == 0 {
		return nil
	}
	err := configError(errors.Join(broken...))
	unchecked := fmt.Errorf("%d files are not checked, since their configuration has errors", files)
	if files == 1 {
		unchecked = errors.New("1 file is not checked, since its configuration has errors")
	}
	if exitCode(err) == exitUsage {
		unchecked = usage(unchecked)
	}
	return errors.Join(err, unchecked)
}

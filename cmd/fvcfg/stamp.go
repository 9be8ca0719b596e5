package main

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

type stampCommand struct {
	*program
	keys keyFlags
	out  outputFlags
	set  string
	bump bool
}

func (p *program) newStamp() *cobra.Command {
	s := &stampCommand{program: p}
	c := &cobra.Command{
		Use:   "stamp (--set VERSION | --bump) [flags] FILE…",
		Short: "Set or raise the version that a phone goes by",
		Long: `Stamp sets the version in a file's header, in XML its version element, in
dotted files its Version line, and changes nothing else.

Raise it with every change. By the description of 2018 (sections 1.2 and 4.5) a
phone applies any file whose content differs, whatever its version. By later manuals
of the maker (C56, i23) and a fleet of H2U-V2 phones it applies one whose version is
higher than the one it runs. New content and a higher version satisfy both.

--bump raises the last number by one and keeps its width: 2.0002 becomes 2.0003.
A version whose last number is all nines cannot be raised, since how a phone
compares versions of different widths is not known.

--set refuses a version that is not higher than the file's own, since a newer phone
that runs that one would pass the file over: exit code 1, and nothing written. So it
does where only the width makes it higher (2.0002 to 2.0000000003). --force insists.
` + severalResultsHelp + "\n" + keyHelp,
		Example: `  fvcfg stamp --bump -w 001565113af8.cfg
  fvcfg stamp --set 2.0010 base.cfg -o F0V00X600000.cfg`,
		Args: takes(1, anyNumber, "a file or a folder", "stamp --bump -w 0c383e1a2b3c.cfg"),
		RunE: func(_ *cobra.Command, args []string) error { return s.run(args) },
	}
	flags := c.Flags()
	flags.StringVar(&s.set, "set", "", "the version to set, such as 2.0003")
	flags.BoolVar(&s.bump, "bump", false, "raise the version by one")
	s.out.add(flags)
	flags.Lookup("force").Usage = "set a version that is not higher, and overwrite an output that exists"
	s.addTemplate(flags)
	s.keys.add(flags)
	return c
}

func (s *stampCommand) run(args []string) error {
	switch {
	case s.bump == (s.set != ""):
		return usagef("give --set VERSION or --bump")
	case s.set != "":
		if err := cfgfile.CheckVersion(s.set); err != nil {
			return usage(err)
		}
	}
	return s.rewrite(&s.out, s.keys, args, s.stamp)
}

func (s *stampCommand) stamp(d document) (err error) {
	old, version := shownVersion(d.file), s.set
	switch {
	case s.bump:
		version, err = d.file.BumpVersion()
	case s.out.force:
		err = d.file.SetVersion(version)
	default:
		err = d.file.RaiseVersion(version)
	}
	if errors.As(err, new(*cfgfile.NotHigherError)) {
		return &refusedError{fmt.Errorf("%s: %w, or have --bump choose it; --force insists", d.input, err)}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", d.input, err)
	}
	content, err := d.content()
	if err != nil {
		return err
	}
	return s.putThen(&s.out, d, content, newFileMode, func() {
		s.note("%s: %s -> %s", d.input, cmp.Or(old, "no version"), version)
	})
}

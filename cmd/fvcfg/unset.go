package main

import (
	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

type unsetCommand struct {
	*program
	keys keyFlags
	out  outputFlags
	all  bool
}

func (p *program) newUnset() *cobra.Command {
	u := &unsetCommand{program: p}
	c := &cobra.Command{
		Use:   "unset [flags] FILE PATH…",
		Short: "Remove settings",
		Long: `Unset removes settings and prints the new file, or writes it with -o or -w. With
the last setting of a list goes the list's marker, in XML the element of the
entry and of the list; the module stays. To empty a value, set it to "".
Standard error says "FILE: PATH: removed" of each.
` + pathHelp + `

A path that names several settings removes none of them without --all.
` + keyHelp,
		Example: `  fvcfg unset 001565113af8.cfg 'SIP1 Proxy Addr' -w
  fvcfg unset --all sysconf.xml 'sip/line[2]/*' -o new.xml`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(_ *cobra.Command, args []string) error { return u.run(batch.Input{Name: args[0]}, args[1:]) },
	}
	flags := c.Flags()
	flags.BoolVar(&u.all, "all", false, "let a path name several settings, and remove all of them")
	u.out.add(flags, false)
	u.keys.add(flags)
	return c
}

func (u *unsetCommand) run(in batch.Input, paths []string) error {
	key, err := u.key(u.keys)
	if err != nil {
		return err
	}
	return u.edit(&u.out, in, key, paths, func(file *cfgfile.File) (edited, error) {
		if u.all {
			removed, err := file.UnsetAll(paths...)
			return edited{effects: removed}, err
		}
		removed, err := file.Unset(paths...)
		return edited{effects: removed}, offerAll(err)
	})
}

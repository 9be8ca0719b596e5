package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

type setCommand struct {
	*program
	more      moreFiles
	keys      keyFlags
	out       outputFlags
	from      string
	valueFile string
	all       bool
}

func (p *program) newSet() *cobra.Command {
	s := &setCommand{program: p}
	c := &cobra.Command{
		Use:   "set [flags] FILE|DIR [--in FILE|DIR]… PATH VALUE [PATH VALUE]…",
		Short: "Change settings, or merge another file's",
		Long: `Set gives settings their values and prints the new file, or writes it with -o
or -w. It changes the bytes of those values and no others. A setting that the
file does not have is put where its module and list are, which are made where
they are missing; give its whole path then. An encrypted file stays encrypted,
with the same scheme, and is never written in clear.

Standard error says what was done, "FILE: PATH: changed", added or same, and never
a value: look at it, for a line that says added where you meant to change one.

Several files, more of them by --in, and those of a folder get the same settings.
Each is changed whole or stays as it is, and one that fails keeps no other from being
done; the exit code is that of the gravest error. The results go into --out-dir or,
with -w, back to where they came from.
` + pathHelp + `

A new key has to be known where it is put, and must not be another spelling of one
that is there: "SIP1 Register Pwd" is refused where the file has "SIP1 Register Pswd",
since a phone reads one of the two. Spellings differ in case, spaces, dashes and
underscores, and in pwd, pswd, passwd or password, url or uri, addr or address, num or
number. A value must be of its key's kind as far as that is known. --force insists.
What is there is changed under any name. A value with a line break is refused in any
case. A value that starts with a dash goes behind "--".

--value-file takes the value from a file, or with "-" from standard input, less
the line end behind it, so that a password stands neither in the process list
nor in the shell's history. There is one PATH then and no VALUE.

--from takes over all settings of another file of the same dialect, before the
paths given. The version and comments stay as they are. Of its settings that are
the same in both, only the number is said.

The path Version is the file's version, unless a setting has that name. One that is not
higher than the file's is refused, as stamp refuses it, with exit code 1; --force insists.
` + keyHelp,
		Example: `  fvcfg set 001565113af8.cfg 'SIP1 Register Addr' sip.example.com -w
  fvcfg set sysconf.xml 'sip/line[2]/PhoneNumber' 2002 'sip/line[2]/EnableReg' 1 -o new.xml
  fvcfg set 001565113af8.cfg 'SIP1 Register Pswd' --value-file - -w <password
  fvcfg set --from site.cfg 001565113af8.cfg -w
  fvcfg set provisioning @time.server ntp.example.com -w`,
		Args: takes(1, anyNumber, "a file, a path and a value", "set -w 0c383e1a2b3c.cfg 'SIP1 Phone Number' 2002"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.run(s.more.files(args[0]), args[1:], cmd.Flags())
		},
	}
	c.ValidArgsFunction = p.completePath
	flags := c.Flags()
	flags.StringVar(&s.from, "from", "", "merge the settings of this file, of the same dialect")
	flags.StringVar(&s.valueFile, "value-file", "", "take the value from this file, or - for standard input")
	flags.BoolVar(&s.all, "all", false, "let a path name several settings, and set all of them")
	s.more.add(flags)
	s.out.add(flags)
	flags.Lookup("force").Usage = "insist on keys and values that the dictionary speaks against, and overwrite an output that exists"
	s.addTemplate(flags)
	s.keys.add(flags)
	return c
}

func (s *setCommand) run(files []string, args []string, flags *pflag.FlagSet) error {
	assignments, err := s.assignments(args, flags.Changed("value-file"))
	if err != nil {
		return err
	}
	var paths []string
	for _, a := range assignments {
		paths = append(paths, a.Path)
	}
	if err := errors.Join(checkNames(paths), s.out.prepare(files)); err != nil {
		return err
	}
	if flags.Changed("value-file") {
		if assignments[0].Value, err = s.readValue(); err != nil {
			return err
		}
	}
	keys, err := s.keyring(s.keys)
	if err != nil {
		return err
	}
	var from document
	if s.from != "" {
		if from, err = s.read(batch.Input{Name: s.from}, keys); err != nil {
			return err
		}
	}
	options := cfgfile.SetOptions{All: s.all, Unchecked: s.out.force}
	return s.edit(&s.out, keys, paths, func(file *cfgfile.File) (edited, error) {
		var done edited
		if from.file != nil {
			var err error
			if done, err = s.merge(file, from.file, options); err != nil {
				return edited{}, err
			}
		}
		effects, err := setAll(file, assignments, options)
		done.effects = append(done.effects, effects...)
		return done, offerAll(err)
	})
}

// setAll sets settings and, where the path "Version" names no setting of the file, its
// version, which it does not lower unchecked.
func setAll(file *cfgfile.File, assignments []cfgfile.Assignment, options cfgfile.SetOptions) ([]cfgfile.Effect, error) {
	var settings, versions []cfgfile.Assignment
	for _, a := range assignments {
		if file.NamesVersion(a.Path) {
			versions = append(versions, a)
		} else {
			settings = append(settings, a)
		}
	}
	effects, err := file.SetAll(settings, options)
	if err != nil || len(versions) == 0 {
		return effects, err
	}
	effect, err := setVersion(file, versions[len(versions)-1].Value, options.Unchecked)
	return append(effects, effect), err
}

// versionPath is the path of a file's version, which is no setting.
const versionPath = "Version"

func setVersion(file *cfgfile.File, version string, unchecked bool) (cfgfile.Effect, error) {
	effect := cfgfile.Effect{Path: versionPath, Kind: cfgfile.Changed}
	switch file.Version() {
	case "":
		effect.Kind = cfgfile.Added
	case version:
		effect.Kind = cfgfile.Same
	}
	if unchecked {
		return effect, file.SetVersion(version)
	}
	return effect, file.RaiseVersion(version)
}

// merge takes over another file's settings. That it is of the wrong dialect is
// said of that file.
func (s *setCommand) merge(file, other *cfgfile.File, options cfgfile.SetOptions) (done edited, err error) {
	effects, err := file.Merge(other, options)
	if errors.As(err, new(*cfgfile.DialectError)) {
		return done, usagef("%s cannot be merged: %w", batch.Input{Name: s.from}, err)
	}
	done.from = other
	for _, e := range effects {
		if e.Kind == cfgfile.Same {
			done.same++
			continue
		}
		done.effects = append(done.effects, e)
	}
	return done, err
}

// assignments takes the arguments behind the file in pairs. With --value-file there is one,
// whose value is still to be read.
func (s *setCommand) assignments(args []string, fromFile bool) ([]cfgfile.Assignment, error) {
	switch {
	case fromFile && len(args) != 1:
		return nil, usagef("--value-file takes one PATH and no VALUE")
	case fromFile:
		return []cfgfile.Assignment{{Path: args[0]}}, nil
	case len(args) == 0 && s.from == "":
		return nil, usagef("give a PATH and a VALUE, or --from FILE")
	case len(args)%2 != 0:
		return nil, usagef("behind the file or folder, each PATH wants a VALUE, and the last has none")
	}
	var assignments []cfgfile.Assignment
	for i := 0; i < len(args); i += 2 {
		assignments = append(assignments, cfgfile.Assignment{Path: args[i], Value: args[i+1]})
	}
	return assignments, nil
}

// readValue reads a value without the line end behind it.
func (s *setCommand) readValue() (string, error) {
	data, err := s.reader.Read(batch.Input{Name: s.valueFile})
	value := strings.TrimSuffix(string(data), "\n")
	return strings.TrimSuffix(value, "\r"), err
}

type unsetCommand struct {
	*program
	more moreFiles
	keys keyFlags
	out  outputFlags
	all  bool
	last bool
}

func (p *program) newUnset() *cobra.Command {
	u := &unsetCommand{program: p}
	c := &cobra.Command{
		Use:   "unset [flags] FILE|DIR [--in FILE|DIR]… PATH…",
		Short: "Remove settings",
		Long: `Unset removes settings and prints the new file, or writes it with -o or -w. With
the last setting of a list goes the list's marker, in XML the element of the
entry and of the list; the module stays. To empty a value, set it to "".
Standard error says "FILE: PATH: removed" of each.

Several files, more of them by --in, and those of a folder lose the same settings, as
set gives them: each file whole or not at all, into --out-dir or with -w. A file
without such a setting is an error that keeps no other from being done.
` + pathHelp + `

A path that names several settings removes none of them without --all. With --all
--keep-last it removes, of each setting that stands in one place several times, all but
the last, and no other: "unset --all --keep-last FILE '*'" mends every such one.
` + keyHelp,
		Example: `  fvcfg unset 001565113af8.cfg 'SIP1 Proxy Addr' -w
  fvcfg unset --all sysconf.xml 'sip/line[2]/*' -o new.xml
  fvcfg unset --all --keep-last 001565113af8.cfg 'SIP1 Phone Number' -w`,
		Args: takes(2, anyNumber, "a file and a path", "unset -w 0c383e1a2b3c.cfg 'SIP1 Phone Number'"),
		RunE: func(_ *cobra.Command, args []string) error { return u.run(u.more.files(args[0]), args[1:]) },
	}
	c.ValidArgsFunction = p.completePath
	flags := c.Flags()
	flags.BoolVar(&u.all, "all", false, "let a path name several settings, and remove all of them")
	flags.BoolVar(&u.last, "keep-last", false, "with --all, remove only what stands in one place again: all but the last")
	u.more.add(flags)
	u.out.add(flags)
	u.addTemplate(flags)
	u.keys.add(flags)
	return c
}

func (u *unsetCommand) run(files []string, paths []string) error {
	if u.last && !u.all {
		return usagef("--keep-last keeps the last of several settings, which a path names with --all alone: give both")
	}
	if err := errors.Join(checkNames(paths), u.out.prepare(files)); err != nil {
		return err
	}
	keys, err := u.keyring(u.keys)
	if err != nil {
		return err
	}
	return u.edit(&u.out, keys, paths, func(file *cfgfile.File) (edited, error) {
		switch {
		case u.last:
			removed, err := file.UnsetRepeated(paths...)
			return edited{effects: removed}, err
		case u.all:
			removed, err := file.UnsetAll(paths...)
			return edited{effects: removed}, err
		}
		removed, err := file.Unset(paths...)
		if again := (*cfgfile.AmbiguousError)(nil); errors.As(err, &again) && again.Repeated {
			return edited{}, fmt.Errorf("%w\n--all --keep-last removes all but the last, and --all removes all", err)
		}
		return edited{effects: removed}, offerAll(err)
	})
}

package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

type diffCommand struct {
	*program
	keys        keyFlags
	format      string
	stat        bool
	text        bool
	showSecrets bool
	names       bool
	options     cfgfile.ConvertOptions

	folders *report.FolderDiff // nil where two files are compared
}

func (p *program) newDiff() *cobra.Command {
	d := &diffCommand{program: p}
	c := &cobra.Command{
		Use:   "diff [flags] A B",
		Short: "Compare two files or folders by their settings, whatever their dialects",
		Long: `Diff prints the settings in which two files differ, by module and list: "-" those
that only A has, "+" those that only B has, "~" those with another value. The
version is in the head of it, and how many differ at its end. Comments, layout and
order make no difference, nor does encryption. Files of two dialects are compared
where they are of one generation; a setting without a known name in the other
dialect is said to be so. With --names a setting goes by its neutral name, the same
in every dialect, where it has one.

The values of secrets are hidden, as are user and password in URLs; that a secret
differs is said. --text compares the files' text instead, line by line; patch can
apply that with --show-secrets.

Of two folders, diff compares the files of one name, in it and below, and says which
only one of the two has. Several files are compared no other way.

The exit code is 0 when the files are the same and 1 when they differ.
` + keyHelp,
		Example: `  fvcfg diff old/0c383e1a2b3c.cfg new/0c383e1a2b3c.cfg
  fvcfg diff --key-file site.key 0c383e1a2b3c.txt served/0c383e1a2b3c.cfg
  fvcfg diff --stat served.old served
  fvcfg diff --names 0c383e1a2b3c.cfg 0c383e1a2b3c.xml
  fvcfg diff --stat examples/text-legacy.cfg examples/xml-legacy.xml`,
		Args: takes(2, 2, "two files or two folders", "diff old.cfg new.cfg"),
		RunE: func(_ *cobra.Command, args []string) error { return d.run(args) },
	}
	flags := c.Flags()
	addFormat(flags, &d.format, "text or json")
	flags.BoolVar(&d.stat, "stat", false, "count the differences by module instead")
	flags.BoolVar(&d.text, "text", false, "compare the text instead of the settings, in the unified format")
	flags.BoolVar(&d.showSecrets, "show-secrets", false, "do not hide secrets")
	flags.BoolVar(&d.names, "names", false, "name each setting as all dialects do, @line1.password, where it has such a name (docs/names.md)")
	flags.BoolVar(&d.options.ByAnalogy, "by-analogy", false, "also take names of sysconf that were never seen, made as most others are")
	d.keys.add(flags)
	return c
}

func (d *diffCommand) run(args []string) error {
	switch {
	case d.names && (d.stat || d.text):
		return usagef("--names is for the list of settings, not for --stat and --text")
	case d.format == "json" && (d.stat || d.text), d.stat && d.text:
		return usagef("give one of --format json, --stat and --text")
	case args[0] == "-" && args[1] == "-":
		return usagef("standard input can be one of the files, not both")
	}
	keys, err := d.keyring(d.keys)
	if err != nil {
		return err
	}
	if areFolders, err := d.diffFolders(args[0], args[1], keys); areFolders || err != nil {
		return err
	}
	a, errA := d.read(batch.Input{Name: args[0]}, keys)
	b, errB := d.read(batch.Input{Name: args[1]}, keys)
	if err := errors.Join(errA, errB); err != nil {
		return err
	}
	if d.text {
		return d.diffText(a, b)
	}
	return d.diffSettings(a, b)
}

// diffText prints how the files' text differs.
func (d *diffCommand) diffText(a, b document) error {
	before, after := a.file.Source(), b.file.Source()
	diff, err := d.unified(a.input.Name, b.input.Name, before, after, hider(d.showSecrets))
	if err != nil {
		return err
	}
	if _, err := io.WriteString(d.stdout, diff); err != nil || before == after {
		return err
	}
	return errFindings
}

// diffSettings prints how the files differ by setting.
func (d *diffCommand) diffSettings(a, b document) error {
	before, after := a.file, b.file
	changes, err := cfgfile.Diff(before, after, d.options)
	if errors.Is(err, cfgfile.ErrNotWellFormed) {
		return errors.Join(notCompared(a.input, before), notCompared(b.input, after))
	}
	if err != nil {
		return generationError(a.input, err, "convert --across writes one of them for the generation of the other, as far as their settings are known to be the same")
	}
	d.noteUnread(a.input, before)
	d.noteUnread(b.input, after)
	diff := report.SettingDiff{
		Old: a.input.Name, New: b.input.Name, OldDialect: before.Dialect(), NewDialect: after.Dialect(),
		OldVersion: before.Version(), NewVersion: after.Version(),
		OldFile: redact.NewFile(before), NewFile: redact.NewFile(after),
		Changes: changes, ShowSecrets: d.showSecrets, Names: d.names, Parted: d.folders != nil,
	}
	switch {
	case d.folders != nil && d.format == "json":
		d.folders.Add(diff)
	case d.folders != nil && d.stat && len(changes) == 0:
	case d.folders != nil && d.stat:
		fmt.Fprintf(d.stdout, "--- %s\n+++ %s\n", diff.Old, diff.New)
		err = diff.WriteStat(d.stdout)
	case d.format == "json":
		err = diff.WriteJSON(d.stdout)
	case d.stat:
		err = diff.WriteStat(d.stdout)
	default:
		err = diff.WriteText(d.stdout, d.colored(d.stdout))
	}
	if err == nil && len(changes) > 0 {
		return errFindings
	}
	return err
}

// notCompared returns the error for XML that is not well-formed, nil for all else.
func notCompared(in batch.Input, file *cfgfile.File) error {
	if err := file.WellFormed(); err != nil {
		return fmt.Errorf("%s: %w; --text compares it as it is", in, err)
	}
	return nil
}

// noteUnread names lines that are no settings and so are not compared.
func (d *diffCommand) noteUnread(in batch.Input, file *cfgfile.File) {
	unread := func(p cfgfile.Problem) bool {
		return p.Kind == cfgfile.MalformedLine || p.Kind == cfgfile.OtherSyntax || p.Kind == cfgfile.StrayText
	}
	if i := slices.IndexFunc(file.Problems(), unread); i >= 0 {
		d.note("%s: line %d is no setting, and not compared; lint names all such lines, --text compares them", in, file.Position(file.Problems()[i].Offset).Line)
	}
}

// unified returns the difference between two contents of a file. Hide says what of them is
// secret, nil where the user asked to see that.
func (p *program) unified(oldName, newName string, before, after string, hide func(string) redact.Text) (string, error) {
	var out strings.Builder
	err := report.Unified(&out, oldName, newName, before, after,
		report.UnifiedOptions{Color: p.colored(p.stdout), Visible: p.isTerminal(p.stdout), Hide: hide})
	return out.String(), err
}

// hider returns what says which parts of a text are secret, nil where they are to be shown.
func hider(showSecrets bool) func(string) redact.Text {
	if showSecrets {
		return nil
	}
	return redact.NewText
}

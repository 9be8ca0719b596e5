package main

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/config"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/fleet"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

type generateCommand struct {
	*program
	keys      keyFlags
	keyColumn string
	scheme    schemeFlags
	like      string
	config    configFlags
	bases     []string
	general   []string
	phones    string
	secrets   string
	out       string
	version   string
	ext       string
	mode      string
	part      string // --shard
	format    string
	keepGoing bool
	check     bool
	diff      bool
	prune     bool
	yes       bool

	shard     fleet.Shard
	files     fs.FileMode // --mode
	table     *fleet.Table
	generator *fleet.Generator
	group     *batch.Group
	folder    *fleetFolder
	report    *generateReport
	ended     bool // the disk is full, or the like
}

func (p *program) newGenerate() *cobra.Command {
	g := &generateCommand{program: p}
	c := &cobra.Command{
		Use:   "generate [flags]",
		Short: "Make a fleet's files from bases and a table",
		Long: `Generate makes the device file of each phone of a table, from base files that the
phones share: a row a phone, a column a setting by its path or neutral name
("line1.number"), or a variable that the base uses as {{name}}. All rows are
checked and all faults said before the first file is written; --keep-going writes
those of the good rows. A file whose settings are the same is not touched; one that
differs gets a version higher than the one before.

A base is a provisioning file of any dialect, or YAML of path or neutral name to
value; of several, the later one counts. The table is CSV, TSV, JSON, JSON lines or
YAML, and must have a column mac. --secrets has further columns, of rows that are
joined by the MAC or the extension. docs/fleet.md tells all of it.

The folder gets a manifest, SHA256SUMS, that sha256sum -c checks, too. With
--shard 3/16 it is the third of sixteen parts that is made, on as many machines;
the last of them joins their manifests.

Files with passwords in clear are readable for their owner alone, unless --mode says
otherwise. --key-file encrypts all files with one key, --derive-keys each phone's with
a key of its own, and so does a column file_key, which counts before either. With
--derive-keys, the key of --key-file is that of the general files.

Flags have defaults in ` + config.FileName + `, under generate.
` + schemeHelp() + "\n" + keyHelp,
		Example: `  fvcfg generate --base base.cfg --phones phones.csv --out /srv/tftp
  fvcfg generate --base vendor.cfg --base site.yaml --phones phones.csv --secrets secrets.csv --out out --diff
  fvcfg generate --base base.cfg --phones phones.csv --out out --shard 3/16 --derive-keys master.key`,
		Args: takesFlags,
		RunE: func(cmd *cobra.Command, _ []string) error { return g.run(cmd.Context(), cmd.Flags()) },
	}
	flags := c.Flags()
	flags.StringArrayVar(&g.bases, "base", nil, "what each file is made of; several are layers, the later over the earlier")
	flags.StringVar(&g.phones, "phones", "", "table with a row for each phone; - is standard input")
	flags.StringVar(&g.secrets, "secrets", "", "table with further columns, by MAC or extension")
	flags.StringVar(&g.out, "out", "", "the folder that the files go to; it is made if it is not there")
	flags.StringArrayVar(&g.general, "general", nil, "what the general files are made of, one for each model of the table")
	flags.StringVar(&g.version, "version", "", "the version of all files that are new or changed, in place of the next one up")
	flags.StringVar(&g.ext, "ext", "cfg", "the extension of the files: cfg, txt or xml")
	flags.StringVar(&g.part, "shard", "", "make this part only, as 3/16")
	flags.StringVar(&g.mode, "mode", "", "the permissions of the files, as 0640 (default 0600 where a secret stands in clear)")
	flags.BoolVar(&g.keepGoing, "keep-going", false, "write the files of the good rows, whatever the others are")
	flags.BoolVar(&g.check, "check", false, "write nothing, say what would change, and exit with 1 if anything would")
	flags.BoolVar(&g.diff, "diff", false, "as --check, and show how each file would change, by setting; secrets are hidden")
	flags.BoolVar(&g.prune, "prune", false, "list the files that were made for phones which have left the table")
	flags.BoolVar(&g.yes, "yes", false, "remove what --prune lists")
	g.addKeys(flags)
	g.config.add(flags)
	addFormat(flags, &g.format, "the report: text or json")
	return c
}

// addKeys adds the flags that say how files are encrypted. The table of phones is that of
// --phones.
func (g *generateCommand) addKeys(flags *pflag.FlagSet) {
	g.keys.addOne(flags)
	flags.StringVar(&g.keyColumn, "key-column", "", "the column of a table that has the phones' keys (default "+fleet.KeyColumn+")")
	flags.StringVar(&g.scheme.mode, "scheme", crypt.ECB.String(), "mode and IV: one of the schemes above")
	flags.StringVar(&g.scheme.padding, "padding", crypt.PKCS7.String(), "padding: pkcs7 or zero")
	flags.StringVar(&g.like, "like", "", "learn the scheme from this file, which the same key encrypted")
}

func (g *generateCommand) run(ctx context.Context, flags *pflag.FlagSet) error {
	options, err := g.prepare(flags)
	if err != nil {
		return err
	}
	table, done, err := g.openTable(g.phones)
	if err != nil {
		return err
	}
	defer done()
	g.table = table
	group, end := g.newGroup(g.stderr)
	defer end()
	group.Bulk()
	g.group = group
	if g.folder, err = g.openFolder(); err != nil {
		return err
	}
	if err := g.newGenerator(options); err != nil {
		return err
	}
	return g.generate(ctx)
}

// generate checks all rows, and writes the files of the good ones.
func (g *generateCommand) generate(ctx context.Context) error {
	found, err := g.generator.Check(ctx, g.table)
	if err != nil {
		return eachError(err, baseError)
	}
	g.report = g.newReport(found)
	if err := g.report.rows(); err != nil {
		return err
	}
	if found.Faulty > 0 && !g.keepGoing {
		return errors.Join(g.report.close(), errFindings)
	}
	if !g.writesNothing() {
		if err := g.folder.claim(true); err != nil {
			return err
		}
	}
	err = g.writeAll(ctx, found)
	if closed := g.report.close(); closed != nil {
		return closed
	}
	switch {
	case err != nil:
		return err
	case found.Faulty > 0, g.writesNothing() && g.report.wouldChange():
		return errFindings
	}
	return nil
}

// writesNothing reports whether the command only says what it would do.
func (g *generateCommand) writesNothing() bool { return g.check || g.diff }

// prepare takes the configuration's defaults and turns the flags into options.
func (g *generateCommand) prepare(flags *pflag.FlagSet) (fleet.Options, error) {
	var o fleet.Options
	if err := g.configure(flags, &o); err != nil {
		return o, err
	}
	switch {
	case g.phones == "":
		return o, usagef("give the table of phones: --phones TABLE")
	case g.out == "":
		return o, usagef("say where the files go: --out DIR")
	case g.yes && !g.prune:
		return o, usagef("--yes removes what --prune lists: give that, too")
	case countDashes(append([]string{g.phones, g.secrets}, append(g.bases, g.general...)...)) > 1:
		return o, usagef("standard input can be read once: give a file for all but one of the tables and bases")
	case g.diff && g.format != "text":
		return o, usagef("--diff shows differences in place of the report: leave --format out")
	}
	var err error
	if o.Ext, err = naming.ParseExt(g.ext); err != nil {
		return o, usagef("--ext: %w", err)
	}
	if g.part != "" {
		if g.shard, err = fleet.ParseShard(g.part); err != nil {
			return o, usagef("--shard: %w", err)
		}
	}
	if g.version != "" {
		if err := cfgfile.CheckVersion(g.version); err != nil {
			return o, usagef("--version: %w", err)
		}
	}
	if g.mode != "" {
		mode, err := strconv.ParseUint(g.mode, 8, 32)
		if err != nil || mode == 0 || mode > 0o777 || mode&0o400 == 0 {
			return o, usagef("--mode is a file's permissions in octal, as 0640, and lets the owner read it; not %q", g.mode)
		}
		g.files = fs.FileMode(mode)
	}
	o.Bases, o.General, o.ReadFile, o.Version, o.Shard = g.bases, g.general, g.readBase, g.version, g.shard
	return o, g.prepareKeys(flags, &o)
}

// countDashes counts the names that are standard input.
func countDashes(names []string) (n int) {
	for _, name := range names {
		if name == "-" {
			n++
		}
	}
	return n
}

// configure has the configuration say what no flag does.
func (g *generateCommand) configure(flags *pflag.FlagSet, o *fleet.Options) error {
	finder, err := g.config.finder()
	if err != nil || finder == nil {
		return err
	}
	c, _, err := finder.Find("")
	if err != nil {
		return configError(err)
	}
	if c == nil {
		return nil
	}
	o.Lint = c.Options(o.Lint)
	for _, d := range c.Generate() {
		if g.isGiven(flags, d.Flag) {
			continue
		}
		for _, value := range d.Values {
			if err := flags.Set(d.Flag, value); err != nil {
				return usagef("%s: generate: %w", c.Name, err)
			}
		}
	}
	return nil
}

// isGiven reports whether the command line has a flag, or what takes its place.
func (g *generateCommand) isGiven(flags *pflag.FlagSet, name string) bool {
	switch name {
	case "key-file":
		return flags.Changed(name) || flags.Changed("key")
	case "scheme", "padding", "like":
		return flags.Changed("scheme") || flags.Changed("padding") || flags.Changed("like")
	}
	return flags.Changed(name)
}

// prepareKeys turns the flags of keys into options.
func (g *generateCommand) prepareKeys(flags *pflag.FlagSet, o *fleet.Options) error {
	keys, err := g.keyring(g.keys)
	if err != nil {
		return err
	}
	chosen := flags.Changed("scheme") || flags.Changed("padding")
	if g.like != "" && chosen {
		return usagef("give --like or --scheme and --padding, not both")
	}
	if o.Scheme, err = g.scheme.scheme(); err != nil {
		return err
	}
	if g.like != "" {
		if keys.isEmpty() {
			return usagef("--like learns the scheme from a file and its key: give --key-file, too")
		}
		if o.Scheme, err = g.learnScheme(g.like, keys); err != nil {
			return err
		}
	}
	o.Random, o.Keys, o.Master = g.random, keys.common, keys.master
	if len(keys.common) > 0 {
		o.GeneralKey = &keys.common[0]
		if o.Master == nil {
			o.Key = &keys.common[0]
		}
	}
	return nil
}

// readBase reads a base. One that a row names may also stand beside the table. The error is
// without the name, which the generator says.
func (g *generateCommand) readBase(name string) ([]byte, error) {
	in := batch.Input{Name: name}
	data, err := g.reader.Read(in)
	if errors.Is(err, fs.ErrNotExist) && !filepath.IsAbs(name) && !slices.Contains(g.bases, name) && !slices.Contains(g.general, name) && g.phones != "-" {
		if beside, other := g.reader.Read(batch.Input{Name: filepath.Join(filepath.Dir(g.phones), name)}); other == nil {
			return beside, nil
		}
	}
	if err != nil {
		err = &fs.PathError{Op: "read", Path: name, Err: &namelessError{in, err}}
	}
	return data, err
}

// A namelessError is that of a file without its name.
type namelessError struct {
	of  batch.Input
	err error
}

func (e *namelessError) Error() string {
	return strings.TrimPrefix(strings.TrimPrefix(e.err.Error(), e.of.String()+": "), "cannot be read: ")
}
func (e *namelessError) Unwrap() error { return e.err }

// newGenerator reads the secrets and the bases.
func (g *generateCommand) newGenerator(o fleet.Options) error {
	if g.secrets != "" {
		table, done, err := g.openTable(g.secrets)
		if err != nil {
			return err
		}
		defer done()
		if o.Secrets, err = fleet.ReadSecrets(table); err != nil {
			return tableError(err)
		}
	}
	o.KeyColumn = g.keyColumn
	o.Old, o.OldVersion = g.folder.old, g.folder.oldVersion
	var err error
	g.generator, err = fleet.New(g.table.Columns(), o)
	return eachError(err, func(e error) error {
		if base := (*fleet.BaseError)(nil); !errors.As(e, &base) {
			return usage(e) // of what the flags and the head of the table say
		}
		return baseError(e)
	})
}

// baseError parts what is wrong in a base or in the head of the table, which whoever wrote
// it can mend, from what could not be read.
func baseError(err error) error {
	switch {
	case errors.As(err, new(*fs.PathError)), errors.As(err, new(*batch.MissingError)), errors.Is(err, cfgfile.ErrNoKey), errors.Is(err, crypt.ErrWrongKey):
		return err
	case errors.As(err, new(*fleet.ColumnError)), errors.As(err, new(*fleet.TableError)):
		return usage(err)
	case errors.As(err, new(*fleet.BaseError)), errors.As(err, new(*fleet.GeneralError)):
		return &refusedError{err}
	}
	return err
}

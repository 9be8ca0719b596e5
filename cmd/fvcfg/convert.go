package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

type convertCommand struct {
	*program
	keys      keyFlags
	out       outputFlags
	to        string
	format    string
	allowLoss bool
	clear     bool
	options   cfgfile.ConvertOptions

	form  form
	given *keyring
	named []string // the arguments
}

func (p *program) newConvert() *cobra.Command {
	v := &convertCommand{program: p}
	c := &cobra.Command{
		Use:   "convert --to cfg|txt|xml|dotted [flags] FILE…",
		Short: "Write files in another dialect of their generation",
		Long: `Convert writes a file's settings as text, as XML or dotted, whichever dialect
of these its generation of phones has. cfg and txt are the same text and differ
in the name that --out-dir gives. A dialect's own name is taken too: text-legacy,
xml-legacy, text-modern, sysconf. To the dialect that a file has already, it
gives the same bytes.

Text and XML of generation 1 convert by rule; text, XML and dotted of generation
2 by the dictionary, which does not know every name. What has no place in the
other dialect is named with its line and the reason, the exit code is 1, and
nothing is written unless --allow-loss is given. Nothing converts from one
generation to the other: their names differ.

An encrypted file is encrypted again with the same scheme; with --clear it is
not, and is made readable for its owner alone.
` + keyHelp,
		Example: `  fvcfg convert --to xml 0c383e1a2b3c.cfg -o 0c383e1a2b3c.xml
  fvcfg convert --to txt --out-dir text *.xml
  fvcfg convert --to dotted --allow-loss sysconf.xml`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return v.run(cmd.Context(), args) },
	}
	flags := c.Flags()
	flags.StringVar(&v.to, "to", "", "what to write: cfg, txt, xml or dotted")
	flags.BoolVar(&v.allowLoss, "allow-loss", false, "write the file without what has no place in it; the exit code stays 1")
	flags.BoolVar(&v.options.ByAnalogy, "by-analogy", false, "also take names of sysconf that were never seen, made as most others are; a phone ignores a wrong one in silence")
	flags.BoolVar(&v.clear, "clear", false, "do not encrypt the result of an encrypted file again")
	addFormat(flags, &v.format, "how losses are reported: text or json")
	v.out.addWithoutWrite(flags)
	v.keys.add(flags)
	return c
}

func (v *convertCommand) prepare(args []string) ([]batch.Input, error) {
	var err error
	if v.form, err = parseForm(v.to); err != nil {
		return nil, err
	}
	if v.given, err = v.keyring(v.keys); err != nil {
		return nil, err
	}
	v.named = args
	inputs, problem := batch.Expand(args, batch.ExpandOptions{})
	v.out.rename = v.form.rename
	switch {
	case v.format == "json" && !v.out.elsewhere():
		return nil, usagef("--format json is the report of losses, which goes to standard output: give the file another place with -o or --out-dir")
	case len(inputs) > 1 && !v.out.elsewhere():
		return nil, usagef("several files convert into a folder: give --out-dir")
	}
	if err := v.out.check(inputs); err != nil {
		return nil, err
	}
	return inputs, problem
}

// converted is what became of one file.
type converted struct {
	report  report.Conversion
	content []byte        // for standard output
	file    *batch.Staged // for another place
	passed  string        // why it was passed over, "" if it was not
	err     error
}

func (v *convertCommand) run(ctx context.Context, args []string) error {
	inputs, problem := v.prepare(args)
	if errors.As(problem, new(*usageError)) {
		return problem
	}
	progress := batch.NewProgress(v.stderr, batch.ProgressOptions{Terminal: v.isTerminal(v.stderr), Total: len(inputs), Label: "convert"})
	defer progress.Done()
	stdout, stderr := progress.Wrap(v.stdout), progress.Wrap(v.stderr)
	losses := stdout // beside the file they would spoil it
	if !v.out.elsewhere() {
		losses = stderr
	}
	out := report.NewConversions(losses, stderr, v.format == "json")
	group, end := v.newGroup(stderr)
	defer end()
	v.out.group = group
	errs := []error{problem}
	done := func(c converted, err error) error {
		if err := cmp.Or(c.err, err); err != nil {
			errs = append(errs, err)
			out.Fail(c.report.File, messageOf(err))
			return nil
		}
		if c.passed != "" {
			_, err := fmt.Fprintln(stderr, "fvcfg: "+c.passed)
			return err
		}
		if len(c.report.Losses) > 0 {
			errs = append(errs, errFindings)
		}
		if err := out.Add(c.report); err != nil {
			return err
		}
		_, err = stdout.Write(c.content)
		return err
	}
	err := batch.Run(ctx, inputs, 0,
		func(_ context.Context, in batch.Input) converted { return v.convert(in) },
		func(c converted) error {
			progress.Step()
			return v.out.group.Add(c.file, func(err error) error { return done(c, err) })
		})
	if err == nil {
		err = v.out.group.Flush()
	}
	progress.Done()
	return errors.Join(append(errs, err, out.Close())...)
}

// convert converts one file, and stages it unless it is for standard output.
func (v *convertCommand) convert(in batch.Input) converted {
	failed := func(err error) converted { return converted{report: report.Conversion{File: in.Name}, err: err} }
	stored, err := v.reader.Read(in)
	if err != nil {
		return failed(err)
	}
	if why := passedOver(in, stored, v.named); why != "" {
		return converted{passed: why}
	}
	d, err := open(in, stored, v.given)
	if err != nil {
		return failed(err)
	}
	c, err := cfgfile.Convert(d.file, v.form.dialect(d.file.Dialect()), v.options)
	if err != nil {
		return failed(conversionError(in, err))
	}
	hideLosses(c.Losses, d.file)
	r := converted{report: report.Conversion{File: in.Name, Conversion: c, Written: len(c.Losses) == 0 || v.allowLoss}}
	if !r.report.Written {
		return r
	}
	if err := v.write(d, &r); err != nil {
		return failed(err)
	}
	return r
}

// hideLosses hides in the paths of losses what is no key but a piece of a secret: in a
// broken file, one can be read as a key.
func hideLosses(losses []cfgfile.Loss, file *cfgfile.File) {
	if len(losses) == 0 {
		return
	}
	shown := redact.NewFile(file)
	for i := range losses {
		l := &losses[i]
		name := strings.TrimRight(l.Path[strings.LastIndexAny(l.Path, ":/.")+1:], "[]0123456789")
		if shown.HidesName(name, l.Line) {
			l.Path = redact.Mark
		}
	}
}

// write stages a result, or leaves it for standard output.
func (v *convertCommand) write(d document, r *converted) (err error) {
	content, sealed := r.report.Conversion.Data, d.encryption != nil && !v.clear
	switch {
	case sealed && r.report.From == r.report.To:
		content = d.stored
	case sealed:
		if content, err = v.seal(d, content); err != nil {
			return err
		}
	}
	if !v.out.elsewhere() {
		if sealed && v.isTerminal(v.stdout) {
			return usagef("%s is encrypted, and so is the result, which is not for a terminal: use -o, or --clear", d.input)
		}
		r.content = content
		return nil
	}
	mode := newFileMode
	if d.encryption != nil {
		mode = ownerOnly
	}
	r.report.Conversion.Data = nil // many results wait for their group; the content stands on the disk
	r.file, err = v.out.stage(d, content, mode)
	return err
}

// form is what --to names: a kind of file, of which each generation of phones has
// its dialect, or a dialect.
type form struct {
	name     string
	ext      string
	dialects []cfgfile.Dialect
}

var forms = []form{
	{"cfg", ".cfg", []cfgfile.Dialect{cfgfile.TextLegacy, cfgfile.TextModern}},
	{"txt", ".txt", []cfgfile.Dialect{cfgfile.TextLegacy, cfgfile.TextModern}},
	{"text", ".txt", []cfgfile.Dialect{cfgfile.TextLegacy, cfgfile.TextModern}},
	{"xml", ".xml", []cfgfile.Dialect{cfgfile.XMLLegacy, cfgfile.Sysconf}},
	{"dotted", ".txt", []cfgfile.Dialect{cfgfile.Dotted}},
	{"text-legacy", ".cfg", []cfgfile.Dialect{cfgfile.TextLegacy}},
	{"text-modern", ".cfg", []cfgfile.Dialect{cfgfile.TextModern}},
	{"xml-legacy", ".xml", []cfgfile.Dialect{cfgfile.XMLLegacy}},
	{"sysconf", ".xml", []cfgfile.Dialect{cfgfile.Sysconf}},
}

func parseForm(name string) (form, error) {
	i := slices.IndexFunc(forms, func(f form) bool { return f.name == name })
	switch {
	case name == "":
		return form{}, usagef("give --to cfg, txt, xml or dotted")
	case i < 0:
		return form{}, usagef("--to is cfg, txt, xml or dotted, or a dialect, not %q", name)
	}
	return forms[i], nil
}

// dialect returns the dialect to write for a file of a dialect: its own, if the form
// has it, or else that of its generation. Dotted files go with generation 2.
func (f form) dialect(from cfgfile.Dialect) cfgfile.Dialect {
	if slices.Contains(f.dialects, from) {
		return from
	}
	if len(f.dialects) == 1 || from.Generation() == 1 {
		return f.dialects[0]
	}
	return f.dialects[1]
}

// rename returns the name of a result.
func (f form) rename(name string) string {
	return strings.TrimSuffix(name, filepath.Ext(name)) + f.ext
}

// conversionError names the file that could not be converted. Across generations it
// lists the settings whose keys read alike.
func conversionError(in batch.Input, err error) error {
	var generation *cfgfile.GenerationError
	if !errors.As(err, &generation) {
		return fmt.Errorf("%s: %w", in, err)
	}
	return usagef("%s: %w%s", in, err, listNamesakes(generation.Namesakes))
}

func listNamesakes(all []cfgfile.Namesake) string {
	var b strings.Builder
	for _, n := range all {
		fmt.Fprintf(&b, "\n  line %d: %s: %s", n.Line, n.Path, strings.Join(n.Names, ", "))
	}
	return b.String()
}
